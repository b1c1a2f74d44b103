"""How the queue looks: counts first, then a list with what is due first at the top."""

from collections.abc import Mapping, Sequence
from html import escape

from bot.chat import Address, Button, Page, Row, Screen, in_rows, page_of
from bot.core.access import Action, may
from bot.core.applications.choosing import TOGETHER
from bot.core.applications.queue import Line, Pile, Queue
from bot.core.people import Person, Pupil
from bot.handlers.addresses.cases import OpenCase, OpenCases, OpenCaseServices, OpenPile
from bot.handlers.addresses.deciding import BeginChoice
from bot.handlers.addresses.entering import OpenEntering
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.limits import OpenLimits
from bot.handlers.addresses.orders import OpenOrders
from bot.handlers.addresses.parents import OpenParents
from bot.handlers.addresses.registers import OpenRegisters
from bot.handlers.addresses.sittings import OpenSittings
from bot.handlers.application_words import day_words, service_title
from bot.handlers.case_words import lines_within
from bot.handlers.survey_words import fitted
from bot.texts import Words

LINES_A_PAGE = 7
ROOM = 780
PRESSING = (Pile.LATE, Pile.REQUESTS, Pile.LEFT)
# The rest of the office, for those who may open it; two in a row.
ROOMS: tuple[tuple[Action, str, Address], ...] = (
    (Action.HOLD_SITTINGS, "cases.sittings", OpenSittings()),
    (Action.SEE_APPLICATIONS, "cases.orders", OpenOrders()),
    (Action.SEE_APPLICATIONS, "cases.registers", OpenRegisters()),
    (Action.SET_LIMITS, "cases.limits", OpenLimits()),
    (Action.ENTER_APPLICATION, "cases.enter", OpenEntering()),
    (Action.MEET_PARENTS, "cases.parents", OpenParents()),
)


def queue_screen(words: Words, person: Person, found: Queue) -> Screen:
    """Only piles on which something lies have a button."""
    piles = [_pile_button(words, found, pile, number) for pile, number in found.counts.items() if number]
    counts = [
        words.html("cases.count", pile=words(f"cases.pile.{pile}"), number=number)
        for pile, number in found.counts.items()
        if number
    ]
    of = service_title(words, found.service) if found.service else words("cases.all_services")
    head = words.html("cases.queue", service=of, number=len(found.chosen))
    rooms = [Button(words(key), to) for action, key, to in ROOMS if _opens(person, action, found.whole)]
    services = Button(words("cases.services"), OpenCaseServices())
    menu = Button(words("go.menu"), OpenMenu())
    last = (services, menu) if len(found.services) > 1 or found.service else (menu,)
    text = lines_within([head, *(counts or [words.html("cases.queue_empty")])], ROOM)
    return Screen(text, [*in_rows(piles, 2), *in_rows(rooms, 2), last])


def _opens(person: Person, action: Action, whole: bool) -> bool:
    """Orders and registers are of the whole school: a class teacher sees own applications, not those."""
    return may(person, action) and (whole or action is not Action.SEE_APPLICATIONS)


def _pile_button(words: Words, found: Queue, pile: Pile, number: int) -> Button:
    label = words("cases.pile_button", pile=words(f"cases.pile.short.{pile}"), number=number)
    address = OpenPile(pile=pile.value, service=found.service)
    return Button(label, address, "primary" if pile in PRESSING and found.handles else None)


def services_screen(words: Words, found: Queue) -> Screen:
    """One service, or all of them."""
    rows: list[Row] = [
        (Button(fitted("", service_title(words, service), f" · {number}"), OpenCases(service=service)),)
        for service, number in found.services.items()
    ]
    rows = [*rows[:8], (Button(words("cases.all_services"), OpenCases()),)]
    return Screen(words.html("cases.choose_service"), rows)


def page_in(lines: Sequence[Line], page: int) -> Page:
    """A page of a list: whose names are looked up."""
    return page_of(lines, page, LINES_A_PAGE)


def pile_screen(words: Words, found: Queue, pile: Pile, shown: Page, names: Mapping[int, Pupil]) -> Screen:
    """A line for each, with the day that it is due."""
    lines = found.on(pile)
    rows: list[Row] = [(_line_button(one, names[one.application.id]),) for one in shown.items]
    rows.append(shown.turners(lambda number: OpenPile(pile=pile.value, service=found.service, page=number)))
    several = _several(words, found, pile, lines)
    rows.append((Button(words("go.back"), OpenCases(service=found.service)), *several))
    title = words.html("cases.list", pile=words(f"cases.pile.{pile}"), number=len(lines))
    written = [escape(_line(words, one, found), quote=False) for one in shown.items]
    return Screen(lines_within([title, *written], ROOM), rows)


def _several(words: Words, found: Queue, pile: Pile, lines: tuple[Line, ...]) -> Row:
    """Several are dealt with together where they are of one service."""
    services = {one.application.service for one in lines}
    if not found.handles or pile not in TOGETHER or len(services) != 1 or len(lines) < 2:
        return ()
    return (Button(words("cases.several"), BeginChoice(pile=pile.value, service=services.pop())),)


def _line_button(one: Line, pupil: Pupil) -> Button:
    class_name = f" · {one.class_.name}" if one.class_ else ""
    label = fitted(f"{_sign(one)}№ {one.application.number} · ", pupil.name.short, class_name)
    return Button(label, OpenCase(application_id=one.application.id))


def _sign(one: Line) -> str:
    if Pile.LATE in one.piles or Pile.LEFT in one.piles:
        return "⚠️ "
    return "⏳ " if Pile.DUE in one.piles else ""


def _line(words: Words, one: Line, found: Queue) -> str:
    """What the button has no room for."""
    service = "" if found.service else service_title(words, one.application.service)
    if one.left_on and found.whole:
        said = words("cases.line.left", day=day_words(one.left_on))
    elif Pile.DECIDED in one.piles:
        said = words(f"cases.state.{one.application.state}")
    else:
        said = words("cases.line.due", day=day_words(one.application.due_on), number=one.days_left)
    return " · ".join(part for part in (f"№ {one.application.number}", service, said) if part)
