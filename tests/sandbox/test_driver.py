"""The driver of the journeys: what it can do, and that each of its rules really fails."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import docx
import pytest
import pytest_asyncio
import xlsxwriter
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    DisabledButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Telegram
from tests.driver import File, Person, World
from tests.driver import world as driver_world
from tests.sandbox.conversations import START
from tests.sandbox.echo import EchoBot, keyboard
from tests.sandbox.test_sending import picture


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[World]:
    clock = SandboxClock(START)
    server = Telegram(clock)
    world = World(lambda: EchoBot(server), server, clock)
    await world.start()
    yield world
    await world.stop()


@pytest_asyncio.fixture
async def aigul(telegram: World) -> Person:
    person = telegram.person("Айгүл")
    await person.sends("/start")
    person.sees("Сәлем", buttons=["Бір", "Жіберу"])
    return person


def echo(telegram: World) -> EchoBot:
    assert isinstance(telegram.bot, EchoBot)
    return telegram.bot


async def test_a_person_starts_taps_and_restarts(telegram: World, aigul: Person) -> None:
    await telegram.restart()
    await aigul.taps("Жіберу")
    aigul.sees("Таңдалды: Жіберу")
    aigul.sees_toast("Бастыңыз")
    aigul.sees_not("Сәлем", buttons=["Бір"])
    assert aigul.buttons == ("Артқа", "Дайын")
    assert aigul.taps_count == 1
    await telegram.finish()


async def test_every_step_can_begin_with_a_new_bot(telegram: World, aigul: Person) -> None:
    before = telegram.bot
    telegram.restart_between_steps = True
    await aigul.taps("Бір")
    assert telegram.bot is not before


async def test_time_passes(telegram: World) -> None:
    await telegram.clock.passes(days=4)
    await telegram.clock.moves_to(telegram.clock.now().replace(hour=20))
    assert (telegram.clock.now().day, echo(telegram).ticks) == (6, 2)


async def test_files_go_and_come_back(telegram: World, tmp_path: Path) -> None:
    person = telegram.person("Айгүл")
    path = tmp_path / "тізім.csv"
    path.write_bytes("﻿аты;тегі\n".encode())
    await person.sends_file(path)
    file = person.receives_file("тізім")
    assert (file.name, file.bytes, file.protected) == ("тізім.csv", path.read_bytes(), True)
    assert file.text == "аты;тегі\n"
    await person.sends_file(b"12", "сан.txt")
    assert person.receives_file("сан.txt").bytes == b"12"
    assert person.receives_file("тізім").name == "тізім.csv"
    await telegram.finish()


async def test_a_file_that_did_not_come(telegram: World, aigul: Person) -> None:
    with pytest.raises(AssertionError, match="received no file «өтініш»"):
        aigul.receives_file("өтініш")


async def test_links_and_contacts(telegram: World) -> None:
    person = telegram.person("Айгүл")
    await person.opens(f"https://t.me/{telegram.server.world.bot.username}?start=abc")
    person.sees("/start abc")
    await echo(telegram).bot.send_chat_action(person.id, "typing")
    telegram.tolerates.add("silence")
    await person.shares_contact("+77010000000")
    await person.sends_photo(picture(), "сурет")
    await telegram.finish()


async def test_edits_and_blocking_need_no_answer(telegram: World, aigul: Person) -> None:
    await aigul.edits_last("/start екі")
    await aigul.blocks()
    await aigul.unblocks()
    await telegram.finish()


async def test_quick_taps_count_each(telegram: World, aigul: Person) -> None:
    await aigul.taps_quickly("Бір", "Екі")
    assert aigul.taps_count == 2
    aigul.sees_toast("Бір")
    aigul.sees_toast("Екі")
    await telegram.finish()


async def test_an_old_button_can_be_pressed_again(telegram: World, aigul: Person) -> None:
    await aigul.taps("Бір")
    old = next(button for button in aigul.shown_buttons if button.label == "Екі")
    await aigul.taps_again(old)
    aigul.sees("Таңдалды: Екі")
    assert aigul.taps_count == 1


async def show(telegram: World, person: Person, *buttons: InlineKeyboardButton) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=[list(buttons)])
    await echo(telegram).bot.send_message(person.id, "Батырмалар", reply_markup=markup)
    person.sees("Батырмалар")


async def test_buttons_that_the_app_acts_upon(telegram: World, aigul: Person) -> None:
    link = f"https://t.me/{telegram.server.world.bot.username}?start=x"
    await show(
        telegram,
        aigul,
        InlineKeyboardButton(text="Сайт", url="https://a.kz"),
        InlineKeyboardButton(text="Шақыру", url=link),
        InlineKeyboardButton(text="Көшіру", copy_text=CopyTextButton(text="№ 1")),
        InlineKeyboardButton(text="Өшік", disabled=DisabledButton()),
    )
    await aigul.taps("Сайт")
    await aigul.taps("Көшіру")
    with pytest.raises(AssertionError, match="«Өшік» is a dead button"):
        await aigul.taps("Өшік")
    await aigul.taps("Шақыру")
    aigul.sees("/start x")
    assert (aigul.opened_links, aigul.clipboard) == (["https://a.kz", link], "№ 1")


async def test_reply_keyboards(telegram: World, aigul: Person) -> None:
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="/start")]])
    await echo(telegram).bot.send_message(aigul.id, "Пернелер", reply_markup=keys)
    aigul.sees("Пернелер", buttons=["/start"])
    assert aigul.buttons[-1] == "/start"
    await aigul.taps("/start")
    aigul.sees("Сәлем! /start")
    with pytest.raises(AssertionError, match="not an inline button"):
        await aigul.taps_quickly("/start")


async def test_a_tap_on_what_is_not_there_shows_the_screen(telegram: World, aigul: Person) -> None:
    with pytest.raises(
        AssertionError, match=r"(?s)«Үш» is not on the screen\nthe screen of Айгүл:.*Сәлем.*\[Бір\]"
    ):
        await aigul.taps("Үш")


async def test_a_tap_that_fits_several_buttons(telegram: World, aigul: Person) -> None:
    await show(
        telegram,
        aigul,
        *(InlineKeyboardButton(text=text, callback_data=text) for text in ("Аа", "Аб", "бА", "Аа1")),
    )
    with pytest.raises(AssertionError, match="fits several buttons: Аа, Аб, Аа1"):
        await aigul.taps("А")
    await aigul.taps("Аа")
    aigul.sees("Таңдалды: Аа")


async def test_a_button_inside_its_label_and_further_up(telegram: World, aigul: Person) -> None:
    await aigul.sends("say бір")
    aigul.sees("бір")
    await aigul.taps("✅")
    aigul.sees("Таңдалды: Жіберу")


async def test_what_a_person_does_not_see(telegram: World, aigul: Person) -> None:
    with pytest.raises(AssertionError, match="Айгүл does not see"):
        aigul.sees("Сау бол")
    with pytest.raises(AssertionError, match="Айгүл does not see"):
        aigul.sees("Сәлем", buttons=["Үш"])
    with pytest.raises(AssertionError, match="Айгүл sees"):
        aigul.sees_not("Сәлем")
    with pytest.raises(AssertionError, match="Айгүл sees"):
        aigul.sees_not(buttons=["Бір"])
    with pytest.raises(AssertionError, match="no toast"):
        aigul.sees_toast("Бастыңыз")


async def test_a_surplus_message_fails_at_the_next_step(telegram: World, aigul: Person) -> None:
    await aigul.sends("say бір|екі")
    aigul.sees("екі")
    with pytest.raises(AssertionError, match=r"(?s)got 1 messages that nobody read.*бір"):
        await aigul.sends("say үш")


async def test_a_surplus_message_fails_at_the_end(telegram: World, aigul: Person) -> None:
    await aigul.sends("say бір")
    with pytest.raises(AssertionError, match="got 1 messages that nobody read"):
        await telegram.finish()


async def test_what_was_taken_back_or_read_is_no_surplus(telegram: World, aigul: Person) -> None:
    await aigul.sends("say бір|екі")
    for message in aigul.unread[1:]:
        await echo(telegram).bot.delete_message(aigul.id, message.id)
    aigul.sees("бір")
    await aigul.sends("say үш|төрт")
    aigul.reads_all()
    await aigul.phone.deletes(aigul.phone.messages[0].id)
    await telegram.finish()


async def test_the_screen_falls_back_to_the_last_message(telegram: World, aigul: Person) -> None:
    await aigul.sends("say бір")
    aigul.sees("бір")
    await echo(telegram).bot.delete_message(aigul.id, aigul.phone.messages[-1].id)
    aigul.sees("Сәлем")


async def test_a_silent_bot_fails(telegram: World, aigul: Person) -> None:
    with pytest.raises(AssertionError, match="keeps silent towards Айгүл"):
        await aigul.sends("ештеңе")


async def test_an_unanswered_tap_fails(telegram: World, aigul: Person) -> None:
    await echo(telegram).bot.send_message(aigul.id, "x", reply_markup=keyboard("Үнсіз"))
    aigul.sees("x")
    telegram.tolerates.add("silence")
    with pytest.raises(AssertionError, match="a tap of Айгүл was never answered"):
        await aigul.taps("Үнсіз")


async def test_an_unknown_call_fails_by_name(telegram: World, aigul: Person) -> None:
    telegram.tolerates.add("silence")
    with pytest.raises(AssertionError, match="unknown method sendDice"):
        await aigul.sends("dice")


async def test_an_unknown_parameter_fails_by_name(telegram: World, aigul: Person) -> None:
    await echo(telegram).bot.send_message(aigul.id, "x", message_effect_id="1")
    aigul.sees("x")
    with pytest.raises(AssertionError, match=r"unknown parameter sendMessage\(message_effect_id\)"):
        await telegram.clock.passes(days=1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("say " + "ә" * 901, "a text of 901 characters"),
        ("label " + "ә" * 29, "a label of 29 characters"),
        ("rows 11", "11 rows of buttons"),
    ],
)
async def test_what_is_too_long_fails(telegram: World, aigul: Person, text: str, words: str) -> None:
    with pytest.raises(AssertionError, match=f"the bot shows {words}"):
        await aigul.sends(text)


async def test_what_is_just_short_enough(telegram: World, aigul: Person) -> None:
    for text in ("say " + "ә" * 900, "label " + "ә" * 28, "rows 10"):
        await aigul.sends(text)
        aigul.reads_all()
    caption = BufferedInputFile(b"x", "a.txt")
    await echo(telegram).bot.send_document(aigul.id, caption, caption="ә" * 1000)
    aigul.receives_file("a.txt")
    await telegram.finish()


async def test_long_callback_data_never_gets_there(telegram: World, aigul: Person) -> None:
    from bot.sandbox.entities import FormattedText
    from bot.sandbox.keyboards import Markup
    from bot.sandbox.world import Content, Message
    from tests.driver.rules import broken_rules

    world = telegram.server.world
    markup = Markup("inline", {"inline_keyboard": [[{"text": "x", "callback_data": "ә" * 33}]]})
    message = Message(1, aigul.phone.chat, world.bot, START, Content("text", FormattedText("x")), markup)
    assert list(broken_rules(message)) == ["callback data of more than 64 bytes under «x»"]


async def test_a_bot_that_does_not_ask_for_it(telegram: World, aigul: Person) -> None:
    telegram.server.updates.allow(["callback_query"])
    with pytest.raises(AssertionError, match="does not ask Telegram for what Айгүл does"):
        await aigul.sends("say x")


async def test_a_bot_that_hangs(telegram: World, aigul: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver_world, "PATIENCE", 0.05)
    await echo(telegram).stop()
    with pytest.raises(AssertionError, match="did not finish fetching update"):
        await aigul.sends("say x")


async def test_a_server_that_is_up_already_and_a_stranger(telegram: World) -> None:
    clock = SandboxClock(START)
    server = Telegram(clock)
    await server.start()
    world = World(lambda: EchoBot(server), server, clock)
    await world.restart()
    stranger = server.person("Бейтаныс")
    await stranger.sends("/start")
    await asyncio.sleep(0.1)
    assert len(stranger.messages) == 2
    await world.stop()
    await world.start()
    await world.finish()


def test_papers_are_read_as_people_read_them() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Мектеп"
    document.sections[0].footer.add_table(1, 1, docx.shared.Cm(5)).cell(0, 0).text = "1-бет"
    document.add_paragraph("Өтініш")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "№", "Аты"
    out = io.BytesIO()
    document.save(out)
    lines = [line for line in File("a.docx", out.getvalue()).text.splitlines() if line]
    assert lines == ["Мектеп", "1-бет", "Өтініш", "№\tАты"]


def test_sheets_and_pages() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        workbook.add_worksheet("Төлқұжат").write_row(0, 0, ["Сынып", 5])
    file = File("a.xlsx", out.getvalue())
    assert file.text == "Төлқұжат\nСынып\t5.0"
    assert file.workbook.sheet_names == ["Төлқұжат"]
    from pypdf import PdfWriter

    page = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(page)
    assert File("a.pdf", page.getvalue()).text == ""
