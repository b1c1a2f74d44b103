"""Small invented classes for the tests of the passport and its papers."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.core.passport.categories import Answer, Education
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.people import Adult, PersonName, Pupil, Relation, Sex
from bot.core.school import Class, ClassName, SchoolYear

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
APPROVED = datetime(2026, 10, 1, 12)


def pupil(
    number: int,
    *held: str,
    name: str = "",
    family: int | None = None,
    sex: Sex | None = Sex.MALE,
    size: int | None = None,
    education: Mapping[str, Education] | None = None,
    said: Mapping[str, Answer] | None = None,
    **answers: Answer,
) -> PupilFacts:
    """A pupil who holds these categories; other answers by name or as `said`."""
    last, _, first = (name or f"Оқушы{number:04} Бала").partition(" ")
    known = Pupil(
        id=number,
        name=PersonName(last, first, "Бауыржанұлы"),
        birth_date=date(2014, 1 + number % 12, 1 + number % 28),
        sex=sex,
        iin=f"0{number:011}",
        nationality="қазақ",
        address="Бейбітшілік көшесі, 7",
        phone="+77000000001",
        adults=(Adult(Relation.MOTHER, "Үсенова Қарлығаш Өмірқызы", "+77000000002", "№ 3 мектеп"),),
        family=family,
        household_size=size,
    )
    return PupilFacts(known, {**dict.fromkeys(held, YES), **(said or {}), **answers}, education or {})


def class_of(
    name: str, *pupils: PupilFacts, number: int = 1, approved: bool = True, waits: bool = False
) -> ClassFacts:
    """A class of the year 2026-2027 with these pupils."""
    read = ClassName.read(name)
    assert read is not None
    class_ = Class(number, SchoolYear(2026), read)
    return ClassFacts(class_, pupils, "Жұмабекова Ұлжан", 1, APPROVED if approved else None, waits)
