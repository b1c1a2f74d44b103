"""The monthly list with its difference to the month before, and the year's totals of aid (domain.md §1.6)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.core.applications.printed import (
    AidTotal,
    Beneficiary,
    MonthlyRequest,
    Moved,
    TotalsRequest,
    What,
    Why,
)
from bot.core.papers import Paper, PaperRequest
from bot.documents.case_wording import (
    amount_printed,
    category_lines,
    category_official,
    category_short,
    day_printed,
    iin_label,
    money_printed,
    of_country,
    paper_words,
    plain_day,
    ruled_basis,
    words,
)
from bot.documents.contents import Cell, Column, Content, Line, Sheet, common_values, titles
from bot.documents.wording import NOTHING
from bot.texts import first_up, text

Row = dict[str, str]
# A row a child, as a person types it into the state system.
TYPED_IN = (
    ("iin", 3.4),
    ("child", 7.0),
    ("class_name", 1.8),
    ("category", 7.0),
    ("since", 2.6),
    ("basis", 6.5),
)
MOVED = (
    ("number", 1.0),
    ("child", 6.5),
    ("class_name", 1.8),
    ("change", 4.0),
    ("since", 2.6),
    ("reason", 4.5),
    ("basis", 6.0),
)
CENTRED = frozenset({"number", "iin", "class_name", "since", "pupils", "families", "amount"})


def monthly_list(paper: Paper, request: MonthlyRequest) -> Content:
    month = month_printed(request, request.month)
    heading = first_up(paper_words(request, request.service, "list"))
    lines = sorted(request.lines, key=lambda one: one.child.place)
    moved = [_moved_row(request, place, one) for place, one in enumerate(request.moved, 1)]
    counted = Counter(one.ruled.category for one in lines)
    values = {
        **common_values(request),
        "year": str(request.year),
        "title": heading,
        "month": month,
        "draft": request.handed_in_on is None,
        "rows": [_line_row(request, place, one) for place, one in enumerate(lines, 1)],
        "total": _total(request, counted),
        "changes_title": _changes_title(request),
        "moved": moved,
        "notes": [*_handed_in(request), *category_lines(request, sorted(counted))],
    }
    _, name = titles(paper, request, year=str(request.year), month=month)
    sheets = (_typed_in_sheet(request, lines), _moved_sheet(request, moved))
    return Content(paper, f"{heading}: {month}", name, values, sheets)


def aid_totals(paper: Paper, request: TotalsRequest) -> Content:
    rows = [_total_row(request, place, one) for place, one in enumerate(request.totals, 1)]
    whole = {
        "pupils": str(request.pupils),
        "families": str(request.families),
        "amount": amount_printed(sum(one.amount or 0 for one in request.totals)),
    }
    values = {
        **common_values(request),
        "year": str(request.year),
        "title": words(request, "case_papers.totals.title"),
        "sum_label": of_country(request, "case_papers.sum"),
        "rows": rows,
        "whole": whole,
        "notes": [words(request, "case_papers.totals.once"), *_applied(request), *_prices(request)],
    }
    title, name = titles(paper, request, year=str(request.year))
    return Content(paper, title, name, values, (_totals_sheet(request, rows),))


def month_printed(request: PaperRequest, month: date) -> str:
    return words(request, f"case_papers.month.{month.month}", year=month.year)


def _line_row(request: MonthlyRequest, place: int, one: Beneficiary) -> Row:
    return {
        "number": str(place),
        "child": one.child.name.full,
        "class_name": str(one.child.class_name or NOTHING),
        "category": category_short(request, one.ruled.category),
        "since": plain_day(one.ruled.since),
        "basis": ruled_basis(request, one.ruled),
    }


def _moved_row(request: MonthlyRequest, place: int, one: Moved) -> Row:
    changed = {
        "before": category_short(request, one.before),
        "category": category_short(request, one.category),
    }
    what = words(request, f"case_papers.what.{one.what}", **(changed if one.what is What.CHANGED else {}))
    return {
        "number": str(place),
        "child": one.child.name.full,
        "class_name": str(one.child.class_name or NOTHING),
        "change": what,
        "since": plain_day(one.since),
        "reason": _why(request, one),
        "basis": ruled_basis(request, one.ruled),
    }


def _why(request: MonthlyRequest, one: Moved) -> str:
    if one.why is Why.DECISION:
        return (one.ruled.reason if one.ruled else "") or NOTHING
    return words(request, f"case_papers.why.{one.why}")


def _total(request: MonthlyRequest, counted: Counter[str]) -> str:
    each = [
        words(
            request, "case_papers.total.category", category=category_short(request, category), number=number
        )
        for category, number in sorted(counted.items())
    ]
    everyone = words(request, "case_papers.total.pupils", number=counted.total())
    return f"{everyone} {'; '.join(each)}".rstrip()


def _changes_title(request: MonthlyRequest) -> str:
    if request.before is None:
        return words(request, "case_papers.monthly.first")
    month = month_printed(request, request.before)
    if not request.moved:
        return words(request, "case_papers.monthly.same", month=month)
    counted = Counter(one.what for one in request.moved)
    numbers = {what.value: counted[what] for what in What}
    return words(request, "case_papers.monthly.changes", month=month, **numbers)


def _handed_in(request: MonthlyRequest) -> list[str]:
    if request.handed_in_on is None:
        return []
    return [words(request, "case_papers.monthly.handed_in", day=day_printed(request, request.handed_in_on))]


def _typed_in_sheet(request: MonthlyRequest, lines: Sequence[Beneficiary]) -> Sheet:
    rows = tuple(Line(_typed_in(request, one)) for one in lines)
    return Sheet(words(request, "case_papers.monthly.list_sheet"), _columns(request, TYPED_IN), rows)


def _typed_in(request: MonthlyRequest, one: Beneficiary) -> tuple[Cell, ...]:
    category = one.ruled.category
    official = category_official(request, category)
    return (
        one.child.iin,
        one.child.name.full,
        str(one.child.class_name or NOTHING),
        f"{category}. {official}" if category.isdecimal() and official != category else official,
        plain_day(one.ruled.since),
        ruled_basis(request, one.ruled),
    )


def _moved_sheet(request: MonthlyRequest, rows: Sequence[Row]) -> Sheet:
    lines = tuple(Line((place, *(row[key] for key, _ in MOVED[1:]))) for place, row in enumerate(rows, 1))
    return Sheet(words(request, "case_papers.monthly.changed_sheet"), _columns(request, MOVED), lines)


def _columns(request: PaperRequest, widths: Sequence[tuple[str, float]]) -> tuple[Column, ...]:
    return tuple(Column(_heading(request, key), width, key in CENTRED) for key, width in widths)


def _heading(request: PaperRequest, key: str) -> str:
    if key == "iin":
        return iin_label(request)
    if key == "number":
        return text("papers.column.number", request.language)
    return (
        of_country(request, "case_papers.sum")
        if key == "amount"
        else words(request, f"case_papers.column.{key}")
    )


def _total_row(request: TotalsRequest, place: int, one: AidTotal) -> Row:
    return {
        "number": str(place),
        "service": first_up(paper_words(request, one.service, "what")),
        "source": one.source or NOTHING,
        "kind": words(request, f"case_papers.kind.{one.kind}"),
        "pupils": str(one.pupils),
        "families": str(one.families),
        "amount": NOTHING if one.amount is None else amount_printed(one.amount),
    }


def _applied(request: TotalsRequest) -> list[str]:
    return [
        words(
            request,
            "case_papers.totals.note",
            service=first_up(paper_words(request, service, "what")),
            applications=number,
            refused=request.refused.get(service, 0),
        )
        for service, number in request.applications.items()
    ]


def _prices(request: TotalsRequest) -> list[str]:
    return [
        words(
            request,
            "case_papers.totals.price",
            service=first_up(paper_words(request, service, "what")),
            sum=money_printed(request, price),
        )
        for service, price in request.prices.items()
    ]


TOTALS = (
    ("number", 1.0),
    ("service", 6.0),
    ("source", 5.0),
    ("kind", 3.5),
    ("pupils", 2.4),
    ("families", 2.4),
    ("amount", 3.2),
)


def _totals_sheet(request: TotalsRequest, rows: Sequence[Row]) -> Sheet:
    lines = [
        Line((place, row["service"], row["source"], row["kind"], one.pupils, one.families, one.amount))
        for place, (row, one) in enumerate(zip(rows, request.totals, strict=True), 1)
    ]
    total = text("papers.row.total", request.language)
    amount = sum(one.amount or 0 for one in request.totals)
    last = Line((None, total, None, None, request.pupils, request.families, amount), heading=True)
    return Sheet(words(request, "case_papers.totals.title"), _columns(request, TOTALS), (*lines, last))
