"""Case endings of Kazakh, Kyrgyz and Russian on names, in folded (Russian) letters."""

import re

TURKIC = re.compile(
    r"[\-'’]?(?:[лдт][аоеэ]р)?"
    r"(?:[нтд][ыиу]н?|[кг][аоеэ]|н[аеэ]|[дт][аоеэ]н?|н[аоеэ]н|[мбп]ен(?:ен)?)?"
)
MASCULINE = frozenset(
    ["а", "у", "ом", "ем", "ым", "е", "ы", "ых", "ыми", "ам", "ами", "я", "ю", "ем", "ём", "ев", "ей"]
)
FEMININE = frozenset(["ы", "и", "е", "у", "ю", "ой", "ей", "ою", "ею", "ых"])
ADJECTIVE = {
    "ии": ("ого", "ому", "им", "ом", "его", "ему", "ем", "ие", "их"),
    "ая": ("ои", "ую", "ою", "ие", "их"),
    "ыи": ("ого", "ому", "ым", "ом", "ые", "ых"),
}
VOWELS = "аяоеэиыуюё"
TURKIC_PLURAL = re.compile(r"[лдт][аоеэ]р.*")
RUSSIAN_PLURAL = frozenset(["ы", "и", "ых", "их", "ыми", "ими", "ам", "ами"])
ADJECTIVE_PLURAL = frozenset(["ие", "их", "ими", "ые", "ых", "ыми"])
DAUGHTERS = ("ова", "ева", "ина", "ына")


def is_form(word: str, name: str) -> bool:
    """Whether the word is the name in some case; both folded, so й is и."""
    word = word.replace("й", "и")
    name = name.replace("й", "и")
    return word == name or _is_turkic(word, name) or _is_russian(word, name)


def is_plural(word: str, name: str) -> bool:
    """Whether the word means several of the name, men and women alike; both folded."""
    word, name = word.replace("й", "и"), name.replace("й", "и")
    for base in {name, name[:-1] if name.endswith(DAUGHTERS) else name}:
        rest = word.removeprefix(base)
        if (
            len(base) > 1
            and rest != word
            and (_is_turkic_plural(word, base) or _is_russian_plural(rest, base))
        ):
            return True
    stem = name[:-2]
    return name[-2:] in ADJECTIVE and len(name) > 4 and word.removeprefix(stem) in ADJECTIVE_PLURAL


def _is_turkic_plural(word: str, base: str) -> bool:
    return _is_turkic(word, base) and TURKIC_PLURAL.match(word[len(base) :].lstrip("-'’")) is not None


def _is_russian_plural(rest: str, base: str) -> bool:
    return base[-1] not in VOWELS and base[-1] != "ь" and rest in RUSSIAN_PLURAL


def _is_turkic(word: str, name: str) -> bool:
    return word.startswith(name) and len(name) > 1 and TURKIC.fullmatch(word[len(name) :]) is not None


def _is_russian(word: str, name: str) -> bool:
    if name[-2:] in ADJECTIVE and len(name) > 4:
        return word.startswith(name[:-2]) and word[len(name) - 2 :] in ADJECTIVE[name[-2:]]
    stem, endings = _declension(name)
    return len(stem) > 1 and word.startswith(stem) and word[len(stem) :] in endings


def _declension(name: str) -> tuple[str, frozenset[str]]:
    """The stem and what may follow it: `Айш-а`, `Дари-я`, `Андре-и`, `Гул-ь`, `Ахметов-`."""
    if name.endswith(("а", "я")):
        return name[:-1], frozenset(ending.replace("й", "и") for ending in FEMININE)
    if name.endswith("ь") or (name.endswith("и") and name[-2:-1] in VOWELS):
        return name[:-1], frozenset(ending.replace("й", "и") for ending in MASCULINE | FEMININE)
    if name[-1:] in VOWELS:
        return name, frozenset()
    return name, frozenset(ending.replace("й", "и") for ending in MASCULINE)
