"""What a teacher sees before sending: answers that do not agree, and what is not known yet (never a wall)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.core.passport.consistency import Hint, hints, unknowns
from bot.core.passport.facts import PupilFacts
from bot.core.passport.reports import ClassReport, ReportState, Said
from bot.core.passport.survey_views import NOTHING, ReportView, facts_of, report_view
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class

SENT = frozenset({ReportState.WAITING, ReportState.APPROVED})
SIBLINGS = "siblings_differ"
Households = Mapping[int, tuple[PupilFacts, ...]]


@dataclass(frozen=True, slots=True)
class CheckView:
    """A report before it is sent; `elsewhere`: of a hint's pupils, the classes of those in other classes."""

    view: ReportView
    hints: tuple[Hint, ...]
    unknowns: tuple[Hint, ...]
    elsewhere: Mapping[int, Class]

    def own(self, hint: Hint) -> tuple[PupilFacts, ...]:
        return tuple(one for one in self.view.facts.pupils if one.pupil.id in hint.pupils)

    def others(self, hint: Hint) -> tuple[Class, ...]:
        return tuple(self.elsewhere[one] for one in hint.pupils if one in self.elsewhere)


@dataclass(frozen=True, slots=True)
class Relatives:
    """Pupils of another class who live with pupils of this one; `sent`: their teacher has vouched for it."""

    class_: Class
    sent: bool
    children: tuple[PupilFacts, ...]


def check_view(desk: Desk, report_id: int) -> CheckView:
    view = report_view(desk, report_id)
    if not view.editable:
        return CheckView(view, (), (), {})
    relatives = _relatives(desk, view)
    elsewhere = {one.pupil.id: those.class_ for those in relatives for one in those.children}
    check = CheckView(view, _hints(view, relatives), unknowns(view.school.country, view.facts), elsewhere)
    return replace(check, hints=tuple(one for one in check.hints if check.own(one)))


def _hints(view: ReportView, relatives: Iterable[Relatives]) -> tuple[Hint, ...]:
    """Only what a teacher has vouched for can contradict: a report in work says nothing yet."""
    country, pupils, threshold = view.school.country, view.facts, view.school.large_family_from
    sent = [one for one in relatives if one.sent]
    found = hints(country, pupils, threshold, _households(relatives))
    differing = hints(country, pupils, threshold, _households(sent))
    agreed = [one for one in found if one.code != SIBLINGS]
    return (*agreed, *(one for one in differing if one.code == SIBLINGS))


def _relatives(desk: Desk, view: ReportView) -> list[Relatives]:
    """Brothers and sisters in other classes of the year, as the newest report of each class shows them."""
    year, mine = view.facts.class_.year, view.facts.class_.id
    families = {one.pupil.family for one in view.facts.pupils if one.pupil.family is not None}
    found = desk.pupils.of_families(families, year)
    newest = desk.reports.newest_of_year(year)
    said = desk.reports.said_of([newest[one].id for one in found if one in newest])
    return [
        _together(desk.schools.class_(class_id), children, newest.get(class_id), said)
        for class_id, children in found.items()
        if class_id != mine
    ]


def _together(
    class_: Class,
    children: Iterable[Pupil],
    report: ClassReport | None,
    said: Mapping[int, Mapping[int, Said]],
) -> Relatives:
    if report is None:
        return Relatives(class_, False, tuple(PupilFacts(one) for one in children))
    facts = (facts_of(one, said[report.id].get(one.id, NOTHING), report) for one in children)
    return Relatives(class_, report.state in SENT, tuple(facts))


def _households(relatives: Iterable[Relatives]) -> Households:
    households: dict[int, tuple[PupilFacts, ...]] = {}
    for one in (one for those in relatives for one in those.children):
        family = one.pupil.family or 0
        households[family] = (*households.get(family, ()), one)
    return households
