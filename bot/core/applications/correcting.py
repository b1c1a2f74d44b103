"""Answers that take the place of others: what differs, and what follows for the application."""

from dataclasses import dataclass

from bot.core.applications.application import Application, State, Step, allowed
from bot.core.applications.handling import take_step
from bot.core.applications.known import OF_ENTERING
from bot.core.applications.registering import AlreadyApplied, missing_papers, standing_in_the_way
from bot.core.errors import Refusal
from bot.core.forms.form import Answers
from bot.core.ports import Desk
from bot.core.services.service import Service

CATEGORY = "category"


class NothingChanged(Refusal):
    """A correction that says what stands there already."""

    key = "applying.nothing_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is another one now; empty where it was not asked, or is not any more."""

    key: str
    old: str
    new: str


def difference(old: Answers, new: Answers) -> tuple[Change, ...]:
    """What the new answers say otherwise, in their order; what only staff note down is no answer of the parent."""
    keys = [one for one in dict.fromkeys((*new, *old)) if one not in OF_ENTERING]
    pairs = ((key, old.get(key, ""), new.get(key, "")) for key in keys)
    return tuple(Change(key, former, given) for key, former, given in pairs if former != given)


def write_correction(desk: Desk, service: Service, application: Application, answers: Answers) -> None:
    """Writes corrected answers into the register; papers that are missing now are asked for."""
    rewrite(desk, service, application, answers)
    take_step(desk, application, Step.CORRECTED)
    missing = missing_papers(service, answers)
    if missing and allowed(application.state, Step.PAPERS_MISSING):
        take_step(desk, application, Step.PAPERS_MISSING, words=" ".join(missing))
    desk.audit.note(desk.actor.id, "correct_application", f"application:{application.id}", desk.moment)


def rewrite(desk: Desk, service: Service, application: Application, answers: Answers) -> None:
    """A new revision. The category of what was granted is that of the decision: only another one changes it.

    Where the office has corrected the category, answers that name the former one as before change nothing of that.
    """
    kept = {key: application.answers[key] for key in OF_ENTERING if key in application.answers}
    desk.applications.revise(application.id, {**kept, **answers}, desk.actor.id, desk.moment)
    category = answers.get(CATEGORY, "")
    chosen_anew = category not in (application.category, application.answers.get(CATEGORY, ""))
    if chosen_anew and application.state is not State.GRANTED:
        desk.applications.set_category(application.id, category)
    if service.period(answers) != application.period:
        _move(desk, service, application, service.period(answers))


def _move(desk: Desk, service: Service, application: Application, period: str) -> None:
    """To another period, where no other application of the child stands."""
    found = standing_in_the_way(desk, service, application.year, period, application.pupil_id)
    if found is not None:
        raise AlreadyApplied(number=found.number)
    desk.applications.set_period(application.id, period)
