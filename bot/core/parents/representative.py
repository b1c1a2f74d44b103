"""A parent's or guardian's tie to a pupil, the claim it came from, and consent (law No 94-V of 21.05.2013, art. 8)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.people import Relation


class ClaimState(StrEnum):
    """What has become of a parent's words "this is my child"."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class ClassLink:
    """The link that a class teacher posts: it opens the bot for any parent of the class until it is renewed."""

    id: int
    class_id: int
    token: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """One try of a person to name their child: `written` as it was typed, `pupil_id` where it agrees with the roster.

    The answer that the person gets is the same with and without a pupil.
    """

    id: int
    person_id: int
    class_id: int
    written: str
    relation: Relation
    decision_number: str
    pupil_id: int | None
    at: datetime
    state: ClaimState = ClaimState.OPEN
    answered_by: int | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Representative:
    """A confirmed legal representative of a pupil; a guardian with the number of the decision."""

    id: int
    person_id: int
    pupil_id: int
    relation: Relation
    decision_number: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent to the use of personal data: the very text that was agreed to, kept as proof.

    After a withdrawal processing stops within 15 working days; `stopped_at` is when the pedagogue had seen to it.
    """

    id: int
    person_id: int
    pupil_id: int
    version: str
    language: str
    text: str
    given_at: datetime
    withdrawn_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def held(self) -> bool:
        return self.withdrawn_at is None
