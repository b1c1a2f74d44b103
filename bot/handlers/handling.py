"""What the office does with a case: papers, a return with its reason, notes, the category, requests, undo."""

from aiogram import Router

from bot.core.access import Action
from bot.core.applications.case import Case, case, look_at
from bot.core.applications.choosing import put_one
from bot.core.applications.handling import (
    close_of_who_left,
    correct_category,
    originals_shown,
    papers_complete,
    papers_missing,
    return_to_parent,
    undo_last,
)
from bot.core.applications.queue import Pile
from bot.core.applications.telling import Opens
from bot.core.applications.writing import QUESTION, Kind, ask_note, ask_return, write
from bot.core.councils.sittings import planned_sittings
from bot.handlers.addresses.applying import MendAnswer
from bot.handlers.addresses.handling import (
    AskNote,
    AskReturn,
    ChooseAnswer,
    ChooseCategory,
    ChooseMissing,
    ChooseSitting,
    CloseLeft,
    CompletePapers,
    CorrectCategory,
    OpenHandling,
    PutOnSitting,
    ReturnCase,
    SendMissing,
    ShowOriginals,
    UndoStep,
)
from bot.handlers.case_screens import back_to, case_screen, opens_for_applicant
from bot.handlers.case_showing import show_case
from bot.handlers.case_words import label_of
from bot.handlers.handling_screens import (
    answers_to_return_screen,
    category_screen,
    chosen_papers,
    close_screen,
    more_screen,
    note_screen,
    papers_screen,
    reason_screen,
    reasons_for,
    refusal_screen,
    sittings_screen,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk
from bot.texts import Words

DONE = {
    Kind.RETURN: "cases.done.returned",
    Kind.NOTE: "cases.done.noted",
    Kind.REFUSAL: "cases.done.refused",
}
LISTS = {Kind.RETURN: Pile.NEW, Kind.REFUSAL: Pile.REQUESTS}


async def open_more(talk: Talk, callback_data: OpenHandling) -> None:
    await talk.act(look_at, callback_data.application_id)
    await talk.show(more_screen(talk.words, await talk.ask(case, callback_data.application_id)))


async def complete_papers(talk: Talk, callback_data: CompletePapers) -> None:
    place = callback_data
    done = await talk.act(papers_complete, place.application_id, place.mark, opens_for_applicant)
    await show_case(
        talk, place.application_id, talk.words("cases.done.papers_complete") if done else "", Pile.NEW
    )


async def choose_missing(talk: Talk, callback_data: ChooseMissing) -> None:
    """What was chosen on a screen that is outdated is chosen anew."""
    place = callback_data
    await talk.act(look_at, place.application_id)
    view = await talk.ask(case, place.application_id)
    await talk.show(papers_screen(talk.words, view, place.which if place.mark == view.mark else 0))


async def send_missing(talk: Talk, callback_data: SendMissing) -> None:
    place = callback_data
    papers = chosen_papers(await talk.ask(case, place.application_id), place.which)
    done = await talk.act(papers_missing, place.application_id, place.mark, papers, opens_for_applicant)
    await show_case(
        talk, place.application_id, talk.words("cases.done.papers_missing") if done else "", Pile.NEW
    )


async def show_originals(talk: Talk, callback_data: ShowOriginals) -> None:
    place = callback_data
    papers = chosen_papers(await talk.ask(case, place.application_id), place.which)
    done = await talk.act(originals_shown, place.application_id, place.mark, papers)
    await show_case(talk, place.application_id, talk.words("cases.done.originals") if done else "")


async def choose_answer(talk: Talk, callback_data: ChooseAnswer) -> None:
    await talk.act(look_at, callback_data.application_id)
    view = await talk.ask(case, callback_data.application_id)
    await talk.show(answers_to_return_screen(talk.words, view, callback_data.page))


async def ask_why(talk: Talk, callback_data: AskReturn) -> None:
    place = callback_data
    if await talk.act(ask_return, place.application_id, place.mark, place.question):
        view = await talk.ask(case, place.application_id)
        await talk.show(reason_screen(talk.words, view, place.question))
    else:
        await show_case(talk, place.application_id)


async def return_for_ready_reason(talk: Talk, callback_data: ReturnCase) -> None:
    """A ready-made reason is written in the language of the parent who will read it."""
    place = callback_data
    view, done = await talk.ask(case, place.application_id), False
    if place.reason in reasons_for(view, place.question):
        reason = Words(view.reader)(f"cases.reason.{place.reason}")
        about, opens = about_in(view, place.question), opens_answer(place.question)
        done = await talk.act(
            return_to_parent, place.application_id, place.mark, place.question, reason, about, opens
        )
    await show_case(talk, place.application_id, talk.words("cases.done.returned") if done else "", Pile.NEW)


async def ask_for_note(talk: Talk, callback_data: AskNote) -> None:
    await talk.act(ask_note, callback_data.application_id)
    await talk.show(note_screen(talk.words, await talk.ask(case, callback_data.application_id)))


async def choose_category(talk: Talk, callback_data: ChooseCategory) -> None:
    await talk.act(look_at, callback_data.application_id)
    await talk.show(category_screen(talk.words, await talk.ask(case, callback_data.application_id)))


async def set_category(talk: Talk, callback_data: CorrectCategory) -> None:
    place = callback_data
    done = await talk.act(correct_category, place.application_id, place.mark, place.category)
    await show_case(talk, place.application_id, talk.words("cases.done.category") if done else "")


async def undo_step(talk: Talk, callback_data: UndoStep) -> None:
    place = callback_data
    done = await talk.act(undo_last, place.application_id, place.event_id, opens_for_applicant)
    await show_case(talk, place.application_id, talk.words("cases.done.undone") if done else "")


async def take_typed(talk: Talk) -> None:
    """Why it goes back, a note, why a request is refused: what is asked for is said by the open question."""
    assert talk.draft is not None
    words = talk.draft.words
    application_id, question = int(words["application"]), words.get("question", "")
    view = await talk.ask(case, application_id)
    if await talk.act(write, talk.chat.typed, about_in(view, question), opens_answer(question)):
        await talk.chat.forget_typed()
        await show_case(
            talk, application_id, talk.words(DONE[Kind(words["kind"])]), LISTS.get(Kind(words["kind"]))
        )
    else:
        await _ask_again(talk, await talk.ask(case, application_id))


async def close_left(talk: Talk, callback_data: CloseLeft) -> None:
    """The reason is written in the language of the applicant."""
    place = callback_data
    view = await talk.ask(case, place.application_id)
    if not place.sure and view.ends:
        await talk.act(look_at, place.application_id)
        await talk.show(close_screen(talk.words, view))
        return
    reason = Words(view.reader)("cases.reason.left")
    done = await talk.act(close_of_who_left, place.application_id, place.mark, reason, opens_for_applicant)
    await show_case(talk, place.application_id, talk.words("cases.done.closed") if done else "", Pile.LEFT)


async def choose_sitting(talk: Talk, callback_data: ChooseSitting) -> None:
    place = callback_data
    await talk.act(look_at, place.application_id)
    planned = await talk.ask(planned_sittings)

    def put(sitting_id: int) -> PutOnSitting:
        return PutOnSitting(application_id=place.application_id, mark=place.mark, sitting_id=sitting_id)

    await talk.show(sittings_screen(talk.words, planned, put, back_to(talk.words, place.application_id), 1))


async def put_on_sitting(talk: Talk, callback_data: PutOnSitting) -> None:
    place = callback_data
    done = await talk.act(put_one, place.application_id, place.mark, place.sitting_id, opens_for_applicant)
    await show_case(
        talk, place.application_id, talk.words("cases.done.on_agenda") if done else "", Pile.SITTING
    )


def about_in(view: Case, question: str) -> str:
    """What the answer is called in the language of the applicant."""
    return label_of(Words(view.reader), view, question) if question else ""


def opens_answer(question: str) -> Opens:
    """The button under the applicant's message opens this answer."""
    return lambda application_id: MendAnswer(application_id=application_id, key=question).pack()


async def _ask_again(talk: Talk, view: Case) -> None:
    """What was wrong stands above; a case that has moved on is shown as it stands."""
    assert talk.draft is not None
    words = talk.draft.words
    if words["kind"] == Kind.NOTE:
        screen = note_screen(talk.words, view)
    elif words["kind"] == Kind.RETURN and words["mark"] == str(view.mark):
        screen = reason_screen(talk.words, view, words["question"])
    elif any(words.get("request") == str(one.request.id) for one in view.requests):
        screen = refusal_screen(talk.words, view, int(words["request"]))
    else:
        screen = case_screen(talk.words, view)
    await talk.show(screen)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_more, OpenHandling.filter())
    router.callback_query.register(complete_papers, CompletePapers.filter())
    router.callback_query.register(choose_missing, ChooseMissing.filter())
    router.callback_query.register(send_missing, SendMissing.filter())
    router.callback_query.register(show_originals, ShowOriginals.filter())
    router.callback_query.register(choose_answer, ChooseAnswer.filter())
    router.callback_query.register(ask_why, AskReturn.filter())
    router.callback_query.register(return_for_ready_reason, ReturnCase.filter())
    router.callback_query.register(ask_for_note, AskNote.filter())
    router.callback_query.register(choose_category, ChooseCategory.filter())
    router.callback_query.register(set_category, CorrectCategory.filter())
    router.callback_query.register(undo_step, UndoStep.filter())
    router.callback_query.register(close_left, CloseLeft.filter())
    router.callback_query.register(choose_sitting, ChooseSitting.filter())
    router.callback_query.register(put_on_sitting, PutOnSitting.filter())
    handles = {"action": Action.HANDLE_APPLICATIONS}
    router.message.register(take_typed, Expecting(QUESTION), WRITTEN, flags=handles)
    return router
