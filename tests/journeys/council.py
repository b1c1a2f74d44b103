"""A council and applications that wait for it, laid straight into the books for journeys about sittings and orders."""

from collections.abc import Sequence

from bot.core.applications.application import Source, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import take_step
from bot.core.applications.registering import register, service_named
from bot.core.councils.council import Capacity, Sitting
from bot.core.councils.members import add_members, ask_names
from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import World
from tests.journeys.cases import as_person
from tests.journeys.reports import in_office

ELEVEN = (
    "Ли Анна, төраға\nКим Борис, орынбасар\nОспан Жанар, хатшы\n"
    + "\n".join(f"Мүше{letter} Сынақ" for letter in "абвгдежз")
)  # fmt: skip


async def council_sits(telegram: World, school: Staff, names: str = ELEVEN) -> None:
    """Eleven members, three of them with a post."""
    await as_person(telegram, school.pedagogue, lambda desk: ask_names(desk, Capacity.PARENT))
    await as_person(telegram, school.pedagogue, lambda desk: add_members(desk, names))


async def complete(
    telegram: World, school: Staff, children: Sequence[str], service: str = "camp", category: str = "2"
) -> list[int]:
    """Complete applications on paper, for these short names."""
    made: list[int] = []

    def enter(desk: Desk) -> None:
        pupils = {one.name.short: one.id for one in desk.pupils.every()}
        for child in children:
            answers = {"category": category}
            one = register(desk, service_named(service), pupils[child], answers, Source.PAPER, None)
            take_step(desk, one, Step.PAPERS_COMPLETE)
            made.append(one.id)

    await as_person(telegram, school.pedagogue, enter)
    return made


async def complete_of(telegram: World, school: Staff, parent: int, service: str = "camp") -> list[int]:
    """Complete applications of the confirmed parent in this place, one for each child."""
    person, made = (school.parent, school.other_parent)[parent], []

    def apply(desk: Desk) -> None:
        for child in sorted(desk.actor.children):
            answers = {"category": "2"}
            made.append(register(desk, service_named(service), child, answers, Source.CHAT, desk.actor.id))

    def check(desk: Desk) -> None:
        for one in made:
            take_step(desk, one, Step.PAPERS_COMPLETE)

    await as_person(telegram, person, apply)
    await as_person(telegram, school.pedagogue, check)
    return [one.id for one in made]


async def decided(
    telegram: World,
    school: Staff,
    application_ids: Sequence[int],
    ruling: Ruling = Ruling.GRANT,
    category: str = "2",
    reason: str = "сынақ",
) -> None:
    """The school's own decision about all of them."""

    def work(desk: Desk) -> None:
        for one in application_ids:
            decide(desk, desk.applications.get(one), ruling, reason, category, desk.today, None, {})

    await as_person(telegram, school.pedagogue, work)


async def states(telegram: World, application_ids: Sequence[int]) -> list[str]:
    return await in_office(
        telegram, lambda desk: [desk.applications.get(one).state.value for one in application_ids]
    )


async def all_sittings(telegram: World) -> tuple[Sitting, ...]:
    return await in_office(telegram, lambda desk: desk.councils.sittings(desk.schools.get().year))
