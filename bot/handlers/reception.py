"""Where every update is received: who is it, may they, and whatever happens they get an answer."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.chat import Address, Chat, Screen
from bot.core.access import Action, require
from bot.core.errors import Refusal
from bot.core.office import Draft
from bot.core.people import Person
from bot.core.ports import Desk, Office
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
        talk = data["talk"] = await self._talk(event, data["bot"], data["event_update"].update_id)
        try:
            return await handler(event, data)
        except Refusal as refusal:
            await _say(talk, talk.words(refusal.key, **refusal.words))
        except Exception as failure:
            log.error("handler_failed", kind=type(failure).__name__, exc_info=failure)
            await _say(talk, talk.words("refusal.broken"))
        finally:
            await talk.chat.acknowledge()

    async def _talk(self, event: Message | CallbackQuery, bot: Bot, update_id: int) -> Talk:
        assert event.from_user is not None
        office = self._office_of(event.from_user.id, update_id)
        person, draft = await office.ask(who)
        language = person.language if person.id else _nearest(event.from_user.language_code)
        return Talk(Chat(bot, event), office, person, Words(language), draft)


class Gate(BaseMiddleware):
    """Asks the access table before the handler runs: the address, or the flag of a message handler, names the action."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        address = data.get("callback_data")
        action = address.action if isinstance(address, Address) else get_flag(data, "action", default=Action.TALK)
        talk = data.pop("talk")
        require(talk.person, action)
        # The talk takes the place of the raw event: a handler's first argument.
        return await handler(talk, data)


async def _say(talk: Talk, sentence: str) -> None:
    if talk.chat.tapped:
        await talk.chat.acknowledge(sentence)
    else:
        await talk.chat.show(Screen(f"⚠️ {sentence}"))


def _nearest(telegram_language: str | None) -> str:
    language = (telegram_language or "")[:2]
    return language if language in LANGUAGES else "kk"
