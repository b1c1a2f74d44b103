"""Terms of answers: how many working days are left, and one word a working morning about those that end or ended."""

from collections.abc import Callable
from datetime import date, time, timedelta

from bot.core.applications.application import OPEN_TO_OFFICE, Application
from bot.core.applications.telling import office_calendar
from bot.core.human_hours import EVENING
from bot.core.office import Notice, Phrase
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import Calendar

# The first human hour at which the office is there to do something about it.
AT = time(8, 30)
LINES_TOLD = 6
LATE, TODAY, TOMORROW = "late", "today", "tomorrow"


def days_left(calendar: Calendar, today: date, due: date) -> int:
    """Working days until the last day of a term: 0 on that day, below 0 once it is over."""
    first, last = sorted((today, due))
    between = sum(calendar.works(first + timedelta(days=one)) for one in range(1, (last - first).days + 1))
    return between if due >= today else -max(1, between)


def term_of(one: Application, days: int) -> str:
    """Whether the term is over, ends today or on the next working day; empty where there is time or nothing owed."""
    if one.state not in OPEN_TO_OFFICE or days > 1:
        return ""
    return LATE if days < 0 else TODAY if days == 0 else TOMORROW


def terms_to_tell(desk: Desk) -> bool:
    """Whether some pedagogue has not heard today of what is due."""
    return _is_time(desk) and bool(_unheard(desk)) and bool(_due(desk))


def tell_terms(desk: Desk, opens: Callable[[str], str]) -> None:
    """One word a working day to each pedagogue; `opens` leads to the list of what is late, or due."""
    if not terms_to_tell(desk):
        return
    due = _due(desk)
    for person_id in _unheard(desk):
        desk.outbox.put(person_id, _digest(desk, due, opens, _mark(desk, person_id)), desk.moment)


def _is_time(desk: Desk) -> bool:
    if not desk.schools.is_set_up():
        return False
    local = desk.moment.astimezone(desk.zone)
    return AT <= local.time() < EVENING and office_calendar(desk).works(local.date())


def _unheard(desk: Desk) -> list[int]:
    told = desk.outbox.marks(_mark(desk))
    people = (one.id for one in desk.people.with_role(Role.SOCIAL_PEDAGOGUE))
    return [one for one in people if _mark(desk, one) not in told]


def _mark(desk: Desk, person_id: int | None = None) -> str:
    return f"terms:{desk.today}:{'' if person_id is None else person_id}"


def _due(desk: Desk) -> list[tuple[Application, str]]:
    """What is due first stands first."""
    calendar = office_calendar(desk)
    found = sorted(desk.applications.in_states(OPEN_TO_OFFICE), key=lambda one: (one.due_on, one.id))
    terms = [(one, term_of(one, days_left(calendar, desk.today, one.due_on))) for one in found]
    return [(one, term) for one, term in terms if term]


def _digest(desk: Desk, due: list[tuple[Application, str]], opens: Callable[[str], str], mark: str) -> Notice:
    counts = {one: sum(term == one for _, term in due) for one in (LATE, TODAY, TOMORROW)}
    lines = [_line(one, term) for one, term in due[:LINES_TOLD]]
    if len(due) > LINES_TOLD:
        lines.append(Phrase("cases.terms_more", {"number": len(due) - len(lines)}))
    open_lists = {"late": counts[LATE], "due": counts[TODAY] + counts[TOMORROW]}
    buttons = tuple((f"cases.terms_open_{one}", opens(one)) for one, number in open_lists.items() if number)
    return Notice("cases.terms_digest", {**counts, "lines": lines}, buttons, mark)


def _line(one: Application, term: str) -> Phrase:
    """Names no child: the word may be read over somebody's shoulder."""
    service = Phrase(f"{one.service}.title")
    words = {"service": service, "number": one.number, "day": f"{one.due_on:%d.%m}"}
    return Phrase(f"cases.terms_line.{term}", words)
