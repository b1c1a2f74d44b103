"""The agenda of a sitting: applications put on it and taken off, one child, and who of the council is there."""

from aiogram import Router

from bot.core.councils.sittings import (
    agenda,
    entry_of,
    look_at,
    put_on_agenda,
    put_waiting,
    take_off,
    waiting_counts,
    waiting_list,
)
from bot.core.councils.voting import attendance_at, clear_ruling, mark_all_present, mark_present
from bot.handlers.addresses.sittings import (
    MarkAllPresent,
    MarkPresent,
    OpenAgenda,
    OpenItem,
    OpenPresence,
    OpenWaiting,
    OpenWaitingList,
    PutOne,
    PutWaiting,
    TakeOff,
)
from bot.handlers.addresses.voting import ClearRuling
from bot.handlers.agenda_screens import (
    agenda_screen,
    item_screen,
    presence_screen,
    waiting_list_screen,
    waiting_screen,
)
from bot.handlers.doors import DOORS
from bot.handlers.talk import Talk


async def open_agenda(talk: Talk, callback_data: OpenAgenda) -> None:
    await talk.act(look_at, callback_data.sitting_id)
    await _show_agenda(talk, callback_data.sitting_id, callback_data.page)


async def open_item(talk: Talk, callback_data: OpenItem) -> None:
    await talk.act(look_at, callback_data.sitting_id)
    view = await talk.ask(agenda, callback_data.sitting_id)
    await talk.show(item_screen(talk.words, view, entry_of(view, callback_data.item_id)))


async def take_one_off(talk: Talk, callback_data: TakeOff) -> None:
    place = callback_data
    await talk.act(take_off, place.sitting_id, [place.application_id], DOORS.my_case)
    await _show_agenda(talk, place.sitting_id, 0)


async def clear(talk: Talk, callback_data: ClearRuling) -> None:
    place = callback_data
    await talk.act(clear_ruling, place.sitting_id, place.item_id, place.revision)
    view = await talk.ask(agenda, place.sitting_id)
    await talk.show(item_screen(talk.words, view, entry_of(view, place.item_id)))


async def open_waiting(talk: Talk, callback_data: OpenWaiting) -> None:
    await _show_waiting(talk, callback_data.sitting_id)


async def open_waiting_list(talk: Talk, callback_data: OpenWaitingList) -> None:
    place = callback_data
    await talk.act(look_at, place.sitting_id)
    await _show_waiting_list(talk, place.sitting_id, place.service, place.page)


async def put_one(talk: Talk, callback_data: PutOne) -> None:
    """What is left of its service is shown, so that quick taps go on in one list."""
    place = callback_data
    await talk.act(put_on_agenda, place.sitting_id, [place.application_id], DOORS.my_case)
    await _show_waiting_list(talk, place.sitting_id, place.service, place.page)


async def put_all(talk: Talk, callback_data: PutWaiting) -> None:
    place = callback_data
    await talk.act(put_waiting, place.sitting_id, place.service, DOORS.my_case)
    await _show_agenda(talk, place.sitting_id, 0)


async def open_presence(talk: Talk, callback_data: OpenPresence) -> None:
    await _show_presence(talk, callback_data.sitting_id, callback_data.page)


async def mark_one(talk: Talk, callback_data: MarkPresent) -> None:
    place = callback_data
    await talk.act(mark_present, place.sitting_id, place.member_id, place.present)
    await _show_presence(talk, place.sitting_id, place.page)


async def mark_all(talk: Talk, callback_data: MarkAllPresent) -> None:
    await talk.act(mark_all_present, callback_data.sitting_id)
    await _show_presence(talk, callback_data.sitting_id, 0)


async def _show_agenda(talk: Talk, sitting_id: int, page: int) -> None:
    await talk.show(agenda_screen(talk.words, await talk.ask(agenda, sitting_id), page))


async def _show_waiting(talk: Talk, sitting_id: int) -> None:
    await talk.show(waiting_screen(talk.words, sitting_id, dict(await talk.ask(waiting_counts))))


async def _show_waiting_list(talk: Talk, sitting_id: int, service: str, page: int) -> None:
    """Where nothing is left of the service, the others."""
    waiting = await talk.ask(waiting_list, service)
    if waiting:
        await talk.show(waiting_list_screen(talk.words, sitting_id, service, waiting, page))
    else:
        await _show_waiting(talk, sitting_id)


async def _show_presence(talk: Talk, sitting_id: int, page: int) -> None:
    there = await talk.ask(attendance_at, sitting_id)
    await talk.show(presence_screen(talk.words, sitting_id, there, page))


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_agenda, OpenAgenda.filter())
    router.callback_query.register(open_item, OpenItem.filter())
    router.callback_query.register(take_one_off, TakeOff.filter())
    router.callback_query.register(clear, ClearRuling.filter())
    router.callback_query.register(open_waiting, OpenWaiting.filter())
    router.callback_query.register(open_waiting_list, OpenWaitingList.filter())
    router.callback_query.register(put_one, PutOne.filter())
    router.callback_query.register(put_all, PutWaiting.filter())
    router.callback_query.register(open_presence, OpenPresence.filter())
    router.callback_query.register(mark_one, MarkPresent.filter())
    router.callback_query.register(mark_all, MarkAllPresent.filter())
    return router
