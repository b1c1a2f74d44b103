"""What an import would change: new, left, moved, corrected, and a list that belongs to another school."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.people import PersonName, Pupil
from bot.core.roster import Problem, RosterPupil, RosterWarning
from bot.core.roster.changes import Enrolled, changes
from bot.core.school import ClassName
from bot.sandbox.sample_school import sample_school

SEVEN, EIGHT = ClassName(7, "Ә"), ClassName(8, "А")
BORN = date(2014, 9, 5)
AIDAR = Pupil(1, PersonName("Ахметов", "Айдар", "Болатұлы"), BORN, None, "140905500006", phone="+77000000001")
AISHA = Pupil(2, PersonName("Сейтова", "Айша"), date(2014, 1, 2))


def row(pupil: Pupil, class_name: ClassName | None = SEVEN, **other: object) -> RosterPupil:
    name = pupil.name
    read = RosterPupil(
        class_name, name.last, name.first, name.patronymic, pupil.iin, pupil.birth_date, phone=pupil.phone
    )
    return replace(read, **other)  # type: ignore[arg-type]


REGISTER = (Enrolled(AIDAR, SEVEN), Enrolled(AISHA, SEVEN))


def test_the_same_list_again_changes_nothing() -> None:
    found = changes(REGISTER, [row(AIDAR), row(AISHA)])
    assert found.nothing
    assert [match.enrolled.pupil.id for match in found.same] == [1, 2]


def test_new_and_left() -> None:
    newcomer = row(Pupil(0, PersonName("Ким", "Тимур"), BORN))
    found = changes(REGISTER, [row(AIDAR), newcomer])
    assert (found.new, [one.pupil.id for one in found.left]) == ((newcomer,), [2])
    assert not found.nothing


def test_nobody_leaves_a_class_that_the_file_does_not_speak_of() -> None:
    found = changes(
        (*REGISTER, Enrolled(replace(AISHA, id=3, birth_date=date(2013, 1, 1)), EIGHT)),
        [row(AIDAR), row(AISHA)],
    )
    assert found.nothing


def test_moved_by_number_though_the_name_changed() -> None:
    found = changes(REGISTER, [row(replace(AIDAR, name=PersonName("Ахмет", "Айдар")), EIGHT), row(AISHA)])
    (match,) = found.moved
    assert match.enrolled.pupil.id == 1
    assert found.corrected == (match,)
    assert match.pupil.name == PersonName("Ахмет", "Айдар")
    assert not found.left


def test_matched_by_name_and_birth_date_when_the_number_is_missing_or_wrong() -> None:
    for read in (
        row(AIDAR, iin=""),
        row(AIDAR, iin="140905500001", problems=(Problem.IIN_CHECKSUM,)),
        row(AIDAR, iin="", patronymic=""),
    ):
        found = changes(REGISTER, [read, row(AISHA)])
        assert not found.new
        assert not found.left
        assert all(match.pupil.iin == AIDAR.iin for match in found.corrected)


def test_matched_by_a_name_alone_in_its_class() -> None:
    found = changes(REGISTER, [row(AIDAR), RosterPupil(SEVEN, "СЕЙТОВА", "Айша", "Серікқызы")])
    (match,) = found.corrected
    assert (match.pupil.name.patronymic, match.pupil.birth_date) == ("Серікқызы", AISHA.birth_date)
    elsewhere = changes(REGISTER, [row(AIDAR), RosterPupil(EIGHT, "Сейтова", "Айша")])
    assert len(elsewhere.new) == len(elsewhere.left) == 1


def test_namesakes_are_not_mixed_up() -> None:
    twins = (
        Enrolled(replace(AISHA, id=5, birth_date=None), SEVEN),
        Enrolled(replace(AISHA, id=6, birth_date=None), SEVEN),
    )
    found = changes(twins, [RosterPupil(SEVEN, "Сейтова", "Айша")])
    assert (len(found.new), len(found.left)) == (1, 2)
    other_birthday = changes(REGISTER, [row(AIDAR), row(replace(AISHA, birth_date=date(2014, 2, 2)))])
    assert len(other_birthday.new) == len(other_birthday.left) == 1
    other_number = changes(REGISTER, [row(replace(AIDAR, iin="140905500997")), row(AISHA)])
    assert len(other_number.new) == len(other_number.left) == 1


def test_somebody_written_twice_counts_once_and_unclear_classes_do_not_move() -> None:
    found = changes(
        REGISTER,
        [
            row(AIDAR),
            row(AIDAR, problems=(Problem.DUPLICATE,)),
            row(AISHA),
            row(AIDAR, None, iin="", problems=(Problem.DUPLICATE,)),
        ],
    )
    assert found.nothing
    assert changes(REGISTER, [row(AIDAR, None), row(AISHA)]).nothing
    assert changes((), []).nothing


def test_an_incomplete_name_does_not_replace_a_whole_one() -> None:
    found = changes(REGISTER, [row(AIDAR, first="", patronymic=""), row(AISHA)])
    assert found.nothing


def _rows(seed: int) -> tuple[list[Enrolled], list[RosterPupil]]:
    school = sample_school(seed)
    classes = {one.id: one.name for one in school.classes}
    enrolled = [
        Enrolled(pupil, classes[place]) for pupil, place in zip(school.pupils, school.places, strict=True)
    ]
    return enrolled, [_as_read(one) for one in enrolled]


def _as_read(one: Enrolled) -> RosterPupil:
    pupil = one.pupil
    return RosterPupil(
        one.class_name,
        pupil.name.last,
        pupil.name.first,
        pupil.name.patronymic,
        pupil.iin,
        pupil.birth_date,
        pupil.sex,
        pupil.nationality,
        pupil.address,
        pupil.phone,
        pupil.adults,
        household_size=pupil.household_size,
    )


def test_the_list_of_another_school_is_noticed() -> None:
    ours, _ = _rows(1)
    _, theirs = _rows(2)
    assert changes(ours, theirs).warnings == (RosterWarning.ANOTHER_SCHOOL,)
    assert not changes(ours[:40], theirs).warnings
    assert not changes(ours, []).warnings
    other_classes = [replace(pupil, class_name=ClassName(7, "Щ")) for pupil in theirs]
    assert not changes(ours, other_classes).warnings


@given(st.sets(st.integers(0, 319), max_size=30), st.sets(st.integers(0, 319), max_size=30))
@settings(max_examples=15, deadline=None)
def test_importing_the_same_file_twice_gives_nothing_new(gone: set[int], without_number: set[int]) -> None:
    enrolled, rows = _rows(1)
    sent = [
        replace(read, iin="") if place in without_number else read
        for place, read in enumerate(rows)
        if place not in gone
    ]
    first = changes(enrolled, sent)
    assert {one.pupil.id for one in first.left} == {place + 1 for place in gone}
    assert not first.new
    after = [one for one in enrolled if one not in first.left]
    second = changes(after, sent)
    assert second.nothing
    assert len(second.same) == len(sent)
