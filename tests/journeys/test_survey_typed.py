"""A class teacher types surnames instead of looking for them."""

from bot.core.passport.categories import Answer
from tests.conftest import Staff
from tests.driver import World
from tests.journeys.surveying import at_the_desk, begins, facts, newest_of, presses, record, state_of

CLASS = "7Ә"
THREE = ("Белова Яна", "Қожахметова Әйгерім", "Оспанова Қарақат")


async def test_typed_surnames_are_ticked_and_shown_beside_the_words(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.sends("Белова, Кожахметову Айгерим, оспанова")
    teacher.sees(
        "«Белова, Кожахметову Айгерим, оспанова» →", *THREE, buttons=[f"✅ {name}" for name in THREE[:2]]
    )
    assert await facts(telegram, CLASS) == {name: {"incomplete_family"} for name in THREE}
    await teacher.taps("▶")
    await teacher.taps("✅ Оспанова Қарақат")
    await teacher.taps("Готово")
    teacher.sees(buttons=["Неполная семья · 2"])


async def test_namesakes_are_asked_about_one_by_one(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Многодетная семья")
    await teacher.sends("Жасур, Юдин, Томирис")
    teacher.sees(
        "Юдин Кирилл", "«Жасур»: кто это?", buttons=["Каримов Жасур", "Мирзаев Жасур", "Никто из них"]
    )
    assert await facts(telegram, CLASS) == {"Юдин Кирилл": {"large_family"}}
    await teacher.taps("Мирзаев Жасур")
    teacher.sees("«Томирис»: кто это?", buttons=["Есенгелдина Томирис"])
    await teacher.taps("Никто из них")
    teacher.sees("2/27", "«Жасур, Юдин, Томирис» → Юдин Кирилл", buttons=["✅ Мирзаев Жасур"])
    assert await facts(telegram, CLASS) == {
        name: {"large_family"} for name in ("Юдин Кирилл", "Мирзаев Жасур")
    }


async def test_a_question_about_namesakes_is_settled_once(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Многодетная семья")
    await teacher.sends("Жасур")
    teacher.sees("кто это?")
    other = next(
        one for one in teacher.shown_buttons if one.label == "Каримов Жасур" and "mn:" in one.callback_data
    )
    await teacher.taps("Мирзаев Жасур")
    before = await record(telegram, CLASS)
    await teacher.taps_again(other)
    teacher.sees_toast("устарела")
    assert await record(telegram, CLASS) == before
    await teacher.taps("Готово")
    await teacher.taps_again(other)
    teacher.sees_toast("устарела")
    assert await record(telegram, CLASS) == before


async def test_a_slip_is_asked_about_and_a_stranger_is_named(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Многодетная семья")
    await teacher.sends("Марозов, Пушкин")
    teacher.sees("Не нашлись в этом классе, не записаны: Пушкин", "«Марозов»: возможно, это он")
    assert await facts(telegram, CLASS) == {}
    await teacher.taps("Морозов Егор")
    assert await facts(telegram, CLASS) == {"Морозов Егор": {"large_family"}}
    await teacher.sends("ничего похожего здесь нет")
    teacher.sees("Не нашлись", buttons=["✅ Морозов Егор"])
    assert await facts(telegram, CLASS) == {"Морозов Егор": {"large_family"}}


async def test_surnames_can_mean_that_it_is_not_known_or_an_education(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Многодетная семья")
    await teacher.taps("❔ Пока не знаю")
    await teacher.sends("Белова")
    teacher.sees("Белова Яна", buttons=["❔ Белова Яна"])
    await teacher.taps("Готово")
    await teacher.taps("◀")
    await teacher.taps("Образование отца")
    await teacher.taps("Исключения: Высшее")
    await teacher.sends("Юдин")
    teacher.sees("«Юдин» → Юдин Кирилл", buttons=["✅ Юдин Кирилл"])
    assert await facts(telegram, CLASS, Answer.UNKNOWN) == {
        "Белова Яна": {"large_family"},
        "Юдин Кирилл": {"father=higher"},
    }


async def test_what_is_typed_elsewhere_is_no_surname_for_a_list(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await begins(teacher, "Неполная семья")
    await teacher.taps("Готово")
    for label in ("По ученикам", "Белова Яна", "Многодетная семья"):
        await teacher.sends("Юдин")
        teacher.sees("Юдин Кирилл Андреевич")
        await teacher.taps(label)
    await teacher.sends("/menu")
    teacher.reads_all()
    await teacher.sends("Юдин")
    teacher.sees("Юдин Кирилл Андреевич")
    assert await facts(telegram, CLASS) == {"Белова Яна": {"large_family"}}


async def test_a_surname_for_a_report_that_was_sent_meanwhile_writes_nothing(
    telegram: World, school: Staff
) -> None:
    """Two teachers of one class: one has a list open while the other sends."""
    teacher, pedagogue = school.teacher_of(CLASS), school.pedagogue
    await begins(teacher, "Неполная семья")
    report = await at_the_desk(telegram, lambda desk: newest_of(desk, CLASS).id)
    await pedagogue.sends("/start")
    pedagogue.reads_all()
    await presses(pedagogue, f"sd:{report}")
    pedagogue.reads_all()
    assert await state_of(telegram, CLASS) == (1, "waiting")
    before = await record(telegram, CLASS)
    await teacher.sends("Белова")
    teacher.sees("не заполняется", "ничего не записано", "на проверке")
    assert await record(telegram, CLASS) == before
    await teacher.sends("Белова")
    teacher.sees("Белова Яна Андреевна")
    teacher.sees_not("не заполняется")
