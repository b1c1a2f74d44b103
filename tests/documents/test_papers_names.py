"""Which papers hold names of pupils: exactly those that the chat protects and takes away again."""

from dataclasses import replace

import pytest

from bot.core.papers import REGISTRY, About, Format, Paper, Wanted, papers_about
from bot.documents.making import make
from tests.documents.reading import sheets, text_of
from tests.documents.requests import classes, request

MADE = [
    (paper, format, names)
    for paper in papers_about(About.CLASS)
    for format in REGISTRY[paper].formats
    if format in (Format.WORD, Format.EXCEL)
    for names in (True, False)
]


@pytest.mark.parametrize(("paper", "format", "names"), MADE)
def test_a_paper_is_held_to_have_names_where_it_has_them(paper: Paper, format: Format, names: bool) -> None:
    asked = replace(request(paper), with_names=names)
    made = make(paper, format, asked).content
    printed = text_of(made) if format is Format.WORD else str(sheets(made))
    named = any(facts.pupil.name.full in printed for one in classes() for facts in one.pupils)
    assert Wanted(paper, "kk", format, key="large_family", names=names).holds_names is named
