"""Requests of parents: one tap says yes or no, another takes it back; and the tries that agree with nobody."""

from aiogram import Bot, Router

from bot.core.parents.requests import (
    Request,
    answer_request,
    note_request_seen,
    note_requests_seen,
    request,
    requests,
    undo_answer,
)
from bot.core.parents.tries import look_after, note_tries_seen, tries_of, tries_without_match
from bot.handlers.addresses.parents import (
    AnswerClaim,
    LookAfterTries,
    OpenChild,
    OpenClaim,
    OpenClaims,
    OpenTries,
    OpenTriesOf,
    UndoAnswer,
)
from bot.handlers.command_lists import fit_commands
from bot.handlers.parents_requests_screens import (
    request_screen,
    requests_screen,
    tries_of_screen,
    tries_screen,
)
from bot.handlers.talk import Talk


async def open_requests(talk: Talk, callback_data: OpenClaims) -> None:
    await talk.act(note_requests_seen)
    await talk.show(requests_screen(talk.words, await talk.ask(requests), callback_data.page))


async def open_request(talk: Talk, callback_data: OpenClaim) -> None:
    await talk.act(note_request_seen, callback_data.claim_id)
    await _show(talk, callback_data.claim_id)


async def answer(talk: Talk, callback_data: AnswerClaim, bot: Bot) -> None:
    place = callback_data
    await talk.act(
        answer_request, place.claim_id, place.yes, lambda pupil_id: OpenChild(pupil_id=pupil_id).pack()
    )
    asked = await _show(talk, place.claim_id)
    await fit_commands(bot, asked.person)


async def undo(talk: Talk, callback_data: UndoAnswer, bot: Bot) -> None:
    await talk.act(undo_answer, callback_data.claim_id)
    asked = await _show(talk, callback_data.claim_id)
    await fit_commands(bot, asked.person)


async def open_tries(talk: Talk, callback_data: OpenTries) -> None:
    await talk.act(note_tries_seen)
    await _show_tries(talk, callback_data.page)


async def open_tries_of(talk: Talk, callback_data: OpenTriesOf) -> None:
    found = await talk.ask(tries_of, callback_data.person_id)
    if found is None:
        await _show_tries(talk, 0)
    else:
        await talk.show(tries_of_screen(talk.words, found))


async def look_after_tries(talk: Talk, callback_data: LookAfterTries) -> None:
    place = callback_data
    done = await talk.act(look_after, place.person_id, place.last_id, place.hint)
    key = "parents.hint.sent" if place.hint else "parents.tries.cleared"
    await _show_tries(talk, 0, talk.words(key) if done else "")


async def _show(talk: Talk, claim_id: int) -> Request:
    asked = await talk.ask(request, claim_id)
    others = [one for one in await talk.ask(requests) if one.claim.id != claim_id]
    await talk.show(request_screen(talk.words, talk.person, asked, len(others)))
    return asked


async def _show_tries(talk: Talk, page: int, toast: str = "") -> None:
    await talk.show(tries_screen(talk.words, await talk.ask(tries_without_match), page), toast)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_requests, OpenClaims.filter())
    router.callback_query.register(open_request, OpenClaim.filter())
    router.callback_query.register(answer, AnswerClaim.filter())
    router.callback_query.register(undo, UndoAnswer.filter())
    router.callback_query.register(open_tries, OpenTries.filter())
    router.callback_query.register(open_tries_of, OpenTriesOf.filter())
    router.callback_query.register(look_after_tries, LookAfterTries.filter())
    return router
