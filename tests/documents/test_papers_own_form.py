"""A school's own Word form is taken in or refused, and the refusal says where."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from bot.core.errors import Refusal
from bot.core.papers import LANGUAGES, REGISTRY, Format, Paper
from bot.documents import own_form, trial
from bot.documents.making import make
from bot.documents.own_form import check_template
from bot.documents.trial import try_form
from bot.documents.word import form
from tests.documents.reading import opened, text_of
from tests.documents.requests import request

PASSPORT = Paper.SCHOOL_PASSPORT


def changed(change: Callable[[Document], object], paper: Paper = PASSPORT) -> bytes:
    document = opened(form(paper, "kk"))
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_line(words: str) -> bytes:
    return changed(lambda document: document.add_paragraph(words))


def with_part(name: str, content: bytes, replaced: bool = False) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(form(PASSPORT, "kk"))) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for part in given.infolist():
            if not (replaced and part.filename == name):
                made.writestr(part, given.read(part))
        made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", [paper for paper, kind in REGISTRY.items() if kind.has_template])
def test_our_own_forms_pass_the_trial(paper: Paper, language: str) -> None:
    assert try_form(paper, language, form(paper, language)) is None


def test_a_changed_form_is_taken_and_used() -> None:
    content = with_line("Бекітемін: {{ director }}")
    check_template(PASSPORT, "kk", content)
    made = make(PASSPORT, Format.WORD, replace(request(PASSPORT), template=content))
    assert "Бекітемін: Әбенова Ғ. Қ." in text_of(made.content)


@pytest.mark.parametrize(
    ("line", "fault", "place"),
    [
        ("Мектеп: {{ scool }}", "FormNamesUnknown", "Мектеп: {{ scool }}"),
        ("Жыл {{ school.nam }}", "FormNamesUnknown", "Жыл {{ school.nam }}"),
        ("{{ school|nofilter }}", "FormBroken", "{{ school|nofilter }}"),
        ("{{ 1/0 }}", "FormBroken", "{{ 1/0 }}"),
        ("{{ number + 1 }}", "FormBroken", "{{ number + 1 }}"),
        ("{%p for note in notes %}", "FormBroken", "{% for note in notes %}"),
        ("{% if extra %}", "FormBroken", "{% if extra %}"),
        ("{% endfor %}", "FormBroken", "{% endfor %}"),
        ("{{ school ", "FormBroken", "{{ school"),
        ("{{ ''.__class__.__mro__ }}", "FormUnsafe", "{{ ''.__class__.__mro__ }}"),
        ("{{ notes.append(1) }}", "FormUnsafe", "{{ notes.append(1) }}"),
        ("{% for a in range(10**9) %}{% endfor %}", "FormBroken", "{% for a in range(10**9) %}{% endfor %}"),
        ("{% include 'secret' %}", "FormBroken", "{% include 'secret' %}"),
    ],
)
def test_a_mistake_is_named_with_its_place(line: str, fault: str, place: str) -> None:
    found = try_form(PASSPORT, "kk", with_line(line))
    assert found is not None
    assert (found["fault"], found["place"]) == (fault, place)
    assert found["reason"]


def test_a_mistake_in_a_cell_or_the_footer_is_named_too() -> None:
    def cell(document: Document) -> None:
        document.tables[0].rows[1].cells[1].paragraphs[0].add_run("{{ row.nam }}")

    def footer(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].add_run("{{ wrong }}")

    in_cell, in_footer = (try_form(PASSPORT, "kk", changed(change)) for change in (cell, footer))
    assert in_cell is not None
    assert in_cell["place"] == "Барлық оқушылар{{ row.nam }}"
    assert in_footer is not None
    assert "{{ wrong }}" in in_footer["place"]


def test_a_form_may_leave_the_widths_of_cells_open() -> None:
    def loosen(document: Document) -> None:
        for width in list(document.element.body.iter(qn("w:tcW"))):
            width.getparent().remove(width)

    assert try_form(PASSPORT, "kk", changed(loosen)) is None


def test_what_comes_out_must_be_a_word_file() -> None:
    broken = changed(lambda document: document.tables[0]._tbl.remove(document.tables[0]._tbl.tblGrid))
    found = try_form(PASSPORT, "kk", broken)
    assert found is not None
    assert found["fault"] == "FormSpoilt"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "NotWord"),
        (b"PK\x03\x04 but no more", "NotWord"),
        (b"%PDF-1.7", "NotWord"),
        (with_part("word/vbaProject.bin", b"x"), "FormHoldsMacros"),
        (with_part("word/embeddings/object1.bin", b"x"), "FormHoldsMacros"),
        (with_part("[Content_Types].xml", b"<x>macroEnabled</x>", replaced=True), "FormHoldsMacros"),
        (with_part("word/settings2.xml", b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>'), "NotWord"),
        (with_part("word/_rels/other.xml.rels", b"<broken"), "NotWord"),
        (with_part("word/media/huge.xml", b"0" * (31 * 1024 * 1024)), "FormTooBig"),
        (b"0" * (2 * 1024 * 1024 + 1), "FormTooBig"),
        (
            with_part(
                "word/_rels/footnotes.xml.rels",
                b'<Relationships><Relationship Type="http://x/image" TargetMode="External" Target="http://y"/>'
                b"</Relationships>",
            ),
            "FormPointsOutside",
        ),
    ],
)
def test_what_is_no_form_is_refused_before_it_is_tried(content: bytes, fault: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_template(PASSPORT, "kk", content)
    assert type(refusal.value).__name__ == fault


def test_a_zip_that_is_no_word_file() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("notes.txt", "x")
    with pytest.raises(own_form.NotWord):
        check_template(PASSPORT, "kk", out.getvalue())


def test_a_link_to_a_page_may_stay() -> None:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="http://x/hyperlink" TargetMode="External" Target="http://y"/></Relationships>'
    )
    check_template(PASSPORT, "kk", with_part("word/_rels/footnotes.xml.rels", link))


@pytest.mark.parametrize(
    "line",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ 'a' * 10**10 }}",
    ],
)
def test_a_form_without_end_is_given_up(line: str) -> None:
    with pytest.raises(own_form.FormTooSlow):
        check_template(PASSPORT, "kk", with_line(line), seconds=2)


def test_a_refusal_says_place_and_reason() -> None:
    with pytest.raises(own_form.FormNamesUnknown) as refusal:
        check_template(PASSPORT, "kk", with_line("Мектеп: {{ scool }}"))
    assert refusal.value.words == {"place": "Мектеп: {{ scool }}", "reason": "'scool' is undefined"}


def test_the_trial_speaks_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Input:
        buffer = BytesIO(with_line("{{ scool }}"))

    limits: list[object] = []
    monkeypatch.setattr("sys.stdin", Input)
    monkeypatch.setattr("resource.setrlimit", lambda *limit: limits.append(limit))
    trial.main([PASSPORT, "kk", "5"])
    assert json.loads(capsys.readouterr().out)["fault"] == "FormNamesUnknown"
    assert len(limits) == 2
