"""What the journeys of applications share: acts of one person outside of the chat, and looks into the register."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import count
from typing import Concatenate, ParamSpec, TypeVar

from pypdf import PdfWriter

from bot.chat import Address
from bot.core.applications.application import Application, Event, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import mark_on, return_to_parent, take_step
from bot.core.applications.registering import service_named
from bot.core.applications.sending import send
from bot.core.applications.subjects import Kind, Subject
from bot.core.parents.representative import Consent, Representative
from bot.core.people import Pupil, Relation
from bot.core.ports import Desk
from bot.handlers.addresses.applying import MendAnswer, OpenMyCase
from bot.handlers.doors import DOORS
from bot.storage.office import Backroom, SqlOffice, desk_of_the_software
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.running import TirekUnderTest

P = ParamSpec("P")
R = TypeVar("R")
MEALS = "meals"
# Updates of nobody's: the numbers lie far above those of our Telegram.
UPDATES = count(10**12)
# What is answered where a test is about something else.
ANSWERS = {
    "category": "1", "asp": "gets", "applicant": "Үлгіева Үміт Үлгіқызы", "iin": "", "no_iin": "at_school",
    "phone": "+7 700 000 00 01", "address": "Тірек көшесі, 1-үй", "abroad": "no", "surnames": "same",
    "registries": "yes", "asp_paper": "egov",
}  # fmt: skip


def room_of(telegram: World) -> Backroom:
    assert isinstance(telegram.bot, TirekUnderTest)
    return telegram.bot.running.backroom


async def does(
    telegram: World,
    who: Person,
    use_case: Callable[Concatenate[Desk, P], None],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Somebody does this in another chat; who hears of it hears of it."""
    await SqlOffice(room_of(telegram), who.id, next(UPDATES)).act(use_case, *args, **kwargs)
    await telegram.clock.passes(seconds=1)


async def asks(telegram: World, who: Person, query: Callable[[Desk], R]) -> R:
    return await SqlOffice(room_of(telegram), who.id, 0).ask(query)


async def on_desk(telegram: World, work: Callable[[Desk], R]) -> R:
    room = room_of(telegram)
    return await room.database.write(lambda connection: work(desk_of_the_software(room, connection)))


def pupil_called(desk: Desk, short: str) -> Pupil:
    found = [one for one in desk.pupils.every() if one.name.short == short]
    assert len(found) == 1, f"{len(found)} pupils are called {short}"
    return found[0]


async def applied(telegram: World, parent: Person, child: str, service: str = MEALS, **answers: str) -> int:
    """An application as the parent sent it; the pedagogue has not read that it came."""
    said = ANSWERS | answers

    def sends(desk: Desk) -> None:
        subject = Subject(Kind.NEW, pupil_called(desk, child).id)
        send(service_named(service), desk, str(subject), said, DOORS)

    await does(telegram, parent, sends)
    return max(one.id for one in await register_of(telegram, service))


async def register_of(telegram: World, service: str = MEALS) -> list[Application]:
    return await on_desk(
        telegram, lambda desk: list(desk.applications.of_year(desk.schools.get().year, service))
    )


async def application(telegram: World, application_id: int) -> Application:
    return await on_desk(telegram, lambda desk: desk.applications.get(application_id))


async def history(telegram: World, application_id: int) -> list[Step]:
    events: tuple[Event, ...] = await on_desk(
        telegram, lambda desk: desk.applications.history(application_id)
    )
    return [one.step for one in events if one.undone_at is None]


async def returned(
    telegram: World, pedagogue: Person, application_id: int, question: str, reason: str, about: str = ""
) -> None:
    def back(desk: Desk) -> None:
        mark = mark_on(desk, application_id)
        return_to_parent(
            desk, application_id, mark, question, reason, about, lambda one: _mend(one, question)
        )

    await does(telegram, pedagogue, back)


def _mend(application_id: int, question: str) -> str:
    return MendAnswer(application_id=application_id, key=question).pack()


def opens(application_id: int) -> str:
    return OpenMyCase(application_id=application_id).pack()


async def granted(telegram: World, pedagogue: Person, application_id: int, since: date) -> None:
    """By the school alone; nobody is told of it here."""

    def rule(desk: Desk) -> None:
        one = desk.applications.get(application_id)
        take_step(desk, one, Step.PAPERS_COMPLETE)
        one = desk.applications.get(application_id)
        decide(desk, one, Ruling.GRANT, "Құжаттары толық", one.category, since, None, {})

    await does(telegram, pedagogue, rule)


async def becomes_representative(
    telegram: World, parent: Person, child: str, relation: Relation, consent: bool = True
) -> None:
    """The school has confirmed it long ago."""

    def confirm(desk: Desk) -> None:
        person, pupil = desk.people.by_telegram(parent.id), pupil_called(desk, child)
        assert person is not None
        desk.representatives.add(Representative(0, person.id, pupil.id, relation, "", desk.moment))
        if consent:
            given = Consent(0, person.id, pupil.id, "1", person.language, "Келісемін", desk.moment)
            desk.consents.give(given)

    await on_desk(telegram, confirm)


async def presses(person: Person, address: Address) -> None:
    """A button that leads there, wherever it stands."""
    person.reads_all()
    message = next(one for one in reversed(person.phone.messages) if one.sender.is_bot)
    await person.taps_again(ShownButton(message.id, "", address.pack()))


def alone_in(school: Staff, class_name: str) -> list[str]:
    """The pupils of a class whose name nobody else has."""
    names = [one.name.short for one in school.sample.pupils]
    return [one for one in school.pupils_of(class_name) if names.count(one) == 1]


def pdf() -> bytes:
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(file)
    return file.getvalue()
