"""Kept values are never older than what was confirmed, whatever is read and written at the same moment."""

import asyncio
import random
import threading

import pytest
from sqlalchemy import text

from bot.core.passport.reports import ReportState
from bot.core.people import Role
from bot.storage import shelf
from bot.storage.desk import SqlDesk
from tests.storage.conftest import Place, Room


def language(desk: SqlDesk) -> str:
    return desk.actor.language


async def test_what_was_confirmed_is_seen_at_once(room: Room, place: Place) -> None:
    for number in range(50):
        wanted = "ru" if number % 2 else "kk"
        await room.office(77, number).act(
            lambda desk, wanted=wanted: desk.people.set_language(place.person, wanted)
        )
        assert await room.office(77, 0).ask(language) == wanted


async def test_a_read_that_began_before_a_commit_leaves_nothing_old_behind(room: Room, place: Place) -> None:
    began, committed = threading.Event(), threading.Event()

    def slow(desk: SqlDesk) -> str:
        desk.connection.execute(text("SELECT count(*) FROM pupil")).scalar()
        began.set()
        assert committed.wait(5)
        return language(desk)

    reading = asyncio.create_task(room.office(77, 0).ask(slow))
    await asyncio.to_thread(began.wait, 5)
    await room.office(77, 1).act(lambda desk: desk.people.set_language(place.person, "ru"))
    committed.set()
    await reading
    assert await room.office(77, 0).ask(language) == "ru"


async def test_a_unit_trusts_nothing_that_its_own_group_has_changed(room: Room, place: Place) -> None:
    """The second of two who send the same report at once finds it sent."""
    report = await room.does(lambda desk: desk.reports.begin(place.class_id, desk.moment, None).id)
    assert (await room.office(77, 0).ask(lambda desk: desk.reports.get(report))).state is ReportState.IN_WORK
    found: list[ReportState] = []

    def send(desk: SqlDesk) -> None:
        found.append(desk.reports.get(report).state)
        desk.reports.set_state(report, ReportState.WAITING, place.person, desk.moment)

    await asyncio.gather(*(room.office(77, number).act(send) for number in range(1, 4)))
    assert found == [ReportState.IN_WORK, ReportState.WAITING, ReportState.WAITING]
    assert (await room.office(77, 0).ask(lambda desk: desk.reports.get(report))).state is ReportState.WAITING


async def test_what_a_failed_unit_wrote_is_not_kept(room: Room, place: Place) -> None:
    def change_and_fail(desk: SqlDesk) -> None:
        desk.people.set_language(place.person, "en")
        assert desk.people.get(place.person).language == "en"
        assert language(desk) in ("kk", "en")
        raise LookupError

    outcomes = await asyncio.gather(
        room.office(77, 1).act(change_and_fail),
        room.office(77, 2).act(lambda desk: desk.audit.note(None, language(desk), "", desk.moment)),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], LookupError)
    assert await room.office(77, 0).ask(language) == "kk"
    noted = await room.sees(lambda desk: desk.connection.execute(text("SELECT action FROM audit")).scalar())
    assert noted == "kk"


async def test_a_commit_that_fails_leaves_what_was(room: Room, place: Place) -> None:
    def orphan(desk: SqlDesk) -> None:
        desk.people.set_language(place.person, "en")
        desk.connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        desk.connection.execute(text("INSERT INTO draft VALUES (1, 404, '', 1, 'q', x'00', '2026-09-07')"))

    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        await room.office(77, 1).act(orphan)
    assert await room.office(77, 0).ask(language) == "kk"


async def test_a_right_that_was_taken_away_is_gone_with_the_next_question(room: Room, place: Place) -> None:
    assert (await room.office(77, 0).ask(lambda desk: desk.actor)).roles == {Role.SOCIAL_PEDAGOGUE}
    [grant] = await room.sees(lambda desk: desk.people.grants())
    await room.office(77, 1).act(lambda desk: desk.people.revoke(grant.id, desk.moment))
    assert (await room.office(77, 0).ask(lambda desk: desk.actor)).roles == frozenset()


@pytest.mark.parametrize("seed", range(3))
async def test_readers_and_writers_in_a_crowd(room: Room, place: Place, seed: int) -> None:
    """After each confirmed change nobody reads an earlier value, however slow the reads beside it are."""
    chance = random.Random(seed)
    confirmed = [0]
    pauses = [chance.uniform(0, 0.002) for _ in range(50)]

    def slow(desk: SqlDesk) -> int:
        desk.connection.execute(text("SELECT count(*) FROM pupil")).scalar()
        threading.Event().wait(chance.choice(pauses))
        return int(desk.actor.name)

    async def read() -> None:
        while confirmed[0] < 150:
            before = confirmed[0]
            query = slow if chance.random() < 0.5 else lambda desk: int(desk.actor.name)
            assert await room.office(77, 0).ask(query) >= before

    await room.does(lambda desk: desk.people.set_name(place.person, "0"))
    readers = [asyncio.create_task(read()) for _ in range(4)]
    for number in range(1, 151):
        await room.office(77, number).act(
            lambda desk, number=number: desk.people.set_name(place.person, str(number))
        )
        confirmed[0] = number
    await asyncio.gather(*readers)


async def test_a_unit_that_waited_sees_what_was_written_while_it_did(room: Room, place: Place) -> None:
    """What comes afterwards is asked for before a group is written and runs after it."""
    await room.office(77, 0).ask(language)
    seen: list[str] = []
    await asyncio.gather(
        room.office(77, 1).act(lambda desk: desk.people.set_language(place.person, "ru")),
        asyncio.sleep(0),
        room.office(77, 2).afterwards(lambda desk: seen.append(language(desk))),
    )
    assert seen == ["ru"]


async def test_the_shelf_has_an_end(room: Room, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "ROOM", 10)
    for number in range(40):
        assert await room.office(1000 + number, 0).ask(lambda desk: desk.actor.id) == 0
    assert len(room.database.shelf._kept) <= 10
    assert await room.office(77, 0).ask(language) == "kk"
