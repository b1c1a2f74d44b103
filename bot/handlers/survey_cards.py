"""By pupil: the class list and the card of each pupil; the same facts as by category."""

from bot.core.passport.survey import open_card, tick_card
from bot.core.passport.survey_views import report_view
from bot.handlers.addresses.survey import OpenCard, OpenPupils, TickCard
from bot.handlers.survey_card_screens import card_screen, pupils_screen
from bot.handlers.survey_ways import editable_view, show_class_of
from bot.handlers.talk import Talk


async def open_pupils(talk: Talk, callback_data: OpenPupils) -> None:
    await talk.leave_question()
    view = await editable_view(talk, callback_data.report_id)
    if view is not None:
        await talk.show(pupils_screen(talk.words, view, callback_data.page))


async def open_pupil(talk: Talk, callback_data: OpenCard) -> None:
    place = callback_data
    if await talk.act(open_card, place.report_id, place.pupil_id):
        await talk.show(card_screen(talk.words, await talk.ask(report_view, place.report_id), place))
    else:
        await show_class_of(talk, place.report_id)


async def tick_on_card(talk: Talk, callback_data: TickCard) -> None:
    place = callback_data
    if await talk.act(tick_card, place.report_id, place.pupil_id, place.key, place.answer):
        here = OpenCard(
            report_id=place.report_id,
            pupil_id=place.pupil_id,
            mark=place.mark,
            page=place.page,
            back=place.back,
        )
        await talk.show(card_screen(talk.words, await talk.ask(report_view, place.report_id), here))
    else:
        await show_class_of(talk, place.report_id)
