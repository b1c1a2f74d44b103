"""The roster: a table or a typed list comes in, is shown as it was understood, and is written after a yes."""

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import BaseFilter
from aiogram.types import Document

from bot.core.access import Action, may
from bot.core.errors import Refusal
from bot.core.ports import Workshop
from bot.core.roster import read_lines
from bot.core.roster.errors import MOST_MEGABYTES, FileTooBig, NoPupilsFound, NotATable
from bot.core.roster.importing import (
    QUESTION,
    WHICH_CLASS,
    NoClassNamed,
    ask_for_roster,
    drop_roster,
    import_view,
    keep_roster,
    looks_like_list,
    name_class,
    newest_import,
    roster_page,
    school_year,
    write_roster,
)
from bot.core.roster.values import Roster
from bot.core.school import ClassName, SchoolYear
from bot.handlers.addresses.roster import ConfirmRoster, DropRoster, OpenImport, OpenRoster
from bot.handlers.roster_screens import (
    done_screen,
    import_screen,
    names_screen,
    part_screen,
    roster_screen,
    working_screen,
)
from bot.handlers.talk import Expecting, Talk

BYTES = MOST_MEGABYTES * 1024 * 1024


class MayImport(BaseFilter):
    """A file from somebody who may change the register; from anybody else it is nothing."""

    async def __call__(self, event: object, talk: Talk) -> bool:
        return may(talk.person, Action.IMPORT_ROSTER)


class TypedList(MayImport):
    """A class, then names; where a list was asked for, several lines or a class alone will do."""

    async def __call__(self, event: object, talk: Talk) -> bool:
        if not await super().__call__(event, talk):
            return False
        typed = talk.chat.typed
        if talk.draft is None:
            return looks_like_list(typed)
        if talk.draft.question != QUESTION:
            return False
        return bool(talk.draft.words["class"]) or "\n" in typed or ClassName.read(typed) is not None


async def roster(talk: Talk) -> None:
    await talk.act(ask_for_roster)
    await talk.show(roster_screen(talk.words, await talk.ask(roster_page)))


async def take_document(talk: Talk, workshop: Workshop) -> None:
    document = talk.chat.sent_document
    assert document is not None
    year = await talk.ask(school_year)
    try:
        if (document.file_size or 0) > BYTES:
            raise FileTooBig()
        work = _read(talk, workshop, document, year)
        found = await talk.chat.while_working(work, working_screen(talk.words))
    except Refusal as refusal:
        await _refused(talk, refusal)
    else:
        await talk.forget_file_later()
        await _show_understood(talk, document.file_name or "", year, found)


async def _read(talk: Talk, workshop: Workshop, document: Document, year: SchoolYear) -> Roster:
    try:
        content = await talk.chat.download(document)
    except TelegramBadRequest as error:
        raise FileTooBig() from error
    return await workshop.read_roster(content, document.file_name or "", year)


async def take_typed(talk: Talk) -> None:
    """A list, or only the name of a class: then its pupils come next."""
    typed, year = talk.chat.typed, await talk.ask(school_year)
    alone = ClassName.read(typed)
    if alone is not None:
        await talk.act(ask_for_roster, str(alone))
        await talk.show(names_screen(talk.words, alone.quoted))
        return
    named = ClassName.read(talk.draft.words.get("class", "")) if talk.draft else None
    found = read_lines(typed, year, named)
    if any(one.class_name for one in found.pupils):
        await talk.chat.forget_typed()
        await _show_understood(talk, talk.words("roster_import.typed_name"), year, found)
    else:
        await _refused(talk, NoClassNamed() if found.pupils else NoPupilsFound())


async def take_class(talk: Talk) -> None:
    assert talk.draft is not None
    await talk.act(name_class, int(talk.draft.words["import"]), talk.chat.typed)
    await _show_newest(talk)


async def not_a_table(talk: Talk) -> None:
    await _refused(talk, NotATable())


async def open_import(talk: Talk, callback_data: OpenImport) -> None:
    view = await talk.ask(import_view, callback_data.import_id)
    if callback_data.part == "all":
        await talk.show(import_screen(talk.words, view))
    else:
        await talk.show(part_screen(talk.words, view, callback_data.part, callback_data.page))


async def confirm(talk: Talk, callback_data: ConfirmRoster) -> None:
    if await talk.act(write_roster, callback_data.import_id, callback_data.mark):
        await talk.show(done_screen(talk.words, await talk.ask(roster_page)))
    else:
        await _show_newest(talk)


async def drop(talk: Talk, callback_data: DropRoster) -> None:
    await talk.act(drop_roster, callback_data.import_id)
    page = await talk.ask(roster_page)
    await talk.show(roster_screen(talk.words, page), talk.words("roster_import.dropped"))


async def _show_understood(talk: Talk, name: str, year: SchoolYear, found: Roster) -> None:
    await talk.act(keep_roster, name, year, found)
    await _show_newest(talk)


async def _show_newest(talk: Talk) -> None:
    """What waits for its yes, or the invitation where nothing does."""
    view = await talk.ask(newest_import)
    if view is None:
        await talk.show(roster_screen(talk.words, await talk.ask(roster_page)))
    else:
        await talk.show(import_screen(talk.words, view))


async def _refused(talk: Talk, refusal: Refusal) -> None:
    """The sentence, and the page again: the next file or list may come at once."""
    await talk.act(ask_for_roster)
    talk.notice = talk.words(refusal.key, **refusal.words)
    await talk.show(roster_screen(talk.words, await talk.ask(roster_page)))


def routes() -> Router:
    router = Router()
    router.message.register(take_document, F.document, MayImport())
    router.message.register(take_class, F.text, Expecting(WHICH_CLASS))
    router.message.register(take_typed, F.text, TypedList())
    router.message.register(not_a_table, ~F.text, Expecting(QUESTION))
    router.message.register(not_a_table, ~F.text, Expecting(WHICH_CLASS))
    router.callback_query.register(roster, OpenRoster.filter())
    router.callback_query.register(open_import, OpenImport.filter())
    router.callback_query.register(confirm, ConfirmRoster.filter())
    router.callback_query.register(drop, DropRoster.filter())
    return router
