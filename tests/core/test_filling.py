"""Filling a form by its use cases: rights, marks, files, and drafts of forms that are no more."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.errors import NotFound, Outdated
from bot.core.forms.filling import (
    add_file,
    all_under_way,
    answer,
    answer_typed,
    asked_now,
    begin,
    drop,
    finish,
    finished,
    go_back,
    go_forward,
    interview_about,
    not_begun,
    take_back_file,
    take_known,
    under_way,
)
from bot.core.forms.form import Known
from bot.core.forms.interview import Interview, Page
from bot.core.forms.registry import form_of
from bot.core.people import PersonName, Pupil, Role
from bot.core.ports import Desk
from bot.core.sent_files import MOST_FILES, AlreadyThere, NewFile, SentKind, TooManyFiles, WordsExpected
from bot.handlers.doors import DOORS
from tests.core.office import OfficeOfTests, office_over
from tests.made_up_form import Forbidden, Garden, garden_open

PEDAGOGUE, GUEST = 1, 2


def paper(number: int) -> NewFile:
    return NewFile(f"place {number}", SentKind.PDF, 1000 + number, 2)


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
        lambda desk: finish(desk, "school", "old", "00000000", DOORS),
        lambda desk: drop(desk, "school", "old"),
        lambda desk: take_known(desk, "school", "old", "00000000"),
        lambda desk: add_file(desk, "school", "old", "country", paper(1)),
        lambda desk: take_back_file(desk, "school", "old", "country", 1),
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
        await office.does(PEDAGOGUE, lambda desk: finish(desk, "school", now.mark, now.revision, DOORS))


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


@pytest.fixture
def garden() -> Iterator[Garden]:
    with garden_open() as garden:
        yield garden


async def now(office: OfficeOfTests, reference: str = "garden-n1") -> Interview:
    found = await office.sees(PEDAGOGUE, lambda desk: under_way(desk, reference))
    assert found is not None
    return found


async def begun(office: OfficeOfTests, reference: str = "garden-n1", key: str = "") -> Interview:
    await office.does(PEDAGOGUE, lambda desk: begin(desk, reference, key))
    return await now(office, reference)


async def test_forms_about_several_children_stand_side_by_side(office: OfficeOfTests, garden: Garden) -> None:
    garden.names.update(n1="Айша", n2="Ерлан")
    for subject in ("n1", "n2"):
        await begun(office, f"garden-{subject}")
    await office.does(PEDAGOGUE, lambda desk: answer_typed(desk, "mother"))
    assert (await now(office, "garden-n1")).answers == {}
    assert (await now(office, "garden-n2")).answers == {"kin": "mother"}
    both = await office.sees(PEDAGOGUE, all_under_way)
    assert [(one.reference, one.name) for one in both] == [("garden-n2", "Ерлан"), ("garden-n1", "Айша")]
    garden.forbidden.add("n2")
    assert [one.subject for one in await office.sees(PEDAGOGUE, all_under_way)] == ["n1"]
    with pytest.raises(Forbidden):
        await office.sees(PEDAGOGUE, lambda desk: under_way(desk, "garden-n2"))


async def test_a_form_opens_at_a_question_that_is_asked(office: OfficeOfTests, garden: Garden) -> None:
    garden.start["m1"] = {"kin": "mother", "place": "Ош", "iin": "080101550010", "weather": "sun"}
    at_place = await begun(office, "garden-m1", "place")
    assert (at_place.place and at_place.place.key, at_place.editing) == ("place", True)
    assert at_place.former == garden.start["m1"]
    await office.does(PEDAGOGUE, lambda desk: answer_typed(desk, "Көкшетау"))
    not_asked = await begun(office, "garden-m1", "uncle")
    assert not_asked.place
    assert not_asked.place.key == "root"


async def test_a_gate_lets_nobody_begin(office: OfficeOfTests, garden: Garden) -> None:
    garden.known["n1"] = Known({"grade": "1"})
    assert (await office.sees(PEDAGOGUE, lambda desk: not_begun(desk, "garden-n1"))).page is Page.GATE
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: begin(desk, "garden-n1"))
    assert await office.sees(PEDAGOGUE, all_under_way) == ()


async def test_only_what_was_shown_as_known_is_taken(office: OfficeOfTests, garden: Garden) -> None:
    garden.known["n1"] = Known({}, {"kin": "mother", "place": "Ош"})
    before = await begun(office)
    garden.known["n1"] = Known({}, {"kin": "mother", "place": "Көкшетау"})
    take = before.known_revision
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: take_known(desk, "garden-n1", before.mark, take))
    seen = await now(office)
    await office.does(PEDAGOGUE, lambda desk: take_known(desk, "garden-n1", seen.mark, seen.known_revision))
    assert (await now(office)).answers == {"kin": "mother", "place": "Көкшетау"}


async def test_what_was_saved_is_found_though_it_is_not_allowed_again(
    office: OfficeOfTests, garden: Garden
) -> None:
    garden.start["n1"] = {"kin": "mother", "place": "Ош", "iin": "080101550010", "weather": "sun"} | {
        "root": "later",
        "helpers": "",
    }
    there = await begun(office)
    await office.does(PEDAGOGUE, lambda desk: finish(desk, "garden-n1", there.mark, there.revision, DOORS))
    garden.forbidden.add("n1")
    assert await office.sees(PEDAGOGUE, lambda desk: finished(desk, "garden-n1"))
    assert not await office.sees(PEDAGOGUE, lambda desk: finished(desk, "garden-n2"))
    with pytest.raises(NotAllowed):
        await office.sees(GUEST, lambda desk: finished(desk, "school"))


async def test_answers_are_looked_at_by_whoever_asks(office: OfficeOfTests, garden: Garden) -> None:
    garden.names["m1"] = "Айша"
    form, _ = form_of("garden")
    seen = await office.sees(GUEST, lambda desk: interview_about(desk, form, "m1", {"kin": "mother"}))
    assert (seen.given, seen.name, seen.reference) == ({"kin": "mother"}, "Айша", "garden-m1")


@pytest_asyncio.fixture
async def at_a_paper(office: OfficeOfTests, garden: Garden) -> Interview:
    def add_pupil(desk: Desk) -> None:
        garden.pupil_id = desk.pupils.add(Pupil(0, PersonName("Үлгіева", "Үміт")))

    await office.does(PEDAGOGUE, add_pupil)
    garden.start["n1"] = {"kin": "mother", "place": "Ош", "iin": "080101550010", "weather": "rain"}
    return await begun(office)


async def sends(office: OfficeOfTests, there: Interview, number: int, key: str = "leaf") -> None:
    await office.does(PEDAGOGUE, lambda desk: add_file(desk, "garden-n1", there.mark, key, paper(number)))


async def test_files_are_noted_with_their_pupil(
    office: OfficeOfTests, garden: Garden, at_a_paper: Interview
) -> None:
    await sends(office, at_a_paper, 1)
    await sends(office, at_a_paper, 2)
    assert (await now(office)).answers["leaf"] == "files:1,2"
    kept = await office.sees(PEDAGOGUE, lambda desk: desk.attachments.some((1, 2)))
    assert [(one.place, one.kind, one.size, one.pages, one.pupil_id) for one in kept] == [
        ("place 1", "pdf", 1001, 2, garden.pupil_id),
        ("place 2", "pdf", 1002, 2, garden.pupil_id),
    ]
    with pytest.raises(AlreadyThere):
        await sends(office, at_a_paper, 2)
    await office.does(PEDAGOGUE, lambda desk: take_back_file(desk, "garden-n1", at_a_paper.mark, "leaf", 2))
    assert (await now(office)).answers["leaf"] == "files:1"


async def test_a_paper_has_so_many_files(office: OfficeOfTests, at_a_paper: Interview) -> None:
    for number in range(MOST_FILES):
        await sends(office, at_a_paper, number)
    with pytest.raises(TooManyFiles):
        await sends(office, at_a_paper, 99)


async def test_a_file_is_no_answer_to_words(office: OfficeOfTests, at_a_paper: Interview) -> None:
    with pytest.raises(WordsExpected):
        await sends(office, at_a_paper, 1, key="place")
    with pytest.raises(Outdated):
        await sends(office, at_a_paper, 1, key="uncle")
    assert (await now(office)).answers == at_a_paper.answers


async def test_nothing_is_asked_of_whom_nothing_was_begun(office: OfficeOfTests) -> None:
    with pytest.raises(Outdated):
        await office.sees(PEDAGOGUE, asked_now)
