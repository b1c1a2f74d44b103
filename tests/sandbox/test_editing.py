"""Edits, deletions and answers to taps: what works, and Telegram's words for what does not."""

import json
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto, ReplyKeyboardRemove

from bot.sandbox.refusals import NOT_MODIFIED, QUERY_TOO_OLD
from tests.sandbox.conversations import Line
from tests.sandbox.echo import keyboard
from tests.sandbox.test_sending import picture


async def test_an_edit_replaces_words_and_keyboard(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_message(person.id, "бір", reply_markup=keyboard("А"))
    phone_line.clock.passes(days=100)
    edited = await bot.edit_message_text(
        "<b>екі</b>", chat_id=person.id, message_id=sent.message_id, parse_mode="HTML"
    )
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup, edited.html_text) == ("екі", None, "<b>екі</b>")
    assert edited.edit_date
    assert [content.words.text for content in person.messages[-1].former] == ["бір"]


async def test_an_edit_of_the_keyboard_keeps_the_words(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_message(person.id, "бір", reply_markup=keyboard("А"))
    both: dict[str, Any] = {"chat_id": person.id, "message_id": sent.message_id}
    edited = await bot.edit_message_reply_markup(**both, reply_markup=keyboard("Б"))
    assert not isinstance(edited, bool)
    assert edited.text == "бір"
    assert edited.reply_markup is not None
    assert edited.reply_markup.model_dump() == keyboard("Б").model_dump()
    await bot.edit_message_reply_markup(**both)
    assert person.messages[-1].markup is None


async def test_not_modified_looks_at_words_entities_and_keyboard(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_message(person.id, "<b>бір</b>", parse_mode="HTML", reply_markup=keyboard("А"))
    asked: dict[str, Any] = {"chat_id": person.id, "message_id": sent.message_id, "parse_mode": "HTML"}
    with pytest.raises(TelegramBadRequest) as refused:
        await bot.edit_message_text("<strong>бір</strong> ", **asked, reply_markup=keyboard("А"))
    assert refused.value.message == f"Bad Request: {NOT_MODIFIED}"
    await bot.edit_message_text("<i>бір</i>", **asked, reply_markup=keyboard("А"))
    await bot.edit_message_text("<i>бір</i>", **asked, reply_markup=keyboard("Б"))


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": "", "reply_markup": "{", "chat_id": 1}, "message text is empty"),
        ({"text": "<b>", "parse_mode": "HTML", "reply_markup": "{"},
         "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ({"reply_markup": "{", "chat_id": 1}, "can't parse reply keyboard markup JSON object"),
        ({"chat_id": 1}, "chat not found"),
        ({"chat_id": "", "message_id": ""}, "message identifier is not specified"),
        ({"message_id": 99}, "message to edit not found"),
        ({"message_id": "x"}, "message to edit not found"),
        ({"message_id": 1}, "message can't be edited"),
        ({"text": " "}, "text must be non-empty"),
        ({"reply_markup": json.dumps({"keyboard": [["x"]]})}, "inline keyboard expected"),
    ],
)  # fmt: skip
async def test_wrong_edits_in_the_order_of_telegram(
    phone_line: Line, parameters: dict[str, Any], words: str
) -> None:
    sent = await phone_line.bot.send_message(phone_line.person.id, "x")
    asked = {"chat_id": phone_line.person.id, "message_id": sent.message_id, "text": "y"} | parameters
    assert await phone_line.words("editMessageText", **asked) == f"Bad Request: {words}"


async def test_a_message_with_another_keyboard_can_not_be_edited(phone_line: Line) -> None:
    sent = await phone_line.bot.send_message(phone_line.person.id, "x", reply_markup=ReplyKeyboardRemove())
    asked = {"chat_id": phone_line.person.id, "message_id": sent.message_id, "text": "y"}
    assert await phone_line.words("editMessageText", **asked) == "Bad Request: message can't be edited"


async def test_captions_and_media(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_document(person.id, BufferedInputFile(b"1", "бір.txt"), caption="бір")
    asked: dict[str, Any] = {"chat_id": person.id, "message_id": sent.message_id}
    words = await phone_line.words("editMessageText", **asked, text="x")
    assert words == "Bad Request: there is no text in the message to edit"
    edited = await bot.edit_message_caption(**asked, caption="<b>екі</b>", parse_mode="HTML")
    assert not isinstance(edited, bool)
    assert edited.caption == "екі"
    two = InputMediaDocument(
        media=BufferedInputFile(b"2", "екі.txt"), caption="<i>екі</i>", parse_mode="HTML"
    )
    await bot.edit_message_media(two, **asked)
    assert person.messages[-1].content.files[0].name == "екі.txt"
    photo = InputMediaPhoto(media=BufferedInputFile(picture(), "x.png"))
    edited = await bot.edit_message_media(photo, **asked, reply_markup=keyboard("А"))
    assert not isinstance(edited, bool)
    assert edited.photo
    edited = await bot.edit_message_caption(**asked, caption="үш", show_caption_above_media=True)
    assert not isinstance(edited, bool)
    assert edited.show_caption_above_media


async def test_wrong_captions_and_media(phone_line: Line) -> None:
    sent = await phone_line.bot.send_message(phone_line.person.id, "x")
    asked = {"chat_id": phone_line.person.id, "message_id": sent.message_id}
    words = await phone_line.words("editMessageCaption", **asked, caption="y")
    assert words == "Bad Request: there is no caption in the message to edit"
    for media, expected in (
        ("{", "can't parse input media JSON object"),
        ({"type": "dance"}, "type of InputMedia is invalid"),
        ({"type": "photo"}, "media not found"),
    ):
        assert await phone_line.words("editMessageMedia", **asked, media=media) == f"Bad Request: {expected}"


async def test_deleting(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_message(person.id, "x")
    assert await bot.delete_message(person.id, sent.message_id)
    assert await bot.delete_message(person.id, person.messages[0].id)
    assert person.messages == ()
    assert [message.deleted for message in person.log] == [True, True]
    words = await phone_line.words("deleteMessage", chat_id=person.id, message_id=sent.message_id)
    assert words == "Bad Request: message to delete not found"


async def test_what_can_not_be_deleted(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    group = phone_line.server.group("Топ")
    await person.sends("сәлем", group=group)
    words = await phone_line.words("deleteMessage", chat_id=group.id, message_id=next(iter(group.messages)))
    assert words == "Bad Request: message can't be deleted"
    old = await bot.send_message(person.id, "x")
    phone_line.clock.passes(hours=48, seconds=1)
    for method, parameters in (("deleteMessage", {"message_id": old.message_id}),
                               ("deleteMessages", {"message_ids": [old.message_id]})):  # fmt: skip
        words = await phone_line.words(method, chat_id=person.id, **parameters)
        assert words == "Bad Request: message can't be deleted for everyone"


async def test_deleting_many(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = [(await bot.send_message(person.id, str(number))).message_id for number in range(3)]
    assert await bot.delete_messages(person.id, [*sent[:2], 99])
    assert [message.id for message in person.messages[1:]] == sent[2:]
    for given, words in (
        ("", "message identifiers are not specified"),
        (5, "expected an Array of message identifiers"),
        ([1] * 101, "too many message identifiers specified"),
        ([0], "invalid message identifier specified"),
        ("[", "can't parse message ids JSON object"),
    ):
        asked = await phone_line.words("deleteMessages", chat_id=person.id, message_ids=given)
        assert asked == f"Bad Request: {words}"


async def test_a_tap_is_answered_once_and_in_time(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_message(person.id, "x", reply_markup=keyboard("А"))
    await person.presses(sent.message_id, "А")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id, query.id.isdigit()) == ("А", person.id, True)
    assert query.chat_instance
    assert [tap.id for tap in phone_line.server.world.unanswered()] == [query.id]
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query.id, text="ә" * 201)
    assert await bot.answer_callback_query(query.id, text="Болды", show_alert=True)
    assert [(toast.text, toast.alert) for toast in person.toasts] == [("Болды", True)]
    for wrong in (query.id, "1", "x"):
        with pytest.raises(TelegramBadRequest) as refused:
            await bot.answer_callback_query(wrong)
        assert refused.value.message == f"Bad Request: {QUERY_TOO_OLD}"


async def test_a_tap_gets_too_old(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    sent = await bot.send_message(person.id, "x", reply_markup=keyboard("А"))
    await person.presses(sent.message_id, "А")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    phone_line.clock.passes(minutes=5)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(update.callback_query.id)
