"""Staff take in what did not come through the chat: on paper, from eGov, from a state platform."""

from datetime import date

import pytest

from bot.core.applications.application import Source, State, Step
from bot.core.applications.registering import register, service_named
from bot.core.ports import Desk
from bot.core.services.registry import SERVICES
from bot.handlers.addresses.entering import (
    BringPaper,
    EnterFor,
    EnterFrom,
    EnterPupil,
    MendForApplicant,
    OpenEntering,
)
from bot.handlers.addresses.forms import BeginForm
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.applying import (
    ANSWERS,
    alone_in,
    application,
    applied,
    does,
    history,
    on_desk,
    pdf,
    presses,
    pupil_called,
    register_of,
    returned,
)

CLASS = "7Ә"


async def opens_entering(person: Person) -> None:
    await person.sends("/menu")
    await presses(person, OpenEntering())


async def entered(telegram: World, who: Person, child: str, **answers: str) -> int:
    """A paper application as it stands in the register."""
    said = ANSWERS | {"relation": "mother"} | answers

    def enter(desk: Desk) -> None:
        pupil = pupil_called(desk, child)
        register(desk, service_named("meals"), pupil.id, said, Source.PAPER, None)

    await does(telegram, who, enter)
    return max(one.id for one in await register_of(telegram))


async def test_a_teacher_enters_a_paper_of_a_mother_without_telegram(telegram: World, school: Staff) -> None:
    teacher, child = school.teacher_of(CLASS), alone_in(school, CLASS)[2]
    await opens_entering(teacher)
    teacher.sees("Как оно поступило", buttons=["На бумаге", "Через eGov", "С госплатформы", "Проактивно"])
    await teacher.taps("На бумаге")
    await teacher.taps("Бесплатное питание")
    teacher.sees("7 «Ә» класс", buttons=["1/2"])
    await teacher.taps("▶")
    await teacher.taps("◀")
    await teacher.taps(child)
    teacher.sees("Кто подал бумажное заявление", child, buttons=["Мать", "Отец", "Опекун"])
    await teacher.taps("Мать")
    teacher.sees("это мы уже знаем", "из списка школы")
    await teacher.taps("✅ Всё верно")
    await teacher.taps("Ребёнок под опекой")
    await teacher.sends("№ 12, 05.03.2025")
    await teacher.taps("Не указывать")
    await teacher.taps("Назову в школе")
    await teacher.taps("Да, в Казахстане")
    await teacher.taps("Одна фамилия")
    await teacher.taps("Согласна")
    teacher.sees(buttons=["Оригинал показан"])
    await teacher.taps("Оригинал показан")
    teacher.sees("В какой день", buttons=["07.09.2026", "06.09.2026"])
    await teacher.sends("8.9.2026")
    teacher.sees_not("проверьте")
    teacher.sees("5.9.2026")
    await teacher.sends("4 қыркүйек")
    teacher.sees("проверьте", "04.09.2026", "Оригинал показан")
    await teacher.taps("✅ Отправить")
    teacher.sees("№ 1", child, "04.09.2026", "11.09.2026", "по телефону")
    teacher.sees(buttons=["Word", "Открыть заявление", "Внести ещё одно"])
    school.pedagogue.sees("Басқа жолмен келген өтініш", "№ 1", teacher.name)
    (made,) = await register_of(telegram)
    assert (made.source, made.applicant, made.state) == (Source.PAPER, None, State.NEW)
    assert (made.answers["relation"], made.answers["guard_paper"]) == ("mother", "shown")
    assert made.due_on == date(2026, 9, 11)


async def test_what_came_through_egov_is_short(telegram: World, school: Staff) -> None:
    pedagogue, child = school.pedagogue, alone_in(school, "6А")[1]
    await opens_entering(pedagogue)
    await pedagogue.taps("eGov арқылы")
    await pedagogue.taps("Тегін тамақ")
    pedagogue.sees("Қай оқушы", buttons=["6А", "7Ә", "11Ә"])
    await pedagogue.sends("Жоқбаев")
    pedagogue.sees("табылмады")
    await pedagogue.sends(child)
    pedagogue.sees("дегеніңіз кім", buttons=["6А"])
    await pedagogue.taps(child)
    pedagogue.sees("Қай негізде")
    await pedagogue.taps("АӘК алатын отбасы")
    await pedagogue.taps("07.09.2026")
    await pedagogue.sends("101000123456")
    pedagogue.sees("тексеріңіз", "Сыртқы нөмірі: 101000123456")
    await pedagogue.taps("✅ Жіберу")
    pedagogue.sees("№ 1", child, "07.09.2026, 09:00", "14.09.2026")
    (made,) = await register_of(telegram)
    assert (made.source, made.category) == (Source.EGOV, "1")
    assert dict(made.answers) == {"category": "1", "outside_number": "101000123456"}
    assert made.received_at.astimezone().date() == date(2026, 9, 7)
    await pedagogue.taps("+ Тағы біреуін енгізу")
    pedagogue.sees("қалай келді")


async def test_a_second_one_leads_to_the_first(telegram: World, school: Staff) -> None:
    pedagogue, child = school.pedagogue, alone_in(school, CLASS)[2]
    await entered(telegram, school.teacher_of(CLASS), child)
    await opens_entering(pedagogue)
    await pedagogue.taps("Қағазбен")
    await pedagogue.taps("Тегін тамақ")
    await pedagogue.taps(CLASS)
    await pedagogue.taps(child)
    pedagogue.sees("өтініш бұрыннан бар: № 1", buttons=["Өтінішті ашу"])
    number = await on_desk(telegram, lambda desk: pupil_called(desk, child).id)
    await presses(pedagogue, BeginForm(form=f"meals-p{number}e"))
    pedagogue.sees_toast("бұрыннан бар: № 1")


async def test_entered_at_the_same_moment_it_leads_to_the_first(telegram: World, school: Staff) -> None:
    pedagogue, child = school.pedagogue, alone_in(school, CLASS)[2]
    number = await on_desk(telegram, lambda desk: pupil_called(desk, child).id)
    await pedagogue.sends("/menu")
    await presses(pedagogue, BeginForm(form=f"meals-p{number}e"))
    await pedagogue.taps("АӘК алатын отбасы")
    await pedagogue.taps("07.09.2026")
    await pedagogue.taps("Көрсетілмесін")
    await entered(telegram, school.teacher_of(CLASS), child)
    await pedagogue.taps("✅ Жіберу")
    pedagogue.sees_toast("бұрыннан бар: № 1")
    pedagogue.sees("№ 1", child, buttons=["Өтінішті ашу"])


async def test_a_teacher_reaches_own_classes_only(telegram: World, school: Staff) -> None:
    teacher, stranger = school.teacher_of("6А"), alone_in(school, CLASS)[2]
    await opens_entering(teacher)
    number, class_id = await on_desk(
        telegram,
        lambda desk: (pupil_called(desk, stranger).id, _class_of(desk, stranger)),
    )
    one = await entered(telegram, school.pedagogue, stranger)
    for address in (
        EnterPupil(source="paper", service="meals", pupil_id=number),
        BeginForm(form=f"meals-p{number}m"),
        MendForApplicant(application_id=one),
        BringPaper(application_id=one),
    ):
        await presses(teacher, address)
        teacher.sees_toast("ашық емес")
        teacher.sees_not(stranger.split()[1])
    await presses(teacher, EnterFor(source="paper", service="meals", class_id=class_id))
    teacher.sees("6 «А»")
    await teacher.sends(stranger)
    teacher.sees("табылмады")
    for forged in (
        EnterFrom(source="pigeon"),
        EnterFor(source="paper", service="textbooks"),
        EnterPupil(source="paper", service="kg_meals", pupil_id=_first(school, "6А")),
    ):
        await presses(teacher, forged)
        teacher.sees_toast("жазба енді жоқ")


def _class_of(desk: Desk, child: str) -> int:
    found = desk.pupils.class_of(pupil_called(desk, child).id, desk.schools.get().year)
    assert found is not None
    return found


def _first(school: Staff, class_name: str) -> int:
    names = school.pupils_of(class_name)
    return next(one.id for one in school.sample.pupils if one.name.short == names[0])


async def test_whoever_took_it_in_mends_it_for_the_parent(telegram: World, school: Staff) -> None:
    teacher, pedagogue, child = school.teacher_of(CLASS), school.pedagogue, alone_in(school, CLASS)[2]
    one = await entered(telegram, teacher, child)
    await returned(telegram, pedagogue, one, "address", "Үйдің нөмірі жоқ")
    await teacher.sends("/menu")
    await presses(teacher, MendForApplicant(application_id=one, key="address"))
    teacher.sees("Үйдің нөмірі жоқ")
    await teacher.sends("Тірек көшесі, 15-үй")
    teacher.sees("(было: Тірек көшесі, 1-үй)")
    await teacher.taps("✅ Отправить")
    teacher.sees("отправлено", "по телефону")
    pedagogue.sees("мерзімі қайта басталды")
    now = await application(telegram, one)
    assert (now.state, now.answers["relation"]) == (State.NEW, "mother")

    await presses(teacher, MendForApplicant(application_id=one, key="address"))
    await teacher.sends("Тірек көшесі, 16-үй")
    teacher.sees_not("Причина исправления")
    await teacher.taps("✅ Отправить")
    teacher.sees("Просьба об исправлении отправлена")
    pedagogue.sees("түзетуді сұрайды")
    await presses(teacher, MendForApplicant(application_id=one))
    teacher.sees_toast("ещё не ответили")
    teacher.reads_all()
    assert (await application(telegram, one)).answers["address"] == "Тірек көшесі, 15-үй"


async def test_the_pedagogue_corrects_and_adds_papers_at_once(telegram: World, school: Staff) -> None:
    pedagogue, child = school.pedagogue, alone_in(school, CLASS)[2]
    one = await entered(telegram, school.teacher_of(CLASS), child)
    await pedagogue.sends("/menu")
    await presses(pedagogue, MendForApplicant(application_id=one, key="category"))
    await pedagogue.taps("Төтенше жағдай")
    await pedagogue.sends("Үйі су астында қалды")
    await pedagogue.taps("Кейін әкелемін")
    await pedagogue.taps("✅ Жіберу")
    pedagogue.sees("Жауаптар түзетілді", "Әлі керек")
    now = await application(telegram, one)
    assert (now.state, now.category, now.revision) == (State.PAPERS_MISSING, "4", 2)
    assert await history(telegram, one) == [Step.REGISTERED, Step.CORRECTED, Step.PAPERS_MISSING]
    await presses(pedagogue, BringPaper(application_id=one, key="event_paper"))
    await pedagogue.sends_file(pdf(), "акт.pdf")
    await pedagogue.taps("✅ Осымен бітті")
    await pedagogue.taps("✅ Жіберу")
    pedagogue.sees("Құжат қабылданды")
    assert (await application(telegram, one)).answers["event_paper"].startswith("files:")


async def test_what_the_parent_sent_is_not_for_staff_to_fill_in(telegram: World, school: Staff) -> None:
    one = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    pedagogue.sees("Жаңа өтініш")
    await pedagogue.sends("/menu")
    for address in (MendForApplicant(application_id=one), BringPaper(application_id=one)):
        await presses(pedagogue, address)
        pedagogue.sees_toast("ашық емес")
    await presses(pedagogue, BringPaper(application_id=999))
    pedagogue.sees_toast("жазба")


async def test_the_parent_at_the_school_sees_what_was_entered(telegram: World, school: Staff) -> None:
    parent, child = school.parent, school.children[0]
    await entered(telegram, school.teacher_of(CLASS), child)
    await parent.sends("/menu")
    await parent.taps("Менің өтініштерім")
    await parent.taps("№ 1")
    parent.sees("қаралуда", "сіз берген жоқсыз")
    parent.sees_not("Тірек көшесі")


async def test_a_single_service_is_not_asked_for(
    telegram: World, school: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("camp", "aid", "sponsor"):
        monkeypatch.delitem(SERVICES, key)
    await opens_entering(school.pedagogue)
    await school.pedagogue.taps("Қағазбен")
    school.pedagogue.sees("Қай оқушы")


async def test_the_first_grades_need_none_on_paper_either(telegram: World, school: Staff) -> None:
    pedagogue, child = school.pedagogue, alone_in(school, "2А")[0]
    await opens_entering(pedagogue)
    await pedagogue.taps("eGov арқылы")
    await pedagogue.taps("Тегін тамақ")
    await pedagogue.sends(child)
    await pedagogue.taps(child)
    pedagogue.sees("1–4-сынып")
    pedagogue.sees_not(buttons=["Басқа қандай көмек бар"])
    await opens_entering(pedagogue)
    await pedagogue.taps("Қағазбен")
    await pedagogue.taps("Тегін тамақ")
    await pedagogue.taps("2А")
    await pedagogue.taps(child)
    await pedagogue.taps("Анасы")
    pedagogue.sees("1–4-сынып")
