"""Every address with every person: who may not is told so, and nothing is written or shown to them."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.core.access import NotAllowed
from bot.core.people import Person as Member
from bot.core.people import Role
from bot.handlers import CONVERSATIONS
from bot.handlers.taps import Taps
from tests.conftest import Staff
from tests.driver import World
from tests.house.everybody import EVERYBODY, walker
from tests.house.families import NOTE, Household
from tests.house.furnished import ALWAYS, OWN, Furniture, Rows, changed, tables
from tests.house.pressing import ALL, Walker, may_at_all, plausible


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


# Whose drawers are none of their business; all that these families have is tried.
STRANGERS = {
    "teacher": ("second",),
    "teacher of another class": ("first",),
    "parent": ("second",),
    "parent of another family": ("first",),
    "other parent of the child": ("second",),
    "teacher who is a parent": ("first", "second"),
    "former parent": ("first", "second"),
    "claimant": ("first", "second"),
    "stranger": ("first", "second"),
}


@pytest.mark.parametrize("role", EVERYBODY)
async def test_nobody_gets_where_they_may_not(
    telegram: World, school: Staff, there: Furniture, role: str
) -> None:
    """Who may not is told so; no answer, toast, file or caption has a word of another family; nothing is written."""
    walking = await walker(telegram, school, there, role)
    await _is_kept_out(walking, there)
    for name in STRANGERS.get(role, ()):
        await _finds_nothing(walking, there, getattr(there, name), role)


async def _is_kept_out(walking: Walker, there: Furniture) -> None:
    """From all that their roles do not allow at all."""
    forbidden = [plausible(one, there) for one in ALL if not may_at_all(walking.member, one)]
    before = await tables(walking.telegram, ALWAYS)
    toasts = await walking.presses_each(forbidden)
    told = zip(forbidden, toasts, strict=True)
    assert [one for one, toast in told if toast != walking.words(NotAllowed.key)] == []
    assert walking.failed == []
    assert changed(before, await tables(walking.telegram, ALWAYS)) == {}


async def _finds_nothing(walking: Walker, there: Furniture, family: Household, role: str) -> None:
    theirs = await _of_family(walking.telegram, family)
    before = await tables(walking.telegram, ALWAYS | OWN)
    await _presses_all_but_names_of_classes(walking, there, family)
    assert walking.failed == []
    assert walking.found(_hidden(role, there, family)) == []
    assert changed(before, await tables(walking.telegram, ALWAYS | OWN)) == {}
    assert changed(theirs, await _of_family(walking.telegram, family)) == {}


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
    all_of_them = replace(Member(1, 1, "", "kk"), roles=frozenset(Role))
    assert [one.__name__ for one in ALL if not may_at_all(all_of_them, one)] == []
