"""Links to hand out: a QR picture, links for all classes at once, and the sheet with them."""

from aiogram import Router

from bot.core.office import InvitationSheet, LinkCard
from bot.core.ports import Desk, Workshop
from bot.core.school import School
from bot.core.staff import Link, invite_all, link, note_printed, staff, teachers_links
from bot.handlers.addresses.staff import InviteAll, OpenLinks, PrintLinks, ShowQr
from bot.handlers.staff_screens import address_of, invite_all_screen, links_screen, title_of
from bot.handlers.talk import Talk
from bot.texts import first_up


async def show_qr(talk: Talk, callback_data: ShowQr, workshop: Workshop) -> None:
    """A picture below the link; of an open one only, and free to be passed on."""
    found = await talk.ask(link, callback_data.invitation_id)
    if not found.open:
        await talk.chat.acknowledge(talk.words("staff.link.closed"))
        return
    await talk.chat.acknowledge()
    picture = await workshop.qr_picture(address_of(found, await talk.chat.bot_name()))
    title, until = first_up(title_of(talk.words, found)), f"{found.until:%d.%m.%Y}"
    caption = talk.words("staff.qr.caption", title=title, until=until)
    await talk.chat.send_file(picture, caption, protect=False)


async def offer_all(talk: Talk, callback_data: InviteAll, workshop: Workshop) -> None:
    """The first tap shows for which classes, the second makes the links."""
    if not callback_data.sure:
        await talk.show(invite_all_screen(talk.words, await talk.ask(staff)))
        return
    await talk.act(invite_all)
    await _show_links(talk, 0, workshop)


async def open_links(talk: Talk, callback_data: OpenLinks, workshop: Workshop) -> None:
    await _show_links(talk, callback_data.page, workshop)


async def print_links(talk: Talk, callback_data: PrintLinks, workshop: Workshop) -> None:
    """The sheet takes a second or two: the tap is answered before."""
    if not await talk.act(note_printed):
        await _show_links(talk, 0, workshop)
        return
    await talk.chat.acknowledge(talk.words("staff.making"))
    school, links = await talk.ask(_to_print)
    sheet = InvitationSheet(school, callback_data.language, _cards(links, await talk.chat.bot_name()))
    await talk.hand_out(await workshop.invitation_sheet(sheet, callback_data.as_pdf))


async def _show_links(talk: Talk, page: int, workshop: Workshop) -> None:
    school, links = await talk.ask(_to_print)
    name = await talk.chat.bot_name()
    await talk.show(links_screen(talk.words, school, links, name, page, workshop.makes_pdf()))


def _to_print(desk: Desk) -> tuple[School, tuple[Link, ...]]:
    return desk.schools.get(), teachers_links(desk)


def _cards(links: tuple[Link, ...], bot_name: str) -> tuple[LinkCard, ...]:
    return tuple(
        LinkCard(one.class_.name, address_of(one, bot_name), one.until, one.invitation.name)
        for one in links
        if one.class_
    )


def routes() -> Router:
    router = Router()
    router.callback_query.register(show_qr, ShowQr.filter())
    router.callback_query.register(offer_all, InviteAll.filter())
    router.callback_query.register(open_links, OpenLinks.filter())
    router.callback_query.register(print_links, PrintLinks.filter())
    return router
