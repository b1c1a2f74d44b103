"""Every address with every role: who may not is told so, nothing is written, and nothing ever breaks."""

import re
from collections.abc import AsyncIterator
from collections.abc import Iterable as Many
from dataclasses import dataclass

import pytest
import pytest_asyncio
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.chat import Address
from bot.core.access import NotAllowed
from bot.core.people import Person as Member
from bot.handlers import CONVERSATIONS
from bot.handlers.taps import Taps
from bot.texts import LANGUAGES, Words
from tests.conftest import Staff
from tests.driver import Person, World
from tests.house.furnished import (
    ALWAYS,
    OWN,
    Numbers,
    addresses,
    changed,
    furnish,
    may_at_all,
    on_desk,
    plausible,
    tables,
    with_absurd_numbers,
    with_absurd_words,
)

ALL = sorted(addresses(), key=lambda one: one.__name__)
ROLES = ("pedagogue", "director", "deputy", "psychologist", "teacher of another class", "stranger")
BROKEN = {
    "handler_failed",
    "update_failed",
    "reply_lost",
    "tap_not_answered",
    "sending_failed",
    "cleaning_failed",
}


@dataclass
class Walker:
    """One person who presses whatever address they are given, with what the bot says to it."""

    telegram: World
    person: Person
    member: Member
    words: Words

    async def presses(self, address: Address) -> str:
        """The toast that came; the tap has to be answered."""
        message = next(one for one in reversed(self.person.phone.messages) if one.sender.is_bot)
        before = len(self.person.phone.toasts)
        ids = await self.person.phone.presses_data(message.id, address.pack())
        await self.telegram._settle(ids)
        assert len(self.person.phone.toasts) == before + 1, f"{address!r} was not answered"
        return self.person.phone.toasts[-1].text

    @property
    def seen(self) -> str:
        """Everything that was ever shown to this person."""
        parts = []
        for message in self.person.phone.log:
            if message.sender.is_bot:
                parts += [one.words.text for one in (*message.former, message.content)]
                parts += [
                    one["text"] for row in (message.markup.rows if message.markup else []) for one in row
                ]
        return "\n".join(parts)


@pytest_asyncio.fixture
async def numbers(telegram: World, school: Staff) -> AsyncIterator[Numbers]:
    telegram.tolerates |= {"surplus", "silence"}
    yield await furnish(telegram)


async def walker(telegram: World, school: Staff, role: str) -> Walker:
    person = {
        "pedagogue": lambda: school.pedagogue,
        "director": lambda: school.director,
        "deputy": lambda: school.deputy,
        "psychologist": lambda: school.psychologist,
        "teacher of another class": lambda: school.teacher_of("6А"),
        "teacher": lambda: school.teacher_of("7Ә"),
        "stranger": lambda: telegram.person("Бейтаныс", language="ru"),
    }[role]()
    await person.sends("/start")
    member = await on_desk(telegram, lambda desk: desk.people.by_telegram(person.id))
    member = member or Member(0, person.id, "", "ru")
    return Walker(telegram, person, member, Words(member.language))


def failures(logs: Many[EventDict]) -> list[EventDict]:
    return [one for one in logs if one["event"] in BROKEN]


def test_prefixes_are_short_and_each_is_there_once() -> None:
    prefixes = [one.__prefix__ for one in ALL]
    assert len(prefixes) > 50
    assert sorted(set(prefixes)) == sorted(prefixes)
    assert [one for one in prefixes if not re.fullmatch(r"[a-z]{2,4}", one)] == []


def test_each_address_fits_into_a_button_with_the_largest_numbers() -> None:
    """Ten digits are more than any school will have of anything."""
    for kind in ALL:
        largest = {
            name: 10**9 for name, one in kind.model_fields.items() if one.annotation is int and name != "page"
        }
        likely = plausible(kind, Numbers())
        if len(largest) < 4:
            assert len(likely.model_copy(update=largest).pack().encode()) <= 64, kind.__name__


def test_every_address_has_a_handler() -> None:
    places: dict[str, object] = {}
    for conversation in CONVERSATIONS:
        places |= Taps([conversation.routes()])._places
    assert sorted(places) == sorted(one.__prefix__ for one in ALL)


OPEN_TO_ALL = {"start", "languages", "menu", "status", "tell_how", "cancel", "lost", "open_menu"}


def test_every_message_handler_asks_for_a_right_or_waits_for_an_answer() -> None:
    """A handler without the flag of an action answers a question of the person's own, or is open to everybody."""
    bare = []
    for conversation in CONVERSATIONS:
        for handler in conversation.routes().message.handlers:
            own = any(
                type(one.callback).__module__.startswith("bot.handlers") for one in handler.filters or ()
            )
            if "action" not in handler.flags and not own and handler.callback.__name__ not in OPEN_TO_ALL:
                bare.append(handler.callback.__name__)
    assert bare == []


@pytest.mark.parametrize("role", ROLES)
async def test_who_may_not_is_told_so_and_nothing_is_written(
    telegram: World, school: Staff, numbers: Numbers, role: str
) -> None:
    walking = await walker(telegram, school, role)
    forbidden = [one for one in ALL if not may_at_all(walking.member, one)]
    before = await tables(telegram, ALWAYS)
    with capture_logs() as logs:
        for kind in forbidden:
            toast = await walking.presses(plausible(kind, numbers))
            assert toast == walking.words(NotAllowed.key), kind.__name__
    assert failures(logs) == []
    assert changed(before, await tables(telegram, ALWAYS)) == {}
    assert (role == "pedagogue") == (not forbidden)


@pytest.mark.parametrize("role", [*ROLES, "teacher"])
async def test_nothing_breaks_whatever_is_pressed(
    telegram: World, school: Staff, numbers: Numbers, role: str
) -> None:
    walking = await walker(telegram, school, role)
    broken = []
    for turn, kind in enumerate(one for one in ALL if may_at_all(walking.member, one)):
        for address in (plausible(kind, numbers), *with_absurd_numbers(kind, numbers, turn)):
            with capture_logs() as logs:
                await walking.presses(address)
            broken += [f"{address!r}: {one.get('kind')}" for one in failures(logs)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("role", ["pedagogue", "teacher"])
async def test_forged_words_are_answered_and_change_nothing_where_they_fail(
    telegram: World, school: Staff, numbers: Numbers, role: str
) -> None:
    walking = await walker(telegram, school, role)
    for turn, kind in enumerate(one for one in ALL if may_at_all(walking.member, one)):
        for address in with_absurd_words(kind, numbers, turn):
            before = await tables(telegram, ALWAYS | OWN)
            with capture_logs() as logs:
                toast = await walking.presses(address)
            for failed in failures(logs):
                assert (failed["event"], failed["kind"]) == ("handler_failed", "ValueError"), address
                assert toast in {Words(one)("refusal.broken") for one in LANGUAGES}, address
                assert changed(before, await tables(telegram, ALWAYS | OWN)) == {}
    known = await on_desk(telegram, lambda desk: desk.people.by_telegram(walking.person.id))
    assert known.language in LANGUAGES


async def test_a_teacher_changes_and_sees_nothing_of_another_class(
    telegram: World, school: Staff, numbers: Numbers
) -> None:
    walking = await walker(telegram, school, "teacher of another class")
    of_records = (
        "class_id",
        "report_id",
        "pupil_id",
        "remark_id",
        "label_id",
        "grant_id",
        "import_id",
        "invitation_id",
    )
    before = await tables(telegram, ALWAYS | OWN)
    with capture_logs() as logs:
        for kind in ALL:
            if any(name in kind.model_fields for name in of_records):
                await walking.presses(plausible(kind, numbers))
    assert failures(logs) == []
    assert changed(before, await tables(telegram, ALWAYS | OWN)) == {}
    own = set(school.pupils_of("6А"))
    strangers = [name for name in school.pupils_of("7Ә") if name not in own]
    assert [name for name in strangers if name in walking.seen] == []


@pytest.mark.parametrize("role", ["director", "deputy", "psychologist"])
async def test_who_only_looks_on_changes_nothing_of_the_school(
    telegram: World, school: Staff, numbers: Numbers, role: str
) -> None:
    walking = await walker(telegram, school, role)
    looked = ALWAYS | OWN | {"issued_paper"}
    before = await tables(telegram, looked)
    for kind in ALL:
        await walking.presses(plausible(kind, numbers))
    assert changed(before, await tables(telegram, looked)) == {}


async def test_restricted_labels_are_for_the_pedagogue_and_the_psychologist(
    telegram: World, school: Staff, numbers: Numbers
) -> None:
    for role in ("director", "deputy", "teacher", "stranger"):
        walking = await walker(telegram, school, role)
        for kind in ALL:
            await walking.presses(plausible(kind, numbers))
        assert "Кеңес шешімі" not in walking.seen
