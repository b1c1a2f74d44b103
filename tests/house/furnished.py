"""A school with something in every drawer, for tests that open all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, inspect, text

from bot.chat import Address
from bot.core.access import may
from bot.core.passport.categories import Answer
from bot.core.passport.reports import Remark, ReportState
from bot.core.people import Person as Member
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.roster.packing import packed
from bot.core.roster.values import Roster
from bot.core.school import Class
from bot.storage.office import Backroom, desk_of_the_software
from tests.driver import World
from tests.running import TirekUnderTest

# What an update leaves behind whatever it asks for.
ALWAYS = frozenset({"inbox", "alembic_version"})
# What a person does to their own conversation, not to the school.
OWN = frozenset({"draft", "person", "audit", "sent_file"})

Rows = dict[str, list[Any]]


@dataclass(frozen=True)
class Numbers:
    """Records that exist, by the names that addresses have for them; all of them belong to class 7Ә."""

    by_name: dict[str, int] = field(default_factory=dict)
    reports: tuple[int, ...] = ()


def backroom(telegram: World) -> Backroom:
    bot = telegram.bot
    assert isinstance(bot, TirekUnderTest)
    return bot.running.backroom


async def on_desk(telegram: World, work: Any) -> Any:
    room = backroom(telegram)
    return await room.database.write(lambda connection: work(desk_of_the_software(room, connection)))


async def tables(telegram: World, without: frozenset[str] = ALWAYS) -> Rows:
    """Everything that is stored."""

    def read(connection: Connection) -> Rows:
        names = [one for one in inspect(connection).get_table_names() if one not in without]
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
            for name in names
        }

    return await backroom(telegram).database.read(read)


def changed(before: Rows, after: Rows) -> dict[str, list[Any]]:
    """The rows that are new or different, by table."""
    return {
        name: [row for row in rows if row not in before[name]]
        + [row for row in before[name] if row not in rows]
        for name, rows in after.items()
        if rows != before[name]
    }


async def furnish(telegram: World) -> Numbers:
    return await on_desk(telegram, _furnish)


def _furnish(desk: Desk) -> Numbers:
    here = next(one for one in desk.schools.classes(desk.schools.get().year) if str(one.name) == "7Ә")
    first, second = (one.id for one in desk.pupils.of_class(here.id)[:2])
    teacher, pedagogue = (desk.people.teachers(here.id)[0], desk.people.with_role(Role.SOCIAL_PEDAGOGUE)[0])
    returned = _report(desk, here, teacher, first, ReportState.RETURNED)
    approved = _report(desk, here, teacher, second, ReportState.APPROVED)
    waiting = _report(desk, here, teacher, first, ReportState.WAITING)
    remark = desk.reports.remark(Remark(0, returned, "Нақтылау керек", first, "orphan"))
    desk.labels.put(first, "risk_group", "Кеңес шешімі", pedagogue.id, desk.moment, None)
    link = desk.invitations.add(
        Role.DEPUTY, None, "Марат", "t-house", desk.moment + timedelta(days=3), pedagogue.id
    )
    waits = desk.imports.put(pedagogue.id, "7Ә.xlsx", packed(desk.schools.get().year, Roster()), desk.moment)
    grant = next(one for one in desk.people.grants() if one.class_id == here.id)
    label = desk.labels.held(desk.moment)[0].id
    family = desk.families.join([first, second], pedagogue.id, desk.moment)
    numbers = {
        "class_id": here.id, "source": here.id, "target": here.id, "report_id": waiting, "pupil_id": first,
        "remark_id": remark, "label_id": label, "invitation_id": link, "import_id": waits, "grant_id": grant.id,
        "family": family, "batch": family, "after": 3, "number": 1, "step": 0, "page": 0,
    }  # fmt: skip
    return Numbers(numbers, (returned, approved, waiting))


def _report(desk: Desk, here: Class, teacher: Member, pupil: int, state: ReportState) -> int:
    report = desk.reports.begin(here.id, desk.moment, None)
    desk.reports.say(report.id, pupil, "incomplete_family", Answer.YES, teacher.id, desk.moment)
    desk.reports.set_sent(report.id, teacher.id, desk.moment)
    desk.reports.set_state(report.id, state, teacher.id, desk.moment)
    return report.id


WORDS = {
    "language": "kk", "token": "", "key": "orphan", "mark": "yes", "back": "c", "answer": "yes", "parent": "mother",
    "level": "higher", "since": "", "reason": "unclear", "decided": "approved", "state": "waiting", "part": "",
    "paper": "school_passport", "format": "docx", "pupils": "1-2", "field": "phone", "category": "risk_group",
    "until": "2027-05-25", "form": "school", "value": "kz", "revision": "1", "role": "deputy_upbringing",
}  # fmt: skip
ABSURD_NUMBERS = (0, -1, 10**9, 2**62)
ABSURD_WORDS = ("?", "", "ә" * 4, "None", "0")


def addresses(kind: type[Address] = Address) -> Iterator[type[Address]]:
    """Every address of the bot, whoever declares it."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("bot."):
            yield one
            yield from addresses(one)


def plausible(kind: type[Address], numbers: Numbers) -> Address:
    """An address that a button could have had."""
    values: dict[str, Any] = {}
    for name, described in kind.model_fields.items():
        if described.annotation is int:
            values[name] = numbers.by_name.get(name, 0)
        elif described.annotation is bool:
            values[name] = True
        else:
            values[name] = WORDS.get(name, "")
    return kind(**values)


def with_absurd_numbers(kind: type[Address], numbers: Numbers, turn: int) -> Iterator[Address]:
    """Numbers that no record has: of records that are gone, or sent by somebody who tries."""
    return _with_others(kind, numbers, turn, int, ABSURD_NUMBERS, (-1,))


def with_absurd_words(kind: type[Address], numbers: Numbers, turn: int) -> Iterator[Address]:
    """Words that no button ever had: only somebody who tries sends them."""
    return _with_others(kind, numbers, turn, str, ABSURD_WORDS)


def _with_others(
    kind: type[Address], numbers: Numbers, turn: int, of: type, *choices: tuple[Any, ...]
) -> Iterator[Address]:
    likely = plausible(kind, numbers).model_dump()
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
