"""Applying: what for, for which child, then the form; what can not be applied for is explained."""

from aiogram import Router

from bot.core.applications.mine import Applicable, choice, my_case, offers
from bot.handlers.addresses.applying import ChooseService, OpenApply
from bot.handlers.applying_screens import (
    children_screen,
    closed_screen,
    consent_screen,
    offers_screen,
    reference_for,
)
from bot.handlers.forms_opening import show_form
from bot.handlers.my_cases_screens import case_screen
from bot.handlers.talk import Talk


async def open_apply(talk: Talk, callback_data: OpenApply) -> None:
    """A single service need not be chosen."""
    found = await talk.ask(offers)
    if len(found) == 1:
        await _show_choice(talk, found[0].service.key)
    else:
        await talk.show(offers_screen(talk.words, found))


async def choose_service(talk: Talk, callback_data: ChooseService) -> None:
    await _show_choice(talk, callback_data.service)


async def _show_choice(talk: Talk, service: str) -> None:
    """A single child need not be chosen."""
    view = await talk.ask(choice, service)
    if not view.offer.open:
        await talk.show(closed_screen(talk.words, view.offer))
    elif len(view.children) == 1:
        await _apply_for(talk, service, view.children[0])
    else:
        await talk.show(children_screen(talk.words, view))


async def _apply_for(talk: Talk, service: str, one: Applicable) -> None:
    if one.existing is not None:
        found = await talk.ask(my_case, one.existing.id)
        await talk.show(case_screen(talk.words, found, first_line="applying.there_is_one"))
    elif not one.consent:
        await talk.show(consent_screen(talk.words, one))
    else:
        await show_form(talk, reference_for(service, one.child.pupil.id))


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_apply, OpenApply.filter())
    router.callback_query.register(choose_service, ChooseService.filter())
    return router
