"""Reports laid straight into the office, for journeys that begin where the survey ends."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from bot.core.passport.categories import Answer, Education
from bot.core.passport.reports import ReportState
from bot.core.ports import Desk
from bot.core.school import Class, ClassName, SchoolYear
from bot.storage.office import desk_of_the_software
from tests.driver import World
from tests.running import TirekUnderTest

R = TypeVar("R")
Answers = Mapping[int, Mapping[str, Answer]]


async def in_office(telegram: World, work: Callable[[Desk], R]) -> R:
    """Runs the work on the desk of the software."""
    bot = telegram.bot
    assert isinstance(bot, TirekUnderTest)
    room = bot.running.backroom
    return await room.database.write(lambda connection: work(desk_of_the_software(room, connection)))


def class_named(desk: Desk, name: str, year: SchoolYear | None = None) -> Class:
    written = ClassName.read(name)
    return next(one for one in desk.schools.classes(year or desk.schools.get().year) if one.name == written)


async def reported(
    telegram: World,
    class_name: str,
    answers: Answers,
    state: ReportState = ReportState.WAITING,
    minutes_ago: int = 0,
    usual: Education | None = None,
) -> int:
    """A new revision of the class's report; `answers` by the pupil's place in the class."""

    def lay(desk: Desk) -> int:
        class_ = class_named(desk, class_name)
        pupils, at = desk.pupils.of_class(class_.id), desk.moment - timedelta(minutes=minutes_ago)
        teacher = desk.people.teachers(class_.id)[0].id
        report = desk.reports.begin(class_.id, at, None)
        for place, said in answers.items():
            for key, answer in said.items():
                desk.reports.say(report.id, pupils[place].id, key, answer, teacher, at)
        if usual:
            desk.reports.set_usual(report.id, "mother", usual)
        desk.reports.set_sent(report.id, teacher, at)
        desk.reports.set_state(report.id, state, teacher, at)
        return report.id

    return await in_office(telegram, lay)


async def state_of(telegram: World, report_id: int) -> ReportState:
    return await in_office(telegram, lambda desk: desk.reports.get(report_id).state)
