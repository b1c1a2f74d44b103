"""The director's orders with their lists (domain.md §7.5)."""

from collections import Counter
from dataclasses import replace

from bot.core.applications.printed import OrderLine, OrderRequest, Ruled, What
from bot.core.papers import Paper
from bot.core.services.service import Gives
from bot.documents.case_contents import letterhead
from bot.documents.case_wording import (
    AMOUNT,
    category_lines,
    category_short,
    change_printed,
    day_printed,
    details_printed,
    money_printed,
    paper_words,
    plain_day,
    ruled_basis,
    term_printed,
    words,
)
from bot.documents.contents import Content, common_values, titles
from bot.documents.wording import NOTHING
from bot.texts import first_up

Row = dict[str, str]


def order(paper: Paper, request: OrderRequest) -> Content:
    """The first order: it approves the list."""
    rows = [_list_row(request, place, one) for place, one in enumerate(request.lines, 1)]
    points = [words(request, "case_papers.order.list", number=len(rows)), *_given_points(request)]
    values = {
        **_head(request, "heading", points),
        "totals": _totals(request),
        "list_title": first_up(paper_words(request, request.service, "list")),
        "given_label": words(request, "case_papers.order.given"),
        "rows": rows,
    }
    return _content(paper, request, values)


def order_changes(paper: Paper, request: OrderRequest) -> Content:
    """An order during the year: it changes the list."""
    counted = Counter(one.what for one in request.lines)
    changed = words(request, "case_papers.order.changes", **{what.value: counted[what] for what in What})
    rows = [_change_row(request, place, one) for place, one in enumerate(request.lines, 1)]
    values = {**_head(request, "changes", [changed, *_given_points(request)]), "rows": rows}
    return _content(paper, request, values)


def _content(paper: Paper, request: OrderRequest, values: dict[str, object]) -> Content:
    number, day = request.order.number, plain_day(request.order.on)
    title, name = titles(paper, request, year=str(request.year), number=number, day=day)
    return Content(paper, title, name, values, ())


def _head(request: OrderRequest, heading: str, points: list[str]) -> dict[str, object]:
    control = words(request, "case_papers.order.control")
    pedagogue = words(request, "case_papers.order.pedagogue", pedagogue=request.pedagogue)
    numbered = enumerate((*points, pedagogue, control), 1)
    return {
        **common_values(request),
        **letterhead(request),
        "order": request.order.number,
        "signed_on": day_printed(request, request.order.on),
        "year": str(request.year),
        "heading": first_up(paper_words(request, request.service, heading)),
        "law": first_up(paper_words(request, request.service, "law")),
        "points": [{"number": str(place), "words": point} for place, point in numbered],
        "basis": _basis(request),
        "notes": category_lines(
            request, sorted({named for one in request.lines for named in _categories(one)})
        ),
    }


def _given_points(request: OrderRequest) -> list[str]:
    """How what is granted reaches the children."""
    if request.gives is Gives.LIST or all(one.what is not What.CAME for one in request.lines):
        return []
    given = words(request, f"case_papers.order.{request.gives}", **_sum_words(request))
    receipts = words(request, "case_papers.order.receipts", pedagogue=request.pedagogue)
    return [given, receipts] if request.receipts_back else [given]


def _sum_words(request: OrderRequest) -> dict[str, object]:
    return {"sum": money_printed(request, _sum(request))} if request.gives is Gives.MONEY else {}


def _sum(request: OrderRequest) -> int:
    """What the order gives in all; what an order before it gave to a child is not given again."""
    given = [one for one in request.lines if one.what is not What.LEFT]
    return sum(_amount(one.ruled) - _amount(one.before) for one in given)


def _amount(ruled: Ruled | None) -> int:
    """An amount that is no number is not counted."""
    amount = ruled.details.get(AMOUNT, "") if ruled else ""
    return int(amount) if amount.isdecimal() else 0


def _basis(request: OrderRequest) -> str:
    """The applications and every protocol that one of the decisions stands in."""
    protocols = {one.ruled.protocol for one in request.lines if one.ruled.protocol}
    dated = sorted(protocols, key=lambda one: (one.on, one.number))
    printed = [
        words(request, "case_papers.basis.protocol", number=one.number, day=day_printed(request, one.on))
        for one in dated
    ]
    return "; ".join((words(request, "case_papers.basis.applications"), *printed))


def _totals(request: OrderRequest) -> list[str]:
    counted = Counter(one.ruled.category for one in request.lines if one.ruled.category)
    each = [
        words(
            request, "case_papers.total.category", category=category_short(request, category), number=number
        )
        for category, number in sorted(counted.items())
    ]
    lines = [words(request, "case_papers.total.pupils", number=len(request.lines)), first_up("; ".join(each))]
    if total := _sum(request):
        lines.append(words(request, "case_papers.total.sum", sum=money_printed(request, total)))
    return [line for line in lines if line]


def _list_row(request: OrderRequest, place: int, one: OrderLine) -> Row:
    child = one.case.child
    what = paper_words(request, request.service, "what")
    return {
        "number": str(place),
        "child": child.name.full,
        "class_name": str(child.class_name or NOTHING),
        "category": category_short(request, one.ruled.category),
        "term": term_printed(one.ruled),
        "given": details_printed(request, one.ruled) or what,
        "basis": ruled_basis(request, replace(one.ruled, order=None)),
    }


def _change_row(request: OrderRequest, place: int, one: OrderLine) -> Row:
    child, ruled = one.case.child, one.ruled
    return {
        "number": str(place),
        "child": child.name.full,
        "class_name": str(child.class_name or NOTHING),
        "change": change_printed(request, one),
        "category": " → ".join(category_short(request, category) for category in _categories(one)),
        "since": plain_day(ruled.since),
        "reason": ruled.reason or ruled_basis(request, replace(one.ruled, order=None)),
    }


def _categories(one: OrderLine) -> tuple[str, ...]:
    """Before and now, once where it stays; who leaves the list leaves it with the category that stood on it."""
    former = one.before.category if one.before else one.ruled.category
    now = former if one.what is What.LEFT else one.ruled.category
    return (former,) if former == now else (former, now)
