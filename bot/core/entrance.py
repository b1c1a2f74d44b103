"""How a person comes in: the first Start, the choice of a language, and a personal link into a role."""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.errors import Refusal
from bot.core.office import Invitation, Notice, Phrase
from bot.core.people import Person, Role
from bot.core.ports import Desk
from bot.core.school import Class

OWNER_LINK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who came in as what, and whether the school was set up before."""

    name: str
    role: Role
    class_: Class | None
    set_up: bool


class LinkUnknown(Refusal):
    key = "entrance.link_unknown"


class LinkUsed(Refusal):
    key = "entrance.link_used"


class LinkExpired(Refusal):
    key = "entrance.link_expired"


def owner_token(desk: Desk) -> str | None:
    """The token of the link that makes its opener the social pedagogue; None once the school has one."""
    if desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        return None
    for invitation in desk.invitations.all():
        if invitation.role is Role.SOCIAL_PEDAGOGUE and invitation.open_at(desk.moment):
            return invitation.token
    token = desk.token()
    desk.invitations.add(
        Role.SOCIAL_PEDAGOGUE, None, "", token, desk.moment + timedelta(days=OWNER_LINK_DAYS), None
    )
    return token


def meet(desk: Desk, name: str, language: str) -> None:
    """Takes a person into the book; somebody known who had blocked the bot is reachable again."""
    person = taken_in(desk, name, language)
    desk.drafts.close(person.id)


def leave_question(desk: Desk) -> None:
    """The person turned away from the short question: what they type next is no answer to it."""
    desk.drafts.close(desk.actor.id)


def choose_language(desk: Desk, name: str, language: str) -> None:
    person = taken_in(desk, name, language)
    desk.people.set_language(person.id, language)


def enter(desk: Desk, token: str, name: str, language: str, opens: str) -> None:
    """Opens a personal link: the person gets the role that it leads to, and the pedagogues are told.

    `opens` is where the button under their message leads.
    """
    person = taken_in(desk, name, language)
    desk.people.set_language(person.id, language)
    invitation = _openable(desk, token, person)
    if invitation is None:
        return
    desk.invitations.use(invitation.id, person.id, desk.moment)
    desk.people.grant(person.id, invitation.role, invitation.class_id, desk.moment)
    if invitation.name:
        desk.people.set_name(person.id, invitation.name)
    desk.audit.note(person.id, "enter", f"invitation:{invitation.id}", desk.moment)
    _tell_the_pedagogues(desk, desk.people.get(person.id), invitation, opens)


def welcome(desk: Desk, token: str) -> Welcome | None:
    """What this link has made of the person who asks; None where it made them nothing."""
    invitation = desk.invitations.by_token(token)
    if invitation is None or invitation.used_by != desk.actor.id or invitation.role not in desk.actor.roles:
        return None
    class_ = desk.schools.class_(invitation.class_id) if invitation.class_id else None
    return Welcome(desk.actor.name, invitation.role, class_, desk.schools.is_set_up())


def check_link(desk: Desk, token: str) -> None:
    """Refuses for a link that this person can not open."""
    _openable(desk, token, desk.actor)


def role_phrase(role: Role, class_: Class | None) -> Phrase:
    """`class teacher, 7 «Ә»`, in the language of who reads it."""
    if class_ is None:
        return Phrase(f"role.{role}")
    return Phrase("role.of_class", {"role": Phrase(f"role.{role}"), "class_name": class_.name.quoted})


def _openable(desk: Desk, token: str, person: Person) -> Invitation | None:
    """The invitation; None where this very person has used it; a refusal where it leads nowhere."""
    invitation = desk.invitations.by_token(token)
    if invitation is None or invitation.revoked_at is not None:
        raise LinkUnknown()
    if invitation.used_by is not None and invitation.used_by != person.id:
        raise LinkUsed()
    if invitation.used_by is None and not invitation.open_at(desk.moment):
        raise LinkExpired()
    return invitation if invitation.used_by is None else None


def taken_in(desk: Desk, name: str, language: str) -> Person:
    """The person of this update, from now on in the book and reachable."""
    person = desk.people.by_telegram(desk.actor.telegram_id)
    if person is None:
        return desk.people.add(desk.actor.telegram_id, name, language, desk.moment)
    desk.people.set_blocked(person.id, None)
    return person


def _tell_the_pedagogues(desk: Desk, person: Person, invitation: Invitation, opens: str) -> None:
    class_ = desk.schools.class_(invitation.class_id) if invitation.class_id else None
    words = {"name": person.name, "role": role_phrase(invitation.role, class_)}
    for pedagogue in desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        if pedagogue.id != person.id:
            mark = f"joined:{invitation.id}:{pedagogue.id}"
            desk.outbox.put(
                pedagogue.id, Notice("entrance.joined", words, (("menu.staff", opens),), mark), desk.moment
            )
