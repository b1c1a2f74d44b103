"""Numbers of the social passport and the pupils behind each (order No 130/68, form 2; domain.md §4)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.core.passport.categories import PARENTS, Category, Education, categories_of, category
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.people import Sex
from bot.core.school import Class, ClassName, Country

ALL, BOYS, GIRLS, UNCLEAR = "all", "boys", "girls", "unclear"
LEVELS = (Education.HIGHER, Education.VOCATIONAL, Education.SECONDARY)
STEP_PARENTS = ("step_father", "step_mother")

Holds = Callable[[PupilFacts], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the passport: `families` only where the form counts them, `percent` of all pupils."""

    key: str
    number: int | None
    pupils: int
    families: int | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class StepParents:
    """The four cells of the list of pupils who live with a step-parent."""

    father_boys: int
    father_girls: int
    mother_boys: int
    mother_girls: int


@dataclass(frozen=True, slots=True)
class EducationRow:
    """How many parents have this education, and their percent of the parents whose education is known."""

    level: Education
    number: int
    parents: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Passport:
    """The passport of a class, of several or of the school; `unclear` pupils are in no kind of family."""

    country: Country
    pupils: int
    families: int
    boys: int
    girls: int
    unclear: int
    rows: tuple[Row, ...]
    extra: tuple[Row, ...]
    step_parents: StepParents | None
    education: tuple[EducationRow, ...]
    parents_known: int
    parents_unknown: int
    missing: tuple[ClassName, ...]
    not_approved: tuple[ClassName, ...]
    newer_waits: tuple[ClassName, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A pupil behind a number, with the class where they were counted."""

    class_: Class
    facts: PupilFacts


@dataclass(frozen=True, slots=True)
class Parent:
    """A mother or father of one household, with the highest education that is known of them."""

    relation: str
    level: Education
    children: tuple[PupilFacts, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Two years of one number; `percent` is of the former, None where that was zero."""

    now: int
    then: int

    @property
    def difference(self) -> int:
        return self.now - self.then

    @property
    def percent(self) -> Decimal | None:
        return share(self.difference, self.then)


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of the passport in two years."""

    key: str
    number: int | None
    pupils: Change
    families: Change | None


def share(part: int, whole: int) -> Decimal | None:
    """The percent, rounded half up to a tenth; None where there is nothing to take it of."""
    return (Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def count(country: Country, classes: Sequence[ClassFacts], expected: Iterable[ClassName] = ()) -> Passport:
    """The passport of these classes; those of `expected` that are not among them are named as missing."""
    pupils = _pupils(classes)
    rows = [_row(one, pupils) for one in categories_of(country)]
    levels = [parent.level for parent in parents(country, classes)]
    known = sum(level in LEVELS for level in levels)
    here = {one.class_.name for one in classes}
    return Passport(
        country=country,
        pupils=len(pupils),
        families=_families(pupils),
        boys=_number(country, pupils, BOYS),
        girls=_number(country, pupils, GIRLS),
        unclear=_number(country, pupils, UNCLEAR),
        rows=tuple(sorted((row for row in rows if row.number), key=lambda row: row.number or 0)),
        extra=tuple(row for row in rows if not row.number),
        step_parents=_step_parents(country, pupils),
        education=tuple(_education(place, level, levels, known) for place, level in enumerate(LEVELS, 1)),
        parents_known=known,
        parents_unknown=len(levels) - known,
        missing=tuple(sorted(set(expected) - here)),
        not_approved=tuple(sorted(one.class_.name for one in classes if one.approved_at is None)),
        newer_waits=tuple(sorted(one.class_.name for one in classes if one.newer_waits)),
    )


def behind(country: Country, key: str) -> Holds:
    """Who is counted under a key: all, boys, girls, unclear, a category or a cell (`step_father.male`)."""
    if key in GENERAL:
        return GENERAL[key]
    if key == UNCLEAR:
        return lambda facts: not any(facts.holds(one) for one in _family_kinds(country))
    name, _, sex = key.partition(".")
    wanted = category(country, name)
    return lambda facts: facts.holds(wanted) and (not sex or facts.pupil.sex == sex)


def names(country: Country, classes: Sequence[ClassFacts], key: str) -> tuple[Behind, ...]:
    """The pupils behind a number by class and name, for `education.<level>` those who have such a parent."""
    holds = _has_parent(country, classes, key) if key.startswith("education.") else behind(country, key)
    found = [Behind(one.class_, facts) for one in classes for facts in one.pupils if holds(facts)]
    return tuple(sorted(found, key=lambda one: (one.class_.name, by_name(one.facts))))


def parents(country: Country, classes: Sequence[ClassFacts]) -> tuple[Parent, ...]:
    """Mothers and fathers, each once a household; not those whom the child has lost or does not live with."""
    present = _present(country)
    children: dict[tuple[object, str], list[PupilFacts]] = defaultdict(list)
    for facts in _pupils(classes):
        for relation in PARENTS:
            if present(facts, relation):
                children[facts.household, relation].append(facts)
    return tuple(Parent(key[1], _level(theirs, key[1]), tuple(theirs)) for key, theirs in children.items())


def comparison(this: Passport, before: Passport) -> tuple[Compared, ...]:
    """All pupils, the rows of the form and the extra lists in two years."""
    then = {row.key: row for row in (*before.rows, *before.extra)}
    everyone = Compared(ALL, None, Change(this.pupils, before.pupils), Change(this.families, before.families))
    return (everyone, *(_compared(row, then[row.key]) for row in (*this.rows, *this.extra)))


def by_name(facts: PupilFacts) -> tuple[str, int]:
    """The order of pupils in every list: as they are called, Kazakh letters in their places."""
    return facts.pupil.name.place, facts.pupil.id


GENERAL: dict[str, Holds] = {
    ALL: lambda facts: True,
    BOYS: lambda facts: facts.pupil.sex is Sex.MALE,
    GIRLS: lambda facts: facts.pupil.sex is Sex.FEMALE,
}


def _pupils(classes: Sequence[ClassFacts]) -> tuple[PupilFacts, ...]:
    return tuple(facts for one in classes for facts in one.pupils)


def _families(pupils: Iterable[PupilFacts]) -> int:
    return len({facts.household for facts in pupils})


def _number(country: Country, pupils: Iterable[PupilFacts], key: str) -> int:
    return sum(map(behind(country, key), pupils))


def _row(one: Category, pupils: Sequence[PupilFacts]) -> Row:
    inside = [facts for facts in pupils if facts.holds(one)]
    families = _families(inside) if one.families else None
    return Row(one.key, one.row, len(inside), families, share(len(inside), len(pupils)))


def _step_parents(country: Country, pupils: Sequence[PupilFacts]) -> StepParents | None:
    if not {one.key for one in categories_of(country)}.issuperset(STEP_PARENTS):
        return None
    return StepParents(*(_number(country, pupils, f"{key}.{sex}") for key in STEP_PARENTS for sex in Sex))


def _education(number: int, level: Education, levels: Sequence[Education], known: int) -> EducationRow:
    theirs = levels.count(level)
    return EducationRow(level, number, theirs, share(theirs, known))


def _compared(now: Row, then: Row) -> Compared:
    families = None if now.families is None or then.families is None else Change(now.families, then.families)
    return Compared(now.key, now.number, Change(now.pupils, then.pupils), families)


def _family_kinds(country: Country) -> tuple[Category, ...]:
    """The kind of family that is presumed, and those that exclude it."""
    presumed = [one for one in categories_of(country) if one.presumed]
    keys = {key for one in presumed for key in (one.key, *one.excludes)}
    return tuple(one for one in categories_of(country) if one.key in keys)


def _present(country: Country) -> Callable[[PupilFacts, str], bool]:
    declared = {one.key: one for one in categories_of(country)}
    without = [declared[key] for key in ("orphan", "no_parental_care") if key in declared]
    lost = {relation: (declared[f"no_{relation}"], *without) for relation in PARENTS}
    return lambda facts, relation: not any(facts.holds(one) for one in lost[relation])


def _level(children: Iterable[PupilFacts], relation: str) -> Education:
    said = {facts.education.get(relation, Education.UNKNOWN) for facts in children}
    return next((level for level in LEVELS if level in said), Education.UNKNOWN)


def _has_parent(country: Country, classes: Sequence[ClassFacts], key: str) -> Holds:
    level = Education(key.removeprefix("education."))
    theirs = [parent.children for parent in parents(country, classes) if parent.level is level]
    ids = {facts.pupil.id for children in theirs for facts in children}
    return lambda facts: facts.pupil.id in ids
