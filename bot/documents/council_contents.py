"""The protocol of a sitting of the trustee council (domain.md §7.4)."""

from collections.abc import Sequence
from itertools import groupby

from bot.core.applications.decision import Ruling
from bot.core.applications.printed import Heard, Member, ProtocolRequest
from bot.core.councils.appointing import PLACES
from bot.core.councils.council import FEWEST_MEMBERS, Votes
from bot.core.councils.voting import has_quorum
from bot.core.papers import Paper
from bot.core.school import Country
from bot.documents.case_contents import letterhead
from bot.documents.case_wording import (
    BLANK,
    category_short,
    day_printed,
    detail_printed,
    paper_words,
    plain_day,
    words,
)
from bot.documents.contents import Content, common_values, titles
from bot.documents.wording import NOTHING
from bot.texts import first_up

Row = dict[str, str]
NO_NUMBER = "____"


def protocol(paper: Paper, request: ProtocolRequest) -> Content:
    """A point of the agenda a service, a row a child."""
    number = str(request.protocol or NO_NUMBER)
    members = [one for one in request.present if one.name not in (request.chair, request.secretary)]
    values = {
        **common_values(request),
        **letterhead(request),
        "protocol": number,
        "draft": request.protocol is None,
        "held_on": f"{day_printed(request, request.held_at.date())}, {request.held_at:%H:%M}",
        "held_in": _place(request),
        "chair": request.chair or BLANK,
        "secretary": request.secretary or BLANK,
        "present": _listed(request, request.present),
        "absent": _listed(request, request.absent),
        "quorum": _quorum(request),
        "members": [{"name": one.name} for one in members],
        "points": _points(request),
    }
    day = plain_day(request.held_at.date())
    title, name = titles(paper, request, year=str(request.year), number=number, day=day)
    return Content(paper, title, name, values, ())


def _place(request: ProtocolRequest) -> str:
    """What was typed stands as it is; a place that was tapped speaks the language of the paper."""
    held_in = request.held_in or request.school.place
    return words(request, f"council.place.{held_in}") if held_in in PLACES else held_in


def _quorum(request: ProtocolRequest) -> str:
    """Said of a sitting at which somebody was; a council that is smaller than Kazakhstan's rules want is said too."""
    present, total = len(request.present), len(request.present) + len(request.absent)
    if not present:
        return ""
    key = "quorum" if has_quorum(present, total) else "no_quorum"
    said = words(request, f"case_papers.protocol.{key}", present=present, total=total)
    if total >= FEWEST_MEMBERS or request.school.country is not Country.KAZAKHSTAN:
        return said
    return f"{said} {words(request, 'case_papers.protocol.incomplete', fewest=FEWEST_MEMBERS)}"


def _listed(request: ProtocolRequest, members: Sequence[Member]) -> list[Row]:
    return [
        {
            "number": str(place),
            "name": one.name,
            "post": words(request, f"case_papers.post.{one.post}"),
            "capacity": words(request, f"case_papers.capacity.{one.capacity}"),
        }
        for place, one in enumerate(members, 1)
    ]


def _points(request: ProtocolRequest) -> list[dict[str, object]]:
    """In the order in which the services first stand on the agenda."""
    order = {one.case.service: -place for place, one in enumerate(reversed(request.heard))}
    by_service = sorted(request.heard, key=lambda one: order[one.case.service])
    groups = groupby(by_service, key=lambda one: one.case.service)
    return [_point(request, place, service, tuple(heard)) for place, (service, heard) in enumerate(groups, 1)]


def _point(request: ProtocolRequest, place: int, service: str, heard: Sequence[Heard]) -> dict[str, object]:
    granted = sum(one.ruling in (Ruling.GRANT, Ruling.CHANGE) for one in heard)
    refused = sum(one.ruling in (Ruling.REFUSE, Ruling.END) for one in heard)
    counted = {"granted": granted, "refused": refused, "put_off": len(heard) - granted - refused}
    name = request.pedagogue or BLANK
    return {
        "number": str(place),
        "title": first_up(paper_words(request, service, "agenda")),
        "heard": words(request, "case_papers.protocol.heard_what", name=name, number=len(heard)),
        "said": words(request, "case_papers.protocol.said_what", name=request.chair or BLANK),
        "decided": words(request, "case_papers.protocol.decided_what", **counted),
        "responsible": words(request, "case_papers.protocol.responsible", name=name),
        "rows": [_row(request, number, one) for number, one in enumerate(heard, 1)],
    }


def _row(request: ProtocolRequest, number: int, one: Heard) -> Row:
    child = one.case.child
    return {
        "number": str(number),
        "child": child.name.full,
        "class_name": str(child.class_name or NOTHING),
        "application": f"№ {one.case.number}, {plain_day(one.case.received_at.date())}",
        "category": category_short(request, one.category or one.case.category),
        **_votes(one.votes),
        "decision": _decision(request, one),
        "reason": one.reason or NOTHING,
    }


def _votes(votes: Votes | None) -> Row:
    if votes is None:
        return dict.fromkeys(("in_favour", "against", "abstained"), NOTHING)
    return {
        "in_favour": str(votes.in_favour),
        "against": str(votes.against),
        "abstained": str(votes.abstained),
    }


def _decision(request: ProtocolRequest, one: Heard) -> str:
    """What was decided, with what is given."""
    decided = words(request, f"case_papers.decision.{one.ruling or 'none'}")
    given = [detail_printed(request, key, kept) for key, kept in one.details.items() if kept]
    if one.ruling in (Ruling.GRANT, Ruling.CHANGE) and given:
        return f"{decided}: {'; '.join(given)}"
    return decided
