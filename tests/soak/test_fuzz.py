"""Rule 15: words and files by chance in states by chance always get an answer, and never write a fact unasked."""

import random
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from bot.sandbox.persons import Document, Photo
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.screens import buttons_of
from tests.house.furnished import ALWAYS, OWN, changed, furnish, on_desk, tables
from tests.house.test_addresses import failures
from tests.soak.fuzz import Thing, things

# What a read file leaves behind while it waits for its yes.
WAITS = frozenset({"roster_import"})
SAMPLE, ALL = 60, 1000
WALKS = 4


@dataclass
class Walk:
    """Several people who wander about, press what they see, and write what comes to their mind."""

    telegram: World
    people: list[Person]
    chance: random.Random
    written: int = 0
    trail: list[str] = field(default_factory=list)

    async def step(self) -> None:
        person = self.chance.choice(self.people)
        if self.chance.random() < 0.5:
            await self.press(person)
        else:
            await self.write(person, things(self.chance))

    async def press(self, person: Person) -> None:
        """A button of the newest screens, or one from long ago."""
        shown = list(person.shown_buttons)
        if not shown:
            return
        button = self.chance.choice(shown if self.chance.random() < 0.2 else shown[-12:])
        self.trail.append(f"{person.name} presses {button.callback_data}")
        await self.expect_answer(person, person.taps_again(button))

    async def write(self, person: Person, thing: Thing) -> None:
        self.written += 1
        self.trail.append(f"{person.name} writes {described(thing)}")
        asked = await self.is_asked(person)
        before = await tables(self.telegram, ALWAYS | OWN | WAITS)
        seen = len(person.phone.log)
        await self.expect_answer(person, self.sending(person, thing))
        answers = [one for one in person.phone.log[seen:] if one.sender.is_bot]
        assert any(buttons_of(one) or one.content.words.text.strip() for one in answers), self.told()
        if not asked:
            assert changed(before, await tables(self.telegram, ALWAYS | OWN | WAITS)) == {}, self.told()

    async def sending(self, person: Person, thing: Thing) -> None:
        match thing:
            case Document():
                await person.sends_file(thing.content, thing.name)
            case Photo():
                await person.sends_photo(thing.content)
            case _:
                await person.sends(thing)

    async def is_asked(self, person: Person) -> bool:
        """Whether a question is open: what is written then is its answer, not a guess."""

        def asked(desk: object) -> bool:
            known = desk.people.by_telegram(person.id)
            return known is not None and desk.drafts.of(known.id) is not None

        return await on_desk(self.telegram, asked)

    async def expect_answer(self, person: Person, act: object) -> None:
        with capture_logs() as logs:
            await act
        assert failures(logs) == [], f"{failures(logs)}\n{self.told()}"
        person.reads_all()

    def told(self) -> str:
        return "\n".join(self.trail[-12:])


def described(thing: Thing) -> str:
    match thing:
        case Document():
            return f"{thing.name} of {len(thing.content)} bytes"
        case Photo():
            return "a photo"
        case _:
            return repr(thing[:80])


@pytest.mark.parametrize("walk", range(WALKS))
async def test_whatever_is_written_gets_an_answer(
    telegram: World, school: Staff, soak: bool, walk: int
) -> None:
    telegram.tolerates |= {"surplus"}
    await furnish(telegram)
    stranger = telegram.person("Бейтаныс", language="en")
    people = [school.pedagogue, school.teacher_of("7Ә"), school.deputy, school.psychologist, stranger]
    for person in people:
        await person.sends("/start")
        person.reads_all()
    walking = Walk(telegram, people, random.Random(walk))
    while walking.written < (ALL if soak else SAMPLE) // WALKS:
        await walking.step()
