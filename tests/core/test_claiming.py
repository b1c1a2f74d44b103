"""Parents name a child: who is asked, how often one may try, and that a try tells its author nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.access import NotAllowed
from bot.core.entrance import LinkUnknown
from bot.core.errors import NotFound, Outdated
from bot.core.parents.claiming import (
    DAY,
    TRIES,
    LinkNeeded,
    TooManyTries,
    adding_reference,
    claim,
    closed_until,
    come_by_link,
    is_claimed,
    is_closed,
    known,
    lately,
    may_claim,
    reference_behind,
)
from bot.core.parents.class_links import class_link, make_class_link, renew_class_link
from bot.core.parents.family import (
    child,
    children,
    class_parents,
    end_representative,
    note_class_parents_seen,
    note_representatives_seen,
    own_classes,
    representatives,
    return_representative,
    tie_of,
)
from bot.core.parents.representative import ClaimState
from bot.core.parents.requests import (
    OwnRequest,
    answer_request,
    note_requests_seen,
    request,
    requests,
    undo_answer,
    waiting_requests,
)
from bot.core.parents.tries import (
    look_after,
    note_tries_seen,
    number_of_tries,
    tries_of,
    tries_without_match,
)
from bot.core.people import Relation, Role
from bot.core.ports import Desk
from tests.core.office import office_over
from tests.core.parents_school import (
    AISHA,
    ANSWERS,
    CLASS,
    DOORS,
    EMPTY_CLASS,
    GUEST,
    OTHER,
    OTHER_CLASS,
    OTHER_TEACHER,
    PARENT,
    PEDAGOGUE,
    SAME_NAME,
    START,
    TEACHER,
    TWIN,
    WRONG,
    ParentsOffice,
    settle,
)


@pytest_asyncio.fixture
async def office(empty_database: Path, tmp_path: Path) -> AsyncIterator[ParentsOffice]:
    async with office_over(empty_database, tmp_path) as plain:
        office = ParentsOffice(plain.room, plain.clock)
        await office.does(PEDAGOGUE, settle)
        yield office


def confirm(number: int, yes: bool = True) -> Callable[[Desk], None]:
    return lambda desk: answer_request(desk, number, yes, str)


async def test_a_link_is_made_once_and_renewed_once(office: ParentsOffice) -> None:
    token = await office.token()
    assert await office.token() == token
    card = await office.sees(TEACHER, lambda desk: class_link(desk, CLASS))
    await office.does(TEACHER, lambda desk: renew_class_link(desk, CLASS, card.link.id))
    with pytest.raises(Outdated):
        await office.does(TEACHER, lambda desk: renew_class_link(desk, CLASS, card.link.id))
    assert await office.sees(GUEST, lambda desk: reference_behind(desk, token)) == ""
    with pytest.raises(LinkUnknown):
        await office.does(GUEST, lambda desk: come_by_link(desk, token, "Қонақ", "kk"))
    assert await office.sees(GUEST, lambda desk: reference_behind(desk, "nobody has this")) == ""
    with pytest.raises(Outdated):
        await office.sees(OTHER_TEACHER, lambda desk: class_link(desk, OTHER_CLASS))
    with pytest.raises(NotFound):
        await office.does(PEDAGOGUE, lambda desk: make_class_link(desk, 99))


async def test_only_who_came_by_a_link_names_a_child(office: ParentsOffice) -> None:
    with pytest.raises(LinkNeeded):
        await office.sees(GUEST, lambda desk: may_claim(desk, f"c{CLASS}"))
    await office.comes(GUEST)
    await office.sees(GUEST, lambda desk: may_claim(desk, f"c{CLASS}"))
    with pytest.raises(LinkNeeded):
        await office.sees(GUEST, lambda desk: may_claim(desk, f"c{OTHER_CLASS}"))
    for subject in ("", "7", "cc", "c-1"):
        with pytest.raises(NotFound):
            await office.sees(GUEST, lambda desk, subject=subject: may_claim(desk, subject))


async def test_who_was_on_the_way_goes_on_by_the_link(office: ParentsOffice) -> None:
    await office.comes(GUEST)
    before = await office.sees(GUEST, lambda desk: desk.drafts.of(desk.actor.id))
    await office.comes(GUEST)
    after = await office.sees(GUEST, lambda desk: desk.drafts.of(desk.actor.id))
    assert before is not None
    assert after is not None
    assert after.question == before.question


async def test_a_match_asks_the_teacher_of_the_class_and_the_pedagogue(office: ParentsOffice) -> None:
    number = await office.claims(GUEST)
    assert sorted(await office.letters()) == [("1", "parents.request"), ("2", "parents.request")]
    assert await office.sees(TEACHER, waiting_requests) == 1
    assert await office.sees(OTHER_TEACHER, waiting_requests) == 0
    assert await office.sees(GUEST, waiting_requests) == 0
    assert await office.sees(OTHER_TEACHER, requests) == ()
    asked = (await office.sees(TEACHER, requests))[0]
    assert (asked.claim.id, asked.pupil.id, asked.ties, asked.is_third) == (number, AISHA, (), False)
    with pytest.raises(NotAllowed):
        await office.sees(OTHER_TEACHER, lambda desk: request(desk, number))
    with pytest.raises(NotAllowed):
        await office.does(OTHER_TEACHER, confirm(number))


async def test_a_child_of_another_class_is_asked_of_its_own_teacher(office: ParentsOffice) -> None:
    await office.claims(GUEST, ANSWERS | {"birth": "05.05.2014"})
    assert [one.pupil.id for one in await office.sees(OTHER_TEACHER, requests)] == [SAME_NAME]
    assert await office.sees(TEACHER, requests) == ()


async def test_no_match_asks_nobody_and_leaves_no_message(office: ParentsOffice) -> None:
    await office.claims(GUEST, WRONG)
    assert await office.letters() == []
    assert await office.sees(PEDAGOGUE, requests) == ()
    found = await office.sees(PEDAGOGUE, tries_without_match)
    assert [(one.person.telegram_id, len(one.tries)) for one in found] == [(GUEST, 1)]
    assert found[0].tries[0].written == "Үлгіева Айша, 19.01.2014"
    assert await office.sees(PEDAGOGUE, number_of_tries) == 1
    assert await office.sees(TEACHER, number_of_tries) == 0
    with pytest.raises(NotFound):
        await office.sees(PEDAGOGUE, lambda desk: request(desk, found[0].tries[0].id))


async def test_yes_makes_a_representative_and_tells_the_parent(office: ParentsOffice) -> None:
    number = await office.claims(GUEST, ANSWERS | {"relation": "guardian", "decision": "№ 45"})
    await office.letters()
    await office.does(TEACHER, confirm(number))
    assert await office.letters() == [(str(GUEST), "parents.confirmed")]
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, confirm(number, yes=False))
    mine = await office.sees(GUEST, children)
    assert [(one.pupil.id, one.relation) for one in mine] == [(AISHA, Relation.GUARDIAN)]
    assert (await office.sees(GUEST, lambda desk: child(desk, AISHA))).class_ is not None
    view = await office.sees(TEACHER, lambda desk: representatives(desk, AISHA))
    assert [one.representative.decision_number for one in view.ties] == ["№ 45"]
    assert (await office.sees(TEACHER, lambda desk: class_parents(desk, CLASS))).represented == 1


async def test_no_tells_nobody_anything(office: ParentsOffice) -> None:
    number = await office.claims(GUEST)
    await office.letters()
    await office.does(TEACHER, confirm(number, yes=False))
    assert await office.letters() == []
    assert await office.sees(PEDAGOGUE, requests) == ()
    with pytest.raises(NotAllowed):
        await office.sees(GUEST, children)


async def test_an_answer_withdraws_what_was_not_sent_yet(office: ParentsOffice) -> None:
    number = await office.claims(GUEST)
    await office.does(TEACHER, confirm(number, yes=False))
    assert await office.letters() == []


async def test_an_answer_can_be_taken_back_for_an_hour_by_who_gave_it(office: ParentsOffice) -> None:
    await office.represents(OTHER)
    number = await office.claims(GUEST)
    with pytest.raises(Outdated):
        await office.does(TEACHER, lambda desk: undo_answer(desk, number))
    await office.does(TEACHER, confirm(number))
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: undo_answer(desk, number))
    await office.does(TEACHER, lambda desk: undo_answer(desk, number))
    assert await office.letters() == []
    with pytest.raises(NotAllowed):
        await office.sees(GUEST, children)
    assert len(await office.sees(OTHER, children)) == 1
    await office.does(TEACHER, confirm(number))
    assert await office.letters() == [(str(GUEST), "parents.confirmed")]
    await office.does(TEACHER, lambda desk: undo_answer(desk, number))
    assert await office.letters() == [(str(GUEST), "parents.tie_ended")]
    await office.does(TEACHER, confirm(number, yes=False))
    office.clock.passes(hours=1)
    with pytest.raises(Outdated):
        await office.does(TEACHER, lambda desk: undo_answer(desk, number))


async def test_nobody_confirms_themselves(office: ParentsOffice) -> None:
    await office.claims(TEACHER)
    assert await office.letters() == [("1", "parents.request")]
    assert await office.sees(TEACHER, requests) == ()
    number = (await office.claimed(TEACHER))[0].id
    with pytest.raises(OwnRequest):
        await office.does(TEACHER, confirm(number))
    await office.does(PEDAGOGUE, confirm(number))
    assert len(await office.sees(TEACHER, children)) == 1


async def test_the_same_child_named_twice_is_one_request(office: ParentsOffice) -> None:
    await office.claims(GUEST)
    number = await office.claims(GUEST, ANSWERS | {"relation": "guardian", "decision": "№ 1"})
    assert len(await office.letters()) == 2
    assert [one.claim.id for one in await office.sees(PEDAGOGUE, requests)] == [number]
    await office.does(PEDAGOGUE, confirm(number))
    assert await office.sees(PEDAGOGUE, requests) == ()
    assert {one.state for one in await office.claimed(GUEST)} == {ClaimState.CONFIRMED}


async def test_an_own_child_named_again_is_no_request_and_no_try(office: ParentsOffice) -> None:
    await office.represents(PARENT)
    for _ in range(TRIES + 1):
        await office.claims(PARENT)
    assert await office.letters() == []
    assert not await office.sees(PARENT, is_closed)


async def test_a_third_representative_is_possible_and_flagged(office: ParentsOffice) -> None:
    for who in (PARENT, OTHER):
        await office.represents(who)
    number = await office.claims(GUEST)
    assert (await office.sees(TEACHER, lambda desk: request(desk, number))).is_third
    await office.does(TEACHER, confirm(number))
    assert len((await office.sees(TEACHER, lambda desk: representatives(desk, AISHA))).ties) == 3


async def test_many_requests_of_a_day_are_one_message(office: ParentsOffice) -> None:
    for who in range(20, 26):
        await office.comes(who)
        await office.claims(who)
    letters = await office.letters()
    for account in ("1", "2"):
        keys = [key for who, key in letters if who == account]
        assert keys == ["parents.request"] * 3 + ["parents.more_requests"]
    assert await office.sees(TEACHER, waiting_requests) == 6


async def test_a_class_without_a_teacher_is_the_pedagogues(office: ParentsOffice) -> None:
    def move(desk: Desk) -> None:
        desk.pupils.leave(AISHA, CLASS, desk.today)
        desk.pupils.enrol(AISHA, EMPTY_CLASS, desk.today)

    await office.does(PEDAGOGUE, move)
    number = await office.claims(GUEST)
    assert await office.letters() == [("1", "parents.request")]
    await office.does(PEDAGOGUE, lambda desk: desk.pupils.leave(AISHA, EMPTY_CLASS, desk.today))
    assert (await office.sees(PEDAGOGUE, lambda desk: request(desk, number))).class_ is None
    assert len(await office.sees(PEDAGOGUE, requests)) == 1
    for who in (TEACHER, OTHER_TEACHER):
        assert await office.sees(who, requests) == ()
        with pytest.raises(NotAllowed):
            await office.sees(who, lambda desk: representatives(desk, AISHA))
    await office.does(PEDAGOGUE, confirm(number))
    assert [one.class_ for one in await office.sees(GUEST, children)] == [None]
    assert await office.sees(GUEST, adding_reference) == f"claim-c{CLASS}"


async def test_a_tie_is_ended_and_returned(office: ParentsOffice) -> None:
    number = await office.represents(PARENT)
    await office.does(TEACHER, lambda desk: end_representative(desk, number))
    with pytest.raises(Outdated):
        await office.does(TEACHER, lambda desk: end_representative(desk, number))
    assert await office.letters() == [(str(PARENT), "parents.tie_ended")]
    with pytest.raises(NotAllowed):
        await office.sees(PARENT, lambda desk: child(desk, AISHA))
    assert (await office.sees(TEACHER, lambda desk: tie_of(desk, number))).representative.until is not None
    for _ in range(2):
        await office.does(TEACHER, lambda desk: return_representative(desk, number))
    assert await office.letters() == [(str(PARENT), "parents.tie_returned")]
    assert len(await office.sees(PARENT, children)) == 1
    assert await office.sees(PARENT, adding_reference) == f"claim-c{CLASS}"


@pytest.mark.parametrize("answers", [ANSWERS, WRONG], ids=["match", "no match"])
async def test_five_tries_that_nobody_confirmed_end_for_a_day(
    office: ParentsOffice, answers: dict[str, str]
) -> None:
    for _ in range(TRIES):
        assert not await office.sees(GUEST, is_closed)
        await office.claims(GUEST, answers)
    assert await office.sees(GUEST, lambda desk: known(desk, f"c{CLASS}").facts["closed"])
    with pytest.raises(TooManyTries):
        await office.claims(GUEST, answers)
    ended = [who for who, key in await office.letters() if key == "parents.tries_ended"]
    assert ended == [str(PEDAGOGUE)]
    office.clock.passes(days=1)
    await office.claims(GUEST, answers)
    assert len(await office.claimed(GUEST)) == TRIES + 1


async def test_the_number_of_tries_does_not_tell_a_match(office: ParentsOffice) -> None:
    for answers in (ANSWERS, WRONG, ANSWERS, WRONG, WRONG):
        await office.claims(GUEST, answers)
    number = (await office.claimed(GUEST))[0].id
    await office.does(TEACHER, confirm(number, yes=False))
    assert await office.sees(GUEST, is_closed)


async def test_a_confirmed_one_is_no_try(office: ParentsOffice) -> None:
    for answers in (ANSWERS, WRONG, WRONG, WRONG, WRONG):
        await office.claims(GUEST, answers)
    await office.does(TEACHER, confirm((await office.claimed(GUEST))[0].id))
    assert not await office.sees(GUEST, is_closed)


@pytest.mark.parametrize("agreeing", [0, 10, 20])
async def test_twenty_at_once_are_five(office: ParentsOffice, agreeing: int) -> None:
    await office.comes(GUEST)
    outcomes = await asyncio.gather(
        *(
            office.does(
                GUEST,
                lambda desk, one=one: claim(desk, f"c{CLASS}", ANSWERS if one < agreeing else WRONG, DOORS),
            )
            for one in range(20)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(one, TooManyTries) for one in outcomes) == 20 - TRIES
    assert sum(one is None for one in outcomes) == TRIES
    assert len(await office.claimed(GUEST)) == TRIES


@given(st.lists(st.integers(0, 72 * 60), max_size=9).map(sorted))
def test_waiting_ends_a_day_after_the_fifth(minutes: list[int]) -> None:
    tries = [START + timedelta(minutes=one) for one in minutes]
    until = closed_until(tries)
    fifths = [
        one + DAY
        for one in tries
        if sum(one - DAY < other <= one for other in tries if other <= one) >= TRIES
    ]
    if until is None:
        assert not fifths
    else:
        assert until == max(fifths)


async def test_the_pedagogue_looks_after_tries(office: ParentsOffice) -> None:
    first = await office.claims(GUEST, WRONG)
    last = await office.claims(GUEST, WRONG)
    person = (await office.sees(PEDAGOGUE, tries_without_match))[0].person.id
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: look_after(desk, person, first, hint=True))
    await office.does(PEDAGOGUE, lambda desk: look_after(desk, person, last, hint=True))
    assert await office.letters() == [(str(GUEST), "parents.hint")]
    assert await office.sees(PEDAGOGUE, lambda desk: tries_of(desk, person)) is None
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: look_after(desk, person, last, hint=True))
    again = await office.claims(GUEST, WRONG)
    await office.does(PEDAGOGUE, lambda desk: look_after(desk, person, again, hint=False))
    assert await office.letters() == []
    assert len(await office.claimed(GUEST)) == 3


async def test_what_was_claimed_lately_opens_the_way_again(office: ParentsOffice) -> None:
    await office.comes(GUEST)
    await office.claims(GUEST, WRONG)
    await office.does(GUEST, lambda desk: desk.drafts.close(desk.actor.id, f"form:claim-c{CLASS}"))
    await office.sees(GUEST, lambda desk: may_claim(desk, f"c{CLASS}"))
    assert await office.sees(GUEST, lambda desk: is_claimed(desk, f"c{CLASS}"))
    assert await office.sees(GUEST, adding_reference) == f"claim-c{CLASS}"
    office.clock.passes(days=31)
    assert await office.sees(GUEST, lately) == ()
    with pytest.raises(LinkNeeded):
        await office.sees(GUEST, lambda desk: may_claim(desk, f"c{CLASS}"))
    assert not await office.sees(GUEST, lambda desk: is_claimed(desk, f"c{CLASS}"))


async def test_at_night_the_teacher_sleeps(office: ParentsOffice) -> None:
    office.clock.passes(hours=14)
    await office.claims(GUEST)
    waits = await office.sees(PEDAGOGUE, lambda desk: desk.outbox.marks("claim:"))
    assert len(waits) == 2
    assert await office.room.database.read(_due(office)) == 0


def _due(office: ParentsOffice) -> Callable[..., int]:
    from sqlalchemy import text

    now = office.clock.now().replace(tzinfo=None)

    def count(connection: object) -> int:
        statement = text("SELECT count(*) FROM outbox WHERE not_before <= :now")
        return int(connection.execute(statement, {"now": str(now)}).scalar())  # type: ignore[attr-defined]

    return count


async def test_the_audit_names_no_child(office: ParentsOffice) -> None:
    number = await office.claims(GUEST)
    await office.claims(GUEST, WRONG)
    await office.does(TEACHER, note_requests_seen)
    await office.does(TEACHER, confirm(number))
    noted = await office.room.database.read(_audit)
    assert {one.action for one in noted} >= {"claim", "claim_confirmed", "see_requests"}
    assert all(not any(word in f"{one.subject}" for word in ("Айша", "Үлгіева", "pupil")) for one in noted)
    assert len({one.action for one in noted if one.person_id == GUEST}) == 1


def _audit(connection: object) -> list[object]:
    from sqlalchemy import text

    return list(connection.execute(text("SELECT * FROM audit")))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "work",
    [
        lambda desk: make_class_link(desk, CLASS),
        lambda desk: class_link(desk, CLASS),
        lambda desk: renew_class_link(desk, CLASS, 1),
        lambda desk: request(desk, 1),
        lambda desk: answer_request(desk, 1, True, str),
        lambda desk: undo_answer(desk, 1),
        lambda desk: class_parents(desk, CLASS),
        lambda desk: note_class_parents_seen(desk, CLASS),
        lambda desk: representatives(desk, AISHA),
        lambda desk: note_representatives_seen(desk, AISHA),
        lambda desk: end_representative(desk, 1),
        lambda desk: return_representative(desk, 1),
        lambda desk: tie_of(desk, 1),
        lambda desk: look_after(desk, 1, 1, True),
        tries_without_match,
        note_tries_seen,
    ],
)
async def test_another_classs_teacher_and_a_parent_may_nothing_of_this(
    office: ParentsOffice, work: Callable[[Desk], None]
) -> None:
    await office.represents(PARENT)
    await office.claims(GUEST)
    for who in (OTHER_TEACHER, PARENT, GUEST):
        with pytest.raises(NotAllowed):
            await office.does(who, work)


@pytest.mark.parametrize("work", [requests, note_requests_seen, own_classes])
async def test_a_parent_sees_nothing_of_the_schools_side(
    office: ParentsOffice, work: Callable[[Desk], None]
) -> None:
    await office.represents(PARENT)
    with pytest.raises(NotAllowed):
        await office.does(PARENT, work)


async def test_a_parent_sees_own_children_only(office: ParentsOffice) -> None:
    await office.represents(PARENT)
    with pytest.raises(NotAllowed):
        await office.sees(PARENT, lambda desk: child(desk, TWIN))
    assert Role.PARENT in (await office.sees(PARENT, lambda desk: desk.actor)).roles


async def test_classes_of_a_teacher_and_of_the_pedagogue(office: ParentsOffice) -> None:
    assert [one.id for one in await office.sees(TEACHER, own_classes)] == [CLASS]
    assert len(await office.sees(PEDAGOGUE, own_classes)) == 3
