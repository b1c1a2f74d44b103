"""Class links, claims and ties; who has a tie is a parent, for as long as it holds."""

from dataclasses import replace

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from bot.core.errors import NotFound
from bot.core.parents.representative import ClaimState
from bot.core.people import Relation, Role
from bot.storage.desk import SqlDesk
from bot.storage.tables import representative
from tests.storage.cases import LATER, MORNING, NEXT_DAY, Cases
from tests.storage.conftest import Place, Room


@pytest.fixture
def cases(place: Place) -> Cases:
    return Cases(place)


async def test_a_link_opens_until_it_is_renewed(room: Room, place: Place) -> None:
    assert await room.sees(lambda desk: desk.representatives.link(place.class_id)) is None
    first = await room.does(
        lambda desk: desk.representatives.renew_link(place.class_id, "first-token", place.person, MORNING)
    )
    assert await room.sees(lambda desk: desk.representatives.link_by_token("first-token")) == first
    second = await room.does(
        lambda desk: desk.representatives.renew_link(place.class_id, "second-token", place.person, NEXT_DAY)
    )
    assert await room.sees(lambda desk: desk.representatives.link(place.class_id)) == second
    assert await room.sees(lambda desk: desk.representatives.link_by_token("first-token")) is None
    assert await room.sees(lambda desk: desk.representatives.link_by_token("second-token")) == second
    assert await room.sees(lambda desk: desk.representatives.link_by_token("")) is None


async def test_a_claim_waits_for_its_answer(room: Room, cases: Cases) -> None:
    with_pupil, without = cases.claim(), cases.claim(pupil_id=None, decision_number="", at=NEXT_DAY)
    first = await room.does(lambda desk: desk.representatives.claim(with_pupil))
    second = await room.does(lambda desk: desk.representatives.claim(without))
    kept = (replace(with_pupil, id=first), replace(without, id=second))
    assert await room.sees(lambda desk: desk.representatives.open_claims()) == kept
    person = cases.place.person
    await room.does(
        lambda desk: desk.representatives.answer_claim(first, ClaimState.CONFIRMED, person, LATER)
    )
    answered = replace(kept[0], state=ClaimState.CONFIRMED, answered_by=person, answered_at=LATER)
    assert await room.sees(lambda desk: desk.representatives.get_claim(first)) == answered
    assert await room.sees(lambda desk: desk.representatives.open_claims()) == kept[1:]


async def test_tries_are_counted_from_a_moment_on(room: Room, cases: Cases) -> None:
    person = cases.place.person
    for at in (MORNING, NEXT_DAY, LATER):
        await room.does(lambda desk, at=at: desk.representatives.claim(cases.claim(at=at)))
    found = await room.sees(lambda desk: desk.representatives.claims_of(person, NEXT_DAY))
    assert [one.at for one in found] == [NEXT_DAY, LATER]
    assert await room.sees(lambda desk: desk.representatives.claims_of(person + 1, MORNING)) == ()


async def test_a_tie_makes_a_parent_until_it_ends(room: Room, cases: Cases) -> None:
    person, (first, second) = cases.place.person, cases.place.pupils
    ties = [
        await room.does(
            lambda desk, pupil=pupil: desk.representatives.add(cases.representative(pupil_id=pupil))
        )
        for pupil in (first, second)
    ]
    parent = await room.office(77, 0).ask(lambda desk: desk.actor)
    assert parent.children == {first, second}
    assert parent.roles == {Role.SOCIAL_PEDAGOGUE, Role.PARENT}
    await room.office(77, 1).act(lambda desk: desk.representatives.end(ties[0], NEXT_DAY))
    assert (await room.office(77, 0).ask(lambda desk: desk.actor)).children == {second}
    await room.office(77, 2).act(lambda desk: desk.representatives.end(ties[1], NEXT_DAY))
    assert (await room.office(77, 0).ask(lambda desk: desk.actor)).roles == {Role.SOCIAL_PEDAGOGUE}
    assert await room.sees(lambda desk: desk.people.get(person).children) == frozenset()


async def test_a_tie_is_read_from_both_ends(room: Room, cases: Cases) -> None:
    new = cases.representative(relation=Relation.GUARDIAN, decision_number="№ 7")
    tie = await room.does(lambda desk: desk.representatives.add(new))
    kept = replace(new, id=tie)
    person, pupil = cases.place.person, cases.place.pupils[0]
    assert await room.sees(lambda desk: desk.representatives.of_person(person)) == (kept,)
    assert await room.sees(lambda desk: desk.representatives.of_pupil(pupil)) == (kept,)
    assert await room.sees(lambda desk: desk.representatives.get(tie)) == kept
    await room.does(lambda desk: desk.representatives.end(tie, NEXT_DAY))
    await room.does(lambda desk: desk.representatives.end(tie, LATER))
    assert await room.sees(lambda desk: desk.representatives.of_person(person)) == ()
    assert await room.sees(lambda desk: desk.representatives.of_pupil(pupil)) == ()
    assert await room.sees(lambda desk: desk.representatives.get(tie)) == replace(kept, until=NEXT_DAY)


async def test_one_tie_at_a_time(room: Room, cases: Cases) -> None:
    """A second confirmation of the same claim makes no second tie; after an end there is a new one."""
    first = await room.does(lambda desk: desk.representatives.add(cases.representative()))
    assert await room.does(lambda desk: desk.representatives.add(cases.representative())) == first
    row = {
        "person_id": cases.place.person,
        "pupil_id": cases.place.pupils[0],
        "relation": "mother",
        "since": MORNING,
    }
    with pytest.raises(IntegrityError):
        await room.does(lambda desk: desk.connection.execute(insert(representative).values(**row)) and None)
    await room.does(lambda desk: desk.representatives.end(first, NEXT_DAY))
    assert await room.does(lambda desk: desk.representatives.add(cases.representative())) != first


async def test_parents_are_found_by_their_role_but_hold_no_grant(room: Room, cases: Cases) -> None:
    def settle(desk: SqlDesk) -> int:
        father = desk.people.add(78, "Әке", "ru", desk.moment).id
        desk.representatives.add(cases.representative(person_id=father))
        return father

    father = await room.does(settle)
    [found] = await room.sees(lambda desk: desk.people.with_role(Role.PARENT))
    assert (found.id, found.roles, found.children) == (father, {Role.PARENT}, {cases.place.pupils[0]})
    assert [one.person.id for one in await room.sees(lambda desk: desk.people.grants())] == [
        cases.place.person
    ]
    [pedagogue] = await room.sees(lambda desk: desk.people.with_role(Role.SOCIAL_PEDAGOGUE))
    assert pedagogue.children == frozenset()


async def test_what_is_not_there(room: Room) -> None:
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.representatives.get(404))
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.representatives.get_claim(404))
