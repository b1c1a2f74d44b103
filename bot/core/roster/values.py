"""What a roster says: cells as they came, pupils as they were understood, and doubts."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.people import Adult, PersonName, Pupil, Sex
from bot.core.school import ClassName

Cell = str | int | float | date | None


class Problem(StrEnum):
    """What a person should look at in the line of one pupil."""

    IIN_CHECKSUM = "iin_checksum"
    IIN_LENGTH = "iin_length"
    IIN_BIRTH_DATE_MISMATCH = "iin_birth_date_mismatch"
    IIN_RESTORED_ZERO = "iin_restored_zero"
    BIRTH_DATE_UNCLEAR = "birth_date_unclear"
    NAME_UNCLEAR = "name_unclear"
    CLASS_UNCLEAR = "class_unclear"
    DUPLICATE = "duplicate"


class RosterWarning(StrEnum):
    """What a person should know about the file as a whole."""

    COLUMNS_GUESSED = "columns_guessed"
    IIN_UNUSUAL = "iin_unusual"
    SHEET_SKIPPED = "sheet_skipped"
    ANOTHER_SCHOOL = "another_school"


WRONG_NUMBERS = frozenset({Problem.IIN_CHECKSUM, Problem.IIN_LENGTH})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of plain cells, merged ones already filled."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class RosterPupil:
    """A pupil as one row of a roster names them; `iin` is kept as read even where it is wrong."""

    class_name: ClassName | None
    last: str
    first: str
    patronymic: str = ""
    iin: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    nationality: str = ""
    address: str = ""
    phone: str = ""
    guardians: tuple[Adult, ...] = ()
    sheet: str = ""
    row: int = 0
    problems: tuple[Problem, ...] = ()
    household_size: int | None = None

    @property
    def name(self) -> PersonName:
        return PersonName(self.last, self.first, self.patronymic)

    @property
    def sure_iin(self) -> str:
        """The number, where nothing speaks against it."""
        return "" if WRONG_NUMBERS & set(self.problems) else self.iin

    def pupil(self, identity: int, family: int | None = None) -> Pupil:
        """The pupil to be stored; a number that can not be right is left out."""
        return Pupil(
            identity,
            self.name,
            self.birth_date,
            self.sex,
            self.sure_iin,
            self.nationality,
            self.address,
            self.phone,
            self.guardians,
            family,
            self.household_size,
        )


@dataclass(frozen=True, slots=True)
class Roster:
    """All pupils of a file in its order."""

    pupils: tuple[RosterPupil, ...] = ()
    warnings: tuple[RosterWarning, ...] = field(default=())
