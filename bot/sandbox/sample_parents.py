"""Parents of the sample school who talk to the bot: two whom the school confirmed long ago."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.people import Relation
from bot.core.school import Country
from bot.sandbox.sample_names import KAZAKHSTAN, KYRGYZSTAN
from bot.sandbox.sample_school import SampleSchool

WITH_A_FORM_OF_THEIR_OWN = 5


@dataclass(frozen=True, slots=True)
class SampleParent:
    """Somebody of the register with a phone; `children` are indexes in the pupils of the sample school."""

    name: str
    language: str
    relation: Relation
    number: str
    children: tuple[int, ...]


def sample_parents(sample: SampleSchool) -> tuple[SampleParent, SampleParent]:
    """One who speaks the language of the land, with a child in grade 7 and another from grade 5 on; one who
    speaks Russian, with an only child in grade 6.
    """
    native = (KYRGYZSTAN if _kyrgyz(sample) else KAZAKHSTAN)[0].nationality
    of_two = next(
        home
        for home in _households(sample, 7)
        if len(home) == 2 and sample.pupils[home[0]].nationality == native and _all_apply(sample, home)
    )
    alone = min(
        (home for home in _households(sample, 6) if len(home) == 1),
        key=lambda home: sample.pupils[home[0]].nationality == native,
    )
    return _parent(sample, of_two, "ky" if _kyrgyz(sample) else "kk"), _parent(sample, alone, "ru")


def _households(sample: SampleSchool, grade: int) -> Iterator[tuple[int, ...]]:
    """The children of each household of the first class of this grade, the one in that class first."""
    class_id = next(one.id for one in sample.classes if one.name.grade == grade)
    for index in sample.indexes(class_id):
        family = sample.pupils[index].family
        others = (place for place, one in enumerate(sample.pupils) if one.family == family)
        yield index, *(place for place in others if place != index)


def _all_apply(sample: SampleSchool, home: tuple[int, ...]) -> bool:
    """The first grades eat for nothing without an application."""
    grades = {one.id: one.name.grade for one in sample.classes}
    return all(grades[sample.places[index]] >= WITH_A_FORM_OF_THEIR_OWN for index in home)


def _parent(sample: SampleSchool, home: tuple[int, ...], language: str) -> SampleParent:
    adult = sample.pupils[home[0]].adults[0]
    return SampleParent(adult.name, language, adult.relation, adult.phone, home)


def _kyrgyz(sample: SampleSchool) -> bool:
    return sample.school.country is Country.KYRGYZSTAN
