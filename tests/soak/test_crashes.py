"""Killed at any moment of a working day, the bot loses nothing that it confirmed and does nothing twice."""

import asyncio
import json
import os
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest_asyncio
from sqlalchemy import Connection

from bot.app import open_backroom
from bot.config import Settings
from bot.core.applications.application import Application, Attachment, Step
from bot.core.applications.decision import Decision
from bot.core.forms.form import files_of
from bot.core.ports import Desk
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_parents import WITH_A_FORM_OF_THEIR_OWN, sample_parents
from bot.sandbox.sample_school import SampleSchool
from bot.sandbox.server import TOKEN, Telegram
from bot.storage.cabinet import SealedCabinet
from bot.storage.office import desk_of_the_software
from tests.conftest import FIRST_ACCOUNT, MORNING
from tests.house.furnished import picture
from tests.house.whole_way import seat_the_council
from tests.running import SECRET
from tests.soak.day import REASON, Ledger, one_day, prints
from tests.soak.families_day import MENDED as MENDED_ADDRESS
from tests.soak.families_day import Books, Family, families_day
from tests.soak.humans import Human

SAMPLE, ALL = 20, 200
MARK = "TIREK_SOAK"
LINK = "soak-link-"


@dataclass
class Mortal:
    """The bot in a process of its own, which can be killed and comes back."""

    parent: asyncio.subprocess.Process
    deaths: int = 0

    async def tell(self, word: str) -> None:
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write(f"{word}\n".encode())
        answer = await asyncio.wait_for(self.parent.stdout.readline(), 30)
        assert answer == b"done\n", answer

    async def dies(self, chance: random.Random, kills: int) -> None:
        """Each time after a moment by chance, and comes back after another one."""
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(0.05, 0.75))
            await self.tell("kill")
            self.deaths += 1
            await asyncio.sleep(chance.uniform(0, 0.1))
            await self.tell("start")


@asynccontextmanager
async def mortal(server: Telegram, settings: Settings, log: Path) -> AsyncIterator[Mortal]:
    told = {
        "url": server.url,
        "token": TOKEN,
        "folder": str(settings.data_dir),
        "secret": SECRET,
        "moment": MORNING.isoformat(),
    }
    with log.open("wb") as errors:
        parent = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.soak.warm", json.dumps(told),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=errors,
            env={**os.environ, MARK: str(log)},
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert parent.stdout is not None
        assert await asyncio.wait_for(parent.stdout.readline(), 60) == b"ready\n"
        try:
            yield Mortal(parent)
        finally:
            assert parent.stdin is not None
            parent.stdin.close()
            await asyncio.wait_for(parent.wait(), 10)


@dataclass
class Cast:
    """The people of the day; teachers with the number of their class."""

    pedagogue: Human
    deputy: Human
    teachers: list[tuple[Human, int]]
    server: Telegram
    sample: SampleSchool
    ledger: Ledger = field(default_factory=Ledger)
    books: Books = field(default_factory=Books)

    @property
    def everybody(self) -> list[Human]:
        return [self.pedagogue, self.deputy, *(human for human, _ in self.teachers)]

    def of_day(self, number: int) -> list[tuple[Human, int]]:
        """Three others every day, until it is the first ones' turn again."""
        return [self.teachers[(number * 3 + place) % len(self.teachers)] for place in range(3)]

    @property
    def of_families(self) -> list[tuple[Human, int]]:
        """Teachers of classes in which meals are applied for."""
        grades = {one.id: one.name.grade for one in self.sample.classes}
        return [
            (human, class_id)
            for human, class_id in self.teachers
            if grades[class_id] >= WITH_A_FORM_OF_THEIR_OWN
        ]

    def family(self, number: int) -> Family:
        """Somebody whom nobody knows yet, with a child in one of three classes."""
        _, class_id = self.of_families[number % 3]
        names = [one.name.short for one in self.sample.pupils]
        alone = [one for one in self.sample.pupils_of(class_id) if names.count(one.name.short) == 1]
        parent = Human(self.server.person(f"Ата-ана {number}", "kk"))
        return Family(parent, alone[number // 3], f"{LINK}{class_id}", picture(number))


@pytest_asyncio.fixture
async def people(server: Telegram, sample: SampleSchool) -> Cast:
    phones = []
    for number, member in enumerate(sample.staff):
        phone = server.person(member.name, member.language)
        assert phone.id == FIRST_ACCOUNT + number
        phone.chat.started = True
        phones.append(Human(phone))
    teachers = [
        (human, member.classes[0])
        for human, member in zip(phones, sample.staff, strict=True)
        if len(member.classes) == 1
    ]
    for parent in sample_parents(sample):
        server.person(parent.name, parent.language)
    return Cast(phones[0], phones[2], teachers, server, sample)


async def test_nothing_is_lost_and_nothing_happens_twice(
    server: Telegram, people: Cast, school_database: Path, tmp_path: Path, soak: bool
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "tirek.db").write_bytes(school_database.read_bytes())
    settings = Settings(_env_file=None, data_dir=folder, secret_key=SECRET)
    await _prepare(settings, people)
    before = _counted(settings.database_file)
    async with mortal(server, settings, tmp_path / "log") as bot:
        await bot.tell("start")
        dying = asyncio.create_task(bot.dies(random.Random(1), ALL if soak else SAMPLE))
        printing = asyncio.create_task(_prints(people, dying))
        number = 0
        while not dying.done():
            await families_day(
                people.family(number), people.of_families[number % 3][0], people.pedagogue, people.books
            )
            await one_day(people.pedagogue, people.of_day(number), people.ledger, number)
            number += 1
        await asyncio.gather(dying, printing)
        while not people.ledger.papers:
            await prints(people.deputy, people.ledger)
        assert bot.deaths == (ALL if soak else SAMPLE)
        await _letters_are_out(settings.database_file)
        await bot.tell("kill")
        _check(settings.database_file, people, before)
        await _check_reasons(settings, people.ledger)
        await _check_families(settings, people.books)
        await bot.tell("start")
        await _every_screen_answers(people)
    assert [
        line
        for line in (tmp_path / "log").read_text().splitlines()
        if "_failed" in line and "polling" not in line
    ] == []

    await _nobody_is_left_behind(str(tmp_path / "log"))


async def _prepare(settings: Settings, people: Cast) -> None:
    """The council has its members, and three classes have their links."""
    backroom = await open_backroom(settings, SandboxClock(MORNING))

    def lay(connection: Connection) -> None:
        desk = desk_of_the_software(backroom, connection)
        seat_the_council(desk)
        classes = {str(one.name): one.id for one in desk.schools.classes(desk.schools.get().year)}
        for _, class_id in people.of_families[:3]:
            name = next(str(one.name) for one in people.sample.classes if one.id == class_id)
            desk.representatives.renew_link(classes[name], f"{LINK}{class_id}", 1, desk.moment)

    await backroom.database.write(lay)
    await backroom.database.close()


async def _nobody_is_left_behind(mark: str) -> None:
    """What a bot began in processes of its own ends with it, also where it was killed."""

    def left() -> list[str]:
        return [
            one.parent.name for one in Path("/proc").glob("[0-9]*/environ") if _has(one, f"{MARK}={mark}")
        ]

    try:
        async with asyncio.timeout(20):
            while left():
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise AssertionError(f"processes are left behind: {left()}") from None


def _has(environment: Path, word: str) -> bool:
    try:
        return word.encode() in environment.read_bytes().split(b"\0")
    except OSError:
        return False


async def _prints(people: Cast, dying: asyncio.Task[None]) -> None:
    while not dying.done():
        await prints(people.deputy, people.ledger)


def rows(file: Path, query: str, *words: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query, words).fetchall()


def _counted(file: Path) -> int:
    return int(rows(file, "SELECT count(*) FROM pupil")[0][0])


async def _letters_are_out(file: Path) -> None:
    waiting = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"
    async with asyncio.timeout(60):
        while rows(file, waiting)[0][0]:
            await asyncio.sleep(0.2)


async def _every_screen_answers(people: Cast) -> None:
    """What stands on a phone now can be pressed, however many processes ago it was drawn."""
    for human in people.everybody:
        for _, packed in list(human.buttons())[:6]:
            if any(packed == shown for _, shown in human.buttons()):
                assert await human.presses(packed, 5), f"{human.name}: {packed} keeps silent"


def _check(file: Path, people: Cast, pupils_before: int) -> None:
    ledger = people.ledger
    assert len(ledger.sent) >= 4
    _check_answers(file, ledger)
    _check_reports(file, ledger)
    _check_letters(file, people)
    assert _counted(file) == pupils_before + len(ledger.pupils)
    names = Counter(rows(file, "SELECT last, first FROM pupil WHERE last LIKE 'Жаңа%ов'"))
    assert set(names.values()) <= {1}
    assert sorted(" ".join(name) for name in names) == sorted(ledger.pupils)
    numbers = [number for (number,) in rows(file, "SELECT number FROM issued_paper ORDER BY number")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= ledger.papers


def _check_answers(file: Path, ledger: Ledger) -> None:
    said = set(rows(file, "SELECT class_report_id, category, pupil_id FROM status_fact WHERE answer = 'yes'"))
    assert ledger.ticks <= said


def _check_reports(file: Path, ledger: Ledger) -> None:
    states = dict(rows(file, "SELECT id, state FROM class_report"))
    assert {states[one] for one in ledger.approved} <= {"approved"}
    assert {states[one] for one in ledger.returned} <= {"returned"}
    assert all(states[one] != "in_work" for one in ledger.sent)
    begun = dict(rows(file, "SELECT class_id, count(*) FROM class_report GROUP BY class_id"))
    assert begun == dict(ledger.begun)
    remarks = rows(file, "SELECT class_report_id FROM remark ORDER BY 1")
    assert remarks == [(one,) for one in sorted(ledger.returned)]


async def _check_reasons(settings: Settings, ledger: Ledger) -> None:
    """What was typed as a reason stands there as it was typed."""
    backroom = await open_backroom(settings, SandboxClock(MORNING))
    for report_id in ledger.returned:
        found = await backroom.database.read(
            lambda connection, report_id=report_id: desk_of_the_software(
                backroom, connection
            ).reports.remarks(report_id)
        )
        assert [one.reason for one in found] == [REASON]
    await backroom.database.close()


async def _check_families(settings: Settings, books: Books) -> None:
    """All that a screen confirmed is there once: no second application, gapless numbers, every photo can be opened."""
    backroom = await open_backroom(settings, SandboxClock(MORNING))
    try:
        found = await backroom.database.read(
            lambda connection: _register(desk_of_the_software(backroom, connection))
        )
        _check_register(found, books)
        cabinet = SealedCabinet(settings.files_folder, backroom.vault)
        for one in found:
            assert [await cabinet.fetch(paper.place) for paper in one.papers] == [
                books.applied[one.application.id]
            ]
    finally:
        await backroom.database.close()
    _check_numbers(settings.database_file, books)


@dataclass(frozen=True)
class Kept:
    """An application with all that belongs to it."""

    application: Application
    steps: Counter[Step]
    decisions: tuple[Decision, ...]
    papers: tuple[Attachment, ...]


def _register(desk: Desk) -> list[Kept]:
    return [
        Kept(
            one,
            Counter(event.step for event in desk.applications.history(one.id) if event.undone_at is None),
            desk.decisions.of_application(one.id),
            desk.attachments.some([number for said in one.answers.values() for number in files_of(said)]),
        )
        for one in desk.applications.of_year(desk.schools.get().year)
    ]


def _check_register(found: list[Kept], books: Books) -> None:
    assert [one.application.id for one in found] == sorted(books.applied)
    assert sorted(one.application.number for one in found) == list(range(1, len(found) + 1))
    for one in found:
        number = one.application.id
        assert one.steps[Step.REGISTERED] == 1
        assert one.steps[Step.RETURNED] == books.returned.count(number)
        assert one.steps[Step.MENDED] == books.mended.count(number)
        assert one.steps[Step.GRANTED] == books.granted.count(number) == len(one.decisions)
        assert (one.application.answers["address"] == MENDED_ADDRESS) is (number in books.mended)


def _check_numbers(file: Path, books: Books) -> None:
    assert len(books.applied) > 0
    agreed = rows(
        file,
        "SELECT pupil_id FROM consent JOIN representative USING (person_id, pupil_id) WHERE person_id > ?",
        18,
    )
    assert sorted(one for (one,) in agreed) == sorted(books.agreed)
    protocols = [
        one for (one,) in rows(file, "SELECT number FROM sitting WHERE state = 'held' ORDER BY number")
    ]
    assert protocols == list(range(1, len(books.sittings) + 1))
    orders = [
        one for (one,) in rows(file, "SELECT number FROM director_order WHERE undone_at IS NULL ORDER BY 1")
    ]
    assert orders == list(range(1, books.orders + 1))
    assert rows(file, "SELECT count(*) FROM decision WHERE order_id IS NULL") == [(0,)]
    told = Counter(
        mark for (mark,) in rows(file, "SELECT unique_mark FROM outbox WHERE unique_mark LIKE 'told:%'")
    )
    assert set(told.values()) <= {1}


def _check_letters(file: Path, people: Cast) -> None:
    """One letter a decision in the outbox, and each at least once in the chat."""
    ledger = people.ledger
    decided = "SELECT class_id FROM class_report WHERE id = ?"
    expected = Counter(rows(file, decided, one)[0][0] for one in (*ledger.approved, *ledger.returned))
    laid_out = Counter(
        dict(
            rows(
                file,
                "SELECT role_grant.class_id, count(*) FROM outbox JOIN role_grant USING (person_id) GROUP BY 1",
            )
        )
    )
    assert {one: laid_out[one] for one in expected} == dict(expected)
