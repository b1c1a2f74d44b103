"""Restricted labels on pupils: the pedagogue puts them with reason and term; the psychologist may look."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.access import Action, require_all
from bot.core.errors import Outdated, Refusal
from bot.core.identity import birth_dates
from bot.core.office import Draft
from bot.core.passport.categories import Category, categories_of
from bot.core.passport.reports import Label
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Country, SchoolYear

REASON, UNTIL, END = "label_reason", "label_until", "label_end"
QUESTIONS = frozenset({REASON, UNTIL, END})
SHORTEST_REASON = 5
# Last days before the holidays (domain.md §8.4); the pedagogue sees the date and may type another one.
TERM_ENDS = {
    Country.KAZAKHSTAN: ((10, 25), (12, 28), (3, 18), (5, 25)),
    Country.KYRGYZSTAN: ((11, 4), (12, 30), (3, 20), (5, 29)),
}


class ReasonNeeded(Refusal):
    key = "labels.reason_needed"


class DateNotUnderstood(Refusal):
    key = "labels.date_not_understood"


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A label with the name of its author; `last_day` is the last day of its term."""

    label: Label
    author: str
    since: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class LabelsPage:
    """The labels of a pupil that hold now, those that could be added, the ends of term and year."""

    pupil: Pupil
    held: tuple[LabelLine, ...]
    free: tuple[Category, ...]
    country: Country
    term_end: date
    year_end: date


def labels_page(desk: Desk, pupil_id: int) -> LabelsPage:
    held, school = labels_of(desk, pupil_id), desk.schools.get()
    taken = {one.label.category for one in held}
    restricted = (one for one in categories_of(school.country) if one.restricted)
    return LabelsPage(
        desk.pupils.get(pupil_id),
        held,
        tuple(one for one in restricted if one.key not in taken),
        school.country,
        term_end(desk.today, school.country),
        year_end(desk.today),
    )


def labels_of(desk: Desk, pupil_id: int) -> tuple[LabelLine, ...]:
    require_all(desk.actor, Action.SEE_LABELS)
    mine = (one for one in desk.labels.held(desk.moment) if one.pupil_id == pupil_id)
    return tuple(_line(desk, one) for one in mine)


def label_of(desk: Desk, label_id: int) -> Label:
    require_all(desk.actor, Action.SEE_LABELS)
    return desk.labels.get(label_id)


def note_labels_seen(desk: Desk, pupil_id: int) -> None:
    """Keeps that this person looked at the labels; an open question about one is left."""
    require_all(desk.actor, Action.SEE_LABELS)
    leave_questions(desk, QUESTIONS)
    desk.audit.note(desk.actor.id, "see_labels", f"pupil:{pupil_id}", desk.moment)


def ask_reason(desk: Desk, pupil_id: int, key: str) -> None:
    """What the person types next is the reason for this label."""
    require_all(desk.actor, Action.LABEL_PUPIL)
    known = {one.key for one in categories_of(desk.schools.get().country) if one.restricted}
    if key not in known or _held(desk, pupil_id, key):
        raise Outdated()
    former = {} if (reason := reason_typed(desk, pupil_id, key)) is None else {"reason": reason}
    words = {"pupil": str(pupil_id), "category": key, **former}
    desk.drafts.open(desk.actor.id, REASON, words, desk.moment)


def reason_typed(desk: Desk, pupil_id: int, key: str) -> str | None:
    """The reason that was typed for this label on the way to its term."""
    draft = desk.drafts.of(desk.actor.id)
    about = (draft.words.get("pupil"), draft.words.get("category")) if draft else None
    return draft.words.get("reason") if draft and about == (str(pupil_id), key) else None


def keep_reason(desk: Desk, typed: str) -> None:
    """Takes the reason; the term is asked next."""
    words = dict(_draft(desk, REASON).words)
    desk.drafts.open(desk.actor.id, UNTIL, {**words, "reason": _reason(typed)}, desk.moment)


def keep_former_reason(desk: Desk, pupil_id: int, key: str) -> None:
    """Goes on with the reason that was typed before; a second tap finds the term being asked."""
    require_all(desk.actor, Action.LABEL_PUPIL)
    reason = reason_typed(desk, pupil_id, key)
    if reason is None:
        raise Outdated()
    words = {"pupil": str(pupil_id), "category": key, "reason": reason}
    desk.drafts.open(desk.actor.id, UNTIL, words, desk.moment)


def put_label(desk: Desk, pupil_id: int, key: str, last_day: date | None) -> None:
    """Writes the label whose reason was typed; a second tap finds it written."""
    require_all(desk.actor, Action.LABEL_PUPIL)
    if _held(desk, pupil_id, key):
        return
    words = _draft(desk, UNTIL).words
    if (words["pupil"], words["category"]) != (str(pupil_id), key):
        raise Outdated()
    until = datetime.combine(last_day + timedelta(days=1), time.min, desk.zone) if last_day else None
    desk.labels.put(pupil_id, key, words["reason"], desk.actor.id, desk.moment, until)
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, f"put_label:{key}", f"pupil:{pupil_id}", desk.moment)


def put_label_until(desk: Desk, typed: str) -> None:
    """Writes the label with a term that was typed as a date."""
    words = _draft(desk, UNTIL).words
    put_label(desk, int(words["pupil"]), words["category"], read_day(typed, desk.today))


def take_back_label(desk: Desk, label_id: int) -> None:
    """The label was put by mistake: it ends without a reason."""
    require_all(desk.actor, Action.LABEL_PUPIL)
    if desk.labels.get(label_id).ended_at is None:
        desk.labels.end(label_id, "", desk.actor.id, desk.moment)
        desk.audit.note(desk.actor.id, "take_back_label", f"label:{label_id}", desk.moment)


def ask_end(desk: Desk, label_id: int) -> None:
    """What the person types next is why this label ends."""
    require_all(desk.actor, Action.LABEL_PUPIL)
    if desk.labels.get(label_id).ended_at is not None:
        raise Outdated()
    desk.drafts.open(desk.actor.id, END, {"label": str(label_id)}, desk.moment)


def end_label(desk: Desk, typed: str) -> None:
    require_all(desk.actor, Action.LABEL_PUPIL)
    label_id = int(_draft(desk, END).words["label"])
    desk.labels.end(label_id, _reason(typed), desk.actor.id, desk.moment)
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, "end_label", f"label:{label_id}", desk.moment)


def reopen_label(desk: Desk, label_id: int) -> None:
    """Takes an end back, unless the same label was put anew since."""
    require_all(desk.actor, Action.LABEL_PUPIL)
    ended = desk.labels.get(label_id)
    if ended.ended_at is None:
        return
    if _held(desk, ended.pupil_id, ended.category):
        raise Outdated()
    desk.labels.reopen(label_id)
    desk.audit.note(desk.actor.id, "reopen_label", f"label:{label_id}", desk.moment)


def newest_label(desk: Desk, pupil_id: int, key: str) -> int | None:
    """The label of this kind that the pupil holds now."""
    return _held(desk, pupil_id, key)


def term_end(today: date, country: Country) -> date:
    """The last day of the term that `today` is in; in summer, of the school year."""
    year = SchoolYear.of(today)
    ends = (date(year.first + (month < 9), month, day) for month, day in TERM_ENDS[country])
    return next((end for end in ends if end >= today), year_end(today))


def year_end(today: date) -> date:
    return SchoolYear.of(today).end - timedelta(days=1)


def read_day(typed: str, today: date) -> date:
    """A day to come, written with its year or without; DateNotUnderstood where it is none."""
    year = SchoolYear.of(today)
    written = [
        typed,
        *(f"{typed.strip(' .')}{sign}{its}" for its in (today.year, today.year + 1) for sign in ". "),
    ]
    days = (birth_dates.read(one, year) for one in written)
    day = next((one for one in days if one and one >= today), None)
    if day is None:
        raise DateNotUnderstood()
    return day


def leave_questions(desk: Desk, questions: AbstractSet[str]) -> None:
    """The person turned to a page: what they type next is no answer to one of these questions any more."""
    draft = desk.drafts.of(desk.actor.id)
    if draft is not None and draft.question in questions:
        desk.drafts.close(desk.actor.id)


def _held(desk: Desk, pupil_id: int, key: str) -> int | None:
    found = (one for one in desk.labels.held(desk.moment) if (one.pupil_id, one.category) == (pupil_id, key))
    return next((one.id for one in found), None)


def _draft(desk: Desk, question: str) -> Draft:
    """The open question, as long as it is this one."""
    require_all(desk.actor, Action.LABEL_PUPIL)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != question:
        raise Outdated()
    return draft


def _reason(typed: str) -> str:
    reason = " ".join(typed.split())
    if len(reason) < SHORTEST_REASON:
        raise ReasonNeeded()
    return reason


def _line(desk: Desk, one: Label) -> LabelLine:
    local_until = one.until.astimezone(desk.zone).date() if one.until else None
    last_day = local_until - timedelta(days=1) if local_until else None
    since = one.since.astimezone(desk.zone).date()
    return LabelLine(one, desk.people.get(one.author).name, since, last_day)
