"""Every address with every person: who may not is told so, nothing is written or shown to them, nothing ever breaks."""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.people import Person as Member
from bot.core.people import Relation
from bot.handlers import CONVERSATIONS
from bot.handlers.addresses.case_papers import MakeCasePaper
from bot.handlers.addresses.papers import MakePaper
from bot.handlers.taps import Taps
from bot.texts import LANGUAGES, Words
from tests.conftest import Staff
from tests.driver import Person, World
from tests.house.families import NOTE, Acting, Household, join
from tests.house.furnished import (
    ALWAYS,
    OWN,
    Furniture,
    Rows,
    changed,
    furnish,
    looked_up,
    on_desk,
    tables,
)
from tests.house.pressing import (
    ALL,
    Walker,
    may_at_all,
    plausible,
    with_absurd_numbers,
    with_absurd_words,
)

OF_STAFF = ("pedagogue", "director", "deputy", "psychologist", "teacher", "teacher of another class")
OUTSIDE = ("former parent", "claimant", "stranger")
OF_PARENTS = ("parent", "parent of another family", "other parent of the child", "teacher who is a parent")
EVERYBODY = (*OF_STAFF, *OF_PARENTS, *OUTSIDE)
ONLY_LOOK = ("director", "deputy", "psychologist")
LOOKED = ALWAYS | OWN | {"issued_paper"}
# With how many records of a kind each address is tried; what takes a second to make is made elsewhere.
MOST = {"pedagogue": 12, "parent": 12}
PAPERS_MADE = frozenset({MakeCasePaper, MakePaper})
# The class of the teacher whose own child is in 7Ә; no other child of the two families is in it.
OF_A_TEACHER = "8А"


@pytest_asyncio.fixture
async def there(telegram: World, school: Staff) -> AsyncIterator[Furniture]:
    telegram.tolerates |= {"surplus", "silence"}
    yield await furnish(telegram, (school.parent, school.other_parent))


async def walker(telegram: World, school: Staff, there: Furniture, role: str) -> Walker:
    person = _phone(telegram, school, there, role)
    if role == "teacher who is a parent":
        await on_desk(telegram, lambda desk: _becomes_a_parent(desk, person, there))
    await person.sends("/start")
    member = await looked_up(telegram, lambda desk: desk.people.by_telegram(person.id))
    member = member or Member(0, person.id, "", "ru")
    return Walker(telegram, person, member, Words(member.language))


def _phone(telegram: World, school: Staff, there: Furniture, role: str) -> Person:
    guests = there.guests
    assert guests is not None
    return {
        "pedagogue": lambda: school.pedagogue,
        "director": lambda: school.director,
        "deputy": lambda: school.deputy,
        "psychologist": lambda: school.psychologist,
        "teacher": lambda: school.teacher_of("7Ә"),
        "teacher of another class": lambda: school.teacher_of("6А"),
        "teacher who is a parent": lambda: school.teacher_of(OF_A_TEACHER),
        "parent": lambda: school.parent,
        "parent of another family": lambda: school.other_parent,
        "other parent of the child": lambda: guests.other_parent,
        "former parent": lambda: guests.former_parent,
        "claimant": lambda: guests.claimant,
        "stranger": lambda: telegram.person("Бейтаныс", language="ru"),
    }[role]()


def _becomes_a_parent(desk: object, person: Person, there: Furniture) -> None:
    """Of a child in 7Ә that belongs to neither family."""
    member = desk.people.by_telegram(person.id)
    pupils = [one.id for one in desk.pupils.of_class(there.first.class_ids[0])]
    join(
        Acting(desk, member),
        member,
        [one for one in pupils if one not in there.first.pupils][3],
        Relation.MOTHER,
    )


def test_prefixes_are_short_and_each_is_there_once() -> None:
    prefixes = [one.__prefix__ for one in ALL]
    assert len(prefixes) > 150
    assert sorted(set(prefixes)) == sorted(prefixes)
    assert [one for one in prefixes if not re.fullmatch(r"[a-z]{2,4}", one)] == []


def test_each_address_fits_into_a_button_with_the_largest_numbers() -> None:
    """Ten digits are more than any school will have of anything."""
    for kind in ALL:
        largest = {
            name: 10**9 for name, one in kind.model_fields.items() if one.annotation is int and name != "page"
        }
        likely = plausible(kind, Furniture())
        if len(largest) < 4:
            assert len(likely.model_copy(update=largest).pack().encode()) <= 64, kind.__name__


def test_every_address_has_a_handler() -> None:
    places: dict[str, object] = {}
    for conversation in CONVERSATIONS:
        places |= Taps([conversation.routes()])._places
    assert sorted({one.__prefix__ for one in ALL} ^ places.keys()) == []


OPEN_TO_ALL = {"start", "languages", "menu", "status", "tell_how", "cancel", "lost", "open_menu"}


def test_every_message_handler_asks_for_a_right_or_waits_for_an_answer() -> None:
    """A handler without the flag of an action answers a question of the person's own, or is open to everybody."""
    bare = []
    for conversation in CONVERSATIONS:
        for handler in conversation.routes().message.handlers:
            own = any(
                type(one.callback).__module__.startswith("bot.handlers") for one in handler.filters or ()
            )
            if "action" not in handler.flags and not own and handler.callback.__name__ not in OPEN_TO_ALL:
                bare.append(handler.callback.__name__)
    assert bare == []


@pytest.mark.parametrize("role", EVERYBODY)
async def test_who_may_not_is_told_so_and_nothing_is_written(
    telegram: World, school: Staff, there: Furniture, role: str
) -> None:
    walking = await walker(telegram, school, there, role)
    forbidden = [plausible(one, there) for one in ALL if not may_at_all(walking.member, one)]
    before = await tables(telegram, ALWAYS)
    toasts = await walking.presses_each(forbidden)
    told = zip(forbidden, toasts, strict=True)
    assert [one for one, toast in told if toast != walking.words(NotAllowed.key)] == []
    assert walking.failed == []
    assert changed(before, await tables(telegram, ALWAYS)) == {}


@pytest.mark.parametrize("role", EVERYBODY)
async def test_nothing_breaks_whatever_is_pressed_and_each_sees_their_own(
    telegram: World, school: Staff, there: Furniture, role: str
) -> None:
    """With records of the first family and of the office, and with numbers that there are not."""
    walking = await walker(telegram, school, there, role)
    before = await tables(telegram, LOOKED)
    await walking.presses_all_of(there, there.first, MOST.get(role, 6), PAPERS_MADE)
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


# Who looks into whose drawers; those outside of the school have seen the first family's above.
STRANGERS = [
    ("parent", "second"),
    ("parent of another family", "first"),
    ("other parent of the child", "second"),
    ("teacher who is a parent", "first"),
    ("teacher who is a parent", "second"),
    ("former parent", "first"),
    ("claimant", "second"),
    ("stranger", "second"),
    ("teacher", "second"),
    ("teacher of another class", "first"),
]


@pytest.mark.parametrize(("role", "whose"), STRANGERS)
async def test_nobody_reads_or_changes_anything_of_another_family(
    telegram: World, school: Staff, there: Furniture, role: str, whose: str
) -> None:
    """No answer, toast, file or caption says a name, class, number, reason or answer; no row of theirs changes."""
    walking = await walker(telegram, school, there, role)
    family = getattr(there, whose)
    theirs = await _of_family(telegram, family)
    before = await tables(telegram, ALWAYS | OWN)
    await _presses_all_but_names_of_classes(walking, there, family)
    assert walking.failed == []
    assert walking.found(_hidden(role, there, family)) == []
    assert changed(before, await tables(telegram, ALWAYS | OWN)) == {}
    assert changed(theirs, await _of_family(telegram, family)) == {}


def _hidden(role: str, there: Furniture, family: Household) -> Iterable[str]:
    """Of the classes' names only those that this person has nothing to do with."""
    known = {"teacher": there.first, "former parent": None, "claimant": None}.get(role)
    classes = set(family.class_names) - set(known.class_names if known else ())
    # Staff meet names of classes everywhere; parents do not.
    also = classes if role in ("parent", "parent of another family", "other parent of the child") else ()
    return [*family.secret.names, *family.secret.contents, *family.numbers, *also]


async def _presses_all_but_names_of_classes(walking: Walker, there: Furniture, family: Household) -> None:
    """Whoever has a child here may name another one, of any class: that form says which class, and no child."""
    own = bool(walking.member.children)
    await walking.presses_all_of(there, replace(family, class_ids=()) if own else family)


async def _of_family(telegram: World, family: Household) -> Rows:
    """The family's own conversation: their row of people and what they have begun to write."""

    def theirs(name: str, row: tuple[object, ...]) -> bool:
        return row[0 if name == "person" else 1] == family.person.id

    kept = await tables(telegram)
    return {name: [row for row in kept[name] if theirs(name, row)] for name in ("person", "draft")}


async def test_a_teacher_changes_and_sees_nothing_of_another_class(
    telegram: World, school: Staff, there: Furniture
) -> None:
    walking = await walker(telegram, school, there, "teacher of another class")
    of_records = {
        "class_id", "report_id", "pupil_id", "remark_id", "label_id", "grant_id", "import_id", "invitation_id",
    }  # fmt: skip
    before = await tables(telegram, ALWAYS | OWN)
    for kind in ALL:
        if of_records & kind.model_fields.keys():
            await walking.presses(plausible(kind, there))
    assert walking.failed == []
    assert changed(before, await tables(telegram, ALWAYS | OWN)) == {}
    own = set(school.pupils_of("6А"))
    assert walking.found(name for name in school.pupils_of("7Ә") if name not in own) == []


async def test_what_the_other_parent_of_a_child_wrote_is_not_read(
    telegram: World, school: Staff, there: Furniture
) -> None:
    walking = await walker(telegram, school, there, "parent")
    theirs = there.other_parent
    assert theirs is not None
    before = await _of_family(telegram, theirs)
    await walking.presses_all_of(there, theirs)
    assert walking.failed == []
    assert walking.found([*theirs.secret.contents, NOTE]) == []
    assert changed(before, await _of_family(telegram, theirs)) == {}


async def test_a_person_of_all_roles_would_be_let_through() -> None:
    """The table of access knows every action that an address asks for."""
    from bot.core.people import Role

    all_of_them = replace(Member(1, 1, "", "kk"), roles=frozenset(Role))
    assert [one.__name__ for one in ALL if not may_at_all(all_of_them, one)] == []
