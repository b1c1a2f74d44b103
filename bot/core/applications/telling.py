"""What becomes of an application, told to the applicant: each step once, with its reason, at human hours."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core.applications.application import Application
from bot.core.errors import Refusal
from bot.core.human_hours import next_human_hour
from bot.core.office import Doors, Notice, Phrase
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import Calendar

# From the number of an application to the packed address of the place that its button opens.
Opens = Callable[[int], str]

NEEDS_REASON = frozenset({
    "telling.returned", "telling.refused", "telling.changed", "telling.ended", "telling.request_refused",
})  # fmt: skip
# Each thing that can be told, with the words that it can not do without; a reason is always asked for apart.
TOLD: Mapping[str, frozenset[str]] = {
    "telling.papers_complete": frozenset(),
    "telling.papers_missing": frozenset({"papers"}),
    "telling.returned": frozenset(),
    "telling.on_agenda": frozenset(),
    "telling.off_agenda": frozenset(),
    "telling.granted": frozenset({"since"}),
    "telling.refused": frozenset(),
    "telling.changed": frozenset({"since"}),
    "telling.ended": frozenset(),
    "telling.corrected": frozenset(),
    "telling.request_refused": frozenset(),
    "telling.withdrawn": frozenset(),
    "telling.undone": frozenset(),
    "telling.receipts": frozenset(),
}
# In this order the details stand below the news, a line each, where they were given.
LINES = ("about", "reason", "papers", "day", "since", "until")
BUTTONS = {"telling.returned": "telling.mend"}
UNDONE = "telling.undone"
# More news than these within a day come to the pedagogue as one word: that the queue has grown.
NEWS_A_DAY = 3
PAUSE = timedelta(hours=1)


class NoReason(Refusal):
    """Nothing is refused, returned or ended without a reason."""

    key = "telling.no_reason"


def office_calendar(desk: Desk) -> Calendar:
    return Calendar(desk.schools.days_off(), desk.schools.get().week_days)


def human_hour(desk: Desk, moment: datetime) -> datetime:
    return next_human_hour(moment, desk.zone, office_calendar(desk))


def reachable(desk: Desk, application: Application) -> bool:
    """Whether the applicant hears of it in the chat; everybody else is told by phone."""
    if application.applicant is None:
        return False
    return application.pupil_id in desk.people.get(application.applicant).children


def tell_applicant(desk: Desk, application: Application, key: str, opens: Opens, **words: object) -> bool:
    """Lays out the news of the newest step; False where there is nobody in the chat or it was told before.

    Words: `about` (the answer that it is about), `reason`, `papers`, `day`, `since`, `until`; a date or words
    in the applicant's language. What is `unique` is told once, without it the newest step is.
    """
    said = {**words, "reason": " ".join(str(words.get("reason") or "").split())}
    if key in NEEDS_REASON and not said["reason"]:
        raise NoReason()
    if missing := TOLD[key] - words.keys():
        raise ValueError(f"{key} does not say {sorted(missing)}")
    mark = str(words.get("unique") or "") or f"{_beginning(application, _newest(desk, application))}{key}"
    return _tell(desk, application, key, opens, mark, _lines(said))


def untell(desk: Desk, application: Application, event_id: int, opens: Opens) -> None:
    """An undone step: what was not sent yet is not sent any more, else the applicant hears that it is undone.

    Stands after the undoing of the step in the same unit of work.
    """
    beginning = _beginning(application, event_id)
    for mark in desk.outbox.marks(beginning):
        desk.outbox.withdraw(mark)
    if desk.outbox.marks(beginning):
        _tell(desk, application, UNDONE, opens, f"{beginning}{UNDONE}", ())


def _tell(
    desk: Desk, application: Application, key: str, opens: Opens, mark: str, lines: tuple[Phrase, ...]
) -> bool:
    if not reachable(desk, application):
        return False
    assert application.applicant is not None, "whoever can be reached is somebody"
    words = {"which": which(desk, application), "more": lines}
    buttons = ((BUTTONS.get(key, "telling.open"), opens(application.id)),)
    notice = Notice(key, words, buttons, mark, human_hour(desk, desk.moment))
    return desk.outbox.put(application.applicant, notice, desk.moment)


def tell_office(desk: Desk, application: Application, key: str, doors: Doors, **words: object) -> None:
    """News for the pedagogues; after a few within a day one word says for all others that the queue has grown."""
    for person in desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        if person.id != desk.actor.id:
            _tell_pedagogue(desk, person.id, _news(desk, application, key, doors, words), doors.queue)


def withdraw_news(desk: Desk, application_id: int, key: str) -> None:
    """What the pedagogues have not heard yet and what is not so any more."""
    for mark in desk.outbox.marks("news:"):
        if f":{key}:{application_id}:" in mark:
            desk.outbox.withdraw(mark)


def which(desk: Desk, application: Application) -> Phrase:
    """`Free meals · № 12 · Айша`: what every message about an application begins with."""
    pupil = desk.pupils.get(application.pupil_id)
    service = Phrase(f"{application.service}.title")
    return Phrase(
        "telling.which", {"service": service, "number": application.number, "child": pupil.name.first}
    )


def _news(
    desk: Desk, application: Application, key: str, doors: Doors, words: Mapping[str, object]
) -> Notice:
    said = {"which": which(desk, application), "by": desk.actor.name, **words}
    mark = f"{key}:{application.id}:{_newest(desk, application)}"
    return Notice(
        key, said, (("telling.open", doors.case(application.id)),), mark, human_hour(desk, desk.moment)
    )


def _tell_pedagogue(desk: Desk, person_id: int, news: Notice, queue: str) -> None:
    today = f"news:{person_id}:{desk.today}:"
    if len(desk.outbox.marks(today)) < NEWS_A_DAY:
        notice = replace(news, unique=f"{today}{news.unique}")
    else:
        later = human_hour(desk, desk.moment + PAUSE)
        notice = Notice("telling.many", {}, (("telling.queue", queue),), f"{today}many", later)
    desk.outbox.put(person_id, notice, desk.moment)


def _lines(words: Mapping[str, object]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(f"telling.line.{name}", {name: _said(words[name])}) for name in LINES if words.get(name)
    )


def _said(word: object) -> object:
    return f"{word:%d.%m.%Y}" if isinstance(word, date) else word


def _beginning(application: Application, event_id: int) -> str:
    return f"told:{application.id}:{event_id}:"


def _newest(desk: Desk, application: Application) -> int:
    return desk.applications.history(application.id)[-1].id
