"""The pedagogue keeps the table of sums, dates and places."""

from dataclasses import replace

import pytest

from bot.core.ports import Desk
from tests.conftest import Staff
from tests.driver import Person, World
from tests.house.furnished import on_desk

AID = "Қаржылай көмек (№ 64)"


async def opens_limits(pedagogue: Person, service: str = "") -> None:
    await pedagogue.sends("/menu")
    await pedagogue.taps("Өтініштер")
    await pedagogue.taps("Шектер мен сомалар")
    if service:
        await pedagogue.taps(service)


async def sets(pedagogue: Person, label: str, written: str) -> None:
    await pedagogue.taps(label)
    await pedagogue.sends(written)


async def test_a_sum_is_set_by_typing_it(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await opens_limits(pedagogue)
    pedagogue.sees("2026-2027", buttons=["⚠️ Тегін тамақтандыру", f"⚠️ {AID}", "⚠️ Демеушілер көмегі"])
    await pedagogue.taps(AID)
    pedagogue.sees("Көмек сомасы: қойылмаған", "Қабылдау басы: 01.08.2026 (әдеттегідей)")
    await pedagogue.taps("Көмек сомасы")
    pedagogue.sees(AID, "2026-2027", "Мысалы: 46 228", buttons=["Артқа"])
    await pedagogue.sends("50 851 тг")
    pedagogue.sees("Сақталды", "Көмек сомасы: 50 851")


async def test_what_can_not_be_read_is_asked_again_with_an_example(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await opens_limits(pedagogue, AID)
    await sets(pedagogue, "Қабылдау соңы", "жазда")
    pedagogue.sees("⚠️", "«жазда» дегенді түсінбедім", "Мысалы: 15 тамыз")
    await pedagogue.sends("01.08.2025")
    pedagogue.sees("⚠️", "2026-2027 оқу жылына жатпайды", "Мысалы: 15 тамыз")
    await pedagogue.sends("20 қыркүйек")
    pedagogue.sees("Сақталды", "Қабылдау соңы: 20.09.2026")
    await sets(pedagogue, "Қабылдау басы", "21.09")
    pedagogue.sees("⚠️", "Соңғы күн бірінші күннен бұрын")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Қабылдау басы: 01.08.2026 (әдеттегідей)", "Қабылдау соңы: 20.09.2026")


async def test_a_value_is_taken_out_again(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await opens_limits(pedagogue, "Тегін тамақтандыру")
    await sets(pedagogue, "Бір тамақтың бағасы", "850")
    await pedagogue.taps("Бір тамақтың бағасы")
    pedagogue.sees("Қазір: 850", buttons=["Мәнін өшіру"])
    await pedagogue.taps("Мәнін өшіру")
    pedagogue.sees_toast("Мән өшірілді")
    pedagogue.sees("Бір тамақтың бағасы: қойылмаған")


async def test_last_years_values_come_with_one_tap(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await opens_limits(pedagogue, AID)
    await sets(pedagogue, "Көмек сомасы", "46 228")
    await sets(pedagogue, "Көмек көзі", "жалпыға бірдей оқыту қоры")
    await pedagogue.taps("2027-2028 оқу жылы")
    pedagogue.sees("Көмек сомасы: қойылмаған (2026-2027: 46 228)", buttons=["Былтырғыны көшіру"])
    await sets(pedagogue, "Көмек сомасы", "52 000")
    await pedagogue.taps("Былтырғыны көшіру")
    pedagogue.sees_toast("Былтырғы мәндер көшірілді")
    pedagogue.sees("Көмек сомасы: 52 000 (2026-2027: 46 228)", "Көмек көзі: жалпыға бірдей оқыту қоры")
    assert "Былтырғыны көшіру" not in pedagogue.buttons
    await pedagogue.taps("2026-2027 оқу жылы")
    pedagogue.sees("Көмек сомасы: 46 228")


async def test_turning_away_drops_the_question(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await opens_limits(pedagogue, AID)
    await pedagogue.taps("Көмек сомасы")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    pedagogue.sees("Қызметті таңдаңыз")
    await pedagogue.sends("46 228")
    pedagogue.reads_all()
    assert await on_desk(telegram, lambda desk: desk.limits.of("aid", desk.schools.get().year)) == {}


async def test_old_buttons_of_a_year_that_is_over_are_answered(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await opens_limits(pedagogue, "Тегін тамақтандыру")
    old = next(one for one in pedagogue.shown_buttons if one.label == "Бір тамақтың бағасы")
    await pedagogue.taps("2027-2028 оқу жылы")
    await on_desk(telegram, _two_years_later)
    await pedagogue.taps_again(old)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("2028-2029", "Қызметті таңдаңыз")


def _two_years_later(desk: Desk) -> None:
    school = desk.schools.get()
    desk.schools.save(replace(school, year=school.year.after.after))


@pytest.mark.parametrize("who", ["director", "deputy", "psychologist"])
async def test_others_have_no_way_to_it(telegram: World, school: Staff, who: str) -> None:
    person: Person = getattr(school, who)
    await person.sends("/menu")
    if "Өтініштер" in person.buttons:
        await person.taps("Өтініштер")
    person.reads_all()
    assert not [one for one in person.buttons if "сомалар" in one]
