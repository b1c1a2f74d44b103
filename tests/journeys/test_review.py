"""The pedagogue reviews what class teachers sent."""

from bot.core.passport.categories import Answer, Education
from bot.core.passport.reports import ReportState
from tests.conftest import Staff
from tests.driver import World
from tests.driver.persons import ShownButton
from tests.journeys.reports import in_office, reported, state_of

YES, UNKNOWN = Answer.YES, Answer.UNKNOWN


async def test_two_taps_approve_a_report_and_the_next_one_follows(telegram: World, school: Staff) -> None:
    seven = await reported(telegram, "7Ә", {0: {"incomplete_family": YES}}, minutes_ago=50)
    six = await reported(telegram, "6А", {1: {"large_family": YES}}, minutes_ago=10)
    pedagogue, teacher = school.pedagogue, school.teacher_of("7Ә")
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    pedagogue.sees("күтіп тұрған есептер: 2", buttons=["7Ә", "6А"])
    before = pedagogue.taps_count
    await pedagogue.taps("7Ә")
    pedagogue.sees("7 «Ә»", "оқушылар: 27", "Салыстыратын бұрынғы есеп жоқ", school.pupils_of("7Ә")[0])
    await pedagogue.taps("Қабылдау")
    assert pedagogue.taps_count - before == 2
    pedagogue.sees("7 «Ә» қабылданды", "6 «А» сыныбы", "Көпбалалы")
    teacher.sees("Отчёт 7 «Ә» класса принят")
    await pedagogue.taps("Қабылдау")
    pedagogue.sees("6 «А» қабылданды", "Қазір тексерілетін есеп жоқ")
    school.teacher_of("6А").sees("6 «А» сыныбының есебі қабылданды")
    assert [await state_of(telegram, one) for one in (seven, six)] == [ReportState.APPROVED] * 2


async def test_three_taps_and_a_reason_return_one_answer(telegram: World, school: Staff) -> None:
    report = await reported(telegram, "7Ә", {0: {"incomplete_family": YES}})
    pedagogue, teacher, first = school.pedagogue, school.teacher_of("7Ә"), school.pupils_of("7Ә")[0]
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    before = pedagogue.taps_count
    await pedagogue.taps("7Ә")
    await pedagogue.taps(f"1. {first}"[:20])
    pedagogue.sees(first, "Толық емес отбасы", "Не түзету керек?")
    await pedagogue.sends("Әкесі мамырда оралды  ")
    pedagogue.sees("Жазылған ескертулер: 1", buttons=["Жетекшіге қайтару (1)"])
    pedagogue.sees_not(buttons=["Қабылдау"])
    await pedagogue.taps("Жетекшіге қайтару")
    assert pedagogue.taps_count - before == 3
    pedagogue.sees("7 «Ә» түзетуге қайтарылды")
    teacher.sees(
        "Отчёт 7 «Ә» класса нужно уточнить",
        f"{first}, Неполная семья: Әкесі мамырда оралды",
        buttons=["Открыть ответ"],
    )
    assert await state_of(telegram, report) is ReportState.RETURNED
    typed = [one.content.words.text for one in pedagogue.phone.messages if not one.sender.is_bot]
    assert typed == ["/start"]


async def test_several_reasons_go_back_in_one_message(telegram: World, school: Staff) -> None:
    await reported(telegram, "7Ә", {0: {"incomplete_family": YES}, 2: {"orphan": UNKNOWN}})
    pedagogue, teacher, pupils = school.pedagogue, school.teacher_of("7Ә"), school.pupils_of("7Ә")
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    pedagogue.sees("әлі белгісіз")
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Санатқа қатысты")
    await pedagogue.taps("Жетім")
    pedagogue.sees(buttons=["❔"])
    await pedagogue.taps("Бүкіл санатқа")
    await pedagogue.taps("Біреу қалып қойған")
    await pedagogue.taps("Тағы ескерту")
    await pedagogue.taps("Оқушыға қатысты")
    await pedagogue.taps(pupils[4])
    await pedagogue.taps("Құжаты жоқ")
    await pedagogue.taps("Тағы ескерту")
    await pedagogue.sends("Бүкіл кестені қарап шығыңыз")
    await pedagogue.taps("Ескертулер: 3")
    pedagogue.sees("1. Жетім", f"2. {pupils[4]}", "3. 7 «Ә» сыныбы, бүкіл есеп: Бүкіл кестені")
    await pedagogue.taps("Өшіру: 3")
    pedagogue.sees_not("Бүкіл кестені")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Жетекшіге қайтару (2)")
    teacher.sees("1. Сирота", "не хватает ученика", f"2. {pupils[4]}: Посмотрите", buttons=["✏️ 1", "✏️ 2"])


async def test_a_report_never_goes_back_without_a_reason(telegram: World, school: Staff) -> None:
    report = await reported(telegram, "7Ә", {0: {"incomplete_family": YES}})
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    pedagogue.sees_not(buttons=["Жетекшіге қайтару"])
    await pedagogue.taps("Қайтару…")
    await pedagogue.sends("ы" * 301)
    pedagogue.sees("⚠️", "300 таңбаға", "Не түзету керек?")
    await pedagogue.sends("Қайта қараңыз")
    await pedagogue.taps("Ескертулер: 1")
    await pedagogue.taps("Өшіру: 1")
    pedagogue.sees("7 «Ә» сыныбы", buttons=["Қабылдау"])
    send_back = next(one for one in pedagogue.shown_buttons if one.label.startswith("Жетекшіге қайтару"))
    await pedagogue.taps_again(send_back)
    pedagogue.sees_toast("себепсіз қайтарылмайды")
    assert await state_of(telegram, report) is ReportState.WAITING


async def test_each_decision_can_be_undone_and_the_teacher_is_told(telegram: World, school: Staff) -> None:
    report = await reported(telegram, "7Ә", {0: {"incomplete_family": YES}})
    pedagogue, teacher = school.pedagogue, school.teacher_of("7Ә")
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    await pedagogue.taps("Қабылдау")
    teacher.sees("принят")
    await pedagogue.taps("Шешімді қайтарып алу")
    pedagogue.sees("7 «Ә» сыныбы", buttons=["Қабылдау"])
    teacher.sees("снова на проверке")
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Ата-анасынан нақтылау")
    await pedagogue.taps("Жетекшіге қайтару")
    teacher.sees("Уточните, пожалуйста, у родителей")
    await pedagogue.taps("Шешімді қайтарып алу")
    teacher.sees("Возврат отчёта 7 «Ә» класса отменён")
    pedagogue.sees("Жазылған ескертулер: 1")
    assert await state_of(telegram, report) is ReportState.WAITING


async def test_an_old_button_decides_nothing(telegram: World, school: Staff) -> None:
    old = await reported(telegram, "7Ә", {0: {"incomplete_family": YES}})
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    approve = next(one for one in pedagogue.shown_buttons if one.label.startswith("✅"))
    ask = next(one for one in pedagogue.shown_buttons if one.label.startswith("1. "))
    await pedagogue.taps("Қабылдау")
    school.teacher_of("7Ә").sees("принят")
    await pedagogue.taps_again(ask)
    pedagogue.sees_toast("ескірген")
    await pedagogue.taps_again(ShownButton(approve.message_id, "", f"tr:{old}:0::nonsense"))
    assert await in_office(telegram, lambda desk: desk.reports.remarks(old)) == []
    await pedagogue.taps_again(approve)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Есеп: қабылданды", buttons=["Шешімді қайтарып алу"])
    undo = next(one for one in pedagogue.shown_buttons if one.label.startswith("↩"))
    newer = await reported(telegram, "7Ә", {}, state=ReportState.IN_WORK)
    await pedagogue.taps_again(undo)
    pedagogue.sees_toast("ескірген")
    states = [await state_of(telegram, one) for one in (old, newer)]
    assert states == [ReportState.APPROVED, ReportState.IN_WORK]


async def test_a_mended_report_shows_what_differs_from_the_returned_one(
    telegram: World, school: Staff
) -> None:
    await reported(telegram, "7Ә", {0: {"large_family": YES}}, ReportState.APPROVED, 90)
    await reported(
        telegram,
        "7Ә",
        {0: {"large_family": YES}, 1: {"incomplete_family": UNKNOWN}},
        ReportState.RETURNED,
        60,
    )
    await reported(telegram, "7Ә", {1: {"incomplete_family": YES}}, usual=Education.HIGHER)
    pedagogue, pupils = school.pedagogue, school.pupils_of("7Ә")
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    pedagogue.sees(buttons=["7Ә · өзгеріс: 2"])
    await pedagogue.taps("7Ә")
    pedagogue.sees(
        "Қайтарылған нұсқадан бері өзгергені: 2",
        f"{pupils[1]} · Толық емес отбасы: белгісіз еді, енді иә",
        f"{pupils[0]} · Көпбалалы отбасы: енді жоқ",
    )
    await pedagogue.taps("Қабылданғанмен салыстыру")
    pedagogue.sees("Соңғы қабылданған нұсқадан", f"{pupils[1]} · Толық емес отбасы: жаңа")
    await pedagogue.taps("Барлық жауап")
    await pedagogue.taps("▶")
    await pedagogue.taps("▶")
    await pedagogue.taps("Анасының білімі")
    pedagogue.sees("Анасының білімі", "27", buttons=["жоғары"])
    await pedagogue.taps("▶")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    pedagogue.sees("7 «Ә» сыныбы")


async def test_what_is_written_after_the_report_was_taken_back_is_not_kept(
    telegram: World, school: Staff
) -> None:
    report = await reported(telegram, "7Ә", {0: {"incomplete_family": YES}})
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    await pedagogue.taps("Қайтару…")
    await in_office(
        telegram, lambda desk: desk.reports.set_state(report, ReportState.TAKEN_BACK, 1, desk.moment)
    )
    await pedagogue.sends("Қайта қараңыз")
    pedagogue.sees("⚠️", "ескірген", "Есеп: қайтарып алынды")
    await pedagogue.taps("Кезек")
    pedagogue.sees("Қазір тексерілетін есеп жоқ")
    assert await in_office(telegram, lambda desk: desk.reports.remarks(report)) == []


async def test_only_the_pedagogue_reviews(telegram: World, school: Staff) -> None:
    report = await reported(telegram, "7Ә", {0: {"incomplete_family": YES}})
    deputy = school.deputy
    await deputy.sends("/start")
    deputy.sees("Не істейміз")
    deputy.sees_not(buttons=["Тексеру"])
    await deputy.taps_again(ShownButton(deputy.phone.messages[-1].id, "", f"ap:{report}"))
    deputy.sees_toast("Бұл бөлім сізге ашық емес")
    assert await state_of(telegram, report) is ReportState.WAITING


async def test_a_returned_answer_is_mended_and_comes_back_with_its_difference(
    telegram: World, school: Staff
) -> None:
    await reported(telegram, "7Ә", {0: {"incomplete_family": YES}, 1: {"large_family": YES}})
    pedagogue, teacher, first = school.pedagogue, school.teacher_of("7Ә"), school.pupils_of("7Ә")[0]
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    await pedagogue.taps(f"1. {first}"[:20])
    await pedagogue.sends("Әкесі мамырда оралды")
    await pedagogue.taps("Жетекшіге қайтару")
    teacher.sees("Әкесі мамырда оралды", buttons=["Открыть ответ"])
    before = teacher.taps_count
    await teacher.taps("Открыть ответ")
    teacher.sees("Неполная семья", buttons=[f"✅ {first}"])
    await teacher.taps(f"✅ {first}")
    await teacher.taps("Отправить")
    assert teacher.taps_count - before <= 3
    teacher.sees("отправлен")
    await pedagogue.taps("Мәзір")
    await pedagogue.taps("Тексеру")
    pedagogue.sees(buttons=["7Ә · өзгеріс: 1"])
    await pedagogue.taps("7Ә")
    pedagogue.sees("Қайтарылған нұсқадан бері өзгергені: 1", f"{first} · Толық емес отбасы: енді жоқ")
