"""All conversations in the order in which they are asked; the entrance comes first, what nobody understood last."""

from aiogram import Router

from bot.handlers import entrance, lost, survey
from bot.handlers.reception import Gate

CONVERSATIONS = (entrance, survey, lost)


def routes(gate: Gate) -> Router:
    router = Router()
    for conversation in CONVERSATIONS:
        part = conversation.routes()
        part.message.middleware(gate)
        part.callback_query.middleware(gate)
        router.include_router(part)
    return router
