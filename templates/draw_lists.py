"""The Word forms of the application journal, the lists of who is entitled, and the year's totals."""

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Cm, Pt
from drawing import Head, add_row, approval, loop, notes, put, signatures, table, tidy, title
from page import CENTRE, LEFT, say

from bot.core.papers import Paper
from bot.texts import text

SMALL = 7


def words(key: str, language: str, **values: str) -> str:
    return text(f"case_papers.{key}", language, **values)


def column(key: str, language: str, width: float, centred: bool = True) -> Head:
    """A column whose heading and value go by one key."""
    return Head(words(f"column.{key}", language), width, f"{{{{ row.{key} }}}}", CENTRE if centred else LEFT)


def number(language: str, width: float = 1.0) -> Head:
    return Head(text("papers.column.number", language), width, "{{ row.number }}")


def register(page: Document, language: str) -> None:
    """The 17 columns of the journal on a sheet bound above; two headings go over three columns each."""
    page.sections[0].left_margin, page.sections[0].right_margin = Cm(2), Cm(1)
    title(page, language, "{{ title }}")
    heads = register_heads(language)
    drawn = table(page, heads, SMALL, rows=2)
    for place, key in ((3, "applicant"), (6, "pupil")):
        over = drawn.cell(0, place).merge(drawn.cell(0, place + 2))
        put(over, words(f"column.{key}", language), CENTRE, SMALL - 1, bold=True)
    for place in (*range(3), *range(9, len(heads))):
        drawn.cell(0, place).merge(drawn.cell(1, place))
        tidy(drawn.cell(0, place))
        drawn.cell(0, place).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    loop(drawn, heads, "rows", SMALL)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def register_heads(language: str) -> Sequence[Head]:
    iin = ("{{ iin_label }}", 1.95)
    return (
        number(language, 0.7),
        column("received", language, 1.55),
        column("from", language, 1.4),
        Head(words("column.name", language), 2.3, "{{ row.applicant }}", LEFT),
        Head(*iin, "{{ row.applicant_iin }}"),
        column("phone", language, 1.5),
        Head(words("column.name", language), 2.3, "{{ row.child }}", LEFT),
        Head(*iin, "{{ row.child_iin }}"),
        column("class_name", language, 1.1),
        column("category", language, 1.6),
        column("papers", language, 1.75, centred=False),
        column("due", language, 1.45),
        column("council", language, 1.45),
        column("order", language, 1.45),
        column("result", language, 1.9, centred=False),
        column("told", language, 1.45),
        column("signature", language, 0.9),
    )


def beneficiaries(page: Document, language: str) -> None:
    """Names, or only how many in each class: the form holds both tables, one of them is printed."""
    title(page, language, "{{ title }}")
    named = (
        number(language, 0.9),
        column("child", language, 5.1, centred=False),
        column("class_name", language, 1.7),
        column("category", language, 2.3),
        column("since", language, 2.2),
        column("until", language, 2.2),
        column("order", language, 2.1),
    )
    say(page, "{%p if with_names %}", LEFT)
    loop(table(page, named, 10), named, "rows", 10)
    say(page, "{%p else %}", LEFT)
    counted = (column("class_name", language, 5.0), column("pupils", language, 5.0))
    drawn = table(page, counted, 12)
    loop(drawn, counted, "counts", 12)
    add_row(drawn, counted, [f"{{{{ whole.{key} }}}}" for key in ("class_name", "pupils")], 12, bold=True)
    say(page, "{%p endif %}", LEFT)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def monthly_list(page: Document, language: str) -> None:
    """The list for the director to approve, and what is different from the month before."""
    approval(page, language)
    title(page, language, "{{ title }}", more="{{ month }}")
    say(page, "{%p if draft %}", LEFT)
    say(page, words("draft", language), bold=True, after=4)
    say(page, "{%p endif %}", LEFT)
    listed = (
        number(language, 0.9),
        column("child", language, 5.0, centred=False),
        column("class_name", language, 1.7),
        column("category", language, 2.3),
        column("since", language, 2.1),
        column("basis", language, 4.5, centred=False),
    )
    loop(table(page, listed, 10), listed, "rows", 10)
    say(page, "{{ total }}", LEFT, bold=True, after=8).paragraph_format.space_before = Pt(6)
    say(page, "{{ changes_title }}", LEFT, bold=True, after=4)
    say(page, "{%p if moved %}", LEFT)
    moved = (
        number(language, 0.9),
        column("child", language, 3.8, centred=False),
        column("class_name", language, 1.7),
        column("change", language, 2.5, centred=False),
        column("since", language, 2.1),
        column("reason", language, 2.8, centred=False),
        column("basis", language, 2.7, centred=False),
    )
    loop(table(page, moved, 10), moved, "moved", 10)
    say(page, "{%p endif %}", LEFT)
    notes(page)
    signatures(page, language, "pedagogue")


def aid_totals(page: Document, language: str) -> None:
    title(page, language, "{{ title }}")
    heads = (
        number(language, 0.9),
        column("service", language, 4.4, centred=False),
        column("source", language, 3.4, centred=False),
        column("kind", language, 2.4, centred=False),
        column("pupils", language, 1.7),
        column("families", language, 1.7),
        Head("{{ sum_label }}", 2.0, "{{ row.amount }}"),
    )
    drawn = table(page, heads, 10)
    loop(drawn, heads, "rows", 10)
    marks = ("{{ whole.pupils }}", "{{ whole.families }}", "{{ whole.amount }}")
    add_row(drawn, heads, ("", text("papers.row.total", language), "", "", *marks), 10, bold=True)
    notes(page)
    signatures(page, language, "director", "pedagogue")


LIST_FORMS: dict[Paper, Callable[[Document, str], None]] = {
    Paper.APPLICATION_REGISTER: register,
    Paper.BENEFICIARIES: beneficiaries,
    Paper.MONTHLY_LIST: monthly_list,
    Paper.AID_TOTALS: aid_totals,
}
