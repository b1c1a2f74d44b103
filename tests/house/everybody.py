"""Everybody who may press a button of the bot: each role, and each relation to the two families."""

from typing import Any

from bot.core.people import Person as Member
from bot.core.people import Relation
from bot.texts import Words
from tests.conftest import Staff
from tests.driver import Person, World
from tests.house.families import Acting, join
from tests.house.furnished import Furniture, looked_up, on_desk
from tests.house.pressing import Walker

OF_STAFF = ("pedagogue", "director", "deputy", "psychologist", "teacher", "teacher of another class")
OF_PARENTS = ("parent", "parent of another family", "other parent of the child", "teacher who is a parent")
OUTSIDE = ("former parent", "claimant", "stranger")
EVERYBODY = (*OF_STAFF, *OF_PARENTS, *OUTSIDE)
# The class of the teacher whose own child is in 7Ә; no child of the two families is in it.
OF_A_TEACHER = "8А"


async def walker(telegram: World, school: Staff, there: Furniture, role: str) -> Walker:
    person = _phone(telegram, school, there, role)
    if role == "teacher who is a parent":
        await on_desk(telegram, lambda desk: _becomes_a_parent(desk, person, there))
    await person.sends("/start")
    member = await looked_up(telegram, lambda desk: desk.people.by_telegram(person.id))
    member = member or Member(0, person.id, "", "ru")
    return Walker(telegram, person, member, Words(member.language))


def _phone(telegram: World, school: Staff, there: Furniture, role: str) -> Person:
    guests = there.guests
    assert guests is not None
    return {
        "pedagogue": lambda: school.pedagogue,
        "director": lambda: school.director,
        "deputy": lambda: school.deputy,
        "psychologist": lambda: school.psychologist,
        "teacher": lambda: school.teacher_of("7Ә"),
        "teacher of another class": lambda: school.teacher_of("6А"),
        "teacher who is a parent": lambda: school.teacher_of(OF_A_TEACHER),
        "parent": lambda: school.parent,
        "parent of another family": lambda: school.other_parent,
        "other parent of the child": lambda: guests.other_parent,
        "former parent": lambda: guests.former_parent,
        "claimant": lambda: guests.claimant,
        "stranger": lambda: telegram.person("Бейтаныс", language="ru"),
    }[role]()


def _becomes_a_parent(desk: Any, person: Person, there: Furniture) -> None:
    """Of a child in 7Ә that belongs to neither family."""
    member = desk.people.by_telegram(person.id)
    pupils = [one.id for one in desk.pupils.of_class(there.first.class_ids[0])]
    join(
        Acting(desk, member),
        member,
        [one for one in pupils if one not in there.first.pupils][3],
        Relation.MOTHER,
    )
