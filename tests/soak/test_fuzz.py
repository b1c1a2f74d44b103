"""Rule 15: words and files by chance in states by chance always get an answer, and never write a fact unasked."""

import random
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.chat import Address
from bot.handlers.addresses.forms import BeginForm, OpenForm
from bot.sandbox.persons import Document, Media, Photo, Place
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.screens import buttons_of
from tests.house.furnished import ALWAYS, OWN, Furniture, changed, furnish, looked_up, tables
from tests.house.pressing import (
    ALL,
    Applications,
    applications_of,
    failures,
    may_at_all,
    of_household,
    told,
    with_true_mark,
)
from tests.soak.fuzz import Album, Contact, Thing, described, things

# What a read file leaves behind while it waits for its yes, and what a taken paper does.
WAITS = frozenset({"roster_import"})
SAMPLE, ALL_OF_THEM = 160, 10_000
WALKS = 4
A_SCHOOL = 500
CASE = {"application", "application_event", "application_revision", "change_request", "outbox"}
# What the answer to a question may write at once, by the question; a word that answers nothing writes nothing.
MAY_WRITE: dict[str, set[str]] = {
    "form": {"attachment"},
    "case_words": CASE,
    "withdrawal": {"change_request", "application_event", "outbox"},
    "case_decision": set(),
    "case_choice": set(),
    "enter_pupil": set(),
    "limit": {"service_limit"},
    "council_names": {"council_member"},
    "council_name": {"council_member"},
    "sitting_day": set(),
    "sitting_time": set(),
    "sitting_place": {"sitting", "agenda_item", *CASE},
    "ruling": set(),
    "ruling_reason": set(),
    "ruling_votes": set(),
    "ruling_detail": set(),
    "order_book": {"director_order"},
    "order_day": {"director_order"},
    "remark": {"remark"},
    "survey": {"status_fact", "report_look", "class_report"},
    "roster": set(),
    "roster_class": set(),
    "template": {"template"},
    "label_reason": set(),
    "label_until": {"label"},
    "label_end": {"label"},
    "school_value": {"school"},
    "new_pupil": set(),
    "pupil_field": {"pupil", "adult"},
    "invite": {"invitation"},
}
# Addresses that lead to a question or a screen of its own: the states that people write in.
LEADING = (
    "Ask",
    "Begin",
    "Open",
    "Choose",
    "Edit",
    "New",
    "Mend",
    "Bring",
    "Add",
    "Enter",
    "Pick",
    "Propose",
    "Keep",
)


@dataclass
class Walk:
    """Several people who wander about, press what they see, and write what comes to their mind."""

    telegram: World
    there: Furniture
    applications: Applications
    people: list[Person]
    chance: random.Random
    written: int = 0
    trail: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    async def step(self) -> None:
        person, dice = self.chance.choice(self.people), self.chance.random()
        if dice < 0.2:
            await self.press(person)
        elif dice < 0.5:
            await self.go(person)
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

    async def go(self, person: Person) -> None:
        """To a place where something may be asked."""
        known = await looked_up(self.telegram, lambda desk: desk.people.by_telegram(person.id))
        kinds = [one for one in ALL if one.__name__.startswith(LEADING) and known and may_at_all(known, one)]
        if not kinds or not person.phone.messages:
            return
        kind = self.chance.choice([*kinds, BeginForm, OpenForm, BeginForm])
        of = self.chance.choice(self.there.families)
        found = of_household(kind, self.there, of, self.applications)
        if found:
            address = await with_true_mark(self.telegram, self.chance.choice(found))
            await self.expect_answer(person, self.pressing(person, address))

    async def pressing(self, person: Person, address: Address) -> None:
        self.trail.append(f"{person.name} goes to {address!r}")
        message = next(one for one in reversed(person.phone.messages) if one.sender.is_bot)
        await person._acts(lambda: person.phone.presses_data(message.id, address.pack()))

    async def write(self, person: Person, thing: Thing) -> None:
        asked = await self.asked(person)
        self.written += 1
        self.met[asked or "nothing"] += 1
        self.trail.append(f"{person.name} (asked: {asked or 'nothing'}) writes {described(thing)}")
        before = await tables(self.telegram, ALWAYS | OWN | WAITS)
        seen = len(person.phone.log)
        await self.expect_answer(person, self.sending(person, thing))
        self.check_way_out(person, seen)
        written = changed(before, await tables(self.telegram, ALWAYS | OWN | WAITS))
        allowed = MAY_WRITE[asked.split(":")[0]] if asked else set()
        assert written.keys() <= allowed, f"{written}\n{self.told()}"

    def check_way_out(self, person: Person, seen: int) -> None:
        """The answer has a button, or stands on a screen that has one; somebody without a role is told what to do."""
        answers = [one for one in person.phone.log[seen:] if one.sender.is_bot and not one.deleted]
        edited = [one for one in person.phone.log[:seen] if one.sender.is_bot and one.markup][-3:]
        assert any(buttons_of(one) for one in (*answers, *edited)) or any(
            len(one.content.words.text) > 20 for one in answers
        ), self.told()

    async def sending(self, person: Person, thing: Thing) -> None:
        match thing:
            case Document():
                await person.sends_file(thing.content, thing.name, size=thing.size)
            case Photo():
                await person.sends_photo(thing.content)
            case Media():
                await person.sends_media(thing.kind, thing.content)
            case Album():
                await person.sends_album(thing.things)
            case Place():
                await person.shares_place()
            case Contact():
                await person.shares_contact(thing.number)
            case _:
                await person.sends(thing)

    async def asked(self, person: Person) -> str:
        """Which question is open: what is written then is its answer, not a guess."""

        def asked(desk: Any) -> str:
            known = desk.people.by_telegram(person.id)
            draft = desk.drafts.of(known.id) if known else None
            return draft.question if draft else ""

        question: str = await looked_up(self.telegram, asked)
        return question

    async def expect_answer(self, person: Person, act: Awaitable[None]) -> None:
        with capture_logs() as logs:
            await act
        assert failures(logs) == [], f"{[told(one) for one in failures(logs)]}\n{self.told()}"
        person.reads_all()

    def told(self) -> str:
        return "\n".join(self.trail[-12:])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In the long run every so often in another school: so many steps change what there is."""
    if "walk" in metafunc.fixturenames:
        schools = ALL_OF_THEM // A_SCHOOL if metafunc.config.getoption("--soak") else WALKS
        metafunc.parametrize("walk", range(schools))


async def test_whatever_is_written_gets_an_answer(
    telegram: World, school: Staff, soak: bool, walk: int
) -> None:
    telegram.tolerates |= {"surplus"}
    walking = await begin(telegram, school, walk)
    while walking.written < (A_SCHOOL if soak else SAMPLE // WALKS):
        await walking.step()
    assert walking.met["nothing"]
    assert any(one.startswith("form:") for one in walking.met)


async def begin(telegram: World, school: Staff, seed: int) -> Walk:
    there = await furnish(telegram, (school.parent, school.other_parent))
    assert there.guests is not None
    parents = [school.parent, school.other_parent, there.guests.other_parent, there.guests.claimant]
    staff = [school.pedagogue, school.teacher_of("7Ә"), school.deputy, school.psychologist]
    people = [*parents, school.parent, *staff, school.pedagogue, telegram.person("Бейтаныс", language="en")]
    for person in dict.fromkeys(people):
        await person.sends("/start")
        person.reads_all()
    applications = await applications_of(telegram, *there.families)
    return Walk(telegram, there, applications, people, random.Random(seed))
