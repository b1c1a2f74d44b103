"""Rule 7: every button that was ever shown, pressed in every later state, answers and writes nothing wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from structlog.testing import capture_logs

from bot.chat import Address
from bot.core.applications.handling import mark_on
from bot.core.forms.filling import under_way
from bot.core.forms.interview import Interview
from bot.handlers.addresses.applying import AskWithdrawal, OpenMyCase, OpenMyCases, Withdraw
from bot.handlers.addresses.case_papers import MakeCasePaper
from bot.handlers.addresses.cases import OpenCaseAnswers, OpenCaseFiles, OpenCaseHistory, OpenCases, OpenPile
from bot.handlers.addresses.forms import BeginForm, DropForm, SaveForm
from bot.handlers.addresses.handling import (
    AcceptAsked,
    AskNote,
    AskReturn,
    ChooseAnswer,
    ChooseCategory,
    ChooseMissing,
    ChooseSitting,
    OpenHandling,
    RefuseAsked,
)
from bot.handlers.addresses.orders import OpenOrders
from bot.handlers.addresses.parents import OpenClaims, OpenParents, UndoAnswer
from bot.handlers.addresses.sittings import MarkAllPresent, MarkPresent, OpenSittings, TakeOff
from bot.storage.tables import draft
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.house.furnished import ALWAYS, OWN, backroom, changed, looked_up, on_desk, tables
from tests.house.pressing import ALL, failures, told
from tests.house.whole_way import ANSWERS, BACK, REASON, Way, as_they_see, fills, goes, inline

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


# The whole way of an application writes nothing of these by a look.
AT_ONCE = 40
OF_A_LOOK = KEPT | {"issued_paper"}
# What these buttons say is still so whenever they are pressed, and is done on purpose: presence at a sitting to come
# is absolute, an answer to a claim can be taken back for an hour, a withdrawal is a request that the office answers,
# a paper is made anew.
STILL_TRUE = (
    MarkPresent, MarkAllPresent, UndoAnswer, Withdraw, AcceptAsked, RefuseAsked, TakeOff, MakeCasePaper,
)  # fmt: skip


def _outdated(buttons: list[ShownButton], present: list[ShownButton], mark: int) -> list[ShownButton]:
    """What was shown before and is on no screen now, nor drawn from the history of the case as it stands.

    A second tap was offered by a first one, and asked for.
    """
    now = {one.callback_data for one in present}
    each = {one.callback_data: one for one in buttons if one.callback_data not in now}
    read = [(one, _address(one)) for one in each.values()]
    found = {
        _place(address): button
        for button, address in read
        if not isinstance(address, STILL_TRUE)
        and not getattr(address, "sure", False)
        and getattr(address, "mark", "") != mark
    }
    return list(found.values())


def _place(address: Address) -> str:
    """What only opens a screen is pressed once for each kind of screen."""
    name = type(address).__name__
    return name if name.startswith("Open") else address.pack()


def _address(button: ShownButton) -> Address:
    kinds = {one.__prefix__: one for one in ALL}
    return kinds[button.callback_data.split(":")[0]].unpack(button.callback_data)


def _on_screens(person: Person) -> list[ShownButton]:
    return [
        ShownButton(message.id, label, packed)
        for message in person.phone.messages
        if message.sender.is_bot
        for label, packed in inline(message)
    ]


class Past:
    """The buttons that the people of a way were ever shown, pressed again after each stage of it."""

    def __init__(self, way: Way) -> None:
        self.way, self.pressed = way, 0
        self.kept: dict[Person, list[ShownButton]] = {one: [] for one in way.everybody}

    async def press(self, stage: str) -> None:
        """Each is answered, nothing breaks, nothing is written; then everybody is where they were."""
        number = self.way.application_id
        mark = await looked_up(self.way.telegram, lambda desk: mark_on(desk, number)) if number else -1
        async with where_they_were(self.way.telegram):
            for person, before in self.kept.items():
                shown = list(person.shown_buttons)
                await self._press_each(person, _outdated(before, _on_screens(person), mark), stage)
                person.shown_buttons = dict.fromkeys(shown)
            await self._look_around()
        self.kept = {one: list(one.shown_buttons) for one in self.kept}

    async def _look_around(self) -> None:
        """Opens what else could be done now, so that there are buttons that have not been pressed yet."""
        way, number = self.way, self.way.application_id
        for opened in (
            OpenParents(),
            OpenClaims(),
            OpenCases(),
            OpenPile(pile="new"),
            OpenSittings(),
            OpenOrders(),
        ):
            await goes(way.pedagogue, opened)
        if not number:
            return
        mark = await looked_up(way.telegram, lambda desk: mark_on(desk, number))
        for kind in (OpenHandling, OpenCaseHistory, OpenCaseFiles, OpenCaseAnswers, AskNote):
            await goes(way.pedagogue, kind(application_id=number))
        for kind in (ChooseMissing, ChooseAnswer, ChooseCategory, ChooseSitting):
            await goes(way.pedagogue, kind(application_id=number, mark=mark))
        await goes(way.pedagogue, AskReturn(application_id=number, mark=mark, question="phone"))
        for opened in (
            OpenMyCases(),
            OpenMyCase(application_id=number),
            AskWithdrawal(application_id=number),
        ):
            await goes(way.parent, opened)

    async def _press_each(self, person: Person, old: list[ShownButton], stage: str) -> None:
        before = await tables(self.way.telegram, OF_A_LOOK)
        for some in (old[at : at + AT_ONCE] for at in range(0, len(old), AT_ONCE)):
            toasts = len(person.phone.toasts)
            with capture_logs() as logs:
                await _all_at_once(person, some)
            person.reads_all()
            assert len(person.phone.toasts) == toasts + len(some), (stage, some)
            assert [told(one) for one in failures(logs)] == [], (stage, some)
        self.pressed += len(old)
        found = changed(before, await tables(self.way.telegram, OF_A_LOOK))
        assert found == {}, f"{stage}: one of {person.name}'s {[one.callback_data for one in old]}"


async def _all_at_once(person: Person, buttons: list[ShownButton]) -> None:
    """One after the other, faster than the bot answers."""

    async def act() -> tuple[int, ...]:
        ids: tuple[int, ...] = ()
        for one in buttons:
            ids += await person.phone.presses_data(one.message_id, one.callback_data)
        return ids

    await person._acts(act)


@asynccontextmanager
async def where_they_were(telegram: World) -> AsyncIterator[None]:
    """Puts back which question each person is asked, as an old button may lead to another one."""
    room = backroom(telegram)
    kept = await room.database.read(
        lambda connection: [dict(row) for row in connection.execute(select(draft)).mappings()]
    )
    yield

    def put_back(connection: Connection) -> None:
        connection.execute(delete(draft))
        if kept:
            connection.execute(insert(draft), kept)

    await room.database.write(put_back)


async def test_old_buttons_of_a_whole_way_after_each_later_state(telegram: World, school: Staff) -> None:
    """Of the parent, the teacher and the pedagogue, from the link of the class to the order."""
    telegram.tolerates |= {"surplus"}
    way = Way(telegram, school)
    past = Past(way)
    way.after_each = past.press
    await way.goes()
    assert past.pressed > 400
    assert (
        len(await looked_up(telegram, lambda desk: desk.applications.of_year(desk.schools.get().year))) == 1
    )


async def test_buttons_of_a_way_pressed_by_others(telegram: World, school: Staff) -> None:
    """A parent's, a teacher's and the office's buttons, in the hands of who has nothing to do with the child."""
    telegram.tolerates |= {"surplus"}
    way = Way(telegram, school)
    await way.goes()
    buttons = [one for person in way.everybody for one in person.shown_buttons]
    child = way.child
    guarded = (child.name.last, child.name.first, child.name.short, REASON, BACK, str(ANSWERS["phone"]))
    for other in (school.other_parent, school.teacher_of("6А"), school.psychologist):
        await other.sends("/start")
        other.reads_all()
        message = other.phone.messages[-1].id
        before = await tables(telegram, OF_A_LOOK)
        seen = len(other.phone.toasts)
        with capture_logs() as logs:
            for some in (buttons[at : at + AT_ONCE] for at in range(0, len(buttons), AT_ONCE)):
                await _all_at_once(
                    other, [ShownButton(message, one.label, one.callback_data) for one in some]
                )
        assert [told(one) for one in failures(logs)] == []
        assert changed(before, await tables(telegram, OF_A_LOOK)) == {}
        if other is school.psychologist:
            continue
        shown = [one.text for one in other.phone.toasts[seen:]]
        shown += [
            text.words.text
            for one in other.phone.log
            if one.sender.is_bot
            for text in (*one.former, one.content)
        ]
        assert [word for word in guarded for line in shown if word in line] == []


async def test_buttons_of_a_parent_whose_tie_has_ended(telegram: World, school: Staff) -> None:
    telegram.tolerates |= {"surplus"}
    way = Way(telegram, school)
    await way.goes("claims", "is_confirmed", "agrees", "applies")
    await on_desk(telegram, lambda desk: _end_all_ties(desk, way.parent))
    before = await tables(telegram, OF_A_LOOK)
    looked, toasts = len(way.parent.phone.log), len(way.parent.phone.toasts)
    former = {one.id: len(one.former) + 1 for one in way.parent.phone.log}
    buttons = list(way.parent.shown_buttons)
    await _all_at_once(way.parent, buttons)
    assert len(way.parent.phone.toasts) == toasts + len(buttons)
    assert changed(before, await tables(telegram, OF_A_LOOK)) == {}
    shown = [
        content.words.text
        for one in way.parent.phone.log
        if one.sender.is_bot
        for content in (*one.former, one.content)[former.get(one.id, 0) :]
    ]
    assert looked
    assert shown
    assert [line for line in shown if way.child.name.last in line] == []


def _end_all_ties(desk: Any, parent: Person) -> None:
    for tie in desk.representatives.of_person(desk.people.by_telegram(parent.id).id):
        desk.representatives.end(tie.id, desk.moment)


async def test_buttons_of_a_form_that_was_dropped_write_nothing_into_the_next_one(
    telegram: World, school: Staff
) -> None:
    telegram.tolerates |= {"surplus"}
    parent = school.parent
    await parent.sends("/start")
    pupil = await looked_up(telegram, lambda desk: sorted(desk.people.by_telegram(parent.id).children)[0])
    reference = f"meals-n{pupil}"
    await goes(parent, BeginForm(form=reference))
    await fills(telegram, parent)
    old = list(parent.shown_buttons)
    mark = SaveForm.unpack(next(one.callback_data for one in old if one.callback_data.startswith("qs:"))).mark
    await goes(parent, DropForm(form=reference, mark=mark, sure=True))
    await goes(parent, BeginForm(form=reference))
    before = await _begun(telegram, parent, reference)
    assert before.mark != mark
    await _all_at_once(parent, [one for one in old if mark in one.callback_data])
    after = await _begun(telegram, parent, reference)
    assert (after.mark, dict(after.answers)) == (before.mark, dict(before.answers))
    assert await looked_up(telegram, lambda desk: desk.applications.of_person(desk.actor.id)) == ()


async def _begun(telegram: World, parent: Person, reference: str) -> Interview:
    found = await as_they_see(telegram, parent, lambda desk: under_way(desk, reference))
    assert found is not None
    return found
