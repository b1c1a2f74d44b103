"""Where everything of one person stands: their roles, their classes' reports, what they began."""

from dataclasses import dataclass

from bot.core.forms.filling import all_under_way
from bot.core.forms.interview import Interview
from bot.core.office import Grant
from bot.core.people import Person, Role
from bot.core.ports import Desk
from bot.core.school import Class

NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A role of this person; for a class teacher the state of the class's report."""

    role: Role
    class_: Class | None
    report_state: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    person: Person
    posts: tuple[HeldPost, ...]
    under_way: tuple[Interview, ...]


def standing(desk: Desk) -> Standing:
    """About the actor only: nobody needs a right to ask it."""
    held = [one for one in desk.people.grants() if one.person.id == desk.actor.id]
    return Standing(desk.actor, tuple(_post(desk, one) for one in held), all_under_way(desk))


def _post(desk: Desk, grant: Grant) -> HeldPost:
    if grant.class_id is None:
        return HeldPost(grant.role, None)
    report = desk.reports.newest(grant.class_id)
    state = report.state.value if report else NOT_BEGUN
    return HeldPost(grant.role, desk.schools.class_(grant.class_id), state)
