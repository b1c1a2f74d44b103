"""Names as registers and people write them, in any case, alphabet or order of their parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.identity.letters import folded, is_latin, mended, only_look_alikes, plain
from bot.core.people import PersonName, Sex

SONS = (
    "ұлы",
    "улы",
    "уулу",
    "оглы",
    "оғлы",
    "огли",
    "ўғли",
    "ұғлы",
    "уғли",
    "угли",
    "uly",
    "uulu",
    "ogly",
    "oglu",
)
DAUGHTERS = ("қызы", "кызы", "қизи", "кизи", "гызы", "ғызы", "qyzy", "kyzy", "qizi", "kizi")
MARKERS = frozenset(folded(word) for word in SONS + DAUGHTERS)
JOINED_MARKERS = ("ұлы", "қызы")
MALE_ENDINGS = ("вич", "ьич", "мич", "кич", "vich", *SONS)
FEMALE_ENDINGS = ("вна", "ична", "инична", "vna", *DAUGHTERS)
SURNAME = re.compile(r"\w{2,}(?:[оеё]ва?|ский|ская|цкий|цкая|ova?|eva?)$", re.I)
LONGEST = 200
REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]")
NUMBERING = re.compile(r"^\s*(?:№\s*)?\d{1,4}\s*[.)\-:]?\s*(?=[^\W\d])")
NOT_OF_A_NAME = re.compile(r"[^\w\s'’ʼ`\-–—.]|_|(?<!\w)[-–—](?!\w)")
INITIALS = re.compile(r"([^\W\d])\.")
WORD = re.compile(r"[^\W\d]+(?:['’ʼ`\-][^\W\d]+)*\.?")


@dataclass(frozen=True, slots=True)
class NameReading:
    """The name that was understood; `unclear`: a person should look at it."""

    name: PersonName
    unclear: bool = False


def read(text: str) -> NameReading:
    """The parts of a name written as surname, first name, patronymic, or in another usual order."""
    text = text[:LONGEST]
    words = words_of(text)
    strange = bool(re.search(r"\d", _digits_mended(NUMBERING.sub("", REMARK.sub(" ", text)))))
    reading = _arranged(words)
    return NameReading(reading.name, reading.unclear or strange)


def of_parts(last: str, first: str, patronymic: str) -> NameReading:
    """A name whose parts stood in columns of their own, though one column may hold two of them."""
    if not (last and first) or (" " in first.strip() and not patronymic):
        return read(" ".join(part for part in (last, first, patronymic) if part))
    parts = [" ".join(words_of(part)) for part in (last, first, patronymic)]
    name = PersonName(*parts)
    return NameReading(name, not (name.last and name.first) or "." in name.first)


def words_of(text: str) -> list[str]:
    """The words of a name in their right letters and capitals, `Болат ұлы` made one word."""
    hyphens = re.sub(r"(?<=\w)\s*[-–—]\s*(?=\w)", "-", REMARK.sub(" ", NUMBERING.sub("", plain(text))))
    bare = INITIALS.sub(r"\1. ", NOT_OF_A_NAME.sub(" ", hyphens)).replace("’", "'").replace("`", "'")
    found = (word if len(word) < 3 else word.rstrip(".") for word in WORD.findall(_digits_mended(bare)))
    words = [mended(word) for word in found]
    if any(not is_latin(word) for word in words):
        words = [_same_alphabet(word) for word in words]
    return _joined([capitalised(word) for word in words])


def capitalised(word: str) -> str:
    """`АХМЕТОВ`, `ахметов` → `Ахметов`; markers of a patronymic stay small; foreign `McDonald` stays."""
    if folded(word) in MARKERS:
        return word.lower()
    if is_latin(word) and not (word.isupper() or word.islower()):
        return word
    return re.sub(r"[^\W\d]+", lambda part: part[0].capitalize(), word)


def sex_of(patronymic: str) -> Sex | None:
    """What the patronymic says of its bearer, if anything."""
    word = patronymic.lower().strip()
    if word.endswith(MALE_ENDINGS):
        return Sex.MALE
    return Sex.FEMALE if word.endswith(FEMALE_ENDINGS) else None


def initials(name: PersonName) -> str:
    """`Ахметов А.Б.`, as signatures have it."""
    letters = "".join(f"{part[0]}." for part in (name.first, name.patronymic) if part)
    return f"{name.last} {letters}".strip()


def identity(name: PersonName) -> str:
    """Two spellings of one name have the same identity: letters folded, spaces and hyphens left out."""
    return "|".join(re.sub(r"[^\w]", "", folded(part)) for part in (name.last, name.first, name.patronymic))


def _digits_mended(text: str) -> str:
    return re.sub(r"(?<=[^\W\d])0|0(?=[^\W\d])", "о", text)


def _same_alphabet(word: str) -> str:
    """A word between Cyrillic ones that only looks Latin."""
    return mended(word + "ы")[:-1] if is_latin(word) and only_look_alikes(word) else word


def _joined(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if folded(word) in MARKERS and joined:
            space = "" if word in JOINED_MARKERS else " "
            joined[-1] += space + word
        else:
            joined.append(word)
    return joined


def _is_patronymic(word: str) -> bool:
    return sex_of(word) is not None


def _arranged(words: Sequence[str]) -> NameReading:
    if len(words) < 2:
        return NameReading(PersonName("".join(words), ""), unclear=True)
    if len(words) == 2:
        return _two(words)
    if len(words) == 3:
        return _three(words)
    return _many(words)


def _two(words: Sequence[str]) -> NameReading:
    """Surname and first name; a patronymic alone behind a first name leaves the surname open."""
    last, first = words
    if _is_patronymic(first) and not _is_patronymic(last):
        return NameReading(PersonName("", last, first), unclear=True)
    if SURNAME.search(first) and not SURNAME.search(last) and not is_latin(last):
        last, first = first, last
    return NameReading(PersonName(last, first), unclear="." in first + last)


def _three(words: Sequence[str]) -> NameReading:
    one, two, three = words
    if _is_patronymic(two) and not _is_patronymic(three):
        if SURNAME.search(one) and not SURNAME.search(three):
            return NameReading(PersonName(one, three, two))
        return NameReading(PersonName(three, one, two))
    return NameReading(PersonName(one, two, three), unclear="." in one + two + three)


def _many(words: Sequence[str]) -> NameReading:
    """Two first names between a surname and a patronymic are usual; a person judges what is longer."""
    if len(words) == 4 and _is_patronymic(words[3]):
        return NameReading(PersonName(words[0], " ".join(words[1:3]), words[3]))
    return NameReading(PersonName(words[0], words[1], " ".join(words[2:])), unclear=True)
