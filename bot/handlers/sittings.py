"""Sittings of the trustee council: planned, moved, cancelled, closed with a protocol, and reopened."""

from datetime import datetime

from aiogram import Router

from bot.core.access import Action
from bot.core.councils.appointing import (
    DAY,
    PLACE,
    TIME,
    appointment,
    ask_day,
    asked_for,
    choose_day,
    choose_place,
    choose_time,
    found_at,
    leave_appointment,
    read_day_mark,
    read_place,
    read_time_mark,
    take_day,
    take_place,
    take_time,
)
from bot.core.councils.closing import close_sitting, closing, reopen_sitting
from bot.core.councils.council import SittingState
from bot.core.councils.members import council
from bot.core.councils.planning import cancel, restore
from bot.core.councils.sittings import sitting_page, sittings, waiting_counts
from bot.core.councils.voting import attendance_at
from bot.handlers.addresses.sittings import (
    AskSittingDay,
    CancelSitting,
    CloseSitting,
    OpenClosing,
    OpenSitting,
    OpenSittings,
    PickSittingDay,
    PickSittingPlace,
    PickSittingTime,
    ReopenSitting,
    RestoreSitting,
)
from bot.handlers.doors import DOORS
from bot.handlers.sittings_screens import (
    cancel_screen,
    closing_screen,
    day_screen,
    held_screen,
    list_screen,
    place_screen,
    reopen_screen,
    sitting_screen,
    time_screen,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_sittings(talk: Talk, callback_data: OpenSittings) -> None:
    await talk.act(leave_appointment)
    waiting = sum((await talk.ask(waiting_counts)).values())
    lines, members = await talk.ask(sittings), await talk.ask(council)
    await talk.show(list_screen(talk.words, lines, members, waiting, callback_data.page))


async def open_sitting(talk: Talk, callback_data: OpenSitting) -> None:
    await talk.act(leave_appointment)
    await _show_sitting(talk, callback_data.sitting_id)


async def ask_for_day(talk: Talk, callback_data: AskSittingDay) -> None:
    sitting_id = callback_data.sitting_id
    if await talk.act(ask_day, sitting_id):
        await talk.show(day_screen(talk.words, await talk.ask(appointment, sitting_id)))
    else:
        await _show_sitting(talk, sitting_id)


async def pick_day(talk: Talk, callback_data: PickSittingDay) -> None:
    sitting_id = callback_data.sitting_id
    chosen = await talk.act(choose_day, sitting_id, read_day_mark(callback_data.day))
    view = await talk.ask(appointment, sitting_id)
    if chosen and view.day is not None:
        await talk.show(time_screen(talk.words, view))
    else:
        await _show_home(talk, sitting_id)


async def take_typed_day(talk: Talk) -> None:
    sitting_id = _asked(talk)
    screen = time_screen if await talk.act(take_day, talk.chat.typed) else day_screen
    await talk.show(screen(talk.words, await talk.ask(appointment, sitting_id)))


async def pick_time(talk: Talk, callback_data: PickSittingTime) -> None:
    sitting_id = callback_data.sitting_id
    chosen = await talk.act(choose_time, sitting_id, read_time_mark(callback_data.at))
    view = await talk.ask(appointment, sitting_id)
    if chosen and view.at is not None:
        await talk.show(place_screen(talk.words, view))
    else:
        # Delivered again after the place was said: nothing is left to be asked.
        await _show_home(talk, sitting_id)


async def take_typed_time(talk: Talk) -> None:
    sitting_id = _asked(talk)
    screen = place_screen if await talk.act(take_time, talk.chat.typed) else time_screen
    await talk.show(screen(talk.words, await talk.ask(appointment, sitting_id)))


async def pick_place(talk: Talk, callback_data: PickSittingPlace) -> None:
    sitting_id, at = callback_data.sitting_id, read_time_mark(callback_data.at)
    await talk.act(choose_place, sitting_id, at, read_place(callback_data.place), _opens, DOORS.my_case)
    await _show_planned(talk, sitting_id, at)


async def take_typed_place(talk: Talk) -> None:
    assert talk.draft is not None
    sitting_id, at = _asked(talk), datetime.fromisoformat(talk.draft.words["at"])
    if await talk.act(take_place, talk.chat.typed, _opens, DOORS.my_case):
        await _show_planned(talk, sitting_id, at)
    else:
        await talk.show(place_screen(talk.words, await talk.ask(appointment, sitting_id)))


async def cancel_it(talk: Talk, callback_data: CancelSitting) -> None:
    """The first tap asks, the second cancels."""
    place = callback_data
    page = await talk.ask(sitting_page, place.sitting_id)
    if not place.sure and page.planned:
        await talk.show(cancel_screen(talk.words, page))
        return
    await talk.act(cancel, place.sitting_id, place.revision, DOORS.my_case)
    await _show_sitting(talk, place.sitting_id)


async def restore_it(talk: Talk, callback_data: RestoreSitting) -> None:
    place = callback_data
    await talk.act(restore, place.sitting_id, place.revision, _opens, DOORS.my_case)
    await _show_sitting(talk, place.sitting_id)


async def open_closing(talk: Talk, callback_data: OpenClosing) -> None:
    view = await talk.ask(closing, callback_data.sitting_id)
    if view.page.planned:
        await talk.show(closing_screen(talk.words, view))
    else:
        await _show_sitting(talk, callback_data.sitting_id)


async def close_it(talk: Talk, callback_data: CloseSitting) -> None:
    place = callback_data
    written = await talk.act(close_sitting, place.sitting_id, place.revision, DOORS.my_case)
    view = await talk.ask(closing, place.sitting_id)
    if not written and view.page.planned:
        await talk.show(closing_screen(talk.words, view))
        return
    await _show_sitting(talk, place.sitting_id, talk.words("council.closed") if written else "")


async def reopen_it(talk: Talk, callback_data: ReopenSitting) -> None:
    """The first tap asks, the second takes the close back."""
    place = callback_data
    view = await talk.ask(closing, place.sitting_id)
    if not place.sure and not view.page.planned and not view.followed:
        await talk.show(reopen_screen(talk.words, view))
        return
    written = await talk.act(reopen_sitting, place.sitting_id, place.revision, DOORS.my_case)
    await _show_sitting(talk, place.sitting_id, talk.words("council.reopened") if written else "")


async def _show_planned(talk: Talk, sitting_id: int, at: datetime) -> None:
    """The sitting that was just written, a new one by its time."""
    if not sitting_id:
        sitting_id = await talk.ask(found_at, at)
    await _show_home(talk, sitting_id)


async def _show_home(talk: Talk, sitting_id: int) -> None:
    """The sitting, or the list where there is none."""
    if sitting_id:
        await _show_sitting(talk, sitting_id)
        return
    waiting = sum((await talk.ask(waiting_counts)).values())
    lines, members = await talk.ask(sittings), await talk.ask(council)
    await talk.show(list_screen(talk.words, lines, members, waiting, 0))


async def _show_sitting(talk: Talk, sitting_id: int, first_line: str = "") -> None:
    page = await talk.ask(sitting_page, sitting_id)
    if page.sitting.state is SittingState.HELD:
        await talk.show(held_screen(talk.words, await talk.ask(closing, sitting_id), first_line))
    else:
        there = await talk.ask(attendance_at, sitting_id)
        await talk.show(sitting_screen(talk.words, page, there, first_line))


def _asked(talk: Talk) -> int:
    assert talk.draft is not None
    return asked_for(talk.draft.words)


def _opens(sitting_id: int) -> str:
    return OpenSitting(sitting_id=sitting_id).pack()


def routes() -> Router:
    router = Router()
    right = {"action": Action.HOLD_SITTINGS}
    router.message.register(take_typed_day, Expecting(DAY), WRITTEN, flags=right)
    router.message.register(take_typed_time, Expecting(TIME), WRITTEN, flags=right)
    router.message.register(take_typed_place, Expecting(PLACE), WRITTEN, flags=right)
    router.callback_query.register(open_sittings, OpenSittings.filter())
    router.callback_query.register(open_sitting, OpenSitting.filter())
    router.callback_query.register(ask_for_day, AskSittingDay.filter())
    router.callback_query.register(pick_day, PickSittingDay.filter())
    router.callback_query.register(pick_time, PickSittingTime.filter())
    router.callback_query.register(pick_place, PickSittingPlace.filter())
    router.callback_query.register(cancel_it, CancelSitting.filter())
    router.callback_query.register(restore_it, RestoreSitting.filter())
    router.callback_query.register(open_closing, OpenClosing.filter())
    router.callback_query.register(close_it, CloseSitting.filter())
    router.callback_query.register(reopen_it, ReopenSitting.filter())
    return router
