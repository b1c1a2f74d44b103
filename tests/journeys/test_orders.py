"""The director's orders: the list, its changes, number and day, what comes back; papers for parents; receipts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.applications.decision import Ruling
from tests.conftest import Staff
from tests.driver import Person, World
from tests.house.furnished import ALWAYS, OWN, changed, tables
from tests.journeys.cases import as_person
from tests.journeys.council import complete, complete_of, council_sits, decided, states
from tests.journeys.reports import in_office
from tests.journeys.test_sittings import SEVEN, come, plans


async def opens_orders(person: Person) -> None:
    await person.sends("/menu")
    await person.taps("Өтініштер")
    await person.taps("Кеңес отырыстары")
    await person.taps("Бұйрықтар")


async def granted(
    telegram: World, school: Staff, number: int, service: str = "meals", skip: int = 0
) -> list[int]:
    """Applications of 7Ә that the school granted."""
    made = await complete(telegram, school, school.pupils_of("7Ә")[skip : skip + number], service, "1")
    await decided(telegram, school, made, category="1")
    return made


async def orders_meals(person: Person) -> None:
    await opens_orders(person)
    await person.taps("⏳ ")
    await person.taps("Бұйрық жасау")


async def test_the_list_is_ordered_and_changed_during_the_year(telegram: World, school: Staff) -> None:
    pedagogue, names = school.pedagogue, school.pupils_of("7Ә")
    await opens_orders(pedagogue)
    pedagogue.sees("Бұйрық күткен балалар: 0", "Шыққан бұйрықтар: 0")
    made = await granted(telegram, school, 3)
    await opens_orders(pedagogue)
    pedagogue.sees("Бұйрық күткен балалар: 3", buttons=["⏳ "])
    await pedagogue.taps("⏳ ")
    pedagogue.sees(
        "БҰЙРЫҚ № 1 · 07.09.2026", "жылдың тізімі", "Балалар: 3", *(f"+ {name}" for name in names[:3])
    )
    await pedagogue.taps_quickly("Бұйрық жасау · № 1", "Бұйрық жасау · № 1")
    pedagogue.sees("Бұйрық № 1", "Тізімдегі балалар: 3", "қолмен жазылады", buttons=["Бұйрық (Word, PDF)"])
    assert len(await in_office(telegram, lambda desk: desk.orders.of_year(desk.schools.get().year))) == 1

    await decided(telegram, school, made[:1], Ruling.END, "1", "көшіп кетті")
    await decided(telegram, school, made[1:2], Ruling.CHANGE, "3", "жаңа құжат")
    await granted(telegram, school, 1, skip=3)
    await opens_orders(pedagogue)
    await pedagogue.taps("⏳ ")
    pedagogue.sees(
        "БҰЙРЫҚ № 2", "тізімге өзгерістер", f"− {names[0]}", f"~ {names[1]}", "1 → 3", f"+ {names[3]}"
    )
    await pedagogue.taps("Бұйрық жасау · № 2")
    pedagogue.sees("✓ Бұйрық дайын", "Бұйрық № 2", "Жаңа: 1 · өзгерді: 1 · шықты: 1")
    await pedagogue.taps("Балалар мен қағаздар · 3")
    pedagogue.sees("Бұйрық № 2: тізім", f"− {names[0]}")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    pedagogue.sees(buttons=["№ 2 · ", "№ 1 · "])
    await pedagogue.taps("№ 1 · ")
    pedagogue.sees("Бұйрық № 1", "Тізімдегі балалар: 3")
    pedagogue.sees_not(buttons=["Бұйрықты қайтару"])


async def test_what_was_looked_at_is_what_is_ordered(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, school, 1)
    await opens_orders(pedagogue)
    await pedagogue.taps("⏳ ")
    await granted(telegram, school, 1, skip=1)
    await pedagogue.taps("Бұйрық жасау · № 1")
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("БҰЙРЫҚ № 1", "Балалар: 2")
    await pedagogue.taps("Бұйрық жасау · № 1")
    pedagogue.sees("Тізімдегі балалар: 2")


async def test_number_and_day_are_typed_and_tapped(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, school, 1)
    await orders_meals(pedagogue)
    await pedagogue.taps("✏️ Кітаптағы №")
    pedagogue.sees("мысалы: 36-ө")
    await pedagogue.sends("нөмірі әлі белгісіз болып тұр")
    pedagogue.sees("нөмірге ұқсамайды", "36-ө")
    await pedagogue.sends("№36-ө")
    pedagogue.sees("Бұйрықтар кітабындағы нөмірі: 36-ө")
    pedagogue.sees_not(buttons=["Бұйрықты қайтару"])
    await pedagogue.taps("✏️ Күні")
    pedagogue.sees("Қазір: 07.09.2026", buttons=["• 07.09.2026"])
    await pedagogue.sends("түс")
    pedagogue.sees("«түс» қай күн екенін түсінбедім")
    await pedagogue.sends("5 қыркүйек")
    pedagogue.sees("Күні: 05.09.2026")
    await pedagogue.taps("✏️ Күні")
    await pedagogue.taps("07.09.2026")
    pedagogue.sees("Күні: 07.09.2026")
    await pedagogue.taps("✏️ Кітаптағы №")
    await pedagogue.sends("жоқ")
    pedagogue.sees("қолмен жазылады", buttons=["↶ Бұйрықты қайтару"])
    await pedagogue.taps("✏️ Кітаптағы №")
    await pedagogue.taps("Артқа")
    await pedagogue.sends("37")
    pedagogue.sees("Бұл хабарды түсінбедім")


async def test_the_newest_order_is_taken_back(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, school, 2)
    await orders_meals(pedagogue)
    await pedagogue.taps("↶ Бұйрықты қайтару")
    pedagogue.sees("№ 1 бұйрықты қайтарамыз ба", "(2)")
    pedagogue.sees_not("басып шығарылған")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Бұйрық (Word, PDF)")
    await pedagogue.taps("ҚАЗ · Word")
    assert "БҰЙРЫҚ" in pedagogue.receives_file(".docx").text
    await pedagogue.taps("Артқа")
    await pedagogue.taps("↶ Бұйрықты қайтару")
    pedagogue.sees("басып шығарылған")
    sure = next(one for one in pedagogue.shown_buttons if one.label == "Иә, қайтару")
    await pedagogue.taps("Иә, қайтару")
    pedagogue.sees("Бұл бұйрық қайтарылды")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Бұйрық күткен балалар: 2", "Шыққан бұйрықтар: 0")
    await pedagogue.taps("⏳ ")
    await pedagogue.taps("Бұйрық жасау · № 1")
    pedagogue.sees("Бұйрық № 1")
    await pedagogue.taps_again(sure)
    pedagogue.sees("Бұл бұйрық қайтарылды")
    orders = await in_office(telegram, lambda desk: desk.orders.of_year(desk.schools.get().year))
    assert [one.number for one in orders] == [1]


async def test_a_childs_papers_go_by_what_is_given(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    papers = {
        "meals": ["Хабарлама"],
        "camp": ["Хабарлама", "Жолдама"],
        "aid": ["Хабарлама", "Чектер парағы"],
        "sponsor": ["Хабарлама", "Қабылдау-тапсыру актісі"],
    }
    every = {one for some in papers.values() for one in some}
    for place, (service, expected) in enumerate(papers.items()):
        await granted(telegram, school, 1, service, skip=place)
        await orders_meals(pedagogue)
        await pedagogue.taps("Балалар мен қағаздар · 1")
        await pedagogue.taps("+ ")
        pedagogue.sees(
            "Ата-анаға берілетін қағаздар", "тізімге енгізілді", buttons=[*expected, "Өтінішті ашу"]
        )
        pedagogue.sees_not(buttons=[one for one in every if one not in expected])


async def test_an_order_follows_a_protocol_and_holds_it(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school)
    made = await complete(telegram, school, school.pupils_of("7Ә")[:2])
    await plans(pedagogue)
    await pedagogue.taps("+ Күтіп тұр")
    await pedagogue.taps("Бәрін қосу")
    await pedagogue.taps("Артқа")
    await come(pedagogue, *SEVEN)
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Дауыс беру")
    await pedagogue.taps("Шешілмегеннің бәрі")
    await pedagogue.taps("✅ Беру · 2")
    await pedagogue.taps("Жазу · 2")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    await pedagogue.taps("Жабу: хаттама № 1")
    reopen = next(one for one in pedagogue.shown_buttons if one.label == "↶ Жабуды қайтару")
    await pedagogue.taps("Бұйрықтар")
    await pedagogue.taps("⏳ ")
    await pedagogue.taps("Бұйрық жасау · № 1")
    pedagogue.sees("Бұйрық № 1")
    await pedagogue.taps("✏️ Күні")
    await pedagogue.sends("6.09")
    pedagogue.sees("хаттамадан (07.09.2026) ерте бола алмайды")
    await pedagogue.taps_again(reopen)
    pedagogue.sees_toast("одан кейін бұйрық")
    pedagogue.sees_not(buttons=["Жабуды қайтару"])
    assert await states(telegram, made) == ["granted", "granted"]


async def test_receipts_are_ticked_and_parents_reminded(telegram: World, school: Staff) -> None:
    pedagogue, parent = school.pedagogue, school.parent
    made = await complete_of(telegram, school, 0, "aid")
    await decided(telegram, school, made)
    parent.reads_all()
    await granted(telegram, school, 1, "aid", skip=20)
    await opens_orders(pedagogue)
    await pedagogue.taps("Чектер")
    pedagogue.sees("Әкелгендер: 0/3", "қоңырау шалыңыз: 1", buttons=["☎ ", "▫️ ", "Еске салу · 2"])
    ticks = [one for one in pedagogue.buttons if one.startswith("▫️ ")]
    await pedagogue.taps_quickly(*ticks)
    pedagogue.sees("Әкелгендер: 2/3", buttons=[" · 07.09"])
    pedagogue.sees_not(buttons=["Еске салу"])
    await pedagogue.taps(next(one for one in pedagogue.buttons if one.startswith("✅ ")))
    pedagogue.sees("Әкелгендер: 1/3")
    await pedagogue.taps("Еске салу · 1")
    pedagogue.sees_toast("Еске салу жіберілді: 1")
    pedagogue.sees_not(buttons=["Еске салу"])
    parent.sees("чек", buttons=["Өтінішті ашу"])
    button = next(one for one in pedagogue.shown_buttons if one.label.startswith("Еске салу"))
    await pedagogue.taps_again(button)
    await telegram.clock.passes(days=1)
    await opens_orders(pedagogue)
    await pedagogue.taps("Чектер")
    pedagogue.sees(buttons=["Еске салу · 1"])


async def test_a_reminder_of_the_evening_waits_for_the_morning(telegram: World, school: Staff) -> None:
    pedagogue, parent = school.pedagogue, school.parent
    made = await complete_of(telegram, school, 0, "aid")
    await decided(telegram, school, made)
    parent.reads_all()
    await telegram.clock.moves_to(datetime(2026, 9, 7, 17, tzinfo=UTC))
    await opens_orders(pedagogue)
    await pedagogue.taps("Чектер")
    await pedagogue.taps("Еске салу · 2")
    assert not parent.unread
    await pedagogue.taps(next(one for one in pedagogue.buttons if one.startswith("▫️ ")))
    await telegram.clock.moves_to(datetime(2026, 9, 8, 3, 1, tzinfo=UTC))
    assert len(parent.unread) == 1
    parent.reads_all()


@pytest.mark.parametrize("who", ["director", "deputy"])
async def test_who_signs_sees_the_orders_and_changes_nothing(
    telegram: World, school: Staff, who: str
) -> None:
    pedagogue, person = school.pedagogue, getattr(school, who)
    await granted(telegram, school, 2)
    await orders_meals(pedagogue)
    old = list(pedagogue.shown_buttons)
    await granted(telegram, school, 1, skip=2)
    await person.sends("/menu")
    person.reads_all()
    message = person.phone.messages[-1].id
    open_order = next(one for one in old if one.callback_data.startswith("od:"))
    await person.taps_again(replace(open_order, message_id=message))
    person.sees("Бұйрық күткен балалар: 1", buttons=["№ 1 · "])
    await person.taps("⏳ ")
    person.sees("БҰЙРЫҚ № 2")
    person.sees_not(buttons=["Бұйрық жасау"])
    await person.taps("Артқа")
    await person.taps("№ 1 · ")
    person.sees("Бұйрық № 1", buttons=["Бұйрық (Word, PDF)"])
    person.sees_not(buttons=["Бұйрықты қайтару", "✏️"])
    before = await tables(telegram, ALWAYS | OWN)
    for button in [one for one in old if one.callback_data[:3] in ("odm", "odn", "odd", "odb", "odt", "odq")]:
        await person.taps_again(replace(button, message_id=message))
    assert changed(before, await tables(telegram, ALWAYS | OWN)) == {}


async def test_a_class_teacher_and_a_parent_see_no_order(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await granted(telegram, school, 2)
    await orders_meals(pedagogue)
    old = {one.callback_data: one for one in pedagogue.shown_buttons if one.callback_data.startswith("od")}
    for person in (school.teacher_of("7Ә"), school.parent, school.psychologist):
        await person.sends("/menu")
        person.reads_all()
        message = person.phone.messages[-1].id
        for button in old.values():
            await person.taps_again(replace(button, message_id=message))
            person.sees_not("БҰЙРЫҚ", "Бұйрық № 1", "Бұйрықтар", "Приказы")
        person.reads_all()


async def test_old_buttons_of_an_order_that_stands_write_nothing(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    telegram.tolerates |= {"surplus"}
    await granted(telegram, school, 2)
    await orders_meals(pedagogue)
    await pedagogue.taps("↶ Бұйрықты қайтару")
    old = list(pedagogue.shown_buttons)
    await granted(telegram, school, 1, skip=2)
    await orders_meals(pedagogue)
    for button in {one.callback_data: one for one in old if one.callback_data.startswith("od")}.values():
        before = await tables(telegram, ALWAYS | OWN)
        await pedagogue.taps_again(button)
        assert changed(before, await tables(telegram, ALWAYS | OWN)) == {}, button


async def test_an_update_that_is_delivered_again_makes_one_order(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    telegram.tolerates |= {"surplus"}
    await granted(telegram, school, 2)
    await opens_orders(pedagogue)
    await pedagogue.taps("⏳ ")
    telegram.server.deliver_twice(1)
    await pedagogue.taps("Бұйрық жасау · № 1")
    orders = await in_office(telegram, lambda desk: desk.orders.of_year(desk.schools.get().year))
    assert [one.number for one in orders] == [1]
    assert await in_office(telegram, lambda desk: len(desk.decisions.of_order(orders[0].id))) == 2
    await as_person(telegram, pedagogue, lambda desk: desk.drafts.close(desk.actor.id))


async def test_what_is_ordered_or_taken_back_meanwhile_leads_to_what_there_is(
    telegram: World, school: Staff
) -> None:
    pedagogue = school.pedagogue
    made = await granted(telegram, school, 1)
    await opens_orders(pedagogue)
    await pedagogue.taps("⏳ ")
    make = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("odm"))
    await decided(telegram, school, made, Ruling.END, "1", "көшіп кетті")
    await pedagogue.taps_again(make)
    pedagogue.sees_toast("Бұйрық күткен шешім жоқ")
    pedagogue.sees("Шыққан бұйрықтар: 0")
    await granted(telegram, school, 1, skip=1)
    await orders_meals(pedagogue)
    ask = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("odn"))
    await pedagogue.taps("↶ Бұйрықты қайтару")
    await pedagogue.taps("Иә, қайтару")
    await pedagogue.taps_again(ask)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Бұл бұйрық қайтарылды")
