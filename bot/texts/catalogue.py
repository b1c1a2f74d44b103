"""Reads locales/<language>/<feature>.po with Babel and answers with words; a missing key falls back to Kazakh."""

import re
from functools import cache
from html import escape
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("kk", "ru", "ky", "en")
COUNTRY = re.compile(r"\.k[gz]$")
FOLDER = Path(__file__).parents[2] / "locales"


@cache
def catalogue(language: str, folder: Path = FOLDER) -> dict[str, str]:
    """All words of one language by dotted key."""
    words: dict[str, str] = {}
    for file in sorted((folder / language).glob("*.po")):
        with file.open("rb") as source:
            words |= {
                str(message.id): str(message.string)
                for message in read_po(source, locale=language)
                if message.id
            }
    return words


def text(key: str, language: str, **words: object) -> str:
    """The words for a key, filled in; Kazakh where the language has none, the key itself where nobody has.

    A key that ends in a country (`category.orphan.name.kg`) is the general one where the country has no own words.
    """
    found = _known(key, language) or _known(COUNTRY.sub("", key), language) or key
    return found.format(**words) if words else found


def first_up(words: str) -> str:
    """The words where a label or a heading begins with them."""
    return words[:1].upper() + words[1:]


def _known(key: str, language: str) -> str | None:
    return catalogue(language).get(key) or catalogue("kk").get(key)


class Words:
    """The words of one person's language: plain for buttons, `html` for messages."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "kk"

    def __call__(self, key: str, **words: object) -> str:
        return text(key, self.language, **words)

    def html(self, key: str, **words: object) -> str:
        """For a message: what is filled in can not become markup."""
        return text(
            key, self.language, **{name: escape(str(word), quote=False) for name, word in words.items()}
        )
