"""An invented school, the same for the same seed: numbers on it were never given to anybody.

IINs carry the serial 0000 (the register counts from 0001); phones lie in +7 700 000 xx xx, +996 700 00x xxx.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from bot.core.passport.categories import Education
from bot.core.people import Pupil, Role
from bot.core.school import LETTERS, Class, ClassName, Country, School, SchoolYear
from bot.sandbox.sample_families import PlacedPupil, Registry, household, names_of_staff

USUAL = ("1А", "1Ә", "2А", "3Ә", "4А", "5Ғ", "6А", "7Ә", "8А", "9Б", "10А", "11Ә")
LARGE = tuple(f"{grade}{letter}" for grade, letter in product(range(1, 12), "АӘБҒ"))
CLASS_NAMES = {"usual": USUAL, "large": LARGE}
PUPILS = {"usual": 320, "large": 1200}
KYRGYZ_LETTERS = {"usual": str.maketrans("ӘҒ", "БВ"), "large": str.maketrans("ӘҒ", "ВГ")}
SHARES = ((1, 64), (2, 27), (3, 8), (4, 1))
THIS_YEAR = SchoolYear(2026)
STAFF_ROLES = (Role.SOCIAL_PEDAGOGUE, Role.DIRECTOR, Role.DEPUTY, Role.PSYCHOLOGIST)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works at the sample school; `classes` are the ids of a class teacher's classes."""

    name: str
    role: Role
    language: str
    classes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleSchool:
    """The school, and what is true of its pupils, whether or not a class teacher has said so.

    `places`, `facts` and `education` go by the pupil's index in `pupils`; `facts` does not name the presumed
    category `complete_family`, which is true of everybody whom no other kind of family claims.
    """

    school: School
    classes: tuple[Class, ...]
    pupils: tuple[Pupil, ...]
    places: tuple[int, ...]
    staff: tuple[StaffMember, ...]
    facts: Mapping[int, frozenset[str]] = field(default_factory=dict)
    education: Mapping[int, Mapping[str, Education]] = field(default_factory=dict)

    def indexes(self, class_id: int) -> tuple[int, ...]:
        """Where in `pupils` the pupils of a class are, in the order of the register."""
        return tuple(index for index, place in enumerate(self.places) if place == class_id)

    def pupils_of(self, class_id: int) -> tuple[Pupil, ...]:
        return tuple(self.pupils[index] for index in self.indexes(class_id))

    def teachers_of(self, class_id: int) -> tuple[StaffMember, ...]:
        return tuple(member for member in self.staff if class_id in member.classes)


def sample_school(
    seed: int = 1, size: str = "usual", country: str = "kz", year: SchoolYear = THIS_YEAR
) -> SampleSchool:
    """The sample school of this seed: 12 classes and 320 pupils, or 44 and 1,200 where `size` is "large"."""
    chance = random.Random(f"{seed}-{size}-{country}-{year.first}")
    land = Country(country)
    classes = _classes(size, land, year)
    registry = Registry(chance, land, year)
    placed = sorted(_placed(chance, registry, classes, PUPILS[size]), key=_register_order)
    school, staff = _school(registry, land, year), _staff(registry, classes, land)
    return SampleSchool(
        school=replace(school, pedagogue=staff[0].name),
        classes=classes,
        pupils=tuple(one.pupil(number) for number, one in enumerate(placed, start=1)),
        places=tuple(one.class_.id for one in placed),
        staff=staff,
        facts={index: one.facts for index, one in enumerate(placed)},
        education={index: one.education for index, one in enumerate(placed)},
    )


def _classes(size: str, country: Country, year: SchoolYear) -> tuple[Class, ...]:
    names = CLASS_NAMES[size]
    if country is Country.KYRGYZSTAN:
        names = tuple(name.translate(KYRGYZ_LETTERS[size]) for name in names)
    read = (ClassName(int(name[:-1]), name[-1]) for name in names)
    return tuple(Class(number, year, name) for number, name in enumerate(sorted(read), start=1))


def _placed(
    chance: random.Random, registry: Registry, classes: Sequence[Class], pupils: int
) -> Iterator[PlacedPupil]:
    seats = _seats(classes, pupils)
    chance.shuffle(seats)
    first = True
    while seats:
        home = household(registry, _taken_seats(chance, seats), long_name=first)
        first = False
        yield from home.pupils


def _seats(classes: Sequence[Class], pupils: int) -> list[Class]:
    """A seat for each pupil; the classes in the middle of the school get the odd ones, so that 7Ә has 27."""
    base, odd = divmod(pupils, len(classes))
    middle = sorted(classes, key=lambda one: (abs(one.name.grade - 7), one.name))
    return [one for place, one in enumerate(middle) for _ in range(base + (place < odd))]


def _taken_seats(chance: random.Random, seats: list[Class]) -> list[Class]:
    """Seats for the children of one household, their grades at least two years apart."""
    wanted = chance.choices([number for number, _ in SHARES], [weight for _, weight in SHARES])[0]
    taken: list[Class] = []
    for seat in list(seats):
        if len(taken) < wanted and all(abs(seat.name.grade - other.name.grade) >= 2 for other in taken):
            taken.append(seat)
            seats.remove(seat)
    return taken


def _register_order(one: PlacedPupil) -> tuple[ClassName, list[int]]:
    """By class, then by name as the Kazakh alphabet has it."""
    return one.class_.name, [LETTERS.find(letter) for letter in one.name.full.upper()]


def _school(registry: Registry, country: Country, year: SchoolYear) -> School:
    director, deputy = names_of_staff(registry)[1:3]
    if country is Country.KYRGYZSTAN:
        return School(
            "Таянч айылынын № 100 жалпы билим берүүчү орто мектеби",
            "Средняя общеобразовательная школа № 100 села Таянч",
            "Таянч айылы",
            country,
            director,
            (deputy,),
            year,
        )
    return School(
        "«Тіректі ауылының № 100 жалпы білім беретін мектебі» КММ",
        "КГУ «Общеобразовательная школа № 100 села Тиректи»",
        "Тіректі ауылы",
        country,
        director,
        (deputy,),
        year,
    )


def _staff(registry: Registry, classes: Sequence[Class], country: Country) -> tuple[StaffMember, ...]:
    native = "ky" if country is Country.KYRGYZSTAN else "kk"
    names = names_of_staff(registry, len(STAFF_ROLES) + len(classes))
    office = [StaffMember(name, role, native) for name, role in zip(names, STAFF_ROLES, strict=False)]
    teachers = [
        StaffMember(name, Role.CLASS_TEACHER, "ru" if number % 4 == 3 else native, (one.id,))
        for number, (name, one) in enumerate(zip(names[len(STAFF_ROLES) :], classes, strict=True))
    ]
    return (*office, *teachers)
