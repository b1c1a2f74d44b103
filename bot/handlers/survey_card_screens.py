"""The screens of the way by pupil: the class list, and the card with everything about one pupil."""

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.passport.categories import PARENTS, Answer, Education
from bot.core.passport.facts import PupilFacts
from bot.core.passport.survey import EDUCATION, parent_of
from bot.core.passport.survey_remarks import MENDING
from bot.core.passport.survey_views import ReportView
from bot.core.people import Pupil
from bot.handlers.addresses.survey import OpenCard, OpenCategories, OpenPupils, ReviewReport, TickCard
from bot.handlers.survey_list_screens import PUPILS_A_PAGE, reason
from bot.handlers.survey_ways import PUPILS, way_from_card
from bot.handlers.survey_words import (
    SAID,
    after_tap,
    called,
    fitted,
    level_name,
    listed,
    sign,
    subject_short,
)
from bot.texts import Words

YES, UNKNOWN = Answer.YES.value, Answer.UNKNOWN.value
NAMES = 160
# The way of marking has a row of its own, wide enough for its words.
ROWS_A_PAGE = ROWS - 1


def pupils_screen(words: Words, view: ReportView, number: int) -> Screen:
    """The class list with its marks; page -1 is the one where the teacher stopped."""
    following = view.next_pupil
    stopped = view.place_of(following.id) // PUPILS_A_PAGE if following else 0
    shown = page_of(view.facts.pupils, number if number >= 0 else stopped, PUPILS_A_PAGE)
    names = called(one.pupil for one in view.facts.pupils)
    buttons = [_pupil_button(view, one, names[one.pupil.id]) for one in shown.items]
    report_id, done = view.report.id, view.by_pupil
    back = Button(words("go.back"), OpenCategories(report_id=report_id, page=0))
    check = Button(words("survey.review"), ReviewReport(report_id=report_id))
    turners = shown.turners(lambda page: OpenPupils(report_id=report_id, page=page))
    text = words.html(
        "survey.pupils", class_name=view.facts.class_.name.quoted, done=done.done, total=done.total
    )
    return Screen(text, [*in_rows(buttons, 2), turners, (back, check)])


def _pupil_button(view: ReportView, one: PupilFacts, name: str) -> Button:
    following = view.next_pupil
    expected = following is not None and following.id == one.pupil.id
    said = len(_ticked(view, one)) + len(_unknown(view, one))
    label = fitted(SAID if view.was_looked_at(one.pupil) else "", name, f" · {said}" if said else "")
    address = OpenCard(report_id=view.report.id, pupil_id=one.pupil.id)
    return Button(label, address, "primary" if expected else None)


def _ticked(view: ReportView, one: PupilFacts) -> list[str]:
    """The categories that hold and were said; what is only presumed is not counted."""
    held = (key.key for key in view.categories if view.mark_of(one, key.key) == YES)
    return [key for key in held if not view.derived(one, key)]


def _unknown(view: ReportView, one: PupilFacts) -> list[str]:
    asked = [one.key for one in view.categories] + [EDUCATION + parent for parent in PARENTS]
    return [subject for subject in asked if view.mark_of(one, subject) == UNKNOWN]


def card_screen(words: Words, view: ReportView, here: OpenCard) -> Screen:
    place = view.place_of(here.pupil_id)
    one = view.facts.pupils[place]
    shown = page_of(_card_pages(words, view, one, here), here.page, 1)
    turners = shown.turners(lambda page: here.model_copy(update={"page": page}))
    return Screen(
        "\n".join(_card_lines(words, view, one, here)),
        [*shown.items[0], turners, (_mode(words, here),), _neighbours(words, view, here, place)],
    )


def page_on_card(view: ReportView, subject: str) -> int:
    """Where on the card a subject stands; the parents' education has the page after the categories."""
    keys = [one.key for one in view.categories]
    place = len(keys) + 2 * ROWS_A_PAGE - 1 if parent_of(subject) is not None else keys.index(subject)
    return place // (2 * ROWS_A_PAGE)


def _card_pages(words: Words, view: ReportView, one: PupilFacts, here: OpenCard) -> list[list[Row]]:
    categories = [_button(words, view, one, category.key, here.mark, here) for category in view.categories]
    levels = [
        _button(words, view, one, EDUCATION + parent, level.value, here)
        for parent in PARENTS
        for level in Education
    ]
    rows = in_rows(categories, 2)
    pages = [rows[start : start + ROWS_A_PAGE] for start in range(0, len(rows), ROWS_A_PAGE)]
    return [*pages, in_rows(levels, 2)]


def _button(
    words: Words, view: ReportView, one: PupilFacts, subject: str, mark: str, here: OpenCard
) -> Button:
    address = TickCard(
        report_id=here.report_id,
        pupil_id=here.pupil_id,
        key=subject,
        answer=after_tap(view, one, subject, mark),
        mark=here.mark,
        page=here.page,
        back=here.back,
    )
    return Button(sign(view, one, subject, mark) + _label(words, view, subject, mark), address)


def _label(words: Words, view: ReportView, subject: str, mark: str) -> str:
    parent = parent_of(subject)
    if parent is None:
        return subject_short(words, view.school.country, subject)
    return f"{words(f'survey.parent.{parent}')}: {level_name(words, mark)}"


def _card_lines(words: Words, view: ReportView, one: PupilFacts, here: OpenCard) -> list[str]:
    """The pupil, why the card came back, what is ticked, what is not known yet."""
    country, pupil = view.school.country, one.pupil
    total, place = len(view.facts.pupils), view.place_of(pupil.id) + 1
    class_name = view.facts.class_.name
    head = words.html("survey.card", name=pupil.name.full, class_name=class_name, place=place, total=total)
    mended = [remark for remark in view.remarks if here.back == MENDING and remark.pupil_id == pupil.id]
    reasons = [reason(words, remark, {pupil.id: pupil.name.short}) for remark in mended]
    ticked = [subject_short(words, country, key) for key in _ticked(view, one)]
    unknown = [subject_short(words, country, key) for key in _unknown(view, one)]
    said = words.html("survey.card_yes" if ticked else "survey.card_nothing", names=listed(ticked, NAMES))
    open_ = [words.html("survey.card_unknown", names=listed(unknown, NAMES))] if unknown else []
    mode = words.html("survey.unknown_mode_card" if here.mark == UNKNOWN else "survey.presumed")
    return [head, *reasons, said, *open_, mode]


def _mode(words: Words, here: OpenCard) -> Button:
    key, mark = ("survey.to_yes", YES) if here.mark == UNKNOWN else ("survey.to_unknown", UNKNOWN)
    return Button(words(key), here.model_copy(update={"mark": mark}))


def _neighbours(words: Words, view: ReportView, here: OpenCard, place: int) -> Row:
    """The pupil before and the one after; none where one came for this pupil alone."""
    middle = way_from_card(words, view, here.back)
    if here.back != PUPILS:
        return middle
    pupils = [one.pupil for one in view.facts.pupils]
    before = [_step(view, "◀ ", pupils[place - 1], "")] if place else []
    after = [_step(view, "", pupils[place + 1], " ▶")] if place + 1 < len(pupils) else []
    return (*before, *middle, *after)


def _step(view: ReportView, before: str, one: Pupil, after: str) -> Button:
    """Named, so that it is not taken for the turning of a page."""
    return Button(fitted(before, one.name.last, after), OpenCard(report_id=view.report.id, pupil_id=one.id))
