"""What help was given in a year: numbers and sums by service, source and kind (domain.md §0.4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.access import Action, require_all
from bot.core.applications.application import Application, State
from bot.core.applications.decision import Decision
from bot.core.applications.entitlement import entitled_from, outcome
from bot.core.applications.gathering import decisions_by_application
from bot.core.applications.orders import read_year
from bot.core.applications.printed import AidTotal, TotalsRequest
from bot.core.papers import Wanted
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from bot.core.services.registry import services_of
from bot.core.services.service import Gives, Service

PRICE, AMOUNT, SOURCE, FOOD = "price", "amount", "source", "food"
IN_MONEY = frozenset({Gives.MONEY, Gives.THINGS})


@dataclass(frozen=True, slots=True)
class Given:
    """One child's help of one kind; `household` is the family, or the pupil alone where none is known."""

    service: str
    source: str
    kind: str
    pupil: int
    household: tuple[str, int]
    amount: int | None


def check_totals(desk: Desk, wanted: Wanted) -> None:
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    read_year(desk, wanted.subject)


def totals_request(desk: Desk, wanted: Wanted) -> TotalsRequest:
    school, year = desk.schools.get(), read_year(desk, wanted.subject)
    services = services_of(school.country)
    given = [one for service in services for one in given_of(desk, service, year)]
    applied = [one for service in services for one in desk.applications.of_year(year, service.key)]
    prices = {one.key: desk.limits.of(one.key, year).get(PRICE, "") for one in services}
    return TotalsRequest(
        school=school,
        language=wanted.language,
        made_on=desk.today,
        pedagogue=school.pedagogue,
        year=year,
        totals=folded(given),
        pupils=len({one.pupil for one in given}),
        families=len({one.household for one in given}),
        applications=Counter(one.service for one in applied),
        refused=Counter(one.service for one in applied if one.state is State.REFUSED),
        prices={key: price for key, price in prices.items() if price},
    )


def given_of(desk: Desk, service: Service, year: SchoolYear) -> list[Given]:
    """Asks nobody's right."""
    made = decisions_by_application(desk.decisions.of_year(service.key, year))
    families = {one.id: one.family for pupils in desk.pupils.of_year(year).values() for one in pupils}
    found = []
    for application in desk.applications.some(list(made)):
        decision = _held(service, made[application.id])
        if decision is not None:
            family = families.get(application.pupil_id)
            household = ("family", family) if family else ("pupil", application.pupil_id)
            found.append(_given(service, application, decision, household))
    return found


def folded(given: Iterable[Given]) -> tuple[AidTotal, ...]:
    """A line for each service, source and kind, in the order in which they first occur."""
    found: dict[tuple[str, str, str], list[Given]] = {}
    for one in given:
        found.setdefault((one.service, one.source, one.kind), []).append(one)
    return tuple(_total(*key, of_key) for key, of_key in found.items())


def _held(service: Service, made: tuple[Decision, ...]) -> Decision | None:
    """Meals and places count once they were held on any day, money and things unless that was ended."""
    if service.gives in IN_MONEY:
        return outcome(made)
    return entitled_from(made, min(one.since for one in made))


def _given(
    service: Service, application: Application, decision: Decision, household: tuple[str, int]
) -> Given:
    amount = decision.details.get(AMOUNT, "")
    counted = int(amount) if amount.isdecimal() else 0
    return Given(
        service=service.key,
        source=decision.details.get(SOURCE, ""),
        kind=_kind(service, application),
        pupil=application.pupil_id,
        household=household,
        amount=counted if service.gives in IN_MONEY else None,
    )


def _kind(service: Service, application: Application) -> str:
    """Money or things as the family asked; food apart from other things, as the year report has it."""
    if application.answers.get("need") == FOOD:
        return FOOD
    return application.answers.get("aid_kind") or str(service.gives)


def _total(service: str, source: str, kind: str, given: list[Given]) -> AidTotal:
    amounts = [one.amount for one in given if one.amount is not None]
    return AidTotal(
        service=service,
        source=source,
        kind=kind,
        pupils=len({one.pupil for one in given}),
        families=len({one.household for one in given}),
        amount=sum(amounts) if amounts else None,
    )
