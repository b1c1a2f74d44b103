"""Closing a sitting and taking the close back: gapless numbers, decisions, what is told, what stands in the way."""

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.applications.application import Source, State, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import take_step
from bot.core.applications.orders import make_order, waiting_for_order
from bot.core.applications.registering import register, service_named
from bot.core.councils.closing import NotYetHeld, SomethingFollowed, close_sitting, closing, reopen_sitting
from bot.core.councils.council import Post, SittingState, Votes
from bot.core.councils.members import add_members, ask_names, end_member, set_post
from bot.core.councils.planning import cancel, reschedule, restore
from bot.core.councils.sittings import put_on_agenda, sittings, take_off
from bot.core.councils.voting import NobodyPresent, VotesOfMore, attendance, mark_all_present, rule
from bot.core.errors import Outdated
from bot.core.ports import Desk
from tests.core.council_office import (
    DIRECTOR,
    TEACHER,
    CouncilOffice,
    days_later,
    older_pupils,
    opens,
    tells,
)
from tests.core.office import office_over


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path) -> AsyncIterator[CouncilOffice]:
    async with office_over(school_database, tmp_path) as office:
        yield CouncilOffice(office)


async def sat(office: CouncilOffice, number: int = 3, skip: int = 0, day: int = 0) -> tuple[int, list[int]]:
    """A sitting of seven members with its agenda: the first granted, the second refused, the others not dealt with."""
    if not await office.sees(lambda desk: desk.councils.members()):
        await office.council("Ли А.С., төраға\nКим Б.Б., хатшы\nОспан Ж.К., орынбасар\n" + names(8))
    made = await office.applications(number, skip=skip)
    sitting_id = await office.sitting(days_later(day))
    await office.put(sitting_id, made)
    await office.come(sitting_id, 7)
    items = [one.id for one in await office.items(sitting_id)]
    await office.does(lambda desk: rule(desk, sitting_id, items[:1], Ruling.GRANT, "", category="3"))
    if number > 1:
        await office.does(lambda desk: rule(desk, sitting_id, items[1:2], Ruling.REFUSE, "құжат жоқ"))
    return sitting_id, made


def names(number: int) -> str:
    return "\n".join(f"Мүше{letter} Сынақ" for letter in "абвгдежзик"[:number])


async def test_a_closed_sitting_has_a_number_and_its_decisions(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office)
    await office.does(
        lambda desk: desk.limits.set("camp", desk.schools.get().year, "camp", "Тау", 1, desk.moment)
    )
    before = await office.sees(lambda desk: closing(desk, sitting_id))
    assert (before.granted, before.refused, before.put_off, before.not_carried) == (1, 1, 1, 0)
    assert (before.too_early, before.followed, before.page.next_number) == (False, False, 1)
    held = await office.close(sitting_id)
    assert (held.state, held.number, len(held.present), len(held.members)) == (SittingState.HELD, 1, 7, 11)
    assert await office.states(made) == ["granted", "refused", "ready"]
    decisions = await office.sees(lambda desk: desk.decisions.of_sitting(sitting_id))
    assert [(one.ruling, one.category, one.reason, dict(one.details)) for one in decisions] == [
        (Ruling.GRANT, "3", "", {"camp": "Тау"}), (Ruling.REFUSE, "2", "құжат жоқ", {}),
    ]  # fmt: skip
    assert (await office.application(made[0])).category == "3"
    after = await office.sees(lambda desk: closing(desk, sitting_id))
    assert (after.granted, after.refused, after.put_off, after.followed) == (1, 1, 1, False)


async def test_the_council_of_the_day_is_kept_with_the_protocol(office: CouncilOffice) -> None:
    sitting_id, _ = await sat(office)
    held = await office.close(sitting_id)
    members = {one.id: one for one in await office.sees(lambda desk: desk.councils.all_members())}
    assert held.chaired_by is not None
    assert held.minutes_by is not None
    assert [members[held.chaired_by].name, members[held.minutes_by].name] == ["Ли А. С.", "Ким Б. Б."]
    gone = min(held.members - held.present)
    await office.does(lambda desk: end_member(desk, gone))
    await office.does(lambda desk: ask_names(desk, members[gone].capacity))
    await office.does(lambda desk: add_members(desk, "Жаңа Мүше"))
    there = await office.sees(lambda desk: attendance(desk, desk.councils.sitting(sitting_id)))
    assert (len(there.present), there.total) == (7, 11)
    assert gone in {one.id for one in there.absent}


async def test_a_deputy_leads_where_the_chair_is_away(office: CouncilOffice) -> None:
    sitting_id, _ = await sat(office)
    members = {one.name: one for one in await office.sees(lambda desk: desk.councils.members())}
    there = frozenset(one.id for name, one in members.items() if name[:2] in ("Ос", "Мү"))

    def come(desk: Desk) -> None:
        desk.councils.change_sitting(replace(desk.councils.sitting(sitting_id), present=there))

    await office.does(come)
    found = await office.sees(lambda desk: attendance(desk, desk.councils.sitting(sitting_id)))
    assert found.chair is not None
    assert (found.chair.name, found.chair.post, found.secretary) == ("Оспан Ж. К.", Post.DEPUTY, None)
    await office.does(lambda desk: set_post(desk, members["Оспан Ж. К."].id, Post.MEMBER))
    nobody = await office.sees(lambda desk: attendance(desk, desk.councils.sitting(sitting_id)))
    assert nobody.chair is None


async def test_a_double_tap_on_close_is_one_protocol(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office)
    revision = (await office.get(sitting_id)).revision
    for _ in range(5):
        await office.does(lambda desk: close_sitting(desk, sitting_id, revision, tells))
    assert (await office.get(sitting_id)).number == 1
    assert len(await office.sees(lambda desk: desk.decisions.of_sitting(sitting_id))) == 2
    assert len(await office.sees(lambda desk: desk.decisions.of_application(made[0]))) == 1


async def test_what_was_drawn_before_a_change_closes_nothing(office: CouncilOffice) -> None:
    sitting_id, _ = await sat(office)
    revision = (await office.get(sitting_id)).revision
    await office.does(lambda desk: mark_all_present(desk, sitting_id))
    with pytest.raises(Outdated):
        await office.does(lambda desk: close_sitting(desk, sitting_id, revision, tells))
    await office.close(sitting_id)
    await office.reopen(sitting_id)
    with pytest.raises(Outdated):
        await office.does(lambda desk: close_sitting(desk, sitting_id, revision + 1, tells))
    assert (await office.get(sitting_id)).state is SittingState.PLANNED
    await office.close(sitting_id)
    with pytest.raises(Outdated):
        await office.does(lambda desk: reopen_sitting(desk, sitting_id, revision, tells))
    assert (await office.get(sitting_id)).state is SittingState.HELD


async def test_what_can_not_be_closed(office: CouncilOffice) -> None:
    sitting_id, _ = await sat(office, day=2)
    with pytest.raises(NotYetHeld):
        await office.close(sitting_id)
    assert (await office.sees(lambda desk: closing(desk, sitting_id))).too_early
    office.passes(days=2)
    members = [one.id for one in await office.sees(lambda desk: desk.councils.members())]
    for member_id in members[:3]:
        await office.does(lambda desk, it=member_id: end_member(desk, it))
    with pytest.raises(VotesOfMore):
        await office.close(sitting_id)
    await office.come(sitting_id, 0)
    with pytest.raises(NobodyPresent):
        await office.close(sitting_id)
    assert (await office.get(sitting_id)).number is None
    await office.come(sitting_id, 5)
    assert (await office.close(sitting_id)).number == 1


async def test_a_ruling_without_a_majority_is_said(office: CouncilOffice) -> None:
    sitting_id, _ = await sat(office)
    item = (await office.items(sitting_id))[0]
    await office.does(lambda desk: rule(desk, sitting_id, [item.id], Ruling.GRANT, "", Votes(3, 3, 1)))
    assert (await office.sees(lambda desk: closing(desk, sitting_id))).not_carried == 1


async def test_the_close_is_taken_back_whole(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office)
    before = await office.items(sitting_id)
    await office.close(sitting_id)
    for _ in range(2):
        await office.reopen(sitting_id)
    assert await office.items(sitting_id) == before
    assert set(await office.states(made)) == {"on_agenda"}
    assert (await office.application(made[0])).category == "2"
    assert await office.sees(lambda desk: desk.decisions.of_sitting(sitting_id)) == ()
    sitting = await office.get(sitting_id)
    assert (sitting.number, sitting.state, len(sitting.present)) == (None, SittingState.PLANNED, 7)
    assert (await office.close(sitting_id)).number == 1
    assert await office.states(made) == ["granted", "refused", "ready"]


async def test_what_was_put_off_and_went_on_stays_where_it_is(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office, 4)
    await office.close(sitting_id)
    other = await office.sitting(days_later(1))
    await office.put(other, made[2:3])
    await office.does(lambda desk: take_step(desk, desk.applications.get(made[3]), Step.NOTE) and None)
    await office.reopen(sitting_id)
    assert await office.states(made) == ["on_agenda"] * 4
    assert [one.application_id for one in await office.items(sitting_id)] == [made[0], made[1], made[3]]
    assert [one.application_id for one in await office.items(other)] == [made[2]]


async def test_only_the_newest_protocol_can_be_taken_back(office: CouncilOffice) -> None:
    first, _ = await sat(office)
    await office.close(first)
    second, _ = await sat(office, skip=5, day=0)
    await office.does(lambda desk: reschedule(desk, second, days_later(-1), "school", opens, tells))
    assert (await office.close(second)).number == 2
    assert (await office.sees(lambda desk: closing(desk, first))).followed
    with pytest.raises(SomethingFollowed):
        await office.reopen(first)
    await office.reopen(second)
    await office.reopen(first)
    assert (await office.close(second)).number == 1
    assert (await office.close(first)).number == 2
    assert [one.sitting.number for one in await office.sees(sittings)] == [2, 1]


async def test_an_order_a_later_decision_or_a_withdrawal_holds_the_protocol(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office)
    await office.close(sitting_id)

    def end(desk: Desk) -> None:
        one = desk.applications.get(made[0])
        decide(desk, one, Ruling.END, "көшіп кетті", one.category, desk.today, None, {})

    def withdraw(desk: Desk) -> None:
        take_step(desk, desk.applications.get(made[0]), Step.WITHDRAWN)

    def apply_anew(desk: Desk) -> None:
        refused = desk.applications.get(made[1])
        register(desk, service_named("camp"), refused.pupil_id, {"category": "1"}, Source.PAPER, None)

    def order(desk: Desk) -> None:
        waiting = waiting_for_order(desk, "camp")
        make_order(desk, "camp", waiting.year, waiting.mark)

    for work in (order, end, withdraw, apply_anew):
        await office.does(work)
        assert (await office.sees(lambda desk: closing(desk, sitting_id))).followed
        with pytest.raises(SomethingFollowed):
            await office.reopen(sitting_id)


async def test_a_new_application_for_the_same_holds_a_refusal(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office)
    await office.close(sitting_id)

    def apply_anew(desk: Desk) -> None:
        refused = desk.applications.get(made[1])
        register(desk, service_named("camp"), refused.pupil_id, {"category": "1"}, Source.PAPER, None)

    await office.does(apply_anew)
    with pytest.raises(SomethingFollowed):
        await office.reopen(sitting_id)


async def test_a_held_or_cancelled_sitting_is_not_written_to(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office)
    item = (await office.items(sitting_id))[0]
    await office.close(sitting_id)
    for work in (
        lambda desk: mark_all_present(desk, sitting_id),
        lambda desk: rule(desk, sitting_id, [item.id], Ruling.GRANT, ""),
        lambda desk: put_on_agenda(desk, sitting_id, made[2:], tells),
        lambda desk: take_off(desk, sitting_id, made, tells),
        lambda desk: cancel(desk, sitting_id, 1, tells),
        lambda desk: restore(desk, sitting_id, 1, opens, tells),
        lambda desk: reschedule(desk, sitting_id, days_later(1), "online", opens, tells),
    ):
        with pytest.raises(Outdated):
            await office.does(work)
    other = await office.sitting(days_later(3))
    await office.cancel(other)
    with pytest.raises(Outdated):
        await office.close(other)
    with pytest.raises(SomethingFollowed):
        await office.reopen(other)


async def test_what_was_withdrawn_meanwhile_is_not_in_the_protocol(office: CouncilOffice) -> None:
    sitting_id, made = await sat(office)
    await office.does(lambda desk: take_step(desk, desk.applications.get(made[0]), Step.WITHDRAWN) and None)
    await office.close(sitting_id)
    assert [one.application_id for one in await office.items(sitting_id)] == made[1:]
    assert await office.states(made) == ["withdrawn", "refused", "ready"]


async def test_applicants_hear_each_thing_once(office: CouncilOffice) -> None:
    """The parents of the sample school applied themselves; news are taken back or corrected by an undo."""
    await office.council()
    parent = await office.sees(lambda desk: desk.people.by_telegram(500_017))
    assert parent is not None
    child = min(parent.children)

    def apply(desk: Desk) -> None:
        one = register(desk, service_named("camp"), child, {"category": "2"}, Source.CHAT, parent.id)
        take_step(desk, one, Step.PAPERS_COMPLETE)

    await office.does(apply)
    sitting_id = await office.sitting()
    await office.put(sitting_id)
    await office.come(sitting_id, 7)
    (item,) = await office.items(sitting_id)
    await office.does(lambda desk: rule(desk, sitting_id, [item.id], Ruling.GRANT, ""))
    await office.close(sitting_id)
    assert await told(office) == ["telling.on_agenda", "telling.granted"]
    await office.reopen(sitting_id)
    assert await told(office) == ["telling.on_agenda"]
    await office.close(sitting_id)
    assert await told(office) == ["telling.on_agenda", "telling.granted"]


async def told(office: CouncilOffice) -> list[str]:
    """What waits to be sent, by the kind of news."""
    marks = await office.sees(
        lambda desk: desk.connection.exec_driver_sql(
            "SELECT unique_mark FROM outbox WHERE unique_mark LIKE 'told:%' ORDER BY id"
        ).scalars().all()
    )  # fmt: skip
    return [one.rsplit(":", 1)[-1] for one in marks]


@pytest.mark.parametrize("who", [DIRECTOR, TEACHER, 1])
async def test_only_the_pedagogue_closes_and_reopens(office: CouncilOffice, who: int) -> None:
    sitting_id, _ = await sat(office, 1)
    with pytest.raises(NotAllowed):
        await office.sees(lambda desk: closing(desk, sitting_id), who)
    for work in (
        lambda desk: close_sitting(desk, sitting_id, 99, tells),
        lambda desk: reopen_sitting(desk, sitting_id, 99, tells),
    ):
        with pytest.raises(NotAllowed):
            await office.does(work, who)


@pytest.mark.parametrize("seed", range(6))
async def test_numbers_have_no_gaps_whatever_is_closed_and_reopened(office: CouncilOffice, seed: int) -> None:
    chance = random.Random(seed)
    await office.council()
    planned = [await office.sitting(days_later(-day)) for day in range(5)]
    pupils = await office.sees(older_pupils)
    made = await office.applications(min(10, len(pupils)))
    for place, application_id in enumerate(made):
        await office.put(planned[place % 5], [application_id])
    for sitting_id in planned:
        await office.come(sitting_id, 6)
        items = [one.id for one in await office.items(sitting_id)]
        ruling = chance.choice((Ruling.GRANT, Ruling.REFUSE))
        await office.does(
            lambda desk, it=sitting_id, its=items, how=ruling: rule(desk, it, its, how, "себебі")
        )
    held: list[int] = []
    for _ in range(25):
        if held and chance.random() < 0.45:
            await office.reopen(held.pop())
        elif waiting := [one for one in planned if one not in held]:
            held.append(chance.choice(waiting))
            await office.close(held[-1])
        numbers = [(await office.get(one)).number for one in held]
        assert numbers == list(range(1, len(held) + 1))
        decided = [await office.sees(lambda desk, it=one: desk.decisions.of_sitting(it)) for one in planned]
        assert [bool(found) for found in decided] == [one in held for one in planned]
        assert set(await office.states(made)) <= {State.GRANTED, State.REFUSED, State.ON_AGENDA}
