"""Which pupils a teacher meant: surnames and names typed in a hurry, in any case and any order."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from bot.core.identity.endings import is_form, is_plural
from bot.core.identity.letters import distance, folded, plain
from bot.core.identity.names import MARKERS
from bot.core.people import Pupil

SEPARATOR = re.compile(r"[,;\n\r\t/|]+|(?<!\w)(?:және|мен|пен|бен|и|да|жана|менен|and|also)(?!\w)(?=\s)")
REMARK = re.compile(r"\([^)]*\)")
NUMBERED = re.compile(r"\S*\d\S*")
TYPED_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`\-][^\W\d_]+)*")
OWN_LETTERS = "әқғңөұү"
EXACT, INFLECTED, FIRST_NAME = 0, 1, 2
Fits = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What was typed and the pupils that it may mean; `misspelt`: none of them is called exactly that."""

    typed: str
    pupils: tuple[Pupil, ...]
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Pupils meant without doubt, those to be asked about, and words that mean nobody here."""

    matched: tuple[Pupil, ...] = ()
    namesakes: tuple[Namesakes, ...] = ()
    not_found: tuple[str, ...] = ()


def find_pupils(typed: str, pupils: Sequence[Pupil]) -> Found:
    """The pupils that were meant; whoever is not certain is returned to be asked, never guessed."""
    matched: dict[int, Pupil] = {}
    namesakes: list[Namesakes] = []
    not_found: list[str] = []
    for entry in entries(typed):
        for words, candidates in _resolved(entry, pupils):
            if several := _several_meant(words, candidates, pupils):
                namesakes.append(Namesakes(" ".join(words), several))
            elif len(candidates) == 1:
                matched[candidates[0].id] = candidates[0]
            elif candidates:
                namesakes.append(Namesakes(" ".join(words), candidates))
            elif near := _near(words, pupils):
                namesakes.append(Namesakes(" ".join(words), near, misspelt=True))
            else:
                not_found.append(" ".join(words))
    return Found(tuple(matched.values()), tuple(namesakes), tuple(not_found))


def entries(typed: str) -> Iterator[tuple[str, ...]]:
    """The words between commas, semicolons, new lines and "and"."""
    text = NUMBERED.sub(
        lambda word: re.sub(r"^\d+[.)]|\d\S*", " ", word[0]), REMARK.sub(" ", plain_lines(typed))
    )
    for piece in SEPARATOR.split(text):
        words = tuple(TYPED_WORD.findall(piece))
        if words:
            yield words


def plain_lines(typed: str) -> str:
    return "\n".join(plain(line) for line in typed.splitlines())


def _resolved(
    words: tuple[str, ...], pupils: Sequence[Pupil]
) -> list[tuple[tuple[str, ...], tuple[Pupil, ...]]]:
    """The words as one name, or as several that each mean somebody, where the commas were forgotten."""
    whole = _meant(words, pupils)
    if whole or len(words) == 1:
        return [(words, whole)]
    return _several(words, pupils) or [(words, ())]


def _several(
    words: tuple[str, ...], pupils: Sequence[Pupil]
) -> list[tuple[tuple[str, ...], tuple[Pupil, ...]]]:
    for size in range(min(3, len(words)), 0, -1):
        candidates = _meant(words[:size], pupils, surname_needed=True)
        if not candidates:
            continue
        rest = words[size:]
        others = _several(rest, pupils) if rest else []
        if others or not rest:
            return [(words[:size], candidates), *others]
    return []


def _meant(words: Sequence[str], pupils: Sequence[Pupil], surname_needed: bool = False) -> tuple[Pupil, ...]:
    """Those whom the words fit best; a name of one that is also a case of another's means either."""
    ranked = [(rank, pupil) for pupil in pupils if (rank := _rank(words, pupil)) is not None]
    if surname_needed:
        ranked = [(rank, pupil) for rank, pupil in ranked if rank < FIRST_NAME]
    best = min((rank for rank, _ in ranked), default=0)
    alike = (best, best + INFLECTED) if best in (EXACT, FIRST_NAME) else (best,)
    return tuple(pupil for rank, pupil in ranked if rank in alike)


def _several_meant(
    words: Sequence[str], candidates: Sequence[Pupil], pupils: Sequence[Pupil]
) -> tuple[Pupil, ...]:
    """Everyone of a name that stands in the plural, unless somebody is called exactly that."""
    if len(words) != 1 or any(_rank(words, one) in (EXACT, FIRST_NAME) for one in candidates):
        return ()
    family = [one for one in pupils if _is_of_family(words[0], one)]
    return tuple(one for one in pupils if one in family or one in candidates) if family else ()


def _is_of_family(word: str, pupil: Pupil) -> bool:
    return any(
        is_plural(folded(word), folded(half)) and not _contradicts(word, half)
        for part in (pupil.name.last, pupil.name.first)
        for half in _halves(part)
    )


def _rank(words: Sequence[str], pupil: Pupil) -> int | None:
    """How well the words fit: each its own part of the name, the surname or the first name among them."""
    said = [word for word in words if folded(word) not in MARKERS]
    for penalty, fits in ((EXACT, same), (INFLECTED, inflected)):
        kinds = _assigned(said, pupil, fits)
        if kinds is not None:
            return penalty if "last" in kinds else penalty + FIRST_NAME
    return None


def _assigned(words: Sequence[str], pupil: Pupil, fits: Fits) -> tuple[str, ...] | None:
    """Which parts of the name the words are, each part used once."""
    parts = _parts(pupil)
    if not words or len(words) > len(parts):
        return None
    for chosen in permutations(parts, len(words)):
        kinds = tuple(kind for kind, _ in chosen)
        if {"last", "first"} & set(kinds) and all(
            fits(word, part) or _is_initial(word, kind, part, kinds)
            for word, (kind, part) in zip(words, chosen, strict=True)
        ):
            return kinds if any(len(word) > 1 for word in words) else None
    return None


def _is_initial(word: str, kind: str, part: str, kinds: Sequence[str]) -> bool:
    return len(word) == 1 and kind != "last" and "last" in kinds and folded(word) == folded(part)[:1]


def _parts(pupil: Pupil) -> list[tuple[str, str]]:
    """The words of the name; a patronymic of two words loses its `уулу`."""
    name = pupil.name
    parts = (("last", name.last), ("first", name.first), ("patronymic", name.patronymic))
    return [(kind, word) for kind, part in parts for word in part.split() if folded(word) not in MARKERS]


@lru_cache(maxsize=20_000)
def same(word: str, part: str) -> bool:
    """The word is the name, or one half of a double name, Kazakh letters and hyphens overlooked."""
    return any(
        _bare(folded(word)) == _bare(folded(half)) and not _contradicts(word, half) for half in _halves(part)
    )


@lru_cache(maxsize=20_000)
def inflected(word: str, part: str) -> bool:
    return same(word, part) or any(
        is_form(folded(word), folded(half)) and not _contradicts(word, half) for half in _halves(part)
    )


def _contradicts(word: str, part: str) -> bool:
    """A Kazakh letter that was typed on purpose stands where the name has another one."""
    typed, meant = _bare(plain(word).lower()), _bare(plain(part).lower())
    return any(one != other and one in OWN_LETTERS for one, other in zip(typed, meant, strict=False))


@lru_cache(maxsize=8192)
def _halves(part: str) -> tuple[str, ...]:
    """The name, the halves of a double one, and `Болат` for `Болатұлы`."""
    halves = part.split("-") if "-" in part else []
    marker = next((marker for marker in MARKERS if folded(part).endswith(marker)), "")
    return (part, *halves, *((part[: -len(marker)],) if len(part) > len(marker) + 2 and marker else ()))


def _bare(word: str) -> str:
    return re.sub(r"[\-'’ʼ` ]", "", word)


def _near(words: Sequence[str], pupils: Sequence[Pupil]) -> tuple[Pupil, ...]:
    """Those whose names are a slip or two away, or who share the surname with another first name."""
    close = tuple(pupil for pupil in pupils if _assigned(words, pupil, nearly) is not None)
    if close or len(words) == 1:
        return close
    surnames = [word for word in words if len(word) > 1]
    return tuple(pupil for pupil in pupils if any(inflected(word, pupil.name.last) for word in surnames))


def nearly(word: str, part: str) -> bool:
    """One slip in a short word, two in a long one, none in a very short one; endings do not count."""
    if len(word) < 3:
        return False
    limit = 1 if len(word) < 7 else 2
    return inflected(word, part) or any(_slips(word, half, limit) <= limit for half in _halves(part))


def _slips(word: str, part: str, limit: int) -> int:
    typed, meant = folded(word), folded(part)
    if len(typed) > len(meant) + 1:
        typed = typed[: len(meant)] if is_form(meant + typed[len(meant) :], meant) else typed
    return distance(typed, meant, limit)
