"""How a class teacher reports: by exception, absolute answers, on one revision that is in work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.access import Action, require
from bot.core.errors import Outdated
from bot.core.office import Draft
from bot.core.passport.arrivals import announce, withdraw_announcements
from bot.core.passport.board import withdraw_reminders
from bot.core.passport.categories import PARENTS, Answer, Education, categories_of
from bot.core.passport.reports import ClassReport, ReportState
from bot.core.ports import Desk

EDUCATION = "education."
PUPIL = "pupil:"
LAST_YEAR = "last_year"
QUESTION = "survey"


class NotInWork(Outdated):
    """The report was sent, or taken up anew, since the button was drawn or the question asked."""

    key = "survey.not_in_work"


@dataclass(frozen=True, slots=True)
class Question:
    """What a typed message answers: which pupils are to be marked so; kept as the question of a draft."""

    report_id: int
    subject: str
    mark: str

    def __str__(self) -> str:
        return f"{QUESTION}:{self.report_id}:{self.subject}:{self.mark}"

    @classmethod
    def read(cls, question: str) -> "Question":
        _, report_id, subject, mark = question.split(":")
        return cls(int(report_id), subject, mark)


def parent_of(subject: str) -> str | None:
    """Whose education the subject is about; None for a category."""
    return subject.removeprefix(EDUCATION) if subject.startswith(EDUCATION) else None


def begin(desk: Desk, class_id: int, after: int) -> None:
    """Opens the revision that follows `after` (0: the first one); does nothing where somebody already did."""
    require(desk.actor, Action.FILL_REPORT, class_id)
    newest = desk.reports.newest(class_id)
    if not _is_of_this_year(desk, class_id):
        raise NotInWork()
    if (newest.revision if newest else 0) != after or (newest and newest.state is ReportState.IN_WORK):
        return
    if newest and newest.state is ReportState.WAITING:
        desk.reports.set_state(newest.id, ReportState.TAKEN_BACK, desk.actor.id, desk.moment)
        withdraw_announcements(desk, newest.id)
    begin_after(desk, class_id, newest)


def begin_after(desk: Desk, class_id: int, newest: ClassReport | None) -> ClassReport:
    """A revision in work that says what the given one says."""
    desk.audit.note(desk.actor.id, "begin_report", f"class:{class_id}", desk.moment)
    return desk.reports.begin(class_id, desk.moment, newest)


def say(desk: Desk, report_id: int, pupil_ids: Sequence[int], key: str, answer: Answer | None) -> None:
    """Writes one answer about these pupils; None takes back what was said."""
    report = in_work(desk, report_id)
    _check_subject(desk, key)
    for pupil_id in _members(desk, report, pupil_ids):
        desk.reports.say(report_id, pupil_id, key, answer, desk.actor.id, desk.moment)


def say_education(
    desk: Desk, report_id: int, pupil_ids: Sequence[int], parent: str, level: Education | None
) -> None:
    """Writes the education of one parent of these pupils; None means: as most of the class."""
    report = in_work(desk, report_id)
    _check_subject(desk, EDUCATION + parent)
    for pupil_id in _members(desk, report, pupil_ids):
        desk.reports.say_education(report_id, pupil_id, parent, level, desk.actor.id, desk.moment)


def set_usual(desk: Desk, report_id: int, parent: str, level: Education) -> None:
    """The education that most mothers or fathers of the class have; the others are exceptions."""
    in_work(desk, report_id)
    _check_subject(desk, EDUCATION + parent)
    desk.reports.set_usual(report_id, parent, level)
    desk.reports.look(report_id, EDUCATION + parent)


def mark(desk: Desk, report_id: int, pupil_ids: Sequence[int], subject: str, said: str) -> None:
    """Writes what a tick says: an answer or a level of education; empty takes back what was said."""
    parent = parent_of(subject)
    if parent is None:
        say(desk, report_id, pupil_ids, subject, Answer(said) if said else None)
    else:
        say_education(desk, report_id, pupil_ids, parent, Education(said) if said else None)


def open_list(desk: Desk, question: Question, back: str) -> None:
    """Shows the pupils for one subject: it was looked at, and typed surnames now answer this question."""
    look(desk, question.report_id, question.subject)
    ask(desk, question, {"back": back})


def ask(desk: Desk, question: Question, words: Mapping[str, str]) -> None:
    desk.drafts.open(desk.actor.id, str(question), words, desk.moment)


def tick(desk: Desk, question: Question, pupil_id: int, said: str, back: str) -> None:
    """One tap in the list of a subject."""
    mark(desk, question.report_id, [pupil_id], question.subject, said)
    ask(desk, question, {"back": back})


def tick_card(desk: Desk, report_id: int, pupil_id: int, subject: str, said: str) -> None:
    """One tap on the card of a pupil."""
    mark(desk, report_id, [pupil_id], subject, said)
    leave(desk)


def take_typed(
    desk: Desk, question: Question, typed: str, pupil_ids: Sequence[int], unclear: int, back: str
) -> None:
    """Marks those who were meant without doubt; the `unclear` others are asked about one by one."""
    mark(desk, question.report_id, pupil_ids, question.subject, question.mark)
    numbers = ",".join(str(number) for number in range(unclear))
    ask(desk, question, {"back": back, "typed": typed, "unclear": numbers})


def settle(desk: Desk, question: Question, number: int, pupil_id: int) -> None:
    """Who was meant by an unclear part of what was typed; 0: nobody. Each part is settled once."""
    draft = open_question(desk)
    unclear = unclear_of(draft.words) if draft and draft.question == str(question) else []
    if draft is None or number not in unclear:
        raise Outdated()
    mark(desk, question.report_id, [pupil_id], question.subject, question.mark)
    left = ",".join(str(one) for one in unclear if one != number)
    ask(desk, question, {**draft.words, "unclear": left})


def open_question(desk: Desk) -> Draft | None:
    """The list that waits for typed surnames, and what was made of the last ones."""
    return desk.drafts.on(desk.actor.id, "")


def unclear_of(words: Mapping[str, str]) -> list[int]:
    """The numbers of the parts of a typed message that are still to be asked about."""
    return [int(number) for number in words.get("unclear", "").split(",") if number]


def open_card(desk: Desk, report_id: int, pupil_id: int) -> None:
    """Shows one pupil: they were looked at."""
    report = in_work(desk, report_id)
    if not _members(desk, report, [pupil_id]):
        raise Outdated()
    desk.reports.look(report_id, f"{PUPIL}{pupil_id}")
    desk.audit.note(desk.actor.id, "view_card", f"pupil:{pupil_id}", desk.moment)
    leave(desk)


def look(desk: Desk, report_id: int, subject: str) -> None:
    """Keeps that a category, or the education of a parent, was looked at, for the progress."""
    in_work(desk, report_id)
    _check_subject(desk, subject)
    desk.reports.look(report_id, subject)
    desk.audit.note(desk.actor.id, "view_list", f"report:{report_id}:{subject}", desk.moment)
    leave(desk)


def leave(desk: Desk) -> None:
    """The person is elsewhere now: what they type next is no surname for a list."""
    desk.drafts.close(desk.actor.id)


def send(desk: Desk, report_id: int, opens: str) -> None:
    """Hands the revision to the pedagogue, whose message `opens` it; from here on it does not change."""
    report = in_work(desk, report_id)
    desk.reports.set_state(report_id, ReportState.WAITING, desk.actor.id, desk.moment)
    desk.reports.set_sent(report_id, desk.actor.id, desk.moment)
    withdraw_reminders(desk, report.class_id)
    announce(desk, report, opens)
    desk.audit.note(desk.actor.id, "send_report", f"report:{report_id}", desk.moment)
    leave(desk)


def in_work(desk: Desk, report_id: int) -> ClassReport:
    """The report, where this person may write to it now; NotAllowed or NotInWork otherwise."""
    report = desk.reports.get(report_id)
    require(desk.actor, Action.FILL_REPORT, report.class_id)
    if report.state is not ReportState.IN_WORK or not _is_of_this_year(desk, report.class_id):
        raise NotInWork()
    return report


def _is_of_this_year(desk: Desk, class_id: int) -> bool:
    """What was never sent last year stays as it was."""
    return desk.schools.class_(class_id).year == desk.schools.get().year


def subjects_of(desk: Desk) -> frozenset[str]:
    """What this person may answer in a report: categories without restriction, and the parents' education."""
    country = desk.schools.get().country
    open_to_all = [one for one in categories_of(country) if not one.restricted]
    mine = {one.key for one in open_to_all if not desk.actor.roles.isdisjoint(one.set_by)}
    return frozenset(mine | {EDUCATION + parent for parent in PARENTS})


def _check_subject(desk: Desk, subject: str) -> None:
    if subject not in subjects_of(desk):
        raise Outdated()


def _members(desk: Desk, report: ClassReport, pupil_ids: Sequence[int]) -> list[int]:
    """Those of the pupils who are in the class now."""
    members = {pupil.id for pupil in desk.pupils.of_class(report.class_id)}
    return [one for one in pupil_ids if one in members]
