"""The office with applications of parents, over a database of the test's own."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.core.applications.application import Application, Source, State, Step
from bot.core.applications.handling import mark_on, take_step
from bot.core.applications.registering import register, service_named
from bot.core.ports import Desk
from bot.sandbox.sample_parents import sample_parents
from bot.sandbox.sample_school import SampleSchool
from bot.storage.desk import SqlDesk
from tests.conftest import FIRST_ACCOUNT, accounts
from tests.core.office import OfficeOfTests, office_over
from tests.journeys.cases import MEALS

R = TypeVar("R")
PEDAGOGUE, DIRECTOR, DEPUTY, PSYCHOLOGIST = range(FIRST_ACCOUNT, FIRST_ACCOUNT + 4)


@dataclass
class CasesOffice:
    """`parent` and `other_parent` are accounts; their children go by the number of the pupil."""

    office: OfficeOfTests
    parent: int
    other_parent: int
    teacher: int
    other_teacher: int

    async def does(self, work: Callable[[Desk], None], who: int = PEDAGOGUE) -> None:
        await self.office.does(who, work)

    async def sees(self, query: Callable[[Desk], R], who: int = PEDAGOGUE) -> R:
        return await self.office.sees(who, query)

    async def children(self, who: int) -> list[int]:
        return await self.sees(lambda desk: sorted(desk.actor.children), who)

    async def applied(
        self, who: int = 0, child: int = 0, service: str = "meals", state: State = State.NEW, **answers: str
    ) -> int:
        """An application of a parent, brought as far as `state`."""
        account = who or self.parent
        pupil = (await self.children(account))[child]
        made: list[int] = []

        def send(desk: Desk) -> None:
            said = {**MEALS, **answers}
            made.append(register(desk, service_named(service), pupil, said, Source.CHAT, desk.actor.id).id)

        await self.does(send, account)
        if state is State.READY:
            await self.step(made[0], Step.PAPERS_COMPLETE)
        return made[0]

    async def step(self, application_id: int, step: Step, question: str = "", words: str = "") -> None:
        def take(desk: Desk) -> None:
            take_step(desk, desk.applications.get(application_id), step, question, words)

        await self.does(take)

    async def get(self, application_id: int) -> Application:
        return await self.sees(lambda desk: desk.applications.get(application_id))

    async def state(self, application_id: int) -> State:
        return (await self.get(application_id)).state

    async def mark(self, application_id: int) -> int:
        return await self.sees(lambda desk: mark_on(desk, application_id))

    async def last_event(self, application_id: int) -> int:
        return (await self.sees(lambda desk: desk.applications.history(application_id)))[-1].id

    async def last_standing(self, application_id: int) -> int:
        history = await self.sees(lambda desk: desk.applications.history(application_id))
        return [one.id for one in history if one.undone_at is None][-1]

    async def told(self) -> list[str]:
        """The marks of all messages that were laid out for applicants, in their order."""

        def marks(desk: Desk) -> list[str]:
            assert isinstance(desk, SqlDesk)
            rows = desk.connection.exec_driver_sql("SELECT unique_mark FROM outbox ORDER BY id")
            return [one.split(":")[-1] for one in rows.scalars() if one and one.startswith("told:")]

        return await self.sees(marks)

    async def noted(self) -> list[tuple[str, str]]:
        def rows(desk: Desk) -> list[tuple[str, str]]:
            assert isinstance(desk, SqlDesk)
            found = desk.connection.exec_driver_sql("SELECT action, subject FROM audit ORDER BY id")
            return [(row.action, row.subject) for row in found]

        return await self.sees(rows)


def tells(application_id: int) -> str:
    return f"mc:{application_id}"


@asynccontextmanager
async def cases_office(
    school_database: Path, folder: Path, sample: SampleSchool
) -> AsyncIterator[CasesOffice]:
    parents = list(accounts(sample)[1])
    index = sample_parents(sample)[0].children[0]
    own = sample.places[index]

    def account_of(fits: Callable[[tuple[int, ...]], bool]) -> int:
        places = (place for place, one in enumerate(sample.staff) if one.classes and fits(one.classes))
        return FIRST_ACCOUNT + next(places)

    async with office_over(school_database, folder) as office:
        yield CasesOffice(
            office,
            parents[0],
            parents[1],
            account_of(lambda classes: own in classes),
            account_of(lambda classes: own not in classes),
        )
