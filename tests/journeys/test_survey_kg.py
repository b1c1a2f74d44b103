"""A class teacher of a Kyrgyz school: the working set of categories, the same conversation."""

from pathlib import Path

import pytest

from bot.core.ports import Desk
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_school import SampleSchool, sample_school
from bot.sandbox.seed import plant
from tests.conftest import FIRST_ACCOUNT, MORNING, Staff
from tests.driver import World
from tests.journeys.surveying import at_the_desk, facts, state_of
from tests.running import make_database


@pytest.fixture(scope="module")
def sample() -> SampleSchool:
    return sample_school(country="kg")


@pytest.fixture(scope="module")
def school_database(tmp_path_factory: pytest.TempPathFactory, sample: SampleSchool) -> Path:
    accounts = [FIRST_ACCOUNT + place for place in range(len(sample.staff))]
    folder = tmp_path_factory.mktemp("school_kg")
    return make_database(folder, SandboxClock(MORNING), lambda desk: plant(desk, sample, accounts))


async def test_a_kyrgyz_class_is_reported_by_its_own_categories(telegram: World, school: Staff) -> None:
    name = str(next(one.name for one in school.sample.classes if one.name.grade == 7))
    teacher = school.teacher_of(name)
    first, *_ = school.pupils_of(name)
    await at_the_desk(telegram, _everybody_speaks_kyrgyz)
    await teacher.sends("/start")
    teacher.reads_all()
    await teacher.taps("Үй-бүлө абалы" if "Үй-бүлө абалы" in teacher.buttons else teacher.buttons[0])
    teacher.sees("Негизи", "жобо боюнча")
    teacher.sees_not("№ 130")
    await teacher.taps("Баштоо")
    teacher.sees("0/20")
    await teacher.taps("Жетим бала")
    teacher.sees("Жетим бала")
    await teacher.taps(first)
    await teacher.taps("Даяр")
    await teacher.taps("▶")
    await teacher.taps("Ата-энеси мигрант")
    await teacher.taps(first)
    await teacher.taps("Даяр")
    await teacher.taps("Текшерип")
    teacher.sees(first)
    await teacher.taps("Жөнөтүү")
    teacher.sees("жөнөтүлдү")
    assert await state_of(telegram, name) == (1, "waiting")
    assert (await facts(telegram, name))[first] == {"orphan", "migrant_parents"}


def _everybody_speaks_kyrgyz(desk: Desk) -> None:
    for one in desk.people.grants():
        desk.people.set_language(one.person.id, "ky")
