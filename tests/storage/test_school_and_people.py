"""The school, its classes, its people and the links into roles, written and read back."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.core.errors import NotFound
from bot.core.people import Role
from bot.core.school import LETTERS, ClassName, Country, School, SchoolYear
from tests.storage.conftest import YEAR, Place, Room

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
schools = st.builds(
    School,
    name_kk=words,
    name_ru=words,
    place=words,
    country=st.sampled_from(Country),
    director=words,
    deputies=st.lists(words, max_size=4).map(tuple),
    year=st.integers(2020, 2040).map(SchoolYear),
    week_days=st.sampled_from((5, 6)),
    large_family_from=st.integers(3, 5),
)
real_file = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@real_file
@given(school=schools)
async def test_a_school_is_read_as_it_was_saved(room: Room, school: School) -> None:
    await room.does(lambda desk: desk.schools.save(school))
    assert await room.sees(lambda desk: desk.schools.get()) == school
    assert await room.sees(lambda desk: desk.schools.is_set_up())


async def test_without_a_school_there_is_an_empty_one(room: Room) -> None:
    assert await room.sees(lambda desk: desk.schools.get()) == School()
    assert not await room.sees(lambda desk: desk.schools.is_set_up())


async def test_days_off(room: Room) -> None:
    day = date(2026, 12, 16)
    await room.does(
        lambda desk: (
            desk.connection.execute(text("INSERT INTO day_off (day, name) VALUES ('2026-12-16', '')"))
            and None
        )
    )
    assert await room.sees(lambda desk: desk.schools.days_off()) == {day}


@real_file
@given(names=st.sets(st.tuples(st.integers(0, 12), st.sampled_from(LETTERS)), min_size=1, max_size=12))
async def test_classes_are_made_once_and_listed_in_order(room: Room, names: set[tuple[int, str]]) -> None:
    wanted = [ClassName(*name) for name in names]
    first = await room.does(lambda desk: [desk.schools.ensure_class(YEAR.after, name) for name in wanted])
    again = await room.does(lambda desk: [desk.schools.ensure_class(YEAR.after, name) for name in wanted])
    assert first == again
    listed = await room.sees(lambda desk: desk.schools.classes(YEAR.after))
    assert set(first) <= set(listed)
    assert [one.name for one in listed] == sorted(one.name for one in listed)
    assert await room.sees(lambda desk: [desk.schools.class_(one.id) for one in first]) == first


async def test_a_class_belongs_to_its_year(room: Room, place: Place) -> None:
    assert [one.id for one in await room.sees(lambda desk: desk.schools.classes(YEAR))] == [place.class_id]
    assert await room.sees(lambda desk: desk.schools.classes(YEAR.before)) == []


async def test_people_and_their_roles(room: Room, place: Place) -> None:
    def meet(desk: object) -> int:
        teacher = desk.people.add(78, "Данияр", "ru", desk.moment)
        for _ in range(2):
            desk.people.grant(teacher.id, Role.CLASS_TEACHER, place.class_id, desk.moment)
        desk.people.grant(teacher.id, Role.PSYCHOLOGIST, None, desk.moment)
        return teacher.id

    teacher = await room.does(meet)
    person = await room.sees(lambda desk: desk.people.get(teacher))
    assert person == await room.sees(lambda desk: desk.people.by_telegram(78))
    assert person.roles == {Role.CLASS_TEACHER, Role.PSYCHOLOGIST}
    assert person.classes == {place.class_id}
    grants = await room.sees(lambda desk: desk.people.grants())
    assert [(one.person.id, one.role, one.class_id) for one in grants] == [
        (place.person, Role.SOCIAL_PEDAGOGUE, None),
        (teacher, Role.CLASS_TEACHER, place.class_id),
        (teacher, Role.PSYCHOLOGIST, None),
    ]
    assert await room.sees(lambda desk: desk.people.granted(grants[1].id)) == grants[1]
    assert [one.id for one in await room.sees(lambda desk: desk.people.teachers(place.class_id))] == [teacher]
    assert await room.sees(lambda desk: desk.people.teachers(place.class_id + 1)) == []
    assert [one.id for one in await room.sees(lambda desk: desk.people.with_role(Role.PSYCHOLOGIST))] == [
        teacher
    ]
    await room.does(lambda desk: desk.people.revoke(grants[1].id, desk.moment))
    person = await room.sees(lambda desk: desk.people.get(teacher))
    assert (person.roles, person.classes) == ({Role.PSYCHOLOGIST}, frozenset())


async def test_a_role_that_was_revoked_can_be_granted_again(room: Room, place: Place) -> None:
    [grant] = await room.sees(lambda desk: desk.people.grants())
    await room.does(lambda desk: desk.people.revoke(grant.id, desk.moment))
    await room.does(lambda desk: desk.people.grant(place.person, Role.DIRECTOR, None, desk.moment))
    await room.does(lambda desk: desk.people.grant(place.person, Role.SOCIAL_PEDAGOGUE, None, desk.moment))
    person = await room.sees(lambda desk: desk.people.get(place.person))
    assert person.roles == {Role.SOCIAL_PEDAGOGUE, Role.DIRECTOR}


async def test_what_is_known_of_a_person_changes(room: Room, place: Place) -> None:
    await room.does(lambda desk: desk.people.set_name(place.person, "Сәуле Ахметқызы"))
    await room.does(lambda desk: desk.people.set_language(place.person, "ru"))
    person = await room.sees(lambda desk: desk.people.get(place.person))
    assert (person.name, person.language) == ("Сәуле Ахметқызы", "ru")
    await room.does(lambda desk: desk.people.set_blocked(place.person, desk.moment))
    assert await room.sees(lambda desk: desk.people.blocked()) == {place.person}
    await room.does(lambda desk: desk.people.set_blocked(place.person, None))
    assert await room.sees(lambda desk: desk.people.blocked()) == frozenset()


async def test_strangers(room: Room, place: Place) -> None:
    assert await room.sees(lambda desk: desk.people.by_telegram(404)) is None
    for absent in (
        lambda desk: desk.people.get(404),
        lambda desk: desk.people.granted(404),
        lambda desk: desk.schools.class_(404),
        lambda desk: desk.invitations.get(404),
    ):
        with pytest.raises(NotFound):
            await room.sees(absent)


async def test_a_link_is_found_by_its_token_alone(room: Room, place: Place) -> None:
    until = (await room.sees(lambda desk: desk.moment)) + timedelta(days=3)

    def invite(desk: object) -> list[int]:
        return [
            desk.invitations.add(Role.CLASS_TEACHER, place.class_id, "Данияр", "t-1", until, place.person),
            desk.invitations.add(Role.DIRECTOR, None, "", "t-2", until, None),
        ]

    first, second = await room.does(invite)
    found = await room.sees(lambda desk: desk.invitations.by_token("t-1"))
    assert found is not None
    assert found == await room.sees(lambda desk: desk.invitations.get(first))
    assert (found.token, found.role, found.class_id, found.name) == (
        "t-1",
        Role.CLASS_TEACHER,
        place.class_id,
        "Данияр",
    )
    assert found.expires_at == until
    assert await room.sees(lambda desk: desk.invitations.by_token("t-3")) is None
    assert await room.sees(lambda desk: desk.invitations.by_token("")) is None
    await room.does(lambda desk: desk.invitations.use(first, place.person, desk.moment))
    await room.does(lambda desk: desk.invitations.revoke(second, desk.moment))
    used, revoked = await room.sees(lambda desk: desk.invitations.all())
    moment = await room.sees(lambda desk: desk.moment)
    assert (used.used_by, used.used_at, used.open_at(moment)) == (place.person, moment, False)
    assert (revoked.revoked_at, revoked.open_at(moment)) == (moment, False)


async def test_an_account_is_one_person(room: Room, place: Place) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        await room.does(lambda desk: desk.people.add(77, "Басқа", "kk", desk.moment))
