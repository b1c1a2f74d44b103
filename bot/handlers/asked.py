"""What parents ask for after sending: the office says yes, or no with a reason."""

from aiogram import Router

from bot.core.applications.case import case
from bot.core.applications.queue import Pile
from bot.core.applications.requests import accept_request, refuse_request, request_view
from bot.core.applications.writing import ask_refusal
from bot.handlers.addresses.handling import AcceptAsked, AskRefusal, OpenAsked, RefuseAsked
from bot.handlers.case_screens import case_screen, opens_for_applicant
from bot.handlers.case_showing import show_case
from bot.handlers.handling_screens import REASONS_OF_REFUSAL, asked_screen, refusal_screen
from bot.handlers.talk import Talk
from bot.texts import Words


async def open_asked(talk: Talk, callback_data: OpenAsked) -> None:
    await _show_asked(talk, callback_data.request_id)


async def accept_asked(talk: Talk, callback_data: AcceptAsked) -> None:
    found = await talk.ask(request_view, callback_data.request_id)
    done = await talk.act(accept_request, callback_data.request_id, opens_for_applicant)
    await show_case(
        talk, found.application.id, talk.words("cases.done.accepted") if done else "", Pile.REQUESTS
    )


async def ask_for_refusal(talk: Talk, callback_data: AskRefusal) -> None:
    if await talk.act(ask_refusal, callback_data.request_id):
        found = await talk.ask(request_view, callback_data.request_id)
        view = await talk.ask(case, found.application.id)
        await talk.show(refusal_screen(talk.words, view, callback_data.request_id))
    else:
        await _show_asked(talk, callback_data.request_id)


async def refuse_for_ready_reason(talk: Talk, callback_data: RefuseAsked) -> None:
    place = callback_data
    found = await talk.ask(request_view, place.request_id)
    view = await talk.ask(case, found.application.id)
    done = False
    if place.reason in REASONS_OF_REFUSAL:
        reason = Words(view.reader)(f"cases.reason.{place.reason}")
        done = await talk.act(refuse_request, place.request_id, reason, opens_for_applicant)
    await show_case(
        talk, found.application.id, talk.words("cases.done.refused") if done else "", Pile.REQUESTS
    )


async def _show_asked(talk: Talk, request_id: int) -> None:
    """The request, as long as it waits for an answer; then the case."""
    found = await talk.ask(request_view, request_id)
    view = await talk.ask(case, found.application.id)
    asked = next((one for one in view.requests if one.request.id == request_id), None)
    await talk.show(asked_screen(talk.words, view, asked) if asked else case_screen(talk.words, view))


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_asked, OpenAsked.filter())
    router.callback_query.register(accept_asked, AcceptAsked.filter())
    router.callback_query.register(ask_for_refusal, AskRefusal.filter())
    router.callback_query.register(refuse_for_ready_reason, RefuseAsked.filter())
    return router
