"""Last year's facts are offered once: kept all together, or looked through one by one."""

from bot.core.passport.categories import Answer
from bot.core.passport.survey_last_year import end_offer, keep_all, keep_fact, keep_of, last_year
from bot.handlers.addresses.survey import KeepAll, KeepFact, KeepOf, LookThroughKept
from bot.handlers.survey_kept_screens import kept_screen, offer_screen
from bot.handlers.survey_ways import editable_view, show_categories
from bot.handlers.talk import Talk


async def keep_everything(talk: Talk, callback_data: KeepAll) -> None:
    await talk.act(keep_all, callback_data.report_id)
    await show_categories(talk, callback_data.report_id, 0, talk.words("survey.kept.done"))


async def look_through(talk: Talk, callback_data: LookThroughKept) -> None:
    await _show_step(talk, callback_data.report_id, callback_data.step)


async def keep_one(talk: Talk, callback_data: KeepFact) -> None:
    place = callback_data
    answer = Answer(place.answer) if place.answer else None
    await talk.act(keep_fact, place.report_id, place.pupil_id, place.key, answer)
    await _show_step(talk, place.report_id, place.step)


async def keep_pupil(talk: Talk, callback_data: KeepOf) -> None:
    place = callback_data
    await talk.act(keep_of, place.report_id, place.step, place.pupil_id)
    await _show_step(talk, place.report_id, place.step + 1)


async def _show_step(talk: Talk, report_id: int, step: int) -> None:
    """Past the last one the offer is ended, before the first one it is shown whole again."""
    view = await editable_view(talk, report_id)
    if view is None:
        return
    offer = await talk.ask(last_year, report_id)
    if offer is None:
        await show_categories(talk, report_id, 0)
    elif step < 0:
        await talk.show(offer_screen(talk.words, view, offer))
    elif step < offer.steps:
        await talk.show(kept_screen(talk.words, view, offer, step))
    else:
        await talk.act(end_offer, report_id)
        await show_categories(talk, report_id, 0)
