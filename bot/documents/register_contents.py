"""The application journal (domain.md §7.2) and the lists of who is entitled to a service."""

from collections import Counter
from collections.abc import Sequence

from bot.core.applications.application import State
from bot.core.applications.decision import Ruling
from bot.core.applications.printed import BeneficiariesRequest, Beneficiary, Case, RegisterRequest
from bot.core.forms.form import LATER
from bot.core.papers import Paper
from bot.documents.case_wording import (
    category_lines,
    category_official,
    category_short,
    iin_label,
    numbered_printed,
    paper_words,
    plain_day,
    proof_printed,
    words,
)
from bot.documents.contents import Column, Content, Line, Sheet, common_values, titles
from bot.documents.wording import NOTHING, date_printed
from bot.texts import first_up, text

Row = dict[str, str]
# The 17 columns of the journal with their widths; the signature is left to the hand.
COLUMNS = (
    ("number", 1.2),
    ("received", 2.6),
    ("from", 2.6),
    ("applicant", 5.2),
    ("applicant_iin", 3.0),
    ("phone", 3.4),
    ("child", 5.2),
    ("child_iin", 3.0),
    ("class_name", 1.7),
    ("category", 2.4),
    ("papers", 4.0),
    ("due", 2.4),
    ("council", 2.6),
    ("order", 2.6),
    ("result", 4.6),
    ("told", 2.6),
    ("signature", 2.4),
)
LISTED = (
    ("number", 1.0),
    ("child", 6.5),
    ("class_name", 1.7),
    ("category", 2.6),
    ("since", 2.4),
    ("until", 2.4),
    ("order", 2.4),
)
PLAIN_LEFT = frozenset({"applicant", "child", "papers", "result"})


def application_register(paper: Paper, request: RegisterRequest) -> Content:
    """A row an application, in the order of their numbers."""
    service = paper_words(request, request.service, "what")
    heading = words(request, "case_papers.register.title", service=service)
    rows = [_case_row(request, one) for one in request.cases]
    notes = [_count(request), *category_lines(request, sorted({one.category for one in request.cases}))]
    values = {
        **common_values(request),
        "year": str(request.year),
        "title": heading,
        "iin_label": iin_label(request),
        "rows": rows,
        "notes": notes,
    }
    _, name = titles(paper, request, year=str(request.year), service=service)
    return Content(paper, heading, name, values, (_register_sheet(request, rows),))


def beneficiaries(paper: Paper, request: BeneficiariesRequest) -> Content:
    """By name, or to be posted: how many in each class, and in each category of the whole school (domain.md §1.4).

    Both together would name a child where a class has only one of a category.
    """
    heading = first_up(paper_words(request, request.service, "list"))
    found = sorted(request.beneficiaries, key=lambda one: one.child.place)
    rows = [_listed_row(request, place, one) for place, one in enumerate(found, 1)]
    counts = [] if request.category else _counts(found)
    whole = _counts_row(text("papers.row.total", request.language), len(found))
    values = {
        **common_values(request),
        "year": str(request.year),
        "title": heading,
        "with_names": request.with_names,
        "rows": rows if request.with_names else [],
        "counts": counts,
        "whole": whole,
        "notes": _notes(request, found),
    }
    category = category_short(request, request.category) if request.category else ""
    chosen = category or words(request, "case_papers.beneficiaries.all")
    what = paper_words(request, request.service, "what")
    _, name = titles(paper, request, year=str(request.year), service=what, category=chosen)
    sheet = _names_sheet(request, rows) if request.with_names else _numbers_sheet(request, [*counts, whole])
    return Content(paper, heading, name, values, (sheet,))


def _case_row(request: RegisterRequest, one: Case) -> Row:
    """The newest protocol and order that it stands in: a later change by the school alone hides neither."""
    protocols = [ruled.protocol for ruled in one.rulings if ruled.protocol]
    orders = [ruled.order for ruled in one.rulings if ruled.order]
    return {
        "number": str(one.number),
        "received": f"{plain_day(one.received_at.date())}\n{one.received_at:%H:%M}",
        "from": words(request, f"case_papers.from.{one.source}"),
        "applicant": one.applicant.name,
        "applicant_iin": one.applicant.iin,
        "phone": one.applicant.phone,
        "child": one.child.name.full,
        "child_iin": one.child.iin,
        "class_name": str(one.child.class_name or NOTHING),
        "category": category_short(request, one.category),
        "papers": _papers(request, one),
        "due": plain_day(one.due_on),
        "council": numbered_printed(protocols[-1] if protocols else None),
        "order": numbered_printed(orders[-1] if orders else None),
        "result": _result(request, one),
        "told": plain_day(one.told_on),
        "signature": "",
    }


def _papers(request: RegisterRequest, one: Case) -> str:
    waiting = [proof_printed(request, one.service, key, "label") for key, kept in one.proofs if kept == LATER]
    if waiting:
        return words(request, "case_papers.papers.missing", papers=", ".join(waiting))
    return words(request, "case_papers.papers.complete")


def outcome(one: Case) -> str:
    """What has become of an application."""
    if one.state is State.GRANTED:
        ended = one.ruled is not None and one.ruled.ruling is Ruling.END
        return "ended" if ended else "granted"
    return str(one.state) if one.state in (State.REFUSED, State.WITHDRAWN) else "open"


def _result(request: RegisterRequest, one: Case) -> str:
    result = words(request, f"case_papers.result.{outcome(one)}")
    reason = one.ruled.reason if one.ruled and outcome(one) in ("refused", "ended", "granted") else ""
    return f"{result}: {reason}" if reason else result


def _count(request: RegisterRequest) -> str:
    counted = Counter(map(outcome, request.cases))
    return words(
        request,
        "case_papers.register.count",
        number=len(request.cases),
        granted=counted["granted"] + counted["ended"],
        refused=counted["refused"],
        withdrawn=counted["withdrawn"],
        open=counted["open"],
    )


def _register_sheet(request: RegisterRequest, rows: Sequence[Row]) -> Sheet:
    columns = tuple(Column(_heading(request, key), width, key not in PLAIN_LEFT) for key, width in COLUMNS)
    groups = tuple(
        (words(request, f"case_papers.column.{key}"), first, 3)
        for key, first in (("applicant", 3), ("pupil", 6))
    )
    lines = tuple(Line((int(row["number"]), *(row[key] for key, _ in COLUMNS[1:]))) for row in rows)
    return Sheet(str(request.year), columns, lines, groups)


def _heading(request: RegisterRequest, key: str) -> str:
    if key == "number":
        return text("papers.column.number", request.language)
    if key.endswith("_iin"):
        return iin_label(request)
    heading = "name" if key in ("applicant", "child") else key
    return words(request, f"case_papers.column.{heading}")


def _listed_row(request: BeneficiariesRequest, place: int, one: Beneficiary) -> Row:
    order = one.ruled.order
    return {
        "number": str(place),
        "child": one.child.name.full,
        "class_name": str(one.child.class_name or NOTHING),
        "category": category_short(request, one.ruled.category),
        "since": plain_day(one.ruled.since),
        "until": plain_day(one.ruled.until),
        "order": numbered_printed(order),
    }


def _counts(found: Sequence[Beneficiary]) -> list[Row]:
    counted = Counter(one.child.class_name for one in found)
    names = sorted(name for name in counted if name)
    rows = [_counts_row(str(name), counted[name]) for name in names]
    return [*rows, _counts_row(NOTHING, counted[None])] if counted[None] else rows


def _counts_row(name: str, number: int) -> Row:
    return {"class_name": name, "pupils": str(number)}


def _notes(request: BeneficiariesRequest, found: Sequence[Beneficiary]) -> list[str]:
    day = date_printed(request.made_on, request.language)
    shown = [one for one in request.categories if request.category in ("", one)]
    if request.with_names:
        return [words(request, "case_papers.beneficiaries.day", day=day), *category_lines(request, shown)]
    counted = Counter(one.ruled.category for one in found)
    numbers = [
        words(
            request,
            "case_papers.beneficiaries.of_category",
            words=category_official(request, one),
            number=counted[one],
        )
        for one in shown
    ]
    posted = words(request, "case_papers.beneficiaries.posted")
    return [words(request, "case_papers.beneficiaries.day", day=day), *map(first_up, numbers), posted]


def _names_sheet(request: BeneficiariesRequest, rows: Sequence[Row]) -> Sheet:
    keys = [key for key, _ in LISTED]
    columns = tuple(
        Column(
            text("papers.column.number", request.language)
            if key == "number"
            else words(request, f"case_papers.column.{key}"),
            width,
            key not in PLAIN_LEFT,
        )
        for key, width in LISTED
    )
    lines = tuple(Line((int(row["number"]), *(row[key] for key in keys[1:]))) for row in rows)
    return Sheet(words(request, "case_papers.monthly.list_sheet"), columns, lines)


def _numbers_sheet(request: BeneficiariesRequest, rows: Sequence[Row]) -> Sheet:
    columns = (
        Column(words(request, "case_papers.column.class_name"), 5.0, centred=True),
        Column(words(request, "case_papers.column.pupils"), 5.0, centred=True),
    )
    last = len(rows) - 1
    lines = tuple(
        Line((row["class_name"], int(row["pupils"])), heading=place == last) for place, row in enumerate(rows)
    )
    return Sheet(words(request, "case_papers.monthly.list_sheet"), columns, lines)
