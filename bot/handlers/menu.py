"""The menu: what this person can do here, by their roles."""

from collections.abc import Sequence

from bot.chat import LABEL_LENGTH, ROWS, Address, Button, Row, Screen, in_rows
from bot.core.access import Action, may
from bot.core.forms.filling import all_under_way
from bot.core.forms.interview import Interview
from bot.core.passport.review import waiting
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
# What a phone shows of a button that shares its row.
HALF_A_ROW = LABEL_LENGTH // 2


async def menu_screen(talk: Talk) -> Screen:
    """Asks anew who the person is: a role may have come or gone with this very update."""
    person, _ = await talk.ask(who)
    begun = await talk.ask(all_under_way)
    left = await survey_rows(talk)
    rows = [*_unfinished(talk.words, begun), *left, *await entries(talk, person, going_on=bool(left))]
    text = talk.words.html("menu.title" if rows else "menu.no_role", name=person.name)
    places = [talk.words.html("menu.unfinished", place=place_words(talk.words, one)) for one in begun]
    return Screen("\n\n".join((text, *places)), rows)


async def entries(talk: Talk, person: Person, going_on: bool = False) -> list[Row]:
    """A button for each part of the office that is open to this person; many stand in two columns."""
    reports = len(await talk.ask(waiting)) if may(person, Action.REVIEW_REPORTS) else 0
    expected = {Action.FILL_REPORT: bool(person.classes) and not going_on, Action.REVIEW_REPORTS: reports > 0}
    numbers = {Action.REVIEW_REPORTS: f" · {reports}" if reports else ""}
    buttons = [
        Button(
            talk.words(key) + numbers.get(action, ""), address, "primary" if expected.get(action) else None
        )
        for action, key, address in ENTRIES
        if may(person, action)
    ]
    return _in_columns(buttons) if len(buttons) > ROWS - 2 else in_rows(buttons, 1)


def _in_columns(buttons: Sequence[Button]) -> list[Row]:
    """Two in a row; what half a row would cut has one of its own, and the next short ones close the gap."""
    rows: list[Row] = []
    half: int | None = None
    for one in buttons:
        if len(one.label) > HALF_A_ROW:
            rows.append((one,))
        elif half is None:
            half = len(rows)
            rows.append((one,))
        else:
            rows[half] = (*rows[half], one)
            half = None
    return rows


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
