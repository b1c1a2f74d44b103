"""The papers of names: the register of pupils, lists by category, and the table of a class."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.core.papers import NotForThisViewer, Paper, PassportRequest
from bot.core.passport.categories import PARENTS, Answer, Category, Education, categories_of, category
from bot.core.passport.counts import Behind, by_name, names, share
from bot.core.passport.education_words import education_of
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.people import Pupil, Role
from bot.core.school import Country
from bot.documents.contents import (
    Cell,
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
from bot.documents.wording import category_name, key_printed, may_see, percent_printed
from bot.texts import text

Printed = dict[str, str]
REGISTER = (
    ("number", 1.0),
    ("name", 3.7),
    ("birth", 2.1),
    ("nationality", 1.8),
    ("class_name", 1.6),
    ("parents", 3.8),
    ("education", 2.3),
    ("workplace", 2.6),
    ("address", 3.0),
    ("status", 2.2),
    ("household", 1.7),
)
LIST = (
    ("number", 1.0),
    ("name", 4.6),
    ("class_name", 1.8),
    ("birth", 2.3),
    ("parents", 4.0),
    ("address", 3.3),
)
NUMBERS = frozenset({"number", "birth", "class_name", "household"})


def register(paper: Paper, request: PassportRequest) -> Content:
    """All columns of the form; the fifth, whose heading is empty in the order, is the class."""
    shown = _visible_categories(request)
    found = names(request.school.country, request.classes, "all")
    rows = [_register_row(request, place, one, shown) for place, one in enumerate(found, 1)]
    notes = state_notes(request, passport_of(request))
    title, name = passport_titles(paper, request)
    sheet = _sheet(request, REGISTER, rows)
    if Role.SOCIAL_PEDAGOGUE in request.viewer_roles:
        sheet = _with_iin(request, sheet, [one.facts.pupil for one in found])
    return Content(paper, title, name, {**passport_values(request), "rows": rows, "notes": notes}, (sheet,))


def category_list(paper: Paper, request: PassportRequest) -> Content:
    """The pupils behind one number of the passport, by name, or only how many in each class."""
    key = request.category or "all"
    country = request.school.country
    if not _may_see_key(country, key, request.viewer_roles):
        raise NotForThisViewer
    printed = key_printed(country, key, request.language)
    found = names(country, request.classes, key)
    named = enumerate(found if request.with_names else (), 1)
    rows = [_list_row(request, place, one) for place, one in named]
    counts, whole = _counts(request, found), _whole(request, found)
    values = {
        **passport_values(request),
        "category": printed,
        "with_names": request.with_names,
        "rows": rows,
        "counts": counts,
        "whole": whole,
        "total": str(len(found)),
        "families": str(_families(found)),
        "notes": _list_notes(request, with_base=not request.with_names),
    }
    title, name = passport_titles(paper, request, category=printed)
    sheet = _sheet(request, LIST, rows) if request.with_names else _counts_sheet(request, counts, whole)
    return Content(paper, title, name, values, (sheet,))


def class_table(paper: Paper, request: PassportRequest) -> Content:
    """A row a pupil and a tick in each category, as the class teacher knows the class."""
    shown = _visible_categories(request)
    pupils = sorted(request.classes[0].pupils, key=by_name)
    rows = [_ticks_row(request, place, one, shown) for place, one in enumerate(pupils, 1)]
    totals = [str(sum(facts.holds(one) for facts in pupils)) for one in shown]
    heads = [category_name(request.school.country, one.key, request.language) for one in shown]
    notes = [text("papers.note.ticks", request.language), *state_notes(request, passport_of(request))]
    values = {**passport_values(request), "columns": heads, "rows": rows, "totals": totals, "notes": notes}
    title, name = passport_titles(paper, request)
    return Content(paper, title, name, values, (_class_sheet(request, heads, rows, totals),))


def _visible_categories(request: PassportRequest) -> list[Category]:
    return [one for one in categories_of(request.school.country) if may_see(one, request.viewer_roles)]


def _may_see_key(country: Country, key: str, roles: frozenset[Role]) -> bool:
    name = key.partition(".")[0]
    known = {one.key for one in categories_of(country)}
    return name not in known or may_see(category(country, name), roles)


def _register_row(request: PassportRequest, place: int, one: Behind, shown: Sequence[Category]) -> Printed:
    pupil = one.facts.pupil
    held = [each.key for each in shown if one.facts.holds(each)]
    country, language = request.school.country, request.language
    return {
        **_list_row(request, place, one),
        "nationality": pupil.nationality,
        "education": _education_of(one.facts, language),
        "workplace": "\n".join(adult.workplace for adult in pupil.adults if adult.workplace),
        "status": ", ".join(category_name(country, key, language) for key in held),
        "household": str(pupil.household_size or ""),
    }


def _list_row(request: PassportRequest, place: int, one: Behind) -> Printed:
    pupil = one.facts.pupil
    return {
        "number": str(place),
        "name": pupil.name.full,
        "birth": _birth(pupil),
        "class_name": str(one.class_.name),
        "parents": "\n".join(adult.name for adult in pupil.adults),
        "address": _address(pupil),
    }


def _birth(pupil: Pupil) -> str:
    return f"{pupil.birth_date:%d.%m.%Y}" if pupil.birth_date else ""


def _address(pupil: Pupil) -> str:
    phones = (pupil.phone, *(adult.phone for adult in pupil.adults))
    return "\n".join(dict.fromkeys(part for part in (pupil.address, *phones) if part))


def _education_of(facts: PupilFacts, language: str) -> str:
    """A parent a line: as the class teacher said, else as the roster wrote it."""
    written = {
        adult.relation.value: _education_printed(adult.education, language)
        for adult in facts.pupil.adults
        if adult.education
    }
    said = {
        parent: text(f"papers.education.{level}", language)
        for parent, level in facts.education.items()
        if level is not Education.UNKNOWN
    }
    known = {**written, **said}
    return "\n".join(text(f"papers.parent.{who}", language, what=what) for who, what in known.items())


def _education_printed(written: str, language: str) -> str:
    level = education_of(written)
    return text(f"papers.education.{level}", language) if level else written


def _sheet(request: PassportRequest, widths: Sequence[tuple[str, float]], rows: Sequence[Printed]) -> Sheet:
    columns = tuple(column(key, request.language, width, centred=key in NUMBERS) for key, width in widths)
    keys = [key for key, _ in widths]
    lines = tuple(Line((place, *(row[key] for key in keys[1:]))) for place, row in enumerate(rows, 1))
    return Sheet(text("papers.sheet.pupils", request.language), columns, lines)


def _with_iin(request: PassportRequest, sheet: Sheet, pupils: Sequence[Pupil]) -> Sheet:
    """The number that the state's database asks for, in the pedagogue's own Excel file only."""
    lines = tuple(Line((*line.cells, pupil.iin)) for line, pupil in zip(sheet.lines, pupils, strict=True))
    return Sheet(sheet.name, (*sheet.columns, column("iin", request.language, 3.0, centred=True)), lines)


def _families(found: Sequence[Behind]) -> int:
    return len({one.facts.household for one in found})


def _counts(request: PassportRequest, found: Sequence[Behind]) -> list[Printed]:
    ordered = sorted(request.classes, key=lambda one: one.class_.name)
    return [_counts_row(str(one.class_.name), _inside(one, found), len(one.pupils)) for one in ordered]


def _inside(one: ClassFacts, found: Sequence[Behind]) -> list[Behind]:
    return [each for each in found if each.class_ == one.class_]


def _whole(request: PassportRequest, found: Sequence[Behind]) -> Printed:
    everyone = sum(len(one.pupils) for one in request.classes)
    return _counts_row(text("papers.row.total", request.language), found, everyone)


def _counts_row(name: str, found: Sequence[Behind], of: int) -> Printed:
    return {
        "class_name": name,
        "pupils": str(len(found)),
        "families": str(_families(found)),
        "percent": percent_printed(share(len(found), of)),
    }


def _counts_sheet(request: PassportRequest, counts: Sequence[Printed], whole: Printed) -> Sheet:
    keys = ("class_name", "pupils", "families", "percent")
    columns = tuple(column(key, request.language, 4.0, centred=True) for key in keys)
    lines = tuple(Line(tuple(_number(one[key]) for key in keys), one is whole) for one in (*counts, whole))
    return Sheet(text("papers.row.total", request.language), columns, lines)


def _number(printed: str) -> Cell:
    """A printed number as a number, words as they are."""
    if printed.isdecimal():
        return int(printed)
    return Decimal(printed.replace(",", ".")) if re.fullmatch(r"\d+,\d", printed) else printed


def _list_notes(request: PassportRequest, with_base: bool) -> list[str]:
    counted = passport_of(request)
    base = [text("papers.note.base_class", request.language)] if with_base else []
    return [*base, *state_notes(request, counted)]


def _ticks_row(
    request: PassportRequest, place: int, facts: PupilFacts, shown: Sequence[Category]
) -> dict[str, object]:
    return {
        "number": str(place),
        "name": facts.pupil.name.full,
        "ticks": [_tick(facts, one) for one in shown],
        **{parent: _level(facts, parent, request.language) for parent in PARENTS},
    }


def _tick(facts: PupilFacts, one: Category) -> str:
    if facts.answers.get(one.key) is Answer.UNKNOWN:
        return "?"
    return "+" if facts.holds(one) else ""


def _level(facts: PupilFacts, parent: str, language: str) -> str:
    level = facts.education.get(parent)
    if level is None:
        return ""
    return "?" if level is Education.UNKNOWN else text(f"papers.education.{level}", language)


def _class_sheet(
    request: PassportRequest, heads: Sequence[str], rows: Sequence[dict[str, object]], totals: Sequence[str]
) -> Sheet:
    language = request.language
    columns = (
        column("number", language, 0.9, centred=True),
        column("name", language, 6.0),
        *(Column(head, 0.9, centred=True, upright=True) for head in heads),
        *(column(f"{parent}_education", language, 2.4, centred=True) for parent in PARENTS),
    )
    lines = [Line((place, *_ticks_cells(row))) for place, row in enumerate(rows, 1)]
    total = Line((None, text("papers.row.total", language), *map(int, totals), None, None), heading=True)
    return Sheet(str(request.classes[0].class_.name), columns, (*lines, total))


def _ticks_cells(row: dict[str, object]) -> tuple[str, ...]:
    ticks = row["ticks"]
    cells = map(str, ticks) if isinstance(ticks, list) else ()
    return (str(row["name"]), *cells, *(str(row[parent]) for parent in PARENTS))
