"""All papers of the office: one registry, how each comes out, and the values that it is made of."""

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
    APPLICATION = "application"
    NOTICE = "notice"
    VOUCHER = "voucher"
    HANDOVER_ACT = "handover_act"
    RECEIPTS_SHEET = "receipts_sheet"
    PROTOCOL = "protocol"
    ORDER = "order"
    ORDER_CHANGES = "order_changes"
    APPLICATION_REGISTER = "application_register"
    BENEFICIARIES = "beneficiaries"
    MONTHLY_LIST = "monthly_list"
    AID_TOTALS = "aid_totals"


class Format(StrEnum):
    """What kind of file; the value is its ending."""

    WORD = "docx"
    EXCEL = "xlsx"
    PDF = "pdf"
    PICTURE = "png"


class About(StrEnum):
    """What kind of record a paper is about."""

    CLASS = "class"
    APPLICATION = "application"
    SITTING = "sitting"
    ORDER = "order"
    SERVICE = "service"


class Names(StrEnum):
    """Whether names of pupils stand on a paper."""

    NEVER = "never"
    CHOSEN = "chosen"
    ALWAYS = "always"


TABLE_FORMATS = (Format.WORD, Format.EXCEL, Format.PDF)
SHEET_FORMATS = (Format.WORD, Format.PDF)
HEADS = ("director", "pedagogue")


@dataclass(frozen=True, slots=True)
class PaperKind:
    """How a paper comes out: its files, the sheet's direction, what it is about, and who signs it.

    `one_class` says that a paper about classes is made for exactly one.
    """

    formats: tuple[Format, ...] = TABLE_FORMATS
    landscape: bool = False
    one_class: bool = False
    languages: tuple[str, ...] = LANGUAGES
    about: About = About.CLASS
    names: Names = Names.NEVER
    signed_by: tuple[str, ...] = HEADS

    @property
    def has_template(self) -> bool:
        return Format.WORD in self.formats


def _case_paper(about: About) -> PaperKind:
    """A sheet to be signed, about one record."""
    return PaperKind(SHEET_FORMATS, about=about, names=Names.ALWAYS)


OF_A_CLASS = ("teacher", "pedagogue")
REGISTRY = {
    Paper.SCHOOL_PASSPORT: PaperKind(),
    Paper.CLASS_PASSPORT: PaperKind(one_class=True, signed_by=OF_A_CLASS),
    Paper.PUPILS_REGISTER: PaperKind(landscape=True, names=Names.ALWAYS),
    Paper.CATEGORY_LIST: PaperKind(names=Names.CHOSEN),
    Paper.CLASS_TABLE: PaperKind(landscape=True, one_class=True, names=Names.ALWAYS, signed_by=OF_A_CLASS),
    Paper.COMPARISON: PaperKind(landscape=True),
    Paper.PASSPORT_PICTURE: PaperKind(formats=(Format.PICTURE,)),
    Paper.APPLICATION: _case_paper(About.APPLICATION),
    Paper.NOTICE: _case_paper(About.APPLICATION),
    Paper.VOUCHER: _case_paper(About.APPLICATION),
    Paper.HANDOVER_ACT: _case_paper(About.APPLICATION),
    Paper.RECEIPTS_SHEET: _case_paper(About.APPLICATION),
    Paper.PROTOCOL: _case_paper(About.SITTING),
    Paper.ORDER: _case_paper(About.ORDER),
    Paper.ORDER_CHANGES: _case_paper(About.ORDER),
    Paper.APPLICATION_REGISTER: PaperKind(landscape=True, about=About.SERVICE, names=Names.ALWAYS),
    Paper.BENEFICIARIES: PaperKind(about=About.SERVICE, names=Names.CHOSEN),
    Paper.MONTHLY_LIST: PaperKind(about=About.SERVICE, names=Names.ALWAYS),
    Paper.AID_TOTALS: PaperKind(about=About.SERVICE),
}


def papers_about(*about: About) -> tuple[Paper, ...]:
    return tuple(paper for paper, kind in REGISTRY.items() if kind.about in about)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper as it was asked for.

    `subject` is the number of the record that it is about: of a class (0 is the whole school), an application, a
    sitting, an order; of a paper about a service the first calendar year of the school year, or the month as 202609.
    `key` says which list: a category of the passport, a service, a service and a category of it.
    """

    paper: Paper
    language: str
    format: Format
    subject: int = 0
    key: str = ""
    names: bool = True

    @property
    def holds_names(self) -> bool:
        names = REGISTRY[self.paper].names
        return names is Names.ALWAYS or (names is Names.CHOSEN and self.names)

    @property
    def detail(self) -> str:
        """As the record of issued papers keeps it."""
        named = "names" if self.holds_names else "numbers"
        about = REGISTRY[self.paper].about
        return f"{about}:{self.subject} {self.key or 'all'} {named} {self.language} {self.format}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """What every paper is made of: plain values, so that it can be made in a process of its own; each adds its own.

    `number` is that of the issue, `template` the school's own form.
    """

    school: School
    language: str
    made_on: date
    pedagogue: str = ""
    revision: int = 1
    number: int = 1
    template: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportRequest(PaperRequest):
    """A paper of the social passport.

    `classes` are the ones to count, `before` the same school a year ago, `missing` the classes that are not
    among them. `category` is a key of `bot.core.passport.counts.names`.
    """

    classes: tuple[ClassFacts, ...]
    viewer_roles: frozenset[Role]
    before: tuple[ClassFacts, ...] | None = None
    category: str | None = None
    with_names: bool = True
    missing: tuple[ClassName, ...] = ()


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
