"""What the form of an application is opened about: a child, or an application that there is already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.applications.application import Source
from bot.core.errors import NotFound
from bot.core.people import Relation


class Kind(StrEnum):
    """The letter that a subject begins with."""

    NEW = "n"
    MEND = "m"
    PAPERS = "a"
    ENTERED = "p"


# How an application came in that staff enter, by the last letter of its subject: a paper from whom, or from outside.
FROM: Mapping[str, Relation] = {"m": Relation.MOTHER, "f": Relation.FATHER, "g": Relation.GUARDIAN}
OUTSIDE: Mapping[str, Source] = {"e": Source.EGOV, "l": Source.PLATFORM, "s": Source.PROACTIVE}
WRITTEN = re.compile(r"(?P<kind>[nma])(?P<number>\d{1,15})|p(?P<pupil>\d{1,15})(?P<way>[mfgels])")


@dataclass(frozen=True, slots=True)
class Subject:
    """`number` is the pupil of a new application, else the application; `way` is how an entered one came in."""

    kind: Kind
    number: int
    way: str = ""

    def __str__(self) -> str:
        return f"{self.kind}{self.number}{self.way}"

    @property
    def source(self) -> Source:
        return OUTSIDE.get(self.way, Source.PAPER) if self.kind is Kind.ENTERED else Source.CHAT

    @property
    def relation(self) -> Relation | None:
        """From whom a paper came."""
        return FROM.get(self.way)


def subject_of(written: str) -> Subject:
    """The subject of a reference; one that nobody wrote is about nothing that there is."""
    found = WRITTEN.fullmatch(written)
    if found is None:
        raise NotFound()
    if found["pupil"]:
        return Subject(Kind.ENTERED, int(found["pupil"]), found["way"])
    return Subject(Kind(found["kind"]), int(found["number"]))
