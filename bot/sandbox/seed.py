"""Plants a sample school into a database, its staff as people who already came in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.ports import Desk
from bot.sandbox.sample_school import SampleSchool, StaffMember


def plant(desk: Desk, sample: SampleSchool, telegram_ids: Sequence[int]) -> None:
    """Writes the school, its classes, its pupils with their households, and its staff with these accounts."""
    desk.schools.save(sample.school)
    places = {one.id: desk.schools.ensure_class(one.year, one.name).id for one in sample.classes}
    for member, telegram_id in zip(sample.staff, telegram_ids, strict=True):
        _settle(desk, member, telegram_id, places)
    _enrol(desk, sample, places)


def _settle(desk: Desk, member: StaffMember, telegram_id: int, places: dict[int, int]) -> None:
    person = desk.people.add(telegram_id, member.name, member.language, desk.moment)
    for place in member.classes or (None,):
        desk.people.grant(person.id, member.role, places[place] if place else None, desk.moment)


def _enrol(desk: Desk, sample: SampleSchool, places: dict[int, int]) -> None:
    households: dict[int, list[int]] = {}
    for pupil, place in zip(sample.pupils, sample.places, strict=True):
        pupil_id = desk.pupils.add(replace(pupil, family=None))
        desk.pupils.enrol(pupil_id, places[place], date(sample.school.year.first, 9, 1))
        households.setdefault(pupil.family or -pupil_id, []).append(pupil_id)
    pedagogue = desk.people.grants()[0].person.id
    for members in households.values():
        if len(members) > 1:
            desk.families.join(members, pedagogue, desk.moment)
