"""How sittings look: the list, the three questions of planning, a sitting's own page, and its closing."""

from datetime import datetime, time

from bot.chat import Address, Button, Row, Screen, in_rows, page_of
from bot.core.councils.appointing import PLACES, Appointment
from bot.core.councils.closing import Closing
from bot.core.councils.council import SittingState
from bot.core.councils.members import Council
from bot.core.councils.sittings import SittingLine, SittingPage
from bot.core.councils.voting import Attendance
from bot.handlers.addresses.case_papers import OpenCasePaper
from bot.handlers.addresses.cases import OpenCases
from bot.handlers.addresses.council import OpenCouncil
from bot.handlers.addresses.orders import OpenOrders
from bot.handlers.addresses.sittings import (
    AskSittingDay,
    CancelSitting,
    CloseSitting,
    OpenAgenda,
    OpenClosing,
    OpenPresence,
    OpenSitting,
    OpenSittings,
    OpenWaiting,
    PickSittingDay,
    PickSittingPlace,
    PickSittingTime,
    ReopenSitting,
    RestoreSitting,
)
from bot.handlers.addresses.voting import OpenVotes
from bot.handlers.sittings_words import (
    council_hints,
    page_heading,
    place_words,
    presence_line,
    sitting_label,
    weekday_day,
    when_words,
)
from bot.texts import Words

SITTINGS_A_PAGE = 5
HOURS = (time(9), time(10), time(14), time(15), time(16), time(17), time(18), time(19))


def list_screen(
    words: Words, lines: tuple[SittingLine, ...], members: Council, waiting: int, page: int
) -> Screen:
    """Those to come first; below them the council and its orders."""
    shown = page_of(lines, page, SITTINGS_A_PAGE)
    rows: list[Row] = [
        (Button(sitting_label(words, one), OpenSitting(sitting_id=one.sitting.id)),) for one in shown.items
    ]
    rows.append(shown.turners(lambda number: OpenSittings(page=number)))
    planned = any(one.sitting.state is SittingState.PLANNED for one in lines)
    rows.append((Button(words("council.plan"), AskSittingDay(), None if planned else "primary"),))
    people = Button(words("council.members_button", number=len(members.members)), OpenCouncil())
    rows += [(people, Button(words("council.orders"), OpenOrders())), (_back(words, OpenCases()),)]
    text = words.html("council.sittings", waiting=waiting, members=len(members.members))
    hint = "" if members.complete else words.html("council.incomplete_short")
    return Screen("\n\n".join(part for part in (text, hint) if part), rows)


def day_screen(words: Words, view: Appointment) -> Screen:
    """Working days to tap, any other to type."""
    now = view.now.date() if view.now else None
    days = [
        Button(
            ("• " if one == now else "") + weekday_day(words, one),
            PickSittingDay(sitting_id=view.sitting_id, day=f"{one:%Y%m%d}"),
        )
        for one in view.offered
    ]
    text = words.html("council.ask_day", now=when_words(view.now) if view.now else "—")
    return Screen(text, [*in_rows(days, 2), (_back(words, _home(view)),)])


def time_screen(words: Words, view: Appointment) -> Screen:
    assert view.day is not None
    now = view.now.time() if view.now else None
    offered = sorted({*HOURS, *([now] if now else [])})
    hours = [
        Button(
            ("• " if one == now else "") + f"{one:%H:%M}",
            PickSittingTime(sitting_id=view.sitting_id, at=f"{datetime.combine(view.day, one):%Y%m%d%H%M}"),
        )
        for one in offered
    ]
    day = weekday_day(words, view.day)
    text = words.html("council.ask_time" if view.works else "council.ask_time.day_off", day=day)
    back = AskSittingDay(sitting_id=view.sitting_id)
    return Screen(text, [*in_rows(hours, 3), (_back(words, back),)])


def place_screen(words: Words, view: Appointment) -> Screen:
    assert view.at is not None
    now = view.sitting.place if view.sitting else ""
    at = f"{view.at:%Y%m%d%H%M}"
    rows: list[Row] = [
        (
            Button(
                ("• " if one == now else "") + place_words(words, one),
                PickSittingPlace(sitting_id=view.sitting_id, at=at, place=one),
            ),
        )
        for one in PLACES
    ]
    text = words.html(
        "council.ask_place", when=when_words(view.at), now=place_words(words, now) if now else "—"
    )
    back = PickSittingDay(sitting_id=view.sitting_id, day=f"{view.at:%Y%m%d}")
    return Screen(text, [*rows, (_back(words, back),)])


def sitting_screen(words: Words, page: SittingPage, there: Attendance, first_line: str = "") -> Screen:
    """The sitting as it stands: what is to be done next is the coloured button."""
    if page.sitting.state is SittingState.CANCELLED:
        return _cancelled(words, page, first_line)
    lines = [
        page_heading(words, page),
        words.html(
            "council.agenda_line", number=len(page.items), decided=len(page.items) - len(page.undecided)
        ),
        presence_line(words, there),
        *council_hints(words, there),
    ]
    text = "\n\n".join(part for part in (first_line, "\n".join(lines)) if part)
    return Screen(text, [*_acts(words, page, there), (_back(words, OpenSittings()),)])


def _cancelled(words: Words, page: SittingPage, first_line: str) -> Screen:
    here = page.sitting
    undo = Button(words("council.restore"), RestoreSitting(sitting_id=here.id, revision=here.revision))
    text = words.html("council.cancelled", when=when_words(page.at))
    return Screen(
        "\n\n".join(part for part in (first_line, text) if part), [(undo,), (_back(words, OpenSittings()),)]
    )


def _acts(words: Words, page: SittingPage, there: Attendance) -> list[Row]:
    here, items = page.sitting.id, len(page.items)
    agenda = Button(words("council.agenda", number=items), OpenAgenda(sitting_id=here))
    waiting = Button(
        words("council.waiting", number=page.waiting),
        OpenWaiting(sitting_id=here),
        "primary" if page.waiting and not items else None,
    )
    come = Button(
        words("council.presence", present=len(there.present), total=there.total),
        OpenPresence(sitting_id=here),
    )
    move = Button(words("council.move"), AskSittingDay(sitting_id=here))
    cancel = Button(words("council.cancel"), CancelSitting(sitting_id=here, revision=page.sitting.revision))
    paper = Button(words("council.draft"), OpenCasePaper(paper="protocol", subject=here))
    return [
        (agenda, waiting),
        (come,),
        *_ready(words, page, there),
        (move, cancel),
        (paper,) if items else (),
    ]


def _ready(words: Words, page: SittingPage, there: Attendance) -> list[Row]:
    """Votes once somebody is there; the close once something was decided."""
    if not page.items:
        return []
    here, left = page.sitting.id, len(page.undecided)
    expected = bool(there.present and left)
    votes = Button(
        words("council.votes", number=left), OpenVotes(sitting_id=here), "primary" if expected else None
    )
    close = Button(words("council.close"), OpenClosing(sitting_id=here), None if left else "success")
    return [(votes,), (close,)]


def cancel_screen(words: Words, page: SittingPage) -> Screen:
    here = page.sitting
    text = words.html("council.cancel.ask", when=when_words(page.at), number=len(page.items))
    sure = CancelSitting(sitting_id=here.id, revision=here.revision, sure=True)
    rows = [
        (Button(words("council.cancel.sure"), sure, "danger"),),
        (_back(words, OpenSitting(sitting_id=here.id)),),
    ]
    return Screen(text, rows)


def closing_screen(words: Words, view: Closing) -> Screen:
    """What the close will write, and what is not as the rules have it."""
    page, here = view.page, view.page.sitting
    warnings = [*_warnings(words, view), *council_hints(words, view.attendance)]
    text = words.html(
        "council.closing",
        number=page.next_number,
        when=when_words(page.at),
        granted=view.granted,
        refused=view.refused,
        put_off=view.put_off,
    )
    said = "\n".join([text, presence_line(words, view.attendance), *warnings])
    lawful = view.attendance.quorum and not view.not_carried
    close = Button(
        words("council.close.sure", number=page.next_number),
        CloseSitting(sitting_id=here.id, revision=here.revision),
        "success" if lawful else "danger",
    )
    can_close = not view.too_early and bool(view.attendance.present)
    return Screen(said, [(close,) if can_close else (), (_back(words, OpenSitting(sitting_id=here.id)),)])


def _warnings(words: Words, view: Closing) -> list[str]:
    found = []
    if view.too_early:
        found.append(words.html("council.too_early", day=f"{view.page.at:%d.%m.%Y}"))
    if not view.attendance.present:
        found.append(words.html("council.tick_first"))
    if view.not_carried:
        found.append(words.html("council.not_carried", number=view.not_carried))
    if view.put_off:
        found.append(words.html("council.put_off", number=view.put_off))
    return found


def held_screen(words: Words, view: Closing, first_line: str = "") -> Screen:
    """A sitting with its protocol; the close can be taken back while nothing stands on it."""
    page, here = view.page, view.page.sitting
    counts = words.html("council.outcome", granted=view.granted, refused=view.refused, put_off=view.put_off)
    lines = [page_heading(words, page), presence_line(words, view.attendance), counts]
    rows: list[Row] = [
        (Button(words("council.protocol"), OpenCasePaper(paper="protocol", subject=here.id), "primary"),),
        (Button(words("council.outcomes", number=len(page.items)), OpenAgenda(sitting_id=here.id)),),
        (Button(words("council.orders"), OpenOrders()),),
    ]
    if not view.followed:
        undo = ReopenSitting(sitting_id=here.id, revision=here.revision)
        rows.append((Button(words("council.reopen"), undo),))
    lines += council_hints(words, view.attendance)
    text = "\n\n".join(part for part in (first_line, "\n".join(lines)) if part)
    return Screen(text, [*rows, (_back(words, OpenSittings()),)])


def reopen_screen(words: Words, view: Closing) -> Screen:
    here = view.page.sitting
    text = words.html("council.reopen.ask", number=here.number, decided=view.granted + view.refused)
    sure = ReopenSitting(sitting_id=here.id, revision=here.revision, sure=True)
    rows = [
        (Button(words("council.reopen.sure"), sure, "danger"),),
        (_back(words, OpenSitting(sitting_id=here.id)),),
    ]
    return Screen(text, rows)


def _home(view: Appointment) -> Address:
    return OpenSitting(sitting_id=view.sitting_id) if view.sitting else OpenSittings()


def _back(words: Words, to: Address) -> Button:
    return Button(words("go.back"), to)
