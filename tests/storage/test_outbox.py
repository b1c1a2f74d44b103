"""Letters wait until their time, go out once a mark, and none is lost on the way."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.core.office import Letter, Notice, Phrase
from bot.storage.outbox import SqlLetters
from tests.storage.conftest import Place, Room

NOTICE = Notice("entrance.joined", {"name": "Айгүл"}, (("go.menu", "menu"),))


@pytest.fixture
def letters(room: Room) -> SqlLetters:
    return SqlLetters(room.database, room.backroom.vault)


async def put(room: Room, person: int, **changes: object) -> bool:
    notice = replace(NOTICE, **changes)
    return await room.does(lambda desk: desk.outbox.put(person, notice, desk.moment))


async def test_a_notice_comes_out_as_it_went_in(
    room: Room, place: Place, letters: SqlLetters, now: datetime
) -> None:
    words = {
        "name": "Айгүл",
        "count": 3,
        "state": Phrase("state.waiting"),
        "list": (Phrase("a", {"n": 1}), "plain"),
    }
    await put(room, place.person, words=words, unique="mark")
    [letter] = await letters.waiting(now, 10)
    assert letter.notice == Notice(NOTICE.key, words, NOTICE.buttons, "mark", now)
    assert (letter.person_id, letter.telegram_id, letter.language) == (place.person, 77, "kk")
    assert (letter.tries, letter.begun) == (0, False)


async def test_two_notices_with_one_mark_are_one(room: Room, place: Place) -> None:
    assert [await put(room, place.person, unique="a") for _ in range(3)] == [True, False, False]
    assert await put(room, place.person, unique="b")
    assert [await put(room, place.person) for _ in range(2)] == [True, True]
    assert await room.sees(lambda desk: desk.outbox.marks("")) == {"a", "b"}
    assert await room.sees(lambda desk: desk.outbox.marks("a")) == {"a"}
    assert await room.sees(lambda desk: desk.outbox.marks("%")) == frozenset()


async def test_a_letter_of_a_unit_that_fails_is_not_laid_out(
    room: Room, place: Place, letters: SqlLetters, now: datetime
) -> None:
    def unit(desk: object) -> None:
        desk.outbox.put(place.person, NOTICE, now)
        raise LookupError

    with pytest.raises(LookupError):
        await room.does(unit)
    assert await letters.waiting(now, 10) == []


async def test_nothing_goes_out_before_its_time(
    room: Room, place: Place, letters: SqlLetters, now: datetime
) -> None:
    await put(room, place.person, not_before=now + timedelta(hours=1))
    assert await letters.waiting(now, 10) == []
    assert len(await letters.waiting(now + timedelta(hours=1), 10)) == 1


async def test_each_person_gets_one_letter_a_round_the_oldest_first(
    room: Room, place: Place, letters: SqlLetters, now: datetime
) -> None:
    other = await room.does(lambda desk: desk.people.add(78, "Данияр", "ru", desk.moment).id)
    for person, key in ((place.person, "a"), (place.person, "b"), (other, "c")):
        await put(room, person, key=key)
    assert [one.notice.key for one in await letters.waiting(now, 10)] == ["a", "c"]
    assert [one.notice.key for one in await letters.waiting(now, 1)] == ["a"]
    await letters.sent((await letters.waiting(now, 1))[0], now)
    assert [one.notice.key for one in await letters.waiting(now, 10)] == ["b", "c"]


async def test_a_letter_that_has_to_wait_lets_the_next_one_pass(
    room: Room, place: Place, letters: SqlLetters, now: datetime
) -> None:
    await put(room, place.person, key="a", not_before=now + timedelta(days=1))
    await put(room, place.person, key="b")
    assert [one.notice.key for one in await letters.waiting(now, 10)] == ["b"]


async def test_what_becomes_of_a_letter(room: Room, place: Place, letters: SqlLetters, now: datetime) -> None:
    await put(room, place.person)

    async def only() -> Letter:
        [letter] = await letters.waiting(now + timedelta(days=2), 10)
        return letter

    later = now + timedelta(days=1)
    await letters.begin(await only(), now)
    assert ((await only()).tries, (await only()).begun) == (1, True)
    await letters.unsure(await only(), later, "network")
    assert await letters.waiting(now, 10) == []
    assert ((await only()).tries, (await only()).begun) == (1, True)
    before = await only()
    await letters.begin(before, now)
    await letters.not_sent(before, later, "flood")
    assert ((await only()).tries, (await only()).begun) == (1, False)
    await letters.failed(await only(), now, "refused")
    assert await letters.waiting(later, 10) == []
    error = await room.sees(lambda desk: desk.connection.execute(text("SELECT error FROM outbox")).scalar())
    assert error == "refused"


async def test_letters_wait_for_somebody_who_shut_the_bot_out(
    room: Room, place: Place, letters: SqlLetters, now: datetime
) -> None:
    await put(room, place.person)
    await put(room, place.person)
    await letters.blocked((await letters.waiting(now, 10))[0], now)
    assert await letters.waiting(now, 10) == []
    assert await room.sees(lambda desk: desk.people.blocked()) == {place.person}
    await room.does(lambda desk: desk.people.set_blocked(place.person, None))
    assert len(await letters.waiting(now, 10)) == 1


async def test_the_words_of_a_letter_can_not_be_read_from_the_file(room: Room, place: Place) -> None:
    await put(room, place.person, words={"name": "Құпиябаев"})
    await room.database.close()
    stored = b"".join(part.read_bytes() for part in room.file.parent.glob("tirek.db*"))
    assert "Құпиябаев".encode() not in stored
