"""Where everything of one person stands: their roles, their classes' reports, their applications, what they began."""

from dataclasses import dataclass

from bot.core.applications.mine import MyCase, not_done_with
from bot.core.forms.filling import all_under_way
from bot.core.forms.interview import Interview
from bot.core.office import Grant
from bot.core.parents.claiming import lately
from bot.core.parents.family import Child, children
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
    """`claimed`: the person named a child lately, whatever became of it."""

    person: Person
    posts: tuple[HeldPost, ...]
    under_way: tuple[Interview, ...]
    cases: tuple[MyCase, ...] = ()
    children: tuple[Child, ...] = ()
    claimed: bool = False


def standing(desk: Desk) -> Standing:
    """About the actor only: nobody needs a right to ask it."""
    held = [one for one in desk.people.grants() if one.person.id == desk.actor.id]
    posts = tuple(_post(desk, one) for one in held)
    mine = children(desk) if desk.actor.children else ()
    begun, cases = all_under_way(desk), not_done_with(desk)
    return Standing(desk.actor, posts, begun, cases, mine, bool(lately(desk)))


def _post(desk: Desk, grant: Grant) -> HeldPost:
    if grant.class_id is None:
        return HeldPost(grant.role, None)
    report = desk.reports.newest(grant.class_id)
    state = report.state.value if report else NOT_BEGUN
    return HeldPost(grant.role, desk.schools.class_(grant.class_id), state)
