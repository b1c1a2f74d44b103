"""Parents of a Kyrgyz school: a PIN in the place of an IIN, and the consent by the law of the land."""

import re
from pathlib import Path

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_school import SampleSchool, sample_school
from bot.sandbox.seed import plant
from tests.conftest import MORNING, Staff, accounts
from tests.driver import World
from tests.journeys.coming_in import pupils
from tests.journeys.links import LINK
from tests.running import make_database


@pytest.fixture(scope="module")
def sample() -> SampleSchool:
    return sample_school(country="kg")


@pytest.fixture(scope="module")
def school_database(tmp_path_factory: pytest.TempPathFactory, sample: SampleSchool) -> Path:
    folder = tmp_path_factory.mktemp("parents_kg")
    return make_database(folder, SandboxClock(MORNING), lambda desk: plant(desk, sample, *accounts(sample)))


async def test_a_parent_comes_in_with_a_pin(telegram: World, school: Staff) -> None:
    teacher, child = school.teacher_of("6А"), pupils(school, "6А")[0]
    await teacher.sends("/start")
    await teacher.taps("Ата-энелер")
    await teacher.taps("Шилтеме жана QR")
    link = LINK.search(teacher.screen)
    assert link
    aizada = telegram.person("Айзада", language="ky")
    await aizada.opens(link[0])
    await aizada.taps("Кыргызча")
    await aizada.taps("Баштоо")
    await aizada.taps("Энесимин")
    aizada.sees("фамилиясы")
    await aizada.sends(child.name.short)
    aizada.sees("ПИН")
    await aizada.sends(child.iin)
    aizada.sees(f"•••• {child.iin[-4:]}")
    await aizada.taps("✅ Жөнөтүү")
    aizada.sees("Класс жетекчиге берилди")
    await teacher.taps("✅ Ырастоо")
    aizada.sees("ырастады")
    await aizada.taps("Ачуу")
    await aizada.taps("Макулдукту окуу")
    aizada.sees("Санариптик кодекс")
    aizada.sees_not("94-V")
    await aizada.taps("Андан ары")
    await aizada.taps("Макул эмесмин")
    aizada.sees("кагаз арыз")
    aizada.sees_not("eGov")
    school.pedagogue.reads_all()


async def test_the_planted_parent_agreed_by_the_law_of_the_land(telegram: World, school: Staff) -> None:
    parent = school.parent
    await parent.sends("/children")
    await parent.taps("Макулдуктарым")
    await parent.taps(next(one for one in parent.buttons if re.match("✅", one)))
    parent.sees("Санариптик кодекс", "07.09.2026 09:00")
