"""How the office decides: about one case, or several of a list; seen as a whole before it is carried out."""

from aiogram import Router

from bot.chat import Button
from bot.core.access import Action
from bot.core.applications.choosing import (
    begin_choice,
    choice,
    choose,
    choose_all,
    propose_chosen,
    put_chosen,
)
from bot.core.applications.decision import Ruling
from bot.core.applications.preview import preview
from bot.core.applications.proposal import REASON
from bot.core.applications.proposing import (
    QUESTION,
    ask_part,
    carry_out,
    propose,
    set_part,
    write_part,
)
from bot.core.applications.queue import Pile, pupils_on, queue
from bot.core.councils.sittings import planned_sittings
from bot.core.errors import NotFound
from bot.handlers.addresses.deciding import (
    AskPart,
    BeginChoice,
    CarryOut,
    ChooseEvery,
    ChooseOne,
    ChooseSittingFor,
    OpenChoice,
    OpenPreview,
    Propose,
    ProposeChosen,
    PutChosen,
    SetPart,
    TakeReady,
)
from bot.handlers.case_screens import opens_for_applicant
from bot.handlers.case_showing import show_case, show_pile
from bot.handlers.cases_screens import queue_screen
from bot.handlers.deciding_screens import REASONS, boxes_in, choice_screen, proposal_screen
from bot.handlers.handling_screens import sittings_screen
from bot.handlers.talk import WRITTEN, Expecting, Talk
from bot.texts import Words

# Where what is decided about comes from; after a change or an end no other one follows.
LISTS = {Ruling.GRANT: Pile.SCHOOL, Ruling.REFUSE: Pile.SCHOOL, Ruling.END: Pile.LEFT}


async def begin(talk: Talk, callback_data: Propose) -> None:
    place = callback_data
    done = await talk.act(propose, _ruling(place.ruling), [(place.application_id, place.mark)])
    await _show_proposal(talk, place.application_id, done)


async def open_preview(talk: Talk, callback_data: OpenPreview) -> None:
    """Whatever was asked for is asked no more."""
    place = callback_data
    done = await talk.act(ask_part, place.mark, "")
    await _show_proposal(talk, place.application_id, done, place.page)


async def ask_for_part(talk: Talk, callback_data: AskPart) -> None:
    done = await talk.act(ask_part, callback_data.mark, callback_data.part)
    await _show_proposal(talk, callback_data.application_id, done)


async def take_part(talk: Talk, callback_data: SetPart) -> None:
    place = callback_data
    done = await talk.act(set_part, place.mark, place.part, place.value)
    await _show_proposal(talk, place.application_id, done)


async def take_ready_reason(talk: Talk, callback_data: TakeReady) -> None:
    """A ready-made reason is written in the language of the parent who will read it."""
    place, view = callback_data, await talk.ask(preview)
    done = False
    if view is not None and place.reason in REASONS[view.proposal.ruling]:
        reason = Words(view.reader)(f"cases.reason.{place.reason}")
        done = await talk.act(set_part, place.mark, REASON, reason)
    await _show_proposal(talk, place.application_id, done)


async def take_typed_part(talk: Talk) -> None:
    """A part that was understood goes into the whole; what was not is asked again."""
    if await talk.act(write_part, talk.chat.typed):
        await talk.chat.forget_typed()
    await _show_proposal(talk, 0, done=True)


async def carry(talk: Talk, callback_data: CarryOut) -> None:
    place, view = callback_data, await talk.ask(preview)
    done = await talk.act(carry_out, place.mark, place.revision, opens_for_applicant)
    if not done or view is None:
        await _show_proposal(talk, place.application_id, done=False)
        return
    toast = talk.words("cases.done.decided", number=len(view.lines))
    if place.application_id:
        await show_case(talk, place.application_id, toast, LISTS.get(view.proposal.ruling))
    else:
        await show_pile(talk, await talk.ask(queue, view.proposal.service), Pile.SCHOOL, toast=toast)


async def choose_several(talk: Talk, callback_data: BeginChoice) -> None:
    await talk.act(begin_choice, _pile(callback_data.pile), callback_data.service)
    await _show_choice(talk, 0)


async def open_choice(talk: Talk, callback_data: OpenChoice) -> None:
    await _show_choice(talk, callback_data.page)


async def choose_one(talk: Talk, callback_data: ChooseOne) -> None:
    place = callback_data
    await talk.act(choose, place.mark, place.application_id, place.yes)
    await _show_choice(talk, place.page)


async def choose_every(talk: Talk, callback_data: ChooseEvery) -> None:
    await talk.act(choose_all, callback_data.mark, callback_data.yes)
    await _show_choice(talk, callback_data.page)


async def propose_for_chosen(talk: Talk, callback_data: ProposeChosen) -> None:
    if await talk.act(propose_chosen, callback_data.mark, _ruling(callback_data.ruling)):
        await _show_proposal(talk, 0, done=True)
    else:
        await _show_choice(talk, 0)


async def choose_sitting(talk: Talk, callback_data: ChooseSittingFor) -> None:
    found = await talk.ask(choice)
    if found is None or found.mark != callback_data.mark or not found.chosen:
        await _show_choice(talk, 0)
        return
    planned = await talk.ask(planned_sittings)
    back = Button(talk.words("go.back"), OpenChoice(mark=found.mark))

    def put(sitting_id: int) -> PutChosen:
        return PutChosen(mark=found.mark, sitting_id=sitting_id)

    await talk.show(sittings_screen(talk.words, planned, put, back, len(found.chosen)))


async def put_all_chosen(talk: Talk, callback_data: PutChosen) -> None:
    found = await talk.ask(choice)
    done = await talk.act(put_chosen, callback_data.mark, callback_data.sitting_id, opens_for_applicant)
    if not done or found is None:
        await _show_choice(talk, 0)
        return
    toast = talk.words("cases.done.put", number=len(found.chosen))
    await show_pile(talk, await talk.ask(queue, found.service), found.pile, toast=toast)


def _ruling(written: str) -> Ruling:
    """One that a button can have had."""
    if written not in set(Ruling):
        raise NotFound()
    return Ruling(written)


def _pile(written: str) -> Pile:
    if written not in set(Pile):
        raise NotFound()
    return Pile(written)


async def _show_proposal(talk: Talk, application_id: int, done: bool, page: int = 0) -> None:
    """The decision that is put together; where there is none any more, the case, or the queue."""
    view = await talk.ask(preview)
    if view is not None and (done or view.proposal.single == application_id):
        await talk.show(proposal_screen(talk.words, view, page))
    elif application_id:
        await show_case(talk, application_id)
    else:
        await talk.show(queue_screen(talk.words, talk.person, await talk.ask(queue)))


async def _show_choice(talk: Talk, page: int) -> None:
    found = await talk.ask(choice)
    if found is not None:
        shown = boxes_in(found, page)
        await talk.show(choice_screen(talk.words, found, shown, await talk.ask(pupils_on, shown.items)))
    else:
        await talk.show(queue_screen(talk.words, talk.person, await talk.ask(queue)))


def routes() -> Router:
    router = Router()
    router.callback_query.register(begin, Propose.filter())
    router.callback_query.register(open_preview, OpenPreview.filter())
    router.callback_query.register(ask_for_part, AskPart.filter())
    router.callback_query.register(take_part, SetPart.filter())
    router.callback_query.register(take_ready_reason, TakeReady.filter())
    router.callback_query.register(carry, CarryOut.filter())
    router.callback_query.register(choose_several, BeginChoice.filter())
    router.callback_query.register(open_choice, OpenChoice.filter())
    router.callback_query.register(choose_one, ChooseOne.filter())
    router.callback_query.register(choose_every, ChooseEvery.filter())
    router.callback_query.register(propose_for_chosen, ProposeChosen.filter())
    router.callback_query.register(choose_sitting, ChooseSittingFor.filter())
    router.callback_query.register(put_all_chosen, PutChosen.filter())
    handles = {"action": Action.HANDLE_APPLICATIONS}
    router.message.register(take_typed_part, Expecting(QUESTION), WRITTEN, flags=handles)
    return router
