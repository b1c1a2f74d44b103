"""The screens of a class: its classes, where a report stands, what is asked, and the end."""

from collections.abc import Sequence

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.passport.categories import Answer, Education
from bot.core.passport.reports import Remark, ReportState
from bot.core.passport.survey import parent_of
from bot.core.passport.survey_views import ClassView, OwnClass, ReportView
from bot.core.school import Country
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.survey import (
    BeginReport,
    OpenCategories,
    OpenClass,
    OpenEducation,
    OpenPupils,
    OpenRemark,
    OpenSurvey,
    Pick,
    ReviewReport,
)
from bot.handlers.survey_words import SAID, about_whom, cut, fitted, fraction, subject_short
from bot.texts import Words

SUBJECTS_A_PAGE = ROWS - 1
REMARKS = 5
REASON = 100
NAMES = 60


def classes_screen(words: Words, classes: Sequence[OwnClass], number: int) -> Screen:
    shown = page_of(classes, number, 2 * ROWS)
    buttons = [
        Button(f"{one.class_.name} · {words(f'state.{one.state}')}", OpenClass(class_id=one.class_.id))
        for one in shown.items
    ]
    rows = [*in_rows(buttons, 2), shown.turners(lambda page: OpenSurvey(page=page)), _to_menu(words)]
    return Screen(words("survey.classes" if classes else "survey.no_classes"), rows)


def class_screen(words: Words, view: ClassView) -> Screen:
    """Before the first question it says why, on what ground, who will see it, and how long it takes."""
    head = words.html(
        "survey.class",
        class_name=view.class_.name.quoted,
        pupils=view.pupils,
        state=words(f"state.{view.state}"),
    )
    return Screen("\n".join([head, *_told(words, view)]), [*_ways(words, view), _to_menu(words)])


def _told(words: Words, view: ClassView) -> list[str]:
    if view.report is None:
        own = "survey.intro.kg" if view.country is Country.KYRGYZSTAN else "survey.intro"
        return ["", words.html(own)]
    remarks = [_remark(words, view, one) for one in view.remarks[:REMARKS]]
    if view.sent_on is None or view.report.state is ReportState.IN_WORK:
        return remarks
    return [words.html("survey.sent_on", date=f"{view.sent_on:%d.%m.%Y}"), *remarks]


def _remark(words: Words, view: ClassView, one: Remark) -> str:
    about = about_whom(words, view.country, one, view.names.get(one.pupil_id or 0, ""))
    return words.html("survey.remark", about=about, reason=cut(one.reason, REASON))


def _ways(words: Words, view: ClassView) -> list[Row]:
    report, after = view.report, view.report.revision if view.report else 0
    begin = BeginReport(class_id=view.class_.id, after=after)
    if report is None:
        return [(Button(words("survey.begin"), begin, "primary"),)]
    mend = [(_remark_button(words, view, one),) for one in view.remarks[:REMARKS]]
    if report.state is ReportState.IN_WORK:
        return [*mend, *_work(words, report.id)]
    look = (Button(words("survey.look"), ReviewReport(report_id=report.id)),)
    waits = report.state is ReportState.WAITING
    change = (Button(words("survey.take_back" if waits else "survey.change"), begin),)
    return [*mend, look, change]


def _work(words: Words, report_id: int) -> list[Row]:
    by_pupil = Button(words("survey.by_pupil"), OpenPupils(report_id=report_id))
    return [
        (Button(words("survey.go_on"), OpenCategories(report_id=report_id), "primary"), by_pupil),
        (Button(words("survey.review"), ReviewReport(report_id=report_id)),),
    ]


def _remark_button(words: Words, view: ClassView, one: Remark) -> Button:
    about = about_whom(words, view.country, one, view.names.get(one.pupil_id or 0, ""))
    return Button(fitted("⚠️ ", about, ""), OpenRemark(remark_id=one.id), "primary")


def categories_screen(words: Words, view: ReportView, number: int) -> Screen:
    """Page -1 is the one with the first subject that was not looked at."""
    following = view.next_subject
    stopped = page_of_subject(view, following) if following else 0
    shown = page_of(view.subjects, number if number >= 0 else stopped, SUBJECTS_A_PAGE)
    report_id, class_ = view.report.id, view.facts.class_
    rows: list[Row] = [(_subject_button(words, view, one),) for one in shown.items]
    rows.append(shown.turners(lambda page: OpenCategories(report_id=report_id, page=page)))
    check = Button(words("survey.review"), ReviewReport(report_id=report_id), "primary")
    rows.append((Button(words("survey.by_pupil"), OpenPupils(report_id=report_id)), check))
    rows.append((Button(words("go.back"), OpenClass(class_id=class_.id)),))
    done = view.by_subject
    text = words.html("survey.categories", class_name=class_.name.quoted, done=done.done, total=done.total)
    return Screen(text, rows)


def page_of_subject(view: ReportView, subject: str) -> int:
    return view.subjects.index(subject) // SUBJECTS_A_PAGE


def _subject_button(words: Words, view: ReportView, subject: str) -> Button:
    seen = SAID if subject in view.looked else ""
    parent = parent_of(subject)
    unknown = len(view.marked(subject, Answer.UNKNOWN.value)) if parent is None else 0
    counts = f" · {count_of(view, subject)}" + (f" ❔{unknown}" if unknown else "")
    label = fitted(seen, subject_short(words, view.school.country, subject), counts)
    if parent is not None:
        return Button(label, OpenEducation(report_id=view.report.id, parent=parent))
    return Button(label, Pick(report_id=view.report.id, key=subject))


def count_of(view: ReportView, subject: str) -> int:
    """Pupils in a category; for education those of whom a level is known."""
    if parent_of(subject) is None:
        return len(view.marked(subject, Answer.YES.value))
    left_open = ("", Education.UNKNOWN.value)
    return sum(view.mark_of(one, subject) not in left_open for one in view.facts.pupils)


def sent_screen(words: Words, view: ClassView) -> Screen:
    """The end of a form: number, date, what comes next, whom to ask."""
    contact = cut(", ".join(view.pedagogues), NAMES) or words("survey.contact")
    text = words.html(
        "survey.sent",
        class_name=view.class_.name.quoted,
        number=view.report.revision if view.report else 0,
        date=f"{view.sent_on:%d.%m.%Y}" if view.sent_on else "",
        contact=contact,
    )
    rows: list[Row] = [
        *_ways(words, view),
        (Button(words("survey.other_classes"), OpenSurvey()),),
        _to_menu(words),
    ]
    return Screen(text, rows)


def progress_line(words: Words, view: ReportView) -> str:
    return words("survey.progress", subjects=fraction(view.by_subject), pupils=fraction(view.by_pupil))


def _to_menu(words: Words) -> Row:
    return (Button(words("go.menu"), OpenMenu()),)
