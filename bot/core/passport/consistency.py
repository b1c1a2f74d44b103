"""Answers of a class that do not agree; shown before sending, never forbidding it (domain.md §4.1)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.passport.categories import PARENTS, Answer, Category, Education, categories_of
from bot.core.passport.counts import behind
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.school import Country

Households = Mapping[int, Sequence[PupilFacts]]
Doubt = Callable[[PupilFacts], bool]


@dataclass(frozen=True, slots=True)
class Hint:
    """Pupils to look at again.

    `words` fill the text `consistency.<code>`, together with the names of `category` and `other`.
    """

    code: str
    category: str
    pupils: tuple[int, ...]
    words: Mapping[str, object] = field(default_factory=dict)
    other: str | None = None


def hints(
    country: Country,
    facts: ClassFacts | Sequence[PupilFacts],
    large_family_from: int,
    siblings: Households | None = None,
) -> tuple[Hint, ...]:
    """What to look at again; `siblings` are the children of each `Pupil.family`, other classes' too."""
    pupils = facts.pupils if isinstance(facts, ClassFacts) else tuple(facts)
    declared = {one.key: one for one in categories_of(country)}
    households = _households(pupils, siblings or {})
    return (
        *_excluded(declared, pupils),
        *_parents_lost(declared, pupils),
        *_kind_missing(country, pupils),
        *_implied(declared, pupils),
        *_large(declared, pupils, large_family_from, households),
        *_siblings(declared, pupils, households),
    )


def unknowns(country: Country, facts: ClassFacts | Sequence[PupilFacts]) -> tuple[Hint, ...]:
    """What a teacher does not know yet: a category, or the education of mothers or fathers."""
    pupils = facts.pupils if isinstance(facts, ClassFacts) else tuple(facts)
    asked = [_hint("unknown", one.key, pupils, _unknown(one)) for one in categories_of(country)]
    schooling = [
        _hint(f"{parent}_education_unknown", parent, pupils, _schooling_unknown(parent)) for parent in PARENTS
    ]
    return tuple(found for found in (*asked, *schooling) if found.pupils)


def _hint(
    code: str, key: str, pupils: Iterable[PupilFacts], doubt: Doubt, other: str | None = None, **words: object
) -> Hint:
    found = [one.pupil for one in pupils if doubt(one)]
    named = ", ".join(pupil.name.short for pupil in found)
    return Hint(code, key, tuple(pupil.id for pupil in found), {"names": named, **words}, other)


def _some(*found: Hint) -> Iterator[Hint]:
    return (one for one in found if one.pupils)


def _unknown(one: Category) -> Doubt:
    return lambda facts: facts.unknown(one)


def _schooling_unknown(parent: str) -> Doubt:
    return lambda facts: facts.education.get(parent) is Education.UNKNOWN


def _both(one: Category, other: Category) -> Doubt:
    return lambda facts: facts.holds(one) and facts.holds(other)


def _excluded(declared: Mapping[str, Category], pupils: Sequence[PupilFacts]) -> Iterator[Hint]:
    pairs = {frozenset((one.key, other)) for one in declared.values() for other in one.excludes}
    order = list(declared)
    for first, second in sorted(sorted(pair, key=order.index) for pair in pairs):
        yield from _some(_hint("excluded", first, pupils, _both(declared[first], declared[second]), second))


def _parents_lost(declared: Mapping[str, Category], pupils: Sequence[PupilFacts]) -> Iterator[Hint]:
    neither = _both(declared["no_mother"], declared["no_father"])
    orphan = _any(declared, "orphan", "no_parental_care")
    alone = {parent: _alone(declared, parent) for parent in PARENTS}
    yield from _some(
        _hint("no_parents_not_orphan", "orphan", pupils, lambda one: neither(one) and not orphan(one)),
        _hint("parent_lost_family_complete", "no_mother", pupils, alone["mother"], "incomplete_family"),
        _hint("parent_lost_family_complete", "no_father", pupils, alone["father"], "incomplete_family"),
        _hint("half_orphan_of_whom", "half_orphan", pupils, _half_orphan_of_nobody(declared)),
    )


def _any(declared: Mapping[str, Category], *keys: str) -> Doubt:
    wanted = [declared[key] for key in keys if key in declared]
    return lambda facts: any(facts.holds(one) for one in wanted)


def _alone(declared: Mapping[str, Category], parent: str) -> Doubt:
    """Without this one parent, not in an incomplete family, and no step-parent has taken the place."""
    lost, left = (_any(declared, f"no_{one}") for one in sorted(PARENTS, key=lambda one: one != parent))
    explained = _any(declared, "incomplete_family", "orphan", "no_parental_care", f"step_{parent}")
    return lambda facts: lost(facts) and not left(facts) and not explained(facts)


def _half_orphan_of_nobody(declared: Mapping[str, Category]) -> Doubt:
    lost = _any(declared, "no_mother", "no_father")
    return lambda facts: facts.holds(declared["half_orphan"]) and not lost(facts)


def _kind_missing(country: Country, pupils: Sequence[PupilFacts]) -> Iterator[Hint]:
    """In no kind of family, though nobody said that it is not known."""
    unclear = behind(country, "unclear")
    kinds = next(one for one in categories_of(country) if one.presumed)
    asked = (kinds.key, *kinds.excludes)

    def doubt(facts: PupilFacts) -> bool:
        return unclear(facts) and not any(facts.answers.get(key) is Answer.UNKNOWN for key in asked)

    yield from _some(_hint("family_kind_missing", kinds.key, pupils, doubt))


def _implied(declared: Mapping[str, Category], pupils: Sequence[PupilFacts]) -> Iterator[Hint]:
    for one in declared.values():
        for other in one.implies:
            yield from _some(_hint("implied_missing", one.key, pupils, _without(one, declared[other]), other))


def _without(one: Category, implied: Category) -> Doubt:
    return lambda facts: facts.holds(one) and not facts.holds(implied) and not facts.unknown(implied)


def _households(pupils: Iterable[PupilFacts], siblings: Households) -> dict[int, tuple[PupilFacts, ...]]:
    """The children of each household, what this class says of its own pupils being the newest."""
    found: dict[int, dict[int, PupilFacts]] = {}
    for one in (*(one for children in siblings.values() for one in children), *pupils):
        if one.pupil.family is not None:
            found.setdefault(one.pupil.family, {})[one.pupil.id] = one
    return {family: tuple(children.values()) for family, children in found.items()}


def _large(
    declared: Mapping[str, Category],
    pupils: Sequence[PupilFacts],
    threshold: int,
    households: Mapping[int, Sequence[PupilFacts]],
) -> Iterator[Hint]:
    large = declared["large_family"]

    def at_school(facts: PupilFacts) -> int:
        return len(households.get(facts.pupil.family or 0, (facts,)))

    def too_few(facts: PupilFacts) -> bool:
        known = facts.pupil.family is not None or facts.pupil.household_size is not None
        return facts.holds(large) and known and max(at_school(facts), _at_home(declared, facts)) < threshold

    def enough(facts: PupilFacts) -> bool:
        return at_school(facts) >= threshold and not facts.holds(large) and not facts.unknown(large)

    yield from _some(
        _hint("large_family_few_children", large.key, pupils, too_few, number=threshold),
        _hint("large_family_not_said", large.key, pupils, enough, number=threshold),
    )


def _at_home(declared: Mapping[str, Category], facts: PupilFacts) -> int:
    """The children of the household as the register gives its size, the parents taken off."""
    living = sum(not facts.holds(declared[f"no_{parent}"]) for parent in PARENTS)
    return (facts.pupil.household_size or 0) - living


def _siblings(
    declared: Mapping[str, Category],
    pupils: Sequence[PupilFacts],
    households: Mapping[int, Sequence[PupilFacts]],
) -> Iterator[Hint]:
    for family in dict.fromkeys(one.pupil.family for one in pupils if one.pupil.family is not None):
        children = households[family]
        differing = [one for one in declared.values() if one.siblings and _differ(one, children)]
        said_once = {one.key for one in differing}
        for one in differing:
            # an incomplete family beside a complete one is one contradiction, not two
            if not (one.presumed and said_once.intersection(one.excludes)):
                yield _hint("siblings_differ", one.key, children, lambda facts: True)


def _differ(one: Category, children: Iterable[PupilFacts]) -> bool:
    return len({facts.holds(one) for facts in children if not _open(one, facts)}) > 1


def _open(one: Category, facts: PupilFacts) -> bool:
    """Nothing can be concluded: the answer, or the one that decides it, is not known yet."""
    deciding = one.excludes if one.presumed else ()
    return any(facts.answers.get(key) is Answer.UNKNOWN for key in (one.key, *deciding))
