"""An office in which parents apply: who they are, and what they send."""

from bot.core.applications.application import (
    Application,
)
from bot.core.applications.registering import service_named
from bot.core.applications.sending import send
from bot.core.applications.subjects import Kind, Subject
from bot.core.applications.telling import tell_applicant
from bot.core.parents.representative import Consent, Representative
from bot.core.people import Relation
from bot.core.ports import Desk
from bot.core.services.service import Service
from bot.handlers.doors import DOORS
from tests.conftest import FIRST_ACCOUNT
from tests.core.office import OfficeOfTests
from tests.journeys.applying import ANSWERS

PEDAGOGUE, DIRECTOR = FIRST_ACCOUNT, FIRST_ACCOUNT + 1
MEALS = service_named("meals")
CAMP = service_named("camp")


def sends(desk: Desk, pupil_id: int, service: Service = MEALS, **answers: str) -> None:
    send(service, desk, str(Subject(Kind.NEW, pupil_id)), ANSWERS | answers, DOORS)


def newest(desk: Desk) -> Application:
    return max(desk.applications.of_year(desk.schools.get().year), key=lambda one: one.id)


async def sent(office: OfficeOfTests, who: int, pupil_id: int, **answers: str) -> Application:
    await office.does(who, lambda desk: sends(desk, pupil_id, **answers))
    return await office.sees(who, newest)


def also_father(desk: Desk, account: int, pupil_id: int, consent: bool = True) -> None:
    person = desk.people.by_telegram(account)
    assert person is not None
    tie = Representative(0, person.id, pupil_id, Relation.FATHER, "№ 7, 2020", desk.moment)
    desk.representatives.add(tie)
    if consent:
        desk.consents.give(Consent(0, person.id, pupil_id, "1", "ru", "Согласен", desk.moment))


async def tells(office: OfficeOfTests, one: Application, key: str, **words: object) -> bool:
    told: list[bool] = []

    def tell(desk: Desk) -> None:
        told.append(tell_applicant(desk, one, key, DOORS.my_case, **words))

    await office.does(PEDAGOGUE, tell)
    return told[0]
