"""How a paper about an application, a sitting or an order is offered."""

from collections.abc import Sequence

from bot.chat import Address, Button, Row, Screen, in_rows
from bot.core.access import Action, may
from bot.core.applications.case_papers import CasePaper
from bot.core.papers import REGISTRY, About, Format, Paper
from bot.core.people import Person
from bot.handlers.addresses.applying import OpenMyCase
from bot.handlers.addresses.case_papers import MakeCasePaper, OpenCasePaper
from bot.handlers.addresses.cases import OpenCase
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.orders import OpenOrder, OpenOrders
from bot.handlers.addresses.registers import OpenRegisters
from bot.handlers.addresses.sittings import OpenSitting
from bot.handlers.handing_out import format_rows, kinds_of
from bot.texts import Words


def case_paper_screen(words: Words, person: Person, found: CasePaper, pdf: bool) -> Screen:
    """Language and kind of file in one tap; below them the other papers about the same record."""

    def make(language: str, kind: Format) -> MakeCasePaper:
        return MakeCasePaper(
            paper=found.paper.value,
            subject=found.subject,
            key="",
            names=True,
            language=language,
            format=kind.value,
        )

    rows = format_rows(words, found.languages, kinds_of(found.paper, pdf), make)
    rows += in_rows(_others(words, found), 2)
    rows.append((Button(words("go.back"), back_to(person, found.paper, found.subject)),))
    about = " · ".join(part for part in (paper_title(words, found), found.child) if part)
    text = words.html("paper_shelf.choose_format", about=about)
    return Screen(text, rows)


def case_paper_done(words: Words, person: Person, found: CasePaper) -> Screen:
    rows: list[Row] = in_rows(_others(words, found), 2)
    back = Button(words("go.back"), back_to(person, found.paper, found.subject))
    rows.append((back, Button(words("go.menu"), OpenMenu())))
    return Screen(words.html("case_papers.chat.done", paper=paper_title(words, found)), rows)


def register_done(words: Words, paper: Paper) -> Screen:
    text = words.html("case_papers.chat.done", paper=words(f"paper_shelf.{paper}"))
    return Screen(text, [(Button(words("go.back"), OpenRegisters()), Button(words("go.menu"), OpenMenu()))])


def paper_title(words: Words, found: CasePaper) -> str:
    """`Minutes № 3`: the number is that of the record."""
    named = words(f"paper_shelf.{found.paper}")
    return f"{named} № {found.number}" if found.number else named


def back_to(person: Person, paper: Paper, subject: int) -> Address:
    """The record, where this person may open it."""
    about = REGISTRY[paper].about
    if about is About.SITTING:
        holds = may(person, Action.HOLD_SITTINGS)
        return OpenSitting(sitting_id=subject) if holds else OpenOrders()
    if about is About.ORDER:
        return OpenOrder(order_id=subject)
    if may(person, Action.SEE_APPLICATIONS):
        return OpenCase(application_id=subject)
    return OpenMyCase(application_id=subject)


def _others(words: Words, found: CasePaper) -> Sequence[Button]:
    return [
        Button(words(f"paper_shelf.{paper}"), OpenCasePaper(paper=paper.value, subject=found.subject))
        for paper in found.others
    ]
