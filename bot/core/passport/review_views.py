"""What the review's screens show: the queue, a report with its differences, and what a remark is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.access import Action, require_all
from bot.core.passport.categories import PARENTS, Education, categories_of, category
from bot.core.passport.differences import EDUCATION, Difference, differences
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.passport.picture import approved_facts, class_facts
from bot.core.passport.reports import ClassReport, Remark, ReportState
from bot.core.passport.review import waiting
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, School

Earlier = Mapping[int, PupilFacts]


class Since(StrEnum):
    """What a report is compared with, the nearest first."""

    RETURNED = "returned"
    APPROVED = "approved"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue."""

    class_: Class
    report: ClassReport
    since: Since | None
    changes: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A report that was just decided, for the line that says so."""

    report: ClassReport
    class_: Class


@dataclass(frozen=True, slots=True)
class Answered:
    """A pupil behind a subject; `level` where the subject is a parent's education."""

    pupil: Pupil
    unknown: bool
    level: Education | None = None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A report under review; `changes` are the differences since `since`, one of `bases`.

    `sent_at` is by the school's clock, `reader` is the language in which a ready-made reason is written.
    """

    school: School
    report: ClassReport
    facts: ClassFacts
    sender: str
    sent_at: datetime | None
    bases: tuple[Since, ...]
    since: Since | None
    changes: tuple[Difference, ...]
    remarks: tuple[Remark, ...]
    reader: str

    @property
    def subjects(self) -> tuple[str, ...]:
        """What a class teacher answers: the categories, and the education of each parent."""
        own = (one.key for one in categories_of(self.school.country) if not one.restricted)
        return (*own, *(EDUCATION + parent for parent in PARENTS))

    @property
    def can_be_decided(self) -> bool:
        return self.report.state is ReportState.WAITING

    def pupil(self, pupil_id: int) -> Pupil | None:
        return next((one.pupil for one in self.facts.pupils if one.pupil.id == pupil_id), None)


def queue(desk: Desk) -> tuple[Waiting, ...]:
    """The reports that wait, the oldest first, each with the number of its differences."""
    require_all(desk.actor, Action.REVIEW_REPORTS)
    year_before = _year_before(desk)
    return tuple(_line(desk, report, year_before) for report in waiting(desk))


def review(desk: Desk, report_id: int, since: str = "") -> ReviewView:
    """One report; `since` chooses what it is compared with, else the nearest there is."""
    require_all(desk.actor, Action.REVIEW_REPORTS)
    report, school = desk.reports.get(report_id), desk.schools.get()
    class_ = desk.schools.class_(report.class_id)
    facts = class_facts(desk, class_, report)
    bases = _bases(desk, class_, report, _year_before(desk))
    chosen = next((one for one in bases if one == since), next(iter(bases), None))
    then = bases[chosen] if chosen else {}
    return ReviewView(
        school=school,
        report=report,
        facts=facts,
        sender=desk.people.get(report.sent_by).name if report.sent_by else "",
        sent_at=report.sent_at.astimezone(desk.zone) if report.sent_at else None,
        bases=tuple(bases),
        since=chosen,
        changes=differences(school.country, facts.pupils, then),
        remarks=tuple(desk.reports.remarks(report_id)),
        reader=next((one.language for one in desk.people.teachers(class_.id)), desk.actor.language),
    )


def after_decision(desk: Desk, report_id: int) -> tuple[Decided, ReviewView | None]:
    """What was decided, and the report that has waited longest of those that are left."""
    require_all(desk.actor, Action.REVIEW_REPORTS)
    report = desk.reports.get(report_id)
    following = next((one.id for one in waiting(desk)), None)
    decided = Decided(report, desk.schools.class_(report.class_id))
    return decided, None if following is None else review(desk, following)


def answered(view: ReviewView, subject: str) -> tuple[Answered, ...]:
    """Who stands behind a subject: those in the category or not known yet, or everybody's parent."""
    if subject.startswith(EDUCATION):
        parent = subject.removeprefix(EDUCATION)
        found = ((one.pupil, one.education.get(parent)) for one in view.facts.pupils)
        return tuple(Answered(pupil, level is Education.UNKNOWN, level) for pupil, level in found if level)
    one = category(view.school.country, subject)
    inside = (facts for facts in view.facts.pupils if facts.holds(one) or facts.unknown(one))
    return tuple(Answered(facts.pupil, facts.unknown(one)) for facts in inside)


def _line(desk: Desk, report: ClassReport, year_before: Earlier) -> Waiting:
    class_ = desk.schools.class_(report.class_id)
    bases = _bases(desk, class_, report, year_before)
    since = next(iter(bases), None)
    facts = class_facts(desk, class_, report)
    then = bases[since] if since else {}
    country = desk.schools.get().country
    return Waiting(class_, report, since, len(differences(country, facts.pupils, then)))


def _year_before(desk: Desk) -> Earlier:
    """All pupils as the approved reports of last year have them."""
    found = approved_facts(desk, desk.schools.get().year.before)
    return {facts.pupil.id: facts for one in found for facts in one.pupils}


def _bases(desk: Desk, class_: Class, report: ClassReport, year_before: Earlier) -> dict[Since, Earlier]:
    """What this report can be compared with, the nearest first."""
    before = [one for one in desk.reports.history(class_.id) if one.revision < report.revision]
    decided = [one for one in before if one.state in (ReportState.APPROVED, ReportState.RETURNED)]
    bases: dict[Since, Earlier] = {}
    if decided and decided[0].state is ReportState.RETURNED:
        bases[Since.RETURNED] = _said(desk, class_, decided[0])
    if approved := next((one for one in decided if one.state is ReportState.APPROVED), None):
        bases[Since.APPROVED] = _said(desk, class_, approved)
    if any(facts.pupil.id in year_before for facts in class_facts(desk, class_, None).pupils):
        bases[Since.YEAR] = year_before
    return bases


def _said(desk: Desk, class_: Class, report: ClassReport) -> Earlier:
    return {facts.pupil.id: facts for facts in class_facts(desk, class_, report).pupils}
