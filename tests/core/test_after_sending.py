"""The rules after sending: what is told, what is asked for, and what the parent sees of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.access import NotAllowed
from bot.core.applications.application import (
    STEPS,
    Application,
    ChangeRequest,
    Event,
    RequestKind,
    Source,
    State,
    Step,
)
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.form import application_form
from bot.core.applications.handling import take_step
from bot.core.applications.mine import choice, my_case, not_done_with, receipt
from bot.core.applications.registering import register
from bot.core.applications.requests import (
    accept_request,
    ask_why,
    ask_withdrawal,
    open_requests,
    refuse_request,
    request_view,
    take_back_request,
)
from bot.core.applications.telling import (
    BUTTONS,
    LINES,
    NEEDS_REASON,
    TOLD,
    NoReason,
    untell,
)
from bot.core.councils.council import Sitting, SittingState
from bot.core.councils.sittings import put_on_agenda
from bot.core.errors import NotFound, Outdated
from bot.core.ports import Desk
from bot.handlers.doors import DOORS
from bot.handlers.my_cases_screens import case_screen, cases_screen, history_screen
from bot.storage.desk import SqlDesk
from bot.texts import LANGUAGES, Words
from tests.core.applications import (
    DIRECTOR,
    MEALS,
    PEDAGOGUE,
    newest,
    sent,
    tells,
)
from tests.core.office import OfficeOfTests
from tests.journeys.applying import ANSWERS

# --- what is told --------------------------------------------------------------------------------------------

EVERYTHING: dict[str, object] = {
    "about": "Мекенжай", "reason": "с" * 300, "papers": "қағаз " * 8, "day": date(2026, 9, 7),
    "since": date(2026, 9, 7), "until": "25.05.2027",
}  # fmt: skip
# What the applicant hears of each step; a step of their own they see at once.
HEARD: dict[Step, str] = {
    Step.PAPERS_COMPLETE: "telling.papers_complete",
    Step.PAPERS_MISSING: "telling.papers_missing",
    Step.RETURNED: "telling.returned",
    Step.ON_AGENDA: "telling.on_agenda",
    Step.OFF_AGENDA: "telling.off_agenda",
    Step.GRANTED: "telling.granted",
    Step.REFUSED: "telling.refused",
    Step.CHANGED: "telling.changed",
    Step.ENDED: "telling.ended",
    Step.REQUEST_REFUSED: "telling.request_refused",
    Step.CORRECTED: "telling.corrected",
    Step.WITHDRAWN: "telling.withdrawn",
}
OWN_STEPS = {
    Step.REGISTERED, Step.MENDED, Step.PAPER_ADDED, Step.REQUESTED, Step.REQUEST_TAKEN_BACK,
}  # fmt: skip
ABOUT_REQUESTS = {Step.REQUESTED, Step.REQUEST_REFUSED, Step.REQUEST_TAKEN_BACK}
SILENT = {Step.NOTE, Step.ORIGINAL_SHOWN, Step.RECEIPTS}


def test_every_step_is_told_or_is_the_applicant_s_own() -> None:
    assert HEARD.keys() | OWN_STEPS | SILENT == set(Step)
    assert set(HEARD.values()) <= TOLD.keys()
    moves = {step for step, (_, after) in STEPS.items() if after is not None}
    assert moves <= HEARD.keys() | OWN_STEPS
    assert TOLD.keys() >= NEEDS_REASON


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(TOLD))
def test_each_word_fits_on_a_phone(key: str, language: str) -> None:
    words = Words(language)
    which = words("telling.which", service=words("aid.title"), number=1234, child="Мұхаммедәли-Ибраһим")
    more = "\n".join(words(f"telling.line.{one}", **{one: EVERYTHING[one]}) for one in LINES)
    assert which in words(key, which=which, more=more)
    assert len(words(key, which=which, more=more)) <= 900
    assert len(words(BUTTONS.get(key, "telling.open"))) <= 28


async def letters(office: OfficeOfTests) -> list[str]:
    """The marks of all that is told to applicants and still lies there."""

    def look(desk: Desk) -> list[str]:
        return sorted(desk.outbox.marks("told:"))

    return await office.sees(PEDAGOGUE, look)


@pytest.mark.parametrize("key", sorted(TOLD))
async def test_it_is_told_once_and_never_without_its_reason(
    office: OfficeOfTests, mother: int, child: int, key: str
) -> None:
    one = await sent(office, mother, child)
    if key in NEEDS_REASON:
        with pytest.raises(NoReason):
            await tells(office, one, key, **(EVERYTHING | {"reason": " \n"}))
    for word in TOLD[key]:
        without = {name: said for name, said in EVERYTHING.items() if name != word}
        with pytest.raises(ValueError, match=word):
            await tells(office, one, key, **without)
    assert await tells(office, one, key, **EVERYTHING)
    assert not await tells(office, one, key, **EVERYTHING)
    assert len(await letters(office)) == 1


async def test_somebody_without_telegram_is_not_written_to(office: OfficeOfTests, child: int) -> None:
    def enter(desk: Desk) -> None:
        register(desk, MEALS, child, ANSWERS, Source.PAPER, None)

    await office.does(PEDAGOGUE, enter)
    one = await office.sees(PEDAGOGUE, newest)
    assert not await tells(office, one, "telling.granted", since=date(2026, 9, 7))
    await office.does(PEDAGOGUE, lambda desk: untell(desk, one, 1, DOORS.my_case))
    assert await letters(office) == []


async def test_what_was_undone_in_time_is_never_heard_of(
    office: OfficeOfTests, mother: int, child: int
) -> None:
    one = await sent(office, mother, child)
    first = await office.sees(mother, lambda desk: desk.applications.history(one.id)[-1])
    await tells(office, one, "telling.corrected")
    await office.does(PEDAGOGUE, lambda desk: untell(desk, one, first.id, DOORS.my_case))
    assert await letters(office) == []
    await tells(office, one, "telling.corrected")

    def begin_to_send(desk: Desk) -> None:
        assert isinstance(desk, SqlDesk)
        desk.connection.exec_driver_sql("UPDATE outbox SET begun_at = created_at, sent_at = created_at")

    await office.does(PEDAGOGUE, begin_to_send)
    for _ in range(2):
        await office.does(PEDAGOGUE, lambda desk: untell(desk, one, first.id, DOORS.my_case))
    assert [mark.split(":")[-1] for mark in await letters(office)] == ["telling.corrected", "telling.undone"]


# --- requests ------------------------------------------------------------------------------------------------


async def test_only_the_office_answers_requests(office: OfficeOfTests, mother: int, child: int) -> None:
    one = await sent(office, mother, child)
    await office.does(mother, lambda desk: ask_withdrawal(desk, one.id, "Керек емес", DOORS))
    (view,) = await office.sees(PEDAGOGUE, open_requests)
    for who in (mother, DIRECTOR):
        with pytest.raises(NotAllowed):
            await office.sees(who, open_requests)
        with pytest.raises(NotAllowed):
            await office.sees(who, lambda desk: request_view(desk, view.request.id))
        with pytest.raises(NotAllowed):
            await office.does(who, lambda desk: accept_request(desk, view.request.id, DOORS.my_case))
        with pytest.raises(NotAllowed):
            await office.does(who, lambda desk: refuse_request(desk, view.request.id, "Жоқ", DOORS.my_case))
    with pytest.raises(Outdated):
        await office.does(mother, lambda desk: ask_why(desk, one.id))
    await office.does(mother, lambda desk: ask_withdrawal(desk, one.id, "Керек емес", DOORS))
    assert len(await office.sees(PEDAGOGUE, open_requests)) == 1


async def test_a_refused_withdrawal_leaves_what_was_granted(
    office: OfficeOfTests, mother: int, child: int
) -> None:
    one = await sent(office, mother, child)

    def grant(desk: Desk) -> None:
        take_step(desk, one, Step.PAPERS_COMPLETE)
        decide(desk, one, Ruling.GRANT, "", "1", desk.today, desk.today + timedelta(days=3), {})

    await office.does(PEDAGOGUE, grant)
    await office.does(mother, lambda desk: ask_withdrawal(desk, one.id, "Керек емес", DOORS))
    (view,) = await office.sees(PEDAGOGUE, open_requests)
    await office.does(
        PEDAGOGUE, lambda desk: refuse_request(desk, view.request.id, "Айтыңыз неге", DOORS.my_case)
    )
    assert (await office.sees(mother, newest)).state is State.GRANTED
    await office.does(mother, lambda desk: ask_withdrawal(desk, one.id, "Керек емес", DOORS))
    (again,) = await office.sees(PEDAGOGUE, open_requests)
    office.clock.passes(days=10)
    await office.does(PEDAGOGUE, lambda desk: accept_request(desk, again.request.id, DOORS.my_case))
    decisions = await office.sees(PEDAGOGUE, lambda desk: desk.decisions.of_application(one.id))
    assert [made.ruling for made in decisions] == [Ruling.GRANT]


async def test_what_stands_on_an_agenda_is_taken_off_it(
    office: OfficeOfTests, mother: int, child: int
) -> None:
    one = await sent(office, mother, child, category="5", reason="Отбасы жағдайы ауыр")
    day = datetime(2026, 9, 10, 9, tzinfo=UTC)

    def put(desk: Desk) -> None:
        sitting = Sitting(0, desk.schools.get().year, day, "school", SittingState.PLANNED)
        sitting_id = desk.councils.plan(sitting)
        take_step(desk, one, Step.PAPERS_COMPLETE)
        put_on_agenda(desk, sitting_id, [one.id])

    await office.does(PEDAGOGUE, put)
    view = await office.sees(mother, lambda desk: my_case(desk, one.id))
    assert view.sitting == date(2026, 9, 10)
    assert "10.09.2026" in case_screen(Words("kk"), view).text
    await office.does(mother, lambda desk: ask_withdrawal(desk, one.id, "Керек емес", DOORS))
    (waiting,) = await office.sees(PEDAGOGUE, open_requests)
    await office.does(PEDAGOGUE, lambda desk: accept_request(desk, waiting.request.id, DOORS.my_case))
    assert await office.sees(PEDAGOGUE, lambda desk: desk.councils.item_of(one.id)) is None
    assert (await office.sees(mother, newest)).state is State.WITHDRAWN


async def test_an_answered_request_can_not_be_taken_back(
    office: OfficeOfTests, mother: int, child: int
) -> None:
    one = await sent(office, mother, child)
    await office.does(mother, lambda desk: ask_withdrawal(desk, one.id, "Керек емес", DOORS))
    (waiting,) = await office.sees(PEDAGOGUE, open_requests)
    request = waiting.request.id
    await office.does(PEDAGOGUE, lambda desk: refuse_request(desk, request, "Неге?", DOORS.my_case))
    with pytest.raises(Outdated):
        await office.does(mother, lambda desk: take_back_request(desk, request))


# --- what the parent sees ------------------------------------------------------------------------------------


async def decided(office: OfficeOfTests, one: Application, ruling: Ruling, until: date | None = None) -> None:
    def rule(desk: Desk) -> None:
        take_step(desk, one, Step.PAPERS_COMPLETE)
        decide(desk, one, ruling, "Табысы шектен жоғары", "1", desk.today, until, {})

    await office.does(PEDAGOGUE, rule)


async def test_a_refusal_stands_there_with_its_reason(office: OfficeOfTests, mother: int, child: int) -> None:
    one = await sent(office, mother, child)
    await decided(office, one, Ruling.REFUSE)
    view = await office.sees(mother, lambda desk: my_case(desk, one.id))
    assert "Себебі: Табысы шектен жоғары" in case_screen(Words("kk"), view).text
    assert not view.correctable
    assert not view.withdrawable
    form = application_form(MEALS)
    with pytest.raises(Outdated):
        await office.sees(mother, lambda desk: form.allows(desk, f"m{one.id}"))
    with pytest.raises(Outdated):
        await office.does(mother, lambda desk: ask_why(desk, one.id))


async def test_what_is_held_has_its_days_and_an_end(office: OfficeOfTests, mother: int, child: int) -> None:
    one = await sent(office, mother, child)
    await decided(office, one, Ruling.GRANT, date(2026, 12, 31))
    view = await office.sees(mother, lambda desk: my_case(desk, one.id))
    text = case_screen(Words("kk"), replace(view, pedagogue="")).text
    assert "07.09.2026 – 31.12.2026" in text
    assert "Сұрағыңыз болса" not in text
    office.clock.passes(days=200)
    ended = await office.sees(mother, lambda desk: my_case(desk, one.id))
    assert "аяқталды" in case_screen(Words("kk"), ended).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", list(State))
async def test_each_state_has_its_words_and_fits(
    office: OfficeOfTests, mother: int, child: int, state: State, language: str
) -> None:
    one = await sent(office, mother, child, asp_paper="later")
    view = await office.sees(mother, lambda desk: my_case(desk, one.id))
    words = Words(language)
    kind = RequestKind.CORRECT
    request = ChangeRequest(1, one.id, kind, {}, "себеп", 1, view.received)
    back = Event(1, one.id, Step.RETURNED, State.NEW, State.RETURNED, view.received, 1, "phone", "с" * 400)
    for own in (True, False):
        drawn = replace(
            view,
            application=replace(view.application, state=state),
            own=own,
            request=request,
            returned=back if state is State.RETURNED else None,
            sitting=date(2026, 9, 10),
        )
        for screen in (case_screen(words, drawn), cases_screen(words, [drawn])):
            assert "applying." not in screen.text
            assert len(screen.text) <= 900
            assert len(screen.rows) <= 10


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", [step for step in Step if step is not Step.NOTE])
async def test_each_line_of_the_history_has_its_words(
    office: OfficeOfTests, mother: int, child: int, step: Step, language: str
) -> None:
    one = await sent(office, mother, child)
    view = await office.sees(mother, lambda desk: my_case(desk, one.id))
    kinds = [kind.value for kind in RequestKind] if step in ABOUT_REQUESTS else ["asp_paper", ""]
    for question in kinds:
        event = Event(1, one.id, step, State.NEW, State.NEW, view.received, 1, question, "birth_cert" * 3)
        text = history_screen(Words(language), replace(view, history=(event,) * 9)).text
        assert "applying." not in text
        assert len(text) <= 900


async def test_nobody_applies_for_what_another_country_gives(office: OfficeOfTests, mother: int) -> None:
    with pytest.raises(NotFound):
        await office.sees(mother, lambda desk: choice(desk, "kg_meals"))
    assert await office.sees(mother, lambda desk: receipt(desk, MEALS, "n1")) is None
    assert await office.sees(PEDAGOGUE, not_done_with) == ()
