"""What the journeys of parents share: the link of a class, and naming a child."""

from bot.core.people import Pupil
from tests.conftest import Staff
from tests.driver import Person
from tests.journeys.links import LINK

CLASS = "7Ә"


def pupils(school: Staff, class_name: str = CLASS) -> tuple[Pupil, ...]:
    class_id = next(one.id for one in school.sample.classes if str(one.name) == class_name)
    return school.sample.pupils_of(class_id)


def born(pupil: Pupil) -> str:
    return f"{pupil.birth_date:%d.%m.%Y}"


async def class_link(school: Staff, class_name: str = CLASS) -> str:
    """The pedagogue looks the link up, as class teachers can for their own classes."""
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Ата-аналар")
    await pedagogue.taps(class_name)
    await pedagogue.taps("Сілтеме мен QR")
    found = LINK.search(pedagogue.screen)
    assert found, pedagogue.screen
    pedagogue.reads_all()
    return found[0]


async def comes_in(parent: Person, link: str) -> None:
    """Somebody new, who speaks Kazakh, up to the first question."""
    await parent.opens(link)
    await parent.taps("Қазақша")
    parent.sees("заңды өкілі", "Кім көреді")
    await parent.taps("Бастау")
    parent.sees("Сіз бала үшін кімсіз")


async def names(parent: Person, name: str, birth: str, relation: str = "Анасымын") -> None:
    """From the first question to the answer that everybody gets."""
    await parent.taps(relation)
    parent.sees("тегі мен аты")
    await parent.sends(name)
    parent.sees("туған күні")
    await parent.sends(birth)
    parent.sees("тексеріңіз")
    await parent.taps("✅ Жіберу")
    parent.sees("Сынып жетекшісіне берілді", "Екі күнде")


async def names_another(parent: Person, name: str, birth: str) -> None:
    """Once more, from the menu of somebody who waits."""
    await parent.sends("/start")
    parent.sees("сынып жетекшісіне берілді")
    await parent.taps("Баланы қайта атау")
    await parent.taps("Бастау")
    await names(parent, name, birth)
