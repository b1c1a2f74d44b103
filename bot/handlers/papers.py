"""The shelf of papers: which one, of what, in which language, as which file; it comes with its number."""

from aiogram import Router

from bot.chat import Screen
from bot.core.errors import Refusal
from bot.core.office import Issued
from bot.core.paper_shelf import Shelf, Wanted, handed_out, issue, issued, request, shelf
from bot.core.papers import Format, Paper
from bot.core.ports import File, Workshop
from bot.handlers.addresses import ChoosePaper, MakePaper, OpenPapers
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
    wanted = wanted_by(callback_data)
    if wanted is None or not await talk.act(issue, wanted):
        await talk.show(shelf_screen(talk.words, await talk.ask(shelf)))
        return
    await talk.chat.acknowledge()
    paper = await talk.ask(issued, wanted)
    try:
        if paper.sent_at is None:
            await _hand_out(talk, wanted, paper, workshop)
    except Refusal as refusal:
        notice = talk.words(refusal.key, **refusal.words)
        await talk.show(shelf_screen(talk.words, await talk.ask(shelf)).with_notice(notice))
    else:
        await talk.show(done_screen(talk.words, wanted, paper.number))


async def _hand_out(talk: Talk, wanted: Wanted, paper: Issued, workshop: Workshop) -> None:
    file = await _made(talk, wanted, workshop)
    caption = talk.words("paper_shelf.caption", number=paper.number)
    await talk.hand_out(file, caption, names=wanted.holds_names)
    await talk.office.afterwards(handed_out, paper.id)


async def _made(talk: Talk, wanted: Wanted, workshop: Workshop) -> File:
    asked = await talk.ask(request, wanted)
    work = workshop.make_paper(wanted.paper, wanted.format, asked)
    return await talk.chat.while_working(work, Screen(talk.words.html("paper_shelf.being_made")))


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
