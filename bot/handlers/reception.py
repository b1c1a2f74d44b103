"""Where every update is received: who is it, may they, and whatever happens they get an answer."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.exceptions import AiogramError, TelegramForbiddenError
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.chat import Chat, Screen
from bot.core.access import Action, require
from bot.core.errors import Refusal
from bot.core.office import Draft
from bot.core.people import Person
from bot.core.ports import Desk, Office
from bot.handlers.groups import in_a_group, send_away
from bot.handlers.talk import Talk
from bot.texts import LANGUAGES, Words

Handler = Callable[[Any, dict[str, Any]], Awaitable[Any]]
log = structlog.get_logger()


def who(desk: Desk) -> tuple[Person, Draft | None]:
    """The person of this update and the question that they are being asked."""
    return desk.actor, desk.drafts.of(desk.actor.id)


class Reception(BaseMiddleware):
    """Hands a Talk to the handler, turns a refusal into its sentence, and acknowledges every tap."""

    def __init__(self, office_of: Callable[[int, int], Office]) -> None:
        self._office_of = office_of

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, Message | CallbackQuery) or event.from_user is None:
            return None
        chat = Chat(data["bot"], event)
        words = Words(_nearest(event.from_user.language_code))
        if in_a_group(event):
            await send_away(event, words)
            return None
        try:
            talk = data["talk"] = await self._talk(
                chat, event.from_user.id, data["event_update"].update_id, words
            )
            words = talk.words
            await talk.join_album()
            await handler(event, data)
        except Refusal as refusal:
            await _say(chat, words(refusal.key, **refusal.words))
        except TelegramForbiddenError:
            # Shut out in the middle of a talk: nobody is there to be told.
            log.info("shut_out")
        except Exception as failure:
            log.error("handler_failed", kind=type(failure).__name__, exc_info=failure)
            await _say(chat, words("refusal.broken"))
        await chat.acknowledge()
        return None

    async def _talk(self, chat: Chat, telegram_id: int, update_id: int, words: Words) -> Talk:
        office = self._office_of(telegram_id, update_id)
        person, draft = await office.ask(who)
        return Talk(chat, office, person, Words(person.language) if person.id else words, draft)


class Gate(BaseMiddleware):
    """Asks the access table before a message is handled: the handler's flag names the action."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        talk = data.pop("talk")
        require(talk.person, get_flag(data, "action", default=Action.TALK))
        # The talk takes the place of the raw event: a handler's first argument.
        return await handler(talk, data)


async def _say(chat: Chat, sentence: str) -> None:
    """As the answer to the tap, where it has none yet; a new message otherwise."""
    try:
        if chat.tapped and not chat.answered:
            await chat.acknowledge(sentence)
        else:
            await chat.send(Screen("").with_notice(sentence))
    except AiogramError as failure:
        log.warning("reply_lost", kind=type(failure).__name__)


def _nearest(telegram_language: str | None) -> str:
    language = (telegram_language or "")[:2]
    return language if language in LANGUAGES else "kk"
