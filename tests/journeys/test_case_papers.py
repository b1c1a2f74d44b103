"""Papers about applications, sittings and orders: made in the chat, numbered by their records, for the right people."""

from dataclasses import replace

import pytest

from bot.core.applications.application import Source, State
from bot.core.applications.decision import OrderKind, Ruling
from bot.core.councils.council import Sitting, SittingState
from bot.core.ports import Desk
from bot.handlers.addresses.case_papers import MakeCasePaper, OpenCasePaper
from tests.conftest import Staff
from tests.driver import World
from tests.driver.persons import Person, ShownButton
from tests.journeys.planted_cases import applied, council, decided, ordered, pupil_of, sat
from tests.journeys.reports import in_office
from tests.journeys.test_papers import audited, changed, forget_that_it_was_sent, next_update_was_taken_in

AID = {"amount": "46228", "source": "«Береке» қоры"}
GIFTS = {"source": "«Береке» қоры", "things": "күртеше; етік", "amount": "38500"}
CAMP = {"camp": "«Балауса»", "shift": "02–13.06.2027"}


async def opens(person: Person, paper: str, subject: int) -> None:
    """As the button of another conversation leads there."""
    await person.sends("/start")
    person.reads_all()
    await presses(person, OpenCasePaper(paper=paper, subject=subject).pack())


async def presses(person: Person, address: str) -> None:
    message = next(
        one for one in reversed(person.phone.messages) if not one.content.files and one.sender.is_bot
    )
    await person.taps_again(ShownButton(message.id, "", address))


def made(paper: str, subject: int, key: str = "", file: str = "docx", language: str = "kk") -> str:
    address = MakeCasePaper(paper=paper, subject=subject, key=key, names=True, language=language, format=file)
    return address.pack()


async def takes(person: Person, label: str, name: str = ".docx") -> str:
    await person.taps(label)
    file = person.receives_file(name)
    assert file.protected
    return file.text


async def of_parent(telegram: World, parent: Person, service: str = "meals", **answers: str) -> int:
    """An application that the parent sent in the chat for the first of their children."""

    def plant(desk: Desk) -> int:
        person = desk.people.by_telegram(parent.id)
        assert person is not None
        child = min(person.children)
        new = applied(desk, child, service, answers=answers, applicant=person.id, source=Source.CHAT)
        return new.id

    return await in_office(telegram, plant)


async def of_pupil(telegram: World, service: str = "meals", place: int = 0, **details: str) -> int:
    """An application for a pupil of 7Ә; with details it is granted."""

    def plant(desk: Desk) -> int:
        new = applied(desk, pupil_of(desk, "7Ә", place).id, service)
        if details:
            decided(desk, new, details=details, order_id=ordered(desk, service).id)
        return new.id

    return await in_office(telegram, plant)


async def test_an_application_comes_ready_to_sign(telegram: World, school: Staff) -> None:
    application = await of_pupil(telegram)
    pedagogue, child = school.pedagogue, school.pupils_of("7Ә")[0]
    await opens(pedagogue, "application", application)
    pedagogue.sees("Өтініш № 1", child, buttons=["ҚАЗ · Word", "ОРЫС · Word"])
    pedagogue.sees_not(buttons=["Excel", "Ата-анаға хабарлама", "Чектер"])
    text = await takes(pedagogue, "ҚАЗ · Word", "Өтініш № 1")
    for part in ("ӨТІНІШ № 1", "Ерғалиева Зере Ерланқызы", "мектеп енгізді (қағаз өтініш)", child, "№ 94-V"):
        assert part in text
    pedagogue.sees("Өтініш № 1 дайын")
    assert await in_office(telegram, lambda desk: audited(desk, "issue_paper")) == ["paper:2026/1"]
    assert (
        await in_office(telegram, lambda desk: len(desk.papers.issued_about(f"application:{application}")))
        == 1
    )


async def test_a_parent_takes_their_own_papers_and_nobody_elses(telegram: World, school: Staff) -> None:
    parent = school.parent
    own = await of_parent(telegram, parent, "camp")
    foreign = await of_pupil(telegram, place=3)
    await opens(parent, "notice", own)
    parent.sees_toast("шешім")
    await opens(parent, "application", own)
    parent.sees(school.children[0])
    await takes(parent, "ҚАЗ · Word")
    await in_office(telegram, lambda desk: decided(desk, desk.applications.get(own), details=CAMP))
    await parent.taps("Артқа")
    await opens(parent, "application", own)
    parent.sees(buttons=["Ата-анаға хабарлама", "Лагерьге жолдама"])
    await parent.taps("Лагерьге жолдама")
    voucher = await takes(parent, "ОРЫС · Word")
    assert "НАПРАВЛЕНИЕ № 1" in voucher
    assert "«Балауса»" in voucher
    await parent.taps(
        "Уведомление родителю" if "Уведомление" in str(parent.buttons) else "Ата-анаға хабарлама"
    )
    assert "ӨТІНІШІҢІЗ ҚАНАҒАТТАНДЫРЫЛДЫ" in await takes(parent, "ҚАЗ · Word")
    files = len([one for one in parent.phone.messages if one.content.files])
    for stranger in (parent, school.other_parent, school.stranger):
        await opens(stranger, "application", foreign)
        stranger.sees_not(school.pupils_of("7Ә")[3])
        await presses(stranger, made("application", foreign))
    assert len([one for one in parent.phone.messages if one.content.files]) == files
    await opens(school.other_parent, "application", own)
    await presses(school.other_parent, made("voucher", own))
    assert not any(one.content.files for one in school.other_parent.phone.messages)
    taken = await in_office(telegram, lambda desk: audited(desk, "issue_paper"))
    assert taken == [f"paper:2026/{number}" for number in (1, 2, 3)]


async def test_papers_for_the_office_are_not_the_parents(telegram: World, school: Staff) -> None:
    parent = school.parent
    own = await of_parent(telegram, parent, "aid")
    await in_office(telegram, lambda desk: decided(desk, desk.applications.get(own), details=AID))
    await opens(parent, "application", own)
    parent.sees_not(buttons=["Чектер парағы", "Қабылдау-тапсыру актісі"])
    await presses(parent, made("receipts_sheet", own))
    parent.sees_toast("құжат")
    assert not any(one.content.files for one in parent.phone.messages)


async def test_a_teacher_prints_what_they_took_in_and_nothing_else(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    of_the_office = await of_pupil(telegram)

    def taken_in(desk: Desk) -> int:
        person = desk.people.by_telegram(teacher.id)
        assert person is not None
        pupil = pupil_of(desk, "7Ә", 5)
        new = applied(desk, pupil.id)
        assert isinstance(new.id, int)
        desk.connection.exec_driver_sql(  # type: ignore[attr-defined]
            "UPDATE application SET entered_by = ? WHERE id = ?", (person.id, new.id)
        )
        return new.id

    own = await in_office(telegram, taken_in)
    await opens(teacher, "application", of_the_office)
    teacher.sees_toast("не открыт")
    await opens(teacher, "application", own)
    assert "ЗАЯВЛЕНИЕ № 2" in await takes(teacher, "РУС · Word")
    for address in (made("protocol", 1), made("order", 1), made("application_register", 2026, "meals")):
        await presses(teacher, address)
    assert len(await in_office(telegram, lambda desk: audited(desk, "issue_paper"))) == 1


async def test_aid_has_its_sheet_of_receipts_and_gifts_their_act(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    aid = await of_pupil(telegram, "aid", 0, **AID)
    gifts = await of_pupil(telegram, "sponsor", 1, **GIFTS)
    await opens(pedagogue, "receipts_sheet", aid)
    sheet = await takes(pedagogue, "ҚАЗ · Word")
    assert "46\xa0228 теңге" in sheet
    assert "директордың 07.09.2026 ж. № 1 бұйрығы" in sheet
    await opens(pedagogue, "handover_act", gifts)
    act = await takes(pedagogue, "ҚАЗ · Word")
    assert "ҚАБЫЛДАУ-ТАПСЫРУ АКТІСІ № 1" in act
    assert "2\tетік" in act
    await opens(pedagogue, "voucher", gifts)
    pedagogue.sees_toast("құжат")
    await opens(pedagogue, "receipts_sheet", gifts)
    pedagogue.sees_toast("құжат")


async def test_a_refusal_comes_with_its_reason_and_a_change_with_both(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue
    refused, changed = await of_pupil(telegram, place=0), await of_pupil(telegram, place=1)

    def decide(desk: Desk) -> None:
        decided(desk, desk.applications.get(refused), Ruling.REFUSE, reason="анықтама жоқ")
        decided(desk, desk.applications.get(changed))
        decided(desk, desk.applications.get(changed), Ruling.END, reason="көшіп кетті")

    await in_office(telegram, decide)
    await opens(pedagogue, "notice", refused)
    text = await takes(pedagogue, "ҚАЗ · Word")
    assert "БАС ТАРТЫЛДЫ" in text
    assert "анықтама жоқ" in text
    assert "шағым" in text
    await opens(pedagogue, "notice", changed)
    assert "ТОҚТАТЫЛДЫ" in await takes(pedagogue, "ҚАЗ · Word")
    await opens(pedagogue, "handover_act", changed)
    pedagogue.sees_toast("құжат")


async def test_the_protocol_says_who_was_there_and_what_was_decided(telegram: World, school: Staff) -> None:
    pedagogue = school.pedagogue

    def hold(desk: Desk) -> tuple[int, int]:
        cases = tuple(applied(desk, pupil_of(desk, "7Ә", place).id, category="5") for place in range(3))
        return sat(desk, cases, refused=(cases[2].id,)).id, cases[0].id

    sitting, application = await in_office(telegram, hold)
    await opens(pedagogue, "protocol", sitting)
    pedagogue.sees("Кеңес хаттамасы № 1")
    text = await takes(pedagogue, "ҚАЗ · Word", "Хаттама № 1")
    for part in (
        "ХАТТАМА № 1",
        "Төраға: Мүше1 Әли",
        "Қатысқандар: 8",
        "Қатыспағандар: 1",
        "ТЫҢДАЛДЫ:",
        "СӨЙЛЕДІ:",
        "ШЕШІМ: өтініштер қанағаттандырылсын: 2; бас тартылсын: 1; кейінге қалдырылсын: 0.",
        "7\t0\t1",
    ):
        assert part in text
    assert "ЖОБА" not in text
    await opens(pedagogue, "notice", application)
    assert "07.09.2026 ж. № 1 хаттамасы" in await takes(pedagogue, "ҚАЗ · Word")
    director = school.director
    await opens(director, "protocol", sitting)
    assert "ХАТТАМА № 1" in await takes(director, "ҚАЗ · Word")
    psychologist = school.psychologist
    await opens(psychologist, "protocol", sitting)
    psychologist.sees_toast("ашық емес")


async def test_before_the_sitting_the_protocol_is_a_draft(telegram: World, school: Staff) -> None:
    def plan(desk: Desk) -> int:
        council(desk)
        new = Sitting(0, desk.schools.get().year, desk.moment, "кітапхана", SittingState.PLANNED)
        sitting = desk.councils.plan(new)
        for place, ruling in enumerate((Ruling.GRANT, None)):
            case = applied(desk, pupil_of(desk, "7Ә", place).id, "aid", state=State.ON_AGENDA)
            item = desk.councils.put_item(sitting, case.id)
            desk.councils.change_item(replace(item, ruling=ruling, details=AID if ruling else {}))
        return sitting

    sitting = await in_office(telegram, plan)
    await opens(school.pedagogue, "protocol", sitting)
    text = await takes(school.pedagogue, "ҚАЗ · Word")
    assert "ЖОБА" in text
    assert "Қатыспағандар: 9" in text
    assert "берілсін: 46\xa0228 теңге; «Береке» қоры" in text
    assert "кейінге қалдырылсын" in text


async def test_orders_have_the_list_and_those_of_the_year_their_own_form(
    telegram: World, school: Staff
) -> None:
    pedagogue = school.pedagogue

    def make(desk: Desk) -> tuple[int, int]:
        cases = [applied(desk, pupil_of(desk, "7Ә", place).id) for place in range(3)]
        first = ordered(desk, "meals", book="12-н/қ")
        for case in cases[:2]:
            decided(desk, case, order_id=first.id)
        second = ordered(desk, "meals", OrderKind.CHANGES)
        decided(desk, cases[0], Ruling.END, reason="көшіп кетті", order_id=second.id)
        decided(desk, cases[1], Ruling.CHANGE, category="1", order_id=second.id)
        decided(desk, cases[2], order_id=second.id)
        return first.id, second.id

    first, second = await in_office(telegram, make)
    await opens(pedagogue, "order", first)
    pedagogue.sees("Бұйрық № 12-н/қ")
    text = await takes(pedagogue, "ҚАЗ · Word")
    assert "БҰЙРЫҚ № 12-н/қ" in text
    assert "Оқушылар саны: 2." in text
    assert "№ 158" in text
    await opens(pedagogue, "order", second)
    pedagogue.sees("Өзгерістер бұйрығы № 2")
    text = await takes(pedagogue, "ҚАЗ · Word")
    assert "Тізімге енгізілді: 1; тізімнен шығарылды: 1; өзгертілді: 1." in text
    assert "2 → 1" in text
    await presses(pedagogue, made("order", second))
    pedagogue.sees_toast("жазба")
    await pedagogue.taps("Артқа")


@pytest.mark.parametrize(
    "address",
    [
        "cpo:nonsense:1",
        "cpo:school_passport:1",
        "cpo:application:999",
        "cpm:application:999::1:kk:docx",
        "cpm:nonsense:1::1:kk:docx",
        "cpm:application:1::1:kk:odt",
        "cpm:application:1::1:ky:docx",
        "cpm:application:1::1:kk:xlsx",
        "cpm:protocol:77::1:kk:docx",
        "cpm:monthly_list:202613:meals:1:kk:docx",
        "cpm:monthly_list:202610:camp:1:kk:docx",
        "cpm:beneficiaries:0:meals.9:1:kk:docx",
        "cpm:application_register:1999:meals:1:kk:docx",
        "cpm:application_register:2026:kg_meals:1:kk:docx",
        "cpm:aid_totals:1999::0:kk:docx",
    ],
)
async def test_what_there_is_not_is_said_and_takes_no_number(
    telegram: World, school: Staff, address: str
) -> None:
    await of_pupil(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    pedagogue.reads_all()
    await presses(pedagogue, address)
    assert pedagogue.phone.toasts[-1]
    assert await in_office(telegram, lambda desk: audited(desk, "issue_paper")) == []


async def test_a_paper_is_sent_once_however_often_the_tap_arrives(telegram: World, school: Staff) -> None:
    application = await of_pupil(telegram)
    pedagogue = school.pedagogue
    await opens(pedagogue, "application", application)
    telegram.server.deliver_twice(updates=1, copies=3)
    await takes(pedagogue, "ҚАЗ · Word")
    make = next(one for one in pedagogue.shown_buttons if one.label == "ҚАЗ · Word")
    await next_update_was_taken_in(telegram)
    await pedagogue.taps_again(make)
    pedagogue.sees("Өтініш № 1 дайын")
    assert not pedagogue.unread
    await in_office(telegram, forget_that_it_was_sent)
    await next_update_was_taken_in(telegram)
    await pedagogue.taps_again(make)
    pedagogue.receives_file(".docx")


async def test_without_libreoffice_there_is_no_pdf(
    telegram: World, school: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    application = await of_pupil(telegram)
    pedagogue = school.pedagogue
    await opens(pedagogue, "application", application)
    pedagogue.sees_not(buttons=["PDF"])
    await presses(pedagogue, made("application", application, file="pdf"))
    pedagogue.sees("⚠️", "Word", buttons=["ҚАЗ · Word"])
    await presses(pedagogue, made("aid_totals", 2026, file="pdf"))
    pedagogue.sees("⚠️", buttons=["ҚАЗ · Word"])


async def test_the_school_prints_on_its_own_form(telegram: World, school: Staff) -> None:
    application = await of_pupil(telegram)
    pedagogue = school.pedagogue
    await pedagogue.sends("/start")
    await pedagogue.taps("Құжаттар")
    await pedagogue.taps("Word үлгілері")
    await pedagogue.taps("Өтініш · ҚАЗ")
    pedagogue.sees("бағдарламаның үлгісі")
    await pedagogue.taps("Үлгіні алу")
    form = pedagogue.receives_file("application.kk.docx").bytes
    await pedagogue.sends_file(changed(form, "№ {{ case_number }} өз үлгіміз"), "application.kk.docx")
    pedagogue.sees("мектептің өз үлгісі", buttons=["Бағдарлама үлгісіне қайту"])
    await pedagogue.taps("Артқа")
    await pedagogue.taps("▶")
    pedagogue.sees(buttons=["Журнал · ҚАЗ"])
    await opens(pedagogue, "application", application)
    assert "№ 1 өз үлгіміз" in await takes(pedagogue, "ҚАЗ · Word")
