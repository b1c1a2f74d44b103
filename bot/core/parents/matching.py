"""Whether what a parent wrote about a child agrees with the school's list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.identity import iin, pin
from bot.core.identity.finding import nearly, same
from bot.core.identity.letters import folded
from bot.core.identity.names import MARKERS, words_of
from bot.core.people import Pupil

DATE = "%d.%m.%Y"
LAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class WrittenChild:
    """A child as a parent names it: by the birth date, or by a personal number that holds it."""

    name: str
    birth_date: date | None
    number: str = ""

    @classmethod
    def read(cls, name: str, birth: str) -> "WrittenChild":
        """`birth` as the form keeps it: `18.01.2014`, or the digits of an IIN or a PIN."""
        if birth.isdecimal():
            return cls(name, born_by(birth), birth)
        return cls(name, datetime.strptime(birth, DATE).date())

    @property
    def line(self) -> str:
        """As the office is shown it: of a number no more than its end."""
        born = f"{self.birth_date:{DATE}}" if self.birth_date else ""
        number = f"•••• {self.number[-LAST_DIGITS:]}" if self.number else ""
        return ", ".join(part for part in (self.name, born, number) if part)


def born_by(number: str) -> date | None:
    """The birth date that a personal number holds, whichever country gave it."""
    read = pin.read(number) if len(number) == pin.LENGTH else iin.read(number)
    return read.birth_date if isinstance(read, iin.Iin | pin.Pin) else None


def meant(written: WrittenChild, pupils: Mapping[int, Sequence[Pupil]], class_id: int) -> Pupil | None:
    """The one pupil that was meant; None for nobody, and for two whom nothing tells apart.

    `class_id` is where the parent came from: a namesake there goes before one in another class.
    """
    ranked = [
        (closeness, place != class_id, pupil)
        for place, members in pupils.items()
        for pupil in members
        if (closeness := _closeness(written, pupil)) is not None
    ]
    best = min(((closeness, elsewhere) for closeness, elsewhere, _ in ranked), default=None)
    found = [pupil for closeness, elsewhere, pupil in ranked if (closeness, elsewhere) == best]
    return found[0] if len(found) == 1 else None


def _closeness(written: WrittenChild, pupil: Pupil) -> int | None:
    """How many parts of the name have a slip in them; None where name or birth do not agree."""
    return _slips(written.name, pupil) if _born_alike(written, pupil) else None


def _born_alike(written: WrittenChild, pupil: Pupil) -> bool:
    """By the number where both sides have one, else by the date; a date may stand in the number alone."""
    if written.number and pupil.iin:
        return written.number == pupil.iin
    born = pupil.birth_date or born_by(pupil.iin)
    return born is not None and written.birth_date == born


def _slips(name: str, pupil: Pupil) -> int | None:
    """Both the surname and the first name have to be there, in any order, each with a slip at most."""
    words = [word for word in words_of(name) if folded(word) not in MARKERS]
    pairs = [
        _slip(last, pupil.name.last) + _slip(first, pupil.name.first)
        for place, last in enumerate(words)
        for other, first in enumerate(words)
        if place != other and _fits(last, pupil.name.last) and _fits(first, pupil.name.first)
    ]
    return min(pairs, default=None)


def _fits(word: str, name: str) -> bool:
    return any(same(word, part) or nearly(word, part) for part in _parts(name))


def _slip(word: str, name: str) -> int:
    return not any(same(word, part) for part in _parts(name))


def _parts(name: str) -> Iterator[str]:
    """A first name of two words may be said with one of them."""
    yield name
    yield from name.split()
