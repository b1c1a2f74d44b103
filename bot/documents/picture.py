"""Draws the passport as a picture for the chat, with the fonts that the drawing program brings along."""

import json
from pathlib import Path
from typing import Any

import typst

from bot.documents.contents import Content
from bot.texts import text

SOURCE = Path(__file__).with_name("passport.typ")
DOTS_AN_INCH = 200.0
HEADS = ("number", "category", "count", "percent")
PARTS = (("rows", "by_family"), ("education", "education"))


def picture(content: Content, language: str) -> bytes:
    """A PNG as wide as a phone shows sharply."""
    paper = json.dumps(drawn(content, language), ensure_ascii=False)
    source, inputs = SOURCE.read_bytes(), {"paper": paper}
    made = typst.compile(source, format="png", ppi=DOTS_AN_INCH, sys_inputs=inputs, ignore_system_fonts=True)
    return bytes(made)


def drawn(content: Content, language: str) -> dict[str, object]:
    """What the picture is drawn from."""
    values = content.values
    marks = {key: values[key] for key in ("made_on", "revision", "number")}
    return {
        "where": ", ".join(str(values[key]) for key in ("school", "place") if values[key]),
        "title": text("papers.school_passport.title", language),
        "year": text("papers.year", language, year=values["year"]),
        "heads": [text(f"papers.column.{key}", language) for key in HEADS],
        "rows": _rows(content, language),
        "notes": [values["pairs"], *_listed(values["notes"])],
        "footer": text("papers.footer", language, **marks),
    }


def _rows(content: Content, language: str) -> list[dict[str, object]]:
    values = content.values
    everyone = {
        "number": "",
        "name": text("papers.row.all", language),
        "count": values["everyone"],
        "percent": values["all_percent"],
        "kind": "all",
    }
    headings = {key: text(f"papers.row.{heading}", language) for key, heading in PARTS}
    return [everyone, *(row for key, _ in PARTS for row in _part(values[key], headings[key]))]


def _part(rows: object, heading: str) -> list[dict[str, object]]:
    """A heading across the table and the rows under it."""
    return [{"name": heading, "kind": "heading"}, *({**row, "kind": "row"} for row in _listed(rows))]


def _listed(values: object) -> list[Any]:
    return values if isinstance(values, list) else []
