"""A parent's consents: read and given page by page, shown as they were given, withdrawn."""

from aiogram import Router

from bot.core.parents.consent import (
    agree,
    consent_facts,
    fingerprint,
    my_consent,
    my_consents,
    withdraw_consent,
)
from bot.handlers.addresses.consents import (
    Agree,
    Decline,
    OpenConsent,
    OpenConsents,
    OpenStopTasks,
    ShowConsent,
    WithdrawConsent,
)
from bot.handlers.consent_screens import (
    agreed_screen,
    consents_screen,
    declined_screen,
    given_screen,
    reading_screen,
    withdraw_screen,
    withdrawn_screen,
)
from bot.handlers.consent_words import consent_text, pages_of
from bot.handlers.talk import Talk


async def open_consent(talk: Talk, callback_data: OpenConsent) -> None:
    """The text to agree to; where it was agreed to before, the one that was agreed to."""
    facts = await talk.ask(consent_facts, callback_data.pupil_id)
    if facts.held:
        given = await talk.ask(my_consent, facts.held.id)
        await talk.show(given_screen(talk.words, given, callback_data.page))
        return
    text = consent_text(talk.words, facts)
    screen = reading_screen(
        talk.words, pages_of(text), callback_data.page, callback_data.pupil_id, fingerprint(text)
    )
    await talk.show(screen)


async def take_consent(talk: Talk, callback_data: Agree) -> None:
    pupil_id = callback_data.pupil_id
    facts = await talk.ask(consent_facts, pupil_id)
    text, language = consent_text(talk.words, facts), talk.words.language
    if await talk.act(agree, pupil_id, text, language, callback_data.shown):
        await talk.show(agreed_screen(talk.words, await talk.ask(consent_facts, pupil_id)))
    else:
        await talk.show(reading_screen(talk.words, pages_of(text), 0, pupil_id, fingerprint(text)))


async def decline(talk: Talk, callback_data: Decline) -> None:
    facts = await talk.ask(consent_facts, callback_data.pupil_id)
    await talk.show(declined_screen(talk.words, facts))


async def open_consents(talk: Talk, callback_data: OpenConsents) -> None:
    await talk.show(consents_screen(talk.words, await talk.ask(my_consents), callback_data.page))


async def show_consent(talk: Talk, callback_data: ShowConsent) -> None:
    given = await talk.ask(my_consent, callback_data.consent_id)
    await talk.show(given_screen(talk.words, given, callback_data.page))


async def withdraw(talk: Talk, callback_data: WithdrawConsent) -> None:
    """The first tap says what happens, the second withdraws."""
    number = callback_data.consent_id
    given = await talk.ask(my_consent, number)
    if not callback_data.sure and given.consent.held:
        await talk.show(withdraw_screen(talk.words, given))
        return
    await talk.act(withdraw_consent, number, OpenStopTasks().pack())
    await talk.show(withdrawn_screen(talk.words, await talk.ask(my_consent, number)))


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_consent, OpenConsent.filter())
    router.callback_query.register(take_consent, Agree.filter())
    router.callback_query.register(decline, Decline.filter())
    router.callback_query.register(open_consents, OpenConsents.filter())
    router.callback_query.register(show_consent, ShowConsent.filter())
    router.callback_query.register(withdraw, WithdrawConsent.filter())
    return router
