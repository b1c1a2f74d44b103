"""Totals with the names behind them, and papers that come out of the passport."""

import io
from copy import copy
from dataclasses import replace

import docx
import pytest

from bot.core.passport.categories import Answer, Education
from bot.core.passport.reports import ReportState
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import Country
from bot.sandbox.faults import ServerError500
from bot.storage.desk import SqlDesk
from bot.storage.outbox import receive
from tests.conftest import Staff
from tests.driver import World
from tests.driver.persons import Person, ShownButton
from tests.driver.world import Clock
from tests.journeys.reports import class_named, in_office, reported

YES = Answer.YES
APPROVED = ReportState.APPROVED
FORM_ACTIONS = ("take_form", "change_form", "restore_form")


async def approve_two(telegram: World) -> None:
    await reported(telegram, "7Ә", {0: {"incomplete_family": YES}, 1: {"large_family": YES}}, APPROVED)
    await reported(telegram, "6А", {2: {"incomplete_family": YES, "step_father": YES}}, APPROVED)


async def test_each_total_opens_to_its_names(telegram: World, school: Staff) -> None:
    await approve_two(telegram)
    await reported(telegram, "6А", {2: {"orphan": YES}})
    await in_office(telegram, label_the_first_of_7)
    pedagogue, seven, six = school.pedagogue, school.pupils_of("7Ә"), school.pupils_of("6А")
    pupils = len(seven) + len(six)
    await pedagogue.sends("/start")
    await pedagogue.taps("Әлеуметтік паспорт")
    pedagogue.sees(
        f"Оқушылар: {pupils}",
        "Әзірге кірмеген сыныптар: 1А, 1Ә",
        "Жаңа нұсқасы тексеруде: 6А",
        "2. Толық емес отбасы: 2 / 2",
        buttons=["2. Толық емес отбасы"],
    )
    await pedagogue.taps("2. Толық емес отбасы")
    pedagogue.sees("Толық емес отбасы: 2", f"1. {six[2]} · 6А", f"2. {seven[0]} · 7Ә")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Барлық оқушы")
    await pedagogue.taps("▶")
    pedagogue.sees("21. ")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Білімі")
    pedagogue.sees("Білімі белгілі ата-аналар: 0")
    await pedagogue.taps("Қосымша тізім")
    await pedagogue.taps("▶")
    await pedagogue.taps("Тәуекел тобы")
    pedagogue.sees("Тәуекел тобы: 1", seven[0])
    seen = await in_office(telegram, audited)
    assert seen == ["class:0 incomplete_family", "class:0 all", "class:0 all", "class:0 risk_group"]


def label_the_first_of_7(desk: Desk) -> None:
    pupil = desk.pupils.of_class(class_named(desk, "7Ә").id)[0]
    desk.labels.put(pupil.id, "risk_group", "сабаққа келмейді", 1, desk.moment, None)


def audited(desk: Desk, action: str = "see_names") -> list[str]:
    assert isinstance(desk, SqlDesk)
    rows = desk.connection.exec_driver_sql(
        "SELECT subject FROM audit WHERE action = ? ORDER BY id", (action,)
    )
    return list(rows.scalars())


async def test_a_teacher_sees_only_the_own_class_and_no_labels(telegram: World, school: Staff) -> None:
    await approve_two(telegram)
    await in_office(telegram, label_the_first_of_7)
    teacher, seven = school.teacher_of("7Ә"), school.pupils_of("7Ә")
    await teacher.sends("/start")
    await teacher.taps("Социальный паспорт")
    teacher.sees("Социальный паспорт 7 «Ә» класса", f"Учеников: {len(seven)}")
    teacher.sees_not(buttons=["Вся школа", "По классам"])
    await teacher.taps("Списки")
    teacher.sees_not("Группа риска")
    message = teacher.phone.messages[-1].id
    six = await in_office(telegram, lambda desk: class_named(desk, "6А").id)
    own = await in_office(telegram, lambda desk: class_named(desk, "7Ә").id)
    await teacher.taps_again(ShownButton(message, "", f"nm:{own}:risk_group::0"))
    teacher.sees_toast("Этот раздел вам не открыт")
    for forbidden in (f"nm:{six}:orphan::0", f"tt:{six}::0", "nm:0:orphan::0", f"nm:{own}:nonsense::0"):
        await teacher.taps_again(ShownButton(message, "", forbidden))
    assert await in_office(telegram, audited) == []


async def test_the_deputy_goes_from_the_school_to_a_class_and_back(telegram: World, school: Staff) -> None:
    await reported(telegram, "6А", {2: {"incomplete_family": YES}})
    deputy = school.deputy
    await deputy.sends("/start")
    await deputy.taps("Әлеуметтік паспорт")
    await deputy.taps("Сыныптар бойынша")
    await deputy.taps("6А")
    deputy.sees("6 «А» сыныбының әлеуметтік паспорты", "Әлі қабылданбаған: 6А", "2. Толық емес отбасы: 1 / 1")
    await deputy.taps("Қосымша тізім")
    deputy.sees_not("Тәуекел тобы")
    await deputy.taps("Бүкіл мектеп")
    deputy.sees("Мектептің әлеуметтік паспорты", "Бірде-бір сыныптың есебі әлі қабылданбаған")
    deputy.sees_not("0 / 0", buttons=["Тексеру", "Білімі"])
    await deputy.taps("Сыныптар тақтасы")
    deputy.sees("барлығы 12")


async def test_with_nothing_approved_the_passport_says_where_to_look(
    telegram: World, school: Staff, clock: Clock
) -> None:
    await reported(telegram, "6А", {2: {"incomplete_family": YES}})
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Әлеуметтік паспорт")
    pedagogue.sees("Бірде-бір сыныптың есебі әлі қабылданбаған", buttons=["Сыныптар тақтасы"])
    await pedagogue.taps("Тексеру")
    pedagogue.sees("күтіп тұрған есептер: 1")


async def test_a_paper_of_nothing_is_made_only_after_a_warning(telegram: World, school: Staff) -> None:
    pedagogue, warning = school.pedagogue, "құжат бос шығады"
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Мектептің паспорты")
    pedagogue.sees("⚠️", warning, buttons=["ҚАЗ · Word"])
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Санат бойынша тізім")
    await pedagogue.taps("Бүкіл мектеп")
    await pedagogue.taps("Толық емес отбасы")
    pedagogue.sees(warning)
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("7Ә")
    await pedagogue.taps("Толық емес отбасы")
    pedagogue.sees_not(warning)
    await approve_two(telegram)
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Мектептің паспорты")
    pedagogue.sees_not(warning)


async def test_last_year_stands_beside_this_one(telegram: World, school: Staff) -> None:
    await in_office(telegram, last_year_of_7)
    await approve_two(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Әлеуметтік паспорт")
    await pedagogue.taps("Былтырмен")
    pedagogue.sees("2. Толық емес отбасы: 1 → 2 (+1; 100,0\u00a0%); отбасы 1 → 2")
    await pedagogue.taps("▶")
    pedagogue.sees("Жетім")
    await pedagogue.taps("Мәзір")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Былтырмен салыстыру")
    await pedagogue.taps("ҚАЗ · Excel")
    pedagogue.sees("№ 1")
    assert "Толық емес" in pedagogue.receives_file(".xlsx").text


def last_year_of_7(desk: Desk) -> None:
    """The pupils of 7Ә were in 6Ә last year, and the first of them in an incomplete family."""
    year = desk.schools.get().year.before
    class_ = desk.schools.ensure_class(year, class_named(desk, "7Ә").name)
    pupils = desk.pupils.of_class(class_named(desk, "7Ә").id)
    for pupil in pupils:
        desk.pupils.enrol(pupil.id, class_.id, desk.today.replace(year=year.first))
    report = desk.reports.begin(class_.id, desk.moment, None)
    desk.reports.say(report.id, pupils[0].id, "incomplete_family", YES, 1, desk.moment)
    desk.reports.set_state(report.id, APPROVED, 1, desk.moment)


async def test_papers_come_with_gapless_numbers(telegram: World, school: Staff) -> None:
    await approve_two(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Мектептің паспорты")
    pedagogue.sees("Бүкіл мектеп", buttons=["ҚАЗ · Word", "ОРЫС · Excel"])
    await pedagogue.taps("ҚАЗ · Word")
    pedagogue.sees("№ 1 дайын")
    paper = pedagogue.receives_file(".docx")
    assert not paper.protected
    assert "07.09.2026" in paper.text
    assert "№ 1" in paper.text
    await pedagogue.taps("Тағы құжат")
    await pedagogue.taps("Санат бойынша тізім")
    await pedagogue.taps("Бүкіл мектеп")
    await pedagogue.taps("Толық емес отбасы")
    await pedagogue.taps("Аты-жөнсіз")
    await pedagogue.taps("Аты-жөнімен")
    pedagogue.sees("Толық емес отбасы · аты-жөнімен")
    await pedagogue.taps("ОРЫС · Word")
    pedagogue.sees("№ 2 дайын")
    listed = pedagogue.receives_file(".docx")
    assert listed.protected
    assert school.pupils_of("7Ә")[0] in listed.text
    await pedagogue.taps("Тағы құжат")
    await pedagogue.taps("Паспорт (сурет)")
    await pedagogue.taps("ҚАЗ · Сурет")
    pedagogue.sees("№ 3 дайын")
    pedagogue.receives_file()
    assert await in_office(telegram, lambda desk: audited(desk, "issue_paper")) == [
        "paper:2026/1",
        "paper:2026/2",
        "paper:2026/3",
    ]


async def test_a_file_with_names_leaves_the_chat_after_a_day(
    telegram: World, school: Staff, clock: Clock
) -> None:
    await approve_two(telegram)
    teacher, seven = school.teacher_of("7Ә"), school.pupils_of("7Ә")
    await teacher.sends("/start")
    await teacher.taps("Документы")
    teacher.sees_not(buttons=["Паспорт школы", "Сравнение", "Формы Word"])
    await teacher.taps("Таблица класса")
    teacher.sees(buttons=["7Ә"])
    teacher.sees_not(buttons=["6А", "Вся школа"])
    await teacher.taps("7Ә")
    await teacher.taps("РУС · Word")
    teacher.sees("Файл удалится из чата через 24 ч.")
    table = teacher.receives_file(".docx")
    assert table.protected
    assert seven[3] in table.text
    with_file = [one for one in teacher.phone.messages if one.content.files]
    assert len(with_file) == 1
    await telegram.clock.passes(hours=23)
    assert any(one.content.files for one in teacher.phone.messages)
    await telegram.clock.passes(hours=2)
    assert not any(one.content.files for one in teacher.phone.messages)


async def test_a_tap_that_is_delivered_twice_makes_one_paper(telegram: World, school: Staff) -> None:
    await approve_two(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Мектептің паспорты")
    telegram.server.deliver_twice(updates=1, copies=3)
    await pedagogue.taps("ҚАЗ · Excel")
    pedagogue.sees("№ 1 дайын")
    pedagogue.receives_file(".xlsx")
    assert len([one for one in pedagogue.phone.messages if one.content.files]) == 1
    await pedagogue.taps("Тағы құжат")
    await pedagogue.taps("Мектептің паспорты")
    await pedagogue.taps("ҚАЗ · Excel")
    pedagogue.sees("№ 2 дайын")
    pedagogue.receives_file(".xlsx")


async def next_update_was_taken_in(telegram: World) -> None:
    """As if the bot had stopped after it wrote what the next tap asks for, and the tap came again."""
    number = next(copy(telegram.server.updates._ids))

    def receive_it(desk: Desk) -> None:
        assert isinstance(desk, SqlDesk)
        receive(desk.connection, number, desk.moment)

    await in_office(telegram, receive_it)


async def test_a_paper_that_was_cut_short_comes_with_its_own_number(telegram: World, school: Staff) -> None:
    await approve_two(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Мектептің паспорты")
    await pedagogue.taps("ҚАЗ · Excel")
    pedagogue.receives_file(".xlsx")
    make = next(one for one in pedagogue.shown_buttons if one.label == "ҚАЗ · Excel")
    await next_update_was_taken_in(telegram)
    await pedagogue.taps_again(make)
    pedagogue.sees("№ 1 дайын")
    assert not pedagogue.unread
    await in_office(telegram, forget_that_it_was_sent)
    await next_update_was_taken_in(telegram)
    await pedagogue.taps_again(make)
    assert "№ 1" in pedagogue.receives_file(".xlsx").text


def forget_that_it_was_sent(desk: Desk) -> None:
    assert isinstance(desk, SqlDesk)
    desk.connection.exec_driver_sql("UPDATE issued_paper SET sent_at = NULL")


async def takes_the_table(teacher: Person) -> None:
    await teacher.sends("/start")
    await teacher.taps("Документы")
    await teacher.taps("Таблица класса")
    await teacher.taps("7Ә")
    await teacher.taps("РУС · Word")
    teacher.receives_file(".docx")


async def test_a_deletion_that_failed_is_tried_again(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    await takes_the_table(teacher)
    telegram.server.faults.queue("deleteMessage", ServerError500())
    await telegram.clock.passes(hours=25)
    assert any(one.content.files for one in teacher.phone.messages)
    await telegram.clock.passes(minutes=1)
    assert not any(one.content.files for one in teacher.phone.messages)


async def test_what_telegram_will_not_delete_is_let_go(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    await takes_the_table(teacher)
    with_file = next(one for one in teacher.phone.messages if one.content.files)
    await teacher.phone.deletes(with_file.id)
    before = telegram.server.calls["deletemessage"]
    await telegram.clock.passes(hours=25)
    await telegram.clock.passes(hours=1)
    assert telegram.server.calls["deletemessage"] == before + 1


@pytest.mark.parametrize(
    "asked",
    [
        "mp:school_passport:0::1:ru:docx",
        "mp:class_table:{six}::1:ru:docx",
        "mp:class_table:0::1:ru:docx",
        "mp:category_list:{own}:risk_group:1:ru:docx",
        "mp:class_table:{own}::1:ru:png",
        "mp:class_table:{own}::1:ky:docx",
        "mp:nonsense:{own}::1:ru:docx",
    ],
)
async def test_a_teacher_gets_no_paper_of_others(telegram: World, school: Staff, asked: str) -> None:
    await approve_two(telegram)
    teacher = school.teacher_of("7Ә")
    await teacher.sends("/start")
    await teacher.taps("Документы")
    classes = await in_office(
        telegram, lambda desk: {"six": class_named(desk, "6А").id, "own": class_named(desk, "7Ә").id}
    )
    await teacher.taps_again(ShownButton(teacher.phone.messages[-1].id, "", asked.format(**classes)))
    teacher.sees(buttons=["Таблица класса"])
    assert await in_office(telegram, lambda desk: audited(desk, "issue_paper")) == []


async def test_papers_that_can_not_be_made_take_no_number(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Былтырмен салыстыру")
    await pedagogue.taps("ҚАЗ · Word")
    pedagogue.sees_toast("салыстыр")
    pedagogue.sees("Қайсысы керек")
    message = pedagogue.phone.messages[-1].id
    await pedagogue.taps_again(ShownButton(message, "", "mp:class_table:0::1:kk:docx"))
    pedagogue.sees_toast("бір сынып")
    await pedagogue.taps_again(ShownButton(message, "", "cp:nonsense:0::1:0"))
    pedagogue.sees("Қайсысы керек")
    assert await in_office(telegram, lambda desk: audited(desk, "issue_paper")) == []


async def test_a_school_changes_a_form_and_goes_back(telegram: World, school: Staff) -> None:
    await approve_two(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Word үлгілері")
    await pedagogue.taps("Мектеп паспорты · ҚАЗ")
    pedagogue.sees("министрлік үлгісі", "{{ }}")
    telegram.server.deliver_twice(updates=1, copies=2)
    await pedagogue.taps("Үлгіні алу")
    form = pedagogue.receives_file("school_passport.kk.docx")
    assert "{{" in form.text
    pedagogue.reads_all()
    await pedagogue.sends_file(changed(form.bytes, "№ 100 мектеп, өз үлгісі"), "form.docx")
    pedagogue.sees("Үлгі тексерілді", "мектептің өз үлгісі")
    await pedagogue.sends_file(changed(form.bytes, "{{ nobody_knows_this }}"), "form.docx")
    pedagogue.sees("⚠️", "nobody_knows_this")
    await pedagogue.sends("дайын")
    pedagogue.sees("⚠️", "мектептің өз үлгісі")
    await pedagogue.sends_file(b"0" * 10, "form.docx", size=3_000_000)
    pedagogue.sees("⚠️", "2 МБ")
    await pedagogue.taps("Артқа")
    pedagogue.sees(buttons=["✏️ Мектеп паспорты · ҚАЗ"])
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Мектептің паспорты")
    await pedagogue.taps("ҚАЗ · Word")
    pedagogue.sees("№ 1 дайын")
    assert "№ 100 мектеп, өз үлгісі" in pedagogue.receives_file("паспорт").text
    await pedagogue.taps("Тағы құжат")
    await pedagogue.taps("Word үлгілері")
    await pedagogue.taps("✏️ Мектеп паспорты · ҚАЗ")
    await pedagogue.taps("Үлгіні алу")
    assert "№ 100 мектеп, өз үлгісі" in pedagogue.receives_file("school_passport.kk.docx").text
    pedagogue.reads_all()
    await next_update_was_taken_in(telegram)
    await pedagogue.taps("Үлгіні алу")
    assert not pedagogue.unread
    await pedagogue.taps("Министрлік үлгісіне қайту")
    pedagogue.sees("министрлік үлгісі")
    done = await in_office(telegram, lambda desk: [len(audited(desk, one)) for one in FORM_ACTIONS])
    assert done == [2, 1, 1]
    await pedagogue.taps_again(next(one for one in pedagogue.shown_buttons if "Министрлік" in one.label))
    assert len(await in_office(telegram, lambda desk: audited(desk, "restore_form"))) == 1


def changed(form: bytes, words: str) -> bytes:
    """The form with one more paragraph."""
    document = docx.Document(io.BytesIO(form))
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


async def test_a_form_that_there_is_not_can_not_be_changed(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps_again(ShownButton(pedagogue.phone.messages[-1].id, "", "to:passport_picture:kk"))
    pedagogue.sees_toast("жазба")


async def test_without_libreoffice_there_is_no_pdf(
    telegram: World, school: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    await approve_two(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Мектептің паспорты")
    pedagogue.sees_not(buttons=["PDF"])
    await pedagogue.taps_again(
        ShownButton(pedagogue.phone.messages[-1].id, "", "mp:school_passport:0::1:kk:pdf")
    )
    pedagogue.sees("⚠️", "Word", "Қайсысы керек")


async def test_a_teacher_of_two_classes_chooses_one(telegram: World, school: Staff) -> None:
    await approve_two(telegram)
    teacher = school.teacher_of("7Ә")

    def second_class(desk: Desk) -> None:
        person = desk.people.teachers(class_named(desk, "7Ә").id)[0]
        desk.people.grant(person.id, Role.CLASS_TEACHER, class_named(desk, "6А").id, desk.moment)

    await in_office(telegram, second_class)
    await teacher.sends("/start")
    await teacher.taps("Социальный паспорт")
    teacher.sees("Паспорт какого класса", buttons=["6А", "7Ә"])
    teacher.sees_not(buttons=["8А", "Вся школа"])
    await teacher.taps("6А")
    teacher.sees("Социальный паспорт 6 «А» класса", buttons=["По классам"])


async def test_a_kyrgyz_school_has_its_own_rows_and_words(telegram: World, school: Staff) -> None:
    def becomes_kyrgyz(desk: Desk) -> None:
        desk.schools.save(replace(desk.schools.get(), country=Country.KYRGYZSTAN))

    await in_office(telegram, becomes_kyrgyz)
    await reported(
        telegram,
        "7Ә",
        {0: {"migrant_parents": YES}, 1: {"incomplete_family": Answer.UNKNOWN}},
        APPROVED,
        0,
        Education.HIGHER,
    )
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Әлеуметтік паспорт")
    await pedagogue.taps("▶")
    await pedagogue.taps("▶")
    pedagogue.sees("Отбасы түрі", ": 1")
    await pedagogue.taps("Қосымша тізім")
    pedagogue.sees("Анасы жоқ")
    await pedagogue.taps("Білімі")
    await pedagogue.taps("1. ")
    pedagogue.sees("27")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Білімі белгілі")
    await pedagogue.taps("Мәзір")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Мектептің паспорты")
    await pedagogue.taps("ҚЫРҒ · Word")
    assert "Даректүү социалдык жардам" in pedagogue.receives_file(".docx").text
