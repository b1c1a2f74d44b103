"""The largest screens of the council and of the orders stay within a message, in every language."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.applications.application import Application, Source, State
from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.applications.order_pages import OrderEntry, OrderPage
from bot.core.applications.orders import OrderLine, WaitingOrder
from bot.core.applications.receipts import ReceiptLine, Receipts
from bot.core.councils.appointing import Appointment
from bot.core.councils.closing import Closing
from bot.core.councils.council import (
    AgendaItem,
    Capacity,
    CouncilMember,
    Post,
    Sitting,
    SittingState,
    Votes,
)
from bot.core.councils.members import Council, MemberPage
from bot.core.councils.proposal import Proposal, ProposalView
from bot.core.councils.sittings import Agenda, Entry, SittingLine, SittingPage, Waiting
from bot.core.councils.voting import Attendance
from bot.core.people import Pupil
from bot.core.school import Class, ClassName, SchoolYear
from bot.core.services.registry import SERVICES
from bot.handlers.agenda_screens import (
    agenda_screen,
    item_screen,
    presence_screen,
    waiting_list_screen,
    waiting_screen,
)
from bot.handlers.council_screens import (
    capacity_screen,
    council_screen,
    member_screen,
    name_screen,
    names_screen,
)
from bot.handlers.order_receipts import receipts_screen
from bot.handlers.orders_screens import (
    book_screen,
    child_screen,
    children_screen,
    day_screen,
    order_screen,
    orders_screen,
    take_back_screen,
)
from bot.handlers.orders_screens import waiting_screen as waiting_order_screen
from bot.handlers.sittings_screens import (
    cancel_screen,
    closing_screen,
    held_screen,
    list_screen,
    place_screen,
    reopen_screen,
    sitting_screen,
    time_screen,
)
from bot.handlers.sittings_screens import day_screen as sitting_day_screen
from bot.handlers.voting_screens import (
    category_screen,
    count_screen,
    detail_screen,
    proposal_screen,
    reason_screen,
    votes_screen,
)
from bot.texts import LANGUAGES, Words
from tests.core.test_review_screens import LONG, too_large

YEAR = SchoolYear(2026)
AT = datetime(2026, 9, 7, 15, tzinfo=UTC)
TODAY = date(2026, 9, 7)
BIG = 1_234_567_890
WORDS = "Үй-тұрмыс жағдайы зерделеніп, құжаттары толық тексерілді <және> расталды. " * 4
MEMBERS = tuple(
    CouncilMember(
        BIG + place, f"{LONG.full} {place}", list(Post)[min(place, 3)], list(Capacity)[place % 5], TODAY
    )
    for place in range(40)
)
CLASS_ = Class(1, YEAR, ClassName(11, "Ә"))
ALL = sorted(SERVICES)


def pupil(place: int) -> Pupil:
    return Pupil(BIG + place, replace(LONG, first=f"{LONG.first}{place}"))


def application(place: int, service: str) -> Application:
    category = SERVICES[service].categories[-1]
    return Application(
        BIG + place, service, YEAR, "", 1234, BIG, None, 1, Source.PAPER, State.ON_AGENDA, category, AT, TODAY, "kk"
    )  # fmt: skip


def entries(service: str, ruled: bool = True) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            AgendaItem(BIG + place, BIG, BIG, place, Ruling.GRANT if ruled else None, "", WORDS, Votes(33, 3, 4),
                       dict.fromkeys(SERVICES[service].details, "46228")),
            application(place, service), pupil(place), CLASS_,
        )
        for place in range(40)
    )  # fmt: skip


def sitting(state: SittingState = SittingState.PLANNED) -> Sitting:
    number = 123 if state is SittingState.HELD else None
    return Sitting(
        BIG, YEAR, AT, "Мектеп кітапханасының екінші қабаттағы оқу залы, 214", state, number, revision=BIG
    )


def page(state: SittingState = SittingState.PLANNED) -> SittingPage:
    items = tuple(one.item for one in entries("camp", ruled=False))
    return SittingPage(sitting(state), AT, MEMBERS, items, 123, 124, True, True, TODAY)


def there(present: int = 3) -> Attendance:
    """A council that is too small, without a quorum, led by nobody."""
    members = MEMBERS[3:11]
    return Attendance(members[:present], members[present:])


def closing(state: SittingState = SittingState.PLANNED) -> Closing:
    return Closing(page(state), there(), 123, 123, 123, 123, False)


def view(service: str, ruling: Ruling = Ruling.GRANT) -> ProposalView:
    proposal = Proposal(
        frozenset({BIG}), ruling, WORDS, "", SERVICES[service].categories[0], Votes(1, 20, 19), {}
    )
    everybody = entries(service)
    details = dict.fromkeys(SERVICES[service].details, WORDS[:120])
    return ProposalView(sitting(), proposal, everybody, everybody, 40, SERVICES[service], details, "ffffffff")


def decision(ruling: str = "change") -> Decision:
    return Decision(BIG, BIG, Ruling(ruling), "3", WORDS, TODAY, None, 1, AT)


def order_entries(service: str) -> tuple[OrderEntry, ...]:
    before = replace(decision("grant"), category="1")
    line = OrderLine(decision(), before)
    return tuple(OrderEntry(line, application(place, service), pupil(place), CLASS_) for place in range(40))


def order(kind: OrderKind, service: str) -> Order:
    return Order(BIG, service, YEAR, 1234, kind, TODAY, 1, AT, "1234-ө/2026-2027")


def order_page(kind: OrderKind, service: str) -> OrderPage:
    lines = tuple(one.line for one in order_entries(service))
    return OrderPage(order(kind, service), lines, True, False, True, date(2026, 9, 1), TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_of_the_council(language: str) -> None:
    words, leading = Words(language), frozenset(one.id for one in MEMBERS)
    small = Council(MEMBERS[3:11], leading)
    lines = tuple(SittingLine(replace(sitting(SittingState.HELD), id=one), AT, 123) for one in range(40))
    planned = Appointment(sitting(), AT, TODAY, AT, tuple(TODAY for _ in range(6)), False)
    screens = [
        council_screen(words, Council(MEMBERS, leading), 2, words("council.added", number=40)),
        council_screen(words, small),
        capacity_screen(words, MEMBERS[0]),
        capacity_screen(words, None),
        *(names_screen(words, one) for one in Capacity),
        name_screen(words, MEMBERS[0]),
        *(
            member_screen(words, MemberPage(one, True))
            for one in (MEMBERS[3], replace(MEMBERS[0], until=TODAY))
        ),
        list_screen(words, lines, small, 123, 3),
        *(draw(words, planned) for draw in (sitting_day_screen, time_screen, place_screen)),
        *(sitting_screen(words, page(state), there(), words("council.reopened")) for state in SittingState),
        cancel_screen(words, page()),
        closing_screen(words, closing()),
        closing_screen(
            words, replace(closing(), page=replace(page(), at=AT.replace(year=2027)), attendance=there(0))
        ),
        held_screen(words, closing(SittingState.HELD), words("council.closed")),
        reopen_screen(words, closing(SittingState.HELD)),
        presence_screen(words, BIG, there(), 0),
        presence_screen(words, BIG, Attendance(MEMBERS[:20], MEMBERS[20:]), 1),
    ]
    assert [too_large(one) for one in screens if too_large(one)] == []


@pytest.mark.parametrize("service", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_of_a_vote(language: str, service: str) -> None:
    words = Words(language)
    agenda = Agenda(sitting(), AT, entries(service))
    held = replace(agenda, sitting=sitting(SittingState.HELD))
    waiting = tuple(Waiting(application(place, service), pupil(place), None) for place in range(40))
    undecided = entries(service, ruled=False)
    screens = [
        agenda_screen(words, agenda, 2),
        *(item_screen(words, one, one.entries[0]) for one in (agenda, held)),
        item_screen(words, held, undecided[0]),
        item_screen(words, agenda, undecided[0]),
        waiting_screen(words, BIG, dict.fromkeys(ALL, 1234)),
        waiting_list_screen(words, BIG, service, waiting, 2),
        votes_screen(words, replace(view(service), present=0), 2),
        votes_screen(words, replace(view(service), entries=()), 2),
        *(proposal_screen(words, view(service, one), 2) for one in (Ruling.GRANT, Ruling.REFUSE)),
        proposal_screen(words, replace(view(service), service=None), 2),
        *(reason_screen(words, view(service, one)) for one in (Ruling.GRANT, Ruling.REFUSE)),
        count_screen(words, view(service)),
        category_screen(words, view(service)),
        *(detail_screen(words, view(service), key) for key in SERVICES[service].details),
    ]
    assert [too_large(one) for one in screens if too_large(one)] == []


@pytest.mark.parametrize("service", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_of_orders(language: str, service: str) -> None:
    words, on_it = Words(language), order_entries(service)
    lines = tuple(one.line for one in on_it)
    waiting = tuple(
        WaitingOrder(service, YEAR, kind, 1234, lines, (), TODAY)
        for kind in (*OrderKind, *OrderKind, *OrderKind)
    )
    made = tuple(order(OrderKind.LIST, service) for _ in range(40))
    owing = tuple(
        ReceiptLine(application(place, service), pupil(place), CLASS_, None, True, False)
        for place in range(40)
    )
    undone = order_page(OrderKind.LIST, service)
    screens = [
        orders_screen(words, waiting, made, ((service, 2026), (service, 2025)), 3),
        *(waiting_order_screen(words, one, on_it, True, 2) for one in waiting[:2]),
        waiting_order_screen(words, replace(waiting[0], lines=()), (), True, 0),
        *(order_screen(words, order_page(kind, service), words("orders.made")) for kind in OrderKind),
        order_screen(words, replace(undone, order=replace(undone.order, undone_at=AT))),
        *(
            draw(words, order_page(OrderKind.LIST, service))
            for draw in (take_back_screen, book_screen, day_screen)
        ),
        children_screen(words, made[0], on_it, 2),
        child_screen(words, made[0], on_it[0]),
        receipts_screen(words, Receipts(service, YEAR, owing), 2),
        receipts_screen(words, Receipts(service, YEAR, ()), 0),
    ]
    assert [too_large(one) for one in screens if too_large(one)] == []


def test_a_made_up_service_has_no_words_for_its_category() -> None:
    """A service that is declared no more still has its lines."""
    words, gone = Words("kk"), replace(application(1, "camp"), service="gone")
    entry = replace(entries("camp")[0], application=gone)
    screen = item_screen(words, Agenda(sitting(), AT, (entry,)), entry)
    assert gone.category in screen.text
    line = OrderEntry(OrderLine(decision("grant")), gone, pupil(1), None)
    assert "notice" in str(child_screen(words, order(OrderKind.LIST, "camp"), line).rows)
