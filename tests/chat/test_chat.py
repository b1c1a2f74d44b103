"""What a chat does with one update, on good days and bad ones."""

import asyncio
import io

import pytest
from aiogram.exceptions import TelegramRetryAfter, TelegramServerError
from PIL import Image
from structlog.testing import capture_logs

from bot.chat import LONGEST_PATIENCE, Button, Chat, Screen
from bot.core.ports import File
from bot.sandbox.faults import (
    BadGatewayHtml,
    DropAfter,
    DropBefore,
    Fault,
    Refuses,
    RetryAfter,
    ServerError500,
)
from bot.sandbox.persons import Document
from bot.sandbox.refusals import bad_request
from tests.chat.conftest import HELLO, Phone

NEXT = Screen("Келесі", [(Button("Артқа", "back"),)])
PASSING = [ServerError500(), BadGatewayHtml(), DropBefore(), DropAfter(), RetryAfter(1)]


async def test_a_tap_edits_its_message_and_is_answered(phone: Phone) -> None:
    hello = await phone.sees_hello()
    chat = await phone.presses(hello)
    assert (chat.tapped, chat.answered, chat.typed, chat.sent_document) == (True, False, "", None)
    await chat.show(NEXT, "Сақталды")
    assert chat.answered
    assert phone.texts == ["Келесі"]
    assert [one.text for one in phone.person.toasts] == ["Сақталды"]


async def test_what_is_typed_gets_a_new_message(phone: Phone) -> None:
    await phone.sees_hello()
    chat = await phone.writes("  Ахметов  ")
    assert (chat.tapped, chat.typed) == (False, "Ахметов")
    await chat.show(NEXT)
    assert phone.texts == ["Сәлем", "Келесі"]


async def test_a_file_is_a_document_and_can_be_fetched(phone: Phone) -> None:
    chat = await phone.writes(Document(b"PK", "7Ә.xlsx"))
    assert chat.typed == ""
    assert chat.sent_document is not None
    assert await chat.download(chat.sent_document) == b"PK"


async def test_a_tap_on_a_message_that_is_gone_gets_a_new_one(phone: Phone) -> None:
    hello = await phone.sees_hello()
    await phone.person.deletes(hello.id)
    await phone.person.presses_data(hello.id, "menu")
    await Chat(phone.bot, await phone.event()).show(NEXT)
    assert phone.texts == ["Келесі"]
    assert phone.server.world.unanswered() == ()


async def test_a_tap_under_a_file_gets_a_new_message(phone: Phone) -> None:
    await (await phone.writes("/start")).send_file(File("a.docx", b"PK"), rows=HELLO.rows)
    await (await phone.presses(phone.shown[-1])).show(NEXT)
    assert phone.texts == ["", "Келесі"]


async def test_a_message_that_vanishes_meanwhile_is_replaced(phone: Phone) -> None:
    hello = await phone.sees_hello()
    chat = await phone.presses(hello)
    await phone.person.deletes(hello.id)
    await chat.show(NEXT)
    assert phone.texts == ["Келесі"]


async def test_the_same_screen_again_is_no_error(phone: Phone) -> None:
    hello = await phone.sees_hello()
    for _ in range(2):
        await (await phone.presses(hello)).show(HELLO)
    assert phone.texts == ["Сәлем"]
    assert phone.server.world.unanswered() == ()


@pytest.mark.parametrize("fault", PASSING)
@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery"])
async def test_what_passes_does_not_keep_a_screen_from_its_reader(
    phone: Phone, fault: Fault, method: str
) -> None:
    chat = await phone.presses(await phone.sees_hello())
    phone.server.faults.queue(method, fault)
    await chat.show(NEXT)
    assert phone.texts == ["Келесі"]
    assert phone.server.world.unanswered() == ()


@pytest.mark.parametrize("fault", PASSING)
async def test_what_passes_does_not_make_a_typed_word_fall_silent(phone: Phone, fault: Fault) -> None:
    chat = await phone.writes("сұрақ")
    phone.server.faults.queue("sendMessage", fault)
    await chat.show(NEXT)
    assert phone.texts[-1] == "Келесі"
    assert len(phone.texts) == (2 if isinstance(fault, DropAfter) else 1)


@pytest.mark.parametrize("fault", PASSING)
@pytest.mark.parametrize(("name", "method"), [("a.docx", "sendDocument"), ("a.png", "sendPhoto")])
async def test_a_file_gets_through(phone: Phone, fault: Fault, name: str, method: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "PNG")
    content = picture.getvalue() if name.endswith("png") else b"PK"
    chat = await phone.writes("файл")
    phone.server.faults.queue(method, fault)
    await chat.send_file(File(name, content), "Төлқұжат")
    assert phone.shown[-1].content.words.text == "Төлқұжат"
    assert phone.shown[-1].protected == name.endswith("png")


async def test_what_does_not_pass_is_told_to_the_caller(phone: Phone) -> None:
    chat = await phone.writes("сұрақ")
    phone.server.faults.queue("sendMessage", ServerError500(), times=3)
    with pytest.raises(TelegramServerError):
        await chat.show(NEXT)
    phone.server.faults.queue("sendMessage", RetryAfter(LONGEST_PATIENCE + 1))
    with pytest.raises(TelegramRetryAfter):
        await chat.show(NEXT)


async def test_an_acknowledgement_that_fails_does_not_take_the_screen_with_it(phone: Phone) -> None:
    chat = await phone.presses(await phone.sees_hello())
    phone.server.faults.queue("answerCallbackQuery", ServerError500(), times=3)
    with capture_logs() as logs:
        await chat.show(NEXT)
    assert phone.texts == ["Келесі"]
    assert [one["event"] for one in logs] == ["tap_not_answered"]


async def test_a_tap_too_old_to_be_answered_still_gets_its_screen(phone: Phone) -> None:
    chat = await phone.presses(await phone.sees_hello())
    phone.server.clock.passes(minutes=2)
    with capture_logs() as logs:
        await chat.show(NEXT, "Сақталды")
    assert phone.texts == ["Келесі"]
    assert logs == []


async def test_a_tap_is_answered_once(phone: Phone) -> None:
    chat = await phone.presses(await phone.sees_hello())
    await asyncio.gather(chat.acknowledge("бір"), chat.acknowledge("екі"), chat.acknowledge())
    assert [one.text for one in phone.person.toasts] == ["бір"]
    assert phone.server.refusals == []


async def test_long_words_of_an_answer_open_a_window_and_are_cut_where_telegram_ends(phone: Phone) -> None:
    hello = await phone.sees_hello()
    for toast in ("қысқа", "ұ" * 100, "ұ" * 300):
        await (await phone.presses(hello)).acknowledge(toast)
    assert [(len(one.text), one.alert) for one in phone.person.toasts] == [
        (5, False),
        (100, True),
        (200, True),
    ]


async def test_what_nobody_tapped_needs_no_acknowledgement(phone: Phone) -> None:
    await (await phone.writes("сұрақ")).acknowledge("не")
    assert phone.server.calls["answercallbackquery"] == 0


async def test_a_sensitive_answer_is_taken_out_of_the_chat(phone: Phone) -> None:
    chat = await phone.writes("080101500005")
    await chat.forget_typed()
    assert phone.person.messages == ()
    await chat.forget_typed()
    hello = await phone.sees_hello()
    await (await phone.presses(hello)).forget_typed()
    assert phone.texts == ["Сәлем"]


async def test_a_telegram_that_refuses_to_delete_is_let_have_its_way(phone: Phone) -> None:
    chat = await phone.writes("080101500005")
    phone.server.faults.queue("deleteMessage", Refuses(bad_request("message can't be deleted for everyone")))
    await chat.forget_typed()
    assert len(phone.person.messages) == 1
