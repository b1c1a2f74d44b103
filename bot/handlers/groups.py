"""Group chats: names of children never go there, so one sentence sends people to the chat with the bot."""

from contextlib import suppress

from aiogram.exceptions import AiogramError
from aiogram.types import Message, TelegramObject

from bot.texts import Words


def in_a_group(event: TelegramObject) -> bool:
    return isinstance(event, Message) and event.chat.type != "private"


async def send_away(event: TelegramObject, words: Words) -> None:
    """Answers words only: that somebody joined or changed the picture needs no answer."""
    if isinstance(event, Message) and (event.text or event.caption):
        with suppress(AiogramError):
            await event.answer(words("entrance.in_person"))
