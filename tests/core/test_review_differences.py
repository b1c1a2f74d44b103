"""What differs between two revisions, by table and by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.passport.categories import Answer, Education, categories_of
from bot.core.passport.differences import Change, differences
from bot.core.passport.facts import PupilFacts
from bot.core.people import PersonName, Pupil
from bot.core.school import Country

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
KZ = Country.KAZAKHSTAN
NAMES = ("Ахмет", "Әлия", "Бек", "Яна")
PUPILS = tuple(Pupil(place, PersonName(name, "Сәуле")) for place, name in enumerate(NAMES, 1))
Said = dict[str, Answer]


def facts(pupil: Pupil, said: Said, **education: Education) -> PupilFacts:
    return PupilFacts(pupil, said, education)


def changes(now: PupilFacts, then: PupilFacts | None) -> list[tuple[str, Change]]:
    found = differences(KZ, [now], {then.pupil.id: then} if then else {})
    return [(one.subject, one.change) for one in found]


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ({}, {}, []),
        ({}, {"orphan": YES}, [("orphan", Change.NEW)]),
        ({"large_family": YES}, {}, [("large_family", Change.NO_LONGER)]),
        ({"large_family": YES}, {"large_family": NO}, [("large_family", Change.NO_LONGER)]),
        ({}, {"large_family": UNKNOWN}, [("large_family", Change.NOT_KNOWN)]),
        ({"large_family": YES}, {"large_family": UNKNOWN}, [("large_family", Change.NOT_KNOWN)]),
        ({"large_family": UNKNOWN}, {"large_family": UNKNOWN}, []),
        ({"large_family": UNKNOWN}, {"large_family": YES}, [("large_family", Change.WAS_UNKNOWN_YES)]),
        ({"large_family": UNKNOWN}, {}, [("large_family", Change.WAS_UNKNOWN_NO)]),
        ({}, {"large_family": NO}, []),
        ({}, {"incomplete_family": YES}, [("incomplete_family", Change.NEW)]),
        ({"incomplete_family": YES}, {}, [("incomplete_family", Change.NO_LONGER)]),
        ({}, {"complete_family": NO}, [("complete_family", Change.NO_LONGER)]),
    ],
)
def test_one_pupil(then: Said, now: Said, expected: list[tuple[str, Change]]) -> None:
    pupil = PUPILS[0]
    assert changes(facts(pupil, now), facts(pupil, then)) == expected
    if not then:
        assert changes(facts(pupil, now), None) == expected


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (Education.HIGHER, Education.HIGHER, None),
        (Education.HIGHER, Education.SECONDARY, Change.OTHER_LEVEL),
        (Education.HIGHER, Education.UNKNOWN, Change.NOT_KNOWN),
        (Education.UNKNOWN, Education.HIGHER, Change.WAS_UNKNOWN_YES),
        (None, Education.HIGHER, None),
        (Education.HIGHER, None, None),
    ],
)
def test_the_education_of_a_parent(
    then: Education | None, now: Education | None, expected: Change | None
) -> None:
    pupil = PUPILS[0]
    before, after = ({"mother": level} if level else {} for level in (then, now))
    found = differences(KZ, [PupilFacts(pupil, {}, after)], {pupil.id: PupilFacts(pupil, {}, before)})
    assert [(one.subject, one.change, one.level) for one in found] == (
        [("education.mother", expected, now)] if expected else []
    )


def test_names_stand_in_the_order_of_the_alphabet_under_each_category() -> None:
    now = [facts(pupil, {"orphan": YES, "no_mother": YES}) for pupil in reversed(PUPILS)]
    found = [(one.subject, one.pupil.name.last) for one in differences(KZ, now, {})]
    order = ["Ахмет", "Әлия", "Бек", "Яна"]
    assert found == [("no_mother", name) for name in order] + [("orphan", name) for name in order]


KEYS = [one.key for one in categories_of(KZ)]
ANSWERS = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(list(Answer)), max_size=5)


@given(ANSWERS, ANSWERS)
def test_nothing_differs_from_itself_and_each_difference_can_be_seen(then: Said, now: Said) -> None:
    pupil, country = PUPILS[0], KZ
    assert differences(country, [facts(pupil, now)], {pupil.id: facts(pupil, now)}) == ()
    declared = {one.key: one for one in categories_of(country)}
    after, before = facts(pupil, now), facts(pupil, then)
    for one in differences(country, [after], {pupil.id: before}):
        which = declared[one.subject]
        assert (after.holds(which), after.unknown(which)) != (before.holds(which), before.unknown(which))


@given(ANSWERS, ANSWERS)
def test_the_way_back_names_the_same_subjects(then: Said, now: Said) -> None:
    pupil = PUPILS[0]
    there = {one.subject for one in differences(KZ, [facts(pupil, now)], {pupil.id: facts(pupil, then)})}
    back = {one.subject for one in differences(KZ, [facts(pupil, then)], {pupil.id: facts(pupil, now)})}
    assert there == back
