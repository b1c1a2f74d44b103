"""The survey of a class: a teacher marks the exceptions, by category or by pupil, checks and sends."""

from aiogram import Router

from bot.chat import Screen
from bot.core.access import Action
from bot.core.passport.reports import ReportState
from bot.core.passport.survey import QUESTION, begin, parent_of, send
from bot.core.passport.survey_checks import check_view
from bot.core.passport.survey_remarks import MENDING, RemarkView, open_remark, remark_view
from bot.core.passport.survey_views import ReportView, class_of_report, class_view, own_classes, report_view
from bot.handlers.addresses.review import OpenReview
from bot.handlers.addresses.survey import (
    BeginReport,
    KeepAll,
    KeepFact,
    KeepOf,
    LookThroughKept,
    Meant,
    OpenCard,
    OpenCategories,
    OpenClass,
    OpenEducation,
    OpenPupils,
    OpenRemark,
    OpenSurvey,
    Pick,
    ReviewReport,
    SendReport,
    SetUsual,
    Tick,
    TickCard,
)
from bot.handlers.survey_card_screens import card_screen, page_on_card
from bot.handlers.survey_cards import open_pupil, open_pupils, tick_on_card
from bot.handlers.survey_check_screens import check_screen
from bot.handlers.survey_class_screens import categories_screen, classes_screen, sent_screen
from bot.handlers.survey_keeping import keep_everything, keep_one, keep_pupil, look_through
from bot.handlers.survey_list_screens import PUPILS_A_PAGE, education_screen, list_screen
from bot.handlers.survey_marking import choose_usual, meant, open_education, open_picker, tick_pupil, typed
from bot.handlers.survey_ways import show_categories, show_class, show_class_of
from bot.handlers.talk import WRITTEN, Expecting, Talk
from bot.texts import Words


async def survey(talk: Talk, callback_data: OpenSurvey) -> None:
    await talk.leave_question()
    classes = await talk.ask(own_classes)
    if len(classes) == 1:
        await show_class(talk, classes[0].class_.id)
    else:
        await talk.show(classes_screen(talk.words, classes, callback_data.page))


async def open_class(talk: Talk, callback_data: OpenClass) -> None:
    await talk.leave_question()
    await show_class(talk, callback_data.class_id)


async def begin_report(talk: Talk, callback_data: BeginReport) -> None:
    await talk.act(begin, callback_data.class_id, callback_data.after)
    view = await talk.ask(class_view, callback_data.class_id)
    if view.report is None or view.report.state is not ReportState.IN_WORK:
        talk.notice = talk.notice or talk.words("refusal.outdated")
        await show_class(talk, callback_data.class_id)
    else:
        await show_categories(talk, view.report.id, -1)


async def open_categories(talk: Talk, callback_data: OpenCategories) -> None:
    await talk.leave_question()
    await show_categories(talk, callback_data.report_id, callback_data.page)


async def review(talk: Talk, callback_data: ReviewReport) -> None:
    await talk.leave_question()
    check = await talk.ask(check_view, callback_data.report_id)
    await talk.show(check_screen(talk.words, check, callback_data.page))


async def send_report(talk: Talk, callback_data: SendReport) -> None:
    opens = OpenReview(report_id=callback_data.report_id).pack()
    if await talk.act(send, callback_data.report_id, opens):
        class_id = await talk.ask(class_of_report, callback_data.report_id)
        await talk.show(sent_screen(talk.words, await talk.ask(class_view, class_id)))
    else:
        await show_class_of(talk, callback_data.report_id)


async def mend(talk: Talk, callback_data: OpenRemark) -> None:
    """From the message straight to the answer; where the report was sent again, to the class."""
    if await talk.act(open_remark, callback_data.remark_id):
        place = await talk.ask(remark_view, callback_data.remark_id)
        view = await talk.ask(report_view, place.report.id)
        await talk.show(mending_screen(talk.words, view, place))
    else:
        await _show_remarks_class(talk, callback_data.remark_id)


async def _show_remarks_class(talk: Talk, remark_id: int) -> None:
    place = await talk.ask(remark_view, remark_id)
    await show_class(talk, place.report.class_id)


def mending_screen(words: Words, view: ReportView, place: RemarkView) -> Screen:
    remark, pupil_id, report_id = place.remark, place.remark.pupil_id or 0, view.report.id
    subject = remark.category if remark.category in view.subjects else None
    if place.on_card and view.has(pupil_id):
        page = page_on_card(view, subject) if subject else 0
        card = OpenCard(report_id=report_id, pupil_id=pupil_id, page=page, back=MENDING)
        return card_screen(words, view, card)
    if subject is None:
        return categories_screen(words, view, -1)
    parent = parent_of(subject)
    if parent is not None:
        return education_screen(words, view, parent, MENDING)
    page = view.place_of(pupil_id) // PUPILS_A_PAGE
    return list_screen(words, view, Pick(report_id=report_id, key=subject, page=page, back=MENDING))


def routes() -> Router:
    router = Router()
    for handler, address in (
        (survey, OpenSurvey),
        (open_class, OpenClass),
        (begin_report, BeginReport),
        (open_categories, OpenCategories),
        (open_picker, Pick),
        (tick_pupil, Tick),
        (meant, Meant),
        (open_education, OpenEducation),
        (choose_usual, SetUsual),
        (open_pupils, OpenPupils),
        (open_pupil, OpenCard),
        (tick_on_card, TickCard),
        (keep_everything, KeepAll),
        (look_through, LookThroughKept),
        (keep_one, KeepFact),
        (keep_pupil, KeepOf),
        (review, ReviewReport),
        (send_report, SendReport),
        (mend, OpenRemark),
    ):
        router.callback_query.register(handler, address.filter())
    router.message.register(typed, WRITTEN, Expecting(QUESTION), flags={"action": Action.FILL_REPORT})
    return router
