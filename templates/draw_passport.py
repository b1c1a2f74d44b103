"""The Word forms of the social passport."""

from collections.abc import Callable

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Cm, Pt
from drawing import Head, add_row, drawn_columns, heading, loop, notes, put, signatures, table, tidy, title
from page import CENTRE, LEFT, say

from bot.core.papers import Paper
from bot.texts import text


def passport_heads(language: str) -> tuple[Head, ...]:
    return (
        Head(heading("number", language), 1.2, "{{ row.number }}"),
        Head(heading("category", language), 10.3, "{{ row.name }}", LEFT),
        Head(heading("count", language), 2.8, "{{ row.count }}"),
        Head(heading("percent", language), 2.2, "{{ row.percent }}"),
    )


def passport(page: Document, language: str, words: str, marked: bool, *who: str) -> None:
    """The form: all pupils, by kind of family, parents' education; the extra lists on a page of their own."""
    title(page, language, words, marked)
    heads = passport_heads(language)
    drawn = table(page, heads, 12)
    everyone = ("", text("papers.row.all", language), "{{ everyone }}", "{{ all_percent }}")
    add_row(drawn, heads, everyone, 12, bold=True)
    add_row(drawn, heads, ("", text("papers.row.by_family", language), "", ""), 12, bold=True)
    loop(drawn, heads, "rows", 12)
    add_row(drawn, heads, ("", text("papers.row.education", language), "", ""), 12, bold=True)
    loop(drawn, heads, "education", 12)
    notes(page, "{{ pairs }}")
    signatures(page, language, *who)
    say(page, "{%p if extra %}", LEFT)
    lists = say(page, text("papers.row.extra", language), bold=True, after=6)
    lists.paragraph_format.page_break_before = True
    loop(table(page, heads, 12), heads, "extra", 12)
    say(page, "{%p endif %}", LEFT)


def school_passport(page: Document, language: str) -> None:
    passport(page, language, text("papers.school_passport.title", language), True, "director", "pedagogue")


def class_passport(page: Document, language: str) -> None:
    words = text("papers.class_passport.title", language, class_name="{{ class_name }}")
    passport(page, language, words, False, "teacher", "pedagogue")


def pupils_register(page: Document, language: str) -> None:
    title(page, language, text("papers.pupils_register.title", language), marked=True)
    heads = drawn_columns(
        language,
        ("number", 0.9, CENTRE),
        ("name", 3.6, LEFT),
        ("birth", 1.8, CENTRE),
        ("nationality", 1.6, LEFT),
        ("class_name", 1.5, CENTRE),
        ("parents", 3.5, LEFT),
        ("education", 2.4, LEFT),
        ("workplace", 2.4, LEFT),
        ("address", 3.0, LEFT),
        ("status", 2.8, LEFT),
        ("household", 1.6, CENTRE),
    )
    loop(table(page, heads, 9), heads, "rows", 9)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def category_list(page: Document, language: str) -> None:
    """Names, or only how many in each class: the form holds both tables, one of them is printed."""
    title(page, language, text("papers.category_list.title", language, category="{{ category }}"))
    named = drawn_columns(
        language,
        ("number", 0.9, CENTRE),
        ("name", 4.3, LEFT),
        ("class_name", 1.8, CENTRE),
        ("birth", 2.1, CENTRE),
        ("parents", 4.1, LEFT),
        ("address", 3.3, LEFT),
    )
    keys = ("class_name", "pupils", "families", "percent")
    counted = drawn_columns(language, *((key, 4.1, CENTRE) for key in keys))
    say(page, "{%p if with_names %}", LEFT)
    loop(table(page, named, 10), named, "rows", 10)
    counted_words = heading("pupils", language), heading("families", language)
    total = "{}: {{{{ total }}}}. {}: {{{{ families }}}}.".format(*counted_words)
    counted_line = say(page, total, LEFT, bold=True).paragraph_format
    counted_line.space_before = Pt(6)
    counted_line.keep_with_next = True
    say(page, "{%p else %}", LEFT)
    per_class = table(page, counted, 12)
    loop(per_class, counted, "counts", 12)
    add_row(per_class, counted, [f"{{{{ whole.{key} }}}}" for key in keys], 12, bold=True)
    say(page, "{%p endif %}", LEFT)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def class_table(page: Document, language: str) -> None:
    """The columns of the categories come from the values: as many as this person may see."""
    title(page, language, text("papers.class_table.title", language, class_name="{{ class_name }}"))
    heads = (
        Head(heading("number", language), 0.7, "{{ row.number }}"),
        Head(heading("name", language), 6.2, "{{ row.name }}", LEFT),
        Head("{%tc for one in columns %}", 0.64, "{%tc for tick in row.ticks %}"),
        Head("{{ one }}", 0.64, "{{ tick }}", upright=True),
        Head("{%tc endfor %}", 0.64, "{%tc endfor %}"),
        Head(heading("mother_education", language), 2.4, "{{ row.mother }}"),
        Head(heading("father_education", language), 2.4, "{{ row.father }}"),
    )
    drawn = table(page, heads, 9)
    drawn.rows[0].height = Cm(4.7)
    loop(drawn, heads, "rows", 9)
    total = text("papers.row.total", language)
    marks = ("{%tc for number in totals %}", "{{ number }}", "{%tc endfor %}")
    add_row(drawn, heads, ("", total, *marks, "", ""), 9, bold=True)
    notes(page)
    signatures(page, language, "teacher", "pedagogue")


def comparison(page: Document, language: str) -> None:
    words = text("papers.comparison.title", language, before="{{ year_before }}", year="{{ year }}")
    title(page, language, words, with_year=False)
    first = (
        Head(heading("number", language), 1.0, "{{ row.number }}"),
        Head(heading("category", language), 9.6, "{{ row.name }}", LEFT),
    )
    heads = [*first, *four("pupils", language), *four("families", language)]
    drawn = table(page, heads, 11, rows=2)
    for place, key in ((2, "pupils"), (6, "families")):
        over = drawn.cell(0, place).merge(drawn.cell(0, place + 3))
        put(over, heading(key, language), CENTRE, 11, bold=True)
    for place in (0, 1):
        drawn.cell(0, place).merge(drawn.cell(1, place))
        tidy(drawn.cell(0, place))
        drawn.cell(0, place).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    loop(drawn, heads, "rows", 11)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def four(what: str, language: str) -> list[Head]:
    """Both years, the difference and its percent."""
    words = ("{{ year_before }}", "{{ year }}", heading("difference", language), heading("change", language))
    keys = ("before", "now", "difference", "percent")
    widths = (1.5, 1.5, 2.1, 2.2)
    drawn = zip(words, widths, keys, strict=True)
    return [Head(word, width, f"{{{{ row.{what}_{key} }}}}") for word, width, key in drawn]


PASSPORT_FORMS: dict[Paper, Callable[[Document, str], None]] = {
    Paper.SCHOOL_PASSPORT: school_passport,
    Paper.CLASS_PASSPORT: class_passport,
    Paper.PUPILS_REGISTER: pupils_register,
    Paper.CATEGORY_LIST: category_list,
    Paper.CLASS_TABLE: class_table,
    Paper.COMPARISON: comparison,
}
