"""The list of a month: who is on it, how it differs from the one before, and why; sums of aid by source and kind."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.applications.application import Application, Event, Source, State, Step
from bot.core.applications.case_papers import NothingToPrint, case_request, check_case_paper
from bot.core.applications.decision import Decision, ListLine, MonthlyList, Order, OrderKind, Ruling
from bot.core.applications.gathering import Gatherer, order_number
from bot.core.applications.monthly import difference, lines_for, month_page, months_of, read_month
from bot.core.applications.printed import What, Why
from bot.core.applications.registers import registers
from bot.core.applications.totals import Given, folded
from bot.core.errors import NotFound
from bot.core.papers import Format, Paper, Wanted
from bot.core.parents.representative import Representative
from bot.core.people import Adult, PersonName, Pupil, Relation, Role
from bot.core.ports import Desk
from bot.core.school import ClassName, School, SchoolYear
from tests.core.office import OfficeOfTests, office_over

YEAR = SchoolYear(2026)
PEDAGOGUE, PARENT = 601, 602
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
TODAY = date(2026, 9, 7)


@pytest_asyncio.fixture
async def office(empty_database: Path, tmp_path: Path) -> AsyncIterator[OfficeOfTests]:
    async with office_over(empty_database, tmp_path) as office:
        await office.does(PEDAGOGUE, furnish)
        yield office


def furnish(desk: Desk) -> None:
    """A class of five; one parent in the chat."""
    desk.schools.save(School("«Үлгі» мектебі", "Школа «Үлгі»", "Үлгі", year=YEAR, deputies=("Әли Ә.",)))
    class_ = desk.schools.ensure_class(YEAR, ClassName(7, "Ә"))
    pedagogue = desk.people.add(PEDAGOGUE, "Педагог", "kk", desk.moment)
    desk.people.grant(pedagogue.id, Role.SOCIAL_PEDAGOGUE, None, desk.moment)
    parent = desk.people.add(PARENT, "Айгүл", "kk", desk.moment)
    for place in range(5):
        adults = (Adult(Relation.MOTHER, f"Үсенова{place} Айгүл"),)
        pupil = desk.pupils.add(Pupil(0, PersonName(f"Үсен{place}", "Әли"), adults=adults))
        desk.pupils.enrol(pupil, class_.id, date(2026, 9, 1))
    desk.representatives.add(Representative(0, pedagogue.id, 1, Relation.GUARDIAN, "7", desk.moment))
    desk.representatives.add(Representative(0, parent.id, 1, Relation.MOTHER, "", desk.moment))


async def grants(office: OfficeOfTests, pupil: int, since: date = TODAY, until: date | None = None) -> int:
    def work(desk: Desk) -> None:
        new = desk.applications.register(application(pupil))
        desk.applications.note(Event(0, new.id, Step.GRANTED, State.READY, State.GRANTED, desk.moment, None))
        desk.decisions.add(decision(new.id, Ruling.GRANT, since, until))

    await office.does(PEDAGOGUE, work)
    return await office.sees(PEDAGOGUE, lambda desk: desk.applications.of_pupils([pupil])[-1].id)


def application(pupil: int, person: int | None = None, **answers: str) -> Application:
    at = datetime(2026, 9, 7, 4, tzinfo=UTC)
    held = {"category": "2", **answers}
    return Application(
        0, "meals", YEAR, "", 0, pupil, person, 1, Source.CHAT, State.READY, "2", at, TODAY, "kk", 1, held
    )


def decision(
    application_id: int, ruling: Ruling, since: date = TODAY, until: date | None = None, category: str = "2"
) -> Decision:
    at = datetime(2026, 9, 7, 4, tzinfo=UTC)
    return Decision(0, application_id, ruling, category, "себебі", since, until, 1, at)


async def rules(
    office: OfficeOfTests, application_id: int, ruling: Ruling, since: date, category: str
) -> None:
    made = decision(application_id, ruling, since, category=category)
    await office.does(PEDAGOGUE, lambda desk: nothing(desk.decisions.add(made)))


def nothing(_: object) -> None:
    return None


async def lines(office: OfficeOfTests, month: date) -> dict[int, str]:
    found = await office.sees(PEDAGOGUE, lambda desk: lines_for(desk, "meals", month))
    return {one.pupil_id: one.category for one in found}


async def keeps(office: OfficeOfTests, month: date = SEPTEMBER) -> None:
    def keep(desk: Desk) -> None:
        found = lines_for(desk, "meals", month)
        desk.monthly_lists.keep(MonthlyList(0, "meals", month, 1, desk.moment, found))

    await office.does(PEDAGOGUE, keep)


async def test_who_is_entitled_on_some_day_of_the_month_is_on_its_list(office: OfficeOfTests) -> None:
    await grants(office, 1)
    await grants(office, 2, since=date(2026, 9, 21))
    await grants(office, 3, until=date(2026, 9, 30))
    await grants(office, 4, since=date(2026, 8, 20), until=TODAY - timedelta(days=1))
    await grants(office, 5, since=date(2026, 10, 12))
    assert await lines(office, SEPTEMBER) == {1: "2", 2: "2", 3: "2"}
    assert await lines(office, OCTOBER) == {1: "2", 2: "2", 5: "2"}
    assert await lines(office, date(2027, 5, 1)) == {1: "2", 2: "2", 5: "2"}


async def test_who_left_the_school_is_not_on_it(office: OfficeOfTests) -> None:
    await grants(office, 1)
    await office.does(PEDAGOGUE, lambda desk: desk.pupils.leave(1, 1, desk.today))
    assert await lines(office, SEPTEMBER) == {}


@pytest.mark.parametrize(
    ("change", "what", "why"),
    [
        (lambda desk: nothing(desk.decisions.add(decision(1, Ruling.END))), What.LEFT, Why.DECISION),
        (
            lambda desk: nothing(desk.decisions.add(decision(1, Ruling.CHANGE, category="1"))),
            What.CHANGED,
            Why.DECISION,
        ),
        (lambda desk: desk.pupils.leave(1, 1, desk.today), What.LEFT, Why.LEFT_SCHOOL),
        (lambda desk: desk.decisions.undo(1, desk.moment), What.LEFT, Why.UNDONE),
    ],
)
async def test_a_difference_has_its_reason(
    office: OfficeOfTests, change: Callable[[Desk], None], what: What, why: Why
) -> None:
    await grants(office, 1)
    await keeps(office)
    await office.does(PEDAGOGUE, change)
    moved = (await office.sees(PEDAGOGUE, lambda desk: month_page(desk, "meals", 202610))).moved
    assert [(one.what, one.why) for one in moved] == [(what, why)]
    assert (moved[0].ruled is not None) is (why is Why.DECISION)


async def test_a_term_that_is_over_is_the_reason_too(office: OfficeOfTests) -> None:
    await grants(office, 1, until=date(2026, 9, 30))
    await keeps(office)
    page = await office.sees(PEDAGOGUE, lambda desk: month_page(desk, "meals", 202610))
    assert [(one.why, one.since) for one in page.moved] == [(Why.TERM_OVER, date(2026, 9, 30))]
    assert page.before is not None


async def test_a_list_of_last_year_is_not_compared_with(office: OfficeOfTests) -> None:
    await grants(office, 1)

    def last_may(desk: Desk) -> None:
        desk.monthly_lists.keep(MonthlyList(0, "meals", date(2026, 5, 1), 1, desk.moment, ()))

    await office.does(PEDAGOGUE, last_may)
    page = await office.sees(PEDAGOGUE, lambda desk: month_page(desk, "meals", 202609))
    assert page.before is None
    assert page.moved == ()
    assert not page.stale


async def test_months_and_services_that_there_are_not(office: OfficeOfTests) -> None:
    months = months_of(YEAR)
    assert (months[0], months[-1], len(months)) == (SEPTEMBER, date(2027, 5, 1), 9)
    for number in (0, 202608, 202706, 202613):
        with pytest.raises(NotFound):
            await office.sees(PEDAGOGUE, lambda desk, number=number: read_month(desk, number))  # type: ignore[misc]
    with pytest.raises(NotFound):
        await office.sees(PEDAGOGUE, lambda desk: month_page(desk, "camp", 202609))
    found = await office.sees(PEDAGOGUE, registers)
    with pytest.raises(NotFound):
        found.service("kg_meals")


LINES = st.dictionaries(st.integers(1, 30), st.sampled_from("12345"), max_size=20)


def listed(held: dict[int, str], decision_id: int) -> tuple[ListLine, ...]:
    return tuple(ListLine(pupil, 1, category, decision_id) for pupil, category in held.items())


@settings(max_examples=200, deadline=None)
@given(before=LINES, now=LINES)
def test_the_difference_leads_from_one_list_to_the_other(before: dict[int, str], now: dict[int, str]) -> None:
    shifts = difference(listed(before, 1), listed(now, 2))
    made = dict(before)
    for one in shifts:
        if one.what is What.LEFT:
            del made[one.pupil_id]
        elif one.now is not None:
            assert (one.what is What.CAME) is (one.pupil_id not in before)
            made[one.pupil_id] = one.now.category
    assert made == now
    assert len({one.pupil_id for one in shifts}) == len(shifts)
    assert difference(listed(now, 1), listed(now, 2)) == ()


GIVEN = st.builds(
    Given,
    service=st.sampled_from(("aid", "sponsor")),
    source=st.sampled_from(("", "Бюджет")),
    kind=st.sampled_from(("money", "food")),
    pupil=st.integers(1, 9),
    household=st.tuples(st.just("family"), st.integers(1, 4)),
    amount=st.one_of(st.none(), st.integers(0, 10**6)),
)


@settings(max_examples=200, deadline=None)
@given(given=st.lists(GIVEN, max_size=25))
def test_totals_lose_no_sum_and_count_nobody_twice(given: list[Given]) -> None:
    totals = folded(given)
    assert sum(one.amount or 0 for one in totals) == sum(one.amount or 0 for one in given)
    assert len({(one.service, one.source, one.kind) for one in totals}) == len(totals)
    for one in totals:
        of_one = [
            each
            for each in given
            if (each.service, each.source, each.kind) == (one.service, one.source, one.kind)
        ]
        assert one.pupils == len({each.pupil for each in of_one})
        assert one.families <= one.pupils or one.families <= 4


@pytest.mark.parametrize(
    ("pupil", "applicant", "written", "name", "relation"),
    [
        (1, 2, "Сәрсенова Гүл", "Сәрсенова Гүл", Relation.MOTHER),
        (1, 2, "", "Үсенова0 Айгүл", Relation.MOTHER),
        (2, 2, "", "Айгүл", None),
        (2, None, "үсенова1 айгүл", "үсенова1 айгүл", Relation.MOTHER),
        (2, None, "", "", None),
    ],
)
async def test_who_applied_is_named_as_they_wrote_else_as_the_roster_or_the_chat_knows_them(
    office: OfficeOfTests,
    pupil: int,
    applicant: int | None,
    written: str,
    name: str,
    relation: Relation | None,
) -> None:
    answers = {"applicant": written} if written else {}
    await office.does(
        PEDAGOGUE, lambda desk: nothing(desk.applications.register(application(pupil, applicant, **answers)))
    )

    def named(desk: Desk) -> tuple[str, Relation | None]:
        made = desk.applications.of_pupils([pupil])[-1]
        found = Gatherer(desk, YEAR).case(made, ()).applicant
        return found.name, found.relation

    assert await office.sees(PEDAGOGUE, named) == (name, relation)


async def test_the_day_of_the_answer_stands_in_the_journal_once_it_went_out(office: OfficeOfTests) -> None:
    def register(desk: Desk) -> None:
        made = desk.applications.register(application(1, 2))
        desk.decisions.add(decision(made.id, Ruling.GRANT))

    await office.does(PEDAGOGUE, register)

    def told(desk: Desk) -> date | None:
        made = desk.applications.get(1)
        return Gatherer(desk, YEAR).case(made, desk.decisions.of_application(1)).told_on

    assert await office.sees(PEDAGOGUE, told) == TODAY
    wanted = Wanted(Paper.NOTICE, "kk", Format.WORD, 1)
    asked = await office.sees(PEDAGOGUE, lambda desk: case_request(desk, wanted))
    assert (asked.deputy, asked.teacher) == ("Әли Ә.", "")
    with pytest.raises(NothingToPrint):
        await office.sees(
            PEDAGOGUE, lambda desk: check_case_paper(desk, replace(wanted, paper=Paper.VOUCHER))
        )


async def test_what_is_told_at_a_human_hour_is_not_told_yet_at_night(office: OfficeOfTests) -> None:
    """Decided on Monday evening, it goes out on Tuesday morning."""

    def at_night(desk: Desk) -> date | None:
        late = replace(decision(1, Ruling.GRANT), at=datetime(2026, 9, 7, 17, tzinfo=UTC))
        return Gatherer(desk, YEAR).case(desk.applications.get(1), (late,)).told_on

    await office.does(PEDAGOGUE, lambda desk: nothing(desk.applications.register(application(1, 2))))
    assert await office.sees(PEDAGOGUE, at_night) is None


async def test_an_order_that_was_taken_back_has_no_number(office: OfficeOfTests) -> None:
    def make(desk: Desk) -> None:
        order = Order(0, "meals", YEAR, 0, OrderKind.LIST, desk.today, 1, desk.moment)
        desk.orders.take_back(desk.orders.make(order).id, desk.moment)

    await office.does(PEDAGOGUE, make)
    with pytest.raises(NotFound):
        await office.sees(PEDAGOGUE, lambda desk: order_number(desk, 1))
