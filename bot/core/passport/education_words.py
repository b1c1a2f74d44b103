"""The words with which rosters name a level of education, in the languages of the schools."""

import re

from bot.core.passport.categories import Education

WORDS = {
    Education.HIGHER: ("жоғары", "высшее", "высш", "жогорку"),
    Education.VOCATIONAL: (
        "арнаулы орта",
        "арнайы орта",
        "орта арнаулы",
        "орта арнайы",
        "техникалық және кәсіптік",
        "кәсіптік",
        "среднее специальное",
        "средне специальное",
        "ср спец",
        "среднее профессиональное",
        "техническое и профессиональное",
        "орто атайын",
        "атайын орто",
        "техникалык жана кесиптик",
        "кесиптик",
    ),
    Education.SECONDARY: (
        "орта",
        "жалпы орта",
        "среднее",
        "общее среднее",
        "среднее общее",
        "орто",
        "жалпы орто",
    ),
}
LEVELS = {word: level for level, words in WORDS.items() for word in words}
WORD = re.compile(r"\w+")
EDUCATION = frozenset({"білім", "білімі", "білімді", "образование", "обр", "билим", "билимдүү"})


def education_of(written: str) -> Education | None:
    """The level that these words are known to mean, else None: nothing is guessed."""
    words = WORD.findall(written.casefold())
    return LEVELS.get(" ".join(word for word in words if word not in EDUCATION))
