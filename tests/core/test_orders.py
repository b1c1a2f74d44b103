"""The director's orders: what waits for one, what each says, gapless numbers, what holds one, receipts."""

import random
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.applications.application import Source, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Decision, OrderKind, Ruling
from bot.core.applications.entitlement import outcome
from bot.core.applications.handling import take_step
from bot.core.applications.order_book import (
    BOOK,
    DAY,
    BeforeItsBasis,
    NumberNotUnderstood,
    ask_book,
    leave_book,
    set_day,
    take_number,
    take_order_day,
)
from bot.core.applications.order_pages import (
    entries_of,
    look_at_order,
    look_at_waiting,
    order_child,
    order_children,
    order_page,
    waiting_children,
)
from bot.core.applications.orders import (
    Listed,
    NothingToOrder,
    OrderStands,
    lines_of,
    make_order,
    newest_order,
    orders,
    read_year,
    take_back_order,
    waiting_for_order,
    waiting_orders,
)
from bot.core.applications.receipts import (
    look_at_receipts,
    owing_services,
    place_of_receipts,
    receipts,
    remind_receipts,
    tick_receipts,
)
from bot.core.applications.registering import register, service_named
from bot.core.days import DayNotUnderstood
from bot.core.errors import NotFound, Outdated
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from tests.core.council_office import DEPUTY, DIRECTOR, TEACHER, CouncilOffice, tells
from tests.core.office import MORNING, office_over

TODAY = date(2026, 9, 7)
YEAR = SchoolYear(2026)


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path) -> AsyncIterator[CouncilOffice]:
    async with office_over(school_database, tmp_path) as office:
        yield CouncilOffice(office)


def made(number: int, ruling: str, category: str = "1", of: int = 1, **more: object) -> Decision:
    return Decision(number, of, Ruling(ruling), category, "", TODAY, None, 1, None, **more)  # type: ignore[arg-type]


LINES = (
    ([], [made(1, "grant")], [("new", 1, None)]),
    ([], [made(1, "grant"), made(2, "change", "2")], [("new", 2, None)]),
    ([], [made(1, "grant"), made(2, "end")], []),
    ([made(1, "grant")], [made(2, "end")], [("ended", 2, 1)]),
    ([made(1, "grant")], [made(2, "change", "2")], [("changed", 2, 1)]),
    ([made(1, "grant")], [made(2, "change", "2"), made(3, "end")], [("ended", 3, 1)]),
    ([made(1, "grant")], [made(2, "change", "2"), made(3, "change", "1")], []),
    ([made(1, "grant")], [made(2, "change", details={"camp": "Тау"})], [("changed", 2, 1)]),
    ([made(1, "grant"), made(2, "end")], [made(3, "grant", of=2)], [("new", 3, None)]),
    ([made(1, "grant"), made(2, "change", "2")], [made(3, "end")], [("ended", 3, 2)]),
)


@pytest.mark.parametrize(("earlier", "new", "expected"), LINES)
def test_what_an_order_says_is_what_changed_since_the_orders_before_it(
    earlier: Sequence[Decision], new: Sequence[Decision], expected: list[tuple[str, int, int | None]]
) -> None:
    found = [
        (one.listed.value, one.decision.id, one.before.id if one.before else None)
        for one in lines_of(earlier, new)
    ]
    assert found == expected


@pytest.mark.parametrize("seed", range(200))
def test_the_orders_of_a_season_add_up_to_what_is_in_force(seed: int) -> None:
    """Whatever is decided and whenever an order is made: new minus ended are those who are entitled."""
    chance = random.Random(seed)
    ordered: list[Decision] = []
    waiting: list[Decision] = []
    listed: set[int] = set()
    held: dict[int, str] = {}
    for number in range(1, 40):
        child = chance.randrange(6)
        if child not in held:
            ruling, category = "grant", chance.choice("123")
        else:
            ruling, category = chance.choice((("end", held[child]), ("change", chance.choice("123"))))
        held.pop(child, None)
        if ruling != "end":
            held[child] = category
        waiting.append(made(number, ruling, category, of=child))
        if chance.random() < 0.3:
            lines = lines_of(ordered, waiting)
            listed |= {one.decision.application_id for one in lines if one.listed is Listed.NEW}
            listed -= {one.decision.application_id for one in lines if one.listed is Listed.ENDED}
            assert listed == set(held)
            assert all(one.decision.application_id in listed for one in lines if one.listed is Listed.CHANGED)
            ordered, waiting = [*ordered, *waiting], []
    assert {
        child
        for child in range(6)
        if outcome(one for one in [*ordered, *waiting] if one.application_id == child)
    } == set(held)


async def granted(office: CouncilOffice, number: int = 3, service: str = "meals", skip: int = 0) -> list[int]:
    """Applications that the school granted."""
    ids = await office.applications(number, service, "1", skip)
    await rules(office, Ruling.GRANT, ids)
    return ids


async def rules(
    office: CouncilOffice, ruling: Ruling, ids: Sequence[int], category: str = "1", reason: str = "себебі"
) -> None:
    def work(desk: Desk) -> None:
        for one in ids:
            decide(desk, desk.applications.get(one), ruling, reason, category, desk.today, None, {})

    await office.does(work)


async def orders_it(office: CouncilOffice, service: str = "meals") -> int:
    waiting = await office.sees(lambda desk: waiting_for_order(desk, service))
    await office.does(lambda desk: make_order(desk, service, waiting.year, waiting.mark))
    order = await office.sees(lambda desk: newest_order(desk, service, waiting.year))
    assert order is not None
    return order.id


async def test_the_first_order_is_the_list_and_later_ones_change_it(office: CouncilOffice) -> None:
    ids = await granted(office)
    waiting = await office.sees(lambda desk: waiting_for_order(desk, "meals"))
    assert (waiting.kind, waiting.next_number, len(waiting.lines)) == (OrderKind.LIST, 1, 3)
    first = await orders_it(office)
    assert await office.sees(waiting_orders) == ()
    await rules(office, Ruling.END, ids[:1])
    await rules(office, Ruling.CHANGE, ids[1:2], "2")
    more = await granted(office, 1, skip=3)
    await office.applications(1, "meals", "1", 4)
    second = await orders_it(office)
    page = await office.sees(lambda desk: order_page(desk, second))
    assert (page.order.kind, page.order.number, page.order.signed_on) == (OrderKind.CHANGES, 2, TODAY)
    assert [page.number_of(one) for one in Listed] == [1, 1, 1]
    assert {one.decision.application_id for one in page.lines} == {*ids[:2], *more}
    early = await office.sees(lambda desk: order_page(desk, first))
    assert [early.number_of(one) for one in Listed] == [3, 0, 0]
    assert [one.number for one in await office.sees(orders)] == [2, 1]


async def test_a_refusal_and_what_ended_before_any_order_need_none(office: CouncilOffice) -> None:
    (refused, gone, stays) = await office.applications(3, "meals", "1")
    await rules(office, Ruling.REFUSE, [refused])
    await rules(office, Ruling.GRANT, [gone, stays])
    await rules(office, Ruling.END, [gone])
    order_id = await orders_it(office)
    assert [
        one.application_id for one in await office.sees(lambda desk: desk.decisions.of_order(order_id))
    ] == [stays]
    assert await office.sees(waiting_orders) == ()


async def test_what_was_looked_at_is_what_is_ordered_and_once(office: CouncilOffice) -> None:
    await granted(office, 2)
    waiting = await office.sees(lambda desk: waiting_for_order(desk, "meals"))
    await granted(office, 1, skip=2)
    with pytest.raises(Outdated):
        await office.does(lambda desk: make_order(desk, "meals", YEAR, waiting.mark))
    waiting = await office.sees(lambda desk: waiting_for_order(desk, "meals"))
    await office.does(lambda desk: make_order(desk, "meals", YEAR, waiting.mark))
    with pytest.raises(NothingToOrder):
        await office.does(lambda desk: make_order(desk, "meals", YEAR, waiting.mark))
    assert len(await office.sees(orders)) == 1


async def test_lines_with_names_stand_by_class_and_name(office: CouncilOffice) -> None:
    await granted(office, 4, skip=60)
    await granted(office, 4, skip=2)
    waiting = await office.sees(lambda desk: waiting_for_order(desk, "meals"))
    entries = await office.sees(lambda desk: waiting_children(desk, "meals", YEAR))
    assert entries == await office.sees(lambda desk: entries_of(desk, waiting.lines))
    places = [(one.class_.name, one.pupil.name.place) for one in entries if one.class_]
    assert places == sorted(places)
    assert len(places) == 8
    order_id = await orders_it(office)
    ordered = await office.sees(lambda desk: order_children(desk, order_id))
    assert [one.application for one in ordered] == [one.application for one in entries]
    one = ordered[3]
    assert await office.sees(lambda desk: order_child(desk, order_id, one.application.id)) == one
    with pytest.raises(NotFound):
        await office.sees(lambda desk: order_child(desk, order_id, 404))


async def test_the_newest_order_is_taken_back_and_its_number_given_again(office: CouncilOffice) -> None:
    ids = await granted(office)
    first = await orders_it(office)
    await rules(office, Ruling.END, ids[:1])
    second = await orders_it(office)
    with pytest.raises(OrderStands):
        await office.does(lambda desk: take_back_order(desk, first))
    for _ in range(2):
        await office.does(lambda desk: take_back_order(desk, second))
    assert len((await office.sees(lambda desk: waiting_for_order(desk, "meals"))).lines) == 1
    await granted(office, 1, "meals", skip=3)
    third = await orders_it(office)
    assert third != second
    found = await office.sees(orders)
    assert [(one.id, one.number) for one in found] == [(third, 2), (first, 1)]
    page = await office.sees(lambda desk: order_page(desk, second))
    assert (page.order.number, page.lines, page.order.undone_at is not None) == (0, (), True)
    for work in (
        lambda desk: ask_book(desk, second, BOOK),
        lambda desk: set_day(desk, second, TODAY),
    ):
        with pytest.raises(Outdated):
            await office.does(work)


async def test_numbers_are_of_the_year_whatever_the_service(office: CouncilOffice) -> None:
    await granted(office, 1)
    await granted(office, 1, "aid")
    numbers = [
        (await office.sees(lambda desk, it=it: desk.orders.get(it))).number
        for it in (await orders_it(office), await orders_it(office, "aid"))
    ]
    assert numbers == [1, 2]


async def test_a_number_in_the_book_or_a_paper_of_a_child_holds_an_order(office: CouncilOffice) -> None:
    ids = await granted(office, 2, "camp")
    order_id = await orders_it(office, "camp")
    await office.does(lambda desk: ask_book(desk, order_id, BOOK))
    await office.does(lambda desk: take_number(desk, "№ 36-ө"))
    assert (await office.sees(lambda desk: desk.orders.get(order_id))).book_number == "36-ө"
    with pytest.raises(OrderStands):
        await office.does(lambda desk: take_back_order(desk, order_id))
    await office.does(lambda desk: ask_book(desk, order_id, BOOK))
    await office.does(lambda desk: take_number(desk, "жоқ"))
    issued = f"application:{ids[0]} all names kk docx"
    await office.does(lambda desk: desk.papers.issue("notice", YEAR, issued, 1, desk.moment) and None)
    assert not (await office.sees(lambda desk: order_page(desk, order_id))).stands
    await office.does(lambda desk: desk.papers.issue("voucher", YEAR, issued, 1, desk.moment) and None)
    page = await office.sees(lambda desk: order_page(desk, order_id))
    assert (page.stands, page.printed, page.basis) == (True, False, None)
    with pytest.raises(OrderStands):
        await office.does(lambda desk: take_back_order(desk, order_id))


async def test_number_and_day_are_typed(office: CouncilOffice) -> None:
    await granted(office, 1)
    order_id = await orders_it(office)
    await office.does(lambda desk: ask_book(desk, order_id, BOOK))
    for wrong in ("бұйрық", "1" * 30):
        with pytest.raises(NumberNotUnderstood):
            await office.does(lambda desk, typed=wrong: take_number(desk, typed))
    with pytest.raises(Outdated):
        await office.does(lambda desk: take_order_day(desk, "5.09"))
    await office.does(lambda desk: ask_book(desk, order_id, DAY))
    with pytest.raises(DayNotUnderstood):
        await office.does(lambda desk: take_order_day(desk, "кейін"))
    await office.does(lambda desk: take_order_day(desk, "5.09"))
    assert (await office.sees(lambda desk: desk.orders.get(order_id))).signed_on == date(2026, 9, 5)
    with pytest.raises(Outdated):
        await office.does(lambda desk: ask_book(desk, order_id, "order_colour"))
    await office.does(lambda desk: ask_book(desk, order_id, DAY))
    await office.does(leave_book)
    with pytest.raises(Outdated):
        await office.does(lambda desk: take_order_day(desk, "5.09"))


async def test_an_order_is_not_older_than_its_protocol(office: CouncilOffice) -> None:
    from bot.core.councils.voting import rule

    await office.council()
    await office.applications(1)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    await office.come(sitting_id, 7)
    (item,) = await office.items(sitting_id)
    await office.does(lambda desk: rule(desk, sitting_id, [item.id], Ruling.GRANT, ""))
    await office.close(sitting_id)
    order_id = await orders_it(office, "camp")
    assert (await office.sees(lambda desk: order_page(desk, order_id))).basis == TODAY
    with pytest.raises(BeforeItsBasis):
        await office.does(lambda desk: set_day(desk, order_id, date(2026, 9, 6)))
    for _ in range(2):
        await office.does(lambda desk: set_day(desk, order_id, date(2026, 9, 9)))
    assert (await office.sees(lambda desk: desk.orders.get(order_id))).signed_on == date(2026, 9, 9)


async def test_years_and_services_that_are_there(office: CouncilOffice) -> None:
    assert await office.sees(lambda desk: [read_year(desk, one) for one in (2025, 2026, 2027)])
    for query in (
        lambda desk: read_year(desk, 2020),
        lambda desk: waiting_for_order(desk, "nothing"),
        lambda desk: receipts(desk, "meals", 2026),
    ):
        with pytest.raises(NotFound):
            await office.sees(query)
    assert await office.sees(lambda desk: newest_order(desk, "meals", YEAR)) is None


async def test_receipts_are_ticked_and_unticked(office: CouncilOffice) -> None:
    first, second = await granted(office, 2, "aid")
    assert await office.sees(owing_services) == (("aid", 2026),)
    assert await office.sees(lambda desk: place_of_receipts(desk, first)) == ("aid", 2026)
    for _ in range(2):
        await office.does(lambda desk: tick_receipts(desk, first, True))
    found = await office.sees(lambda desk: receipts(desk, "aid", 2026))
    assert [(one.application.id, one.brought_on) for one in found.lines] == [(second, None), (first, TODAY)]
    assert [one.application.id for one in found.to_call] == [second]
    for _ in range(2):
        await office.does(lambda desk: tick_receipts(desk, first, False))
    assert len((await office.sees(lambda desk: receipts(desk, "aid", 2026))).owing) == 2
    (meals,) = await granted(office, 1)
    with pytest.raises(NotFound):
        await office.does(lambda desk: tick_receipts(desk, meals, True))


async def test_receipts_hold_the_order_that_gave_the_money(office: CouncilOffice) -> None:
    (one,) = await granted(office, 1, "aid")
    order_id = await orders_it(office, "aid")
    await office.does(lambda desk: tick_receipts(desk, one, True))
    with pytest.raises(OrderStands):
        await office.does(lambda desk: take_back_order(desk, order_id))
    await office.does(lambda desk: tick_receipts(desk, one, False))
    await office.does(lambda desk: take_back_order(desk, order_id))


async def test_a_word_a_day_to_a_parent_who_still_owes_receipts(office: CouncilOffice) -> None:
    parent = await office.sees(lambda desk: desk.people.by_telegram(500_017))
    assert parent is not None

    def apply(desk: Desk) -> None:
        for child in sorted(parent.children):
            one = register(desk, service_named("aid"), child, {"category": "1"}, Source.CHAT, parent.id)
            take_step(desk, one, Step.PAPERS_COMPLETE)
            decide(desk, one, Ruling.GRANT, "", "1", desk.today, None, {})

    await office.does(apply)
    before = await office.sees(lambda desk: receipts(desk, "aid", 2026))
    assert len(before.to_remind) == 2
    for _ in range(2):
        await office.does(lambda desk: remind_receipts(desk, "aid", 2026, tells))
    assert len(await office.sees(lambda desk: desk.outbox.marks("receipts:"))) == 2
    assert (await office.sees(lambda desk: receipts(desk, "aid", 2026))).to_remind == ()
    brought = before.to_remind[0].application.id
    await office.does(lambda desk: tick_receipts(desk, brought, True))
    assert len(await office.sees(lambda desk: desk.outbox.marks("receipts:"))) == 1
    office.passes(days=1)
    assert len((await office.sees(lambda desk: receipts(desk, "aid", 2026))).to_remind) == 1


@pytest.mark.parametrize("who", [DIRECTOR, DEPUTY, TEACHER, 1])
async def test_who_sees_orders_and_who_makes_them(office: CouncilOffice, who: int) -> None:
    await granted(office, 2, "aid")
    order_id = await orders_it(office, "aid")
    for query in (
        waiting_orders,
        orders,
        lambda desk: waiting_for_order(desk, "aid"),
        lambda desk: newest_order(desk, "aid", YEAR),
        lambda desk: order_page(desk, order_id).handles,
    ):
        if who in (DIRECTOR, DEPUTY):
            assert await office.sees(query, who) is not True
        else:
            with pytest.raises(NotAllowed):
                await office.sees(query, who)
    for look in (
        lambda desk: look_at_order(desk, order_id),
        lambda desk: look_at_waiting(desk, "aid"),
        leave_book,
    ):
        if who in (DIRECTOR, DEPUTY):
            await office.does(look, who)
        else:
            with pytest.raises(NotAllowed):
                await office.does(look, who)
    for work in (
        lambda desk: make_order(desk, "aid", YEAR, ""),
        lambda desk: take_back_order(desk, order_id),
        lambda desk: ask_book(desk, order_id, BOOK),
        lambda desk: take_number(desk, "5"),
        lambda desk: take_order_day(desk, "5.09"),
        lambda desk: set_day(desk, order_id, TODAY),
        lambda desk: tick_receipts(desk, 1, True),
        lambda desk: look_at_receipts(desk, "aid"),
        lambda desk: remind_receipts(desk, "aid", 2026, tells),
    ):
        with pytest.raises(NotAllowed):
            await office.does(work, who)
    await office.does(lambda desk: look_at_receipts(desk, "aid"))


def test_a_second_change_keeps_the_last_day_and_the_details_of_the_grant() -> None:
    """An order reads what an earlier order changed: the fold begins with the grant, not with that change."""
    day, details = date(2026, 9, 7), {"amount": "46228"}
    grant = Decision(1, 1, Ruling.GRANT, "1", "", day, date(2027, 5, 25), 1, MORNING, details, order_id=1)
    first = Decision(2, 1, Ruling.CHANGE, "2", "", day, None, 1, MORNING, order_id=2)
    (line,) = lines_of([grant, first], [Decision(3, 1, Ruling.CHANGE, "3", "", day, None, 1, MORNING)])
    assert (line.decision.category, line.decision.until) == ("3", date(2027, 5, 25))
    assert line.decision.details == details
    assert lines_of([grant, first], [Decision(3, 1, Ruling.CHANGE, "2", "", day, None, 1, MORNING)]) == ()
