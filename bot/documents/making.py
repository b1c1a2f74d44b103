"""Makes any paper as any of its files: values in, bytes out, so that it can run in a process of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from bot.core.applications.printed import (
    BeneficiariesRequest,
    CaseRequest,
    MonthlyRequest,
    OrderRequest,
    ProtocolRequest,
    RegisterRequest,
    TotalsRequest,
)
from bot.core.papers import (
    REGISTRY,
    Format,
    NoSuchFormat,
    OneClassNeeded,
    Paper,
    PaperRequest,
    PassportRequest,
)
from bot.core.ports import File
from bot.documents.case_contents import application, handover_act, notice, receipts_sheet, voucher
from bot.documents.contents import Content
from bot.documents.council_contents import protocol
from bot.documents.monthly_contents import aid_totals, monthly_list
from bot.documents.order_contents import order, order_changes
from bot.documents.passport_contents import compared, passport
from bot.documents.pupil_contents import category_list, class_table, register
from bot.documents.register_contents import application_register, beneficiaries

R = TypeVar("R", bound=PaperRequest)
Maker = Callable[[Paper, PaperRequest], Content]


def _from(kind: type[R], makers: Mapping[Paper, Callable[[Paper, R], Content]]) -> dict[Paper, Maker]:
    """Makers that are handed requests of this kind only."""

    def checked(make: Callable[[Paper, R], Content]) -> Maker:
        def made(paper: Paper, request: PaperRequest) -> Content:
            if not isinstance(request, kind):
                raise TypeError(f"{paper} is not made of a {type(request).__name__}")
            return make(paper, request)

        return made

    return {paper: checked(make) for paper, make in makers.items()}


def _of_class(
    make: Callable[[Paper, PassportRequest], Content],
) -> Callable[[Paper, PassportRequest], Content]:
    """A paper about one class, of which no other is missing."""

    def made(paper: Paper, request: PassportRequest) -> Content:
        if len(request.classes) != 1:
            raise OneClassNeeded
        return make(paper, replace(request, missing=()))

    return made


CONTENTS = _from(
    PassportRequest,
    {
        Paper.SCHOOL_PASSPORT: passport,
        Paper.CLASS_PASSPORT: _of_class(passport),
        Paper.PUPILS_REGISTER: register,
        Paper.CATEGORY_LIST: category_list,
        Paper.CLASS_TABLE: _of_class(class_table),
        Paper.COMPARISON: compared,
        Paper.PASSPORT_PICTURE: passport,
    },
)
CONTENTS |= _from(
    CaseRequest,
    {
        Paper.APPLICATION: application,
        Paper.NOTICE: notice,
        Paper.VOUCHER: voucher,
        Paper.HANDOVER_ACT: handover_act,
        Paper.RECEIPTS_SHEET: receipts_sheet,
    },
)
CONTENTS |= _from(ProtocolRequest, {Paper.PROTOCOL: protocol})
CONTENTS |= _from(OrderRequest, {Paper.ORDER: order, Paper.ORDER_CHANGES: order_changes})
CONTENTS |= _from(RegisterRequest, {Paper.APPLICATION_REGISTER: application_register})
CONTENTS |= _from(BeneficiariesRequest, {Paper.BENEFICIARIES: beneficiaries})
CONTENTS |= _from(MonthlyRequest, {Paper.MONTHLY_LIST: monthly_list})
CONTENTS |= _from(TotalsRequest, {Paper.AID_TOTALS: aid_totals})


def make(paper: Paper, format: Format, request: PaperRequest) -> File:
    """The file, named in the document's language; a Refusal where the paper can not be made so."""
    kind = REGISTRY[paper]
    if format not in kind.formats:
        raise NoSuchFormat
    content = content_of(paper, request)
    return File(f"{_file_name(content.file_name)}.{format}", _bytes(format, content, request))


def content_of(paper: Paper, request: PaperRequest) -> Content:
    """What stands on the paper."""
    return CONTENTS[paper](paper, request)


def _bytes(format: Format, content: Content, request: PaperRequest) -> bytes:
    # the libraries are heavy and loaded where they are used
    if format is Format.EXCEL:
        from bot.documents.excel import workbook

        return workbook(content, request.language)
    if format is Format.PICTURE:
        from bot.documents.picture import picture

        return picture(content, request.language)
    return _word_or_pdf(format, content, request)


def _word_or_pdf(format: Format, content: Content, request: PaperRequest) -> bytes:
    from bot.documents.pdf import to_pdf
    from bot.documents.word import fill, form

    word = fill(request.template or form(content.paper, request.language), content.values)
    return to_pdf(word) if format is Format.PDF else word


def _file_name(words: str) -> str:
    """The words as a name that every machine takes."""
    return "".join("-" if sign in '\\/:*?"<>|\n' else sign for sign in words)[:120].strip()
