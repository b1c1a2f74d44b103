"""A class teacher reports a class."""

from tests.conftest import Staff
from tests.driver import World


async def test_a_class_is_ticked_and_sent(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    first, second, *_ = school.pupils_of("7Ә")
    await teacher.sends("/start")
    teacher.sees("Что будем делать")
    await teacher.taps("Семейный статус")
    teacher.sees("7 «Ә»", "27", "не начат")
    await teacher.taps("Начать")
    await teacher.taps("Неполная семья")
    await teacher.taps(first)
    await teacher.taps(second)
    teacher.sees("2/27", buttons=[f"✅ {first}"])
    await teacher.taps(f"✅ {second}")
    teacher.sees("1/27")
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    teacher.sees("Неполная семья: 1")
    await teacher.taps("Отправить")
    teacher.sees("на проверке")
