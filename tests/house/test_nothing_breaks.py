"""Every address with every person and every record: nothing breaks, and each reads what is theirs to read."""

import re
from collections.abc import Mapping, Sequence

import pytest

from bot.handlers.addresses.case_papers import MakeCasePaper
from bot.handlers.addresses.papers import MakePaper
from bot.texts import LANGUAGES, Words
from tests.conftest import Staff
from tests.driver import World
from tests.house.everybody import EVERYBODY, walker
from tests.house.families import NOTE
from tests.house.furnished import ALWAYS, OWN, Furniture, changed, looked_up, tables
from tests.house.pressing import ALL, may_at_all, plausible, with_absurd_numbers, with_absurd_words

ONLY_LOOK = ("director", "deputy", "psychologist")
LOOKED = ALWAYS | OWN | {"issued_paper"}
# With how many records of a kind each address is tried; what takes a second to make is made elsewhere.
MOST = {"pedagogue": 8, "parent": 10}
PAPERS_MADE = frozenset({MakeCasePaper, MakePaper})


@pytest.mark.parametrize("role", EVERYBODY)
async def test_nothing_breaks_whatever_is_pressed_and_each_sees_their_own(
    telegram: World, school: Staff, there: Furniture, role: str
) -> None:
    """With records of the first family and of the office, and with numbers that there are not."""
    walking = await walker(telegram, school, there, role)
    before = await tables(telegram, LOOKED)
    await walking.presses_all_of(there, there.first, MOST.get(role, 4), PAPERS_MADE)
    for turn, kind in enumerate(one for one in ALL if may_at_all(walking.member, one)):
        await walking.presses_each([plausible(kind, there), *with_absurd_numbers(kind, there, turn)])
    assert not walking.failed, "\n".join(walking.failed)
    if role in ONLY_LOOK:
        assert changed(before, await tables(telegram, LOOKED)) == {}
    sees, never = _view_of(there)[role]
    assert [word for word in sees if not walking.found([word])] == []
    assert walking.found(never) == []
    secret = there.first.secret
    assert [word for word in (*secret.names, secret.token) for line in walking.logged if word in line] == []


def _view_of(there: Furniture) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    """What of the first family each person gets to read with all these taps, and what never."""
    first, label = there.first.secret, "Кеңес шешімі"
    contents, other = first.contents, there.other_parent.secret.contents
    all_of_it = (first.token, first.last, first.in_roster, NOTE, there.first.numbers[0])
    nothing = (*there.first.secrets[:4], *contents, *there.first.numbers, NOTE, label)
    return {
        "pedagogue": (all_of_it, ()),
        "director": ((first.token, first.last, there.first.numbers[0]), (label,)),
        "deputy": ((first.token, first.last, there.first.numbers[0]), (label,)),
        "psychologist": ((first.last, label), (*contents, NOTE)),
        # Where an application of the own class stands, and nothing of what is in it.
        "teacher": ((first.last, there.first.numbers[0]), (*contents, NOTE, label)),
        "teacher of another class": ((), nothing),
        "parent": ((first.token, first.first[0], there.first.numbers[0]), (NOTE, label, *other)),
        "parent of another family": ((), nothing),
        # That there is an application is said to both; what is in it is for who wrote it.
        "other parent of the child": ((first.first[0],), (*contents, NOTE, label)),
        "teacher who is a parent": ((), nothing),
        "former parent": ((), nothing),
        "claimant": ((), nothing),
        "stranger": ((), nothing),
    }


@pytest.mark.parametrize("role", ["pedagogue", "teacher", "parent"])
async def test_forged_words_are_answered_and_change_nothing_where_they_fail(
    telegram: World, school: Staff, there: Furniture, role: str
) -> None:
    walking = await walker(telegram, school, there, role)
    for turn, kind in enumerate(one for one in ALL if may_at_all(walking.member, one)):
        for address in with_absurd_words(kind, there, turn):
            before = await tables(telegram, ALWAYS | OWN)
            toast = await walking.presses(address)
            if walking.failed:
                assert re.search("handler_failed: (Value|Key)Error", walking.failed.pop()), address
                assert toast in {Words(one)("refusal.broken") for one in LANGUAGES}, address
                assert changed(before, await tables(telegram, ALWAYS | OWN)) == {}
    known = await looked_up(telegram, lambda desk: desk.people.by_telegram(walking.person.id))
    assert known.language in LANGUAGES
