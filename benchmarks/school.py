"""The bench's database: fifty teachers, each with a report in work, and as many stored answers as wanted."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from benchmarks.ours import RealClock, settings_for
from bot.app import open_backroom
from bot.core.passport.reports import ReportState
from bot.core.people import PersonName, Pupil, Role, Sex
from bot.core.ports import Desk
from bot.core.school import ClassName, School, SchoolYear
from bot.handlers.addresses.survey import Tick
from bot.storage.office import desk_of_the_software
from bot.storage.tables import class_, class_report, status_fact

TEACHERS, PUPILS = 50, 27
FIRST_ACCOUNT = 500_001
YEAR = SchoolYear(2026)
LETTERS = "АӘБВГҒДЕЖЗИКҚЛМН"
CATEGORIES = ("large_family", "low_income_family", "incomplete_family", "disability", "no_father")
GROUP = 20_000


def prepare(folder: Path, answers: int) -> list[list[str]]:
    """Makes the database; returns for each teacher the taps that tick and untick their pupils."""
    folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_prepare(folder, answers))


async def _prepare(folder: Path, answers: int) -> list[list[str]]:
    room = await open_backroom(settings_for("http://127.0.0.1:1", "42:x", folder), RealClock())
    taps = await room.database.write(lambda connection: _school(desk_of_the_software(room, connection)))
    await room.database.write(lambda connection: _past(connection, answers))
    await room.database.close()
    return taps


def _school(desk: Desk) -> list[list[str]]:
    desk.schools.save(School("№ 1 мектеп", "Школа № 1", "Алматы", year=YEAR))
    return [_class(desk, place) for place in range(TEACHERS)]


def _class(desk: Desk, place: int) -> list[str]:
    made = desk.schools.ensure_class(YEAR, ClassName(1 + place // 10, LETTERS[place % 10]))
    person = desk.people.add(FIRST_ACCOUNT + place, f"Мұғалім {place}", "kk", desk.moment)
    desk.people.grant(person.id, Role.CLASS_TEACHER, made.id, desk.moment)
    pupils = [_pupil(desk, made.id, number) for number in range(PUPILS)]
    report = desk.reports.begin(made.id, desk.moment, None)
    return [
        Tick(report_id=report.id, key=key, pupil_id=pupil, answer=answer).pack()
        for key in CATEGORIES
        for pupil in pupils
        for answer in ("yes", "")
    ]


def _pupil(desk: Desk, class_id: int, number: int) -> int:
    name = PersonName(f"Оқушы{number:02}", "Айдар", "Бауыржанұлы")
    new = Pupil(0, name, date(2014, 5, 1), Sex.MALE, "140501500013", "қазақ", "Абай 1", "+77000000000")
    pupil_id = desk.pupils.add(replace(new))
    desk.pupils.enrol(pupil_id, class_id, date(2026, 9, 1))
    return pupil_id


def _past(connection: Connection, answers: int) -> None:
    """Reports of earlier years with so many answers in all."""
    pupils = list(connection.execute(select(status_fact.c.pupil_id)).scalars()) or [1]
    places = list(connection.execute(select(class_.c.id)).scalars())
    per_report = len(CATEGORIES) * PUPILS
    pupils = list(range(1, TEACHERS * PUPILS + 1))
    rows: list[dict[str, object]] = []
    for number in range(answers // per_report):
        report_id = 1_000 + number
        report = {"id": report_id, "class_id": places[number % len(places)], "revision": 100_000 + number}
        moment = RealClock().now()
        connection.execute(
            insert(class_report).values(**report, state="taken_back", usual={}, begun_at=moment)
        )
        rows += _answers(report_id, pupils[(number * PUPILS) % len(pupils) :][:PUPILS], moment)
        if len(rows) > GROUP:
            connection.execute(insert(status_fact), rows)
            rows = []
    if rows:
        connection.execute(insert(status_fact), rows)
    _keep_working_ones_newest(connection)


def _answers(report_id: int, pupils: list[int], moment: object) -> list[dict[str, object]]:
    said = {"class_report_id": report_id, "answer": "yes", "by": 1, "at": moment}
    return [{**said, "pupil_id": pupil, "category": key} for pupil in pupils for key in CATEGORIES]


def _keep_working_ones_newest(connection: Connection) -> None:
    working = class_report.c.state == ReportState.IN_WORK.value
    connection.execute(
        update(class_report).where(working).values(revision=class_report.c.revision + 10_000_000)
    )
