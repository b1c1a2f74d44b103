"""A service that was declared a moment ago: a parent applies, the office grants it, nobody had to write a handler."""

from collections.abc import Iterator

import pytest

from bot.core.services.service import Service
from tests.conftest import Staff
from tests.driver import Person, World
from tests.made_up_service import declared_at_run_time


@pytest.fixture
def textbooks() -> Iterator[Service]:
    with declared_at_run_time() as service:
        yield service


async def sets_what_is_given(pedagogue: Person) -> None:
    """In the table of limits, which has a page for the service too."""
    await pedagogue.sends("/menu")
    await pedagogue.taps("Өтініштер")
    await pedagogue.taps("Шектер мен сомалар")
    await pedagogue.taps("Оқулықтар")
    await pedagogue.taps("Не беріледі")
    await pedagogue.sends("оқулықтар жиынтығы")
    pedagogue.sees("Сақталды", "Не беріледі: оқулықтар жиынтығы")


async def applies(parent: Person, child: str) -> None:
    await parent.sends("/menu")
    await parent.taps("Өтініш беру")
    await parent.taps("Оқулықтар")
    await parent.taps(child.split()[1])
    parent.sees("Оқулықтар", "Не үшін")
    await parent.taps("Бастау")
    await parent.taps("✅ Бәрі дұрыс")
    await parent.taps("Басқа себеп")
    await parent.sends("Төрт бала бар")
    await parent.taps("Қазақша")
    await parent.taps("Бірнешеуі")
    parent.sees("Мысалы: Алгебра, Тарих")
    await parent.sends("Алгебра, Тарих")
    parent.sees("Кітапхананың анықтамасы")
    await parent.taps("Кейін әкелемін")
    parent.sees("тексеріңіз", "Тізімі: Алгебра, Тарих", "Оқыту тілі: Қазақша")
    await parent.taps("✅ Жіберу")


async def test_a_parent_applies_for_a_service_of_today_and_the_office_grants_it(
    telegram: World, school: Staff, textbooks: Service
) -> None:
    parent, pedagogue, child = school.parent, school.pedagogue, school.children[0]
    await sets_what_is_given(pedagogue)
    await applies(parent, child)
    parent.sees("Оқулықтар · № 1", child, "14.09.2026", "Әлі керек: Кітапхана қағазы")
    pedagogue.sees("Оқулықтар · № 1", "Жаңа өтініш келді")
    await pedagogue.taps("Өтінішті ашу")
    await pedagogue.taps("Құжаттарды тексеру")
    await pedagogue.taps("Бәрін әкелді, көрдім")
    await pedagogue.taps("✅ Құжаттары толық")
    parent.sees("Құжаттарыңыз толық")
    pedagogue.sees("Шешімді мектеп шығарады")
    await pedagogue.taps("✅ Мақұлдау")
    pedagogue.sees(child, "Не беріледі: оқулықтар жиынтығы")
    await pedagogue.taps("✅ Мақұлдау (1)")
    parent.sees("Оқулықтар · № 1", "мақұлданды")
