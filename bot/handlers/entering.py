"""Entering an application for somebody else: how it came in, for what, for which child, then the form."""

from aiogram import F, Router

from bot.core.access import Action
from bot.core.applications.entering import (
    QUESTION,
    ask_pupil,
    classes_to_enter,
    entry,
    note_named,
    pupils_named,
    pupils_to_enter,
    services_to_enter,
    source_named,
)
from bot.core.applications.sending import reference_about
from bot.core.applications.subjects import Kind
from bot.core.pupils import class_names
from bot.handlers.addresses.entering import (
    BringPaper,
    EnterFor,
    EnterFrom,
    EnterPupil,
    MendForApplicant,
    OpenEntering,
)
from bot.handlers.entering_screens import (
    class_screen,
    classes_screen,
    entry_screen,
    found_screen,
    services_screen,
    sources_screen,
)
from bot.handlers.forms_opening import begin_at, begin_now
from bot.handlers.menu import menu_screen
from bot.handlers.talk import WRITTEN, Expecting, Talk

LONGEST_SHOWN = 40


async def open_entering(talk: Talk, callback_data: OpenEntering) -> None:
    await talk.leave_question()
    await talk.show(sources_screen(talk.words))


async def choose_service(talk: Talk, callback_data: EnterFrom) -> None:
    """A single service need not be chosen."""
    source, services = source_named(callback_data.source).value, await talk.ask(services_to_enter)
    if len(services) == 1:
        await _ask_for_child(talk, EnterFor(source=source, service=services[0].key))
    else:
        await talk.show(services_screen(talk.words, source, services))


async def choose_child(talk: Talk, callback_data: EnterFor) -> None:
    await _ask_for_child(talk, callback_data)


async def _ask_for_child(talk: Talk, place: EnterFor) -> None:
    """A single class need not be chosen."""
    classes = await talk.ask(classes_to_enter)
    class_id = classes[0].class_.id if len(classes) == 1 else place.class_id
    await talk.act(ask_pupil, place.source, place.service, class_id)
    if talk.notice:
        await talk.show(await menu_screen(talk))
    elif class_id:
        await talk.show(class_screen(talk.words, place, await talk.ask(pupils_to_enter, class_id)))
    else:
        await talk.show(classes_screen(talk.words, place, classes))


async def take_name(talk: Talk) -> None:
    """Whoever may be meant is offered, also where it is only one: a paper is not entered for a guess."""
    assert talk.draft is not None
    typed = talk.chat.typed[:LONGEST_SHOWN]
    place = EnterFor(source=talk.draft.words["source"], service=talk.draft.words["service"])
    found = await talk.ask(pupils_named, typed)
    await talk.act(note_named, [one.id for one in found])
    classes = await talk.ask(class_names)
    await talk.show(found_screen(talk.words, place, typed, found, classes))


async def take_child(talk: Talk, callback_data: EnterPupil) -> None:
    place = callback_data
    found = await talk.ask(entry, place.source, place.service, place.pupil_id)
    if found.reference and found.existing is None:
        await begin_now(talk, found.reference)
    else:
        await talk.show(entry_screen(talk.words, found))


async def mend(talk: Talk, callback_data: MendForApplicant) -> None:
    await _fill_in(talk, callback_data.application_id, Kind.MEND, callback_data.key)


async def bring_paper(talk: Talk, callback_data: BringPaper) -> None:
    await _fill_in(talk, callback_data.application_id, Kind.PAPERS, callback_data.key)


async def _fill_in(talk: Talk, application_id: int, kind: Kind, key: str) -> None:
    reference = await talk.ask(reference_about, application_id, kind)
    if not await begin_at(talk, reference, key):
        await talk.show(await menu_screen(talk))


def routes() -> Router:
    router = Router()
    router.message.register(
        take_name, F.text, Expecting(QUESTION), WRITTEN, flags={"action": Action.ENTER_APPLICATION}
    )
    router.callback_query.register(open_entering, OpenEntering.filter())
    router.callback_query.register(choose_service, EnterFrom.filter())
    router.callback_query.register(choose_child, EnterFor.filter())
    router.callback_query.register(take_child, EnterPupil.filter())
    router.callback_query.register(mend, MendForApplicant.filter())
    router.callback_query.register(bring_paper, BringPaper.filter())
    return router
