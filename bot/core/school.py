"""School years, class names, terms and working days as the office counts them (domain.md §8.3, §8.4)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering

LETTERS = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
LOOK_ALIKES = str.maketrans("ABCEHKMOPTXYI", "АВСЕНКМОРТХУІ")
WRITTEN = re.compile(
    r"^\s*(1[0-2]|[0-9])\s*[-–—.]?\s*[\"'«„“”‘’]?\s*([^\W\d_])\s*[\"'»“”’]?\s*(?:сынып|класс|кл\.?)?\s*$",
    re.I,
)


class Country(StrEnum):
    """Whose forms and calendar the school follows."""

    KAZAKHSTAN = "kz"
    KYRGYZSTAN = "kg"


@total_ordering
@dataclass(frozen=True, slots=True)
class ClassName:
    """A grade and its letter, `7Ә`; sorted by grade, then by the Kazakh alphabet."""

    grade: int
    letter: str

    def __str__(self) -> str:
        return f"{self.grade}{self.letter}"

    def __lt__(self, other: "ClassName") -> bool:
        return self._place < other._place

    @property
    def quoted(self) -> str:
        """As printed forms write it: `7 «Ә»`."""
        return f"{self.grade} «{self.letter}»"

    @property
    def _place(self) -> tuple[int, int, str]:
        return (self.grade, LETTERS.find(self.letter), self.letter)

    @classmethod
    def read(cls, written: str) -> "ClassName | None":
        """The class that a person meant (`7 "A"`, `7-а`, `7 «Ә» сынып`), Latin look-alikes included, or None."""
        found = WRITTEN.match(written)
        if found is None:
            return None
        letter = found[2].upper().translate(LOOK_ALIKES)
        return cls(int(found[1]), letter) if letter in LETTERS else None


@total_ordering
@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The year that begins on 1 September of `first` (order of the ministry; the last days of August prepare it)."""

    first: int

    def __str__(self) -> str:
        return f"{self.first}-{self.first + 1}"

    def __lt__(self, other: "SchoolYear") -> bool:
        return self.first < other.first

    @property
    def end(self) -> date:
        """The first day that does not belong to it any more, as the ends of places in a class are written."""
        return date(self.first + 1, 9, 1)

    @property
    def before(self) -> "SchoolYear":
        return SchoolYear(self.first - 1)

    @property
    def after(self) -> "SchoolYear":
        return SchoolYear(self.first + 1)

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """The school year that a day belongs to: August already prepares the next one."""
        return cls(day.year if day.month >= 8 else day.year - 1)

    @classmethod
    def read(cls, written: str) -> "SchoolYear | None":
        """`2026-2027`, `2026/27`, `2026` → the year; anything else None."""
        found = re.match(r"^\s*(20\d\d)\s*(?:[-–—/]\s*((?:20)?\d\d))?\s*(?:ж\.?|г\.?|-?ж\.?)?\s*$", written)
        if found is None:
            return None
        first = int(found[1])
        return cls(first) if found[2] is None or int(found[2]) % 100 == (first + 1) % 100 else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of a school and the length of its week."""

    days_off: frozenset[date] = frozenset()
    week_days: int = 5

    def works(self, day: date) -> bool:
        return day.weekday() < self.week_days and day not in self.days_off

    def after(self, day: date, working_days: int) -> date:
        """The last day of a term: the day that a term starts on does not count (domain.md §8.4)."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.works(day)
        return day


@dataclass(frozen=True, slots=True)
class School:
    """What printed forms say about the school; every value can be changed in the chat."""

    name_kk: str = ""
    name_ru: str = ""
    place: str = ""
    country: Country = Country.KAZAKHSTAN
    director: str = ""
    deputies: tuple[str, ...] = ()
    year: SchoolYear = SchoolYear(2026)
    week_days: int = 5
    large_family_from: int = 4
    pedagogue: str = ""

    def name(self, language: str) -> str:
        """The official name for a document in this language (kk and ky share the first one)."""
        return (self.name_ru or self.name_kk) if language == "ru" else (self.name_kk or self.name_ru)

    @property
    def form_languages(self) -> tuple[str, ...]:
        return ("ky", "ru") if self.country is Country.KYRGYZSTAN else ("kk", "ru")


@dataclass(frozen=True, slots=True)
class Class:
    """A class of one school year."""

    id: int
    year: SchoolYear
    name: ClassName
