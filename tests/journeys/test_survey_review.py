"""Before sending: answers that do not agree are shown with names and a way to the place, never a wall."""

from bot.core.passport.categories import Answer
from bot.core.passport.reports import ReportState
from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import World
from tests.journeys.surveying import at_the_desk, begins, class_named, facts, state_of

CLASS = "7Ә"


async def test_a_contradiction_is_named_and_its_button_opens_the_card(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Нет матери")
    await teacher.taps(first)
    await teacher.taps("Нет отца ▶")
    await teacher.taps(first)
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    teacher.sees(f"⚠️ 1. {first}: нет ни матери, ни отца", buttons=["⚠️ 1. Сирота", "Отправить"])
    await teacher.taps("⚠️ 1. Сирота")
    teacher.sees("Отмечено: Нет матери, Нет отца")
    await teacher.taps("Сирота, без опеки")
    await teacher.taps("Готово")
    teacher.sees_not("⚠️ 1.")
    teacher.sees(f"Сирота, без попечения: 1 — {first}")


async def test_a_hint_about_several_opens_the_list(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher)
    await teacher.taps("▶")
    await teacher.taps("▶")
    await teacher.taps("Получает АСП")
    await teacher.taps(first)
    await teacher.taps(second)
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    teacher.sees(f"⚠️ 1. {first}, {second}: если", buttons=["⚠️ 1. Малообеспеченная"])
    await teacher.taps("⚠️ 1. Малообеспеченная")
    await teacher.taps(first)
    await teacher.taps("Готово")
    teacher.sees(f"⚠️ 1. {second}: если")
    await teacher.taps("Отправить")
    assert await state_of(telegram, CLASS) == (1, "waiting")


async def test_any_line_is_changed_in_three_taps_and_lands_back_on_the_review(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    first, second, *_ = school.pupils_of(CLASS)
    await begins(teacher, "Нет отца")
    await teacher.taps(first)
    await teacher.taps("Готово")
    await teacher.taps("Проверить")
    before = teacher.taps_count
    await teacher.taps("Нет отца · 1")
    await teacher.taps(second)
    await teacher.taps("Готово")
    assert teacher.taps_count - before == 3
    teacher.sees("Нет отца: 2", buttons=["Отправить"])
    await teacher.taps("Образование матери")
    await teacher.taps("Большинство: Среднее")
    await teacher.taps("Готово")
    teacher.sees("Образование матери: Среднее — 27", buttons=["Отправить"])
    await teacher.taps("▶")
    teacher.sees("никто не отмечен", buttons=["· 0"])
    await teacher.taps("Беженец · 0" if "Беженец · 0" in teacher.buttons else "Без гражданства · 0")
    await teacher.taps(first)
    await teacher.taps("Готово")
    teacher.sees("проверьте")
    assert "stateless" in (await facts(telegram, CLASS))[first]


async def test_a_long_review_is_turned_page_by_page(telegram: World, school: Staff) -> None:
    """Everybody is in everything: the driver would refuse a text over 900 characters."""
    teacher = school.teacher_of(CLASS)
    await begins(teacher)

    def all_of_them(desk: Desk) -> None:
        report = desk.reports.newest(class_named(desk, CLASS).id)
        assert report is not None
        for pupil in desk.pupils.of_class(report.class_id):
            for key in ("incomplete_family", "no_mother", "no_father", "large_family", "orphan", "stateless"):
                desk.reports.say(report.id, pupil.id, key, Answer.YES, 1, desk.moment)
            for key in ("disability", "school_record", "step_father", "police_record", "low_income_family"):
                desk.reports.say(report.id, pupil.id, key, Answer.UNKNOWN, 1, desk.moment)
            desk.reports.say(report.id, pupil.id, "foreign_citizen", Answer.YES, 1, desk.moment)

    await at_the_desk(telegram, all_of_them)
    await teacher.taps("Проверить")
    pages = next(int(one.split("/")[1]) for one in teacher.buttons if one.startswith("1/"))
    seen = ""
    for _ in range(pages):
        seen += teacher.screen
        await teacher.taps("▶")
    for words in ("Неполная семья: 27", "… +", "пока неизвестно", "⚠️ 1.", "никто не отмечен"):
        assert words in seen


async def test_siblings_in_a_class_that_was_sent_can_contradict(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)

    def sibling_pair(desk: Desk) -> tuple[str, str, int, int]:
        mine = class_named(desk, CLASS)
        for pupil in desk.pupils.of_class(mine.id):
            if pupil.family is None:
                continue
            for class_id, others in desk.pupils.of_families([pupil.family], mine.year).items():
                if class_id != mine.id:
                    other = desk.schools.class_(class_id)
                    return pupil.name.short, str(other.name), others[0].id, class_id
        raise AssertionError("nobody in this class has a sibling elsewhere")

    name, elsewhere, sibling, class_id = await at_the_desk(telegram, sibling_pair)

    def sibling_is_reported(desk: Desk) -> int:
        report = desk.reports.begin(class_id, desk.moment, None)
        desk.reports.say(report.id, sibling, "low_income_family", Answer.YES, 1, desk.moment)
        return report.id

    report_id = await at_the_desk(telegram, sibling_is_reported)
    await begins(teacher)
    await teacher.taps("Проверить")
    teacher.sees_not("дети одной семьи")
    await at_the_desk(
        telegram, lambda desk: desk.reports.set_state(report_id, ReportState.WAITING, 1, desk.moment)
    )
    await teacher.taps("Назад")
    await teacher.taps("Проверить")
    teacher.sees(f"{name}, ученик {elsewhere}: дети одной семьи", "Малообеспеченная")
