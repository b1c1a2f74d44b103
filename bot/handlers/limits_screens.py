"""The screens of the limits table."""

from collections.abc import Sequence

from bot.chat import Button, Row, Screen, in_rows
from bot.core.services.limits import BOUNDS, LimitLine, LimitTable, printed
from bot.handlers.addresses.cases import OpenCases
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.limits import AskLimit, ClearLimit, CopyLimits, OpenLimits, OpenLimitTable
from bot.texts import Words


def tables_screen(words: Words, tables: Sequence[LimitTable]) -> Screen:
    """All services, a sign on those whose values are not complete."""
    rows: list[Row] = [
        (Button(_sign(one) + title(words, one), OpenLimitTable(service=one.service.key)),) for one in tables
    ]
    year = tables[0].year if tables else ""
    text = f"{words.html('limits.title', year=year)}\n\n{words('limits.hint')}"
    back = (Button(words("go.back"), OpenCases()), Button(words("go.menu"), OpenMenu()))
    return Screen(text, [*rows, back])


def table_screen(words: Words, table: LimitTable, first_line: str = "") -> Screen:
    """Each value of the year, last year's beside it."""
    head = words.html("limits.table", service=title(words, table), year=table.year)
    lines = "\n".join(_line(words, table, one) for one in table.lines)
    text = "\n\n".join(part for part in (first_line, head, lines, words("limits.edit")) if part)
    edits = [
        Button(
            words(f"limits.{one.limit.key}.label"),
            AskLimit(service=table.service.key, year=table.year.first, key=one.limit.key),
        )
        for one in table.lines
    ]
    return Screen(text, [*in_rows(edits, 2), *_more(words, table), (Button(words("go.back"), OpenLimits()),)])


def ask_screen(words: Words, table: LimitTable, key: str) -> Screen:
    """The question for one value, with an example and what it is now."""
    line, label = table.line(key), words(f"limits.{key}.label")
    parts = [words.html("limits.ask", service=title(words, table), year=table.year, label=label)]
    parts.append(words.html("forms.example", example=words(f"limits.{key}.example")))
    rows: list[Row] = []
    if line.value:
        parts.append(words.html("limits.now", value=printed(table.service, key, line.value)))
        clear = ClearLimit(service=table.service.key, year=table.year.first, key=key)
        rows.append((Button(words("limits.clear"), clear),))
    back = OpenLimitTable(service=table.service.key, year=table.year.first)
    return Screen("\n\n".join(parts), [*rows, (Button(words("go.back"), back),)])


def title(words: Words, table: LimitTable) -> str:
    return words(f"{table.service.key}.title")


def _sign(table: LimitTable) -> str:
    return "⚠️ " if table.missing else ""


def _line(words: Words, table: LimitTable, line: LimitLine) -> str:
    label = words(f"limits.{line.limit.key}.label")
    if line.value:
        said = words.html("limits.line", label=label, value=_printed(table, line, line.value))
    elif line.usual:
        said = words.html("limits.line.usual", label=label, value=_printed(table, line, line.usual))
    else:
        unbound = line.limit in BOUNDS
        said = words.html("limits.line.unbound" if unbound else "limits.line.none", label=label)
    if not line.before:
        return said
    before = _printed(table, line, line.before)
    return f"{said} {words.html('limits.before', year=table.year.before, value=before)}"


def _printed(table: LimitTable, line: LimitLine, value: str) -> str:
    return printed(table.service, line.limit.key, value)


def _more(words: Words, table: LimitTable) -> list[Row]:
    """Last year's values with one tap, and the other year."""
    service = table.service.key
    rows: list[Row] = []
    if table.to_copy:
        rows.append(
            (Button(words("limits.copy"), CopyLimits(service=service, year=table.year.first), "primary"),)
        )
    other = table.present.after if table.year == table.present else table.present
    turn = OpenLimitTable(service=service, year=other.first)
    rows.append((Button(words("limits.other_year", year=other), turn),))
    return rows
