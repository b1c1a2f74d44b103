"""Consent to the use of a child's data (law No 94-V of 21.05.2013, art. 8), asked before the first form."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from bot.core.access import Action, require
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.human_hours import MORNING
from bot.core.office import Notice
from bot.core.parents.asking import calendar, human_hour
from bot.core.parents.family import Child, child, children
from bot.core.parents.representative import Consent
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import School

# A new number with each change of the wording; the tests know which wording this one has.
VERSION = "2026-1"
STOP_DAYS = 15
FINGERPRINT = 8


class ConsentNeeded(Refusal):
    """No form about a child before its representative has agreed."""

    key = "consent.needed"


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What the text is filled in with: who keeps the data, about whom, and until when at the longest."""

    school: School
    child: Child
    person: str
    held: Consent | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A child, and the consents about it as they were given, the newest first."""

    child: Child
    consents: tuple[Consent, ...]

    @property
    def held(self) -> Consent | None:
        return next((one for one in self.consents if one.held), None)


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """A consent of the acting parent with the name of its child; `stop_by` where it was withdrawn."""

    consent: Consent
    child: str
    stop_by: date | None


def fingerprint(text: str) -> str:
    """Tells two texts apart: what is agreed to is what was shown."""
    return sha256(text.encode()).hexdigest()[:FINGERPRINT]


def has_consent(desk: Desk, pupil_id: int) -> bool:
    """Whether the acting parent has agreed for this child."""
    require(desk.actor, Action.APPLY, pupil_id=pupil_id)
    return desk.consents.held(desk.actor.id, pupil_id) is not None


def require_consent(desk: Desk, pupil_id: int) -> None:
    if not has_consent(desk, pupil_id):
        raise ConsentNeeded()


def consent_facts(desk: Desk, pupil_id: int) -> ConsentFacts:
    found = child(desk, pupil_id)
    held = desk.consents.held(desk.actor.id, pupil_id)
    return ConsentFacts(desk.schools.get(), found, desk.actor.name, _at_school(desk, held) if held else None)


def agree(desk: Desk, pupil_id: int, text: str, language: str, shown: str) -> None:
    """Keeps the very text; `shown` is the fingerprint of what the person had before them."""
    require(desk.actor, Action.APPLY, pupil_id=pupil_id)
    if fingerprint(text) != shown:
        raise Outdated()
    if desk.consents.held(desk.actor.id, pupil_id) is not None:
        return
    for before in desk.consents.of_person(desk.actor.id):
        if before.pupil_id == pupil_id:
            unremind(desk, before.id)
    new = Consent(0, desk.actor.id, pupil_id, VERSION, language, text, desk.moment)
    number = desk.consents.give(new)
    desk.audit.note(desk.actor.id, "give_consent", f"consent:{number}", desk.moment)


def my_consents(desk: Desk) -> tuple[ConsentLine, ...]:
    """By child; the withdrawn ones too."""
    given = [_at_school(desk, one) for one in desk.consents.of_person(desk.actor.id)]
    return tuple(
        ConsentLine(one, tuple(kept for kept in reversed(given) if kept.pupil_id == one.pupil.id))
        for one in children(desk)
    )


def my_consent(desk: Desk, consent_id: int) -> GivenConsent:
    """Only the one who gave it sees it here, also after the tie to the child has ended."""
    found = desk.consents.get(consent_id)
    if found.person_id != desk.actor.id:
        raise NotFound()
    name = desk.pupils.get(found.pupil_id).name.short
    return GivenConsent(_at_school(desk, found), name, stop_by(desk, found))


def stop_by(desk: Desk, consent: Consent) -> date | None:
    """The last day of the fifteen working days after a withdrawal (art. 8 §5-7), by the school's calendar."""
    if consent.withdrawn_at is None:
        return None
    return calendar(desk).after(consent.withdrawn_at.astimezone(desk.zone).date(), STOP_DAYS)


def withdraw_consent(desk: Desk, consent_id: int, opens: str) -> None:
    """Nothing new is done with the data from now on; the pedagogue sees to what is under way.

    `opens` is where the list of these tasks is.
    """
    given = my_consent(desk, consent_id)
    if not given.consent.held:
        return
    desk.consents.withdraw(consent_id, desk.moment)
    desk.audit.note(desk.actor.id, "withdraw_consent", f"consent:{consent_id}", desk.moment)
    _ask_to_stop(desk, my_consent(desk, consent_id), opens)


def unremind(desk: Desk, consent_id: int) -> None:
    """Nothing is left to be reminded of."""
    for mark in desk.outbox.marks(_soon(consent_id)):
        desk.outbox.withdraw(mark)


def _ask_to_stop(desk: Desk, given: GivenConsent, opens: str) -> None:
    """At once, and once more on the working day before the last."""
    number, due = given.consent.id, given.stop_by or desk.today
    words = {"child": given.child, "due": f"{due:%d.%m.%Y}"}
    buttons = (("consent.open_tasks", opens),)
    eve = datetime.combine(_working_day_before(desk, due), MORNING, desk.zone)
    for one in desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        mark = f"withdrawn:{number}:{one.id}"
        now = Notice("consent.withdrawn_notice", words, buttons, mark, human_hour(desk))
        desk.outbox.put(one.id, now, desk.moment)
        later = Notice("consent.stop_soon", words, buttons, f"{_soon(number)}{one.id}", eve)
        desk.outbox.put(one.id, later, desk.moment)


def _working_day_before(desk: Desk, day: date) -> date:
    working = calendar(desk)
    day -= timedelta(days=1)
    while not working.works(day):
        day -= timedelta(days=1)
    return day


def _at_school(desk: Desk, consent: Consent) -> Consent:
    """With the moments as the clock of the school shows them."""

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(desk.zone) if moment else None

    given_at = consent.given_at.astimezone(desk.zone)
    return replace(
        consent,
        given_at=given_at,
        withdrawn_at=local(consent.withdrawn_at),
        stopped_at=local(consent.stopped_at),
    )


def _soon(consent_id: int) -> str:
    return f"stop_soon:{consent_id}:"
