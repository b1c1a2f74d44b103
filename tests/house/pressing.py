"""Pressing: every address that a button could have had, and somebody who presses it and keeps all that they see."""

import traceback
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.chat import Address
from bot.core.access import may
from bot.core.applications.application import Application
from bot.core.applications.handling import mark_on
from bot.core.papers import About, papers_about
from bot.core.people import Person as Member
from bot.core.services.registry import OF_KAZAKHSTAN
from bot.handlers.addresses.forms import SaveForm
from bot.sandbox.world import Event
from bot.texts import Words
from tests.driver import File, Person, World
from tests.driver.rules import broken_rules
from tests.house.families import Household, Office
from tests.house.furnished import Furniture, looked_up

BROKEN = {
    "handler_failed",
    "update_failed",
    "reply_lost",
    "tap_not_answered",
    "sending_failed",
    "cleaning_failed",
    "file_lost",
    "post_failed",
}
WORDS = {
    "language": "kk", "token": "", "key": "orphan", "mark": "yes", "back": "c", "answer": "yes", "parent": "mother",
    "level": "higher", "since": "", "reason": "unclear", "decided": "approved", "state": "waiting", "part": "",
    "paper": "school_passport", "format": "docx", "pupils": "1-2", "field": "phone", "category": "risk_group",
    "until": "2027-05-25", "form": "school", "value": "kz", "revision": "1", "role": "deputy_upbringing",
    "service": "meals", "source": "paper", "pile": "new", "ruling": "grant", "shown": "0", "question": "",
}  # fmt: skip
ABSURD_NUMBERS = (0, -1, 10**9, 2**62)
ABSURD_WORDS = ("?", "", "ә" * 4, "None", "0")
# Of somebody who was begun to be asked: the marks that the furnished drafts have.
MARKS = ("draft1", "draft2")
A_FEW = 4

Applications = dict[int, Application]


def addresses(kind: type[Address] = Address) -> Iterator[type[Address]]:
    """Every address of the bot, whoever declares it."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("bot."):
            yield one
            yield from addresses(one)


ALL = sorted(addresses(), key=lambda one: one.__name__)


def plausible(kind: type[Address], there: Furniture) -> Address:
    """An address that a button could have had."""
    return kind(**_likely(kind, there.by_name))


def _likely(kind: type[Address], numbers: dict[str, int]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, described in kind.model_fields.items():
        if described.annotation is int:
            values[name] = numbers.get(name, 0)
        elif described.annotation is bool:
            values[name] = True
        else:
            values[name] = WORDS.get(name, "")
    return values


def of_household(
    kind: type[Address], there: Furniture, of: Household, applications: Applications
) -> list[Address]:
    """The address with each record of this family that it can be about."""
    known: dict[str, list[Any]] = {**_of_office(there.office), **of.records}
    if "paper" in kind.model_fields and "subject" in kind.model_fields:
        return [kind(**one) for one in _papers(kind, there, of)]
    if "form" in kind.model_fields:
        known |= {"form": _forms(kind, of, applications), "mark": list(MARKS), "key": ["category", "reason"]}
    choices = {name: known[name] for name in kind.model_fields if name in known}
    times = max((len(one) for one in choices.values()), default=1)
    likely = _likely(kind, there.by_name)
    made = (
        kind(**{**likely, **{name: some[turn % len(some)] for name, some in choices.items()}})
        for turn in range(times)
    )
    return [one for one in made if _fits(one)]


def _of_office(office: Office) -> dict[str, list[Any]]:
    return {"sitting_id": office.sitting_ids, "order_id": office.order_ids, "member_id": office.member_ids}


def _forms(kind: type[Address], of: Household, applications: Applications) -> list[str]:
    """All that could be opened or sent; of what leads on in a form each address tries others."""
    found = references(of, applications)
    if "mark" not in kind.model_fields or kind is SaveForm:
        return found
    begin = len(kind.__name__) % A_FEW
    return [*of.references, *found[begin::A_FEW]]


def references(of: Household, applications: Applications) -> list[str]:
    """Every form that could be opened about this family."""
    services = [one.key for one in OF_KAZAKHSTAN]
    new = [f"{service}-n{pupil}" for service in services for pupil in of.pupils]
    entered = [f"{service}-p{pupil}{way}" for service in services for pupil in of.pupils for way in "me"]
    numbers = of.records["application_id"]
    about = [f"{applications[one].service}-{kind}{one}" for one in numbers for kind in "ma"]
    return [*of.references, *new, *entered, *about, *(f"claim-c{one}" for one in of.class_ids)]


def _papers(kind: type[Address], there: Furniture, of: Household) -> Iterator[dict[str, Any]]:
    subjects = {
        About.APPLICATION: of.records["application_id"],
        About.SITTING: there.office.sitting_ids,
        About.ORDER: there.office.order_ids,
        About.SERVICE: [0, 2026, 202609],
        About.CLASS: list(of.class_ids),
    }
    for about, numbers in subjects.items():
        for paper in papers_about(about):
            for number in numbers:
                yield {**_likely(kind, there.by_name), "paper": paper.value, "subject": number}


def some(found: Sequence[Address], most: int, turn: int) -> list[Address]:
    """At most so many of them, each time others."""
    if len(found) <= most:
        return list(found)
    return [found[(turn + place * len(found) // most) % len(found)] for place in range(most)]


def with_absurd_numbers(kind: type[Address], there: Furniture, turn: int) -> Iterator[Address]:
    """Numbers that no record has: of records that are gone, or sent by somebody who tries."""
    return _with_others(kind, there, turn, int, ABSURD_NUMBERS, (-1,))


def with_absurd_words(kind: type[Address], there: Furniture, turn: int) -> Iterator[Address]:
    """Words that no button ever had: only somebody who tries sends them."""
    return _with_others(kind, there, turn, str, ABSURD_WORDS)


def _with_others(
    kind: type[Address], there: Furniture, turn: int, of: type, *choices: tuple[Any, ...]
) -> Iterator[Address]:
    likely = plausible(kind, there).model_dump()
    for some in choices:
        values = {
            name: _other(value, of, some, turn + place) for place, (name, value) in enumerate(likely.items())
        }
        if values != likely and _fits(kind(**values)):
            yield kind(**values)


def _other(value: Any, of: type, choices: tuple[Any, ...], turn: int) -> Any:
    return choices[turn % len(choices)] if type(value) is of else value


def _fits(address: Address) -> bool:
    try:
        return bool(address.pack())
    except ValueError:
        return False


def may_at_all(person: Member, kind: type[Address]) -> bool:
    return may(person, kind.action)


def failures(logs: Iterable[EventDict]) -> list[EventDict]:
    return [one for one in logs if one["event"] in BROKEN]


def told(failed: EventDict) -> str:
    """What failed, and where in the bot."""
    failure = failed.get("exc_info")
    if not isinstance(failure, BaseException):
        return str(failed)
    frames = [one for one in traceback.extract_tb(failure.__traceback__) if "/bot/" in one.filename]
    return (
        f"{failed['event']}: {failure!r} at {frames[-1].filename}:{frames[-1].lineno}"
        if frames
        else repr(failure)
    )


def _names(addresses: Iterable[Address]) -> str:
    return ", ".join(sorted({type(one).__name__ for one in addresses}))


@dataclass
class Walker:
    """One person who presses whatever address they are given, with everything that ever reached them."""

    telegram: World
    person: Person
    member: Member
    words: Words
    seen: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.telegram.server.world.listen(self._notice)

    def _notice(self, event: Event) -> None:
        if event.chat_id != self.person.id:
            return
        if event.kind == "answered":
            self.seen.append(event.payload["text"])
        message = event.message
        if event.kind in ("new", "edited") and message is not None and message.sender.is_bot:
            rows = message.markup.rows if message.markup else []
            self.seen += [message.content.words.text, *(one["text"] for row in rows for one in row)]
            for file in message.content.files:
                self.seen += [file.name, _read(File(file.name, file.content))]
            self.failed += [f"{one} in «{message.content.words.text[:90]}»" for one in broken_rules(message)]

    async def presses(self, address: Address) -> str:
        """The toast that came; the tap has to be answered, and nothing may fail on the way."""
        message = next(one for one in reversed(self.person.phone.messages) if one.sender.is_bot)
        before = len(self.person.phone.toasts)
        with capture_logs() as logs:
            ids = await self.person.phone.presses_data(message.id, address.pack())
            await self.telegram._settle(ids)
        self._look_through(logs, [address])
        assert len(self.person.phone.toasts) == before + 1, f"{address!r} was not answered"
        return self.person.phone.toasts[-1].text

    async def presses_each(self, addresses: Sequence[Address], at_once: int = 40) -> list[str]:
        """Many that do not depend on one another, in few trips: the toasts that came."""
        toasts = len(self.person.phone.toasts)
        for begin in range(0, len(addresses), at_once):
            await self._press_together(addresses[begin : begin + at_once])
        assert len(self.person.phone.toasts) == toasts + len(addresses), "not every tap was answered"
        return [one.text for one in self.person.phone.toasts[toasts:]]

    async def _press_together(self, addresses: Sequence[Address]) -> None:
        message = next(one for one in reversed(self.person.phone.messages) if one.sender.is_bot)
        ids: tuple[int, ...] = ()
        with capture_logs() as logs:
            for address in addresses:
                ids += await self.person.phone.presses_data(message.id, address.pack())
            await self.telegram._settle(ids)
        self._look_through(logs, addresses)

    def _look_through(self, logs: Iterable[EventDict], addresses: Sequence[Address]) -> None:
        self.logged += [repr(one) for one in logs]
        which = repr(addresses[0]) if len(addresses) == 1 else _names(addresses)
        self.failed += [f"{which}: {told(one)}" for one in failures(logs)]

    async def true(self, address: Address) -> Address:
        return await with_true_mark(self.telegram, address)

    async def presses_all_of(
        self, there: Furniture, of: Household, most: int = 100, but_for: Collection[type[Address]] = ()
    ) -> None:
        """All that this person may do to somebody, tried with everything that this family has."""
        applications = await applications_of(self.telegram, of)
        for turn, kind in enumerate(
            one for one in ALL if may_at_all(self.member, one) and one not in but_for
        ):
            found = some(of_household(kind, there, of, applications), most, turn)
            await self.presses_each([await self.true(one) for one in found])

    def found(self, words: Iterable[str]) -> list[str]:
        """Which of these words ever reached this person, and in what."""
        return [f"«{word}» in «{text[:200]}»" for word in words for text in self.seen if word in text]


def _read(file: File) -> str:
    """What a file says; of a picture or a damaged one its bytes."""
    try:
        return file.text
    except Exception:
        return file.bytes.decode("utf-8", "replace")


async def with_true_mark(telegram: World, address: Address) -> Address:
    """As a screen that is drawn just now has it, where it says how the history of a case stands."""
    if {"application_id", "mark"} <= type(address).model_fields.keys() and isinstance(address.mark, int):
        mark = await looked_up(telegram, lambda desk: mark_on(desk, address.application_id))
        return address.model_copy(update={"mark": mark})
    return address


async def applications_of(telegram: World, *families: Household) -> Applications:
    numbers = [number for of in families for number in of.records["application_id"]]
    found = await looked_up(telegram, lambda desk: desk.applications.some(numbers))
    return {one.id: one for one in found}
