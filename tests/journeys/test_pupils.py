"""Looking a pupil up, and what the pedagogue changes on a pupil's page."""

import sqlite3
from dataclasses import replace
from pathlib import Path

from bot.app import open_backroom
from bot.config import Settings
from bot.core.passport.categories import Answer
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Country
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_school import SampleSchool
from bot.storage.office import desk_of_the_software
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.reports import in_office


def pupils_of(sample: SampleSchool, class_name: str) -> list[Pupil]:
    return list(sample.pupils_of(next(one.id for one in sample.classes if str(one.name) == class_name)))


def one_alone(sample: SampleSchool, class_name: str) -> Pupil:
    """A pupil whose surname and first name nobody shares."""
    names = [one.name.short for one in sample.pupils]
    return next(one for one in pupils_of(sample, class_name) if names.count(one.name.short) == 1)


def audited(settings: Settings) -> list[tuple[str, str]]:
    """What the audit says, oldest first."""
    with sqlite3.connect(Path(settings.database_file)) as connection:
        return connection.execute("SELECT action, subject FROM audit ORDER BY id").fetchall()


async def opens_pupil(person: Person, pupil: Pupil) -> None:
    await person.sends(f"{pupil.name.last} {pupil.name.first}")


async def test_a_typed_name_opens_the_pupil_and_the_audit_knows(
    telegram: World, school: Staff, sample: SampleSchool, settings: Settings
) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_pupil(pedagogue, pupil)
    pedagogue.sees(pupil.name.full, "7 «Ә» сынып", f"{pupil.birth_date:%d.%m.%Y}", pupil.iin, pupil.address)
    pedagogue.sees(*(adult.name for adult in pupil.adults))
    assert ("see_pupil", f"pupil:{pupil.id}") in audited(settings)
    pedagogue.sees(f"ЖСН: {pupil.iin}")
    pedagogue.sees_not(buttons=["📋"])
    await pedagogue.taps("Сынып тізімі")
    pedagogue.sees("7 «Ә» сынып", "27")
    await pedagogue.taps("◀ Артқа")
    pedagogue.sees("Оқушылар: 320")
    await pedagogue.taps("10А")
    pedagogue.sees("10 «А»")


async def test_several_are_offered_and_nobody_gets_a_way_out(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue = school.pedagogue
    surnames = [one.name.last for one in sample.pupils]
    shared = max(set(surnames), key=surnames.count)
    await pedagogue.sends(shared)
    pedagogue.sees("Оқушыны таңдаңыз", shared)
    await pedagogue.sends("Ыңғайсызбековтар")
    pedagogue.sees("табылмады", buttons=["Оқушылар"])
    await pedagogue.sends("12345")
    pedagogue.sees("түсінбедім")


async def test_a_teacher_sees_the_own_list_and_changes_nothing(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    teacher, pupil = school.teacher_of("7Ә"), pupils_of(sample, "7Ә")[0]
    other = one_alone(sample, "10А")
    await teacher.sends("/menu")
    await teacher.taps("Ученики")
    teacher.sees("7 «Ә» класс", "27")
    teacher.sees_not(buttons=["Добавить"])
    await teacher.taps(pupil.name.short[:27])
    teacher.sees(pupil.name.full)
    teacher.sees_not(pupil.iin, buttons=["Исправить", "Метки", "Выбыл"])
    await teacher.sends(f"{other.name.last} {other.name.first}")
    teacher.sees("учеников не нашлось")

    pedagogue = school.pedagogue
    await opens_pupil(pedagogue, other)
    edit = next(one for one in pedagogue.shown_buttons if one.label == "Деректерін түзету")
    pedagogue.sees(other.name.full)
    mine = next(iter(teacher.shown_buttons))
    await teacher.taps_again(replace(edit, message_id=mine.message_id))
    teacher.sees_toast("не открыт")


async def test_a_pupil_moves_leaves_and_returns(telegram: World, school: Staff, sample: SampleSchool) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_pupil(pedagogue, pupil)
    await pedagogue.taps("Басқа сыныпқа ауыстыру")
    pedagogue.sees(pupil.name.full, "Қай сыныпқа")
    old = next(one for one in pedagogue.shown_buttons if one.label == "8А")
    await pedagogue.taps("6А")
    pedagogue.sees_toast("Жазылды")
    pedagogue.sees("6 «А» сынып")
    await pedagogue.taps_again(old)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("6 «А» сынып")
    await pedagogue.taps("Басқа сыныпқа ауыстыру")
    await pedagogue.taps("7Ә")
    pedagogue.sees("7 «Ә» сынып")
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees("6 «А» сынып")
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees("7 «Ә» сынып")

    await pedagogue.taps("Мектептен кетті")
    pedagogue.sees("07.09.2026 мектептен кетті")
    pedagogue.sees_not(buttons=["Басқа сыныпқа"])
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees("7 «Ә» сынып")
    pedagogue.sees_not("мектептен кетті")


async def test_details_are_typed_as_people_type_them(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    another = one_alone(sample, "6А")
    await opens_pupil(pedagogue, pupil)
    await pedagogue.taps("Деректерін түзету")
    pedagogue.sees("Нені түзетеміз?", pupil.iin)
    answers = (
        ("Туған күні", "5.9.2014 ж", "Туған күні: 05.09.2014 (бұрын:"),
        ("Аты-жөні", "ҮЛГІЛІ мысал тірек ұлы", "Аты-жөні: Үлгілі Мысал Тірекұлы"),
        ("Жынысы", "қыз", "Жынысы: қыз бала"),
        ("Ұлты", "қазақ", "Ұлты: қазақ"),
        ("Мекенжайы", "Тірек көшесі 3", "Мекенжайы: Тірек көшесі 3"),
        ("Телефоны", "8 (700) 000 00 01", "Телефоны: +77000000001"),
        (
            "Ата-анасы",
            "анасы Үлгілі Сәуле 87000000002, әкесі Үлгілі Мұрат",
            "Анасы: Үлгілі Сәуле; Әкесі: Үлгілі Мұрат",
        ),
        ("Отбасындағы адам саны", "6", "Отбасындағы адам саны: 6"),
        ("Телефоны", "-", "Телефоны: көрсетілмеген"),
        ("ЖСН", "жоқ", "ЖСН: көрсетілмеген"),
    )
    for field, typed, understood in answers:
        await pedagogue.taps(field)
        pedagogue.sees(f"{field} қазір")
        await pedagogue.sends(typed)
        pedagogue.sees(understood)
        await pedagogue.taps("Деректерін түзету")

    mistakes = (
        ("Туған күні", "жазда", "Түсінбедім"),
        ("Аты-жөні", "Мысал", "Түсінбедім"),
        ("Жынысы", "иә", "Түсінбедім"),
        ("Телефоны", "бар", "Түсінбедім"),
        ("Ата-анасы", "12", "Түсінбедім"),
        ("Отбасындағы адам саны", "көп", "Түсінбедім"),
        ("ЖСН", "123", "Түсінбедім"),
        ("ЖСН", another.iin, "басқа оқушыда"),
    )
    for field, typed, said in mistakes:
        await pedagogue.taps(field)
        await pedagogue.sends(typed)
        pedagogue.sees(said, f"{field} қазір")
        await pedagogue.taps("◀ Артқа")
    await pedagogue.taps("ЖСН")
    await pedagogue.sends(f"ЖСН {pupil.iin}")
    pedagogue.sees(f"ЖСН: {pupil.iin}", "Үлгілі Мысал Тірекұлы")


async def test_one_pupil_is_added_by_a_line(telegram: World, school: Staff, sample: SampleSchool) -> None:
    pedagogue = school.pedagogue
    here, elsewhere = pupils_of(sample, "7Ә")[0], one_alone(sample, "6А")
    await pedagogue.sends("/menu")
    await pedagogue.taps("Оқушылар")
    await pedagogue.taps("7Ә")
    await pedagogue.taps("+ Оқушы қосу")
    pedagogue.sees("7 «Ә» сыныбына жаңа оқушы")
    await pedagogue.sends("Мысал")
    pedagogue.sees("Бір жолға жазыңыз")
    await pedagogue.sends(here.name.full)
    pedagogue.sees("бұрыннан бар")
    await pedagogue.sends("Үлгілі Мысал Тірекұлы 5.9.2013")
    pedagogue.sees("Түсінгенім", "Үлгілі Мысал Тірекұлы, 7 «Ә»", "05.09.2013")
    first = next(one for one in pedagogue.shown_buttons if one.label == "✓ Иә, қосу")
    await pedagogue.sends("Үлгілі Мысалбек 5.9.2013")
    pedagogue.sees("Үлгілі Мысалбек")
    await pedagogue.taps_again(first)
    pedagogue.sees_toast("ескірген")
    await pedagogue.taps("+ Оқушы қосу")
    await pedagogue.sends("Үлгілі Мысал Тірекұлы 5.9.2013")
    pedagogue.sees("Түсінгенім")
    await pedagogue.taps("✓ Иә, қосу")
    pedagogue.sees("оқушылар: 28")

    await pedagogue.taps("+ Оқушы қосу")
    await pedagogue.sends(f"{elsewhere.name.full} {elsewhere.birth_date:%d.%m.%Y}")
    pedagogue.sees("тізімде бар", elsewhere.name.full)
    await pedagogue.taps("✓ Иә, қосу")
    pedagogue.sees("оқушылар: 29")
    await opens_pupil(pedagogue, elsewhere)
    pedagogue.sees(elsewhere.name.full, "7 «Ә» сынып", elsewhere.iin)


async def test_brothers_and_sisters_stand_on_the_page(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue = school.pedagogue
    names = [one.name.short for one in sample.pupils]
    families = [one.family for one in sample.pupils]
    pupil = next(
        one for one in sample.pupils if families.count(one.family) == 2 and names.count(one.name.short) == 1
    )
    sibling = next(one for one in sample.pupils if one.family == pupil.family and one != pupil)
    await opens_pupil(pedagogue, pupil)
    pedagogue.sees("Бір отбасыдан", sibling.name.short)
    await pedagogue.taps("Бұл отбасыдан емес")
    pedagogue.sees_not("Бір отбасыдан")
    await pedagogue.taps("↶ Қайтару")
    pedagogue.sees("Бір отбасыдан", sibling.name.short)


async def test_very_many_of_one_name_are_shown_in_part(
    telegram: World, school: Staff, sample: SampleSchool, settings: Settings
) -> None:
    with sqlite3.connect(Path(settings.database_file)) as connection:
        connection.execute("UPDATE pupil SET last = 'Көпбаев' WHERE id <= 20")
    await school.pedagogue.sends("Көпбаев")
    school.pedagogue.sees("табылғаны: 20", "Алғашқы 16")


async def test_old_buttons_of_a_page_write_nothing_wrong(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_pupil(pedagogue, pupil)
    pedagogue.sees(pupil.name.full)
    leave = next(one for one in pedagogue.shown_buttons if one.label == "Мектептен кетті")
    edit = next(one for one in pedagogue.shown_buttons if one.label == "Деректерін түзету")
    await pedagogue.taps("Басқа сыныпқа ауыстыру")
    await pedagogue.taps("6А")
    await pedagogue.taps_again(leave)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("6 «А» сынып")
    await pedagogue.taps_again(replace(edit, callback_data=f"pef:{pupil.id}:shoe_size"))
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Нені түзетеміз?")


async def test_what_was_reported_stands_on_the_page(
    telegram: World, school: Staff, sample: SampleSchool, settings: Settings, clock: SandboxClock
) -> None:
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    room = await open_backroom(settings, clock)

    def report(desk: Desk) -> None:
        year = desk.schools.get().year
        class_id = desk.pupils.class_of(pupil.id, year)
        assert class_id is not None
        begun = desk.reports.begin(class_id, desk.moment, None)
        desk.reports.say(begun.id, pupil.id, "large_family", Answer.YES, 1, desk.moment)

    await room.database.write(lambda connection: report(desk_of_the_software(room, connection)))
    await room.database.close()
    await opens_pupil(pedagogue, pupil)
    pedagogue.sees("Есепте", "Көпбалалы отбасы")


async def test_a_kyrgyz_school_calls_the_number_by_its_own_name(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    def become_kyrgyz(desk: Desk) -> None:
        desk.schools.save(replace(desk.schools.get(), country=Country.KYRGYZSTAN))

    await in_office(telegram, become_kyrgyz)
    pedagogue, pupil = school.pedagogue, one_alone(sample, "7Ә")
    await opens_pupil(pedagogue, pupil)
    pedagogue.sees(f"ПИН: {pupil.iin}")
    await pedagogue.taps("Деректерін түзету")
    await pedagogue.taps("ПИН")
    pedagogue.sees("14 сан")
    pedagogue.sees_not("ЖСН")
