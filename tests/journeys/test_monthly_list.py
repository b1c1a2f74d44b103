"""The registers: the journal, lists by category, the monthly list with its difference, totals of aid."""

from bot.core.applications.application import State
from bot.core.applications.decision import Ruling
from bot.core.ports import Desk
from bot.handlers.addresses.registers import HandInMonth, OpenRegisters
from tests.conftest import Staff
from tests.documents.reading import sheets
from tests.driver import World
from tests.driver.persons import Person
from tests.driver.world import Clock
from tests.journeys.planted_cases import applied, decided, ordered, pupil_of
from tests.journeys.reports import class_named, in_office
from tests.journeys.test_case_papers import presses
from tests.journeys.test_papers import audited


async def opens_registers(person: Person) -> None:
    await person.sends("/start")
    person.reads_all()
    await presses(person, OpenRegisters().pack())


async def test_the_registers_are_a_room_of_the_office(telegram: World, school: Staff) -> None:
    director = school.director
    await director.sends("/start")
    await director.taps("Өтініштер")
    await director.taps("Журнал мен тізімдер")
    director.sees(buttons=["Өтініштер журналы", "Алушылар тізімі", "Ай сайынғы тізім", "Көмек қорытындысы"])
    await director.taps("Артқа")
    teacher = school.teacher_of("7Ә")
    await teacher.sends("/start")
    await teacher.taps("Заявления")
    teacher.sees_not(buttons=["Журнал"])


async def granted(telegram: World, *places: int, category: str = "2", service: str = "meals") -> None:
    """These pupils of 7Ә are entitled from today on."""

    def grant(desk: Desk) -> None:
        order = ordered(desk, service)
        for place in places:
            case = applied(desk, pupil_of(desk, "7Ә", place).id, service, category)
            decided(desk, case, order_id=order.id)

    await in_office(telegram, grant)


async def opens_month(person: Person, month: str) -> None:
    await opens_registers(person)
    await person.taps("Ай сайынғы тізім")
    await person.taps(month)


async def test_the_list_of_a_month_says_who_came_left_and_changed(
    telegram: World, school: Staff, clock: Clock
) -> None:
    pedagogue, pupils = school.pedagogue, school.pupils_of("7Ә")
    await granted(telegram, 0, 1, 2)
    await opens_month(pedagogue, "2026 жылғы қыркүйек")
    pedagogue.sees("Тізімдегі оқушылар: 3", "бірінші тізімі", "тапсырылған жоқ")
    await pedagogue.taps("✅ Тізімді тапсыру")
    pedagogue.sees_toast("сақталды")
    pedagogue.sees("Тізім 07.09.2026 тапсырылды")
    pedagogue.sees_not(buttons=["Тізімді тапсыру"])
    await in_office(telegram, october)
    await pedagogue.taps("Артқа")
    pedagogue.sees(buttons=["✅ 2026 жылғы қыркүйек"])
    await pedagogue.taps("2026 жылғы қазан")
    pedagogue.sees(
        "Тізімдегі оқушылар: 2",
        "келгендер: 1, кеткендер: 2, санаты өзгергендер: 1",
        f"＋ {pupils[3]} · 7Ә · табысы аз · бұйрық № 2",
        f"－ {pupils[0]} · 7Ә · көшіп кетті",
        f"－ {pupils[2]} · 7Ә · мектептен кетті",
        f"↔ {pupils[1]} · 7Ә 2 → 1",
    )
    await pedagogue.taps("Құжат (Word, Excel)")
    await pedagogue.taps("ҚАЗ · Word")
    draft = pedagogue.receives_file(".docx")
    assert draft.protected
    assert "ЖОБА" in draft.text
    await opens_month(pedagogue, "2026 жылғы қазан")
    await pedagogue.taps("✅ Тізімді тапсыру")
    await pedagogue.taps("Құжат (Word, Excel)")
    await pedagogue.taps("ҚАЗ · Excel")
    sheet = pedagogue.receives_file("Ай сайынғы тізім 2026 жылғы қазан.xlsx")
    assert "мектептен кетті" in sheet.text
    assert "бұйрық № 2" in sheet.text
    assert "тізімге енді" in sheet.text
    await opens_month(pedagogue, "2026 жылғы қазан")
    await pedagogue.taps("Құжат (Word, Excel)")
    await pedagogue.taps("ҚАЗ · Word")
    assert "ЖОБА" not in pedagogue.receives_file(".docx").text
    looked = await in_office(telegram, lambda desk: audited(desk, "see_monthly_list"))
    assert looked[:2] == ["month:meals/202609", "month:meals/202610"]
    assert len(await in_office(telegram, lambda desk: audited(desk, "hand_in_list"))) == 2


def october(desk: Desk) -> None:
    """One came, one was ended, one changed category, one left the school."""
    by_pupil = {one.pupil_id: one for one in desk.applications.of_year(desk.schools.get().year, "meals")}
    ids = [pupil_of(desk, "7Ә", place).id for place in range(4)]
    order = ordered(desk, "meals")
    decided(desk, by_pupil[ids[0]], Ruling.END, reason="көшіп кетті", order_id=order.id)
    decided(desk, by_pupil[ids[1]], Ruling.CHANGE, category="1", reason="АӘК берілді", order_id=order.id)
    decided(desk, applied(desk, ids[3]), order_id=order.id)
    desk.pupils.leave(ids[2], class_named(desk, "7Ә").id, desk.today)


async def test_a_list_that_changed_is_not_handed_in_by_an_old_button(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, 0)
    await opens_month(pedagogue, "2026 жылғы қыркүйек")
    hand_in = next(one for one in pedagogue.shown_buttons if "тапсыру" in one.label)
    await granted(telegram, 1)
    await pedagogue.taps_again(hand_in)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Тізімдегі оқушылар: 2", "тапсырылған жоқ")
    await pedagogue.taps("✅ Тізімді тапсыру")
    again = next(reversed([one for one in pedagogue.shown_buttons if "тапсыру" in one.label]))
    await pedagogue.taps_again(again)
    kept = await in_office(telegram, lambda desk: audited(desk, "hand_in_list"))
    assert len(kept) == 1
    await granted(telegram, 2)
    await opens_month(pedagogue, "2026 жылғы қыркүйек")
    pedagogue.sees("содан бері өзгерді", buttons=["Тізімді тапсыру"])


async def test_the_director_looks_on_and_others_do_not(telegram: World, school: Staff) -> None:
    await granted(telegram, 0)
    director = school.director
    await opens_month(director, "2026 жылғы қыркүйек")
    director.sees("Тізімдегі оқушылар: 1")
    director.sees_not(buttons=["Тізімді тапсыру"])
    await presses(director, HandInMonth(service="meals", month=202609, mark="0").pack())
    director.sees_toast("ашық емес")
    for other in (school.psychologist, school.teacher_of("6А"), school.parent):
        await opens_registers(other)
        other.sees_toast("ашық емес")
        await presses(other, "rgm:meals:202609:0")
        other.sees_toast("ашық емес")
    assert await in_office(telegram, lambda desk: audited(desk, "hand_in_list")) == []


async def test_a_month_that_nothing_changed_in_says_so(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, 0)
    await opens_month(pedagogue, "2026 жылғы қыркүйек")
    await pedagogue.taps("✅ Тізімді тапсыру")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("2026 жылғы қараша")
    pedagogue.sees("2026 жылғы қыркүйек айындағы тізімнен айырмасы жоқ")


async def test_many_changes_are_turned_over(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, 0)
    await opens_month(pedagogue, "2026 жылғы қыркүйек")
    await pedagogue.taps("✅ Тізімді тапсыру")
    await granted(telegram, *range(1, 15))
    await opens_month(pedagogue, "2026 жылғы қазан")
    pedagogue.sees("келгендер: 14", buttons=["1/3"])
    await pedagogue.taps("▶")
    pedagogue.sees(buttons=["2/3"])


async def test_the_journal_has_a_row_for_each_application(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, 0, 1)

    def refuse(desk: Desk) -> None:
        decided(desk, applied(desk, pupil_of(desk, "6А").id), Ruling.REFUSE, reason="анықтама жоқ")
        applied(desk, pupil_of(desk, "6А", 1).id)

    await in_office(telegram, refuse)
    await opens_registers(pedagogue)
    pedagogue.sees("Қайсысы керек")
    await pedagogue.taps("Өтініштер журналы")
    pedagogue.sees(buttons=["Тегін тамақтандыру"])
    await pedagogue.taps("Тегін тамақтандыру")
    pedagogue.sees("Тегін тамақтандыру · 2026-2027")
    pedagogue.sees_not(buttons=["2025-2026"])
    await pedagogue.taps("ҚАЗ · Excel")
    journal = pedagogue.receives_file(".xlsx")
    assert journal.protected
    rows = [row for row in sheet_rows(journal) if isinstance(row[0], float | int) and row[0]]
    assert [int(row[0]) for row in rows] == [1, 2, 3, 4]
    assert rows[2][14] == "бас тартылды: анықтама жоқ"
    assert rows[0][13] == "№ 1\n07.09.2026"
    assert len(rows[0]) == 17
    pedagogue.sees("Өтініштер журналы дайын")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Қайсысы керек")


def sheet_rows(file: object) -> list[list[object]]:
    content: bytes = file.bytes  # type: ignore[attr-defined]
    return next(iter(sheets(content).values()))


async def test_lists_by_category_come_with_names_or_to_be_posted(telegram: World, school: Staff) -> None:
    pedagogue, pupils = school.pedagogue, school.pupils_of("7Ә")
    await granted(telegram, 0, 1, category="3")
    await granted(telegram, 2)
    await opens_registers(pedagogue)
    await pedagogue.taps("Алушылар тізімі")
    await pedagogue.taps("Тегін тамақтандыру")
    await pedagogue.taps("3 · ")
    pedagogue.sees("3 · ", "аты-жөнімен")
    await pedagogue.taps("ҚАЗ · Word")
    named = pedagogue.receives_file(".docx")
    assert named.protected
    assert pupils[0] in named.text
    assert pupils[2] not in named.text
    await opens_registers(pedagogue)
    await pedagogue.taps("Алушылар тізімі")
    await pedagogue.taps("Тегін тамақтандыру")
    await pedagogue.taps("Барлық санаттар")
    await pedagogue.taps("Аты-жөнсіз")
    pedagogue.sees("аты-жөнсіз")
    await pedagogue.taps("ҚАЗ · Word")
    posted = pedagogue.receives_file(".docx")
    assert not posted.protected
    assert not any(name in posted.text for name in pupils)
    assert "7Ә\t3" in posted.text
    assert "тұратын балалар: 2" in posted.text
    await opens_registers(pedagogue)
    await pedagogue.taps("Алушылар тізімі")
    await pedagogue.taps("Тегін тамақтандыру")
    await pedagogue.taps("Артқа")
    pedagogue.sees(buttons=["Тегін тамақтандыру", "Лагерьге жолдама"])


async def test_the_totals_of_the_year(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, 0, 1)
    aid = {"amount": "46228", "source": "Бюджет"}

    def give(desk: Desk) -> None:
        for place in (0, 1):
            decided(desk, applied(desk, pupil_of(desk, "7Ә", place).id, "aid"), details=aid)
        food = applied(desk, pupil_of(desk, "6А").id, "sponsor", answers={"need": "food"})
        decided(desk, food, details={"source": "Әлі", "things": "азық-түлік", "amount": "10000"})
        taken_back = applied(desk, pupil_of(desk, "6А", 1).id, "aid")
        decided(desk, taken_back, details=aid)
        decided(desk, taken_back, Ruling.END, reason="қайтарды")
        decided(desk, applied(desk, pupil_of(desk, "6А", 2).id, "aid"), Ruling.REFUSE)

    await in_office(telegram, give)
    await opens_registers(pedagogue)
    await pedagogue.taps("Көмек қорытындысы")
    await pedagogue.taps("ҚАЗ · Word")
    totals = pedagogue.receives_file(".docx")
    assert not totals.protected
    assert "Бюджет\tқаржылай\t2\t2\t92\xa0456" in totals.text
    assert "Әлі\tазық-түлік\t1\t1\t10\xa0000" in totals.text
    assert "Барлығы\t\t\t3\t3\t102\xa0456" in totals.text
    assert "өтініштер: 4, бас тартылғаны: 1" in totals.text


async def test_last_years_journal_can_be_taken_too(telegram: World, school: Staff, clock: Clock) -> None:
    def last_year(desk: Desk) -> None:
        school_now = desk.schools.get()
        new = applied(desk, pupil_of(desk, "7Ә").id)
        desk.connection.exec_driver_sql(  # type: ignore[attr-defined]
            "UPDATE application SET year = ?", (school_now.year.before.first,)
        )
        assert desk.applications.get(new.id).state is State.READY

    await in_office(telegram, last_year)
    pedagogue = school.pedagogue
    await opens_registers(pedagogue)
    await pedagogue.taps("Өтініштер журналы")
    await pedagogue.taps("Тегін тамақтандыру")
    pedagogue.sees(buttons=["2025-2026", "2026-2027"])
    await pedagogue.taps("2025-2026")
    await pedagogue.taps("ОРЫС · Word")
    assert "2025-2026 учебный год" in pedagogue.receives_file(".docx").text


async def test_registers_are_reached_by_the_papers_button_too(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    pedagogue.reads_all()
    await presses(pedagogue, "cpo:monthly_list:0")
    pedagogue.sees(buttons=["2026 жылғы қазан", "2027 жылғы мамыр"])
    await presses(pedagogue, "cpo:application_register:0")
    pedagogue.sees("Қай көмек бойынша")
    await presses(pedagogue, "rgc:nonsense::0:1")
    pedagogue.sees("Қайсысы керек")
