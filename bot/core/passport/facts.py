"""What a class report says: answers by exception, and the picture of the pupils that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.passport.categories import Answer, Category, Education
from bot.core.people import Pupil
from bot.core.school import Class


@dataclass(frozen=True, slots=True)
class PupilFacts:
    """A pupil of a class with what was said: `answers` by category key (only what was said), education by parent."""

    pupil: Pupil
    answers: Mapping[str, Answer] = field(default_factory=dict)
    education: Mapping[str, Education] = field(default_factory=dict)

    @property
    def household(self) -> tuple[str, int]:
        """What families are counted by: the household that the pedagogue confirmed, else the pupil alone."""
        family = self.pupil.family
        return ("pupil", self.pupil.id) if family is None else ("family", family)

    def holds(self, category: Category) -> bool:
        """Whether the pupil counts in the category: as said, else by its presumption."""
        said = self.answers.get(category.key)
        if said is None:
            return category.presumed and not self._contradicted(category)
        return said is Answer.YES

    def unknown(self, category: Category) -> bool:
        return self.answers.get(category.key) is Answer.UNKNOWN

    def _contradicted(self, category: Category) -> bool:
        return any(self.answers.get(other) in (Answer.YES, Answer.UNKNOWN) for other in category.excludes)


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One class as its approved report (or, where `approved_at` is None, its newest one) shows it."""

    class_: Class
    pupils: tuple[PupilFacts, ...]
    teacher: str = ""
    revision: int = 0
    approved_at: datetime | None = None
    newer_waits: bool = False
