"""The form of an application to any declared service: what is asked of whom, and what becomes of the answers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from bot.core.access import Action
from bot.core.applications.known import CHANGE_REASON, known, name_of, start
from bot.core.applications.sending import is_sent, send
from bot.core.applications.subjects import OUTSIDE
from bot.core.applications.whose import allows, pupil_about
from bot.core.forms.form import STAFF, Answers, Condition, Form, Question, Typed
from bot.core.school import SchoolYear
from bot.core.services.readers import day, paper_number, sentence
from bot.core.services.service import Service

CATEGORY = "category"
FROM_OUTSIDE = frozenset(one.value for one in OUTSIDE.values())
WRITTEN = "%d.%m.%Y"


def came_from_outside(given: Answers) -> bool:
    """Its papers lie in the system that it came through: little is asked again."""
    return given.get("source", "") in FROM_OUTSIDE


def entered_now(given: Answers) -> bool:
    return given.get("by") == STAFF and given.get("doing") == "new"


def corrected(given: Answers) -> bool:
    return given.get("doing") == "correct"


@dataclass(frozen=True, slots=True)
class ReceivedOn(Question):
    """The day on which a paper came in, kept as it is written: today, or a day before it in this school year."""

    def options(self, given: Answers) -> tuple[str, ...]:
        today = date.fromisoformat(given["today"])
        return tuple(f"{one:{WRITTEN}}" for one in (today, today - timedelta(days=1)))

    def proposed(self, given: Answers) -> str:
        return self.options(given)[0]

    def understood(self, written: str, given: Answers) -> str | None:
        today = date.fromisoformat(given["today"])
        year = SchoolYear.of(today)
        found = day(written, year)
        came = date.fromisoformat(found) if found else None
        return f"{came:{WRITTEN}}" if came and date(year.first, 8, 1) <= came <= today else None


RECEIVED_ON = ReceivedOn("received_on", asked=entered_now)
OUTSIDE_NUMBER = Typed("outside_number", reader=paper_number, optional=True, asked=came_from_outside)
WHY_CORRECTED = Typed(CHANGE_REASON, reader=sentence, optional=True, asked=corrected)


def application_form(service: Service) -> Form:
    """How people apply for this service."""
    return Form(
        key=service.key,
        action=Action.TALK,
        questions=questions_of(service),
        save=partial(send, service),
        is_saved=partial(is_sent, service),
        known=partial(known, service),
        allows=partial(allows, service),
        start=start,
        names=name_of,
        pupil=pupil_about,
        gate=service.gate,
        shared="service",
    )


def questions_of(service: Service) -> tuple[Question, ...]:
    """The service's own, then what only staff are asked, and what only a correction asks."""
    short = {CATEGORY, service.period_question}
    own = (replace(one, asked=partial(_asked, one.asked, one.key in short)) for one in service.questions)
    papers = (replace(one, asked=partial(_paper_asked, one.asked, one.key)) for one in service.proofs)
    return (*own, *papers, RECEIVED_ON, OUTSIDE_NUMBER, WHY_CORRECTED)


def _asked(condition: Condition, short: bool, given: Answers) -> bool:
    """Only papers are asked where papers are added, and little where an application came from outside."""
    if given.get("doing") == "papers" or (came_from_outside(given) and not short):
        return False
    return condition(given)


def _paper_asked(condition: Condition, key: str, given: Answers) -> bool:
    if came_from_outside(given):
        return False
    missing = given.get("missing", "").split()
    return (given.get("doing") != "papers" or key in missing) and condition(given)
