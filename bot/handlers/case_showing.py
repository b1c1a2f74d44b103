"""Shows a case, or a list of cases, as it stands: what every step of the office ends with."""

from bot.core.applications.case import case
from bot.core.applications.queue import Pile, Queue, first_on, pupils_on
from bot.handlers.case_screens import case_screen
from bot.handlers.cases_screens import page_in, pile_screen
from bot.handlers.talk import Talk


async def show_case(talk: Talk, application_id: int, toast: str = "", of: Pile | None = None) -> None:
    """After a step the next case of the list that this one was on is one tap away."""
    following = await talk.ask(first_on, of) if of and toast else None
    await talk.show(case_screen(talk.words, await talk.ask(case, application_id), following), toast)


async def show_pile(talk: Talk, found: Queue, pile: Pile, page: int = 0, toast: str = "") -> None:
    shown = page_in(found.on(pile), page)
    names = await talk.ask(pupils_on, shown.items)
    await talk.show(pile_screen(talk.words, found, pile, shown, names), toast)
