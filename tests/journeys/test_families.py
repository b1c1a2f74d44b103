"""The pedagogue says which pupils are brothers and sisters."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.ports import Desk
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_school import SampleSchool
from bot.sandbox.seed import plant
from tests.conftest import FIRST_ACCOUNT, MORNING, Staff
from tests.driver import World
from tests.running import make_database


@pytest.fixture(scope="module")
def school_database(tmp_path_factory: pytest.TempPathFactory, sample: SampleSchool) -> Path:
    """The sample school before anybody said which pupils live together."""

    def plant_apart(desk: Desk) -> None:
        plant(desk, sample, [FIRST_ACCOUNT + place for place in range(len(sample.staff))])
        for place in range(len(sample.pupils)):
            desk.families.separate(place + 1)

    return make_database(tmp_path_factory.mktemp("apart"), SandboxClock(MORNING), plant_apart)


def households(sample: SampleSchool) -> list[list[str]]:
    """The short names of brothers and sisters, in the order in which they are proposed."""
    found: dict[int | None, list[str]] = {}
    for pupil in sample.pupils:
        found.setdefault(pupil.family, []).append(pupil.name.short)
    return [names for names in found.values() if len(names) > 1]


async def test_households_are_confirmed_denied_and_taken_back(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, proposed = school.pedagogue, households(sample)
    count = len(proposed)
    await pedagogue.sends("/menu")
    await pedagogue.taps("Отбасылар")
    pedagogue.sees("Расталғаны: 0", f"Ұсынылғаны: {count}")
    await pedagogue.taps("Бір-бірлеп қарау")
    pedagogue.sees(f"Қалғаны: {count}", *proposed[0], "телефоны ортақ, ата-анасының аты бірдей")

    await pedagogue.taps("✓ Бір отбасы")
    pedagogue.sees_toast("Отбасы расталды")
    pedagogue.sees(f"Қалғаны: {count - 1}", *proposed[1])
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees(f"Қалғаны: {count}", *proposed[0])

    await pedagogue.taps("✗ Бір отбасы емес")
    pedagogue.sees_toast("бір отбасы емес")
    pedagogue.sees(f"Қалғаны: {count - 1}", *proposed[1])
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees(f"Қалғаны: {count}", *proposed[0])
    await pedagogue.taps("◀ Артқа")
    pedagogue.sees("Расталғаны: 0", f"Ұсынылғаны: {count}")


async def test_one_pupil_is_left_out_and_the_others_stay_proposed(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, proposed = school.pedagogue, households(sample)
    place = next(place for place, names in enumerate(proposed) if len(names) > 2)
    names = proposed[place]
    await pedagogue.sends("/menu")
    await pedagogue.taps("Отбасылар")
    await pedagogue.taps("Бір-бірлеп қарау")
    for _ in range(place):
        await pedagogue.taps("▶")
    pedagogue.sees(*names, "Біреуі ғана бөтен болса")
    await pedagogue.taps(f"✗ {names[0]}"[:27])
    pedagogue.sees_toast(names[0])
    await pedagogue.taps("↶ Қайтару")
    for _ in range(place):
        await pedagogue.taps("▶")
    pedagogue.sees(*names)


async def test_all_clear_households_at_once_and_back(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, count = school.pedagogue, len(households(sample))
    await pedagogue.sends("/menu")
    await pedagogue.taps("Отбасылар")
    pedagogue.sees(buttons=[f"Бәрі сәйкесін растау: {count}"])
    before = next(one for one in pedagogue.shown_buttons if "Бәрі" in one.label)
    await pedagogue.taps("✓ Бәрі сәйкесін растау")
    pedagogue.sees(f"Расталғаны: {count}", "Ұсынылатын отбасы қалмады")

    await pedagogue.taps_again(before)
    pedagogue.sees_toast("ескі")
    pedagogue.sees(f"Расталғаны: {count}")
    await pedagogue.sends("/menu")
    await pedagogue.taps("Отбасылар")
    pedagogue.sees_not(buttons=["Бір-бірлеп"])


async def test_everything_confirmed_at_once_is_taken_back_at_once(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, count = school.pedagogue, len(households(sample))
    await pedagogue.sends("/menu")
    await pedagogue.taps("Отбасылар")
    await pedagogue.taps("✓ Бәрі сәйкесін растау")
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees(f"Қалғаны: {count}")


async def test_a_decision_from_an_old_screen_does_not_overrule_a_later_one(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, proposed = school.pedagogue, households(sample)
    await pedagogue.sends("/menu")
    await pedagogue.taps("Отбасылар")
    await pedagogue.taps("Бір-бірлеп қарау")
    yes = next(one for one in pedagogue.shown_buttons if one.label == "✓ Бір отбасы")
    no = next(one for one in pedagogue.shown_buttons if one.label == "✗ Бір отбасы емес")
    await pedagogue.taps("✓ Бір отбасы")
    await pedagogue.taps_again(no)
    pedagogue.sees_toast("ескі")
    pedagogue.sees(f"Қалғаны: {len(proposed) - 1}")
    await pedagogue.taps_again(yes)
    pedagogue.sees(f"Қалғаны: {len(proposed) - 1}")

    await pedagogue.taps("✗ Бір отбасы емес")
    denied = [one for one in pedagogue.shown_buttons if one.label == "✓ Бір отбасы"][1]
    await pedagogue.taps_again(denied)
    pedagogue.sees_toast("ескі")
    pedagogue.sees(f"Қалғаны: {len(proposed) - 2}")


async def test_nobody_else_decides_on_families(telegram: World, school: Staff) -> None:
    await school.pedagogue.sends("/menu")
    await school.pedagogue.taps("Отбасылар")
    button = next(one for one in school.pedagogue.shown_buttons if "Бір-бірлеп" in one.label)
    teacher = school.teacher_of("7Ә")
    await teacher.sends("/menu")
    teacher.sees("Что будем делать")
    teacher.sees_not(buttons=["Семьи"])
    mine = next(iter(teacher.shown_buttons))
    await teacher.taps_again(replace(button, message_id=mine.message_id))
    teacher.sees_toast("не открыт")
    teacher.sees_not("Отбасы")


async def test_the_last_household_leads_back_to_the_overview(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, count = school.pedagogue, len(households(sample))
    await pedagogue.sends("/menu")
    await pedagogue.taps("Отбасылар")
    await pedagogue.taps("Бір-бірлеп қарау")
    yes = [one for one in pedagogue.shown_buttons if one.label == "✓ Бір отбасы"]
    await pedagogue.taps("◀ Артқа")
    await pedagogue.taps("✓ Бәрі сәйкесін растау")
    pedagogue.sees(f"Расталғаны: {count}")
    await pedagogue.taps_again(yes[0])
    pedagogue.sees("Ұсынылатын отбасы қалмады")
