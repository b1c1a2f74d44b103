"""The survey's rows in the menu: what was begun or came back, with the place where one stopped."""

from collections.abc import Sequence

from bot.chat import Address, Button, Row
from bot.core.office import Draft
from bot.core.passport.survey import QUESTION, Question
from bot.core.passport.survey_views import Progress, ReportView, Unfinished, unfinished
from bot.handlers.addresses.survey import OpenCard, OpenCategories, OpenClass, OpenPupils, ReviewReport
from bot.handlers.survey_ways import CATEGORIES, list_of
from bot.handlers.survey_words import fitted, subject_short
from bot.handlers.talk import Talk
from bot.texts import Words

OFFERED = 2


async def survey_rows(talk: Talk) -> list[Row]:
    """The first reports of this person that wait for them."""
    waiting = await talk.ask(unfinished)
    return [(_button(talk.words, one, talk.draft),) for one in waiting[:OFFERED]]


def _button(words: Words, one: Unfinished, draft: Draft | None) -> Button:
    if one.view is None:
        label = words("survey.resume_returned", class_name=one.class_.name)
        return Button(label, OpenClass(class_id=one.class_.id), "primary")
    return _go_on(words, one.view, draft)


def _go_on(words: Words, view: ReportView, draft: Draft | None) -> Button:
    """To the place that was left, by the way in which more was looked at; at the end of it, to the review."""
    asked = _asked(view, draft)
    by_pupil = not asked and _share(view.by_pupil) > _share(view.by_subject)
    progress = view.by_pupil if by_pupil else view.by_subject
    class_name = view.facts.class_.name
    if progress.done == progress.total:
        check = ReviewReport(report_id=view.report.id)
        return Button(words("survey.resume_ready", class_name=class_name), check, "primary")
    where, address = _pupil(view) if by_pupil else _subject(words, view, asked)
    how_far = words("survey.resume", class_name=class_name, done=progress.done, total=progress.total)
    return Button(fitted(f"{how_far}, ", where, "") if where else how_far, address, "primary")


def _share(progress: Progress) -> float:
    return progress.done / max(1, progress.total)


def _asked(view: ReportView, draft: Draft | None) -> str:
    """The subject whose list was still open."""
    if draft is None or draft.question.split(":")[0] != QUESTION:
        return ""
    question = Question.read(draft.question)
    return question.subject if question.report_id == view.report.id else ""


def _pupil(view: ReportView) -> tuple[str, Address]:
    pupils = [one.pupil for one in view.facts.pupils]
    place = _last_in_order([view.was_looked_at(one) for one in pupils])
    if place is None:
        return "", OpenPupils(report_id=view.report.id)
    return pupils[place].name.first, OpenCard(report_id=view.report.id, pupil_id=pupils[place].id)


def _subject(words: Words, view: ReportView, asked: str) -> tuple[str, Address]:
    place = _last_in_order([one in view.looked for one in view.subjects])
    subject = asked or (view.subjects[place] if place is not None else "")
    if not subject:
        return "", OpenCategories(report_id=view.report.id)
    return subject_short(words, view.school.country, subject), list_of(view, subject, CATEGORIES)


def _last_in_order(looked: Sequence[bool]) -> int | None:
    """The last one looked at, where one went through them without a gap: otherwise nobody knows which it was."""
    places = [place for place, seen in enumerate(looked) if seen]
    return places[-1] if places and places[-1] - places[0] + 1 == len(places) else None
