"""Every category, level and doubt has its words in every language."""

import pytest

from bot.core.papers import LANGUAGES as OF_PAPERS
from bot.core.papers import REGISTRY, Paper
from bot.core.passport.categories import Education, categories_of
from bot.core.passport.counts import comparison, count
from bot.core.school import Country
from bot.documents.wording import category_name, category_printed, pair, percent_printed, signed
from bot.texts import text
from tests.core.passport_school import class_of, pupil

LANGUAGES = ("kk", "ru", "ky", "en")
LONGEST_NAME = 26
LONGEST_LABEL = 28
CODES = (
    "excluded",
    "no_parents_not_orphan",
    "parent_lost_family_complete",
    "half_orphan_of_whom",
    "family_kind_missing",
    "implied_missing",
    "large_family_few_children",
    "large_family_not_said",
    "siblings_differ",
    "unknown",
    "mother_education_unknown",
    "father_education_unknown",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", list(Country))
def test_categories_have_names_printed_words_and_hints(country: Country, language: str) -> None:
    for one in categories_of(country):
        name = category_name(country, one.key, language)
        assert 0 < len(name) <= LONGEST_NAME
        assert "category." not in name + category_printed(country, one.key, language)
        assert text(f"category.{one.key}.hint", language).endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_levels_papers_and_doubts_have_words(language: str) -> None:
    keys = [
        *(f"education.{level}.name" for level in Education),
        *(f"papers.{paper}.{part}" for paper in Paper for part in ("title", "file")),
        *(f"consistency.{code}" for code in CODES),
    ]
    assert [key for key in keys if text(key, language) == key] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_have_names_that_fit_on_their_buttons(language: str) -> None:
    for paper, kind in REGISTRY.items():
        name = text(f"paper_shelf.{paper}", language)
        assert 0 < len(name) <= LONGEST_LABEL
        assert "paper_shelf" not in name
        for of in OF_PAPERS if kind.has_template else ():
            short = text(f"paper_shelf.short.{paper}", language)
            label = f"✏️ {short} · {text(f'paper_shelf.language.{of}', language)}"
            assert "paper_shelf" not in short
            assert len(label) <= LONGEST_LABEL


@pytest.mark.parametrize("code", CODES)
def test_a_doubt_is_said_with_what_the_hint_holds(code: str) -> None:
    said = text(f"consistency.{code}", "kk", names="Үсен Әли", category="А", other="Ә", number=4)
    assert "Үсен Әли" in said
    assert "{" not in said


def test_numbers_as_they_are_printed() -> None:
    now = count(Country.KAZAKHSTAN, [class_of("1А", pupil(1), pupil(2, "stateless"), pupil(3))])
    then = count(Country.KAZAKHSTAN, [class_of("1А", pupil(1))])
    everyone = comparison(now, then)[0].pupils
    assert (signed(everyone.difference), signed(everyone.percent)) == ("+2", "+200,0")
    assert signed(comparison(then, now)[0].pupils.percent) == "-66,7"
    assert (signed(0), signed(None), percent_printed(None)) == ("0", "—", "—")
    assert (pair(5, None), pair(5, 3)) == ("5", "5 / 3")
