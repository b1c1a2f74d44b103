"""The papers that come out of the social passport: one registry, and what each needs to be made."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from bot.core.errors import Refusal
from bot.core.passport.facts import ClassFacts
from bot.core.people import Role
from bot.core.school import ClassName, School

LANGUAGES = ("kk", "ru", "ky")


class Paper(StrEnum):
    """A document; its key names its template, its words and its tests."""

    SCHOOL_PASSPORT = "school_passport"
    CLASS_PASSPORT = "class_passport"
    PUPILS_REGISTER = "pupils_register"
    CATEGORY_LIST = "category_list"
    CLASS_TABLE = "class_table"
    COMPARISON = "comparison"
    PASSPORT_PICTURE = "passport_picture"


class Format(StrEnum):
    """What kind of file; the value is its ending."""

    WORD = "docx"
    EXCEL = "xlsx"
    PDF = "pdf"
    PICTURE = "png"


TABLE_FORMATS = (Format.WORD, Format.EXCEL, Format.PDF)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """How a paper comes out: the files, the sheet's direction, and whether it is made for one class only."""

    formats: tuple[Format, ...] = TABLE_FORMATS
    landscape: bool = False
    one_class: bool = False
    languages: tuple[str, ...] = LANGUAGES

    @property
    def has_template(self) -> bool:
        return Format.WORD in self.formats


REGISTRY = {
    Paper.SCHOOL_PASSPORT: PaperKind(),
    Paper.CLASS_PASSPORT: PaperKind(one_class=True),
    Paper.PUPILS_REGISTER: PaperKind(landscape=True),
    Paper.CATEGORY_LIST: PaperKind(),
    Paper.CLASS_TABLE: PaperKind(landscape=True, one_class=True),
    Paper.COMPARISON: PaperKind(landscape=True),
    Paper.PASSPORT_PICTURE: PaperKind(formats=(Format.PICTURE,)),
}


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """All that a paper is made of: plain values, so that it can be made in a process of its own.

    `classes` are the ones to count, `before` the same school a year ago, `missing` the classes that are not
    among them. `category` is a key of `bot.core.passport.counts.names`. `template` is the school's own form.
    """

    school: School
    language: str
    classes: tuple[ClassFacts, ...]
    made_on: date
    viewer_roles: frozenset[Role]
    before: tuple[ClassFacts, ...] | None = None
    category: str | None = None
    with_names: bool = True
    revision: int = 1
    number: int = 1
    missing: tuple[ClassName, ...] = ()
    template: bytes | None = None
    pedagogue: str = ""


class NoYearBefore(Refusal):
    """A comparison was asked for, and there is nothing to compare with."""

    key: ClassVar[str] = "papers.refusal.no_year_before"


class NotForThisViewer(Refusal):
    """The list is of a label that this person may not see."""

    key: ClassVar[str] = "papers.refusal.not_for_you"


class NoSuchFormat(Refusal):
    """The paper does not come out as this kind of file."""

    key: ClassVar[str] = "papers.refusal.no_format"


class OneClassNeeded(Refusal):
    """The paper is made for exactly one class."""

    key: ClassVar[str] = "papers.refusal.one_class"
