"""What is left to do after a withdrawal: the pedagogue ends the use of the data within the term, and says so."""

from dataclasses import dataclass
from datetime import date

from bot.core.access import Action, may_all, require_all
from bot.core.errors import Outdated
from bot.core.office import Notice
from bot.core.parents.asking import human_hour
from bot.core.parents.consent import stop_by, unremind
from bot.core.parents.family import class_of_pupil
from bot.core.parents.representative import Consent
from bot.core.people import Person, Pupil
from bot.core.ports import Desk
from bot.core.school import Class


@dataclass(frozen=True, slots=True)
class StopTask:
    """A withdrawn consent that has to be seen to, and by when."""

    consent: Consent
    person: Person
    pupil: Pupil
    class_: Class | None
    due: date
    late: bool


def note_stop_tasks_seen(desk: Desk) -> None:
    require_all(desk.actor, Action.MEET_PARENTS)
    desk.audit.note(desk.actor.id, "see_withdrawals", "consents", desk.moment)


def stop_tasks(desk: Desk) -> tuple[StopTask, ...]:
    """What is due first comes first; who has agreed anew took the withdrawal back."""
    require_all(desk.actor, Action.MEET_PARENTS)
    return tuple(_task(desk, one) for one in _to_stop(desk))


def number_of_stop_tasks(desk: Desk) -> int:
    return len(_to_stop(desk)) if may_all(desk.actor, Action.MEET_PARENTS) else 0


def stop_task(desk: Desk, consent_id: int) -> StopTask | None:
    return next((one for one in stop_tasks(desk) if one.consent.id == consent_id), None)


def tick_off(desk: Desk, consent_id: int) -> None:
    """The use of the data has ended; the parent is told."""
    task = stop_task(desk, consent_id)
    if task is None:
        raise Outdated()
    desk.consents.stop(consent_id, desk.moment)
    unremind(desk, consent_id)
    desk.audit.note(desk.actor.id, "stop_processing", f"consent:{consent_id}", desk.moment)
    words = {"child": task.pupil.name.short, "day": f"{desk.today:%d.%m.%Y}"}
    notice = Notice("consent.stopped_notice", words, (), f"stopped:{consent_id}", human_hour(desk))
    desk.outbox.put(task.person.id, notice, desk.moment)


def _to_stop(desk: Desk) -> tuple[Consent, ...]:
    waiting = desk.consents.to_stop()
    return tuple(one for one in waiting if desk.consents.held(one.person_id, one.pupil_id) is None)


def _task(desk: Desk, consent: Consent) -> StopTask:
    due = stop_by(desk, consent) or desk.today
    return StopTask(
        consent,
        desk.people.get(consent.person_id),
        desk.pupils.get(consent.pupil_id),
        class_of_pupil(desk, consent.pupil_id),
        due,
        due < desk.today,
    )
