"""Letters that look alike or stand for one another where no Kazakh or Kyrgyz keyboard was at hand."""

import re
import unicodedata
from functools import lru_cache

LATIN = "ABCEHKMOPTXYIaceopxyikmhƏəɵ"
CYRILLIC = "АВСЕНКМОРТХУІасеорхуікмһӘәө"
TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
RARE_FORMS = str.maketrans("ӉӊҠҡӃӄҜҝӶӷѲѳԐԑҒғЎў", "ҢңҚқҚқҚқҒғӨөЕеҒғЎў")
TO_RUSSIAN = str.maketrans("әқғңөұүіһёүҳўѣґ", "акгноууихеухуег")
INVISIBLE = re.compile("[\u200b\u200c\u200d\u200e\u200f\u00ad\ufeff\u2060]")
SPACES = re.compile(r"\s+")
LATIN_LETTER = re.compile(r"[A-Za-zƏəɵ]")
CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")


def plain(text: str) -> str:
    """The text in composed letters with single spaces and nothing invisible."""
    return SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def is_latin(word: str) -> bool:
    return bool(LATIN_LETTER.search(word)) and not CYRILLIC_LETTER.search(word)


def only_look_alikes(word: str) -> bool:
    """Whether each letter of the word could as well be Cyrillic."""
    return all(letter in LATIN for letter in word if letter.isalpha())


def mended(word: str) -> str:
    """A word that mixes alphabets in Cyrillic throughout; any other word as it is."""
    if not CYRILLIC_LETTER.search(word):
        return word
    digits_mended = re.sub(r"(?<=[^\W\d])0(?=[^\W\d])", "о", word)
    return digits_mended.translate(TO_CYRILLIC).translate(RARE_FORMS)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case with Russian letters only, for comparing what was typed without the right keyboard."""
    word = plain(text)
    whole = word if is_latin(word) and not only_look_alikes(word) else word.translate(TO_CYRILLIC)
    return whole.translate(RARE_FORMS).lower().translate(TO_RUSSIAN)


def distance(one: str, other: str, limit: int) -> int:
    """The slips (a letter more, less, other, two swapped) between two words; limit + 1 where more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, its in enumerate(other, start=1):
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        before, last = last, current
    return min(last[-1], limit + 1)
