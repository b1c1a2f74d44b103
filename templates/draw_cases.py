"""The Word forms about one application: the application itself, what answers it, and what is given."""

from collections.abc import Callable

from docx.document import Document
from docx.shared import Cm, Pt
from drawing import (
    Head,
    add_row,
    approval,
    aside,
    ends,
    letterhead,
    loop,
    pairs,
    sign,
    sign_each,
    signatures,
    table,
)
from page import BOTH, LEFT, say

from bot.core.papers import Paper
from bot.texts import text

ROOM_FOR_RECEIPTS = 10
APPLICANT = ("{{ applicant_label }}", "{{ applicant }}")


def words(key: str, language: str, **values: str) -> str:
    return text(f"case_papers.{key}", language, **values)


def application(page: Document, language: str) -> None:
    """To whom and from whom on the right, what is asked for, the papers, the consent, room to sign."""
    aside(page, words("to_director", language, director="{{ director }}"), bold=True)
    aside(page, "{{ school }}, {{ place }}")
    for line in ("{{ applicant_label }}: {{ applicant }}", "{{ iin_label }}: {{ applicant_iin }}"):
        aside(page, line)
    aside(page, words("address", language, address="{{ applicant_address }}"))
    aside(page, words("phone", language, phone="{{ applicant_phone }}"))
    heading = say(
        page, words("application.heading", language, number="{{ case_number }}"), bold=True, size=14
    )
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(16), Pt(8)
    say(page, "{{ asks }}", BOTH, after=8).paragraph_format.first_line_indent = Cm(1.25)
    pairs(page, "rows")
    say(page, "{%p if papers %}", LEFT)
    say(page, words("application.papers", language), LEFT, bold=True).paragraph_format.space_before = Pt(8)
    say(page, "{%p for paper in papers %}", LEFT)
    say(page, "{{ paper.number }}. {{ paper.name }} — {{ paper.how }}", LEFT)
    say(page, "{%p endfor %}", LEFT)
    say(page, "{%p endif %}", LEFT)
    consent = say(page, "{{ consent }}", BOTH, size=11, after=8)
    consent.paragraph_format.space_before = Pt(8)
    say(page, words("blank_date", language), LEFT, after=4).paragraph_format.keep_with_next = True
    sign(page, [APPLICANT])
    registered = say(page, words("application.registered", language), LEFT, bold=True, size=10)
    registered.paragraph_format.space_before, registered.paragraph_format.keep_with_next = Pt(10), True
    pairs(page, "marks", 10)


def notice(page: Document, language: str) -> None:
    """What was decided, why, and on what basis."""
    letterhead(page)
    say(page, words("notice.heading", language, number="{{ case_number }}"), bold=True, size=14)
    ends(page, "{{ decided_on }}", "{{ place }}")
    aside(
        page, words("to_parent", language, name="{{ applicant }}"), bold=True
    ).paragraph_format.space_after = Pt(10)
    opening = words("notice.opening", language, received="{{ received_on }}", number="{{ case_number }}")
    say(page, opening, BOTH, after=6).paragraph_format.first_line_indent = Cm(1.25)
    say(page, "{{ verdict }}", bold=True, size=13, after=8)
    pairs(page, "rows")
    say(page, "{%p for line in after %}", LEFT)
    say(page, "{{ line }}", BOTH).paragraph_format.space_before = Pt(6)
    say(page, "{%p endfor %}", LEFT)
    contact = say(page, words("notice.contact", language, pedagogue="{{ pedagogue }}"), LEFT, after=10)
    contact.paragraph_format.space_before = Pt(6)
    signatures(page, language, "director")
    say(page, words("notice.received", language), LEFT, size=11).paragraph_format.space_before = Pt(14)


def voucher(page: Document, language: str) -> None:
    letterhead(page)
    say(page, words("voucher.heading", language, number="{{ case_number }}"), bold=True, size=18, after=4)
    say(page, words("voucher.about", language, year="{{ year }}"), after=12)
    pairs(page, "rows", 13)
    say(
        page, words("voucher.issued", language, day="{{ made_on }}"), LEFT, after=14
    ).paragraph_format.space_before = Pt(10)
    signatures(page, language, "director")
    say(page, words("stamp", language), LEFT).paragraph_format.space_before = Pt(6)


def handover_act(page: Document, language: str) -> None:
    """The commission, what was handed over to whom, its worth and source."""
    approval(page, language)
    say(page, words("handover_act.heading", language, number="{{ case_number }}"), bold=True, size=14)
    ends(page, "{{ made_on }}", "{{ place }}")
    say(page, words("handover_act.commission", language), LEFT)
    say(page, "{%p for one in commission %}", LEFT)
    say(page, "{{ one.post }}: {{ one.name }}", LEFT).paragraph_format.left_indent = Cm(1)
    say(page, "{%p endfor %}", LEFT)
    say(page, "{{ opening }}", BOTH, after=6).paragraph_format.space_before = Pt(6)
    pairs(page, "rows")
    say(page, "", size=6)
    heads = (
        Head(text("papers.column.number", language), 1.0, "{{ row.number }}"),
        Head(words("column.thing", language), 7.5, "{{ row.name }}", LEFT),
        Head(words("column.pieces", language), 2.4, "{{ row.pieces }}"),
        Head("{{ worth_label }}", 2.6, "{{ row.worth }}"),
        Head(words("column.source", language), 3.0, "{{ row.source }}", LEFT),
    )
    drawn = table(page, heads, 11)
    loop(drawn, heads, "things", 11)
    add_row(drawn, heads, ("", text("papers.row.total", language), "", "{{ worth }}", ""), 11, bold=True)
    no_claims = say(page, words("handover_act.no_claims", language), BOTH, after=6)
    no_claims.paragraph_format.space_before = Pt(8)
    gave = (words("handover_act.gave", language), "{{ pedagogue }}")
    took = (words("handover_act.took", language), "{{ applicant }}")
    sign_each(sign(page, [gave, took]), "commission", "{{ row.post }}")


def receipts_sheet(page: Document, language: str) -> None:
    """What was given, and lines for the receipts that come back."""
    letterhead(page)
    say(
        page,
        words("receipts_sheet.heading", language, number="{{ case_number }}"),
        bold=True,
        size=14,
        after=8,
    )
    pairs(page, "rows")
    say(page, "{{ bring_back }}", BOTH, after=6, bold=True).paragraph_format.space_before = Pt(8)
    heads = (
        Head(text("papers.column.number", language), 1.0, ""),
        Head(words("column.bought_on", language), 2.8, ""),
        Head(words("column.bought", language), 5.5, ""),
        Head(words("column.shop", language), 3.0, ""),
        Head(words("column.receipt", language), 1.9, ""),
        Head("{{ sum_label }}", 2.3, ""),
    )
    drawn = table(page, heads, 11)
    for number in range(1, ROOM_FOR_RECEIPTS + 1):
        add_row(drawn, heads, (str(number), "", "", "", "", ""), 11).height = Cm(0.75)
    total = text("papers.row.total", language)
    add_row(drawn, heads, ("", "", total, "", "", ""), 11, bold=True).height = Cm(0.75)
    say(page, "", size=8)
    sign(page, [APPLICANT, (text("papers.signature.pedagogue", language), "{{ pedagogue }}")])
    say(page, words("blank_date", language), LEFT).paragraph_format.space_before = Pt(8)


CASE_FORMS: dict[Paper, Callable[[Document, str], None]] = {
    Paper.APPLICATION: application,
    Paper.NOTICE: notice,
    Paper.VOUCHER: voucher,
    Paper.HANDOVER_ACT: handover_act,
    Paper.RECEIPTS_SHEET: receipts_sheet,
}
