"""The papers about one application: the application, the notice, the voucher, the hand-over act, the receipts."""

import re

from bot.core.applications.decision import Ruling
from bot.core.applications.printed import Applicant, CaseRequest, Ruled
from bot.core.papers import Paper, PaperRequest
from bot.documents.case_wording import (
    AMOUNT,
    BLANK,
    amount_printed,
    answer_printed,
    basis_printed,
    category_official,
    day_printed,
    detail_label,
    detail_printed,
    how_printed,
    iin_label,
    label_of,
    of_country,
    paper_words,
    proof_printed,
    words,
)
from bot.documents.contents import Content, common_values, titles
from bot.texts import text

Row = dict[str, str]
# Said in lines of their own, or asked only to know which papers are needed.
NOT_IN_ROWS = frozenset({
    "applicant", "iin", "no_iin", "phone", "address", "category", "abroad", "surnames", "registries",
})  # fmt: skip
BACK_BY = "receipts_by"
# A comma before a number belongs to the thing: "a jacket, 42".
THINGS = re.compile(r"\s*[;\n]\s*|,\s+(?=[^\W\d])")


def application(paper: Paper, request: CaseRequest) -> Content:
    """Ready to sign: what is not known stays open for the hand."""
    case = request.case
    values = {
        **case_values(request),
        **_applicant_values(request),
        "asks": paper_words(request, case.service, "asks", str(case.year)),
        "rows": [*_child_rows(request), *_asked_rows(request)],
        "papers": _papers(request),
        "consent": _consent(request),
        "marks": _marks(request),
    }
    return _content(paper, request, values)


def notice(paper: Paper, request: CaseRequest) -> Content:
    case, ruled = request.case, request.case.ruled
    verdict = words(request, f"case_papers.verdict.{ruled.ruling if ruled else 'none'}")
    values = {
        **case_values(request),
        **_applicant_values(request),
        "received_on": day_printed(request, case.received_at.date()),
        "decided_on": day_printed(request, ruled.on if ruled else request.made_on),
        "verdict": verdict,
        "rows": [*_who_rows(request), *_ruled_rows(request, ruled)],
        "after": _after(request, ruled),
    }
    return _content(paper, request, values)


def voucher(paper: Paper, request: CaseRequest) -> Content:
    ruled = request.case.ruled
    rows = [
        *_child_rows(request, category=False),
        *_detail_rows(request, ruled),
        _row(words(request, "case_papers.label.basis"), basis_printed(request, request.case, ruled)),
    ]
    return _content(paper, request, {**case_values(request), "rows": rows})


def handover_act(paper: Paper, request: CaseRequest) -> Content:
    """What is not known of the things stays open for the hand."""
    ruled = request.case.ruled
    details, basis = ruled.details if ruled else {}, basis_printed(request, request.case, ruled)
    values = {
        **case_values(request),
        **_applicant_values(request),
        "commission": _commission(request),
        "opening": words(request, "case_papers.handover_act.opening", basis=basis),
        "rows": _who_rows(request),
        "things": _things(details.get("things", ""), details.get("source", ""), details.get(AMOUNT, "")),
        "worth": amount_printed(details.get(AMOUNT, "")),
        "worth_label": of_country(request, "case_papers.worth"),
    }
    return _content(paper, request, values)


def receipts_sheet(paper: Paper, request: CaseRequest) -> Content:
    case, ruled = request.case, request.case.ruled
    details = ruled.details if ruled else {}
    back_by = detail_printed(request, BACK_BY, details.get(BACK_BY, "")) or words(
        request, "case_papers.blank_date"
    )
    values = {
        **case_values(request),
        **_applicant_values(request),
        "rows": [
            *_who_rows(request),
            *_detail_rows(request, ruled),
            _row(words(request, "case_papers.label.basis"), basis_printed(request, case, ruled)),
        ],
        "bring_back": words(request, "case_papers.receipts_sheet.bring_back", day=back_by),
        "sum_label": of_country(request, "case_papers.sum"),
    }
    return _content(paper, request, values)


def case_values(request: CaseRequest) -> dict[str, object]:
    return {
        **common_values(request),
        **letterhead(request),
        "case_number": str(request.case.number),
        "year": str(request.case.year),
        "iin_label": iin_label(request),
    }


def letterhead(request: PaperRequest) -> Row:
    """The school's name in both languages, the first alone where there is no other."""
    first, second = request.school.name_kk, request.school.name_ru
    if not (first and second) or first == second:
        return {"first_name": request.school.name(request.language), "second_name": ""}
    return {"first_name": first, "second_name": second}


def applicant_label(request: PaperRequest, one: Applicant) -> str:
    who = f"case_papers.applicant.{one.relation}" if one.relation else "case_papers.applicant"
    return words(request, who)


def _content(paper: Paper, request: CaseRequest, values: dict[str, object]) -> Content:
    more = {"number": str(request.case.number), "child": request.case.child.name.short}
    title, name = titles(paper, request, year=str(request.case.year), **more)
    return Content(paper, title, name, values, ())


def _applicant_values(request: CaseRequest) -> dict[str, object]:
    one = request.case.applicant
    return {
        "applicant_label": applicant_label(request, one),
        "applicant": one.name or BLANK,
        "applicant_iin": one.iin or BLANK,
        "applicant_address": one.address or BLANK,
        "applicant_phone": one.phone or BLANK,
    }


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _child_rows(request: CaseRequest, category: bool = True) -> list[Row]:
    child, language = request.case.child, request.language
    shown = category and request.case.category
    return [
        _row(words(request, "case_papers.label.child"), child.name.full),
        _row(iin_label(request), child.iin or BLANK),
        _row(text("papers.column.birth", language), day_printed(request, child.birth_date) or BLANK),
        _row(
            words(request, "case_papers.label.class"), child.class_name.quoted if child.class_name else BLANK
        ),
        *(
            [_row(words(request, "case_papers.label.category"), _category(request, request.case.category))]
            if shown
            else []
        ),
    ]


def _who_rows(request: CaseRequest) -> list[Row]:
    """The child as far as a parent's letter names it."""
    child = request.case.child
    class_name = child.class_name.quoted if child.class_name else ""
    return [
        _row(words(request, "case_papers.label.child"), child.name.full),
        *([_row(words(request, "case_papers.label.class"), class_name)] if class_name else []),
        _row(words(request, "case_papers.label.service"), paper_words(request, request.case.service, "what")),
    ]


def _asked_rows(request: CaseRequest) -> list[Row]:
    service = request.case.service
    return [
        _row(label_of(request, service, key), answer_printed(request, service, key, kept))
        for key, kept in request.case.answers
        if kept and key not in NOT_IN_ROWS
    ]


def _papers(request: CaseRequest) -> list[Row]:
    return [
        {
            "number": str(place),
            "name": proof_printed(request, request.case.service, key),
            "how": how_printed(request, kept),
        }
        for place, (key, kept) in enumerate(request.case.proofs, 1)
    ]


def _consent(request: CaseRequest) -> str:
    """To the state systems as well only where the parent said so: what is signed is what was answered."""
    looks_up = dict(request.case.answers).get("registries") == "yes"
    return of_country(request, "case_papers.consent" if looks_up else "case_papers.consent.school")


def _marks(request: CaseRequest) -> list[Row]:
    case = request.case
    received = f"{day_printed(request, case.received_at.date())}, {case.received_at:%H:%M}"
    marks = {
        "number": f"№ {case.number}",
        "received": received,
        "source": words(request, f"case_papers.source.{case.source}"),
        "due": day_printed(request, case.due_on),
        "accepted": f"{BLANK} {request.pedagogue}".rstrip(),
    }
    return [_row(words(request, f"case_papers.mark.{key}"), value) for key, value in marks.items()]


def _ruled_rows(request: CaseRequest, ruled: Ruled | None) -> list[Row]:
    if ruled is None:
        return []
    given = ruled.ruling in (Ruling.GRANT, Ruling.CHANGE)
    rows = (
        ("category", _category(request, ruled.category) if given else ""),
        ("since", day_printed(request, ruled.since) if ruled.ruling is not Ruling.REFUSE else ""),
        ("until", day_printed(request, ruled.until) if given else ""),
        ("reason", ruled.reason),
    )
    return [
        *(_row(words(request, f"case_papers.label.{key}"), value) for key, value in rows if value),
        *(_detail_rows(request, ruled) if given else []),
        _row(words(request, "case_papers.label.basis"), basis_printed(request, request.case, ruled)),
    ]


def _detail_rows(request: CaseRequest, ruled: Ruled | None) -> list[Row]:
    service, details = request.case.service, ruled.details if ruled else {}
    return [
        _row(detail_label(request, service, key), detail_printed(request, key, kept))
        for key, kept in details.items()
        if kept and key != BACK_BY
    ]


def _after(request: CaseRequest, ruled: Ruled | None) -> list[str]:
    """What the parent can do now."""
    if ruled is None:
        return []
    if ruled.ruling in (Ruling.REFUSE, Ruling.END):
        return [words(request, "case_papers.notice.appeal")]
    return [words(request, "case_papers.notice.receipts")] if request.receipts_back else []


def _category(request: CaseRequest, category: str) -> str:
    official = category_official(request, category)
    return f"{category}. {official}" if category.isdecimal() and official != category else official


def _commission(request: CaseRequest) -> list[Row]:
    chair, member = (
        words(request, "case_papers.handover_act.chair"),
        words(request, "case_papers.handover_act.member"),
    )
    members = [name or BLANK for name in (request.pedagogue, request.teacher)]
    return [
        {"post": chair, "name": request.deputy or BLANK},
        *({"post": member, "name": name} for name in members),
    ]


def _things(written: str, source: str, amount: str) -> list[Row]:
    """A row a thing; what one is worth is known where there is only one."""
    named = [one for one in THINGS.split(written.strip()) if one] or [""]
    worth = amount_printed(amount) if len(named) == 1 else ""
    return [
        {"number": str(place), "name": one, "pieces": "", "worth": worth, "source": source}
        for place, one in enumerate(named, 1)
    ]
