"""A returned report is mended: the message opens the very answer, and it is sent again from there."""

from bot.core.passport.reports import ReportState
from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.surveying import at_the_desk, begins, decides, facts, returns, revisions

CLASS = "7Ә"


async def _sent(teacher: Person, pupil: str) -> None:
    await begins(teacher, "Неполная семья")
    await teacher.taps(pupil)
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")


async def test_it_is_mended_in_three_taps_after_the_message(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    pupils = school.pupils_of(CLASS)
    await _sent(teacher, pupils[0])
    (number,) = await returns(telegram, teacher, CLASS, ("Проверьте отца", pupils[20], "no_father"))
    before = teacher.taps_count
    await teacher.taps(f"remark {number}")
    teacher.sees("Нет отца", f"⚠️ {pupils[20]}: Проверьте отца", buttons=["Отправить снова"])
    await teacher.taps(pupils[20])
    await teacher.taps("Отправить снова")
    assert teacher.taps_count - before == 3
    teacher.sees("отправлен", "№ 2")
    assert await revisions(telegram, CLASS) == [(1, "returned"), (2, "waiting")]
    assert await facts(telegram, CLASS) == {pupils[0]: {"incomplete_family"}, pupils[20]: {"no_father"}}


async def test_the_class_page_lists_each_remark_with_its_button(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await _sent(teacher, first)
    await returns(
        telegram,
        teacher,
        CLASS,
        ("Нет ли брата?", second, None),
        ("Проверьте всех", None, "large_family"),
        ("Образование?", None, "education.mother"),
        ("Мать учится", first, "education.mother"),
        ("Посмотрите ещё раз", None, None),
    )
    await teacher.sends("/start")
    await teacher.taps("⚠️ 7Ә: исправить")
    teacher.sees(
        "возвращён",
        f"⚠️ {second}: Нет ли брата?",
        "⚠️ Многодетная семья: Проверьте всех",
        "⚠️ Весь класс: Посмотрите ещё раз",
    )
    await teacher.taps(f"⚠️ {second}")
    teacher.sees(second, "Нет ли брата?", buttons=["Отправить снова"])
    await teacher.taps("Неполная семья")
    await teacher.taps("Готово")
    teacher.sees("заполняется", "Нет ли брата?")
    await teacher.taps("⚠️ Многодетная семья")
    teacher.sees("Весь класс: Проверьте всех")
    await teacher.taps("Готово")
    await teacher.taps("⚠️ Образование матери")
    teacher.sees("Образование?", "У большинства")
    await teacher.taps("Большинство: Среднее")
    await teacher.taps("Исключения: Высшее")
    teacher.sees(buttons=["Отправить снова"])
    await teacher.taps("Готово")
    await teacher.taps("Готово")
    await teacher.taps(f"⚠️ {first} · Обр")
    teacher.sees("Мать учится", buttons=["✓ Мать: Среднее"])
    await teacher.taps("Мать: Профессион.")
    await teacher.taps("Готово")
    await teacher.taps("⚠️ Весь класс")
    teacher.sees("просмотрено категорий")
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")
    assert await revisions(telegram, CLASS) == [(1, "returned"), (2, "waiting")]
    assert (await facts(telegram, CLASS))[first] == {"incomplete_family", "mother=vocational"}


async def test_remarks_stay_when_the_mended_report_is_taken_back(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await _sent(teacher, first)
    (number,) = await returns(telegram, teacher, CLASS, ("Проверьте", second, "no_father"))
    await teacher.taps(f"remark {number}")
    await teacher.taps("Отправить снова")
    await teacher.taps("Отозвать и исправить")
    await teacher.taps("Назад")
    teacher.sees("Проверьте")
    await teacher.taps(f"⚠️ {second}")
    await teacher.taps("Отправить снова")
    await decides(telegram, CLASS, ReportState.APPROVED)
    await teacher.taps("Мои классы")
    teacher.sees("принят")
    teacher.sees_not("Проверьте")
    assert await revisions(telegram, CLASS) == [
        (1, "returned"),
        (2, "taken_back"),
        (3, "approved"),
    ]


async def test_an_old_remark_writes_nothing_after_the_report_went_out_again(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await _sent(teacher, first)
    (number,) = await returns(telegram, teacher, CLASS, ("Проверьте", second, "no_father"))
    remark = next(one for one in teacher.shown_buttons if one.label == f"remark {number}")
    await teacher.taps(f"remark {number}")
    await teacher.taps("Отправить снова")
    await teacher.taps_again(remark)
    teacher.sees_toast("ничего не записано")
    teacher.sees("на проверке")
    assert await revisions(telegram, CLASS) == [(1, "returned"), (2, "waiting")]


async def test_a_remark_that_was_withdrawn_says_so(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await _sent(teacher, first)
    (number,) = await returns(telegram, teacher, CLASS, ("Проверьте", second, "no_father"))

    def undo(desk: Desk) -> None:
        report = desk.reports.get(desk.reports.get_remark(number).report_id)
        desk.reports.forget_remarks(report.id)
        desk.reports.set_state(report.id, ReportState.WAITING, 1, desk.moment)

    await at_the_desk(telegram, undo)
    await teacher.taps(f"remark {number}")
    teacher.sees_toast("больше нет")
    assert await revisions(telegram, CLASS) == [(1, "waiting")]
