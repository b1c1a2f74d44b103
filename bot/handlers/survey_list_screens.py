"""The screens on which the pupils of one subject are ticked, and what was understood of typed surnames."""

from collections.abc import Sequence

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.identity.finding import Found, Namesakes
from bot.core.passport.categories import Answer, Education
from bot.core.passport.facts import PupilFacts
from bot.core.passport.reports import Remark
from bot.core.passport.survey import EDUCATION, Question, parent_of
from bot.core.passport.survey_remarks import MENDING
from bot.core.passport.survey_views import ReportView
from bot.handlers.addresses.survey import Meant, Pick, SetUsual, Tick
from bot.handlers.survey_ways import CATEGORIES, way_back, way_on
from bot.handlers.survey_words import (
    SAID,
    after_tap,
    called,
    category_hint,
    cut,
    level_name,
    listed,
    sign,
    subject_name,
    usual_name,
)
from bot.texts import Words

# Seven rows of two, so that the way of marking has a row of its own, wide enough for its words.
PUPILS_A_PAGE = 2 * (ROWS - 1)
REASON, TYPED, NAMES = 120, 90, 160
UNKNOWN, YES = Answer.UNKNOWN.value, Answer.YES.value
LEVELS = (Education.HIGHER, Education.VOCATIONAL, Education.SECONDARY)


def list_screen(words: Words, view: ReportView, here: Pick, understood: Sequence[str] = ()) -> Screen:
    """The class list for one subject; `understood` is what was made of a typed message."""
    shown = page_of(view.facts.pupils, here.page, PUPILS_A_PAGE)
    names = called(one.pupil for one in view.facts.pupils)
    buttons = [_pupil_button(view, one, names[one.pupil.id], here) for one in shown.items]
    turners = shown.turners(lambda page: here.model_copy(update={"page": page}))
    rows: list[Row] = [*in_rows(buttons, 2), turners, _mode(words, here)]
    rows.append(way_back(words, view, here.key, here.mark, here.back))
    lines = understood or _explained(words, view, here)
    return Screen("\n".join([_head(words, view, here), *_reasons(words, view, here), *lines]), rows)


def _pupil_button(view: ReportView, one: PupilFacts, name: str, here: Pick) -> Button:
    address = Tick(
        report_id=here.report_id,
        key=here.key,
        pupil_id=one.pupil.id,
        answer=after_tap(view, one, here.key, here.mark),
        mark=here.mark,
        page=here.page,
        back=here.back,
    )
    return Button(sign(view, one, here.key, here.mark) + name, address)


def _mode(words: Words, here: Pick) -> Row:
    """Changes what a tap says: yes, or "I do not know yet"; an education has its own list for that."""
    if parent_of(here.key):
        return ()
    key, mark = ("survey.to_yes", YES) if here.mark == UNKNOWN else ("survey.to_unknown", UNKNOWN)
    return (Button(words(key), here.model_copy(update={"mark": mark})),)


def _head(words: Words, view: ReportView, here: Pick) -> str:
    parent = parent_of(here.key)
    total = len(view.facts.pupils)
    name = subject_name(words, view.school.country, here.key)
    if parent is not None:
        level, usual = level_name(words, here.mark), usual_name(words, view, parent)
        count = len(view.exceptions(parent, Education(here.mark)))
        return words.html(
            "survey.pick_education", subject=name, level=level, count=count, total=total, usual=usual
        )
    count = len(view.marked(here.key, YES))
    hint = category_hint(words, view.school.country, here.key)
    return words.html("survey.pick", category=name, hint=hint, count=count, total=total)


def _explained(words: Words, view: ReportView, here: Pick) -> list[str]:
    lines = []
    if here.key == "large_family":
        lines.append(words.html("survey.large_family_from", number=view.school.large_family_from))
    if parent_of(here.key) is None and view.category(here.key).presumed:
        lines.append(words.html("survey.presumed"))
    lines.append(
        words.html(
            "survey.unknown_mode" if here.mark == UNKNOWN and not parent_of(here.key) else "survey.type_tip"
        )
    )
    return lines


def _reasons(words: Words, view: ReportView, here: Pick) -> list[str]:
    """What the pedagogue asked about this subject, while it is being mended."""
    if here.back != MENDING:
        return []
    names = {one.pupil.id: one.pupil.name.short for one in view.facts.pupils}
    return [reason(words, one, names) for one in view.remarks if one.category == here.key]


def reason(words: Words, one: Remark, names: dict[int, str]) -> str:
    about = names.get(one.pupil_id or 0) or words("survey.remark_class")
    return words.html("survey.remark", about=about, reason=cut(one.reason, REASON))


def understood_lines(words: Words, typed: str, found: Found) -> list[str]:
    """What was written stands beside the words that it came from; what was not found is said too."""
    lines = []
    if found.matched:
        names = listed([one.name.short for one in found.matched], NAMES)
        lines.append(words.html("survey.understood", typed=cut(typed, TYPED), names=names))
    if found.not_found:
        lines.append(words.html("survey.not_found", names=listed(found.not_found, NAMES)))
    return lines


def who_screen(
    words: Words,
    view: ReportView,
    question: Question,
    number: int,
    asked: Namesakes,
    understood: Sequence[str],
) -> Screen:
    """Asks which of the namesakes was meant; nothing is written before the tap."""
    key = "survey.who_nearly" if asked.misspelt else "survey.who"
    name = subject_name(words, view.school.country, question.subject)
    head = words.html("survey.subject", subject=name)
    shown = asked.pupils[:PUPILS_A_PAGE]
    names = called(shown)
    buttons = [Button(names[one.id], _meant(question, number, one.id)) for one in shown]
    nobody = Button(words("survey.nobody_of_them"), _meant(question, number, 0))
    asking = words.html(key, typed=cut(asked.typed, TYPED))
    return Screen("\n".join([head, *understood, "", asking]), [*in_rows(buttons, 2), (nobody,)])


def _meant(question: Question, number: int, pupil_id: int) -> Meant:
    return Meant(
        report_id=question.report_id,
        key=question.subject,
        mark=question.mark,
        number=number,
        pupil_id=pupil_id,
    )


def education_screen(words: Words, view: ReportView, parent: str, back: str = CATEGORIES) -> Screen:
    """What most mothers or fathers have, and a list for each exception."""
    subject = EDUCATION + parent
    text = words.html(
        "survey.education",
        subject=subject_name(words, view.school.country, subject),
        class_name=view.facts.class_.name.quoted,
        usual=usual_name(words, view, parent),
    )
    usual = view.report.usual.get(parent)
    most = [(_usual_button(words, view, parent, level, back),) for level in LEVELS]
    others = [level for level in (*LEVELS, Education.UNKNOWN) if level is not usual]
    exceptions = [(_exception_button(words, view, parent, level, back),) for level in others]
    names = {one.pupil.id: one.pupil.name.short for one in view.facts.pupils}
    mended = [one for one in view.remarks if one.category == subject] if back == MENDING else []
    lines = [text, *(reason(words, one, names) for one in mended)]
    return Screen("\n".join(lines), [*most, *exceptions, way_on(words, view, subject, back)])


def _usual_button(words: Words, view: ReportView, parent: str, level: Education, back: str) -> Button:
    chosen = SAID if view.report.usual.get(parent) is level else ""
    address = SetUsual(report_id=view.report.id, parent=parent, level=level.value, back=back)
    return Button(chosen + words("survey.most", level=level_name(words, level.value)), address)


def _exception_button(words: Words, view: ReportView, parent: str, level: Education, back: str) -> Button:
    count = len(view.exceptions(parent, level))
    label = words("survey.exception", level=level_name(words, level.value), count=count)
    return Button(label, Pick(report_id=view.report.id, key=EDUCATION + parent, mark=level.value, back=back))
