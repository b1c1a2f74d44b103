"""A file that a person received, opened the way that person would read it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

import docx
from docx.document import Document
from docx.table import Table
from pypdf import PdfReader
from python_calamine import CalamineWorkbook


@dataclass(frozen=True, slots=True)
class File:
    """Name and bytes as they arrived."""

    name: str
    bytes: bytes
    protected: bool = False

    @property
    def text(self) -> str:
        """Everything that can be read in it, line by line; cells of a row are separated by tabs."""
        match PurePath(self.name).suffix.lower():
            case ".docx":
                return "\n".join(_document_lines(self.document))
            case ".xlsx" | ".xls":
                return "\n".join(_sheet_lines(self.bytes))
            case ".pdf":
                return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(self.bytes)).pages)
            case _:
                return self.bytes.decode("utf-8-sig")

    @property
    def document(self) -> Document:
        return docx.Document(io.BytesIO(self.bytes))

    @property
    def workbook(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(self.bytes))


def _document_lines(document: Document) -> Iterator[str]:
    for section in document.sections:
        for part in (section.header, section.footer):
            yield from (paragraph.text for paragraph in part.paragraphs)
            yield from (line for table in part.tables for line in _table_lines(table))
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _table_lines(block)
        else:
            yield block.text


def _table_lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "\t".join(cell.text for cell in row.cells)


def _sheet_lines(content: bytes) -> Iterator[str]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in workbook.sheet_names:
        yield name
        for row in workbook.get_sheet_by_name(name).to_python():
            yield "\t".join(str(cell) for cell in row)
