"""A parent names a child: compared with the school's list, asked of the class teacher, and answered always alike.

Five tries within a day that nobody confirmed end the tries for a day, whether or not they agree with the list.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.entrance import LinkUnknown, taken_in
from bot.core.errors import NotFound, Refusal
from bot.core.forms.form import Answers, Known
from bot.core.office import FORM, Doors
from bot.core.parents.asking import ask_the_office, tell_of_tries
from bot.core.parents.matching import WrittenChild, meant
from bot.core.parents.representative import Claim, ClaimState
from bot.core.people import Relation
from bot.core.ports import Desk

KEY = "claim"
TRIES, DAY = 5, timedelta(days=1)
REMEMBERED = timedelta(days=30)
MARK_LENGTH = 6


class TooManyTries(Refusal):
    key = "claim.too_many"


class LinkNeeded(Refusal):
    """Nobody names a child who did not come by the link of a class."""

    key = "claim.link_needed"


def reference_of(class_id: int) -> str:
    """The form by which somebody names a child who came by the link of this class."""
    return f"{KEY}-c{class_id}"


def class_in(subject: str) -> int:
    if not (subject.startswith("c") and subject[1:].isdecimal()):
        raise NotFound()
    return int(subject[1:])


def come_by_link(desk: Desk, token: str, name: str, language: str) -> None:
    """Takes the person into the book and opens the form for them; a way that was begun is gone on with."""
    person = taken_in(desk, name, language)
    desk.people.set_language(person.id, language)
    reference = reference_behind(desk, token)
    if not reference:
        raise LinkUnknown()
    if desk.drafts.on(person.id, f"{FORM}:{reference}") is None:
        mark = desk.token()[:MARK_LENGTH]
        desk.drafts.open(person.id, f"{FORM}:{reference}:{mark}::", {}, desk.moment)


def reference_behind(desk: Desk, token: str) -> str:
    """The form that the link of a class opens; empty where it is no such link."""
    link = desk.representatives.link_by_token(token)
    return reference_of(link.class_id) if link else ""


def may_claim(desk: Desk, subject: str) -> None:
    """Only who came by a link of this school: now, lately, or before they were confirmed."""
    class_id, who = class_in(subject), desk.actor
    by_link = desk.drafts.on(who.id, f"{FORM}:{reference_of(class_id)}") is not None
    if not (by_link or who.children or any(one.class_id == class_id for one in lately(desk))):
        raise LinkNeeded()


def lately(desk: Desk) -> tuple[Claim, ...]:
    """What this person claimed in the last weeks, the oldest first."""
    return desk.representatives.claims_of(desk.actor.id, desk.moment - REMEMBERED)


def known(desk: Desk, subject: str) -> Known:
    return Known(facts={"closed": "yes" if is_closed(desk) else ""})


def gate(facts: Answers) -> str:
    return "closed" if facts.get("closed") else ""


def is_closed(desk: Desk) -> bool:
    """Whether this person has to wait; looks at the number of tries only, never at what became of them."""
    until = closed_until([one.at for one in _not_confirmed(desk)])
    return until is not None and desk.moment < until


def closed_until(tries: Sequence[datetime]) -> datetime | None:
    """When the last day of waiting ends that these tries have led to, the oldest first."""
    fifths = zip(tries, tries[TRIES - 1 :], strict=False)
    return max((last + DAY for first, last in fifths if last - first < DAY), default=None)


def claim(desk: Desk, subject: str, answers: Answers, doors: Doors) -> None:
    """Keeps the try and asks those who know the class, where the child was found: the parent is told nothing of it."""
    if is_closed(desk):
        raise TooManyTries()
    new = _claimed(desk, class_in(subject), answers)
    number = desk.representatives.claim(new)
    desk.audit.note(desk.actor.id, "claim", f"claim:{number}", desk.moment)
    if new.pupil_id in desk.actor.children:
        desk.representatives.answer_claim(number, ClaimState.CONFIRMED, desk.actor.id, desk.moment)
    ask_the_office(desk, replace(new, id=number), doors)
    if is_closed(desk):
        tell_of_tries(desk, number, TRIES, doors)


def is_claimed(desk: Desk, subject: str) -> bool:
    return any(desk.moment - one.at < DAY for one in lately(desk))


def _claimed(desk: Desk, class_id: int, answers: Answers) -> Claim:
    written = WrittenChild.read(answers["name"], answers["birth"])
    alike = desk.pupils.born(written.birth_date, written.number, desk.schools.get().year)
    pupil = meant(written, alike, class_id)
    return Claim(
        id=0,
        person_id=desk.actor.id,
        class_id=class_id,
        written=written.line,
        relation=Relation(answers["relation"]),
        decision_number=answers.get("decision", ""),
        pupil_id=pupil.id if pupil else None,
        at=desk.moment,
    )


def _not_confirmed(desk: Desk) -> list[Claim]:
    claims = desk.representatives.claims_of(desk.actor.id, desk.moment - 2 * DAY)
    return [one for one in claims if one.state is not ClaimState.CONFIRMED]


def adding_reference(desk: Desk) -> str:
    """The form by which a parent names another child: of any class of the school."""
    year = desk.schools.get().year
    places = (desk.pupils.class_of(one, year) for one in sorted(desk.actor.children))
    last = [one.class_id for one in lately(desk)]
    classes = [one.id for one in desk.schools.classes(year)]
    return reference_of(next((one for one in (*last[-1:], *places, *classes) if one), 0))
