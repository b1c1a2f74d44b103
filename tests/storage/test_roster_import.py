"""A list becomes the register: in one piece or not at all, and what the school knew of its pupils stays."""

import asyncio
import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.app import open_backroom
from bot.core.errors import NotFound, Outdated
from bot.core.people import Adult, PersonName, Pupil, Relation, Sex
from bot.core.ports import Desk
from bot.core.roster.importing import (
    ClassNotUnderstood,
    ask_for_roster,
    drop_roster,
    import_view,
    keep_roster,
    name_class,
    newest_import,
    roster_page,
    write_roster,
)
from bot.core.roster.packing import packed, unpacked
from bot.core.roster.values import Problem, Roster, RosterPupil, RosterWarning
from bot.core.school import ClassName
from tests.storage.desks import TWO_CLASSES, YEAR, Desks, desks, founded, row, settings_of

__all__ = ["desks", "founded"]
PROJECT = Path(__file__).parents[2]


async def test_an_empty_register_takes_everything_in(desks: Desks) -> None:
    view = await desks.imports(*TWO_CLASSES)
    assert view.first
    assert [(str(name), count) for name, count in view.classes] == [("7А", 2), ("7Ә", 2)]
    assert await desks.lists() == {"7А": ["Айша", "Болат"], "7Ә": ["Дана", "Ерлан"]}
    page = await desks.act(roster_page)
    assert (page.classes, page.pupils) == (2, 4)
    assert await desks.act(newest_import) is None


async def test_everything_that_a_row_says_is_kept(desks: Desks) -> None:
    mother = Adult(Relation.MOTHER, "Сынақова Сәуле", "+77000000001", "мектеп", "жоғары")
    known = {"patronymic": "Үлгіұлы", "iin": "140905500123", "sex": Sex.MALE, "nationality": "қазақ"}
    known |= {"address": "Тірек 3", "phone": "+77000000002", "guardians": (mother,), "household_size": 5}
    await desks.imports(row("Айдос", "7А", **known))
    kept: Pupil = await desks.act(lambda desk: desk.pupils.every()[0])
    assert kept == Pupil(
        1, PersonName("Сынақов", "Айдос", "Үлгіұлы"), row("Айдос", "7А").birth_date, Sex.MALE, "140905500123",
        "қазақ", "Тірек 3", "+77000000002", (mother,), None, 5,
    )  # fmt: skip
    assert await desks.act(lambda desk: desk.pupils.by_iin("140905500123")) == 1


async def test_the_same_list_again_changes_nothing(desks: Desks) -> None:
    await desks.imports(*TWO_CLASSES)
    view = await desks.imports(*TWO_CLASSES)
    assert view.change.nothing
    assert not view.first
    assert await desks.lists() == {"7А": ["Айша", "Болат"], "7Ә": ["Дана", "Ерлан"]}


async def test_new_left_moved_and_corrected(desks: Desks) -> None:
    await desks.imports(*TWO_CLASSES)
    aisha, _, dana, _ = TWO_CLASSES
    moved = replace(aisha, class_name=ClassName(7, "Ә"), address="Тірек 3")
    view = await desks.imports(row("Батыр", "7А"), moved, dana)
    change = view.change
    assert [one.first for one in change.new] == ["Батыр"]
    assert [one.pupil.name.first for one in change.left] == ["Болат", "Ерлан"]
    assert [one.read.first for one in change.moved] == ["Айша"]
    assert [one.read.first for one in change.corrected] == ["Айша"]
    assert await desks.lists() == {"7А": ["Батыр"], "7Ә": ["Айша", "Дана"]}
    kept = await desks.act(lambda desk: desk.pupils.get(1))
    assert (kept.name.first, kept.address) == ("Айша", "Тірек 3")
    assert await desks.act(lambda desk: desk.pupils.last_place(2)) == (1, date(2026, 9, 7))


async def test_a_list_of_one_class_touches_only_that_class(desks: Desks) -> None:
    await desks.imports(*TWO_CLASSES)
    view = await desks.imports(row("Айша", "7А"), row("Серік", "7А"))
    assert [one.pupil.name.first for one in view.change.left] == ["Болат"]
    assert await desks.lists() == {"7А": ["Айша", "Серік"], "7Ә": ["Дана", "Ерлан"]}


async def test_who_comes_back_is_the_same_pupil(desks: Desks) -> None:
    await desks.imports(*TWO_CLASSES)
    await desks.imports(row("Айша", "7А"))
    await desks.act(lambda desk: desk.families.join([1, 2], 1, desk.moment))
    view = await desks.imports(*TWO_CLASSES)
    assert [one.read.first for one in view.change.back] == ["Болат"]
    assert not view.change.new
    assert await desks.lists() == {"7А": ["Айша", "Болат"], "7Ә": ["Дана", "Ерлан"]}
    assert len(await desks.act(lambda desk: desk.pupils.every())) == 4
    assert (await desks.act(lambda desk: desk.pupils.get(2))).family == 1


async def turns_the_year(desks: Desks) -> None:
    desks.clock.moves_to(datetime(2027, 8, 28, 4, tzinfo=UTC))
    await desks.act(lambda desk: desk.schools.save(replace(desk.schools.get(), year=YEAR.after)))


SCHOOL = (*TWO_CLASSES, row("Ғалым", "11А"), row("Гүлім", "1А"))


async def test_the_next_year_moves_everybody_up(desks: Desks) -> None:
    await desks.imports(*SCHOOL)
    before = await desks.lists()
    await turns_the_year(desks)
    new_list = (
        row("Айша", "8А"), row("Болат", "8Ә"), row("Дана", "8Ә"), row("Гүлім", "2А"), row("Жаңабай", "1А"),
    )  # fmt: skip
    view = await desks.imports(*new_list, year=YEAR.after)
    change = view.change
    assert [one.read.first for one in change.up] == ["Айша", "Дана", "Гүлім", "Болат"]
    assert [one.read.first for one in change.moved] == ["Болат"]
    assert [one.first for one in change.new] == ["Жаңабай"]
    assert {one.pupil.name.first for one in change.left} == {"Ерлан", "Ғалым"}
    assert await desks.lists(YEAR.after) == {
        "1А": ["Жаңабай"], "2А": ["Гүлім"], "8А": ["Айша"], "8Ә": ["Болат", "Дана"],
    }  # fmt: skip
    assert await desks.lists() == before
    assert await desks.act(lambda desk: desk.pupils.last_place(4)) == (2, date(2027, 9, 1))
    assert len(await desks.act(lambda desk: desk.pupils.every())) == 7
    again = await desks.imports(*new_list, year=YEAR.after)
    assert again.change.nothing


async def test_a_single_class_of_the_next_year_leaves_the_others_alone(desks: Desks) -> None:
    await desks.imports(*SCHOOL)
    await turns_the_year(desks)
    view = await desks.imports(row("Айша", "8А"), year=YEAR.after)
    assert [one.pupil.name.first for one in view.change.left] == ["Болат"]
    assert await desks.lists(YEAR.after) == {"8А": ["Айша"]}
    view = await desks.imports(row("Болат", "8Ә"), row("Дана", "8Ә"), row("Ерлан", "8Ә"), year=YEAR.after)
    assert [one.read.first for one in view.change.back] == ["Болат"]
    assert await desks.lists(YEAR.after) == {"8А": ["Айша"], "8Ә": ["Болат", "Дана", "Ерлан"]}


async def test_rows_without_a_class_wait_for_it(desks: Desks) -> None:
    unclear = replace(row("Айша", ""), problems=(Problem.CLASS_UNCLEAR,))
    await desks.act(keep_roster, "тізім.csv", YEAR, Roster((unclear, row("Дана", "7Ә"))))
    view = await desks.act(newest_import)
    assert (view.without_class, len(view.change.unwritten)) == (1, 1)
    draft = await desks.act(lambda desk: desk.drafts.of(desk.actor.id))
    assert (draft.question, draft.words) == ("roster_class", {"import": str(view.id)})
    with pytest.raises(ClassNotUnderstood):
        await desks.act(name_class, view.id, "жетінші")
    await desks.act(name_class, view.id, "7-ә сынып")
    view = await desks.act(newest_import)
    assert (view.without_class, view.doubtful) == (0, ())
    await desks.act(write_roster, view.id, view.mark)
    assert await desks.lists() == {"7Ә": ["Айша", "Дана"]}


async def test_what_can_not_be_written_is_left_out(desks: Desks) -> None:
    twice = replace(row("Айша", "7А"), problems=(Problem.DUPLICATE,))
    nobody = replace(row("", "7А"), last="", problems=(Problem.NAME_UNCLEAR,))
    view = await desks.imports(row("Айша", "7А"), twice, nobody, row("Дана", ""))
    assert [one.first for one in view.change.unwritten] == ["", "Дана"]
    assert await desks.lists() == {"7А": ["Айша"]}


async def test_no_writes_nothing_and_asks_again(desks: Desks) -> None:
    await desks.act(keep_roster, "тізім.csv", YEAR, Roster(TWO_CLASSES))
    view = await desks.act(newest_import)
    await desks.act(drop_roster, view.id)
    await desks.act(drop_roster, view.id)
    assert await desks.act(newest_import) is None
    assert await desks.lists() == {}
    assert (await desks.act(lambda desk: desk.drafts.of(desk.actor.id))).question == "roster"


async def test_the_yes_of_an_older_state_is_refused(desks: Desks) -> None:
    await desks.act(ask_for_roster)
    await desks.act(keep_roster, "бірінші.csv", YEAR, Roster(TWO_CLASSES[:2]))
    older = await desks.act(newest_import)
    await desks.act(keep_roster, "екінші.csv", YEAR, Roster(TWO_CLASSES))
    newer = await desks.act(newest_import)
    for outdated in ((older.id, older.mark), (newer.id, "00000000")):
        with pytest.raises(Outdated):
            await desks.act(write_roster, *outdated)
    with pytest.raises(Outdated):
        await desks.act(import_view, older.id)

    number = await desks.act(lambda desk: desk.pupils.add(Pupil(0, PersonName("Жаңаев", "Жан"))))
    with pytest.raises(Outdated):
        await desks.act(write_roster, newer.id, newer.mark)
    assert await desks.lists() == {}
    fresh = await desks.act(newest_import)
    await desks.act(write_roster, fresh.id, fresh.mark)
    with pytest.raises(Outdated):
        await desks.act(write_roster, fresh.id, fresh.mark)
    assert (await desks.act(lambda desk: desk.pupils.get(number))).name.first == "Жан"
    with pytest.raises(NotFound):
        await desks.act(lambda desk: desk.pupils.get(99))


async def test_a_list_read_for_another_year_is_not_written(desks: Desks) -> None:
    await desks.act(keep_roster, "тізім.csv", YEAR, Roster(TWO_CLASSES))
    view = await desks.act(newest_import)
    await turns_the_year(desks)
    assert await desks.act(newest_import) is None
    with pytest.raises(Outdated):
        await desks.act(write_roster, view.id, view.mark)


async def test_a_failure_in_the_middle_writes_nothing(desks: Desks) -> None:
    await desks.act(keep_roster, "тізім.csv", YEAR, Roster(TWO_CLASSES))
    view = await desks.act(newest_import)

    def stumble(desk: Desk) -> None:
        write_roster(desk, view.id, view.mark)
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        await desks.act(stumble)
    assert await desks.lists() == {}
    assert (await desks.act(newest_import)) == view


DIES = """
import asyncio, os, sys
from pathlib import Path
from bot.app import open_backroom
from bot.core.roster.importing import newest_import, write_roster
from bot.sandbox.clock import SandboxClock
from tests.storage.desks import SEPTEMBER, Desks, settings_of

async def main(folder, before_commit):
    clock = SandboxClock(SEPTEMBER)
    desks = Desks(await open_backroom(settings_of(Path(folder)), clock), clock)
    view = await desks.act(newest_import)
    def write(desk):
        write_roster(desk, view.id, view.mark)
        if before_commit:
            os._exit(9)
    await desks.act(write)
    os._exit(9)

asyncio.run(main(sys.argv[1], sys.argv[2] == "before"))
"""


@pytest.mark.parametrize(("moment", "pupils"), [("before", 0), ("after", 4)])
async def test_a_process_that_dies_writes_all_or_nothing(
    desks: Desks, tmp_path: Path, moment: str, pupils: int
) -> None:
    await desks.act(keep_roster, "тізім.csv", YEAR, Roster(TWO_CLASSES))
    await desks.room.database.close()
    command = [sys.executable, "-c", DIES, str(tmp_path), moment]
    dying = await asyncio.create_subprocess_exec(*command, env={**os.environ, "PYTHONPATH": str(PROJECT)})
    assert await dying.wait() == 9
    room = await open_backroom(settings_of(tmp_path), desks.clock)
    desks.room = room
    assert (await desks.act(roster_page)).pupils == pupils
    assert (await desks.act(newest_import) is None) == (pupils == 4)


def test_a_packed_roster_comes_out_as_it_went_in() -> None:
    mother = Adult(Relation.MOTHER, "Сынақова Сәуле", "+77000000001", "мектеп", "жоғары")
    full = row(
        "Айдос", "7А", sex=Sex.MALE, guardians=(mother,), sheet="7А", row=3, problems=(Problem.IIN_LENGTH,)
    )
    bare = RosterPupil(None, "", "")
    roster = Roster((full, bare), (RosterWarning.COLUMNS_GUESSED,))
    pending = unpacked("тізім.csv", packed(YEAR, roster))
    assert (pending.file_name, pending.year, pending.roster) == ("тізім.csv", YEAR, roster)
