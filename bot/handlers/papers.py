"""The shelf of papers: which one, of what, in which language, as which file; it comes with its number."""

from aiogram import Router

from bot.chat import Screen
from bot.core.paper_shelf import Shelf, shelf
from bot.core.papers import Format, Paper, Wanted
from bot.core.ports import Workshop
from bot.handlers.addresses.papers import ChoosePaper, MakePaper, OpenPapers
from bot.handlers.handing_out import hand_out_paper
from bot.handlers.papers_screens import (
    categories_screen,
    classes_screen,
    done_screen,
    formats_screen,
    needs_category,
    needs_class,
    shelf_screen,
)
from bot.handlers.talk import Talk


async def open_papers(talk: Talk) -> None:
    await talk.leave_question()
    await talk.show(shelf_screen(talk.words, await talk.ask(shelf)))


async def choose(talk: Talk, callback_data: ChoosePaper, workshop: Workshop) -> None:
    await talk.show(choosing_screen(talk, await talk.ask(shelf), callback_data, workshop.makes_pdf()))


def choosing_screen(talk: Talk, found: Shelf, place: ChoosePaper, pdf: bool) -> Screen:
    """What is still to be chosen: nothing of it is stored, the address holds it all."""
    if place.paper not in found.papers:
        return shelf_screen(talk.words, found)
    if needs_class(found, place):
        return classes_screen(talk.words, found, place)
    if needs_category(place):
        return categories_screen(talk.words, found, place)
    return formats_screen(talk.words, found, place, pdf)


async def make_paper(talk: Talk, callback_data: MakePaper, workshop: Workshop) -> None:
    async def again() -> Screen:
        return shelf_screen(talk.words, await talk.ask(shelf))

    wanted = wanted_by(callback_data)
    if wanted is None:
        await talk.show(await again())
        return
    await hand_out_paper(
        talk,
        wanted,
        workshop,
        caption=lambda paper: talk.words("paper_shelf.caption", number=paper.number),
        done=lambda paper: done_screen(talk.words, wanted, paper.number),
        again=again,
    )


def wanted_by(address: MakePaper) -> Wanted | None:
    """None where the address names a paper or a kind of file that there is not."""
    if address.paper not in set(Paper) or address.format not in set(Format):
        return None
    paper, kind = Paper(address.paper), Format(address.format)
    return Wanted(paper, address.language, kind, address.class_id, address.key, address.names)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_papers, OpenPapers.filter())
    router.callback_query.register(choose, ChoosePaper.filter())
    router.callback_query.register(make_paper, MakePaper.filter())
    return router
