"""Applications: gapless numbers, one under way at a time, revisions, a history that can be undone, requests."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from bot.core.applications.application import (
    ACTIVE,
    Application,
    ChangeRequest,
    Event,
    RequestKind,
    RequestState,
    Revision,
    State,
    Step,
)
from bot.core.errors import NotFound, Outdated
from bot.storage.desk import SqlDesk
from tests.storage.cases import LATER, MORNING, NEXT_DAY, NEXT_YEAR, Cases
from tests.storage.conftest import YEAR, Place, Room


@pytest.fixture
def cases(place: Place) -> Cases:
    return Cases(place)


async def register(room: Room, new: Application) -> Application:
    return await room.does(lambda desk: desk.applications.register(new))


async def stands(room: Room, application: Application) -> State:
    return await room.sees(lambda desk: desk.applications.get(application.id).state)


async def note(room: Room, event: Event) -> Event:
    return await room.does(lambda desk: desk.applications.note(event))


async def test_an_application_comes_back_as_it_was_registered(room: Room, cases: Cases) -> None:
    registered = await register(room, cases.application())
    assert registered == cases.application(id=registered.id, number=1)
    assert await room.sees(lambda desk: desk.applications.get(registered.id)) == registered
    assert await room.sees(lambda desk: desk.applications.revisions(registered.id)) == (
        Revision(1, registered.answers, MORNING, cases.place.person),
    )


async def test_somebody_without_telegram(room: Room, cases: Cases) -> None:
    registered = await register(room, cases.application(applicant=None, answers={}))
    assert await room.sees(lambda desk: desk.applications.get(registered.id)) == registered


async def test_numbers_are_of_a_service_and_a_year(room: Room, cases: Cases) -> None:
    other = cases.place.pupils[1]
    numbers = [
        (await register(room, new)).number
        for new in (
            cases.application(),
            cases.application(pupil_id=other),
            cases.application(service="camp"),
            cases.application(year=NEXT_YEAR),
            cases.application(year=NEXT_YEAR, pupil_id=other),
        )
    ]
    assert numbers == [1, 2, 1, 1, 2]


async def test_numbers_have_no_gaps_where_units_are_refused(room: Room, cases: Cases) -> None:
    """Every third fails after it had taken its number; the others beside it in the same group do not notice."""

    def send(desk: SqlDesk, place: int) -> int:
        new = desk.applications.register(cases.application(period=str(place)))
        if place % 3 == 0:
            raise LookupError
        return new.number

    outcomes = await asyncio.gather(
        *(room.does(lambda desk, place=place: send(desk, place)) for place in range(30)),
        return_exceptions=True,
    )
    given = [one for one in outcomes if isinstance(one, int)]
    assert given == list(range(1, 21))
    kept = await room.sees(lambda desk: desk.applications.of_year(YEAR, "meals"))
    assert [one.number for one in kept] == given


async def test_one_under_way_for_a_child_service_year_and_period(room: Room, cases: Cases) -> None:
    await register(room, cases.application())
    for other in (
        cases.application(service="camp"),
        cases.application(period="summer-1"),
        cases.application(year=NEXT_YEAR),
        cases.application(pupil_id=cases.place.pupils[1]),
    ):
        await register(room, other)
    with pytest.raises(IntegrityError):
        await register(room, cases.application())
    assert len(await room.sees(lambda desk: desk.applications.of_year(YEAR, "meals"))) == 3


@pytest.mark.parametrize("state", [State.GRANTED, State.REFUSED, State.WITHDRAWN])
async def test_what_is_decided_stands_in_no_ones_way(room: Room, cases: Cases, state: State) -> None:
    first = await register(room, cases.application())
    await note(room, cases.event(first.id, State.NEW, state))
    assert (await register(room, cases.application())).number == 2


async def test_two_who_register_at_once(room: Room, cases: Cases) -> None:
    outcomes = await asyncio.gather(
        *(register(room, cases.application()) for _ in range(4)), return_exceptions=True
    )
    assert [isinstance(one, Application) for one in outcomes] == [True, False, False, False]


async def test_the_active_one(room: Room, cases: Cases) -> None:
    pupil = cases.place.pupils[0]

    async def active() -> Application | None:
        return await room.sees(lambda desk: desk.applications.active("meals", YEAR, "", pupil))

    assert await active() is None
    first = await register(room, cases.application())
    assert await active() == first
    await note(room, cases.event(first.id, State.NEW, State.GRANTED))
    assert await active() == replace(first, state=State.GRANTED)
    second = await register(room, cases.application())
    assert await active() == second
    await note(room, cases.event(second.id, State.NEW, State.WITHDRAWN))
    assert await active() == replace(first, state=State.GRANTED)
    await note(room, cases.event(first.id, State.GRANTED, State.REFUSED))
    assert await active() is None


async def test_lists(room: Room, cases: Cases) -> None:
    first, second = cases.place.pupils
    meals = await register(room, cases.application())
    camp = await register(room, cases.application(service="camp", pupil_id=second, applicant=None))
    later = await register(room, cases.application(year=NEXT_YEAR))
    person = cases.place.person

    def look(desk: SqlDesk) -> dict[str, tuple[Application, ...]]:
        return {
            "some": desk.applications.some((camp.id, meals.id, 404)),
            "of_person": desk.applications.of_person(person),
            "of_pupils": desk.applications.of_pupils([second]),
            "of_both": desk.applications.of_pupils([first, second]),
            "of_nobody": desk.applications.of_pupils([]),
            "of_year": desk.applications.of_year(YEAR),
            "of_service": desk.applications.of_year(YEAR, "camp"),
            "new": desk.applications.in_states({State.NEW}),
            "decided": desk.applications.in_states(frozenset(State) - ACTIVE),
        }

    expected = {
        "some": (meals, camp), "of_person": (meals, later), "of_pupils": (camp,), "of_both": (meals, camp, later),
        "of_nobody": (), "of_year": (meals, camp), "of_service": (camp,), "new": (meals, camp, later), "decided": (),
    }  # fmt: skip
    assert await room.sees(look) == expected
    assert await room.office(77, 0).ask(look) == expected
    await note(room, cases.event(camp.id, State.NEW, State.REFUSED))
    refused = replace(camp, state=State.REFUSED)
    assert (await room.office(77, 0).ask(look))["decided"] == (refused,)


async def test_revisions(room: Room, cases: Cases) -> None:
    first = await register(room, cases.application())
    person = cases.place.person
    await room.does(lambda desk: desk.applications.revise(first.id, {"phone": "1"}, person, NEXT_DAY))
    await room.does(lambda desk: desk.applications.revise(first.id, {}, person, LATER))
    newest = await room.sees(lambda desk: desk.applications.get(first.id))
    assert (newest.revision, newest.answers) == (3, {})
    assert await room.sees(lambda desk: desk.applications.revisions(first.id)) == (
        Revision(1, first.answers, MORNING, person),
        Revision(2, {"phone": "1"}, NEXT_DAY, person),
        Revision(3, {}, LATER, person),
    )


async def test_category_and_term(room: Room, cases: Cases) -> None:
    first = await register(room, cases.application())
    await room.does(lambda desk: desk.applications.set_category(first.id, "5"))
    await room.does(lambda desk: desk.applications.set_due(first.id, date(2026, 10, 1)))
    changed = replace(first, category="5", due_on=date(2026, 10, 1))
    assert await room.sees(lambda desk: desk.applications.get(first.id)) == changed


async def test_another_period_where_none_is_under_way(room: Room, cases: Cases) -> None:
    first = await register(room, cases.application(period="summer-1"))
    await register(room, cases.application(period="summer-2"))
    await room.does(lambda desk: desk.applications.set_period(first.id, "summer-3"))
    with pytest.raises(Outdated):
        await room.does(lambda desk: desk.applications.set_period(first.id, "summer-2"))
    assert (await room.sees(lambda desk: desk.applications.get(first.id))).period == "summer-3"


async def test_the_history_tells_what_happened(room: Room, cases: Cases) -> None:
    first = await register(room, cases.application())
    returned = cases.event(
        first.id, State.NEW, State.RETURNED, step=Step.RETURNED, question="phone", words="нөмір жоқ"
    )
    one = await note(room, returned)
    two = await note(room, cases.event(first.id, State.RETURNED, State.RETURNED, by=None))
    assert one == replace(returned, id=one.id)
    assert await room.sees(lambda desk: desk.applications.history(first.id)) == (one, two)
    assert await stands(room, first) is State.RETURNED


async def test_an_event_is_undone_once(room: Room, cases: Cases) -> None:
    first = await register(room, cases.application())
    ready = await note(room, cases.event(first.id, State.NEW, State.READY))
    await room.does(lambda desk: desk.applications.undo(ready.id, NEXT_DAY))
    assert await stands(room, first) is State.NEW
    [kept] = await room.sees(lambda desk: desk.applications.history(first.id))
    assert kept.undone_at == NEXT_DAY
    with pytest.raises(Outdated):
        await room.does(lambda desk: desk.applications.undo(ready.id, LATER))


async def test_an_event_can_not_be_undone_behind_a_later_one(room: Room, cases: Cases) -> None:
    first = await register(room, cases.application())
    ready = await note(room, cases.event(first.id, State.NEW, State.READY))
    remark = await note(room, cases.event(first.id, State.READY, State.READY))
    granted = await note(room, cases.event(first.id, State.READY, State.GRANTED))
    with pytest.raises(Outdated):
        await room.does(lambda desk: desk.applications.undo(ready.id, NEXT_DAY))
    await room.does(lambda desk: desk.applications.undo(remark.id, NEXT_DAY))
    assert await stands(room, first) is State.GRANTED
    await room.does(lambda desk: desk.applications.undo(granted.id, NEXT_DAY))
    await room.does(lambda desk: desk.applications.undo(ready.id, NEXT_DAY))
    assert await stands(room, first) is State.NEW


async def test_nothing_is_undone_into_the_way_of_another_application(room: Room, cases: Cases) -> None:
    first = await register(room, cases.application())
    refused = await note(room, cases.event(first.id, State.NEW, State.REFUSED))
    await register(room, cases.application())
    with pytest.raises(Outdated):
        await room.does(lambda desk: desk.applications.undo(refused.id, NEXT_DAY))
    assert await stands(room, first) is State.REFUSED
    [kept] = await room.sees(lambda desk: desk.applications.history(first.id))
    assert kept.undone_at is None


async def test_requests_wait_for_an_answer(room: Room, cases: Cases) -> None:
    person = cases.place.person
    first = await register(room, cases.application())
    other = await register(room, cases.application(pupil_id=cases.place.pupils[1]))
    correct = ChangeRequest(0, first.id, RequestKind.CORRECT, {"phone": "2"}, "нөмір ауысты", person, MORNING)
    withdraw = ChangeRequest(0, other.id, RequestKind.WITHDRAW, {}, "", person, NEXT_DAY)
    one = await room.does(lambda desk: desk.applications.request(correct))
    two = await room.does(lambda desk: desk.applications.request(withdraw))
    kept = (replace(correct, id=one), replace(withdraw, id=two))
    assert await room.sees(lambda desk: desk.applications.open_requests()) == kept
    assert await room.sees(lambda desk: desk.applications.open_requests(other.id)) == kept[1:]
    await room.does(
        lambda desk: desk.applications.answer_request(one, RequestState.REFUSED, "қате", person, LATER)
    )
    answered = replace(
        kept[0], state=RequestState.REFUSED, answer="қате", answered_by=person, answered_at=LATER
    )
    assert await room.sees(lambda desk: desk.applications.get_request(one)) == answered
    assert await room.sees(lambda desk: desk.applications.open_requests()) == kept[1:]


async def test_what_is_not_there(room: Room) -> None:
    for query in (
        lambda desk: desk.applications.get(404),
        lambda desk: desk.applications.get_request(404),
        lambda desk: desk.applications.undo(404, MORNING),
    ):
        with pytest.raises(NotFound):
            await room.sees(query)
