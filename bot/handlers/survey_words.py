"""How the survey names things: categories, levels, pupils, each as long as a button or a line allows."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.chat import LABEL_LENGTH
from bot.core.passport.categories import Answer
from bot.core.passport.facts import PupilFacts
from bot.core.passport.reports import Remark
from bot.core.passport.survey import parent_of
from bot.core.passport.survey_views import Progress, ReportView
from bot.core.people import Pupil
from bot.core.school import Country
from bot.texts import Words

SIGNS = {"": "", Answer.UNKNOWN.value: "❔ "}
SAID, DERIVED = "✅ ", "✓ "
NAME_ON_BUTTON = 24


def subject_name(words: Words, country: Country, subject: str) -> str:
    """A category in today's terms, or the education of a parent."""
    if parent_of(subject):
        return words(f"survey.short.{subject}")
    return _of_country(words, f"category.{subject}.name", country)


def subject_short(words: Words, country: Country, subject: str) -> str:
    """The same for a button."""
    return _of_country(words, f"survey.short.{subject}", country)


def category_hint(words: Words, country: Country, key: str) -> str:
    return _of_country(words, f"category.{key}.hint", country)


def level_name(words: Words, level: str) -> str:
    return words(f"survey.level.{level}")


def _of_country(words: Words, key: str, country: Country) -> str:
    """A country may have words of its own for the same key."""
    own = f"{key}.{country}"
    found = words(own)
    return words(key) if found == own else found


def about_whom(words: Words, country: Country, remark: Remark, name: str) -> str:
    """What a remark is about: a pupil, a category, both, or the whole class."""
    subject = subject_short(words, country, remark.category) if remark.category else ""
    return " · ".join(part for part in (name, subject) if part) or words("survey.remark_class")


def fraction(progress: Progress) -> str:
    return f"{progress.done}/{progress.total}"


def called(pupils: Iterable[Pupil]) -> dict[int, str]:
    """What each pupil of a list is called on a button; namesakes by their patronymic or birthday."""
    known = list(pupils)
    names = {one.id: _short(one) for one in known}
    for longer in (_with_initial, _with_birthday):
        shared = {name for name, times in Counter(names.values()).items() if times > 1}
        names |= {one.id: longer(one) for one in known if names[one.id] in shared}
    return names


def _short(one: Pupil) -> str:
    return cut(one.name.short, NAME_ON_BUTTON)


def _with_initial(one: Pupil) -> str:
    initial = f" {one.name.patronymic[0]}." if one.name.patronymic else ""
    return cut(one.name.short, NAME_ON_BUTTON - len(initial)) + initial


def _with_birthday(one: Pupil) -> str:
    day = f"{one.birth_date:%d.%m}" if one.birth_date else f"№{one.id}"
    return f"{cut(one.name.short, NAME_ON_BUTTON - 6)} {day}"


def cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def fitted(before: str, name: str, after: str) -> str:
    """A label whose ends stay readable however long the name between them is."""
    return before + cut(name, LABEL_LENGTH - len(before) - len(after)) + after


def listed(names: Sequence[str], room: int) -> str:
    """As many names as there is room for, and how many more there are."""
    shown: list[str] = []
    for name in names:
        if shown and len(", ".join([*shown, name])) > room:
            return f"{', '.join(shown)} … +{len(names) - len(shown)}"
        shown.append(cut(name, room))
    return ", ".join(shown)


def sign(view: ReportView, one: PupilFacts, subject: str, mark: str) -> str:
    """How a pupil stands in a list of those who are `mark`: said, derived, not known, or nothing."""
    now = view.mark_of(one, subject)
    if parent_of(subject) and now != mark:
        return ""
    if now in SIGNS and not parent_of(subject):
        return SIGNS[now]
    return DERIVED if view.derived(one, subject) else SAID


def after_tap(view: ReportView, one: PupilFacts, subject: str, mark: str) -> str:
    """What a tap writes in a list of those who are `mark`: absolute, from what is on the screen now."""
    now = view.mark_of(one, subject)
    if now != mark:
        return mark
    if parent_of(subject):
        return mark if view.derived(one, subject) else ""
    presumed = view.category(subject).presumed and mark == Answer.YES.value
    return Answer.NO.value if presumed else ""


def usual_name(words: Words, view: ReportView, parent: str) -> str:
    usual = view.report.usual.get(parent)
    return level_name(words, usual.value) if usual else words("survey.not_chosen")


def next_subject(view: ReportView, subject: str) -> str | None:
    """The one that follows in the form."""
    place = view.subjects.index(subject) + 1
    return view.subjects[place] if place < len(view.subjects) else None
