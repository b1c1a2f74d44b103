"""All conversations in the order in which they are asked; the entrance comes first, what nobody understood last."""

from aiogram import Router

from bot.handlers import (
    board,
    commands,
    entrance,
    families,
    forms,
    labels,
    links,
    lost,
    papers,
    pupils,
    review,
    roster,
    school,
    staff,
    survey,
    templates,
    totals,
)
from bot.handlers.reception import Gate
from bot.handlers.taps import Taps

# A roster is any file that no other conversation is waiting for.
CONVERSATIONS = (
    *(entrance, commands, forms, school, staff, links, survey, families),
    *(review, board, totals, papers, templates, labels, roster, pupils, lost),
)


def routes(gate: Gate) -> Router:
    router = Router()
    parts = [conversation.routes() for conversation in CONVERSATIONS]
    router.callback_query.register(Taps(parts).follow)
    for part in parts:
        part.message.middleware(gate)
        router.include_router(part)
    return router
