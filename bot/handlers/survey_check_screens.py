"""The review before sending: what to look at again, what was said, and what is not known yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData

from bot.chat import ROWS, Button, Row, Screen
from bot.core.passport.categories import PARENTS, Answer, Education
from bot.core.passport.consistency import Hint
from bot.core.passport.survey import EDUCATION, parent_of
from bot.core.passport.survey_checks import CheckView
from bot.core.passport.survey_views import ReportView
from bot.handlers.addresses.survey import OpenCard, OpenCategories, OpenClass, Pick, ReviewReport, SendReport
from bot.handlers.survey_card_screens import page_on_card
from bot.handlers.survey_class_screens import count_of, progress_line
from bot.handlers.survey_ways import REVIEW, list_of
from bot.handlers.survey_words import fitted, level_name, listed, subject_name, subject_short
from bot.texts import Words

YES = Answer.YES.value
NAMES, HINT_NAMES, TEXT = 80, 100, 560
OF_THE_OTHER = frozenset({"implied_missing", "parent_lost_family_complete"})
SCHOOLING = {f"{parent}_education_unknown": EDUCATION + parent for parent in PARENTS}
LEVELS = (Education.HIGHER, Education.VOCATIONAL, Education.SECONDARY, Education.UNKNOWN)
Opens = Callable[[str], CallbackData]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the review and the button beside it; the address is told where to come back to."""

    text: str
    label: str
    opens: Opens


def check_screen(words: Words, check: CheckView, number: int) -> Screen:
    view = check.view
    pages = packed(_items(words, check))
    number = min(max(number, 0), len(pages) - 1)
    items, report_id = pages[number], view.report.id
    rows: list[Row] = [(Button(one.label, one.opens(f"{REVIEW}{number}")),) for one in items if view.editable]
    rows.append(_turners(report_id, number, len(pages)))
    back = Button(words("go.back"), _back(view))
    send = Button(words("survey.send"), SendReport(report_id=report_id), "success")
    rows.append((back, send) if view.editable else (back,))
    lines = [_head(words, check), *(one.text for one in items if one.text)]
    if any(not one.text for one in items) or number == len(pages) - 1:
        lines.append(words.html("survey.check_nobody"))
    return Screen("\n".join(lines), rows)


def _back(view: ReportView) -> CallbackData:
    if view.editable:
        return OpenCategories(report_id=view.report.id, page=0)
    return OpenClass(class_id=view.facts.class_.id)


def _turners(report_id: int, number: int, count: int) -> Row:
    if count < 2:
        return ()
    back, forth = (number - 1) % count, (number + 1) % count
    places = ((back, "◀"), (number, f"{number + 1}/{count}"), (forth, "▶"))
    return tuple(Button(label, ReviewReport(report_id=report_id, page=page)) for page, label in places)


def _head(words: Words, check: CheckView) -> str:
    view = check.view
    head = words.html(
        "survey.check", class_name=view.facts.class_.name.quoted, progress=progress_line(words, view)
    )
    hinted = [words.html("survey.check_hints", hints=len(check.hints))] if check.hints else []
    return "\n".join([head, *hinted])


def packed(items: Sequence[Item]) -> list[list[Item]]:
    """Pages of at most eight lines that fit into one message; there is always one page."""
    pages: list[list[Item]] = [[]]
    for one in items:
        used = sum(len(other.text) + 1 for other in pages[-1])
        if pages[-1] and (len(pages[-1]) == ROWS or used + len(one.text) > TEXT):
            pages.append([])
        pages[-1].append(one)
    return pages


def _items(words: Words, check: CheckView) -> list[Item]:
    """What to look at again, what was said, what is not known yet, and at the end where nobody was ticked."""
    view = check.view
    hints = [_hint(words, check, place, one) for place, one in enumerate(check.hints, start=1)]
    said = [_line(words, view, one) for one in view.subjects if parent_of(one) or count_of(view, one)]
    unknown = [_unknown(words, check, one) for one in check.unknowns]
    empty = [
        _empty(words, view, one) for one in view.subjects if not parent_of(one) and not count_of(view, one)
    ]
    return [*hints, *said, *unknown, *(empty if view.editable else [])]


def _line(words: Words, view: ReportView, subject: str) -> Item:
    parent = parent_of(subject)
    text = _counted(words, view, subject) if parent is None else _schooling(words, view, parent)
    label = f"{subject_short(words, view.school.country, subject)} · {count_of(view, subject)}"
    return Item(text, label, lambda back: list_of(view, subject, back))


def _counted(words: Words, view: ReportView, key: str) -> str:
    held = view.marked(key, YES)
    name = subject_name(words, view.school.country, key)
    if view.category(key).presumed:
        return words.html("survey.check_count", name=name, count=len(held))
    names = listed([one.pupil.name.short for one in held], NAMES)
    return words.html("survey.check_line", name=name, count=len(held), names=names)


def _schooling(words: Words, view: ReportView, parent: str) -> str:
    """How many have which level, what most have filled in."""
    counts = {level: len(view.marked(EDUCATION + parent, level.value)) for level in LEVELS}
    shown = [
        words("survey.check_level", level=level_name(words, level.value), count=count)
        for level, count in counts.items()
        if count
    ]
    levels = ", ".join(shown) or words("survey.not_said")
    return words.html(
        "survey.check_education", subject=words(f"survey.short.education.{parent}"), levels=levels
    )


def _hint(words: Words, check: CheckView, place: int, hint: Hint) -> Item:
    label = fitted(f"⚠️ {place}. ", subject_short(words, check.view.school.country, _subject(hint)), "")
    return Item(f"⚠️ {place}. {_sentence(words, check, hint)}", label, _opener(check, hint))


def _unknown(words: Words, check: CheckView, hint: Hint) -> Item:
    subject = SCHOOLING.get(hint.code, hint.category)
    address = Pick(report_id=check.view.report.id, key=subject, mark=Answer.UNKNOWN.value)
    label = fitted("❔ ", subject_short(words, check.view.school.country, subject), "")
    text = f"❔ {_sentence(words, check, hint)}"
    return Item(text, label, lambda back: address.model_copy(update={"back": back}))


def _empty(words: Words, view: ReportView, key: str) -> Item:
    label = f"{subject_short(words, view.school.country, key)} · 0"
    return Item("", label, lambda back: list_of(view, key, back))


def _sentence(words: Words, check: CheckView, hint: Hint) -> str:
    """Names of this class only; a brother or sister elsewhere is named by their class."""
    own = [one.pupil.name.short for one in check.own(hint)]
    others = [words("survey.pupil_of", class_name=one.name) for one in dict.fromkeys(check.others(hint))]
    country = check.view.school.country
    named = {
        "names": listed([*own, *others], HINT_NAMES),
        "category": _name(words, check, hint.category, hint.code),
        "other": subject_name(words, country, hint.other) if hint.other else "",
    }
    return words.html(f"consistency.{hint.code}", **{**hint.words, **named})


def _name(words: Words, check: CheckView, category: str, code: str) -> str:
    return "" if code in SCHOOLING else subject_name(words, check.view.school.country, category)


def _subject(hint: Hint) -> str:
    """The subject in which the answer is most likely missing."""
    return hint.other if hint.other and hint.code in OF_THE_OTHER else hint.category


def _opener(check: CheckView, hint: Hint) -> Opens:
    """One pupil: the card, where all of it stands; several: the list of the subject."""
    own, report_id = check.own(hint), check.view.report.id
    if len(own) > 1:
        return lambda back: list_of(check.view, _subject(hint), back)
    page = page_on_card(check.view, _subject(hint))
    card = OpenCard(report_id=report_id, pupil_id=own[0].pupil.id, page=page)
    return lambda back: card.model_copy(update={"back": back})
