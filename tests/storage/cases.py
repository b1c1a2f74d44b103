"""Values of parents and applications, and a school's desk to lay them on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.core.applications.application import Application, Event, Source, State, Step
from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.parents.representative import Claim, Consent, Representative
from bot.core.people import Relation
from bot.core.school import SchoolYear
from tests.storage.conftest import MORNING, YEAR, Place

NEXT_DAY = MORNING + timedelta(days=1)
LATER = MORNING + timedelta(days=2)
TODAY = date(2026, 9, 7)
NEXT_YEAR = SchoolYear(2027)


@dataclass(frozen=True)
class Cases:
    """What a person of this place sends in."""

    place: Place

    def claim(self, **changed: Any) -> Claim:
        known: dict[str, Any] = {
            "id": 0, "person_id": self.place.person, "class_id": self.place.class_id,
            "written": "Үлгілі Бала 05.05.2014", "relation": Relation.GUARDIAN, "decision_number": "№ 12-құпия",
            "pupil_id": self.place.pupils[0], "at": MORNING,
        }  # fmt: skip
        return Claim(**(known | changed))

    def representative(self, **changed: Any) -> Representative:
        known: dict[str, Any] = {
            "id": 0, "person_id": self.place.person, "pupil_id": self.place.pupils[0], "relation": Relation.MOTHER,
            "decision_number": "", "since": MORNING,
        }  # fmt: skip
        return Representative(**(known | changed))

    def consent(self, **changed: Any) -> Consent:
        known: dict[str, Any] = {
            "id": 0, "person_id": self.place.person, "pupil_id": self.place.pupils[0], "version": "1",
            "language": "kk", "text": "Келісемін: жеті тармақ", "given_at": MORNING,
        }  # fmt: skip
        return Consent(**(known | changed))

    def application(self, **changed: Any) -> Application:
        known: dict[str, Any] = {
            "id": 0, "service": "meals", "year": YEAR, "period": "", "number": 0, "pupil_id": self.place.pupils[0],
            "applicant": self.place.person, "entered_by": self.place.person, "source": Source.CHAT,
            "state": State.NEW, "category": "3", "received_at": MORNING, "due_on": date(2026, 9, 14),
            "language": "kk", "answers": {"phone": "+77010000001", "why": "үй өртенді"},
        }  # fmt: skip
        return Application(**(known | changed))

    def event(self, application_id: int, before: State, after: State, **changed: Any) -> Event:
        known: dict[str, Any] = {"step": Step.NOTE, "at": MORNING, "by": self.place.person}
        return Event(0, application_id, before=before, after=after, **(known | changed))

    def decision(self, application_id: int, **changed: Any) -> Decision:
        known: dict[str, Any] = {
            "id": 0, "application_id": application_id, "ruling": Ruling.GRANT, "category": "3",
            "reason": "кірісі төмен отбасы", "since": TODAY, "until": None, "by": self.place.person, "at": MORNING,
            "details": {"amount": "45000"},
        }  # fmt: skip
        return Decision(**(known | changed))

    def order(self, service: str = "meals", at: datetime = MORNING, year: SchoolYear = YEAR) -> Order:
        return Order(0, service, year, 0, OrderKind.LIST, TODAY, self.place.person, at)
