"""What any form does, told with a form that nobody has: what is known, what ends it, its long review, side by side."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.core.forms.form import Choice, Known, Typed
from bot.core.forms.registry import FORMS
from bot.handlers.addresses.forms import OpenForm
from bot.texts.catalogue import catalogue
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.made_up_form import KEY, QUESTIONS, Garden, garden_open

ANSWERS = (("taps", "Анасы"), ("sends", "көкшетау"), ("sends", "080101550010"), ("taps", "Жел"))
PAPERS = (("sends", "үлгіев үлгі"), ("taps", "Кейін әкелемін"), ("taps", "Көрсетілмесін"))


@pytest.fixture
def garden() -> Iterator[Garden]:
    with garden_open() as garden:
        yield garden


@pytest_asyncio.fixture
async def teacher(school: Staff) -> AsyncIterator[Person]:
    """Speaks Kazakh, as the words of the made-up form do."""
    teacher = school.teacher_of("6А")
    await teacher.sends("/menu")
    teacher.reads_all()
    yield teacher


async def opens(person: Person, subject: str = "n1") -> None:
    message = next(one for one in reversed(person.phone.messages) if one.sender.is_bot)
    await person.taps_again(ShownButton(message.id, "", OpenForm(form=f"{KEY}-{subject}").pack()))


async def walk(person: Person, *steps: tuple[str, str]) -> None:
    for way, words in steps:
        await getattr(person, way)(words)
        person.reads_all()


async def test_a_form_is_filled_in_and_saved_once(garden: Garden, teacher: Person) -> None:
    garden.names["n1"] = "Айша"
    await opens(teacher)
    teacher.sees("Айша", "не үшін", "уақыты")
    await teacher.taps("Бастау")
    teacher.sees("Бақша · Айша", "Сіз кімсіз?", buttons=["Анасы", "Әкесі"])
    await walk(teacher, ANSWERS[0])
    await walk(teacher, *ANSWERS[1:])
    teacher.sees("Ағаңыз кім?", "Ағаңыз кім?")
    await walk(teacher, PAPERS[0])
    teacher.sees("Тамырдың анықтамасы", "Тамырдың анықтамасы", "Тамыры барын", "Фото", "Жеке куәлік")
    teacher.sees_not(buttons=["eGov", "Түпнұсқасы"])
    await walk(teacher, *PAPERS[1:])
    teacher.sees(
        "тексеріңіз", "Анасы", "Көкшетау", "•••• 0010", "Жел", "Үлгіев Үлгі", "Кейін", "көрсетілмеген"
    )
    teacher.sees_not("0801")
    await teacher.taps_quickly("✅ Жіберу", "✅ Жіберу")
    teacher.sees("Бақша жазылды")
    given = {
        "kin": "mother",
        "place": "Көкшетау",
        "iin": "080101550010",
        "weather": "wind",
        "uncle": "Үлгіев Үлгі",
        "root": "later",
        "helpers": "",
    }
    assert garden.saved == [("n1", given)]


async def test_what_is_private_leaves_the_chat(garden: Garden, teacher: Person) -> None:
    await opens(teacher)
    await teacher.taps("Бастау")
    await walk(teacher, *ANSWERS[:2])
    for written in ("0801-жасырын", "080101550010"):
        await teacher.sends(written)
        teacher.reads_all()
        assert not any(one.content.words.text == written for one in teacher.phone.messages)
        teacher.sees_not(written)
    await teacher.taps("Артқа")
    teacher.sees("Қазіргі жауап: •••• 0010")


async def test_what_is_known_is_taken_with_one_tap(garden: Garden, teacher: Person) -> None:
    garden.known["n1"] = Known(
        {"by": "staff"},
        {
            "kin": "mother",
            "place": "Көкшетау",
            "iin": "080101550010",
            "weather": "wind",
            "uncle": "Үлгіев Үлгі",
        },
        {"kin": "roster", "place": "sibling:Айша", "iin": "last_year"},
    )
    await opens(teacher)
    before = teacher.taps_count
    await teacher.taps("Бастау")
    teacher.sees("Туыстығы: Анасы (мектеп тізімінен)", "Мекені: Көкшетау (өтініштен: Айша)")
    teacher.sees("Нөмірі: •••• 0010 (былтырғы өтініштен)", "Ағасы: Үлгіев Үлгі", buttons=["Мекені", "Ағасы"])
    await teacher.taps("✅ Бәрі дұрыс")
    teacher.sees("Тамырдың анықтамасы", buttons=["Кейін әкелемін", "Түпнұсқасы көрсетілді"])
    await teacher.taps("Түпнұсқасы көрсетілді")
    await teacher.taps("Көрсетілмесін")
    teacher.sees("тексеріңіз", "Ағасы: Үлгіев Үлгі", "Түпнұсқасы")
    await teacher.taps("✅ Жіберу")
    teacher.sees("Бақша жазылды")
    assert teacher.taps_count - before == 5


async def test_known_lines_are_changed_one_by_one(garden: Garden, teacher: Person) -> None:
    garden.known["n1"] = Known({}, {"place": "Көкшетау", "weather": "wind", "uncle": "Үлгіев Үлгі"})
    await opens(teacher)
    await teacher.taps("Бастау")
    old = next(one for one in teacher.shown_buttons if one.callback_data.startswith("qk"))
    await teacher.taps("Мекені")
    teacher.sees("Қайда тұрасыз?", "Қазіргі жауап: Көкшетау")
    await teacher.taps("Артқа")
    teacher.sees("мұны білеміз", "Көкшетау")
    await teacher.taps("Мекені")
    await teacher.sends("Степногорск қ.")
    teacher.sees("мұны білеміз", "Негізі: Жел")
    teacher.sees_not("Мекені")
    await teacher.taps_again(old)
    teacher.sees_toast("ескірген")
    await teacher.taps("Ағасы")
    await teacher.sends("мысалов м. м.")
    teacher.sees("мұны білеміз", "Негізі: Жел")
    await teacher.sends("сәлем")
    teacher.sees("«сәлем»", "мұны білеміз")
    await teacher.taps("Негізі")
    teacher.sees(buttons=["Жел"])
    await teacher.taps("Күн")
    teacher.sees("Сіз кімсіз?", "Сіз кімсіз?")


async def test_an_answer_that_ends_it_explains_and_sends_nothing(garden: Garden, teacher: Person) -> None:
    garden.known["n1"] = Known({"by": "parent"})
    await opens(teacher)
    await teacher.taps("Бастау")
    await teacher.taps("Басқа")
    teacher.sees("Бақшаны тек ата-ана сұрайды", buttons=["Басқа қандай көмек бар", "Артқа", "Мәзір"])
    teacher.sees_not(buttons=["Жіберу"])
    await teacher.sends("/menu")
    teacher.sees("Бақша, түсіндірме")
    await teacher.taps("Бақша")
    teacher.sees("Бақшаны тек ата-ана сұрайды")
    await teacher.taps("Артқа")
    teacher.sees("Сіз кімсіз?", buttons=["✅ Басқа"])
    await teacher.taps("Анасы")
    teacher.sees("Қайда тұрасыз?")
    assert garden.saved == []


async def test_a_gate_stands_in_place_of_the_form(garden: Garden, teacher: Person) -> None:
    garden.known["n1"] = Known({"grade": "1"})
    await opens(teacher)
    teacher.sees("1-сыныпқа бақша керек емес")
    teacher.sees_not(buttons=["Бастау", "Басқа қандай"])
    message = teacher.phone.messages[-1]
    await teacher.taps_again(ShownButton(message.id, "", "qb:garden-n1"))
    teacher.sees("1-сыныпқа бақша керек емес")
    garden.known["n1"] = Known({"grade": "7"})
    await opens(teacher)
    await teacher.taps("Бастау")
    garden.known["n1"] = Known({"grade": "1"})
    await teacher.taps("Анасы")
    teacher.sees("1-сыныпқа бақша керек емес")
    teacher.sees_not(buttons=["Артқа"])


async def test_several_children_side_by_side(garden: Garden, teacher: Person) -> None:
    garden.names.update(n1="Айша", n2="Ерлан")
    for subject, kin in (("n1", "Анасы"), ("n2", "Әкесі")):
        await opens(teacher, subject)
        await teacher.taps("Бастау")
        await teacher.taps(kin)
    await teacher.sends("/menu")
    teacher.sees("Бақша · Айша, Мекені", "Бақша · Ерлан, Мекені", buttons=["Айша · Бақша", "Ерлан · Бақша"])
    await teacher.taps("▶ Жалғастыру: Айша")
    await teacher.sends("көкшетау")
    teacher.sees("Бақша · Айша", "Нөміріңіз қандай?")
    await teacher.sends("/status")
    teacher.sees("Бақша · Айша, Нөмірі", "Бақша · Ерлан, Мекені")
    await teacher.sends("/menu")
    await teacher.taps("▶ Жалғастыру: Ерлан")
    teacher.sees("Бақша · Ерлан", "Қайда тұрасыз?")
    await teacher.sends("/cancel")
    teacher.sees("Бақша · Ерлан, Мекені")
    await teacher.taps("Өшіру")
    await teacher.taps("Иә, өшіру")
    teacher.sees("Бақша · Айша, Нөмірі")
    teacher.sees_not("Ерлан")
    garden.forbidden.add("n1")
    await teacher.sends("/menu")
    teacher.sees_not("Айша")
    teacher.reads_all()


async def test_a_form_that_is_not_allowed_any_more_writes_nothing(garden: Garden, teacher: Person) -> None:
    await opens(teacher)
    await teacher.taps("Бастау")
    garden.forbidden.add("n1")
    await teacher.sends("сәлем")
    teacher.sees("ашық емес", buttons=["Оқушылар"])
    await teacher.sends_photo(picture())
    teacher.sees("ашық емес", buttons=["Оқушылар"])
    await teacher.taps_again(next(one for one in teacher.shown_buttons if one.callback_data.startswith("qa")))
    teacher.sees_toast("ашық емес")
    garden.forbidden.clear()
    await opens(teacher)
    teacher.sees("Сіз кімсіз?")


async def test_a_mended_form_shows_what_was_before_and_why(garden: Garden, teacher: Person) -> None:
    started = {
        "kin": "mother",
        "place": "Ош",
        "iin": "080101550010",
        "weather": "sun",
        "root": "later",
        "helpers": "",
    }
    garden.start["m1"] = started
    garden.known["m1"] = Known(remarks={"place": "Мекенжай ескі"})
    await opens(teacher, "m1")
    await teacher.taps("Бастау")
    teacher.sees("тексеріңіз", "Мекені: Ош")
    await teacher.taps("Мекені")
    teacher.sees("⚠️ Мекенжай ескі", "Қазіргі жауап: Ош")
    await teacher.sends("көкшетау")
    teacher.sees("Мекені: Көкшетау (бұрын: Ош)")
    await teacher.taps("Мекені")
    await teacher.sends("Ош")
    teacher.sees_not("бұрын")
    teacher.sees("тексеріңіз")


@pytest.fixture
def long_garden(garden: Garden, monkeypatch: pytest.MonkeyPatch) -> Garden:
    """Forty questions, one answer of them much too long for a screen."""
    words = {f"{KEY}.q{one}.label": f"Сұрақ {one}" for one in range(39)}
    for key, said in words.items():
        monkeypatch.setitem(catalogue("kk"), key, said)
    many = tuple(Choice(f"q{one}", choices=("yes", "no")) for one in range(39))
    FORMS[KEY] = replace(garden.form(), questions=(*many, Typed("place", reader=str.strip)))
    garden.start["n1"] = {f"q{one}": "yes" for one in range(39)} | {"place": "ә" * 3000}
    return garden


async def test_a_long_review_has_pages_and_is_sent_from_the_last(
    long_garden: Garden, teacher: Person
) -> None:
    await opens(teacher)
    await teacher.taps("Бастау")
    teacher.sees("тексеріңіз", buttons=["1/3", "Әрі қарай"])
    teacher.sees_not(buttons=["Жіберу"])
    first = teacher.screen
    await teacher.taps("Әрі қарай")
    await teacher.taps("Әрі қарай")
    teacher.sees("әәәә", "…", buttons=["3/3", "✅ Жіберу", "Мекені"])
    before = teacher.taps_count
    await teacher.taps("Мекені")
    await teacher.sends("көкшетау")
    teacher.sees("Мекені: көкшетау", buttons=["3/3"])
    await teacher.taps("▶")
    assert teacher.screen == first
    turn = next(one for one in reversed(teacher.shown_buttons) if one.callback_data.startswith("qt"))
    await teacher.taps("◀")
    await teacher.taps("✅ Жіберу")
    assert teacher.taps_count - before == 4
    await teacher.taps_again(turn)
    teacher.sees_toast("ескірген")
    assert len(long_garden.saved) == 1


async def test_a_choice_of_many_stands_in_two_columns(garden: Garden, teacher: Person) -> None:
    many = replace(QUESTIONS[0], choices=tuple(f"c{one}" for one in range(14)))
    FORMS[KEY] = replace(garden.form(), questions=(many,))
    await opens(teacher)
    await teacher.taps("Бастау")
    teacher.sees(buttons=[f"c{one}" for one in range(14)])


def picture() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "JPEG")
    return out.getvalue()


async def test_resume_at_every_step(telegram: World, garden: Garden, teacher: Person) -> None:
    """Rule 4: the process is thrown away and a month goes by; the screen is equal."""
    garden.known["n1"] = Known({}, {"kin": "mother"})
    await opens(teacher)
    await teacher.taps("Бастау")
    for way, words in (("taps", "✅ Бәрі дұрыс"), *ANSWERS[1:], *PAPERS):
        screen = teacher.screen
        await telegram.clock.passes(days=30)
        await telegram.restart()
        teacher.reads_all()
        await teacher.sends("/start")
        await teacher.taps("▶ Жалғастыру: Бақша")
        assert teacher.screen == screen
        await getattr(teacher, way)(words)
        teacher.reads_all()
    teacher.sees("тексеріңіз")
