"""A parent applies in the chat: what for, for whom, the form, the receipt, and what is seen of it afterwards."""

from datetime import date

import pytest

from bot.core.applications.application import Source, State, Step
from bot.core.people import Relation
from bot.core.services.registry import SERVICES
from bot.handlers.addresses.applying import ChooseService, OpenMyCase, OpenMyHistory
from bot.handlers.addresses.forms import BeginForm, OpenForm
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.journeys.applying import (
    alone_in,
    application,
    applied,
    asks,
    becomes_representative,
    history,
    on_desk,
    pdf,
    presses,
    pupil_called,
    register_of,
)

ARRIVED = "Жаңа өтініш келді"


def first_name(short: str) -> str:
    return short.split()[1]


async def opens_apply(parent: Person, service: str = "Тегін тамақ", apply: str = "Өтініш беру") -> None:
    await parent.sends("/menu")
    await parent.taps(apply)
    await parent.taps(service)


async def answers_as_first_child(parent: Person) -> None:
    """The family gets ASP; the rest as most say it."""
    await parent.taps("✅ Бәрі дұрыс")
    await parent.taps("АӘК алатын отбасы")
    await parent.taps("Иә, аламыз")
    await parent.taps("Көрсетілмесін")
    await parent.taps("Мектепте айтамын")
    await parent.taps("Иә, Қазақстанда")
    await parent.taps("Бірдей")
    await parent.taps("Келісемін")


async def applies(parent: Person, child: str) -> None:
    await opens_apply(parent)
    await parent.taps(first_name(child))
    await parent.taps("Бастау")
    await answers_as_first_child(parent)
    await parent.taps("eGov")
    await parent.taps("✅ Жіберу")


def button_of(person: Person, label: str) -> ShownButton:
    return next(one for one in reversed(person.shown_buttons) if label in one.label)


async def test_a_parent_applies_and_gets_a_number_a_day_and_a_name(telegram: World, school: Staff) -> None:
    parent, child = school.parent, school.children[0]
    await parent.sends("/start")
    await parent.taps("Өтініш беру")
    parent.sees("Не туралы", buttons=["Тегін тамақ", "⏳ Лагерь", "⏳ Қаржылай көмек", "Демеуші"])
    await parent.taps("Тегін тамақ")
    parent.sees("Қай балаңыз үшін", buttons=[f"{first_name(child)} · 7Ә"])
    await parent.taps(first_name(child))
    parent.sees(first_name(child), "Не үшін", "Негізі", "Кім көреді")
    await parent.taps("Бастау")
    parent.sees("мұны білеміз", parent.name, "мектеп тізімінен")
    await answers_as_first_child(parent)
    parent.sees("АӘК алатыныңыз туралы анықтама", "Фото немесе PDF", "Жеке куәлік")
    await parent.taps("eGov")
    parent.sees("тексеріңіз", "АӘК анықтамасы: eGov-та бар", buttons=["✅ Жіберу"])
    await parent.taps("✅ Жіберу")
    parent.sees("№ 1", child, "тіркелді", "07.09.2026, 09:00", "14.09.2026", school.pedagogue.name)
    parent.sees_not("Әлі керек")
    school.pedagogue.sees(ARRIVED, "№ 1", parent.name, buttons=["Өтінішті ашу"])
    (made,) = await register_of(telegram)
    assert (made.source, made.state, made.due_on) == (Source.CHAT, State.NEW, date(2026, 9, 14))
    await parent.taps("Өтінішті ашу")
    parent.sees("№ 1", "қаралуда", "Әрі қарай", "14.09.2026", buttons=["Түзету", "Кері алу", "Word"])
    await parent.taps("Тарихы")
    parent.sees("07.09.2026: өтініш тіркелді")
    await parent.taps("◀ Артқа")
    await parent.taps("◀ Артқа")
    parent.sees("Менің өтініштерім", "қаралуда: Тегін тамақтандыру, № 1", buttons=["№ 1", "+ Жаңа өтініш"])
    await parent.sends("/status")
    parent.sees("қаралуда: Тегін тамақтандыру, № 1")


async def test_the_second_child_takes_eight_taps_at_most(telegram: World, school: Staff) -> None:
    parent, (first, second) = school.parent, school.children
    await applies(parent, first)
    school.pedagogue.sees(ARRIVED)
    await parent.sends("/menu")
    before = parent.taps_count
    await parent.taps("Өтініш беру")
    await parent.taps("Тегін тамақ")
    parent.sees("Қай балаңыз", buttons=[f"✅ {first_name(first)} · № 1", first_name(second)])
    await parent.taps(first_name(second))
    await parent.taps("Бастау")
    parent.sees("мұны білеміз", f"АӘК алатын отбасы (өтініштен: {first_name(first)})", "ЖСН: көрсетілмеген")
    await parent.taps("✅ Бәрі дұрыс")
    parent.sees("тексеріңіз", "АӘК анықтамасы: eGov-та бар")
    await parent.taps("✅ Жіберу")
    parent.sees("№ 2", second)
    assert parent.taps_count - before <= 8
    school.pedagogue.sees("№ 2")
    made = await register_of(telegram)
    assert dict(made[0].answers) == dict(made[1].answers)


async def test_a_single_child_need_not_be_chosen(telegram: World, school: Staff) -> None:
    parent = school.other_parent
    await opens_apply(parent, "Бесплатное питание", "Подать заявление")
    parent.sees(first_name(school.other_children[0]), "Для чего", buttons=["Начать"])
    await parent.taps("Начать")
    parent.sees("это мы уже знаем", parent.name)
    await parent.sends("/menu")
    await parent.taps("Подать заявление")
    await parent.taps("Бесплатное питание")
    parent.sees("это мы уже знаем")
    await applied(telegram, parent, school.other_children[0])
    school.pedagogue.sees(ARRIVED)
    await opens_apply(parent, "Бесплатное питание", "Подать заявление")
    parent.sees("заявление уже есть", "№ 1", "рассматривается")


async def test_the_first_grades_eat_without_an_application(telegram: World, school: Staff) -> None:
    parent, child = school.parent, alone_in(school, "2А")[0]
    await becomes_representative(telegram, parent, child, Relation.MOTHER)
    await opens_apply(parent)
    await parent.taps(f"{first_name(child)} · 2А")
    parent.sees("1–4-сынып", buttons=["Басқа қандай көмек бар"])
    parent.sees_not(buttons=["Бастау"])
    assert await register_of(telegram) == []


async def test_what_is_not_open_says_when_it_will_be(telegram: World, school: Staff) -> None:
    parent = school.parent
    await opens_apply(parent, "⏳ Лагерь")
    parent.sees("01.04.2027", "30.06.2027", buttons=["Басқа қандай көмек бар"])
    child = await on_desk(telegram, lambda desk: pupil_called(desk, school.children[0]).id)
    await presses(parent, BeginForm(form=f"camp-n{child}"))
    parent.sees_toast("қабылданбайды")
    await parent.taps("Басқа қандай көмек бар")
    parent.sees("Не туралы")


async def test_who_is_not_eligible_is_explained_and_nothing_is_sent(telegram: World, school: Staff) -> None:
    parent = school.parent
    await opens_apply(parent)
    await parent.taps(first_name(school.children[0]))
    await parent.taps("Бастау")
    await parent.taps("✅ Бәрі дұрыс")
    await parent.taps("Ешқайсысы")
    parent.sees_not(buttons=["✅ Жіберу"])
    parent.sees(first_name(school.children[0]), buttons=["Басқа қандай көмек бар", "◀ Артқа"])
    assert await register_of(telegram) == []


async def test_sent_twice_is_sent_once(telegram: World, school: Staff) -> None:
    parent, child = school.parent, school.children[0]
    await opens_apply(parent)
    await parent.taps(first_name(child))
    await parent.taps("Бастау")
    await answers_as_first_child(parent)
    await parent.taps("eGov")
    parent.sees("тексеріңіз")
    await parent.taps_quickly("✅ Жіберу", "✅ Жіберу")
    parent.sees("№ 1", "тіркелді")
    school.pedagogue.sees(ARRIVED)
    sending = button_of(parent, "✅ Жіберу")
    telegram.server.deliver_twice(1)
    await parent.taps_again(sending)
    parent.sees("№ 1", "тіркелді")
    assert [one.number for one in await register_of(telegram)] == [1]


async def test_a_second_application_is_refused_and_leads_to_the_first(telegram: World, school: Staff) -> None:
    parent, child = school.parent, school.children[0]
    await opens_apply(parent)
    await parent.taps(first_name(child))
    await parent.taps("Бастау")
    await answers_as_first_child(parent)
    await parent.taps("eGov")
    father = school.other_parent
    await becomes_representative(telegram, father, child, Relation.FATHER)
    await applied(telegram, father, child)
    school.pedagogue.sees(ARRIVED)
    await parent.taps("✅ Жіберу")
    parent.sees_toast("№ 1", "Екіншісі тіркелмейді")
    parent.sees("№ 1", "сіз берген жоқсыз")
    await opens_apply(parent)
    await parent.taps(f"✅ {first_name(child)} · № 1")
    parent.sees("№ 1", "қаралуда", "сіз берген жоқсыз")
    assert len(await register_of(telegram)) == 1


async def test_another_representative_sees_that_there_is_one_and_no_more(
    telegram: World, school: Staff
) -> None:
    parent, father, child = school.parent, school.other_parent, school.children[0]
    one = await applied(telegram, parent, child, phone="+7 701 555 44 33", address="Құпия көшесі, 5")
    school.pedagogue.sees(ARRIVED)
    await becomes_representative(telegram, father, child, Relation.FATHER)
    await father.sends("/menu")
    await presses(father, OpenMyCase(application_id=one))
    father.sees("№ 1", "подали не Вы")
    father.sees_not("555", "Құпия", buttons=["Исправить", "Отозвать", "Word", "История"])
    await presses(father, OpenMyHistory(application_id=one))
    father.sees_not("зарегистрировано")
    await presses(father, ChooseService(service="sponsor"))
    await father.taps(first_name(child))
    await father.taps("Начать")
    father.sees_not("555", "Құпия", parent.name)


async def test_a_stranger_sees_nothing_of_it(telegram: World, school: Staff) -> None:
    one = await applied(telegram, school.parent, school.children[0])
    school.pedagogue.sees(ARRIVED)
    other = school.other_parent
    await other.sends("/menu")
    child = await on_desk(telegram, lambda desk: pupil_called(desk, school.children[0]).id)
    for address in (
        OpenMyCase(application_id=one),
        OpenForm(form=f"meals-n{child}"),
        OpenForm(form=f"meals-m{one}"),
        OpenForm(form=f"meals-a{one}"),
        BeginForm(form=f"meals-p{child}m"),
    ):
        await presses(other, address)
        other.sees_toast("не открыт")
    await presses(other, OpenForm(form="meals-zz9"))
    other.sees_toast("больше нет")
    await presses(other, ChooseService(service="textbooks"))
    other.sees_toast("больше нет")


async def test_a_paper_is_brought_later(telegram: World, school: Staff) -> None:
    parent, child = school.parent, school.children[0]
    one = await applied(telegram, parent, child, asp_paper="later")
    school.pedagogue.sees(ARRIVED)
    assert (await application(telegram, one)).state is State.PAPERS_MISSING
    await parent.sends("/menu")
    await parent.taps("Менің өтініштерім")
    parent.sees("құжат күтілуде")
    await parent.taps("№ 1")
    parent.sees("Әлі керек: АӘК анықтамасы", buttons=["📎 АӘК анықтамасы"])
    await parent.taps("📎 АӘК анықтамасы")
    parent.sees("АӘК алатыныңыз туралы анықтама")
    await parent.taps("Кейін әкелемін")
    await parent.taps("✅ Жіберу")
    parent.sees_toast("бірде-бір құжат қосылған жоқ")
    await parent.taps("АӘК анықтамасы")
    await parent.sends_file(pdf(), "анықтама.pdf")
    await parent.taps("✅ Осымен бітті")
    parent.sees("АӘК анықтамасы: файлдар: 1")
    await parent.taps("✅ Жіберу")
    parent.sees("Құжат қабылданды")
    parent.sees_not("Әлі керек", "соңғы күні")
    school.pedagogue.sees("Жетпей тұрған құжат келді", "№ 1")
    await parent.taps("Өтінішті ашу")
    parent.sees("қаралуда")
    parent.sees_not(buttons=["📎"])
    await parent.taps("Тарихы")
    parent.sees("құжат келді: АӘК анықтамасы")
    now = await application(telegram, one)
    assert now.answers["asp_paper"].startswith("files:")
    assert now.due_on == date(2026, 9, 14)
    assert await history(telegram, one) == [Step.REGISTERED, Step.PAPER_ADDED]
    await presses(parent, OpenForm(form=f"meals-a{one}"))
    parent.sees_toast("ескірген")


async def test_before_the_first_form_comes_the_consent(telegram: World, school: Staff) -> None:
    parent, child = school.parent, alone_in(school, "8А")[0]
    await becomes_representative(telegram, parent, child, Relation.MOTHER, consent=False)
    number = await on_desk(telegram, lambda desk: pupil_called(desk, child).id)
    await parent.sends("/menu")
    await presses(parent, OpenForm(form=f"meals-n{number}"))
    parent.sees_toast("келісім")
    await opens_apply(parent)
    await parent.taps(f"{first_name(child)} · 8А")
    parent.sees("елісім")
    assert await asks(telegram, parent, lambda desk: desk.consents.held(desk.actor.id, number)) is None


async def test_an_only_child_without_consent_is_told_why(telegram: World, school: Staff) -> None:
    parent = school.other_parent
    number = await on_desk(telegram, lambda desk: pupil_called(desk, school.other_children[0]).id)
    held = await asks(telegram, parent, lambda desk: desk.consents.held(desk.actor.id, number))
    assert held is not None
    await on_desk(telegram, lambda desk: desk.consents.withdraw(held.id, desk.moment))
    await opens_apply(parent, "Бесплатное питание", "Подать заявление")
    parent.sees("нужно Ваше согласие", buttons=["Прочитать согласие"])


async def test_the_pedagogue_hears_at_human_hours_and_many_as_one(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    await telegram.clock.passes(hours=13)
    one = await applied(telegram, parent, school.children[0], asp_paper="later")
    assert not pedagogue.unread
    await telegram.clock.passes(hours=9)
    assert not pedagogue.unread
    await telegram.clock.passes(hours=2)
    pedagogue.sees(ARRIVED, "№ 1")
    assert (await application(telegram, one)).due_on == date(2026, 9, 14)
    for child in alone_in(school, "9Б")[:4]:
        await becomes_representative(telegram, parent, child, Relation.MOTHER)
        await applied(telegram, parent, child)
        if pedagogue.unread:
            pedagogue.sees(ARRIVED)
    assert not pedagogue.unread
    await telegram.clock.passes(hours=2)
    pedagogue.sees("тағы өтініштер", buttons=["Өтініштерді ашу"])


async def test_many_applications_have_pages(telegram: World, school: Staff) -> None:
    parent = school.parent
    await parent.sends("/menu")
    await parent.taps("Менің өтініштерім")
    parent.sees("Әзірге өтініш жоқ")
    telegram.tolerates |= {"surplus"}
    for child in alone_in(school, "10А")[:8]:
        await becomes_representative(telegram, parent, child, Relation.MOTHER)
        await applied(telegram, parent, child)
    await parent.sends("/menu")
    await parent.taps("Менің өтініштерім")
    parent.sees("№ 8", "№ 3", buttons=["1/2"])
    await parent.taps("▶")
    parent.sees("№ 1", buttons=["2/2"])
    await parent.sends("/status")
    parent.sees("№ 8", "№ 4")
    parent.sees_not("№ 3")


async def test_a_single_service_need_not_be_chosen(
    telegram: World, school: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("camp", "aid", "sponsor"):
        monkeypatch.delitem(SERVICES, key)
    await school.parent.sends("/menu")
    await school.parent.taps("Өтініш беру")
    school.parent.sees("Қай балаңыз үшін")


async def test_an_only_child_of_the_first_grades_is_explained_at_once(telegram: World, school: Staff) -> None:
    parent = school.stranger
    await parent.sends("/start")
    await parent.taps("Қазақша")
    await becomes_representative(telegram, parent, alone_in(school, "2А")[0], Relation.MOTHER)
    await opens_apply(parent)
    parent.sees("1–4-сынып", buttons=["Басқа қандай көмек бар"])
    await parent.taps("Басқа қандай көмек бар")
    parent.sees("Не туралы")
