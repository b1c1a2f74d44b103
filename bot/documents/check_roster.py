"""`tirek check-roster`: what the bot understands of a roster file, as JSON or as a table to read."""

import json
import sys
from datetime import date
from pathlib import Path

from bot.core.people import Adult
from bot.core.roster import Roster, RosterPupil
from bot.core.roster.errors import (
    MOST_MEGABYTES,
    MOST_ROWS,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooBig,
    FormulasWithoutValues,
    MacroFile,
    NoPupilsFound,
    NotATable,
    RosterRefusal,
    TooManyRows,
)
from bot.core.school import SchoolYear
from bot.documents.rosters import read_roster

REASONS: dict[type[RosterRefusal], str] = {
    NotATable: "this is not a table; send an Excel file (.xlsx, .xls) or a .csv",
    EmptyFile: "the file is empty; send a list with at least one pupil",
    EncryptedFile: "the file is locked with a password; save it without one and send it again",
    FileTooBig: f"the file is too big; send a table under {MOST_MEGABYTES} MB with nothing but the list",
    MacroFile: "the file holds macros; save it as an ordinary .xlsx and send that",
    TooManyRows: f"the table has more than {MOST_ROWS} rows; send the list of one school only",
    FormulasWithoutValues: "the cells hold formulas without results; save it with values and send it again",
    DamagedFile: "the file is damaged and does not open; save it again as .xlsx",
    NoPupilsFound: "no pupils were found; send a table with a row a pupil and a column with their names",
}


def check_roster(path: Path, as_json: bool, year: SchoolYear | None = None) -> int:
    """Prints what was read; 0 where it could be read, else 1 and one line on standard error."""
    try:
        content = path.read_bytes()
        roster = read_roster(content, path.name, year or SchoolYear.of(date.today()))
    except OSError as error:
        return _fail(path, error.strerror or "it can not be opened")
    except RosterRefusal as refusal:
        return _fail(path, REASONS[type(refusal)])
    print(json.dumps(as_document(roster), ensure_ascii=False, indent=1) if as_json else as_table(roster))
    return 0


def as_document(roster: Roster) -> dict[str, object]:
    """The contract of the command."""
    return {
        "pupils": [_of_pupil(pupil) for pupil in roster.pupils],
        "warnings": [warning.value for warning in roster.warnings],
    }


def as_table(roster: Roster) -> str:
    lines = [_line(pupil) for pupil in roster.pupils]
    classes = len({pupil.class_name for pupil in roster.pupils})
    doubtful = sum(bool(pupil.problems) for pupil in roster.pupils)
    total = f"{len(roster.pupils)} pupils, {classes} classes, {doubtful} to look at"
    return "\n".join([*lines, total, *(f"warning: {warning.value}" for warning in roster.warnings)])


def _line(pupil: RosterPupil) -> str:
    place = f"{pupil.sheet}:{pupil.row}"
    born = f"{pupil.birth_date:%d.%m.%Y}" if pupil.birth_date else "-"
    problems = ", ".join(problem.value for problem in pupil.problems)
    known = f"{place:<12} {pupil.class_name or '?'!s:<4} {pupil.name.full:<45} {born:<10} {pupil.iin:<14}"
    return f"{known} {problems}".rstrip()


def _of_pupil(pupil: RosterPupil) -> dict[str, object]:
    return {
        "class_name": str(pupil.class_name) if pupil.class_name else None,
        "last": pupil.last,
        "first": pupil.first,
        "patronymic": pupil.patronymic,
        "iin": pupil.iin,
        "birth_date": pupil.birth_date.isoformat() if pupil.birth_date else None,
        "sex": pupil.sex.value if pupil.sex else None,
        "nationality": pupil.nationality,
        "address": pupil.address,
        "phone": pupil.phone,
        "guardians": [_of_adult(adult) for adult in pupil.guardians],
        "sheet": pupil.sheet,
        "row": pupil.row,
        "problems": [problem.value for problem in pupil.problems],
    }


def _of_adult(adult: Adult) -> dict[str, str]:
    return {
        "relation": adult.relation.value,
        "name": adult.name,
        "phone": adult.phone,
        "workplace": adult.workplace,
        "education": adult.education,
    }


def _fail(path: Path, reason: str) -> int:
    print(f"{path}: {reason}", file=sys.stderr)
    return 1
