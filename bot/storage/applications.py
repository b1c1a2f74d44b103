"""Applications with the answers of their newest revision, their history and the requests for changes."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, func, select
from sqlalchemy.exc import IntegrityError

from bot.core.applications.application import (
    ACTIVE,
    UNDECIDED,
    Application,
    ChangeRequest,
    Event,
    RequestKind,
    RequestState,
    Revision,
    Source,
    State,
    Step,
)
from bot.core.errors import Outdated
from bot.core.school import SchoolYear
from bot.storage.rows import only
from bot.storage.sealed import SealedRows, packed, unpacked
from bot.storage.tables import application, application_event, application_revision, change_request

NEWEST_REVISION = and_(
    application_revision.c.application_id == application.c.id,
    application_revision.c.number == application.c.revision,
)
ANSWERED = (
    select(application, application_revision.c.id.label("answers_id"), application_revision.c.answers_seal)
    .join(application_revision, NEWEST_REVISION)
    .order_by(application.c.id)
)
KEPT = (application, application_revision)


class SqlApplications(SealedRows):
    def register(self, new: Application) -> Application:
        """Gives the next number of the service and year: one writer makes the row of numbers gapless."""
        same = and_(application.c.service == new.service, application.c.year == new.year.first)
        last = select(func.coalesce(func.max(application.c.number), 0)).where(same)
        number: int = self._connection.execute(last).scalar_one() + 1
        registered = replace(new, number=number, revision=1)
        registered = replace(registered, id=self._insert(application, _values(registered)))
        self._keep(registered.id, 1, new.answers, new.entered_by, new.received_at)
        return registered

    def get(self, application_id: int) -> Application:
        return self._reach.value(("application", application_id), KEPT, lambda: self._load(application_id))

    def _load(self, application_id: int) -> Application:
        return self._read(only(self._connection, ANSWERED.where(application.c.id == application_id)))

    def some(self, application_ids: Collection[int]) -> tuple[Application, ...]:
        """Those of these that there are, in the order in which they were registered."""
        return self._where(application.c.id.in_(application_ids))

    def active(self, service: str, year: SchoolYear, period: str, pupil_id: int) -> Application | None:
        """The one that is under way, there being never a second, or else the one that was granted last."""
        place = {"service": service, "year": year.first, "period": period, "pupil_id": pupil_id}
        same = and_(*(application.c[name] == value for name, value in place.items()))
        found = self._where(same & application.c.state.in_([state.value for state in ACTIVE]))
        return max(found, key=lambda one: (one.state in UNDECIDED, one.id), default=None)

    def of_person(self, person_id: int) -> tuple[Application, ...]:
        return self._kept(("applications_of", person_id), application.c.person_id == person_id)

    def of_pupils(self, pupil_ids: Collection[int]) -> tuple[Application, ...]:
        pupils = frozenset(pupil_ids)
        return self._kept(("applications_of_pupils", pupils), application.c.pupil_id.in_(pupils))

    def of_year(self, year: SchoolYear, service: str = "") -> tuple[Application, ...]:
        """All of the year, or of one service in it."""
        same = application.c.year == year.first
        wanted = same & (application.c.service == service) if service else same
        return self._kept(("applications_of_year", year.first, service), wanted)

    def in_states(self, states: Collection[State]) -> tuple[Application, ...]:
        values = frozenset(state.value for state in states)
        return self._kept(("applications_in", values), application.c.state.in_(values))

    def revise(self, application_id: int, answers: Mapping[str, str], by: int, at: datetime) -> None:
        number = self.get(application_id).revision + 1
        self._change(application, application_id, {"revision": number})
        self._keep(application_id, number, answers, by, at)

    def revisions(self, application_id: int) -> tuple[Revision, ...]:
        """The oldest first."""
        wanted = select(application_revision).filter_by(application_id=application_id)
        return tuple(
            Revision(row["number"], self._answers(row, row["id"]), row["at"], row["by"])
            for row in self._all(wanted.order_by(application_revision.c.number))
        )

    def set_category(self, application_id: int, category: str) -> None:
        self._change(application, application_id, {"category": category})

    def set_due(self, application_id: int, due_on: date) -> None:
        self._change(application, application_id, {"due_on": due_on})

    def set_period(self, application_id: int, period: str) -> None:
        self._move(application_id, "period", period)

    def note(self, event: Event) -> Event:
        """Adds the event to the history; the application stands in its state `after` from now on."""
        values = {
            "application_id": event.application_id,
            "step": event.step.value,
            "before": event.before.value,
            "after": event.after.value,
            "at": event.at,
            "by": event.by,
            "question": event.question,
            "undone_at": event.undone_at,
        }
        noted = replace(event, id=self._insert(application_event, values, words=event.words))
        self._move(event.application_id, "state", event.after.value)
        return noted

    def history(self, application_id: int) -> tuple[Event, ...]:
        """The oldest first, what was undone too."""
        return self._reach.value(
            ("history_of", application_id), (application_event,), lambda: self._load_history(application_id)
        )

    def _load_history(self, application_id: int) -> tuple[Event, ...]:
        wanted = select(application_event).filter_by(application_id=application_id)
        return tuple(map(self._read_event, self._all(wanted.order_by(application_event.c.id))))

    def undo(self, event_id: int, at: datetime) -> None:
        """Marks the event undone; an application that it moved stands where it was again, unless it moved on."""
        event = self._read_event(self._one(application_event, event_id))
        later = (one for one in self.history(event.application_id) if one.id > event.id)
        moves = event.before is not event.after
        if event.undone_at or (
            moves and any(not one.undone_at and one.before is not one.after for one in later)
        ):
            raise Outdated()
        self._mark(application_event, event_id, undone_at=at)
        if moves:
            self._move(event.application_id, "state", event.before.value)

    def request(self, new: ChangeRequest) -> int:
        values = {
            "application_id": new.application_id,
            "kind": new.kind.value,
            "by": new.by,
            "at": new.at,
            "state": new.state.value,
            "answered_by": new.answered_by,
            "answered_at": new.answered_at,
        }
        words = {"answers": packed(new.answers), "reason": new.reason, "answer": new.answer}
        return self._insert(change_request, values, **words)

    def get_request(self, request_id: int) -> ChangeRequest:
        return self._read_request(self._one(change_request, request_id))

    def open_requests(self, application_id: int | None = None) -> tuple[ChangeRequest, ...]:
        """Those that wait for an answer, of one application or of all, the oldest first."""
        waiting = self._reach.value(("open_requests",), (change_request,), self._load_open_requests)
        return tuple(one for one in waiting if application_id in (None, one.application_id))

    def _load_open_requests(self) -> tuple[ChangeRequest, ...]:
        wanted = select(change_request).filter_by(state=RequestState.OPEN.value)
        return tuple(map(self._read_request, self._all(wanted.order_by(change_request.c.id))))

    def answer_request(
        self, request_id: int, state: RequestState, answer: str, by: int, at: datetime
    ) -> None:
        values = {"state": state.value, "answered_by": by, "answered_at": at}
        self._change(change_request, request_id, values, answer=answer)

    def _keep(
        self, application_id: int, number: int, answers: Mapping[str, str], by: int, at: datetime
    ) -> None:
        values = {"application_id": application_id, "number": number, "by": by, "at": at}
        self._insert(application_revision, values, answers=packed(answers))

    def _move(self, application_id: int, name: str, value: str) -> None:
        try:
            self._change(application, application_id, {name: value})
        except IntegrityError as failure:
            # Meanwhile another one for the same child, service and period is under way.
            raise Outdated() from failure

    def _kept(self, key: tuple[object, ...], condition: ColumnElement[bool]) -> tuple[Application, ...]:
        return self._reach.value(key, KEPT, lambda: self._where(condition))

    def _where(self, condition: ColumnElement[bool]) -> tuple[Application, ...]:
        return tuple(map(self._read, self._all(ANSWERED.where(condition))))

    def _answers(self, row: RowMapping, revision_id: int) -> dict[str, str]:
        return unpacked(self._opened(application_revision, row, "answers", revision_id))

    def _read(self, row: RowMapping) -> Application:
        return Application(
            id=row["id"],
            service=row["service"],
            year=SchoolYear(row["year"]),
            period=row["period"],
            number=row["number"],
            pupil_id=row["pupil_id"],
            applicant=row["person_id"],
            entered_by=row["entered_by"],
            source=Source(row["source"]),
            state=State(row["state"]),
            category=row["category"],
            received_at=row["received_at"],
            due_on=row["due_on"],
            language=row["language"],
            revision=row["revision"],
            answers=self._answers(row, row["answers_id"]),
        )

    def _read_event(self, row: RowMapping) -> Event:
        return Event(
            id=row["id"],
            application_id=row["application_id"],
            step=Step(row["step"]),
            before=State(row["before"]),
            after=State(row["after"]),
            at=row["at"],
            by=row["by"],
            question=row["question"],
            words=self._opened(application_event, row, "words"),
            undone_at=row["undone_at"],
        )

    def _read_request(self, row: RowMapping) -> ChangeRequest:
        return ChangeRequest(
            id=row["id"],
            application_id=row["application_id"],
            kind=RequestKind(row["kind"]),
            answers=unpacked(self._opened(change_request, row, "answers")),
            reason=self._opened(change_request, row, "reason"),
            by=row["by"],
            at=row["at"],
            state=RequestState(row["state"]),
            answer=self._opened(change_request, row, "answer"),
            answered_by=row["answered_by"],
            answered_at=row["answered_at"],
        )


def _values(new: Application) -> dict[str, Any]:
    return {
        "service": new.service,
        "year": new.year.first,
        "period": new.period,
        "number": new.number,
        "pupil_id": new.pupil_id,
        "person_id": new.applicant,
        "entered_by": new.entered_by,
        "source": new.source.value,
        "state": new.state.value,
        "category": new.category,
        "received_at": new.received_at,
        "due_on": new.due_on,
        "language": new.language,
        "revision": new.revision,
    }
