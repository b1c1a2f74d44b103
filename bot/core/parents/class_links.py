"""The link of a class for its parents: made when it is first looked at, renewed when it went astray."""

from dataclasses import dataclass

from bot.core.access import Action, require
from bot.core.errors import Outdated
from bot.core.parents.representative import ClassLink
from bot.core.ports import Desk
from bot.core.school import Class, School


@dataclass(frozen=True, slots=True)
class ClassLinkCard:
    """The link with what the message around it says."""

    link: ClassLink
    class_: Class
    school: School


def make_class_link(desk: Desk, class_id: int) -> None:
    """Where the class has none yet."""
    require(desk.actor, Action.MEET_PARENTS, class_id)
    if desk.representatives.link(class_id) is None:
        _renew(desk, class_id)


def renew_class_link(desk: Desk, class_id: int, link_id: int) -> None:
    """A new link in the place of this one, which leads nowhere from now on."""
    if class_link(desk, class_id).link.id != link_id:
        raise Outdated()
    _renew(desk, class_id)


def class_link(desk: Desk, class_id: int) -> ClassLinkCard:
    require(desk.actor, Action.MEET_PARENTS, class_id)
    link = desk.representatives.link(class_id)
    if link is None:
        raise Outdated()
    return ClassLinkCard(link, desk.schools.class_(class_id), desk.schools.get())


def _renew(desk: Desk, class_id: int) -> None:
    desk.schools.class_(class_id)
    made = desk.representatives.renew_link(class_id, desk.token(), desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "class_link", f"class_link:{made.id}", desk.moment)
