"""Ways between the survey's screens: where ✓, ◀ and an answer that was refused lead."""

from bot.chat import Button, Row
from bot.core.passport.survey import parent_of
from bot.core.passport.survey_last_year import last_year
from bot.core.passport.survey_remarks import MENDING
from bot.core.passport.survey_views import ReportView, class_of_report, class_view, report_view
from bot.handlers.addresses.survey import (
    OpenCategories,
    OpenClass,
    OpenEducation,
    OpenPupils,
    Pick,
    ReviewReport,
    SendReport,
)
from bot.handlers.survey_class_screens import categories_screen, class_screen, page_of_subject
from bot.handlers.survey_kept_screens import offer_screen
from bot.handlers.survey_words import next_subject, subject_short
from bot.handlers.talk import Talk
from bot.texts import Words

CATEGORIES, REVIEW, PUPILS = "c", "r", "p"


async def show_class(talk: Talk, class_id: int) -> None:
    await talk.show(class_screen(talk.words, await talk.ask(class_view, class_id)))


async def show_class_of(talk: Talk, report_id: int) -> None:
    """After a refusal: how things stand now."""
    await show_class(talk, await talk.ask(class_of_report, report_id))


async def editable_view(talk: Talk, report_id: int) -> ReportView | None:
    """The report where it can be changed; otherwise says that it can not, and shows the class."""
    view = await talk.ask(report_view, report_id)
    if view.editable:
        return view
    talk.notice = talk.notice or talk.words("survey.not_in_work")
    await show_class(talk, view.facts.class_.id)
    return None


async def show_categories(talk: Talk, report_id: int, page: int, toast: str = "") -> None:
    """On arriving (page -1), what was known last year is offered first, until it was answered."""
    view = await editable_view(talk, report_id)
    if view is None:
        return
    offer = await talk.ask(last_year, report_id) if page < 0 else None
    if offer is not None:
        await talk.show(offer_screen(talk.words, view, offer))
    else:
        await talk.show(categories_screen(talk.words, view, page), toast)


def list_of(view: ReportView, subject: str, back: str) -> Pick | OpenEducation:
    """Where a subject is answered."""
    parent = parent_of(subject)
    if parent is not None:
        return OpenEducation(report_id=view.report.id, parent=parent, back=back)
    return Pick(report_id=view.report.id, key=subject, back=back)


def way_back(words: Words, view: ReportView, subject: str, mark: str, back: str) -> Row:
    """✓ and what is likely to be wanted next, below the list of a subject."""
    parent = parent_of(subject)
    if parent is not None:
        education = OpenEducation(report_id=view.report.id, parent=parent, back=back)
        return (Button(words("go.done"), education, "primary"), *_again(words, view, back))
    return (
        Button(words("go.done"), _origin(view, subject, back), "primary"),
        *_further(words, view, subject, back),
    )


def way_on(words: Words, view: ReportView, subject: str, back: str) -> Row:
    """The same below the education of a parent."""
    return (
        Button(words("go.done"), _origin(view, subject, back), "primary"),
        *_further(words, view, subject, back),
    )


def _further(words: Words, view: ReportView, subject: str, back: str) -> Row:
    if back != CATEGORIES:
        return _again(words, view, back)
    following = next_subject(view, subject)
    if following is None:
        return (Button(words("survey.review"), ReviewReport(report_id=view.report.id)),)
    label = f"{subject_short(words, view.school.country, following)} ▶"
    return (Button(label, list_of(view, following, back)),)


def _again(words: Words, view: ReportView, back: str) -> Row:
    """A returned report is sent again from the very screen on which it was mended."""
    if back != MENDING:
        return ()
    return (Button(words("survey.send_again"), SendReport(report_id=view.report.id), "success"),)


def _origin(view: ReportView, subject: str, back: str) -> OpenCategories | ReviewReport | OpenClass:
    if back == CATEGORIES:
        return OpenCategories(report_id=view.report.id, page=page_of_subject(view, subject))
    return _reviewed(view, back)


def _reviewed(view: ReportView, back: str) -> ReviewReport | OpenClass:
    if back == MENDING:
        return OpenClass(class_id=view.facts.class_.id)
    return ReviewReport(report_id=view.report.id, page=int(back.removeprefix(REVIEW) or 0))


def way_from_card(words: Words, view: ReportView, back: str) -> Row:
    """Below a card: the list, or where one came from."""
    if back == PUPILS:
        return (Button(words("survey.list"), OpenPupils(report_id=view.report.id)),)
    return (Button(words("go.done"), _reviewed(view, back), "primary"), *_again(words, view, back))
