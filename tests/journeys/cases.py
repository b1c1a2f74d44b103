"""Applications laid straight into the register, for journeys that begin at the office."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import TypeVar

from bot.core.applications.application import Application, Attachment, Source, State
from bot.core.applications.registering import register, service_named
from bot.core.ports import Desk
from bot.storage.cabinet import SealedCabinet
from bot.storage.office import SqlOffice
from tests.driver import Person, World
from tests.journeys.reports import in_office
from tests.running import TirekUnderTest

R = TypeVar("R")
UPDATES = count(9_000_000)
MEALS = {
    "category": "2", "members": "4", "income": "35000", "applicant": "Сынақова Айгерім", "iin": "",
    "no_iin": "at_school", "phone": "+77000000101", "address": "Тіректі ауылы, Мектеп көшесі, 3", "abroad": "no",
    "surnames": "same", "registries": "yes", "income_paper": "egov",
}  # fmt: skip


async def as_person(telegram: World, person: Person, work: Callable[[Desk], None]) -> None:
    """Runs the work as this person would, outside of the chat."""
    bot = telegram.bot
    assert isinstance(bot, TirekUnderTest)
    await SqlOffice(bot.running.backroom, person.id, next(UPDATES)).act(work)


async def applied(
    telegram: World,
    person: Person,
    child: str,
    service: str = "meals",
    received_at: datetime | None = None,
    **answers: str,
) -> int:
    """The application of a parent for the child with this short name."""
    made: list[int] = []

    def send(desk: Desk) -> None:
        pupil = next(one for one in desk.pupils.every() if one.name.short == child)
        said = {**MEALS, **answers}
        new = register(desk, service_named(service), pupil.id, said, Source.CHAT, desk.actor.id, received_at)
        made.append(new.id)

    await as_person(telegram, person, send)
    return made[0]


async def entered(telegram: World, person: Person, child: str, service: str = "meals", **answers: str) -> int:
    """An application on paper, of somebody without Telegram."""
    made: list[int] = []

    def enter(desk: Desk) -> None:
        pupil = next(one for one in desk.pupils.every() if one.name.short == child)
        said = {**MEALS, "relation": "mother", **answers}
        made.append(register(desk, service_named(service), pupil.id, said, Source.PAPER, None).id)

    await as_person(telegram, person, enter)
    return made[0]


async def with_file(telegram: World, person: Person, application_id: int, paper: str, content: bytes) -> int:
    """Puts a file into the cabinet, as one that came with this paper."""
    bot = telegram.bot
    assert isinstance(bot, TirekUnderTest)
    place = await SealedCabinet(bot.settings.files_folder, bot.running.backroom.vault).keep(content)
    made: list[int] = []

    def add(desk: Desk) -> None:
        application = desk.applications.get(application_id)
        new = Attachment(0, desk.actor.id, application.pupil_id, place, "jpg", len(content), 1, desk.moment)
        made.append(desk.attachments.add(new))
        answers = {**application.answers, paper: f"files:{made[0]}"}
        desk.applications.revise(application_id, answers, desk.actor.id, desk.moment)

    await as_person(telegram, person, add)
    return made[0]


async def application(telegram: World, application_id: int) -> Application:
    return await in_office(telegram, lambda desk: desk.applications.get(application_id))


async def state_of(telegram: World, application_id: int) -> State:
    return (await application(telegram, application_id)).state
