"""Fills a Word form with the values of a paper: docxtpl in a sandbox that knows only those values."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.papers import Paper

FOLDER = Path(__file__).parents[2] / "templates"
HOUSE = re.compile(r"(\d\w?)([- ])(?=(?:үй|пәтер|батир)\b)")
UNBROKEN = {"-": "\N{NON-BREAKING HYPHEN}", " ": "\N{NO-BREAK SPACE}"}


class WordForm(DocxTemplate):  # type: ignore[misc]  # docxtpl again
    """A Word form that remembers the part it was filling in: a mistake can be shown where it stands."""

    filling: str = ""

    def render_xml_part(
        self, src_xml: str, part: Part, context: dict[str, object], jinja_env: Environment | None = None
    ) -> str:
        self.filling = src_xml
        return str(super().render_xml_part(src_xml, part, context, jinja_env))


def form(paper: Paper, language: str) -> bytes:
    """The form that comes with the program."""
    return (FOLDER / language / f"{paper}.docx").read_bytes()


def fill(template: bytes, values: Mapping[str, object]) -> bytes:
    """The form with its values; jinja2's errors where the form is broken."""
    return filled(WordForm(BytesIO(template)), values)


def filled(form: WordForm, values: Mapping[str, object]) -> bytes:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_unbroken
    )
    form.render(dict(values), environment, autoescape=True)
    for table in form.docx.element.body.iter(qn("w:tbl")):
        _mend_grid(table)
        _keep_end(table)
    out = BytesIO()
    form.save(out)
    return out.getvalue()


def _unbroken(value: object) -> object:
    """A house stays on the line of its number."""
    return HOUSE.sub(lambda found: found[1] + UNBROKEN[found[2]], value) if type(value) is str else value


def _mend_grid(table: BaseOxmlElement) -> None:
    """Columns made by a loop: docxtpl spreads the grid evenly, the cells have the right widths."""
    cells = table.findall(f"{qn('w:tr')}[1]/{qn('w:tc')}")
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    widths = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in cells]
    if len(cells) == len(columns):
        for column, width in zip(columns, widths, strict=True):
            if width is not None:
                column.set(qn("w:w"), width.get(qn("w:w")))


def _keep_end(table: BaseOxmlElement) -> None:
    """The last rows go with what follows, so that signatures never stand alone on a page."""
    rows = table.findall(qn("w:tr"))
    if rows and rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
        for row in rows[1:][-2:]:
            for paragraph in row.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()
