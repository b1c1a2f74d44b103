"""The office's queue of applications: counts, lists, one case and all that belongs to it."""

from collections.abc import Callable

from aiogram import Router

from bot.chat import Screen
from bot.core.applications.case import Case, case, file_of, look_at, note_file_seen
from bot.core.applications.queue import STATES_ONLY, Pile, Queue, note_list_seen, queue
from bot.core.ports import File, FileCabinet
from bot.handlers.addresses.cases import (
    HandOutSent,
    OpenCase,
    OpenCaseAnswers,
    OpenCaseContacts,
    OpenCaseFiles,
    OpenCaseHistory,
    OpenCases,
    OpenCaseServices,
    OpenPile,
)
from bot.handlers.application_words import paper_words
from bot.handlers.case_screens import (
    answers_screen,
    case_screen,
    contacts_screen,
    files_screen,
    history_screen,
)
from bot.handlers.case_showing import show_case, show_pile
from bot.handlers.cases_screens import queue_screen, services_screen
from bot.handlers.talk import Talk
from bot.texts import Words


async def open_queue(talk: Talk, callback_data: OpenCases) -> None:
    await talk.leave_question()
    await talk.show(queue_screen(talk.words, talk.person, await talk.ask(queue, callback_data.service)))


async def open_services(talk: Talk) -> None:
    await talk.show(services_screen(talk.words, await talk.ask(queue)))


async def open_pile(talk: Talk, callback_data: OpenPile) -> None:
    found = await talk.ask(queue, callback_data.service)
    pile = _pile(found, callback_data.pile)
    if pile is None:
        await talk.show(queue_screen(talk.words, talk.person, found))
        return
    await talk.act(note_list_seen, pile, callback_data.service)
    await show_pile(talk, found, pile, callback_data.page)


def _pile(found: Queue, written: str) -> Pile | None:
    """A list that this person may open."""
    pile = Pile(written) if written in set(Pile) else None
    return pile if found.whole or pile in STATES_ONLY else None


async def open_case(talk: Talk, callback_data: OpenCase) -> None:
    await talk.act(look_at, callback_data.application_id)
    await show_case(talk, callback_data.application_id)


async def open_answers(talk: Talk, callback_data: OpenCaseAnswers) -> None:
    page = callback_data.page
    await _show_part(
        talk, callback_data.application_id, lambda words, view: answers_screen(words, view, page)
    )


async def open_files(talk: Talk, callback_data: OpenCaseFiles) -> None:
    page = callback_data.page
    await _show_part(talk, callback_data.application_id, lambda words, view: files_screen(words, view, page))


async def open_history(talk: Talk, callback_data: OpenCaseHistory) -> None:
    page = callback_data.page
    await _show_part(
        talk, callback_data.application_id, lambda words, view: history_screen(words, view, page)
    )


async def open_contacts(talk: Talk, callback_data: OpenCaseContacts) -> None:
    await _show_part(talk, callback_data.application_id, contacts_screen)


async def _show_part(talk: Talk, application_id: int, draw: Callable[[Words, Case], Screen]) -> None:
    """What is in a case is for those who see the whole of it."""
    await talk.act(look_at, application_id)
    view = await talk.ask(case, application_id)
    await talk.show(draw(talk.words, view) if view.whole else case_screen(talk.words, view))


async def hand_out_sent(talk: Talk, callback_data: HandOutSent, cabinet: FileCabinet) -> None:
    """The file can not be passed on and is deleted from the chat later."""
    place = callback_data
    if not await talk.act(note_file_seen, place.application_id, place.attachment_id):
        await show_case(talk, place.application_id)
        return
    found = await talk.ask(file_of, place.application_id, place.attachment_id)
    view = await talk.ask(case, place.application_id)
    paper = next(one for one in view.papers if found in one.files)
    name = paper_words(talk.words, view.service.key, paper.question.key)
    content = await cabinet.fetch(found.place)
    file = File(f"{view.application.number}-{paper.question.key}-{found.id}.{found.kind}", content)
    await talk.hand_out(
        file, talk.words("cases.file_caption", paper=name, number=view.application.number), names=True
    )
    await talk.chat.acknowledge()


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_queue, OpenCases.filter())
    router.callback_query.register(open_services, OpenCaseServices.filter())
    router.callback_query.register(open_pile, OpenPile.filter())
    router.callback_query.register(open_case, OpenCase.filter())
    router.callback_query.register(open_answers, OpenCaseAnswers.filter())
    router.callback_query.register(open_files, OpenCaseFiles.filter())
    router.callback_query.register(open_history, OpenCaseHistory.filter())
    router.callback_query.register(open_contacts, OpenCaseContacts.filter())
    router.callback_query.register(hand_out_sent, HandOutSent.filter())
    return router
