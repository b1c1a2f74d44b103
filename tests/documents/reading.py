"""Reads papers back: a Word file as text, a line a paragraph or table row; the cells of an Excel file."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.table import Table
from python_calamine import CalamineWorkbook


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def text_of(content: bytes) -> str:
    document = opened(content)
    lines = list(_lines(document))
    footer = "".join(paragraph.text for paragraph in document.sections[0].footer.paragraphs)
    return "\n".join([*lines, f"[{footer}]"]) + "\n"


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    """The cells of an Excel file by sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    pages = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: [list(row) for row in page] for name, page in pages.items()}


def _lines(document: Document) -> Iterator[str]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield " | ".join(cell.text.replace("\n", " / ") for cell in row.cells)
        elif part.text:
            yield part.text
