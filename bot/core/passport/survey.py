"""How a class teacher reports: by exception, absolute answers, on one revision that is in work."""

from collections.abc import Sequence

from bot.core.access import Action, require
from bot.core.errors import Outdated
from bot.core.passport.categories import Answer, Education, category
from bot.core.passport.reports import ClassReport, ReportState
from bot.core.ports import Desk


def begin(desk: Desk, class_id: int, after: int) -> None:
    """Opens the revision that follows `after` (0: the first one); does nothing where somebody already did."""
    require(desk.actor, Action.FILL_REPORT, class_id)
    newest = desk.reports.newest(class_id)
    if (newest.revision if newest else 0) != after or (newest and newest.state is ReportState.IN_WORK):
        return
    if newest and newest.state is ReportState.WAITING:
        desk.reports.set_state(newest.id, ReportState.TAKEN_BACK, desk.actor.id, desk.moment)
    desk.reports.begin(class_id, desk.moment, newest)
    desk.audit.note(desk.actor.id, "begin_report", f"class:{class_id}", desk.moment)


def say(desk: Desk, report_id: int, pupil_ids: Sequence[int], key: str, answer: Answer | None) -> None:
    """Writes one answer about these pupils; None takes back what was said."""
    report = in_work(desk, report_id)
    if desk.actor.roles.isdisjoint(category(desk.schools.get().country, key).set_by):
        raise Outdated()
    members = {pupil.id for pupil in desk.pupils.of_class(report.class_id)}
    for pupil_id in members.intersection(pupil_ids):
        desk.reports.say(report_id, pupil_id, key, answer, desk.actor.id, desk.moment)
    desk.reports.look(report_id, key)


def say_education(
    desk: Desk, report_id: int, pupil_ids: Sequence[int], parent: str, level: Education | None
) -> None:
    """Writes the education of one parent of these pupils; None means: as most of the class."""
    report = in_work(desk, report_id)
    members = {pupil.id for pupil in desk.pupils.of_class(report.class_id)}
    for pupil_id in members.intersection(pupil_ids):
        desk.reports.say_education(report_id, pupil_id, parent, level, desk.actor.id, desk.moment)
    desk.reports.look(report_id, f"education.{parent}")


def set_usual(desk: Desk, report_id: int, parent: str, level: Education) -> None:
    """The education that most mothers or fathers of the class have; the others are exceptions."""
    in_work(desk, report_id)
    desk.reports.set_usual(report_id, parent, level)
    desk.reports.look(report_id, f"education.{parent}")


def look(desk: Desk, report_id: int, subject: str) -> None:
    """Keeps that a category or a pupil was looked at, for the progress."""
    in_work(desk, report_id)
    desk.reports.look(report_id, subject)


def send(desk: Desk, report_id: int) -> None:
    """Hands the revision to the pedagogue; from here on it does not change."""
    in_work(desk, report_id)
    desk.reports.set_state(report_id, ReportState.WAITING, desk.actor.id, desk.moment)
    desk.reports.set_sent(report_id, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "send_report", f"report:{report_id}", desk.moment)


def in_work(desk: Desk, report_id: int) -> ClassReport:
    """The report, where this person may write to it now; NotAllowed or Outdated otherwise."""
    report = desk.reports.get(report_id)
    require(desk.actor, Action.FILL_REPORT, report.class_id)
    if report.state is not ReportState.IN_WORK:
        raise Outdated()
    return report
