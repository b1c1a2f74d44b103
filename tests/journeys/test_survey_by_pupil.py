"""A class teacher goes through the class list: the same facts, a card a pupil."""

from bot.core.passport.categories import Answer
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.surveying import begins, facts, record

CLASS = "7Ә"


async def test_a_card_holds_everything_about_a_pupil(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "По ученикам")
    teacher.sees("просмотрено учеников: 0/27", buttons=[first])
    await teacher.taps(first)
    teacher.sees(
        "Әлімжанова Фариза Жомартқызы", "1/27", "Пока ничего не отмечено", buttons=["✓ Полная семья"]
    )
    await teacher.taps("Неполная семья")
    await teacher.taps("Нет отца")
    teacher.sees("Отмечено: Неполная семья, Нет отца", buttons=["✅ Нет отца", "Полная семья"])
    await teacher.taps("❔ Пока не знаю")
    await teacher.taps("Многодетная семья")
    teacher.sees("Пока неизвестно: Многодетная семья", buttons=["❔ Многодетная семья"])
    await teacher.taps("✅ Отмечать")
    await teacher.taps("▶")
    teacher.sees(buttons=["Особые потребности"])
    await teacher.taps("▶")
    teacher.sees(buttons=["Мать: Высшее", "Отец: Неизвестно"])
    await teacher.taps("Мать: Высшее")
    await teacher.taps("Отец: Неизвестно")
    await teacher.taps("✅ Мать: Высшее")
    await teacher.taps("Список")
    teacher.sees("1/27", buttons=[f"✅ {first} · 4", second])
    assert await facts(telegram, CLASS) == {first: {"incomplete_family", "no_father", "father=unknown"}}
    assert (await facts(telegram, CLASS, Answer.UNKNOWN))[first] == {"large_family", "father=unknown"}


async def test_the_way_of_marking_has_a_row_of_its_own(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "По ученикам")
    await teacher.taps(school.pupils_of(CLASS)[0])
    for _ in range(3):
        message = teacher.messages_on_screen[0]
        assert message.markup is not None
        labels = [[one["text"] for one in row] for row in message.markup.rows]
        assert ["❔ Пока не знаю"] in labels
        assert len(labels) <= 10
        await teacher.taps("▶")


async def test_the_same_facts_are_seen_by_category(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, *_ = school.pupils_of(CLASS)
    await begins(teacher, "По ученикам")
    await teacher.taps(first)
    await teacher.taps("▶")
    await teacher.taps("Полусирота")
    await teacher.taps("Список")
    await teacher.taps("Назад")
    await teacher.taps("▶")
    await teacher.taps("▶")
    await teacher.taps("Полусирота · 1")
    teacher.sees(buttons=[f"✅ {first}"])
    await teacher.taps(f"✅ {first}")
    await teacher.taps("Готово")
    await teacher.taps("По ученикам")
    teacher.sees(buttons=[f"✅ {first}"])
    teacher.sees_not(buttons=["· 1"])


async def test_neighbours_and_the_place_where_one_stopped(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    pupils = school.pupils_of(CLASS)
    await begins(teacher, "По ученикам")
    await teacher.taps(pupils[0])
    teacher.sees_not(buttons=["◀ "])
    for name in pupils[1:12]:
        await _next(teacher)
        teacher.sees(name)
    await telegram.clock.passes(days=30)
    await teacher.sends("/start")
    teacher.sees(buttons=[f"▶ 7Ә, 12/27, {pupils[11].split()[1]}"])
    await teacher.taps("▶ 7Ә, 12/27")
    teacher.sees(pupils[11], "12/27")
    await _next(teacher)
    teacher.sees(pupils[12], "13/27")
    await teacher.taps("Список")
    teacher.sees("13/27")
    for _ in range(3):
        await teacher.taps(next(one for one in teacher.buttons if pupils[13 + _] in one))
        await teacher.taps("Список")
    teacher.sees("16/27", buttons=[pupils[16]])


async def _next(teacher: Person) -> None:
    """The ▶ beside the list, not the one that turns the card's pages."""
    message = teacher.messages_on_screen[0]
    assert message.markup is not None
    forward = [one for one in message.markup.rows[-1] if one["text"].endswith(" ▶")]
    await teacher._acts(lambda: teacher.phone.presses_data(message.id, forward[0]["callback_data"]))


async def test_when_all_were_looked_at_the_menu_leads_to_the_review(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    pupils = school.pupils_of(CLASS)
    await begins(teacher, "По ученикам")
    await teacher.taps(pupils[0])
    for _ in pupils[1:]:
        await _next(teacher)
    teacher.sees("27/27")
    before = await record(telegram, CLASS)
    await teacher.sends("/start")
    await teacher.taps("▶ 7Ә: проверить")
    teacher.sees("ученики: 27/27", buttons=["Отправить"])
    assert await record(telegram, CLASS) == before
