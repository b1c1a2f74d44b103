"""What the survey's screens show: a class and where its report stands, a report and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.access import Action, may, require
from bot.core.passport.categories import PARENTS, Answer, Category, Education, categories_of
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.passport.reports import ClassReport, Remark, ReportState, Said
from bot.core.passport.survey import EDUCATION, PUPIL, parent_of, subjects_of
from bot.core.passport.survey_remarks import open_remarks
from bot.core.people import Pupil, Role
from bot.core.ports import Desk
from bot.core.school import Class, Country, School

NOT_BEGUN = "not_begun"
NOTHING = Said()


@dataclass(frozen=True, slots=True)
class OwnClass:
    """A class with its newest report, if it has one."""

    class_: Class
    report: ClassReport | None

    @property
    def state(self) -> str:
        return self.report.state.value if self.report else NOT_BEGUN


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class with its newest report, what came back with it, and whom to ask."""

    class_: Class
    report: ClassReport | None
    pupils: int
    country: Country
    sent_on: date | None
    remarks: tuple[Remark, ...]
    names: Mapping[int, str]
    pedagogues: tuple[str, ...]

    @property
    def state(self) -> str:
        return self.report.state.value if self.report else NOT_BEGUN


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of all there are were looked at; all of them are known from the beginning."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with all that its screens need; `categories` are the ones that this person may set."""

    school: School
    report: ClassReport
    facts: ClassFacts
    said: Mapping[int, Said]
    categories: tuple[Category, ...]
    looked: frozenset[str]
    remarks: tuple[Remark, ...] = ()

    @property
    def editable(self) -> bool:
        this_year = self.facts.class_.year == self.school.year
        return this_year and self.report.state is ReportState.IN_WORK

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everything that is asked of a class, in the order of the form."""
        return (*(one.key for one in self.categories), *(EDUCATION + parent for parent in PARENTS))

    @property
    def by_subject(self) -> Progress:
        return Progress(sum(one in self.looked for one in self.subjects), len(self.subjects))

    @property
    def by_pupil(self) -> Progress:
        pupils = self.facts.pupils
        return Progress(sum(self.was_looked_at(one.pupil) for one in pupils), len(pupils))

    @property
    def next_subject(self) -> str | None:
        """The first that was not looked at yet."""
        return next((one for one in self.subjects if one not in self.looked), None)

    @property
    def next_pupil(self) -> Pupil | None:
        """The place where one stopped in the class list."""
        left = (one.pupil for one in self.facts.pupils if not self.was_looked_at(one.pupil))
        return next(left, None)

    def was_looked_at(self, pupil: Pupil) -> bool:
        return f"{PUPIL}{pupil.id}" in self.looked

    def category(self, key: str) -> Category:
        return next(one for one in self.categories if one.key == key)

    def has(self, pupil_id: int) -> bool:
        return any(one.pupil.id == pupil_id for one in self.facts.pupils)

    def place_of(self, pupil_id: int) -> int:
        """Where the pupil stands in the class list; 0 for somebody who is not in it."""
        ids = [one.pupil.id for one in self.facts.pupils]
        return ids.index(pupil_id) if pupil_id in ids else 0

    def mark_of(self, one: PupilFacts, subject: str) -> str:
        """What holds for the pupil: yes, unknown, a level of education, or empty; a presumption holds too."""
        parent = parent_of(subject)
        if parent is not None:
            level = one.education.get(parent)
            return level.value if level else ""
        asked = self.category(subject)
        if one.unknown(asked):
            return Answer.UNKNOWN.value
        return Answer.YES.value if one.holds(asked) else ""

    def derived(self, one: PupilFacts, subject: str) -> bool:
        """Nobody said it: it follows from the other answers, or from what most of the class have."""
        said = self.said.get(one.pupil.id, NOTHING)
        parent = parent_of(subject)
        return parent not in said.education if parent is not None else subject not in said.answers

    def marked(self, subject: str, mark: str) -> tuple[PupilFacts, ...]:
        return tuple(one for one in self.facts.pupils if self.mark_of(one, subject) == mark)

    def exceptions(self, parent: str, level: Education) -> tuple[PupilFacts, ...]:
        """Those of whom this level was said, not taken from what most have."""
        held = self.marked(EDUCATION + parent, level.value)
        return tuple(one for one in held if not self.derived(one, EDUCATION + parent))


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A report that waits for its teacher; no view where it came back."""

    class_: Class
    view: ReportView | None


def own_classes(desk: Desk) -> list[OwnClass]:
    """The classes that this person may report for, in order."""
    year = desk.schools.get().year
    newest = desk.reports.newest_of_year(year)
    return [
        OwnClass(one, newest.get(one.id))
        for one in desk.schools.classes(year)
        if may(desk.actor, Action.FILL_REPORT, one.id)
    ]


def class_view(desk: Desk, class_id: int) -> ClassView:
    require(desk.actor, Action.FILL_REPORT, class_id)
    pupils = desk.pupils.of_class(class_id)
    report = desk.reports.newest(class_id)
    return ClassView(
        class_=desk.schools.class_(class_id),
        report=report,
        pupils=len(pupils),
        country=desk.schools.get().country,
        sent_on=report.sent_at.astimezone(desk.zone).date() if report and report.sent_at else None,
        remarks=open_remarks(desk, report),
        names={pupil.id: pupil.name.short for pupil in pupils},
        pedagogues=tuple(person.name for person in desk.people.with_role(Role.SOCIAL_PEDAGOGUE)),
    )


def class_of_report(desk: Desk, report_id: int) -> int:
    return desk.reports.get(report_id).class_id


def report_view(desk: Desk, report_id: int) -> ReportView:
    report = desk.reports.get(report_id)
    require(desk.actor, Action.FILL_REPORT, report.class_id)
    school, subjects = desk.schools.get(), subjects_of(desk)
    said = desk.reports.said(report_id)
    return ReportView(
        school=school,
        report=report,
        facts=_facts(desk, report, said),
        said=said,
        categories=tuple(one for one in categories_of(school.country) if one.key in subjects),
        looked=desk.reports.looked(report_id),
        remarks=open_remarks(desk, report),
    )


def unfinished(desk: Desk) -> list[Unfinished]:
    """The person's own classes whose report was begun and not sent, or came back."""
    return [
        Unfinished(
            line.class_,
            report_view(desk, line.report.id) if line.report.state is ReportState.IN_WORK else None,
        )
        for line in own_classes(desk)
        if line.class_.id in desk.actor.classes
        and line.report is not None
        and line.report.state in (ReportState.IN_WORK, ReportState.RETURNED)
    ]


def _facts(desk: Desk, report: ClassReport, said: Mapping[int, Said]) -> ClassFacts:
    """The class as the report alone shows it: a teacher does not see restricted labels (domain.md §4.2)."""
    pupils = desk.pupils.of_class(report.class_id)
    return ClassFacts(
        class_=desk.schools.class_(report.class_id),
        pupils=tuple(facts_of(one, said.get(one.id, NOTHING), report) for one in pupils),
        revision=report.revision,
    )


def facts_of(pupil: Pupil, said: Said, report: ClassReport) -> PupilFacts:
    """What the report says of the pupil, the usual education filled in."""
    return PupilFacts(pupil, said.answers, {**report.usual, **said.education})
