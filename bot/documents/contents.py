"""What stands on a paper before it becomes a file: the values for its Word form and its tables for Excel."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.core.papers import Paper, PaperRequest, PassportRequest
from bot.core.passport.counts import Passport, count
from bot.documents.wording import class_list, date_printed
from bot.texts import text

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: width in centimetres, numbers centred, a long narrow heading turned upright."""

    title: str
    width: float
    centred: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; a heading goes across."""

    cells: tuple[Cell, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `groups` are headings over several columns: the words, the first column and how many."""

    name: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    groups: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A paper ready to be written as Word (`values`) or as Excel (`sheets` between title and signatures)."""

    paper: Paper
    title: str
    file_name: str
    values: Mapping[str, object]
    sheets: tuple[Sheet, ...]


def passport_of(request: PassportRequest) -> Passport:
    return count(request.school.country, request.classes)


def column(key: str, language: str, width: float, centred: bool = False, upright: bool = False) -> Column:
    return Column(text(f"papers.column.{key}", language), width, centred, upright)


def common_values(request: PaperRequest) -> dict[str, object]:
    """What every form may print: the school, the year, the signatures and the mark of the document."""
    school, language = request.school, request.language
    return {
        "school": school.name(language),
        "place": school.place,
        "year": str(school.year),
        "director": school.director,
        "pedagogue": request.pedagogue,
        "made_on": date_printed(request.made_on, language),
        "revision": str(request.revision),
        "number": str(request.number),
    }


def passport_values(request: PassportRequest) -> dict[str, object]:
    """The common values and those of the one class that a paper may be of."""
    one = request.classes[0] if len(request.classes) == 1 else None
    return {
        **common_values(request),
        "class_name": one.class_.name.quoted if one else "",
        "teacher": one.teacher if one else "",
    }


def passport_titles(paper: Paper, request: PassportRequest, **more: str) -> tuple[str, str]:
    """The titles of a paper that may be of one class: quoted in the title, short in the name of the file."""
    one = request.classes[0].class_.name if request.classes else None
    title, _ = titles(paper, request, class_name=one.quoted if one else "", **more)
    _, name = titles(paper, request, class_name=str(one or ""), **more)
    return title, name


def titles(paper: Paper, request: PaperRequest, **more: str) -> tuple[str, str]:
    """The title and the name of the file without its ending, both in the language of the paper."""
    words = {"year": str(request.school.year), **more}
    title, name = (text(f"papers.{paper}.{part}", request.language, **words) for part in ("title", "file"))
    return title, name


def state_notes(request: PassportRequest, passport: Passport) -> list[str]:
    """Which classes are not in it, or not as they will be."""
    states = (
        ("missing", request.missing),
        ("not_approved", passport.not_approved),
        ("newer_waits", passport.newer_waits),
    )
    return [
        text(f"papers.note.{state}", request.language, classes=class_list(classes))
        for state, classes in states
        if classes
    ]
