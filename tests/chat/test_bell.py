"""The bell rings after each update, and lets none in twice."""

import asyncio
from typing import Any

import pytest
from aiogram.types import Chat, Message, TelegramObject, Update

from bot.handlers import bell as door
from bot.handlers.bell import Bell


def update(number: int) -> Update:
    chat = Chat(id=1, type="private")
    return Update(update_id=number, message=Message(message_id=1, date=0, chat=chat))


async def test_it_rings_once_an_update_and_copies_are_not_handled_again() -> None:
    rings: list[int] = []
    handled: list[int] = []

    async def handler(event: TelegramObject, _: dict[str, Any]) -> None:
        handled.append(event.update_id)

    bell = Bell(lambda: rings.append(1))
    for number in (1, 1, 2, 1):
        await bell(handler, update(number), {})
    assert handled == [1, 2]
    assert len(rings) == 2


async def test_it_rings_also_after_a_failure() -> None:
    rings: list[int] = []

    async def handler(event: TelegramObject, _: dict[str, Any]) -> None:
        raise LookupError

    bell = Bell(lambda: rings.append(1))
    with pytest.raises(LookupError):
        await bell(handler, update(1), {})
    assert rings == [1]
    await asyncio.wait_for(bell.wait_for(1), 1)


async def test_who_waits_goes_on_when_the_update_was_handled() -> None:
    async def handler(event: TelegramObject, _: dict[str, Any]) -> None:
        await asyncio.sleep(0.02)

    bell = Bell(lambda: None)
    waiting = asyncio.create_task(bell.wait_for(7))
    await bell(handler, update(6), {})
    assert not waiting.done()
    await bell(handler, update(7), {})
    await asyncio.wait_for(waiting, 1)


async def test_its_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MEMORY", 3)
    handled: list[int] = []

    async def handler(event: TelegramObject, _: dict[str, Any]) -> None:
        handled.append(event.update_id)

    bell = Bell(lambda: None)
    for number in (1, 2, 3, 4, 4, 1):
        await bell(handler, update(number), {})
    assert handled == [1, 2, 3, 4, 1]


async def test_what_is_no_update_passes() -> None:
    async def handler(event: TelegramObject, _: dict[str, Any]) -> str:
        return "handled"

    assert await Bell(lambda: None)(handler, Chat(id=1, type="private"), {}) == "handled"
