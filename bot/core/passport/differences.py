"""What a report says otherwise than an earlier one, pupil by pupil and category by category."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.passport.categories import PARENTS, Category, Education, categories_of
from bot.core.passport.counts import by_name
from bot.core.passport.facts import PupilFacts
from bot.core.people import Pupil
from bot.core.school import Country

EDUCATION = "education."


class Change(StrEnum):
    """How an answer differs from the earlier one."""

    NEW = "new"
    NO_LONGER = "no_longer"
    NOT_KNOWN = "not_known"
    WAS_UNKNOWN_YES = "was_unknown_yes"
    WAS_UNKNOWN_NO = "was_unknown_no"
    OTHER_LEVEL = "other_level"


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer about one pupil; `subject` is a category or `education.<parent>` with its `level` now."""

    pupil: Pupil
    subject: str
    change: Change
    level: Education | None = None


def differences(
    country: Country, now: Sequence[PupilFacts], then: Mapping[int, PupilFacts]
) -> tuple[Difference, ...]:
    """Category by category, the pupils by name; a pupil who is not in `then` had nothing to report."""
    pairs = [(one, then.get(one.pupil.id, PupilFacts(one.pupil))) for one in sorted(now, key=by_name)]
    return (*_answers(categories_of(country), pairs), *_education(pairs))


def _answers(
    categories: Sequence[Category], pairs: Sequence[tuple[PupilFacts, PupilFacts]]
) -> Iterator[Difference]:
    declared = {one.key: one for one in categories}
    for one in categories:
        for now, then in pairs:
            change = _change(one, now, then)
            if change and not (one.presumed and _explained(one, declared, now, then)):
                yield Difference(now.pupil, one.key, change)


def _change(one: Category, now: PupilFacts, then: PupilFacts) -> Change | None:
    if now.unknown(one) or then.unknown(one):
        return _of_unknown(one, now, then)
    if now.holds(one) == then.holds(one):
        return None
    return Change.NEW if now.holds(one) else Change.NO_LONGER


def _of_unknown(one: Category, now: PupilFacts, then: PupilFacts) -> Change | None:
    if now.unknown(one):
        return None if then.unknown(one) else Change.NOT_KNOWN
    return Change.WAS_UNKNOWN_YES if now.holds(one) else Change.WAS_UNKNOWN_NO


def _explained(one: Category, declared: Mapping[str, Category], now: PupilFacts, then: PupilFacts) -> bool:
    """A presumption that ends or comes back together with another answer is no difference of its own."""
    return any(_change(declared[other], now, then) for other in one.excludes)


def _education(pairs: Sequence[tuple[PupilFacts, PupilFacts]]) -> Iterator[Difference]:
    """Only where both say something: a level said for the first time is not a change."""
    for parent in PARENTS:
        for now, then in pairs:
            level, former = now.education.get(parent), then.education.get(parent)
            if level and former and level is not former:
                yield Difference(now.pupil, EDUCATION + parent, _of_level(level, former), level)


def _of_level(level: Education, former: Education) -> Change:
    if level is Education.UNKNOWN:
        return Change.NOT_KNOWN
    return Change.WAS_UNKNOWN_YES if former is Education.UNKNOWN else Change.OTHER_LEVEL
