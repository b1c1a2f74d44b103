"""Whom a parent's words are passed on to, at human hours: the class teachers and the social pedagogues."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.errors import NotFound
from bot.core.human_hours import next_human_hour
from bot.core.office import Doors, Notice, Phrase
from bot.core.parents.representative import Claim, Representative
from bot.core.people import Person, Pupil, Role
from bot.core.ports import Desk
from bot.core.school import Calendar

MOST_REPRESENTATIVES = 2
# Each request comes by itself as long as they are few; what is more waits in the list, and one message says so.
A_DAY = 3
# No pupil has this number.
NOBODY = 0
PAUSE = timedelta(hours=1)


def ask_the_office(desk: Desk, claim: Claim, doors: Doors) -> None:
    """Asks those who know the class of the child.

    Where there is nobody to ask about, the same is read, and the same is done for the class of the link and taken
    back: the answer to the parent takes as long as any other.
    """
    asked, request = _is_asked(desk, claim), _request(desk, claim, doors)
    for one in _who_answers(desk, claim):
        notice = _notice_to(desk, one, claim, request, doors)
        if desk.outbox.put(one.id, notice, desk.moment) and not asked:
            desk.outbox.withdraw(notice.unique or "")


def forget_request(desk: Desk, claim: Claim) -> None:
    """Somebody has answered: who was not told yet need not be."""
    for one in _who_answers(desk, claim):
        desk.outbox.withdraw(f"{_day_mark(desk, claim, one)}{claim.id}")


def tell_of_tries(desk: Desk, claim_id: int, tries: int, doors: Doors) -> None:
    """The pedagogues hear that somebody has to wait, once for each time; never about which child."""
    notice = Notice(
        "parents.tries_ended",
        {"person": desk.actor.name, "tries": tries},
        (("parents.open_tries", doors.tries),),
    )
    for one in desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        marked = replace(notice, unique=f"tries:{claim_id}:{one.id}", not_before=human_hour(desk))
        desk.outbox.put(one.id, marked, desk.moment)


def human_hour(desk: Desk, after: timedelta = timedelta()) -> datetime:
    return next_human_hour(desk.moment + after, desk.zone, calendar(desk))


def calendar(desk: Desk) -> Calendar:
    return Calendar(desk.schools.days_off(), desk.schools.get().week_days)


def relation_phrase(relation: str, decision_number: str) -> Phrase:
    """`mother`, `guardian, No 12 of 05.03.2024`, in the language of who reads it."""
    said = Phrase(f"relation.{relation}")
    if not decision_number:
        return said
    return Phrase("relation.by_decision", {"relation": said, "decision": decision_number})


def others_phrases(desk: Desk, held: tuple[Representative, ...]) -> tuple[Phrase, ...]:
    """Who represents the child already, a line each; that a third one is unusual."""
    lines = [
        Phrase(
            "parents.represented_by",
            {
                "person": desk.people.get(one.person_id).name,
                "relation": relation_phrase(one.relation, one.decision_number),
            },
        )
        for one in held
    ]
    return (*lines, *((Phrase("parents.third"),) if len(held) >= MOST_REPRESENTATIVES else ()))


def _notice_to(desk: Desk, person: Person, claim: Claim, request: Notice, doors: Doors) -> Notice:
    day = _day_mark(desk, claim, person)
    if len(desk.outbox.marks(day)) < A_DAY:
        return replace(request, unique=f"{day}{claim.id}", not_before=human_hour(desk))
    later = human_hour(desk, PAUSE)
    # All that come before it is sent are one message.
    mark = f"claims:{person.id}:{later:%Y%m%d%H}"
    return Notice("parents.more_requests", {}, (("parents.open_requests", doors.claims),), mark, later)


def _request(desk: Desk, claim: Claim, doors: Doors) -> Notice:
    pupil = _pupil(desk, claim)
    held = desk.representatives.of_pupil(claim.pupil_id or NOBODY)
    words = {
        "person": desk.actor.name,
        "relation": relation_phrase(claim.relation, claim.decision_number),
        "child": pupil.name.short if pupil else "",
        "class_name": desk.schools.class_(_class_of(desk, claim)).name.quoted,
        "about": (Phrase("parents.request.written", {"written": claim.written}), *others_phrases(desk, held)),
    }
    answers = (
        ("parents.confirm", doors.answer_claim(claim.id, True)),
        ("parents.deny", doors.answer_claim(claim.id, False)),
        ("parents.look", doors.claim(claim.id)),
    )
    return Notice("parents.request", words, answers)


def _is_asked(desk: Desk, claim: Claim) -> bool:
    """Nobody is asked about a child who was not found, is confirmed already, or is being asked about."""
    asked_already = any(
        one.pupil_id == claim.pupil_id and one.person_id == claim.person_id and one.id != claim.id
        for one in desk.representatives.open_claims()
    )
    return claim.pupil_id is not None and claim.pupil_id not in desk.actor.children and not asked_already


def _who_answers(desk: Desk, claim: Claim) -> tuple[Person, ...]:
    """Each once, the person of the claim never: nobody confirms themselves."""
    teachers = desk.people.teachers(_class_of(desk, claim))
    known = {one.id: one for one in (*teachers, *desk.people.with_role(Role.SOCIAL_PEDAGOGUE))}
    return tuple(one for one in known.values() if one.id != claim.person_id)


def _class_of(desk: Desk, claim: Claim) -> int:
    return desk.pupils.class_of(claim.pupil_id or NOBODY, desk.schools.get().year) or claim.class_id


def _pupil(desk: Desk, claim: Claim) -> Pupil | None:
    try:
        return desk.pupils.get(claim.pupil_id or NOBODY)
    except NotFound:
        return None


def _day_mark(desk: Desk, claim: Claim, person: Person) -> str:
    return f"claim:{person.id}:{claim.at.astimezone(desk.zone):%Y%m%d}:"
