"""What the survey's screens show: a class and where its report stands, a report and what it says."""

from dataclasses import dataclass

from bot.core.access import Action, may, require
from bot.core.passport.categories import Category, categories_of
from bot.core.passport.facts import ClassFacts
from bot.core.passport.picture import class_facts
from bot.core.passport.reports import ClassReport
from bot.core.ports import Desk
from bot.core.school import Class, School

NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class with its newest report, if it has one."""

    class_: Class
    report: ClassReport | None
    pupils: int

    @property
    def state(self) -> str:
        return self.report.state.value if self.report else NOT_BEGUN


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with all that its screens need; `categories` are the ones that this person may set."""

    school: School
    report: ClassReport
    facts: ClassFacts
    categories: tuple[Category, ...]
    looked: frozenset[str]

    def category(self, key: str) -> Category:
        return next(one for one in self.categories if one.key == key)


def own_classes(desk: Desk) -> list[ClassView]:
    """The classes that this person may report for, in order."""
    year = desk.schools.get().year
    newest, pupils = desk.reports.newest_of_year(year), desk.pupils.of_year(year)
    return [
        ClassView(one, newest.get(one.id), len(pupils.get(one.id, ())))
        for one in desk.schools.classes(year)
        if may(desk.actor, Action.FILL_REPORT, one.id)
    ]


def class_view(desk: Desk, class_id: int) -> ClassView:
    require(desk.actor, Action.FILL_REPORT, class_id)
    pupils = len(desk.pupils.of_class(class_id))
    return ClassView(desk.schools.class_(class_id), desk.reports.newest(class_id), pupils)


def report_view(desk: Desk, report_id: int) -> ReportView:
    report = desk.reports.get(report_id)
    require(desk.actor, Action.FILL_REPORT, report.class_id)
    school = desk.schools.get()
    settable = tuple(one for one in categories_of(school.country) if not desk.actor.roles.isdisjoint(one.set_by) and not one.restricted)
    facts = class_facts(desk, desk.schools.class_(report.class_id), report)
    return ReportView(school, report, facts, settable, desk.reports.looked(report_id))
