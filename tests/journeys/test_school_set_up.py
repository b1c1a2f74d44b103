"""The school is set up in the chat, and every value can be changed later."""

import pytest

from bot.core.forms.form import Choice
from bot.core.forms.registry import FORMS
from bot.texts import LANGUAGES, text
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.journeys.links import owner_link

NAMES = ("КММ «№ 5 жалпы білім беретін мектеп»", "КГУ «Общеобразовательная школа № 5»")
STEPS = (
    ("taps", "Қазақстан"),
    ("sends", f'  "{NAMES[0]}" '),
    ("sends", NAMES[1]),
    ("sends", "көкшетау  қаласы"),
    ("sends", "үлгіева үміт үлгіқызы"),
    ("sends", "мысалова мерей"),
    ("taps", "Көрсетілмесін"),
    ("sends", "2026-27"),
    ("taps", "5 күн"),
)


async def owner(telegram: World, language: str = "Қазақша") -> Person:
    zere = telegram.person("Зере", language="kk")
    await zere.opens(await owner_link(telegram))
    await zere.taps(language)
    return zere


async def walk(person: Person, steps: tuple[tuple[str, str], ...]) -> None:
    for way, words in steps:
        await getattr(person, way)(words)
        person.reads_all()


async def test_a_school_is_set_up(telegram: World) -> None:
    zere = await owner(telegram)
    zere.sees("Не үшін", "Негізі", "Кім көреді", "Уақыты")
    await zere.taps("Бастау")
    zere.sees("1/10", "қай елде")
    await zere.taps("Қазақстан")
    zere.sees("2/10", "қазақша ресми", "Мысалы", "Мөрдегідей")
    await zere.sends(NAMES[0])
    zere.sees("3/10")
    await walk(zere, STEPS[2:])
    zere.sees(
        "тексеріңіз", NAMES[0], "Көкшетау қаласы", "Үлгіева Үміт Үлгіқызы", "көрсетілмеген", "2026-2027"
    )
    zere.sees("5 күн", "4 баладан (заң бойынша)")
    await zere.taps("Сақтау")
    zere.sees("Мектеп бапталды", buttons=["Тізімді жіберу", "Қызметкерлерді шақыру"])
    await zere.taps("Қызметкерлерді шақыру")
    zere.sees("Сыныптар әлі жоқ")
    await zere.sends("/school")
    zere.sees(NAMES[1], buttons=["Директор"])


async def test_a_kyrgyz_school_is_asked_in_its_own_words(telegram: World) -> None:
    zere = await owner(telegram, "Кыргызча")
    await zere.taps("Баштоо")
    await zere.taps("Кыргызстан")
    zere.sees("кыргызча расмий аталышы")
    await walk(
        zere, (("sends", "№ 5 орто мектеби"), ("sends", "Средняя школа № 5"), ("sends", "Нарын шаары"))
    )
    await walk(
        zere,
        (
            ("sends", "Үлгүева У. Ү."),
            ("sends", "Мисалова Мээрим"),
            ("sends", "Мисалов М. М. жана Үлгүев А.А."),
            ("taps", "2026-2027"),
        ),
    )
    await zere.taps("6 күн")
    zere.sees("10/10", "көп балалуу", buttons=["3 баладан", "4 баладан", "5 баладан"])
    await zere.taps("5 баладан")
    zere.sees("Кыргызча аталышы", "5 баладан", "Мисалов М. М., Үлгүев А. А.", "Үлгүева У. Ү.")
    zere.sees_not("мыйзам боюнча")
    await zere.taps("Сактоо")
    zere.sees("Мектеп орнотулду")


async def test_back_shows_the_former_answer_and_later_answers_survive(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS[:4])
    for _ in range(4):
        await zere.taps("Артқа")
    zere.sees("1/10", buttons=["✅ Қазақстан", "Өзгеріссіз"])
    await zere.taps("Өзгеріссіз")
    zere.sees("5/10", "директор")
    await zere.taps("Артқа")
    zere.sees("4/10", "Қазіргі жауап: Көкшетау қаласы")
    await zere.sends("Степногорск қ.")
    zere.sees("5/10")
    await walk(zere, STEPS[4:])
    zere.sees("Степногорск қ.", NAMES[0], NAMES[1])
    await zere.taps("Артқа")
    zere.sees("9/10", buttons=["✅ 5 күн"])
    await zere.taps("Өзгеріссіз")
    zere.sees("тексеріңіз")


async def test_any_line_of_the_review_is_changed_and_lands_back_there(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS)
    before = zere.taps_count
    await zere.taps("Орынбасарлар")
    await zere.sends("1. Мысалов Мысал\n2. Үлгіев А. А.")
    zere.sees("тексеріңіз", "Мысалов Мысал, Үлгіев А. А.")
    assert zere.taps_count - before == 1
    await zere.taps("Директор")
    await zere.taps("Артқа")
    zere.sees("тексеріңіз", "Үлгіева Үміт")
    await zere.taps("Ел")
    await zere.taps("Қырғызстан")
    zere.sees("10/10", buttons=["4 баладан"])
    await zere.taps("3 баладан")
    zere.sees("тексеріңіз", "3 баладан", "Қырғызша атауы")


async def test_weeks_later_one_goes_on_where_one_stopped(telegram: World) -> None:
    """Rule 4: at every step the process is thrown away and a month goes by; the screen is equal."""
    zere = await owner(telegram)
    await zere.taps("Бастау")
    for place, (way, words) in enumerate(STEPS, start=1):
        screen = zere.screen
        await telegram.clock.passes(days=30)
        await telegram.restart()
        await zere.sends("/start")
        zere.sees(f"Мектеп, {place}/10", buttons=["▶ Жалғастыру: Мектеп"])
        assert zere.buttons[0] == "▶ Жалғастыру: Мектеп"
        await zere.taps("▶ Жалғастыру: Мектеп")
        assert zere.screen == screen
        await getattr(zere, way)(words)
        zere.reads_all()
    await zere.sends("/menu")
    zere.sees("Мектеп, тексеру")
    await zere.taps("Мектеп")
    zere.sees("тексеріңіз", NAMES[0])
    await zere.sends("/status")
    zere.sees("Мектеп, тексеру")


async def test_updates_that_come_several_times_count_once(telegram: World) -> None:
    """Rule 6."""
    zere = await owner(telegram)
    await zere.taps("Бастау")
    for way, words in STEPS:
        telegram.server.deliver_twice(updates=1, copies=3)
        await getattr(zere, way)(words)
        zere.reads_all()
    await zere.taps("Артқа")
    zere.sees("9/10", buttons=["✅ 5 күн"])
    await zere.taps("Өзгеріссіз")
    zere.sees("тексеріңіз", NAMES[0], "Көкшетау қаласы", "Үлгіева Үміт Үлгіқызы", "көрсетілмеген")


async def test_a_double_tap_on_save_still_ends_well(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS)
    await zere.taps_quickly("Сақтау", "Сақтау")
    zere.sees("Мектеп бапталды", buttons=["Тізімді жіберу"])


async def test_long_names_fit_on_the_review(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, (STEPS[0], ("sends", "Мектеп " * 27), ("sends", "Школа " * 32), *STEPS[3:6]))
    await zere.sends(", ".join(["Үлгіева Үміт Үлгіқызы"] * 12))
    zere.reads_all()
    await walk(zere, STEPS[7:])
    zere.sees("Мектеп Мектеп", "…", "5 күн")
    await zere.sends("/cancel")
    zere.sees("Мектеп, тексеру")


async def test_a_form_without_answers_is_dropped_too(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await zere.sends("/cancel")
    await zere.taps("Өшіру")
    zere.sees("әзірге жауап жоқ")
    drop = next(one for one in zere.shown_buttons if one.callback_data.endswith(":1"))
    await zere.taps("Иә, өшіру")
    await zere.taps_again(drop)
    zere.sees_toast("ескірген")


async def test_cancel_keeps_first_and_deletes_only_with_a_second_tap(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS[:2])
    await zere.sends("/cancel")
    zere.sees("Мектеп, 3/10, Орысша атауы")
    assert zere.buttons[0] == "Сақтап қою"
    await zere.taps("Өшіру")
    zere.sees("біржола өшеді: Ел, Қазақша атауы")
    assert zere.buttons[0] == "Сақтап қою"
    await zere.taps("Сақтап қою")
    zere.sees("3/10")
    await zere.sends("/cancel")
    await zere.taps("Өшіру")
    await zere.taps("Иә, өшіру")
    zere.sees_toast("Жауаптар өшірілді")
    await zere.taps("Мектеп")
    zere.sees("Алдымен мектепті баптайық")


@pytest.mark.parametrize(
    ("steps", "wrong", "example"),
    [
        (1, "!!", "жалпы білім беретін"),
        (3, "7", "Көкшетау"),
        (4, "Директор", "Үлгіева"),
        (4, "87011234567", "Үлгіева"),
        (7, "2026-2029", "2026-2027"),
        (8, "7", "5"),
    ],
)
async def test_what_was_not_understood_is_said_with_an_example(
    telegram: World, steps: int, wrong: str, example: str
) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS[:steps])
    await zere.sends(wrong)
    zere.sees(f"«{wrong}»", f"{steps + 1}/10", "Мысалы", example)


async def test_a_typed_text_on_the_review_changes_nothing(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS)
    await zere.sends("Бәрі дұрыс")
    zere.sees("«Бәрі дұрыс»", "тексеріңіз", NAMES[0])


async def test_old_buttons_write_nothing(telegram: World) -> None:
    """Rule 7: what a form's buttons of an earlier filling say is not an answer in the next."""
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS)
    await zere.taps("Сақтау")
    saved = zere.screen
    for button in tuple(zere.shown_buttons):
        if button.callback_data.split(":")[0] in {"qa", "qf", "qs", "qq", "qd"}:
            await zere.taps_again(button)
            zere.reads_all()
    await zere.sends("/school")
    zere.sees(NAMES[0], "5 күн", "Үлгіева Үміт Үлгіқызы")
    assert "бапталды" in saved


async def test_an_old_review_does_not_save_what_was_changed_since(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await walk(zere, STEPS)
    save = next(one for one in zere.shown_buttons if one.callback_data.startswith("qs"))
    await zere.taps("Мекен")
    await zere.sends("Степногорск қ.")
    zere.reads_all()
    await zere.taps_again(save)
    zere.sees_toast("ескірген")
    zere.sees("тексеріңіз", "Степногорск қ.")


async def test_quick_taps_all_count(telegram: World) -> None:
    zere = await owner(telegram)
    await zere.taps("Бастау")
    await zere.taps_quickly("Қырғызстан", "Қазақстан", "Қазақстан")
    await zere.taps("Артқа")
    zere.sees("1/10", buttons=["✅ Қазақстан"])


async def test_each_value_is_changed_in_two_taps_and_the_new_text(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    await pedagogue.sends("/menu")
    pedagogue.reads_all()
    before = pedagogue.taps_count
    await pedagogue.taps("Мектеп")
    await pedagogue.taps("Директор")
    pedagogue.sees("директор", "Қазіргі жауап")
    await pedagogue.sends("Директорова 5")
    pedagogue.sees("«Директорова 5»", "Мысалы")
    await pedagogue.sends("мысалова мысал")
    pedagogue.sees("Сақталды", "Мысалова Мысал")
    assert pedagogue.taps_count - before == 2
    await pedagogue.taps("Орынбасарлар")
    await pedagogue.taps("Көрсетілмесін")
    pedagogue.sees("көрсетілмеген")
    await pedagogue.taps("Ел")
    await pedagogue.taps("Қырғызстан")
    pedagogue.sees("Қырғызша атауы", buttons=["Көпбалалы отбасы"])
    await pedagogue.taps("Көпбалалы отбасы")
    old = next(one for one in pedagogue.shown_buttons if one.callback_data == "scs:large_family_from:3")
    await pedagogue.taps("5 баладан")
    pedagogue.sees("5 баладан")
    await pedagogue.taps("Ел")
    await pedagogue.taps("Қазақстан")
    pedagogue.sees("4 баладан (заң бойынша)")
    await pedagogue.taps_again(old)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("4 баладан (заң бойынша)")


async def test_turning_away_from_a_value_makes_the_next_text_no_answer(
    telegram: World, school: Staff
) -> None:
    pedagogue = school.pedagogue
    for turn in ("Артқа", "/menu", "/cancel"):
        await pedagogue.sends("/school")
        await pedagogue.taps("Мекен")
        await (pedagogue.taps(turn) if turn == "Артқа" else pedagogue.sends(turn))
        pedagogue.reads_all()
        await pedagogue.sends("Басқа қала")
        pedagogue.sees("оқушы табылмады")
    await pedagogue.sends("/school")
    pedagogue.sees_not("Басқа қала")
    pedagogue.sees("Мектеп")


async def test_only_who_sets_the_school_up_sees_its_card(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    await teacher.sends("/school")
    teacher.sees("не открыт")


@pytest.mark.parametrize(
    "data", ["scs:director:x", "sce:director", "qb:nonsense", "qo:nonsense", "qo:school", "sc"]
)
async def test_buttons_that_nobody_should_have_yet_are_answered(telegram: World, data: str) -> None:
    zere = await owner(telegram)
    message = zere.phone.messages[-1]
    await zere.taps_again(ShownButton(message.id, "", data))
    zere.sees(buttons=["Бастау"])
    await zere.taps("Бастау")
    zere.sees("1/10")


def test_every_form_says_why_before_and_what_comes_after() -> None:
    for form in FORMS.values():
        for language in LANGUAGES:
            for part in ("intro", "done", "title"):
                assert text(f"{form.key}.{part}", language) != f"{form.key}.{part}"
            for question in form.questions:
                for part in ("ask", "why", "label", "example"):
                    if part != "example" or not isinstance(question, Choice):
                        assert (
                            text(f"{form.key}.{question.key}.{part}", language)
                            != f"{form.key}.{question.key}.{part}"
                        )
