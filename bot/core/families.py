"""Which pupils are of one household: proposed from what the register says of their homes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from bot.core.identity.letters import folded
from bot.core.people import Pupil, Relation

LARGEST = 12
SHARED_BY_MOST = 10
NUMBER_END = 9
PARENTS = (Relation.MOTHER, Relation.FATHER, Relation.GUARDIAN)
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d+[а-я]?")
STREET_WORDS = re.compile(
    r"(?:г|гор|город|кала|каласы|ул|улица|кошеси|коше|пр|проспект|даныгылы|пер|переулок|тар|туйык|д|дом|уи|уй|кв"
    r"|квартира|патер|батир|мкр|микрорайон|ыкшам|шагын|аудан|ауданы|район|с|село|ауыл|ауылы|айыл|айылы|аилы|п"
    r"|поселок|кент|обл|область)"
)

Pair = tuple[int, int]
Home = tuple[frozenset[str], tuple[str, ...]]


class Ground(IntEnum):
    """What speaks for one household, the surest first."""

    PHONE_AND_PARENTS = 1
    PHONE = 2
    PARENTS_AND_ADDRESS = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """Pupils who seem to be of one household; `ground` is the weakest thing that holds them together."""

    pupils: tuple[int, ...]
    ground: Ground

    @property
    def sure(self) -> bool:
        """Everything agrees: the phone and the parents' names."""
        return self.ground is Ground.PHONE_AND_PARENTS


def propose(pupils: Iterable[Pupil], parted: AbstractSet[Pair]) -> tuple[Proposal, ...]:
    """The households that nobody has confirmed yet; no pair that was parted comes together again."""
    known = sorted(pupils, key=lambda one: one.id)
    groups = _Groups(known, parted)
    for ground, first, second in sorted(_links(known)):
        groups.unite(first, second, ground)
    return tuple(groups.proposals())


class _Groups:
    """Pupils in disjoint groups, those of a confirmed household together from the start."""

    def __init__(self, pupils: Sequence[Pupil], parted: AbstractSet[Pair]) -> None:
        homes: dict[int, set[int]] = defaultdict(set)
        for one in pupils:
            homes[one.family or -one.id].add(one.id)
        self._group_of = {pupil_id: group for group in homes.values() for pupil_id in group}
        self._grounds: dict[int, Ground] = {}
        self._parted = parted

    def unite(self, first: int, second: int, ground: Ground) -> None:
        """Puts two groups together unless that would be too many people, or a pair that was parted."""
        one, other = self._group_of[first], self._group_of[second]
        if one is other or len(one) + len(other) > LARGEST or self._crosses(one, other):
            return
        weakest = max(ground, *(self._grounds.get(id(group), ground) for group in (one, other)))
        one |= other
        self._grounds[id(one)] = weakest
        self._group_of.update(dict.fromkeys(other, one))

    def _crosses(self, one: set[int], other: set[int]) -> bool:
        return any((min(pair), max(pair)) in self._parted for pair in ((a, b) for a in one for b in other))

    def proposals(self) -> Iterator[Proposal]:
        """The groups that hold more than one household, in the order of their first pupils."""
        seen: set[int] = set()
        for group in self._group_of.values():
            if id(group) in self._grounds and id(group) not in seen:
                seen.add(id(group))
                yield Proposal(tuple(sorted(group)), self._grounds[id(group)])


def _links(pupils: Sequence[Pupil]) -> Iterator[tuple[Ground, int, int]]:
    """Each reason why two pupils may live together."""
    parents = {one.id: _parents(one) for one in pupils}
    for first, second in _pairs((phone, one.id) for one in pupils for phone in phones_of(one)):
        agree = _agree(parents[first], parents[second])
        yield (Ground.PHONE_AND_PARENTS if agree else Ground.PHONE), first, second
    homes = ((home, one) for one in pupils if (home := home_of(one.address)))
    named = (((parent, home), one.id) for home, one in homes for parent in parents[one.id].items())
    for first, second in _pairs(named):
        yield Ground.PARENTS_AND_ADDRESS, first, second


def _pairs(keyed: Iterable[tuple[object, int]]) -> Iterator[Pair]:
    """Pairs that share a key; a key of very many pupils says nothing (the phone of the school, say)."""
    sharing: dict[object, set[int]] = defaultdict(set)
    for key, pupil_id in keyed:
        sharing[key].add(pupil_id)
    for ids in sharing.values():
        if len(ids) <= SHARED_BY_MOST:
            yield from combinations(sorted(ids), 2)


def phones_of(one: Pupil) -> frozenset[str]:
    """The ends of all phone numbers of a pupil's home, the same with +7, 8 or nothing before them."""
    written = [one.phone, *(adult.phone for adult in one.adults)]
    numbers = (re.sub(r"\D", "", number) for text in written for number in re.split(r"[,;/]", text) if text)
    return frozenset(number[-NUMBER_END:] for number in numbers if len(number) >= NUMBER_END)


def home_of(address: str) -> Home | None:
    """An address as names and numbers: `ул. Абая 12` is `Абай көшесі, 12`."""
    text = folded(address)
    named = (word for word in WORD.findall(text) if len(word) > 2 and not STREET_WORDS.fullmatch(word))
    words = frozenset(word[:3] for word in named)
    numbers = tuple(NUMBER.findall(text))
    return (words, numbers) if words or numbers else None


def _parents(one: Pupil) -> dict[Relation, frozenset[str]]:
    """Surname and first name of each parent, in any order and alphabet mix."""
    named = {adult.relation: frozenset(WORD.findall(folded(adult.name))[:2]) for adult in one.adults}
    return {relation: name for relation, name in named.items() if relation in PARENTS and len(name) > 1}


def _agree(one: dict[Relation, frozenset[str]], other: dict[Relation, frozenset[str]]) -> bool:
    """At least one parent of the same name, and none of another."""
    both = one.keys() & other.keys()
    return bool(both) and all(one[relation] == other[relation] for relation in both)
