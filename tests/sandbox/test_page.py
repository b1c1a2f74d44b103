"""The chat page over HTTP: what it is told, what it may do, and the demo behind it."""

import asyncio
import json
import os
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.types import BotCommand, ForceReply, KeyboardButton, ReplyKeyboardMarkup

from bot.core.school import Country
from bot.sandbox.cast import cast_of
from bot.sandbox.clock import SandboxClock
from bot.sandbox.demo import demo, running_demo
from bot.sandbox.page_server import PAGE, ChatPage
from bot.sandbox.page_views import Table
from bot.sandbox.sample_school import sample_school
from bot.sandbox.server import Telegram
from tests.conftest import MORNING
from tests.sandbox.echo import client, keyboard
from tests.sandbox.test_sending import picture

LANGUAGES = ("kk", "ru", "ky", "en")


@dataclass
class Window:
    """An open page: its line, and what it has been told."""

    page: ChatPage
    bot: Bot
    http: aiohttp.ClientSession
    line: aiohttp.ClientWebSocketResponse
    moved: list[str]

    @property
    def telegram(self) -> Telegram:
        return self.page.table.cast.telegram

    async def told(self) -> dict[str, Any]:
        return dict(await self.line.receive_json(timeout=5))

    async def does(self, act: str, **words: Any) -> dict[str, Any]:
        """The next thing that the page is told after an act."""
        await self.line.send_json({"act": act, **words})
        return await self.told()

    async def fails(self, act: str, **words: Any) -> str:
        answer = await self.does(act, **words)
        assert answer["kind"] == "failed"
        return str(answer["code"])


@pytest_asyncio.fixture
async def window() -> AsyncIterator[Window]:
    telegram, sample, moved = Telegram(SandboxClock(MORNING)), sample_school(), list[str]()
    await telegram.start()
    cast, _ = cast_of(telegram, sample)

    async def time_moved() -> None:
        moved.append(telegram.clock.now().isoformat())

    page = ChatPage(Table(cast, sample, ZoneInfo("Asia/Almaty")), time_moved)
    await page.start()
    async with (
        aiohttp.ClientSession(page.url) as http,
        client(telegram) as bot,
        http.ws_connect("/live") as line,
    ):
        yield Window(page, bot, http, line, moved)
        await page.stop()
    await telegram.stop()


@pytest.fixture
def first(window: Window) -> int:
    """The chat of the first phone."""
    return window.page.table.cast.phones[0].person.id


async def test_the_whole_table_is_told_first(window: Window) -> None:
    whole = await window.told()
    assert whole["kind"] == "all"
    assert whole["bot"]["username"] == "tirek_sandbox_bot"
    assert whole["school"] | {"name_kk": "", "name_ru": ""} == {
        "country": "kz", "year": "2026-2027", "name_kk": "", "name_ru": "", "classes": 12, "pupils": 320,
    }  # fmt: skip
    assert whole["clock"] == {"now": MORNING.timestamp() * 1000, "zone": "Asia/Almaty"}
    shown = [phone["key"] for phone in whole["phones"] if phone["shown"]]
    assert shown == ["social_pedagogue", "7Ә", "6А", "parent", "confirmed_parent", "deputy_upbringing"]
    assert len(whole["phones"]) == 18
    numbers = [phone["number"] for phone in whole["phones"]]
    assert len(set(numbers)) == 18
    assert all(re.fullmatch(r"\+7700000\d{4}", number) for number in numbers)


@pytest.mark.parametrize(("size", "teachers"), [("usual", ["7Б", "6А"]), ("large", ["7Г", "6А"])])
async def test_the_cast_of_a_kyrgyz_school(size: str, teachers: list[str]) -> None:
    telegram, sample = Telegram(SandboxClock(MORNING)), sample_school(size=size, country="kg")
    cast, (accounts, parents) = cast_of(telegram, sample)
    assert [phone.key for phone in cast.phones[1:3]] == teachers
    assert [cast.by_chat(account) for account in parents] == [cast.phones[4]]
    assert [phone.person.account.language for phone in cast.phones[:5]] == ["ky", "ru", "ky", "ky", "ky"]
    assert [cast.by_chat(account) is not None for account in accounts] == [True] * len(sample.staff)
    assert cast.add("Асел", "ky").number == "+996700009001"
    assert cast.country is Country.KYRGYZSTAN


async def test_events_come_in_order(window: Window, first: int) -> None:
    await window.told()
    bot = window.bot
    sent = await bot.send_message(first, "бір", reply_markup=keyboard("А"))
    await bot.edit_message_text("екі", chat_id=first, message_id=sent.message_id, reply_markup=keyboard("Б"))
    await bot.send_chat_action(first, "typing")
    await bot.set_my_commands([BotCommand(command="start", description="басты")])
    await bot.delete_message(first, sent.message_id)
    events = [await window.told() for _ in range(5)]
    assert [event["kind"] for event in events] == ["new", "edited", "action", "commands", "deleted"]
    assert events[1]["message"]["text"] == "екі"
    assert events[1]["message"]["own"] is False
    assert events[2]["action"] == "typing"
    assert events[3]["commands"][str(first)] == [{"command": "start", "description": "басты"}]
    assert events[4]["message"] == sent.message_id


async def test_keyboards_are_told(window: Window, first: int) -> None:
    await window.told()
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Иә")]])
    await window.bot.send_message(first, "?", reply_markup=markup)
    assert (await window.told())["keyboard"]["keyboard"] == [[{"text": "Иә"}]]
    await window.bot.send_message(first, "неге?", reply_markup=ForceReply())
    assert (await window.told())["message"]["forced"] is True


async def test_what_happens_elsewhere_is_not_told(window: Window, first: int) -> None:
    await window.told()
    stranger = window.telegram.person("Бөтен")
    await stranger.sends("x")
    window.telegram.world.tell("earthquake", first)
    await window.bot.send_message(first, "тек осы")
    assert (await window.told())["message"]["text"] == "тек осы"


async def test_a_tap_is_told_until_it_is_answered(window: Window, first: int) -> None:
    await window.told()
    sent = await window.bot.send_message(first, "x", reply_markup=keyboard("А"))
    pressed = (await window.told())["message"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    tapped = await window.does("press", chat=first, message=sent.message_id, data=pressed)
    assert (tapped["kind"], tapped["data"]) == ("tapped", pressed)
    await window.bot.answer_callback_query(tapped["tap"], "болды", show_alert=True)
    answered = await window.told()
    assert (answered["tap"], answered["text"], answered["alert"]) == (tapped["tap"], "болды", True)


async def test_a_person_writes_and_shares(window: Window, first: int) -> None:
    await window.told()
    assert (await window.does("send", chat=first, text="сәлем"))["message"]["own"] is True
    replied = await window.does("send", chat=first, text="жауап", reply=1)
    assert replied["message"]["reply_to_message"]["text"] == "сәлем"
    assert (await window.does("contact", chat=first, number="+7700"))["message"]["contact"][
        "phone_number"
    ] == "+7700"
    opened = await window.does("open", chat=first, link="https://t.me/tirek_sandbox_bot?start=abc")
    assert opened["message"]["text"] == "/start abc"
    roster = await window.does("roster", chat=first)
    assert roster["message"]["document"]["file_name"] == "сыныптар.xlsx"


async def test_blocking_and_coming_back_by_a_link(window: Window, first: int) -> None:
    await window.told()
    assert (await window.does("block", chat=first, blocked=True))["phone"]["blocked"] is True
    assert await window.fails("send", chat=first, text="x") == "blocked"
    await window.line.send_json({"act": "open", "chat": first, "link": "t.me/tirek_sandbox_bot"})
    back = [await window.told(), await window.told()]
    assert [one["kind"] for one in back] == ["new", "phone"]
    assert back[1]["phone"]["blocked"] is False
    await window.does("block", chat=first, blocked=True)
    assert (await window.does("block", chat=first, blocked=False))["phone"]["blocked"] is False


async def test_a_new_phone(window: Window) -> None:
    await window.told()
    added = await window.does("phone", name=" Асел ", language="ky", mark="m1")
    assert (added["mark"], added["phone"]["key"], added["phone"]["name"]) == ("m1", "new-1", "Асел")
    assert added["phone"]["messages"] == []
    await window.line.send_json(
        {"act": "phone", "name": "Бек", "language": "ru", "link": "t.me/tirek_sandbox_bot?start=a"}
    )
    new, opened = await window.told(), await window.told()
    assert (new["phone"]["key"], opened["message"]["text"]) == ("new-2", "/start a")


async def test_the_clock(window: Window) -> None:
    await window.told()

    async def after(**how: Any) -> str:
        clock = (await window.does("clock", **how))["clock"]
        moment = window.page.table.now()
        assert clock["now"] == moment.timestamp() * 1000
        return f"{moment:%d.%m %H:%M}"

    assert await after(hours=1) == "07.09 10:00"
    assert await after() == "08.09 09:00"
    assert await after(date="2026-10-01") == "01.10 09:00"
    assert len(window.moved) == 3
    assert await window.fails("clock", date="2026-09-30") == "past"
    assert len(window.moved) == 3


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ({"act": "clock", "date": "-"}, "date"),
        ({"act": "clock", "hours": 1e300}, "unknown"),
        ({"act": "clock", "hours": "1"}, "unknown"),
        ({"act": "phone", "name": "  ", "language": "kk"}, "name"),
        ({"act": "open", "chat": 0, "link": "https://a.kz"}, "link"),
        ({"act": "send", "chat": 0, "text": " "}, "blocked"),
        ({"act": "send", "chat": 0}, "unknown"),
        ({"act": "send", "chat": 5, "text": "x"}, "unknown"),
        ({"act": "press", "chat": 0, "message": 77, "data": "x"}, "unknown"),
        ({"act": "dance", "chat": 0}, "unknown"),
        ({}, "unknown"),
        ([], "unknown"),
    ],
)
async def test_what_can_not_be_done(window: Window, first: int, act: Any, code: str) -> None:
    """Where an act says chat 0 the first phone is meant."""
    await window.told()
    if act and act.get("chat") == 0:
        act = {**act, "chat": first}
    await window.line.send_json(act)
    assert (await window.told())["code"] == code
    assert code in {key.removeprefix("failed.") for key in words()["en"] if key.startswith("failed.")}


async def test_what_is_no_json_at_all(window: Window) -> None:
    await window.told()
    await window.line.send_str("{")
    assert (await window.told())["code"] == "unknown"
    await window.line.send_bytes(b"\0")
    await window.line.send_str("{")
    assert (await window.told())["code"] == "unknown"


async def test_files_go_up_and_down(window: Window, first: int) -> None:
    await window.told()
    address, sheet = f"/phones/{first}/file", {"name": "тізім.csv"}
    answer = await window.http.post(address, params=sheet, data=b"a;b", headers={"Content-Type": "text/csv"})
    assert answer.status == 200
    document = (await window.told())["message"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("тізім.csv", "text/csv")
    down = await window.http.get(f"/files/{document['file_id']}/x")
    assert (await down.read(), down.headers["Content-Type"]) == (b"a;b", "text/csv")
    assert down.headers["Content-Disposition"].startswith("attachment")
    image = {"Content-Type": "image/png"}
    await window.http.post(address, params={"name": "x.png"}, data=picture(), headers=image)
    photo = (await window.told())["message"]["photo"][-1]
    shown = await window.http.get(f"/files/{photo['file_id']}/photo.jpg")
    assert (await shown.read(), shown.headers["Content-Disposition"][:6]) == (picture(), "inline")
    await window.http.post(address, params={"name": "y.png"}, data=b"no picture", headers=image)
    assert (await window.told())["message"]["document"]["file_name"] == "y.png"


async def test_files_that_were_chosen_together_go_out_together(window: Window, first: int) -> None:
    await window.told()
    parts = aiohttp.FormData()
    for name, content, mime in (
        ("1.png", picture(), "image/png"),
        ("a.pdf", b"%PDF", "application/pdf"),
        ("2.png", picture(), "image/png"),
        ("b.docx", b"PK", ""),
    ):
        parts.add_field("file", content, filename=name, content_type=mime or "application/octet-stream")
    assert (await window.http.post(f"/phones/{first}/files", data=parts)).status == 200
    told = [(await window.told())["message"] for _ in range(4)]
    assert ["photo" in one for one in told] == [True, True, False, False]
    albums = [one["media_group_id"] for one in told]
    assert albums[0] == albums[1] != albums[2] == albums[3]


async def test_files_that_can_not_go_together_go_one_by_one(window: Window, first: int) -> None:
    await window.told()
    parts = aiohttp.FormData()
    for name, content, mime in (
        ("1.png", picture(), "image/png"),
        ("x.png", b"no picture", "image/png"),
        ("a.pdf", b"%PDF", "application/pdf"),
    ):
        parts.add_field("file", content, filename=name, content_type=mime)
    assert (await window.http.post(f"/phones/{first}/files", data=parts)).status == 200
    told = [(await window.told())["message"] for _ in range(3)]
    assert ["photo" in one for one in told] == [True, False, False]
    assert [one.get("media_group_id") for one in told] == [None] * 3
    nothing = await window.http.post(f"/phones/{first}/files", data={"file": "words"})
    assert nothing.status == 200
    assert (await window.http.post("/phones/5/files", data={"file": "words"})).status == 409


async def test_files_that_go_nowhere(window: Window, first: int) -> None:
    await window.does("block", chat=first, blocked=True)
    refused = await window.http.post(f"/phones/{first}/file", params={"name": "a"}, data=b"a")
    assert (refused.status, await refused.json()) == (409, {"code": "blocked"})
    unknown = await window.http.post("/phones/5/file", data=b"a")
    assert (unknown.status, await unknown.json()) == (409, {"code": "unknown"})
    assert (await window.http.get("/files/nothing/x")).status == 404


async def test_the_page_is_whole_and_needs_nobody_else(window: Window) -> None:
    page = await window.http.get("/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    for file in PAGE.iterdir():
        answer = await window.http.get(f"/page/{file.name}")
        assert answer.status == 200
        addresses = re.findall(r"https?://[\w.]+", await answer.text())
        assert set(addresses) <= {"http://www.w3.org", "https://t.me"}


async def test_another_site_may_not_act(window: Window, first: int) -> None:
    foreign = {"Origin": "http://elsewhere.example"}
    assert (await window.http.get("/live", headers=foreign)).status == 403
    assert (await window.http.post(f"/phones/{first}/file", headers=foreign)).status == 403
    own = {"Origin": window.page.url.rstrip("/")}
    assert (await window.http.post(f"/phones/{first}/file?name=a", data=b"a", headers=own)).status == 200


async def test_a_page_that_goes_away_is_forgotten(window: Window, first: int) -> None:
    await window.told()
    await window.line.close()
    await window.bot.send_message(first, "x")
    assert await (await window.http.get("/")).text()


async def test_a_taken_port_is_left_alone(window: Window) -> None:
    port = int(window.page.url.rstrip("/").rsplit(":", 1)[1])
    other = ChatPage(window.page.table, window.bot.get_me)
    assert await other.start(port=port) != window.page.url
    await other.stop()
    await ChatPage(window.page.table, window.bot.get_me).stop()


def words() -> dict[str, dict[str, str]]:
    text = (PAGE / "words.js").read_text(encoding="utf-8")
    return dict(json.loads(text.removeprefix("export default ")))


def test_the_words_are_complete() -> None:
    """Every language has every key with the same places in it; every key that is used exists."""
    catalogue = words()
    assert tuple(catalogue) == LANGUAGES
    for key in catalogue["kk"]:
        places = {tuple(sorted(re.findall(r"\{\w+\}", catalogue[one][key]))) for one in LANGUAGES}
        assert len(places) == 1, key
        assert all(catalogue[one][key].strip() for one in LANGUAGES)
    assert len({frozenset(catalogue[one]) for one in LANGUAGES}) == 1
    assert [len(catalogue[one]["date.months"].split()) for one in LANGUAGES] == [12] * 4
    assert [len(catalogue[one]["date.weekdays"].split()) for one in LANGUAGES] == [7] * 4


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    source = "".join(
        file.read_text(encoding="utf-8") for file in PAGE.glob("*.js") if file.name != "words.js"
    )
    named = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)*)"', source))
    keys = {key for key in words()["kk"] if not key.startswith(("role.", "country.", "failed."))}
    assert keys <= named
    assert set(re.findall(r'say\("([\w.]+)"', source)) <= set(words()["kk"])


async def test_the_demo_answers_on_its_page(tmp_path: Path) -> None:
    (tmp_path / "demo.db").write_text("the database of yesterday")
    (tmp_path / "tirek.db").write_text("the database of a real school")
    async with (
        running_demo(data_dir=tmp_path) as started,
        aiohttp.ClientSession(started.page.url) as http,
        http.ws_connect("/live") as line,
    ):
        await line.receive_json()
        teacher = started.page.table.cast.phones[1].person
        await line.send_json({"act": "open", "chat": teacher.id, "link": "t.me/tirek_sandbox_bot"})
        events = [await line.receive_json(timeout=10) for _ in range(2)]
        texts = [event["message"]["text"] for event in events]
        await line.send_json({"act": "clock", "hours": 1})
        while (await line.receive_json(timeout=10))["kind"] != "clock":
            pass
    assert texts[0] == "/start"
    assert "Ахметова" in texts[1]
    assert (tmp_path / "tirek.db").read_text() == "the database of a real school"


async def test_an_empty_school_begins_with_its_owners_link(tmp_path: Path) -> None:
    async with (
        running_demo(data_dir=tmp_path, empty=True) as started,
        aiohttp.ClientSession(started.page.url) as http,
        http.ws_connect("/live") as line,
    ):
        phones = (await line.receive_json())["phones"]
        handed = [phone for phone in phones if phone["link"]]
        assert [phone["key"] for phone in handed] == ["social_pedagogue"]
        await line.send_json({"act": "open", "chat": handed[0]["chat"], "link": handed[0]["link"]})
        while "Қазақша" not in str(view := await line.receive_json(timeout=10)):
            assert view["kind"] != "failed"


async def test_the_demo_runs_until_it_is_told_to_stop(tmp_path: Path) -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    running = asyncio.create_task(demo(port=0, data_dir=tmp_path, country="kg", say=said.put_nowait))
    words_said = await asyncio.wait_for(said.get(), 20)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(running, 10)
    assert re.fullmatch(r"Tirek: http://127\.0\.0\.1:\d+/", words_said)
