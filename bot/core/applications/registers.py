"""The application journal of a service and year, and the lists of who is entitled to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.access import Action, require_all
from bot.core.applications.entitlement import held_on
from bot.core.applications.gathering import Gatherer
from bot.core.applications.monthly import monthly_services, months_of
from bot.core.applications.orders import read_year
from bot.core.applications.printed import BeneficiariesRequest, Beneficiary, RegisterRequest
from bot.core.applications.registering import service_named
from bot.core.errors import NotFound
from bot.core.papers import Wanted
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from bot.core.services.registry import services_of
from bot.core.services.service import Service

OF_CATEGORY = "."


@dataclass(frozen=True, slots=True)
class Registers:
    """What can be taken out: the services of the country, those with a monthly list, the years with applications.

    `handed_in` are the months whose list was handed in, by service.
    """

    services: tuple[Service, ...]
    monthly: tuple[Service, ...]
    years: tuple[SchoolYear, ...]
    languages: tuple[str, ...]
    months: tuple[date, ...]
    handed_in: Mapping[str, frozenset[date]]

    def service(self, key: str) -> Service:
        found = next((one for one in self.services if one.key == key), None)
        if found is None:
            raise NotFound()
        return found


def registers(desk: Desk) -> Registers:
    """This year, and its neighbours where there are applications of them."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    school, monthly = desk.schools.get(), monthly_services(desk)
    neighbours = [year for year in (school.year.after, school.year.before) if desk.applications.of_year(year)]
    return Registers(
        services=services_of(school.country),
        monthly=monthly,
        years=(school.year, *neighbours),
        languages=school.form_languages,
        months=months_of(school.year),
        handed_in={one.key: _handed_in(desk, one.key, school.year) for one in monthly},
    )


def _handed_in(desk: Desk, service: str, year: SchoolYear) -> frozenset[date]:
    return frozenset(month for month in months_of(year) if desk.monthly_lists.of_month(service, month))


def check_register(desk: Desk, wanted: Wanted) -> None:
    registers(desk).service(wanted.key)
    read_year(desk, wanted.subject)


def register_request(desk: Desk, wanted: Wanted) -> RegisterRequest:
    school, year = desk.schools.get(), read_year(desk, wanted.subject)
    applications = desk.applications.of_year(year, wanted.key)
    decisions = desk.decisions.of_year(wanted.key, year)
    in_order = sorted(applications, key=lambda one: one.number)
    return RegisterRequest(
        school=school,
        language=wanted.language,
        made_on=desk.today,
        pedagogue=school.pedagogue,
        service=wanted.key,
        year=year,
        cases=Gatherer(desk, year).cases(in_order, decisions),
    )


def check_beneficiaries(desk: Desk, wanted: Wanted) -> None:
    service, category = split_key(wanted.key)
    found = registers(desk).service(service)
    if category and category not in found.categories:
        raise NotFound()


def beneficiaries_request(desk: Desk, wanted: Wanted) -> BeneficiariesRequest:
    """Who is entitled today."""
    school, (key, category) = desk.schools.get(), split_key(wanted.key)
    gatherer = Gatherer(desk, school.year)
    gatherer.read_everybody()
    found = tuple(
        Beneficiary(gatherer.child(one.application.pupil_id), gatherer.ruled(one.application, one.decision))
        for one in held_on(desk, key, desk.today)
        if category in ("", one.decision.category)
    )
    return BeneficiariesRequest(
        school=school,
        language=wanted.language,
        made_on=desk.today,
        pedagogue=school.pedagogue,
        service=key,
        year=school.year,
        categories=service_named(key).categories,
        beneficiaries=found,
        category=category,
        with_names=wanted.names,
    )


def split_key(key: str) -> tuple[str, str]:
    """The service and, after a point, its category."""
    service, _, category = key.partition(OF_CATEGORY)
    return service, category
