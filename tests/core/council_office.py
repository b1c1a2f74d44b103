"""A school whose council sits: its members, applications and sittings, over a database of the test's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.core.applications.application import Application, Source, Step
from bot.core.applications.handling import take_step
from bot.core.applications.registering import register, service_named
from bot.core.councils.closing import close_sitting, reopen_sitting
from bot.core.councils.council import AgendaItem, Capacity, Sitting
from bot.core.councils.members import add_members, ask_names
from bot.core.councils.planning import cancel, plan, planned_at, restore
from bot.core.councils.sittings import put_on_agenda, put_waiting
from bot.core.councils.voting import mark_present
from bot.core.ports import Desk
from tests.conftest import FIRST_ACCOUNT
from tests.core.office import OfficeOfTests

R = TypeVar("R")
PEDAGOGUE, DIRECTOR, DEPUTY = FIRST_ACCOUNT, FIRST_ACCOUNT + 1, FIRST_ACCOUNT + 2
TEACHER = FIRST_ACCOUNT + 4
TODAY_AT_TWO = datetime(2026, 9, 7, 9, tzinfo=UTC)
ELEVEN = "\n".join(f"Мүше{letter} Сынақ" for letter in "абвгдежзикл")


def tells(application_id: int) -> str:
    return f"mc:{application_id}"


def opens(sitting_id: int) -> str:
    return f"gs:{sitting_id}"


@dataclass
class CouncilOffice:
    """The pedagogue's desk; `parent` is the person who applied for all children."""

    office: OfficeOfTests

    async def does(self, work: Callable[[Desk], None], who: int = PEDAGOGUE) -> None:
        await self.office.does(who, work)

    async def sees(self, query: Callable[[Desk], R], who: int = PEDAGOGUE) -> R:
        return await self.office.sees(who, query)

    def passes(self, **by: float) -> None:
        self.office.clock.passes(**by)

    async def council(self, names: str = ELEVEN) -> None:
        await self.does(lambda desk: ask_names(desk, Capacity.PARENT))
        await self.does(lambda desk: add_members(desk, names))

    async def applications(
        self, number: int, service: str = "camp", category: str = "2", skip: int = 0
    ) -> list[int]:
        """Complete applications for so many pupils of the higher grades, entered by the office."""
        made: list[int] = []

        def enter(desk: Desk) -> None:
            declared = service_named(service)
            for pupil_id in older_pupils(desk)[skip : skip + number]:
                one = register(desk, declared, pupil_id, {"category": category}, Source.PAPER, None)
                take_step(desk, one, Step.PAPERS_COMPLETE)
                made.append(one.id)

        await self.does(enter)
        return made

    async def sitting(self, at: datetime = TODAY_AT_TWO) -> int:
        await self.does(lambda desk: plan(desk, at, "school", opens))
        found = await self.sees(lambda desk: planned_at(desk, at))
        assert found is not None
        return found

    async def put(self, sitting_id: int, application_ids: Sequence[int] = ()) -> None:
        if application_ids:
            await self.does(lambda desk: put_on_agenda(desk, sitting_id, application_ids, tells))
        else:
            await self.does(lambda desk: put_waiting(desk, sitting_id, "", tells))

    async def come(self, sitting_id: int, number: int) -> None:
        """The first so many members are there, nobody else."""
        members = [one.id for one in await self.sees(lambda desk: desk.councils.members())]
        for place, member_id in enumerate(members):
            await self.does(
                lambda desk, it=member_id, there=place < number: mark_present(desk, sitting_id, it, there)
            )

    async def items(self, sitting_id: int) -> tuple[AgendaItem, ...]:
        return await self.sees(lambda desk: desk.councils.agenda(sitting_id))

    async def close(self, sitting_id: int) -> Sitting:
        revision = (await self.get(sitting_id)).revision
        await self.does(lambda desk: close_sitting(desk, sitting_id, revision, tells))
        return await self.get(sitting_id)

    async def reopen(self, sitting_id: int) -> None:
        revision = (await self.get(sitting_id)).revision
        await self.does(lambda desk: reopen_sitting(desk, sitting_id, revision, tells))

    async def cancel(self, sitting_id: int) -> None:
        revision = (await self.get(sitting_id)).revision
        await self.does(lambda desk: cancel(desk, sitting_id, revision, tells))

    async def restore(self, sitting_id: int) -> None:
        revision = (await self.get(sitting_id)).revision
        await self.does(lambda desk: restore(desk, sitting_id, revision, opens, tells))

    async def get(self, sitting_id: int) -> Sitting:
        return await self.sees(lambda desk: desk.councils.sitting(sitting_id))

    async def application(self, application_id: int) -> Application:
        return await self.sees(lambda desk: desk.applications.get(application_id))

    async def states(self, application_ids: Sequence[int]) -> list[str]:
        return [(await self.application(one)).state.value for one in application_ids]


def older_pupils(desk: Desk) -> list[int]:
    """The pupils of grade 5 and above, class by class."""
    year = desk.schools.get().year
    classes = [one.id for one in desk.schools.classes(year) if one.name.grade >= 5]
    return [one.id for class_id in classes for one in desk.pupils.of_class(class_id)]


def days_later(number: int, at: datetime = TODAY_AT_TWO) -> datetime:
    return at + timedelta(days=number)
