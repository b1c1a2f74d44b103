"""Pupils: class lists, a pupil's page, the search by surname, and changes to single pupils."""

from collections.abc import Callable
from typing import Any

from aiogram import F, Router
from aiogram.filters import BaseFilter

from bot.chat import Address
from bot.core.access import Action, may
from bot.core.households import move_back, move_out
from bot.core.pupils import (
    FIELD,
    NEW_PUPIL,
    class_list,
    class_names,
    note_class_seen,
    note_found,
    note_pupil_seen,
    other_classes,
    pupil_page,
    search,
    visible_classes,
)
from bot.core.register import (
    add_pupil,
    ask_field,
    ask_for_pupil,
    keep_line,
    move_pupil,
    new_pupil,
    pupil_leaves,
    pupil_returns,
    set_field,
)
from bot.core.roster.importing import QUESTION as ROSTER
from bot.handlers.addresses.families import MoveBack, MoveOut
from bot.handlers.addresses.pupils import (
    AddPupil,
    ChooseClass,
    ConfirmPupil,
    EditField,
    EditPupil,
    MovePupil,
    OpenClassList,
    OpenPupil,
    OpenRegister,
    PupilLeaves,
    PupilReturns,
)
from bot.handlers.menu import menu_screen
from bot.handlers.pupil_screens import (
    class_screen,
    classes_screen,
    corrected_line,
    field_screen,
    fields_screen,
    found_screen,
    line_screen,
    new_pupil_screen,
    pupil_screen,
    targets_screen,
)
from bot.handlers.talk import Expecting, Talk

LONGEST_SEARCH = 80
LONGEST_SHOWN = 40


class Seeking(BaseFilter):
    """Words typed while nothing is asked, by somebody who may see names: a search."""

    async def __call__(self, event: object, talk: Talk) -> bool:
        typed = talk.chat.typed
        free = talk.draft is None or talk.draft.question == ROSTER
        words = any(letter.isalpha() for letter in typed) and not typed.startswith("/")
        return free and words and len(typed) <= LONGEST_SEARCH and may(talk.person, Action.SEE_NAMES)


async def register(talk: Talk, callback_data: OpenRegister) -> None:
    classes = await talk.ask(visible_classes)
    if len(classes) == 1:
        await _show_class(talk, classes[0].class_.id)
    else:
        await talk.show(classes_screen(talk.words, classes, callback_data.page))


async def open_class(talk: Talk, callback_data: OpenClassList) -> None:
    await _show_class(talk, callback_data.class_id, callback_data.page)


async def _show_class(talk: Talk, class_id: int, page: int = 0) -> None:
    await talk.act(note_class_seen, class_id)
    view = await talk.ask(class_list, class_id)
    await talk.show(class_screen(talk.words, talk.person, view, page))


async def open_pupil(talk: Talk, callback_data: OpenPupil) -> None:
    await talk.act(note_pupil_seen, callback_data.pupil_id)
    await show_pupil(talk, callback_data.pupil_id)


async def show_pupil(talk: Talk, pupil_id: int, undo: Address | None = None, first_line: str = "") -> None:
    page = await talk.ask(pupil_page, pupil_id)
    toast = first_line or (talk.words("pupils.done") if undo else "")
    await talk.show(pupil_screen(talk.words, talk.person, page, undo, first_line), toast)


async def seek(talk: Talk) -> None:
    """One pupil is opened at once, several are offered; a name that nobody has gets a way out."""
    typed = talk.chat.typed
    found = await talk.ask(search, typed)
    pupils = {
        one.id: one for one in (*found.matched, *(one for its in found.namesakes for one in its.pupils))
    }
    if len(found.matched) == len(pupils) == 1:
        await talk.act(note_pupil_seen, found.matched[0].id)
        await show_pupil(talk, found.matched[0].id)
    elif pupils:
        await talk.act(note_found, list(pupils))
        places = await talk.ask(class_names)
        await talk.show(found_screen(talk.words, typed, [(one, places[one.id]) for one in pupils.values()]))
    else:
        talk.notice = talk.words("pupils.nobody", typed=typed[:LONGEST_SHOWN])
        await talk.show(await menu_screen(talk))


async def choose_class(talk: Talk, callback_data: ChooseClass) -> None:
    page = await talk.ask(pupil_page, callback_data.pupil_id)
    classes = await talk.ask(other_classes, page.class_.id)
    await talk.show(targets_screen(talk.words, page, classes, callback_data.page))


async def move(talk: Talk, callback_data: MovePupil) -> None:
    place = callback_data
    back = MovePupil(pupil_id=place.pupil_id, source=place.target, target=place.source)
    await _change(talk, place.pupil_id, back, move_pupil, place.pupil_id, place.source, place.target)


async def leave(talk: Talk, callback_data: PupilLeaves) -> None:
    await _change(
        talk, callback_data.pupil_id, None, pupil_leaves, callback_data.pupil_id, callback_data.class_id
    )


async def come_back(talk: Talk, callback_data: PupilReturns) -> None:
    await _change(
        talk, callback_data.pupil_id, None, pupil_returns, callback_data.pupil_id, callback_data.class_id
    )


async def out_of_family(talk: Talk, callback_data: MoveOut) -> None:
    place = callback_data
    back = MoveBack(pupil_id=place.pupil_id, family=place.family)
    await _change(talk, place.pupil_id, back, move_out, place.pupil_id, place.family)


async def back_into_family(talk: Talk, callback_data: MoveBack) -> None:
    await _change(talk, callback_data.pupil_id, None, move_back, callback_data.pupil_id, callback_data.family)


async def _change(
    talk: Talk, pupil_id: int, undo: Address | None, use_case: Callable[..., None], *arguments: Any
) -> None:
    written = await talk.act(use_case, *arguments)
    await show_pupil(talk, pupil_id, undo if written else None)


async def edit(talk: Talk, callback_data: EditPupil) -> None:
    await talk.act(note_pupil_seen, callback_data.pupil_id)
    page = await talk.ask(pupil_page, callback_data.pupil_id)
    await talk.show(fields_screen(talk.words, page))


async def edit_field(talk: Talk, callback_data: EditField) -> None:
    page = await talk.ask(pupil_page, callback_data.pupil_id)
    if await talk.act(ask_field, callback_data.pupil_id, callback_data.field):
        await talk.show(field_screen(talk.words, page, callback_data.field))
    else:
        await talk.show(fields_screen(talk.words, page))


async def take_field(talk: Talk) -> None:
    """What was understood stands beside what had been there; what was not is asked again."""
    assert talk.draft is not None
    pupil_id, field = int(talk.draft.words["pupil"]), talk.draft.words["field"]
    before = await talk.ask(pupil_page, pupil_id)
    if await talk.act(set_field, talk.chat.typed):
        await talk.chat.forget_typed()
        after = await talk.ask(pupil_page, pupil_id)
        await show_pupil(talk, pupil_id, first_line=corrected_line(talk.words, before, after, field))
    else:
        await talk.show(field_screen(talk.words, before, field))


async def ask_line(talk: Talk, callback_data: AddPupil) -> None:
    await talk.act(ask_for_pupil, callback_data.class_id)
    view = await talk.ask(class_list, callback_data.class_id)
    await talk.show(line_screen(talk.words, view.class_))


async def take_line(talk: Talk) -> None:
    assert talk.draft is not None
    class_id = int(talk.draft.words["class"])
    if await talk.act(keep_line, talk.chat.typed):
        await talk.chat.forget_typed()
        await talk.show(new_pupil_screen(talk.words, await talk.ask(new_pupil)))
    else:
        await talk.show(line_screen(talk.words, (await talk.ask(class_list, class_id)).class_))


async def confirm_pupil(talk: Talk, callback_data: ConfirmPupil) -> None:
    written = await talk.act(add_pupil, callback_data.class_id, callback_data.mark)
    view = await talk.ask(class_list, callback_data.class_id)
    screen = class_screen(talk.words, talk.person, view)
    await talk.show(screen, talk.words("pupils.done") if written else "")


def routes() -> Router:
    router = Router()
    router.message.register(take_field, F.text, Expecting(FIELD))
    router.message.register(take_line, F.text, Expecting(NEW_PUPIL))
    router.message.register(seek, F.text, Seeking())
    router.callback_query.register(register, OpenRegister.filter())
    router.callback_query.register(open_class, OpenClassList.filter())
    router.callback_query.register(open_pupil, OpenPupil.filter())
    router.callback_query.register(choose_class, ChooseClass.filter())
    router.callback_query.register(move, MovePupil.filter())
    router.callback_query.register(leave, PupilLeaves.filter())
    router.callback_query.register(come_back, PupilReturns.filter())
    router.callback_query.register(out_of_family, MoveOut.filter())
    router.callback_query.register(back_into_family, MoveBack.filter())
    router.callback_query.register(edit, EditPupil.filter())
    router.callback_query.register(edit_field, EditField.filter())
    router.callback_query.register(ask_line, AddPupil.filter())
    router.callback_query.register(confirm_pupil, ConfirmPupil.filter())
    return router
