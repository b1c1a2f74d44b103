"""The pedagogue's decision on a report: approve, or return with a reason; each can be taken back."""

from collections.abc import Callable, Sequence

from bot.core.access import Action, require_all
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.office import Notice, Phrase
from bot.core.passport.arrivals import withdraw_announcements
from bot.core.passport.categories import categories_of
from bot.core.passport.differences import EDUCATION
from bot.core.passport.reports import ClassReport, Remark, ReportState
from bot.core.ports import Desk
from bot.core.school import Class

QUESTION = "remark"
LONGEST_REASON = 300
MOST_REMARKS = 8
LINES_TOLD = 5
LETTERS_TOLD = 450
DECISIONS = frozenset({ReportState.APPROVED, ReportState.RETURNED})


class NoReason(Refusal):
    """A report never goes back without a reason."""

    key = "review.refusal.no_reason"


class ReasonTooLong(Refusal):
    key = "review.refusal.too_long"


class TooManyRemarks(Refusal):
    key = "review.refusal.too_many"


def waiting(desk: Desk) -> list[ClassReport]:
    """The reports of this year that wait for a decision, the oldest first."""
    classes = {one.id for one in desk.schools.classes(desk.schools.get().year)}
    return [one for one in desk.reports.in_state(ReportState.WAITING) if one.class_id in classes]


def look_at(desk: Desk, report_id: int) -> None:
    """Opens a report for review: its names are seen; a reason that was asked for is asked no more."""
    require_all(desk.actor, Action.REVIEW_REPORTS)
    desk.reports.get(report_id)
    _seen(desk, report_id)
    close_question(desk)


def close_question(desk: Desk) -> None:
    draft = desk.drafts.of(desk.actor.id)
    if draft is not None and draft.question == QUESTION:
        desk.drafts.close(desk.actor.id)


def approve(desk: Desk, report_id: int) -> None:
    """Takes the report into the passport and tells its teachers; the next one is opened."""
    report = _waiting(desk, report_id)
    desk.reports.forget_remarks(report_id)
    desk.reports.set_state(report_id, ReportState.APPROVED, desk.actor.id, desk.moment)
    withdraw_announcements(desk, report_id)
    desk.audit.note(desk.actor.id, "approve_report", f"report:{report_id}", desk.moment)
    close_question(desk)
    _tell(desk, report, Notice("review.told_approved", {"class_name": _class(desk, report).name.quoted}))
    for one in waiting(desk)[:1]:
        _seen(desk, one.id)


def ask_reason(desk: Desk, report_id: int, pupil_id: int | None, category: str | None) -> None:
    """The next thing that the pedagogue writes is a remark to this answer, pupil, category or whole class."""
    _check_place(desk, _waiting(desk, report_id), pupil_id, category)
    place = {"report_id": str(report_id), "pupil_id": str(pupil_id or 0), "category": category or ""}
    desk.drafts.open(desk.actor.id, QUESTION, place, desk.moment)
    _seen(desk, report_id)


def write_reason(desk: Desk, reason: str) -> None:
    """Takes what was written as the answer to the open question."""
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != QUESTION:
        raise Outdated()
    place = draft.words
    add_remark(
        desk, int(place["report_id"]), int(place["pupil_id"]) or None, place["category"] or None, reason
    )


def add_remark(desk: Desk, report_id: int, pupil_id: int | None, category: str | None, reason: str) -> None:
    """Keeps a reason until the report is sent back; a second one to the same place replaces the first."""
    report = _waiting(desk, report_id)
    _check_place(desk, report, pupil_id, category)
    new = Remark(0, report_id, _reason(reason), pupil_id, category)
    for one in desk.reports.remarks(report_id):
        if (one.pupil_id, one.category) == (pupil_id, category):
            desk.reports.drop_remark(one.id)
    if len(desk.reports.remarks(report_id)) >= MOST_REMARKS:
        raise TooManyRemarks(number=MOST_REMARKS)
    desk.reports.remark(new)
    close_question(desk)
    _seen(desk, report_id)


def drop_remark(desk: Desk, report_id: int, remark_id: int) -> None:
    """Takes one remark off again, while the report still waits."""
    _waiting(desk, report_id)
    if remark_id in {one.id for one in desk.reports.remarks(report_id)}:
        desk.reports.drop_remark(remark_id)
    _seen(desk, report_id)


def send_back(desk: Desk, report_id: int, opens: Callable[[int], str]) -> None:
    """Returns the report with its remarks: each teacher gets one message that opens exactly these answers.

    `opens` makes the address of a remark.
    """
    report = _waiting(desk, report_id)
    remarks = desk.reports.remarks(report_id)
    if not remarks:
        raise NoReason()
    desk.reports.set_state(report_id, ReportState.RETURNED, desk.actor.id, desk.moment)
    withdraw_announcements(desk, report_id)
    desk.audit.note(desk.actor.id, "return_report", f"report:{report_id}", desk.moment)
    close_question(desk)
    _tell(desk, report, _returned(desk, report, remarks, opens))


def undo(desk: Desk, report_id: int, decided: ReportState) -> None:
    """Puts a decided report back into the queue, while nobody has built on it; its teachers are told."""
    require_all(desk.actor, Action.REVIEW_REPORTS)
    report = desk.reports.get(report_id)
    newest = desk.reports.newest(report.class_id)
    if report.state is not decided or decided not in DECISIONS or newest is None or newest.id != report_id:
        raise Outdated()
    desk.reports.set_state(report_id, ReportState.WAITING, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "undo_decision", f"report:{report_id}", desk.moment)
    _seen(desk, report_id)
    words: dict[str, object] = {"class_name": _class(desk, report).name.quoted}
    _tell(desk, report, Notice(f"review.told_undone_{decided}", words))


def _waiting(desk: Desk, report_id: int) -> ClassReport:
    """The report, where this person may decide on it now."""
    require_all(desk.actor, Action.REVIEW_REPORTS)
    report = desk.reports.get(report_id)
    if report.state is not ReportState.WAITING:
        raise Outdated()
    return report


def _check_place(desk: Desk, report: ClassReport, pupil_id: int | None, category: str | None) -> None:
    declared = {one.key for one in categories_of(desk.schools.get().country)}
    if category and not category.startswith(EDUCATION) and category not in declared:
        raise NotFound()
    if pupil_id and pupil_id not in {one.id for one in desk.pupils.of_class(report.class_id)}:
        raise NotFound()


def _reason(written: str) -> str:
    reason = " ".join(written.split())
    if not reason:
        raise NoReason()
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong(limit=LONGEST_REASON)
    return reason


def _seen(desk: Desk, report_id: int) -> None:
    desk.audit.note(desk.actor.id, "see_review", f"report:{report_id}", desk.moment)


def _class(desk: Desk, report: ClassReport) -> Class:
    return desk.schools.class_(report.class_id)


def _tell(desk: Desk, report: ClassReport, notice: Notice) -> None:
    for teacher in desk.people.teachers(report.class_id):
        if teacher.id != desk.actor.id:
            desk.outbox.put(teacher.id, notice, desk.moment)


def _returned(
    desk: Desk, report: ClassReport, remarks: Sequence[Remark], opens: Callable[[int], str]
) -> Notice:
    told = remarks[:LINES_TOLD]
    lines = [remark_line(desk, one, place, LETTERS_TOLD // len(told)) for place, one in enumerate(told, 1)]
    if len(remarks) > len(told):
        lines.append(Phrase("review.more_remarks", {"number": len(remarks) - len(told)}))
    labels = ["review.open_answer"] if len(told) == 1 else [f"✏️ {place}" for place in range(1, len(told) + 1)]
    buttons = tuple((label, opens(one.id)) for label, one in zip(labels, told, strict=True))
    return Notice(
        "review.told_returned", {"class_name": _class(desk, report).name.quoted, "remarks": lines}, buttons
    )


def remark_line(desk: Desk, remark: Remark, place: int, letters: int) -> Phrase:
    """A remark with what it is about, its reason cut to so many letters."""
    reason = remark.reason if len(remark.reason) <= letters else remark.reason[: letters - 1] + "…"
    words: dict[str, object] = {"place": place, "reason": reason}
    if remark.pupil_id:
        words["name"] = desk.pupils.get(remark.pupil_id).name.short
    if remark.category:
        words["category"] = subject_phrase(desk, remark.category)
    about = "_".join(name for name in ("name", "category") if name in words) or "class"
    return Phrase(f"review.line.{about}", words)


def subject_phrase(desk: Desk, subject: str) -> Phrase:
    """What a category, or the education of a parent, is called."""
    return Phrase(subject_key(desk.schools.get().country, subject))


def subject_key(country: str, subject: str) -> str:
    return f"review.{subject}" if subject.startswith(EDUCATION) else f"category.{subject}.name.{country}"
