"""What would be decided, as it is looked at before it is: the children, the categories, the usual days."""

from dataclasses import dataclass
from datetime import date

from bot.core.applications.application import Application
from bot.core.applications.proposal import UNTIL, Proposal
from bot.core.applications.proposing import category_for, last_day, proposed
from bot.core.applications.registering import pupil_line, service_named
from bot.core.applications.telling import office_calendar
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class
from bot.core.services.service import Service


@dataclass(frozen=True, slots=True)
class Proposed:
    """One of the applications that would be decided about, with the category that it would have."""

    application: Application
    pupil: Pupil
    class_: Class | None
    category: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A proposal with its children; `reader` is the language of the applicant, where there is one application only."""

    proposal: Proposal
    service: Service
    lines: tuple[Proposed, ...]
    days: tuple[date, ...]
    reader: str

    @property
    def by_council(self) -> bool:
        """Whether a category would follow about which the council decides: the reason names its protocol."""
        return any(self.service.decided_by_council(one.category) for one in self.lines)


def preview(desk: Desk) -> Preview | None:
    """What would be decided, to be looked at before it is."""
    proposal = proposed(desk)
    if proposal is None:
        return None
    found = desk.applications.some([one for one, _ in proposal.cases])
    people = [desk.people.get(one.applicant) for one in found if one.applicant]
    return Preview(
        proposal,
        service_named(proposal.service),
        tuple(_line(desk, proposal, one) for one in found),
        _days(desk, proposal),
        people[0].language if proposal.single and people else desk.actor.language,
    )


def _line(desk: Desk, proposal: Proposal, application: Application) -> Proposed:
    line = pupil_line(desk, application.pupil_id)
    return Proposed(application, line.pupil, line.class_, category_for(proposal, application))


def _days(desk: Desk, proposal: Proposal) -> tuple[date, ...]:
    """What is usual for the day that is asked for."""
    if proposal.asks == UNTIL:
        year = desk.applications.get(proposal.cases[0][0]).year
        usual = last_day(desk, service_named(proposal.service), year)
        return (usual,) if usual else ()
    month = date(desk.today.year + desk.today.month // 12, desk.today.month % 12 + 1, 1)
    return (desk.today, office_calendar(desk).after(desk.today, 1), month)
