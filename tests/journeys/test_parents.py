"""Parents come in by the link of a class: nothing is said about any child before the school has confirmed them."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.people import PersonName, Pupil
from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.coming_in import CLASS, born, class_link, comes_in, names, names_another, pupils
from tests.journeys.surveying import at_the_desk

PASSED_ON = "Сынып жетекшісіне берілді"


async def test_a_parent_comes_in_by_the_link_and_is_confirmed_with_one_tap(
    telegram: World, school: Staff
) -> None:
    aigul, child = telegram.person("Айгүл", language="kk"), pupils(school)[0]
    teacher = school.teacher_of(CLASS)
    await comes_in(aigul, await class_link(school))
    await names(aigul, child.name.short, born(child))
    aigul.sees_not(child.name.first)
    await aigul.sends("/status")
    aigul.sees("жетекшісіне берілді")
    aigul.sees_not(child.name.first)
    teacher.sees("Айгүл", "мать", child.name.short, "7 «Ә»", born(child), buttons=["Подтвердить"])
    await teacher.taps("✅ Подтвердить")
    teacher.sees("✅ Подтверждено", buttons=["Вернуть"])
    aigul.sees("Мектеп сізді растады", child.name.short)
    school.pedagogue.reads_all()
    assert aigul.phone.commands == ("menu", "children", "status", "cancel", "language", "help")
    await aigul.taps("Ашу")
    aigul.sees(child.name.short, "7 «Ә»", "анасы", buttons=["Келісімді оқу"])
    aigul.sees_not(born(child), child.address)
    await aigul.sends("/status")
    aigul.sees("Ата-ана", child.name.short)
    await aigul.sends("/start")
    aigul.sees(buttons=["Менің балаларым"])


async def test_the_pedagogue_may_confirm_too_and_whoever_comes_second_is_told(
    telegram: World, school: Staff
) -> None:
    bolat, child = telegram.person("Болат", language="kk"), pupils(school)[1]
    teacher, pedagogue = school.teacher_of(CLASS), school.pedagogue
    await comes_in(bolat, await class_link(school))
    await names(bolat, child.name.short, born(child), relation="Әкесімін")
    pedagogue.sees("Болат", "әкесі", child.name.short)
    await pedagogue.taps("Толығырақ")
    pedagogue.sees("Мектеп тізімінде", child.adults[0].name, child.adults[0].phone)
    await pedagogue.taps("Растамау")
    pedagogue.sees("Расталмады", "ештеңе айтылған жоқ")
    await teacher.taps("✅ Подтвердить")
    teacher.sees_toast("устарела")
    teacher.sees("Не подтверждено")
    teacher.sees_not(child.adults[0].phone)
    await pedagogue.taps("Қайтару")
    pedagogue.sees("танисыз ба")
    await pedagogue.taps("✅ Растау")
    bolat.sees("Мектеп сізді растады")
    await pedagogue.taps("Қайтару")
    bolat.sees("енді баланың өкілі ретінде көрсетпейді")
    await bolat.sends("/children")
    bolat.sees("ашық емес")


async def test_a_guardian_gives_the_number_of_the_decision(telegram: World, school: Staff) -> None:
    saule, child = telegram.person("Сәуле", language="kk"), pupils(school)[2]
    await comes_in(saule, await class_link(school))
    await saule.sends("қорғаншысымын")
    saule.sees("шешімнің нөмірі", "суреті керек емес")
    await saule.sends("бар")
    saule.sees("түсінбедім", "№ 45")
    await saule.sends("№ 45,  12.03.2024")
    saule.sees("тегі мен аты")
    await saule.taps("◀ Артқа")
    saule.sees("№ 45, 12.03.2024")
    await saule.taps("▶")
    await saule.sends(child.name.short)
    saule.sees("туған күні")
    await saule.sends(born(child))
    saule.sees("тексеріңіз", "№ 45, 12.03.2024", "Қорғаншы")
    await saule.taps("Сіз кімсіз")
    await saule.taps("Анасымын")
    saule.sees("тексеріңіз", "Анасымын")
    saule.sees_not("№ 45")
    await saule.taps("Сіз кімсіз")
    await saule.taps("Қорғаншы")
    saule.sees("№ 45, 12.03.2024")
    await saule.taps("✅ Жіберу")
    saule.sees(PASSED_ON)
    school.teacher_of(CLASS).sees("опекун или попечитель, решение № 45, 12.03.2024")
    school.pedagogue.reads_all()


async def test_a_typed_number_leaves_the_chat(telegram: World, school: Staff) -> None:
    dana, child = telegram.person("Дана", language="kk"), pupils(school)[3]
    await comes_in(dana, await class_link(school))
    await dana.taps("Анасымын")
    dana.sees("тегі мен аты")
    await dana.sends(child.name.short)
    dana.sees("ЖСН")
    wrong = f"{child.iin[:11]}{(int(child.iin[11]) + 1) % 10}"
    for typed in ("20-шы жыл", wrong):
        await dana.sends(typed)
        dana.sees("чаттан алып тастадым")
    await dana.sends(f"ЖСН {child.iin}")
    dana.sees("тексеріңіз", f"•••• {child.iin[-4:]}")
    seen = "\n".join(one.content.words.text for one in dana.phone.messages)
    assert child.iin not in seen
    assert wrong not in seen
    await dana.taps("✅ Жіберу")
    dana.sees(PASSED_ON)
    school.teacher_of(CLASS).sees(f"•••• {child.iin[-4:]}")
    school.teacher_of(CLASS).sees_not(child.iin)
    school.pedagogue.reads_all()


async def test_a_misspelt_name_and_a_child_of_another_class_are_understood(
    telegram: World, school: Staff
) -> None:
    dana = telegram.person("Дана", language="kk")
    child = next(one for one in pupils(school, "6А") if one.name.last.startswith("Досмұхамедова"))
    await comes_in(dana, await class_link(school))
    await names(dana, f"{child.name.first} досмухамедова".lower(), f"{child.birth_date:%Y-%m-%d}")
    school.teacher_of("6А").sees(child.name.short, "6 «А»")
    school.pedagogue.reads_all()


async def test_who_leaves_on_the_way_goes_on_where_they_were(telegram: World, school: Staff) -> None:
    dana, link = telegram.person("Дана", language="kk"), await class_link(school)
    child = pupils(school)[4]
    await comes_in(dana, link)
    await dana.taps("Анасымын")
    dana.sees("тегі мен аты")
    await dana.sends(child.name.short)
    dana.sees("туған күні")
    await telegram.clock.passes(days=30)
    await dana.sends("/start")
    dana.sees("Балам осы мектепте", "Туған күні")
    await dana.taps("▶ Жалғастыру")
    dana.sees("туған күні")
    await dana.opens(link)
    dana.sees("туған күні")
    await dana.sends("/cancel")
    dana.sees("Туған күні")
    await dana.taps("Өшіру")
    dana.sees("Баланың аты-жөні")
    await dana.taps("Иә, өшіру")
    dana.sees("жеке сілтеме", "сыныптың сілтемесін")


async def test_a_double_tap_is_one_try(telegram: World, school: Staff) -> None:
    dana, child = telegram.person("Дана", language="kk"), pupils(school)[5]
    await comes_in(dana, await class_link(school))
    await dana.taps("Анасымын")
    dana.sees("тегі мен аты")
    await dana.sends(child.name.short)
    dana.sees("туған күні")
    await dana.sends(born(child))
    dana.sees("тексеріңіз")
    await dana.taps_quickly(*["✅ Жіберу"] * 20)
    dana.sees(PASSED_ON)
    claims = await at_the_desk(telegram, lambda desk: desk.representatives.open_claims())
    assert len(claims) == 1
    school.teacher_of(CLASS).sees(child.name.short)
    school.pedagogue.reads_all()


async def test_five_tries_end_for_a_day_and_the_pedagogue_sees_it(telegram: World, school: Staff) -> None:
    dana, child, pedagogue = telegram.person("Дана", language="kk"), pupils(school)[6], school.pedagogue
    await comes_in(dana, await class_link(school))
    await names(dana, child.name.short, "01.01.2015")
    for day in range(2, 6):
        await names_another(dana, "Жоқов Жоқ", f"0{day}.01.2015")
    await dana.sends("/start")
    await dana.taps("Баланы қайта атау")
    dana.sees("Бүгінге жеткілікті", "бір күн күту")
    pedagogue.sees("Дана", "5 рет")
    pedagogue.sees_not(child.name.first)
    await pedagogue.taps("Сәйкес келмегендер")
    await pedagogue.taps("7Ә · 5 · Дана")
    pedagogue.sees("Дана", "Жоқов Жоқ, 05.01.2015", child.name.short, "01.01.2015")
    await pedagogue.taps("Тексеруді сұрау")
    pedagogue.sees("Сәйкес келмеген жазба жоқ")
    dana.sees("аты-жөні мен туған күнін сынып жетекшісімен тексеріп")
    dana.sees_not(child.name.first)
    tries = next(one for one in pedagogue.shown_buttons if one.label == "7Ә · 5 · Дана")
    await pedagogue.taps_again(tries)
    pedagogue.sees("Сәйкес келмеген жазба жоқ")
    await telegram.clock.passes(days=1)
    await names_another(dana, child.name.short, born(child))
    school.teacher_of(CLASS).sees(child.name.short)
    pedagogue.reads_all()


async def test_the_link_is_a_message_in_two_languages_with_a_picture(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await teacher.sends("/start")
    await teacher.taps("Родители")
    teacher.sees("7 «Ә»", "1/27", buttons=["Ссылка и QR"])
    await teacher.taps("Ссылка и QR")
    link = re.search(r"https://t\.me/\w+\?start=[\w-]+", teacher.screen)
    assert link
    await teacher.taps("Готовое сообщение")
    teacher.sees_toast("Перешлите")
    picture = teacher.receives_file()
    assert picture.bytes.startswith(b"\x89PNG")
    assert not picture.protected
    said = teacher.phone.messages[-1].content.words.text
    assert all(one in said for one in ("Құрметті ата-аналар", "Уважаемые родители", "7 «Ә»", link[0]))
    assert len(said) <= 1024
    await teacher.taps("Выбрать чат")
    assert "t.me/share" in teacher.opened_links[-1]


async def test_a_renewed_link_closes_the_old_one_and_asks_before(telegram: World, school: Staff) -> None:
    teacher, old = school.teacher_of(CLASS), await class_link(school)
    await teacher.sends("/start")
    await teacher.taps("Родители")
    await teacher.taps("Ссылка и QR")
    teacher.sees(old)
    await teacher.taps("Заменить ссылку")
    teacher.sees("заменить ссылку?", "больше не откроются")
    renew = next(one for one in teacher.shown_buttons if one.label == "Да, заменить")
    await teacher.taps("Да, заменить")
    teacher.sees_not(old)
    new = await class_link(school)
    assert new != old
    await teacher.taps_again(renew)
    teacher.sees_toast("устарела")
    assert await class_link(school) == new
    teacher.reads_all()
    dana = telegram.person("Дана", language="kk")
    await dana.opens(old)
    await dana.taps("Қазақша")
    dana.sees_toast("жарамсыз")
    dana.sees("сыныптың сілтемесін")
    await dana.opens(new)
    dana.sees("заңды өкілі")


async def test_in_the_class_chat_the_bot_is_silent_about_everything(telegram: World, school: Staff) -> None:
    link, group = await class_link(school), telegram.server.group("7Ә ата-аналар")
    dana, token = telegram.person("Дана", language="kk"), link.partition("=")[2]
    await telegram.step(dana, lambda: dana.phone.sends(f"/start {token}", group=group), silence_is_fine=True)
    said = [one.content.words.text for one in group.messages.values() if one.sender.is_bot]
    assert said == ["Топта жұмыс істемеймін, маған жеке хабарлама жазыңыз."]


async def test_a_parent_adds_a_second_child_from_the_menu(telegram: World, school: Staff) -> None:
    parent, child = school.other_parent, pupils(school, "9Б")[0]
    await parent.sends("/children")
    parent.sees(school.other_children[0], "6 «А»", "мать")
    await parent.taps("Ещё один ребёнок")
    await parent.taps("Начать")
    await parent.taps("Мать")
    parent.sees("Фамилия и имя")
    await parent.sends(child.name.short)
    parent.sees("Дата рождения")
    await parent.sends(born(child))
    parent.sees("проверьте")
    await parent.taps("✅ Отправить")
    parent.sees("Передано классному руководителю")
    teacher = school.teacher_of("9Б")
    teacher.sees(child.name.short)
    await teacher.taps(next(one for one in teacher.buttons if one.startswith("✅")))
    parent.sees(child.name.short)
    await parent.taps("Открыть")
    await parent.taps("◀ Назад")
    parent.sees(school.other_children[0], child.name.short)
    school.pedagogue.reads_all()


async def test_a_third_representative_is_flagged(telegram: World, school: Staff) -> None:
    link, child = await class_link(school), pupils(school)[7]
    teacher, pedagogue = school.teacher_of(CLASS), school.pedagogue
    for name in ("Айгүл", "Болат"):
        parent = telegram.person(name, language="kk")
        await comes_in(parent, link)
        await names(parent, child.name.short, born(child))
        teacher.sees_not("⚠️")
        await teacher.taps("✅ Подтвердить")
        parent.reads_all()
        pedagogue.reads_all()
    third = telegram.person("Сәуле", language="kk")
    await comes_in(third, link)
    await names(third, child.name.short, born(child))
    teacher.sees("Айгүл", "Болат", "⚠️", "уже два представителя")
    await teacher.taps("Подробнее")
    teacher.sees("Айгүл", "Болат", "⚠️", "уже два представителя")
    await teacher.taps("✅ Подтвердить")
    third.sees("Мектеп сізді растады")
    pedagogue.reads_all()


async def test_the_teacher_sees_and_ends_a_representative(telegram: World, school: Staff) -> None:
    teacher, child = school.teacher_of(CLASS), school.children[0]
    await teacher.sends("/start")
    await teacher.taps("Родители")
    teacher.sees("1/27")
    await teacher.taps("▶")
    page = next((one for one in teacher.buttons if child in one), "")
    while not page:
        await teacher.taps("▶")
        page = next((one for one in teacher.buttons if child in one), "")
    assert page.startswith("✅")
    await teacher.taps(page)
    teacher.sees(child, "законные представители", "Ерғалиева Зере", "мать")
    await teacher.taps("Прекратить")
    teacher.sees("прекратить представительство?")
    await teacher.taps("Да, прекратить")
    teacher.sees("Пока никто не подтверждён", buttons=["Вернуть"])
    school.parent.sees("енді баланың өкілі ретінде көрсетпейді", child)
    await school.parent.sends("/children")
    school.parent.sees(school.children[1])
    school.parent.sees_not(child)
    await teacher.taps("↩ Вернуть")
    teacher.sees("Ерғалиева Зере")
    school.parent.sees("қайтадан", child)
    end = next(one for one in teacher.shown_buttons if one.label == "Да, прекратить")
    await teacher.taps_again(end)
    teacher.sees_toast("устарела")
    teacher.sees("Ерғалиева Зере")


async def test_the_way_to_the_representatives_leads_over_the_pupils_page(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of(CLASS)
    await teacher.sends(school.children[0])
    await teacher.taps("Родители")
    teacher.sees("Ерғалиева Зере", "мать")


async def test_requests_of_many_parents_are_a_list(telegram: World, school: Staff) -> None:
    link, teacher = await class_link(school), school.teacher_of(CLASS)
    for place in range(5):
        parent, child = telegram.person(f"Ата-ана {place}", language="kk"), pupils(school)[8 + place]
        await comes_in(parent, link)
        await names(parent, child.name.short, born(child))
    teacher.reads_all()
    await teacher.sends("/start")
    await teacher.taps("Родители · 5")
    await teacher.taps("Запросы · 5")
    teacher.sees(buttons=[f"7Ә · {pupils(school)[8].name.short}"[:20]])
    await teacher.taps(teacher.buttons[0])
    await teacher.taps("✅ Подтвердить")
    teacher.sees("✅ Подтверждено", buttons=["Запросы · 4"])
    await teacher.taps("Запросы · 4")
    await teacher.taps(teacher.buttons[0])
    await teacher.taps("Не подтверждать")
    await teacher.taps("Запросы · 3")
    teacher.sees("Ждут подтверждения")
    telegram.tolerates.add("surplus")


async def test_another_classs_teacher_sees_nothing_of_it(telegram: World, school: Staff) -> None:
    dana, child = telegram.person("Дана", language="kk"), pupils(school)[9]
    await comes_in(dana, await class_link(school))
    await names(dana, child.name.short, born(child))
    school.teacher_of(CLASS).reads_all()
    school.pedagogue.reads_all()
    other = school.teacher_of("8А")
    await other.sends("/start")
    label = next(one for one in other.buttons if one.startswith(("Ата-аналар", "Родители")))
    assert "·" not in label
    await other.taps(label)
    other.sees("8 «А»")
    other.sees_not(child.name.short)


Change = Callable[[random.Random, Pupil], Pupil]


def _other_day(chance: random.Random, pupil: Pupil) -> Pupil:
    assert pupil.birth_date is not None
    return replace(
        pupil, birth_date=pupil.birth_date + timedelta(days=chance.choice((-365, -31, -1, 1, 30))), iin=""
    )


def _other_first(chance: random.Random, pupil: Pupil) -> Pupil:
    first = "".join(chance.sample("абвгдежзиклмнопрст", 9)).capitalize()
    return replace(pupil, name=replace(pupil.name, first=first))


def _other_last(chance: random.Random, pupil: Pupil) -> Pupil:
    last = "".join(chance.sample("абвгдежзиклмнопрст", 9)).capitalize()
    return replace(pupil, name=replace(pupil.name, last=last))


def _nobody(chance: random.Random, pupil: Pupil) -> Pupil:
    return replace(pupil, name=PersonName("Басқа", "Біреу"), birth_date=None, iin="")


NEAR_MISSES: tuple[Change, ...] = (_other_day, _other_first, _other_last, _nobody)


@pytest.mark.parametrize("change", NEAR_MISSES)
@pytest.mark.parametrize("tries", [1, 5])
async def test_the_parents_screens_are_the_same_byte_for_byte(
    telegram: World, school: Staff, change: Change, tries: int
) -> None:
    """The same words are typed while the list agrees and while it does not: nothing on the phone tells which."""
    telegram.tolerates.add("surplus")
    chance, link = random.Random(f"{tries}-{change.__name__}"), await class_link(school)
    child = chance.choice(pupils(school))
    typed = born(child) if chance.random() < 0.6 or change is _other_day else child.iin
    match, miss = telegram.person("Ата-ана", language="kk"), telegram.person("Ата-ана", language="kk")
    await _whole_way(match, link, child, typed, tries)
    await at_the_desk(telegram, lambda desk: _change(desk, child, lambda one: change(chance, one)))
    await _whole_way(miss, link, child, typed, tries)
    claims = await at_the_desk(telegram, lambda desk: desk.representatives.open_claims())
    assert [one.pupil_id is not None for one in claims] == [True] * tries + [False] * tries
    assert _shown(match) == _shown(miss)
    assert match.phone.commands == miss.phone.commands


async def _whole_way(parent: Person, link: str, child: Pupil, typed: str, tries: int) -> None:
    """The tries, what comes after them, and every place where a waiting parent can look."""
    await comes_in(parent, link)
    await names(parent, child.name.short, typed)
    for _ in range(tries - 1):
        await names_another(parent, child.name.short, typed)
    for word in ("/start", "/status", "/menu", "/help", "/children", "бар ма?"):
        await parent.sends(word)
    await parent.opens(link)


def _change(desk: Desk, child: Pupil, change: Callable[[Pupil], Pupil]) -> None:
    desk.pupils.change(change(desk.pupils.get(child.id)))


def _shown(parent: Person) -> list[str]:
    """All that the bot ever showed this person; the marks of forms are drawn by lot."""
    shown = []
    for message in parent.phone.log:
        if message.sender.is_bot:
            rows = message.markup.rows if message.markup else ()
            texts = [one.words.text for one in (*message.former, message.content)]
            shown.append(re.sub(r"(claim-c\d+:)[\w-]{6}", r"\1", repr((texts, rows))))
    return shown + [toast.text for toast in parent.phone.toasts]
