"""How the review looks."""

from collections.abc import Iterable

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.passport.differences import Difference
from bot.core.passport.reports import ClassReport, Remark, ReportState
from bot.core.passport.review import DECISIONS, subject_key
from bot.core.passport.review_views import Answered, Decided, ReviewView, Waiting, answered
from bot.handlers.addresses.board import OpenBoard
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.review import (
    Approve,
    AskReason,
    DropRemark,
    OpenAnswers,
    OpenQueue,
    OpenRemarks,
    OpenReview,
    PickPupil,
    SendBack,
    TakeReason,
    UndoDecision,
)
from bot.texts import Words

READY = ("ask_parents", "contradicts", "somebody_missing", "no_document")
CHANGES_A_PAGE = ROWS - 2
NAMES_A_PAGE = 2 * ROWS
LINE_LENGTH = 75


def queue_screen(words: Words, reports: tuple[Waiting, ...], page: int) -> Screen:
    shown = page_of(reports, page)
    rows: list[Row] = [(_queue_button(words, one),) for one in shown.items]
    rows.append(shown.turners(lambda number: OpenQueue(page=number)))
    rows.append((Button(words("menu.board"), OpenBoard()), Button(words("go.menu"), OpenMenu())))
    return Screen(words.html("review.queue" if reports else "review.queue_empty", number=len(reports)), rows)


def _queue_button(words: Words, one: Waiting) -> Button:
    label = words("review.queue_line", class_name=one.class_.name, number=one.changes)
    return Button(label, OpenReview(report_id=one.report.id))


def review_screen(words: Words, view: ReviewView, page: int = 0, decided: Decided | None = None) -> Screen:
    """The differences, numbered as their buttons; `decided` is the report that was dealt with just before."""
    shown = page_of(view.changes, page, CHANGES_A_PAGE)
    first = shown.number * CHANGES_A_PAGE + 1
    lines = [_change_line(words, view, place, one) for place, one in enumerate(shown.items, first)]
    text = "\n".join(
        part
        for part in (
            _decided_line(words, decided) if decided else "",
            _head(words, view),
            words.html("review.lines", lines="\n".join(lines)) if lines else "",
        )
        if part
    )
    turners = shown.turners(
        lambda number: OpenReview(report_id=view.report.id, since=view.since or "", page=number)
    )
    rows = [
        *_change_buttons(view, shown.items, first),
        turners,
        _bases(words, view),
        *_decisions(words, view),
    ]
    back: Row = (Button(words("review.to_queue"), OpenQueue()),)
    return Screen(text, [*rows, back + _undo(words, decided.report if decided else view.report)])


def done_screen(words: Words, decided: Decided) -> Screen:
    text = f"{_decided_line(words, decided)}\n{words.html('review.queue_empty')}"
    below: Row = (Button(words("menu.board"), OpenBoard()), Button(words("go.menu"), OpenMenu()))
    return Screen(text, [_undo(words, decided.report), below])


def _decided_line(words: Words, decided: Decided) -> str:
    key = "review.approved" if decided.report.state is ReportState.APPROVED else "review.returned"
    return words.html(key, class_name=decided.class_.name.quoted)


def _head(words: Words, view: ReviewView) -> str:
    about = words.html(
        "review.head",
        class_name=view.facts.class_.name.quoted,
        pupils=len(view.facts.pupils),
        revision=view.report.revision,
        sender=view.sender[:40],
        sent=f"{view.sent_at:%d.%m %H:%M}" if view.sent_at else "—",
    )
    state = (
        "" if view.can_be_decided else words.html("review.state", state=words(f"state.{view.report.state}"))
    )
    since = words.html(f"review.since.{view.since or 'first'}", number=len(view.changes))
    remarks = words.html("review.remarks_number", number=len(view.remarks)) if view.remarks else ""
    return "\n".join(part for part in (about, state, since, remarks) if part)


def _change_line(words: Words, view: ReviewView, place: int, one: Difference) -> str:
    subject = words(subject_key(view.school.country, one.subject))
    change = words(f"review.change.{one.change}")
    level = f" ({words(f'education.{one.level}.name')})" if one.level else ""
    return _cut(f"{place}. {one.pupil.name.short} · {subject}: {change}{level}")


def _change_buttons(view: ReviewView, changes: Iterable[Difference], first: int) -> list[Row]:
    """Each change opens the question what is wrong with it, while the report waits."""
    if not view.can_be_decided:
        return []
    buttons = [
        Button(
            f"{place}. {one.pupil.name.short}",
            AskReason(report_id=view.report.id, pupil_id=one.pupil.id, key=one.subject),
        )
        for place, one in enumerate(changes, first)
    ]
    return in_rows(buttons, 2)


def _bases(words: Words, view: ReviewView) -> Row:
    """The other earlier reports that this one can be compared with."""
    return tuple(
        Button(words(f"review.compare.{one}"), OpenReview(report_id=view.report.id, since=one))
        for one in view.bases
        if one is not view.since
    )


def _decisions(words: Words, view: ReviewView) -> list[Row]:
    here = view.report.id
    answers = Button(words("review.answers"), OpenAnswers(report_id=here))
    if not view.can_be_decided:
        return [(answers,)]
    if not view.remarks:
        write = Button(words("review.return"), AskReason(report_id=here))
        return [(answers, write), (Button(words("review.approve"), Approve(report_id=here), "success"),)]
    more = Button(words("review.more"), AskReason(report_id=here))
    written = Button(words("review.remarks", number=len(view.remarks)), OpenRemarks(report_id=here))
    send = Button(words("review.send_back", number=len(view.remarks)), SendBack(report_id=here), "primary")
    return [(answers, more), (written,), (send,)]


def _undo(words: Words, report: ClassReport) -> Row:
    if report.state not in DECISIONS:
        return ()
    return (Button(words("review.undo"), UndoDecision(report_id=report.id, decided=report.state.value)),)


def reason_screen(words: Words, view: ReviewView, place: AskReason) -> Screen:
    """Asks what is wrong, in the person's own words or ready-made ones."""
    ready = [
        Button(
            words(f"review.ready.{one}"),
            TakeReason(report_id=place.report_id, pupil_id=place.pupil_id, key=place.key, reason=one),
        )
        for one in READY
    ]
    rows: list[Row] = in_rows(ready, 1)
    if not place.key and not place.pupil_id:
        category = Button(words("review.one_category"), OpenAnswers(report_id=place.report_id))
        rows.append((category, Button(words("review.one_pupil"), PickPupil(report_id=place.report_id))))
    rows.append((Button(words("go.back"), OpenReview(report_id=place.report_id)),))
    about = _about(words, view, place.pupil_id or None, place.key or None)
    return Screen(words.html("review.ask_reason", about=about), rows)


def _about(words: Words, view: ReviewView, pupil_id: int | None, subject: str | None) -> str:
    pupil = view.pupil(pupil_id) if pupil_id else None
    parts = [
        pupil.name.short if pupil else "",
        words(subject_key(view.school.country, subject)) if subject else "",
    ]
    whole = words("review.whole_class", class_name=view.facts.class_.name.quoted)
    return " · ".join(part for part in parts if part) or whole


def remarks_screen(words: Words, view: ReviewView) -> Screen:
    lines = [_remark_line(words, view, place, one) for place, one in enumerate(view.remarks, 1)]
    drop = [
        Button(words("review.drop", place=place), DropRemark(report_id=view.report.id, remark_id=one.id))
        for place, one in enumerate(view.remarks, 1)
    ]
    back = Button(words("go.back"), OpenReview(report_id=view.report.id))
    rows = [*in_rows(drop if view.can_be_decided else [], 2), (back,)]
    return Screen(words.html("review.remarks_list", lines="\n".join(lines)), rows)


def _remark_line(words: Words, view: ReviewView, place: int, one: Remark) -> str:
    return _cut(f"{place}. {_about(words, view, one.pupil_id, one.category)}: {one.reason}")


def answers_screen(words: Words, view: ReviewView, place: OpenAnswers) -> Screen:
    """All subjects with the number of pupils behind each."""
    shown = page_of(view.subjects, place.page)
    rows: list[Row] = [(_subject_button(words, view, one),) for one in shown.items]
    rows.append(shown.turners(lambda number: OpenAnswers(report_id=view.report.id, page=number)))
    rows.append((Button(words("go.back"), OpenReview(report_id=view.report.id)),))
    return Screen(words.html("review.answers_of", class_name=view.facts.class_.name.quoted), rows)


def _subject_button(words: Words, view: ReviewView, subject: str) -> Button:
    name = words(subject_key(view.school.country, subject))
    label = f"{name[:22]} · {len(answered(view, subject))}"
    return Button(label, OpenAnswers(report_id=view.report.id, key=subject))


def answer_screen(words: Words, view: ReviewView, place: OpenAnswers) -> Screen:
    """The pupils behind a subject; each opens the question what is wrong."""
    found = answered(view, place.key)
    shown = page_of(found, place.page, NAMES_A_PAGE)
    names = [
        Button(_name(words, one), AskReason(report_id=place.report_id, pupil_id=one.pupil.id, key=place.key))
        for one in shown.items
    ]
    rows = in_rows(names, 2)
    rows.append(shown.turners(lambda number: place.model_copy(update={"page": number})))
    back = Button(words("go.back"), OpenAnswers(report_id=place.report_id))
    remark = Button(words("review.whole_category"), AskReason(report_id=place.report_id, key=place.key))
    rows.append((back, remark))
    subject = words(subject_key(view.school.country, place.key))
    return Screen(words.html("review.answer_of", category=subject, number=len(found)), rows)


def _name(words: Words, one: Answered) -> str:
    sign = "❔ " if one.unknown else ""
    level = f" · {words(f'review.level.{one.level}')}" if one.level and not one.unknown else ""
    return f"{sign}{one.pupil.name.short}{level}"


def pupils_screen(words: Words, view: ReviewView, page: int) -> Screen:
    shown = page_of(view.facts.pupils, page, NAMES_A_PAGE)
    here = view.report.id
    names = [
        Button(one.pupil.name.short, AskReason(report_id=here, pupil_id=one.pupil.id)) for one in shown.items
    ]
    rows = in_rows(names, 2)
    rows.append(shown.turners(lambda number: PickPupil(report_id=here, page=number)))
    rows.append((Button(words("go.back"), AskReason(report_id=here)),))
    return Screen(words.html("review.pick_pupil", class_name=view.facts.class_.name.quoted), rows)


def _cut(line: str) -> str:
    return line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 1] + "…"
