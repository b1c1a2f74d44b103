"""Rule 8: every tap is answered and every word gets a sentence, also when the tables or Telegram fail."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.sandbox.faults import BadGatewayHtml, Blocked, DropAfter, DropBefore, RetryAfter, ServerError500
from bot.texts import Words
from tests.conftest import Staff
from tests.driver import Person, World
from tests.house.furnished import backroom
from tests.house.test_old_buttons import ticks_a_class

BROKEN = Words("ru")("refusal.broken")
# What is told of a table that can not be read: by whoever wanted to.
FAILED = {"handler_failed", "sending_failed", "cleaning_failed", "terms_not_told"}


@asynccontextmanager
async def without_table(telegram: World, name: str) -> AsyncIterator[None]:
    """The table is out of reach for a while, as after a fault of the disk."""
    await _runs(telegram, f'ALTER TABLE "{name}" RENAME TO out_of_reach')
    try:
        yield
    finally:
        await _runs(telegram, f'ALTER TABLE out_of_reach RENAME TO "{name}"')


async def _runs(telegram: World, statement: str) -> None:
    def unit(connection: object) -> None:
        # Otherwise the other tables would follow the new name.
        connection.execute(text("PRAGMA legacy_alter_table=ON"))
        connection.execute(text(statement))

    await backroom(telegram).database.write(unit)


@pytest.fixture
def teacher(telegram: World, school: Staff) -> Person:
    telegram.tolerates |= {"surplus"}
    return school.teacher_of("7Ә")


@pytest.mark.parametrize("table", ["pupil", "class_report", "person", "draft", "inbox"])
async def test_a_table_out_of_reach_answers_every_tap(
    telegram: World, school: Staff, teacher: Person, table: str
) -> None:
    await ticks_a_class(teacher, school.pupils_of("7Ә"))
    buttons = list(teacher.shown_buttons)
    with capture_logs() as logs:
        async with without_table(telegram, table):
            for button in buttons:
                await teacher.taps_again(button)
    assert telegram.server.world.unanswered() == ()
    assert {one["event"] for one in logs} <= FAILED
    failed = sum(one["event"] == "handler_failed" for one in logs)
    assert failed > 0
    broken = {Words(language)("refusal.broken") for language in ("ru", "kk")}
    assert sum(one.text in broken for one in teacher.phone.toasts) == failed
    await teacher.taps_again(buttons[0])


async def test_a_table_out_of_reach_answers_what_was_typed(telegram: World, teacher: Person) -> None:
    await teacher.sends("/start")
    with capture_logs():
        async with without_table(telegram, "draft"):
            await teacher.sends("Ахметов")
    broken = {Words(language)("refusal.broken") for language in ("ru", "kk")}
    assert any(one in teacher.screen for one in broken), teacher.screen
    await teacher.sends("/menu")
    teacher.sees("Что будем делать")


async def test_what_failed_can_be_pressed_again_and_counts_once(
    telegram: World, school: Staff, teacher: Person
) -> None:
    first = school.pupils_of("7Ә")[0]
    await teacher.sends("/start")
    await teacher.taps("Семейный статус")
    await teacher.taps("Начать")
    await teacher.taps("Неполная семья")
    with capture_logs():
        async with without_table(telegram, "status_fact"):
            await teacher.taps(first)
    teacher.sees_toast(BROKEN)
    await teacher.taps(first)
    teacher.sees("1/27", buttons=[f"✅ {first}"])


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_survey_in_a_storm_of_faults(
    telegram: World, school: Staff, teacher: Person, seed: int
) -> None:
    """A person who sees nothing happen presses again; at the end all is there, once."""
    faults = [ServerError500(), BadGatewayHtml(), DropBefore(), DropAfter(), RetryAfter(1)]
    pupils = school.pupils_of("7Ә")
    await teacher.sends("/start")
    await teacher.taps("Семейный статус")
    await teacher.taps("Начать")
    await teacher.taps("Неполная семья")
    telegram.server.faults.at_random(random.Random(seed), 0.25, faults)
    telegram.tolerates |= {"silence", "unanswered"}
    with capture_logs() as logs:
        for name in pupils[:6]:
            for _ in range(5):
                if any(one == f"✅ {name}" for one in teacher.buttons):
                    break
                await teacher.taps(name)
    telegram.server.faults.clear()
    assert {one["event"] for one in logs} <= {"tap_not_answered", "handler_failed", "reply_lost"}
    await teacher.sends("/menu")
    count = await backroom(telegram).database.read(
        lambda connection: connection.execute(text("SELECT count(*) FROM status_fact")).scalar()
    )
    assert count == 6


async def test_a_tap_is_acknowledged_within_a_second_under_a_slow_line(
    telegram: World, teacher: Person
) -> None:
    await teacher.sends("/start")
    began = time.monotonic()
    await teacher.taps("Семейный статус")
    assert time.monotonic() - began < 1


async def test_somebody_who_shuts_the_bot_out_in_the_middle_of_a_talk(
    telegram: World, teacher: Person
) -> None:
    await teacher.sends("/start")
    telegram.server.faults.queue("editMessageText", Blocked())
    with capture_logs() as logs:
        await teacher.taps("Семейный статус")
    assert [one["event"] for one in logs] == ["shut_out"]
    assert telegram.server.world.unanswered() == ()


async def test_quick_taps_all_count(telegram: World, school: Staff, teacher: Person) -> None:
    """Rule 6: five pupils ticked within a second are five ticks."""
    await teacher.sends("/start")
    await teacher.taps("Семейный статус")
    await teacher.taps("Начать")
    await teacher.taps("Неполная семья")
    five = school.pupils_of("7Ә")[:5]
    await teacher.taps_quickly(*five)
    teacher.sees("5/27", buttons=[f"✅ {name}" for name in five])


async def test_a_hundred_people_at_once(telegram: World) -> None:
    """The writer takes all that wait into one commit, and each gets their own answer."""
    telegram.tolerates |= {"surplus", "silence"}
    phones = [telegram.person(f"Адам {number}", language="kk") for number in range(100)]
    ids = [number for phone in phones for number in await phone.phone.sends("/start")]
    await asyncio.wait_for(telegram._settle(tuple(ids)), 30)
    assert all(phone.unread for phone in phones)
