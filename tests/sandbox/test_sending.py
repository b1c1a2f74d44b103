"""What the bot sends arrives as Telegram would bring it, and is refused in Telegram's words."""

import io
import json
from typing import Any

import pytest
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    DisabledButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from PIL import Image

from bot.sandbox import refusals
from bot.sandbox.files import UPLOAD_BYTES, Upload, check_upload, mime_of
from bot.sandbox.persons import Document, Photo
from tests.sandbox.conversations import Line
from tests.sandbox.echo import keyboard


def picture(width: int = 300, height: int = 200) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


async def test_a_message_with_everything(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    first = person.messages[0].id
    sent = await bot.send_message(
        person.id,
        "<b>Сәлем</b> 👋 <i>Айгүл</i> ",
        parse_mode=ParseMode.HTML,
        protect_content=True,
        reply_parameters=ReplyParameters(message_id=first),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[
                [
                    InlineKeyboardButton(text="Иә", callback_data="yes", style="success"),
                    InlineKeyboardButton(text="Жоқ", disabled=DisabledButton(), style="danger"),
                ],
                [InlineKeyboardButton(text="Сілтеме", url="https://a.kz", callback_data="lost")],
                [InlineKeyboardButton(text="Көшіру", copy_text=CopyTextButton(text="12"))],
            ]
        ),
    )
    shown = person.messages[-1]
    assert sent.text == shown.content.words.text == "Сәлем 👋 Айгүл"
    assert sent.entities is not None
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [("bold", 0, 5), ("italic", 9, 5)]
    assert sent.html_text == "<b>Сәлем</b> 👋 <i>Айгүл</i>"
    assert (sent.has_protected_content, shown.protected) == (True, True)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    assert sent.link_preview_options is not None
    assert sent.link_preview_options.is_disabled
    assert sent.reply_markup is not None
    buttons = [button for row in sent.reply_markup.inline_keyboard for button in row]
    assert [button.style for button in buttons] == ["success", "danger", None, None]
    assert buttons[1].disabled is not None
    assert (buttons[2].url, buttons[2].callback_data) == ("https://a.kz", None)
    assert not phone_line.server.unknown_parameters


async def test_entities_can_be_given_ready_made(phone_line: Line) -> None:
    given = [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.kz/"}]
    answer = await phone_line.call("sendMessage", chat_id=phone_line.person.id, text="x", entities=given)
    assert answer["result"]["entities"] == given
    assert await phone_line.words("sendMessage", chat_id=phone_line.person.id, text="x", entities={}) == (
        "Bad Request: expected an Array of MessageEntity"
    )
    assert await phone_line.words("sendMessage", chat_id=phone_line.person.id, text="x", entities=[1]) == (
        "Bad Request: can't parse MessageEntity"
    )


async def test_reply_keyboards_come_and_go(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    keys = ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text="Телефон", request_contact=True, style="primary")]]
    )
    sent = await bot.send_message(person.id, "x", reply_markup=keys)
    assert sent.reply_markup is None
    assert person.keyboard is not None
    assert person.keyboard.rows == [[{"text": "Телефон", "style": "primary", "request_contact": True}]]
    await bot.send_message(person.id, "y", reply_markup=ForceReply())
    assert person.keyboard is not None
    await bot.send_message(person.id, "z", reply_markup=ReplyKeyboardRemove())
    assert person.keyboard is None
    await phone_line.call(
        "sendMessage", chat_id=person.id, text="x", reply_markup={"keyboard": [["Бір"], []]}
    )
    assert person.keyboard is not None
    assert person.keyboard.rows == [[{"text": "Бір"}]]


MARKUPS = [
    ("{", "can't parse reply keyboard markup JSON object"),
    ("[]", "object expected as reply markup"),
    ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
    (
        {"inline_keyboard": ["x"]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ({"keyboard": "x"}, 'field "keyboard" must be of type Array'),
    ({"keyboard": [[1]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    (
        {"keyboard": [[{"text": "x", "style": "red"}]]},
        "can't parse keyboard button: Invalid button style specified",
    ),
    ({"keyboard": [[" "]]}, "keyboard button text must be non-empty"),
]
BUTTONS = [
    ("x", "can't parse inline keyboard button: KeyboardButton must be an Object"),
    ({}, "can't parse inline keyboard button: Can't find field \"text\""),
    ({"text": 1}, 'can\'t parse inline keyboard button: Field "text" must be of type String'),
    ({"text": "x"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ({"text": "x", "style": "red"}, "can't parse inline keyboard button: Invalid button style specified"),
    ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
    ({"text": "x", "callback_data": "ә" * 33}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    (
        {"text": "x", "url": "ftp://a.kz"},
        "inline keyboard button URL 'ftp://a.kz' is invalid: Unsupported URL protocol",
    ),
    ({"text": "x", "url": "nothing"}, "inline keyboard button URL 'nothing' is invalid: Wrong HTTP URL"),
]


@pytest.mark.parametrize(
    ("markup", "words"), MARKUPS + [({"inline_keyboard": [[button]]}, words) for button, words in BUTTONS]
)
async def test_wrong_keyboards(phone_line: Line, markup: Any, words: str) -> None:
    given = markup if isinstance(markup, str) else json.dumps(markup)
    call = phone_line.words("sendMessage", chat_id=phone_line.person.id, text="x", reply_markup=given)
    assert await call == f"Bad Request: {words}"


@pytest.mark.parametrize(
    "markup", ["null", "", '{"inline_keyboard": []}', '{"inline_keyboard": [[]]}', "{}", '{"keyboard": []}']
)
async def test_an_empty_keyboard_is_none(phone_line: Line, markup: str) -> None:
    answer = await phone_line.call("sendMessage", chat_id=phone_line.person.id, text="x", reply_markup=markup)
    assert "reply_markup" not in answer["result"]


async def test_thirty_two_cyrillic_letters_fit_and_a_hundred_buttons(phone_line: Line) -> None:
    rows = [[{"text": str(number), "callback_data": "ә" * 32} for number in range(10)] for _ in range(10)]
    call = {"chat_id": phone_line.person.id, "text": "x"}
    assert (await phone_line.call("sendMessage", **call, reply_markup={"inline_keyboard": rows}))["ok"]
    rows.append([{"text": "x", "callback_data": "x"}])
    words = await phone_line.words("sendMessage", **call, reply_markup={"inline_keyboard": rows})
    assert words == "Bad Request: reply markup is too long"


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "message text is empty"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 1}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "   "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x", "parse_mode": "docx"}, "unsupported parse_mode"),
        (
            {"text": "<x>", "parse_mode": "html"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        (
            {"text": "*x", "parse_mode": "Markdown"},
            "can't parse entities: Can't find end of the entity starting at byte offset 0",
        ),
        ({"text": "ә" * 4097}, "message is too long"),
        ({"text": "ә" * 16385}, "text is too long"),
        ({"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "x", "reply_parameters": []}, "can't parse reply parameters JSON object"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        (
            {"text": "x", "reply_parameters": {"message_id": 99}, "reply_markup": "{", "chat_id": 1},
            "can't parse reply keyboard markup JSON object",
        ),
        ({"text": "x", "reply_parameters": {"message_id": 99}, "chat_id": 1}, "chat not found"),
        ({"parse_mode": "docx", "reply_markup": "{", "chat_id": 1}, "message text is empty"),
    ],
)
async def test_wrong_messages_in_the_order_of_telegram(
    phone_line: Line, parameters: dict[str, Any], words: str
) -> None:
    asked = {"chat_id": phone_line.person.id} | parameters
    assert await phone_line.words("sendMessage", **asked) == f"Bad Request: {words}"


async def test_the_longest_text_is_counted_after_parsing(phone_line: Line) -> None:
    text = "<b>" + "ә" * 4096 + "</b>"
    sent = await phone_line.bot.send_message(phone_line.person.id, text, parse_mode="HTML")
    assert sent.text == "ә" * 4096


async def test_a_reply_to_nothing_may_be_allowed(phone_line: Line) -> None:
    allowed = ReplyParameters(message_id=99, allow_sending_without_reply=True)
    sent = await phone_line.bot.send_message(phone_line.person.id, "x", reply_parameters=allowed)
    assert sent.reply_to_message is None


async def test_who_can_not_be_written_to(phone_line: Line) -> None:
    server, bot = phone_line.server, phone_line.bot
    stranger = server.person("Бейтаныс")
    with pytest.raises(
        TelegramForbiddenError, match="Forbidden: bot can't initiate conversation with a user"
    ):
        await bot.send_message(stranger.id, "x")
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot can't send messages to bots"):
        await bot.send_message(server.person("Робот", is_bot=True).id, "x")
    await phone_line.person.blocks()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(phone_line.person.id, "x")
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await bot.send_chat_action(phone_line.person.id, "typing")
    await phone_line.person.unblocks()
    await bot.send_message(phone_line.person.id, "x")
    phone_line.person.deletes_account()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: user is deactivated"):
        await bot.send_message(phone_line.person.id, "x")


async def test_groups_close_in_many_ways(phone_line: Line) -> None:
    group = phone_line.server.group("Ата-аналар", "supergroup")
    sent = await phone_line.bot.send_message(group.id, "x")
    assert (sent.chat.type, sent.chat.title) == ("supergroup", "Ата-аналар")
    for closed, words in (
        (refusals.kicked("supergroup"), "Forbidden: bot was kicked from the supergroup chat"),
        (refusals.not_a_member("channel"), "Forbidden: bot is not a member of the channel chat"),
        (refusals.group_deleted(), "Forbidden: the group chat was deleted"),
        (refusals.no_rights(), "Bad Request: not enough rights to send text messages to the chat"),
    ):
        group.closed = closed
        assert await phone_line.words("sendMessage", chat_id=group.id, text="x") == words
    group.closed = refusals.upgraded(-1001)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await phone_line.bot.send_message(group.id, "x")
    assert moved.value.migrate_to_chat_id == -1001


async def test_a_document_goes_there_and_back_byte_for_byte(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    content = bytes(range(256)) * 300
    paper = BufferedInputFile(content, "өтініш №1.docx")
    sent = await bot.send_document(person.id, paper, caption="<b>Міне</b>", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("өтініш №1.docx", len(content))
    assert sent.document.mime_type == mime_of("x.docx")
    assert (sent.caption, person.messages[-1].content.files[0].content) == ("Міне", content)
    fetched = await bot.download(sent.document)
    assert fetched is not None
    assert fetched.read() == content
    again = await bot.send_document(person.id, sent.document.file_id)
    assert again.document == sent.document
    assert not phone_line.server.unknown_parameters


async def test_a_document_in_a_part_with_its_own_name(phone_line: Line) -> None:
    import aiohttp

    form = aiohttp.FormData({"chat_id": str(phone_line.person.id)})
    form.add_field("document", b"bytes", filename="a.bin")
    url = f"{phone_line.server.url}/bot{phone_line.server.token}/sendDocument"
    async with phone_line.http.post(url, data=form) as answer:
        assert (await answer.json())["result"]["document"]["file_name"] == "a.bin"
    assert not phone_line.server.unknown_parameters


async def test_a_photo_has_sizes(phone_line: Line) -> None:
    photo = BufferedInputFile(picture(), "x.png")
    sent = await phone_line.bot.send_photo(
        phone_line.person.id, photo, caption="Сурет", show_caption_above_media=True
    )
    assert sent.photo is not None
    assert [(size.width, size.height) for size in sent.photo] == [(90, 60), (300, 200)]
    assert sent.show_caption_above_media
    fetched = await phone_line.bot.download(sent.photo[-1])
    assert fetched is not None
    assert fetched.read() == picture()
    assert "photos/" in str((await phone_line.bot.get_file(sent.photo[0].file_id)).file_path)


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [
        ("sendDocument", {}, "there is no document in the request"),
        ("sendDocument", {"document": "attach://nothing"}, "there is no document in the request"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendDocument", {"document": "abc"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"document": "a/b"}, "wrong remote file identifier specified: Wrong string length"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "x/y"}, "invalid file_id"),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_wrong_files(phone_line: Line, method: str, parameters: dict[str, str], words: str) -> None:
    assert (
        await phone_line.words(method, chat_id=phone_line.person.id, **parameters) == f"Bad Request: {words}"
    )


async def test_wrong_uploads(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    document = await bot.send_document(person.id, BufferedInputFile(b"x", "a.txt"))
    assert document.document is not None
    with pytest.raises(TelegramBadRequest, match="Bad Request: message caption is too long"):
        await bot.send_document(person.id, BufferedInputFile(b"x", "a.txt"), caption="ә" * 1025)
    with pytest.raises(TelegramBadRequest, match="Bad Request: can't use file of type Document as Photo"):
        await bot.send_photo(person.id, document.document.file_id)
    with pytest.raises(TelegramBadRequest, match="Bad Request: IMAGE_PROCESS_FAILED"):
        await bot.send_photo(person.id, BufferedInputFile(b"x", "a.png"))
    with pytest.raises(TelegramBadRequest, match="Bad Request: PHOTO_INVALID_DIMENSIONS"):
        await bot.send_photo(person.id, BufferedInputFile(picture(210, 10), "a.png"))
    with pytest.raises(TelegramBadRequest, match="Bad Request: file must be non-empty"):
        await bot.send_document(person.id, BufferedInputFile(b"", "a.txt"))


async def test_fifty_megabytes_are_the_end() -> None:
    check_upload(Upload("a", bytes(UPLOAD_BYTES)), UPLOAD_BYTES)
    with pytest.raises(refusals.Refused, match="Request Entity Too Large") as refused:
        check_upload(Upload("a", bytes(UPLOAD_BYTES + 1)), UPLOAD_BYTES)
    assert refused.value.status == 413


async def test_twenty_megabytes_can_be_fetched_and_links_end(phone_line: Line) -> None:
    person, server = phone_line.person, phone_line.server
    await person.sends(Document(b"x", "үлкен.xlsx", size=25 * 1024 * 1024))
    big = person.messages[-1].content.files[0]
    assert await phone_line.words("getFile", file_id=big.file_id) == "Bad Request: file is too big"
    await person.sends(Photo(picture(), "сурет"))
    link = (await phone_line.call("getFile", file_id=person.messages[-1].content.files[0].file_id))["result"][
        "file_path"
    ]
    address = f"{server.url}/file/bot{server.token}/{link}"
    async with phone_line.http.get(address) as answer:
        assert await answer.read() == picture_small_of(phone_line)
    phone_line.clock.passes(hours=2)
    for wrong in (address, f"{server.url}/file/bot{server.token}/documents/file_9.docx"):
        async with phone_line.http.get(wrong) as answer:
            assert (answer.status, (await answer.json())["description"]) == (404, "Not Found")


def picture_small_of(phone_line: Line) -> bytes:
    return phone_line.person.messages[-1].content.files[0].content


async def test_typing_is_seen(phone_line: Line) -> None:
    await phone_line.bot.send_chat_action(phone_line.person.id, "upload_document")
    assert phone_line.person.actions == ("upload_document",)


async def test_the_same_file_has_one_unique_identifier(phone_line: Line) -> None:
    first = await phone_line.bot.send_document(phone_line.person.id, BufferedInputFile(b"x", "a.txt"))
    second = await phone_line.bot.send_document(phone_line.person.id, BufferedInputFile(b"x", "b.txt"))
    assert first.document
    assert second.document
    assert first.document.file_unique_id == second.document.file_unique_id
    assert first.document.file_id != second.document.file_id


async def test_buttons_of_the_echo_bot_are_inline(phone_line: Line) -> None:
    sent = await phone_line.bot.send_message(phone_line.person.id, "x", reply_markup=keyboard("Бір"))
    assert sent.reply_markup is not None
    assert sent.reply_markup.model_dump() == keyboard("Бір").model_dump()
