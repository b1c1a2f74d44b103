"""Applications, decisions, sittings and orders laid straight into the office, as if everybody had done their part."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.core.applications.application import Application, Event, Source, State, Step
from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.councils.council import Capacity, CouncilMember, Post, Sitting, SittingState, Votes
from bot.core.people import Pupil
from bot.core.ports import Desk
from tests.journeys.reports import class_named

PEDAGOGUE = 1
TERM = timedelta(days=7)
STEPS = {
    Ruling.GRANT: Step.GRANTED,
    Ruling.REFUSE: Step.REFUSED,
    Ruling.CHANGE: Step.CHANGED,
    Ruling.END: Step.ENDED,
}
ANSWERS = {
    "category": "2",
    "members": "5",
    "income": "41500",
    "applicant": "Ерғалиева Зере Ерланқызы",
    "iin": "850101400001",
    "phone": "+7 701 123 45 67",
    "address": "Абай көшесі, 12",
    "income_paper": "shown",
}


def pupil_of(desk: Desk, class_name: str, place: int = 0) -> Pupil:
    return desk.pupils.of_class(class_named(desk, class_name).id)[place]


def applied(
    desk: Desk,
    pupil_id: int,
    service: str = "meals",
    category: str = "2",
    answers: Mapping[str, str] | None = None,
    applicant: int | None = None,
    source: Source = Source.PAPER,
    period: str = "",
    state: State = State.READY,
) -> Application:
    new = Application(
        id=0,
        service=service,
        year=desk.schools.get().year,
        period=period,
        number=0,
        pupil_id=pupil_id,
        applicant=applicant,
        entered_by=applicant or PEDAGOGUE,
        source=source,
        state=state,
        category=category,
        received_at=desk.moment,
        due_on=desk.today + TERM,
        language="kk",
        answers={**ANSWERS, "category": category, **(answers or {})},
    )
    made = desk.applications.register(new)
    desk.applications.note(Event(0, made.id, Step.REGISTERED, made.state, made.state, desk.moment, PEDAGOGUE))
    return made


def decided(
    desk: Desk,
    application: Application,
    ruling: Ruling = Ruling.GRANT,
    category: str = "",
    reason: str = "табысы аз",
    since: date | None = None,
    until: date | None = None,
    details: Mapping[str, str] | None = None,
    sitting_id: int | None = None,
    order_id: int | None = None,
) -> int:
    """The decision with its step, as `deciding.decide` writes them."""
    before = desk.applications.get(application.id).state
    after = {Ruling.GRANT: State.GRANTED, Ruling.REFUSE: State.REFUSED}.get(ruling, before)
    desk.applications.note(Event(0, application.id, STEPS[ruling], before, after, desk.moment, PEDAGOGUE))
    new = Decision(
        id=0,
        application_id=application.id,
        ruling=ruling,
        category=category or application.category,
        reason=reason,
        since=since or desk.today,
        until=until,
        by=PEDAGOGUE,
        at=desk.moment,
        details=details or {},
        sitting_id=sitting_id,
        order_id=order_id,
    )
    return desk.decisions.add(new)


def ordered(desk: Desk, service: str, kind: OrderKind = OrderKind.LIST, book: str = "") -> Order:
    year = desk.schools.get().year
    order = desk.orders.make(Order(0, service, year, 0, kind, desk.today, PEDAGOGUE, desk.moment))
    if book:
        desk.orders.set_book(order.id, book, order.signed_on)
    return desk.orders.get(order.id)


def council(desk: Desk) -> tuple[CouncilMember, ...]:
    """Nine members: a chair, a secretary, seven more."""
    posts = (Post.CHAIR, Post.SECRETARY, *[Post.MEMBER] * 7)
    new = [
        CouncilMember(0, f"Мүше{place} Әли", post, Capacity.PARENT, desk.today)
        for place, post in enumerate(posts, 1)
    ]
    return tuple(replace(one, id=desk.councils.add_member(one)) for one in new)


def sat(desk: Desk, applications: tuple[Application, ...], refused: tuple[int, ...] = ()) -> Sitting:
    """A sitting that was closed: everybody but the last member was there, all in favour but one."""
    members = council(desk)
    year = desk.schools.get().year
    planned = Sitting(0, year, desk.moment, "кітапхана", SittingState.PLANNED)
    sitting = replace(planned, id=desk.councils.plan(planned))
    for application in applications:
        item = desk.councils.put_item(sitting.id, application.id)
        ruling = Ruling.REFUSE if application.id in refused else Ruling.GRANT
        desk.councils.change_item(replace(item, ruling=ruling, reason="құжаттар толық", votes=Votes(7, 0, 1)))
        decided(desk, application, ruling, reason="құжаттар толық", sitting_id=sitting.id)
    present = frozenset(one.id for one in members[:8])
    kept = replace(
        sitting,
        present=present,
        members=frozenset(one.id for one in members),
        chaired_by=members[0].id,
        minutes_by=members[1].id,
    )
    desk.councils.change_sitting(kept)
    return desk.councils.close(sitting.id, desk.moment)
