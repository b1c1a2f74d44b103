"""The limits table: what is kept, what holds, when applications are taken, and that only the pedagogue sets it."""

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.errors import NotFound, Outdated
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import Country, School, SchoolYear
from bot.core.services.limits import (
    DayOutsideYear,
    LimitNotUnderstood,
    LimitTable,
    WindowReversed,
    ask_limit,
    asked_limit,
    clear_limit,
    copy_limits,
    is_open,
    limit_table,
    limit_tables,
    limits_of,
    present_year,
    printed,
    read_limit,
    set_limit,
    take_limit,
    window_of,
)
from bot.core.services.registry import SERVICES
from tests.core.office import OfficeOfTests, office_over

PEDAGOGUE, DIRECTOR = 1, 2
YEAR = SchoolYear(2026)
ALMATY = ZoneInfo("Asia/Almaty")
AID, CAMP, SPONSOR = SERVICES["aid"], SERVICES["camp"], SERVICES["sponsor"]


def settle(desk: Desk) -> None:
    desk.schools.save(School(name_kk="Мектеп", year=YEAR))
    for account, role in ((PEDAGOGUE, Role.SOCIAL_PEDAGOGUE), (DIRECTOR, Role.DIRECTOR)):
        person = desk.people.add(account, role.value, "kk", desk.moment)
        desk.people.grant(person.id, role, None, desk.moment)


def in_kyrgyzstan(desk: Desk) -> None:
    desk.schools.save(School(name_kk="Мектеп", year=YEAR, country=Country.KYRGYZSTAN))


def given_before(desk: Desk) -> None:
    """What was set a year ago."""
    said = {
        ("aid", "amount"): "46228",
        ("aid", "opens"): "2025-08-05",
        ("aid", "source"): "бюджет",
        ("camp", "shift"): "02.06.2026–13.06.2026",
        ("camp", "closes"): "2026-06-10",
        ("camp", "quota"): "40",
        ("sponsor", "opens"): "2026-02-28",
    }
    for (service, key), value in said.items():
        desk.limits.set(service, YEAR.before, key, value, desk.actor.id, desk.moment)


@pytest_asyncio.fixture
async def office(empty_database: Path, tmp_path: Path) -> AsyncIterator[OfficeOfTests]:
    async with office_over(empty_database, tmp_path) as office:
        await office.does(PEDAGOGUE, settle)
        yield office


async def on(office: OfficeOfTests, day: date) -> None:
    office.clock.moves_to(datetime(day.year, day.month, day.day, 12, tzinfo=ALMATY))


async def table(office: OfficeOfTests, service: str, year: int = 2026) -> LimitTable:
    return await office.sees(PEDAGOGUE, lambda desk: limit_table(desk, service, year))


async def sets(office: OfficeOfTests, service: str, key: str, written: str, year: int = 2026) -> None:
    await office.does(PEDAGOGUE, lambda desk: set_limit(desk, service, year, key, written))


async def test_what_is_set_is_read_by_everybody_else(office: OfficeOfTests) -> None:
    assert await office.sees(DIRECTOR, lambda desk: limits_of(desk, "aid")) == {}
    await sets(office, "aid", "amount", "46 228 тг")
    await sets(office, "aid", "source", "  жалпыға бірдей   оқыту қоры ")
    assert await office.sees(DIRECTOR, lambda desk: dict(limits_of(desk, "aid"))) == {
        "amount": "46228",
        "source": "жалпыға бірдей оқыту қоры",
    }


async def test_a_value_of_another_year_is_kept_apart(office: OfficeOfTests) -> None:
    await sets(office, "aid", "amount", "50 000", 2027)
    assert await office.sees(PEDAGOGUE, lambda desk: limits_of(desk, "aid")) == {}
    assert (await table(office, "aid", 2027)).line("amount").value == "50000"


async def test_every_change_is_in_the_audit(office: OfficeOfTests) -> None:
    await sets(office, "meals", "price", "850")
    await office.does(PEDAGOGUE, lambda desk: clear_limit(desk, "meals", 2026, "price"))
    await office.does(PEDAGOGUE, lambda desk: clear_limit(desk, "meals", 2026, "price"))
    said = await office.sees(PEDAGOGUE, audited)
    assert said == [("set_limit", "limit:meals.2026.price")] * 2
    assert await office.sees(PEDAGOGUE, lambda desk: limits_of(desk, "meals")) == {}


def audited(desk: Desk) -> list[tuple[str, str]]:
    connection = desk.connection  # type: ignore[attr-defined]
    return [tuple(row) for row in connection.exec_driver_sql("select action, subject from audit order by id")]


REFUSED: tuple[Callable[[Desk], object], ...] = (
    limit_tables,
    lambda desk: limit_table(desk, "aid", 2026),
    lambda desk: set_limit(desk, "aid", 2026, "amount", "1"),
    lambda desk: clear_limit(desk, "aid", 2026, "amount"),
    lambda desk: copy_limits(desk, "aid", 2026),
    lambda desk: ask_limit(desk, "aid", 2026, "amount"),
)


@pytest.mark.parametrize("step", REFUSED)
async def test_only_the_pedagogue_sees_and_sets_it(
    office: OfficeOfTests, step: Callable[[Desk], None]
) -> None:
    with pytest.raises(NotAllowed):
        await office.does(DIRECTOR, step)


@pytest.mark.parametrize(
    ("service", "year", "key", "written", "refusal"),
    [
        ("aid", 2026, "amount", "көп", LimitNotUnderstood),
        ("aid", 2026, "quota", "көп орын", LimitNotUnderstood),
        ("aid", 2026, "source", "?", LimitNotUnderstood),
        ("aid", 2026, "opens", "жазда", LimitNotUnderstood),
        ("aid", 2026, "opens", "01.08.2025", DayOutsideYear),
        ("aid", 2026, "closes", "01.08.2027", DayOutsideYear),
        ("aid", 2026, "opens", "16 тамыз", WindowReversed),
        ("camp", 2026, "closes", "31 наурыз", WindowReversed),
        ("aid", 2025, "amount", "1", Outdated),
        ("aid", 2028, "amount", "1", Outdated),
        ("aid", 2026, "camp", "1", NotFound),
        ("kg_aid", 2026, "amount", "1", NotFound),
        ("nothing", 2026, "amount", "1", NotFound),
    ],
)
async def test_what_can_not_be_is_refused_and_nothing_is_set(
    office: OfficeOfTests, service: str, year: int, key: str, written: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await sets(office, service, key, written, year)
    assert await office.sees(PEDAGOGUE, lambda desk: limits_of(desk, service)) == {}


async def test_the_table_shows_last_year_beside_this_one(office: OfficeOfTests) -> None:
    await office.does(PEDAGOGUE, given_before)
    await sets(office, "aid", "amount", "50 851")
    lines = {one.limit.key: (one.value, one.usual, one.before) for one in (await table(office, "aid")).lines}
    assert lines == {
        "opens": ("", "2026-08-01", "2025-08-05"),
        "closes": ("", "2026-08-15", ""),
        "amount": ("50851", "", "46228"),
        "source": ("", "", "бюджет"),
        "quota": ("", "", ""),
    }
    assert (await table(office, "aid")).missing == 1
    assert [one.limit.key for one in (await table(office, "aid")).to_copy] == ["opens", "source"]


async def test_last_years_values_are_taken_over_with_their_days_moved(office: OfficeOfTests) -> None:
    await office.does(PEDAGOGUE, given_before)
    await sets(office, "aid", "amount", "50 851")
    for _ in range(2):
        await office.does(PEDAGOGUE, lambda desk: copy_limits(desk, "aid", 2026))
        await office.does(PEDAGOGUE, lambda desk: copy_limits(desk, "camp", 2026))
    assert await office.sees(PEDAGOGUE, lambda desk: dict(limits_of(desk, "aid"))) == {
        "amount": "50851",
        "opens": "2026-08-05",
        "source": "бюджет",
    }
    assert await office.sees(PEDAGOGUE, lambda desk: dict(limits_of(desk, "camp"))) == {
        "shift": "02.06.2027–13.06.2027",
        "closes": "2027-06-10",
        "quota": "40",
    }


async def test_a_leap_day_moves_to_the_day_before(office: OfficeOfTests) -> None:
    def leap(desk: Desk) -> None:
        desk.schools.save(School(name_kk="Мектеп", year=SchoolYear(2028)))
        desk.limits.set("sponsor", SchoolYear(2027), "opens", "2028-02-29", desk.actor.id, desk.moment)

    await office.does(PEDAGOGUE, leap)
    await office.does(PEDAGOGUE, lambda desk: copy_limits(desk, "sponsor", 2028))
    assert (await table(office, "sponsor", 2028)).line("opens").value == "2029-02-28"


async def test_days_that_would_end_before_they_begin_are_not_copied(office: OfficeOfTests) -> None:
    def early(desk: Desk) -> None:
        desk.limits.set("aid", YEAR.before, "closes", "2025-08-03", desk.actor.id, desk.moment)

    await office.does(PEDAGOGUE, early)
    await sets(office, "aid", "opens", "5 тамыз")
    with pytest.raises(WindowReversed):
        await office.does(PEDAGOGUE, lambda desk: copy_limits(desk, "aid", 2026))


async def test_typing_answers_the_value_that_is_asked_for(office: OfficeOfTests) -> None:
    await office.does(PEDAGOGUE, lambda desk: ask_limit(desk, "camp", 2027, "quota"))
    draft = await office.sees(PEDAGOGUE, lambda desk: desk.drafts.of(desk.actor.id))
    assert draft is not None
    assert asked_limit(draft.question) == ("camp", 2027, "quota")
    with pytest.raises(LimitNotUnderstood):
        await office.does(PEDAGOGUE, lambda desk: take_limit(desk, "көп"))
    await office.does(PEDAGOGUE, lambda desk: take_limit(desk, "25 орын"))
    assert (await table(office, "camp", 2027)).line("quota").value == "25"
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: take_limit(desk, "26"))


async def test_another_question_is_no_value(office: OfficeOfTests) -> None:
    await office.does(PEDAGOGUE, lambda desk: desk.drafts.open(desk.actor.id, "else:aid", {}, desk.moment))
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: take_limit(desk, "1"))


async def test_the_tables_of_the_country(office: OfficeOfTests) -> None:
    tables = await office.sees(PEDAGOGUE, limit_tables)
    assert [one.service.key for one in tables] == ["meals", "camp", "aid", "sponsor"]
    assert await office.sees(PEDAGOGUE, present_year) == 2026
    await office.does(PEDAGOGUE, in_kyrgyzstan)
    tables = await office.sees(PEDAGOGUE, limit_tables)
    assert [one.service.key for one in tables] == ["kg_meals", "kg_camp", "kg_aid", "kg_gifts"]


@pytest.mark.parametrize(
    ("day", "opened", "window"),
    [
        (date(2027, 7, 31), False, (date(2027, 8, 1), date(2027, 8, 15))),
        (date(2027, 8, 1), True, (date(2027, 8, 1), date(2027, 8, 15))),
        (date(2027, 8, 15), True, (date(2027, 8, 1), date(2027, 8, 15))),
        (date(2027, 8, 16), False, (date(2028, 8, 1), date(2028, 8, 15))),
        (date(2028, 5, 1), False, (date(2028, 8, 1), date(2028, 8, 15))),
    ],
)
async def test_aid_is_open_in_the_first_half_of_august(
    office: OfficeOfTests, day: date, opened: bool, window: tuple[date, date]
) -> None:
    await office.does(PEDAGOGUE, lambda desk: desk.schools.save(School("Мектеп", year=YEAR.after)))
    await on(office, day)
    assert await office.sees(DIRECTOR, lambda desk: is_open(desk, AID)) is opened
    assert await office.sees(DIRECTOR, lambda desk: window_of(desk, AID)) == window


async def test_the_days_of_the_table_take_the_place_of_the_usual(office: OfficeOfTests) -> None:
    await sets(office, "aid", "closes", "20 қыркүйек")
    assert await office.sees(DIRECTOR, lambda desk: is_open(desk, AID))
    assert await office.sees(DIRECTOR, lambda desk: window_of(desk, AID)) == (
        date(2026, 8, 1),
        date(2026, 9, 20),
    )
    assert not await office.sees(DIRECTOR, lambda desk: is_open(desk, CAMP))


@pytest.mark.parametrize(
    ("key", "written", "window"),
    [
        ("opens", "10 желтоқсан", (date(2026, 12, 10), date(2027, 7, 31))),
        ("closes", "20 желтоқсан", (date(2026, 8, 1), date(2026, 12, 20))),
    ],
)
async def test_one_day_is_enough(
    office: OfficeOfTests, key: str, written: str, window: tuple[date, date]
) -> None:
    assert await office.sees(DIRECTOR, lambda desk: window_of(desk, SPONSOR)) is None
    assert await office.sees(DIRECTOR, lambda desk: is_open(desk, SPONSOR))
    await sets(office, "sponsor", key, written)
    assert await office.sees(DIRECTOR, lambda desk: window_of(desk, SPONSOR)) == window
    assert await office.sees(DIRECTOR, lambda desk: is_open(desk, SPONSOR)) is (key == "closes")


async def test_where_next_year_is_not_limited_the_days_that_are_over_are_named(office: OfficeOfTests) -> None:
    await on(office, date(2027, 1, 11))
    await sets(office, "sponsor", "closes", "20 желтоқсан")
    assert await office.sees(DIRECTOR, lambda desk: window_of(desk, SPONSOR)) == (
        date(2026, 8, 1),
        date(2026, 12, 20),
    )


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("amount", "46228", "46 228"),
        ("amount", "1046228", "1 046 228"),
        ("amount", "толық", "толық"),
        ("opens", "2026-08-01", "01.08.2026"),
        ("opens", "", ""),
        ("quota", "40", "40"),
        ("source", "бюджет", "бюджет"),
        ("unknown", "46228", "46228"),
    ],
)
def test_values_as_people_read_them(key: str, value: str, shown: str) -> None:
    assert printed(AID, key, value) == shown


def test_a_detail_that_the_table_has_not_is_words() -> None:
    assert read_limit(AID, "place", " қойма  2 ", YEAR) == "қойма 2"
