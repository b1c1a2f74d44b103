"""Consents with the very text that was agreed to, and the papers that were sent."""

from dataclasses import replace

import pytest

from bot.core.applications.application import Attachment
from bot.core.errors import NotFound
from bot.core.parents.representative import Consent
from tests.storage.cases import LATER, MORNING, NEXT_DAY, Cases
from tests.storage.conftest import Place, Room


@pytest.fixture
def cases(place: Place) -> Cases:
    return Cases(place)


async def held(room: Room, cases: Cases) -> Consent | None:
    return await room.sees(lambda desk: desk.consents.held(cases.place.person, cases.place.pupils[0]))


async def test_a_consent_is_held_until_it_is_withdrawn(room: Room, cases: Cases) -> None:
    assert await held(room, cases) is None
    number = await room.does(lambda desk: desk.consents.give(cases.consent()))
    kept = cases.consent(id=number)
    assert await held(room, cases) == kept
    assert await room.sees(lambda desk: desk.consents.held(cases.place.person, cases.place.pupils[1])) is None
    await room.does(lambda desk: desk.consents.withdraw(number, NEXT_DAY))
    await room.does(lambda desk: desk.consents.withdraw(number, LATER))
    withdrawn = replace(kept, withdrawn_at=NEXT_DAY)
    assert await held(room, cases) is None
    assert await room.sees(lambda desk: desk.consents.get(number)) == withdrawn
    assert await room.sees(lambda desk: desk.consents.of_person(cases.place.person)) == (withdrawn,)
    assert await room.sees(lambda desk: desk.consents.to_stop()) == (withdrawn,)
    await room.does(lambda desk: desk.consents.stop(number, LATER))
    assert await room.sees(lambda desk: desk.consents.to_stop()) == ()
    assert (await room.sees(lambda desk: desk.consents.get(number))).stopped_at == LATER


async def test_the_same_text_given_twice_is_one_consent(room: Room, cases: Cases) -> None:
    first = await room.does(lambda desk: desk.consents.give(cases.consent()))
    assert await room.does(lambda desk: desk.consents.give(cases.consent(given_at=NEXT_DAY))) == first
    assert (await room.sees(lambda desk: desk.consents.get(first))).given_at == MORNING


async def test_a_new_text_is_a_new_consent_and_both_end_together(room: Room, cases: Cases) -> None:
    """Nobody who withdraws finds an older consent still holding."""
    first = await room.does(lambda desk: desk.consents.give(cases.consent()))
    second = await room.does(lambda desk: desk.consents.give(cases.consent(version="2")))
    third = await room.does(lambda desk: desk.consents.give(cases.consent(version="2", language="ru")))
    assert len({first, second, third}) == 3
    newest = await held(room, cases)
    assert newest is not None
    assert newest.id == third
    other = cases.consent(pupil_id=cases.place.pupils[1])
    await room.does(lambda desk: desk.consents.give(other))
    await room.does(lambda desk: desk.consents.withdraw(second, NEXT_DAY))
    assert await held(room, cases) is None
    assert [one.id for one in await room.sees(lambda desk: desk.consents.to_stop())] == [third]
    await room.does(lambda desk: desk.consents.stop(third, LATER))
    assert await room.sees(lambda desk: desk.consents.to_stop()) == ()
    assert await room.sees(
        lambda desk: desk.consents.held(cases.place.person, cases.place.pupils[1])
    ) == replace(other, id=4)


async def test_what_is_given_again_is_not_stopped_with_what_was_withdrawn(room: Room, cases: Cases) -> None:
    first = await room.does(lambda desk: desk.consents.give(cases.consent()))
    await room.does(lambda desk: desk.consents.withdraw(first, NEXT_DAY))
    second = await room.does(lambda desk: desk.consents.give(cases.consent(given_at=LATER)))
    await room.does(lambda desk: desk.consents.stop(first, LATER))
    again = await held(room, cases)
    assert again is not None
    assert (again.id, again.stopped_at) == (second, None)


async def test_papers_that_were_sent(room: Room, cases: Cases) -> None:
    person, pupil = cases.place.person, cases.place.pupils[0]
    new = [Attachment(0, person, pupil, f"{number}" * 64, "pdf", 2000, 3, MORNING) for number in range(3)]
    numbers = [await room.does(lambda desk, one=one: desk.attachments.add(one)) for one in new]
    kept = tuple(replace(one, id=number) for one, number in zip(new, numbers, strict=True))
    assert await room.sees(lambda desk: desk.attachments.get(numbers[1])) == kept[1]
    wanted = (numbers[2], numbers[0], 404)
    assert await room.sees(lambda desk: desk.attachments.some(wanted)) == (kept[0], kept[2])
    assert await room.sees(lambda desk: desk.attachments.some(())) == ()
    with pytest.raises(NotFound):
        await room.sees(lambda desk: desk.attachments.get(404))
