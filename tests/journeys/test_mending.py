"""What happens after sending: mending what came back, correcting, withdrawing, and what the office says to it."""

from datetime import UTC, date, datetime

import pytest

from bot.core.applications.application import RequestState, State, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import mark_on, papers_complete, take_step
from bot.core.applications.requests import accept_request, open_requests, refuse_request, request_view
from bot.core.applications.telling import tell_applicant, untell
from bot.core.errors import Outdated
from bot.core.ports import Desk
from bot.handlers.addresses.applying import AskWithdrawal, MendAnswer, TakeBackRequest, Withdraw
from tests.conftest import Staff
from tests.driver import Person, World
from tests.journeys.applying import (
    application,
    applied,
    asks,
    does,
    granted,
    history,
    on_desk,
    opens,
    presses,
    returned,
)

PHONE_REASON = "Телефоныңызды тексеріңізші, нөмір жауап бермейді"


async def sent(telegram: World, school: Staff, **answers: str) -> int:
    """An application of the parent's first child; the pedagogue knows of it."""
    one = await applied(telegram, school.parent, school.children[0], **answers)
    school.pedagogue.sees("Жаңа өтініш келді")
    return one


async def opens_case(parent: Person, number: int = 1) -> None:
    await parent.sends("/menu")
    await parent.taps("Менің өтініштерім")
    await parent.taps(f"№ {number}")


async def only_request(telegram: World, pedagogue: Person) -> int:
    (view,) = await asks(telegram, pedagogue, open_requests)
    return view.request.id


async def test_what_came_back_opens_at_the_very_answer(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await telegram.clock.passes(days=2)
    await returned(telegram, pedagogue, one, "phone", PHONE_REASON, "Телефон")
    parent.sees("№ 1", "Сұрақ: Телефон", f"Себебі: {PHONE_REASON}", buttons=["✏️ Түзету"])
    await parent.taps("✏️ Түзету")
    parent.sees("Сізге қай нөмірмен", PHONE_REASON, "+7 700 000 00 01")
    await parent.sends("8 701 222 33 44")
    parent.sees("тексеріңіз", "Телефон: +7 701 222 33 44 (бұрын: +7 700 000 00 01)")
    parent.sees_not("Түзету себебі")
    await parent.taps("✅ Жіберу")
    parent.sees("Түзетілген өтініш жіберілді", "№ 1", "16.09.2026")
    pedagogue.sees("түзетілді, мерзімі қайта басталды", "№ 1")
    now = await application(telegram, one)
    assert (now.state, now.revision, now.number) == (State.NEW, 2, 1)
    assert now.due_on == date(2026, 9, 16)
    assert now.answers["phone"] == "+7 701 222 33 44"
    assert await history(telegram, one) == [Step.REGISTERED, Step.RETURNED, Step.MENDED]
    await parent.taps("Өтінішті ашу")
    await parent.taps("Тарихы")
    parent.sees("түзетуге қайтарылды", PHONE_REASON[:40], "қайта жіберілді")


async def test_the_case_shows_why_it_came_back_while_the_clock_stands(telegram: World, school: Staff) -> None:
    parent = school.parent
    one = await sent(telegram, school)
    await returned(telegram, school.pedagogue, one, "", "Жауаптарыңызды тағы бір қарап шығыңыз")
    parent.sees("тағы бір қарап")
    await opens_case(parent)
    parent.sees("түзету керек", "Себебі: Жауаптарыңызды", "мерзім тоқтап тұрады", buttons=["✏️ Түзету"])
    parent.sees_not("соңғы күні")
    await parent.taps("✏️ Түзету")
    parent.sees("Жауаптарыңызды тағы бір қарап шығыңыз", "тексеріңіз", buttons=["✅ Жіберу"])
    await parent.taps("АӘК анықтамасы")
    await parent.taps("Кейін әкелемін")
    await parent.taps("✅ Жіберу")
    parent.sees("жіберілді", "Әлі керек: АӘК анықтамасы")
    school.pedagogue.sees("түзетілді")
    assert (await application(telegram, one)).state is State.PAPERS_MISSING


async def test_the_new_term_runs_over_the_days_off(telegram: World, school: Staff) -> None:
    parent = school.parent
    one = await sent(telegram, school)
    await returned(telegram, school.pedagogue, one, "", "Қараңыз")
    parent.sees("Қараңыз")
    await telegram.clock.moves_to(datetime(2026, 12, 30, 5, tzinfo=UTC))
    await opens_case(parent)
    await parent.taps("✏️ Түзету")
    await parent.taps("✅ Жіберу")
    # 1, 2 and 7 January are days off, and 4 January in the place of Saturday the 2nd.
    parent.sees("11.01.2027")
    school.pedagogue.sees("түзетілді")


async def test_an_old_button_of_a_return_opens_what_is_true_now(telegram: World, school: Staff) -> None:
    parent = school.parent
    one = await sent(telegram, school)
    await returned(telegram, school.pedagogue, one, "phone", PHONE_REASON)
    parent.sees("№ 1")
    old = MendAnswer(application_id=one, key="phone")

    def withdrawn(desk: Desk) -> None:
        back = desk.applications.history(one)[-1]
        desk.applications.undo(back.id, desk.moment)
        untell(desk, desk.applications.get(one), back.id, opens)

    await does(telegram, school.pedagogue, withdrawn)
    parent.sees("қате кетті")
    await presses(parent, old)
    parent.sees("Сізге қай нөмірмен")
    parent.sees_toast("сұрау болып барады")
    await does(telegram, school.pedagogue, lambda desk: desk.applications.set_category(one, "1"))

    def refused(desk: Desk) -> None:
        papers_complete(desk, one, mark_on(desk, one), opens)

    await does(telegram, school.pedagogue, refused)
    parent.sees("Құжаттарыңыз толық")
    await presses(parent, old)
    parent.sees("Сізге қай нөмірмен")


async def corrects_phone(parent: Person, phone: str = "8 701 222 33 44", reason: str = "") -> None:
    await opens_case(parent)
    await parent.taps("✏️ Түзету")
    parent.sees_toast("сұрау болып барады")
    await parent.taps("Телефон")
    await parent.sends(phone)
    if reason:
        await parent.taps("Түзету себебі")
        await parent.sends(reason)
    await parent.taps("✅ Жіберу")


async def test_a_correction_is_asked_for_and_shows_its_difference(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await opens_case(parent)
    await parent.taps("✏️ Түзету")
    await parent.taps("✅ Жіберу")
    parent.sees_toast("Ештеңе өзгерген жоқ")
    await parent.taps("Телефон")
    await parent.sends("8 701 222 33 44")
    parent.sees("Телефон: +7 701 222 33 44 (бұрын: +7 700 000 00 01)")
    await parent.taps("Түзету себебі")
    await parent.sends("Нөмірім ауысты")
    await parent.taps("✅ Жіберу")
    parent.sees("Түзету туралы сұрауыңыз жіберілді", "бұрынғы қалпында")
    pedagogue.sees("түзетуді сұрайды", "№ 1")
    assert (await application(telegram, one)).answers["phone"] == "+7 700 000 00 01"
    view = await asks(telegram, pedagogue, lambda desk: open_requests(desk)[0])
    assert [(change.key, change.old, change.new) for change in view.changes] == [
        ("phone", "+7 700 000 00 01", "+7 701 222 33 44")
    ]
    assert view.request.reason == "Нөмірім ауысты"
    await parent.taps("Өтінішті ашу")
    parent.sees("жауап күтіп тұр", buttons=["↶ Сұрауды тоқтату"])
    parent.sees_not(buttons=["Кері алу", "✏️ Түзету"])
    await presses(parent, MendAnswer(application_id=one))
    parent.sees_toast("жауап әлі келген жоқ")

    await does(telegram, pedagogue, accept_request, view.request.id, opens)
    parent.sees("түзетулеріңіз өтінішке енгізілді", "№ 1")
    now = await application(telegram, one)
    assert (now.answers["phone"], now.revision, now.due_on) == ("+7 701 222 33 44", 2, date(2026, 9, 14))
    assert "change_reason" not in now.answers
    with pytest.raises(Outdated):
        await does(telegram, pedagogue, accept_request, view.request.id, opens)


async def test_a_correction_is_refused_with_its_reason_only(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await corrects_phone(parent)
    parent.sees("жіберілді")
    pedagogue.sees("түзетуді сұрайды")
    request = await only_request(telegram, pedagogue)
    with pytest.raises(Exception, match="no_reason"):
        await does(telegram, pedagogue, refuse_request, request, "  ", opens)
    await does(telegram, pedagogue, refuse_request, request, "Бұл нөмір басқа адамдікі", opens)
    parent.sees("Сұрауыңыз орындалмады", "Себебі: Бұл нөмір басқа адамдікі")
    assert (await application(telegram, one)).answers["phone"] == "+7 700 000 00 01"
    await opens_case(parent)
    parent.sees(buttons=["✏️ Түзету", "Кері алу"])
    await parent.taps("Тарихы")
    parent.sees("түзету сұрауы орындалмады", "Бұл нөмір басқа адамдікі", "түзетуді сұрадыңыз")


async def test_a_request_can_be_taken_back(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await telegram.clock.moves_to(datetime(2026, 9, 7, 17, tzinfo=UTC))
    await corrects_phone(parent)
    parent.sees("жіберілді")
    request = await only_request(telegram, pedagogue)
    await parent.taps("Өтінішті ашу")
    await parent.taps("↶ Сұрауды тоқтату")
    parent.sees(buttons=["✏️ Түзету", "Кері алу"])
    await presses(parent, TakeBackRequest(request_id=request))
    parent.sees(buttons=["✏️ Түзету"])
    await school.other_parent.sends("/menu")
    await presses(school.other_parent, TakeBackRequest(request_id=request))
    school.other_parent.sees_toast("больше нет")
    school.other_parent.reads_all()
    await telegram.clock.passes(days=1)
    assert not pedagogue.unread
    assert await asks(telegram, pedagogue, open_requests) == ()
    assert (await history(telegram, one))[-1] is Step.REQUEST_TAKEN_BACK
    view = await asks(telegram, pedagogue, lambda desk: request_view(desk, request))
    assert view.request.state is RequestState.TAKEN_BACK
    with pytest.raises(Outdated):
        await does(telegram, pedagogue, accept_request, request, opens)


async def test_withdrawn_with_a_tap_or_in_own_words(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await opens_case(parent)
    await parent.taps("↩ Кері алу")
    parent.sees("неге кері аласыз", buttons=["Жағдайымыз өзгерді", "Қате берілді"])
    await parent.sends("б" * 500)
    parent.sees("неге кері аласыз")
    await parent.sends("Басқа қалаға көшіп барамыз")
    parent.sees("Кері алу туралы сұрауыңыз жауап күтіп тұр")
    pedagogue.sees("кері алуды сұрайды")
    await presses(parent, Withdraw(application_id=one, reason="mistake"))
    parent.sees("жауап күтіп тұр")
    await presses(parent, Withdraw(application_id=one, reason="whatever"))
    parent.sees("жауап күтіп тұр")
    request = await only_request(telegram, pedagogue)
    await does(telegram, pedagogue, accept_request, request, opens)
    parent.sees("Өтінішіңіз кері алынды")
    assert (await application(telegram, one)).state is State.WITHDRAWN
    await opens_case(parent)
    parent.sees("кері алынды")
    parent.sees_not(buttons=["Кері алу", "✏️ Түзету"])
    await presses(parent, Withdraw(application_id=one, reason="mistake"))
    parent.sees_toast("ескірген")
    again = await applied(telegram, parent, school.children[0])
    pedagogue.sees("Жаңа өтініш келді", "№ 2")
    assert again != one


async def test_a_correction_that_waits_comes_first(telegram: World, school: Staff) -> None:
    parent = school.parent
    one = await sent(telegram, school)
    await corrects_phone(parent)
    parent.sees("жіберілді")
    school.pedagogue.sees("түзетуді сұрайды")
    await presses(parent, Withdraw(application_id=one, reason="mistake"))
    parent.sees_toast("жауап әлі келген жоқ")
    await returned(telegram, school.pedagogue, one, "", "Қараңыз")
    parent.sees("Қараңыз")
    await parent.taps("✏️ Түзету")
    await parent.taps("✅ Жіберу")
    parent.sees("жіберілді")
    school.pedagogue.sees("түзетілді")
    assert await asks(telegram, school.pedagogue, open_requests) == ()


async def test_what_was_granted_ends_when_it_is_withdrawn(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await granted(telegram, pedagogue, one, date(2026, 9, 7))
    await telegram.clock.passes(days=30)
    await opens_case(parent)
    parent.sees("мақұлданды", "Күшінде: 07.09.2026 бастап")
    await parent.taps("↩ Кері алу")
    parent.sees("көмек сол күннен тоқтайды")
    await parent.taps("Жағдайымыз өзгерді")
    parent.sees("жауап күтіп тұр")
    pedagogue.sees("кері алуды сұрайды")
    await does(telegram, pedagogue, accept_request, await only_request(telegram, pedagogue), opens)
    parent.sees("кері алынды")
    decisions = await on_desk(telegram, lambda desk: desk.decisions.of_application(one))
    assert [(made.ruling, made.since) for made in decisions] == [
        (Ruling.GRANT, date(2026, 9, 7)),
        (Ruling.END, date(2026, 10, 7)),
    ]
    assert decisions[-1].reason == "Жағдайымыз өзгерді"
    assert (await application(telegram, one)).state is State.WITHDRAWN


async def test_correcting_what_was_granted_leaves_its_category_to_a_decision(
    telegram: World, school: Staff
) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await granted(telegram, pedagogue, one, date(2026, 9, 7))
    await opens_case(parent)
    await parent.taps("✏️ Түзету")
    await parent.taps("Санат")
    await parent.taps("Төтенше жағдай")
    await parent.sends("Үйіміз су астында қалды")
    await parent.taps("Кейін әкелемін")
    parent.sees("Төтенше жағдай (бұрын: АӘК алатын отбасы)")
    await parent.taps("✅ Жіберу")
    parent.sees("жіберілді")
    pedagogue.sees("түзетуді сұрайды")
    await does(telegram, pedagogue, accept_request, await only_request(telegram, pedagogue), opens)
    parent.sees("енгізілді")
    now = await application(telegram, one)
    assert (now.state, now.category, now.answers["category"]) == (State.GRANTED, "1", "4")


async def test_a_decision_and_its_reason_reach_the_parent_once(telegram: World, school: Staff) -> None:
    parent = school.parent
    one = await sent(telegram, school)
    await telegram.clock.moves_to(datetime(2026, 9, 7, 17, tzinfo=UTC))

    def refuse(desk: Desk) -> None:
        found = desk.applications.get(one)
        tell_applicant(desk, found, "telling.refused", opens, reason="Табыс шегінен жоғары")
        tell_applicant(desk, found, "telling.refused", opens, reason="Табыс шегінен жоғары")

    await does(telegram, school.pedagogue, refuse)
    assert not parent.unread
    await telegram.clock.moves_to(datetime(2026, 9, 8, 4, tzinfo=UTC))
    parent.sees("бас тартылды", "Себебі: Табыс шегінен жоғары", buttons=["Өтінішті ашу"])
    assert not parent.unread
    await parent.taps("Өтінішті ашу")
    parent.sees("№ 1")


async def test_old_buttons_after_a_refusal_show_the_case(telegram: World, school: Staff) -> None:
    parent, pedagogue = school.parent, school.pedagogue
    one = await sent(telegram, school)
    await opens_case(parent)
    await parent.taps("↩ Кері алу")
    parent.sees("неге кері аласыз")

    def refuse(desk: Desk) -> None:
        take_step(desk, desk.applications.get(one), Step.PAPERS_COMPLETE)
        found = desk.applications.get(one)
        decide(desk, found, Ruling.REFUSE, "Табысы жоғары", "1", desk.today, None, {})

    await does(telegram, pedagogue, refuse)
    await parent.sends("Керек емес")
    parent.sees("бас тартылды", "Себебі: Табысы жоғары", "ескірген")
    for old in (MendAnswer(application_id=one, key="phone"), AskWithdrawal(application_id=one)):
        await presses(parent, old)
        parent.sees_toast("ескірген")
        parent.sees("бас тартылды", "Себебі: Табысы жоғары")
