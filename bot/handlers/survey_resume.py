"""The survey's rows in the menu: what was begun or came back, with the place where one stopped."""

from bot.chat import Address, Button, Row
from bot.core.passport.survey_views import Progress, ReportView, Unfinished, unfinished
from bot.handlers.addresses import OpenCard, OpenCategories, OpenClass, ReviewReport
from bot.handlers.survey_words import subject_short
from bot.handlers.talk import Talk
from bot.texts import Words

OFFERED = 2


async def survey_rows(talk: Talk) -> list[Row]:
    """The first reports of this person that wait for them."""
    waiting = await talk.ask(unfinished)
    return [(_button(talk.words, one),) for one in waiting[:OFFERED]]


def _button(words: Words, one: Unfinished) -> Button:
    if one.view is None:
        label = words("survey.resume_returned", class_name=one.class_.name)
        return Button(label, OpenClass(class_id=one.class_.id), "primary")
    return _go_on(words, one.view)


def _go_on(words: Words, view: ReportView) -> Button:
    """By the way in which more was looked at; where nothing is left there, to the review."""
    by_pupil = _share(view.by_pupil) > _share(view.by_subject)
    progress = view.by_pupil if by_pupil else view.by_subject
    place = _pupil(view) if by_pupil else _subject(words, view)
    class_name = view.facts.class_.name
    if place is None:
        check = ReviewReport(report_id=view.report.id)
        return Button(words("survey.resume_ready", class_name=class_name), check, "primary")
    where, address = place
    label = words(
        "survey.resume", class_name=class_name, done=progress.done, total=progress.total, place=where
    )
    return Button(label, address, "primary")


def _share(progress: Progress) -> float:
    return progress.done / max(1, progress.total)


def _pupil(view: ReportView) -> tuple[str, Address] | None:
    following = view.next_pupil
    if following is None:
        return None
    return following.name.first, OpenCard(report_id=view.report.id, pupil_id=following.id)


def _subject(words: Words, view: ReportView) -> tuple[str, Address] | None:
    following = view.next_subject
    if following is None:
        return None
    short = subject_short(words, view.school.country, following)
    return short, OpenCategories(report_id=view.report.id)
