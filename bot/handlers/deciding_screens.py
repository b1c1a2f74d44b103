"""How deciding looks: the parts of a decision, the decision as a whole, and several chosen from a list."""

from collections.abc import Mapping, Sequence
from html import escape

from bot.chat import ROWS, Button, Page, Row, Screen, in_rows, page_of
from bot.core.applications.choosing import Choice
from bot.core.applications.decision import Ruling
from bot.core.applications.preview import Preview, Proposed
from bot.core.applications.proposal import CATEGORY, DETAIL, REASON, SINCE, UNTIL, Proposal
from bot.core.applications.queue import Line, Pile
from bot.core.people import Pupil
from bot.core.services.limits import printed
from bot.handlers.addresses.cases import OpenCase, OpenPile
from bot.handlers.addresses.deciding import (
    AskPart,
    CarryOut,
    ChooseEvery,
    ChooseOne,
    ChooseSittingFor,
    OpenChoice,
    OpenPreview,
    ProposeChosen,
    SetPart,
    TakeReady,
)
from bot.handlers.application_words import day_words, service_title
from bot.handlers.case_words import category_name, detail_words, lines_within
from bot.handlers.survey_words import cut, fitted
from bot.texts import Words

ROOM = 780
CHILDREN_A_PAGE = 8
REASONS = {
    Ruling.GRANT: ("meets", "proved"),
    Ruling.REFUSE: ("not_entitled", "papers_false", "no_quota"),
    Ruling.CHANGE: ("new_papers", "parent_asked", "council"),
    Ruling.END: ("left", "no_longer", "parent_asked"),
}
REASON_LENGTH = 200


def proposal_screen(words: Words, view: Preview, page: int = 0) -> Screen:
    """What is asked for, or the whole."""
    if view.proposal.asks:
        return part_screen(words, view)
    return preview_screen(words, view, page)


def preview_screen(words: Words, view: Preview, page: int) -> Screen:
    """The decision as it would be carried out, each part to be changed by a button."""
    proposal, shown = view.proposal, page_of(view.lines, page, CHILDREN_A_PAGE)
    head = words.html(
        f"cases.preview.{proposal.ruling}",
        service=service_title(words, proposal.service),
        number=len(view.lines),
    )
    children = [escape(_child(words, view, one), quote=False) for one in shown.items]
    parts = [escape(_part_line(words, view, one), quote=False) for one in proposal.parts if one != CATEGORY]
    council = [words.html("cases.preview.council")] if view.by_council else []
    change = [
        Button(words("cases.change_part", part=_part_name(words, view, one)), _ask(proposal, one))
        for one in proposal.parts
    ]
    carry = CarryOut(application_id=proposal.single, mark=proposal.mark, revision=proposal.revision)
    style = "danger" if proposal.ruling is Ruling.END else "success"
    rows = [
        *in_rows(change, 2),
        shown.turners(
            lambda number: OpenPreview(application_id=proposal.single, mark=proposal.mark, page=number)
        ),
        (
            Button(
                words(f"cases.carry.{proposal.ruling}", number=len(view.lines)),
                carry,
                "danger" if style == "danger" else "success",
            ),
        ),
        (_out(words, view),),
    ]
    return Screen(lines_within([head, *children, *council, *parts], ROOM), rows)


def _child(words: Words, view: Preview, one: Proposed) -> str:
    class_name = str(one.class_.name) if one.class_ else words("cases.no_class")
    category = category_name(words, view.service, one.category)
    changed = f" (← {one.application.category})" if one.category != one.application.category else ""
    line = f"№ {one.application.number} · {one.pupil.name.short} · {class_name} · {category}"
    return cut(line, 85) + changed


def _part_line(words: Words, view: Preview, part: str) -> str:
    value = _part_value(words, view, part)
    name = _part_name(words, view, part)
    return f"{name}: {cut(value, REASON_LENGTH) or '—'}"


def _part_value(words: Words, view: Preview, part: str) -> str:
    proposal = view.proposal
    if part == CATEGORY:
        return category_name(words, view.service, view.lines[0].category)
    if part == SINCE:
        return day_words(proposal.since)
    if part == UNTIL:
        return day_words(proposal.until) if proposal.until else words(f"cases.no_until.{proposal.ruling}")
    if part.startswith(DETAIL):
        key = part.removeprefix(DETAIL)
        return printed(view.service, key, proposal.details.get(key, ""))
    return proposal.reason


def _part_name(words: Words, view: Preview, part: str) -> str:
    if part.startswith(DETAIL):
        return detail_words(words, part.removeprefix(DETAIL))
    if part in (SINCE, REASON):
        return words(f"cases.part.{part}.{view.proposal.ruling}")
    return words(f"cases.part.{part}")


def part_screen(words: Words, view: Preview) -> Screen:
    """Asks for one part: chosen, typed, or ready-made."""
    proposal, part = view.proposal, view.proposal.asks
    rows = _options(words, view)
    back = OpenPreview(application_id=proposal.single, mark=proposal.mark)
    out = _out(words, view) if proposal.lacks else Button(words("go.back"), back)
    name = _part_name(words, view, part)
    children = ", ".join(one.pupil.name.short for one in view.lines[:3])
    more = f" … +{len(view.lines) - 3}" if len(view.lines) > 3 else ""
    key = "detail" if part.startswith(DETAIL) else part
    text = words.html(
        f"cases.ask_part.{key}",
        part=name,
        children=children + more,
        now=cut(_part_value(words, view, part), REASON_LENGTH) or "—",
    )
    return Screen(text, [*rows, (out,)])


def _options(words: Words, view: Preview) -> list[Row]:
    proposal, part = view.proposal, view.proposal.asks
    if part == CATEGORY:
        chosen = view.lines[0].category
        return [(_category(words, view, one, chosen),) for one in _categories(view)]
    if part in (SINCE, UNTIL):
        days = [Button(day_words(one), _set(proposal, part, one.isoformat())) for one in view.days]
        none = (
            [Button(words(f"cases.no_until.{proposal.ruling}"), _set(proposal, part, ""))]
            if part == UNTIL
            else []
        )
        return in_rows([*days, *none], 2)
    if part == REASON:
        return [
            (Button(words(f"cases.ready.{one}"), _take(proposal, one)),) for one in REASONS[proposal.ruling]
        ]
    return []


def _categories(view: Preview) -> Sequence[str]:
    """The school grants where it decides; a change may follow what the council decided."""
    found = view.service.categories
    if view.proposal.ruling is Ruling.GRANT:
        return [one for one in found if not view.service.decided_by_council(one)]
    return found


def _category(words: Words, view: Preview, category: str, chosen: str) -> Button:
    sign = "✅ " if category == chosen else ""
    return Button(
        sign + cut(category_name(words, view.service, category), 25), _set(view.proposal, CATEGORY, category)
    )


def _ask(proposal: Proposal, part: str) -> AskPart:
    return AskPart(application_id=proposal.single, mark=proposal.mark, part=part)


def _set(proposal: Proposal, part: str, value: str) -> SetPart:
    return SetPart(application_id=proposal.single, mark=proposal.mark, part=part, value=value)


def _take(proposal: Proposal, reason: str) -> TakeReady:
    return TakeReady(application_id=proposal.single, mark=proposal.mark, reason=reason)


def _out(words: Words, view: Preview) -> Button:
    """Out of the decision: to the case, or to the list."""
    if view.proposal.single:
        return Button(words("go.back"), OpenCase(application_id=view.proposal.single))
    return Button(words("go.back"), OpenPile(pile=Pile.SCHOOL.value, service=view.proposal.service))


def boxes_in(found: Choice, page: int) -> Page:
    """A page of a list to choose from: whose names are looked up."""
    return page_of(found.lines, page, ROWS - 1)


def choice_screen(words: Words, found: Choice, shown: Page, names: Mapping[int, Pupil]) -> Screen:
    """A list with a box before each; what is chosen is counted."""
    number = len(found.chosen)
    rows: list[Row] = [(_box(found, one, names[one.application.id], shown.number),) for one in shown.items]
    rows.append(shown.turners(lambda place: OpenChoice(mark=found.mark, page=place)))
    every = ChooseEvery(mark=found.mark, yes=number < len(found.lines), page=shown.number)
    back = Button(words("go.back"), OpenPile(pile=found.pile.value, service=found.service))
    label = "cases.choose_none" if number == len(found.lines) else "cases.choose_all"
    rows.append((*_together(words, found),))
    rows.append((back, Button(words(label, number=len(found.lines)), every)))
    text = words.html(
        "cases.choosing", service=service_title(words, found.service), number=number, total=len(found.lines)
    )
    return Screen(text, rows)


def _box(found: Choice, line: Line, pupil: Pupil, page: int) -> Button:
    here = line.application
    yes = here.id not in found.chosen
    class_name = f" · {line.class_.name}" if line.class_ else ""
    label = fitted(
        ("☐ " if yes else "☑ ") + f"{here.number} · ",
        pupil.name.short,
        f"{class_name} · {here.category}",
    )
    return Button(label, ChooseOne(mark=found.mark, application_id=here.id, yes=yes, page=page))


def _together(words: Words, found: Choice) -> Row:
    number = len(found.chosen)
    if not number:
        return ()
    if found.pile is Pile.SITTING:
        return (
            Button(words("cases.put_chosen", number=number), ChooseSittingFor(mark=found.mark), "primary"),
        )
    return (
        Button(
            words("cases.grant_chosen", number=number),
            ProposeChosen(mark=found.mark, ruling=Ruling.GRANT.value),
            "primary",
        ),
        Button(
            words("cases.refuse_chosen", number=number),
            ProposeChosen(mark=found.mark, ruling=Ruling.REFUSE.value),
        ),
    )
