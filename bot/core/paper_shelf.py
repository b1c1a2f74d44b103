"""The papers that a person may take out: how each gets its number, and what it is made of."""

from dataclasses import dataclass

from bot.core.access import Action, NotAllowed, may, may_all, require
from bot.core.errors import NotFound
from bot.core.office import Issued
from bot.core.papers import (
    REGISTRY,
    Format,
    NoSuchFormat,
    NotForThisViewer,
    NoYearBefore,
    OneClassNeeded,
    Paper,
    PaperRequest,
)
from bot.core.passport.categories import Category, categories_of
from bot.core.passport.facts import ClassFacts
from bot.core.passport.picture import approved_facts, official_facts
from bot.core.ports import Desk
from bot.core.school import Class, ClassName, School

OF_SCHOOL = frozenset({Paper.SCHOOL_PASSPORT, Paper.COMPARISON, Paper.PASSPORT_PICTURE})
WITH_NAMES = frozenset({Paper.PUPILS_REGISTER, Paper.CLASS_TABLE})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper as it was asked for: `class_id` 0 is the whole school, `key` the category of a list."""

    paper: Paper
    language: str
    format: Format
    class_id: int = 0
    key: str = ""
    names: bool = True

    @property
    def holds_names(self) -> bool:
        return self.paper in WITH_NAMES or (self.paper is Paper.CATEGORY_LIST and self.names)

    @property
    def detail(self) -> str:
        named = "names" if self.holds_names else "numbers"
        return f"class:{self.class_id} {self.key or 'all'} {named} {self.language} {self.format}"


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
    papers = (paper for paper in REGISTRY if whole or paper not in OF_SCHOOL)
    return Shelf(
        school=school,
        papers=tuple(papers),
        classes=tuple(classes),
        whole_school=whole,
        approved=bool(desk.reports.approved_of_year(school.year)),
        categories=tuple(seen),
        changes_forms=may(desk.actor, Action.CHANGE_TEMPLATES),
    )


def issue(desk: Desk, wanted: Wanted) -> None:
    """Gives the paper its number, its own whatever becomes of the file; a refused one takes none."""
    _check(desk, wanted)
    year = desk.schools.get().year
    new = desk.papers.issue(wanted.paper, year, wanted.detail, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "issue_paper", f"paper:{year.first}/{new.number}", desk.moment)


def request(desk: Desk, wanted: Wanted) -> PaperRequest:
    """All that the paper is made of, with the number that it was given last."""
    _check(desk, wanted)
    school = desk.schools.get()
    classes = _classes(desk, wanted)
    return PaperRequest(
        school=school,
        language=wanted.language,
        classes=classes,
        made_on=desk.today,
        viewer_roles=desk.actor.roles,
        before=approved_facts(desk, school.year.before) if wanted.paper is Paper.COMPARISON else None,
        category=wanted.key or None,
        with_names=wanted.names,
        revision=1 + sum(max(one.revision - 1, 0) for one in classes),
        number=issued(desk, wanted).number,
        missing=_missing(desk, wanted, classes),
        template=desk.papers.template(wanted.paper, wanted.language),
        pedagogue=school.pedagogue,
    )


def issued(desk: Desk, wanted: Wanted) -> Issued:
    """The number that this person's paper was given last, and whether it was handed out."""
    found = desk.papers.last_issued(desk.actor.id, wanted.paper, wanted.detail)
    if found is None:
        raise NotFound()
    return found


def handed_out(desk: Desk, issued_id: int) -> None:
    """An update that is delivered again sends no second file from here on."""
    desk.papers.set_sent(issued_id, desk.moment)


def _check(desk: Desk, wanted: Wanted) -> None:
    """Whether this person may have this paper, and whether there is such a paper at all."""
    require(desk.actor, Action.EXPORT)
    on_shelf = shelf(desk)
    if wanted.paper not in on_shelf.papers or (not wanted.class_id and not on_shelf.whole_school):
        raise NotAllowed()
    if wanted.class_id and on_shelf.class_(wanted.class_id) is None:
        raise NotAllowed()
    if wanted.format not in REGISTRY[wanted.paper].formats:
        raise NoSuchFormat()
    if REGISTRY[wanted.paper].one_class and not wanted.class_id:
        raise OneClassNeeded()
    _check_contents(desk, wanted, on_shelf)


def _check_contents(desk: Desk, wanted: Wanted, on_shelf: Shelf) -> None:
    if wanted.language not in on_shelf.school.form_languages:
        raise NotFound()
    if wanted.paper is Paper.CATEGORY_LIST and wanted.key not in {one.key for one in on_shelf.categories}:
        raise NotForThisViewer()
    if wanted.paper is Paper.COMPARISON and not desk.reports.approved_of_year(on_shelf.school.year.before):
        raise NoYearBefore()


def _classes(desk: Desk, wanted: Wanted) -> tuple[ClassFacts, ...]:
    """The approved reports; of a single class the newest one where none is approved yet."""
    if not wanted.class_id or wanted.paper in OF_SCHOOL:
        return approved_facts(desk, desk.schools.get().year)
    return (official_facts(desk, wanted.class_id),)


def _missing(desk: Desk, wanted: Wanted, classes: tuple[ClassFacts, ...]) -> tuple[ClassName, ...]:
    if wanted.class_id:
        return ()
    here = {one.class_.id for one in classes}
    return tuple(one.name for one in desk.schools.classes(desk.schools.get().year) if one.id not in here)
