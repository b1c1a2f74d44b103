"""Words: four languages complete, the same places in them, no copies, and no key that nobody knows or uses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.core.errors import Refusal
from bot.core.passport.categories import REGISTRY
from bot.core.passport.reports import ReportState
from bot.texts import LANGUAGES, first_up
from bot.texts.catalogue import FOLDER, catalogue

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"\{[a-z_0-9.]*\}")
KEY = re.compile(r"^[a-z_]+(\.[a-z_0-9]+)+$")
# Modules whose strings with a dot in them are not keys of words.
NOT_WORDS = re.compile(r"\.(png|pdf|docx|xlsx|xls|csv|db|json|html|css|js|typ|po|py|toml|ttf)$")


def all_words() -> dict[str, dict[str, str]]:
    return {language: catalogue(language) for language in LANGUAGES}


def test_every_key_has_words_in_every_language() -> None:
    words = all_words()
    keys = set().union(*words.values())
    assert len(keys) > 100
    holes = [
        (key, language) for key in sorted(keys) for language in LANGUAGES if not words[language].get(key)
    ]
    assert holes == []


@pytest.mark.parametrize(
    ("words", "headed"),
    [
        ("ұл балалар", "Ұл балалар"),
        ("әлеуметтік педагог", "Әлеуметтік педагог"),
        ("на проверке у МО", "На проверке у МО"),
        ("", ""),
    ],
)
def test_a_heading_begins_with_a_capital(words: str, headed: str) -> None:
    assert first_up(words) == headed


def test_the_same_places_are_filled_in_in_every_language() -> None:
    words = all_words()
    clashes = [
        (key, language)
        for key, kazakh in words["kk"].items()
        for language in LANGUAGES
        if sorted(PLACES.findall(words[language].get(key, ""))) != sorted(PLACES.findall(kazakh))
    ]
    assert clashes == []


def test_no_place_has_a_sign_that_breaks_the_filling_in() -> None:
    broken = []
    for language, words in all_words().items():
        for key, sentence in words.items():
            names = {name.strip("{}") for name in PLACES.findall(sentence)}
            try:
                sentence.format(**dict.fromkeys(names, "x"))
            except (KeyError, IndexError, ValueError):
                broken.append((language, key))
    assert broken == []


def test_kyrgyz_is_kyrgyz_and_russian_is_russian() -> None:
    words = all_words()
    long = [
        key for key, sentence in words["kk"].items() if re.search("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{4}", sentence)
    ]
    kyrgyz = sum(words["ky"].get(key) in (words["kk"][key], words["ru"].get(key)) for key in long)
    russian = sum(words["ru"].get(key) == words["kk"][key] for key in long)
    assert kyrgyz / len(long) < 0.10
    assert russian / len(long) < 0.05


@pytest.mark.parametrize(("language", "letters"), [("ky", "әғқұһіӘҒҚҰҺІ"), ("ru", "әғқңөұүһіӘҒҚҢӨҰҮҺІ")])
def test_no_letter_of_another_language(language: str, letters: str) -> None:
    """Examples of names and places are written as they are at home; a sentence is not."""
    found = [
        key
        for key, sentence in catalogue(language).items()
        if set(sentence) & set(letters) and "example" not in key and not re.search("«[^»]*»|7Ә|Қаз", sentence)
    ]
    assert len(found) / len(catalogue(language)) < 0.01, found


def test_each_key_stands_in_one_file() -> None:
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for file in sorted((FOLDER / language).glob("*.po")):
            with file.open("rb") as source:
                for message in read_po(source, locale=language):
                    if message.id:
                        assert message.id not in seen, (
                            f"{message.id}: {file.name} and {seen[str(message.id)]}"
                        )
                        seen[str(message.id)] = file.name


def strings() -> Iterator[tuple[str, str]]:
    """Every string of the code that looks like a key, and where it stands."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, f"{file.relative_to(ROOT)}:{node.lineno}"


def asked() -> Iterator[tuple[str, str]]:
    """The keys of words(...), words.html(...), Phrase(...), Notice(...) and Refusal classes that stand as strings."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                key = node.args[0].value
                if isinstance(key, str) and _asks_words(node.func):
                    yield key, f"{file.relative_to(ROOT)}:{node.lineno}"


def _asks_words(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    owner = ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""
    return name in ("words", "Notice", "Phrase") or (name == "html" and owner.endswith("words"))


def refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    yield kind
    for below in kind.__subclasses__():
        yield from refusals(below)


def test_every_key_that_the_code_asks_for_exists() -> None:
    known = set(catalogue("kk"))
    found = list(asked())
    assert len(found) > 20
    assert sorted({f"{place} {key}" for key, place in found if KEY.match(key) and key not in known}) == []


def test_every_refusal_has_its_sentence() -> None:
    import bot.app  # noqa: F401 - loads every module that refuses something

    known = set(catalogue("kk"))
    missing = {f"{one.__module__}.{one.__name__}: {one.key}" for one in refusals() if one.key not in known}
    # The base class is never raised itself.
    assert {one for one in missing if not one.startswith("bot.core.errors.Refusal")} == set()


def test_every_choice_has_its_name() -> None:
    known = set(catalogue("kk"))
    for country, categories in REGISTRY.items():
        for one in categories:
            for part in ("name", "hint", "printed"):
                key = f"category.{one.key}.{part}"
                assert key in known or f"{key}.{country.value}" in known, key
    assert {f"state.{one.value}" for one in ReportState} - known <= {"state.taken_back"}


def test_every_string_that_looks_like_a_key_of_a_feature_is_one() -> None:
    """A key that was renamed in locales/ and not in the code would be shown as it is."""
    known = set(catalogue("kk"))
    features = {key.split(".")[0] for key in known}
    unknown = {
        f"{place} {value}"
        for value, place in strings()
        if KEY.match(value)
        and value.split(".")[0] in features
        and value not in known
        and not NOT_WORDS.search(value)
        and not any(key.startswith(value) for key in known)
    }
    assert unknown == set()


def test_no_key_is_left_that_nobody_asks_for() -> None:
    """A key counts as used where the code holds it, or its beginning and end around a part that is computed."""
    exact = {value for value, _ in strings()}
    patterns = [re.compile(pattern) for pattern in _computed()]
    unused = [
        key
        for key in sorted(catalogue("kk"))
        if key not in exact
        and re.sub(r"\.k[gz]$", "", key) not in exact
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


def _computed() -> Iterator[str]:
    """f"state.{one}" as a pattern: what stands between the braces is any word."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z_0-9.]+"
                    for part in node.values
                ]
                if "." in "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)):
                    yield "".join(parts)
