"""How a returned report is mended: each remark opens the very answer that it is about."""

from dataclasses import dataclass

from bot.core.access import Action, require
from bot.core.passport.categories import Answer
from bot.core.passport.reports import ClassReport, Remark, ReportState
from bot.core.passport.survey import (
    NotInWork,
    Question,
    begin_after,
    leave,
    look,
    open_card,
    open_list,
    parent_of,
    subjects_of,
)
from bot.core.ports import Desk

MENDING = "m"


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A remark and the revision in which it is mended."""

    remark: Remark
    report: ClassReport

    @property
    def on_card(self) -> bool:
        """A pupil, or the education of a pupil's parent, is mended on the card; a category in its list."""
        category = self.remark.category
        return self.remark.pupil_id is not None and (category is None or parent_of(category) is not None)


def open_remark(desk: Desk, remark_id: int) -> None:
    """Takes up a revision in work and opens the answer; a report that was sent again since is left alone."""
    remark = desk.reports.get_remark(remark_id)
    returned = desk.reports.get(remark.report_id)
    require(desk.actor, Action.FILL_REPORT, returned.class_id)
    newest = desk.reports.newest(returned.class_id)
    if newest == returned and returned.state is ReportState.RETURNED:
        _open(desk, RemarkView(remark, begin_after(desk, returned.class_id, returned)))
    elif newest is not None and newest.state is ReportState.IN_WORK:
        _open(desk, RemarkView(remark, newest))
    else:
        raise NotInWork()


def _open(desk: Desk, place: RemarkView) -> None:
    """As if the answer had been opened by hand: it was looked at, typed surnames are for it."""
    report_id, subject = place.report.id, place.remark.category
    if place.on_card and place.remark.pupil_id is not None:
        open_card(desk, report_id, place.remark.pupil_id)
    elif subject is None or subject not in subjects_of(desk):
        leave(desk)
    elif parent_of(subject) is not None:
        look(desk, report_id, subject)
    else:
        open_list(desk, Question(report_id, subject, Answer.YES.value), MENDING)


def remark_view(desk: Desk, remark_id: int) -> RemarkView:
    remark = desk.reports.get_remark(remark_id)
    returned = desk.reports.get(remark.report_id)
    require(desk.actor, Action.FILL_REPORT, returned.class_id)
    return RemarkView(remark, desk.reports.newest(returned.class_id) or returned)


def open_remarks(desk: Desk, report: ClassReport | None) -> tuple[Remark, ...]:
    """Why the report, or the one that it mends, came back; what was taken back in between is passed over."""
    if report is None or (report.revision == 1 and report.state is not ReportState.RETURNED):
        return ()
    earlier = [one for one in desk.reports.history(report.class_id) if one.revision <= report.revision]
    decided = (one for one in earlier if one.state in (ReportState.RETURNED, ReportState.APPROVED))
    last = next(decided, None)
    if last is None or last.state is not ReportState.RETURNED:
        return ()
    return tuple(desk.reports.remarks(last.id))
