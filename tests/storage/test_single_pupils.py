"""Changes to single pupils, households and labels when the screen was drawn from an earlier state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.core.errors import NotFound, Outdated
from bot.core.households import confirm, deny, leave_out, move_back, move_out, undo_confirmed, undo_left_out
from bot.core.labels import (
    ask_end,
    ask_reason,
    end_label,
    keep_former_reason,
    keep_reason,
    newest_label,
    put_label,
    take_back_label,
)
from bot.core.passport.categories import Answer
from bot.core.passport.survey import begin, say
from bot.core.people import PersonName, Pupil
from bot.core.pupils import note_found, place_of, pupil_page
from bot.core.register import (
    add_pupil,
    ask_field,
    ask_for_pupil,
    keep_line,
    move_pupil,
    new_pupil,
    pupil_leaves,
    pupil_returns,
    set_field,
)
from tests.storage.desks import TWO_CLASSES, YEAR, Desks, desks, founded, row

__all__ = ["desks", "founded"]


@pytest.fixture
async def school(desks: Desks) -> Desks:
    """Two classes with two pupils each: 1 and 2 in class 1, 3 and 4 in class 2."""
    await desks.imports(*TWO_CLASSES)
    return desks


async def refuses(school: Desks, use_case: Callable[..., None], *arguments: Any) -> None:
    with pytest.raises(Outdated):
        await school.act(use_case, *arguments)


async def test_moving_leaving_and_returning_are_absolute(school: Desks) -> None:
    await school.act(move_pupil, 1, 1, 2)
    await school.act(move_pupil, 1, 1, 2)
    await refuses(school, pupil_leaves, 1, 1)
    await refuses(school, pupil_returns, 1, 1)
    await school.act(pupil_returns, 1, 2)
    await school.act(pupil_leaves, 1, 2)
    await school.act(pupil_leaves, 1, 2)
    await refuses(school, move_pupil, 1, 2, 1)
    await school.act(pupil_returns, 1, 2)
    assert await school.lists() == {"7А": ["Болат"], "7Ә": ["Айша", "Дана", "Ерлан"]}


async def test_the_classes_of_another_year_stay_as_they_were(school: Desks) -> None:
    await school.act(lambda desk: desk.schools.save(replace(desk.schools.get(), year=YEAR.after)))
    await refuses(school, move_pupil, 1, 1, 2)
    await refuses(school, pupil_leaves, 1, 1)
    await refuses(school, ask_for_pupil, 1)


async def test_answers_need_their_question(school: Desks) -> None:
    await refuses(school, set_field, "05.09.2014")
    await refuses(school, keep_line, "Үлгілі Мысал")
    await refuses(school, new_pupil)
    await refuses(school, ask_field, 1, "shoe_size")
    await refuses(school, keep_reason, "бір себеп бар")
    await refuses(school, end_label, "бір себеп бар")
    await refuses(school, ask_reason, 1, "orphan")
    await refuses(school, keep_former_reason, 1, "risk_group")
    await school.act(ask_for_pupil, 1)
    await refuses(school, add_pupil, 1, "00000000")
    await refuses(school, add_pupil, 2, "00000000")


async def test_what_is_typed_may_empty_a_field(school: Desks) -> None:
    for field, typed in (
        ("household_size", "7"),
        ("household_size", "-"),
        ("adults", "жоқ"),
        ("address", "нет"),
    ):
        await school.act(ask_field, 1, field)
        await school.act(set_field, typed)
    kept: Pupil = await school.act(lambda desk: desk.pupils.get(1))
    assert (kept.household_size, kept.adults, kept.address) == (None, (), "")


async def test_a_parent_who_was_known_keeps_the_phone(school: Desks) -> None:
    for typed in ("анасы Үлгілі Сәуле 8 700 000 00 01", "әкесі Үлгілі Мұрат, анасы Үлгілі Сәуле"):
        await school.act(ask_field, 1, "adults")
        await school.act(set_field, typed)
    kept: Pupil = await school.act(lambda desk: desk.pupils.get(1))
    assert [(one.name, one.phone) for one in kept.adults] == [
        ("Үлгілі Мұрат", ""),
        ("Үлгілі Сәуле", "+77000000001"),
    ]


async def test_households_from_an_earlier_screen(school: Desks) -> None:
    await school.act(confirm, [1, 3])
    await refuses(school, deny, [1, 3])
    await refuses(school, leave_out, 1, [3])
    await refuses(school, move_out, 2, 1)
    await school.act(move_out, 3, 1)
    await refuses(school, confirm, [1, 3])
    await school.act(confirm, [2, 3])
    await refuses(school, move_back, 3, 1)
    await school.act(undo_confirmed, 2)
    await school.act(move_back, 3, 1)
    assert [one.id for one in await school.act(lambda desk: desk.pupils.of_family(1))] == [1, 3]


async def test_a_confirmed_pair_is_not_parted_by_denying_the_rest(school: Desks) -> None:
    await school.act(confirm, [1, 3])
    await school.act(deny, [1, 3, 4])
    assert await school.act(lambda desk: desk.families.parted()) == {(1, 4), (3, 4)}
    await school.act(leave_out, 2, [1, 3])
    await school.act(undo_left_out, 2, [1, 3])
    assert await school.act(lambda desk: desk.families.parted()) == {(1, 4), (3, 4)}


async def test_a_label_for_another_pupil_is_not_put(school: Desks) -> None:
    await school.act(ask_reason, 1, "risk_group")
    await school.act(keep_reason, "бір себеп бар")
    await refuses(school, put_label, 2, "risk_group", None)
    await school.act(put_label, 1, "risk_group", date(2026, 10, 25))
    label = await school.act(newest_label, 1, "risk_group")
    await school.act(take_back_label, label)
    await school.act(take_back_label, label)
    await refuses(school, ask_end, label)


async def test_the_page_of_a_pupil_says_what_was_reported(school: Desks) -> None:
    assert (await school.act(pupil_page, 1)).reported == ()
    await school.act(begin, 1, 0)
    await school.act(say, 1, [1], "incomplete_family", Answer.YES)
    assert [one.key for one in (await school.act(pupil_page, 1)).reported] == ["incomplete_family"]
    await school.act(note_found, [1, 2])
    await school.act(pupil_leaves, 1, 1)
    left = await school.act(pupil_page, 1)
    assert (left.left, left.reported) == (date(2026, 9, 7), ())


async def test_somebody_who_never_had_a_class_has_no_page(school: Desks) -> None:
    number = await school.act(lambda desk: desk.pupils.add(Pupil(0, PersonName("Үлгілі", "Мысал"))))
    with pytest.raises(NotFound):
        await school.act(place_of, number)


async def test_an_added_pupil_puts_nobody_else_out(school: Desks) -> None:
    await school.act(ask_for_pupil, 1)
    await school.act(keep_line, "Үлгілі Мысал 05.09.2014")
    shown = await school.act(new_pupil)
    await school.act(add_pupil, 1, shown.mark)
    assert await school.lists() == {"7А": ["Айша", "Болат", "Мысал"], "7Ә": ["Дана", "Ерлан"]}
    assert row("Айша", "7А").birth_date == (await school.act(lambda desk: desk.pupils.get(1))).birth_date
