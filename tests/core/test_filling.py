"""Filling a form by its use cases: rights, marks, and drafts of forms that are no more."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.errors import NotFound, Outdated
from bot.core.forms.filling import (
    all_under_way,
    answer,
    answer_typed,
    begin,
    drop,
    finish,
    go_back,
    go_forward,
    under_way,
)
from bot.core.people import Role
from bot.core.ports import Desk
from tests.core.office import OfficeOfTests, office_over

PEDAGOGUE, GUEST = 1, 2


def settle(desk: Desk) -> None:
    pedagogue = desk.people.add(PEDAGOGUE, "Сәуле", "kk", desk.moment)
    desk.people.grant(pedagogue.id, Role.SOCIAL_PEDAGOGUE, None, desk.moment)
    desk.people.add(GUEST, "Қонақ", "kk", desk.moment)


@pytest_asyncio.fixture
async def office(empty_database: Path, tmp_path: Path) -> AsyncIterator[OfficeOfTests]:
    async with office_over(empty_database, tmp_path) as office:
        await office.does(PEDAGOGUE, settle)
        yield office


async def test_beginning_twice_goes_on_with_the_same(office: OfficeOfTests) -> None:
    await office.does(PEDAGOGUE, lambda desk: begin(desk, "school"))
    await office.does(PEDAGOGUE, lambda desk: answer_typed(desk, "kz"))
    before = await office.sees(PEDAGOGUE, lambda desk: under_way(desk, "school"))
    await office.does(PEDAGOGUE, lambda desk: begin(desk, "school"))
    assert await office.sees(PEDAGOGUE, lambda desk: under_way(desk, "school")) == before


@pytest.mark.parametrize(
    "step",
    [
        lambda desk: answer(desk, "school", "old", "country", "kz"),
        lambda desk: go_back(desk, "school", "old", "country", False),
        lambda desk: go_forward(desk, "school", "old"),
        lambda desk: finish(desk, "school", "old", "00000000"),
        lambda desk: drop(desk, "school", "old"),
    ],
)
async def test_a_button_of_another_filling_changes_nothing(
    office: OfficeOfTests, step: Callable[[Desk], None]
) -> None:
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, step)
    await office.does(PEDAGOGUE, lambda desk: begin(desk, "school"))
    before = await office.sees(PEDAGOGUE, lambda desk: under_way(desk, "school"))
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, step)
    assert await office.sees(PEDAGOGUE, lambda desk: under_way(desk, "school")) == before


async def test_an_unfinished_form_is_not_saved(office: OfficeOfTests) -> None:
    await office.does(PEDAGOGUE, lambda desk: begin(desk, "school"))
    now = await office.sees(PEDAGOGUE, lambda desk: under_way(desk, "school"))
    assert now is not None
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: finish(desk, "school", now.mark, now.revision))


async def test_a_text_without_a_form_is_no_answer(office: OfficeOfTests) -> None:
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: answer_typed(desk, "kz"))


async def test_who_may_not_set_the_school_up_gets_no_form(office: OfficeOfTests) -> None:
    for form, refusal in (("school", NotAllowed), ("nonsense", NotFound)):
        with pytest.raises(refusal):
            await office.does(GUEST, lambda desk, form=form: begin(desk, form))


async def test_what_one_may_not_go_on_with_is_not_offered(office: OfficeOfTests) -> None:
    for question in ("form:school:abc::", "form:gone:abc::"):
        await office.does(
            GUEST, lambda desk, question=question: desk.drafts.open(desk.actor.id, question, {}, desk.moment)
        )
    assert await office.sees(GUEST, all_under_way) == ()
    with pytest.raises(NotFound):
        await office.does(GUEST, lambda desk: answer_typed(desk, "kz"))
