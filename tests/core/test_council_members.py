"""The members of the trustee council: read from what is typed, one chair, one secretary, terms that end."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.access import NotAllowed
from bot.core.councils.council import FEWEST_MEMBERS, Capacity, Post
from bot.core.councils.members import (
    NAME,
    NAMES,
    AllThere,
    Council,
    NameNotUnderstood,
    NamesNotUnderstood,
    add_members,
    ask_name,
    ask_names,
    council,
    end_member,
    in_office_on,
    look_at_council,
    member_page,
    names_and_posts,
    read_capacity,
    read_post,
    rename,
    return_member,
    set_capacity,
    set_post,
)
from bot.core.errors import NotFound, Outdated
from tests.core.council_office import DIRECTOR, ELEVEN, TEACHER, CouncilOffice
from tests.core.office import office_over

READ = (
    ("Ахметова Гүлнар", [("Ахметова Гүлнар", "member")]),
    ("1. Ахметова Гүлнар Серікқызы\n2) Ли А.С.", [("Ахметова Гүлнар Серікқызы", "member"), ("Ли А. С.", "member")]),
    ("Ан Г.С., Ли А.С.; Ким Ж.К.", [("Ан Г. С.", "member"), ("Ли А. С.", "member"), ("Ким Ж. К.", "member")]),
    ("Ли А.С. — секретарь", [("Ли А. С.", "secretary")]),
    ("Ли А.С. (председатель)\nОспан Ж.К.", [("Ли А. С.", "chair"), ("Оспан Ж. К.", "member")]),
    ("Нұрлан Болат ұлы, төраға", [("Нұрлан Болатұлы", "chair")]),
    ("Нұрлан Болат, қамқоршылық кеңес төрағасының орынбасары", [("Нұрлан Болат", "deputy")]),
    ("Нұрлан Болат, төраға орынбасары", [("Нұрлан Болат", "deputy")]),
    ("Нұрлан Болат: зам. председателя", [("Нұрлан Болат", "deputy")]),
    ("Нұрлан Болат, председатель попечительского совета", [("Нұрлан Болат", "chair")]),
    ("Касымова Айнура, катчы", [("Касымова Айнура", "secretary")]),
    ("Smith John, vice-chair", [("Smith John", "deputy")]),
    ("Орынбасаров Серік\nЗамира Оспанова", [("Орынбасаров Серік", "member"), ("Замира Оспанова", "member")]),
    ("Ли А.С., мүше", [("Ли А. С.", "member")]),
    ("аа", None),
    ("төраға", None),
    ("Ли А.С., 12 үй", None),
    ("", None),
    ("\n".join(f"Ли А{place}" for place in "абв"), [("Ли Аа", "member"), ("Ли Аб", "member"), ("Ли Ав", "member")]),
)  # fmt: skip


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path) -> AsyncIterator[CouncilOffice]:
    async with office_over(school_database, tmp_path) as office:
        yield CouncilOffice(office)


async def posts(office: CouncilOffice) -> dict[str, str]:
    found = await office.sees(council)
    return {one.name: one.post.value for one in found.members if one.post is not Post.MEMBER}


@pytest.mark.parametrize(("typed", "expected"), READ)
def test_names_are_read_with_their_posts(typed: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        with pytest.raises(NamesNotUnderstood):
            names_and_posts(typed)
    else:
        assert [(name, post.value) for name, post in names_and_posts(typed)] == expected


def test_more_names_than_any_council_has_are_no_list() -> None:
    with pytest.raises(NamesNotUnderstood):
        names_and_posts("\n".join(f"Мүше Сынақ{place * 'а'}" for place in range(1, 43)))


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(NamesNotUnderstood):
        assert all(len(name.split()) > 1 for name, _ in names_and_posts(typed))


@pytest.mark.parametrize(("number", "complete"), [(0, False), (8, False), (9, True), (11, True)])
async def test_nine_make_a_council(office: CouncilOffice, number: int, complete: bool) -> None:
    if number:
        await office.council("\n".join(ELEVEN.splitlines()[:number]))
    found = await office.sees(council)
    assert (len(found.members), found.complete) == (number, complete)
    assert FEWEST_MEMBERS == 9


async def test_a_message_is_taken_once_and_nobody_twice(office: CouncilOffice) -> None:
    await office.council("Ли А.С., төраға\nОспан Ж.К.")
    assert len((await office.sees(council)).members) == 2
    with pytest.raises(Outdated):
        await office.does(lambda desk: add_members(desk, "Ли А.С."))
    await office.council("Оспан Ж.К.\nЖаңа Мүше")
    assert [one.name for one in (await office.sees(council)).members] == [
        "Ли А. С.",
        "Жаңа Мүше",
        "Оспан Ж. К.",
    ]
    with pytest.raises(AllThere):
        await office.council("Жаңа Мүше")
    with pytest.raises(NamesNotUnderstood):
        await office.council("Тағы Біреу\n12")
    assert len((await office.sees(council)).members) == 3


async def test_one_chair_and_one_secretary(office: CouncilOffice) -> None:
    await office.council("Ли А.С., төраға\nОспан Ж.К., төраға\nСадық Б.Б., хатшы")
    assert await posts(office) == {"Оспан Ж. К.": "chair", "Садық Б. Б.": "secretary"}
    lee = next(one.id for one in (await office.sees(council)).members if one.name.startswith("Ли"))
    await office.does(lambda desk: set_post(desk, lee, Post.CHAIR))
    await office.does(lambda desk: set_post(desk, lee, Post.CHAIR))
    assert await posts(office) == {"Ли А. С.": "chair", "Садық Б. Б.": "secretary"}
    await office.does(lambda desk: set_post(desk, lee, Post.DEPUTY))
    found = await office.sees(council)
    assert found.holder(Post.CHAIR) is None
    holder = found.holder(Post.DEPUTY)
    assert holder is not None
    assert holder.id == lee


async def test_an_ended_term_comes_back_without_a_taken_post(office: CouncilOffice) -> None:
    await office.council("Ли А.С., төраға\nОспан Ж.К.")
    lee, ospan = (one.id for one in (await office.sees(council)).members)
    await office.does(lambda desk: end_member(desk, lee))
    await office.does(lambda desk: end_member(desk, lee))
    assert (await office.sees(lambda desk: member_page(desk, lee))).ended
    assert [one.id for one in (await office.sees(council)).members] == [ospan]
    with pytest.raises(Outdated):
        await office.does(lambda desk: set_post(desk, lee, Post.MEMBER))
    await office.does(lambda desk: return_member(desk, lee))
    await office.does(lambda desk: return_member(desk, lee))
    assert await posts(office) == {"Ли А. С.": "chair"}
    await office.does(lambda desk: end_member(desk, lee))
    await office.does(lambda desk: set_post(desk, ospan, Post.CHAIR))
    await office.does(lambda desk: return_member(desk, lee))
    assert await posts(office) == {"Оспан Ж. К.": "chair"}


async def test_who_belongs_to_the_council_on_a_day(office: CouncilOffice) -> None:
    await office.council("Ли А.С.\nОспан Ж.К.")
    lee = next(one.id for one in (await office.sees(council)).members if one.name.startswith("Ли"))
    await office.does(lambda desk: end_member(desk, lee))
    names = [
        [one.name for one in await office.sees(lambda desk, day=day: in_office_on(desk, date(2026, 9, day)))]
        for day in (1, 6, 7, 8)
    ]
    assert names == [["Ли А. С.", "Оспан Ж. К."]] * 2 + [["Оспан Ж. К."]] * 2


async def test_name_and_capacity_are_corrected(office: CouncilOffice) -> None:
    await office.council("Ли А.С.")
    (lee,) = (await office.sees(council)).members
    await office.does(lambda desk: set_capacity(desk, lee.id, Capacity.SPONSOR))
    await office.does(lambda desk: set_capacity(desk, lee.id, Capacity.SPONSOR))
    await office.does(lambda desk: ask_name(desk, lee.id))
    with pytest.raises(NameNotUnderstood):
        await office.does(lambda desk: rename(desk, "12"))
    await office.does(lambda desk: rename(desk, "ли анна сергеевна"))
    (changed,) = (await office.sees(council)).members
    assert (changed.name, changed.capacity) == ("Ли Анна Сергеевна", Capacity.SPONSOR)
    with pytest.raises(Outdated):
        await office.does(lambda desk: rename(desk, "Ли Басқа"))


async def test_turning_to_the_list_drops_the_question(office: CouncilOffice) -> None:
    for question in (NAMES, NAME):
        await office.council("Ли А.С.") if question == NAMES else None
        (lee,) = (await office.sees(council)).members
        await office.does(
            lambda desk, asked=question, it=lee.id: (
                ask_names(desk, Capacity.PARENT) if asked == NAMES else ask_name(desk, it)
            )
        )
        await office.does(look_at_council)
        assert await office.sees(lambda desk: desk.drafts.of(desk.actor.id)) is None


async def test_the_administration_is_only_hinted_at(office: CouncilOffice) -> None:
    school = await office.sees(lambda desk: desk.schools.get())
    last, first = school.director.split()[:2]
    await office.council(f"{last} {first[0]}.\n{last} Басқаша\n{school.deputies[0]}")
    found: Council = await office.sees(council)
    hinted = {one.name for one in found.members if one.id in found.administration}
    assert hinted == {f"{last} {first[0]}.", school.deputies[0]}
    pages = [await office.sees(lambda desk, it=one.id: member_page(desk, it)) for one in found.members]
    assert {one.member.name for one in pages if one.leads_school} == hinted


@pytest.mark.parametrize("who", [DIRECTOR, TEACHER, 1])
async def test_only_the_pedagogue_keeps_the_council(office: CouncilOffice, who: int) -> None:
    await office.council("Ли А.С.")
    (lee,) = (await office.sees(council)).members
    for query in (council, lambda desk: member_page(desk, lee.id)):
        with pytest.raises(NotAllowed):
            await office.sees(query, who)
    for work in (
        look_at_council,
        lambda desk: ask_names(desk, Capacity.PARENT),
        lambda desk: add_members(desk, "Ли Б."),
        lambda desk: set_post(desk, lee.id, Post.CHAIR),
        lambda desk: set_capacity(desk, lee.id, Capacity.PUBLIC),
        lambda desk: ask_name(desk, lee.id),
        lambda desk: rename(desk, "Ли Б."),
        lambda desk: end_member(desk, lee.id),
        lambda desk: return_member(desk, lee.id),
    ):
        with pytest.raises(NotAllowed):
            await office.does(work, who)


def test_an_address_names_a_post_and_a_capacity() -> None:
    assert read_post("chair") is Post.CHAIR
    assert read_capacity("public") is Capacity.PUBLIC
    for read in (read_post, read_capacity):
        with pytest.raises(NotFound):
            read("king")
