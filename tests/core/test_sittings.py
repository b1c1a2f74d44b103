"""Sittings: planned, moved, cancelled; the agenda; presence, quorum and votes."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.access import NotAllowed
from bot.core.applications.application import State, Step
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import NoReason, take_step
from bot.core.councils.council import SittingState, Votes
from bot.core.councils.planning import TimeTaken, cancel, plan, planned_at, reschedule, restore
from bot.core.councils.sittings import (
    NotReady,
    agenda,
    look_at,
    planned_sittings,
    put_on_agenda,
    put_waiting,
    sitting_page,
    sittings,
    take_off,
    waiting_counts,
    waiting_list,
)
from bot.core.councils.voting import (
    NobodyPresent,
    TooManyVotes,
    VotesOfMore,
    attendance,
    carried,
    check_votes,
    clear_ruling,
    has_quorum,
    mark_all_present,
    mark_present,
    rule,
    votes_with,
)
from bot.core.errors import NotFound, Outdated
from bot.core.ports import Desk
from tests.core.council_office import (
    DEPUTY,
    DIRECTOR,
    TEACHER,
    TODAY_AT_TWO,
    CouncilOffice,
    days_later,
    opens,
    tells,
)
from tests.core.office import office_over

QUORUM = (
    (0, 0, False),
    (0, 9, False),
    (4, 9, False),
    (5, 9, True),
    (5, 10, False),
    (6, 10, True),
    (5, 11, False),
    (6, 11, True),
    (7, 11, True),
    (1, 1, True),
)


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path) -> AsyncIterator[CouncilOffice]:
    async with office_over(school_database, tmp_path) as office:
        yield CouncilOffice(office)


@pytest.mark.parametrize(("present", "members", "expected"), QUORUM)
def test_a_quorum_is_more_than_half(present: int, members: int, expected: bool) -> None:
    assert has_quorum(present, members) is expected


@pytest.mark.parametrize(
    ("votes", "present", "expected"),
    [
        ((7, 0, 0), 7, True),
        ((4, 3, 0), 7, True),
        ((3, 3, 1), 7, False),
        ((3, 0, 4), 7, False),
        ((3, 3, 0), 6, False),
    ],
)
def test_those_in_favour_carry_it_with_more_than_half(
    votes: tuple[int, int, int], present: int, expected: bool
) -> None:
    assert carried(Votes(*votes), present) is expected


@given(st.integers(0, 30), st.integers(-2, 30), st.integers(-2, 30))
def test_votes_are_never_more_than_those_who_are_there(present: int, against: int, abstained: int) -> None:
    if min(against, abstained) < 0 or against + abstained > present:
        with pytest.raises(TooManyVotes):
            votes_with(present, against, abstained)
    else:
        votes = votes_with(present, against, abstained)
        assert votes.total == present
        assert check_votes(votes, present) == votes


@pytest.mark.parametrize("votes", [Votes(8), Votes(5, 2, 1), Votes(-1, 2, 0), Votes(7, -1, 1)])
def test_votes_that_can_not_be(votes: Votes) -> None:
    with pytest.raises(TooManyVotes):
        check_votes(votes, 7)


async def test_a_sitting_is_planned_once(office: CouncilOffice) -> None:
    first = await office.sitting()
    assert await office.sitting() == first
    later = await office.sitting(days_later(8))
    lines = await office.sees(sittings)
    assert [one.sitting.id for one in lines] == [first, later]
    assert f"{lines[0].at:%d.%m.%Y %H:%M}" == "07.09.2026 14:00"
    page = await office.sees(lambda desk: sitting_page(desk, first))
    assert (page.planned, page.next_number, page.newest, page.works) == (True, 1, False, True)
    assert not (await office.sees(lambda desk: sitting_page(desk, later))).sitting.number


async def test_august_prepares_the_next_year(office: CouncilOffice) -> None:
    august = await office.sitting(datetime.fromisoformat("2027-08-25T09:00:00+00:00"))
    assert (await office.get(august)).year.first == 2027
    assert [one.sitting.id for one in await office.sees(planned_sittings)] == [august]


async def test_applications_wait_for_the_council_only_where_it_decides(office: CouncilOffice) -> None:
    camp = await office.applications(3)
    await office.applications(2, "meals", "1")
    fifth = await office.applications(2, "meals", "5", skip=2)
    assert await office.sees(waiting_counts) == {"camp": 3, "meals": 2}
    assert [one.application.id for one in await office.sees(lambda desk: waiting_list(desk, "camp"))] == camp
    sitting_id = await office.sitting()
    await office.does(lambda desk: put_waiting(desk, sitting_id, "meals", tells))
    shown = await office.sees(lambda desk: agenda(desk, sitting_id))
    assert [one.application.id for one in shown.entries] == fifth
    assert shown.open
    assert all(one.pupil.id == one.application.pupil_id and one.class_ for one in shown.entries)
    await office.put(sitting_id)
    await office.put(sitting_id)
    assert [one.application_id for one in await office.items(sitting_id)] == [*fifth, *camp]
    assert set(await office.states([*fifth, *camp])) == {"on_agenda"}


async def test_what_is_not_ready_is_not_put_on_and_nothing_else_with_it(office: CouncilOffice) -> None:
    first, second = await office.applications(2)
    one, other = await office.sitting(), await office.sitting(days_later(1))
    await office.put(one, [first])
    with pytest.raises(NotReady):
        await office.put(other, [first, second])
    assert await office.items(other) == ()
    assert await office.states([first, second]) == ["on_agenda", "ready"]


async def test_what_is_taken_off_waits_again(office: CouncilOffice) -> None:
    made = await office.applications(3)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    await office.does(lambda desk: take_off(desk, sitting_id, made[:1], tells))
    await office.does(lambda desk: take_off(desk, sitting_id, made[:1], tells))
    assert await office.states(made) == ["ready", "on_agenda", "on_agenda"]
    await office.put(sitting_id, made[:1])
    assert [(one.application_id, one.place) for one in await office.items(sitting_id)] == [
        (made[1], 1), (made[2], 2), (made[0], 3),
    ]  # fmt: skip


async def test_a_ruling_does_not_outlive_being_taken_off(office: CouncilOffice) -> None:
    await office.council()
    (made,) = await office.applications(1)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    await office.come(sitting_id, 7)
    (item,) = await office.items(sitting_id)
    await office.does(lambda desk: rule(desk, sitting_id, [item.id], Ruling.GRANT, ""))

    def undone_elsewhere(desk: Desk) -> None:
        take_step(desk, desk.applications.get(made), Step.OFF_AGENDA)

    await office.does(undone_elsewhere)
    page = await office.sees(lambda desk: sitting_page(desk, sitting_id))
    assert page.items == ()
    await office.put(sitting_id, [made])
    assert [one.ruling for one in await office.items(sitting_id)] == [None]


async def test_what_was_withdrawn_is_on_the_agenda_no_more(office: CouncilOffice) -> None:
    first, second = await office.applications(2)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    await office.does(lambda desk: take_step(desk, desk.applications.get(first), Step.WITHDRAWN) and None)
    page = await office.sees(lambda desk: sitting_page(desk, sitting_id))
    assert [one.application_id for one in page.items] == [second]
    await office.cancel(sitting_id)
    assert await office.states([first, second]) == ["withdrawn", "ready"]


async def test_a_cancelled_sitting_gives_its_applications_back(office: CouncilOffice) -> None:
    made = await office.applications(3)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    for _ in range(2):
        await office.cancel(sitting_id)
    assert set(await office.states(made)) == {"ready"}
    assert await office.sees(sittings) == ()
    other = await office.sitting(days_later(1))
    await office.put(other, made[:1])
    for _ in range(2):
        await office.restore(sitting_id)
    assert (await office.get(sitting_id)).state is SittingState.PLANNED
    assert [one.application_id for one in await office.items(sitting_id)] == made[1:]
    assert [one.application_id for one in await office.items(other)] == made[:1]


async def test_an_old_button_cancels_and_restores_nothing(office: CouncilOffice) -> None:
    sitting_id = await office.sitting()
    await office.applications(1)
    revision = (await office.get(sitting_id)).revision
    await office.put(sitting_id)
    with pytest.raises(Outdated):
        await office.does(lambda desk: cancel(desk, sitting_id, revision, tells))
    await office.cancel(sitting_id)
    with pytest.raises(Outdated):
        await office.does(lambda desk: restore(desk, sitting_id, revision, opens, tells))
    assert (await office.get(sitting_id)).state is SittingState.CANCELLED


async def test_two_sittings_can_not_be_at_one_moment(office: CouncilOffice) -> None:
    first, second = await office.sitting(), await office.sitting(days_later(1))
    with pytest.raises(TimeTaken):
        await office.does(lambda desk: reschedule(desk, second, TODAY_AT_TWO, "school", opens, tells))
    await office.cancel(first)
    await office.does(lambda desk: reschedule(desk, second, TODAY_AT_TWO, "school", opens, tells))
    with pytest.raises(TimeTaken):
        await office.restore(first)
    assert await office.sees(lambda desk: planned_at(desk, TODAY_AT_TWO)) == second


async def test_a_move_keeps_the_agenda_and_the_hour_alone_tells_nobody(office: CouncilOffice) -> None:
    (made,) = await office.applications(1)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    before = len(await office.sees(lambda desk: desk.applications.history(made)))
    hour = TODAY_AT_TWO.replace(hour=11)
    await office.does(lambda desk: reschedule(desk, sitting_id, hour, "online", opens, tells))
    await office.does(lambda desk: reschedule(desk, sitting_id, hour, "online", opens, tells))
    assert len(await office.sees(lambda desk: desk.applications.history(made))) == before
    await office.does(lambda desk: reschedule(desk, sitting_id, days_later(3), "online", opens, tells))
    history = await office.sees(lambda desk: desk.applications.history(made))
    assert [one.step for one in history[before:]] == [Step.OFF_AGENDA, Step.ON_AGENDA]
    assert history[-1].words == "10.09.2026"
    assert [one.application_id for one in await office.items(sitting_id)] == [made]
    moved = await office.get(sitting_id)
    assert (moved.held_at, moved.place) == (days_later(3), "online")


async def test_the_reminder_comes_on_the_working_day_before(office: CouncilOffice) -> None:
    monday = await office.sitting(days_later(14))
    marks = await office.sees(lambda desk: desk.outbox.marks("sitting:"))
    assert len(marks) == 1
    letters = await waiting_letters(office)
    assert letters == ["2026-09-18 09:00"]
    await office.does(lambda desk: reschedule(desk, monday, days_later(15), "school", opens, tells))
    assert await waiting_letters(office) == ["2026-09-21 09:00"]
    await office.cancel(monday)
    assert await waiting_letters(office) == []
    await office.restore(monday)
    assert await waiting_letters(office) == ["2026-09-21 09:00"]
    await office.sitting()
    assert await waiting_letters(office) == ["2026-09-21 09:00"]


async def waiting_letters(office: CouncilOffice) -> list[str]:
    def when(desk: Desk) -> list[str]:
        rows = desk.connection.exec_driver_sql(
            "SELECT not_before FROM outbox WHERE unique_mark LIKE 'sitting:%' ORDER BY id"
        )
        return [row[0] for row in rows]

    zone = office.office.room.zone
    found = [datetime.fromisoformat(one + "+00:00").astimezone(zone) for one in await office.sees(when)]
    return [f"{one:%Y-%m-%d %H:%M}" for one in found]


async def test_quick_ticks_all_count_and_the_last_one_holds(office: CouncilOffice) -> None:
    await office.council()
    sitting_id = await office.sitting()
    members = [one.id for one in await office.sees(lambda desk: desk.councils.members())]
    for member_id in members[:7]:
        await office.does(lambda desk, it=member_id: mark_present(desk, sitting_id, it, True))
    await office.does(lambda desk: mark_present(desk, sitting_id, members[0], True))
    there = await office.sees(lambda desk: attendance(desk, desk.councils.sitting(sitting_id)))
    assert (len(there.present), there.total, there.quorum) == (7, 11, True)
    await office.does(lambda desk: mark_present(desk, sitting_id, members[0], False))
    await office.does(lambda desk: mark_present(desk, sitting_id, members[0], False))
    assert len((await office.get(sitting_id)).present) == 6
    await office.does(lambda desk: mark_all_present(desk, sitting_id))
    assert len((await office.get(sitting_id)).present) == 11
    with pytest.raises(NotFound):
        await office.does(lambda desk: mark_present(desk, sitting_id, 404, True))


async def ruled(office: CouncilOffice, number: int = 3) -> tuple[int, list[int]]:
    """A sitting of seven of eleven with so many children on its agenda."""
    await office.council()
    await office.applications(number)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    await office.come(sitting_id, 7)
    return sitting_id, [one.id for one in await office.items(sitting_id)]


async def test_all_who_are_there_are_in_favour_unless_it_is_said(office: CouncilOffice) -> None:
    sitting_id, items = await ruled(office)
    await office.does(lambda desk: rule(desk, sitting_id, items[:2], Ruling.GRANT, ""))
    await office.does(
        lambda desk: rule(desk, sitting_id, items[2:], Ruling.REFUSE, " Құжат жоқ ", Votes(5, 1, 1))
    )
    found = await office.items(sitting_id)
    assert [(one.ruling, one.votes) for one in found] == [
        (Ruling.GRANT, Votes(7)), (Ruling.GRANT, Votes(7)), (Ruling.REFUSE, Votes(5, 1, 1)),
    ]  # fmt: skip
    assert found[2].reason == "Құжат жоқ"
    await office.does(
        lambda desk: clear_ruling(desk, sitting_id, items[2], desk.councils.sitting(sitting_id).revision)
    )
    await office.does(
        lambda desk: clear_ruling(desk, sitting_id, items[2], desk.councils.sitting(sitting_id).revision)
    )
    assert [one.ruling for one in await office.items(sitting_id)] == [Ruling.GRANT, Ruling.GRANT, None]


async def test_a_refusal_has_a_reason_and_a_ruling_its_kind(office: CouncilOffice) -> None:
    sitting_id, items = await ruled(office)
    for reason in ("", "  "):
        with pytest.raises(NoReason):
            await office.does(lambda desk, why=reason: rule(desk, sitting_id, items, Ruling.REFUSE, why))
    wrong = (
        lambda desk: rule(desk, sitting_id, items, Ruling.END, "бітті"),
        lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, "", category="9"),
        lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, "", details={"amount": "5"}),
        lambda desk: rule(desk, sitting_id, [*items, 404], Ruling.GRANT, ""),
        lambda desk: rule(desk, sitting_id, [], Ruling.GRANT, ""),
    )
    for work in wrong:
        with pytest.raises(NotFound):
            await office.does(work)
    with pytest.raises(TooManyVotes):
        await office.does(lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, "", Votes(6, 1, 1)))
    assert {one.ruling for one in await office.items(sitting_id)} == {None}
    await office.does(
        lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, "", category="3", details={"camp": "Дос"})
    )
    assert {(one.category, one.details["camp"]) for one in await office.items(sitting_id)} == {("3", "Дос")}


async def test_nobody_votes_where_nobody_is(office: CouncilOffice) -> None:
    sitting_id, items = await ruled(office, 1)
    await office.come(sitting_id, 0)
    with pytest.raises(NobodyPresent):
        await office.does(lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, ""))


async def test_votes_of_all_follow_who_is_there_and_counted_votes_do_not(office: CouncilOffice) -> None:
    sitting_id, items = await ruled(office)
    await office.does(lambda desk: rule(desk, sitting_id, items[:2], Ruling.GRANT, ""))
    await office.come(sitting_id, 8)
    assert [one.votes for one in await office.items(sitting_id)] == [Votes(8), Votes(8), None]
    await office.does(lambda desk: rule(desk, sitting_id, items[2:], Ruling.GRANT, "", Votes(5, 1, 1)))
    await office.come(sitting_id, 7)
    assert [one.votes for one in await office.items(sitting_id)] == [Votes(7), Votes(7), Votes(5, 1, 1)]
    with pytest.raises(VotesOfMore):
        await office.come(sitting_id, 6)
    assert len((await office.get(sitting_id)).present) == 7


async def test_every_change_makes_what_was_drawn_before_outdated(office: CouncilOffice) -> None:
    sitting_id, items = await ruled(office)
    seen = [(await office.get(sitting_id)).revision]

    async def grows() -> bool:
        seen.append((await office.get(sitting_id)).revision)
        return seen[-1] > seen[-2]

    await office.does(lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, ""))
    assert await grows()
    await office.does(
        lambda desk: clear_ruling(desk, sitting_id, items[0], desk.councils.sitting(sitting_id).revision)
    )
    assert await grows()
    await office.does(lambda desk: mark_all_present(desk, sitting_id))
    assert await grows()
    made = await office.applications(1, skip=5)
    await office.put(sitting_id, made)
    assert await grows()
    await office.does(lambda desk: take_off(desk, sitting_id, made))
    assert await grows()
    await office.does(lambda desk: reschedule(desk, sitting_id, days_later(1), "school", opens, tells))
    assert await grows()


@pytest.mark.parametrize("who", [DIRECTOR, DEPUTY, TEACHER, 1])
async def test_only_the_pedagogue_holds_sittings(office: CouncilOffice, who: int) -> None:
    sitting_id, items = await ruled(office, 1)
    for query in (
        sittings,
        waiting_counts,
        lambda desk: waiting_list(desk, "camp"),
        lambda desk: sitting_page(desk, sitting_id),
        lambda desk: agenda(desk, sitting_id),
    ):
        with pytest.raises(NotAllowed):
            await office.sees(query, who)
    for work in (
        lambda desk: plan(desk, days_later(2), "school", opens),
        lambda desk: reschedule(desk, sitting_id, days_later(2), "school", opens, tells),
        lambda desk: cancel(desk, sitting_id, 1, tells),
        lambda desk: restore(desk, sitting_id, 1, opens, tells),
        lambda desk: put_on_agenda(desk, sitting_id, [1], tells),
        lambda desk: put_waiting(desk, sitting_id, "", tells),
        lambda desk: take_off(desk, sitting_id, [1], tells),
        lambda desk: look_at(desk, sitting_id),
        lambda desk: mark_present(desk, sitting_id, 1, True),
        lambda desk: mark_all_present(desk, sitting_id),
        lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, ""),
        lambda desk: clear_ruling(desk, sitting_id, items[0], desk.councils.sitting(sitting_id).revision),
    ):
        with pytest.raises(NotAllowed):
            await office.does(work, who)


async def test_nothing_is_written_into_a_cancelled_sitting(office: CouncilOffice) -> None:
    sitting_id, items = await ruled(office, 1)
    await office.cancel(sitting_id)
    for work in (
        lambda desk: reschedule(desk, sitting_id, days_later(2), "school", opens, tells),
        lambda desk: put_waiting(desk, sitting_id, "", tells),
        lambda desk: take_off(desk, sitting_id, [1], tells),
        lambda desk: mark_all_present(desk, sitting_id),
        lambda desk: rule(desk, sitting_id, items, Ruling.GRANT, ""),
    ):
        with pytest.raises(Outdated):
            await office.does(work)
    assert (await office.application((await office.items(sitting_id))[0].application_id)).state is State.READY


async def test_a_look_at_the_names_is_noted(office: CouncilOffice) -> None:
    sitting_id = await office.sitting()
    await office.does(lambda desk: look_at(desk, sitting_id))
    noted = await office.sees(
        lambda desk: desk.connection.exec_driver_sql(
            "SELECT subject FROM audit WHERE action = 'see_sitting'"
        ).scalars().all()
    )  # fmt: skip
    assert noted == [f"sitting:{sitting_id}"]
