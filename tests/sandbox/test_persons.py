"""What people do becomes updates, what they see is kept; commands by scope and language; events."""

import asyncio
from typing import Any

import pytest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BotCommandScopeDefault,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from bot.sandbox.persons import Document, Media, Photo, Place
from bot.sandbox.refusals import Refused
from tests.sandbox.conversations import Line
from tests.sandbox.echo import keyboard
from tests.sandbox.test_sending import picture


async def test_a_person_sends_many_things(phone_line: Line) -> None:
    person = phone_line.person
    await person.sends("жауап", reply_to=person.messages[0].id)
    await person.sends(Document(b"x", "тізім.csv", caption="міне"))
    await person.sends(Photo(picture(), "сурет"))
    await person.shares_contact("+77010000000")
    await person.edits(person.messages[1].id, "басқа")
    updates = await phone_line.bot.get_updates()
    reply, document, photo, contact, edited = [update.message or update.edited_message for update in updates]
    assert reply is not None
    assert reply.reply_to_message is not None
    assert document is not None
    assert document.document is not None
    assert (document.caption, document.document.mime_type) == ("міне", "text/csv")
    assert photo is not None
    assert photo.photo is not None
    assert contact is not None
    assert contact.contact is not None
    assert contact.contact.user_id == person.id
    assert edited is not None
    assert (edited.text, updates[-1].message) == ("басқа", None)


async def test_what_is_neither_photo_nor_file(phone_line: Line) -> None:
    """Names and shapes of the Bot API: an animation is a document too, a voice has no name."""
    person = phone_line.person
    for kind in ("voice", "audio", "video", "video_note", "animation", "sticker"):
        await person.sends(Media(kind, b"content", f"a.{kind}", caption=kind))
    await person.sends(Place(53.28, 69.39))
    *media, place = [one.message for one in await phone_line.bot.get_updates()]
    found = {one.content_type.value: getattr(one, one.content_type.value) for one in media if one}
    assert list(found) == ["voice", "audio", "video", "video_note", "animation", "sticker"]
    assert {one.file_size for one in found.values()} == {7}
    assert len({one.file_id for one in found.values()}) == 6
    assert found["audio"].file_name == "a.audio"
    assert media[4] is not None
    assert media[4].document is not None
    assert media[4].document.file_id == found["animation"].file_id
    assert place is not None
    assert place.location is not None
    assert place.location.latitude == 53.28
    for kind, file in found.items():
        content = await phone_line.bot.download(file.file_id)
        assert content is not None
        assert content.read() == b"content", kind


async def test_an_album_is_a_message_each_with_one_mark(phone_line: Line) -> None:
    person = phone_line.person
    ids = await person.sends_album([Photo(picture()), Media("video", b"x", "a.mp4"), Photo(picture())])
    await person.sends_album([Document(b"1", "1.pdf"), Document(b"2", "2.docx")])
    await person.sends(Photo(picture()))
    updates = await phone_line.bot.get_updates()
    assert [one.update_id for one in updates[:3]] == list(ids)
    marks = [one.message.media_group_id for one in updates if one.message]
    assert marks[0] == marks[1] == marks[2] != marks[3] == marks[4]
    assert marks[5] is None


@pytest.mark.parametrize(
    "things",
    [
        [Photo(picture())],
        [Photo(picture())] * 11,
        [Photo(picture()), Document(b"1", "1.pdf")],
        [Media("audio", b"x", "a.mp3"), Media("video", b"x", "a.mp4")],
        [Media("voice", b"x")] * 2,
    ],
)
async def test_what_apps_do_not_send_as_an_album(phone_line: Line, things: list[Any]) -> None:
    with pytest.raises(ValueError, match="album"):
        await phone_line.person.sends_album(things)


async def test_apps_split_long_texts_and_send_no_empty_ones(phone_line: Line) -> None:
    assert len(await phone_line.person.sends("ә" * 5000)) == 2
    with pytest.raises(ValueError, match="empty"):
        await phone_line.person.sends("  ")


async def test_blocking(phone_line: Line) -> None:
    person = phone_line.person
    sent = await phone_line.bot.send_message(person.id, "x", reply_markup=keyboard("А"))
    await person.blocks()
    await person.unblocks()
    updates = await phone_line.bot.get_updates()
    states = [one.my_chat_member.new_chat_member.status for one in updates if one.my_chat_member]
    assert states == ["kicked", "member"]
    await person.blocks()
    with pytest.raises(ValueError, match="has blocked"):
        await person.sends("x")
    with pytest.raises(ValueError, match="has blocked"):
        await person.presses(sent.message_id, "А")
    await person.opens(f"t.me/{phone_line.server.world.bot.username}")
    assert person.messages[-1].content.words.text == "/start"


async def test_links_that_lead_elsewhere(phone_line: Line) -> None:
    name = phone_line.server.world.bot.username
    for link in ("https://a.kz/x", "https://t.me/another_bot?start=1"):
        with pytest.raises(ValueError, match="not a link to this bot"):
            await phone_line.person.opens(link)
    for payload in ("ә", "x" * 65, "a.b"):
        with pytest.raises(ValueError, match="drops this start payload"):
            await phone_line.person.opens(f"https://t.me/{name}?start={payload}")


async def test_buttons_without_callback_data_make_no_update(phone_line: Line) -> None:
    person = phone_line.person
    button = InlineKeyboardButton(text="Сілтеме", url="https://a.kz")
    sent = await phone_line.bot.send_message(
        person.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]])
    )
    assert await person.presses(sent.message_id, "Сілтеме") == ()
    for message in (sent.message_id, person.messages[0].id):
        with pytest.raises(ValueError, match="no button"):
            await person.presses(message, "Жоқ")


async def test_a_person_deletes_a_message(phone_line: Line) -> None:
    await phone_line.person.deletes(phone_line.person.messages[0].id)
    assert phone_line.person.messages == ()


async def test_names(phone_line: Line) -> None:
    person = phone_line.server.person("Бек", username="bek")
    assert (person.name, person.account.as_json()["username"], person.chat.as_json()["username"]) == (
        "Бек",
        "bek",
        "bek",
    )
    assert person.keyboard is None


def commands(*names: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=name.title()) for name in names]


async def test_commands_by_scope_and_language(phone_line: Line) -> None:
    person, bot = phone_line.person, phone_line.bot
    steps: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        (("a",), {}),
        (("b",), {"language_code": "kk"}),
        (("c",), {"scope": BotCommandScopeAllPrivateChats()}),
        (("d",), {"scope": BotCommandScopeAllPrivateChats(), "language_code": "kk"}),
        (("e", "f"), {"scope": BotCommandScopeChat(chat_id=person.id)}),
    ]
    assert person.commands == ()
    for names, where in steps:
        await bot.set_my_commands(commands(*names), **where)
        assert person.commands == names
        assert [one.command for one in await bot.get_my_commands(**where)] == list(names)
    for (_, where), (left, _) in zip(reversed(steps), reversed([((), {}), *steps[:-1]]), strict=True):
        await bot.delete_my_commands(**where)
        assert person.commands == left
    member = BotCommandScopeChatMember(chat_id=person.id, user_id=person.id)
    await bot.set_my_commands(commands("g"), scope=member)
    assert (person.commands, len(await bot.get_my_commands(scope=member))) == ((), 1)
    assert await bot.get_my_commands(scope=BotCommandScopeDefault()) == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"commands": "{"}, "can't parse commands JSON object"),
        ({"commands": {"a": 1}}, "expected an Array of BotCommand"),
        ({"commands": ["a"]}, "can't parse BotCommand: expected an Object"),
        ({"commands": [{"command": "/"}]}, "command must be non-empty"),
        ({"commands": [{"command": "a" * 33}]}, "command length must not exceed 32"),
        ({"commands": [{"command": "a"}]}, "command description must be non-empty"),
        (
            {"commands": [{"command": "a", "description": "ә" * 257}]},
            "command description length must not exceed 256",
        ),
        ({"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "language_code": "kaz"}, "invalid language code specified"),
        (
            {"commands": [], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [], "scope": [1]}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_wrong_commands(phone_line: Line, asked: dict[str, Any], words: str) -> None:
    assert await phone_line.words("setMyCommands", **asked) == f"Bad Request: {words}"


async def test_a_page_can_follow_everything(phone_line: Line) -> None:
    world, person, bot = phone_line.server.world, phone_line.person, phone_line.bot
    queue = world.events()
    sent = await bot.send_message(person.id, "x", reply_markup=keyboard("А"))
    await bot.edit_message_text(
        "y", chat_id=person.id, message_id=sent.message_id, reply_markup=keyboard("А")
    )
    await person.presses(sent.message_id, "А")
    await bot.answer_callback_query(next(iter(world.taps)), text="болды")
    await bot.send_chat_action(person.id, "typing")
    await bot.set_my_commands(commands("a"))
    await bot.delete_message(person.id, sent.message_id)
    events = [queue.get_nowait() for _ in range(queue.qsize())]
    assert [event.kind for event in events] == ["new", "edited", "answered", "action", "commands", "deleted"]
    assert events[2].payload["text"] == "болды"
    world.forget(queue)
    await bot.send_message(person.id, "z")
    with pytest.raises(asyncio.QueueEmpty):
        queue.get_nowait()


async def test_a_group_has_its_own_commands(phone_line: Line) -> None:
    from bot.sandbox.lookups import shown_commands

    group = phone_line.server.group("Топ")
    await phone_line.call("setMyCommands", commands=[{"command": "a", "description": "x"}],
                          scope={"type": "all_group_chats"})  # fmt: skip
    assert [one["command"] for one in shown_commands(phone_line.server.world, group, "kk")] == ["a"]
    assert phone_line.person.commands == ()


def test_a_refusal_shows_its_parameters() -> None:
    assert Refused(429, "x", retry_after=3).as_json()["parameters"] == {"retry_after": 3}
    assert "parameters" not in Refused(400, "x").as_json()
