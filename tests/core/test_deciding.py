"""Decisions of the school: what is proposed, what is written, who is told, what can be undone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.applications.application import Source, State, Step
from bot.core.applications.case import case
from bot.core.applications.choosing import (
    NothingChosen,
    begin_choice,
    choice,
    choose,
    choose_all,
    propose_chosen,
    put_chosen,
    put_one,
)
from bot.core.applications.deciding import EndsBeforeItBegins, NothingChanges, NothingHeld, decide
from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.applications.entitlement import held_on
from bot.core.applications.handling import AppliedAnew, InProtocol, OnOrder, undo_last
from bot.core.applications.preview import preview
from bot.core.applications.proposal import Proposal, read, written
from bot.core.applications.proposing import (
    MOST_AT_ONCE,
    CouncilDecides,
    DayNotUnderstood,
    NothingAsked,
    TooMany,
    ask_part,
    carry_out,
    last_day,
    propose,
    proposed,
    read_day,
    set_part,
    write_part,
)
from bot.core.applications.queue import Pile
from bot.core.applications.registering import register, service_named
from bot.core.applications.telling import NoReason
from bot.core.councils.council import Sitting, SittingState
from bot.core.errors import NotFound, Outdated
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from bot.core.services.limits import LimitNotUnderstood
from bot.core.services.registry import SERVICES
from bot.sandbox.sample_school import SampleSchool
from tests.core.cases_office import CasesOffice, cases_office, tells
from tests.core.council_office import older_pupils
from tests.journeys.cases import MEALS

MONDAY = date(2026, 9, 7)
LAST = date(2027, 5, 25)


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path, sample: SampleSchool) -> AsyncIterator[CasesOffice]:
    async with cases_office(school_database, tmp_path, sample) as office:
        yield office


async def proposal_of(office: CasesOffice) -> Proposal:
    found = await office.sees(proposed)
    assert found is not None
    return found


async def begins(office: CasesOffice, number: int, ruling: Ruling) -> Proposal:
    mark = await office.mark(number)
    await office.does(lambda desk: propose(desk, ruling, [(number, mark)]))
    return await proposal_of(office)


async def says(office: CasesOffice, part: str, value: str) -> None:
    mark = (await proposal_of(office)).mark
    await office.does(lambda desk: set_part(desk, mark, part, value))


async def carries_out(office: CasesOffice) -> None:
    found = await proposal_of(office)
    await office.does(lambda desk: carry_out(desk, found.mark, found.revision, tells))


async def granted(office: CasesOffice, **answers: str) -> int:
    number = await office.applied(state=State.READY, **answers)
    await begins(office, number, Ruling.GRANT)
    await carries_out(office)
    return number


async def decisions(office: CasesOffice, number: int) -> tuple[Decision, ...]:
    return await office.sees(lambda desk: desk.decisions.of_application(number))


async def held(office: CasesOffice, day: date) -> list[tuple[int, str]]:
    found = await office.sees(lambda desk: held_on(desk, "meals", day))
    return [(one.application.id, one.decision.category) for one in found]


async def test_a_grant_holds_until_the_last_day_of_lessons(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    found = await begins(office, number, Ruling.GRANT)
    assert (found.since, found.until, found.asks, found.parts) == (
        MONDAY,
        LAST,
        "",
        ("category", "since", "until", "reason"),
    )
    await says(office, "category", "1")
    await says(office, "since", "2026-09-08")
    await carries_out(office)
    (made,) = await decisions(office, number)
    assert (made.ruling, made.category, made.since, made.until) == (
        Ruling.GRANT,
        "1",
        date(2026, 9, 8),
        LAST,
    )
    assert (await office.get(number)).category == "1"
    assert [await held(office, day) for day in (MONDAY, date(2026, 9, 8), LAST)] == [
        [],
        [(number, "1")],
        [(number, "1")],
    ]
    assert (await office.told())[-1] == "telling.granted"
    assert (f"decide_{Ruling.GRANT}", f"application:{number}") in await office.noted()
    event = await office.last_event(number)
    await office.does(lambda desk: undo_last(desk, number, event, tells))
    assert (await office.state(number), await held(office, LAST)) == (State.READY, [])


async def test_nothing_is_carried_out_but_what_was_seen(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    seen = await begins(office, number, Ruling.GRANT)
    await says(office, "since", "2026-10-01")
    with pytest.raises(Outdated):
        await office.does(lambda desk: carry_out(desk, seen.mark, seen.revision, tells))
    now = await proposal_of(office)
    with pytest.raises(Outdated):
        await office.does(lambda desk: carry_out(desk, "------", now.revision, tells))
    await office.step(number, Step.NOTE)
    with pytest.raises(Outdated):
        await carries_out(office)
    assert await decisions(office, number) == ()
    second = await begins(office, number, Ruling.GRANT)
    for stale in (seen.mark, "------"):
        with pytest.raises(Outdated):
            await office.does(lambda desk, it=stale: set_part(desk, it, "since", "2026-11-01"))
        with pytest.raises(Outdated):
            await office.does(lambda desk, it=stale: ask_part(desk, it, "since"))
    assert (await proposal_of(office)).since == second.since
    await carries_out(office)
    with pytest.raises(Outdated):
        await office.does(lambda desk: carry_out(desk, second.mark, second.revision, tells))
    assert len(await decisions(office, number)) == 1


async def test_a_refusal_needs_its_reason(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    found = await begins(office, number, Ruling.REFUSE)
    assert (found.asks, found.parts) == ("reason", ("reason",))
    with pytest.raises(Outdated):
        await carries_out(office)
    with pytest.raises(NoReason):
        await office.does(lambda desk: write_part(desk, "  "))
    with pytest.raises(NotFound):
        await says(office, "until", "2027-01-01")
    await office.does(lambda desk: write_part(desk, " Табысы  жоғары "))
    await carries_out(office)
    (made,) = await decisions(office, number)
    assert (made.ruling, made.reason, made.until) == (Ruling.REFUSE, "Табысы жоғары", None)
    assert (await office.state(number), (await office.told())[-1]) == (State.REFUSED, "telling.refused")
    assert await held(office, LAST) == []


@pytest.mark.parametrize("ruling", [Ruling.REFUSE, Ruling.CHANGE, Ruling.END])
async def test_nothing_but_a_grant_goes_without_a_reason(office: CasesOffice, ruling: Ruling) -> None:
    number = await office.applied(state=State.READY)

    def reasonless(desk: Desk) -> None:
        decide(desk, desk.applications.get(number), ruling, " ", "1", MONDAY, None, {})

    with pytest.raises(NoReason):
        await office.does(reasonless)


async def test_changes_during_the_year(office: CasesOffice) -> None:
    number = await granted(office)
    found = await begins(office, number, Ruling.CHANGE)
    assert (found.asks, found.until) == ("category", None)
    with pytest.raises(NothingAsked):
        await office.does(lambda desk: write_part(desk, "1"))
    await says(office, "category", "2")
    await says(office, "reason", "Жаңа құжат")
    with pytest.raises(NothingChanges):
        await carries_out(office)
    await says(office, "category", "5")
    view = await office.sees(preview)
    assert view is not None
    assert view.by_council
    await says(office, "since", "2026-11-02")
    await carries_out(office)
    assert (await office.get(number)).category == "5"
    assert [await held(office, day) for day in (date(2026, 11, 1), date(2026, 11, 2), LAST)] == [
        [(number, "2")],
        [(number, "5")],
        [(number, "5")],
    ]
    found = await begins(office, number, Ruling.END)
    assert (found.asks, found.since) == ("reason", date(2026, 9, 8))
    await says(office, "reason", "Ата-ана сұрады")
    await says(office, "since", "2026-12-01")
    await carries_out(office)
    assert [await held(office, day) for day in (date(2026, 11, 30), date(2026, 12, 1))] == [
        [(number, "5")],
        [],
    ]
    assert (await office.told())[-3:] == ["telling.granted", "telling.changed", "telling.ended"]
    for expected in ("5", "2"):
        event = await office.last_standing(number)
        await office.does(lambda desk, it=event: undo_last(desk, number, it, tells))
        assert (await office.get(number)).category == expected
    assert await held(office, LAST) == [(number, "2")]


async def test_what_is_not_held_is_neither_changed_nor_ended(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    mark = await office.mark(number)
    for ruling in (Ruling.CHANGE, Ruling.END):
        with pytest.raises(NothingHeld):
            await office.does(lambda desk, it=ruling: propose(desk, it, [(number, mark)]))
    await begins(office, number, Ruling.GRANT)
    await carries_out(office)
    await begins(office, number, Ruling.END)
    await says(office, "reason", "Кетті")
    await carries_out(office)
    seen = await office.sees(lambda desk: case(desk, number))
    assert seen.held is not None
    await begins(office, number, Ruling.END)
    await says(office, "reason", "Кетті")
    with pytest.raises(NothingHeld):
        await carries_out(office)
    office.office.clock.passes(days=1)
    mark = await office.mark(number)
    with pytest.raises(NothingHeld):
        await office.does(lambda desk: propose(desk, Ruling.END, [(number, mark)]))
    assert (await office.sees(lambda desk: case(desk, number))).held is None


async def test_an_end_is_not_undone_once_the_child_has_a_newer_application(office: CasesOffice) -> None:
    number = await granted(office)
    await begins(office, number, Ruling.END)
    await says(office, "reason", "Ата-ана сұрады")
    await carries_out(office)
    office.office.clock.passes(days=2)
    await office.applied()
    event = await office.last_event(number)
    with pytest.raises(AppliedAnew):
        await office.does(lambda desk: undo_last(desk, number, event, tells))
    assert (await office.sees(lambda desk: case(desk, number))).held is None


async def test_the_school_does_not_decide_for_the_council(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY, category="5", reason="Өрт болды")
    mark = await office.mark(number)
    for ruling in (Ruling.GRANT, Ruling.REFUSE):
        with pytest.raises(CouncilDecides):
            await office.does(lambda desk, it=ruling: propose(desk, it, [(number, mark)]))
    other = await office.applied(child=1, state=State.READY)
    await begins(office, other, Ruling.GRANT)
    with pytest.raises(CouncilDecides):
        await says(office, "category", "5")
    with pytest.raises(NotFound):
        await says(office, "category", "9")


@pytest.mark.parametrize("state", sorted(set(State) - {State.READY, State.GRANTED}))
async def test_only_what_is_ready_is_decided_about(office: CasesOffice, state: State) -> None:
    number = await office.applied()

    def at(desk: Desk) -> None:
        event = desk.applications.history(number)[-1]
        desk.applications.note(replace(event, id=0, step=Step.NOTE, after=state))

    await office.does(at)
    mark = await office.mark(number)
    with pytest.raises(Outdated):
        await office.does(lambda desk: propose(desk, Ruling.GRANT, [(number, mark)]))


async def test_days_that_do_not_fit_are_refused_and_the_rest_is_kept(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    found = await begins(office, number, Ruling.GRANT)
    await office.does(lambda desk: ask_part(desk, found.mark, "since"))
    view = await office.sees(preview)
    assert view is not None
    assert view.days == (MONDAY, date(2026, 9, 8), date(2026, 10, 1))
    with pytest.raises(DayNotUnderstood):
        await office.does(lambda desk: write_part(desk, "кейін"))
    with pytest.raises(EndsBeforeItBegins):
        await office.does(lambda desk: write_part(desk, "1.6.2027"))
    await office.does(lambda desk: write_part(desk, "14.09"))
    await office.does(lambda desk: ask_part(desk, found.mark, "until"))
    view = await office.sees(preview)
    assert view is not None
    assert view.days == (LAST,)
    await says(office, "until", "")
    with pytest.raises(NotFound):
        await says(office, "until", "нонсенс")
    with pytest.raises(NotFound):
        await office.does(lambda desk: ask_part(desk, found.mark, "detail.camp"))
    now = await proposal_of(office)
    assert (now.since, now.until, now.asks) == (date(2026, 9, 14), None, "")
    with pytest.raises(NothingAsked):
        await office.does(lambda desk: write_part(desk, "14.09"))


async def test_what_is_given_comes_from_the_limits_and_can_be_written_over(office: CasesOffice) -> None:
    def grant(desk: Desk, details: dict[str, str]) -> None:
        decide(desk, desk.applications.get(1), Ruling.GRANT, "", "2", MONDAY, None, details)

    def set_limits(desk: Desk) -> None:
        for key, value in (("camp", "«Арман»"), ("shift", "1: 02.06.2027"), ("quota", "7")):
            desk.limits.set("camp", desk.schools.get().year, key, value, desk.actor.id, desk.moment)

    await office.does(set_limits)
    number = await office.applied(service="camp", state=State.READY, shift="june", camp_kind="any")
    with pytest.raises(NotFound):
        await office.does(lambda desk: grant(desk, {"price": "1"}))
    await office.does(lambda desk: grant(desk, {"camp": "«Арман»", "shift": "1"}))
    found = await begins(office, number, Ruling.CHANGE)
    assert found.parts == ("category", "since", "until", "detail.camp", "detail.shift", "reason")
    await says(office, "category", "2")
    await says(office, "reason", "Орын ауысты")
    await says(office, "detail.camp", "«Балдәурен»")
    with pytest.raises(LimitNotUnderstood):
        await says(office, "detail.shift", " ")
    await carries_out(office)
    seen = await office.sees(lambda desk: case(desk, number))
    assert seen.held is not None
    assert dict(seen.held.details) == {"camp": "«Балдәурен»", "shift": "1"}


async def test_a_category_that_the_council_took_over_meanwhile(
    office: CasesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await office.applied(state=State.READY)
    await begins(office, number, Ruling.GRANT)
    monkeypatch.setitem(SERVICES, "meals", replace(SERVICES["meals"], council_for=frozenset({"2"})))
    with pytest.raises(CouncilDecides):
        await carries_out(office)
    assert await decisions(office, number) == ()


async def test_only_a_place_on_a_list_has_a_usual_last_day(office: CasesOffice) -> None:
    for key, expected in (("meals", LAST), ("camp", None), ("aid", None), ("kg_meals", LAST)):
        service = SERVICES[key]
        found = await office.sees(lambda desk, it=service: last_day(desk, it, SchoolYear(2026)))
        assert found == expected
    with pytest.raises(Outdated):
        await office.does(lambda desk: write_part(desk, "себеп"))


async def test_a_decision_has_its_days_in_their_order(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)

    def backwards(desk: Desk) -> None:
        decide(desk, desk.applications.get(number), Ruling.GRANT, "", "2", LAST, MONDAY, {})

    with pytest.raises(EndsBeforeItBegins):
        await office.does(backwards)


async def test_several_at_once_all_or_none(office: CasesOffice) -> None:
    first = await office.applied(state=State.READY)
    second = await office.applied(child=1, state=State.READY, category="1", asp="gets", asp_paper="egov")
    await office.does(lambda desk: begin_choice(desk, Pile.SCHOOL, "meals"))
    found = await office.sees(choice)
    assert found is not None
    with pytest.raises(NothingChosen):
        await office.does(lambda desk: propose_chosen(desk, found.mark, Ruling.GRANT))
    with pytest.raises(Outdated):
        await office.does(lambda desk: choose(desk, found.mark, 999, True))
    with pytest.raises(Outdated):
        await office.does(lambda desk: choose(desk, "------", first, True))
    for _ in range(2):
        await office.does(lambda desk: choose(desk, found.mark, first, True))
    await office.does(lambda desk: choose_all(desk, found.mark, True))
    await office.does(lambda desk: choose(desk, found.mark, second, False))
    await office.does(lambda desk: choose_all(desk, found.mark, False))
    await office.does(lambda desk: choose_all(desk, found.mark, True))
    await office.does(lambda desk: propose_chosen(desk, found.mark, Ruling.GRANT))
    proposal = await proposal_of(office)
    assert (proposal.single, proposal.parts) == (0, ("since", "until", "reason"))
    with pytest.raises(NotFound):
        await says(office, "category", "1")
    await office.step(second, Step.NOTE)
    with pytest.raises(Outdated):
        await carries_out(office)
    assert await decisions(office, first) == await decisions(office, second) == ()
    await office.does(lambda desk: begin_choice(desk, Pile.SCHOOL, "meals"))
    again = await office.sees(choice)
    assert again is not None
    await office.does(lambda desk: choose_all(desk, again.mark, True))
    await office.does(lambda desk: propose_chosen(desk, again.mark, Ruling.GRANT))
    view = await office.sees(preview)
    assert view is not None
    assert [(one.application.id, one.category) for one in view.lines] == [(first, "2"), (second, "1")]
    await carries_out(office)
    assert await held(office, LAST) == [(first, "2"), (second, "1")]
    assert await office.sees(choice) is None


async def test_what_can_not_be_chosen_together(office: CasesOffice) -> None:
    for pile, service in ((Pile.NEW, "meals"), (Pile.SCHOOL, "")):
        with pytest.raises(NotFound):
            await office.does(lambda desk, it=pile, of=service: begin_choice(desk, it, of))
    meals = await office.applied(state=State.READY)
    camp = await office.applied(service="camp", state=State.READY, shift="june")
    marks = [(one, await office.mark(one)) for one in (meals, camp)]
    with pytest.raises(NotFound):
        await office.does(lambda desk: propose(desk, Ruling.GRANT, marks))
    with pytest.raises(NotFound):
        await office.does(lambda desk: propose(desk, Ruling.GRANT, []))


async def test_no_more_than_can_be_seen_are_decided_at_once(office: CasesOffice) -> None:
    made: list[int] = []

    def enter(desk: Desk) -> None:
        for pupil in older_pupils(desk)[: MOST_AT_ONCE + 1]:
            made.append(register(desk, service_named("meals"), pupil, MEALS, Source.PAPER, None).id)

    await office.does(enter)
    with pytest.raises(TooMany):
        await office.does(lambda desk: propose(desk, Ruling.GRANT, [(one, 1) for one in made]))


async def test_cases_for_the_council_go_on_a_sitting(office: CasesOffice) -> None:
    one = await office.applied(state=State.READY, category="5", reason="Өрт болды")
    two = await office.applied(child=1, state=State.READY, category="5", reason="Өрт болды")

    def plan(desk: Desk) -> None:
        at = desk.moment + timedelta(days=1)
        desk.councils.plan(Sitting(0, desk.schools.get().year, at, "", SittingState.PLANNED))

    await office.does(plan)
    mark = await office.mark(one)
    with pytest.raises(Outdated):
        await office.does(lambda desk: put_one(desk, one, mark + 1, 1, tells))
    await office.does(lambda desk: put_one(desk, one, mark, 1, tells))
    await office.does(lambda desk: begin_choice(desk, Pile.SITTING, "meals"))
    found = await office.sees(choice)
    assert found is not None
    assert [line.application.id for line in found.lines] == [two]
    await office.does(lambda desk: choose_all(desk, found.mark, True))
    await office.does(lambda desk: put_chosen(desk, found.mark, 1, tells))
    assert [await office.state(each) for each in (one, two)] == [State.ON_AGENDA] * 2
    seen = await office.sees(lambda desk: case(desk, one))
    assert seen.sitting is not None
    assert seen.sitting.id == 1


async def test_what_stands_in_an_order_or_a_protocol_is_changed_and_not_undone(office: CasesOffice) -> None:
    number = await granted(office)
    (made,) = await decisions(office, number)

    def order(desk: Desk) -> None:
        new = Order(
            0, "meals", desk.schools.get().year, 0, OrderKind.LIST, MONDAY, desk.actor.id, desk.moment
        )
        desk.decisions.set_order([made.id], desk.orders.make(new).id)

    await office.does(order)
    event = await office.last_event(number)
    with pytest.raises(OnOrder):
        await office.does(lambda desk: undo_last(desk, number, event, tells))
    heard = await office.applied(child=1, state=State.READY)

    def by_council(desk: Desk) -> None:
        sitting = desk.councils.plan(
            Sitting(0, desk.schools.get().year, desk.moment, "", SittingState.PLANNED)
        )
        application = desk.applications.get(heard)
        decide(desk, application, Ruling.GRANT, "", "3", MONDAY, LAST, {}, sitting_id=sitting)

    await office.does(by_council)
    assert (await office.get(heard)).category == "3"
    event = await office.last_event(heard)
    with pytest.raises(InProtocol):
        await office.does(lambda desk: undo_last(desk, heard, event, tells))
    assert await held(office, LAST) == [(number, "2"), (heard, "3")]


async def test_a_voucher_of_the_year_before_holds_in_august_and_old_money_does_not(
    office: CasesOffice,
) -> None:
    def give(desk: Desk) -> None:
        pupils = older_pupils(desk)
        for pupil, until in ((pupils[0], date(2027, 8, 20)), (pupils[1], None)):
            made = register(desk, service_named("camp"), pupil, {"category": "2"}, Source.PAPER, None)
            ready = replace(desk.applications.history(made.id)[-1], id=0, after=State.READY)
            desk.applications.note(ready)
            decide(desk, made, Ruling.GRANT, "", "2", date(2027, 7, 1), until, {})

    await office.does(give)

    async def on(day: date) -> list[int]:
        found = await office.sees(lambda desk: held_on(desk, "camp", day))
        return [one.application.id for one in found]

    assert [await on(date(2027, 7, 2)), await on(date(2027, 8, 20)), await on(date(2027, 8, 21))] == [
        [1, 2],
        [1],
        [],
    ]


WRITTEN_DAYS = [
    ("1.10.2026", date(2026, 10, 1), date(2026, 10, 1)),
    ("1.10", date(2026, 10, 1), date(2026, 10, 1)),
    ("05.09", date(2026, 9, 5), date(2027, 9, 5)),
    ("25.05.", date(2026, 5, 25), LAST),
    ("5.9.2026", date(2026, 9, 5), date(2026, 9, 5)),
    ("5 қазан 2026", date(2026, 10, 5), date(2026, 10, 5)),
    ("5 октября", date(2026, 10, 5), date(2026, 10, 5)),
    ("2027-01-15", date(2027, 1, 15), date(2027, 1, 15)),
    ("25/05/27", LAST, LAST),
]


@pytest.mark.parametrize(("typed", "nearest", "to_come"), WRITTEN_DAYS)
def test_days_are_read_as_people_write_them(typed: str, nearest: date, to_come: date) -> None:
    assert (read_day(typed, MONDAY, False), read_day(typed, MONDAY, True)) == (nearest, to_come)


@pytest.mark.parametrize("typed", ["", "ертең", "31.02.2026", "1.1.1999", "5", "99.99"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(DayNotUnderstood):
        read_day(typed, MONDAY, True)


WORDS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(
    st.sampled_from(Ruling),
    st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10**6)), min_size=1, max_size=5),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    WORDS,
    st.dictionaries(st.sampled_from(["camp", "shift", "amount"]), WORDS),
)
def test_a_proposal_comes_back_from_its_draft_as_it_was(
    ruling: Ruling,
    cases: list[tuple[int, int]],
    since: date,
    until: date | None,
    reason: str,
    details: dict[str, str],
) -> None:
    one = Proposal("aBc-_1", ruling, "camp", tuple(cases), since, until, "2", reason, details, "since")
    assert read(written(one)) == one
    assert replace(one, asks="").revision == one.revision
    assert replace(one, since=since + timedelta(days=1)).revision != one.revision
