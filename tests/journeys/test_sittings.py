"""The trustee council: its members, a sitting from the plan to the protocol, and what comes back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.councils.members import end_member
from tests.conftest import Staff
from tests.driver import Person, World
from tests.house.furnished import ALWAYS, OWN, changed, tables
from tests.journeys.cases import as_person
from tests.journeys.council import ELEVEN, all_sittings, complete, complete_of, council_sits, states
from tests.journeys.reports import in_office


async def opens_sittings(person: Person) -> None:
    await person.sends("/menu")
    await person.taps("Өтініштер")
    await person.taps("Кеңес отырыстары")


async def plans(person: Person, day: str = "дс, 07.09", hour: str = "10:00") -> None:
    """A sitting at the school, by buttons; the sample day is Monday, 7 September."""
    await opens_sittings(person)
    await person.taps("+ Отырыс жоспарлау")
    await person.taps(day)
    await person.taps(hour)
    await person.taps("мектепте")


async def come(person: Person, *names: str) -> None:
    await person.taps("Қатысу")
    await person.taps_quickly(*(f"▫️ {name}" for name in names))


SEVEN = ("Ли Анна", "Ким Борис", "Оспан Жанар", "Мүшеа Сынақ", "Мүшеб Сынақ", "Мүшев Сынақ", "Мүшег Сынақ")


async def sits(telegram: World, school: Staff, number: int = 3) -> list[int]:
    """A sitting today with so many children and seven of eleven members there."""
    await council_sits(telegram, school)
    made = await complete(telegram, school, school.pupils_of("7Ә")[:number])
    pedagogue = school.pedagogue
    await plans(pedagogue)
    await pedagogue.taps("+ Күтіп тұр")
    await pedagogue.taps("Бәрін қосу")
    await pedagogue.taps("Артқа")
    await come(pedagogue, *SEVEN)
    await pedagogue.taps("Артқа")
    return made


async def test_members_are_added_by_their_names_and_given_posts(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await opens_sittings(pedagogue)
    pedagogue.sees("Қамқоршылық кеңес (ҚК)", "Кеңес мүшелері: 0", "Кеңес толық емес")
    await pedagogue.taps("Мүшелер · 0")
    pedagogue.sees("Кеңес толық емес: 0 мүше, кемінде 9")
    await pedagogue.taps("+ Мүше қосу")
    await pedagogue.taps("ата-аналар")
    pedagogue.sees("әр жолға бір адам", "Мысалы")
    await pedagogue.sends("Ли Анна, төраға\n12 үй")
    pedagogue.sees("есім деп оқи алмадым: 12 үй", "Ештеңе қосылмады", "әр жолға бір адам")
    await pedagogue.sends("Ли Анна, төраға\nКим Борис; Оспан Жанар, хатшы")
    pedagogue.sees(
        "✓ Қосылды: 3", "мүшелері: 3", "ата-аналар: 3", buttons=["★ Ли Анна", "✎ Оспан Жанар", "Ким Борис"]
    )
    pedagogue.sees_not("Төраға белгіленбеген")
    await pedagogue.taps("Ким Борис")
    pedagogue.sees("Ким Борис", "мүше · ата-аналар", "07.09.2026")
    await pedagogue.taps("★ Төраға ету")
    pedagogue.sees("төраға · ата-аналар")
    await pedagogue.taps("Кімнің атынан")
    await pedagogue.taps("демеушілер")
    pedagogue.sees("төраға · демеушілер")
    await pedagogue.taps("✏️ Аты-жөні")
    await pedagogue.sends("4")
    pedagogue.sees("«4» дегенді есім деп оқи алмадым")
    await pedagogue.sends("Ким Болат")
    pedagogue.sees("Ким Болат", "төраға · демеушілер")
    await pedagogue.taps("Кеңестен шығару")
    pedagogue.sees("Ким Болат", "кеңестен шықты")
    await pedagogue.taps("Артқа")
    pedagogue.sees("мүшелері: 2", "Төраға белгіленбеген", buttons=["Ли Анна"])
    button = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("gmr:"))
    await pedagogue.taps_again(button)
    pedagogue.sees("төраға · демеушілер")


async def test_the_director_is_hinted_at_and_not_forbidden(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school, f"{school.director.name}\nЛи Анна")
    await opens_sittings(pedagogue)
    await pedagogue.taps("Мүшелер · 2")
    pedagogue.sees("Мектеп әкімшілігіне ұқсайды", school.director.name)
    await pedagogue.taps(school.director.name[:20])
    pedagogue.sees("Мектеп әкімшілігіне ұқсайды", buttons=["★ Төраға ету"])


async def test_turning_away_from_the_names_makes_the_next_text_no_name(
    telegram: World, school: Staff
) -> None:
    pedagogue = school.pedagogue
    await opens_sittings(pedagogue)
    await pedagogue.taps("Мүшелер · 0")
    await pedagogue.taps("+ Мүше қосу")
    await pedagogue.taps("қоғам өкілдері")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    await pedagogue.sends("Ли Анна")
    pedagogue.sees("оқушы табылмады")
    await opens_sittings(pedagogue)
    pedagogue.sees("Кеңес мүшелері: 0")


async def test_a_sitting_is_planned_typed_moved_and_cancelled(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school)
    await complete(telegram, school, school.pupils_of("7Ә")[:2])
    await opens_sittings(pedagogue)
    await pedagogue.taps("+ Отырыс жоспарлау")
    pedagogue.sees("Отырыс қай күні?", buttons=["дс, 07.09", "дс, 14.09"])
    await pedagogue.sends("кейін")
    pedagogue.sees("«кейін» қай күн екенін түсінбедім", "15.09")
    await pedagogue.sends("13 қыркүйек")
    pedagogue.sees("жс, 13.09", "демалыс күні")
    await pedagogue.taps("Артқа")
    await pedagogue.sends("15.09")
    pedagogue.sees("сс, 15.09", "сағат нешеде")
    await pedagogue.sends("түсте")
    pedagogue.sees("«түсте» сағат неше екенін түсінбедім", "15:30")
    await pedagogue.sends("15 30")
    pedagogue.sees("15.09.2026, 15:30", "қайда өтеді")
    await pedagogue.sends("!")
    pedagogue.sees("Орнын қысқаша жазыңыз")
    await pedagogue.sends("кітапхана")
    pedagogue.sees("ҚК отырысы: 15.09.2026, 15:30", "Орны: кітапхана", "Күн тәртібінде: 0 бала", "кворум жоқ")
    await pedagogue.taps("+ Күтіп тұр · 2")
    await pedagogue.taps("Бәрін қосу · 2")
    pedagogue.sees("Күн тәртібі · 15.09.2026, 15:30", "Балалар: 2", school.pupils_of("7Ә")[0], "▫️")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Көшіру")
    pedagogue.sees("Қазір: 15.09.2026, 15:30")
    await pedagogue.taps("бс, 10.09")
    pedagogue.sees(buttons=["• 15:30", "14:00"])
    await pedagogue.taps("• 15:30")
    await pedagogue.taps("онлайн")
    pedagogue.sees("ҚК отырысы: 10.09.2026, 15:30", "Орны: онлайн", "Күн тәртібінде: 2 бала")
    await telegram.clock.moves_to(datetime(2026, 9, 9, 4, 1, tzinfo=UTC))
    pedagogue.sees("келесі отырысы: 10.09.2026, 15:30", buttons=["Отырысты ашу"])
    await pedagogue.taps("Отырысты ашу")
    await pedagogue.taps("Болдырмау")
    pedagogue.sees("болдырмаймыз ба", "(2)")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Күн тәртібінде: 2 бала")
    await pedagogue.taps("Болдырмау")
    await pedagogue.taps("Иә, болмайды")
    pedagogue.sees("отырысы болмайды")
    await pedagogue.taps("↶ Отырысты қайтару")
    pedagogue.sees("ҚК отырысы: 10.09.2026, 15:30", "Күн тәртібінде: 2 бала")
    await pedagogue.taps("Артқа")
    pedagogue.sees(buttons=["⏳ 10.09, 15:30 · балалар: 2"])


async def test_applications_are_put_on_one_by_one_and_taken_off(telegram: World, school: Staff) -> None:
    pedagogue, names = school.pedagogue, school.pupils_of("7Ә")
    made = await complete(telegram, school, names[:3])
    await complete(telegram, school, names[3:4], "meals", "5")
    await complete(telegram, school, names[4:5], "meals", "1")
    await plans(pedagogue)
    await pedagogue.taps("+ Күтіп тұр · 4")
    pedagogue.sees("Кеңестің шешімін күтіп тұр: 4", buttons=["· 3", "· 1"])
    await pedagogue.taps(next(one for one in pedagogue.buttons if one.endswith(" · 3")))
    pedagogue.sees("Күтіп тұр: 3")
    await pedagogue.taps_quickly("№ 1 ·", "№ 3 ·")
    assert await states(telegram, made) == ["on_agenda", "ready", "on_agenda"]
    pedagogue.sees("Күтіп тұр: 1")
    await pedagogue.taps("№ 2 ·")
    pedagogue.sees("Кеңестің шешімін күтіп тұр: 1")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Күн тәртібінде: 3 бала")
    await pedagogue.taps("Күн тәртібі · 3")
    await pedagogue.taps("1. ")
    pedagogue.sees("№ 1", "Санаты: 2", "Әлі шешілген жоқ", buttons=["✅ Беру", "✖ Бас тарту", "Өтінішті ашу"])
    await pedagogue.taps("Күн тәртібінен алу")
    pedagogue.sees("Балалар: 2")
    assert (await states(telegram, made)).count("ready") == 1
    await pedagogue.taps("+ Өтініш қосу")
    pedagogue.sees("күтіп тұр: 2")


async def test_quick_ticks_of_presence_all_count_and_the_quorum_is_shown(
    telegram: World, school: Staff
) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school)
    await plans(pedagogue)
    pedagogue.sees("Қатысқаны: 0/11", "кворум жоқ")
    await come(pedagogue, *SEVEN)
    pedagogue.sees("Қатысқаны: 7/11 · кворум бар (жартысынан көп)", buttons=["✅ Ли Анна", "▫️ Мүшед"])
    await pedagogue.taps("✅ Ли Анна")
    pedagogue.sees("Қатысқаны: 6/11", buttons=["▫️ Ли Анна"])
    await pedagogue.taps("✅ Ким Борис")
    pedagogue.sees("Қатысқаны: 5/11", "кворум жоқ", "Төраға да, орынбасары да жоқ")
    await pedagogue.taps("Бәрі келді")
    pedagogue.sees("Қатысқаны: 11/11")
    pedagogue.sees_not(buttons=["Бәрі келді"])


async def test_a_sitting_from_the_votes_to_the_protocol(telegram: World, school: Staff) -> None:
    pedagogue, names = school.pedagogue, school.pupils_of("7Ә")
    made = await sits(telegram, school, 4)
    await pedagogue.taps("Дауыс беру · қалғаны: 4")
    pedagogue.sees("Таңдалғаны: 0/4", buttons=[f"☐ {names[0]}"[:20]])
    await pedagogue.taps("Шешілмегеннің бәрі · 4")
    pedagogue.sees("Таңдалғаны: 4/4")
    await pedagogue.taps_quickly(f"☑ {names[2]}"[:20], f"☑ {names[3]}"[:20])
    pedagogue.sees("Таңдалғаны: 2/4")
    await pedagogue.taps("✅ Беру · 2")
    pedagogue.sees("Берілсін: 2 бала", names[0], names[1], "жақтап 7, қарсы 0, қалыс 0")
    await pedagogue.taps("Жазу · 2")
    pedagogue.sees_toast("✓ Жазылды")
    pedagogue.sees("шешілмегені: 2")

    await pedagogue.taps(f"☐ {names[2]}"[:20])
    await pedagogue.taps("✖ Бас тарту · 1")
    pedagogue.sees("Неге бас тартамыз", buttons=["Растайтын құжат жоқ"])
    await pedagogue.taps("Растайтын құжат жоқ")
    pedagogue.sees("Бас тартылсын: 1 бала", "Себебі: Мұқтаждықты растайтын құжат берілмеді.")
    await pedagogue.taps("✏️ Дауыс")
    await pedagogue.taps("қарсы 2")
    await pedagogue.taps("қалыс 1")
    pedagogue.sees("Жақтап 4, қарсы 2, қалыс 1", buttons=["• қарсы 2", "• қалыс 1", "қарсы 3"])
    await pedagogue.sends("8 0 0")
    pedagogue.sees("Қатысқаны 7, дауыс одан көп бола алмайды")
    await pedagogue.sends("көп")
    pedagogue.sees("Үш сан жазыңыз")
    await pedagogue.sends("5/1/1")
    pedagogue.sees("жақтап 5, қарсы 1, қалыс 1")
    await pedagogue.taps("Бас тартуды жазу · 1")
    await pedagogue.taps("Артқа")
    pedagogue.sees("шешілгені: 3")
    await pedagogue.taps("Отырысты жабу…")
    pedagogue.sees(
        "Хаттама № 1", "Берілсін: 2", "Бас тартылсын: 1", "Қаралмады: 1", "7/11", "келесі отырысты күтеді"
    )
    await pedagogue.taps_quickly("Жабу: хаттама № 1", "Жабу: хаттама № 1")
    pedagogue.sees(
        "✓ Отырыс жабылды", "Хаттама № 1", "7/11 · кворум бар", "Берілсін: 2", buttons=["Хаттама (Word, PDF)"]
    )
    assert await states(telegram, made) == ["granted", "granted", "refused", "ready"]
    assert [one.number for one in await all_sittings(telegram)] == [1]
    await pedagogue.taps("Шешімдер · 4")
    pedagogue.sees("✅ 7-0-0", "✖ 5-1-1", "▫️")
    await pedagogue.taps("3. ")
    pedagogue.sees("Бас тартылсын", "5-1-1", "Мұқтаждықты растайтын", buttons=["Өтінішті ашу"])
    pedagogue.sees_not(buttons=["Шешімін өшіру", "✅ Беру"])


async def test_one_child_gets_its_own_category_and_details(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    made = await sits(telegram, school, 1)
    await pedagogue.taps("Күн тәртібі · 1")
    await pedagogue.taps("1. ")
    await pedagogue.taps("✅ Беру")
    pedagogue.sees("Берілсін: 1 бала", "Лагерь атауы: —")
    await pedagogue.taps("✏️ Санаты")
    pedagogue.sees("Өтініште: 2", buttons=["✅ Өтініштегідей", "3 ·"])
    await pedagogue.taps("3 ·")
    pedagogue.sees("Кеңес белгілеген санат: 3")
    await pedagogue.taps(next(one for one in pedagogue.buttons if one.startswith("✏️ Лагерь")))
    pedagogue.sees("Жаңа мәнін жазыңыз")
    await pedagogue.sends("«Тау самалы» лагері")
    pedagogue.sees("Лагерь атауы: «Тау самалы» лагері")
    await pedagogue.taps("✏️ Себебі")
    pedagogue.sees("міндетті емес")
    await pedagogue.sends("үй-тұрмыс жағдайы зерделенді")
    await pedagogue.taps("Жазу · 1")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Күн тәртібі · 1")
    await pedagogue.taps("1. ")
    pedagogue.sees("Санаты: 3", "✅ Берілсін", "«Тау самалы» лагері", "зерделенді", buttons=["Шешімін өшіру"])
    await pedagogue.taps("✅ Беру")
    pedagogue.sees("«Тау самалы» лагері", "Кеңес белгілеген санат: 3", "зерделенді")
    await pedagogue.taps("✏️ Санаты")
    await pedagogue.taps("Өтініштегідей")
    pedagogue.sees_not("Кеңес белгілеген санат")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    await pedagogue.taps("Жабу: хаттама № 1")
    decisions = await in_office(telegram, lambda desk: desk.decisions.of_application(made[0]))
    assert [(one.category, dict(one.details), one.reason) for one in decisions] == [
        ("3", {"camp": "«Тау самалы» лагері"}, "үй-тұрмыс жағдайы зерделенді")
    ]


async def grants(person: Person) -> None:
    """The first child of the agenda, from the page of the sitting to the child again."""
    await person.taps("Күн тәртібі · 1")
    await person.taps("1. ")
    await person.taps("✅ Беру")
    await person.taps("Жазу · 1")
    await person.taps("Артқа")
    await person.taps("Күн тәртібі · 1")
    await person.taps("1. ")


async def test_a_ruling_is_cleared_and_an_old_clear_does_nothing(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await sits(telegram, school, 1)
    await grants(pedagogue)
    old = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("gvz"))
    await pedagogue.taps("↶ Шешімін өшіру")
    pedagogue.sees("Әлі шешілген жоқ")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    await grants(pedagogue)
    await pedagogue.taps_again(old)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("✅ Берілсін")


async def test_nothing_is_proposed_where_nobody_is_there_or_chosen(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school)
    await complete(telegram, school, school.pupils_of("7Ә")[:2])
    await plans(pedagogue)
    await pedagogue.taps("+ Күтіп тұр")
    await pedagogue.taps("Бәрін қосу")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Дауыс беру")
    pedagogue.sees("қатысқаны: 0", buttons=["Алдымен қатысуды белгілеу"])
    await pedagogue.taps("Шешілмегеннің бәрі")
    await pedagogue.taps("✅ Беру · 2")
    pedagogue.sees_toast("кімнің келгенін белгілеңіз")
    grant = next(one for one in pedagogue.shown_buttons if one.label == "✅ Беру · 2")
    await pedagogue.taps("Таңдауды алып тастау")
    await pedagogue.taps_again(grant)
    pedagogue.sees_toast("Ешкім таңдалмаған")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    pedagogue.sees("Кімнің келгені белгіленбеген")
    pedagogue.sees_not(buttons=["Жабу: хаттама"])


async def test_a_small_council_without_a_quorum_is_said_and_not_forbidden(
    telegram: World, school: Staff
) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school, "\n".join(ELEVEN.splitlines()[:6]))
    await complete(telegram, school, school.pupils_of("7Ә")[:1])
    await plans(pedagogue)
    await pedagogue.taps("+ Күтіп тұр")
    await pedagogue.taps("Бәрін қосу")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Кеңес толық емес: 6 мүше, кемінде 9")
    await come(pedagogue, "Ли Анна", "Ким Борис", "Оспан Жанар")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Дауыс беру")
    await pedagogue.taps("Шешілмегеннің бәрі")
    await pedagogue.taps("✅ Беру · 1")
    await pedagogue.taps("✏️ Дауыс")
    await pedagogue.sends("1 1 1")
    pedagogue.sees("Жақтағандар көпшілік емес")
    await pedagogue.taps("Жазу")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    pedagogue.sees("кворум жоқ", "Кеңес толық емес: 6 мүше", "Көпшілік дауыс алмаған шешім: 1")
    await pedagogue.taps("Жабу: хаттама № 1")
    pedagogue.sees("Хаттама № 1", "кворум жоқ", "Кеңес толық емес: 6 мүше")


async def test_parents_hear_the_day_the_outcome_and_that_it_was_undone(
    telegram: World, school: Staff
) -> None:
    pedagogue, parent = school.pedagogue, school.parent
    await council_sits(telegram, school)
    first, second = await complete_of(telegram, school, 0)
    await complete_of(telegram, school, 1)
    parent.reads_all()
    await plans(pedagogue)
    await pedagogue.taps("+ Күтіп тұр · 3")
    await pedagogue.taps("Бәрін қосу")
    parent.sees("отырысында қаралады", "07.09.2026")
    parent.reads_all()
    school.other_parent.reads_all()
    await pedagogue.taps("Артқа")
    await come(pedagogue, *SEVEN)
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Дауыс беру")
    await pedagogue.taps("Шешілмегеннің бәрі")
    await pedagogue.taps("✖ Бас тарту · 3")
    await pedagogue.taps("Орын не қаражат жоқ")
    await pedagogue.taps("Бас тартуды жазу · 3")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    await pedagogue.taps("Жабу: хаттама № 1")
    parent.sees("бас тартылды", "Биылғы орындар немесе қаражат таусылды")
    school.other_parent.sees("Места или средства этого года исчерпаны")
    parent.reads_all()
    assert await states(telegram, [first, second]) == ["refused", "refused"]
    await pedagogue.taps("↶ Жабуды қайтару")
    pedagogue.sees("№ 1 хаттаманың жабылуын қайтарамыз ба", "(3)")
    await pedagogue.taps("Иә, қайтару")
    pedagogue.sees("↶ Отырыс қайта ашылды", "Күн тәртібінде: 3 бала, шешілгені: 3")
    parent.sees("қате кетті")
    parent.reads_all()
    school.other_parent.reads_all()
    assert await states(telegram, [first, second]) == ["on_agenda", "on_agenda"]
    await pedagogue.taps("Отырысты жабу…")
    await pedagogue.taps("Жабу: хаттама № 1")
    pedagogue.sees("Хаттама № 1")
    parent.reads_all()
    school.other_parent.reads_all()


async def test_an_update_that_is_delivered_again_makes_one_protocol(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    telegram.tolerates |= {"surplus"}
    made = await sits(telegram, school, 2)
    await pedagogue.taps("Дауыс беру")
    await pedagogue.taps("Шешілмегеннің бәрі")
    await pedagogue.taps("✅ Беру · 2")
    telegram.server.deliver_twice(1)
    await pedagogue.taps("Жазу · 2")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    telegram.server.deliver_twice(1)
    await pedagogue.taps("Жабу: хаттама № 1")
    pedagogue.sees("Хаттама № 1")
    assert [one.number for one in await all_sittings(telegram)] == [1]
    assert len(await in_office(telegram, lambda desk: desk.decisions.of_application(made[0]))) == 1


async def test_old_buttons_of_a_closed_sitting_write_nothing(telegram: World, school: Staff) -> None:
    pedagogue, names = school.pedagogue, school.pupils_of("7Ә")
    telegram.tolerates |= {"surplus"}
    await sits(telegram, school, 3)
    await pedagogue.taps("Күн тәртібі · 3")
    await pedagogue.taps("1. ")
    await pedagogue.taps("✅ Беру")
    await pedagogue.taps("✏️ Дауыс")
    await pedagogue.taps("қарсы 1")
    await pedagogue.taps("Дайын")
    await pedagogue.taps("✏️ Санаты")
    await pedagogue.taps("3 ·")
    await pedagogue.taps("Жазу · 1")
    await pedagogue.taps(f"☐ {names[1]}"[:20])
    await pedagogue.taps("✖ Бас тарту · 1")
    await pedagogue.taps("Көмек бұрын берілген")
    await pedagogue.taps("Бас тартуды жазу")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Болдырмау")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Көшіру")
    await pedagogue.taps("• дс, 07.09")
    await pedagogue.taps("• 10:00")
    await pedagogue.taps("• мектепте")
    await pedagogue.taps("Отырысты жабу…")
    old = list(pedagogue.shown_buttons)
    await pedagogue.taps("Жабу: хаттама № 1")
    assert len(old) > 100
    kept = ALWAYS | OWN
    for button in {one.callback_data: one for one in old}.values():
        if button.callback_data.split(":")[0] in {"lang"}:
            continue
        before, toasts = await tables(telegram, kept), len(pedagogue.phone.toasts)
        await pedagogue.taps_again(button)
        assert len(pedagogue.phone.toasts) == toasts + 1, button
        assert changed(before, await tables(telegram, kept)) == {}, button


async def test_a_member_who_left_meanwhile_is_not_counted(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await sits(telegram, school, 1)
    await pedagogue.taps("Дауыс беру")
    await pedagogue.taps("Шешілмегеннің бәрі")
    await pedagogue.taps("✅ Беру · 1")
    await pedagogue.taps("Жазу")
    await as_person(telegram, pedagogue, lambda desk: end_member(desk, 1))
    await pedagogue.taps("Артқа")
    pedagogue.sees("Қатысқаны: 6/10")
    await pedagogue.taps("Отырысты жабу…")
    await pedagogue.taps("Жабу: хаттама № 1")
    pedagogue.sees_toast("Олардың дауысы 6 адамнан көп")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Қатысу · 6/10")
    await pedagogue.taps("▫️ Мүшед")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    await pedagogue.taps("Жабу: хаттама № 1")
    pedagogue.sees("Хаттама № 1", "7/10")


@pytest.mark.parametrize("who", ["director", "deputy", "psychologist"])
async def test_nobody_else_gets_to_the_council(telegram: World, school: Staff, who: str) -> None:
    pedagogue, person = school.pedagogue, getattr(school, who)
    await plans(pedagogue)
    await person.sends("/menu")
    person.reads_all()
    message = person.phone.messages[-1].id
    for button in [one for one in pedagogue.shown_buttons if one.callback_data.startswith("g")]:
        await person.taps_again(replace(button, message_id=message))
        person.sees_not("ҚК отырысы", "Қамқоршылық кеңестің мүшелері")
    person.reads_all()


async def test_a_sitting_can_not_be_closed_before_its_day(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school)
    await complete(telegram, school, school.pupils_of("7Ә")[:1])
    await plans(pedagogue, "ср, 09.09")
    await pedagogue.taps("+ Күтіп тұр")
    await pedagogue.taps("Бәрін қосу")
    await pedagogue.taps("Артқа")
    await come(pedagogue, *SEVEN)
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    pedagogue.sees("Отырыс 09.09.2026 күні өтеді")
    pedagogue.sees_not(buttons=["Жабу: хаттама"])
    await telegram.clock.passes(days=2)
    pedagogue.reads_all()
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Отырысты жабу…")
    pedagogue.sees("Қаралмады: 1", buttons=["Жабу: хаттама № 1"])


async def test_old_buttons_of_planning_and_of_members_lead_back(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await council_sits(telegram, school)
    await plans(pedagogue)
    for label in ("Көшіру", "сс, 08.09", "• 10:00"):
        await pedagogue.taps(label)
    for _ in range(3):
        await pedagogue.taps("Артқа")
    pedagogue.sees("ҚК отырысы: 07.09.2026")
    await pedagogue.taps("Болдырмау")
    await pedagogue.taps("Иә, болмайды")
    old = [
        one
        for one in pedagogue.shown_buttons
        if one.callback_data.split(":")[0] in ("gd", "gdd", "gdt", "gdp")
    ]
    for button in [one for one in old if one.callback_data.split(":")[1] != "0"]:
        await pedagogue.taps_again(button)
        pedagogue.sees_toast("ескірген")
        pedagogue.sees("отырысы болмайды")
    await pedagogue.taps_again(next(one for one in old if one.callback_data.startswith("gdp:0:")))
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Қамқоршылық кеңес (ҚК)")
    await pedagogue.taps("Мүшелер")
    await pedagogue.taps("Ким Борис")
    rename = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("gmn"))
    await pedagogue.taps("Кеңестен шығару")
    await pedagogue.taps_again(rename)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("кеңестен шықты")


async def test_what_is_typed_wrong_is_asked_again(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await sits(telegram, school, 2)
    await complete(telegram, school, school.pupils_of("8А")[:1], "aid", "1")
    await pedagogue.taps("Күтіп тұр · ")
    await pedagogue.taps("Бәрін қосу · 1")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Дауыс беру")
    await pedagogue.taps(f"☐ {school.pupils_of('8А')[0]}"[:20])
    await pedagogue.taps("✅ Беру · 1")
    await pedagogue.taps(
        next(one for one in pedagogue.buttons if one.startswith("✏️ ") and "сома" in one.lower())
    )
    await pedagogue.sends("көп")
    pedagogue.sees("Жаңа мәнін жазыңыз", "⚠️")
    await pedagogue.sends("46 228 тг")
    pedagogue.sees("46 228")
    detail = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("gvd"))
    category = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("gvk"))
    write = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("gvx"))
    await pedagogue.taps("✏️ Себебі")
    await pedagogue.sends("ұ" * 401)
    pedagogue.sees("⚠️", "міндетті емес")
    await pedagogue.sends("құжаттары толық")
    pedagogue.sees("Себебі: құжаттары толық")
    await pedagogue.taps_again(write)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Берілсін: 1 бала")
    await pedagogue.taps("Артқа")
    for button in (detail, category, write):
        await pedagogue.taps_again(button)
        pedagogue.sees("Кімдер туралы дауыс береміз")
    await pedagogue.taps("Таңдауды алып тастау")
    await pedagogue.taps("Шешілмегеннің бәрі")
    await pedagogue.taps("✅ Беру · 3")
    pedagogue.sees_not(buttons=["✏️ Санаты"])
    await pedagogue.taps_again(detail)
    pedagogue.sees("Кімдер туралы дауыс береміз")
