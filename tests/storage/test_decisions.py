"""Decisions in their order, and the director's orders with their gapless numbers."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.core.applications.decision import Ruling
from bot.core.councils.council import Sitting, SittingState
from bot.core.errors import NotFound, Outdated
from bot.storage.desk import SqlDesk
from tests.storage.cases import LATER, MORNING, NEXT_DAY, NEXT_YEAR, Cases
from tests.storage.conftest import YEAR, Place, Room


@pytest.fixture
def cases(place: Place) -> Cases:
    return Cases(place)


def granted(desk: SqlDesk, cases: Cases) -> int:
    return desk.decisions.add(cases.decision(desk.applications.register(cases.application()).id))


async def test_decisions_are_found_by_what_they_belong_to(room: Room, cases: Cases) -> None:
    def decide(desk: SqlDesk) -> tuple[int, ...]:
        meals = desk.applications.register(cases.application()).id
        camp = desk.applications.register(cases.application(service="camp")).id
        sitting = desk.councils.plan(Sitting(0, YEAR, MORNING, "кабинет 12", SittingState.PLANNED))
        order = desk.orders.make(cases.order()).id
        return (
            meals, sitting, order,
            desk.decisions.add(cases.decision(meals, until=date(2027, 5, 25))),
            desk.decisions.add(cases.decision(meals, ruling=Ruling.END, reason="", details={}, order_id=order)),
            desk.decisions.add(cases.decision(camp, sitting_id=sitting)),
        )  # fmt: skip

    meals, sitting, order, first, second, third = await room.does(decide)

    def look(desk: SqlDesk) -> dict[str, list[int]]:
        found = {
            "application": desk.decisions.of_application(meals),
            "year": desk.decisions.of_year("meals", YEAR),
            "camp": desk.decisions.of_year("camp", YEAR),
            "next": desk.decisions.of_year("meals", NEXT_YEAR),
            "sitting": desk.decisions.of_sitting(sitting),
            "order": desk.decisions.of_order(order),
        }
        return {name: [one.id for one in those] for name, those in found.items()}

    expected = {
        "application": [first, second], "year": [first, second], "camp": [third], "next": [], "sitting": [third],
        "order": [second],
    }  # fmt: skip
    assert await room.sees(look) == expected
    assert await room.office(77, 0).ask(look) == expected
    await room.does(lambda desk: desk.decisions.undo(second, NEXT_DAY))
    await room.does(lambda desk: desk.decisions.undo(second, LATER))
    left = {**expected, "application": [first], "year": [first], "order": []}
    assert await room.office(77, 0).ask(look) == left
    assert (await room.sees(lambda desk: desk.decisions.get(second))).undone_at == NEXT_DAY
    assert await room.sees(lambda desk: desk.decisions.get(first)) == cases.decision(
        meals, id=first, until=date(2027, 5, 25)
    )


async def test_decisions_are_put_into_an_order(room: Room, cases: Cases) -> None:
    number = await room.does(lambda desk: granted(desk, cases))
    order = await room.does(lambda desk: desk.orders.make(cases.order()))
    await room.does(lambda desk: desk.decisions.set_order([number], order.id))
    assert (await room.sees(lambda desk: desk.decisions.get(number))).order_id == order.id
    assert [one.id for one in await room.sees(lambda desk: desk.decisions.of_order(order.id))] == [number]


async def test_an_order_comes_back_with_its_number(room: Room, cases: Cases) -> None:
    order = await room.does(lambda desk: desk.orders.make(cases.order()))
    assert order == replace(cases.order(), id=order.id, number=1)
    await room.does(lambda desk: desk.orders.set_book(order.id, "45-н", date(2026, 9, 9)))
    booked = replace(order, book_number="45-н", signed_on=date(2026, 9, 9))
    assert await room.sees(lambda desk: desk.orders.get(order.id)) == booked
    assert await room.sees(lambda desk: desk.orders.of_year(YEAR)) == (booked,)
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.orders.get(404))


async def test_numbers_of_orders_are_of_a_year_over_all_services_without_gaps(
    room: Room, cases: Cases
) -> None:
    def make(desk: SqlDesk, place: int) -> int:
        order = desk.orders.make(cases.order("camp" if place % 2 else "meals"))
        if place % 3 == 0:
            raise LookupError
        return order.number

    outcomes = await asyncio.gather(
        *(room.does(lambda desk, place=place: make(desk, place)) for place in range(12)),
        return_exceptions=True,
    )
    assert [one for one in outcomes if isinstance(one, int)] == list(range(1, 9))
    assert (await room.does(lambda desk: desk.orders.make(cases.order(year=NEXT_YEAR)))).number == 1
    made = await room.sees(lambda desk: desk.orders.of_year(YEAR))
    camp = await room.sees(lambda desk: desk.orders.of_year(YEAR, "camp"))
    assert [one.number for one in made] == list(range(1, 9))
    assert camp == tuple(one for one in made if one.service == "camp")


async def test_only_the_newest_order_is_taken_back(room: Room, cases: Cases) -> None:
    decision = await room.does(lambda desk: granted(desk, cases))
    first = await room.does(lambda desk: desk.orders.make(cases.order()))
    second = await room.does(lambda desk: desk.orders.make(cases.order()))
    await room.does(lambda desk: desk.decisions.set_order([decision], second.id))
    with pytest.raises(Outdated):
        await room.does(lambda desk: desk.orders.take_back(first.id, NEXT_DAY))
    await room.does(lambda desk: desk.orders.take_back(second.id, NEXT_DAY))
    assert await room.sees(lambda desk: desk.orders.get(second.id)) == replace(
        second, number=0, undone_at=NEXT_DAY
    )
    assert await room.sees(lambda desk: desk.orders.of_year(YEAR)) == (first,)
    assert (await room.sees(lambda desk: desk.decisions.get(decision))).order_id is None
    third = await room.does(lambda desk: desk.orders.make(cases.order()))
    assert third.number == 2
    assert third.id not in (first.id, second.id)


async def test_an_order_is_taken_back_once(room: Room, cases: Cases) -> None:
    order = await room.does(lambda desk: desk.orders.make(cases.order()))
    await room.does(lambda desk: desk.orders.take_back(order.id, NEXT_DAY))
    with pytest.raises(Outdated):
        await room.does(lambda desk: desk.orders.take_back(order.id, LATER))
    assert (await room.sees(lambda desk: desk.orders.get(order.id))).undone_at == NEXT_DAY


async def test_a_decision_that_is_not_there(room: Room) -> None:
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.decisions.get(404))
    assert await room.sees(lambda desk: desk.decisions.of_application(404)) == ()
