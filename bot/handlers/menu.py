"""The menu: what this person can do here, by their roles."""

from bot.chat import Address, Button, Screen
from bot.core.access import Action, may
from bot.handlers.addresses import OpenSurvey
from bot.handlers.reception import who
from bot.handlers.talk import Talk

ENTRIES: tuple[tuple[Action, str, Address], ...] = ((Action.FILL_REPORT, "menu.survey", OpenSurvey()),)


async def menu_screen(talk: Talk) -> Screen:
    """Asks anew who the person is: a role may have come or gone with this very update."""
    person, _ = await talk.ask(who)
    rows = [(Button(talk.words(key), address),) for action, key, address in ENTRIES if may(person, action)]
    return Screen(talk.words.html("menu.title" if rows else "menu.no_role", name=person.name), rows)
