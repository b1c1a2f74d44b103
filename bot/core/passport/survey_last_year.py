"""What was approved of these pupils a year ago, offered once to keep; nothing is copied without a tap."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.errors import Outdated
from bot.core.passport.categories import PARENTS, Answer, Education, categories_of
from bot.core.passport.reports import ClassReport, Said
from bot.core.passport.survey import LAST_YEAR, in_work, say, say_education, subjects_of
from bot.core.people import Pupil
from bot.core.ports import Desk

NOTHING = Said()
Levels = Mapping[str, Mapping[int, Education]]


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of a pupil; `kept` is what this year's report already says yes to."""

    pupil: Pupil
    categories: tuple[str, ...]
    kept: frozenset[str]


@dataclass(frozen=True, slots=True)
class LastYear:
    """The pupils of whom something was known, and the parents' education by parent and pupil."""

    report: ClassReport
    pupils: tuple[Known, ...]
    education: Levels

    @property
    def facts(self) -> int:
        return sum(len(one.categories) for one in self.pupils)

    @property
    def schooled(self) -> int:
        """Of how many pupils a parent's education was known."""
        return len({pupil_id for levels in self.education.values() for pupil_id in levels})

    @property
    def steps(self) -> int:
        """The screens of looking it through: one a pupil, and one for the education."""
        return len(self.pupils) + bool(self.schooled)


def last_year(desk: Desk, report_id: int) -> LastYear | None:
    """What can be kept; None where there is nothing, or where it was answered already."""
    report = in_work(desk, report_id)
    if LAST_YEAR in desk.reports.looked(report_id):
        return None
    found = _found(desk, report)
    return found if found.steps else None


def keep_all(desk: Desk, report_id: int) -> None:
    found = _offered(desk, report_id)
    for known in found.pupils:
        _keep(desk, report_id, known)
    _keep_education(desk, found)
    desk.reports.look(report_id, LAST_YEAR)


def keep_of(desk: Desk, report_id: int, step: int, pupil_id: int) -> None:
    """Keeps all that was known of one pupil, or (0) the education; the last step ends the offer."""
    found = _offered(desk, report_id)
    for known in found.pupils:
        if known.pupil.id == pupil_id:
            _keep(desk, report_id, known)
    if not pupil_id:
        _keep_education(desk, found)
    if step + 1 >= found.steps:
        desk.reports.look(report_id, LAST_YEAR)


def keep_fact(desk: Desk, report_id: int, pupil_id: int, key: str, answer: Answer | None) -> None:
    _offered(desk, report_id)
    say(desk, report_id, [pupil_id], key, answer)


def end_offer(desk: Desk, report_id: int) -> None:
    """What was not kept is not offered again; it stays in last year's report."""
    in_work(desk, report_id)
    desk.reports.look(report_id, LAST_YEAR)


def _offered(desk: Desk, report_id: int) -> LastYear:
    found = last_year(desk, report_id)
    if found is None:
        raise Outdated()
    return found


def _keep(desk: Desk, report_id: int, known: Known) -> None:
    for key in known.categories:
        say(desk, report_id, [known.pupil.id], key, Answer.YES)


def _keep_education(desk: Desk, found: LastYear) -> None:
    """What most had becomes the usual level, the others exceptions; of a new pupil it is not known yet."""
    members = [pupil.id for pupil in desk.pupils.of_class(found.report.class_id)]
    for parent, levels in found.education.items():
        usual = Counter(levels[one] for one in members if one in levels).most_common(1)[0][0]
        desk.reports.set_usual(found.report.id, parent, usual)
        for pupil_id in members:
            level = levels.get(pupil_id, Education.UNKNOWN)
            if level is not usual:
                say_education(desk, found.report.id, [pupil_id], parent, level)


def _found(desk: Desk, report: ClassReport) -> LastYear:
    members = desk.pupils.of_class(report.class_id)
    then = _approved(desk, {one.id for one in members})
    now, keys = desk.reports.said(report.id), _keepable(desk)
    known = (_known(one, then.get(one.id, NOTHING), now.get(one.id, NOTHING), keys) for one in members)
    levels = {parent: _levels(then, parent) for parent in PARENTS}
    education = {parent: found for parent, found in levels.items() if found}
    return LastYear(report, tuple(one for one in known if one.categories), education)


def _known(pupil: Pupil, then: Said, now: Said, keys: Iterable[str]) -> Known:
    held = tuple(key for key in keys if then.answers.get(key) is Answer.YES)
    return Known(pupil, held, frozenset(key for key in held if now.answers.get(key) is Answer.YES))


def _levels(then: Mapping[int, Said], parent: str) -> dict[int, Education]:
    said = ((pupil_id, one.education.get(parent, Education.UNKNOWN)) for pupil_id, one in then.items())
    return {pupil_id: level for pupil_id, level in said if level is not Education.UNKNOWN}


def _keepable(desk: Desk) -> list[str]:
    """A presumed category follows from the others by itself."""
    mine = subjects_of(desk)
    return [
        one.key for one in categories_of(desk.schools.get().country) if one.key in mine and not one.presumed
    ]


def _approved(desk: Desk, members: set[int]) -> dict[int, Said]:
    """What the approved reports of the year before say of these pupils, whatever class they were in then."""
    before = desk.schools.get().year.before
    approved = desk.reports.approved_of_year(before)
    said = desk.reports.said_of([one.id for one in approved.values()])
    enrolled = desk.pupils.of_year(before) if approved else {}
    return {
        pupil.id: _with_usual(approved[class_id], said[approved[class_id].id].get(pupil.id, NOTHING))
        for class_id, pupils in enrolled.items()
        for pupil in pupils
        if class_id in approved and pupil.id in members
    }


def _with_usual(report: ClassReport, said: Said) -> Said:
    return Said(said.answers, {**report.usual, **said.education})
