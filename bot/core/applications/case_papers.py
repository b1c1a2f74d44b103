"""The papers about an application, a sitting and an order: who may have them, and what they are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core.access import Action, may_all, require_all
from bot.core.applications.application import Application
from bot.core.applications.decision import Decision, OrderKind, Ruling
from bot.core.applications.entitlement import outcome
from bot.core.applications.gathering import Gatherer, order_number
from bot.core.applications.orders import order_lines
from bot.core.applications.printed import (
    CaseRequest,
    Heard,
    Member,
    OrderLine,
    OrderRequest,
    ProtocolRequest,
)
from bot.core.applications.registering import service_named
from bot.core.applications.whose import require_own
from bot.core.councils.council import AgendaItem, CouncilMember, Sitting, SittingState
from bot.core.councils.proposal import given
from bot.core.councils.sittings import agenda_of
from bot.core.councils.voting import attendance
from bot.core.errors import NotFound, Refusal
from bot.core.papers import About, Paper, Wanted, papers_about
from bot.core.ports import Desk
from bot.core.services.service import Gives, Service

FOR_PARENTS = frozenset({Paper.APPLICATION, Paper.NOTICE, Paper.VOUCHER})
OF_WHAT_IS_HELD = frozenset({Paper.VOUCHER, Paper.HANDOVER_ACT, Paper.RECEIPTS_SHEET})


class NothingToPrint(Refusal):
    """The paper is about a decision that was not made, or about something that is not given."""

    key = "case_papers.nothing_to_print"


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A paper as it is offered: which one, about what, in which languages; `others` are about the same record."""

    paper: Paper
    subject: int
    languages: tuple[str, ...]
    number: str
    child: str = ""
    others: tuple[Paper, ...] = ()


def papers_of(desk: Desk, application_id: int) -> tuple[Paper, ...]:
    """The papers about an application that this person may have as it stands now."""
    application = desk.applications.get(application_id)
    _require_case(desk, application)
    shown = papers_about(About.APPLICATION) if may_all(desk.actor, Action.SEE_APPLICATIONS) else FOR_PARENTS
    decisions = desk.decisions.of_application(application_id)
    service = service_named(application.service)
    return tuple(
        paper
        for paper in papers_about(About.APPLICATION)
        if paper in shown and _applies(paper, service, decisions)
    )


def case_paper(desk: Desk, paper: Paper, subject: int) -> CasePaper:
    """The paper that a button names; an order that changes the list has a form of its own."""
    languages = desk.schools.get().form_languages
    if paper is Paper.PROTOCOL:
        require_all(desk.actor, Action.SEE_APPLICATIONS)
        return CasePaper(paper, subject, languages, str(desk.councils.sitting(subject).number or ""))
    if paper in (Paper.ORDER, Paper.ORDER_CHANGES):
        require_all(desk.actor, Action.SEE_APPLICATIONS)
        changes = desk.orders.get(subject).kind is OrderKind.CHANGES
        kind = Paper.ORDER_CHANGES if changes else Paper.ORDER
        return CasePaper(kind, subject, languages, order_number(desk, subject).number)
    papers = papers_of(desk, subject)
    if paper not in papers:
        raise NothingToPrint()
    application = desk.applications.get(subject)
    child = desk.pupils.get(application.pupil_id).name.short
    others = tuple(one for one in papers if one is not paper)
    return CasePaper(paper, subject, languages, str(application.number), child, others)


def check_case_paper(desk: Desk, wanted: Wanted) -> None:
    """The office has all papers of an application, the applicant those that are meant for them."""
    if wanted.paper not in papers_of(desk, wanted.subject):
        raise NothingToPrint()


def case_request(desk: Desk, wanted: Wanted) -> CaseRequest:
    application = desk.applications.get(wanted.subject)
    school, service = desk.schools.get(), service_named(application.service)
    decisions = desk.decisions.of_application(application.id)
    gatherer = Gatherer(desk, application.year)
    case = gatherer.case(application, decisions)
    if wanted.paper in OF_WHAT_IS_HELD and (held := outcome(decisions)):
        rulings = (*case.rulings[:-1], gatherer.ruled(application, held))
        case = replace(case, rulings=rulings)
    class_id = desk.pupils.class_of(application.pupil_id, application.year)
    teachers = desk.people.teachers(class_id) if class_id else []
    return CaseRequest(
        school=school,
        language=wanted.language,
        made_on=desk.today,
        pedagogue=school.pedagogue,
        case=case,
        receipts_back=service.receipts_back,
        deputy=next(iter(school.deputies), ""),
        teacher=next((one.name for one in teachers), ""),
    )


def check_protocol(desk: Desk, wanted: Wanted) -> None:
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    desk.councils.sitting(wanted.subject)


def protocol_request(desk: Desk, wanted: Wanted) -> ProtocolRequest:
    """As the sitting was closed; before that, as it would be: a draft."""
    sitting, school = desk.councils.sitting(wanted.subject), desk.schools.get()
    there, gatherer = attendance(desk, sitting), Gatherer(desk, sitting.year)
    members = (*there.present, *there.absent)
    return ProtocolRequest(
        school=school,
        language=wanted.language,
        made_on=desk.today,
        pedagogue=school.pedagogue,
        year=sitting.year,
        protocol=sitting.number,
        held_at=gatherer.local(sitting.held_at),
        held_in=sitting.place,
        chair=_named(members, sitting.chaired_by, there.chair),
        secretary=_named(members, sitting.minutes_by, there.secretary),
        present=tuple(map(_member, there.present)),
        absent=tuple(map(_member, there.absent)),
        heard=_heard(desk, sitting, gatherer),
    )


def check_order(desk: Desk, wanted: Wanted) -> None:
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    if case_paper(desk, Paper.ORDER, wanted.subject).paper is not wanted.paper:
        raise NotFound()


def order_request(desk: Desk, wanted: Wanted) -> OrderRequest:
    order, school = desk.orders.get(wanted.subject), desk.schools.get()
    service, gatherer = service_named(order.service), Gatherer(desk, order.year)
    gatherer.read_everybody()
    lines = order_lines(desk, order)
    named = {one.id: one for one in desk.applications.some([one.decision.application_id for one in lines])}
    printed = []
    for line in lines:
        application = named[line.decision.application_id]
        before = gatherer.ruled(application, line.before) if line.before else None
        case = gatherer.case(application, ())
        printed.append(OrderLine(case, gatherer.ruled(application, line.decision), before))
    return OrderRequest(
        school=school,
        language=wanted.language,
        made_on=desk.today,
        pedagogue=school.pedagogue,
        service=order.service,
        gives=service.gives,
        year=order.year,
        order=order_number(desk, order.id),
        lines=tuple(sorted(printed, key=lambda one: one.case.child.place)),
        receipts_back=service.receipts_back,
    )


def _require_case(desk: Desk, application: Application) -> None:
    """The office sees every application, everybody else those that they sent or took in."""
    if not may_all(desk.actor, Action.SEE_APPLICATIONS):
        require_own(desk, application)


def _applies(paper: Paper, service: Service, decisions: Sequence[Decision]) -> bool:
    """An application can always be printed, a notice once something was decided, the others while something is held."""
    if paper is Paper.APPLICATION:
        return True
    if paper is Paper.NOTICE:
        return bool(decisions)
    if paper is Paper.RECEIPTS_SHEET and not service.receipts_back:
        return False
    if paper is Paper.VOUCHER and service.gives is not Gives.VOUCHER:
        return False
    if paper is Paper.HANDOVER_ACT and service.gives not in (Gives.THINGS, Gives.MONEY):
        return False
    return outcome(decisions) is not None


def _named(members: Iterable[CouncilMember], kept: int | None, now: CouncilMember | None) -> str:
    """Who held a post when the sitting was closed, or who would hold it."""
    of_then = next((one for one in members if one.id == kept), now)
    return of_then.name if of_then else ""


def _member(one: CouncilMember) -> Member:
    return Member(one.name, one.post, one.capacity)


def _heard(desk: Desk, sitting: Sitting, gatherer: Gatherer) -> tuple[Heard, ...]:
    items = agenda_of(desk, sitting)
    named = {one.id: one for one in desk.applications.some([item.application_id for item in items])}
    decided = {one.application_id: one for one in desk.decisions.of_sitting(sitting.id)}
    closed = sitting.state is SittingState.HELD
    return tuple(
        _as_decided(gatherer, named[item.application_id], item, decided.get(item.application_id))
        if closed
        else _as_proposed(desk, gatherer, named[item.application_id], item)
        for item in items
    )


def _as_decided(
    gatherer: Gatherer, application: Application, item: AgendaItem, decision: Decision | None
) -> Heard:
    """What the sitting wrote: a later change is no part of its protocol."""
    case = gatherer.case(application, ())
    category = decision.category if decision else item.category
    details = decision.details if decision else {}
    return Heard(case, item.ruling, category, item.reason, item.votes, details)


def _as_proposed(desk: Desk, gatherer: Gatherer, application: Application, item: AgendaItem) -> Heard:
    case = gatherer.case(application, ())
    details = given(desk, application, item.details) if item.ruling is Ruling.GRANT else {}
    return Heard(case, item.ruling, item.category, item.reason, item.votes, details)
