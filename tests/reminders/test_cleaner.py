"""Files with names go out of the chats when their time is over, and are not forgotten while Telegram is away."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.reminders.cleaner import Cleaner
from bot.sandbox.faults import BadGatewayHtml, Blocked, DropBefore, Fault, Refuses, RetryAfter
from bot.sandbox.persons import Person
from bot.sandbox.refusals import Refused, bad_request
from bot.storage.sent_files import SqlSentFiles, keep_in_mind
from tests.reminders.conftest import PostOffice

HOUR = timedelta(hours=1)


async def sent(post: PostOffice) -> tuple[Person, Cleaner]:
    """A message that is to be deleted in an hour."""
    phone, _ = await post.somebody()
    message = await post.bot.send_message(phone.id, "тізім")
    await post.backroom.database.write(
        lambda connection: keep_in_mind(connection, phone.id, message.message_id, post.clock.now() + HOUR)
    )
    return phone, Cleaner(post.bot, SqlSentFiles(post.backroom.database), post.clock)


async def test_a_file_stays_until_its_time_and_not_longer(post: PostOffice) -> None:
    phone, cleaner = await sent(post)
    await cleaner.clean_due()
    assert len(phone.messages) == 1
    post.clock.passes(hours=1)
    await cleaner.clean_due()
    assert phone.messages == ()
    calls = post.server.calls["deletemessage"]
    await cleaner.clean_due()
    assert post.server.calls["deletemessage"] == calls


@pytest.mark.parametrize(
    "fault", [BadGatewayHtml(), DropBefore(), RetryAfter(3), Refuses(Refused(401, "Unauthorized"))]
)
async def test_what_passes_is_tried_again(post: PostOffice, fault: Fault) -> None:
    phone, cleaner = await sent(post)
    post.clock.passes(hours=1)
    post.server.faults.queue("deleteMessage", fault)
    await cleaner.clean_due()
    assert len(phone.messages) == 1
    await cleaner.clean_due()
    assert phone.messages == ()


@pytest.mark.parametrize("fault", [Refuses(bad_request("message to delete not found")), Blocked()])
async def test_what_telegram_refuses_is_noted_and_left(post: PostOffice, fault: Fault) -> None:
    _, cleaner = await sent(post)
    post.clock.passes(hours=1)
    post.server.faults.queue("deleteMessage", fault, times=2)
    with capture_logs() as logs:
        await cleaner.clean_due()
        await cleaner.clean_due()
    assert [one["event"] for one in logs] == ["file_not_deleted"]


async def test_tables_out_of_reach_are_waited_for(post: PostOffice) -> None:
    phone, cleaner = await sent(post)
    post.clock.passes(hours=1)
    for statement, left in (
        ("ALTER TABLE sent_file RENAME TO gone", 1),
        ("ALTER TABLE gone RENAME TO sent_file", 0),
    ):
        await post.backroom.database.write(
            lambda connection, statement=statement: connection.execute(text(statement)) and None
        )
        with capture_logs() as logs:
            await cleaner.clean_due()
        assert [one["event"] for one in logs] == ["cleaning_failed"] * left
        assert len(phone.messages) == left
