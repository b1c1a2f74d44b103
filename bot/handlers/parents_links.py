"""The link of a class for its parents: shown, sent as a message to forward, renewed."""

from urllib.parse import quote

from aiogram import Router

from bot.chat import Button, Row, Screen
from bot.core.parents.class_links import ClassLinkCard, class_link, make_class_link, renew_class_link
from bot.core.ports import Workshop
from bot.handlers.addresses.parents import OpenClassLink, OpenClassParents, RenewClassLink, SendClassMessage
from bot.handlers.talk import Talk
from bot.texts import Words


async def open_link(talk: Talk, callback_data: OpenClassLink) -> None:
    await talk.act(make_class_link, callback_data.class_id)
    await _show(talk, callback_data.class_id)


async def send_message(talk: Talk, callback_data: SendClassMessage, workshop: Workshop) -> None:
    """One message with text and picture: forwarded with one move, and free to be passed on."""
    card = await talk.ask(class_link, callback_data.class_id)
    await talk.chat.acknowledge(talk.words("parents.link.below"))
    link = address_of(card, await talk.chat.bot_name())
    await talk.chat.send_file(await workshop.qr_picture(link), message_for_parents(card, link), protect=False)


async def renew(talk: Talk, callback_data: RenewClassLink) -> None:
    """The first tap asks, the second makes the old link lead nowhere."""
    place = callback_data
    if not place.sure:
        card = await talk.ask(class_link, place.class_id)
        await talk.show(renew_screen(talk.words, card))
        return
    renewed = await talk.act(renew_class_link, place.class_id, place.link_id)
    await _show(talk, place.class_id, talk.words("parents.link.renewed") if renewed else "")


async def _show(talk: Talk, class_id: int, toast: str = "") -> None:
    card = await talk.ask(class_link, class_id)
    await talk.show(link_screen(talk.words, card, await talk.chat.bot_name()), toast)


def link_screen(words: Words, card: ClassLinkCard, bot_name: str) -> Screen:
    link, class_id = address_of(card, bot_name), card.class_.id
    text = words.html("parents.link", class_name=card.class_.name.quoted, link=link)
    share = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(_greeting(card), safe='')}"
    rows: list[Row] = [
        (Button(words("parents.link.message"), SendClassMessage(class_id=class_id), "primary"),),
        (Button(words("parents.link.share"), share),),
        (Button(words("parents.link.renew"), RenewClassLink(class_id=class_id, link_id=card.link.id)),),
    ]
    return Screen(text, [*rows, (Button(words("go.back"), OpenClassParents(class_id=class_id)),)])


def renew_screen(words: Words, card: ClassLinkCard) -> Screen:
    class_id = card.class_.id
    sure = RenewClassLink(class_id=class_id, link_id=card.link.id, sure=True)
    rows: list[Row] = [
        (Button(words("parents.link.renew.sure"), sure, "danger"),),
        (Button(words("go.back"), OpenClassLink(class_id=class_id)),),
    ]
    return Screen(words.html("parents.link.renew.ask", class_name=card.class_.name.quoted), rows)


def address_of(card: ClassLinkCard, bot_name: str) -> str:
    return f"https://t.me/{bot_name}?start={card.link.token}"


def message_for_parents(card: ClassLinkCard, link: str) -> str:
    """What parents read in the class chat, in both languages of the school."""
    return f"{_greeting(card)}\n\n{link}"


def _greeting(card: ClassLinkCard) -> str:
    class_name = card.class_.name.quoted
    languages = card.school.form_languages
    return "\n\n".join(Words(one)("parents.link.greeting", class_name=class_name) for one in languages)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_link, OpenClassLink.filter())
    router.callback_query.register(send_message, SendClassMessage.filter())
    router.callback_query.register(renew, RenewClassLink.filter())
    return router
