"""Gathers what papers print: the children, the applicants, the decisions with the numbers of their papers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from bot.core.applications.application import Application
from bot.core.applications.decision import Decision
from bot.core.applications.printed import Applicant, Case, Child, Numbered, Ruled
from bot.core.applications.telling import human_hour, reachable
from bot.core.errors import NotFound
from bot.core.people import Pupil, Relation
from bot.core.ports import Desk
from bot.core.school import Class, SchoolYear
from bot.core.services.registry import SERVICES


class Gatherer:
    """Reads each pupil, protocol and order once, however many lines a paper has; asks nobody's right."""

    def __init__(self, desk: Desk, year: SchoolYear) -> None:
        self._desk = desk
        self._year = year
        self._classes: dict[int, Class] | None = None
        self._pupils: dict[int, tuple[Pupil, Class | None]] = {}
        self._papers: dict[tuple[str, int], Numbered] = {}

    def child(self, pupil_id: int) -> Child:
        pupil, class_ = self._pupil(pupil_id)
        return Child(pupil.name, pupil.iin, pupil.birth_date, class_.name if class_ else None, pupil.family)

    def read_everybody(self) -> None:
        """For a paper with many lines: the whole roster at once."""
        for class_id, pupils in self._desk.pupils.of_year(self._year).items():
            class_ = self._class(class_id)
            self._pupils.update({pupil.id: (pupil, class_) for pupil in pupils})

    def ruled(self, application: Application, one: Decision) -> Ruled:
        return Ruled(
            ruling=one.ruling,
            category=one.category,
            reason=one.reason,
            on=self.local(one.at).date(),
            since=one.since,
            until=one.until,
            details=one.details,
            protocol=self._protocol(one.sitting_id),
            order=self._order(one.order_id),
            application=Numbered(str(application.number), self.local(application.received_at).date()),
        )

    def case(self, application: Application, decisions: Iterable[Decision]) -> Case:
        answers, service = application.answers, SERVICES.get(application.service)
        questions = [one.key for one in service.questions] if service else []
        proofs = [one.key for one in service.proofs] if service else []
        rulings = tuple(self.ruled(application, one) for one in decisions)
        return Case(
            id=application.id,
            service=application.service,
            year=application.year,
            number=application.number,
            source=application.source,
            state=application.state,
            category=application.category,
            received_at=self.local(application.received_at),
            due_on=application.due_on,
            child=self.child(application.pupil_id),
            applicant=self._applicant(application),
            answers=_given(answers, questions),
            proofs=_given(answers, proofs),
            rulings=rulings,
            told_on=self._told_on(application, decisions),
        )

    def cases(self, applications: Sequence[Application], made: Iterable[Decision]) -> tuple[Case, ...]:
        """Many at once, each with its own of these decisions."""
        self.read_everybody()
        by_application = decisions_by_application(made)
        return tuple(self.case(one, by_application.get(one.id, ())) for one in applications)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self._desk.zone)

    def _pupil(self, pupil_id: int) -> tuple[Pupil, Class | None]:
        if pupil_id not in self._pupils:
            class_id = self._desk.pupils.class_of(pupil_id, self._year)
            class_ = self._class(class_id) if class_id else None
            self._pupils[pupil_id] = (self._desk.pupils.get(pupil_id), class_)
        return self._pupils[pupil_id]

    def _class(self, class_id: int) -> Class:
        if self._classes is None:
            self._classes = {one.id: one for one in self._desk.schools.classes(self._year)}
        return self._classes.get(class_id) or self._desk.schools.class_(class_id)

    def _applicant(self, application: Application) -> Applicant:
        """As they wrote themselves; the name of somebody who did not is that of the roster, else that of the chat."""
        answers = application.answers
        relation = self._relation(application)
        return Applicant(
            name=answers.get("applicant") or self._name(application, relation),
            relation=relation,
            iin=answers.get("iin", ""),
            address=answers.get("address", ""),
            phone=answers.get("phone", ""),
        )

    def _relation(self, application: Application) -> Relation | None:
        """Of a confirmed representative; of somebody else whose name stands in the roster."""
        pupil, _ = self._pupil(application.pupil_id)
        for one in self._desk.representatives.of_pupil(pupil.id) if application.applicant else ():
            if one.person_id == application.applicant:
                return one.relation
        named = application.answers.get("applicant", "").casefold()
        return next((one.relation for one in pupil.adults if named and one.name.casefold() == named), None)

    def _name(self, application: Application, relation: Relation | None) -> str:
        pupil, _ = self._pupil(application.pupil_id)
        of_roster = (one.name for one in pupil.adults if one.relation is relation)
        in_chat = self._desk.people.get(application.applicant).name if application.applicant else ""
        return next(of_roster, in_chat)

    def _told_on(self, application: Application, decisions: Iterable[Decision]) -> date | None:
        """The day on which the newest decision reached the applicant's chat."""
        newest = next(iter(reversed(tuple(decisions))), None)
        if newest is None or not reachable(self._desk, application):
            return None
        told = self.local(human_hour(self._desk, newest.at)).date()
        return told if told <= self._desk.today else None

    def _protocol(self, sitting_id: int | None) -> Numbered | None:
        if sitting_id is None:
            return None
        if ("sitting", sitting_id) not in self._papers:
            sitting = self._desk.councils.sitting(sitting_id)
            on = self.local(sitting.held_at).date()
            self._papers["sitting", sitting_id] = Numbered(str(sitting.number or ""), on)
        return self._papers["sitting", sitting_id]

    def _order(self, order_id: int | None) -> Numbered | None:
        if order_id is None:
            return None
        if ("order", order_id) not in self._papers:
            self._papers["order", order_id] = order_number(self._desk, order_id)
        return self._papers["order", order_id]


def order_number(desk: Desk, order_id: int) -> Numbered:
    """The number in the school's order book, where it was written down, else our own."""
    order = desk.orders.get(order_id)
    if order.undone_at is not None:
        raise NotFound()
    return Numbered(order.book_number or str(order.number), order.signed_on)


def decisions_by_application(made: Iterable[Decision]) -> Mapping[int, tuple[Decision, ...]]:
    """The decisions about each application, in their order."""
    ordered = sorted(made, key=lambda one: (one.application_id, one.id))
    groups = groupby(ordered, key=lambda one: one.application_id)
    return {application_id: tuple(group) for application_id, group in groups}


def _given(answers: Mapping[str, str], keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The answers that there are, in the order of the form."""
    return tuple((key, answers[key]) for key in keys if key in answers)
