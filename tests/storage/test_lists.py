"""Monthly lists as they were handed in, and limits as they were set."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.applications.decision import ListLine, MonthlyList
from bot.storage.desk import SqlDesk
from tests.storage.cases import MORNING, NEXT_DAY, NEXT_YEAR, Cases
from tests.storage.conftest import YEAR, Place, Room

SEPTEMBER, OCTOBER, DECEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 1)


@pytest.fixture
def cases(place: Place) -> Cases:
    return Cases(place)


def new_list(cases: Cases, month: date, lines: tuple[ListLine, ...] = ()) -> MonthlyList:
    return MonthlyList(0, "meals", month, cases.place.person, MORNING, lines)


async def test_of_a_month_the_newest_counts(room: Room, cases: Cases) -> None:
    def keep(desk: SqlDesk) -> list[MonthlyList]:
        application = desk.applications.register(cases.application()).id
        decision = desk.decisions.add(cases.decision(application))
        line = ListLine(cases.place.pupils[1], cases.place.class_id, "3", decision)
        other = replace(line, pupil_id=cases.place.pupils[0], category="1")
        news = [
            new_list(cases, SEPTEMBER), new_list(cases, SEPTEMBER, (line, other)), new_list(cases, OCTOBER),
        ]  # fmt: skip
        return [replace(new, id=desk.monthly_lists.keep(new)) for new in news]

    _, september, october = await room.does(keep)

    def look(desk: SqlDesk) -> tuple[MonthlyList | None, ...]:
        lists = desk.monthly_lists
        return (
            lists.of_month("meals", SEPTEMBER), lists.of_month("meals", OCTOBER), lists.of_month("meals", DECEMBER),
            lists.of_month("camp", SEPTEMBER), lists.newest_before("meals", SEPTEMBER),
            lists.newest_before("meals", OCTOBER), lists.newest_before("meals", DECEMBER),
        )  # fmt: skip

    expected = (september, october, None, None, None, september, october)
    assert await room.sees(look) == expected
    assert await room.office(77, 0).ask(look) == expected


async def test_limits_of_a_service_and_year(room: Room, place: Place) -> None:
    async def put(service: str, year: int, key: str, value: str) -> None:
        school_year = YEAR if year == 2026 else NEXT_YEAR
        await room.does(
            lambda desk: desk.limits.set(service, school_year, key, value, place.person, NEXT_DAY)
        )

    assert await room.sees(lambda desk: desk.limits.of("aid", YEAR)) == {}
    await put("aid", 2026, "amount", "45000")
    await put("aid", 2026, "amount", "50000")
    await put("aid", 2026, "fund", "1 %")
    await put("aid", 2027, "amount", "60000")
    await put("camp", 2026, "amount", "1")
    assert await room.office(77, 0).ask(lambda desk: desk.limits.of("aid", YEAR)) == {
        "amount": "50000",
        "fund": "1 %",
    }
    await put("aid", 2026, "fund", "")
    assert await room.office(77, 0).ask(lambda desk: desk.limits.of("aid", YEAR)) == {"amount": "50000"}
    assert await room.sees(lambda desk: desk.limits.of("aid", NEXT_YEAR)) == {"amount": "60000"}
