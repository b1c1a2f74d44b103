"""A season of the council: forty applications, three sittings, changes and undo; all that is written agrees."""

import random
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.applications.application import State
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.applications.entitlement import held_on
from bot.core.applications.orders import (
    Listed,
    make_order,
    order_lines,
    orders,
    take_back_order,
    waiting_for_order,
    waiting_orders,
)
from bot.core.councils.council import SittingState, Votes
from bot.core.councils.voting import attendance, rule
from bot.core.ports import Desk
from tests.core.council_office import CouncilOffice, days_later
from tests.core.office import office_over

SERVICES = (("meals", "5"), ("camp", "2"), ("aid", "1"), ("sponsor", "4"))
RULINGS = (Ruling.GRANT, Ruling.GRANT, Ruling.GRANT, Ruling.REFUSE, None)


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path) -> AsyncIterator[CouncilOffice]:
    async with office_over(school_database, tmp_path) as office:
        yield CouncilOffice(office)


@pytest.mark.parametrize("seed", range(3))
async def test_a_season_adds_up(office: CouncilOffice, seed: int) -> None:
    chance = random.Random(seed)
    await office.council()
    ids = [
        one
        for place, (service, category) in enumerate(SERVICES)
        for one in await office.applications(10, service, category, skip=place * 10)
    ]
    for turn in range(3):
        sitting_id = await office.sitting(days_later(turn * 7))
        office.passes(days=7 if turn else 0)
        await a_sitting(office, chance, sitting_id)
        await changes(office, chance, ids)
        await some_orders(office, chance)
        await check(office, ids)
    await some_orders(office, random.Random(0), always=True)
    await check(office, ids)
    assert await office.sees(waiting_orders) == ()


async def a_sitting(office: CouncilOffice, chance: random.Random, sitting_id: int) -> None:
    """Votes about most of the agenda; sometimes it is closed, taken back, mended and closed again."""
    await office.put(sitting_id)
    present = chance.randint(6, 11)
    await office.come(sitting_id, present)
    for item in await office.items(sitting_id):
        ruling = chance.choice(RULINGS)
        against = chance.randint(0, present // 3)
        votes = Votes(present - against, against)
        if ruling is not None:
            await office.does(
                lambda desk, it=item.id, how=ruling, its=votes: rule(
                    desk, sitting_id, [it], how, "сынақ", its
                )
            )
    number = (await office.close(sitting_id)).number
    if chance.random() < 0.6:
        await office.reopen(sitting_id)
        assert (await office.close(sitting_id)).number == number


async def changes(office: CouncilOffice, chance: random.Random, ids: Sequence[int]) -> None:
    """The school changes and ends some of what is held."""

    def work(desk: Desk) -> None:
        granted = [one for one in desk.applications.some(ids) if one.state is State.GRANTED]
        for one in chance.sample(granted, min(4, len(granted))):
            made = desk.decisions.of_application(one.id)
            if made[-1].ruling is Ruling.END:
                continue
            if chance.random() < 0.5:
                decide(desk, one, Ruling.END, "бітті", one.category, desk.today, None, {})
            else:
                category = "1" if one.category == "3" else "3"
                decide(desk, one, Ruling.CHANGE, "жаңа құжат", category, desk.today, None, {})

    await office.does(work)


async def some_orders(office: CouncilOffice, chance: random.Random, always: bool = False) -> None:
    for waiting in await office.sees(waiting_orders):
        if always or chance.random() < 0.7:
            await office.does(lambda desk, it=waiting: order_it(desk, it.service))
            if chance.random() < 0.3:
                newest = (await office.sees(orders))[0]
                await office.does(lambda desk, it=newest.id: take_back_order(desk, it))
                await office.does(lambda desk, it=waiting: order_it(desk, it.service))


def order_it(desk: Desk, service: str) -> None:
    waiting = waiting_for_order(desk, service)
    make_order(desk, service, waiting.year, waiting.mark)


async def check(office: CouncilOffice, ids: Sequence[int]) -> None:
    await office.does(lambda desk: agree(desk, ids))


def agree(desk: Desk, ids: Sequence[int]) -> None:
    """Numbers, states, decisions, orders and entitlements say the same."""
    year = desk.schools.get().year
    held = [one for one in desk.councils.sittings(year) if one.state is SittingState.HELD]
    assert sorted(one.number or 0 for one in held) == list(range(1, len(held) + 1))
    for sitting in held:
        present = len(attendance(desk, sitting).present)
        items = desk.councils.agenda(sitting.id)
        assert all(one.votes.total <= present for one in items if one.votes)
        ruled = {(one.application_id, one.ruling) for one in items if one.ruling}
        assert {(one.application_id, one.ruling) for one in desk.decisions.of_sitting(sitting.id)} == ruled
    made = desk.orders.of_year(year)
    assert [one.number for one in made] == list(range(1, len(made) + 1))
    for service, _ in SERVICES:
        decisions_agree(desk, service, [one for one in made if one.service == service])
    states = {one.id: one.state for one in desk.applications.some(ids)}
    for application_id, state in states.items():
        rulings = [one.ruling for one in desk.decisions.of_application(application_id)]
        assert (state is State.REFUSED) == (rulings == [Ruling.REFUSE])
        assert (state is State.GRANTED) == (rulings[:1] == [Ruling.GRANT])
        assert state in (State.GRANTED, State.REFUSED, State.READY)


def decisions_agree(desk: Desk, service: str, made: Sequence[Order]) -> None:
    """What the orders say one after the other, with what waits for one, is who is entitled."""
    year = desk.schools.get().year
    assert [one.kind for one in made] == [OrderKind.LIST, *[OrderKind.CHANGES] * (len(made) - 1)][: len(made)]
    listed: dict[int, str] = {}
    for lines in (*(order_lines(desk, one) for one in made), waiting_for_order(desk, service).lines):
        for line in lines:
            application_id = line.decision.application_id
            assert (application_id in listed) is (line.listed is not Listed.NEW)
            listed.pop(application_id, None)
            if line.listed is not Listed.ENDED:
                listed[application_id] = line.decision.category
    entitled = {one.application.id: one.decision.category for one in held_on(desk, service, desk.today)}
    assert listed == entitled
    assert_each_decision_is_once(desk.decisions.of_year(service, year), made)


def assert_each_decision_is_once(decisions: Sequence[Decision], made: Sequence[Order]) -> None:
    ids = {one.id for one in made}
    assert all(one.order_id is None or one.order_id in ids for one in decisions)
    assert all(one.order_id is None for one in decisions if one.ruling is Ruling.REFUSE)
