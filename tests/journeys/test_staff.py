"""The pedagogue lets people in by links, and out again."""

import io
import shutil

import pytest
from PIL import Image

from bot.sandbox.faults import Blocked
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.journeys.links import LINK, link_for


def link_on(person: Person) -> str:
    found = LINK.search(person.screen)
    assert found, person.screen
    return found[0]


async def revoked(pedagogue: Person, class_name: str) -> None:
    """Two taps: the first asks, the second revokes."""
    await pedagogue.sends("/staff")
    await pedagogue.taps("Сыныптар")
    await pedagogue.taps(next(one for one in pedagogue.buttons if class_name in one))
    await pedagogue.taps("✅ ")
    await pedagogue.taps("Рұқсатын жабу")
    pedagogue.sees("бірден кіре алмай қалады")
    await pedagogue.taps("Иә, жабу")
    pedagogue.sees("Рұқсаты жабылған", buttons=["Рұқсатын қайтару"])


async def test_the_page_says_who_joined(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/menu")
    await pedagogue.taps("Қызметкерлер")
    pedagogue.sees("12/12", school.director.name, school.deputy.name, school.psychologist.name)
    await pedagogue.taps("Сыныптар · 12/12")
    pedagogue.sees(buttons=["✅ 7Ә", "✅ 11Ә"])
    await pedagogue.taps("✅ 7Ә")
    pedagogue.sees("Сынып жетекшісі, 7 «Ә»", "Қосылған: 1", buttons=[school.teacher_of("7Ә").name])
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    pedagogue.sees("12/12")


@pytest.mark.parametrize("role", ["Әлеуметтік педагог", "Директор", "Орынбасар", "Психолог"])
async def test_each_office_has_its_link(telegram: World, school: Staff, role: str) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    await pedagogue.taps(f"✅ {role}")
    await pedagogue.taps("Шақыру")
    pedagogue.sees("Кімді шақырасыз", "Мысалы", buttons=["Атсыз сілтеме", "Артқа"])
    await pedagogue.sends("Үлгіева Үміт")
    pedagogue.sees(
        "Үлгіева Үміт", "21.09.2026", "Бір рет", buttons=["Жіберу", "QR", "Жаңарту", "Қайтарып алу"]
    )
    umit = telegram.person("Үміт", language="kk")
    await umit.opens(link_on(pedagogue))
    await umit.taps("Қазақша")
    umit.sees("Қош келдіңіз, Үлгіева Үміт")
    pedagogue.sees("Үлгіева Үміт қосылды")
    assert ("staff" in umit.phone.commands) is (role == "Әлеуметтік педагог")
    await pedagogue.taps("Қызметкерлер")
    pedagogue.sees("Үлгіева Үміт")


async def test_a_link_is_passed_on_as_text_and_as_picture(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await link_for(telegram, school, "6А", name="Үміт")
    await pedagogue.taps("Жіберу")
    assert pedagogue.opened_links[0].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    await pedagogue.taps("QR-сурет")
    picture = pedagogue.receives_file()
    assert not picture.protected
    assert Image.open(io.BytesIO(picture.bytes)).size[0] > 300


async def test_a_link_is_renewed_and_withdrawn(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    old = await link_for(telegram, school, "6А", name="Үміт")
    qr = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("stq"))
    await pedagogue.taps("Жаңарту")
    fresh = link_on(pedagogue)
    assert fresh != old
    renew = next(one for one in pedagogue.shown_buttons if one.callback_data.startswith("str"))
    await pedagogue.taps_again(renew)
    pedagogue.sees_toast("ескірген")
    assert link_on(pedagogue) == fresh
    await pedagogue.taps_again(qr)
    pedagogue.sees_toast("енді ашылмайды")
    await pedagogue.taps("Қайтарып алу")
    pedagogue.sees_toast("қайтарып алынды")
    pedagogue.sees("Шақырылған: 0")
    await pedagogue.taps_again(renew)
    pedagogue.sees("Шақырылған: 0")
    late = telegram.person("Үміт", language="kk")
    for link in (old, fresh):
        await late.opens(link)
        if not late.buttons[0].startswith("≡"):
            late.reads_all()
    await late.taps("Қазақша")
    late.sees_toast("жарамсыз")


async def test_what_became_of_a_link_is_told(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    link = await link_for(telegram, school, "6А", name="Үміт")
    number = next(
        one for one in pedagogue.shown_buttons if one.callback_data.startswith("stq")
    ).callback_data[4:]
    view = ShownButton(pedagogue.phone.messages[-1].id, "", f"stl:{number}")
    await telegram.clock.passes(days=15)
    await pedagogue.taps_again(view)
    pedagogue.sees("мерзімі өтті", buttons=["Жаңарту"])
    await pedagogue.taps("Жаңарту")
    fresh = link_on(pedagogue)
    assert fresh != link
    await pedagogue.taps_again(view)
    pedagogue.sees("қайтарып алынды")
    teacher = school.teacher_of("7Ә")
    await teacher.opens(fresh)
    teacher.sees("6 «А»")
    pedagogue.reads_all()
    used = ShownButton(view.message_id, "", f"stl:{int(number) + 1}")
    await pedagogue.taps_again(used)
    pedagogue.sees("адам қосылды")


async def test_quick_taps_on_skip_make_one_link(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    await pedagogue.taps("Сыныптар")
    await pedagogue.taps("✅ 6А")
    await pedagogue.taps("Шақыру")
    await pedagogue.taps_quickly("Атсыз сілтеме", "Атсыз сілтеме")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Шақырылған: 1", buttons=["⏳ атсыз сілтеме"])
    await pedagogue.taps("⏳ атсыз сілтеме")
    pedagogue.sees("t.me/")


async def test_turning_away_from_the_name_makes_the_next_text_no_name(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    await pedagogue.taps("✅ Директор")
    await pedagogue.taps("Шақыру")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Шақырылған: 0")
    await pedagogue.sends("Үлгіева Үміт")
    pedagogue.sees("оқушы табылмады")


async def test_access_ends_at_once_and_can_be_given_back(telegram: World, school: Staff) -> None:
    pedagogue, teacher = school.pedagogue, school.teacher_of("7Ә")
    await teacher.sends("/menu")
    teacher.sees(buttons=["Семейный статус"])
    await revoked(pedagogue, "7Ә")
    teacher.sees("Ваш доступ закрыт", "7 «Ә»")
    await teacher.taps("Семейный статус")
    teacher.sees_toast("не открыт")
    await teacher.sends("/menu")
    teacher.sees("личную ссылку")
    await pedagogue.taps("Рұқсатын қайтару")
    pedagogue.sees("бастап", buttons=["Рұқсатын жабу"])
    teacher.sees("Ваш доступ возвращён")
    await teacher.sends("/menu")
    teacher.sees(buttons=["Семейный статус"])


async def test_changing_ones_mind_about_a_revocation(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    await pedagogue.taps("✅ Директор")
    await pedagogue.taps(f"✅ {school.director.name}"[:20])
    await pedagogue.taps("Рұқсатын жабу")
    await pedagogue.taps("Артқа")
    pedagogue.sees(school.director.name, buttons=["Рұқсатын жабу"])
    await school.director.sends("/status")
    school.director.sees("директор")


async def test_the_only_pedagogue_stays(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    await pedagogue.taps("✅ Әлеуметтік педагог")
    await pedagogue.taps(f"✅ {pedagogue.name}"[:20])
    await pedagogue.taps("Рұқсатын жабу")
    await pedagogue.taps("Иә, жабу")
    pedagogue.sees_toast("жалғыз әлеуметтік педагог")
    await pedagogue.sends("/staff")
    pedagogue.sees("12/12")


async def test_everybody_is_invited_at_once(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    for name in ("6А", "7Ә"):
        await revoked(pedagogue, name)
        school.teacher_of(name).reads_all()
    await pedagogue.sends("/staff")
    pedagogue.sees("10/12")
    await pedagogue.taps("Бәрін бірден шақыру")
    pedagogue.sees("6А, 7Ә", "14 күн")
    await pedagogue.taps("Сілтемелер жасау: 2")
    pedagogue.sees("6А: https://t.me/", "7Ә: https://t.me/", buttons=["Word, қазақша", "Word, орысша"])
    links = LINK.findall(pedagogue.screen)
    made = next(one for one in pedagogue.shown_buttons if one.callback_data == "sta:1")
    await pedagogue.taps_again(made)
    pedagogue.sees_toast("Барлық сыныпта")
    assert LINK.findall(pedagogue.screen) == links
    await pedagogue.taps("Word, қазақша")
    sheet = pedagogue.receives_file(".docx")
    assert sheet.name == "Сынып жетекшілерінің сілтемелері 2026-2027.docx"
    for expected in ("6 «А» сынып", "7 «Ә» сынып", "21.09.2026", "камераны", *links):
        assert expected.lower() in sheet.text.lower()
    assert len(sheet.document.inline_shapes) == 2
    if shutil.which("soffice"):
        await pedagogue.taps("PDF, орысша")
        assert "7 «Ә» класс" in pedagogue.receives_file(".pdf").text
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Ашық сілтемелер")
    pedagogue.sees("6А: https://t.me/")
    await pedagogue.sends("/staff")
    pedagogue.sees("10/12")
    all_again = ShownButton(pedagogue.phone.messages[-1].id, "", "sta:0")
    await pedagogue.taps_again(all_again)
    pedagogue.sees("Барлық сыныпта")


async def test_there_is_nothing_to_print_without_open_links(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    await pedagogue.taps("Ашық сілтемелер")
    pedagogue.sees("Ашық сілтеме жоқ")
    await pedagogue.taps_again(ShownButton(pedagogue.phone.messages[-1].id, "", "stn:kk:0"))
    pedagogue.sees_toast("Ашық сілтеме жоқ")


async def test_a_role_that_does_not_exist_is_answered(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    pedagogue.sees("12/12")
    await pedagogue.taps_again(ShownButton(pedagogue.phone.messages[-1].id, "", "stp:cook:0:0"))
    pedagogue.sees_toast("жоқ")


async def test_a_teacher_does_not_see_the_page(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    await teacher.sends("/staff")
    teacher.sees("не открыт")


async def test_somebody_who_blocked_the_bot_can_lose_access_all_the_same(
    telegram: World, school: Staff
) -> None:
    teacher = school.teacher_of("7Ә")
    telegram.server.faults.queue("sendMessage", Blocked(), times=0)
    await teacher.blocks()
    await revoked(school.pedagogue, "7Ә")
    await teacher.unblocks()
    await teacher.sends("/start")
    teacher.sees("личную ссылку")
    teacher.reads_all()
