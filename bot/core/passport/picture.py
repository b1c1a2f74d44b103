"""Puts a report, the class list and the labels together into the facts that are shown, counted and printed."""

from collections import defaultdict
from collections.abc import Mapping

from bot.core.passport.categories import PARENTS, Answer, Education
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.passport.reports import ClassReport, ReportState, Said
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, SchoolYear

NOTHING = Said()


def labels_held(desk: Desk) -> dict[int, dict[str, Answer]]:
    """The restricted labels of today by pupil, as answers."""
    held: dict[int, dict[str, Answer]] = defaultdict(dict)
    for label in desk.labels.held(desk.moment):
        held[label.pupil_id][label.category] = Answer.YES
    return held


def class_facts(desk: Desk, class_: Class, report: ClassReport | None) -> ClassFacts:
    """One class as this revision of its report shows it."""
    said = desk.reports.said(report.id) if report else {}
    return _together(desk, class_, desk.pupils.of_class(class_.id), report, said, labels_held(desk))


def working_facts(desk: Desk, class_id: int) -> ClassFacts:
    """One class as its newest revision shows it."""
    return class_facts(desk, desk.schools.class_(class_id), desk.reports.newest(class_id))


def official_facts(desk: Desk, class_id: int) -> ClassFacts:
    """One class as its approved report shows it, as its newest one where none is approved yet."""
    class_ = desk.schools.class_(class_id)
    approved = (one for one in approved_facts(desk, class_.year) if one.class_.id == class_id)
    return next(approved, None) or class_facts(desk, class_, desk.reports.newest(class_id))


def approved_facts(desk: Desk, year: SchoolYear) -> tuple[ClassFacts, ...]:
    """All classes of the year that have an approved report, as it shows them."""
    approved, newest = desk.reports.approved_of_year(year), desk.reports.newest_of_year(year)
    said = desk.reports.said_of([report.id for report in approved.values()])
    pupils, labels = desk.pupils.of_year(year), labels_held(desk)
    return tuple(
        _together(
            desk,
            class_,
            pupils.get(class_.id, ()),
            approved[class_.id],
            said[approved[class_.id].id],
            labels,
            newest[class_.id].state is ReportState.WAITING,
        )
        for class_ in desk.schools.classes(year)
        if class_.id in approved
    )


def _together(
    desk: Desk,
    class_: Class,
    pupils: tuple[Pupil, ...],
    report: ClassReport | None,
    said: Mapping[int, Said],
    labels: Mapping[int, Mapping[str, Answer]],
    newer_waits: bool = False,
) -> ClassFacts:
    usual = report.usual if report else {}
    return ClassFacts(
        class_=class_,
        pupils=tuple(
            _of_pupil(one, said.get(one.id, NOTHING), labels.get(one.id, {}), usual) for one in pupils
        ),
        teacher=", ".join(person.name for person in desk.people.teachers(class_.id)),
        revision=report.revision if report else 0,
        approved_at=report.decided_at if report and report.state is ReportState.APPROVED else None,
        newer_waits=newer_waits,
    )


def _of_pupil(
    pupil: Pupil, said: Said, labels: Mapping[str, Answer], usual: Mapping[str, Education]
) -> PupilFacts:
    education = {
        parent: level for parent in PARENTS if (level := said.education.get(parent, usual.get(parent)))
    }
    return PupilFacts(pupil, {**said.answers, **labels}, education)
