"""The words of every paper in every language, as they were when somebody last looked at them.

After a change that is meant: `python -m tests.documents.test_papers_golden` writes them anew.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.papers import LANGUAGES, Format, Paper, PaperRequest
from bot.documents.making import make
from tests.documents.case_requests import REQUESTS
from tests.documents.reading import text_of
from tests.documents.requests import FORMS, request

GOLDEN = Path(__file__).with_name("golden")


def asked() -> dict[str, tuple[Paper, PaperRequest]]:
    """Every form in every language, and the lists that only count."""
    forms = {
        f"{paper}_{language}": (paper, request(paper, language)) for paper in FORMS for language in LANGUAGES
    }
    counted = {
        f"category_counts_{language}": (
            Paper.CATEGORY_LIST,
            replace(request(Paper.CATEGORY_LIST, language), with_names=False),
        )
        for language in LANGUAGES
    }
    cases = {
        f"{name}_{language}": (paper, make_request(language))
        for name, (paper, make_request) in REQUESTS.items()
        for language in LANGUAGES
    }
    return {**forms, **counted, **cases}


def words(name: str) -> str:
    paper, wanted = asked()[name]
    return text_of(make(paper, Format.WORD, wanted).content)


@pytest.mark.parametrize("name", sorted(asked()))
def test_the_words_of_the_paper(name: str) -> None:
    assert words(name) == (GOLDEN / f"{name}.txt").read_text()


def test_no_golden_text_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(asked())


if __name__ == "__main__":
    for one in asked():
        (GOLDEN / f"{one}.txt").write_text(words(one))
