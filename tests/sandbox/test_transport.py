"""The HTTP side: addresses, tokens, faults by aiogram's exceptions, pace and webhooks."""

import asyncio
import random
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiohttp import web

from bot.sandbox import faults
from bot.sandbox.pacing import Pace, Violation
from bot.sandbox.persons import Document
from bot.sandbox.refusals import Refused, bad_request
from tests.sandbox.conversations import Line, Seconds, line
from tests.sandbox.echo import client


async def test_who_the_bot_is(phone_line: Line) -> None:
    me = await phone_line.bot.get_me()
    assert (me.id, me.is_bot) == (phone_line.bot.id, True)
    chat = await phone_line.bot.get_chat(phone_line.person.id)
    assert (chat.type, chat.first_name) == ("private", "Айгүл")


async def test_an_unknown_method_is_remembered(phone_line: Line) -> None:
    with pytest.raises(TelegramNotFound, match="Not Found: method not found"):
        await phone_line.bot.send_dice(phone_line.person.id)
    assert phone_line.server.unknown_methods == ["sendDice"]
    assert phone_line.server.refusals[-1].method == "sendDice"


async def test_unknown_parameters_are_remembered(phone_line: Line) -> None:
    await phone_line.bot.send_message(phone_line.person.id, "x", message_effect_id="5")
    assert phone_line.server.unknown_parameters == ["sendMessage(message_effect_id)"]


async def test_a_part_that_nothing_points_to_is_remembered(phone_line: Line) -> None:
    form = aiohttp.FormData({"chat_id": str(phone_line.person.id), "text": "x"})
    form.add_field("loose", b"x", filename="x")
    form.add_field("", "a part without a name")
    async with phone_line.http.post(
        f"{phone_line.server.url}/bot{phone_line.server.token}/sendmessage", data=form
    ) as answer:
        assert (await answer.json())["ok"]
    assert phone_line.server.unknown_parameters == ["sendmessage(loose)"]


@pytest.mark.parametrize("body", [{}, {"data": {"chat_id": "%d"}}, {"json": {"chat_id": "%d", "text": None}}])
async def test_every_way_to_ask(phone_line: Line, body: dict[str, Any]) -> None:
    chat = phone_line.person.id
    filled: Any = {
        kind: {name: value and value % chat for name, value in of.items()} for kind, of in body.items()
    }
    url = f"{phone_line.server.url}/bot{phone_line.server.token}/SENDMESSAGE?text=x&chat_id={chat}"
    async with phone_line.http.post(url, **filled) as answer:
        assert (await answer.json())["ok"]
    async with phone_line.http.get(url) as answer:
        assert (await answer.json())["result"]["text"] == "x"


async def test_json_that_is_none(phone_line: Line) -> None:
    url = f"{phone_line.server.url}/bot{phone_line.server.token}/getMe"
    for body, words in (
        ("{", "Bad Request: can't parse JSON object"),
        ("[]", "Bad Request: expected JSON object"),
    ):
        async with phone_line.http.post(
            url, data=body, headers={"Content-Type": "application/json"}
        ) as answer:
            assert (await answer.json())["description"] == words


async def test_addresses_and_tokens(phone_line: Line) -> None:
    server = phone_line.server
    for path, status, words in (
        ("/", 404, "Not Found"),
        (f"/bot{server.token}/", 404, "Not Found"),
        ("/bot1:x/getMe", 401, "Unauthorized"),
        ("/bot1/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0:x/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot1:{'x' * 80}/getMe", 401, "Unauthorized: invalid token specified"),
        ("/file/bot1:x/a", 401, "Unauthorized"),
    ):
        async with phone_line.http.get(server.url + path) as answer:
            assert (answer.status, (await answer.json())["description"]) == (status, words)
    async with Bot("1:abc", session=client(server).session) as other:
        with pytest.raises(TelegramUnauthorizedError):
            await other.get_me()


def test_words_are_lowered_like_telegram_does_it() -> None:
    assert [bad_request(words).description for words in ("Text", "BUTTON", "A_b", "X")] == [
        "Bad Request: text",
        "Bad Request: BUTTON",
        "Bad Request: A_b",
        "Bad Request: x",
    ]


async def test_faults_come_in_their_order(phone_line: Line) -> None:
    server, bot, chat = phone_line.server, phone_line.bot, phone_line.person.id
    server.faults.queue("sendMessage", faults.RetryAfter(3))
    server.faults.queue("sendMessage", faults.ServerError500())
    server.faults.queue("*", faults.BadGatewayHtml())
    server.faults.queue("sendMessage", faults.Blocked())
    assert server.faults.waiting == 4
    with pytest.raises(TelegramRetryAfter) as late:
        await bot.send_message(chat, "x")
    assert late.value.retry_after == 3
    with pytest.raises(RestartingTelegram):
        await bot.send_message(chat, "x")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(chat, "x")
    with pytest.raises(ClientDecodeError):
        await bot.send_message(chat, "x")
    await bot.send_message(chat, "x")
    assert len(phone_line.person.messages) == 2


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (faults.BadGatewayHtml(), 502),
        (faults.RetryAfter(3), 429),
        (faults.DropBefore(), 0),
        (faults.DropAfter(), 0),
    ],
)
async def test_faults_of_a_file_on_its_way(phone_line: Line, fault: faults.Fault, status: int) -> None:
    await phone_line.person.sends(Document(b"x", "a.pdf"))
    [update] = await phone_line.bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await phone_line.bot.get_file(update.message.document.file_id)
    server = phone_line.server
    address = f"{server.url}/file/bot{server.token}/{file.file_path}"
    server.faults.queue("file", fault)
    if status:
        async with phone_line.http.get(address) as answer:
            assert answer.status == status
    else:
        # The client itself asks a second time after a broken line.
        server.faults.queue("file", fault)
        with pytest.raises(aiohttp.ClientError):
            await phone_line.http.get(address)
        server.faults.clear()
    async with phone_line.http.get(address) as answer:
        assert await answer.read() == b"x"


@pytest.mark.parametrize(("fault", "arrives"), [(faults.DropBefore(), 0), (faults.DropAfter(), 1)])
async def test_dropped_connections(phone_line: Line, fault: faults.Fault, arrives: int) -> None:
    phone_line.server.faults.queue("*", faults.Several((faults.Delay(0.01), fault)))
    with pytest.raises(TelegramNetworkError):
        await phone_line.bot.send_message(phone_line.person.id, "x")
    assert len(phone_line.person.messages) == 1 + arrives


async def test_more_faults(phone_line: Line) -> None:
    server, bot, chat = phone_line.server, phone_line.bot, phone_line.person.id
    server.faults.queue("sendMessage", faults.Deactivated())
    server.faults.queue("sendMessage", faults.TooLargeHtml())
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(chat, "x")
    with pytest.raises(ClientDecodeError):
        await bot.send_message(chat, "x")
    server.faults.queue("getUpdates", faults.ServerError500())
    with pytest.raises(RestartingTelegram):
        await bot.get_updates()
    server.faults.queue("*", faults.ServerError500(), times=2)
    await bot.get_updates()
    server.faults.clear()
    await bot.send_message(chat, "x")


async def test_an_overloaded_server_answers_late_with_a_minute() -> None:
    fault = faults.Overloaded()
    assert isinstance(fault, faults.Several)
    assert fault.faults[0] == faults.Delay(3)
    with pytest.raises(Refused, match="retry after 60"):
        await fault.faults[1].before()


def test_faults_at_random_are_the_same_for_the_same_seed() -> None:
    def drawn() -> list[bool]:
        some = faults.Faults()
        some.at_random(random.Random(7), 0.5, [faults.DropBefore()])
        return [isinstance(some.take("sendMessage"), faults.DropBefore) for _ in range(50)]

    assert drawn() == drawn()
    assert 10 < sum(drawn()) < 40


async def test_the_pace_of_a_chat() -> None:
    seconds = Seconds()
    async with line(pacing=True, monotonic=seconds) as phone_line:
        await phone_line.bot.send_message(phone_line.person.id, "x")
        with pytest.raises(TelegramRetryAfter) as late:
            await phone_line.bot.send_message(phone_line.person.id, "x")
        assert late.value.retry_after == 1
        assert phone_line.server.pace.violations == [Violation(phone_line.person.id, 1)]
        seconds.at += 1
        await phone_line.bot.send_message(phone_line.person.id, "x")
        assert (await phone_line.words("sendMessage", chat_id=5, text="x")) == "Bad Request: chat not found"


def test_thirty_a_second_in_all_and_twenty_a_minute_a_group() -> None:
    seconds = Seconds()
    pace = Pace(on=True, monotonic=seconds)
    for chat in range(30):
        pace.check(chat)
    with pytest.raises(Refused, match="retry after 1"):
        pace.check(31)
    for _ in range(20):
        seconds.at += 1
        pace.check(-5)
    seconds.at += 1
    with pytest.raises(Refused, match="retry after 40"):
        pace.check(-5)


class Hook:
    """A bot behind a webhook: keeps what it gets, and answers as it is told."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str] = []
        self.statuses: list[int] = []
        self.answer: dict[str, Any] = {}
        self.as_parts = False
        self.came = asyncio.Event()

    async def take(self, request: web.Request) -> web.StreamResponse:
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        self.updates.append(await request.json())
        self.came.set()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        if not self.as_parts:
            return web.json_response(self.answer) if self.answer else web.Response()
        writer = aiohttp.MultipartWriter("form-data")
        for name, value in self.answer.items():
            writer.append(value).set_content_disposition("form-data", name=name)
        return web.Response(body=writer)

    async def until(self, many: int) -> None:
        async with asyncio.timeout(5):
            while len(self.updates) < many:
                self.came.clear()
                await self.came.wait()


async def hooked(phone_line: Line, hook: Hook) -> tuple[web.AppRunner, str]:
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"


async def test_a_webhook_gets_every_update_with_the_secret(phone_line: Line) -> None:
    hook = Hook()
    runner, url = await hooked(phone_line, hook)
    hook.statuses = [500]
    await phone_line.person.sends("бір")
    assert await phone_line.bot.set_webhook(url, secret_token="abc-1")
    phone_line.server.deliver_twice(1)
    await phone_line.person.sends("екі")
    await hook.until(3)
    assert [update["message"]["text"] for update in hook.updates] == ["бір", "екі", "екі"]
    assert set(hook.secrets) == {"abc-1"}
    assert "500" in str((await phone_line.bot.get_webhook_info()).last_error_message)
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await phone_line.bot.get_updates()
    assert await phone_line.bot.delete_webhook()
    assert (await phone_line.bot.get_webhook_info()).url == ""
    await runner.cleanup()


async def test_a_webhook_may_answer_with_a_call(phone_line: Line) -> None:
    hook = Hook()
    runner, url = await hooked(phone_line, hook)
    hook.answer = {"method": "sendMessage", "chat_id": str(phone_line.person.id), "text": "сәлем"}
    await phone_line.bot.set_webhook(url)
    await phone_line.person.sends("бір")
    await hook.until(1)
    hook.as_parts = True
    await phone_line.person.sends("екі")
    await hook.until(2)
    hook.answer = {"method": "sendDice"}
    await phone_line.person.sends("үш")
    await hook.until(3)
    await asyncio.sleep(0.05)
    assert [message.content.words.text for message in phone_line.person.messages].count("сәлем") == 2
    assert phone_line.server.unknown_methods == ["sendDice"]
    assert phone_line.server.updates.pending() == ()
    await runner.cleanup()


async def test_a_webhook_that_is_not_there_yet(phone_line: Line) -> None:
    await phone_line.bot.set_webhook("http://127.0.0.1:9/hook")
    await phone_line.person.sends("бір")
    await asyncio.sleep(0.1)
    information = await phone_line.bot.get_webhook_info()
    assert (information.last_error_message, information.pending_update_count) == ("Connection refused", 1)
    await phone_line.bot.delete_webhook(drop_pending_updates=True)
    assert phone_line.server.updates.pending() == ()


async def test_a_webhook_cuts_the_poll(phone_line: Line) -> None:
    poll = asyncio.create_task(phone_line.bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await phone_line.bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await poll
    assert await phone_line.bot.set_webhook("")


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "http://a.kz"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://a.kz", "secret_token": "ә"}, "secret token contains unallowed characters"),
        ({"url": "https://a.kz", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_wrong_webhooks(phone_line: Line, parameters: dict[str, str], words: str) -> None:
    assert await phone_line.words("setWebhook", **parameters) == f"Bad Request: {words}"
