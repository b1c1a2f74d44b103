"""How updates wait, are fetched, expire, and who gets a 409."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import TelegramConflictError
from aiogram.types import InaccessibleMessage

from bot.sandbox.updates import UpdateQueue
from tests.sandbox.conversations import START, Line, Seconds, line
from tests.sandbox.echo import client, keyboard


async def texts(phone_line: Line, **asked: Any) -> list[str]:
    updates = await phone_line.bot.get_updates(**asked)
    return [str(one.message.text) for one in updates if one.message]


async def test_an_offset_confirms(phone_line: Line) -> None:
    for text in ("бір", "екі", "үш"):
        await phone_line.person.sends(text)
    assert await texts(phone_line) == ["бір", "екі", "үш"]
    updates = await phone_line.bot.get_updates(limit=1, offset=-2)
    assert [one.message.text for one in updates if one.message] == ["екі"]
    assert await texts(phone_line, offset=updates[0].update_id + 1) == ["үш"]
    assert await texts(phone_line, offset=updates[0].update_id + 2, timeout=0) == []


async def test_allowed_updates_filter_when_the_update_is_made(phone_line: Line) -> None:
    person = phone_line.person
    await person.sends("бір")
    assert await texts(phone_line, allowed_updates=["callback_query"]) == ["бір"]
    assert await person.sends("екі") == ()
    sent = await phone_line.bot.send_message(person.id, "x", reply_markup=keyboard("А"))
    assert len(await person.presses(sent.message_id, "А")) == 1
    assert await texts(phone_line) == ["бір"]
    await phone_line.call("getUpdates", allowed_updates=["message"], offset=-1)
    assert await person.presses(sent.message_id, "А") == ()
    assert len(phone_line.server.world.taps) == 1
    await phone_line.call("getUpdates", allowed_updates=[])
    assert len(await person.sends("үш")) == 1


async def test_updates_expire(phone_line: Line) -> None:
    sent = await phone_line.bot.send_message(phone_line.person.id, "x", reply_markup=keyboard("А"))
    await phone_line.person.sends("бір")
    await phone_line.person.presses(sent.message_id, "А")
    assert len(await phone_line.bot.get_updates()) == 2
    phone_line.clock.passes(seconds=151)
    (kept,) = await phone_line.bot.get_updates()
    assert kept.message
    phone_line.clock.passes(hours=24)
    assert phone_line.server.updates.pending() == ()


async def test_a_long_poll_wakes_up(phone_line: Line) -> None:
    poll = asyncio.create_task(texts(phone_line, timeout=20))
    await asyncio.sleep(0.05)
    await phone_line.person.sends("бір")
    assert await poll == ["бір"]


async def test_the_earlier_poll_gets_the_conflict(phone_line: Line) -> None:
    async with client(phone_line.server) as other:
        earlier = asyncio.create_task(phone_line.bot.get_updates(timeout=20))
        await asyncio.sleep(0.05)
        later = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(
            TelegramConflictError, match="terminated by other getUpdates request; make sure that"
        ):
            await earlier
        await phone_line.person.sends("бір")
        assert len(await later) == 1


async def test_a_second_conflict_comes_late() -> None:
    seconds = Seconds()
    async with line(monotonic=seconds) as phone_line:
        polls = [asyncio.create_task(phone_line.call("getUpdates", timeout=20, offset=n)) for n in (1, 2, 3)]
        await asyncio.sleep(0.1)
        assert [poll.done() for poll in polls] == [True, False, False]
        phone_line.server.updates.add("message", {})
        assert (await polls[2])["ok"]
        for poll in polls:
            poll.cancel()


async def test_the_same_offset_again_is_held_back(phone_line: Line) -> None:
    seconds = Seconds()
    queue = UpdateQueue(phone_line.clock, seconds)
    assert queue._held_back(5, 100, 0) == (100, 0)
    assert queue._held_back(5, 100, 0) == (1, 3)
    seconds.at += 1
    assert queue._held_back(5, 100, 0) == (100, 3)
    seconds.at += 1
    assert queue._held_back(5, 100, 10) == (100, 10)
    seconds.at += 3
    assert queue._held_back(5, 100, 1) == (100, 1)


async def test_a_poll_ends_with_nothing_when_its_time_is_over(phone_line: Line) -> None:
    queue = UpdateQueue(phone_line.clock)
    assert await queue.poll(1, 100, 1) == []


async def test_updates_are_delivered_twice_on_demand(phone_line: Line) -> None:
    phone_line.server.deliver_twice(1)
    (first,) = await phone_line.person.sends("бір")
    await phone_line.person.sends("екі")
    got: list[int] = []
    offset = 0
    while phone_line.server.updates.pending():
        for update in await phone_line.bot.get_updates(offset=offset, limit=1):
            got.append(update.update_id)
            offset = update.update_id + 1
        phone_line.server.updates.confirm(offset)
    assert got == [first, first + 1, first] or got == [first, first, first + 1]
    await phone_line.server.updates.wait_taken(first)


async def test_waiting_until_an_update_is_taken(phone_line: Line) -> None:
    (first,) = await phone_line.person.sends("бір")
    waiting = asyncio.create_task(phone_line.server.updates.wait_taken(first))
    await asyncio.sleep(0)
    assert not waiting.done()
    phone_line.server.updates.confirm(first + 1)
    await waiting


async def test_a_tap_on_what_is_gone_is_inaccessible(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_message(person.id, "x", reply_markup=keyboard("А"))
    await bot.delete_message(person.id, sent.message_id)
    await person.presses(sent.message_id, "А")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, InaccessibleMessage)
    assert update.callback_query.message.message_id == sent.message_id


async def test_a_tap_on_an_old_message_is_inaccessible_when_told_so(phone_line: Line) -> None:
    from datetime import timedelta

    phone_line.server.forgets_after = timedelta(days=2)
    person = phone_line.person
    sent = await phone_line.bot.send_message(person.id, "x", reply_markup=keyboard("А"))
    await person.presses(sent.message_id, "А")
    phone_line.clock.passes(days=3)
    await person.presses(sent.message_id, "А")
    (update,) = await phone_line.bot.get_updates()
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, InaccessibleMessage)


async def test_a_message_of_a_person_reads_well(phone_line: Line) -> None:
    await phone_line.person.opens(f"https://t.me/{phone_line.server.world.bot.username}?start=abc_1-2")
    (update,) = await phone_line.bot.get_updates()
    message = update.message
    assert message is not None
    assert message.text == "/start abc_1-2"
    assert message.entities is not None
    assert [(one.type, one.length) for one in message.entities] == [("bot_command", 6)]
    assert message.from_user is not None
    assert (message.from_user.language_code, message.chat.type, message.date) == ("kk", "private", START)
