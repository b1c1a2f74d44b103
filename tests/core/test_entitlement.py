"""What a child is entitled to: rulings folded in the order in which they were made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.applications.decision import Decision, Ruling
from bot.core.applications.entitlement import entitled, entitled_from

FIRST = date(2026, 9, 1)
AT = datetime(2026, 9, 1, tzinfo=UTC)
DAYS = st.integers(0, 300).map(lambda days: FIRST + timedelta(days=days))
GRANT, REFUSE, CHANGE, END = Ruling.GRANT, Ruling.REFUSE, Ruling.CHANGE, Ruling.END


def ruled(ruling: Ruling, since: str, until: str = "", category: str = "2", **details: str) -> Decision:
    last = date.fromisoformat(until) if until else None
    return Decision(0, 7, ruling, category, "", date.fromisoformat(since), last, 1, AT, details)


def numbered(*made: Decision) -> tuple[Decision, ...]:
    return tuple(replace(one, id=number) for number, one in enumerate(made, 1))


MEALS = ruled(GRANT, "2026-09-07", "2027-05-25")


@pytest.mark.parametrize(
    ("made", "day", "expected"),
    [
        ((), "2026-09-07", None),
        ((MEALS,), "2026-09-06", None),
        ((MEALS,), "2026-09-07", (1, "2")),
        ((MEALS,), "2027-05-25", (1, "2")),
        ((MEALS,), "2027-05-26", None),
        ((ruled(GRANT, "2026-09-07"),), "2030-01-01", (1, "2")),
        ((ruled(REFUSE, "2026-09-07"),), "2026-09-08", None),
        ((MEALS, ruled(CHANGE, "2026-11-01", category="1")), "2026-10-31", (1, "2")),
        ((MEALS, ruled(CHANGE, "2026-11-01", category="1")), "2026-11-01", (2, "1")),
        ((MEALS, ruled(CHANGE, "2026-11-01", category="1")), "2027-05-26", None),
        ((MEALS, ruled(CHANGE, "2026-11-01", "2026-12-01", "1")), "2026-12-02", None),
        ((MEALS, ruled(END, "2026-11-01")), "2026-10-31", (1, "2")),
        ((MEALS, ruled(END, "2026-11-01")), "2026-11-01", None),
        ((MEALS, ruled(END, "2026-11-01"), ruled(CHANGE, "2026-11-02", category="1")), "2026-11-03", None),
        ((MEALS, ruled(END, "2026-11-01"), ruled(GRANT, "2026-12-01", category="3")), "2026-12-01", (3, "3")),
        ((ruled(CHANGE, "2026-09-07"),), "2026-09-08", None),
        # The one that was made last counts, also where it is in force from an earlier day.
        (
            (MEALS, ruled(CHANGE, "2026-11-01", category="1"), ruled(CHANGE, "2026-10-01", category="3")),
            "2026-11-05",
            (3, "3"),
        ),
    ],
)
def test_the_last_ruling_that_is_in_force_counts(
    made: tuple[Decision, ...], day: str, expected: tuple[int, str] | None
) -> None:
    held = entitled(numbered(*made), date.fromisoformat(day))
    assert (held and (held.id, held.category)) == expected


def test_a_change_keeps_the_last_day_and_the_details_that_it_does_not_name() -> None:
    made = numbered(
        ruled(GRANT, "2026-06-02", "2026-06-13", camp="Арман", shift="1"),
        ruled(CHANGE, "2026-06-05", category="1", shift="2"),
    )
    held = entitled(made, date(2026, 6, 6))
    assert held is not None
    assert (held.until, dict(held.details)) == (date(2026, 6, 13), {"camp": "Арман", "shift": "2"})


def test_what_begins_later_is_found_before_it_begins() -> None:
    made = numbered(ruled(GRANT, "2026-10-01", "2027-05-25"))
    assert entitled(made, FIRST) is None
    found = entitled_from(made, FIRST)
    assert found is not None
    assert found.id == 1
    assert entitled_from(numbered(*made, ruled(END, "2026-10-01")), FIRST) is None
    assert entitled_from(made, date(2027, 6, 1)) is None


@st.composite
def histories(draw: st.DrawFn) -> tuple[Decision, ...]:
    """Rulings of any kind in any order, some of them undone."""
    made = []
    for number in range(draw(st.integers(0, 7))):
        since = draw(DAYS)
        until = draw(st.none() | DAYS.filter(lambda day, first=since: day >= first))
        category = draw(st.sampled_from("12345"))
        undone = AT if draw(st.booleans()) else None
        made.append(
            Decision(
                number, 7, draw(st.sampled_from(Ruling)), category, "", since, until, 1, AT, undone_at=undone
            )
        )
    return tuple(made)


@given(histories(), DAYS)
def test_what_was_undone_never_happened(made: Sequence[Decision], day: date) -> None:
    stood = [one for one in made if one.undone_at is None]
    assert entitled(made, day) == entitled(stood, day)
    assert entitled_from(made, day) == entitled_from(stood, day)


@given(histories(), DAYS)
def test_an_end_ends_from_its_day_on(made: Sequence[Decision], day: date) -> None:
    end = Decision(99, 7, Ruling.END, "1", "", day, None, 1, AT)
    for later in (0, 1, 100):
        assert entitled([*made, end], day + timedelta(days=later)) is None
    before = day - timedelta(days=1)
    assert entitled([*made, end], before) == entitled(made, before)


@given(histories(), DAYS, st.sampled_from("12345"))
def test_a_change_keeps_until_and_gives_nobody_what_was_not_granted(
    made: Sequence[Decision], day: date, category: str
) -> None:
    change = Decision(99, 7, Ruling.CHANGE, category, "", day, None, 1, AT)
    for later in (0, 1, 60):
        when = day + timedelta(days=later)
        before, after = entitled(made, when), entitled([*made, change], when)
        assert (before is None) == (after is None)
        if before and after:
            assert (after.until, after.category, after.id) == (before.until, category, 99)


@given(histories(), DAYS)
def test_nothing_holds_outside_of_its_days(made: Sequence[Decision], day: date) -> None:
    held = entitled(made, day)
    if held is not None:
        assert held.since <= day
        assert held.until is None or day <= held.until
        assert held.ruling in (Ruling.GRANT, Ruling.CHANGE)
        assert held.undone_at is None
        assert entitled_from(made, day) == held
