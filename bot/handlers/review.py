"""The review: the pedagogue goes through the reports that wait, approves, or returns with reasons."""

from aiogram import Router

from bot.core.access import Action
from bot.core.passport.reports import ReportState
from bot.core.passport.review import (
    QUESTION,
    add_remark,
    approve,
    ask_reason,
    drop_remark,
    look_at,
    send_back,
    undo,
    write_reason,
)
from bot.core.passport.review_views import after_decision, queue, review
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
from bot.handlers.addresses.survey import OpenRemark
from bot.handlers.review_screens import (
    READY,
    answer_screen,
    answers_screen,
    done_screen,
    pupils_screen,
    queue_screen,
    reason_screen,
    remarks_screen,
    review_screen,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk
from bot.texts import Words


async def open_queue(talk: Talk, callback_data: OpenQueue) -> None:
    await talk.leave_question()
    await talk.show(queue_screen(talk.words, await talk.ask(queue), callback_data.page))


async def open_review(talk: Talk, callback_data: OpenReview) -> None:
    await talk.act(look_at, callback_data.report_id)
    await _show_review(talk, callback_data)


async def open_answers(talk: Talk, callback_data: OpenAnswers) -> None:
    await talk.act(look_at, callback_data.report_id)
    view = await talk.ask(review, callback_data.report_id)
    draw = answer_screen if callback_data.key else answers_screen
    await talk.show(draw(talk.words, view, callback_data))


async def pick_pupil(talk: Talk, callback_data: PickPupil) -> None:
    await talk.act(look_at, callback_data.report_id)
    view = await talk.ask(review, callback_data.report_id)
    await talk.show(pupils_screen(talk.words, view, callback_data.page))


async def ask_for_reason(talk: Talk, callback_data: AskReason) -> None:
    place = callback_data
    if await talk.act(ask_reason, place.report_id, place.pupil_id or None, place.key or None):
        view = await talk.ask(review, place.report_id)
        await talk.show(reason_screen(talk.words, view, place))
    else:
        await _show_review(talk, OpenReview(report_id=place.report_id))


async def take_ready_reason(talk: Talk, callback_data: TakeReason) -> None:
    """A ready-made reason is written in the language of the teacher who will read it."""
    place = callback_data
    view = await talk.ask(review, place.report_id)
    if place.reason in READY:
        reason = Words(view.reader)(f"review.reason.{place.reason}")
        await talk.act(add_remark, place.report_id, place.pupil_id or None, place.key or None, reason)
    await _show_review(talk, OpenReview(report_id=place.report_id))


async def take_typed_reason(talk: Talk) -> None:
    assert talk.draft is not None
    report_id = int(talk.draft.words["report_id"])
    if await talk.act(write_reason, talk.chat.typed):
        await talk.chat.forget_typed()
        await _show_review(talk, OpenReview(report_id=report_id))
    else:
        await _ask_again(talk, report_id)


async def open_remarks(talk: Talk, callback_data: OpenRemarks) -> None:
    await talk.act(look_at, callback_data.report_id)
    await talk.show(remarks_screen(talk.words, await talk.ask(review, callback_data.report_id)))


async def drop(talk: Talk, callback_data: DropRemark) -> None:
    await talk.act(drop_remark, callback_data.report_id, callback_data.remark_id)
    view = await talk.ask(review, callback_data.report_id)
    await talk.show(remarks_screen(talk.words, view) if view.remarks else review_screen(talk.words, view))


async def approve_report(talk: Talk, callback_data: Approve) -> None:
    await _show_next(talk, callback_data.report_id, await talk.act(approve, callback_data.report_id))


async def return_report(talk: Talk, callback_data: SendBack) -> None:
    done = await talk.act(send_back, callback_data.report_id, _opens_remark)
    await _show_next(talk, callback_data.report_id, done)


async def undo_decision(talk: Talk, callback_data: UndoDecision) -> None:
    await talk.act(undo, callback_data.report_id, ReportState(callback_data.decided))
    await _show_review(talk, OpenReview(report_id=callback_data.report_id))


def _opens_remark(remark_id: int) -> str:
    return OpenRemark(remark_id=remark_id).pack()


async def _show_review(talk: Talk, place: OpenReview) -> None:
    view = await talk.ask(review, place.report_id, place.since)
    await talk.show(review_screen(talk.words, view, place.page))


async def _show_next(talk: Talk, report_id: int, done: bool) -> None:
    """After a decision the next report; where it was refused the report as it stands."""
    if not done:
        await _show_review(talk, OpenReview(report_id=report_id))
        return
    decided, following = await talk.ask(after_decision, report_id)
    if following is None:
        await talk.show(done_screen(talk.words, decided))
    else:
        await talk.show(review_screen(talk.words, following, decided=decided))


async def _ask_again(talk: Talk, report_id: int) -> None:
    """What was wrong with the reason stands above; a report that waits no more is shown as it stands."""
    assert talk.draft is not None
    view, place = await talk.ask(review, report_id), talk.draft.words
    here = AskReason(report_id=report_id, pupil_id=int(place["pupil_id"]), key=place["category"])
    await talk.show(
        reason_screen(talk.words, view, here) if view.can_be_decided else review_screen(talk.words, view)
    )


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_queue, OpenQueue.filter())
    router.callback_query.register(open_review, OpenReview.filter())
    router.callback_query.register(open_answers, OpenAnswers.filter())
    router.callback_query.register(pick_pupil, PickPupil.filter())
    router.callback_query.register(ask_for_reason, AskReason.filter())
    router.callback_query.register(take_ready_reason, TakeReason.filter())
    router.callback_query.register(open_remarks, OpenRemarks.filter())
    router.callback_query.register(drop, DropRemark.filter())
    router.callback_query.register(approve_report, Approve.filter())
    router.callback_query.register(return_report, SendBack.filter())
    router.callback_query.register(undo_decision, UndoDecision.filter())
    router.message.register(
        take_typed_reason, Expecting(QUESTION), WRITTEN, flags={"action": Action.REVIEW_REPORTS}
    )
    return router
