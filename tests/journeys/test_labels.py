"""Restricted labels: put with a reason and a term, seen by few, ended with a reason."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.people import Pupil
from bot.sandbox.sample_school import SampleSchool
from tests.conftest import Staff
from tests.driver import Person, World

REASON = "сынып жетекшісінің 3 қыркүйектегі хаты"


def one_alone(sample: SampleSchool, class_name: str) -> Pupil:
    """A pupil whose surname and first name nobody shares."""
    names = [one.name.short for one in sample.pupils]
    class_id = next(one.id for one in sample.classes if str(one.name) == class_name)
    return next(one for one in sample.pupils_of(class_id) if names.count(one.name.short) == 1)


async def opens_labels(person: Person, pupil: Pupil, label: str = "Белгілер") -> None:
    await person.sends(pupil.name.short)
    await person.taps(label)


async def puts_label(pedagogue: Person, until: str) -> None:
    await pedagogue.taps("+ Белгі қою")
    await pedagogue.taps("Тәуекел тобы")
    await pedagogue.sends(REASON)
    await pedagogue.taps(until)


async def test_a_label_with_reason_and_term_and_its_end(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_labels(pedagogue, pupil)
    pedagogue.sees(pupil.name.full, "Қазір белгі жоқ", "психолог қана көреді")
    await pedagogue.taps("+ Белгі қою")
    pedagogue.sees("Қай белгіні қоямыз")
    await pedagogue.taps("Тәуекел тобы")
    pedagogue.sees("Себебін жазыңыз")
    await pedagogue.sends("бар")
    pedagogue.sees("бірнеше сөзбен")
    await pedagogue.sends(REASON)
    pedagogue.sees(REASON, "Қай күнге дейін", buttons=["Тоқсан соңы (25.10)", "Оқу жылы (31.08)"])
    assert REASON not in [message.content.words.text for message in pedagogue.phone.messages]

    await pedagogue.taps("◀ Артқа")
    pedagogue.sees(f"Бұрын жазғаныңыз: {REASON}")
    await pedagogue.taps("Осы себеп қалсын ▶")
    pedagogue.sees(REASON, "Қай күнге дейін")
    await pedagogue.taps("Тоқсан соңы")
    pedagogue.sees("✓ Белгі қойылды: Тәуекел тобы", REASON, "25.10.2026 дейін", "07.09.2026 бастап")
    pedagogue.sees(sample.staff[0].name)

    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees("Қазір белгі жоқ")
    await puts_label(pedagogue, "Оқу жылы")
    pedagogue.sees("31.08.2027 дейін")
    await pedagogue.taps("Аяқтау: Тәуекел тобы")
    pedagogue.sees("неге аяқтаймыз")
    await pedagogue.sends("жоқ")
    pedagogue.sees("бірнеше сөзбен")
    await pedagogue.sends("жағдайы түзелді, кеңес шешімі")
    pedagogue.sees("✓ Белгі аяқталды", "Қазір белгі жоқ")
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees("Тәуекел тобы", REASON)


async def test_a_term_can_be_typed_and_runs_out(telegram: World, school: Staff, sample: SampleSchool) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_labels(pedagogue, pupil)
    await pedagogue.taps("+ Белгі қою")
    await pedagogue.taps("Тәуекел тобы")
    await pedagogue.sends(REASON)
    pedagogue.sees(REASON)
    await pedagogue.sends("кейін")
    pedagogue.sees("Күнін түсінбедім", REASON)
    await pedagogue.sends("1.09.2026")
    pedagogue.sees("Күнін түсінбедім")
    await pedagogue.sends("20 қыркүйек")
    pedagogue.sees("20.09.2026 дейін")
    await telegram.clock.moves_to(datetime(2026, 9, 20, 12, tzinfo=UTC))
    await opens_labels(pedagogue, pupil, "Белгілер: 1")
    pedagogue.sees(REASON)
    await telegram.clock.moves_to(datetime(2026, 9, 20, 20, tzinfo=UTC))
    await opens_labels(pedagogue, pupil, "Белгілер: 0")
    pedagogue.sees("Қазір белгі жоқ")


async def test_who_sees_labels_and_who_does_not(telegram: World, school: Staff, sample: SampleSchool) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_labels(pedagogue, pupil)
    await puts_label(pedagogue, "Мерзімсіз")
    pedagogue.sees("мерзімі: көрсетілмеген")
    await pedagogue.sends(pupil.name.short)
    pedagogue.sees("Белгілер: Тәуекел тобы")
    button = next(one for one in pedagogue.shown_buttons if one.label == "Белгілер: 1")
    end = next(one for one in pedagogue.shown_buttons if one.label.startswith("Аяқтау"))

    psychologist = school.psychologist
    await psychologist.sends(pupil.name.short)
    psychologist.sees(pupil.name.full)
    await psychologist.taps_again(replace(button, message_id=psychologist.messages_on_screen[0].id))
    psychologist.sees(REASON)
    psychologist.sees_not(buttons=["Белгі қою", "Поставить", "Аяқтау", "Снять"])
    await psychologist.taps_again(replace(end, message_id=psychologist.messages_on_screen[0].id))
    psychologist.reads_all()

    for person in (school.teacher_of("7Ә"), school.deputy, school.director):
        await person.sends(pupil.name.short)
        person.sees(pupil.name.full)
        person.sees_not("Тәуекел", "Группа риска", REASON, buttons=["Белгілер", "Метки"])
        await person.taps_again(replace(button, message_id=person.messages_on_screen[0].id))
        person.sees_not(REASON)


async def test_old_buttons_of_labels_write_nothing_wrong(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_labels(pedagogue, pupil)
    await puts_label(pedagogue, "Оқу жылы")
    shown = {one.label: one for one in pedagogue.shown_buttons}
    await pedagogue.taps_again(shown["Мерзімсіз"])
    pedagogue.sees("31.08.2027 дейін")
    await pedagogue.taps_again(shown["Тәуекел тобы"])
    pedagogue.sees_toast("ескірген")
    await pedagogue.taps("↶ Қайтару")
    await pedagogue.taps_again(shown["Оқу жылы (31.08)"])
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Қазір белгі жоқ")
    await pedagogue.taps_again(shown["↶ Қайтару"])
    pedagogue.sees("Қазір белгі жоқ")

    await puts_label(pedagogue, "Оқу жылы")
    await pedagogue.taps("Аяқтау: Тәуекел тобы")
    ask_end = [one for one in pedagogue.shown_buttons if one.label.startswith("Аяқтау")][-1]
    await pedagogue.sends("жағдайы түзелді")
    pedagogue.sees("✓ Белгі аяқталды")
    reopen = [one for one in pedagogue.shown_buttons if one.label == "↶ Қайтару"][-1]
    await pedagogue.taps_again(ask_end)
    pedagogue.sees_toast("ескірген")
    await puts_label(pedagogue, "Мерзімсіз")
    await pedagogue.taps_again(reopen)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("көрсетілмеген")
    await pedagogue.taps("Аяқтау: Тәуекел тобы")
    await pedagogue.taps("◀ Артқа")
    await pedagogue.sends(pupil.name.short)
    pedagogue.sees(pupil.name.full)
    await pedagogue.taps_again(reopen)
    pedagogue.sees_toast("ескірген")


async def test_a_reason_can_not_be_kept_where_none_was_typed(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_labels(pedagogue, pupil)
    await pedagogue.taps("+ Белгі қою")
    await pedagogue.taps("Тәуекел тобы")
    await pedagogue.sends(REASON)
    await pedagogue.taps("◀ Артқа")
    keep = next(one for one in pedagogue.shown_buttons if one.label == "Осы себеп қалсын ▶")
    await pedagogue.taps("◀ Артқа")
    await pedagogue.taps_again(keep)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Қазір белгі жоқ")
