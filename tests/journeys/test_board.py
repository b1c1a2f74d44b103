"""The board of the classes, and the word to those who have not sent."""

from datetime import UTC, datetime

from bot.core.passport.categories import Answer
from bot.core.passport.reports import ReportState
from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import World
from tests.driver.persons import Person, ShownButton
from tests.driver.world import Clock
from tests.journeys.reports import class_named, in_office, reported

ALL = ("1А", "1Ә", "2А", "3Ә", "4А", "5Ғ", "6А", "7Ә", "8А", "9Б", "10А", "11Ә")
STATES = {
    "6А": ReportState.APPROVED,
    "7Ә": ReportState.WAITING,
    "8А": ReportState.RETURNED,
    "9Б": ReportState.IN_WORK,
    "10А": ReportState.TAKEN_BACK,
}
LATE = [name for name in ALL if name not in ("6А", "7Ә")]
NIGHT, MORNING = datetime(2026, 9, 7, 17, 30, tzinfo=UTC), datetime(2026, 9, 8, 3, 0, tzinfo=UTC)


async def set_states(telegram: World) -> None:
    for name, state in STATES.items():
        await reported(telegram, name, {0: {"large_family": Answer.YES}}, state)


async def test_the_board_counts_classes_and_opens_each_state(telegram: World, school: Staff) -> None:
    await set_states(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Сыныптар тақтасы")
    pedagogue.sees(
        "барлығы 12",
        "Қабылданды: 1\nТексеруде: 1\nТүзетуге қайтарылды: 1\nТолтырылуда: 2\nБасталмаған: 7",
        buttons=["Басталмаған: 7", "Тексеруге көшу"],
    )
    await pedagogue.taps("Толтырылуда: 2")
    pedagogue.sees("Толтырылуда: 2\n", "9 «Б»", "10 «А»", school.teacher_of("9Б").name)
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Қабылданды: 1")
    await pedagogue.taps("6 «А»")
    pedagogue.sees("6 «А» сыныбы", "Есеп: қабылданды", buttons=["Шешімді қайтарып алу"])


async def test_those_who_have_not_sent_are_reminded_once_a_day(
    telegram: World, school: Staff, clock: Clock
) -> None:
    await set_states(telegram)
    pedagogue, late = school.pedagogue, [school.teacher_of(name) for name in LATE]
    await pedagogue.sends("/start")
    await pedagogue.taps("Сыныптар тақтасы")
    await pedagogue.taps("Кім жібермеді")
    pedagogue.sees("Жібермегендер: 10", buttons=["Еске салу (10)"])
    remind = next(one for one in pedagogue.shown_buttons if one.label.startswith("Еске салу"))
    await pedagogue.taps("Еске салу")
    pedagogue.sees_toast("Еске салынды")
    pedagogue.sees("бүгін ескертілді")
    pedagogue.sees_not(buttons=["Еске салу"])
    for name, teacher in zip(LATE, late, strict=True):
        quoted = f"{name[:-1]} «{name[-1]}»"
        words = {"kk": f"{quoted}: отбасылық", "ru": f"{quoted}: отчёт"}
        teacher.sees(words[language_of(school, teacher)], buttons=[quoted])
    await pedagogue.taps_again(remind)
    assert not any(teacher.unread for teacher in school.people)
    await late[0].taps("1 «А»")
    late[0].sees("1 «А»", "оқушылар")
    await telegram.clock.passes(days=1)
    await pedagogue.taps_again(remind)
    assert all(teacher.unread for teacher in late)
    for teacher in late:
        teacher.reads_all()


def language_of(school: Staff, person: Person) -> str:
    return school.sample.staff[school.people.index(person)].language


async def test_at_night_the_reminder_waits_for_the_morning(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await telegram.clock.moves_to(NIGHT)
    await pedagogue.sends("/start")
    await pedagogue.taps("Сыныптар тақтасы")
    await pedagogue.taps("Кім жібермеді")
    pedagogue.sees("Қазір демалыс уақыты: хабар 08.09 08:00 жетеді")
    await pedagogue.taps("Еске салу (12)")
    pedagogue.sees_toast("Еске салынды")
    assert not any(person.unread for person in school.people)
    await telegram.clock.moves_to(MORNING)
    school.teacher_of("7Ә").sees("7 «Ә»: отчёт")
    for person in school.people:
        person.reads_all()
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Кім жібермеді")
    pedagogue.sees("бүгін ескертілді")
    pedagogue.sees_not(buttons=["Еске салу"])


async def test_who_sends_at_night_is_not_reminded_in_the_morning(telegram: World, school: Staff) -> None:
    pedagogue, teacher = school.pedagogue, school.teacher_of("7Ә")
    await reported(telegram, "7Ә", {}, ReportState.IN_WORK)
    await telegram.clock.moves_to(NIGHT)
    await pedagogue.sends("/start")
    await pedagogue.taps("Сыныптар тақтасы")
    await pedagogue.taps("Кім жібермеді")
    await pedagogue.taps("Еске салу (12)")
    report = await in_office(telegram, lambda desk: desk.reports.newest(class_named(desk, "7Ә").id))
    assert report is not None
    await teacher.sends("/start")
    teacher.sees("Что будем делать")
    await teacher.taps_again(ShownButton(teacher.phone.messages[-1].id, "", f"sd:{report.id}"))
    teacher.sees("отправлен")
    await telegram.clock.moves_to(MORNING)
    assert not teacher.unread
    school.teacher_of("6А").sees("6 «А»: отбасылық")
    for person in school.people:
        person.reads_all()


async def test_who_shut_the_bot_out_and_who_is_missing_are_shown(telegram: World, school: Staff) -> None:
    def nobody_teaches_1a(desk: Desk) -> None:
        class_ = class_named(desk, "1А")
        for grant in desk.people.grants():
            if grant.class_id == class_.id:
                desk.people.revoke(grant.id, desk.moment)

    await in_office(telegram, nobody_teaches_1a)
    shut = school.teacher_of("1Ә")
    await in_office(telegram, lambda desk: desk.people.set_blocked(person_of(desk, shut.id), desk.moment))
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Сыныптар тақтасы")
    await pedagogue.taps("Кім жібермеді")
    pedagogue.sees("ботты өшірген, телефон соғыңыз", buttons=["Еске салу (10)"])
    await pedagogue.taps("▶")
    pedagogue.sees("1 «А» · ⚠️ жетекшісі қосылмаған")
    deputy = school.deputy
    await deputy.sends("/start")
    await deputy.taps("Сыныптар тақтасы")
    await deputy.taps("Кім жібермеді")
    await deputy.taps("▶")
    deputy.sees("1 «А» · ⚠️ жетекшісі қосылмаған")
    deputy.sees_not(buttons=["Шақыру"])
    await pedagogue.taps("Шақыру: 1 «А»")
    pedagogue.sees("Сынып жетекшісі, 1 «А»", "Шақырылған: 0", buttons=["Шақыру"])


def person_of(desk: Desk, telegram_id: int) -> int:
    person = desk.people.by_telegram(telegram_id)
    assert person is not None
    return person.id


async def test_the_deputy_sees_the_board_but_reminds_nobody(telegram: World, school: Staff) -> None:
    await set_states(telegram)
    deputy = school.deputy
    await deputy.sends("/start")
    await deputy.taps("Сыныптар тақтасы")
    deputy.sees(buttons=["Кім жібермеді"])
    deputy.sees_not(buttons=["Тексеруге көшу"])
    await deputy.taps("Қабылданды: 1")
    deputy.sees("6 «А»")
    deputy.sees_not(buttons=["6 «А»"])
    await deputy.taps("Артқа")
    await deputy.taps("Кім жібермеді")
    deputy.sees_not(buttons=["Еске салу"])
    await deputy.taps_again(ShownButton(deputy.phone.messages[-1].id, "", "rmd"))
    deputy.sees_toast("Бұл бөлім сізге ашық емес")
    assert not any(person.unread for person in school.people)


async def test_when_all_have_sent_nobody_is_named(telegram: World, school: Staff) -> None:
    for name in ALL:
        await reported(telegram, name, {}, ReportState.APPROVED)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Сыныптар тақтасы")
    pedagogue.sees_not(buttons=["Кім жібермеді", "Тексеруге көшу"])
    await pedagogue.taps_again(ShownButton(pedagogue.phone.messages[-1].id, "", "lt:0"))
    pedagogue.sees("Жібермегендер: 0")
