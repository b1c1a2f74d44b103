"""Voting: children chosen one by one or several at once, what is proposed for them, looked at and written."""

from aiogram import Router

from bot.core.access import Action
from bot.core.applications.decision import Ruling
from bot.core.councils.proposal import DETAIL, READY, REASON, VOTES, ProposalView, proposal_view
from bot.core.councils.proposing import (
    ask,
    asked_sitting,
    choose,
    choose_nobody,
    choose_undecided,
    give_category,
    give_reason,
    give_votes,
    look_at_votes,
    propose,
    propose_for,
    take_detail,
    take_reason,
    take_votes,
    turn_to_proposal,
    write_proposal,
)
from bot.core.errors import NotFound
from bot.handlers.addresses.voting import (
    AskRulingDetail,
    AskRulingReason,
    AskVotes,
    ChooseAll,
    ChooseChild,
    ChooseRulingCategory,
    GiveRulingCategory,
    GiveRulingReason,
    GiveVotes,
    OpenProposal,
    OpenVotes,
    ProposeRuling,
    WriteRuling,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk
from bot.handlers.voting_screens import (
    category_screen,
    count_screen,
    detail_screen,
    proposal_screen,
    reason_screen,
    votes_screen,
)
from bot.texts import Words


async def open_votes(talk: Talk, callback_data: OpenVotes) -> None:
    await talk.act(look_at_votes, callback_data.sitting_id)
    await _show_votes(talk, callback_data.sitting_id, callback_data.page)


async def choose_child(talk: Talk, callback_data: ChooseChild) -> None:
    place = callback_data
    await talk.act(choose, place.sitting_id, place.item_id, place.chosen)
    await _show_votes(talk, place.sitting_id, place.page)


async def choose_all(talk: Talk, callback_data: ChooseAll) -> None:
    await talk.act(choose_undecided if callback_data.everybody else choose_nobody, callback_data.sitting_id)
    await _show_votes(talk, callback_data.sitting_id, 0)


async def propose_ruling(talk: Talk, callback_data: ProposeRuling) -> None:
    """A refusal asks for its reason first."""
    place, ruling = callback_data, _ruling(callback_data.ruling)
    if place.item_id:
        await talk.act(propose_for, place.sitting_id, place.item_id, ruling)
    else:
        await talk.act(propose, place.sitting_id, ruling)
    await _show_proposal(talk, place.sitting_id)


async def open_proposal(talk: Talk, callback_data: OpenProposal) -> None:
    await talk.act(turn_to_proposal, callback_data.sitting_id)
    await _show_proposal(talk, callback_data.sitting_id, callback_data.page)


async def ask_for_reason(talk: Talk, callback_data: AskRulingReason) -> None:
    await talk.act(ask, callback_data.sitting_id, REASON)
    await _show_question(talk, callback_data.sitting_id, REASON)


async def give_ready_reason(talk: Talk, callback_data: GiveRulingReason) -> None:
    """Shown in the language of the person, written in that of each applicant."""
    ready = callback_data.reason
    if ready not in READY:
        raise NotFound()
    await talk.act(give_reason, callback_data.sitting_id, _say(ready, talk.words.language), ready)
    await _show_proposal(talk, callback_data.sitting_id)


async def take_typed_reason(talk: Talk) -> None:
    if await talk.act(take_reason, talk.chat.typed):
        await talk.chat.forget_typed()
        await _show_proposal(talk, _asked(talk))
    else:
        await _show_question(talk, _asked(talk), REASON)


async def ask_for_votes(talk: Talk, callback_data: AskVotes) -> None:
    await talk.act(ask, callback_data.sitting_id, VOTES)
    await _show_question(talk, callback_data.sitting_id, VOTES)


async def give_counted(talk: Talk, callback_data: GiveVotes) -> None:
    place = callback_data
    await talk.act(give_votes, place.sitting_id, place.against, place.abstained)
    await _show_question(talk, place.sitting_id, VOTES)


async def take_typed_votes(talk: Talk) -> None:
    if await talk.act(take_votes, talk.chat.typed):
        await _show_proposal(talk, _asked(talk))
    else:
        await _show_question(talk, _asked(talk), VOTES)


async def choose_category(talk: Talk, callback_data: ChooseRulingCategory) -> None:
    view = await talk.ask(proposal_view, callback_data.sitting_id)
    if view.service is None or view.proposal.ruling is None:
        await _show_proposal(talk, callback_data.sitting_id)
    else:
        await talk.show(category_screen(talk.words, view))


async def set_category(talk: Talk, callback_data: GiveRulingCategory) -> None:
    await talk.act(give_category, callback_data.sitting_id, callback_data.category)
    await _show_proposal(talk, callback_data.sitting_id)


async def ask_for_detail(talk: Talk, callback_data: AskRulingDetail) -> None:
    question = f"{DETAIL}:{callback_data.key}"
    await talk.act(ask, callback_data.sitting_id, question)
    await _show_question(talk, callback_data.sitting_id, question)


async def take_typed_detail(talk: Talk) -> None:
    assert talk.draft is not None
    if await talk.act(take_detail, talk.chat.typed):
        await _show_proposal(talk, _asked(talk))
    else:
        await _show_question(talk, _asked(talk), talk.draft.question)


async def write(talk: Talk, callback_data: WriteRuling) -> None:
    place = callback_data
    written = await talk.act(write_proposal, place.sitting_id, place.mark, _say)
    view = await talk.ask(proposal_view, place.sitting_id)
    if written or view.proposal.ruling is None:
        await talk.show(votes_screen(talk.words, view, 0), talk.words("council.written") if written else "")
    else:
        await talk.show(proposal_screen(talk.words, view))


async def _show_votes(talk: Talk, sitting_id: int, page: int) -> None:
    await talk.show(votes_screen(talk.words, await talk.ask(proposal_view, sitting_id), page))


async def _show_proposal(talk: Talk, sitting_id: int, page: int = 0) -> None:
    """What would be written; the choice where nothing is proposed, the reason where it is missing."""
    view = await talk.ask(proposal_view, sitting_id)
    if view.proposal.ruling is None or not view.entries:
        await talk.show(votes_screen(talk.words, view, 0))
    elif view.needs_reason:
        await talk.show(reason_screen(talk.words, view))
    else:
        await talk.show(proposal_screen(talk.words, view, page))


async def _show_question(talk: Talk, sitting_id: int, question: str) -> None:
    view = await talk.ask(proposal_view, sitting_id)
    kind, _, key = question.partition(":")
    if view.proposal.ruling is None or (kind == DETAIL and not _has_detail(view, key)):
        await talk.show(votes_screen(talk.words, view, 0))
    elif kind == DETAIL:
        await talk.show(detail_screen(talk.words, view, key))
    else:
        await talk.show((reason_screen if kind == REASON else count_screen)(talk.words, view))


def _has_detail(view: ProposalView, key: str) -> bool:
    return view.service is not None and key in view.service.details


def _asked(talk: Talk) -> int:
    assert talk.draft is not None
    return asked_sitting(talk.draft.words)


def _ruling(written: str) -> Ruling:
    if written not in set(Ruling):
        raise NotFound()
    return Ruling(written)


def _say(ready: str, language: str) -> str:
    return Words(language)(f"council.ready.{ready}")


def routes() -> Router:
    router = Router()
    right = {"action": Action.HOLD_SITTINGS}
    router.message.register(take_typed_reason, Expecting(REASON), WRITTEN, flags=right)
    router.message.register(take_typed_votes, Expecting(VOTES), WRITTEN, flags=right)
    router.message.register(take_typed_detail, Expecting(DETAIL), WRITTEN, flags=right)
    router.callback_query.register(open_votes, OpenVotes.filter())
    router.callback_query.register(choose_child, ChooseChild.filter())
    router.callback_query.register(choose_all, ChooseAll.filter())
    router.callback_query.register(propose_ruling, ProposeRuling.filter())
    router.callback_query.register(open_proposal, OpenProposal.filter())
    router.callback_query.register(ask_for_reason, AskRulingReason.filter())
    router.callback_query.register(give_ready_reason, GiveRulingReason.filter())
    router.callback_query.register(ask_for_votes, AskVotes.filter())
    router.callback_query.register(give_counted, GiveVotes.filter())
    router.callback_query.register(choose_category, ChooseRulingCategory.filter())
    router.callback_query.register(set_category, GiveRulingCategory.filter())
    router.callback_query.register(ask_for_detail, AskRulingDetail.filter())
    router.callback_query.register(write, WriteRuling.filter())
    return router
