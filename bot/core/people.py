"""Who the office knows: pupils, their adults, and the people who talk to it, each in the words of the field."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.school import LETTERS

# Each letter as one that sorts in the place it has in the Kazakh alphabet.
ALPHABET = {ord(letter): chr(0x400 + place) for place, letter in enumerate(LETTERS.casefold())}


class Role(StrEnum):
    """What a person is at this school; one person may be several things."""

    SOCIAL_PEDAGOGUE = "social_pedagogue"
    CLASS_TEACHER = "class_teacher"
    DEPUTY = "deputy_upbringing"
    DIRECTOR = "director"
    PSYCHOLOGIST = "psychologist"
    PARENT = "parent"


class Sex(StrEnum):
    """As the IIN and the roster say it."""

    MALE = "male"
    FEMALE = "female"


class Relation(StrEnum):
    """What an adult is to a pupil."""

    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class PersonName:
    """Last name, first name and patronymic, the patronymic where there is one."""

    last: str
    first: str
    patronymic: str = ""

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.last, self.first, self.patronymic) if part)

    @property
    def place(self) -> str:
        """Sorts names as a class register has them, Kazakh letters in their places."""
        return self.full.casefold().translate(ALPHABET)

    @property
    def short(self) -> str:
        """Last and first name, as a teacher would say them."""
        return f"{self.last} {self.first}".strip()


@dataclass(frozen=True, slots=True)
class Adult:
    """A parent or guardian as the roster names them."""

    relation: Relation
    name: str
    phone: str = ""
    workplace: str = ""
    education: str = ""


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil as the school's register knows them; `family` is the household that the pedagogue confirmed."""

    id: int
    name: PersonName
    birth_date: date | None = None
    sex: Sex | None = None
    iin: str = ""
    nationality: str = ""
    address: str = ""
    phone: str = ""
    adults: tuple[Adult, ...] = ()
    family: int | None = None
    household_size: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks to the bot: a Telegram user with a language, roles, a teacher's classes, a parent's children.

    Nobody grants the role of a parent: who is the confirmed representative of a pupil has it.
    """

    id: int
    telegram_id: int
    name: str
    language: str
    roles: frozenset[Role] = frozenset()
    classes: frozenset[int] = frozenset()
    children: frozenset[int] = frozenset()
