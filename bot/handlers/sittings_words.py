"""How sittings are named: their day and time, place, council, and what was decided about a child."""

from datetime import date, datetime

from bot.core.applications.decision import Ruling
from bot.core.councils.appointing import PLACES
from bot.core.councils.council import FEWEST_MEMBERS, AgendaItem, SittingState, Votes
from bot.core.councils.sittings import Entry, SittingLine, SittingPage
from bot.core.councils.voting import Attendance
from bot.core.people import Pupil
from bot.core.school import Class
from bot.core.services.registry import SERVICES
from bot.handlers.application_words import service_title
from bot.handlers.case_words import category_name
from bot.handlers.survey_words import cut
from bot.texts import Words

PLACE_LENGTH = 60
LINE_LENGTH = 90
SERVICE_LENGTH = 22
SIGNS = {Ruling.GRANT: "✅", Ruling.REFUSE: "✖", None: "▫️"}


def weekday_day(words: Words, day: date) -> str:
    """`Mon, 14.09`."""
    return f"{words(f'council.weekday.{day.weekday()}')}, {day:%d.%m}"


def place_words(words: Words, place: str) -> str:
    return words(f"council.place.{place}") if place in PLACES else cut(place, PLACE_LENGTH)


def when_words(at: datetime) -> str:
    return f"{at:%d.%m.%Y, %H:%M}"


def sitting_label(words: Words, line: SittingLine) -> str:
    if line.sitting.state is SittingState.HELD:
        return words(
            "council.held_line", number=line.sitting.number, day=f"{line.at:%d.%m.%y}", children=line.children
        )
    return words(
        "council.planned_line", day=f"{line.at:%d.%m}", time=f"{line.at:%H:%M}", children=line.children
    )


def presence_line(words: Words, there: Attendance) -> str:
    """`Present 7 of 11: quorum yes, more than half`."""
    key = "council.quorum" if there.quorum else "council.no_quorum"
    return words.html(key, present=len(there.present), total=there.total)


def council_hints(words: Words, there: Attendance) -> list[str]:
    """What is said about the council of a sitting; nothing is forbidden by it."""
    found = []
    if there.total < FEWEST_MEMBERS:
        found.append(words.html("council.incomplete", number=there.total, fewest=FEWEST_MEMBERS))
    if there.present and there.chair is None:
        found.append(words.html("council.nobody_chairs"))
    return found


def votes_words(votes: Votes | None) -> str:
    return f"{votes.in_favour}-{votes.against}-{votes.abstained}" if votes else ""


def child_words(pupil: Pupil, class_: Class | None) -> str:
    return f"{pupil.name.short} {class_.name}" if class_ else pupil.name.short


def category_words(words: Words, entry: Entry, item: AgendaItem | None = None) -> str:
    """The category that counts: the council's, else that of the application."""
    category = (item.category if item else "") or entry.application.category
    service = SERVICES.get(entry.application.service)
    return category_name(words, service, category) if service else category


def entry_line(words: Words, place: int, entry: Entry) -> str:
    """`1. Name 7Ә · Camp · 2 · ✅ 7-0-0`."""
    item = entry.item
    service = cut(service_title(words, entry.application.service), SERVICE_LENGTH)
    ruled = f"{SIGNS[item.ruling]} {votes_words(item.votes)}".strip()
    category = item.category or entry.application.category
    return cut(
        f"{place}. {child_words(entry.pupil, entry.class_)} · {service} · {category} · {ruled}", LINE_LENGTH
    )


def page_heading(words: Words, page: SittingPage) -> str:
    """What stands above every screen of a sitting."""
    key = "council.heading.protocol" if page.sitting.number else "council.heading"
    return words.html(
        key,
        number=page.sitting.number or "",
        when=when_words(page.at),
        place=place_words(words, page.sitting.place),
    )
