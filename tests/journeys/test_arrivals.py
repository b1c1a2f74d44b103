"""The pedagogue hears that a report arrived, at human hours, while it waits; and the menu counts those that do."""

from bot.core.passport.categories import Answer
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.reports import reported
from tests.journeys.surveying import begins

CLASS = "7Ә"
NEWS = "7Ә сыныбының есебі келді"


async def _sends(teacher: Person) -> None:
    await begins(teacher)
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")
    teacher.sees("отправлен")


async def test_a_report_that_arrived_is_opened_from_its_message(telegram: World, school: Staff) -> None:
    teacher, pedagogue = school.teacher_of(CLASS), school.pedagogue
    await _sends(teacher)
    assert not pedagogue.unread
    await telegram.clock.passes(minutes=11)
    pedagogue.sees(NEWS, teacher.name, buttons=["Тексеруді ашу"])
    await pedagogue.taps("Тексеруді ашу")
    pedagogue.sees("7 «Ә»", "оқушылар: 27", buttons=["Қабылдау"])


async def test_in_the_evening_it_waits_for_the_morning(telegram: World, school: Staff) -> None:
    await telegram.clock.passes(hours=13)
    await _sends(school.teacher_of(CLASS))
    await telegram.clock.passes(hours=9)
    assert not school.pedagogue.unread
    await telegram.clock.passes(hours=2)
    school.pedagogue.sees(NEWS)


async def test_nobody_hears_of_what_was_taken_back(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of(CLASS)
    await _sends(teacher)
    await teacher.taps("Отозвать")
    await telegram.clock.passes(days=1)
    assert not school.pedagogue.unread
    await teacher.taps("Проверить")
    await teacher.taps("Отправить")
    await telegram.clock.passes(minutes=11)
    school.pedagogue.sees(NEWS)


async def test_nobody_hears_of_what_was_decided(telegram: World, school: Staff) -> None:
    teacher, pedagogue = school.teacher_of(CLASS), school.pedagogue
    await _sends(teacher)
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    await pedagogue.taps("Қабылдау")
    teacher.sees("принят")
    await telegram.clock.passes(days=1)
    assert not pedagogue.unread


async def test_the_menu_counts_what_waits_and_marks_the_next_step(telegram: World, school: Staff) -> None:
    pedagogue, teacher = school.pedagogue, school.teacher_of(CLASS)
    await pedagogue.sends("/start")
    pedagogue.sees("Не істейміз")
    assert ("Тексеру", None) in _row_of(pedagogue, "Тексеру")
    assert _row_of(pedagogue, "Оқушылар тізімін жүктеу") == [("Оқушылар тізімін жүктеу", None)]
    await reported(telegram, CLASS, {0: {"incomplete_family": Answer.YES}})
    await pedagogue.sends("/start")
    pedagogue.sees("Не істейміз")
    assert ("Тексеру · 1", "primary") in _row_of(pedagogue, "Тексеру · 1")
    assert ("Отбасы мәртебесі", None) in _row_of(pedagogue, "Отбасы мәртебесі")
    await teacher.sends("/start")
    teacher.sees("Что будем делать")
    assert _row_of(teacher, "Семейный статус") == [("Семейный статус", "primary")]


def _row_of(person: Person, label: str) -> list[tuple[str, str | None]]:
    """The row of the newest menu in which this button stands, each button with its style."""
    markup = person.phone.messages[-1].markup
    assert markup is not None
    row = next(row for row in markup.rows if label in [one["text"] for one in row])
    return [(one["text"], one.get("style")) for one in row]
