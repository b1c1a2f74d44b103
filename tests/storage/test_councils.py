"""The council: members, sittings that are closed and reopened, agendas."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.core.applications.decision import Ruling
from bot.core.councils.council import Capacity, CouncilMember, Post, Sitting, SittingState, Votes
from bot.core.errors import NotFound, Outdated
from bot.storage.desk import SqlDesk
from tests.storage.cases import LATER, MORNING, NEXT_DAY, NEXT_YEAR, Cases
from tests.storage.conftest import YEAR, Place, Room

CHAIR = CouncilMember(0, "Үлгілі Төраға", Post.CHAIR, Capacity.PARENT, date(2026, 9, 1))


@pytest.fixture
def cases(place: Place) -> Cases:
    return Cases(place)


def planned(**changed: Any) -> Sitting:
    return replace(Sitting(0, YEAR, MORNING, "кабинет 12", SittingState.PLANNED), **changed)


async def plan(room: Room, **changed: Any) -> int:
    return await room.does(lambda desk: desk.councils.plan(planned(**changed)))


async def close(room: Room, sitting_id: int) -> Sitting:
    return await room.does(lambda desk: desk.councils.close(sitting_id, LATER))


async def test_members_come_and_go(room: Room) -> None:
    first = await room.does(lambda desk: desk.councils.add_member(CHAIR))
    second = await room.does(lambda desk: desk.councils.add_member(replace(CHAIR, post=Post.MEMBER)))
    chair = replace(CHAIR, id=first)
    assert await room.sees(lambda desk: desk.councils.member(first)) == chair
    gone = replace(chair, until=date(2027, 1, 10), name="Үлгілі Басқа", capacity=Capacity.SPONSOR)
    await room.does(lambda desk: desk.councils.change_member(gone))
    still = replace(CHAIR, id=second, post=Post.MEMBER)
    assert await room.sees(lambda desk: desk.councils.members()) == (still,)
    assert await room.sees(lambda desk: desk.councils.all_members()) == (gone, still)
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.councils.member(404))


async def test_a_sitting_is_planned_and_changed(room: Room) -> None:
    member = await room.does(lambda desk: desk.councils.add_member(CHAIR))
    number = await plan(room)
    assert await room.sees(lambda desk: desk.councils.sitting(number)) == planned(id=number)
    changed = planned(
        id=number, held_at=NEXT_DAY, place="акт залы", present=frozenset({member}), revision=2,
        members=frozenset({member}), chaired_by=member, minutes_by=member,
    )  # fmt: skip
    await room.does(lambda desk: desk.councils.change_sitting(changed))
    assert await room.sees(lambda desk: desk.councils.sitting(number)) == changed
    earlier = await plan(room)
    await plan(room, year=NEXT_YEAR)
    found = await room.sees(lambda desk: desk.councils.sittings(YEAR))
    assert [one.id for one in found] == [earlier, number]
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.councils.sitting(404))


async def test_a_change_takes_no_number_away(room: Room) -> None:
    number = await plan(room)
    before = await room.sees(lambda desk: desk.councils.sitting(number))
    await close(room, number)
    held = replace(before, state=SittingState.HELD, place="акт залы")
    await room.does(lambda desk: desk.councils.change_sitting(held))
    kept = await room.sees(lambda desk: desk.councils.sitting(number))
    assert (kept.number, kept.closed_at, kept.place) == (1, LATER, "акт залы")


async def test_a_protocol_gets_the_next_number_of_the_year(room: Room) -> None:
    first, second, other = await plan(room), await plan(room), await plan(room, year=NEXT_YEAR)
    held = await close(room, second)
    assert held == planned(id=second, number=1, state=SittingState.HELD, closed_at=LATER)
    assert await room.sees(lambda desk: desk.councils.sitting(second)) == held
    assert (await close(room, first)).number == 2
    assert (await close(room, other)).number == 1


async def test_numbers_of_protocols_have_no_gaps_where_units_are_refused(room: Room) -> None:
    sittings = [await plan(room) for _ in range(9)]

    def hold(desk: SqlDesk, sitting_id: int) -> int | None:
        held = desk.councils.close(sitting_id, LATER)
        if sitting_id % 3 == 0:
            raise LookupError
        return held.number

    outcomes = await asyncio.gather(
        *(room.does(lambda desk, one=one: hold(desk, one)) for one in sittings), return_exceptions=True
    )
    assert [one for one in outcomes if isinstance(one, int)] == list(range(1, 7))


@pytest.mark.parametrize("state", [SittingState.CANCELLED, SittingState.HELD])
async def test_only_a_planned_sitting_is_closed(room: Room, state: SittingState) -> None:
    number = await plan(room, state=state)
    with pytest.raises(Outdated):
        await close(room, number)


async def test_two_who_close_at_once(room: Room) -> None:
    number = await plan(room)
    outcomes = await asyncio.gather(close(room, number), close(room, number), return_exceptions=True)
    assert isinstance(outcomes[0], Sitting)
    assert isinstance(outcomes[1], Outdated)


async def test_only_the_last_one_that_was_closed_is_reopened(room: Room) -> None:
    first, second = await plan(room), await plan(room)
    for number in (first, second):
        await close(room, number)
    for refused in (first, await plan(room)):
        with pytest.raises(Outdated):
            await room.does(lambda desk, refused=refused: desk.councils.reopen(refused))
    await room.does(lambda desk: desk.councils.reopen(second))
    assert await room.sees(lambda desk: desk.councils.sitting(second)) == planned(id=second)
    await room.does(lambda desk: desk.councils.reopen(first))
    assert (await close(room, second)).number == 1


async def test_an_agenda(room: Room, cases: Cases) -> None:
    sitting = await plan(room)
    first, second, third = [
        (
            await room.does(
                lambda desk, period=period: desk.applications.register(cases.application(period=period))
            )
        ).id
        for period in "abc"
    ]
    items = [
        await room.does(lambda desk, one=one: desk.councils.put_item(sitting, one))
        for one in (first, second, third)
    ]
    assert [one.place for one in items] == [1, 2, 3]
    assert await room.does(lambda desk: desk.councils.put_item(sitting, first)) == items[0]
    assert await room.sees(lambda desk: desk.councils.agenda(sitting)) == tuple(items)
    assert await room.sees(lambda desk: desk.councils.item_of(second)) == items[1]
    voted = replace(
        items[1],
        ruling=Ruling.GRANT,
        category="5",
        reason="өрттен кейін",
        votes=Votes(7, 1, 1),
        details={"amount": "9"},
    )
    await room.does(lambda desk: desk.councils.change_item(voted))
    assert await room.sees(lambda desk: desk.councils.item_of(second)) == voted
    await room.does(lambda desk: desk.councils.drop_item(items[0].id))
    await room.does(lambda desk: desk.councils.drop_item(items[0].id))
    moved = (replace(voted, place=1), replace(items[2], place=2))
    assert await room.sees(lambda desk: desk.councils.agenda(sitting)) == moved
    assert await room.sees(lambda desk: desk.councils.item_of(first)) is None
    again = await room.does(lambda desk: desk.councils.put_item(sitting, first))
    assert again.place == 3
    assert again.id not in {one.id for one in items}


async def test_an_application_stands_on_no_agenda_of_a_sitting_that_is_over(room: Room, cases: Cases) -> None:
    sitting, next_one = await plan(room), await plan(room, held_at=NEXT_DAY)
    application = (await room.does(lambda desk: desk.applications.register(cases.application()))).id
    item = await room.does(lambda desk: desk.councils.put_item(sitting, application))
    await close(room, sitting)
    assert await room.sees(lambda desk: desk.councils.item_of(application)) is None
    assert await room.sees(lambda desk: desk.councils.agenda(sitting)) == (item,)
    later = await room.does(lambda desk: desk.councils.put_item(next_one, application))
    assert await room.sees(lambda desk: desk.councils.item_of(application)) == later
