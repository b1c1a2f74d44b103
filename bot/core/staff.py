"""The staff of the school: who joined, who is invited by which link, and whose access ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.access import Action, require_all
from bot.core.entrance import role_phrase
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.forms.readers import person_name
from bot.core.office import Grant, Invitation, Notice
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import Class

LINK_DAYS = 14
NAME_LENGTH = 60
INVITE = "invite"
OFFICES = (Role.SOCIAL_PEDAGOGUE, Role.DIRECTOR, Role.DEPUTY, Role.PSYCHOLOGIST)


class LastPedagogue(Refusal):
    key = "staff.last_pedagogue"


class NoLinksToMake(Refusal):
    key = "staff.no_links_to_make"


class NoLinksToPrint(Refusal):
    key = "staff.no_links_to_print"


@dataclass(frozen=True, slots=True)
class Post:
    """A role, for a class where it has one: who holds it, and the links into it that are still open."""

    role: Role
    class_: Class | None
    held: tuple[Grant, ...]
    invited: tuple[Invitation, ...]

    @property
    def class_id(self) -> int | None:
        return self.class_.id if self.class_ else None


@dataclass(frozen=True, slots=True)
class Staff:
    """All posts of the school: the offices, and a class teacher's for each class of the year."""

    offices: tuple[Post, ...]
    classes: tuple[Post, ...]

    @property
    def without_teacher(self) -> tuple[Post, ...]:
        """Classes that nobody reports for and nobody is invited to."""
        return tuple(one for one in self.classes if not one.held and not one.invited)


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation, its class, whether it can be opened now, and its last day at the school."""

    invitation: Invitation
    class_: Class | None
    open: bool
    until: date


@dataclass(frozen=True, slots=True)
class Membership:
    """A role that somebody holds or held, and its class; the newest grant where it was given back."""

    grant: Grant
    class_: Class | None
    ended: bool


def staff(desk: Desk) -> Staff:
    require_all(desk.actor, Action.INVITE_STAFF)
    held, invited = desk.people.grants(), _open_invitations(desk)
    offices = tuple(_post(role, None, held, invited) for role in OFFICES)
    classes = desk.schools.classes(desk.schools.get().year)
    return Staff(offices, tuple(_post(Role.CLASS_TEACHER, one, held, invited) for one in classes))


def post(desk: Desk, role: Role, class_id: int | None) -> Post:
    require_all(desk.actor, Action.INVITE_STAFF)
    return _post(role, _class(desk, class_id), desk.people.grants(), _open_invitations(desk))


def link(desk: Desk, invitation_id: int) -> Link:
    require_all(desk.actor, Action.INVITE_STAFF)
    return _link(desk, desk.invitations.get(invitation_id))


def newest_link(desk: Desk, role: Role, class_id: int | None) -> Link | None:
    """The link into this post that was made last, if it is still open."""
    invited = post(desk, role, class_id).invited
    return _link(desk, invited[-1]) if invited else None


def teachers_links(desk: Desk) -> tuple[Link, ...]:
    """The open links of class teachers, in the order of their classes."""
    posts = staff(desk).classes
    return tuple(_link(desk, one) for post in posts for one in post.invited)


def ask_name(desk: Desk, role: Role, class_id: int | None) -> None:
    """From now on a typed message is the name of the person to invite."""
    post(desk, role, class_id)
    desk.drafts.open(desk.actor.id, _name_question(role, class_id), {}, desk.moment)


def invite(desk: Desk, role: Role, class_id: int | None, name: str) -> None:
    """Makes a link, once for each time that the name was asked."""
    require_all(desk.actor, Action.INVITE_STAFF)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != _name_question(role, class_id):
        raise Outdated()
    desk.drafts.close(desk.actor.id)
    tidy = person_name(name) or " ".join(name.split())
    _make_link(desk, role, class_id, tidy[:NAME_LENGTH])


def asked_post(question: str) -> tuple[Role, int | None]:
    """The post that the question for a name is about."""
    _, role, class_id = question.split(":")
    return Role(role), int(class_id) or None


def invite_all(desk: Desk) -> None:
    """A link for each class that has neither a teacher nor an open link."""
    missing = staff(desk).without_teacher
    if not missing:
        raise NoLinksToMake()
    for one in missing:
        _make_link(desk, Role.CLASS_TEACHER, one.class_id, "")


def renew(desk: Desk, invitation_id: int) -> None:
    """A new link in the place of one that was not used; the old one leads nowhere from now on."""
    old = _unused(desk, invitation_id)
    desk.invitations.revoke(old.id, desk.moment)
    _make_link(desk, old.role, old.class_id, old.name)


def withdraw(desk: Desk, invitation_id: int) -> None:
    old = _unused(desk, invitation_id)
    desk.invitations.revoke(old.id, desk.moment)
    desk.audit.note(desk.actor.id, "withdraw_link", f"invitation:{old.id}", desk.moment)


def note_printed(desk: Desk) -> None:
    """The sheet with all open links leaves the office."""
    if not teachers_links(desk):
        raise NoLinksToPrint()
    desk.audit.note(desk.actor.id, "print_links", "invitation:all", desk.moment)


def membership(desk: Desk, grant_id: int) -> Membership:
    require_all(desk.actor, Action.INVITE_STAFF)
    asked = desk.people.granted(grant_id)
    held = next((one for one in desk.people.grants() if _place(one) == _place(asked)), None)
    return Membership(held or asked, _class(desk, asked.class_id), held is None)


def revoke(desk: Desk, grant_id: int) -> None:
    """Takes the role away, at once; the last social pedagogue stays, or nobody could let people in."""
    found = membership(desk, grant_id)
    if found.ended:
        return
    grant = found.grant
    if grant.id != grant_id:
        raise Outdated()
    if grant.role is Role.SOCIAL_PEDAGOGUE and len(desk.people.with_role(grant.role)) < 2:
        raise LastPedagogue()
    desk.people.revoke(grant_id, desk.moment)
    desk.audit.note(desk.actor.id, "revoke", f"grant:{grant_id}", desk.moment)
    _tell(desk, "staff.access_ended", found)


def give_back(desk: Desk, grant_id: int) -> None:
    """Undoes a revocation: the same role, for the same class."""
    found = membership(desk, grant_id)
    if not found.ended:
        return
    grant = found.grant
    desk.people.grant(grant.person.id, grant.role, grant.class_id, desk.moment)
    desk.audit.note(desk.actor.id, "give_back", f"grant:{grant_id}", desk.moment)
    _tell(desk, "staff.access_returned", found)


def _place(grant: Grant) -> tuple[int, Role, int | None]:
    return (grant.person.id, grant.role, grant.class_id)


def _tell(desk: Desk, key: str, found: Membership) -> None:
    grant = found.grant
    if grant.person.id != desk.actor.id:
        words = {"role": role_phrase(grant.role, found.class_)}
        desk.outbox.put(grant.person.id, Notice(key, words), desk.moment)


def _unused(desk: Desk, invitation_id: int) -> Invitation:
    require_all(desk.actor, Action.INVITE_STAFF)
    old = desk.invitations.get(invitation_id)
    if old.used_by is not None or old.revoked_at is not None:
        raise Outdated()
    return old


def _make_link(desk: Desk, role: Role, class_id: int | None, name: str) -> None:
    expires_at = desk.moment + timedelta(days=LINK_DAYS)
    made = desk.invitations.add(role, class_id, name, desk.token(), expires_at, desk.actor.id)
    desk.audit.note(desk.actor.id, "invite", f"invitation:{made}", desk.moment)


def _link(desk: Desk, invitation: Invitation) -> Link:
    until = invitation.expires_at.astimezone(desk.zone).date()
    return Link(invitation, _class(desk, invitation.class_id), invitation.open_at(desk.moment), until)


def _open_invitations(desk: Desk) -> list[Invitation]:
    return [one for one in desk.invitations.all() if one.open_at(desk.moment)]


def _post(role: Role, class_: Class | None, held: Iterable[Grant], invited: Iterable[Invitation]) -> Post:
    place = (role, class_.id if class_ else None)
    return Post(
        role,
        class_,
        tuple(one for one in held if (one.role, one.class_id) == place),
        tuple(one for one in invited if (one.role, one.class_id) == place),
    )


def _class(desk: Desk, class_id: int | None) -> Class | None:
    return desk.schools.class_(class_id) if class_id else None


def _name_question(role: Role, class_id: int | None) -> str:
    if (role is Role.CLASS_TEACHER) is (class_id is None):
        raise NotFound()
    return f"{INVITE}:{role}:{class_id or 0}"
