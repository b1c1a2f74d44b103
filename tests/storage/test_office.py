"""One update is one unit of work: redelivered it changes nothing, refused it leaves nothing."""

import asyncio

import pytest
from sqlalchemy import text

from bot.core.errors import NotFound
from bot.core.people import Person
from bot.core.ports import Desk
from bot.storage.office import Backroom
from bot.storage.outbox import receive
from tests.storage.conftest import Place, Room


def note(desk: Desk, subject: str) -> None:
    desk.audit.note(desk.actor.id, "note", subject, desk.moment)


def note_and_refuse(desk: Desk, subject: str) -> None:
    note(desk, subject)
    raise NotFound()


async def subjects(room: Room) -> list[str]:
    return await room.sees(
        lambda desk: list(desk.connection.execute(text("SELECT subject FROM audit")).scalars())
    )


async def test_an_update_that_comes_again_changes_nothing(room: Room) -> None:
    for _ in range(5):
        await room.office(77, 1).act(note, "once")
    assert await subjects(room) == ["once"]


async def test_copies_of_an_update_at_the_same_moment_are_one(room: Room) -> None:
    await asyncio.gather(*(room.office(77, 1).act(note, "once") for _ in range(20)))
    assert await subjects(room) == ["once"]


async def test_different_updates_are_all_done(room: Room) -> None:
    await asyncio.gather(*(room.office(77, number).act(note, str(number)) for number in range(20)))
    assert sorted(await subjects(room), key=int) == [str(number) for number in range(20)]


async def test_what_was_refused_leaves_nothing_and_may_be_asked_again(room: Room) -> None:
    with pytest.raises(NotFound):
        await room.office(77, 1).act(note_and_refuse, "never")
    assert await subjects(room) == []
    await room.office(77, 1).act(note, "now")
    assert await subjects(room) == ["now"]


async def test_a_second_unit_of_work_in_one_update_is_a_mistake(room: Room) -> None:
    office = room.office(77, 1)
    await office.act(note, "first")
    with pytest.raises(RuntimeError, match="second unit of work"):
        await office.act(note, "second")
    assert await subjects(room) == ["first"]


async def test_a_number_that_telegram_gives_again_after_weeks_is_a_new_update(room: Room) -> None:
    await room.office(77, 1).act(note, "in June")
    later = Backroom(
        room.database,
        room.backroom.vault,
        _Later(room.backroom.clock.now().replace(month=10)),
        room.backroom.zone,
    )
    again = Room(later, room.file)
    await again.office(77, 1).act(note, "in September")
    await again.office(77, 1).act(note, "redelivered")
    assert await subjects(room) == ["in June", "in September"]


async def test_receive_says_whether_it_is_new(room: Room) -> None:
    taken = [
        await room.does(lambda desk, number=number: receive(desk.connection, number, desk.moment))
        for number in (5, 6, 5)
    ]
    assert taken == [True, True, False]


async def test_the_actor_is_the_person_of_the_update_or_nobody(room: Room, place: Place) -> None:
    assert (await room.office(77, 1).ask(lambda desk: desk.actor)).id == place.person
    assert await room.office(99, 1).ask(lambda desk: desk.actor) == Person(0, 99, "", "kk")
    assert (await room.sees(lambda desk: desk.actor)).id == 0


async def test_the_day_is_the_one_at_the_school(room: Room) -> None:
    late = room.backroom.clock.now().replace(hour=20)
    there = Room(Backroom(room.database, room.backroom.vault, _Later(late), room.backroom.zone), room.file)
    assert await there.sees(lambda desk: (desk.today - desk.moment.date()).days) == 1


class _Later:
    def __init__(self, moment: object) -> None:
        self._moment = moment

    def now(self) -> object:
        return self._moment
