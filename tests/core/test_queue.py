"""The queue's piles, and the morning's word about terms."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.access import NotAllowed
from bot.core.applications.application import (
    OPEN_TO_OFFICE,
    ChangeRequest,
    RequestKind,
    Source,
    State,
    Step,
)
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.queue import Pile, first_on, left_school, pupils_on, queue, waiting
from bot.core.applications.registering import register, service_named
from bot.core.applications.terms import days_left, tell_terms, term_of, terms_to_tell
from bot.core.ports import Desk
from bot.core.school import Calendar
from bot.sandbox.sample_school import SampleSchool
from bot.storage.desk import SqlDesk
from bot.storage.office import desk_of_the_software
from tests.core.cases_office import DIRECTOR, PEDAGOGUE, PSYCHOLOGIST, CasesOffice, cases_office
from tests.core.council_office import older_pupils
from tests.journeys.cases import MEALS

MONDAY, HOLIDAY = date(2026, 9, 7), date(2026, 9, 10)
WEEK = Calendar(frozenset({HOLIDAY}), 5)
EIGHT_THIRTY = datetime(2026, 9, 14, 3, 30, tzinfo=UTC)


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path, sample: SampleSchool) -> AsyncIterator[CasesOffice]:
    async with cases_office(school_database, tmp_path, sample) as office:
        yield office


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [
        ("2026-09-07", "2026-09-07", 0),
        ("2026-09-07", "2026-09-08", 1),
        ("2026-09-07", "2026-09-11", 3),
        ("2026-09-07", "2026-09-14", 4),
        ("2026-09-11", "2026-09-14", 1),
        ("2026-09-12", "2026-09-14", 1),
        ("2026-09-08", "2026-09-07", -1),
        ("2026-09-12", "2026-09-11", -1),
        ("2026-09-14", "2026-09-11", -1),
        ("2026-09-15", "2026-09-11", -2),
        ("2026-09-11", "2026-09-09", -1),
    ],
)
def test_working_days_left(today: str, due: str, left: int) -> None:
    assert days_left(WEEK, date.fromisoformat(today), date.fromisoformat(due)) == left


@given(st.integers(0, 200), st.integers(0, 30))
def test_the_days_left_are_those_of_the_term(start: int, working_days: int) -> None:
    day = MONDAY + timedelta(days=start)
    assert days_left(WEEK, day, WEEK.after(day, working_days)) == working_days


@pytest.mark.parametrize("days", [-3, -1, 0, 1, 2])
async def test_only_what_the_office_owes_has_a_term(office: CasesOffice, days: int) -> None:
    number = await office.applied()
    one = await office.get(number)
    expected = {-3: "late", -1: "late", 0: "today", 1: "tomorrow", 2: ""}[days]
    assert term_of(one, days) == expected
    assert {State.NEW, State.PAPERS_MISSING, State.READY, State.ON_AGENDA} == OPEN_TO_OFFICE
    await office.step(number, Step.RETURNED, words="қате")
    assert term_of(await office.get(number), days) == ""


async def test_every_application_lies_where_it_belongs(office: CasesOffice) -> None:
    """One for each pile, and all of them counted by service."""
    states = {
        "new": State.NEW, "papers": State.PAPERS_MISSING, "parent": State.RETURNED, "school": State.READY,
        "agenda": State.ON_AGENDA, "granted": State.GRANTED, "refused": State.REFUSED, "gone": State.WITHDRAWN,
    }  # fmt: skip
    numbers: dict[str, int] = {}

    def enter(desk: Desk) -> None:
        pupils = iter(older_pupils(desk))
        for name, state in states.items():
            made = register(desk, service_named("meals"), next(pupils), MEALS, Source.PAPER, None)
            event = desk.applications.history(made.id)[-1]
            desk.applications.note(type(event)(0, made.id, Step.NOTE, State.NEW, state, desk.moment, 1))
            numbers[name] = made.id
        sitting = register(desk, service_named("camp"), next(pupils), MEALS, Source.PAPER, None)
        event = desk.applications.history(sitting.id)[-1]
        desk.applications.note(type(event)(0, sitting.id, Step.NOTE, State.NEW, State.READY, desk.moment, 1))
        new = ChangeRequest(0, numbers["new"], RequestKind.WITHDRAW, {}, "", desk.actor.id, desk.moment)
        desk.applications.request(new)

    await office.does(enter)
    found = await office.sees(queue)
    assert dict(found.counts) == {
        Pile.LATE: 0, Pile.DUE: 0, Pile.NEW: 1, Pile.PAPERS: 1, Pile.PARENT: 1, Pile.SCHOOL: 1, Pile.SITTING: 1,
        Pile.AGENDA: 1, Pile.REQUESTS: 1, Pile.LEFT: 0, Pile.DECIDED: 3,
    }  # fmt: skip
    assert dict(found.services) == {"camp": 1, "meals": 5}
    of_camp = await office.sees(lambda desk: queue(desk, "camp"))
    assert (len(of_camp.chosen), of_camp.counts[Pile.SITTING], of_camp.counts[Pile.NEW]) == (1, 1, 0)
    # New, two that are ready; the request is about the new one.
    assert await office.sees(waiting) == 3
    decided = [one.application.id for one in found.on(Pile.DECIDED)]
    assert decided == sorted(decided, reverse=True)
    first = await office.sees(lambda desk: first_on(desk, Pile.NEW))
    assert first is not None
    assert first.id == numbers["new"]
    assert await office.sees(lambda desk: first_on(desk, Pile.LEFT)) is None
    office.office.clock.passes(days=8)
    later = await office.sees(queue)
    assert (later.counts[Pile.LATE], later.counts[Pile.DUE]) == (5, 0)


async def test_what_is_due_first_stands_first(office: CasesOffice) -> None:
    def enter(desk: Desk) -> None:
        for days, pupil in zip((1, 6, 3), older_pupils(desk), strict=False):
            came = desk.moment - timedelta(days=days)
            register(desk, service_named("meals"), pupil, MEALS, Source.PAPER, None, came)

    await office.does(enter)
    lines = (await office.sees(queue)).on(Pile.NEW)
    due = [one.application.due_on for one in lines]
    assert due == sorted(due)
    assert [Pile.DUE in one.piles for one in lines] == [True, False, False]


async def test_a_pupil_who_left_is_shown_until_it_is_ended(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    pupil = (await office.get(number)).pupil_id

    def grant(desk: Desk) -> None:
        application = desk.applications.get(number)
        decide(desk, application, Ruling.GRANT, "", "2", MONDAY, date(2027, 5, 25), {})

    def leaves(desk: Desk) -> None:
        class_id = desk.pupils.class_of(pupil, desk.schools.get().year)
        assert class_id is not None
        desk.pupils.leave(pupil, class_id, desk.today)

    def ends(desk: Desk) -> None:
        application = desk.applications.get(number)
        decide(desk, application, Ruling.END, "Кетті", "2", desk.today, None, {})

    await office.does(grant)
    assert await office.sees(lambda desk: left_school(desk, pupil)) is None
    await office.does(leaves)
    assert await office.sees(lambda desk: left_school(desk, pupil)) == MONDAY
    (line,) = (await office.sees(queue)).on(Pile.LEFT)
    assert (line.left_on, line.class_, line.application.pupil_id) == (MONDAY, None, pupil)
    assert (await office.sees(lambda desk: pupils_on(desk, [line])))[number].id == pupil
    for who in (office.teacher, office.parent, 999):
        with pytest.raises(NotAllowed):
            await office.sees(lambda desk: pupils_on(desk, [line]), who)
    assert (await office.sees(queue, office.teacher)).lines == ()
    office.office.clock.passes(days=30)
    assert len((await office.sees(queue)).on(Pile.LEFT)) == 1
    await office.does(ends)
    assert (await office.sees(queue)).on(Pile.LEFT) == ()


async def test_names_are_for_those_who_may_see_them(office: CasesOffice) -> None:
    await office.applied()
    (line,) = (await office.sees(queue)).lines
    for who in (PEDAGOGUE, DIRECTOR, office.teacher):
        assert len(await office.sees(lambda desk: pupils_on(desk, [line]), who)) == 1
    for who in (PSYCHOLOGIST, office.other_teacher, office.parent):
        with pytest.raises(NotAllowed):
            await office.sees(lambda desk: pupils_on(desk, [line]), who)


async def test_nobody_left_whose_place_nobody_knows(office: CasesOffice) -> None:
    assert await office.sees(lambda desk: left_school(desk, 99_999)) is None


async def told(office: CasesOffice, at: datetime) -> list[str]:
    """The marks of the words about terms, after a tick at this moment."""
    room = office.office.room
    office.office.clock.moves_to(at)

    def tick(desk: SqlDesk) -> list[str]:
        tell_terms(desk, lambda pile: f"hpi:{pile}::0")
        return sorted(desk.outbox.marks("terms:"))

    return await room.database.write(lambda connection: tick(desk_of_the_software(room, connection)))


async def test_one_word_a_working_morning_as_long_as_something_is_due(office: CasesOffice) -> None:
    await office.applied()
    assert await told(office, EIGHT_THIRTY - timedelta(days=4)) == []
    friday = EIGHT_THIRTY - timedelta(days=3)
    assert await told(office, friday - timedelta(minutes=1)) == []
    assert await told(office, friday) == ["terms:2026-09-11:1"]
    assert await told(office, friday + timedelta(hours=5)) == ["terms:2026-09-11:1"]
    for day_off in (1, 2):
        assert await told(office, friday + timedelta(days=day_off)) == ["terms:2026-09-11:1"]
    monday = ["terms:2026-09-11:1", "terms:2026-09-14:1"]
    # What was missed in the morning comes once, later on the same day, and never at night.
    assert await told(office, EIGHT_THIRTY + timedelta(hours=12, minutes=29)) == monday
    tuesday = [*monday, "terms:2026-09-15:1"]
    assert await told(office, EIGHT_THIRTY + timedelta(hours=13)) == monday
    assert await told(office, EIGHT_THIRTY + timedelta(days=1)) == tuesday
    await office.step(1, Step.RETURNED, words="қате")
    assert await told(office, EIGHT_THIRTY + timedelta(days=2)) == tuesday
    assert await office.sees(terms_to_tell) is False


async def test_nothing_is_told_before_the_school_is_set_up(empty_database: Path, tmp_path: Path) -> None:
    from tests.core.office import office_over

    async with office_over(empty_database, tmp_path) as office:
        assert await office.sees(1, terms_to_tell) is False
