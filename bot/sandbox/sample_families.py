"""Households of the sample school: children, adults, where they live, and what is true of them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.core.identity import iin
from bot.core.passport.categories import Education
from bot.core.people import Adult, PersonName, Pupil, Relation, Sex
from bot.core.school import Class, Country, School, SchoolYear
from bot.sandbox import sample_names
from bot.sandbox.sample_facts import Kind, about_child, about_household, kind_of_family
from bot.sandbox.sample_names import Heritage

SERIAL = "0000"
LEVELS = (Education.HIGHER, Education.VOCATIONAL, Education.SECONDARY)


@dataclass(frozen=True, slots=True)
class PlacedPupil:
    """A pupil with a class, and what is true of the pupil."""

    class_: Class
    name: PersonName
    birth_date: date
    sex: Sex
    number: str
    household: "Household"
    facts: frozenset[str]

    def pupil(self, identity: int) -> Pupil:
        home = self.household
        return Pupil(
            identity,
            self.name,
            self.birth_date,
            self.sex,
            self.number,
            home.nationality,
            home.address,
            home.phone,
            home.adults,
            home.number,
            home.size,
        )

    @property
    def education(self) -> Mapping[str, Education]:
        return self.household.education


@dataclass(slots=True)
class Household:
    """Who lives together; its pupils are added one by one while it is made up."""

    number: int
    nationality: str
    address: str
    phone: str
    adults: tuple[Adult, ...]
    size: int
    education: Mapping[str, Education]
    facts: frozenset[str]
    pupils: list[PlacedPupil] = field(default_factory=list)


@dataclass(slots=True)
class Registry:
    """Chance, and what it has given away already: numbers, phones and households are unique in a school."""

    chance: random.Random
    country: Country
    year: SchoolYear
    numbers: set[str] = field(default_factory=set)
    phones: int = 0
    households: int = 0

    @property
    def kazakh(self) -> bool:
        return self.country is Country.KAZAKHSTAN

    @property
    def heritages(self) -> tuple[Heritage, ...]:
        return sample_names.KAZAKHSTAN if self.kazakh else sample_names.KYRGYZSTAN

    @property
    def place(self) -> sample_names.Surroundings:
        return sample_names.KAZAKH_PLACE if self.kazakh else sample_names.KYRGYZ_PLACE

    def heritage(self) -> Heritage:
        return self.chance.choices(self.heritages, [one.weight for one in self.heritages])[0]

    def phone(self) -> str:
        """The next number of a range that no operator has given to anybody."""
        self.phones += 1
        return f"+7700000{self.phones:04d}" if self.kazakh else f"+99670000{self.phones:04d}"

    def child(self, grade: int, sex: Sex) -> tuple[date, str]:
        """A birthday of this grade and a personal number that nobody has, here or outside."""
        first = date(self.year.first - grade - 6, 9, 1)
        while True:
            born = first + timedelta(days=self.chance.randrange(364))
            number = _personal_number(born, sex, self.kazakh)
            if number and number not in self.numbers:
                self.numbers.add(number)
                return born, number


def _personal_number(born: date, sex: Sex, kazakh: bool) -> str:
    if not kazakh:
        return f"{'2' if sex is Sex.MALE else '1'}{born:%d%m%Y}{SERIAL}0"
    digits = f"{born:%y%m%d}{'5' if sex is Sex.MALE else '6'}{SERIAL}"
    check = iin.checksum(digits)
    return "" if check is None else f"{digits}{check}"


def household(registry: Registry, seats: Sequence[Class], long_name: bool = False) -> Household:
    """A household whose children take these seats; with `long_name` they bear the longest names."""
    chance, registry.households = registry.chance, registry.households + 1
    heritage = registry.heritages[0] if long_name else registry.heritage()
    surname, father = chance.choice(heritage.surnames), chance.choice(heritage.fathers)
    if long_name and registry.kazakh:
        surname, _, father = sample_names.LONG_NAME
    kind = kind_of_family(chance, registry.country)
    minors = len(seats) + chance.choices((0, 1, 2, 3), (64, 26, 8, 2))[0]
    adults, education = _adults(registry, heritage, surname, father, kind)
    facts = about_household(chance, registry.country, kind, minors, School().large_family_from)
    home = Household(
        registry.households,
        heritage.nationality,
        _address(registry),
        adults[0].phone,
        adults,
        len(adults) + minors,
        education,
        facts,
    )
    for seat in seats:
        home.pupils.append(
            _child(registry, heritage, home, seat, (surname, father), long_name and not home.pupils)
        )
    return home


def _child(
    registry: Registry,
    heritage: Heritage,
    home: Household,
    seat: Class,
    names: tuple[str, str],
    long_name: bool,
) -> PlacedPupil:
    sex = Sex.MALE if long_name else registry.chance.choice((Sex.MALE, Sex.FEMALE))
    surname, father = names
    taken = {one.name.first for one in home.pupils}
    first = registry.chance.choice([name for name in heritage.given(sex) if name not in taken])
    if long_name and registry.kazakh:
        first = sample_names.LONG_NAME[1]
    name = PersonName(heritage.surname(surname, sex), first, heritage.patronymic(father, sex))
    born, number = registry.child(seat.name.grade, sex)
    facts = home.facts | about_child(registry.chance, registry.country, seat.name.grade)
    return PlacedPupil(seat, name, born, sex, number, home, facts)


def _adults(
    registry: Registry, heritage: Heritage, surname: str, father: str, kind: Kind
) -> tuple[tuple[Adult, ...], dict[str, Education]]:
    relations = {
        Kind.NO_FATHER: (Relation.MOTHER,),
        Kind.NO_MOTHER: (Relation.FATHER,),
        Kind.GUARDIAN: (Relation.GUARDIAN,),
    }.get(kind, (Relation.MOTHER, Relation.FATHER))
    levels = {relation: registry.chance.choices(LEVELS, (34, 42, 24))[0] for relation in relations}
    adults = tuple(
        _adult(registry, heritage, surname, father, relation, levels[relation]) for relation in relations
    )
    known = {relation.value: level for relation, level in levels.items() if relation is not Relation.GUARDIAN}
    return adults, known


def _adult(
    registry: Registry, heritage: Heritage, surname: str, father: str, relation: Relation, level: Education
) -> Adult:
    chance, place = registry.chance, registry.place
    sex = Sex.MALE if relation is Relation.FATHER else Sex.FEMALE
    first = father if sex is Sex.MALE else chance.choice(heritage.girls)
    grandfather = chance.choice(heritage.fathers)
    name = f"{heritage.surname(surname, sex)} {first} {heritage.patronymic(grandfather, sex)}"
    work = place.at_home if sex is Sex.FEMALE and chance.random() < 0.3 else chance.choice(place.workplaces)
    return Adult(relation, name, registry.phone(), work, place.education[LEVELS.index(level)])


def _address(registry: Registry) -> str:
    chance, place = registry.chance, registry.place
    flat = place.flat.format(flat=chance.randint(1, 60)) if chance.random() < 0.4 else ""
    return place.address.format(street=chance.choice(place.streets), house=chance.randint(1, 120)) + flat


def names_of_staff(registry: Registry, wanted: int = 4) -> list[str]:
    """Names of the people who work there, the same each time: every fourth is a man."""
    chance = random.Random(f"{registry.country}-{registry.year.first}")
    names: dict[str, None] = {}
    while len(names) < wanted:
        heritage = chance.choices(registry.heritages, [one.weight for one in registry.heritages])[0]
        sex = Sex.MALE if len(names) % 4 == 1 else Sex.FEMALE
        surname = heritage.surname(chance.choice(heritage.surnames), sex)
        father = heritage.patronymic(chance.choice(heritage.fathers), sex)
        names[f"{surname} {chance.choice(heritage.given(sex))} {father}"] = None
    return list(names)
