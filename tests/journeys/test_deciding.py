"""The office decides: one case or several, with a preview; what the council decides goes on its sitting."""

from datetime import UTC, date, datetime

from bot.core.applications.application import State
from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.applications.handling import mark_on
from bot.core.councils.planning import plan
from bot.core.ports import Desk
from bot.handlers.addresses.deciding import CarryOut, OpenChoice, Propose, SetPart
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.journeys.cases import applied, as_person, entered, state_of
from tests.journeys.reports import in_office
from tests.journeys.test_office import opens_case, presses

LAST = date(2027, 5, 25)


async def decisions(telegram: World, number: int) -> tuple[Decision, ...]:
    return await in_office(telegram, lambda desk: desk.decisions.of_application(number))


async def ready(telegram: World, school: Staff, child: int = 0, **answers: str) -> int:
    """An application of `parent` whose papers the pedagogue has found complete; their case is on the screen."""
    number = await applied(telegram, school.parent, school.children[child], **answers)
    await opens_case(school.pedagogue, number)
    await school.pedagogue.taps("Құжаттары толық")
    school.parent.sees("Құжаттарыңыз толық")
    return number


def old_buttons(person: Person, *labels: str) -> list[ShownButton]:
    return [one for one in person.shown_buttons if any(label in one.label for label in labels)]


async def test_two_taps_grant_and_the_parent_hears_it(telegram: World, school: Staff) -> None:
    number = await ready(telegram, school)
    pedagogue, parent = school.pedagogue, school.parent
    before = pedagogue.taps_count
    await pedagogue.taps("Мақұлдау")
    pedagogue.sees(
        "Мақұлданады: 1", school.children[0], "2 · ", "Қай күннен: 07.09.2026", "Соңғы күні: 25.05.2027"
    )
    assert await state_of(telegram, number) is State.READY
    await pedagogue.taps("Мақұлдау (1)")
    assert pedagogue.taps_count - before == 2
    pedagogue.sees_toast("Шешім жазылды: 1")
    pedagogue.sees(
        "Күйі: мақұлданды", "07.09.2026 – 25.05.2027", buttons=["Хабарлама", "Өзгерту…", "Тоқтату…"]
    )
    parent.sees("Өтінішіңіз мақұлданды", "07.09.2026", "25.05.2027")
    (made,) = await decisions(telegram, number)
    assert (made.ruling, made.category, made.until) == (Ruling.GRANT, "2", LAST)


async def test_every_part_can_be_changed_before(telegram: World, school: Staff) -> None:
    number = await ready(telegram, school)
    pedagogue = school.pedagogue
    await pedagogue.taps("Мақұлдау")
    await pedagogue.taps("✏️ Санаты")
    pedagogue.sees("Қазір: 2 · ", buttons=["✅ 2 ·", "1 ·"])
    pedagogue.sees_not(buttons=["5 ·"])
    await pedagogue.taps("1 ·")
    pedagogue.sees("(← 2)")
    await pedagogue.taps("✏️ Қай күннен")
    await pedagogue.taps("01.10.2026")
    await pedagogue.taps("✏️ Соңғы күні")
    await pedagogue.sends("ертең")
    pedagogue.sees("⚠️", "«ертең» деген күн түсініксіз", "Соңғы күні")
    await pedagogue.sends("1.9.2026")
    pedagogue.sees("⚠️", "Соңғы күні басталатын күнінен бұрын")
    await pedagogue.sends("31 желтоқсан")
    pedagogue.sees("Қай күннен: 01.10.2026", "Соңғы күні: 31.12.2026")
    await pedagogue.taps("✏️ Негізі")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("✏️ Негізі")
    await pedagogue.taps("Құжатпен расталды")
    pedagogue.sees("Негізі: Санатқа жататыны құжаттармен расталды.")
    await pedagogue.sends("тағы бірдеңе")
    pedagogue.sees("⚠️", "Мұнда батырманы таңдаңыз")
    await pedagogue.taps("Мақұлдау (1)")
    school.parent.sees("Санатқа жататыны құжаттармен расталды", "01.10.2026", "31.12.2026")
    (made,) = await decisions(telegram, number)
    assert (made.category, made.since, made.until) == ("1", date(2026, 10, 1), date(2026, 12, 31))


async def test_a_refusal_says_why(telegram: World, school: Staff) -> None:
    number = await ready(telegram, school)
    pedagogue = school.pedagogue
    await pedagogue.taps("Бас тарту…")
    pedagogue.sees("Себебі", "Ата-ана осыны оқиды", buttons=["Санатқа жатпайды"])
    pedagogue.sees_not(buttons=["Бас тартуды жазу"])
    await pedagogue.taps("Артқа")
    pedagogue.sees("шешім шығаруға дайын")
    await pedagogue.taps("Бас тарту…")
    await pedagogue.sends("Табысы күнкөріс деңгейінен жоғары")
    pedagogue.sees("Бас тартылады: 1", "Себебі: Табысы күнкөріс деңгейінен жоғары")
    await pedagogue.taps("Бас тартуды жазу (1)")
    school.parent.sees("бас тартылды", "Табысы күнкөріс деңгейінен жоғары")
    pedagogue.sees("Күйі: бас тартылды", buttons=["Хабарлама"])
    await pedagogue.taps("Соңғы қадамды қайтару")
    school.parent.sees("қате кетті")
    assert (await state_of(telegram, number), await decisions(telegram, number)) == (State.READY, ())


async def test_a_change_and_an_end_during_the_year(telegram: World, school: Staff) -> None:
    number = await ready(telegram, school)
    pedagogue, parent = school.pedagogue, school.parent
    await pedagogue.taps("Мақұлдау")
    await pedagogue.taps("Мақұлдау (1)")
    parent.sees("мақұлданды")
    await telegram.clock.passes(days=60)
    await opens_case(pedagogue, number, "Шешілген")
    await pedagogue.taps("Өзгерту…")
    pedagogue.sees("Қазір: 2 · ")
    await pedagogue.taps("5 ·")
    await pedagogue.taps("Кеңес шешімі бойынша")
    pedagogue.sees("Өзгереді: 1", "хаттаманың нөмірі мен күнін", "Соңғы күні: бұрынғыша")
    await pedagogue.taps("Өзгерту (1)")
    parent.sees("шарты өзгерді", "Қамқоршылық кеңестің шешімі бойынша")
    pedagogue.sees("Өзгертілді: 06.11.2026 – 25.05.2027", "Санаты: 5 · ")
    await pedagogue.taps("Тоқтату…")
    await pedagogue.taps("Ата-ана сұрады")
    pedagogue.sees("Тоқтатылады: 1", "Қай күннен берілмейді: 09.11.2026")
    await pedagogue.taps("Тоқтату (1)")
    parent.sees("тоқтатылады", "09.11.2026")
    pedagogue.sees("мақұлданды", "Тоқтатылды: 09.11.2026 бастап")
    await telegram.clock.passes(days=3)
    await opens_case(pedagogue, number, "Шешілген")
    pedagogue.sees("Күйі: берілген, бірақ аяқталды")
    pedagogue.sees_not(buttons=["Өзгерту…", "Тоқтату…"])
    assert [one.ruling for one in await decisions(telegram, number)] == [
        Ruling.GRANT,
        Ruling.CHANGE,
        Ruling.END,
    ]


async def test_several_are_decided_with_one_preview(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    children = school.pupils_of("8А")[:9]
    numbers = [await entered(telegram, pedagogue, child) for child in children]

    def complete(desk: Desk) -> None:
        from bot.core.applications.handling import papers_complete

        for one in numbers:
            papers_complete(desk, one, mark_on(desk, one), str)

    await as_person(telegram, pedagogue, complete)
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер · 9")
    await pedagogue.taps("Мектеп шешеді · 9")
    before = pedagogue.taps_count
    await pedagogue.taps("Бірнешеуін бірге")
    pedagogue.sees("Таңдалды: 0/9", buttons=["☐ 1 · "])
    pedagogue.sees_not(buttons=["Мақұлдау ("])
    await pedagogue.taps("Бәрін белгілеу (9)")
    await pedagogue.taps("☑ 2 · ")
    pedagogue.sees("Таңдалды: 8/9", buttons=["☐ 2 · ", "Бас тарту (8)"])
    await pedagogue.taps("▶")
    pedagogue.sees(buttons=["☑ 9 · "])
    await pedagogue.taps("◀")
    await pedagogue.taps("Мақұлдау (8)")
    pedagogue.sees("Мақұлданады: 8", f"№ 1 · {children[0]}", "№ 9")
    pedagogue.sees_not(f"№ 2 · {children[1]}", buttons=["✏️ Санаты"])
    assert await decisions(telegram, numbers[0]) == ()
    await pedagogue.taps("Мақұлдау (8)")
    assert pedagogue.taps_count - before == 7
    pedagogue.sees_toast("Шешім жазылды: 8")
    pedagogue.sees("Мектеп шешеді: 1", buttons=["№ 2 ·"])
    states = [await state_of(telegram, one) for one in numbers]
    assert states == [State.GRANTED, State.READY, *[State.GRANTED] * 7]


async def test_what_changed_meanwhile_is_decided_about_by_nobody(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    numbers = [await ready(telegram, school, child) for child in (0, 1)]
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер")
    await pedagogue.taps("Мектеп шешеді")
    await pedagogue.taps("Бірнешеуін бірге")
    await pedagogue.taps("Бәрін белгілеу")
    await pedagogue.taps("Мақұлдау (2)")

    def note(desk: Desk) -> None:
        from bot.core.applications.handling import note as write

        write(desk, numbers[1], "басқа педагог жазды")

    await as_person(telegram, pedagogue, note)
    await pedagogue.taps("Мақұлдау (2)")
    pedagogue.sees_toast("ескірген")
    assert [await decisions(telegram, one) for one in numbers] == [(), ()]


async def test_the_council_decides_about_its_category(telegram: World, school: Staff) -> None:
    number = await ready(telegram, school, category="5", reason="Өрттен соң үйсіз қалды")
    pedagogue = school.pedagogue
    pedagogue.sees("Шешімді қамқоршылық кеңес шығарады", buttons=["Отырысқа қою…"])
    pedagogue.sees_not(buttons=["Мақұлдау", "Бас тарту"])
    mark = await in_office(telegram, lambda desk: mark_on(desk, number))
    await presses(pedagogue, Propose(application_id=number, mark=mark, ruling="grant"))
    pedagogue.sees_toast("қамқоршылық кеңес шығарады")
    await pedagogue.taps("Отырысқа қою…")
    pedagogue.sees("Жоспарланған отырыс жоқ", buttons=["Отырыс жоспарлау"])
    await pedagogue.taps("Артқа")
    at = datetime(2026, 9, 10, 9, tzinfo=UTC)
    await as_person(telegram, pedagogue, lambda desk: plan(desk, at, "мектеп", str))
    await pedagogue.taps("Отырысқа қою…")
    await pedagogue.taps("10.09.2026 14:00")
    pedagogue.sees_toast("күн тәртібіне қойылды")
    pedagogue.sees("отырыстың күн тәртібінде", "Отырыс күні: 10.09.2026", buttons=["Отырысты ашу"])
    school.parent.sees("отырысында қаралады", "10.09.2026")
    assert await state_of(telegram, number) is State.ON_AGENDA


async def test_several_are_put_on_a_sitting(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    numbers = [
        await ready(telegram, school, child, category="5", reason="Өрттен соң үйсіз қалды")
        for child in (0, 1)
    ]
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер")
    await pedagogue.taps("Отырысқа · 2")
    await pedagogue.taps("Бірнешеуін бірге")
    await pedagogue.taps("Бәрін белгілеу (2)")
    await pedagogue.taps("Отырысқа қою (2)")
    pedagogue.sees("Жоспарланған отырыс жоқ", "Өтініштер: 2")
    at = datetime(2026, 9, 10, 9, tzinfo=UTC)
    await as_person(telegram, pedagogue, lambda desk: plan(desk, at, "мектеп", str))
    await pedagogue.taps("Артқа")
    pedagogue.sees("Таңдалды: 2/2")
    await pedagogue.taps("Отырысқа қою (2)")
    await pedagogue.taps("10.09.2026 14:00")
    pedagogue.sees_toast("Күн тәртібіне қойылды: 2")
    assert len(school.parent.unread) == 2
    school.parent.reads_all()
    assert [await state_of(telegram, one) for one in numbers] == [State.ON_AGENDA] * 2


async def test_what_is_on_an_order_is_not_undone(telegram: World, school: Staff) -> None:
    number = await ready(telegram, school)
    pedagogue = school.pedagogue
    await pedagogue.taps("Мақұлдау")
    await pedagogue.taps("Мақұлдау (1)")
    school.parent.sees("мақұлданды")
    (made,) = await decisions(telegram, number)

    def order(desk: Desk) -> None:
        year = desk.schools.get().year
        new = Order(0, "meals", year, 0, OrderKind.LIST, desk.today, desk.actor.id, desk.moment)
        desk.decisions.set_order([made.id], desk.orders.make(new).id)

    await as_person(telegram, pedagogue, order)
    await pedagogue.taps("Соңғы қадамды қайтару")
    pedagogue.sees_toast("бұйрығына енген", "«Өзгерту»")
    assert await decisions(telegram, number) != ()


async def test_what_is_granted_comes_from_the_limits(telegram: World, school: Staff) -> None:
    def limits(desk: Desk) -> None:
        for key, value in (("camp", "«Арман» лагері"), ("shift", "1-ауысым")):
            desk.limits.set("camp", desk.schools.get().year, key, value, desk.actor.id, desk.moment)

    await as_person(telegram, school.pedagogue, limits)
    number = await ready(telegram, school, service="camp", shift="june", camp_kind="any")

    def by_council(desk: Desk) -> None:
        from bot.core.applications.deciding import decide

        application = desk.applications.get(number)
        decide(desk, application, Ruling.GRANT, "", "2", desk.today, None, {"camp": "«Арман» лагері"})

    await as_person(telegram, school.pedagogue, by_council)
    pedagogue = school.pedagogue
    await opens_case(pedagogue, number, "Шешілген")
    pedagogue.sees("мақұлданды", buttons=["Жолдама", "Хабарлама"])
    await pedagogue.taps("Өзгерту…")
    await pedagogue.taps("✅ 2 ·")
    await pedagogue.taps("Ата-ана сұрады")
    detail = next(one for one in pedagogue.buttons if "Лагерь" in one)
    await pedagogue.taps(detail)
    pedagogue.sees("Қазір: —", "Бір хабарламамен жазыңыз")
    await pedagogue.sends("«Балдәурен» лагері")
    pedagogue.sees("«Балдәурен» лагері")
    await pedagogue.taps("Өзгерту (1)")
    school.parent.sees("шарты өзгерді")
    assert dict((await decisions(telegram, number))[-1].details) == {"camp": "«Балдәурен» лагері"}


async def test_old_buttons_of_a_decision_write_into_no_other_one(telegram: World, school: Staff) -> None:
    telegram.tolerates |= {"surplus"}
    first, second = [await ready(telegram, school, child) for child in (0, 1)]
    pedagogue = school.pedagogue
    await opens_case(pedagogue, first, "Мектеп шешеді")
    await pedagogue.taps("Мақұлдау")
    await pedagogue.taps("✏️ Санаты")
    await pedagogue.taps("1 ·")
    await pedagogue.taps("✏️ Қай күннен")
    await pedagogue.taps("01.10.2026")
    old = old_buttons(pedagogue, "✏️", "Мақұлдау (1)", "01.10", "АӘК")
    await opens_case(pedagogue, second, "Мектеп шешеді")
    await pedagogue.taps("Мақұлдау")
    for button in old:
        await pedagogue.taps_again(button)
    pedagogue.reads_all()
    assert await decisions(telegram, first) == await decisions(telegram, second) == ()
    await presses(pedagogue, SetPart(application_id=second, mark="------", part="category", value="1"))
    pedagogue.sees_toast("ескірген")
    assert "Қай күннен: 07.09.2026" in pedagogue.phone.messages[-1].content.words.text
    await pedagogue.taps("Мақұлдау (1)")
    (made,) = await decisions(telegram, second)
    assert (made.category, made.since) == ("2", date(2026, 9, 7))
    for button in old_buttons(pedagogue, "✏️", "Мақұлдау", "01.10", "АӘК"):
        await pedagogue.taps_again(button)
    assert (await decisions(telegram, first), len(await decisions(telegram, second))) == ((), 1)


async def test_buttons_that_nobody_ever_had(telegram: World, school: Staff) -> None:
    telegram.tolerates |= {"surplus"}
    number = await ready(telegram, school)
    pedagogue = school.pedagogue
    for address in (
        Propose(application_id=number, mark=1, ruling="nonsense"),
        Propose(application_id=number, mark=99, ruling="grant"),
        CarryOut(application_id=0, mark="------", revision="0"),
        OpenChoice(mark="------"),
    ):
        await presses(pedagogue, address)
    assert await decisions(telegram, number) == ()
    for data in ("hbb:new:meals", "hbb:nonsense:meals", "hbc:------:1:1:0", "hba:------:1:0", "hbp:------:grant",
                 "hbs:------", "hbu:------:1", "hdr:1:------:left", "hpi:nonsense::0", "hpi:requests::0"):  # fmt: skip
        await pedagogue.taps_again(ShownButton(pedagogue.phone.messages[-1].id, "", data))
    assert await state_of(telegram, number) is State.READY
