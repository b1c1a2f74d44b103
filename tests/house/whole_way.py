"""The whole way of one application in the chat, stage by stage: from the link of a class to the director's order.

Buttons are found by their addresses, so that the way holds whatever they are called in which language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.chat import Address
from bot.core.councils.council import Capacity, CouncilMember, Post
from bot.core.forms.filling import asked_now
from bot.core.people import Pupil
from bot.handlers.addresses.applying import ChooseService, MendAnswer, OpenApply
from bot.handlers.addresses.case_papers import MakeCasePaper, OpenCasePaper
from bot.handlers.addresses.cases import OpenCase
from bot.handlers.addresses.consents import Agree, OpenConsent
from bot.handlers.addresses.entrance import ChooseLanguage
from bot.handlers.addresses.forms import (
    AskQuestion,
    BeginForm,
    GiveAnswer,
    GoForward,
    OpenForm,
    SaveForm,
    TakeKnown,
)
from bot.handlers.addresses.handling import AskReturn, ChooseAnswer, CompletePapers
from bot.handlers.addresses.orders import MakeOrder, OpenOrders, OpenWaitingOrder
from bot.handlers.addresses.parents import AnswerClaim, OpenChild, OpenClassLink
from bot.handlers.addresses.sittings import (
    AskSittingDay,
    CloseSitting,
    MarkAllPresent,
    OpenClosing,
    OpenPresence,
    OpenSitting,
    OpenSittings,
    OpenWaiting,
    PickSittingDay,
    PickSittingPlace,
    PickSittingTime,
    PutWaiting,
)
from bot.handlers.addresses.voting import ChooseAll, OpenVotes, ProposeRuling, WriteRuling
from bot.sandbox.world import Message
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.house.furnished import looked_up, on_desk, picture

CLASS = "7Ә"
QUESTIONS = 60
REASON = "Үйіміз өртеніп кетті, көмек керек"
BACK = "Мекенжайы толық емес"
ANSWERS: Mapping[str, str | bytes] = {
    "category": "5", "reason": REASON, "applicant": "Үлгіева Үміт Үлгіқызы", "iin": "", "no_iin": "at_school",
    "phone": "+7 701 000 00 01", "address": "Тірек көшесі, 1-үй", "surnames": "old", "abroad": "no",
    "registries": "yes", "reason_paper": picture(), "marriage_cert": "later",
}  # fmt: skip


def shown(person: Person, kind: type[Address], **wanted: Any) -> ShownButton | None:
    """The button on a present screen that leads there, on the newest one first."""
    for message in reversed(person.phone.messages):
        if message.sender.is_bot:
            for label, packed in inline(message):
                if packed.split(":")[0] == kind.__prefix__ and _fits(kind.unpack(packed), wanted):
                    return ShownButton(message.id, label, packed)
    return None


def inline(message: Message) -> list[tuple[str, str]]:
    rows = message.markup.rows if message.markup and message.markup.kind == "inline" else []
    return [(one["text"], one["callback_data"]) for row in rows for one in row if "callback_data" in one]


def _fits(address: Address, wanted: Mapping[str, Any]) -> bool:
    return all(getattr(address, name) == value for name, value in wanted.items())


async def taps(person: Person, kind: type[Address], **wanted: Any) -> None:
    button = shown(person, kind, **wanted)
    assert button is not None, f"no button {kind.__name__} {wanted}\n{person.screen}"
    await person.taps_again(button)
    person.reads_all()


async def goes(person: Person, address: Address) -> None:
    """By a button of a screen that was shown at some time."""
    message = next(one for one in reversed(person.phone.messages) if one.sender.is_bot)
    await person.taps_again(ShownButton(message.id, "", address.pack()))
    person.reads_all()


async def writes(person: Person, text: str) -> None:
    await person.sends(text)
    person.reads_all()


async def as_they_see(telegram: World, person: Person, query: Callable[[Any], Any]) -> Any:
    """What a query answers to this person."""

    def asked(desk: Any) -> Any:
        return query(
            replace(desk, telegram_id=person.id, find_person=lambda own: own.people.by_telegram(person.id))
        )

    return await looked_up(telegram, asked)


async def fills(telegram: World, person: Person, answers: Mapping[str, str | bytes] = ANSWERS) -> None:
    """Answers question after question until the form can be sent."""
    for _ in range(QUESTIONS):
        if shown(person, SaveForm):
            return
        if shown(person, TakeKnown):
            await taps(person, TakeKnown)
            continue
        place = (await as_they_see(telegram, person, asked_now)).place
        assert place is not None, person.screen
        await _answers(person, place.key, answers.get(place.key))
    raise AssertionError(f"the form has no end\n{person.screen}")


async def _answers(person: Person, key: str, wish: str | bytes | None) -> None:
    if isinstance(wish, bytes):
        await person.sends_photo(wish)
        person.reads_all()
        await taps(person, GoForward)
    elif wish is not None and shown(person, GiveAnswer, key=key, value=wish):
        await taps(person, GiveAnswer, key=key, value=wish)
    elif wish:
        await writes(person, wish)
    else:
        await taps(person, GiveAnswer, key=key)


@dataclass
class Way:
    """Who goes it and what came of it so far."""

    telegram: World
    school: Staff
    after_each: Callable[[str], Any] | None = None
    application_id: int = 0
    done: list[str] = field(default_factory=list)

    @property
    def parent(self) -> Person:
        """Somebody whom the bot does not know at first."""
        return self.school.stranger

    @property
    def teacher(self) -> Person:
        return self.school.teacher_of(CLASS)

    @property
    def pedagogue(self) -> Person:
        return self.school.pedagogue

    @property
    def everybody(self) -> tuple[Person, ...]:
        return (self.parent, self.teacher, self.pedagogue)

    @property
    def child(self) -> Pupil:
        """A pupil of the class whose name nobody else has."""
        class_id = next(one.id for one in self.school.sample.classes if str(one.name) == CLASS)
        names = [one.name.short for one in self.school.sample.pupils]
        alone = [one for one in self.school.sample.pupils_of(class_id) if names.count(one.name.short) == 1]
        return [one for one in alone if one.name.short not in self.school.children][4]

    async def goes(self, *stages: str) -> None:
        """These stages, or all that are left."""
        for name in stages or [one for one in STAGES if one not in self.done]:
            await getattr(self, name)()
            self.done.append(name)
            if self.after_each:
                await self.after_each(name)

    async def claims(self) -> None:
        """The teacher has the link of the class; the parent comes by it and names the child."""
        await self.teacher.sends("/start")
        self.teacher.reads_all()
        class_id = await looked_up(self.telegram, lambda desk: _class_id(desk))
        await goes(self.teacher, OpenClassLink(class_id=class_id))
        token = (await looked_up(self.telegram, lambda desk: desk.representatives.link(class_id))).token
        await self.parent.opens(f"https://t.me/{self.telegram.server.world.bot.username}?start={token}")
        await taps(self.parent, ChooseLanguage, language="kk")
        await taps(self.parent, BeginForm)
        born = f"{self.child.birth_date:%d.%m.%Y}"
        await fills(
            self.telegram, self.parent, {"relation": "mother", "name": self.child.name.short, "birth": born}
        )
        await taps(self.parent, SaveForm)

    async def is_confirmed(self) -> None:
        claims = await looked_up(self.telegram, lambda desk: desk.representatives.open_claims())
        await goes(self.teacher, AnswerClaim(claim_id=claims[-1].id, yes=True))
        self._read()

    async def agrees(self) -> None:
        pupil_id = await looked_up(self.telegram, self._pupil)
        await goes(self.parent, OpenChild(pupil_id=pupil_id))
        await taps(self.parent, OpenConsent)
        while not shown(self.parent, Agree):
            page = OpenConsent.unpack(_newest(self.parent, OpenConsent).callback_data).page
            await taps(self.parent, OpenConsent, page=page)
        await taps(self.parent, Agree)

    def _pupil(self, desk: Any) -> int:
        return desk.representatives.of_person(desk.people.by_telegram(self.parent.id).id)[-1].pupil_id

    def _read(self) -> None:
        for person in self.everybody:
            person.reads_all()

    async def applies(self) -> None:
        await writes(self.parent, "/menu")
        await taps(self.parent, OpenApply)
        await taps(self.parent, ChooseService, service="meals")
        if shown(self.parent, OpenForm):
            await taps(self.parent, OpenForm)
        await taps(self.parent, BeginForm)
        await fills(self.telegram, self.parent)
        await taps(self.parent, SaveForm)
        made = await looked_up(self.telegram, lambda desk: desk.applications.of_year(desk.schools.get().year))
        self.application_id = made[-1].id

    async def takes_the_paper(self) -> None:
        """The application as a Word file, ready to sign."""
        await goes(self.parent, OpenCasePaper(paper="application", subject=self.application_id))
        await taps(self.parent, MakeCasePaper, format="docx", language="kk")

    async def is_returned(self) -> None:
        await goes(self.pedagogue, OpenCase(application_id=self.application_id))
        await taps(self.pedagogue, ChooseAnswer)
        await taps(self.pedagogue, AskReturn, question="address")
        await writes(self.pedagogue, BACK)
        self._read()

    async def mends(self) -> None:
        """Where the return led to; a paper that was to come later is in eGov after all."""
        await goes(self.parent, MendAnswer(application_id=self.application_id, key="address"))
        await writes(self.parent, "Тірек көшесі, 12-үй, 3-пәтер")
        await taps(self.parent, AskQuestion, key="marriage_cert")
        await taps(self.parent, GiveAnswer, key="marriage_cert", value="egov")
        await taps(self.parent, SaveForm)
        self._read()

    async def is_complete(self) -> None:
        await goes(self.pedagogue, OpenCase(application_id=self.application_id))
        await taps(self.pedagogue, CompletePapers)
        self._read()

    async def is_put_on_a_sitting(self) -> None:
        await on_desk(self.telegram, seat_the_council)
        await goes(self.pedagogue, OpenSittings())
        await taps(self.pedagogue, AskSittingDay)
        await taps(self.pedagogue, PickSittingDay, day="20260907")
        await taps(self.pedagogue, PickSittingTime)
        await taps(self.pedagogue, PickSittingPlace)
        await taps(self.pedagogue, OpenWaiting)
        await taps(self.pedagogue, PutWaiting)
        self._read()

    async def is_heard(self) -> None:
        number = await looked_up(self.telegram, _newest_sitting)
        await goes(self.pedagogue, OpenSitting(sitting_id=number))
        await taps(self.pedagogue, OpenPresence)
        await taps(self.pedagogue, MarkAllPresent)
        await goes(self.pedagogue, OpenVotes(sitting_id=number))
        await taps(self.pedagogue, ChooseAll, everybody=True)
        await taps(self.pedagogue, ProposeRuling, ruling="grant")
        await taps(self.pedagogue, WriteRuling)
        await goes(self.pedagogue, OpenClosing(sitting_id=number))
        await taps(self.pedagogue, CloseSitting)
        self._read()

    async def is_ordered(self) -> None:
        await goes(self.pedagogue, OpenOrders())
        await taps(self.pedagogue, OpenWaitingOrder)
        await taps(self.pedagogue, MakeOrder)
        self._read()


STAGES = (
    "claims", "is_confirmed", "agrees", "applies", "takes_the_paper", "is_returned", "mends", "is_complete",
    "is_put_on_a_sitting", "is_heard", "is_ordered",
)  # fmt: skip


def _newest(person: Person, kind: type[Address]) -> ShownButton:
    """The last button of the newest screen that leads there: the way on."""
    message = next(one for one in reversed(person.phone.messages) if one.sender.is_bot and inline(one))
    label, packed = [one for one in inline(message) if one[1].split(":")[0] == kind.__prefix__][-1]
    return ShownButton(message.id, label, packed)


def _class_id(desk: Any) -> int:
    return next(one.id for one in desk.schools.classes(desk.schools.get().year) if str(one.name) == CLASS)


def _newest_sitting(desk: Any) -> int:
    return desk.councils.sittings(desk.schools.get().year)[-1].id


def seat_the_council(desk: Any) -> None:
    posts = (Post.CHAIR, Post.DEPUTY, Post.SECRETARY, *[Post.MEMBER] * 6)
    if not desk.councils.members():
        for number, post in enumerate(posts):
            desk.councils.add_member(
                CouncilMember(0, f"Кеңесов {'абвгдежзи'[number]}сан", post, Capacity.PARENT, desk.today)
            )
