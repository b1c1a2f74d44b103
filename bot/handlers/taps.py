"""Where a tap goes: straight to the handler of its address, however many conversations there are."""

from collections.abc import Iterable
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery

from bot.chat import Address
from bot.core.access import require
from bot.handlers.lost import old_button
from bot.handlers.talk import Talk

Place = tuple[type[Address], HandlerObject]


class Taps:
    """The handlers of all addresses by prefix; asking one filter after the other would cost more than the answer."""

    def __init__(self, conversations: Iterable[Router]) -> None:
        self._places: dict[str, Place] = {}
        for conversation in conversations:
            for handler in conversation.callback_query.handlers:
                address = address_of(handler)
                if address is not None:
                    self._places[address.__prefix__] = (address, handler)
            conversation.callback_query.handlers.clear()

    async def follow(self, query: CallbackQuery, talk: Talk, **rest: Any) -> Any:
        """Asks the access table, then runs the handler with the talk in place of the raw event."""
        address, handler = self._find(query.data or "")
        if address is None or handler is None:
            return await old_button(talk)
        require(talk.person, address.action)
        return await handler.call(talk, **{**rest, "callback_data": address})

    def _find(self, data: str) -> tuple[Address | None, HandlerObject | None]:
        """What the button says; one from before a change of our addresses leads nowhere."""
        place = self._places.get(data.partition(":")[0])
        if place is None:
            return None, None
        try:
            return place[0].unpack(data), place[1]
        except (TypeError, ValueError):
            return None, None


def address_of(handler: HandlerObject) -> type[Address] | None:
    for one in handler.filters or ():
        if isinstance(one.callback, CallbackQueryFilter) and issubclass(one.callback.callback_data, Address):
            return one.callback.callback_data
    return None
