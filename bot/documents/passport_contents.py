"""The papers of numbers: the passport of the school or a class, its picture, and two years compared."""

from dataclasses import replace
from decimal import Decimal

from bot.core.papers import NoYearBefore, Paper, PassportRequest
from bot.core.passport.categories import category
from bot.core.passport.counts import (
    ALL,
    STEP_PARENTS,
    Change,
    Compared,
    Passport,
    Row,
    comparison,
    count,
    share,
)
from bot.core.people import Sex
from bot.documents.contents import (
    Column,
    Content,
    Line,
    Sheet,
    column,
    passport_of,
    passport_titles,
    passport_values,
    state_notes,
)
from bot.documents.wording import NOTHING, key_printed, may_see, pair, percent_printed, signed
from bot.texts import text

Printed = dict[str, str]


def passport(paper: Paper, request: PassportRequest) -> Content:
    """The form of order No 130: all pupils, kinds of family, parents' education; the extra lists after it."""
    counted = passport_of(request)
    extra = _extra_rows(request, counted)
    values = {
        **passport_values(request),
        "pupils": str(counted.pupils),
        "families": str(counted.families),
        "boys": str(counted.boys),
        "girls": str(counted.girls),
        "everyone": pair(counted.pupils, counted.families),
        "all_percent": percent_printed(share(counted.pupils, counted.pupils)),
        "rows": [_printed(request, row) for row in counted.rows],
        "education": _education(request, counted),
        "extra": [_printed(request, row) for row in extra],
        "pairs": text("papers.note.pairs", request.language),
        "notes": passport_notes(request, counted),
    }
    title, name = passport_titles(paper, request)
    return Content(paper, title, name, values, _sheets(request, counted, extra))


def compared(paper: Paper, request: PassportRequest) -> Content:
    """Both years, the difference and the percent, for pupils and for families."""
    if request.before is None:
        raise NoYearBefore
    now, then = passport_of(request), count(request.school.country, request.before)
    rows = [row for row in comparison(now, then) if row.key == ALL or _visible(request, row.key)]
    before = str(request.school.year.before)
    note = text("papers.note.change", request.language, before=before)
    values = {
        **passport_values(request),
        "year_before": before,
        "rows": [_compared(request, row) for row in rows],
        "notes": [note, *state_notes(request, now)],
    }
    title, name = passport_titles(paper, request, before=before)
    return Content(paper, title, name, values, (_comparison_sheet(request, rows),))


def passport_notes(request: PassportRequest, counted: Passport) -> list[str]:
    """Under the table: of what the percent is, and who is not counted yet."""
    base = text("papers.note.base", request.language, pupils=counted.pupils, parents=counted.parents_known)
    open_ = (("parents_unknown", counted.parents_unknown), ("unclear", counted.unclear))
    waiting = [text(f"papers.note.{key}", request.language, number=number) for key, number in open_ if number]
    seen = all(_visible(request, row.key) for row in counted.rows)
    hidden = [] if seen else [text("papers.note.hidden", request.language)]
    return [base, *waiting, *hidden, *state_notes(request, counted)]


def _visible(request: PassportRequest, key: str) -> bool:
    return may_see(category(request.school.country, key.partition(".")[0]), request.viewer_roles)


def _extra_rows(request: PassportRequest, counted: Passport) -> list[Row]:
    """The extra lists that this person may see, the step-parents in their four cells."""
    shown = [row for row in counted.extra if _visible(request, row.key) and row.key not in STEP_PARENTS]
    cells = counted.step_parents
    if cells is None:
        return [replace(row, number=place) for place, row in enumerate(shown, 1)]
    keys = [f"{parent}.{sex}" for parent in STEP_PARENTS for sex in Sex]
    numbers = (cells.father_boys, cells.father_girls, cells.mother_boys, cells.mother_girls)
    of = counted.pupils
    cells_by_key = zip(keys, numbers, strict=True)
    steps = [Row(key, None, number, None, share(number, of)) for key, number in cells_by_key]
    return [replace(row, number=place) for place, row in enumerate((*steps, *shown), 1)]


def _printed(request: PassportRequest, row: Row) -> Printed:
    seen = _visible(request, row.key)
    return {
        "number": str(row.number or ""),
        "name": key_printed(request.school.country, row.key, request.language),
        "count": pair(row.pupils, row.families) if seen else NOTHING,
        "percent": percent_printed(row.percent) if seen else NOTHING,
    }


def _education(request: PassportRequest, counted: Passport) -> list[Printed]:
    return [
        {
            "number": str(row.number),
            "name": text(f"education.{row.level}.name", request.language),
            "count": str(row.parents),
            "percent": percent_printed(row.percent),
        }
        for row in counted.education
    ]


def _sheets(request: PassportRequest, counted: Passport, extra: list[Row]) -> tuple[Sheet, ...]:
    language, columns = request.language, _passport_columns(request.language)
    lists = Sheet(text("papers.row.extra", language), columns, tuple(_line(request, row) for row in extra))
    return Sheet(text("papers.sheet.passport", language), columns, _form_lines(request, counted)), lists


def _form_lines(request: PassportRequest, counted: Passport) -> tuple[Line, ...]:
    everyone = text("papers.row.all", request.language)
    names = [text(f"education.{row.level}.name", request.language) for row in counted.education]
    return (
        Line((None, everyone, counted.pupils, counted.families, share(counted.pupils, counted.pupils))),
        _heading("by_family", request.language),
        *(_line(request, row) for row in counted.rows),
        _heading("education", request.language),
        *(
            Line((row.number, name, row.parents, None, row.percent))
            for row, name in zip(counted.education, names, strict=True)
        ),
    )


def _passport_columns(language: str) -> tuple[Column, ...]:
    return (
        column("number", language, 1.2, centred=True),
        column("category", language, 9.5),
        column("pupils", language, 2.4, centred=True),
        column("families", language, 2.4, centred=True),
        column("percent", language, 1.8, centred=True),
    )


def _heading(key: str, language: str) -> Line:
    return Line((None, text(f"papers.row.{key}", language), None, None, None), heading=True)


def _line(request: PassportRequest, row: Row) -> Line:
    name = key_printed(request.school.country, row.key, request.language)
    if not _visible(request, row.key):
        return Line((row.number, name, NOTHING, NOTHING, NOTHING))
    return Line((row.number, name, row.pupils, row.families, row.percent))


def _compared(request: PassportRequest, row: Compared) -> Printed:
    return {
        "number": str(row.number or ""),
        "name": key_printed(request.school.country, row.key, request.language),
        **_change("pupils", row.pupils),
        **_change("families", row.families),
    }


def _change(what: str, change: Change | None) -> Printed:
    """The four cells of pupils or families; empty where families are not counted."""
    if change is None:
        return dict.fromkeys((f"{what}_before", f"{what}_now", f"{what}_difference", f"{what}_percent"), "")
    return {
        f"{what}_before": str(change.then),
        f"{what}_now": str(change.now),
        f"{what}_difference": signed(change.difference),
        f"{what}_percent": signed(change.percent),
    }


def _comparison_sheet(request: PassportRequest, rows: list[Compared]) -> Sheet:
    language, year = request.language, request.school.year
    four = (
        Column(str(year.before), 1.9, centred=True),
        Column(str(year), 1.9, centred=True),
        column("difference", language, 1.9, centred=True),
        column("change", language, 2.1, centred=True),
    )
    first = (column("number", language, 1.0, centred=True), column("category", language, 7.5))
    groups = (
        (text("papers.column.pupils", language), 2, 4),
        (text("papers.column.families", language), 6, 4),
    )
    lines = tuple(_compared_line(request, row) for row in rows)
    return Sheet(f"{year.before}, {year}", (*first, *four, *four), lines, groups)


def _compared_line(request: PassportRequest, row: Compared) -> Line:
    name = key_printed(request.school.country, row.key, request.language)
    return Line((row.number, name, *_numbers(row.pupils), *_numbers(row.families)))


def _numbers(change: Change | None) -> tuple[int | str | Decimal | None, ...]:
    if change is None:
        return (None, None, None, None)
    return (change.then, change.now, change.difference, NOTHING if change.percent is None else change.percent)
