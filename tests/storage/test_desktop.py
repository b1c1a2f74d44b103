"""Drafts, numbers of papers, the school's own forms, files that wait for a yes, and the audit."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.core.office import Album
from tests.storage.conftest import YEAR, Place, Room
from tests.storage.test_school_and_people import real_file, words


@real_file
@given(question=words, said=st.dictionaries(words, words, max_size=4))
async def test_a_draft_is_read_as_it_was_opened(room: Room, question: str, said: dict[str, str]) -> None:
    def open_it(desk: object) -> int:
        person = desk.people.by_telegram(5) or desk.people.add(5, "", "kk", desk.moment)
        desk.drafts.open(person.id, question, said, desk.moment)
        return person.id

    person = await room.does(open_it)
    draft = await room.sees(lambda desk: desk.drafts.of(person))
    moment = await room.sees(lambda desk: desk.moment)
    assert draft is not None
    assert (draft.question, draft.words) == (question, said)
    assert draft.opened_at is None or draft.opened_at <= moment


async def test_a_short_question_takes_the_place_of_the_one_before(room: Room, place: Place) -> None:
    for question in ("reason:1", "reason:2"):
        await room.does(
            lambda desk, question=question: desk.drafts.open(place.person, question, {}, desk.moment)
        )
    assert (await room.sees(lambda desk: desk.drafts.of(place.person))).question == "reason:2"
    await room.does(lambda desk: desk.drafts.close(place.person))
    assert await room.sees(lambda desk: desk.drafts.of(place.person)) is None


async def test_a_form_waits_below_a_short_question(room: Room, place: Place) -> None:
    for question in ("form:school:name", "reason:1"):
        await room.does(
            lambda desk, question=question: desk.drafts.open(place.person, question, {"a": "b"}, desk.moment)
        )
    assert (await room.sees(lambda desk: desk.drafts.of(place.person))).question == "reason:1"
    forms = await room.sees(lambda desk: desk.drafts.forms(place.person))
    assert [one.question for one in forms] == ["form:school:name"]
    await room.does(lambda desk: desk.drafts.close(place.person))
    assert (await room.sees(lambda desk: desk.drafts.of(place.person))).question == "form:school:name"
    on = await room.sees(lambda desk: desk.drafts.on(place.person, "form:school"))
    assert on == forms[0]
    assert await room.sees(lambda desk: desk.drafts.on(place.person, "form:other")) is None
    await room.does(lambda desk: desk.drafts.close(place.person, "form:school"))
    assert await room.sees(lambda desk: desk.drafts.of(place.person)) is None


class Spoilt(Exception):
    """A paper that could not be made."""


async def test_numbers_of_papers_have_no_gaps_however_many_are_asked_for(room: Room, place: Place) -> None:
    def issue(number: int) -> object:
        def unit(desk: object) -> int:
            issued = desk.papers.issue("passport", YEAR, str(number), place.person, desk.moment).number
            if number % 3 == 0:
                raise Spoilt
            return issued

        return unit

    outcomes = await asyncio.gather(
        *(room.does(issue(number)) for number in range(60)), return_exceptions=True
    )
    given_out = [one for one in outcomes if isinstance(one, int)]
    assert given_out == list(range(1, 41))
    stored = await room.sees(
        lambda desk: list(desk.connection.execute(text("SELECT number FROM issued_paper")).scalars())
    )
    assert sorted(stored) == given_out


async def test_each_year_numbers_its_papers_from_one(room: Room, place: Place) -> None:
    async def issue(year: object, detail: str = "") -> int:
        issued = await room.does(
            lambda desk: desk.papers.issue("passport", year, detail, place.person, desk.moment)
        )
        return issued.number

    assert [await issue(YEAR), await issue(YEAR, "7Ә"), await issue(YEAR.after)] == [1, 2, 1]
    last = await room.sees(lambda desk: desk.papers.last_issued(place.person, "passport", "7Ә"))
    assert (last.number, last.paper) == (2, "passport")
    assert await room.sees(lambda desk: desk.papers.last_issued(404, "passport", "")) is None


async def test_the_newest_own_form_holds_and_can_be_given_up(room: Room, place: Place) -> None:
    assert await room.sees(lambda desk: desk.papers.template("passport", "kk")) is None
    for content in (b"one", b"two"):
        await room.does(
            lambda desk, content=content: desk.papers.save_template(
                "passport", "kk", content, place.person, desk.moment
            )
        )
    assert await room.sees(lambda desk: desk.papers.template("passport", "kk")) == b"two"
    assert await room.sees(lambda desk: desk.papers.template("passport", "ru")) is None
    await room.does(lambda desk: desk.papers.save_template("passport", "kk", None, place.person, desk.moment))
    assert await room.sees(lambda desk: desk.papers.template("passport", "kk")) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", bytes(range(256)) * 100])
async def test_a_file_waits_for_its_yes_and_is_gone_after_it(
    room: Room, place: Place, content: bytes
) -> None:
    first = await room.does(lambda desk: desk.imports.put(place.person, "7Ә.xlsx", content, desk.moment))
    second = await room.does(lambda desk: desk.imports.put(place.person, "b.xlsx", b"b", desk.moment))
    assert await room.sees(lambda desk: desk.imports.get(first)) == ("7Ә.xlsx", content)
    assert await room.sees(lambda desk: desk.imports.newest(place.person)) == second
    await room.does(lambda desk: desk.imports.close(second, desk.moment))
    assert await room.sees(lambda desk: desk.imports.get(second)) is None
    assert await room.sees(lambda desk: desk.imports.newest(place.person)) == first
    assert await room.sees(lambda desk: desk.imports.get(404)) is None
    assert await room.sees(lambda desk: desk.imports.newest(404)) is None


async def test_the_audit_keeps_who_did_what_when(room: Room, place: Place) -> None:
    await room.does(lambda desk: desk.audit.note(place.person, "look", "report:1", desk.moment))
    await room.does(lambda desk: desk.audit.note(None, "tick", "outbox", desk.moment + timedelta(hours=1)))
    rows = await room.sees(
        lambda desk: [
            tuple(row)
            for row in desk.connection.execute(
                text("SELECT person_id, action, subject FROM audit ORDER BY id")
            )
        ]
    )
    assert rows == [(place.person, "look", "report:1"), (None, "tick", "outbox")]


async def test_the_newest_album_of_an_account(room: Room) -> None:
    first, second = Album("one", 10, ("Суық файл.", "Екінші.")), Album("two", 11)
    assert await room.sees(lambda desk: desk.albums.of(77)) is None
    await room.does(lambda desk: desk.albums.keep(77, first))
    assert await room.sees(lambda desk: desk.albums.of(77)) == first
    assert await room.sees(lambda desk: desk.albums.of(78)) is None
    await room.does(lambda desk: desk.albums.keep(77, second))
    assert await room.sees(lambda desk: desk.albums.of(77)) == second


async def test_papers_about_a_record(room: Room, place: Place) -> None:
    for detail in ("order:5 kk docx", "order:51 kk docx", "order:5 ru pdf", "order:5"):
        await room.does(
            lambda desk, detail=detail: desk.papers.issue("order", YEAR, detail, place.person, desk.moment)
        )
    found = await room.sees(lambda desk: desk.papers.issued_about("order:5"))
    assert [one.number for one in found] == [1, 3]
