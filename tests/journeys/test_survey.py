"""A class teacher reports a class: by category, with few taps, and nothing is lost or written twice."""

from dataclasses import replace

import pytest

from bot.core.passport.categories import Answer
from bot.core.passport.reports import ReportState
from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.surveying import (
    at_the_desk,
    begins,
    decides,
    facts,
    newest_of,
    presses,
    record,
    revisions,
    state_of,
)

CLASS = "7Ә"


async def test_a_class_is_ticked_and_sent(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
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
    teacher.sees(f"Неполная семья: 1 — {first}")
    await teacher.taps("Отправить")
    teacher.sees("отправлен", "№ 1", "07.09.2026", "По вопросам", school.sample.staff[0].name)
    assert await state_of(telegram, CLASS) == (1, "waiting")
    await teacher.taps("Мои классы")
    teacher.sees("на проверке", "Отправлен: 07.09.2026")


async def test_a_class_of_27_with_8_flagged_pupils_takes_at_most_40_taps(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    pupils = school.pupils_of(CLASS)
    await begins(teacher)
    for category, flagged in (
        ("Неполная семья", pupils[:3]),
        ("Нет отца", pupils[:3]),
        ("Многодетная семья", pupils[3:5]),
    ):
        await teacher.taps(category)
        for name in flagged:
            await teacher.taps(name)
        await teacher.taps("Готово")
    await teacher.taps("▶")
    await teacher.taps("С инвалидностью")
    await teacher.taps(pupils[5])
    await teacher.taps("Готово")
    await teacher.taps("▶")
    await teacher.taps("Образование матери")
    await teacher.taps("Большинство: Высшее")
    await teacher.taps("Исключения: Среднее")
    await teacher.taps(pupils[6])
    await teacher.taps(pupils[7])
    await teacher.taps("Готово")
    await teacher.taps("Образование отца ▶")
    await teacher.taps("Большинство: Профессион.")
    await teacher.taps("Исключения: Высшее")
    await teacher.taps(pupils[0])
    await teacher.taps("Готово")
    await teacher.taps("Проверить и отправить")
    await teacher.taps("Отправить")
    teacher.sees("отправлен")
    assert await state_of(telegram, CLASS) == (1, "waiting")
    expected = {
        pupils[0]: {"incomplete_family", "no_father", "father=higher"},
        pupils[1]: {"incomplete_family", "no_father"},
        pupils[2]: {"incomplete_family", "no_father"},
        pupils[3]: {"large_family"},
        pupils[4]: {"large_family"},
        pupils[5]: {"disability"},
        pupils[6]: {"mother=secondary"},
        pupils[7]: {"mother=secondary"},
    }
    assert await facts(telegram, CLASS) == expected
    assert sum(len(one) for one in expected.values()) == 12
    assert len(expected) == 8
    assert teacher.taps_count <= 40, teacher.taps_count


async def test_before_the_first_question_it_says_why_and_who_will_see_it(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    await teacher.sends("/start")
    await teacher.taps("Семейный статус")
    teacher.sees("Зачем", "№ 130", "№ 68", "Кто увидит", "10 минут", buttons=["Начать"])


async def test_five_quick_ticks_are_five(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    five = school.pupils_of(CLASS)[:5]
    await begins(teacher, "Неполная семья")
    await teacher.taps_quickly(*five)
    teacher.sees("5/27")
    assert await facts(telegram, CLASS) == {name: {"incomplete_family"} for name in five}


async def test_updates_that_come_twice_count_once(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, third, *_ = school.pupils_of(CLASS)
    await teacher.sends("/start")
    for label in (
        "Семейный статус",
        "Начать",
        "Неполная семья",
        first,
        second,
        f"✅ {first}",
        "❔ Пока",
        third,
    ):
        telegram.server.deliver_twice(1, copies=3)
        await teacher.taps(label)
    telegram.server.deliver_twice(1)
    await teacher.sends(third)
    teacher.reads_all()
    assert await facts(telegram, CLASS) == {second: {"incomplete_family"}}
    assert await facts(telegram, CLASS, Answer.UNKNOWN) == {third: {"incomplete_family"}}
    for label in ("Готово", "Проверить", "Отправить"):
        telegram.server.deliver_twice(1)
        await teacher.taps(label)
    assert await revisions(telegram, CLASS) == [(1, "waiting")]


async def test_old_buttons_write_nothing_after_sending_and_say_so(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps(first)
    await teacher.taps("Готово")
    await teacher.taps("По ученикам")
    await teacher.taps(second)
    await teacher.taps("Список")
    await teacher.taps("Назад")
    await teacher.taps("▶")
    await teacher.taps("▶")
    await teacher.taps("Образование матери")
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    shown = list(teacher.shown_buttons)
    await teacher.taps("Отправить")
    before = await record(telegram, CLASS)
    writing = {"tk", "tc", "us", "sd", "pk", "cd", "ed", "ps", "cs"}
    assert {one.callback_data.split(":")[0] for one in shown} > writing
    for button in shown:
        await teacher.taps_again(button)
        if button.callback_data.split(":")[0] in writing:
            teacher.sees_toast("ничего не записано")
        assert await record(telegram, CLASS) == before, button
    assert await revisions(telegram, CLASS) == [(1, "waiting")]


async def test_back_and_forward_again_changes_no_byte(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps(first)
    await teacher.taps("Нет матери ▶")
    await teacher.taps(second)
    before = await record(telegram, CLASS)
    screen = teacher.screen
    await teacher.taps("Готово")
    await teacher.taps("Неполная семья")
    teacher.sees(buttons=[f"✅ {first}"])
    await teacher.taps("Готово")
    await teacher.taps("Назад")
    await teacher.taps("По категориям")
    await teacher.taps("◀")
    await teacher.taps("▶")
    await teacher.taps("Нет матери")
    assert teacher.screen == screen
    assert await record(telegram, CLASS) == before


async def test_a_restart_between_any_two_steps_changes_nothing(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher)
    for label in (
        "Неполная семья",
        first,
        second,
        "Готово",
        "Проверить",
        "Неполная семья · 2",
        f"✅ {first}",
    ):
        await telegram.restart()
        await teacher.taps(label)
    await telegram.restart()
    assert await facts(telegram, CLASS) == {second: {"incomplete_family"}}


async def test_one_goes_on_after_thirty_days_at_the_same_place(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps(first)
    screen = teacher.screen
    await telegram.clock.passes(days=30)
    await telegram.restart()
    await teacher.sends(second)
    teacher.sees(f"«{second}» → {second}", "2/27", buttons=[f"✅ {second}"])
    await teacher.taps(f"✅ {second}")
    assert teacher.screen == screen
    await teacher.sends("/start")
    teacher.sees(buttons=["▶ 7Ә, 1/19, Неполная"])
    await teacher.taps("▶ 7Ә, 1/19")
    assert teacher.screen == screen


async def test_where_nobody_knows_the_place_that_was_left_only_the_progress_is_named(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps("Готово")
    await teacher.sends("/start")
    teacher.sees(buttons=["▶ 7Ә, 1/19, Неполная"])
    await teacher.taps("▶ 7Ә, 1/19")
    await teacher.taps("Готово")
    await teacher.taps("Многодетная семья")
    await teacher.taps("Готово")
    await teacher.sends("/start")
    assert teacher.buttons[0] == "▶ 7Ә, 2/19"
    await teacher.taps("▶ 7Ә, 2/19")
    teacher.sees("просмотрено категорий: 2/19", buttons=["✅ Многодетная семья · 0"])


async def test_what_is_not_known_is_counted_in_the_list_of_categories(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps(first)
    await teacher.taps("❔ Пока не знаю")
    await teacher.taps(second)
    await teacher.taps("Готово")
    teacher.sees(buttons=["✅ Неполная семья · 1 ❔1"])


async def test_the_progress_counts_what_was_looked_at_and_its_total_stays(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher)
    teacher.sees("0/19")
    for done, category in enumerate(("Полная семья", "Неполная семья", "Нет матери"), start=1):
        await teacher.taps(category)
        await teacher.taps("Готово")
        teacher.sees(f"{done}/19", buttons=[f"✅ {category}"])


async def test_what_is_not_known_is_an_answer_and_listed_at_the_end(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Многодетная семья")
    teacher.sees("от 4 детей")
    await teacher.taps("❔ Пока не знаю")
    teacher.sees("пока неизвестно")
    await teacher.taps(first)
    await teacher.taps(second)
    await teacher.taps(f"❔ {second}")
    await teacher.taps("✅ Отмечать «да»")
    teacher.sees(buttons=[f"❔ {first}", second])
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    teacher.sees(f"❔ «Многодетная семья» пока неизвестно: {first}.", buttons=["❔ Многодетная семья"])
    await teacher.taps("❔ Многодетная семья")
    await teacher.taps(f"❔ {first}")
    await teacher.taps("Готово")
    teacher.sees_not("пока неизвестно")
    assert await facts(telegram, CLASS, Answer.UNKNOWN) == {}


async def test_the_complete_family_follows_from_the_others_and_can_be_said(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps(first)
    await teacher.taps("Готово")
    await teacher.taps("Полная семья · 26")
    teacher.sees("26/27", "следует из остальных", buttons=[first, f"✓ {second}"])
    await teacher.taps(f"✓ {second}")
    teacher.sees("25/27")
    assert (await facts(telegram, CLASS, Answer.NO)) == {second: {"complete_family"}}
    await teacher.taps(second)
    teacher.sees(buttons=[f"✅ {second}"])
    assert (await facts(telegram, CLASS))[second] == {"complete_family"}


async def test_a_teacher_is_not_asked_about_restricted_labels_and_does_not_see_them(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher)
    labels = ["риска", "поддержка", "ТЖС", "медицинск"]
    for _ in range(3):
        teacher.sees_not(buttons=labels)
        await teacher.taps("▶")


async def test_most_mothers_and_the_exceptions(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher)
    await teacher.taps("◀")
    await teacher.taps("Образование матери · 0")
    teacher.sees("У большинства: не выбрано", buttons=["Исключения: Высшее", "Исключения: Неизвестно"])
    await teacher.taps("Большинство: Среднее")
    teacher.sees("У большинства: Среднее", buttons=["✅ Большинство: Среднее"])
    await teacher.taps("Исключения: Неизвестно")
    await teacher.taps(first)
    await teacher.taps(second)
    await teacher.taps(f"✅ {second}")
    teacher.sees("Образование матери: Неизвестно", "1/27", "У большинства: Среднее")
    await teacher.taps("Готово")
    teacher.sees(buttons=["Исключения: Неизвестно · 1"])
    await teacher.taps("Готово")
    teacher.sees(buttons=["✅ Образование матери · 26"])
    await teacher.taps("Проверить")
    teacher.sees("Образование матери: Среднее — 26, Неизвестно — 1", "Образование отца: не указано")
    teacher.sees(f"❔ Образование матери пока неизвестно: {first}")
    assert await facts(telegram, CLASS) == {first: {"mother=unknown"}}


async def test_a_waiting_report_is_taken_back_without_a_second_form(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await _send_one(teacher, first)
    await teacher.taps("Отозвать и исправить")
    await teacher.taps("Неполная семья · 1")
    await teacher.taps(second)
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")
    teacher.sees("№ 2")
    assert await revisions(telegram, CLASS) == [(1, "taken_back"), (2, "waiting")]
    assert await facts(telegram, CLASS) == {name: {"incomplete_family"} for name in (first, second)}


async def test_an_approved_report_can_be_looked_at_and_a_change_is_a_new_revision(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    first, *_ = school.pupils_of(CLASS)
    await _send_one(teacher, first)
    await decides(telegram, CLASS, ReportState.APPROVED)
    await teacher.taps("Посмотреть отчёт")
    teacher.sees("Неполная семья: 1")
    teacher.sees_not(buttons=["Отправить", "Неполная семья"])
    await teacher.taps("Назад")
    teacher.sees("принят")
    await teacher.taps("Внести изменение")
    await teacher.taps("Неполная семья · 1")
    await teacher.taps(f"✅ {first}")
    assert await revisions(telegram, CLASS) == [(1, "approved"), (2, "in_work")]
    assert await facts(telegram, CLASS) == {}


async def test_a_second_press_on_begin_opens_no_second_revision(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher)
    begin = next(one for one in teacher.shown_buttons if one.label == "Начать")
    await teacher.taps_again(begin)
    teacher.sees("0/19")
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")
    await teacher.taps_again(begin)
    teacher.sees("на проверке")
    teacher.sees_toast("устарела")
    assert await revisions(telegram, CLASS) == [(1, "waiting")]


async def test_another_teacher_gets_in_by_no_button(telegram: World, school: Staff) -> None:
    teacher, stranger = school.teacher_of(CLASS), school.teacher_of("6А")
    first, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps(first)
    before = await record(telegram, CLASS)
    await stranger.sends("/start")
    stranger.reads_all()
    for button in teacher.shown_buttons:
        if button.callback_data.split(":")[0] in {"tk", "pk", "cs", "bg", "cl"}:
            await presses(stranger, button.callback_data)
            stranger.sees_toast("ашық емес")
    assert await record(telegram, CLASS) == before


async def test_the_pedagogue_finds_every_class(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    pedagogue.reads_all()
    await pedagogue.taps(
        "Отбасы мәртебесі" if pedagogue.phone.account.language == "kk" else "Семейный статус"
    )
    pedagogue.sees(buttons=["1А", "11Ә", CLASS])


async def test_a_crafted_button_is_refused(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Неполная семья")
    report = await at_the_desk(telegram, lambda desk: newest_of(desk, CLASS).id)
    before = await record(telegram, CLASS)
    for data in (
        f"tk:{report}:risk_group:1:yes:yes:0:c",
        f"pk:{report}:nonsense:yes:0:c",
        f"ed:{report}:uncle:c",
        f"cd:{report}:999999:yes:0:p",
        "tk:999999:no_father:1:yes:yes:0:c",
    ):
        await presses(teacher, data)
        assert any(toast.text for toast in teacher.phone.toasts[-1:]), data
    assert await record(telegram, CLASS) == before


async def _send_one(teacher: Person, pupil: str) -> None:
    await begins(teacher, "Неполная семья")
    await teacher.taps(pupil)
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")
    teacher.sees("отправлен")


@pytest.mark.parametrize("language", ["kk", "ky", "en"])
async def test_every_screen_fits_in_every_language(telegram: World, school: Staff, language: str) -> None:
    """Walks by addresses, not by words; the driver itself looks at lengths, rows and labels."""
    teacher = school.teacher_of(CLASS)
    await teacher.sends("/start")
    teacher.reads_all()
    await presses(teacher, f"lang:{language}:")
    pressed: set[str] = set()
    for _ in range(400):
        waiting = [one for one in teacher.shown_buttons if _kind(one.callback_data) not in pressed]
        waiting.sort(key=lambda one: one.callback_data.startswith("sd"))
        if not waiting:
            break
        pressed.add(_kind(waiting[0].callback_data))
        await teacher.taps_again(waiting[0])
        teacher.reads_all()
    assert {"sv", "bg", "cs", "pk", "tk", "ed", "us", "ps", "cd", "tc", "rv", "sd"} <= {
        one.split(":")[0] for one in pressed
    }


def _kind(callback_data: str) -> str:
    """Buttons that differ only in the pupil, the page or what a tick says are of one kind."""
    prefix, *rest = callback_data.split(":")
    words = [one for one in rest if not one.isdigit()]
    return ":".join([prefix, *(words if prefix in ("pk", "ed", "cs", "rv") else words[:0])])


async def test_when_every_category_was_looked_at_the_menu_leads_to_the_review(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Полная семья")
    for _ in range(16):
        await teacher.taps(teacher.buttons[-1])
    await teacher.taps("Образование матери ▶")
    await teacher.taps("Образование отца ▶")
    await teacher.taps("Проверить и отправить")
    teacher.sees("категории: 19/19", "не указано")
    await teacher.sends("/start")
    await teacher.taps("▶ 7Ә: проверить")
    teacher.sees("проверьте", buttons=["Отправить"])


async def test_what_was_never_sent_last_year_stays_as_it_was(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps(first)
    before = await record(telegram, CLASS)

    def next_year(desk: Desk) -> None:
        desk.schools.save(replace(desk.schools.get(), year=desk.schools.get().year.after))

    await at_the_desk(telegram, next_year)
    await teacher.taps(f"✅ {first}")
    teacher.sees_toast("ничего не записано")
    assert await record(telegram, CLASS) == before
    begin = next(one for one in teacher.shown_buttons if one.label == "Начать")
    await teacher.taps_again(begin)
    teacher.sees_toast("ничего не записано")
    assert await record(telegram, CLASS) == before
