"""What was approved a year ago is offered once, and nothing is copied without a tap."""

from bot.core.passport.categories import Education
from tests.conftest import Staff
from tests.driver import World
from tests.journeys.surveying import begins, facts, knew_last_year, record

CLASS = "7Ә"
HIGHER, VOCATIONAL, SECONDARY = Education.HIGHER, Education.VOCATIONAL, Education.SECONDARY


async def _planted(telegram: World, school: Staff) -> list[str]:
    """Two pupils were in 6Ә, one in 6Б; the others are new, or nothing was said of them."""
    pupils = school.pupils_of(CLASS)
    known = {
        pupils[0]: ({"incomplete_family", "no_father"}, {"mother": SECONDARY}),
        pupils[1]: (set(), {}),
        pupils[3]: ({"complete_family"}, {"mother": HIGHER}),
    }
    await knew_last_year(telegram, CLASS, "6Ә", known, {"mother": HIGHER})
    await knew_last_year(telegram, CLASS, "6Б", {pupils[2]: ({"large_family"}, {"father": VOCATIONAL})})
    return pupils


async def test_all_is_kept_with_one_tap(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    pupils = await _planted(telegram, school)
    await begins(teacher)
    teacher.sees("прошлого года", "отметок — 3, учеников — 2", "стольких: 4")
    assert await facts(telegram, CLASS) == {}
    keep = next(one for one in teacher.shown_buttons if one.label == "Сохранить всё")
    await teacher.taps("Сохранить всё")
    teacher.sees_toast("Сохранено")
    teacher.sees(buttons=["Неполная семья · 1", "Многодетная семья · 1"])
    kept = await facts(telegram, CLASS)
    assert kept[pupils[0]] == {"incomplete_family", "no_father", "mother=secondary", "father=unknown"}
    assert kept[pupils[2]] == {"large_family", "mother=unknown"}
    assert kept[pupils[3]] == {"father=unknown"}
    assert kept[pupils[9]] == {"mother=unknown", "father=unknown"}
    await teacher.taps("Неполная семья · 1")
    await teacher.taps(f"✅ {pupils[0]}")
    before = await record(telegram, CLASS)
    await teacher.taps_again(keep)
    teacher.sees_toast("устарела")
    assert await record(telegram, CLASS) == before


async def test_it_is_looked_through_pupil_by_pupil(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    pupils = await _planted(telegram, school)
    await begins(teacher, "Просмотреть по одному")
    teacher.sees(pupils[0], "1/3", buttons=["Неполная семья", "Нет отца"])
    await teacher.taps("Назад")
    teacher.sees("прошлого года")
    await teacher.taps("Просмотреть по одному")
    await teacher.taps("Нет отца")
    await teacher.taps("Неполная семья")
    await teacher.taps("✅ Неполная семья")
    teacher.sees(buttons=["✅ Нет отца"])
    await teacher.taps("Дальше")
    teacher.sees(pupils[2], "2/3")
    await teacher.taps("Всё это верно")
    teacher.sees("Образование родителей", "3/3", "Высшее — 2, Среднее — 1", "Профессион. — 1")
    assert await facts(telegram, CLASS) == {pupils[0]: {"no_father"}, pupils[2]: {"large_family"}}
    old = next(one for one in teacher.shown_buttons if one.label == "✅ Нет отца")
    await teacher.taps("Всё это верно")
    teacher.sees("просмотрено категорий")
    kept = await facts(telegram, CLASS)
    assert kept[pupils[0]] == {"no_father", "mother=secondary", "father=unknown"}
    before = await record(telegram, CLASS)
    await teacher.taps_again(old)
    teacher.sees_toast("устарела")
    assert await record(telegram, CLASS) == before


async def test_one_can_begin_anew_and_is_not_asked_again(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await _planted(telegram, school)
    await begins(teacher)
    await teacher.sends("/menu")
    await teacher.taps("▶ 7Ә")
    teacher.sees("прошлого года")
    await teacher.taps("Начать с чистого листа")
    teacher.sees("0/19")
    await teacher.taps("Назад")
    await teacher.taps("По категориям")
    teacher.sees("0/19")
    assert await facts(telegram, CLASS) == {}


async def test_after_sending_last_year_is_not_kept_any_more(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await _planted(telegram, school)
    await begins(teacher)
    shown = list(teacher.shown_buttons)
    await teacher.taps("Начать с чистого листа")
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")
    before = await record(telegram, CLASS)
    for button in shown:
        if button.callback_data[:2] in ("ka", "lk"):
            await teacher.taps_again(button)
            teacher.sees_toast("ничего не записано")
    assert await record(telegram, CLASS) == before
