"""How a person comes in: the first Start, the choice of a language, and a personal link into a role."""

from datetime import timedelta

from bot.core.errors import Refusal
from bot.core.office import Notice
from bot.core.people import Person, Role
from bot.core.ports import Desk

OWNER_LINK_DAYS = 7


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
    desk.invitations.add(Role.SOCIAL_PEDAGOGUE, None, "", token, desk.moment + timedelta(days=OWNER_LINK_DAYS), None)
    return token


def meet(desk: Desk, name: str, language: str) -> None:
    """Takes a person into the book; somebody known who had blocked the bot is reachable again."""
    _known(desk, name, language)


def choose_language(desk: Desk, name: str, language: str) -> None:
    person = _known(desk, name, language)
    desk.people.set_language(person.id, language)


def enter(desk: Desk, token: str, name: str, language: str) -> None:
    """Opens a personal link: the person gets the role that it leads to, and who invited them is told."""
    person = _known(desk, name, language)
    invitation = desk.invitations.by_token(token)
    if invitation is None or invitation.revoked_at is not None:
        raise LinkUnknown()
    if invitation.used_by is not None:
        if invitation.used_by == person.id:
            return
        raise LinkUsed()
    if not invitation.open_at(desk.moment):
        raise LinkExpired()
    desk.invitations.use(invitation.id, person.id, desk.moment)
    desk.people.grant(person.id, invitation.role, invitation.class_id, desk.moment)
    if invitation.name:
        desk.people.set_name(person.id, invitation.name)
    desk.audit.note(person.id, "enter", f"invitation:{invitation.id}", desk.moment)
    _tell_the_pedagogues(desk, person, invitation.name or name, invitation.id)


def _known(desk: Desk, name: str, language: str) -> Person:
    person = desk.people.by_telegram(desk.actor.telegram_id)
    if person is None:
        return desk.people.add(desk.actor.telegram_id, name, language, desk.moment)
    desk.people.set_blocked(person.id, None)
    return person


def _tell_the_pedagogues(desk: Desk, person: Person, name: str, invitation_id: int) -> None:
    for pedagogue in desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        if pedagogue.id != person.id:
            notice = Notice("entrance.joined", {"name": name}, unique=f"joined:{invitation_id}:{pedagogue.id}")
            desk.outbox.put(pedagogue.id, notice, desk.moment)
