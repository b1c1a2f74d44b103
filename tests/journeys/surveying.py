"""What the survey's journeys share: looking into the records, and what a pedagogue does to a report."""

import json
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from bot.core.office import Notice
from bot.core.passport.categories import Answer, Education
from bot.core.passport.reports import ClassReport, Remark, ReportState
from bot.core.ports import Desk
from bot.core.school import Class, ClassName, SchoolYear
from bot.handlers.addresses.survey import OpenRemark
from bot.storage.office import Backroom, desk_of_the_software
from tests.driver import Person, World
from tests.running import TirekUnderTest

R = TypeVar("R")
THIS_YEAR, LAST_YEAR = SchoolYear(2026), SchoolYear(2025)


async def at_the_desk(telegram: World, work: Callable[[Desk], R]) -> R:
    """Runs this in a unit of work of nobody's."""
    room = _room(telegram)

    def unit(connection: Connection) -> R:
        return work(desk_of_the_software(room, connection))

    return await room.database.write(unit)


def _room(telegram: World) -> Backroom:
    assert isinstance(telegram.bot, TirekUnderTest)
    return telegram.bot.running.backroom


def class_named(desk: Desk, name: str, year: SchoolYear = THIS_YEAR) -> Class:
    return next(one for one in desk.schools.classes(year) if str(one.name) == name)


def newest_of(desk: Desk, name: str) -> ClassReport:
    report = desk.reports.newest(class_named(desk, name).id)
    assert report is not None
    return report


async def record(telegram: World, name: str) -> bytes:
    """Everything that the newest report of a class says, the same bytes for the same facts."""
    return await at_the_desk(telegram, lambda desk: _record(desk, name))


def _record(desk: Desk, name: str) -> bytes:
    report = newest_of(desk, name)
    said = {
        pupil_id: [sorted(one.answers.items()), sorted(one.education.items())]
        for pupil_id, one in desk.reports.said(report.id).items()
    }
    looked = sorted(desk.reports.looked(report.id))
    content = [report.revision, report.state, sorted(report.usual.items()), sorted(said.items()), looked]
    return json.dumps(content).encode()


Facts = dict[str, set[str]]


async def facts(telegram: World, name: str, answer: Answer = Answer.YES) -> Facts:
    """What the newest report says of whom: category keys and `mother=higher`, by short name."""
    return await at_the_desk(telegram, lambda desk: _facts(desk, name, answer))


def _facts(desk: Desk, name: str, answer: Answer) -> Facts:
    report = newest_of(desk, name)
    names = {pupil.id: pupil.name.short for pupil in desk.pupils.of_class(report.class_id)}
    found: Facts = {}
    for pupil_id, said in desk.reports.said(report.id).items():
        held = {key for key, one in said.answers.items() if one is answer}
        held |= {f"{parent}={level.value}" for parent, level in said.education.items()}
        if held:
            found[names[pupil_id]] = held
    return found


async def state_of(telegram: World, name: str) -> tuple[int, str]:
    """The revision and state of the newest report."""

    def look(desk: Desk) -> tuple[int, str]:
        report = newest_of(desk, name)
        return report.revision, report.state.value

    return await at_the_desk(telegram, look)


async def revisions(telegram: World, name: str) -> list[tuple[int, str]]:
    def look(desk: Desk) -> list[tuple[int, str]]:
        class_id = class_named(desk, name).id
        return [(one.revision, one.state.value) for one in reversed(desk.reports.history(class_id))]

    return await at_the_desk(telegram, look)


async def decides(telegram: World, name: str, state: ReportState) -> None:
    """The pedagogue decides about the newest report."""

    def decide(desk: Desk) -> None:
        pedagogue = desk.people.grants()[0].person.id
        desk.reports.set_state(newest_of(desk, name).id, state, pedagogue, desk.moment)

    await at_the_desk(telegram, decide)


async def returns(
    telegram: World, teacher: Person, name: str, *remarks: tuple[str, str | None, str | None]
) -> list[int]:
    """It comes back with remarks (reason, pupil, category); the teacher gets a message with buttons."""

    def send_back(desk: Desk) -> list[int]:
        report = newest_of(desk, name)
        ids = {pupil.name.short: pupil.id for pupil in desk.pupils.of_class(report.class_id)}
        numbers = [
            desk.reports.remark(Remark(0, report.id, reason, ids.get(pupil or ""), category))
            for reason, pupil, category in remarks
        ]
        desk.reports.set_state(report.id, ReportState.RETURNED, 1, desk.moment)
        person = desk.people.by_telegram(teacher.id)
        assert person is not None
        buttons = tuple((f"remark {one}", OpenRemark(remark_id=one).pack()) for one in numbers)
        notice = Notice("survey.subject", {"subject": "came back"}, buttons, f"returned:{report.id}")
        desk.outbox.put(person.id, notice, desk.moment)
        return numbers

    numbers = await at_the_desk(telegram, send_back)
    await telegram.clock.passes(minutes=1)
    teacher.sees("came back")
    return numbers


LastYear = dict[str, tuple[set[str], dict[str, Education]]]


async def knew_last_year(
    telegram: World, name: str, then: str, known: LastYear, usual: dict[str, Education] | None = None
) -> None:
    """Pupils of this class were in the class `then` a year ago, and this was approved of them."""

    def plant(desk: Desk) -> None:
        class_ = desk.schools.ensure_class(LAST_YEAR, read(then))
        report = desk.reports.begin(class_.id, desk.moment, None)
        pupils = {one.name.short: one.id for one in desk.pupils.of_class(class_named(desk, name).id)}
        for short, (held, levels) in known.items():
            desk.pupils.enrol(pupils[short], class_.id, desk.today.replace(year=LAST_YEAR.first))
            for key in held:
                desk.reports.say(report.id, pupils[short], key, Answer.YES, 1, desk.moment)
            for parent, level in levels.items():
                desk.reports.say_education(report.id, pupils[short], parent, level, 1, desk.moment)
        for parent, level in (usual or {}).items():
            desk.reports.set_usual(report.id, parent, level)
        desk.reports.set_state(report.id, ReportState.APPROVED, 1, desk.moment)

    await at_the_desk(telegram, plant)


def read(written: str) -> ClassName:
    name = ClassName.read(written)
    assert name is not None
    return name


async def presses(person: Person, data: str) -> None:
    """An address that stands under none of this person's buttons."""
    message = person.phone.messages[-1].id
    await person._acts(lambda: person.phone.presses_data(message, data))


async def begins(teacher: Person, way: str = "") -> None:
    """From the menu into the survey of the teacher's only class."""
    await teacher.sends("/start")
    teacher.sees("Что будем делать")
    await teacher.taps("Семейный статус")
    await teacher.taps("Начать")
    if way:
        await teacher.taps(way)
