"""Letters arrive once where that can be known, at least once where it can not, at Telegram's pace."""

import asyncio
import random
import time

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.core.office import Phrase
from bot.reminders.sender import LONGEST_PAUSE, TRIES
from bot.sandbox.faults import (
    BadGatewayHtml,
    Blocked,
    Deactivated,
    DropAfter,
    DropBefore,
    Fault,
    Refuses,
    RetryAfter,
    ServerError500,
)
from bot.sandbox.refusals import Refused, bad_request
from bot.storage.outbox import SqlLetters
from bot.texts import Words
from tests.reminders.conftest import PostOffice, words

UNAUTHORIZED = Refuses(Refused(401, "Unauthorized"))


async def test_a_letter_arrives_in_the_language_of_its_reader(post: PostOffice) -> None:
    kazakh, first = await post.somebody(language="kk")
    russian, second = await post.somebody(language="ru")
    for number in (first, second):
        await post.puts(number, words={"name": (Phrase("go.menu"), "A & <b>B</b>")})
    assert await post.sender.send_due() == 2
    for phone, language in ((kazakh, "kk"), (russian, "ru")):
        assert words(phone) == [f"Хат «{Words(language)('go.menu')}\nA & <b>B</b>»"]
    assert await post.states() == [(True, False, 1)] * 2
    assert await post.sender.send_due() == 0


async def test_buttons_and_phrases_of_a_letter(post: PostOffice) -> None:
    phone, number = await post.somebody(language="ru")
    said = {"name": (Phrase("one"), Phrase("two {name}", {"name": Phrase("three")}))}
    await post.puts(number, words=said, buttons=(("go.menu", "menu"),))
    await post.sender.send_due()
    [message] = phone.messages
    assert message.markup is not None
    assert [one["callback_data"] for row in message.markup.rows for one in row] == ["menu"]
    assert message.content.words.text == "Хат «one\ntwo three»"


@pytest.mark.parametrize(
    "fault", [RetryAfter(7), ServerError500(), BadGatewayHtml(), DropBefore(), UNAUTHORIZED]
)
async def test_what_passes_delays_a_letter_and_does_not_lose_or_double_it(
    post: PostOffice, fault: Fault
) -> None:
    phone, number = await post.somebody()
    await post.puts(number)
    post.server.faults.queue("sendMessage", fault, times=2)
    await post.sender.send_due()
    assert words(phone) == []
    for _ in range(4):
        post.clock.passes(seconds=10)
        await post.sender.send_due()
    assert len(words(phone)) == 1
    assert [(sent, failed) for sent, failed, _ in await post.states()] == [(True, False)]


async def test_a_pause_is_as_long_as_telegram_asks(post: PostOffice) -> None:
    phone, number = await post.somebody()
    await post.puts(number)
    post.server.faults.queue("sendMessage", RetryAfter(30))
    await post.sender.send_due()
    post.clock.passes(seconds=29)
    assert await post.sender.send_due() == 0
    post.clock.passes(seconds=1)
    assert await post.sender.send_due() == 1
    assert len(words(phone)) == 1


async def test_too_many_requests_are_not_tries(post: PostOffice) -> None:
    _, number = await post.somebody()
    await post.puts(number)
    post.server.faults.queue("sendMessage", RetryAfter(1), times=TRIES + 5)
    for _ in range(TRIES + 6):
        await post.sender.send_due()
        post.clock.passes(seconds=1)
    assert await post.states() == [(True, False, 1)]


async def test_a_line_cut_after_acceptance_is_written_again(post: PostOffice) -> None:
    """It can not be told from one cut before: a letter twice is better than none."""
    phone, number = await post.somebody()
    await post.puts(number)
    post.server.faults.queue("sendMessage", DropAfter())
    await post.sender.send_due()
    post.clock.passes(seconds=2)
    await post.sender.send_due()
    assert len(words(phone)) == 2
    assert await post.states() == [(True, False, 2)]


async def test_the_pauses_between_tries_grow_and_have_an_end(post: PostOffice) -> None:
    _, number = await post.somebody()
    await post.puts(number)
    post.server.faults.queue("sendMessage", DropBefore(), times=TRIES)
    assert await post.sender.send_due() == 1
    for tries in range(TRIES - 1):
        pause = min(2**tries, LONGEST_PAUSE)
        post.clock.passes(seconds=pause - 1)
        assert await post.sender.send_due() == 0
        post.clock.passes(seconds=1)
        assert await post.sender.send_due() == 1
    assert await post.states() == [(False, True, TRIES)]
    assert await post.sender.send_due() == 0


@pytest.mark.parametrize("fault", [Blocked(), Deactivated()])
async def test_who_shut_the_bot_out_is_left_alone_and_gets_all_when_back(
    post: PostOffice, fault: Fault
) -> None:
    phone, number = await post.somebody()
    for name in ("a", "b", "c"):
        await post.puts(number, name)
    post.server.faults.queue("sendMessage", fault)
    assert await post.sender.send_due() == 1
    assert post.server.calls["sendmessage"] == 0
    assert await post.sender.send_due() == 0
    await post.backroom.database.write(
        lambda connection: connection.execute(text("UPDATE person SET blocked_at = NULL")) and None
    )
    assert await post.sender.send_due() == 3
    assert len(words(phone)) == 3


@pytest.mark.parametrize("words_of_it", ["chat not found", "can't parse entities: Unclosed start tag"])
async def test_what_telegram_will_never_take_is_given_up_with_a_word_to_the_log(
    post: PostOffice, words_of_it: str
) -> None:
    phone, number = await post.somebody()
    await post.puts(number, "a")
    await post.puts(number, "b")
    post.server.faults.queue("sendMessage", Refuses(bad_request(words_of_it)))
    with capture_logs() as logs:
        await post.sender.send_due()
    assert [one["event"] for one in logs] == ["letter_given_up"]
    assert _names(words(phone)) == ["b"]
    assert [(sent, failed) for sent, failed, _ in await post.states()] == [(False, True), (True, False)]


async def test_a_letter_whose_words_do_not_fit_stands_in_nobodys_way(post: PostOffice) -> None:
    phone, number = await post.somebody()
    await post.puts(number, words={"other": "word"})
    await post.puts(number, "b")
    with capture_logs() as logs:
        await post.sender.send_due()
    assert [one["event"] for one in logs] == ["letter_given_up"]
    assert len(words(phone)) == 1


async def test_nothing_is_lost_when_the_process_is_thrown_away_at_any_moment(post: PostOffice) -> None:
    people = [await post.somebody(f"Адам {number}") for number in range(12)]
    for _, number in people:
        await post.puts(number)
    chance = random.Random(7)
    for _ in range(8):
        sender = post.new_sender()
        running = asyncio.create_task(sender.send_due())
        await asyncio.sleep(chance.uniform(0.0, 0.08))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        post.clock.passes(seconds=3)
    await post.new_sender().send_due()
    assert all(words(phone) for phone, _ in people)
    assert all(sent for sent, _, _ in await post.states())


async def test_a_storm_of_faults_loses_nothing(post: PostOffice) -> None:
    people = [await post.somebody(f"Адам {number}") for number in range(10)]
    for _, number in people:
        for name in ("a", "b"):
            await post.puts(number, name)
    faults = [RetryAfter(2), ServerError500(), BadGatewayHtml(), DropBefore(), DropAfter()]
    post.server.faults.at_random(random.Random(3), 0.5, faults)
    for _ in range(40):
        await post.sender.send_due()
        post.clock.passes(minutes=10)
    for phone, _ in people:
        assert set(_names(words(phone))) == {"a", "b"}
    assert all(sent for sent, _, _ in await post.states())


def _names(messages: list[str]) -> list[str]:
    return [message.partition("«")[2].rstrip("»") for message in messages]


async def test_tables_out_of_reach_are_waited_for(post: PostOffice, letters: SqlLetters) -> None:
    phone, number = await post.somebody()
    await post.puts(number)
    rename = "ALTER TABLE outbox RENAME TO {}"
    await _changes(post, rename.format("gone"))
    with capture_logs() as logs:
        assert await post.sender.send_due() == 0
    assert [one["event"] for one in logs] == ["sending_failed"]
    await _changes(post, "ALTER TABLE gone RENAME TO outbox")
    assert await post.sender.send_due() == 1
    assert len(words(phone)) == 1


async def test_a_mark_that_can_not_be_set_ends_the_round_instead_of_repeating_it(post: PostOffice) -> None:
    phone, number = await post.somebody()
    await post.puts(number)
    await _changes(
        post,
        "CREATE TRIGGER stuck BEFORE UPDATE OF sent_at ON outbox BEGIN SELECT RAISE(ABORT, 'stuck'); END",
    )
    with capture_logs() as logs:
        await asyncio.wait_for(post.sender.send_due(), 10)
    assert [one["event"] for one in logs] == ["sending_failed"]
    assert len(words(phone)) == 1
    await _changes(post, "DROP TRIGGER stuck")
    await post.sender.send_due()
    assert await post.states() == [(True, False, 2)]


async def _changes(post: PostOffice, statement: str) -> None:
    await post.backroom.database.write(lambda connection: connection.execute(text(statement)) and None)


async def test_sixty_people_are_written_to_at_telegrams_pace_without_a_refusal(post: PostOffice) -> None:
    post.server.pace.on = True
    people = [await post.somebody(f"Адам {number}") for number in range(60)]
    for _, number in people:
        await post.puts(number)
    began = time.monotonic()
    await post.new_sender(chat_pause=1.0).send_due()
    assert post.server.pace.violations == []
    assert all(len(words(phone)) == 1 for phone, _ in people)
    assert time.monotonic() - began < 60 / 29.5 / 0.75


async def test_one_chat_gets_one_letter_a_second_and_nobody_waits_for_it(post: PostOffice) -> None:
    post.server.pace.on = True
    busy, busy_number = await post.somebody("Сәуле")
    other, other_number = await post.somebody("Данияр")
    for name in ("a", "b", "c"):
        await post.puts(busy_number, name)
    await post.puts(other_number)
    began = time.monotonic()
    sending = asyncio.create_task(post.new_sender(chat_pause=1.05).send_due())
    while not words(other):
        await asyncio.sleep(0.01)
    assert time.monotonic() - began < 0.9
    await sending
    assert post.server.pace.violations == []
    assert _names(words(busy)) == ["a", "b", "c"]
