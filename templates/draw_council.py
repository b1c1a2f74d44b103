"""The Word forms of the council's protocol and of the director's orders (domain.md §7.4, §7.5)."""

from collections.abc import Callable

from docx.document import Document
from docx.shared import Cm, Pt
from drawing import Head, ends, letterhead, loop, notes, sign, sign_each, signatures, table
from page import BOTH, LEFT, RIGHT, say

from bot.core.papers import Paper
from bot.texts import text

NUMBER = 0.9


def words(key: str, language: str, **values: str) -> str:
    return text(f"case_papers.{key}", language, **values)


def protocol(page: Document, language: str) -> None:
    """Who was there, the agenda, and for each point what was heard, said, voted and decided."""
    letterhead(page)
    say(page, words("protocol.heading", language, number="{{ protocol }}"), bold=True, size=14)
    say(page, words("protocol.of", language), bold=True, after=6)
    say(page, "{%p if draft %}", LEFT)
    say(page, words("draft", language), RIGHT, bold=True)
    say(page, "{%p endif %}", LEFT)
    ends(page, "{{ held_on }}", "{{ held_in }}")
    who_was_there(page, language)
    strong(page, words("protocol.agenda", language))
    say(page, "{%p for point in points %}", LEFT)
    say(page, "{{ point.number }}. {{ point.title }}.", BOTH)
    say(
        page, words("protocol.speaker", language, name="{{ pedagogue }}"), LEFT, after=3
    ).paragraph_format.left_indent = Cm(1)
    say(page, "{%p endfor %}", LEFT)
    say(page, "{%p for point in points %}", LEFT)
    strong(page, "{{ point.number }}. {{ point.title }}")
    for part in ("heard", "said"):
        told(page, words(f"protocol.{part}", language), f"{{{{ point.{part} }}}}")
    votes(page, language)
    told(page, words("protocol.decided", language), "{{ point.decided }}")
    decisions(page, language)
    say(page, "{{ point.responsible }}", BOTH, after=8)
    say(page, "{%p endfor %}", LEFT)
    say(page, "", size=10).paragraph_format.keep_with_next = True
    signed = sign(
        page,
        [
            (words("protocol.chair", language), "{{ chair }}"),
            (words("protocol.secretary", language), "{{ secretary }}"),
        ],
    )
    sign_each(signed, "members", words("protocol.member", language))


def who_was_there(page: Document, language: str) -> None:
    say(page, words("protocol.chair_is", language, name="{{ chair }}"), LEFT)
    say(page, words("protocol.secretary_is", language, name="{{ secretary }}"), LEFT, after=4)
    for who in ("present", "absent"):
        say(page, words(f"protocol.{who}", language, number=f"{{{{ {who}|length }}}}"), LEFT, bold=True)
        say(page, f"{{%p for one in {who} %}}", LEFT)
        say(
            page, "{{ one.number }}. {{ one.name }} — {{ one.post }}, {{ one.capacity }}", LEFT
        ).paragraph_format.left_indent = Cm(0.7)
        say(page, "{%p endfor %}", LEFT)
    say(page, "{%p if quorum %}", LEFT)
    say(page, "{{ quorum }}", BOTH, after=3)
    say(page, "{%p endif %}", LEFT)


def strong(page: Document, said: str) -> None:
    line = say(page, said, BOTH, bold=True, after=3)
    line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(8), True


def told(page: Document, what: str, said: str) -> None:
    line = say(page, f"{what} ", BOTH, bold=True, after=3)
    line.add_run(said)


def votes(page: Document, language: str) -> None:
    strong(page, words("protocol.votes", language))
    heads = (
        Head(text("papers.column.number", language), NUMBER, "{{ row.number }}"),
        Head(words("column.child", language), 4.7, "{{ row.child }}", LEFT),
        Head(words("column.class", language), 1.7, "{{ row.class_name }}"),
        Head(words("column.application", language), 2.1, "{{ row.application }}"),
        Head(words("column.category", language), 2.2, "{{ row.category }}"),
        Head(words("column.in_favour", language), 1.5, "{{ row.in_favour }}"),
        Head(words("column.against", language), 1.6, "{{ row.against }}"),
        Head(words("column.abstained", language), 1.7, "{{ row.abstained }}"),
    )
    loop(table(page, heads, 10), heads, "point.rows", 10)
    say(page, "", size=4)


def decisions(page: Document, language: str) -> None:
    heads = (
        Head(text("papers.column.number", language), NUMBER, "{{ row.number }}"),
        Head(words("column.child", language), 5.3, "{{ row.child }}", LEFT),
        Head(words("column.decision", language), 3.8, "{{ row.decision }}", LEFT),
        Head(words("column.reason", language), 6.5, "{{ row.reason }}", LEFT),
    )
    loop(table(page, heads, 10), heads, "point.rows", 10)
    say(page, "", size=4)


def order_head(page: Document, language: str) -> None:
    """Number, day and place, what it is about, the law, the points, the basis and the signatures."""
    letterhead(page)
    say(page, words("order.heading", language, number="{{ order }}"), bold=True, size=14, after=4)
    ends(page, "{{ signed_on }}", "{{ place }}")
    say(page, "{{ heading }}", LEFT, bold=True, after=8).paragraph_format.right_indent = Cm(6)
    preamble = say(page, "{{ law }} ", BOTH, after=6)
    preamble.paragraph_format.first_line_indent = Cm(1.25)
    preamble.add_run(words("order.orders", language)).bold = True
    say(page, "{%p for point in points %}", LEFT)
    say(page, "{{ point.number }}. {{ point.words }}", BOTH, after=3).paragraph_format.first_line_indent = Cm(
        1.25
    )
    say(page, "{%p endfor %}", LEFT)
    say(
        page, words("order.basis", language, basis="{{ basis }}"), BOTH, after=10
    ).paragraph_format.space_before = Pt(6)
    signatures(page, language, "director")
    say(page, words("order.acquainted", language), LEFT).paragraph_format.space_before = Pt(10)
    sign(page, [(text("papers.signature.pedagogue", language), "{{ pedagogue }}"), ("_" * 20, "_" * 25)])


def annex(page: Document, language: str, title: str) -> None:
    """The list on a page of its own."""
    line = say(
        page, words("order.annex", language, number="{{ order }}", day="{{ signed_on }}"), RIGHT, after=8
    )
    line.paragraph_format.page_break_before = True
    say(page, title, bold=True)
    say(page, text("papers.year", language, year="{{ year }}"), after=8)


def order(page: Document, language: str) -> None:
    order_head(page, language)
    annex(page, language, "{{ list_title }}")
    heads = (
        Head(text("papers.column.number", language), NUMBER, "{{ row.number }}"),
        Head(words("column.child", language), 4.1, "{{ row.child }}", LEFT),
        Head(words("column.class", language), 1.7, "{{ row.class_name }}"),
        Head(words("column.category", language), 2.2, "{{ row.category }}"),
        Head(words("column.term", language), 2.2, "{{ row.term }}"),
        Head("{{ given_label }}", 2.9, "{{ row.given }}", LEFT),
        Head(words("column.basis", language), 2.5, "{{ row.basis }}", LEFT),
    )
    loop(table(page, heads, 10), heads, "rows", 10)
    totals(page)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def order_changes(page: Document, language: str) -> None:
    """Who comes onto the list, who leaves it, whose category changes, each with the reason."""
    order_head(page, language)
    annex(page, language, words("order_changes.list", language))
    heads = (
        Head(text("papers.column.number", language), NUMBER, "{{ row.number }}"),
        Head(words("column.child", language), 4.0, "{{ row.child }}", LEFT),
        Head(words("column.class", language), 1.7, "{{ row.class_name }}"),
        Head(words("column.change", language), 2.4, "{{ row.change }}", LEFT),
        Head(words("column.category", language), 2.3, "{{ row.category }}"),
        Head(words("column.since", language), 2.1, "{{ row.since }}"),
        Head(words("column.reason", language), 3.1, "{{ row.reason }}", LEFT),
    )
    loop(table(page, heads, 10), heads, "rows", 10)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def totals(page: Document) -> None:
    say(page, "{%p for line in totals %}", LEFT)
    say(page, "{{ line }}", LEFT, bold=True).paragraph_format.space_before = Pt(4)
    say(page, "{%p endfor %}", LEFT)


COUNCIL_FORMS: dict[Paper, Callable[[Document, str], None]] = {
    Paper.PROTOCOL: protocol,
    Paper.ORDER: order,
    Paper.ORDER_CHANGES: order_changes,
}
