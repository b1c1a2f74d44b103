"""A parent's applications: where each stands, mending, papers brought later, and what is asked for after sending."""

from aiogram import Router

from bot.core.access import Action
from bot.core.applications.mine import my_case, my_cases, my_request
from bot.core.applications.requests import WITHDRAWAL, ask_why, ask_withdrawal, take_back_request
from bot.core.applications.sending import reference_about
from bot.core.applications.subjects import Kind
from bot.handlers.addresses.applying import (
    AddPaper,
    AskWithdrawal,
    MendAnswer,
    OpenMyCase,
    OpenMyCases,
    OpenMyHistory,
    TakeBackRequest,
    Withdraw,
)
from bot.handlers.doors import DOORS
from bot.handlers.forms_opening import begin_at
from bot.handlers.my_cases_screens import (
    REASONS,
    case_screen,
    cases_screen,
    history_screen,
    withdrawal_screen,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_cases(talk: Talk, callback_data: OpenMyCases) -> None:
    await talk.leave_question()
    await talk.show(cases_screen(talk.words, await talk.ask(my_cases), callback_data.page))


async def open_case(talk: Talk, callback_data: OpenMyCase) -> None:
    await talk.leave_question()
    await _show_case(talk, callback_data.application_id)


async def open_history(talk: Talk, callback_data: OpenMyHistory) -> None:
    found = await talk.ask(my_case, callback_data.application_id)
    await talk.show(history_screen(talk.words, found, callback_data.page))


async def mend(talk: Talk, callback_data: MendAnswer) -> None:
    """What was not returned is corrected: that becomes a request."""
    found = await talk.ask(my_case, callback_data.application_id)
    toast = talk.words("applying.becomes_a_request") if found.correctable else ""
    await _fill_in(talk, callback_data.application_id, Kind.MEND, callback_data.key, toast)


async def add_paper(talk: Talk, callback_data: AddPaper) -> None:
    await _fill_in(talk, callback_data.application_id, Kind.PAPERS, callback_data.key)


async def _fill_in(talk: Talk, application_id: int, kind: Kind, key: str, toast: str = "") -> None:
    """The form at this answer; where it can not be filled in any more, the application as it stands."""
    reference = await talk.ask(reference_about, application_id, kind)
    if not await begin_at(talk, reference, key, toast):
        await _show_case(talk, application_id)


async def ask_reason(talk: Talk, callback_data: AskWithdrawal) -> None:
    application_id = callback_data.application_id
    if await talk.act(ask_why, application_id):
        await talk.show(withdrawal_screen(talk.words, await talk.ask(my_case, application_id)))
    else:
        await _show_case(talk, application_id)


async def withdraw(talk: Talk, callback_data: Withdraw) -> None:
    """For one of the usual reasons."""
    application_id = callback_data.application_id
    if callback_data.reason in REASONS:
        reason = talk.words(f"applying.withdraw.{callback_data.reason}")
        await talk.act(ask_withdrawal, application_id, reason, DOORS)
    await _show_case(talk, application_id)


async def take_reason(talk: Talk) -> None:
    assert talk.draft is not None
    application_id = int(talk.draft.words["application"])
    if await talk.act(ask_withdrawal, application_id, talk.chat.typed, DOORS):
        await talk.chat.forget_typed()
    found = await talk.ask(my_case, application_id)
    draw = withdrawal_screen if talk.notice and found.withdrawable else case_screen
    await talk.show(draw(talk.words, found))


async def take_back(talk: Talk, callback_data: TakeBackRequest) -> None:
    application_id = await talk.ask(my_request, callback_data.request_id)
    await talk.act(take_back_request, callback_data.request_id)
    await _show_case(talk, application_id)


async def _show_case(talk: Talk, application_id: int) -> None:
    await talk.show(case_screen(talk.words, await talk.ask(my_case, application_id)))


def routes() -> Router:
    router = Router()
    router.message.register(take_reason, Expecting(WITHDRAWAL), WRITTEN, flags={"action": Action.APPLY})
    router.callback_query.register(open_cases, OpenMyCases.filter())
    router.callback_query.register(open_case, OpenMyCase.filter())
    router.callback_query.register(open_history, OpenMyHistory.filter())
    router.callback_query.register(mend, MendAnswer.filter())
    router.callback_query.register(add_paper, AddPaper.filter())
    router.callback_query.register(ask_reason, AskWithdrawal.filter())
    router.callback_query.register(withdraw, Withdraw.filter())
    router.callback_query.register(take_back, TakeBackRequest.filter())
    return router
