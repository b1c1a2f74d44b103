"""Papers about applications, sittings and orders: in which language, as which file; it comes protected."""

from aiogram import Router

from bot.chat import Screen
from bot.core.applications.case_papers import CasePaper, case_paper
from bot.core.applications.registers import registers
from bot.core.errors import NotFound
from bot.core.papers import REGISTRY, About, Format, Paper, Wanted
from bot.core.ports import Workshop
from bot.handlers.addresses.case_papers import MakeCasePaper, OpenCasePaper
from bot.handlers.addresses.registers import ChooseRegister
from bot.handlers.case_papers_screens import (
    case_paper_done,
    case_paper_screen,
    paper_title,
    register_done,
)
from bot.handlers.handing_out import hand_out_paper
from bot.handlers.registers_screens import choosing_screen
from bot.handlers.talk import Talk


async def open_paper(talk: Talk, callback_data: OpenCasePaper, workshop: Workshop) -> None:
    paper = paper_named(callback_data.paper)
    pdf = workshop.makes_pdf()
    if REGISTRY[paper].about is About.SERVICE:
        place = ChooseRegister(paper=paper.value, subject=callback_data.subject)
        await talk.show(choosing_screen(talk.words, await talk.ask(registers), place, pdf))
        return
    found = await talk.ask(case_paper, paper, callback_data.subject)
    await talk.show(case_paper_screen(talk.words, talk.person, found, pdf))


async def make_paper(talk: Talk, callback_data: MakeCasePaper, workshop: Workshop) -> None:
    wanted = wanted_by(callback_data)
    if REGISTRY[wanted.paper].about is About.SERVICE:
        await _make_register(talk, wanted, workshop)
        return
    found: CasePaper = await talk.ask(case_paper, wanted.paper, wanted.subject)

    async def again() -> Screen:
        return case_paper_screen(talk.words, talk.person, found, workshop.makes_pdf())

    await hand_out_paper(
        talk,
        wanted,
        workshop,
        caption=lambda _: paper_title(talk.words, found),
        done=lambda _: case_paper_done(talk.words, talk.person, found),
        again=again,
    )


async def _make_register(talk: Talk, wanted: Wanted, workshop: Workshop) -> None:
    async def again() -> Screen:
        place = ChooseRegister(paper=wanted.paper.value)
        return choosing_screen(talk.words, await talk.ask(registers), place, workshop.makes_pdf())

    await hand_out_paper(
        talk,
        wanted,
        workshop,
        caption=lambda paper: talk.words("paper_shelf.caption", number=paper.number),
        done=lambda _: register_done(talk.words, wanted.paper),
        again=again,
    )


def paper_named(name: str) -> Paper:
    """A paper of applications; one that there is not, or one of the passport, leads nowhere."""
    if name not in set(Paper) or REGISTRY[Paper(name)].about is About.CLASS:
        raise NotFound()
    return Paper(name)


def wanted_by(address: MakeCasePaper) -> Wanted:
    if address.format not in set(Format):
        raise NotFound()
    paper, kind = paper_named(address.paper), Format(address.format)
    return Wanted(paper, address.language, kind, address.subject, address.key, address.names)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_paper, OpenCasePaper.filter())
    router.callback_query.register(make_paper, MakeCasePaper.filter())
    return router
