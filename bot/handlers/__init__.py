"""All conversations in the order in which they are asked; the entrance comes first, what nobody understood last."""

from aiogram import Router

from bot.handlers import (
    agenda,
    applying,
    asked,
    board,
    case_papers,
    cases,
    commands,
    consent_tasks,
    consents,
    council,
    deciding,
    entering,
    entrance,
    families,
    forms,
    handling,
    labels,
    limits,
    links,
    lost,
    my_cases,
    order_receipts,
    orders,
    papers,
    parents,
    parents_children,
    parents_links,
    parents_requests,
    pupils,
    registers,
    review,
    roster,
    school,
    sent_files,
    sittings,
    staff,
    survey,
    templates,
    totals,
    voting,
)
from bot.handlers.reception import Gate
from bot.handlers.taps import Taps

PARENTS = (parents_children, consents, parents, parents_links, parents_requests, consent_tasks)
# A roster is any file that no other conversation is waiting for.
CONVERSATIONS = (
    *(entrance, commands, forms, sent_files, applying, my_cases, entering),
    *(school, staff, links, survey, families),
    *PARENTS,
    *(cases, handling, asked, deciding),
    *(sittings, agenda, voting, council, orders, order_receipts),
    *(case_papers, registers),
    *(review, board, totals, papers, templates, labels, limits, roster, pupils, lost),
)


def routes(gate: Gate) -> Router:
    router = Router()
    parts = [conversation.routes() for conversation in CONVERSATIONS]
    router.callback_query.register(Taps(parts).follow)
    for part in parts:
        part.message.middleware(gate)
        router.include_router(part)
    return router
