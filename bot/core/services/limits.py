"""Money, dates and numbers of the services by school year: a table that the pedagogue keeps, never code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.access import Action, require_all
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.forms.form import Reader
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from bot.core.services import readers
from bot.core.services.common import QUOTA
from bot.core.services.registry import SERVICES, services_of
from bot.core.services.service import Limit, LimitKind, Service, Window

QUESTION = "limit"
OPENS, CLOSES = "opens", "closes"
DAYS_OF_WINDOW = (Limit(OPENS, LimitKind.DAY), Limit(CLOSES, LimitKind.DAY))
BOUNDS = (*DAYS_OF_WINDOW, QUOTA)
WHOLE_YEAR = Window(opens=(8, 1), closes=(7, 31))
READERS: Mapping[LimitKind, Reader] = {
    LimitKind.MONEY: readers.money,
    LimitKind.NUMBER: readers.number,
    LimitKind.TEXT: readers.short_line,
}
DAY_IN_TEXT = re.compile(r"\b(\d{1,2}\.\d{1,2}\.)(20\d\d)\b")


class LimitNotUnderstood(Refusal):
    """What was typed is no sum, number or day; the question stands below with an example."""

    key = "limits.not_understood"


class WindowReversed(Refusal):
    """The last day would come before the first."""

    key = "limits.reversed"


class DayOutsideYear(Refusal):
    """A day of another school year was written."""

    key = "limits.outside_year"


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A value of the table: this year's, the one that holds where none is set, and last year's; empty where none."""

    limit: Limit
    value: str
    usual: str
    before: str


@dataclass(frozen=True, slots=True)
class LimitTable:
    """The values of a service in a school year; `present` is the year that the school works in."""

    service: Service
    year: SchoolYear
    present: SchoolYear
    lines: tuple[LimitLine, ...]

    @property
    def missing(self) -> int:
        """How many values are not set; without days or a quota there is no bound."""
        return sum(not (one.value or one.usual) for one in self.lines if one.limit not in BOUNDS)

    @property
    def to_copy(self) -> tuple[LimitLine, ...]:
        """What last year has and this year has not."""
        return tuple(one for one in self.lines if one.before and not one.value)

    def line(self, key: str) -> LimitLine:
        for one in self.lines:
            if one.limit.key == key:
                return one
        raise NotFound()


def limits_of(desk: Desk, service_key: str) -> Mapping[str, str]:
    """What is set for the school year of today: sums and numbers as digits, days as ISO."""
    return desk.limits.of(service_key, SchoolYear.of(desk.today))


def window_of(desk: Desk, service: Service) -> tuple[date, date] | None:
    """The days on which applications are taken, both included: the coming ones where this year's are over.

    None where they are taken at any time.
    """
    year = SchoolYear.of(desk.today)
    window = _window(desk, service, year)
    return _window(desk, service, year.after) or window if window and window[1] < desk.today else window


def is_open(desk: Desk, service: Service) -> bool:
    """Whether applications are taken today; August belongs to the year to come, whatever the set-up still says."""
    window = _window(desk, service, SchoolYear.of(desk.today))
    return window is None or window[0] <= desk.today <= window[1]


def read_limit(service: Service, key: str, written: str, year: SchoolYear) -> str:
    """The value as it is kept; LimitNotUnderstood where it is none."""
    kind = kind_of(service, key)
    kept = readers.day(written, year) if kind is LimitKind.DAY else READERS[kind](written)
    if kept is None:
        raise LimitNotUnderstood(typed=written[:60])
    first, last = WHOLE_YEAR.days(year)
    if kind is LimitKind.DAY and not first <= date.fromisoformat(kept) <= last:
        raise DayOutsideYear(year=year)
    return kept


def printed(service: Service, key: str, value: str) -> str:
    """A value as people read it: `46 228`, `15.08.2027`, words as they are."""
    kind = kind_of(service, key)
    if kind is LimitKind.DAY and value:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    return f"{int(value):,}".replace(",", " ") if kind is LimitKind.MONEY and value.isdecimal() else value


def limits_in(service: Service) -> tuple[Limit, ...]:
    """All values that a service has: when it is open, then its own."""
    return (*DAYS_OF_WINDOW, *service.limits)


def kind_of(service: Service, key: str) -> LimitKind:
    """How a value is written; a detail that the table has not is words."""
    return next((one.kind for one in limits_in(service) if one.key == key), LimitKind.TEXT)


def present_year(desk: Desk) -> int:
    """The first calendar year of the school year."""
    return desk.schools.get().year.first


def limit_tables(desk: Desk) -> tuple[LimitTable, ...]:
    """The tables of all services of the country, for the present year."""
    require_all(desk.actor, Action.SET_LIMITS)
    school = desk.schools.get()
    return tuple(_table(desk, one, school.year) for one in services_of(school.country))


def limit_table(desk: Desk, service_key: str, first_year: int) -> LimitTable:
    """The table of one service; of the present year or the one after it, which can be prepared."""
    require_all(desk.actor, Action.SET_LIMITS)
    school, service = desk.schools.get(), SERVICES.get(service_key)
    if service is None or service.country is not school.country:
        raise NotFound()
    year = next((one for one in (school.year, school.year.after) if one.first == first_year), None)
    if year is None:
        raise Outdated()
    return _table(desk, service, year)


def ask_limit(desk: Desk, service_key: str, first_year: int, key: str) -> None:
    """From now on a typed message is this value."""
    limit_table(desk, service_key, first_year).line(key)
    desk.drafts.open(desk.actor.id, f"{QUESTION}:{service_key}:{first_year}:{key}", {}, desk.moment)


def asked_limit(question: str) -> tuple[str, int, str]:
    """Service, year and key that a draft asks for."""
    _, service_key, first_year, key = question.split(":")
    return service_key, int(first_year), key


def take_limit(desk: Desk, typed: str) -> None:
    """Sets what is asked for."""
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question.split(":")[0] != QUESTION:
        raise Outdated()
    service_key, first_year, key = asked_limit(draft.question)
    set_limit(desk, service_key, first_year, key, typed)
    desk.drafts.close(desk.actor.id)


def set_limit(desk: Desk, service_key: str, first_year: int, key: str, written: str) -> None:
    table = limit_table(desk, service_key, first_year)
    table.line(key)
    value = read_limit(table.service, key, written, table.year)
    _check_window(table, {key: value})
    _set(desk, table, key, value)


def clear_limit(desk: Desk, service_key: str, first_year: int, key: str) -> None:
    """Back to no value, or the usual one."""
    table = limit_table(desk, service_key, first_year)
    if table.line(key).value:
        _set(desk, table, key, "")


def copy_limits(desk: Desk, service_key: str, first_year: int) -> None:
    """Takes over what last year has and this year has not; days move with the year."""
    table = limit_table(desk, service_key, first_year)
    copied = {one.limit.key: _a_year_later(one.limit, one.before) for one in table.to_copy}
    _check_window(table, copied)
    for key, value in copied.items():
        _set(desk, table, key, value)


def _table(desk: Desk, service: Service, year: SchoolYear) -> LimitTable:
    now, before = desk.limits.of(service.key, year), desk.limits.of(service.key, year.before)
    usual = _usual(service, year)
    lines = tuple(
        LimitLine(one, now.get(one.key, ""), usual.get(one.key, ""), before.get(one.key, ""))
        for one in limits_in(service)
    )
    return LimitTable(service, year, desk.schools.get().year, lines)


def _usual(service: Service, year: SchoolYear) -> dict[str, str]:
    days = service.window.days(year) if service.window else ()
    return {one.key: day.isoformat() for one, day in zip(DAYS_OF_WINDOW, days, strict=False)}


def _window(desk: Desk, service: Service, year: SchoolYear) -> tuple[date, date] | None:
    said = {**_usual(service, year), **desk.limits.of(service.key, year)}
    if not (said.get(OPENS) or said.get(CLOSES)):
        return None
    first, last = WHOLE_YEAR.days(year)
    opens = date.fromisoformat(said[OPENS]) if said.get(OPENS) else first
    return opens, date.fromisoformat(said[CLOSES]) if said.get(CLOSES) else last


def _check_window(table: LimitTable, changed: Mapping[str, str]) -> None:
    said = {one.limit.key: one.value or one.usual for one in table.lines} | dict(changed)
    if said[OPENS] and said[CLOSES] and said[OPENS] > said[CLOSES]:
        raise WindowReversed()


def _set(desk: Desk, table: LimitTable, key: str, value: str) -> None:
    desk.limits.set(table.service.key, table.year, key, value, desk.actor.id, desk.moment)
    subject = f"limit:{table.service.key}.{table.year.first}.{key}"
    desk.audit.note(desk.actor.id, "set_limit", subject, desk.moment)


def _a_year_later(limit: Limit, value: str) -> str:
    if limit.kind is LimitKind.DAY:
        return (_next_year(date.fromisoformat(value))).isoformat()
    if limit.kind is LimitKind.TEXT:
        return DAY_IN_TEXT.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", value)
    return value


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
