"""How people come in: Start, the language, personal links, commands, groups."""

import pytest

from bot.core.entrance import OWNER_LINK_DAYS
from bot.documents.qr import qr_picture
from bot.sandbox.faults import ServerError500
from bot.sandbox.persons import Photo
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.links import link_for, owner_link


async def test_somebody_without_a_role_is_told_where_to_get_one(telegram: World) -> None:
    aigul = telegram.person("Айгүл", language="kk")
    await aigul.sends("/start")
    aigul.sees("Тілді таңдаңыз")
    await aigul.taps("Қазақша")
    aigul.sees("жеке сілтеме")
    await aigul.sends("/status")
    aigul.sees("рөліңіз әлі жоқ")
    await aigul.sends("/help")
    aigul.sees("/menu", "/status", "көмекшісі")
    aigul.sees_not("/staff")


@pytest.mark.parametrize(
    ("telegram_language", "chosen"),
    [("kk", "Қазақша"), ("ru", "Русский"), ("ky", "Кыргызча"), ("en", "English"), ("de", "Қазақша")],
)
async def test_the_language_of_the_phone_is_chosen_beforehand(
    telegram: World, telegram_language: str, chosen: str
) -> None:
    person = telegram.person("Дана", language=telegram_language)
    await person.sends("/start")
    person.sees(buttons=[f"✅ {chosen}"])
    assert sum("✅" in label for label in person.buttons) == 1


async def test_the_owner_chooses_a_language_and_lands_in_the_set_up(telegram: World) -> None:
    zere = telegram.person("Зере", language="kk")
    await zere.opens(await owner_link(telegram))
    zere.sees("Тілді таңдаңыз")
    await zere.taps("Русский")
    zere.sees("Сначала настроим школу", "№ 130", "Кто увидит", "3 минут", buttons=["Начать"])
    assert await owner_link(telegram) == ""
    await zere.sends("/start")
    zere.sees("Что будем делать", buttons=["Школа", "Сотрудники"])


async def test_the_owner_link_serves_one_person_and_only_for_some_days(telegram: World) -> None:
    link = await owner_link(telegram)
    assert await owner_link(telegram) == link
    await telegram.clock.passes(days=OWNER_LINK_DAYS + 1)
    late = telegram.person("Кеш", language="ru")
    await late.opens(link)
    await late.taps("Русский")
    late.sees_toast("Срок ссылки истёк")
    late.sees("личную ссылку")
    first, second = telegram.person("Бірінші", language="kk"), telegram.person("Екінші", language="kk")
    fresh = await owner_link(telegram)
    assert fresh != link
    for person in (first, second):
        await person.opens(fresh)
        await person.taps("Қазақша")
    second.sees_toast("басқа адам ашып қойған")
    second.sees("жеке сілтеме")
    first.sees("Алдымен мектепті баптайық")


@pytest.mark.parametrize("payload", ["nonsense", "x" * 60, "-", "aaaaaaaaaaaaaaaaaaaaaa"])
async def test_a_link_that_leads_nowhere_says_so(telegram: World, payload: str) -> None:
    person = telegram.person("Дана", language="ru")
    await person.opens(f"https://t.me/{telegram.server.world.bot.username}?start={payload}")
    await person.taps("Русский")
    person.sees_toast("Эта ссылка недействительна")
    await person.opens(f"https://t.me/{telegram.server.world.bot.username}?start={payload}")
    person.sees("Эта ссылка недействительна", "личную ссылку")


async def test_the_language_can_be_changed_at_any_time(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    await teacher.sends("/language")
    teacher.sees(buttons=["✅ Русский"])
    await teacher.taps("English")
    teacher.sees("What shall we do")
    await teacher.sends("/menu")
    teacher.sees("What shall we do")


async def test_a_teacher_by_link_is_bound_to_the_class_and_the_pedagogue_hears_of_it(
    telegram: World, school: Staff
) -> None:
    link = await link_for(telegram, school, "6А", name="Сейтова Айша")
    aisha = telegram.person("Айша ✨", language="ru")
    await aisha.opens(link)
    await aisha.taps("Русский")
    aisha.sees("Сейтова Айша", "классный руководитель", "6 «А»", "10 минут")
    school.pedagogue.sees("Сейтова Айша", "сынып жетекшісі, 6 «А»", buttons=["Қызметкерлер"])
    await aisha.taps("Семейный статус")
    aisha.sees("6 «А»")
    await aisha.opens(link)
    aisha.sees("Сейтова Айша")


async def test_a_second_link_gives_a_teacher_the_second_class_too(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    await teacher.opens(await link_for(telegram, school, "8А"))
    teacher.sees("8 «А»")
    school.pedagogue.reads_all()
    await teacher.sends("/status")
    teacher.sees("7 «Ә»", "8 «А»", "не начат")


async def test_commands_fit_the_role_and_the_language(telegram: World, school: Staff) -> None:
    newcomer = telegram.person("Жаңа", language="kk")
    usual = ("menu", "status", "cancel", "language", "help")
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    pedagogue.sees("Не істейміз")
    assert newcomer.phone.commands == usual
    assert pedagogue.phone.commands == ("menu", "staff", "school", *usual[1:])
    await pedagogue.sends("/language")
    await pedagogue.taps("English")
    shown = telegram.server.world.commands[(f"chat:{pedagogue.id}", "")]
    assert shown[0]["description"] == "Menu"


async def test_the_bot_works_where_commands_can_not_be_set(telegram: World) -> None:
    telegram.server.faults.queue("setMyCommands", ServerError500(), times=8)
    await telegram.restart()
    aigul = telegram.person("Айгүл", language="kk")
    await aigul.sends("/start")
    await aigul.taps("Қазақша")
    aigul.sees("жеке сілтеме")


async def test_in_a_group_there_is_one_sentence(telegram: World, school: Staff) -> None:
    group = telegram.server.group("7Ә ата-аналар")
    teacher = school.teacher_of("7Ә")
    await telegram.step(teacher, lambda: teacher.phone.sends("/start", group=group), silence_is_fine=True)
    said = [one.content.words.text for one in group.messages.values() if one.sender.is_bot]
    assert said == ["В группах я не работаю, напишите мне лично."]
    assert not teacher.unread
    picture = Photo(qr_picture("https://t.me/").content)
    await telegram.step(teacher, lambda: teacher.phone.sends(picture, group=group), silence_is_fine=True)
    assert sum(one.sender.is_bot for one in group.messages.values()) == 1


async def test_an_unknown_message_gets_the_menu(telegram: World, school: Staff) -> None:
    teacher: Person = school.teacher_of("7Ә")
    await teacher.sends("/nonsense")
    teacher.sees("не понял", buttons=["Семейный статус"])
    await teacher.sends("/cancel")
    teacher.sees("Отменять нечего")
