"""A school with something in every drawer, for tests that open all of them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from PIL import Image
from sqlalchemy import Connection, inspect, text

from bot.core.passport.categories import Answer
from bot.core.passport.reports import Remark, ReportState
from bot.core.people import Person as Member
from bot.core.people import Relation, Role
from bot.core.ports import Desk
from bot.core.roster.packing import packed
from bot.core.roster.values import Roster
from bot.core.school import Class
from bot.storage.cabinet import SealedCabinet
from bot.storage.desk import SqlDesk
from bot.storage.office import Backroom, desk_of_the_software
from tests.driver import Person, World
from tests.house.families import (
    FIRST,
    SECOND,
    THIRD,
    Acting,
    Household,
    Office,
    apply_for,
    attach,
    claim_of,
    consent_of,
    furnish_families,
    held_by,
    household,
    join,
    number_and_forget,
)
from tests.running import TirekUnderTest

# What an update leaves behind whatever it asks for.
ALWAYS = frozenset({"inbox", "alembic_version"})
# What a person does to their own conversation, not to the school.
OWN = frozenset({"draft", "person", "audit", "sent_file", "answered_album"})
PICTURE_SIZE = (24, 16)
GUESTS = (("Әке Екінші", "kk"), ("Бұрынғы Өкіл", "ru"), ("Сұраушы Адам", "kk"), ("Бас Тартқан", "ru"))

Rows = dict[str, list[Any]]


@dataclass(frozen=True)
class Guests:
    """Phones of people whom the sample school does not know: each stands in another relation to the first family."""

    other_parent: Person
    former_parent: Person
    claimant: Person
    withdrew: Person

    @classmethod
    def of(cls, telegram: World) -> "Guests":
        return cls(*(telegram.person(name, language) for name, language in GUESTS))

    @property
    def ids(self) -> tuple[int, ...]:
        return (self.other_parent.id, self.former_parent.id, self.claimant.id, self.withdrew.id)


@dataclass(frozen=True)
class Furniture:
    """Records that exist, by the names that addresses have for them; those of reports belong to class 7Ә.

    `first` has a child in 7Ә and an older or younger one, `second` an only child in 6А.
    """

    by_name: dict[str, int] = field(default_factory=dict)
    reports: tuple[int, ...] = ()
    families: tuple[Household, ...] = ()
    other_parent: Household | None = None
    office: Office = field(default_factory=Office)
    guests: Guests | None = None

    @property
    def first(self) -> Household:
        return self.families[0]

    @property
    def second(self) -> Household:
        return self.families[1]


def picture(shade: int = 120) -> bytes:
    """A photo as every phone sends it."""
    drawn = io.BytesIO()
    Image.new("RGB", PICTURE_SIZE, (shade % 256, 90, 60)).save(drawn, "JPEG")
    return drawn.getvalue()


def under_test(telegram: World) -> TirekUnderTest:
    bot = telegram.bot
    assert isinstance(bot, TirekUnderTest)
    return bot


def backroom(telegram: World) -> Backroom:
    return under_test(telegram).running.backroom


async def on_desk(telegram: World, work: Any) -> Any:
    room = backroom(telegram)
    return await room.database.write(lambda connection: work(desk_of_the_software(room, connection)))


async def looked_up(telegram: World, query: Any) -> Any:
    """As on_desk, where nothing is written."""
    room = backroom(telegram)
    return await room.database.read(lambda connection: query(desk_of_the_software(room, connection)))


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


async def furnish(telegram: World, parents: tuple[Person, Person]) -> Furniture:
    """`parents` are the two of the sample school; theirs are the drawers of parents and applications."""
    guests, room = Guests.of(telegram), backroom(telegram)
    places = await papers_in(SealedCabinet(under_test(telegram).settings.files_folder, room.vault))
    ids = tuple(one.id for one in parents)
    found = await on_desk(telegram, lambda desk: furnished(desk, ids, guests.ids, places))
    return replace(found, guests=guests)


async def papers_in(cabinet: SealedCabinet) -> list[str]:
    """A photo of each family."""
    return [await cabinet.keep(picture() + one.token.encode()) for one in (FIRST, SECOND)]


def furnished(
    desk: SqlDesk, parents: Sequence[int], guests: Sequence[int], places: Sequence[str]
) -> Furniture:
    """All drawers filled; people are named by their accounts, papers by their places in the cabinet."""
    numbers = _furnish(desk)
    acting = Acting(desk, desk.people.with_role(Role.SOCIAL_PEDAGOGUE)[0])
    families = tuple(
        household(desk, secret, desk.people.by_telegram(account))
        for secret, account in zip((FIRST, SECOND), parents, strict=True)
    )
    for of, place in zip(families, places, strict=True):
        attach(desk, of, [place])
    office = Office()
    furnish_families(acting, families, office)
    other = _guests(acting, guests, families)
    number_and_forget(acting, (*families, other))
    for of in families:
        for name, number in held_by(desk, of.person):
            of.keep(name, number)
    return Furniture({**numbers[0], "year": 2026}, numbers[1], families, other, office)


def _guests(acting: Acting, accounts: Sequence[int], families: tuple[Household, ...]) -> Household:
    """The other parent of the first child with an application of their own, one whose tie ended, and so on."""
    desk, (first, second) = acting.desk, families
    child, its_class = first.pupils[0], first.class_ids[0]
    father, former, asks, withdrew = (
        desk.people.add(account, name, language, desk.moment)
        for account, (name, language) in zip(accounts, GUESTS, strict=True)
    )
    first.keep("representative_id", join(acting, father, child, Relation.FATHER).id)
    father = desk.people.get(father.id)
    theirs = Household(THIRD, father, (child,), (its_class,), first.class_names)
    theirs.cases["new"] = apply_for(acting, theirs, "camp", shift="holidays").id
    gone = join(acting, former, child, Relation.GUARDIAN, "№ 1, 02.02.2024")
    desk.representatives.end(first.keep("representative_id", gone.id), desk.moment)
    second.keep("claim_id", claim_of(desk, asks, second.class_ids[0], "Өз Сөзі 01.01.2015", second.pupils[0]))
    first.keep("claim_id", claim_of(desk, asks, its_class, "Басқа Сөзі 01.01.2014", child, Relation.GUARDIAN))
    first.keep("last_id", claim_of(desk, asks, its_class, "Ешкім Емес 01.01.2013", None))
    first.keep("person_id", asks.id)
    for of in families:
        number = desk.representatives.renew_link(
            of.class_ids[0], f"house-{of.class_ids[0]}", acting.pedagogue.id, desk.moment
        ).id
        of.keep("link_id", number)
        of.keep("class_id", of.class_ids[0])
    _withdrawn(acting, withdrew, first)
    return theirs


def _withdrawn(acting: Acting, person: Member, first: Household) -> None:
    """Somebody of the first family's class who took the consent back."""
    desk = acting.desk
    other = next(one.id for one in desk.pupils.of_class(first.class_ids[0]) if one.id not in first.pupils)
    first.keep("representative_id", join(acting, person, other, Relation.MOTHER, agrees=False).id)
    given = desk.consents.give(consent_of(desk, person, other))
    desk.consents.withdraw(first.keep("consent_id", given), desk.moment)


def _furnish(desk: Desk) -> tuple[dict[str, int], tuple[int, ...]]:
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
    return numbers, (returned, approved, waiting)


def _report(desk: Desk, here: Class, teacher: Member, pupil: int, state: ReportState) -> int:
    report = desk.reports.begin(here.id, desk.moment, None)
    desk.reports.say(report.id, pupil, "incomplete_family", Answer.YES, teacher.id, desk.moment)
    desk.reports.set_sent(report.id, teacher.id, desk.moment)
    desk.reports.set_state(report.id, state, teacher.id, desk.moment)
    return report.id
