"""Which pupils are proposed as one household."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.families import LARGEST, Ground, Proposal, home_of, phones_of, propose
from bot.core.people import Adult, PersonName, Pupil, Relation

MOTHER, FATHER = Relation.MOTHER, Relation.FATHER


def pupil(
    number: int,
    mother: str = "",
    father: str = "",
    phone: str = "",
    address: str = "",
    family: int | None = None,
    own_phone: str = "",
) -> Pupil:
    named = ((MOTHER, mother, phone), (FATHER, father, ""))
    adults = tuple(Adult(relation, name, its) for relation, name, its in named if name)
    name = PersonName("Сынақов", f"Бала{number}")
    return Pupil(number, name, address=address, phone=own_phone, adults=adults, family=family)


def groups(pupils: Iterable[Pupil], parted: Iterable[tuple[int, int]] = ()) -> list[tuple[int, ...]]:
    return [one.pupils for one in propose(pupils, frozenset(parted))]


def test_a_shared_phone_and_the_same_parents_are_sure() -> None:
    first = pupil(1, "Үлгіқызы Сәуле", "Сынақов Мысал", "+77000000001")
    second = pupil(2, "Сәуле Улгикызы", "Сынаков Мысал Үлгіұлы", "8 (700) 000-00-01")
    assert propose([first, second], frozenset()) == (Proposal((1, 2), Ground.PHONE_AND_PARENTS),)


@pytest.mark.parametrize(
    ("first", "second", "ground"),
    [
        (pupil(1, own_phone="87000000001"), pupil(2, own_phone="+77000000001"), Ground.PHONE),
        (pupil(1, own_phone="+996700000001, +996700000002"), pupil(2, own_phone="0700000002"), Ground.PHONE),
        (
            pupil(1, "Анаева Бір", phone="7000000001"),
            pupil(2, "Шешева Екі", phone="7000000001"),
            Ground.PHONE,
        ),
        (
            pupil(1, "Анаева Бір", "Әкеев Бір", "7000000001"),
            pupil(2, "Анаева Бір", "Әкеев Екі", "7000000001"),
            Ground.PHONE,
        ),
        (
            pupil(1, "Анаева Бір", address="Абай көшесі, 12-5"),
            pupil(2, "Анаева Бір", address="ул. Абая 12, кв. 5"),
            Ground.PARENTS_AND_ADDRESS,
        ),
    ],
)
def test_what_speaks_for_one_household(first: Pupil, second: Pupil, ground: Ground) -> None:
    assert propose([first, second], frozenset()) == (Proposal((1, 2), ground),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (pupil(1), pupil(2)),
        (pupil(1, own_phone="12345"), pupil(2, own_phone="12345")),
        (pupil(1, "Анаева Бір"), pupil(2, "Анаева Бір")),
        (pupil(1, "Анаева Бір", address="Абай 12"), pupil(2, "Анаева Бір", address="Абай 14")),
        (pupil(1, "Анаева Бір", address="Абай 12"), pupil(2, "Анаева Екі", address="Абай 12")),
        (pupil(1, "Анаева", address="Абай 12"), pupil(2, "Анаева", address="Абай 12")),
        (pupil(1, own_phone="7000000001", family=5), pupil(2, own_phone="7000000001", family=5)),
    ],
)
def test_what_does_not(first: Pupil, second: Pupil) -> None:
    assert groups([first, second]) == []


def test_households_grow_over_several_links_and_take_confirmed_ones_along() -> None:
    links = [
        pupil(1, own_phone="7000000001", family=7),
        pupil(2, family=7),
        pupil(3, own_phone="7000000001; 7000000002"),
        pupil(4, own_phone="7000000002"),
    ]
    assert groups(links) == [(1, 2, 3, 4)]


def test_a_parted_pair_keeps_apart_whole_groups_and_the_surer_link_wins() -> None:
    torn = [
        pupil(1, "Анаева Бір", phone="7000000001"),
        pupil(2, "Анаева Бір", phone="7000000001", own_phone="7000000002"),
        pupil(3, own_phone="7000000002"),
    ]
    assert groups(torn) == [(1, 2, 3)]
    assert groups(torn, [(1, 3)]) == [(1, 2)]
    assert groups(torn, [(1, 3), (1, 2)]) == [(2, 3)]


def test_a_phone_of_very_many_is_the_phone_of_the_school() -> None:
    assert groups([pupil(number, own_phone="7000000001") for number in range(1, 12)]) == []
    assert groups([pupil(number, own_phone="7000000001") for number in range(1, 11)]) == [tuple(range(1, 11))]


def test_no_household_grows_beyond_a_dozen() -> None:
    chain = [
        pupil(number, own_phone=f"70000000{number:02},70000000{number + 1:02}") for number in range(1, 21)
    ]
    found = groups(chain)
    assert max(map(len, found)) == LARGEST
    assert sum(map(len, found)) == 20


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Абай көшесі, 12-5", "ул. Абая, д.12, кв.5"),
        ("Үлгі ауылы, Тірек көшесі 3", "с. Улги, Тирек 3"),
        ("3 мкр., 14 үй, 8 пәтер", "мкр 3, дом 14, кв 8"),
    ],
)
def test_addresses_in_other_words(one: str, other: str) -> None:
    assert home_of(one) == home_of(other) is not None


def test_an_empty_address_is_no_home() -> None:
    assert home_of(" ,- ") is None
    assert phones_of(pupil(1)) == frozenset()


few = st.integers(0, 5)
homes = st.builds(
    lambda number, mother, phone, address, family: pupil(
        number,
        mother=f"Анаева {'АБВГД'[mother - 1]}на" if mother else "",
        own_phone=f"700000000{phone}" if phone else "",
        address=f"Тірек көшесі {address}" if address else "",
        family=family or None,
    ),
    st.integers(1, 40),
    few,
    few,
    few,
    st.integers(0, 9),
)
schools = st.lists(homes, max_size=14, unique_by=lambda one: one.id)
pairs = st.frozensets(
    st.tuples(st.integers(1, 40), st.integers(1, 40)).filter(lambda pair: pair[0] < pair[1])
)


def _alike(one: Pupil, other: Pupil) -> bool:
    """The rule anew, in other words than the code's."""
    if one.family and one.family == other.family:
        return True
    if one.phone and one.phone == other.phone:
        return True
    return bool(one.adults and one.address) and (one.adults, one.address) == (other.adults, other.address)


def _components(pupils: list[Pupil]) -> set[tuple[int, ...]]:
    left, found = list(pupils), set()
    while left:
        group = [left.pop()]
        for member in group:
            near = [one for one in left if _alike(one, member)]
            group += near
            left = [one for one in left if one not in near]
        found.add(tuple(sorted(one.id for one in group)))
    return found


@given(schools, pairs)
def test_proposals_are_disjoint_ordered_and_never_hold_a_parted_pair(
    pupils: list[Pupil], parted: frozenset[tuple[int, int]]
) -> None:
    found = propose(pupils, parted)
    members = [number for one in found for number in one.pupils]
    family_of = {one.id: one.family for one in pupils}
    assert len(members) == len(set(members))
    for one in found:
        assert len(one.pupils) > 1
        assert list(one.pupils) == sorted(one.pupils)
        assert len({family_of[number] or -number for number in one.pupils}) > 1
        for pair in parted.intersection(combinations(one.pupils, 2)):
            assert family_of[pair[0]] == family_of[pair[1]] is not None


@given(schools, pairs, st.randoms())
def test_the_order_of_the_register_does_not_matter(
    pupils: list[Pupil], parted: frozenset[tuple[int, int]], chance: object
) -> None:
    shuffled = sorted(pupils, key=lambda one: chance.random())  # type: ignore[attr-defined]
    assert propose(shuffled, parted) == propose(pupils, parted)


@given(st.lists(homes, max_size=LARGEST - 2, unique_by=lambda one: one.id))
def test_without_parted_pairs_all_that_hangs_together_is_proposed(pupils: list[Pupil]) -> None:
    family_of = {one.id: one.family for one in pupils}
    several = {
        group for group in _components(pupils) if len({family_of[number] or -number for number in group}) > 1
    }
    assert {one.pupils for one in propose(pupils, frozenset())} == several
