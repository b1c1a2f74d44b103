"""By category: the pupils of a subject are ticked, one tap each, or their surnames are typed."""

from bot.core.identity.finding import Found, find_pupils
from bot.core.office import Draft
from bot.core.passport.categories import Education
from bot.core.passport.survey import (
    EDUCATION,
    Question,
    leave,
    look,
    open_list,
    open_question,
    set_usual,
    settle,
    take_typed,
    tick,
    unclear_of,
)
from bot.core.passport.survey_views import ReportView, report_view
from bot.handlers.addresses.survey import Meant, OpenEducation, Pick, SetUsual, Tick
from bot.handlers.survey_list_screens import (
    PUPILS_A_PAGE,
    education_screen,
    list_screen,
    understood_lines,
    who_screen,
)
from bot.handlers.survey_ways import CATEGORIES, show_class, show_class_of
from bot.handlers.talk import Talk


async def open_picker(talk: Talk, callback_data: Pick) -> None:
    place = callback_data
    if await talk.act(open_list, Question(place.report_id, place.key, place.mark), place.back):
        await talk.show(list_screen(talk.words, await talk.ask(report_view, place.report_id), place))
    else:
        await show_class_of(talk, place.report_id)


async def tick_pupil(talk: Talk, callback_data: Tick) -> None:
    place = callback_data
    question = Question(place.report_id, place.key, place.mark)
    if await talk.act(tick, question, place.pupil_id, place.answer, place.back):
        here = Pick(
            report_id=place.report_id, key=place.key, mark=place.mark, page=place.page, back=place.back
        )
        await talk.show(list_screen(talk.words, await talk.ask(report_view, place.report_id), here))
    else:
        await show_class_of(talk, place.report_id)


async def open_education(talk: Talk, callback_data: OpenEducation) -> None:
    place = callback_data
    if await talk.act(look, place.report_id, EDUCATION + place.parent):
        view = await talk.ask(report_view, place.report_id)
        await talk.show(education_screen(talk.words, view, place.parent, place.back))
    else:
        await show_class_of(talk, place.report_id)


async def choose_usual(talk: Talk, callback_data: SetUsual) -> None:
    place = callback_data
    if await talk.act(set_usual, place.report_id, place.parent, Education(place.level)):
        view = await talk.ask(report_view, place.report_id)
        await talk.show(education_screen(talk.words, view, place.parent, place.back))
    else:
        await show_class_of(talk, place.report_id)


async def typed(talk: Talk) -> None:
    """Surnames for the list that is open; whoever is certain is ticked, the others are asked about."""
    assert talk.draft is not None
    question = Question.read(talk.draft.question)
    view = await talk.ask(report_view, question.report_id)
    if not view.editable:
        await talk.act(leave)
        talk.notice = talk.words("survey.not_in_work")
        await show_class(talk, view.facts.class_.id)
        return
    found = _found(view, talk.chat.typed)
    ids = [one.id for one in found.matched]
    back = talk.draft.words.get("back", CATEGORIES)
    await talk.act(take_typed, question, talk.chat.typed, ids, len(found.namesakes), back)
    await _show_understood(talk, question, ids[0] if ids else 0)


async def meant(talk: Talk, callback_data: Meant) -> None:
    place = callback_data
    question = Question(place.report_id, place.key, place.mark)
    await talk.act(settle, question, place.number, place.pupil_id)
    await _show_understood(talk, question, place.pupil_id)


async def _show_understood(talk: Talk, question: Question, ticked: int) -> None:
    """What was made of the typed words: the next question about them, or the list where the tick stands."""
    draft = await talk.ask(open_question)
    view = await talk.ask(report_view, question.report_id)
    if draft is None or draft.question != str(question) or not view.editable:
        await show_class(talk, view.facts.class_.id)
        return
    found = _found(view, draft.words.get("typed", ""))
    understood = understood_lines(talk.words, draft.words.get("typed", ""), found)
    unclear = unclear_of(draft.words)
    if unclear and unclear[0] < len(found.namesakes):
        asked = found.namesakes[unclear[0]]
        await talk.show(who_screen(talk.words, view, question, unclear[0], asked, understood))
    else:
        await talk.show(list_screen(talk.words, view, _here(view, question, draft, ticked), understood))


def _found(view: ReportView, words: str) -> Found:
    return find_pupils(words, [one.pupil for one in view.facts.pupils])


def _here(view: ReportView, question: Question, draft: Draft, ticked: int) -> Pick:
    return Pick(
        report_id=question.report_id,
        key=question.subject,
        mark=question.mark,
        page=view.place_of(ticked) // PUPILS_A_PAGE,
        back=draft.words.get("back", CATEGORIES),
    )
