"""The social passport in the chat: its numbers, the names behind each, and last year beside it."""

from dataclasses import dataclass

from bot.core.access import Action, NotAllowed, may, may_all, require, require_all
from bot.core.errors import NotFound
from bot.core.passport.categories import Category, Education, categories_of
from bot.core.passport.counts import Behind, Passport, count, names
from bot.core.passport.facts import ClassFacts
from bot.core.passport.picture import approved_facts, official_facts
from bot.core.people import Person
from bot.core.ports import Desk
from bot.core.school import Class, Country, School

GENERAL = ("all", "boys", "girls", "unclear")
LEVELS = tuple(f"education.{level}" for level in Education if level is not Education.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose passports a person may see: the school's, and those of these classes."""

    school: bool
    classes: tuple[Class, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """A passport as this person may see it: `hidden` are categories whose numbers are not theirs to see.

    `approved`: a report that is approved is in it; `reviews`: this person approves them.
    """

    school: School
    class_: Class | None
    passport: Passport
    before: Passport | None
    approved: bool
    hidden: frozenset[str]
    sees_names: bool
    reviews: bool
    reach: Reach


@dataclass(frozen=True, slots=True)
class Names:
    """The pupils behind a number."""

    country: Country
    class_: Class | None
    pupils: tuple[Behind, ...]


def reach(desk: Desk) -> Reach:
    require(desk.actor, Action.SEE_TOTALS)
    classes = desk.schools.classes(desk.schools.get().year)
    own = tuple(one for one in classes if may(desk.actor, Action.SEE_TOTALS, one.id))
    return Reach(may_all(desk.actor, Action.SEE_TOTALS), own)


def totals(desk: Desk, class_id: int = 0) -> Totals:
    """The passport of the school from its approved reports, or of one class."""
    school = desk.schools.get()
    facts = _facts(desk, class_id, Action.SEE_TOTALS)
    expected = () if class_id else (one.name for one in desk.schools.classes(school.year))
    return Totals(
        school=school,
        class_=desk.schools.class_(class_id) if class_id else None,
        passport=count(school.country, facts, expected),
        before=None if class_id else _before(desk, school),
        approved=any(one.approved_at for one in facts),
        hidden=frozenset(one.key for one in categories_of(school.country) if not _sees(desk.actor, one)),
        sees_names=may(desk.actor, Action.SEE_NAMES, class_id or None),
        reviews=may_all(desk.actor, Action.REVIEW_REPORTS),
        reach=reach(desk),
    )


def look_behind(desk: Desk, class_id: int, key: str) -> None:
    """Opens the names behind a number, which the audit keeps."""
    _check_key(desk, key)
    _check_reach(desk, class_id, Action.SEE_NAMES)
    desk.audit.note(desk.actor.id, "see_names", f"class:{class_id} {key}", desk.moment)


def names_behind(desk: Desk, class_id: int, key: str) -> Names:
    _check_key(desk, key)
    country, facts = desk.schools.get().country, _facts(desk, class_id, Action.SEE_NAMES)
    return Names(country, desk.schools.class_(class_id) if class_id else None, names(country, facts, key))


def _facts(desk: Desk, class_id: int, action: Action) -> tuple[ClassFacts, ...]:
    _check_reach(desk, class_id, action)
    if not class_id:
        return approved_facts(desk, desk.schools.get().year)
    return (official_facts(desk, class_id),)


def _check_reach(desk: Desk, class_id: int, action: Action) -> None:
    if class_id:
        require(desk.actor, action, class_id)
    else:
        require_all(desk.actor, action)


def _check_key(desk: Desk, key: str) -> None:
    """Whether there is such a number, and whether this person may see who is behind it."""
    declared = {one.key: one for one in categories_of(desk.schools.get().country)}
    name = key.partition(".")[0]
    if key not in (*GENERAL, *LEVELS) and name not in declared:
        raise NotFound()
    if name in declared and not _sees(desk.actor, declared[name]):
        raise NotAllowed()


def _sees(person: Person, one: Category) -> bool:
    return not one.seen_by.isdisjoint(person.roles)


def _before(desk: Desk, school: School) -> Passport | None:
    """Last year's passport, where anything of it was approved."""
    facts = approved_facts(desk, school.year.before)
    return count(school.country, facts) if facts else None
