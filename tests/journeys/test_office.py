"""The office's queue: counts, a case with its papers and clock, returns, notes, requests, undo."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.applications.application import ChangeRequest, RequestKind, State, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import take_step
from bot.core.ports import Desk
from bot.handlers.addresses.cases import HandOutSent, OpenCase, OpenCaseAnswers, OpenCases
from bot.handlers.addresses.handling import CompletePapers, ReturnCase
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.journeys.cases import MEALS, application, applied, as_person, entered, state_of, with_file
from tests.journeys.reports import in_office

PICTURE = b"\xff\xd8\xff of a paper"


async def opens_case(person: Person, number: int, pile: str = "Жаңа ·") -> None:
    await person.sends("/start")
    await person.taps("Өтініштер")
    await person.taps(pile)
    await person.taps(f"№ {number} ·")


async def presses(person: Person, address: object) -> None:
    """Presses an address under the newest message, whatever stands there."""
    person.reads_all()
    message = next(one for one in reversed(person.phone.messages) if one.sender.is_bot)
    await person.taps_again(ShownButton(message.id, "", address.pack()))  # type: ignore[attr-defined]


async def asked(telegram: World, person: Person, number: int, kind: RequestKind, **changes: str) -> int:
    """The request of a parent, laid before the office."""
    made: list[int] = []

    def ask(desk: Desk) -> None:
        sent = desk.applications.get(number)
        answers = {**sent.answers, **changes} if changes else {}
        made.append(
            desk.applications.request(
                ChangeRequest(0, number, kind, answers, "Жаңа нөмір алдым", desk.actor.id, desk.moment)
            )
        )
        take_step(desk, sent, Step.REQUESTED, kind.value, "Жаңа нөмір алдым")

    await as_person(telegram, person, ask)
    return made[0]


async def test_the_queue_counts_first_and_two_taps_complete_the_papers(
    telegram: World, school: Staff
) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue, parent = school.pedagogue, school.parent
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер · 1")
    pedagogue.sees("Өтініштер · барлық қызмет: 1", "Жаңа: 1", buttons=["Жаңа · 1", "Кеңес отырыстары"])
    pedagogue.sees_not("Мерзімі", buttons=["Шешілген"])
    await pedagogue.taps("Жаңа · 1")
    pedagogue.sees("Жаңа: 1", "жауап 14.09.2026 дейін", buttons=[f"№ 1 · {school.children[0]}"[:20]])
    before = pedagogue.taps_count
    await pedagogue.taps("№ 1 ·")
    pedagogue.sees("№ 1", school.children[0], "Күйі: жаңа", "қалған жұмыс күні: 5", "Құжаттар: 1/1")
    await pedagogue.taps("Құжаттары толық")
    assert pedagogue.taps_count - before == 2
    pedagogue.sees_toast("Құжаттары толық")
    pedagogue.sees("шешім шығаруға дайын", "Шешімді мектеп шығарады", buttons=["Мақұлдау"])
    parent.sees("Құжаттарыңыз толық")
    assert await state_of(telegram, number) is State.READY


async def test_three_taps_and_a_reason_return_one_answer_and_the_parent_mends_it(
    telegram: World, school: Staff
) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue, parent = school.pedagogue, school.parent
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер")
    await pedagogue.taps("Жаңа")
    before = pedagogue.taps_count
    await pedagogue.taps("№ 1 ·")
    await pedagogue.taps("Қайтару…")
    pedagogue.sees("Қай жауапты түзету керек?", buttons=["Телефон", "📎 ", "Өтініш тұтасымен"])
    await pedagogue.taps("Телефон")
    pedagogue.sees("Телефон: +77000000101", "Не түзету керек?")
    await pedagogue.sends("Нөмірдің бір саны кем  ")
    assert pedagogue.taps_count - before == 3
    pedagogue.sees("түзетуге қайтарылды", "Телефон: Нөмірдің бір саны кем")
    pedagogue.sees_not("Жауап мерзімі")
    parent.sees("түзету керек", "Телефон", "Нөмірдің бір саны кем", buttons=["Түзету"])
    assert await state_of(telegram, number) is State.RETURNED
    assert "Нөмірдің" not in [
        one.content.words.text for one in pedagogue.phone.messages if not one.sender.is_bot
    ]
    await telegram.clock.passes(days=2)
    await parent.taps("Түзету")
    parent.sees("қай нөмірмен", "⚠️ Нөмірдің бір саны кем")
    await parent.sends("+7 700 000 01 02")
    await parent.taps("Жіберу")
    assert await state_of(telegram, number) is State.NEW
    parent.reads_all()
    pedagogue.sees("түзетілді", buttons=["Өтінішті ашу"])
    await pedagogue.taps("Өтінішті ашу")
    # A new, whole term has begun with the mended answers.
    pedagogue.sees("Күйі: жаңа", "16.09.2026, қалған жұмыс күні: 5")


async def test_a_ready_reason_reaches_the_parent_in_their_own_language(
    telegram: World, school: Staff
) -> None:
    number = await applied(telegram, school.other_parent, school.other_children[0])
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("📎 ")
    await pedagogue.taps("Оқылмайды")
    pedagogue.sees_toast("қайтарылды")
    school.other_parent.sees("Документ не читается", buttons=["Исправить"])
    event = (await in_office(telegram, lambda desk: desk.applications.history(number)))[-1]
    assert (event.step, event.question) == (Step.RETURNED, "income_paper")
    await pedagogue.taps("Соңғы қадамды қайтару")
    school.other_parent.sees("последнее сообщение было ошибкой")
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Өтініш тұтасымен")
    await pedagogue.taps("Мектепке хабарласыңыз")
    school.other_parent.sees("свяжитесь, пожалуйста, с социальным педагогом")
    pedagogue.sees("түзетуге қайтарылды")


async def test_nothing_goes_back_without_a_reason(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Телефон")
    await pedagogue.sends("ы" * 401)
    pedagogue.sees("⚠️", "400 таңбаға", "Не түзету керек?")
    await pedagogue.taps("Артқа")
    # Turned away from the question: what is typed next is no reason.
    await pedagogue.sends("Телефоны қате")
    pedagogue.sees("деген оқушы табылмады")
    assert await state_of(telegram, number) is State.NEW


async def test_papers_one_by_one_missing_shown_and_complete(telegram: World, school: Staff) -> None:
    number = await applied(
        telegram, school.parent, school.children[0], income_paper="later", birth_cert="later", abroad="yes"
    )
    pedagogue, parent = school.pedagogue, school.parent
    await opens_case(pedagogue, 1, "Құжаты кем")
    pedagogue.sees("құжаты жетпейді", "Құжаттар: 0/2. Жетпейді:")
    pedagogue.sees_not(buttons=["Құжаттары толық"])
    await pedagogue.taps("Құжаттарды тексеру")
    pedagogue.sees(
        "кейін әкеледі", "Жеке куәліктің көшірмесін сұрамаңыз", buttons=["Бәрін әкелді, көрдім (2)"]
    )
    await pedagogue.taps("☐ Табыс")
    pedagogue.sees(buttons=["☑ Табыс", "Түпнұсқасы көрілді (1)"])
    pedagogue.sees_not(buttons=["Жетпейді ("])
    await pedagogue.taps("Түпнұсқасы көрілді (1)")
    pedagogue.sees_toast("Түпнұсқасы көрілді")
    pedagogue.sees("Құжаттар: 1/2")
    await pedagogue.taps("Құжаттарды тексеру")
    await pedagogue.taps("Бәрін әкелді, көрдім (1)")
    await pedagogue.taps("Құжаттары толық")
    parent.sees("Құжаттарыңыз толық")
    await pedagogue.taps("Құжат жетпейді…")
    await pedagogue.taps("☐ Табыс")
    await pedagogue.taps("Жетпейді (1)")
    pedagogue.sees_toast("Ата-анаға қай құжат керегі айтылды")
    pedagogue.sees("құжаты жетпейді", "Құжаттар: 1/2")
    parent.sees("Кейбір құжаттар әлі керек", "отбасы табысы туралы құжаттар")
    assert (await application(telegram, number)).answers["income_paper"] == "later"


async def test_a_sent_file_is_handed_out_protected_and_the_look_is_noted(
    telegram: World, school: Staff
) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    attachment = await with_file(telegram, school.parent, number, "income_paper", PICTURE)
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    await pedagogue.taps("Құжаттар · файл: 1")
    pedagogue.sees("1. ", "файл: 1, бет: 1")
    await pedagogue.taps("📎 1-құжат, 1 (JPG)")
    file = pedagogue.receives_file("1-income_paper")
    assert (file.bytes, file.protected) == (PICTURE, True)
    assert "өшіріледі" in pedagogue.phone.messages[-1].content.words.text
    for stranger in (school.teacher_of("7Ә"), school.psychologist, school.other_parent):
        await stranger.sends("/start")
        stranger.reads_all()
        await presses(stranger, HandOutSent(application_id=number, attachment_id=attachment))
        stranger.sees_toast(*("Бұл",) if stranger is school.psychologist else ())
        assert not [one for one in stranger.phone.messages if one.content.files]
        stranger.reads_all()
    await presses(pedagogue, HandOutSent(application_id=number, attachment_id=attachment + 1))
    pedagogue.sees_toast("енді жоқ")
    pedagogue.sees("Күйі: жаңа")


async def test_answers_history_contacts_and_a_note(telegram: World, school: Staff) -> None:
    await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    await pedagogue.taps("Жауаптары")
    pedagogue.sees("Телефон: +77000000101", "Санат", buttons=["Өтініш (Word)"])
    await pedagogue.taps("▶")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Байланыс")
    pedagogue.sees("Өтініш беруші · Сынақова Айгерім · +77000000101 · чатта бар", "Анасы")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Тағы…")
    await pedagogue.taps("Ескерту жазу")
    pedagogue.sees("Оны ата-ана көрмейді")
    await pedagogue.sends("ы" * 500)
    pedagogue.sees("⚠️", "Оны ата-ана көрмейді")
    await pedagogue.sends("Әжесі телефон соқты")
    pedagogue.sees("📝 Әжесі телефон соқты")
    await pedagogue.taps("Тағы…")
    pedagogue.sees("Ескертулер (тек сіздер көресіздер)", "Әжесі телефон соқты")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Тарихы")
    pedagogue.sees("📝 ескерту · Әжесі", "тіркелді")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Соңғы қадамды қайтару")
    pedagogue.sees_not("Әжесі")
    shown = "\n".join(one.content.words.text for one in school.parent.phone.log)
    assert "Әжесі" not in shown


async def test_another_category_leads_to_another_who_decides(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    await pedagogue.taps("Құжаттары толық")
    school.parent.reads_all()
    await pedagogue.taps("Тағы…")
    await pedagogue.taps("Санатын түзету")
    pedagogue.sees("Кеңес шешетіні: 5", buttons=["✅ 2 ·"])
    await pedagogue.taps("5 ·")
    pedagogue.sees("Шешімді қамқоршылық кеңес шығарады", buttons=["Отырысқа қою…"])
    await pedagogue.taps("Тағы…")
    await pedagogue.taps("Санатын түзету")
    await pedagogue.taps("✅ 5 ·")
    pedagogue.sees_toast("ескірген")
    await pedagogue.taps("Тарихы")
    pedagogue.sees("түзету енгізілді · 2 · ", "→ 5 · ")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Соңғы қадамды қайтару")
    assert (await application(telegram, number)).category == "2"


async def test_requests_are_done_or_refused_with_a_reason(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    await asked(telegram, school.parent, number, RequestKind.CORRECT, phone="+77000000103")
    pedagogue, parent = school.pedagogue, school.parent
    await opens_case(pedagogue, 1, "🔄 Сұрау · 1")
    pedagogue.sees("Ата-анадан сұрау бар: 1")
    await pedagogue.taps("Түзету сұрауын қарау")
    pedagogue.sees("Телефон: +77000000101 → +77000000103", "Себебі: Жаңа нөмір алдым")
    await pedagogue.taps("Түзетуді енгізу")
    pedagogue.sees_toast("Сұрау орындалды")
    parent.sees("түзетулеріңіз өтінішке енгізілді")
    assert (await application(telegram, number)).answers["phone"] == "+77000000103"
    await asked(telegram, school.parent, number, RequestKind.WITHDRAW)
    await presses(pedagogue, OpenCase(application_id=number))
    await pedagogue.taps("Кері алу сұрауын қарау")
    refuse = next(one for one in pedagogue.buttons if one.startswith("Бас тарту"))
    await pedagogue.taps(refuse)
    await pedagogue.taps("Шешім шығып қойды")
    parent.sees("Сұрауыңыз орындалмады", "шешім шығып қойған")
    await asked(telegram, school.parent, number, RequestKind.WITHDRAW)
    await presses(pedagogue, OpenCase(application_id=number))
    await pedagogue.taps("Кері алу сұрауын қарау")
    await pedagogue.taps("Бас тарту…")
    await pedagogue.sends("ы" * 450)
    pedagogue.sees("⚠️", "Сұрау неге орындалмайды?")
    await pedagogue.sends("Алдымен мектепке келіңіз")
    parent.sees("Алдымен мектепке келіңіз")
    last = await asked(telegram, school.parent, number, RequestKind.WITHDRAW)
    await presses(pedagogue, OpenCase(application_id=number))
    await pedagogue.taps("Кері алу сұрауын қарау")
    await pedagogue.taps("Кері алынды деп жазу")
    parent.sees("Өтінішіңіз кері алынды")
    assert await state_of(telegram, number) is State.WITHDRAWN
    old = [one for one in pedagogue.shown_buttons if one.callback_data.endswith(f":{last}")]
    for button in old:
        await pedagogue.taps_again(button)
    pedagogue.sees("Күйі: кері алынды")
    assert await state_of(telegram, number) is State.WITHDRAWN


async def test_a_director_and_a_deputy_read_and_change_nothing(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    for reader in (school.director, school.deputy):
        await reader.sends("/start")
        await reader.taps("Өтініштер")
        reader.sees("Жаңа: 1")
        reader.sees_not(buttons=["Кеңес отырыстары", "Шектер"])
        await reader.taps("Жаңа")
        await reader.taps("№ 1 ·")
        reader.sees("Күйі: жаңа", buttons=["Жауаптары", "Тарихы"])
        reader.sees_not(buttons=["Құжаттары толық", "Қайтару", "Тағы"])
        await reader.taps("Жауаптары")
        reader.sees("Телефон")
        await presses(reader, CompletePapers(application_id=number, mark=1))
        reader.sees_toast("ашық емес")
    assert await state_of(telegram, number) is State.NEW


async def test_a_class_teacher_sees_only_where_own_pupils_stand(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    await applied(telegram, school.parent, school.children[1])
    teacher = school.teacher_of("7Ә")
    await teacher.sends("/start")
    await teacher.taps("Заявления")
    teacher.sees("Заявления · все услуги: 1", "Новые: 1")
    await teacher.taps("Новые")
    await teacher.taps("№ 1 ·")
    teacher.sees("№ 1", school.children[0], "Статус: новое", "14.09.2026")
    teacher.sees_not("Категория", "Документы", "+7700", buttons=["Ответы", "Документы", "История"])
    for address in (OpenCaseAnswers(application_id=number), OpenCase(application_id=number)):
        await presses(teacher, address)
        teacher.sees_not("+7700", "Категория")
    await presses(teacher, OpenCase(application_id=number + 1))
    teacher.sees_toast("не открыт")
    shown = "\n".join(one.content.words.text for one in teacher.phone.log)
    assert school.children[1] not in shown


async def test_who_has_no_part_in_it_gets_nothing(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    for person in (school.psychologist, school.other_parent, school.parent):
        await person.sends("/start")
        person.reads_all()
        for address in (
            OpenCases(),
            OpenCase(application_id=number),
            CompletePapers(application_id=number, mark=1),
        ):
            await presses(person, address)
            assert person.phone.toasts[-1].text
            person.reads_all()
    assert await state_of(telegram, number) is State.NEW


async def test_one_word_in_the_morning_opens_what_is_late(telegram: World, school: Staff) -> None:
    received = datetime(2026, 8, 26, 4, tzinfo=UTC)
    await applied(telegram, school.parent, school.children[0], received_at=received)
    await applied(
        telegram, school.other_parent, school.other_children[0], received_at=received + timedelta(days=6)
    )
    pedagogue = school.pedagogue
    await telegram.clock.passes(minutes=1)
    pedagogue.sees(
        "Өткені: 1 · бүгін: 0 · келесі жұмыс күні: 1",
        "⚠️ Тегін тамақтандыру · № 1: 02.09 өтіп кетті",
        "№ 2: 08.09",
        buttons=["Мерзімі өткендер", "Мерзімі жақындар"],
    )
    await telegram.clock.passes(hours=3)
    await pedagogue.taps("Мерзімі өткендер")
    pedagogue.sees("Мерзімі өткен: 1", buttons=["⚠️ № 1"])
    await pedagogue.taps("⚠️ № 1")
    pedagogue.sees("Жауап мерзімі өтті: 02.09.2026, кешіккен жұмыс күні: 3")
    await telegram.clock.passes(hours=12)
    assert pedagogue.unread == ()
    await telegram.clock.passes(hours=8, minutes=30)
    pedagogue.sees("Өткені: 1 · бүгін: 1")


async def test_nothing_ends_by_itself_when_a_pupil_leaves(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    await pedagogue.sends(school.children[0])
    await pedagogue.taps("Мектептен кетті")
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер")
    pedagogue.sees("Мектептен кеткен оқушылар: 1")
    await pedagogue.taps("⚠️ Кеткен · 1")
    pedagogue.sees("07.09.2026 күні мектептен кеткен")
    await pedagogue.taps("⚠️ № 1")
    pedagogue.sees("сыныбы жоқ", "Өздігінен ештеңе тоқтамайды")
    await pedagogue.taps("Жабу: мектептен кетті")
    pedagogue.sees("бұл қадам кері алынбайды")
    assert await state_of(telegram, number) is State.NEW
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Жабу: мектептен кетті")
    await pedagogue.taps("Жабу: мектептен кетті")
    pedagogue.sees_toast("Өтініш жабылды")
    school.parent.sees("кері алынды", "Оқушы мектептен кетті")
    assert await state_of(telegram, number) is State.WITHDRAWN


async def test_who_has_no_telegram_is_told_by_phone(telegram: World, school: Staff) -> None:
    pedagogue, child = school.pedagogue, school.pupils_of("8А")[0]
    number = await entered(telegram, pedagogue, child, income_paper="later")
    await opens_case(pedagogue, 1, "Құжаты кем")
    pedagogue.sees("қағаз түрінде", "телефонмен айтыңыз, +77000000101", buttons=["Әкелген құжатын қосу"])
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Телефон")
    await pedagogue.taps("Толық емес")
    pedagogue.sees("түзетуге қайтарылды", buttons=["Түзетуді енгізу"])
    assert await state_of(telegram, number) is State.RETURNED


async def test_one_service_at_a_time(telegram: World, school: Staff) -> None:
    await applied(telegram, school.parent, school.children[0])
    await applied(telegram, school.parent, school.children[0], service="camp", shift="june", camp_kind="any")
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер")
    await pedagogue.taps("Қызмет таңдау")
    pedagogue.sees("Қай қызметтің", buttons=["· 1", "барлық қызмет"])
    await pedagogue.taps(next(one for one in pedagogue.buttons if "агер" in one))
    pedagogue.sees("агер", ": 1", buttons=["Жаңа · 1"])
    await pedagogue.taps("Жаңа · 1")
    pedagogue.sees(buttons=["№ 1 ·"])
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Қызмет таңдау")
    await pedagogue.taps("барлық қызмет")
    pedagogue.sees("барлық қызмет: 2")


async def test_a_long_list_has_pages_and_the_next_case_is_one_tap_away(
    telegram: World, school: Staff
) -> None:
    children = [*school.pupils_of("8А")[:5], *school.pupils_of("9Б")[:5]]
    for child in children:
        await entered(telegram, school.pedagogue, child)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер · 10")
    await pedagogue.taps("Жаңа · 10")
    pedagogue.sees(buttons=["1/2"])
    await pedagogue.taps("▶")
    pedagogue.sees(buttons=["№ 10 ·"])
    await pedagogue.taps("◀")
    await pedagogue.taps("№ 1 ·")
    await pedagogue.taps("Құжаттары толық")
    await pedagogue.taps("▶ Келесі: № 2")
    pedagogue.sees("№ 2", "Күйі: жаңа")


@pytest.mark.parametrize("copies", [2, 4])
async def test_a_double_tap_is_one_tap(telegram: World, school: Staff, copies: int) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    telegram.server.deliver_twice(updates=1000, copies=copies)
    await pedagogue.taps("Құжаттары толық")
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Телефон")
    await pedagogue.sends("Нөмір қате")
    school.parent.sees("Құжаттарыңыз толық")
    school.parent.sees("түзету керек")
    pedagogue.sees("түзетуге қайтарылды")
    history = await in_office(telegram, lambda desk: desk.applications.history(number))
    assert [one.step for one in history] == [Step.REGISTERED, Step.PAPERS_COMPLETE, Step.RETURNED]


async def test_old_buttons_say_so_and_write_nothing(telegram: World, school: Staff) -> None:
    telegram.tolerates |= {"surplus"}
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Телефон")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Құжат жетпейді…")
    await pedagogue.taps("☐")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Тағы…")
    await pedagogue.taps("Санатын түзету")
    await pedagogue.taps("Артқа")
    old = list(pedagogue.shown_buttons)
    await pedagogue.taps("Құжаттары толық")
    await pedagogue.sends("/start")
    history = await in_office(telegram, lambda desk: desk.applications.history(number))
    for button in old:
        await pedagogue.taps_again(button)
        assert pedagogue.phone.toasts
    assert await in_office(telegram, lambda desk: desk.applications.history(number)) == history
    assert (await application(telegram, number)).answers == MEALS


async def test_the_end_of_what_a_pupil_who_left_has_is_asked_for(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue

    def granted(desk: Desk) -> None:
        application = desk.applications.get(number)
        ready = take_step(desk, application, Step.PAPERS_COMPLETE)
        assert ready.after is State.READY
        decide(desk, application, Ruling.GRANT, "", "2", desk.today, date(2027, 5, 25), {})

    await as_person(telegram, pedagogue, granted)
    await pedagogue.sends(school.children[0])
    await pedagogue.taps("Мектептен кетті")
    await telegram.clock.passes(days=30)
    await opens_case(pedagogue, 1, "⚠️ Кеткен · 1")
    pedagogue.sees("мақұлданды", "мектептен кеткен")
    pedagogue.sees_not(buttons=["Өзгерту…"])
    await pedagogue.taps("Тоқтату…")
    await pedagogue.taps("Мектептен кетті")
    await pedagogue.taps("✏️ Қай күннен берілмейді")
    await pedagogue.sends("8.9")
    pedagogue.sees("Қай күннен берілмейді: 08.09.2026")
    await pedagogue.taps("Тоқтату (1)")
    school.parent.sees("тоқтатылады", "Оқушы мектептен кетті", "08.09.2026")
    pedagogue.sees("берілген, бірақ аяқталды")
    await pedagogue.sends("/start")
    await pedagogue.taps("Өтініштер")
    pedagogue.sees_not("Мектептен кеткен")


async def test_all_that_can_stand_on_a_case(telegram: World, school: Staff) -> None:
    """Papers of each kind, an answer to a question that is asked no more, more notes than a page holds."""
    number = await applied(
        telegram,
        school.parent,
        school.children[0],
        income_paper="shown",
        birth_cert="egov",
        marriage_cert="later",
        surnames="old",
        abroad="yes",
        old="1",
    )
    pedagogue, parent = school.pedagogue, school.parent

    def plant(desk: Desk) -> None:
        sent = desk.applications.get(number)
        take_step(desk, sent, Step.PAPER_ADDED, "birth_cert")
        for place in range(6):
            take_step(desk, sent, Step.NOTE, words=f"{place} " + "ұзақ ескерту " * 30)

    await as_person(telegram, pedagogue, plant)
    await asked(telegram, parent, number, RequestKind.CORRECT, old="2", category="1")
    await opens_case(pedagogue, 1, "Құжаты кем")
    await pedagogue.taps("Құжаттар · файл: 0")
    pedagogue.sees("түпнұсқасы көрсетілді", "eGov-тан қаралады", "кейін әкеледі")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Тағы…")
    pedagogue.sees("5 ұзақ ескерту", "…")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Тарихы")
    await pedagogue.taps("▶")
    pedagogue.sees("құжат келді")
    await pedagogue.taps("Артқа")
    await pedagogue.taps("Түзету сұрауын қарау")
    pedagogue.sees("old: 1 → 2", "Санат: 2 · Табысы аз отбасы → 1 · ")


@pytest.mark.parametrize(("days", "said"), [(7, "бүгін бітеді"), (4, "келесі жұмыс күні бітеді")])
async def test_the_clock_on_the_case(telegram: World, school: Staff, days: int, said: str) -> None:
    await applied(telegram, school.parent, school.children[0])
    await telegram.clock.passes(days=days)
    school.pedagogue.sees("Өтініштерге жауап мерзімі")
    await opens_case(school.pedagogue, 1)
    school.pedagogue.sees(said)


async def test_a_service_without_papers_needs_none(telegram: World, school: Staff) -> None:
    await applied(telegram, school.parent, school.children[0], service="sponsor", occasion="newyear")
    await opens_case(school.pedagogue, 1)
    school.pedagogue.sees("Құжат керек емес", buttons=["Құжаттары толық"])
    school.pedagogue.sees_not(buttons=["Құжат жетпейді"])
    await school.pedagogue.taps("Құжаттар · файл: 0")
    school.pedagogue.sees("Құжат керек емес")


async def test_a_reason_for_a_case_that_has_moved_on_is_not_kept(telegram: World, school: Staff) -> None:
    number = await applied(telegram, school.parent, school.children[0])
    pedagogue = school.pedagogue
    await opens_case(pedagogue, 1)
    await pedagogue.taps("Қайтару…")
    await presses(pedagogue, ReturnCase(application_id=number, mark=1, question="phone", reason="nonsense"))
    assert await state_of(telegram, number) is State.NEW
    await pedagogue.taps("Қайтару…")
    await pedagogue.taps("Телефон")

    def moves(desk: Desk) -> None:
        take_step(desk, desk.applications.get(number), Step.PAPERS_COMPLETE)

    await as_person(telegram, school.parent, moves)
    await pedagogue.sends("Нөмір қате")
    pedagogue.sees("⚠️", "ескірген", "шешім шығаруға дайын")
    assert await state_of(telegram, number) is State.READY


async def test_many_that_are_due_are_one_word(telegram: World, school: Staff) -> None:
    for child in school.pupils_of("8А")[:8]:
        await entered(telegram, school.pedagogue, child)
    await telegram.clock.passes(days=7)
    school.pedagogue.sees("бүгін: 8", "№ 6", "… тағы: 2", buttons=["Мерзімі жақындар"])
    await school.pedagogue.taps("Мерзімі жақындар")
    school.pedagogue.sees("Мерзімі бүгін немесе ертең: 8", buttons=["⏳ № 1"])
