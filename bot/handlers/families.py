"""Families: households are proposed, the pedagogue confirms each with one tap and can take each tap back."""

from collections.abc import Callable, Sequence
from typing import Any

from aiogram import Router

from bot.chat import Button, Row, Screen, in_rows, page_of, shorten
from bot.core.families import Proposal
from bot.core.households import (
    FamiliesView,
    Member,
    confirm,
    confirm_sure,
    deny,
    families_view,
    leave_out,
    newest_batch,
    note_families_seen,
    undo_confirmed,
    undo_denied,
    undo_left_out,
)
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.families import (
    ConfirmFamily,
    ConfirmSure,
    DenyFamily,
    LeaveOut,
    OpenFamilies,
    OpenProposal,
    UndoDenial,
    UndoFamilies,
    UndoLeaveOut,
)
from bot.handlers.talk import Talk
from bot.texts import Words

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FEW = 6


async def families(talk: Talk) -> None:
    await talk.show(families_screen(talk.words, await talk.ask(families_view)))


async def open_proposal(talk: Talk, callback_data: OpenProposal) -> None:
    await talk.act(note_families_seen)
    await show_next(talk, number=callback_data.number)


async def confirm_family(talk: Talk, callback_data: ConfirmFamily) -> None:
    if await talk.act(confirm, unpacked(callback_data.pupils)):
        await show_next(talk, "families.done.confirmed", UndoFamilies(batch=await talk.ask(newest_batch)))
    else:
        await show_next(talk)


async def confirm_all_sure(talk: Talk, callback_data: ConfirmSure) -> None:
    undo = None
    if await talk.act(confirm_sure, callback_data.mark):
        undo = UndoFamilies(batch=await talk.ask(newest_batch))
    view = await talk.ask(families_view)
    await talk.show(families_screen(talk.words, view, undo), talk.words("families.done.confirmed"))


async def deny_family(talk: Talk, callback_data: DenyFamily) -> None:
    written = await talk.act(deny, unpacked(callback_data.pupils))
    await show_next(
        talk, "families.done.denied", UndoDenial(pupils=callback_data.pupils) if written else None
    )


async def leave_one_out(talk: Talk, callback_data: LeaveOut) -> None:
    pupil_id, *others = unpacked(callback_data.pupils)
    written = await talk.act(leave_out, pupil_id, others)
    view = await talk.ask(families_view)
    name = view.members[pupil_id].pupil.name.short if pupil_id in view.members else ""
    undo = UndoLeaveOut(pupils=callback_data.pupils) if written else None
    await show_next(talk, "families.done.left_out", undo, name=name)


async def undo_families(talk: Talk, callback_data: UndoFamilies) -> None:
    await _undo(talk, undo_confirmed, callback_data.batch)


async def undo_denial(talk: Talk, callback_data: UndoDenial) -> None:
    await _undo(talk, undo_denied, unpacked(callback_data.pupils))


async def undo_leave_out(talk: Talk, callback_data: UndoLeaveOut) -> None:
    pupil_id, *others = unpacked(callback_data.pupils)
    await _undo(talk, undo_left_out, pupil_id, others)


async def _undo(talk: Talk, use_case: Callable[..., None], *arguments: Any) -> None:
    await talk.act(use_case, *arguments)
    await show_next(talk, "families.done.undone")


async def show_next(
    talk: Talk,
    done: str = "",
    undo: UndoFamilies | UndoDenial | UndoLeaveOut | None = None,
    number: int = 0,
    **words: object,
) -> None:
    """The next household to decide on, or the overview where none is left."""
    view = await talk.ask(families_view)
    toast = talk.words(done, **words) if done else ""
    if view.proposals:
        await talk.show(proposal_screen(talk.words, view, number, undo), toast)
    else:
        await talk.show(families_screen(talk.words, view, undo), toast)


def families_screen(
    words: Words, view: FamiliesView, undo: UndoFamilies | UndoDenial | UndoLeaveOut | None = None
) -> Screen:
    sure = len(view.sure)
    text = words.html("families.title", confirmed=view.confirmed, proposed=len(view.proposals), sure=sure)
    rows: list[Row] = []
    if sure:
        rows.append(
            (Button(words("families.confirm_sure", count=sure), ConfirmSure(mark=view.mark), "success"),)
        )
    if view.proposals:
        rows.append((Button(words("families.one_by_one"), OpenProposal(number=0)),))
    else:
        text += "\n" + words.html("families.none_left")
    rows.append(_undo_row(words, undo))
    return Screen(text, [*rows, (Button(words("go.menu"), OpenMenu()),)])


def proposal_screen(
    words: Words,
    view: FamiliesView,
    number: int,
    undo: UndoFamilies | UndoDenial | UndoLeaveOut | None = None,
) -> Screen:
    shown = page_of(view.proposals, number, 1)
    proposal: Proposal = shown.items[0]
    members = view.of(proposal)
    text = words.html(
        "families.proposal",
        left=len(view.proposals),
        names="\n".join(_line(one) for one in members),
        ground=words(f"families.ground.{proposal.ground.name.lower()}"),
    )
    if len(members) > 2:
        text += "\n" + words.html("families.without_hint")
    together = packed(proposal.pupils)
    rows = [
        (Button(words("families.yes"), ConfirmFamily(pupils=together), "success"),),
        *_without_rows(words, members),
        (Button(words("families.no"), DenyFamily(pupils=together)),),
        shown.turners(lambda to: OpenProposal(number=to)),
        (Button(words("go.back"), OpenFamilies()), *_undo_row(words, undo)),
    ]
    return Screen(text, rows)


def _without_rows(words: Words, members: Sequence[Member]) -> list[Row]:
    if len(members) < 3:
        return []
    ids = [one.pupil.id for one in members]
    buttons = [
        Button(
            words("families.without", name=one.pupil.name.short),
            LeaveOut(pupils=packed([one.pupil.id, *(other for other in ids if other != one.pupil.id)])),
        )
        for one in members
    ]
    return in_rows(buttons, 1 if len(members) <= FEW else 2)


def _undo_row(words: Words, undo: UndoFamilies | UndoDenial | UndoLeaveOut | None) -> Row:
    return (Button(words("families.undo"), undo),) if undo else ()


def _line(one: Member) -> str:
    born = f", {one.pupil.birth_date:%d.%m.%Y}" if one.pupil.birth_date else ""
    return f"{shorten(one.pupil.name.short)}, {one.class_name}{born}"


def packed(numbers: Sequence[int]) -> str:
    """Record numbers in base 36, so that a dozen fits into a button."""
    return "-".join(map(_in_base_36, numbers))


def unpacked(written: str) -> list[int]:
    return [int(one, 36) for one in written.split("-")]


def _in_base_36(number: int) -> str:
    high, low = divmod(number, 36)
    return (_in_base_36(high) if high else "") + DIGITS[low]


def routes() -> Router:
    router = Router()
    router.callback_query.register(families, OpenFamilies.filter())
    router.callback_query.register(open_proposal, OpenProposal.filter())
    router.callback_query.register(confirm_family, ConfirmFamily.filter())
    router.callback_query.register(confirm_all_sure, ConfirmSure.filter())
    router.callback_query.register(deny_family, DenyFamily.filter())
    router.callback_query.register(leave_one_out, LeaveOut.filter())
    router.callback_query.register(undo_families, UndoFamilies.filter())
    router.callback_query.register(undo_denial, UndoDenial.filter())
    router.callback_query.register(undo_leave_out, UndoLeaveOut.filter())
    return router
