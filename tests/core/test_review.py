"""The rules of the review, asked of the use cases themselves."""

import pickle
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pytest
import pytest_asyncio

from bot.app import open_backroom
from bot.config import Settings
from bot.core.access import NotAllowed
from bot.core.errors import NotFound, Outdated
from bot.core.issuing import issued
from bot.core.papers import Format, Paper, Wanted
from bot.core.passport.board import board, remind, withdraw_reminders
from bot.core.passport.categories import Answer
from bot.core.passport.reports import ReportState
from bot.core.passport.review import (
    MOST_REMARKS,
    NoReason,
    TooManyRemarks,
    add_remark,
    approve,
    ask_reason,
    close_question,
    drop_remark,
    send_back,
    undo,
    write_reason,
)
from bot.core.passport.review_views import Since, queue, review
from bot.core.people import Role
from bot.core.ports import Desk
from bot.sandbox.clock import SandboxClock
from bot.storage.desk import SqlDesk
from bot.storage.office import Backroom, SqlOffice, desk_of_the_software
from tests.conftest import FIRST_ACCOUNT, MORNING
from tests.journeys.reports import class_named
from tests.running import SECRET

P = ParamSpec("P")
R = TypeVar("R")
PEDAGOGUE, DIRECTOR = FIRST_ACCOUNT, FIRST_ACCOUNT + 1
DECISIONS: tuple[Callable[[Desk, int], None], ...] = (
    approve,
    lambda desk, report: ask_reason(desk, report, None, None),
    lambda desk, report: add_remark(desk, report, None, None, "Қараңыз"),
    lambda desk, report: drop_remark(desk, report, 1),
    lambda desk, report: send_back(desk, report, str),
    lambda desk, report: undo(desk, report, ReportState.APPROVED),
)


class Room:
    """The office of the sample school, entered by anybody."""

    def __init__(self, backroom: Backroom) -> None:
        self.backroom = backroom
        self._updates = count(1)

    async def act(
        self, account: int, use_case: Callable[Concatenate[Desk, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        office = SqlOffice(self.backroom, account, next(self._updates))
        await office.act(use_case, *args, **kwargs)

    async def ask(
        self, account: int, query: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        return await SqlOffice(self.backroom, account, next(self._updates)).ask(query, *args, **kwargs)

    async def lay(self, work: Callable[[Desk], R]) -> R:
        return await self.backroom.database.write(
            lambda connection: work(desk_of_the_software(self.backroom, connection))
        )


@pytest_asyncio.fixture
async def room(school_database: Path, tmp_path: Path) -> AsyncIterator[Room]:
    shutil.copy(school_database, tmp_path / "tirek.db")
    settings = Settings(_env_file=None, data_dir=tmp_path, secret_key=SECRET)
    backroom = await open_backroom(settings, SandboxClock(MORNING))
    yield Room(backroom)
    await backroom.database.close()


def waiting(desk: Desk) -> int:
    report = desk.reports.begin(class_named(desk, "7Ә").id, desk.moment, None)
    desk.reports.set_sent(report.id, 1, desk.moment)
    desk.reports.set_state(report.id, ReportState.WAITING, 1, desk.moment)
    return report.id


def written_to(desk: Desk) -> list[int]:
    """To whom there are letters."""
    assert isinstance(desk, SqlDesk)
    return list(desk.connection.exec_driver_sql("SELECT person_id FROM outbox").scalars())


@pytest.mark.parametrize("decide", DECISIONS)
async def test_nobody_but_the_pedagogue_decides(room: Room, decide: Callable[[Desk, int], None]) -> None:
    report = await room.lay(waiting)
    with pytest.raises(NotAllowed):
        await room.act(DIRECTOR, decide, report)


@pytest.mark.parametrize("decide", DECISIONS)
@pytest.mark.parametrize("state", [ReportState.IN_WORK, ReportState.RETURNED, ReportState.TAKEN_BACK])
async def test_only_what_waits_is_decided(
    room: Room, decide: Callable[[Desk, int], None], state: ReportState
) -> None:
    report = await room.lay(waiting)
    await room.lay(lambda desk: desk.reports.set_state(report, state, 1, desk.moment))
    with pytest.raises(Outdated):
        await room.act(PEDAGOGUE, decide, report)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t "])
async def test_a_remark_without_a_reason_is_impossible(room: Room, reason: str) -> None:
    report = await room.lay(waiting)
    with pytest.raises(NoReason):
        await room.act(PEDAGOGUE, add_remark, report, None, None, reason)
    with pytest.raises(NoReason):
        await room.act(PEDAGOGUE, send_back, report, str)
    state = await room.lay(lambda desk: desk.reports.get(report).state)
    assert state is ReportState.WAITING


async def test_a_remark_is_about_something_that_is_there(room: Room) -> None:
    report = await room.lay(waiting)
    with pytest.raises(NotFound):
        await room.act(PEDAGOGUE, ask_reason, report, None, "nonsense")
    with pytest.raises(NotFound):
        await room.act(PEDAGOGUE, ask_reason, report, 99_999, None)
    await room.act(PEDAGOGUE, ask_reason, report, None, "education.mother")
    await room.act(PEDAGOGUE, write_reason, "Нақтылаңыз")
    (remark,) = await room.lay(lambda desk: desk.reports.remarks(report))
    assert (remark.category, remark.reason) == ("education.mother", "Нақтылаңыз")


async def test_without_a_question_nothing_is_an_answer(room: Room) -> None:
    with pytest.raises(Outdated):
        await room.act(PEDAGOGUE, write_reason, "Нақтылаңыз")
    await room.act(PEDAGOGUE, close_question)


async def test_a_second_reason_replaces_the_first_and_there_is_an_end_to_them(room: Room) -> None:
    report = await room.lay(waiting)
    pupils = await room.lay(lambda desk: desk.pupils.of_class(class_named(desk, "7Ә").id))
    await room.act(PEDAGOGUE, add_remark, report, pupils[0].id, None, "бірінші")
    for pupil in pupils[:MOST_REMARKS]:
        await room.act(PEDAGOGUE, add_remark, report, pupil.id, None, "екінші")
    with pytest.raises(TooManyRemarks):
        await room.act(PEDAGOGUE, add_remark, report, None, None, "тағы")
    remarks = await room.lay(lambda desk: desk.reports.remarks(report))
    assert [one.reason for one in remarks] == ["екінші"] * MOST_REMARKS
    await room.act(PEDAGOGUE, drop_remark, report, 99_999)
    await room.act(PEDAGOGUE, send_back, report, str)
    assert len(await room.lay(written_to)) == 1


async def test_who_is_teacher_and_pedagogue_at_once_gets_no_message_from_themselves(room: Room) -> None:
    report = await room.lay(waiting)

    def teach(desk: Desk) -> None:
        class_ = class_named(desk, "7Ә")
        desk.people.grant(1, Role.CLASS_TEACHER, class_.id, desk.moment)

    await room.lay(teach)
    await room.act(PEDAGOGUE, approve, report)
    assert 1 not in await room.lay(written_to)


async def test_last_year_is_compared_pupil_by_pupil(room: Room) -> None:
    def last_year(desk: Desk) -> None:
        school = desk.schools.get()
        class_ = desk.schools.ensure_class(school.year.before, class_named(desk, "6А").name)
        pupils = desk.pupils.of_class(class_named(desk, "7Ә").id)
        for pupil in pupils:
            desk.pupils.enrol(pupil.id, class_.id, desk.today)
        report = desk.reports.begin(class_.id, desk.moment, None)
        desk.reports.say(report.id, pupils[2].id, "large_family", Answer.YES, 1, desk.moment)
        desk.reports.set_state(report.id, ReportState.APPROVED, 1, desk.moment)

    await room.lay(last_year)
    report = await room.lay(waiting)
    (line,) = await room.ask(PEDAGOGUE, queue)
    assert (line.report.id, line.since, line.changes) == (report, Since.YEAR, 1)
    view = await room.ask(PEDAGOGUE, review, report, "nonsense")
    assert view.bases == (Since.YEAR,)
    assert [(one.subject, one.change.value) for one in view.changes] == [("large_family", "no_longer")]
    assert view.pupil(view.changes[0].pupil.id) == view.changes[0].pupil
    assert view.pupil(99_999) is None


async def test_reports_of_another_year_are_not_in_the_queue(room: Room) -> None:
    await room.lay(waiting)

    def next_year(desk: Desk) -> None:
        school = desk.schools.get()
        desk.schools.save(replace(school, year=school.year.after))

    await room.lay(next_year)
    assert await room.ask(PEDAGOGUE, queue) == ()


async def test_a_teacher_of_two_classes_gets_one_reminder(room: Room) -> None:
    def second_class(desk: Desk) -> int:
        teacher = desk.people.teachers(class_named(desk, "7Ә").id)[0]
        desk.people.grant(teacher.id, Role.CLASS_TEACHER, class_named(desk, "6А").id, desk.moment)
        return teacher.id

    teacher = await room.lay(second_class)
    found = await room.ask(PEDAGOGUE, board)
    classes = next(classes for one, classes in found.late.items() if one.id == teacher)
    assert [str(one.name) for one in classes] == ["6А", "7Ә"]
    await room.act(PEDAGOGUE, remind, str)
    await room.act(PEDAGOGUE, remind, str)
    sent = await room.lay(written_to)
    assert sent.count(teacher) == 1
    assert len(sent) == len(set(sent)) == 12
    for name, left in (("6А", 1), ("7Ә", 0)):
        await room.lay(lambda desk, name=name: sends(desk, name))
        assert (await room.lay(written_to)).count(teacher) == left


def sends(desk: Desk, class_name: str) -> None:
    class_ = class_named(desk, class_name)
    report = desk.reports.begin(class_.id, desk.moment, None)
    desk.reports.set_state(report.id, ReportState.WAITING, 1, desk.moment)
    withdraw_reminders(desk, class_.id)


async def test_a_paper_that_was_not_issued_has_no_number(room: Room) -> None:
    with pytest.raises(NotFound):
        await room.ask(PEDAGOGUE, issued, Wanted(Paper.SCHOOL_PASSPORT, "kk", Format.WORD))


def test_a_refusal_travels_between_processes_with_its_words() -> None:
    back = pickle.loads(pickle.dumps(TooManyRemarks(number=8)))
    assert (type(back), back.words) == (TooManyRemarks, {"number": 8})
