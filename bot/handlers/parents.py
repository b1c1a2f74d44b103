"""Parents as the school meets them: what waits, a class and who represents whose child, the end of a tie."""

from aiogram import Bot, Router

from bot.core.access import Action, may_all
from bot.core.parents.family import (
    class_parents,
    end_representative,
    note_class_parents_seen,
    note_representatives_seen,
    own_classes,
    representatives,
    return_representative,
    tie_of,
)
from bot.core.parents.requests import requests, requests_of_class, waiting_requests
from bot.core.parents.stopping import number_of_stop_tasks
from bot.core.parents.tries import number_of_tries
from bot.handlers.addresses.parents import (
    EndRepresentative,
    OpenClassParents,
    OpenParents,
    OpenRepresentatives,
    ReturnRepresentative,
)
from bot.handlers.command_lists import fit_commands
from bot.handlers.parents_screens import (
    Waiting,
    class_screen,
    end_screen,
    parents_screen,
    representatives_screen,
)
from bot.handlers.talk import Talk


async def open_parents(talk: Talk, callback_data: OpenParents) -> None:
    """Who meets the parents of one class only is at home there."""
    classes = await talk.ask(own_classes)
    if len(classes) == 1 and not may_all(talk.person, Action.MEET_PARENTS):
        await _show_class(talk, classes[0].id, 0)
        return
    waiting = Waiting(
        await talk.ask(waiting_requests),
        await talk.ask(number_of_tries),
        await talk.ask(number_of_stop_tasks),
    )
    await talk.show(parents_screen(talk.words, waiting, classes, callback_data.page))


async def open_class(talk: Talk, callback_data: OpenClassParents) -> None:
    await _show_class(talk, callback_data.class_id, callback_data.page)


async def open_representatives(talk: Talk, callback_data: OpenRepresentatives) -> None:
    await talk.act(note_representatives_seen, callback_data.pupil_id)
    view = await talk.ask(representatives, callback_data.pupil_id)
    await talk.show(representatives_screen(talk.words, view))


async def end(talk: Talk, callback_data: EndRepresentative, bot: Bot) -> None:
    """The first tap asks, the second ends it; the end can be undone."""
    tie = await talk.ask(tie_of, callback_data.representative_id)
    if not callback_data.sure and tie.representative.until is None:
        await talk.show(end_screen(talk.words, tie))
        return
    ended = await talk.act(end_representative, callback_data.representative_id)
    view = await talk.ask(representatives, tie.representative.pupil_id)
    toast = talk.words("parents.ended") if ended else ""
    await talk.show(representatives_screen(talk.words, view, tie.representative.id if ended else 0), toast)
    await fit_commands(bot, (await talk.ask(tie_of, tie.representative.id)).person)


async def give_back(talk: Talk, callback_data: ReturnRepresentative, bot: Bot) -> None:
    await talk.act(return_representative, callback_data.representative_id)
    tie = await talk.ask(tie_of, callback_data.representative_id)
    view = await talk.ask(representatives, tie.representative.pupil_id)
    await talk.show(representatives_screen(talk.words, view), talk.words("parents.returned"))
    await fit_commands(bot, tie.person)


async def _show_class(talk: Talk, class_id: int, page: int) -> None:
    await talk.act(note_class_parents_seen, class_id)
    view = await talk.ask(class_parents, class_id)
    waiting = len(requests_of_class(await talk.ask(requests), class_id))
    alone = len(await talk.ask(own_classes)) == 1
    await talk.show(class_screen(talk.words, view, waiting, page, alone))


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_parents, OpenParents.filter())
    router.callback_query.register(open_class, OpenClassParents.filter())
    router.callback_query.register(open_representatives, OpenRepresentatives.filter())
    router.callback_query.register(end, EndRepresentative.filter())
    router.callback_query.register(give_back, ReturnRepresentative.filter())
    return router
