"""The menu: what this person can do here, by their roles."""

from collections.abc import Sequence

from bot.chat import ROWS, Address, Button, Row, Screen, in_rows
from bot.core.access import Action, may
from bot.core.forms.filling import all_under_way
from bot.core.forms.interview import Interview
from bot.core.people import Person
from bot.handlers.addresses import (
    OpenBoard,
    OpenFamilies,
    OpenForm,
    OpenPapers,
    OpenQueue,
    OpenRegister,
    OpenRoster,
    OpenSchool,
    OpenStaff,
    OpenSurvey,
    OpenTotals,
)
from bot.handlers.forms_screens import place_words
from bot.handlers.reception import who
from bot.handlers.survey_resume import survey_rows
from bot.handlers.talk import Talk
from bot.texts import Words

ENTRIES: tuple[tuple[Action, str, Address], ...] = (
    (Action.FILL_REPORT, "menu.survey", OpenSurvey()),
    (Action.SEE_NAMES, "menu.pupils", OpenRegister()),
    (Action.IMPORT_ROSTER, "menu.roster", OpenRoster()),
    (Action.JOIN_FAMILIES, "menu.families", OpenFamilies()),
    (Action.REVIEW_REPORTS, "menu.review", OpenQueue()),
    (Action.SEE_BOARD, "menu.board", OpenBoard()),
    (Action.SEE_TOTALS, "menu.totals", OpenTotals()),
    (Action.EXPORT, "menu.papers", OpenPapers()),
    (Action.INVITE_STAFF, "menu.staff", OpenStaff()),
    (Action.SET_UP_SCHOOL, "menu.school", OpenSchool()),
)


async def menu_screen(talk: Talk) -> Screen:
    """Asks anew who the person is: a role may have come or gone with this very update."""
    person, _ = await talk.ask(who)
    begun = await talk.ask(all_under_way)
    rows = [*_unfinished(talk.words, begun), *await survey_rows(talk), *entries(talk.words, person)]
    text = talk.words.html("menu.title" if rows else "menu.no_role", name=person.name)
    places = [talk.words.html("menu.unfinished", place=place_words(talk.words, one)) for one in begun]
    return Screen("\n\n".join((text, *places)), rows)


def entries(words: Words, person: Person) -> list[Row]:
    """A button for each part of the office that is open to this person; many stand in two columns."""
    buttons = [Button(words(key), address) for action, key, address in ENTRIES if may(person, action)]
    return in_rows(buttons, 2 if len(buttons) > ROWS - 2 else 1)


def _unfinished(words: Words, begun: Sequence[Interview]) -> list[Row]:
    """Going on with what was begun comes first."""
    return [
        (
            Button(
                words("menu.go_on", title=words(f"{one.form.key}.title")),
                OpenForm(form=one.form.key),
                "primary",
            ),
        )
        for one in begun
    ]
