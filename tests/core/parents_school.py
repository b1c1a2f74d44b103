"""A small school with three classes, for what concerns parents."""

from datetime import UTC, date, datetime

from bot.core.office import Doors
from bot.core.parents.claiming import claim, come_by_link
from bot.core.parents.class_links import class_link, make_class_link
from bot.core.parents.representative import Claim, Consent, Representative
from bot.core.people import Adult, PersonName, Pupil, Relation, Role
from bot.core.ports import Desk
from bot.core.school import ClassName, Country, School, SchoolYear
from bot.storage.outbox import SqlLetters
from tests.core.office import OfficeOfTests

YEAR = SchoolYear(2026)
PEDAGOGUE, TEACHER, OTHER_TEACHER, PARENT, OTHER, GUEST = 1, 2, 3, 4, 5, 6
CLASS, OTHER_CLASS, EMPTY_CLASS = 1, 2, 3
AISHA, TWIN, SAME_NAME, NUMBERED = 1, 2, 3, 4
NUMBER = "140118500001"
DOORS = Doors(
    case=str,
    my_case=str,
    queue="queue",
    claim=lambda number: f"claim:{number}",
    answer_claim=lambda number, yes: f"answer:{number}:{yes}",
    claims="claims",
    tries="tries",
)
ANSWERS = {"relation": "mother", "name": "Үлгіева Айша", "birth": "18.01.2014"}
START = datetime(2020, 1, 1, tzinfo=UTC)
WRONG = ANSWERS | {"birth": "19.01.2014"}


def settle(desk: Desk) -> None:
    desk.schools.save(School("«Үлгі» мектебі", "Школа «Үлгі»", "Үлгі", Country.KAZAKHSTAN, year=YEAR))
    for account, name in ((PEDAGOGUE, "Сәуле"), (TEACHER, "Тұрар"), (OTHER_TEACHER, "Марат")):
        desk.people.add(account, name, "kk", desk.moment)
    for account, name in ((PARENT, "Айгүл"), (OTHER, "Болат"), (GUEST, "Қонақ")):
        desk.people.add(account, name, "kk", desk.moment)
    for letter in "АӘБ":
        desk.schools.ensure_class(YEAR, ClassName(7, letter))
    desk.people.grant(1, Role.SOCIAL_PEDAGOGUE, None, desk.moment)
    desk.people.grant(2, Role.CLASS_TEACHER, CLASS, desk.moment)
    desk.people.grant(3, Role.CLASS_TEACHER, OTHER_CLASS, desk.moment)
    _enrol(desk, CLASS, "Үлгіева", "Айша", adults=(Adult(Relation.MOTHER, "Үлгіева Айгүл", "+77000000001"),))
    _enrol(desk, CLASS, "Үлгіева", "Айым")
    _enrol(desk, OTHER_CLASS, "Үлгіева", "Айша", born=date(2014, 5, 5))
    _enrol(desk, OTHER_CLASS, "Нөмірова", "Нұр", number=NUMBER)


def _enrol(
    desk: Desk,
    class_id: int,
    last: str,
    first: str,
    born: date = date(2014, 1, 18),
    number: str = "",
    adults: tuple[Adult, ...] = (),
) -> None:
    new = Pupil(0, PersonName(last, first), None if number else born, iin=number, adults=adults)
    desk.pupils.enrol(desk.pupils.add(new), class_id, date(2026, 9, 1))


class ParentsOffice(OfficeOfTests):
    """The moves of this subject."""

    async def token(self, class_id: int = CLASS) -> str:
        await self.does(PEDAGOGUE, lambda desk: make_class_link(desk, class_id))
        return (await self.sees(PEDAGOGUE, lambda desk: class_link(desk, class_id))).link.token

    async def comes(self, who: int, class_id: int = CLASS) -> None:
        token = await self.token(class_id)
        await self.does(who, lambda desk: come_by_link(desk, token, f"Ата-ана {who}", "kk"))

    async def claims(self, who: int, answers: dict[str, str] = ANSWERS, class_id: int = CLASS) -> int:
        """The number of the claim."""
        await self.does(who, lambda desk: claim(desk, f"c{class_id}", answers, DOORS))
        return (await self.claimed(who))[-1].id

    async def claimed(self, who: int) -> tuple[Claim, ...]:
        return await self.sees(who, lambda desk: desk.representatives.claims_of(desk.actor.id, START))

    async def letters(self) -> list[tuple[str, str]]:
        """Who waits for which message: the name of the person and the key."""
        waiting = SqlLetters(self.room.database, self.room.vault)
        found: list[tuple[str, str]] = []
        far = self.clock.now().replace(year=2030)
        while due := await waiting.waiting(far, 100):
            for letter in due:
                found.append((str(letter.telegram_id), letter.notice.key))
                await waiting.sent(letter, far)
        return found

    async def represents(self, who: int, pupil_id: int = AISHA) -> int:
        """Confirmed without any ceremony."""

        def tie(desk: Desk) -> None:
            desk.representatives.add(
                Representative(0, desk.actor.id, pupil_id, Relation.MOTHER, "", desk.moment)
            )

        await self.does(who, tie)
        ties = await self.sees(who, lambda desk: desk.representatives.of_person(desk.actor.id))
        return next(one.id for one in ties if one.pupil_id == pupil_id)

    async def agreed(self, who: int, pupil_id: int = AISHA) -> Consent | None:
        return await self.sees(who, lambda desk: desk.consents.held(desk.actor.id, pupil_id))
