"""What can be wrong with a file that was sent as a roster: a class and a text each."""

from bot.core.errors import Refusal

MOST_MEGABYTES = 20
MOST_ROWS = 5_000


class RosterRefusal(Refusal):
    """A roster that can not be read at all; nothing of it was kept."""

    key = "roster.refused"


class NotATable(RosterRefusal):
    """A picture, a PDF, a text document or anything else that has no rows."""

    key = "roster.not_a_table"


class EmptyFile(RosterRefusal):
    """Nothing in it: no bytes, or no filled cell."""

    key = "roster.empty"


class EncryptedFile(RosterRefusal):
    """It opens with a password only."""

    key = "roster.encrypted"


class FileTooBig(RosterRefusal):
    """More bytes than a school's list can have, packed or unpacked."""

    key = "roster.too_big"

    def __init__(self) -> None:
        super().__init__(megabytes=MOST_MEGABYTES)


class MacroFile(RosterRefusal):
    """It carries a program."""

    key = "roster.macro"


class TooManyRows(RosterRefusal):
    """More rows than any school has pupils."""

    key = "roster.too_many_rows"

    def __init__(self) -> None:
        super().__init__(rows=MOST_ROWS)


class FormulasWithoutValues(RosterRefusal):
    """Names come from formulas whose results were never stored."""

    key = "roster.formulas"


class DamagedFile(RosterRefusal):
    """It has the name and the beginning of a table and can not be opened."""

    key = "roster.damaged"


class NoPupilsFound(RosterRefusal):
    """A table, but no list of pupils in it."""

    key = "roster.no_pupils"


REFUSALS: tuple[type[RosterRefusal], ...] = (
    NotATable,
    EmptyFile,
    EncryptedFile,
    FileTooBig,
    MacroFile,
    TooManyRows,
    FormulasWithoutValues,
    DamagedFile,
    NoPupilsFound,
)
