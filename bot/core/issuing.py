"""Handing out a paper: it is checked, numbered and audited, and gathers what it is made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.applications.case_papers import (
    case_request,
    check_case_paper,
    check_order,
    check_protocol,
    order_request,
    protocol_request,
)
from bot.core.applications.monthly import check_month, month_request
from bot.core.applications.registers import (
    beneficiaries_request,
    check_beneficiaries,
    check_register,
    register_request,
)
from bot.core.applications.totals import check_totals, totals_request
from bot.core.errors import NotFound
from bot.core.office import Issued
from bot.core.paper_shelf import check_passport_paper, passport_request
from bot.core.papers import REGISTRY, About, NoSuchFormat, Paper, PaperRequest, Wanted, papers_about
from bot.core.ports import Desk


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paper comes from: whether this person may have it, and what it is made of."""

    check: Callable[[Desk, Wanted], None]
    request: Callable[[Desk, Wanted], PaperRequest]


SOURCES: dict[Paper, Source] = {
    **dict.fromkeys(papers_about(About.CLASS), Source(check_passport_paper, passport_request)),
    **dict.fromkeys(papers_about(About.APPLICATION), Source(check_case_paper, case_request)),
    **dict.fromkeys(papers_about(About.SITTING), Source(check_protocol, protocol_request)),
    **dict.fromkeys(papers_about(About.ORDER), Source(check_order, order_request)),
    Paper.APPLICATION_REGISTER: Source(check_register, register_request),
    Paper.BENEFICIARIES: Source(check_beneficiaries, beneficiaries_request),
    Paper.MONTHLY_LIST: Source(check_month, month_request),
    Paper.AID_TOTALS: Source(check_totals, totals_request),
}


def issue(desk: Desk, wanted: Wanted) -> None:
    """Gives the paper its number, its own whatever becomes of the file; a refused one takes none."""
    _check(desk, wanted)
    year = desk.schools.get().year
    new = desk.papers.issue(wanted.paper, year, wanted.detail, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "issue_paper", f"paper:{year.first}/{new.number}", desk.moment)


def request(desk: Desk, wanted: Wanted) -> PaperRequest:
    """All that the paper is made of, with the number that it was given last and the school's own form."""
    _check(desk, wanted)
    made = SOURCES[wanted.paper].request(desk, wanted)
    template = desk.papers.template(wanted.paper, wanted.language)
    return replace(made, number=issued(desk, wanted).number, template=template)


def issued(desk: Desk, wanted: Wanted) -> Issued:
    """The number that this person's paper was given last, and whether it was handed out."""
    found = desk.papers.last_issued(desk.actor.id, wanted.paper, wanted.detail)
    if found is None:
        raise NotFound()
    return found


def handed_out(desk: Desk, issued_id: int) -> None:
    """An update that is delivered again sends no second file from here on."""
    desk.papers.set_sent(issued_id, desk.moment)


def _check(desk: Desk, wanted: Wanted) -> None:
    kind = REGISTRY[wanted.paper]
    SOURCES[wanted.paper].check(desk, wanted)
    if wanted.format not in kind.formats:
        raise NoSuchFormat()
    if wanted.language not in desk.schools.get().form_languages:
        raise NotFound()
