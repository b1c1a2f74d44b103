"""What is proposed for one child or several, the three questions of planning, and what they refuse."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.applications.application import Step
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import NoReason, take_step
from bot.core.councils.appointing import (
    DAY,
    appointment,
    ask_day,
    choose_day,
    choose_place,
    choose_time,
    found_at,
    leave_appointment,
    read_day_mark,
    read_place,
    read_time_mark,
    take_day,
    take_place,
    take_time,
)
from bot.core.councils.council import Votes
from bot.core.councils.proposal import DETAIL, REASON, RULING, VOTES, proposal_view
from bot.core.councils.proposing import (
    NobodyChosen,
    VotesNotUnderstood,
    ask,
    choose,
    choose_nobody,
    choose_undecided,
    give_category,
    give_reason,
    give_votes,
    look_at_votes,
    propose,
    propose_for,
    take_detail,
    take_reason,
    take_votes,
    turn_to_proposal,
    write_proposal,
)
from bot.core.councils.sittings import agenda, entry_of, take_off
from bot.core.councils.voting import NobodyPresent, TooManyVotes, attendance_at, mark_all_present
from bot.core.errors import NotFound, Outdated
from tests.core.council_office import DIRECTOR, TEACHER, CouncilOffice, days_later, opens, tells
from tests.core.office import office_over


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path) -> AsyncIterator[CouncilOffice]:
    async with office_over(school_database, tmp_path) as office:
        yield CouncilOffice(office)


def say(ready: str, language: str) -> str:
    return f"{ready} {language}"


async def sitting(office: CouncilOffice, number: int = 3, present: int = 7) -> tuple[int, list[int]]:
    await office.council()
    await office.applications(number)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    await office.come(sitting_id, present)
    return sitting_id, [one.id for one in await office.items(sitting_id)]


async def question(office: CouncilOffice) -> str:
    draft = await office.sees(lambda desk: desk.drafts.of(desk.actor.id))
    return draft.question if draft else ""


async def test_quick_choices_all_count_and_each_is_absolute(office: CouncilOffice) -> None:
    here, items = await sitting(office)
    for item_id in (items[0], items[2], items[2]):
        await office.does(lambda desk, it=item_id: choose(desk, here, it, True))
    view = await office.sees(lambda desk: proposal_view(desk, here))
    assert [one.item.id for one in view.entries] == [items[0], items[2]]
    await office.does(lambda desk: choose(desk, here, items[2], False))
    await office.does(lambda desk: choose(desk, here, items[2], False))
    assert len((await office.sees(lambda desk: proposal_view(desk, here))).entries) == 1
    await office.does(lambda desk: choose_undecided(desk, here))
    assert len((await office.sees(lambda desk: proposal_view(desk, here))).entries) == 3
    await office.does(lambda desk: choose_nobody(desk, here))
    assert (await office.sees(lambda desk: proposal_view(desk, here))).entries == ()
    with pytest.raises(NotFound):
        await office.does(lambda desk: choose(desk, here, 404, True))


async def test_only_what_was_looked_at_is_written(office: CouncilOffice) -> None:
    here, _ = await sitting(office)
    await office.does(lambda desk: choose_undecided(desk, here))
    await office.does(lambda desk: propose(desk, here, Ruling.GRANT))
    mark = (await office.sees(lambda desk: proposal_view(desk, here))).mark
    await office.does(lambda desk: give_votes(desk, here, 1, 0))
    with pytest.raises(Outdated):
        await office.does(lambda desk: write_proposal(desk, here, mark, say))
    mark = (await office.sees(lambda desk: proposal_view(desk, here))).mark
    await office.does(lambda desk: mark_all_present(desk, here))
    with pytest.raises(Outdated):
        await office.does(lambda desk: write_proposal(desk, here, mark, say))
    mark = (await office.sees(lambda desk: proposal_view(desk, here))).mark
    await office.does(lambda desk: write_proposal(desk, here, mark, say))
    assert {one.votes for one in await office.items(here)} == {Votes(6, 1, 0)}
    with pytest.raises(Outdated):
        await office.does(lambda desk: write_proposal(desk, here, mark, say))


async def test_a_refusal_asks_for_its_reason_before_anything_else(office: CouncilOffice) -> None:
    here, items = await sitting(office, 1)
    await office.does(lambda desk: propose_for(desk, here, items[0], Ruling.REFUSE))
    assert await question(office) == REASON
    view = await office.sees(lambda desk: proposal_view(desk, here))
    assert view.needs_reason
    with pytest.raises(NoReason):
        await office.does(lambda desk: write_proposal(desk, here, view.mark, say))
    with pytest.raises(NoReason):
        await office.does(lambda desk: take_reason(desk, "  "))
    await office.does(lambda desk: turn_to_proposal(desk, here))
    assert await question(office) == REASON
    await office.does(lambda desk: take_reason(desk, "құжат жоқ"))
    assert await question(office) == RULING
    with pytest.raises(Outdated):
        await office.does(lambda desk: take_reason(desk, "тағы"))
    mark = (await office.sees(lambda desk: proposal_view(desk, here))).mark
    await office.does(lambda desk: write_proposal(desk, here, mark, say))
    (item,) = await office.items(here)
    assert (item.ruling, item.reason) == (Ruling.REFUSE, "құжат жоқ")
    await office.does(lambda desk: propose_for(desk, here, items[0], Ruling.REFUSE))
    assert (await office.sees(lambda desk: proposal_view(desk, here))).proposal.reason == "құжат жоқ"
    await office.does(lambda desk: propose_for(desk, here, items[0], Ruling.GRANT))
    assert (await office.sees(lambda desk: proposal_view(desk, here))).proposal.reason == ""


async def test_a_ready_reason_speaks_the_language_of_each_applicant(office: CouncilOffice) -> None:
    here, _ = await sitting(office, 2)
    await office.does(
        lambda desk: (
            desk.connection.exec_driver_sql("UPDATE application SET language = 'ru' WHERE id = 2") and None
        )
    )
    await office.does(lambda desk: choose_undecided(desk, here))
    await office.does(lambda desk: propose(desk, here, Ruling.REFUSE))
    with pytest.raises(NotFound):
        await office.does(lambda desk: give_reason(desk, here, "орын жоқ", "no_such"))
    await office.does(lambda desk: give_reason(desk, here, "орын жоқ", "no_places"))
    mark = (await office.sees(lambda desk: proposal_view(desk, here))).mark
    await office.does(lambda desk: write_proposal(desk, here, mark, say))
    assert [one.reason for one in await office.items(here)] == ["no_places kk", "no_places ru"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5 1 1", Votes(5, 1, 1)),
        ("5/2", Votes(5, 2)),
        ("7", Votes(7)),
        ("жақ 4, қарсы 1, қалыс 2", Votes(4, 1, 2)),
    ],
)
async def test_votes_are_read(office: CouncilOffice, typed: str, expected: Votes) -> None:
    here, items = await sitting(office, 1)
    await office.does(lambda desk: propose_for(desk, here, items[0], Ruling.GRANT))
    await office.does(lambda desk: ask(desk, here, VOTES))
    for wrong in ("көп", "1 2 3 4"):
        with pytest.raises(VotesNotUnderstood):
            await office.does(lambda desk, it=wrong: take_votes(desk, it))
    with pytest.raises(TooManyVotes):
        await office.does(lambda desk: take_votes(desk, "7 1 0"))
    await office.does(lambda desk: take_votes(desk, typed))
    assert (await office.sees(lambda desk: proposal_view(desk, here))).votes == expected


async def test_counted_votes_go_on_being_asked(office: CouncilOffice) -> None:
    here, items = await sitting(office, 1)
    await office.does(lambda desk: propose_for(desk, here, items[0], Ruling.GRANT))
    await office.does(lambda desk: give_votes(desk, here, 2, 1))
    assert await question(office) == VOTES
    assert (await office.sees(lambda desk: proposal_view(desk, here))).votes == Votes(4, 2, 1)
    await office.does(lambda desk: give_votes(desk, here, 0, 0))
    assert (await office.sees(lambda desk: proposal_view(desk, here))).proposal.votes is None
    with pytest.raises(TooManyVotes):
        await office.does(lambda desk: give_votes(desk, here, 5, 3))


async def test_category_and_details_are_of_one_service(office: CouncilOffice) -> None:
    here, items = await sitting(office, 1)
    await office.applications(1, "meals", "5", 1)
    await office.put(here)
    await office.does(lambda desk: choose_undecided(desk, here))
    await office.does(lambda desk: propose(desk, here, Ruling.GRANT))
    view = await office.sees(lambda desk: proposal_view(desk, here))
    assert (view.service, view.details, len(view.entries)) == (None, {}, 2)
    with pytest.raises(NotFound):
        await office.does(lambda desk: give_category(desk, here, "3"))
    await office.does(lambda desk: ask(desk, here, f"{DETAIL}:camp"))
    with pytest.raises(Outdated):
        await office.does(lambda desk: take_detail(desk, "Тау"))
    year = await office.sees(lambda desk: desk.schools.get().year)
    await office.does(lambda desk: desk.limits.set("camp", year, "camp", "Көл", 1, desk.moment))
    await office.does(lambda desk: propose_for(desk, here, items[0], Ruling.GRANT))
    assert (await office.sees(lambda desk: proposal_view(desk, here))).details == {"camp": "Көл"}
    await office.does(lambda desk: ask(desk, here, f"{DETAIL}:camp"))
    await office.does(lambda desk: take_detail(desk, "Тау"))
    await office.does(lambda desk: give_category(desk, here, "4"))
    with pytest.raises(NotFound):
        await office.does(lambda desk: give_category(desk, here, "9"))
    view = await office.sees(lambda desk: proposal_view(desk, here))
    assert (view.details, view.proposal.category) == ({"camp": "Тау"}, "4")
    await office.does(lambda desk: give_category(desk, here, ""))
    with pytest.raises(NotFound):
        await office.does(lambda desk: ask(desk, here, "colour"))


async def test_what_can_not_be_proposed(office: CouncilOffice) -> None:
    here, items = await sitting(office, 2)
    with pytest.raises(NobodyChosen):
        await office.does(lambda desk: propose(desk, here, Ruling.GRANT))
    with pytest.raises(NotFound):
        await office.does(lambda desk: propose_for(desk, here, items[0], Ruling.END))
    for work in (
        lambda desk: give_votes(desk, here, 1, 1),
        lambda desk: ask(desk, here, REASON),
        lambda desk: turn_to_proposal(desk, here),
        lambda desk: write_proposal(desk, here, "", say),
        lambda desk: take_votes(desk, "7"),
        lambda desk: take_detail(desk, "Тау"),
    ):
        with pytest.raises(Outdated):
            await office.does(work)
    await office.does(lambda desk: choose_undecided(desk, here))
    await office.does(lambda desk: take_off(desk, here, [1], tells))
    with pytest.raises(NotFound):
        await office.does(lambda desk: propose(desk, here, Ruling.GRANT))
    await office.come(here, 0)
    with pytest.raises(NobodyPresent):
        await office.does(lambda desk: propose_for(desk, here, items[1], Ruling.GRANT))


async def test_turning_to_the_choice_drops_what_was_proposed_and_keeps_who_was_chosen(
    office: CouncilOffice,
) -> None:
    here, _ = await sitting(office)
    await office.does(lambda desk: look_at_votes(desk, here))
    await office.does(lambda desk: choose_undecided(desk, here))
    await office.does(lambda desk: propose(desk, here, Ruling.REFUSE))
    await office.does(lambda desk: look_at_votes(desk, here))
    view = await office.sees(lambda desk: proposal_view(desk, here))
    assert (len(view.entries), view.proposal.ruling) == (3, None)
    assert await question(office) == RULING
    elsewhere = await office.sitting(days_later(1))
    assert (await office.sees(lambda desk: proposal_view(desk, elsewhere))).proposal.items == frozenset()


async def test_an_item_is_found_or_not(office: CouncilOffice) -> None:
    here, items = await sitting(office, 2)
    view = await office.sees(lambda desk: agenda(desk, here))
    assert entry_of(view, items[1]).item.id == items[1]
    with pytest.raises(NotFound):
        entry_of(view, 404)
    await office.does(lambda desk: take_step(desk, desk.applications.get(1), Step.WITHDRAWN) and None)
    with pytest.raises(NotFound):
        entry_of(await office.sees(lambda desk: agenda(desk, here)), items[0])


async def test_a_sitting_is_written_once_for_each_time_its_place_was_asked(office: CouncilOffice) -> None:
    at = datetime(2026, 9, 15, 15)
    with pytest.raises(Outdated):
        await office.does(lambda desk: choose_place(desk, 0, at, "school", opens, tells))
    await office.does(lambda desk: ask_day(desk, 0))
    view = await office.sees(lambda desk: appointment(desk, 0))
    assert (view.day, view.at, view.sitting_id, view.offered[0], len(view.offered)) == (
        None, None, 0, date(2026, 9, 7), 6,
    )  # fmt: skip
    await office.does(lambda desk: take_day(desk, "13.09"))
    assert not (await office.sees(lambda desk: appointment(desk, 0))).works
    await office.does(lambda desk: choose_day(desk, 0, date(2026, 9, 15)))
    await office.does(lambda desk: take_time(desk, "15:00"))
    assert (await office.sees(lambda desk: appointment(desk, 0))).at == at
    with pytest.raises(Outdated):
        await office.does(lambda desk: choose_place(desk, 0, at.replace(hour=16), "school", opens, tells))
    for _ in range(2):
        await office.does(lambda desk: choose_place(desk, 0, at, "school", opens, tells))
    first = await office.sees(lambda desk: found_at(desk, at))
    await office.cancel(first)
    with pytest.raises(Outdated):
        await office.does(lambda desk: choose_place(desk, 0, at, "school", opens, tells))
    assert await office.sees(lambda desk: found_at(desk, at)) == 0


async def test_a_move_asks_the_same_three_questions(office: CouncilOffice) -> None:
    here = await office.sitting()
    await office.does(lambda desk: ask_day(desk, here))
    assert (await office.sees(lambda desk: appointment(desk, here))).now is not None
    await office.does(lambda desk: take_day(desk, "ертең"))
    await office.does(lambda desk: choose_time(desk, here, datetime(2026, 9, 8, 16)))
    await office.does(lambda desk: take_place(desk, " кітапхана, 2-қабат ", opens, tells))
    moved = await office.get(here)
    assert (moved.place, f"{moved.held_at:%d %H}") == ("кітапхана, 2-қабат", "08 11")
    await office.does(
        lambda desk: choose_place(desk, here, datetime(2026, 9, 8, 16), moved.place, opens, tells)
    )
    await office.cancel(here)
    for work in (lambda desk: ask_day(desk, here), lambda desk: choose_day(desk, here, date(2026, 9, 9))):
        with pytest.raises(Outdated):
            await office.does(work)


async def test_forged_days_and_places_lead_nowhere(office: CouncilOffice) -> None:
    assert read_day_mark("20260915") == date(2026, 9, 15)
    assert read_time_mark("202609151530") == datetime(2026, 9, 15, 15, 30)
    assert read_place("online") == "online"
    for read in (read_day_mark, read_time_mark, read_place):
        with pytest.raises(NotFound):
            read("жер")
    with pytest.raises(NotFound):
        await office.does(lambda desk: choose_day(desk, 0, date(2036, 9, 9)))
    with pytest.raises(NotFound):
        await office.does(lambda desk: choose_time(desk, 0, datetime(2016, 9, 9, 1)))
    await office.does(lambda desk: ask_day(desk, 0))
    await office.does(leave_appointment)
    assert await question(office) != DAY


@pytest.mark.parametrize("who", [DIRECTOR, TEACHER, 1])
async def test_only_the_pedagogue_proposes_and_plans(office: CouncilOffice, who: int) -> None:
    here, items = await sitting(office, 1)
    for query in (
        lambda desk: proposal_view(desk, here),
        lambda desk: appointment(desk, here),
        lambda desk: attendance_at(desk, here),
        lambda desk: found_at(desk, datetime(2026, 9, 7, 14)),
    ):
        with pytest.raises(NotAllowed):
            await office.sees(query, who)
    for work in (
        lambda desk: choose(desk, here, items[0], True),
        lambda desk: choose_undecided(desk, here),
        lambda desk: choose_nobody(desk, here),
        lambda desk: look_at_votes(desk, here),
        lambda desk: turn_to_proposal(desk, here),
        lambda desk: propose(desk, here, Ruling.GRANT),
        lambda desk: propose_for(desk, here, items[0], Ruling.GRANT),
        lambda desk: ask(desk, here, REASON),
        lambda desk: give_reason(desk, here, "себебі"),
        lambda desk: give_votes(desk, here, 1, 1),
        lambda desk: give_category(desk, here, "1"),
        lambda desk: take_reason(desk, "себебі"),
        lambda desk: take_votes(desk, "1 1 1"),
        lambda desk: take_detail(desk, "Тау"),
        lambda desk: write_proposal(desk, here, "", say),
        lambda desk: ask_day(desk, 0),
        lambda desk: choose_day(desk, 0, date(2026, 9, 9)),
        lambda desk: choose_time(desk, 0, datetime(2026, 9, 9, 15)),
        lambda desk: choose_place(desk, 0, datetime(2026, 9, 9, 15), "school", opens, tells),
        lambda desk: take_day(desk, "15.09"),
        lambda desk: take_time(desk, "15:00"),
        lambda desk: take_place(desk, "кітапхана", opens, tells),
        leave_appointment,
    ):
        with pytest.raises(NotAllowed):
            await office.does(work, who)
