"""Consent: read and given before the first form, shown as it was given, withdrawn, and what the school does then."""

from bot.core.parents.representative import Consent
from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.coming_in import CLASS, born, class_link, comes_in, names, pupils
from tests.journeys.surveying import at_the_desk


async def confirmed(telegram: World, school: Staff, place: int = 0) -> Person:
    """A parent whom the school has just let in, at the page of the child."""
    aigul, child = telegram.person("Айгүл", language="kk"), pupils(school)[place]
    await comes_in(aigul, await class_link(school))
    await names(aigul, child.name.short, born(child))
    await school.pedagogue.taps("✅ Растау")
    school.pedagogue.reads_all()
    school.teacher_of(CLASS).reads_all()
    aigul.sees("растады")
    await aigul.taps("Ашу")
    return aigul


async def test_a_parent_reads_and_agrees(telegram: World, school: Staff) -> None:
    aigul, child = await confirmed(telegram, school), pupils(school)[0]
    aigul.sees("келісім керек")
    await aigul.taps("Келісімді оқу")
    aigul.sees("1/2", school.sample.school.name_kk, child.name.full, "94-V")
    aigul.sees_not(buttons=["Келісемін"])
    await aigul.taps("Әрі қарай")
    aigul.sees("2/2", "Telegram", "шетелде", "ешқашан", "15 жұмыс күні")
    await aigul.taps("◀ Артқа")
    aigul.sees("1/2")
    await aigul.taps("Әрі қарай")
    await aigul.taps("✅ Келісемін")
    aigul.sees("Келісіміңіз сақталды", "07.09.2026 09:00", buttons=["Өтініштер"])
    await aigul.taps("Менің балаларым")
    aigul.sees(buttons=[f"✅ {child.name.short}"[:20]])


async def test_a_double_tap_is_one_consent(telegram: World, school: Staff) -> None:
    aigul = await confirmed(telegram, school)
    await aigul.taps("Келісімді оқу")
    await aigul.taps("Әрі қарай")
    await aigul.taps_quickly("✅ Келісемін", "✅ Келісемін")
    aigul.sees("Келісіміңіз сақталды")
    given = await at_the_desk(telegram, lambda desk: _consents(desk, aigul.id))
    assert len(given) == 1


async def test_not_agreeing_is_a_page_and_keeps_nothing(telegram: World, school: Staff) -> None:
    aigul = await confirmed(telegram, school)
    await aigul.taps("Келісімді оқу")
    await aigul.taps("Әрі қарай")
    await aigul.taps("Келіспеймін")
    aigul.sees("ештеңе сақталмады", "қағаз өтініш", "құқықтары өзгермейді")
    assert await at_the_desk(telegram, lambda desk: _consents(desk, aigul.id)) == ()
    await aigul.taps("Қайта оқу")
    aigul.sees("1/2")


async def test_a_text_that_changed_meanwhile_is_shown_anew(telegram: World, school: Staff) -> None:
    aigul = await confirmed(telegram, school)
    await aigul.taps("Келісімді оқу")
    await aigul.taps("Әрі қарай")
    await at_the_desk(telegram, lambda desk: desk.people.set_language(_person(desk, aigul.id), "ru"))
    await aigul.taps("✅ Келісемін")
    aigul.sees_toast("устарела")
    aigul.sees("1/2", "Согласие")
    assert await at_the_desk(telegram, lambda desk: _consents(desk, aigul.id)) == ()


async def test_a_given_consent_is_shown_word_for_word(telegram: World, school: Staff) -> None:
    parent, child = school.parent, school.children[0]
    kept = (await at_the_desk(telegram, lambda desk: _consents(desk, parent.id)))[0].text
    await parent.sends("/children")
    await parent.taps(child[:12])
    await parent.taps("Менің келісімім")
    parent.sees(child, "07.09.2026 09:00", "2026-1", *kept.split("\n\n* * *\n\n")[0].split("\n\n"))
    await parent.taps("▶")
    parent.sees(*kept.split("\n\n* * *\n\n")[1].split("\n\n"))
    await parent.taps("◀ Артқа")
    parent.sees(buttons=[f"✅ 07.09.26 {child}"[:20], f"✅ 07.09.26 {school.children[1]}"[:20]])


async def test_a_withdrawal_says_what_happens_and_becomes_a_task(telegram: World, school: Staff) -> None:
    parent, pedagogue, child = school.parent, school.pedagogue, school.children[0]
    await _withdraws(parent, child)
    parent.sees("келісім қайтарылды", "28.09.2026")
    first = next(one for one in parent.shown_buttons if one.label.startswith("Келісімді қайтарып алу"))
    await parent.taps_again(first)
    parent.sees("келісім қайтарылды", "28.09.2026")
    await parent.taps("Келісімдерім")
    await parent.taps(f"✖ 07.09.26 {child}"[:20])
    parent.sees("Қайтарылған; өңдеу 28.09.2026")
    withdraw = next(one for one in parent.shown_buttons if one.label == "Иә, қайтарып алу")
    pedagogue.sees(child, "28.09.2026")
    await parent.taps_again(withdraw)
    parent.sees("келісім қайтарылды")
    assert not pedagogue.unread
    await telegram.clock.passes(days=18)
    pedagogue.sees("мерзімі таяу", child)
    await pedagogue.taps("Қайтарылған келісімдер")
    await pedagogue.taps("28.09.2026")
    pedagogue.sees(child, "Ерғалиева Зере", "Не істеу керек")
    await pedagogue.taps("✅ Орындалды")
    pedagogue.sees("тоқтатылды ма")
    await pedagogue.taps("Иә, тоқтатылды")
    pedagogue.sees("Тоқтатылуы керек дерек жоқ")
    parent.sees("өңдеу тоқтатылды", "25.09.2026")
    await parent.sends("/children")
    await parent.taps("Келісімдерім")
    await parent.taps("✖ 07.09.26")
    parent.sees("өңдеу 25.09.2026 тоқтатылды")
    tick = next(one for one in pedagogue.shown_buttons if one.label == "Иә, тоқтатылды")
    await pedagogue.taps_again(tick)
    pedagogue.sees_toast("ескірген")
    task = next(one for one in pedagogue.shown_buttons if one.label.startswith("28.09.2026"))
    await pedagogue.taps_again(task)
    pedagogue.sees("Тоқтатылуы керек дерек жоқ")


async def test_a_consent_can_be_given_again(telegram: World, school: Staff) -> None:
    parent, child = school.parent, school.children[0]
    await _withdraws(parent, child)
    school.pedagogue.reads_all()
    await parent.taps("Келісімдерім")
    parent.sees(buttons=[f"⏳ {child}", "✖ 07.09.26"])
    await parent.taps("⏳")
    await parent.taps("Әрі қарай")
    await parent.taps("✅ Келісемін")
    parent.sees("Келісіміңіз сақталды")
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Ата-аналар")
    pedagogue.sees_not(buttons=["Қайтарылған келісім"])


async def test_keeping_the_consent_changes_nothing(telegram: World, school: Staff) -> None:
    parent, child = school.other_parent, school.other_children[0]
    await parent.sends("/children")
    await parent.taps(child[:10])
    await parent.taps("Моё согласие")
    await parent.taps("Отозвать согласие")
    parent.sees("отозвать согласие?", "15 рабочих дней")
    await parent.taps("Оставить в силе")
    parent.sees("Дано:")
    assert (await at_the_desk(telegram, lambda desk: _consents(desk, parent.id)))[0].held


async def test_the_consent_of_another_parent_is_nobodys(telegram: World, school: Staff) -> None:
    mine = await at_the_desk(telegram, lambda desk: _consents(desk, school.parent.id)[0].id)
    parent = school.other_parent
    await parent.sends("/start")
    parent.sees(buttons=["Мои дети"])
    message = parent.phone.messages[-1]
    for address in (f"ys:{mine}:0", f"yw:{mine}:1"):
        await telegram.step(parent, lambda address=address: parent.phone.presses_data(message.id, address))
        parent.sees_toast("больше нет")
    held = await at_the_desk(telegram, lambda desk: _consents(desk, school.parent.id)[0].held)
    assert held


async def _withdraws(parent: Person, child: str) -> None:
    await parent.sends("/children")
    await parent.taps(child[:12])
    await parent.taps("Менің келісімім")
    await parent.taps("Келісімді қайтарып алу")
    parent.sees("15 жұмыс күні", "аяқтай алмайды", buttons=["Келісім күшінде қалсын"])
    await parent.taps("Иә, қайтарып алу")


def _consents(desk: Desk, account: int) -> tuple[Consent, ...]:
    return desk.consents.of_person(_person(desk, account))


def _person(desk: Desk, account: int) -> int:
    person = desk.people.by_telegram(account)
    assert person is not None
    return person.id
