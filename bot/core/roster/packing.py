"""A roster that waits for its yes, as bytes: exactly what was shown is what will be written."""

import json
import zlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.core.people import Adult, Relation, Sex
from bot.core.roster.values import Problem, Roster, RosterPupil, RosterWarning
from bot.core.school import ClassName, SchoolYear


@dataclass(frozen=True, slots=True)
class Pending:
    """What was understood of a list, and the school year that it was read for."""

    file_name: str
    year: SchoolYear
    roster: Roster


def packed(year: SchoolYear, roster: Roster) -> bytes:
    said = {
        "year": year.first,
        "warnings": list(roster.warnings),
        "pupils": [_plain(pupil) for pupil in roster.pupils],
    }
    return zlib.compress(json.dumps(said, ensure_ascii=False).encode())


def unpacked(file_name: str, content: bytes) -> Pending:
    said = json.loads(zlib.decompress(content))
    pupils = tuple(_pupil(one) for one in said["pupils"])
    warnings = tuple(RosterWarning(one) for one in said["warnings"])
    return Pending(file_name, SchoolYear(said["year"]), Roster(pupils, warnings))


def _plain(pupil: RosterPupil) -> dict[str, Any]:
    return {
        **asdict(pupil),
        "class_name": [pupil.class_name.grade, pupil.class_name.letter] if pupil.class_name else None,
        "birth_date": pupil.birth_date.isoformat() if pupil.birth_date else None,
    }


def _pupil(said: dict[str, Any]) -> RosterPupil:
    return RosterPupil(
        **{
            **said,
            "class_name": ClassName(*said["class_name"]) if said["class_name"] else None,
            "birth_date": date.fromisoformat(said["birth_date"]) if said["birth_date"] else None,
            "sex": Sex(said["sex"]) if said["sex"] else None,
            "guardians": tuple(_adult(one) for one in said["guardians"]),
            "problems": tuple(Problem(one) for one in said["problems"]),
        }
    )


def _adult(said: dict[str, Any]) -> Adult:
    return Adult(**{**said, "relation": Relation(said["relation"])})
