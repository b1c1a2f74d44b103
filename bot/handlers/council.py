"""The members of the trustee council: added by their names, given posts, ended and taken back."""

from aiogram import Router

from bot.core.access import Action
from bot.core.councils.council import Capacity, Post
from bot.core.councils.members import (
    NAME,
    NAMES,
    add_members,
    ask_name,
    ask_names,
    asked_member,
    council,
    end_member,
    look_at_council,
    member_page,
    read_capacity,
    read_post,
    rename,
    return_member,
    set_capacity,
    set_post,
)
from bot.handlers.addresses.council import (
    AskMemberName,
    AskMembers,
    ChooseCapacity,
    EndMember,
    OpenCouncil,
    OpenMember,
    ReturnMember,
    SetCapacity,
    SetPost,
)
from bot.handlers.council_screens import (
    capacity_screen,
    council_screen,
    member_screen,
    name_screen,
    names_screen,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_council(talk: Talk, callback_data: OpenCouncil) -> None:
    await talk.act(look_at_council)
    await _show_council(talk, callback_data.page)


async def choose_capacity(talk: Talk, callback_data: ChooseCapacity) -> None:
    await talk.act(look_at_council)
    member_id = callback_data.member_id
    page = await talk.ask(member_page, member_id) if member_id else None
    await talk.show(capacity_screen(talk.words, page.member if page else None))


async def ask_for_names(talk: Talk, callback_data: AskMembers) -> None:
    capacity = read_capacity(callback_data.capacity)
    await talk.act(ask_names, capacity)
    await talk.show(names_screen(talk.words, capacity))


async def take_names(talk: Talk) -> None:
    """Several at once, one a line; what was not understood is asked again."""
    assert talk.draft is not None
    capacity, before = Capacity(talk.draft.words["capacity"]), len((await talk.ask(council)).members)
    if not await talk.act(add_members, talk.chat.typed):
        await talk.show(names_screen(talk.words, capacity))
        return
    added = len((await talk.ask(council)).members) - before
    await _show_council(talk, 0, talk.words("council.added", number=added))


async def open_member(talk: Talk, callback_data: OpenMember) -> None:
    await talk.act(look_at_council)
    await _show_member(talk, callback_data.member_id)


async def give_post(talk: Talk, callback_data: SetPost) -> None:
    post: Post = read_post(callback_data.post)
    await talk.act(set_post, callback_data.member_id, post)
    await _show_member(talk, callback_data.member_id)


async def give_capacity(talk: Talk, callback_data: SetCapacity) -> None:
    await talk.act(set_capacity, callback_data.member_id, read_capacity(callback_data.capacity))
    await _show_member(talk, callback_data.member_id)


async def ask_for_name(talk: Talk, callback_data: AskMemberName) -> None:
    member_id = callback_data.member_id
    if await talk.act(ask_name, member_id):
        await talk.show(name_screen(talk.words, (await talk.ask(member_page, member_id)).member))
    else:
        await _show_member(talk, member_id)


async def take_name(talk: Talk) -> None:
    assert talk.draft is not None
    member_id = asked_member(talk.draft.words)
    if await talk.act(rename, talk.chat.typed):
        await _show_member(talk, member_id)
    else:
        await talk.show(name_screen(talk.words, (await talk.ask(member_page, member_id)).member))


async def end(talk: Talk, callback_data: EndMember) -> None:
    await talk.act(end_member, callback_data.member_id)
    await _show_member(talk, callback_data.member_id)


async def take_end_back(talk: Talk, callback_data: ReturnMember) -> None:
    await talk.act(return_member, callback_data.member_id)
    await _show_member(talk, callback_data.member_id)


async def _show_council(talk: Talk, page: int, first_line: str = "") -> None:
    await talk.show(council_screen(talk.words, await talk.ask(council), page, first_line))


async def _show_member(talk: Talk, member_id: int) -> None:
    await talk.show(member_screen(talk.words, await talk.ask(member_page, member_id)))


def routes() -> Router:
    router = Router()
    right = {"action": Action.HOLD_SITTINGS}
    router.message.register(take_names, Expecting(NAMES), WRITTEN, flags=right)
    router.message.register(take_name, Expecting(NAME), WRITTEN, flags=right)
    router.callback_query.register(open_council, OpenCouncil.filter())
    router.callback_query.register(choose_capacity, ChooseCapacity.filter())
    router.callback_query.register(ask_for_names, AskMembers.filter())
    router.callback_query.register(open_member, OpenMember.filter())
    router.callback_query.register(give_post, SetPost.filter())
    router.callback_query.register(give_capacity, SetCapacity.filter())
    router.callback_query.register(ask_for_name, AskMemberName.filter())
    router.callback_query.register(end, EndMember.filter())
    router.callback_query.register(take_end_back, ReturnMember.filter())
    return router
