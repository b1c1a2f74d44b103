"""The staff page: who joined, who is invited, new links, and the end of somebody's access."""

from aiogram import Bot, Router
from aiogram.filters import Command

from bot.chat import Screen
from bot.core.access import Action
from bot.core.errors import NotFound
from bot.core.people import Role
from bot.core.staff import (
    INVITE,
    ask_name,
    asked_post,
    give_back,
    invite,
    link,
    membership,
    newest_link,
    post,
    renew,
    revoke,
    staff,
    withdraw,
)
from bot.handlers.addresses.staff import (
    AskInvitee,
    GiveBack,
    OpenLink,
    OpenMembership,
    OpenPost,
    OpenStaff,
    OpenTeachers,
    RenewLink,
    Revoke,
    SkipInvitee,
    WithdrawLink,
)
from bot.handlers.command_lists import fit_commands
from bot.handlers.staff_screens import (
    invitee_screen,
    link_screen,
    membership_screen,
    post_screen,
    revoke_screen,
    staff_screen,
    teachers_screen,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_staff(talk: Talk) -> None:
    await talk.leave_question()
    await talk.show(staff_screen(talk.words, await talk.ask(staff)))


async def open_teachers(talk: Talk, callback_data: OpenTeachers) -> None:
    await talk.leave_question()
    await talk.show(teachers_screen(talk.words, await talk.ask(staff), callback_data.page))


async def open_post(talk: Talk, callback_data: OpenPost) -> None:
    await talk.leave_question()
    place = callback_data
    await talk.show(await _post(talk, _role(place.role), place.class_id or None, place.page))


async def ask_invitee(talk: Talk, callback_data: AskInvitee) -> None:
    role, class_id = _role(callback_data.role), callback_data.class_id or None
    await talk.act(ask_name, role, class_id)
    await talk.show(invitee_screen(talk.words, await talk.ask(post, role, class_id)))


async def skip_invitee(talk: Talk, callback_data: SkipInvitee) -> None:
    await _invite(talk, _role(callback_data.role), callback_data.class_id or None, "")


async def take_invitee(talk: Talk) -> None:
    assert talk.draft is not None
    await _invite(talk, *asked_post(talk.draft.question), talk.chat.typed)


async def open_link(talk: Talk, callback_data: OpenLink) -> None:
    found = await talk.ask(link, callback_data.invitation_id)
    await talk.show(link_screen(talk.words, found, await talk.chat.bot_name()))


async def renew_link(talk: Talk, callback_data: RenewLink) -> None:
    await talk.act(renew, callback_data.invitation_id)
    old = (await talk.ask(link, callback_data.invitation_id)).invitation
    await _show_newest(talk, old.role, old.class_id)


async def withdraw_link(talk: Talk, callback_data: WithdrawLink) -> None:
    await talk.act(withdraw, callback_data.invitation_id)
    old = (await talk.ask(link, callback_data.invitation_id)).invitation
    await talk.show(await _post(talk, old.role, old.class_id, 0), talk.words("staff.withdrawn"))


async def open_membership(talk: Talk, callback_data: OpenMembership) -> None:
    await talk.show(membership_screen(talk.words, await talk.ask(membership, callback_data.grant_id)))


async def take_away(talk: Talk, callback_data: Revoke, bot: Bot) -> None:
    """The first tap asks, the second revokes."""
    found = await talk.ask(membership, callback_data.grant_id)
    if not callback_data.sure and not found.ended:
        await talk.show(revoke_screen(talk.words, found))
        return
    await talk.act(revoke, callback_data.grant_id)
    await _show_membership(talk, bot, callback_data.grant_id)


async def return_access(talk: Talk, callback_data: GiveBack, bot: Bot) -> None:
    await talk.act(give_back, callback_data.grant_id)
    await _show_membership(talk, bot, callback_data.grant_id)


async def _show_membership(talk: Talk, bot: Bot, grant_id: int) -> None:
    """As it is after a change, which changes the commands of that person too."""
    found = await talk.ask(membership, grant_id)
    await talk.show(membership_screen(talk.words, found))
    await fit_commands(bot, found.grant.person)


async def _invite(talk: Talk, role: Role, class_id: int | None, name: str) -> None:
    await talk.act(invite, role, class_id, name)
    await _show_newest(talk, role, class_id)


async def _show_newest(talk: Talk, role: Role, class_id: int | None) -> None:
    found = await talk.ask(newest_link, role, class_id)
    if found is None:
        await talk.show(await _post(talk, role, class_id, 0))
    else:
        await talk.show(link_screen(talk.words, found, await talk.chat.bot_name()))


async def _post(talk: Talk, role: Role, class_id: int | None, page: int) -> Screen:
    return post_screen(talk.words, await talk.ask(post, role, class_id), page)


def _role(written: str) -> Role:
    try:
        return Role(written)
    except ValueError:
        raise NotFound from None


def routes() -> Router:
    router = Router()
    right = {"action": Action.INVITE_STAFF}
    router.message.register(open_staff, Command("staff"), flags=right)
    router.message.register(take_invitee, Expecting(INVITE), WRITTEN, flags=right)
    router.callback_query.register(open_staff, OpenStaff.filter())
    router.callback_query.register(open_teachers, OpenTeachers.filter())
    router.callback_query.register(open_post, OpenPost.filter())
    router.callback_query.register(ask_invitee, AskInvitee.filter())
    router.callback_query.register(skip_invitee, SkipInvitee.filter())
    router.callback_query.register(open_link, OpenLink.filter())
    router.callback_query.register(renew_link, RenewLink.filter())
    router.callback_query.register(withdraw_link, WithdrawLink.filter())
    router.callback_query.register(open_membership, OpenMembership.filter())
    router.callback_query.register(take_away, Revoke.filter())
    router.callback_query.register(return_access, GiveBack.filter())
    return router
