"""The menu: what this person can do here, by their roles."""

from collections.abc import Sequence

from bot.chat import LABEL_LENGTH, ROWS, Address, Button, Row, Screen, in_rows
from bot.core.access import Action, may
from bot.core.applications.queue import waiting as waiting_cases
from bot.core.forms.filling import all_under_way
from bot.core.forms.interview import Interview
from bot.core.parents.claiming import lately, reference_of
from bot.core.parents.requests import waiting_requests
from bot.core.passport.review import waiting
from bot.core.people import Person
from bot.handlers.addresses.applying import OpenApply, OpenMyCases
from bot.handlers.addresses.board import OpenBoard
from bot.handlers.addresses.cases import OpenCases
from bot.handlers.addresses.families import OpenFamilies
from bot.handlers.addresses.forms import OpenForm
from bot.handlers.addresses.papers import OpenPapers
from bot.handlers.addresses.parents import OpenChildren, OpenParents
from bot.handlers.addresses.pupils import OpenRegister
from bot.handlers.addresses.review import OpenQueue
from bot.handlers.addresses.roster import OpenRoster
from bot.handlers.addresses.school import OpenSchool
from bot.handlers.addresses.staff import OpenStaff
from bot.handlers.addresses.survey import OpenSurvey
from bot.handlers.addresses.totals import OpenTotals
from bot.handlers.forms_words import place_words
from bot.handlers.reception import who
from bot.handlers.survey_resume import survey_rows
from bot.handlers.talk import Talk
from bot.texts import Words

ENTRIES: tuple[tuple[Action, str, Address], ...] = (
    (Action.APPLY, "menu.apply", OpenApply()),
    (Action.APPLY, "menu.my_cases", OpenMyCases()),
    (Action.APPLY, "menu.children", OpenChildren()),
    (Action.FILL_REPORT, "menu.survey", OpenSurvey()),
    (Action.SEE_NAMES, "menu.pupils", OpenRegister()),
    (Action.IMPORT_ROSTER, "menu.roster", OpenRoster()),
    (Action.JOIN_FAMILIES, "menu.families", OpenFamilies()),
    (Action.MEET_PARENTS, "menu.parents", OpenParents()),
    (Action.SEE_APPLICATIONS, "menu.cases", OpenCases()),
    (Action.REVIEW_REPORTS, "menu.review", OpenQueue()),
    (Action.SEE_BOARD, "menu.board", OpenBoard()),
    (Action.SEE_TOTALS, "menu.totals", OpenTotals()),
    (Action.EXPORT, "menu.papers", OpenPapers()),
    (Action.INVITE_STAFF, "menu.staff", OpenStaff()),
    (Action.SET_UP_SCHOOL, "menu.school", OpenSchool()),
)
# What a phone shows of a button that shares its row.
HALF_A_ROW = LABEL_LENGTH // 2
# What was begun before these waits below them.
MOST_BEGUN = 3
MOST_ROWS = ROWS + 2


async def menu_screen(talk: Talk) -> Screen:
    """Asks anew who the person is: a role may have come or gone with this very update."""
    person, _ = await talk.ask(who)
    begun = await talk.ask(all_under_way)
    left = await survey_rows(talk)
    below = [*left, *await entries(talk, person, going_on=bool(left))]
    rows = [*_unfinished(talk.words, begun)[: max(1, MOST_ROWS - len(below))], *below]
    if not rows:
        return await _outside(talk, person)
    text = talk.words.html("menu.title", name=person.name)
    places = [
        talk.words.html("menu.unfinished", place=place_words(talk.words, one)) for one in begun[:MOST_BEGUN]
    ]
    return Screen("\n\n".join((text, *places)), rows)


async def _outside(talk: Talk, person: Person) -> Screen:
    """For somebody without a role: a parent whom nobody has confirmed yet waits, anybody else needs a link."""
    tried = await talk.ask(lately)
    if not tried:
        return Screen(talk.words.html("menu.no_role", name=person.name))
    again = Button(talk.words("claim.again"), OpenForm(form=reference_of(tried[-1].class_id)))
    return Screen(talk.words.html("menu.waiting", name=person.name), [(again,)])


async def entries(talk: Talk, person: Person, going_on: bool = False) -> list[Row]:
    """A button for each part of the office that is open to this person; many stand in two columns."""
    reports = len(await talk.ask(waiting)) if may(person, Action.REVIEW_REPORTS) else 0
    waits = {
        Action.REVIEW_REPORTS: reports,
        Action.MEET_PARENTS: await talk.ask(waiting_requests),
        Action.SEE_APPLICATIONS: await talk.ask(waiting_cases),
    }
    expected = {Action.FILL_REPORT: bool(person.classes) and not going_on}
    expected |= {action: count > 0 for action, count in waits.items()}
    numbers = {action: f" · {count}" for action, count in waits.items() if count}
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


def _short_title(words: Words, begun: Interview) -> str:
    """The child first: a button cuts what is long."""
    title = words(f"{begun.form.key}.title")
    return f"{begun.name} · {title}" if begun.name else title


def _unfinished(words: Words, begun: Sequence[Interview]) -> list[Row]:
    """Going on with what was begun comes first."""
    return [
        (
            Button(
                words("menu.go_on", title=_short_title(words, one)),
                OpenForm(form=one.reference),
                "primary",
            ),
        )
        for one in begun[:MOST_BEGUN]
    ]
