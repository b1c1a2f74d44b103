"""Who may let people in and out, and what a link is good for."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import Action, NotAllowed, may
from bot.core.entrance import LinkExpired, LinkUnknown, LinkUsed, check_link, enter, owner_token, welcome
from bot.core.errors import NotFound, Outdated
from bot.core.office import subject_of
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import ClassName, School, SchoolYear
from bot.core.staff import (
    LINK_DAYS,
    LastPedagogue,
    NoLinksToMake,
    NoLinksToPrint,
    ask_name,
    asked_post,
    give_back,
    invite,
    invite_all,
    link,
    membership,
    newest_link,
    note_printed,
    post,
    renew,
    revoke,
    staff,
    teachers_links,
    withdraw,
)
from tests.core.office import OfficeOfTests, office_over

YEAR = SchoolYear(2026)
PEDAGOGUE, TEACHER, GUEST = 1, 2, 3
TEACHING = Role.CLASS_TEACHER


class Office(OfficeOfTests):
    """The moves of this subject."""

    async def invites(self, role: Role = TEACHING, class_id: int | None = 1, name: str = "") -> int:
        await self.does(PEDAGOGUE, lambda desk: ask_name(desk, role, class_id))
        await self.does(PEDAGOGUE, lambda desk: invite(desk, role, class_id, name))
        found = await self.sees(PEDAGOGUE, lambda desk: newest_link(desk, role, class_id))
        assert found is not None
        return found.invitation.id

    async def token(self, invitation_id: int) -> str:
        return (await self.sees(PEDAGOGUE, lambda desk: desk.invitations.get(invitation_id))).token

    async def enters(self, who: int, invitation_id: int) -> None:
        token = await self.token(invitation_id)
        await self.does(who, lambda desk: enter(desk, token, f"Қонақ {who}", "kk", "st"))

    async def grant_of(self, who: int, role: Role = TEACHING) -> int:
        grants = await self.sees(PEDAGOGUE, lambda desk: desk.people.grants())
        return next(one.id for one in grants if one.person.telegram_id == who and one.role is role)


@pytest_asyncio.fixture
async def office(empty_database: Path, tmp_path: Path) -> AsyncIterator[Office]:
    async with office_over(empty_database, tmp_path) as plain:
        office = Office(plain.room, plain.clock)
        await office.does(PEDAGOGUE, settle)
        yield office


def settle(desk: Desk) -> None:
    desk.schools.save(School(year=YEAR))
    pedagogue = desk.people.add(PEDAGOGUE, "Сәуле", "kk", desk.moment)
    desk.people.grant(pedagogue.id, Role.SOCIAL_PEDAGOGUE, None, desk.moment)
    classes = [desk.schools.ensure_class(YEAR, ClassName(grade, "Ә")) for grade in (5, 6, 7)]
    teacher = desk.people.add(TEACHER, "Тұрар", "kk", desk.moment)
    desk.people.grant(teacher.id, TEACHING, classes[0].id, desk.moment)


async def test_the_staff_page_counts_who_joined_and_who_is_invited(office: Office) -> None:
    await office.invites(class_id=2)
    await office.invites(Role.DIRECTOR, None)
    view = await office.sees(PEDAGOGUE, staff)
    assert [(len(one.held), len(one.invited)) for one in view.classes] == [(1, 0), (0, 1), (0, 0)]
    assert [(len(one.held), len(one.invited)) for one in view.offices] == [(1, 0), (0, 1), (0, 0), (0, 0)]
    assert [one.class_id for one in view.without_teacher] == [3]
    assert [one.class_id for one in view.offices] == [None] * 4


async def test_a_name_is_asked_before_each_link(office: Office) -> None:
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: invite(desk, TEACHING, 1, "Аты"))
    await office.invites(name="  Үлгіева   Үміт ")
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: invite(desk, TEACHING, 1, "Аты"))
    found = await office.sees(PEDAGOGUE, lambda desk: post(desk, TEACHING, 1))
    assert [one.name for one in found.invited] == ["Үлгіева Үміт"]


@pytest.mark.parametrize(("role", "class_id"), [(TEACHING, None), (Role.DIRECTOR, 1), (TEACHING, 99)])
async def test_a_post_that_does_not_exist(office: Office, role: Role, class_id: int | None) -> None:
    with pytest.raises(NotFound):
        await office.does(PEDAGOGUE, lambda desk: ask_name(desk, role, class_id))


def test_the_post_stands_in_the_question() -> None:
    assert asked_post("invite:class_teacher:7") == (TEACHING, 7)
    assert asked_post("invite:director:0") == (Role.DIRECTOR, None)
    assert subject_of("invite:director:0") == ""
    assert subject_of("form:school:x::") == "form:school"


async def test_a_link_is_good_once_for_one_person(office: Office) -> None:
    number = await office.invites()
    await office.enters(GUEST, number)
    await office.enters(GUEST, number)
    token = await office.token(number)
    assert await office.sees(GUEST, lambda desk: may(desk.actor, Action.FILL_REPORT, 1))
    assert not await office.sees(GUEST, lambda desk: may(desk.actor, Action.FILL_REPORT, 2))
    found = await office.sees(GUEST, lambda desk: welcome(desk, token))
    assert found is not None
    assert (found.role, found.set_up) == (TEACHING, True)
    assert await office.sees(TEACHER, lambda desk: welcome(desk, token)) is None
    with pytest.raises(LinkUsed):
        await office.enters(TEACHER, number)
    for change in (renew, withdraw):
        with pytest.raises(Outdated):
            await office.does(PEDAGOGUE, lambda desk, change=change: change(desk, number))


async def test_a_link_ends_after_its_days(office: Office) -> None:
    number = await office.invites()
    view = await office.sees(PEDAGOGUE, lambda desk: link(desk, number))
    assert view.open
    assert view.until == office.clock.now().date() + timedelta(days=LINK_DAYS)
    office.clock.passes(days=LINK_DAYS)
    with pytest.raises(LinkExpired):
        await office.enters(GUEST, number)
    assert not (await office.sees(PEDAGOGUE, lambda desk: link(desk, number))).open
    assert await office.sees(PEDAGOGUE, lambda desk: newest_link(desk, TEACHING, 1)) is None
    await office.does(PEDAGOGUE, lambda desk: renew(desk, number))
    assert await office.sees(PEDAGOGUE, lambda desk: newest_link(desk, TEACHING, 1)) is not None


async def test_a_renewed_link_replaces_the_old_one_once(office: Office) -> None:
    number = await office.invites(name="Үміт")
    await office.does(PEDAGOGUE, lambda desk: renew(desk, number))
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: renew(desk, number))
    with pytest.raises(LinkUnknown):
        await office.enters(GUEST, number)
    found = await office.sees(PEDAGOGUE, lambda desk: newest_link(desk, TEACHING, 1))
    assert found is not None
    assert found.invitation.name == "Үміт"
    await office.does(PEDAGOGUE, lambda desk: withdraw(desk, found.invitation.id))
    with pytest.raises(LinkUnknown):
        await office.enters(GUEST, found.invitation.id)


async def test_links_for_all_classes_are_made_once(office: Office) -> None:
    with pytest.raises(NoLinksToPrint):
        await office.does(PEDAGOGUE, note_printed)
    await office.does(PEDAGOGUE, invite_all)
    links = await office.sees(PEDAGOGUE, teachers_links)
    assert [str(one.class_.name) for one in links if one.class_] == ["6Ә", "7Ә"]
    assert len({one.invitation.token for one in links}) == 2
    with pytest.raises(NoLinksToMake):
        await office.does(PEDAGOGUE, invite_all)
    await office.does(PEDAGOGUE, note_printed)


async def test_revoking_is_at_once_and_can_be_undone(office: Office) -> None:
    grant = await office.grant_of(TEACHER)
    for _ in range(2):
        await office.does(PEDAGOGUE, lambda desk: revoke(desk, grant))
    assert not await office.sees(TEACHER, lambda desk: may(desk.actor, Action.FILL_REPORT))
    assert (await office.sees(PEDAGOGUE, lambda desk: membership(desk, grant))).ended
    for _ in range(2):
        await office.does(PEDAGOGUE, lambda desk: give_back(desk, grant))
    assert await office.sees(TEACHER, lambda desk: may(desk.actor, Action.FILL_REPORT, 1))
    held = await office.sees(PEDAGOGUE, lambda desk: post(desk, TEACHING, 1))
    assert len(held.held) == 1
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: revoke(desk, grant))


async def test_giving_back_what_is_held_changes_nothing(office: Office) -> None:
    grant = await office.grant_of(TEACHER)
    await office.does(PEDAGOGUE, lambda desk: give_back(desk, grant))
    assert await office.grant_of(TEACHER) == grant


async def test_a_link_of_somebody_whose_role_ended_does_not_bring_it_back(office: Office) -> None:
    number = await office.invites()
    await office.enters(GUEST, number)
    grant = await office.grant_of(GUEST)
    await office.does(PEDAGOGUE, lambda desk: revoke(desk, grant))
    await office.enters(GUEST, number)
    token = await office.token(number)
    assert await office.sees(GUEST, lambda desk: welcome(desk, token)) is None


async def test_the_last_pedagogue_stays(office: Office) -> None:
    own = await office.grant_of(PEDAGOGUE, Role.SOCIAL_PEDAGOGUE)
    with pytest.raises(LastPedagogue):
        await office.does(PEDAGOGUE, lambda desk: revoke(desk, own))
    await office.enters(GUEST, await office.invites(Role.SOCIAL_PEDAGOGUE, None))
    await office.does(PEDAGOGUE, lambda desk: revoke(desk, own))
    with pytest.raises(NotAllowed):
        await office.sees(PEDAGOGUE, staff)
    assert await office.sees(GUEST, staff)


async def test_a_link_is_checked_before_it_is_opened(office: Office) -> None:
    token = await office.token(await office.invites())
    await office.sees(GUEST, lambda desk: check_link(desk, token))
    with pytest.raises(LinkUnknown):
        await office.sees(GUEST, lambda desk: check_link(desk, "nobody has this"))
    assert await office.sees(GUEST, lambda desk: welcome(desk, "nobody has this")) is None


async def test_there_is_no_owner_link_for_a_school_with_a_pedagogue(office: Office) -> None:
    assert await office.sees(0, owner_token) is None


@pytest.mark.parametrize(
    "work",
    [
        lambda desk: ask_name(desk, TEACHING, 1),
        lambda desk: invite(desk, TEACHING, 1, ""),
        invite_all,
        lambda desk: renew(desk, 1),
        lambda desk: withdraw(desk, 1),
        lambda desk: revoke(desk, 1),
        lambda desk: give_back(desk, 1),
        note_printed,
        staff,
        lambda desk: link(desk, 1),
        lambda desk: membership(desk, 1),
        lambda desk: newest_link(desk, TEACHING, 1),
    ],
)
async def test_a_teacher_may_do_nothing_of_this(office: Office, work: Callable[[Desk], None]) -> None:
    with pytest.raises(NotAllowed):
        await office.does(TEACHER, work)
