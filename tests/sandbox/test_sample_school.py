"""The sample school: invented, the same for its seed, and possible in every number."""

from datetime import date

import pytest

from bot.core.identity import iin, names, phones, pin
from bot.core.passport.categories import Answer, categories_of
from bot.core.passport.facts import PupilFacts
from bot.core.people import Relation, Role
from bot.core.school import Country, SchoolYear
from bot.documents.rosters import read_roster
from bot.sandbox.sample_parents import sample_parents
from bot.sandbox.sample_roster import as_xlsx
from bot.sandbox.sample_school import SampleSchool, sample_school

SCHOOLS = [
    pytest.param(sample_school(seed, size, country), id=f"{seed}-{size}-{country}")
    for seed, size, country in (
        (1, "usual", "kz"),
        (2, "usual", "kz"),
        (1, "usual", "kg"),
        (1, "large", "kz"),
        (1, "large", "kg"),
    )
]
every_school = pytest.mark.parametrize("school", SCHOOLS)


def test_it_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert sample_school() == sample_school(1, "usual", "kz", SchoolYear(2026))
    assert sample_school(1).pupils != sample_school(2).pupils


def test_its_size() -> None:
    usual, large = sample_school(), sample_school(size="large")
    assert (len(usual.classes), len(usual.pupils)) == (12, 320)
    assert (len(large.classes), len(large.pupils)) == (44, 1200)
    (seven,) = [one for one in usual.classes if str(one.name) == "7Ә"]
    assert len(usual.indexes(seven.id)) == len(usual.pupils_of(seven.id)) == 27
    assert {one.name.grade for one in usual.classes} == set(range(1, 12))


@every_school
def test_each_number_is_possible_unique_and_never_issued(school: SampleSchool) -> None:
    numbers = [pupil.iin for pupil in school.pupils]
    assert len(set(numbers)) == len(numbers)
    for pupil in school.pupils:
        known = (pin if school.school.country is Country.KYRGYZSTAN else iin).read(pupil.iin)
        assert isinstance(known, iin.Iin | pin.Pin)
        assert (known.birth_date, known.sex) == (pupil.birth_date, pupil.sex)
        assert known.number[-5:-1] == "0000"


@every_school
def test_phones_belong_to_nobody_outside(school: SampleSchool) -> None:
    for pupil in school.pupils:
        for number in (pupil.phone, *(adult.phone for adult in pupil.adults)):
            assert number.startswith(("+7700000", "+99670000"))
            assert [phone.e164 for phone in phones.read(number)] == [number]


@every_school
def test_names_are_read_back_as_they_are(school: SampleSchool) -> None:
    for pupil in school.pupils:
        assert names.read(pupil.name.full) == names.NameReading(pupil.name)
        assert names.sex_of(pupil.name.patronymic) is pupil.sex


@every_school
def test_ages_fit_the_grades_and_siblings_share_a_home(school: SampleSchool) -> None:
    grades = {one.id: one.name.grade for one in school.classes}
    homes: dict[int | None, list[int]] = {}
    for index, (pupil, place) in enumerate(zip(school.pupils, school.places, strict=True)):
        assert pupil.birth_date is not None
        assert date(2020 - grades[place], 9, 1) <= pupil.birth_date < date(2021 - grades[place], 9, 1)
        homes.setdefault(pupil.family, []).append(index)
    for indexes in homes.values():
        assert len({(school.pupils[index].adults, school.pupils[index].address) for index in indexes}) == 1
        assert len(indexes) < (school.pupils[indexes[0]].household_size or 0)
    assert len(homes) < len(school.pupils)


@every_school
def test_facts_are_of_the_country_and_do_not_contradict(school: SampleSchool) -> None:
    known = {category.key: category for category in categories_of(school.school.country)}
    for index, pupil in enumerate(school.pupils):
        facts = school.facts[index]
        assert facts <= set(known)
        for key in facts:
            assert not facts & set(known[key].excludes)
            assert facts >= set(known[key].implies)
        relations = {adult.relation for adult in pupil.adults}
        assert ("no_mother" in facts) == (Relation.MOTHER not in relations)
        assert ("no_father" in facts) == (Relation.FATHER not in relations)
        assert set(school.education[index]) == {
            relation.value for relation in relations - {Relation.GUARDIAN}
        }
        picture = PupilFacts(pupil, dict.fromkeys(facts, Answer.YES))
        assert picture.holds(known["complete_family"]) == (not facts & {"incomplete_family", "orphan"})


@every_school
def test_everybody_works_there(school: SampleSchool) -> None:
    roles = [member.role for member in school.staff]
    assert all(
        roles.count(role) == 1
        for role in (Role.SOCIAL_PEDAGOGUE, Role.DIRECTOR, Role.DEPUTY, Role.PSYCHOLOGIST)
    )
    assert all(len(school.teachers_of(one.id)) == 1 for one in school.classes)
    assert len({member.name for member in school.staff}) == len(school.staff)
    assert school.school.director in [member.name for member in school.staff if member.role is Role.DIRECTOR]


def test_long_names_are_among_the_pupils() -> None:
    assert max(len(pupil.name.full) for pupil in sample_school().pupils) > 45
    assert len({pupil.nationality for pupil in sample_school().pupils}) == 5


@pytest.mark.parametrize("country", ["kz", "kg"])
def test_its_roster_file_is_read_back_whole(country: str) -> None:
    school = sample_school(country=country)
    roster = read_roster(as_xlsx(school), "Тізім.xlsx", school.school.year)
    assert not roster.warnings
    classes = {one.id: one.name for one in school.classes}
    for pupil, place, read in zip(school.pupils, school.places, roster.pupils, strict=True):
        assert not read.problems
        assert read.class_name == classes[place]
        assert read.pupil(pupil.id, pupil.family) == pupil


@every_school
def test_two_parents_are_known_to_the_bot(school: SampleSchool) -> None:
    first, second = sample_parents(school)
    native = "ky" if school.school.country is Country.KYRGYZSTAN else "kk"
    assert (first.language, second.language) == (native, "ru")
    grades = {one.id: one.name.grade for one in school.classes}
    assert len(first.children) == 2
    assert grades[school.places[first.children[0]]] == 7
    assert grades[school.places[first.children[1]]] >= 5
    assert [grades[school.places[index]] for index in second.children] == [6]
    for parent in (first, second):
        homes = {school.pupils[index].family for index in parent.children}
        assert len(homes) == 1
        adults = [one.name for one in school.pupils[parent.children[0]].adults]
        assert parent.name in adults
