"""Makes any paper as any of its files: values in, bytes out, so that it can run in a process of its own."""

from collections.abc import Callable
from dataclasses import replace

from bot.core.papers import REGISTRY, Format, NoSuchFormat, OneClassNeeded, Paper, PaperRequest
from bot.core.ports import File
from bot.documents.contents import Content
from bot.documents.passport_contents import compared, passport
from bot.documents.pupil_contents import category_list, class_table, register

CONTENTS: dict[Paper, Callable[[Paper, PaperRequest], Content]] = {
    Paper.SCHOOL_PASSPORT: passport,
    Paper.CLASS_PASSPORT: passport,
    Paper.PUPILS_REGISTER: register,
    Paper.CATEGORY_LIST: category_list,
    Paper.CLASS_TABLE: class_table,
    Paper.COMPARISON: compared,
    Paper.PASSPORT_PICTURE: passport,
}


def make(paper: Paper, format: Format, request: PaperRequest) -> File:
    """The file, named in the document's language; a Refusal where the paper can not be made so."""
    kind = REGISTRY[paper]
    if format not in kind.formats:
        raise NoSuchFormat
    content = content_of(paper, request)
    return File(f"{_file_name(content.file_name)}.{format}", _bytes(format, content, request))


def content_of(paper: Paper, request: PaperRequest) -> Content:
    """What stands on the paper."""
    if REGISTRY[paper].one_class:
        if len(request.classes) != 1:
            raise OneClassNeeded
        request = replace(request, missing=())
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
