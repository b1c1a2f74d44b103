"""The papers of the social passport: which a person may take out, and what each is made of."""

from dataclasses import dataclass

from bot.core.access import Action, NotAllowed, may, may_all, require
from bot.core.papers import (
    REGISTRY,
    About,
    NotForThisViewer,
    NoYearBefore,
    OneClassNeeded,
    Paper,
    PassportRequest,
    Wanted,
    papers_about,
)
from bot.core.passport.categories import Category, categories_of
from bot.core.passport.facts import ClassFacts
from bot.core.passport.picture import approved_facts, official_facts
from bot.core.ports import Desk
from bot.core.school import Class, ClassName, School

OF_SCHOOL = frozenset({Paper.SCHOOL_PASSPORT, Paper.COMPARISON, Paper.PASSPORT_PICTURE})


@dataclass(frozen=True, slots=True)
class Shelf:
    """What this person may take: papers, the classes they may be of, the categories that a list may be of.

    Where nothing is `approved` yet, the papers of the school come out empty.
    """

    school: School
    papers: tuple[Paper, ...]
    classes: tuple[Class, ...]
    whole_school: bool
    approved: bool
    categories: tuple[Category, ...]
    changes_forms: bool

    def class_(self, class_id: int) -> Class | None:
        return next((one for one in self.classes if one.id == class_id), None)


def shelf(desk: Desk) -> Shelf:
    require(desk.actor, Action.EXPORT)
    school, whole = desk.schools.get(), may_all(desk.actor, Action.EXPORT)
    seen = (one for one in categories_of(school.country) if one.seen_by & desk.actor.roles)
    classes = (one for one in desk.schools.classes(school.year) if may(desk.actor, Action.EXPORT, one.id))
    papers = (paper for paper in papers_about(About.CLASS) if whole or paper not in OF_SCHOOL)
    return Shelf(
        school=school,
        papers=tuple(papers),
        classes=tuple(classes),
        whole_school=whole,
        approved=bool(desk.reports.approved_of_year(school.year)),
        categories=tuple(seen),
        changes_forms=may(desk.actor, Action.CHANGE_TEMPLATES),
    )


def check_passport_paper(desk: Desk, wanted: Wanted) -> None:
    """Whether this person may have this paper, and whether there is such a paper at all."""
    require(desk.actor, Action.EXPORT)
    on_shelf = shelf(desk)
    if wanted.paper not in on_shelf.papers or (not wanted.subject and not on_shelf.whole_school):
        raise NotAllowed()
    if wanted.subject and on_shelf.class_(wanted.subject) is None:
        raise NotAllowed()
    if REGISTRY[wanted.paper].one_class and not wanted.subject:
        raise OneClassNeeded()
    if wanted.paper is Paper.CATEGORY_LIST and wanted.key not in {one.key for one in on_shelf.categories}:
        raise NotForThisViewer()
    if wanted.paper is Paper.COMPARISON and not desk.reports.approved_of_year(on_shelf.school.year.before):
        raise NoYearBefore()


def passport_request(desk: Desk, wanted: Wanted) -> PassportRequest:
    school = desk.schools.get()
    classes = _classes(desk, wanted)
    return PassportRequest(
        school=school,
        language=wanted.language,
        classes=classes,
        made_on=desk.today,
        viewer_roles=desk.actor.roles,
        before=approved_facts(desk, school.year.before) if wanted.paper is Paper.COMPARISON else None,
        category=wanted.key or None,
        with_names=wanted.names,
        revision=1 + sum(max(one.revision - 1, 0) for one in classes),
        missing=_missing(desk, wanted, classes),
        pedagogue=school.pedagogue,
    )


def _classes(desk: Desk, wanted: Wanted) -> tuple[ClassFacts, ...]:
    """The approved reports; of a single class the newest one where none is approved yet."""
    if not wanted.subject or wanted.paper in OF_SCHOOL:
        return approved_facts(desk, desk.schools.get().year)
    return (official_facts(desk, wanted.subject),)


def _missing(desk: Desk, wanted: Wanted, classes: tuple[ClassFacts, ...]) -> tuple[ClassName, ...]:
    if wanted.subject:
        return ()
    here = {one.class_.id for one in classes}
    return tuple(one.name for one in desk.schools.classes(desk.schools.get().year) if one.id not in here)
