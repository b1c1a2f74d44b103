"""Plants a sample school into a database, its staff and some parents as people who already came in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.parents.consent import VERSION, ConsentFacts
from bot.core.parents.family import Child, class_of_pupil
from bot.core.parents.representative import Consent, Representative
from bot.core.people import Person
from bot.core.ports import Desk
from bot.handlers.consent_words import consent_text
from bot.sandbox.sample_parents import SampleParent, sample_parents
from bot.sandbox.sample_school import SampleSchool, StaffMember
from bot.texts import Words


def plant(
    desk: Desk, sample: SampleSchool, telegram_ids: Sequence[int], parents_ids: Sequence[int] = ()
) -> None:
    """Writes the school, its classes, its pupils with their households, and its people with these accounts."""
    desk.schools.save(sample.school)
    places = {one.id: desk.schools.ensure_class(one.year, one.name).id for one in sample.classes}
    for member, telegram_id in zip(sample.staff, telegram_ids, strict=True):
        _settle(desk, member, telegram_id, places)
    pupil_ids = _enrol(desk, sample, places)
    for parent, telegram_id in zip(sample_parents(sample), parents_ids, strict=False):
        _confirm(desk, parent, telegram_id, pupil_ids)


def class_token(desk: Desk, class_name: str) -> str:
    """What the link carries that parents of this class come by."""
    here = next(one for one in desk.schools.classes(desk.schools.get().year) if str(one.name) == class_name)
    pedagogue = desk.people.grants()[0].person.id
    return desk.representatives.renew_link(here.id, desk.token(), pedagogue, desk.moment).token


def _settle(desk: Desk, member: StaffMember, telegram_id: int, places: dict[int, int]) -> None:
    person = desk.people.add(telegram_id, member.name, member.language, desk.moment)
    for place in member.classes or (None,):
        desk.people.grant(person.id, member.role, places[place] if place else None, desk.moment)


def _enrol(desk: Desk, sample: SampleSchool, places: dict[int, int]) -> list[int]:
    households: dict[int, list[int]] = {}
    pupil_ids = []
    for pupil, place in zip(sample.pupils, sample.places, strict=True):
        pupil_id = desk.pupils.add(replace(pupil, family=None))
        desk.pupils.enrol(pupil_id, places[place], date(sample.school.year.first, 9, 1))
        households.setdefault(pupil.family or -pupil_id, []).append(pupil_id)
        pupil_ids.append(pupil_id)
    pedagogue = desk.people.grants()[0].person.id
    for members in households.values():
        if len(members) > 1:
            desk.families.join(members, pedagogue, desk.moment)
    return pupil_ids


def _confirm(desk: Desk, parent: SampleParent, telegram_id: int, pupil_ids: Sequence[int]) -> None:
    """A representative of the children, who has agreed to the use of their data."""
    person = desk.people.add(telegram_id, parent.name, parent.language, desk.moment)
    for index in parent.children:
        tie = Representative(0, person.id, pupil_ids[index], parent.relation, "", desk.moment)
        desk.representatives.add(tie)
        desk.consents.give(_agreed(desk, person, tie))


def _agreed(desk: Desk, person: Person, tie: Representative) -> Consent:
    """To the text that would have been shown."""
    child = Child(desk.pupils.get(tie.pupil_id), class_of_pupil(desk, tie.pupil_id), tie.relation)
    facts = ConsentFacts(desk.schools.get(), child, person.name, None)
    text = consent_text(Words(person.language), facts)
    return Consent(0, person.id, tie.pupil_id, VERSION, person.language, text, desk.moment)
