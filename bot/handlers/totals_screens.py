"""How the totals look: a part of the passport a page, each number a way to its names."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.passport.counts import ALL, STEP_PARENTS, Compared, comparison, share
from bot.core.passport.counts import Row as Counted
from bot.core.passport.totals import Names, Reach, Totals
from bot.core.people import Sex
from bot.core.school import ClassName, Country
from bot.handlers.addresses.board import OpenBoard
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.review import OpenQueue
from bot.handlers.addresses.totals import ChooseTotals, OpenNames, OpenTotals
from bot.texts import Words

PARTS = ("form", "education", "extra", "year")
LINES_A_PAGE = ROWS - 1
NAMES_A_PAGE = 20
CLASSES_A_PAGE = 3 * ROWS
NAME_LENGTH = 30
CLASSES_LENGTH = 80
OWN_WORDS = ("all", "boys", "girls", "unclear")


@dataclass(frozen=True, slots=True)
class Line:
    """In HTML: a number with its name; `key` where it opens to the names behind it."""

    label: str
    text: str
    key: str = ""


def totals_screen(words: Words, view: Totals, place: OpenTotals) -> Screen:
    if view.class_ is None and not view.approved:
        return _empty_screen(words, view)
    part = place.part if place.part in _parts(view) else "form"
    shown = page_of(_lines(words, view, part), place.page, LINES_A_PAGE)
    rows: list[Row] = [
        (Button(line.label, OpenNames(class_id=place.class_id, key=line.key, part=part)),)
        for line in shown.items
        if line.key
    ]
    rows.append(shown.turners(lambda page: OpenTotals(class_id=place.class_id, part=part, page=page)))
    rows.append(
        tuple(
            Button(words(f"totals.part.{one}"), OpenTotals(class_id=place.class_id, part=one))
            for one in _parts(view)
            if one != part
        )
    )
    rows.append(_below(words, view))
    head = _head(words, view) if shown.number == 0 else _title(words, view)
    return Screen("\n".join([head, *(line.text for line in shown.items)]), rows)


def _empty_screen(words: Words, view: Totals) -> Screen:
    """A school of which nothing is approved yet: where to look instead of noughts."""
    queue = (Button(words("menu.review"), OpenQueue()),) if view.reviews else ()
    where: Row = (Button(words("menu.board"), OpenBoard()), *queue)
    text = f"{_title(words, view)}\n{words.html('totals.none_approved')}"
    return Screen(text, [where, _below(words, view)])


def _parts(view: Totals) -> tuple[str, ...]:
    """Last year only beside the passport of the school, and only where there is one."""
    return PARTS if view.before else PARTS[:-1]


def _below(words: Words, view: Totals) -> Row:
    classes = (Button(words("totals.classes"), ChooseTotals()),) if len(view.reach.classes) > 1 else ()
    school = (Button(words("totals.school"), OpenTotals()),) if view.class_ and view.reach.school else ()
    return (*school, *classes, Button(words("go.menu"), OpenMenu()))


def _title(words: Words, view: Totals) -> str:
    if view.class_ is None:
        return words.html("totals.of_school", year=view.school.year)
    return words.html("totals.of_class", class_name=view.class_.name.quoted, year=view.school.year)


def _head(words: Words, view: Totals) -> str:
    """Whose passport, of how many, and which classes are not in it yet."""
    counted = view.passport
    about = words.html(
        "totals.head",
        pupils=counted.pupils,
        families=counted.families,
        boys=counted.boys,
        girls=counted.girls,
    )
    notes = (
        ("totals.missing", counted.missing),
        ("totals.not_approved", counted.not_approved),
        ("totals.newer_waits", counted.newer_waits),
    )
    said = [words.html(key, classes=_classes(names)) for key, names in notes if names]
    return "\n".join([_title(words, view), about, *said])


def _classes(names: Sequence[ClassName]) -> str:
    written = ", ".join(map(str, names))
    return written if len(written) <= CLASSES_LENGTH else f"{written[:CLASSES_LENGTH]}…"


def _lines(words: Words, view: Totals, part: str) -> list[Line]:
    if part == "education":
        return _education(words, view)
    if part == "extra":
        return [_line(words, view, row) for row in _extra_rows(view) if _own(row.key) not in view.hidden]
    if part == "year" and view.before:
        return _compared_lines(words, view)
    counted = view.passport
    everyone = Counted(ALL, None, counted.pupils, counted.families, share(counted.pupils, counted.pupils))
    unclear = Counted("unclear", None, counted.unclear, None, share(counted.unclear, counted.pupils))
    rows = (everyone, *counted.rows, *((unclear,) if counted.unclear else ()))
    return [_line(words, view, row) for row in rows]


def _extra_rows(view: Totals) -> tuple[Counted, ...]:
    """The extra lists, the step-parents in their four cells."""
    rows = tuple(row for row in view.passport.extra if row.key not in STEP_PARENTS)
    cells, of = view.passport.step_parents, view.passport.pupils
    if cells is None:
        return rows
    numbers = (cells.father_boys, cells.father_girls, cells.mother_boys, cells.mother_girls)
    keys = (f"{parent}.{sex}" for parent in STEP_PARENTS for sex in Sex)
    steps = (Counted(key, None, one, None, share(one, of)) for key, one in zip(keys, numbers, strict=True))
    return (*steps, *rows)


def _line(words: Words, view: Totals, row: Counted) -> Line:
    name = key_name(words, view.school.country, row.key)
    number = f"{row.number}. " if row.number else ""
    if _own(row.key) in view.hidden:
        return Line("", f"{number}{name}: —")
    pair = str(row.pupils) if row.families is None else f"{row.pupils} / {row.families}"
    key = row.key if view.sees_names and row.pupils else ""
    return Line(f"{number}{name}", f"{number}{name}: <b>{pair}</b> · {_percent(row.percent)}", key)


def _education(words: Words, view: Totals) -> list[Line]:
    lines = []
    for row in view.passport.education:
        name = words(f"education.{row.level}.name")
        key = f"education.{row.level}" if view.sees_names and row.parents else ""
        label = f"{row.number}. {name}"
        lines.append(Line(label, f"{label}: <b>{row.parents}</b> · {_percent(row.percent)}", key))
    unknown = words(
        "totals.parents", known=view.passport.parents_known, unknown=view.passport.parents_unknown
    )
    return [*lines, Line("", unknown)]


def _compared_lines(words: Words, view: Totals) -> list[Line]:
    assert view.before is not None
    rows = comparison(view.passport, view.before)
    return [_compared_line(words, view, row) for row in rows if row.key not in view.hidden]


def _compared_line(words: Words, view: Totals, row: Compared) -> Line:
    """Then, now, the difference and what it is of the former; families below where they are counted."""
    name = key_name(words, view.school.country, row.key)
    number = f"{row.number}. " if row.number else ""
    now = row.pupils
    text = f"{number}{name}: {now.then} → <b>{now.now}</b> ({now.difference:+d}; {_percent(now.percent)})"
    if row.families is not None:
        text += words("totals.families", then=row.families.then, now=row.families.now)
    return Line("", text)


def key_name(words: Words, country: Country, key: str) -> str:
    """What a number is called."""
    if key.startswith("education."):
        return words(f"{key}.name")
    if key in OWN_WORDS or "." in key:
        return words(f"papers.row.{key}")
    return words(f"category.{key}.name.{country}")


def _own(key: str) -> str:
    return key.partition(".")[0]


def _percent(percent: Decimal | None) -> str:
    """With its sign, from which no line may part it."""
    number = "—" if percent is None else str(percent).replace(".", ",")
    return f"{number}\N{NO-BREAK SPACE}%"


def classes_screen(words: Words, mine: Reach, page: int) -> Screen:
    shown = page_of(mine.classes, page, CLASSES_A_PAGE)
    rows = in_rows([Button(str(one.name), OpenTotals(class_id=one.id)) for one in shown.items], 3)
    rows.append(shown.turners(lambda number: ChooseTotals(page=number)))
    school = (Button(words("totals.school"), OpenTotals()),) if mine.school else ()
    rows.append((*school, Button(words("go.menu"), OpenMenu())))
    return Screen(words.html("totals.choose_class" if mine.classes else "totals.no_class"), rows)


def names_screen(words: Words, found: Names, place: OpenNames) -> Screen:
    shown = page_of(found.pupils, place.page, NAMES_A_PAGE)
    first = shown.number * NAMES_A_PAGE + 1
    lines = [
        f"{number}. {one.facts.pupil.name.short[:NAME_LENGTH]} · {one.class_.name}"
        for number, one in enumerate(shown.items, first)
    ]
    rows: list[Row] = [
        shown.turners(lambda page: place.model_copy(update={"page": page})),
        (Button(words("go.back"), OpenTotals(class_id=place.class_id, part=place.part)),),
    ]
    name = key_name(words, found.country, place.key)
    text = words.html("totals.names", name=name, number=len(found.pupils), lines="\n".join(lines) or "—")
    return Screen(text, rows)
