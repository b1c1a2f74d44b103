"""The level of education behind the words of a roster."""

import pytest

from bot.core.passport.categories import Education
from bot.core.passport.education_words import education_of


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("жоғары", Education.HIGHER),
        ("Жоғары білімді", Education.HIGHER),
        (" ВЫСШЕЕ  образование. ", Education.HIGHER),
        ("высш.", Education.HIGHER),
        ("жогорку", Education.HIGHER),
        ("арнаулы орта", Education.VOCATIONAL),
        ("Арнайы-орта", Education.VOCATIONAL),
        ("среднее специальное", Education.VOCATIONAL),
        ("средне-специальное", Education.VOCATIONAL),
        ("техникалық және кәсіптік", Education.VOCATIONAL),
        ("орто атайын", Education.VOCATIONAL),
        ("орта", Education.SECONDARY),
        ("орто билим", Education.SECONDARY),
        ("Среднее", Education.SECONDARY),
        ("", None),
        ("білім", None),
        ("аяқталмаған жоғары", None),
        ("неоконченное высшее", None),
        ("ҚазҰУ, 1998", None),
    ],
)
def test_known_words_are_a_level_and_others_are_not(written: str, level: Education | None) -> None:
    assert education_of(written) is level
