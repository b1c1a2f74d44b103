"""The register of pupils and their households, written and read back, sealed where it must be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import NotFound
from bot.core.people import Adult, PersonName, Pupil, Relation, Sex
from bot.core.school import ClassName, SchoolYear
from tests.storage.conftest import YEAR, Place, Room
from tests.storage.test_school_and_people import real_file, words

some = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
adults = st.builds(
    Adult, relation=st.sampled_from(Relation), name=words, phone=words, workplace=words, education=words
)
pupils = st.builds(
    Pupil,
    id=st.just(0),
    name=st.builds(PersonName, last=some, first=some, patronymic=words),
    birth_date=st.none() | st.dates(date(2005, 1, 1), date(2022, 1, 1)),
    sex=st.none() | st.sampled_from(Sex),
    iin=st.just("") | st.from_regex(r"\A[0-9]{12}\Z"),
    nationality=words,
    address=words,
    phone=words,
    adults=st.lists(adults, max_size=3).map(tuple),
    household_size=st.none() | st.integers(1, 15),
)
START = date(2026, 9, 1)


@real_file
@given(new=st.lists(pupils, min_size=1, max_size=6))
async def test_pupils_are_read_as_they_were_added(room: Room, new: list[Pupil]) -> None:
    numbers = await room.does(lambda desk: desk.pupils.add_all(new))
    read = await room.sees(lambda desk: [desk.pupils.get(number) for number in numbers])
    assert read == [replace(one, id=number) for one, number in zip(new, numbers, strict=True)]


@real_file
@given(former=pupils, latter=pupils)
async def test_a_changed_pupil_keeps_nothing_of_what_was(room: Room, former: Pupil, latter: Pupil) -> None:
    number = await room.does(lambda desk: desk.pupils.add(former))
    changed = replace(latter, id=number)
    await room.does(lambda desk: desk.pupils.change(changed))
    assert await room.sees(lambda desk: desk.pupils.get(number)) == changed


async def test_a_pupil_who_is_not_there(room: Room) -> None:
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.pupils.get(404))


async def test_a_class_lists_its_pupils_in_the_order_of_the_kazakh_alphabet(room: Room, place: Place) -> None:
    lasts = ["Яров", "Өтеген", "Оспан", "Ғали", "Гали", "Һамит", "Әбен", "Ұлан", "Уәли", "Іңкәр", "Иса"]

    def enrol(desk: object) -> None:
        for last in lasts:
            desk.pupils.enrol(desk.pupils.add(Pupil(0, PersonName(last, "Бала"))), place.class_id, START)

    await room.does(enrol)
    listed = [one.name.last for one in await room.sees(lambda desk: desk.pupils.of_class(place.class_id))]
    assert listed == [
        "Әбен",
        "Әлі",
        "Бек",
        "Гали",
        "Ғали",
        "Иса",
        "Оспан",
        "Өтеген",
        "Уәли",
        "Ұлан",
        "Һамит",
        "Іңкәр",
        "Яров",
    ]


async def test_who_left_is_not_in_the_class_and_may_come_back(room: Room, place: Place) -> None:
    first, second = place.pupils

    async def here() -> list[int]:
        return [one.id for one in await room.sees(lambda desk: desk.pupils.of_class(place.class_id))]

    await room.does(lambda desk: desk.pupils.leave(first, place.class_id, date(2026, 10, 1)))
    assert await here() == [second]
    assert await room.sees(lambda desk: desk.pupils.class_of(first, YEAR)) is None
    assert await room.sees(lambda desk: desk.pupils.last_place(first)) == (place.class_id, date(2026, 10, 1))
    await room.does(lambda desk: desk.pupils.come_back(first, place.class_id))
    assert await here() == [first, second]
    assert await room.sees(lambda desk: desk.pupils.last_place(first)) == (place.class_id, None)


async def test_who_moved_is_in_the_new_class(room: Room, place: Place) -> None:
    first, second = place.pupils

    def move(desk: object) -> int:
        other = desk.schools.ensure_class(YEAR, ClassName(7, "А")).id
        desk.pupils.leave_all([(first, place.class_id)], START + timedelta(days=9))
        desk.pupils.enrol_all([(first, other)], START + timedelta(days=10))
        return other

    other = await room.does(move)
    assert await room.sees(lambda desk: desk.pupils.class_of(first, YEAR)) == other
    assert await room.sees(lambda desk: desk.pupils.class_of(second, YEAR)) == place.class_id
    by_class = await room.sees(lambda desk: desk.pupils.of_year(YEAR))
    assert {class_id: [one.id for one in found] for class_id, found in by_class.items()} == {
        place.class_id: [second],
        other: [first],
    }
    assert await room.sees(lambda desk: desk.pupils.places(YEAR)) == {first: other, second: place.class_id}
    assert {one.id for one in await room.sees(lambda desk: desk.pupils.every())} == {first, second}


async def test_last_year_keeps_its_lists(room: Room, place: Place) -> None:
    first, _ = place.pupils

    def enrol(desk: object) -> int:
        before = desk.schools.ensure_class(YEAR.before, ClassName(6, "Ә")).id
        desk.pupils.enrol(first, before, date(2025, 9, 1))
        desk.pupils.leave(first, before, YEAR.before.end)
        return before

    before = await room.does(enrol)
    assert await room.sees(lambda desk: desk.pupils.class_of(first, YEAR)) == place.class_id
    assert await room.sees(lambda desk: desk.pupils.class_of(first, YEAR.before)) == before
    assert [one.id for one in await room.sees(lambda desk: desk.pupils.of_class(before))] == [first]


async def test_a_class_that_is_not_there_is_empty(room: Room) -> None:
    assert await room.sees(lambda desk: desk.pupils.of_class(404)) == ()
    assert await room.does(lambda desk: desk.pupils.add_all([])) == []


async def test_a_household_holds_together_until_it_is_undone(room: Room, place: Place) -> None:
    first, second = place.pupils

    async def families() -> list[int | None]:
        return [
            one.family for one in await room.sees(lambda desk: [desk.pupils.get(n) for n in place.pupils])
        ]

    assert await room.sees(lambda desk: desk.families.newest_batch(place.person)) == 0
    made = await room.does(lambda desk: desk.families.join(place.pupils, place.person, desk.moment))
    assert await families() == [made, made]
    assert [one.id for one in await room.sees(lambda desk: desk.pupils.of_family(made))] == [first, second]
    by_class = await room.sees(lambda desk: desk.pupils.of_families([made], YEAR))
    assert [one.id for one in by_class[place.class_id]] == [first, second]
    await room.does(lambda desk: desk.families.separate(first))
    assert await families() == [None, made]
    await room.does(lambda desk: desk.families.put_back(first, made))
    assert await families() == [made, made]
    assert await room.sees(lambda desk: desk.families.newest_batch(place.person)) == made
    await room.does(lambda desk: desk.families.undo(made))
    assert await families() == [None, None]


async def test_joining_takes_in_those_who_already_live_there(room: Room, place: Place) -> None:
    third = await room.does(lambda desk: desk.pupils.add(Pupil(0, PersonName("Бек", "Аға"))))
    old = await room.does(lambda desk: desk.families.join(place.pupils, place.person, desk.moment))
    new = await room.does(
        lambda desk: desk.families.join([place.pupils[0], third], place.person, desk.moment, batch=old)
    )
    households = await room.sees(lambda desk: [desk.pupils.get(n).family for n in (*place.pupils, third)])
    assert households == [new, new, new]


async def test_pairs_that_are_no_household_are_kept_once(room: Room, place: Place) -> None:
    first, second = place.pupils
    for pair in ((first, second), (second, first)):
        await room.does(lambda desk, pair=pair: desk.families.part(pair, place.person, desk.moment))
    assert await room.sees(lambda desk: desk.families.parted()) == {(first, second)}
    await room.does(lambda desk: desk.families.unpart([(first, second)]))
    assert await room.sees(lambda desk: desk.families.parted()) == frozenset()


async def test_what_is_private_can_not_be_read_from_the_file(room: Room) -> None:
    secret = Pupil(
        0,
        PersonName("Ашық", "Есім"),
        iin="080101500005",
        address="Құпия көшесі 7",
        phone="+77000000077",
        adults=(Adult(Relation.MOTHER, "Ана", phone="+77000000088"),),
    )
    await room.does(lambda desk: desk.pupils.add(secret))
    await room.database.close()
    stored = b"".join(part.read_bytes() for part in room.file.parent.glob("tirek.db*"))
    for words_of_it in ("080101500005", "Құпия көшесі", "77000000077", "77000000088"):
        assert words_of_it.encode() not in stored
    assert "Ашық".encode() in stored


async def test_who_was_born_then_or_has_the_number_is_found_by_class(room: Room, place: Place) -> None:
    first, second = place.pupils
    known = await room.sees(lambda desk: desk.pupils.get(first))
    day, number = date(2014, 1, 18), "140118500002"
    await room.does(lambda desk: desk.pupils.change(replace(known, birth_date=day, iin=number)))
    other = await room.sees(lambda desk: desk.pupils.get(second))
    await room.does(lambda desk: desk.pupils.change(replace(other, birth_date=date(2013, 5, 5), iin="")))

    async def found(day: date | None, number: str) -> list[int]:
        by_class = await room.sees(lambda desk: desk.pupils.born(day, number, YEAR))
        return [one.id for one in by_class.get(place.class_id, ())]

    assert await found(day, "") == [first]
    assert await found(None, number) == [first]
    assert await found(date(2013, 5, 5), number) == [first, second]
    assert await found(date(2000, 1, 1), "") == []
    await room.does(lambda desk: desk.pupils.change(replace(other, birth_date=None)))
    assert await found(date(2000, 1, 1), "") == [second]
    assert await room.sees(lambda desk: desk.pupils.born(day, "", SchoolYear(2020))) == {}
