"""Rule 7: every button that was ever shown, pressed in every later state, answers and writes nothing wrong."""

from structlog.testing import capture_logs

from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.house.furnished import ALWAYS, OWN, changed, on_desk, tables
from tests.house.test_addresses import failures

# What may follow from an old button that only opens something: a look that was noted.
LOOKS = frozenset({"report_look"})
KEPT = ALWAYS | OWN | LOOKS


class Album:
    """All buttons that one person was ever shown, and which of them were shown before a moment."""

    def __init__(self, telegram: World, person: Person) -> None:
        self.telegram, self.person = telegram, person

    def all(self) -> list[ShownButton]:
        return list(self.person.shown_buttons)

    async def press(self, buttons: list[ShownButton]) -> None:
        """Each is answered, nothing breaks, and nothing in the school changes by it."""
        for button in buttons:
            before = await tables(self.telegram, KEPT)
            toasts = len(self.person.phone.toasts)
            with capture_logs() as logs:
                await self.person.taps_again(button)
            assert len(self.person.phone.toasts) == toasts + 1, button
            assert failures(logs) == [], button
            assert changed(before, await tables(self.telegram, KEPT)) == {}, button

    def before(self, now: list[ShownButton]) -> list[ShownButton]:
        """What had been shown at that moment and is no button of the present screen."""
        current = {one.callback_data for one in self._present()}
        return [one for one in now if one.callback_data not in current]

    def _present(self) -> list[ShownButton]:
        last = next(one for one in reversed(self.person.phone.messages) if one.sender.is_bot)
        rows = last.markup.rows if last.markup else []
        return [
            ShownButton(last.id, one["text"], one["callback_data"])
            for row in rows
            for one in row
            if "callback_data" in one
        ]


async def ticks_a_class(teacher: Person, pupils: list[str]) -> None:
    await teacher.sends("/start")
    await teacher.taps("Семейный статус")
    await teacher.taps("Начать")
    await teacher.taps("Неполная семья")
    await teacher.taps(pupils[0])
    await teacher.taps(pupils[1])
    await teacher.taps("Готово")


async def test_a_teachers_old_buttons_after_the_report_was_sent(telegram: World, school: Staff) -> None:
    telegram.tolerates |= {"surplus"}
    teacher, album = await _sent(telegram, school)
    old = album.before(album.all())
    assert len(old) > 30
    await album.press(old)
    assert teacher.phone.messages


async def _sent(telegram: World, school: Staff) -> tuple[Person, Album]:
    teacher = school.teacher_of("7Ә")
    album = Album(telegram, teacher)
    await ticks_a_class(teacher, school.pupils_of("7Ә"))
    await teacher.taps("Проверить")
    await _taps_one_of(teacher, "Отправить")
    return teacher, album


async def _taps_one_of(person: Person, label: str) -> None:
    """The button with this word on it, whatever stands around it."""
    await person.taps(next(one for one in person.buttons if label in one))


async def test_old_buttons_after_the_approval(telegram: World, school: Staff) -> None:
    telegram.tolerates |= {"surplus"}
    _, of_teacher = await _sent(telegram, school)
    pedagogue = school.pedagogue
    of_pedagogue = Album(telegram, pedagogue)
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    shown = of_pedagogue.all()
    await _taps_one_of(pedagogue, "Қабылдау")
    await of_pedagogue.press(_without(of_pedagogue.before(shown), "rmd"))
    await of_teacher.press(_without(of_teacher.before(of_teacher.all()), "bg"))


async def test_old_buttons_after_a_return(telegram: World, school: Staff) -> None:
    telegram.tolerates |= {"surplus"}
    _, of_teacher = await _sent(telegram, school)
    before_the_return = of_teacher.all()
    pedagogue = school.pedagogue
    of_pedagogue = Album(telegram, pedagogue)
    await pedagogue.sends("/start")
    await pedagogue.taps("Тексеру")
    await pedagogue.taps("7Ә")
    await pedagogue.taps(next(one for one in pedagogue.buttons if one.startswith("1. ")))
    await pedagogue.sends("Әкесі мамырда оралды")
    shown = of_pedagogue.all()
    await _taps_one_of(pedagogue, "қайтару")
    await of_pedagogue.press(of_pedagogue.before(shown))
    await of_teacher.press(_without(of_teacher.before(before_the_return), "bg"))


def _without(buttons: list[ShownButton], *prefixes: str) -> list[ShownButton]:
    """Buttons that open the next revision or send a reminder do now what they say, on purpose."""
    return [one for one in buttons if one.callback_data.split(":")[0] not in prefixes]


async def test_buttons_of_a_role_that_was_lost(telegram: World, school: Staff) -> None:
    """The right is asked anew at every press, so nothing that the former teacher holds opens any more."""
    telegram.tolerates |= {"surplus"}
    teacher = school.teacher_of("7Ә")
    album = Album(telegram, teacher)
    await ticks_a_class(teacher, school.pupils_of("7Ә"))

    def revoke(desk: object) -> None:
        for grant in desk.people.grants():
            if grant.person.telegram_id == teacher.id:
                desk.people.revoke(grant.id, desk.moment)

    await on_desk(telegram, revoke)
    seen = len(teacher.phone.log)
    await album.press(album.all())
    names = school.pupils_of("7Ә")
    shown = "\n".join(one.content.words.text for one in teacher.phone.log[seen:])
    assert not [name for name in names if name in shown]


async def test_buttons_pressed_by_another_person_do_nothing_for_them(telegram: World, school: Staff) -> None:
    """An address is no key: what it opens depends on who presses it."""
    telegram.tolerates |= {"surplus"}
    teacher, _ = await _sent(telegram, school)
    other = school.teacher_of("6А")
    await other.sends("/start")
    message = other.phone.messages[-1]
    before = await tables(telegram, KEPT)
    for button in list(teacher.shown_buttons):
        await other.taps_again(ShownButton(message.id, button.label, button.callback_data))
    assert changed(before, await tables(telegram, KEPT)) == {}
    own = set(school.pupils_of("6А"))
    shown = "\n".join(one.content.words.text for one in other.phone.log)
    assert not [name for name in school.pupils_of("7Ә") if name in shown and name not in own]


async def test_five_copies_of_every_update_are_one(telegram: World, school: Staff) -> None:
    """Rule 6: each update is delivered several times; the records and the chat are as if it had come once."""
    telegram.tolerates |= {"surplus"}
    teacher = school.teacher_of("7Ә")
    pupils = school.pupils_of("7Ә")
    telegram.server.deliver_twice(updates=1000, copies=3)
    await ticks_a_class(teacher, pupils)
    await teacher.taps("Проверить")
    await _taps_one_of(teacher, "Отправить")
    assert len([one for one in teacher.phone.messages if one.sender.is_bot]) == 1
    reports = (await tables(telegram, ALWAYS))["class_report"]
    facts = (await tables(telegram, ALWAYS))["status_fact"]
    assert len(reports) == 1
    assert len(facts) == 2
