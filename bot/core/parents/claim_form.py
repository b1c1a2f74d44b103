"""What a parent is asked before the school lets them in: what they are to the child, its name, when it was born."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.access import Action
from bot.core.forms.form import Answers, Choice, Form, Typed
from bot.core.forms.readers import person_name
from bot.core.identity import birth_dates, iin, pin
from bot.core.parents.claiming import KEY, claim, class_in, gate, is_claimed, known, may_claim
from bot.core.parents.matching import DATE
from bot.core.people import Relation
from bot.core.ports import Desk
from bot.core.school import SchoolYear

MOTHER, FATHER, GUARDIAN = (one.value for one in (Relation.MOTHER, Relation.FATHER, Relation.GUARDIAN))
HEARD = {
    "ана": MOTHER, "шеше": MOTHER, "мам": MOTHER, "мать": MOTHER, "эне": MOTHER, "mother": MOTHER,
    "әке": FATHER, "аке": FATHER, "пап": FATHER, "отец": FATHER, "father": FATHER,
    "қорғ": GUARDIAN, "корг": GUARDIAN, "қамқ": GUARDIAN, "камк": GUARDIAN, "опек": GUARDIAN, "попеч": GUARDIAN,
    "guard": GUARDIAN,
}  # fmt: skip
DECISION_LENGTH = 80
OLDEST = timedelta(days=25 * 366)
NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Birth(Typed):
    """A birth date, or an IIN or a PIN, kept as `18.01.2014` or as its digits."""

    def hides(self, kept: str) -> bool:
        """The date can be checked by who wrote it, the number need not be shown again."""
        return kept.isdecimal()

    def understood(self, written: str, given: Answers) -> str | None:
        today = date.fromisoformat(given["today"])
        number = _number(written)
        if number is not None:
            return number
        born = birth_dates.read(written, SchoolYear.of(today))
        return f"{born:{DATE}}" if born and today - OLDEST < born < today else None


def decision(written: str) -> str | None:
    """The number and the date of a guardian's decision, as they stand on it."""
    line = " ".join(written.split())
    return line if NUMBER.search(line) and len(line) <= DECISION_LENGTH else None


def full_name(written: str) -> str | None:
    """Surname and first name at least; initials are not enough."""
    name = person_name(written)
    return name if name and sum(len(word) > 1 and "." not in word for word in name.split()) > 1 else None


def is_guardian(given: Answers) -> bool:
    return given.get("relation") == GUARDIAN


def class_name(desk: Desk, subject: str) -> str:
    return desk.schools.class_(class_in(subject)).name.quoted


def _number(written: str) -> str | None:
    """The digits of a number that can exist; a date written without dots is none."""
    for reader in (iin, pin):
        read = reader.read(written)
        if isinstance(read, iin.Iin | pin.Pin) and len(iin.digits_of(written)) >= iin.LENGTH - 1:
            return read.number
    return None


CLAIM_FORM = Form(
    key=KEY,
    action=Action.TALK,
    questions=(
        Choice("relation", choices=(MOTHER, FATHER, GUARDIAN), heard=HEARD),
        Typed("decision", asked=is_guardian, reader=decision),
        Typed("name", reader=full_name),
        Birth("birth", private=True),
    ),
    save=claim,
    is_saved=is_claimed,
    known=known,
    allows=may_claim,
    names=class_name,
    gate=gate,
    # What is sent to somebody, not saved for oneself.
    shared=KEY,
)
