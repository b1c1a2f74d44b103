"""What the office does with an application, asked of the use cases themselves."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.applications.application import Attachment, Source, State, Step
from bot.core.applications.case import case, file_of, look_at, note_file_seen
from bot.core.applications.choosing import begin_choice, choice, choose, choose_all, propose_chosen, put_one
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import (
    LONGEST_WORDS,
    AppliedAnew,
    PapersStillMissing,
    ReasonTooLong,
    close_of_who_left,
    correct_category,
    note,
    originals_shown,
    papers_complete,
    papers_missing,
    return_to_parent,
    take_step,
    undo_last,
)
from bot.core.applications.proposing import ask_part, carry_out, propose, proposed, set_part
from bot.core.applications.queue import Pile, note_list_seen, queue, waiting
from bot.core.applications.registering import register, service_named
from bot.core.applications.telling import NoReason
from bot.core.applications.writing import QUESTION, ask_note, ask_refusal, ask_return, write
from bot.core.councils.council import Sitting, SittingState
from bot.core.errors import NotFound, Outdated
from bot.core.ports import Desk
from bot.sandbox.sample_school import SampleSchool
from tests.core.cases_office import (
    DEPUTY,
    DIRECTOR,
    PEDAGOGUE,
    PSYCHOLOGIST,
    CasesOffice,
    cases_office,
    tells,
)
from tests.journeys.cases import MEALS

ACTS: tuple[Callable[[Desk, int, int], object], ...] = (
    lambda desk, one, mark: papers_complete(desk, one, mark, tells),
    lambda desk, one, mark: papers_missing(desk, one, mark, ["income_paper"], tells),
    lambda desk, one, mark: originals_shown(desk, one, mark, ["income_paper"]),
    lambda desk, one, mark: return_to_parent(desk, one, mark, "phone", "Түзетіңіз", "", tells),
    lambda desk, one, mark: correct_category(desk, one, mark, "1"),
    lambda desk, one, mark: ask_return(desk, one, mark, "phone"),
    lambda desk, one, mark: propose(desk, Ruling.GRANT, [(one, mark)]),
    lambda desk, one, mark: close_of_who_left(desk, one, mark, "кетті", tells),
    lambda desk, one, mark: put_one(desk, one, mark, 1, tells),
)
# Nothing of these looks at a mark: what they write is theirs alone, or names its own record.
OTHERS: tuple[Callable[[Desk, int], object], ...] = (
    lambda desk, one: undo_last(desk, one, 1, tells),
    lambda desk, one: note(desk, one, "ескерту"),
    lambda desk, one: ask_note(desk, one),
    lambda desk, one: ask_refusal(desk, 1),
    lambda desk, one: proposed(desk),
    lambda desk, one: ask_part(desk, "aaaaaa", "reason"),
    lambda desk, one: set_part(desk, "aaaaaa", "reason", "x"),
    lambda desk, one: carry_out(desk, "aaaaaa", "0", tells),
    lambda desk, one: begin_choice(desk, Pile.SCHOOL, "meals"),
    lambda desk, one: choice(desk),
    lambda desk, one: choose(desk, "aaaaaa", one, True),
    lambda desk, one: choose_all(desk, "aaaaaa", True),
    lambda desk, one: propose_chosen(desk, "aaaaaa", Ruling.GRANT),
)


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path, sample: SampleSchool) -> AsyncIterator[CasesOffice]:
    async with cases_office(school_database, tmp_path, sample) as office:
        yield office


async def test_nobody_but_the_pedagogue_handles_applications(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    mark = await office.mark(number)
    for who in (DIRECTOR, DEPUTY, PSYCHOLOGIST, office.teacher, office.parent, 999):
        for act in ACTS:
            with pytest.raises(NotAllowed):
                await office.does(lambda desk, it=act: it(desk, number, mark), who)
        for other in OTHERS:
            with pytest.raises(NotAllowed):
                await office.does(lambda desk, it=other: it(desk, number), who)
    assert (await office.state(number), await office.mark(number)) == (State.READY, mark)


async def test_who_may_see_a_case_and_who_may_not(office: CasesOffice) -> None:
    number = await office.applied()
    for who in (PEDAGOGUE, DIRECTOR, DEPUTY, office.teacher):
        seen = await office.sees(lambda desk: case(desk, number), who)
        assert seen.application.number == 1
        await office.does(lambda desk: look_at(desk, number), who)
    for who in (PSYCHOLOGIST, office.other_teacher, office.parent, office.other_parent, 999):
        for look in (
            case,
            look_at,
            partial(file_of, attachment_id=1),
            partial(note_file_seen, attachment_id=1),
        ):
            with pytest.raises(NotAllowed):
                await office.sees(lambda desk, it=look: it(desk, number), who)
    with pytest.raises(NotAllowed):
        await office.sees(lambda desk: file_of(desk, number, 1), office.teacher)


async def test_a_class_teacher_sees_where_it_stands_and_nothing_of_what_is_in_it(office: CasesOffice) -> None:
    number = await office.applied(address="Құпия көше, 5")
    await office.does(lambda desk: note(desk, number, "құпия ескерту"))
    seen = await office.sees(lambda desk: case(desk, number), office.teacher)
    assert (seen.whole, seen.handles, seen.papers, seen.history, seen.contacts) == (False, False, (), (), ())
    assert "Құпия" not in repr(seen)
    assert "құпия" not in repr(seen)
    whole = await office.sees(lambda desk: case(desk, number), DIRECTOR)
    assert (whole.whole, whole.handles, whole.undoable) == (True, False, None)
    assert "Құпия көше" in repr(whole)


async def test_queues_of_those_who_look_on(office: CasesOffice) -> None:
    await office.applied()
    for who in (PSYCHOLOGIST, office.parent, 999):
        with pytest.raises(NotAllowed):
            await office.sees(queue, who)
        with pytest.raises(NotAllowed):
            await office.does(lambda desk: note_list_seen(desk, Pile.NEW, ""), who)
    of_teacher = await office.sees(queue, office.teacher)
    assert len(of_teacher.lines) == 1
    assert Pile.REQUESTS not in of_teacher.counts
    assert (await office.sees(queue, office.other_teacher)).lines == ()
    assert [await office.sees(waiting, who) for who in (PEDAGOGUE, DIRECTOR, office.teacher, 999)] == [
        1,
        0,
        0,
        0,
    ]


@pytest.mark.parametrize("state", list(State))
async def test_no_step_but_from_the_states_that_allow_it(office: CasesOffice, state: State) -> None:
    number = await office.applied()

    def at(desk: Desk) -> None:
        event = desk.applications.history(number)[-1]
        desk.applications.note(type(event)(0, number, Step.NOTE, State.NEW, state, desk.moment, 1))

    await office.does(at)
    mark = await office.mark(number)
    allowed = {
        "complete": {State.NEW, State.PAPERS_MISSING},
        "return": {State.NEW, State.PAPERS_MISSING, State.READY},
    }
    for name, act in (("complete", ACTS[0]), ("return", ACTS[3])):
        if state not in allowed[name]:
            with pytest.raises(Outdated):
                await office.does(lambda desk, it=act: it(desk, number, mark))
    assert await office.mark(number) == mark


async def test_an_outdated_press_writes_nothing(office: CasesOffice) -> None:
    number = await office.applied()
    old = await office.mark(number)
    await office.does(lambda desk: note(desk, number, "қоңырау шалынды"))
    for act in ACTS[:-1]:
        with pytest.raises(Outdated):
            await office.does(lambda desk, it=act: it(desk, number, old))
    assert await office.mark(number) == old + 1


async def test_papers_missing_shown_complete_and_all_of_it_undone(office: CasesOffice) -> None:
    number = await office.applied(income_paper="later")
    assert await office.state(number) is State.PAPERS_MISSING
    with pytest.raises(PapersStillMissing):
        await office.does(_marked(papers_complete, number, await office.mark(number), tells))
    await office.does(_marked(originals_shown, number, await office.mark(number), ["income_paper"]))
    shown = await office.sees(lambda desk: case(desk, number))
    assert [(one.kept, one.shown, one.missing) for one in shown.papers] == [("shown", True, False)]
    await office.does(_marked(papers_complete, number, await office.mark(number), tells))
    await office.does(_marked(papers_missing, number, await office.mark(number), ["income_paper"], tells))
    assert (await office.get(number)).answers["income_paper"] == "later"
    assert await office.state(number) is State.PAPERS_MISSING
    kept = []
    for _ in range(3):
        event = await office.last_standing(number)
        await office.does(lambda desk, it=event: undo_last(desk, number, it, tells))
        kept.append(((await office.get(number)).answers["income_paper"], await office.state(number)))
    assert kept == [
        ("shown", State.READY),
        ("shown", State.PAPERS_MISSING),
        ("later", State.PAPERS_MISSING),
    ]
    registered = await office.last_standing(number)
    with pytest.raises(Outdated):
        await office.does(lambda desk: undo_last(desk, number, registered, tells))


async def test_a_paper_that_came_as_a_file_keeps_its_file_when_the_original_is_seen(
    office: CasesOffice,
) -> None:
    number = await office.applied()
    pupil = (await office.get(number)).pupil_id

    def add(desk: Desk) -> None:
        new = Attachment(0, desk.actor.id, pupil, "place", "jpg", 3, 1, desk.moment)
        answers = {**MEALS, "income_paper": f"files:{desk.attachments.add(new)}"}
        desk.applications.revise(number, answers, desk.actor.id, desk.moment)

    await office.does(add, office.parent)
    await office.does(_marked(originals_shown, number, await office.mark(number), ["income_paper"]))
    paper = (await office.sees(lambda desk: case(desk, number))).papers[0]
    assert (paper.kept, paper.shown, [one.kind for one in paper.files]) == ("files:1", True, ["jpg"])
    assert (await office.sees(lambda desk: file_of(desk, number, 1), DIRECTOR)).place == "place"
    with pytest.raises(NotFound):
        await office.sees(lambda desk: file_of(desk, number, 2))
    await office.does(lambda desk: note_file_seen(desk, number, 1))
    assert ("see_sent_paper", "attachment:1") in await office.noted()


@pytest.mark.parametrize("proofs", [[], ["birth_cert"], ["phone"], ["?"]])
async def test_only_papers_of_the_case_can_be_missing(office: CasesOffice, proofs: list[str]) -> None:
    number = await office.applied()
    mark = await office.mark(number)
    for act in (partial(papers_missing, opens=tells), originals_shown):
        with pytest.raises(NotFound):
            await office.does(lambda desk, it=act: it(desk, number, mark, proofs))


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
async def test_nothing_goes_back_without_a_reason(office: CasesOffice, reason: str) -> None:
    number = await office.applied()
    mark = await office.mark(number)
    for refused in (
        lambda desk: return_to_parent(desk, number, mark, "phone", reason, "", tells),
        lambda desk: note(desk, number, reason),
        lambda desk: close_of_who_left(desk, number, mark, reason, tells),
    ):
        with pytest.raises((NoReason, Outdated)):
            await office.does(refused)
    assert await office.mark(number) == mark


async def test_a_return_says_why_about_which_answer_and_can_be_undone(office: CasesOffice) -> None:
    number = await office.applied()
    mark = await office.mark(number)
    with pytest.raises(NotFound):
        await office.does(lambda desk: return_to_parent(desk, number, mark, "nonsense", "Қате", "", tells))
    with pytest.raises(ReasonTooLong):
        await office.does(
            lambda desk: return_to_parent(desk, number, mark, "phone", "ы" * (LONGEST_WORDS + 1), "", tells)
        )
    await office.does(
        lambda desk: return_to_parent(desk, number, mark, "phone", " Нөмір  қате ", "Телефон", tells)
    )
    seen = await office.sees(lambda desk: case(desk, number))
    assert seen.returned is not None
    assert (seen.returned.question, seen.returned.words) == ("phone", "Нөмір қате")
    assert await office.told() == ["telling.returned"]
    event = await office.last_event(number)
    await office.does(lambda desk: undo_last(desk, number, event, tells))
    assert await office.state(number) is State.NEW
    # Nobody had read it yet: it is never sent, and nothing has to be put right.
    assert await office.told() == []
    with pytest.raises(Outdated):
        await office.does(lambda desk: undo_last(desk, number, event, tells))


async def test_the_office_undoes_only_what_it_did_last(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    complete = await office.last_event(number)
    await office.does(lambda desk: note(desk, number, "ескерту"))
    with pytest.raises(Outdated):
        await office.does(lambda desk: undo_last(desk, number, complete, tells))
    written = await office.last_event(number)
    await office.does(lambda desk: undo_last(desk, number, written, tells))
    await office.does(lambda desk: undo_last(desk, number, complete, tells))
    assert await office.state(number) is State.NEW
    assert (await office.sees(lambda desk: case(desk, number))).undoable is None


async def test_what_the_parent_sent_is_not_undone_by_the_office(office: CasesOffice) -> None:
    number = await office.applied()
    await office.does(
        lambda desk: take_step(
            desk, desk.applications.get(number), Step.PAPERS_MISSING, words="income_paper"
        ),
        office.parent,
    )
    event = await office.last_event(number)
    with pytest.raises(Outdated):
        await office.does(lambda desk: undo_last(desk, number, event, tells))
    await office.step(number, Step.PAPERS_COMPLETE)
    await office.step(number, Step.CORRECTED)
    corrected = await office.last_event(number)
    with pytest.raises(Outdated):
        await office.does(lambda desk: undo_last(desk, number, corrected, tells))


async def test_another_category_is_written_and_taken_back(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    mark = await office.mark(number)
    for wrong, refusal in (("2", Outdated), ("9", NotFound)):
        with pytest.raises(refusal):
            await office.does(lambda desk, it=wrong: correct_category(desk, number, mark, it))
    await office.does(lambda desk: correct_category(desk, number, mark, "5"))
    assert (await office.get(number)).category == "5"
    assert (await office.sees(lambda desk: case(desk, number))).council
    event = await office.last_event(number)
    await office.does(lambda desk: undo_last(desk, number, event, tells))
    assert (await office.get(number)).category == "2"


async def test_a_refusal_is_not_undone_where_the_child_has_a_newer_application(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY)
    mark = await office.mark(number)
    await office.does(lambda desk: propose(desk, Ruling.REFUSE, [(number, mark)]))
    proposal = await office.sees(proposed)
    assert proposal is not None
    await office.does(lambda desk: set_part(desk, proposal.mark, "reason", "Санатқа жатпайды"))
    ready = await office.sees(proposed)
    assert ready is not None
    await office.does(lambda desk: carry_out(desk, ready.mark, ready.revision, tells))
    refused = await office.last_event(number)
    await office.applied()
    with pytest.raises(AppliedAnew):
        await office.does(lambda desk: undo_last(desk, number, refused, tells))
    assert await office.state(number) is State.REFUSED


async def test_what_is_typed_goes_where_it_was_asked_for(office: CasesOffice) -> None:
    number = await office.applied()
    with pytest.raises(Outdated):
        await office.does(lambda desk: write(desk, "сөз", "", tells))
    await office.does(lambda desk: ask_note(desk, number))
    await office.does(lambda desk: write(desk, "қоңырау шалдым", "", tells))
    assert (await office.sees(lambda desk: case(desk, number))).notes[0].event.words == "қоңырау шалдым"
    mark = await office.mark(number)
    with pytest.raises(NotFound):
        await office.does(lambda desk: ask_return(desk, number, mark, "nonsense"))
    await office.does(lambda desk: ask_return(desk, number, mark, ""))
    await office.does(lambda desk: note(desk, number, "тағы"))
    with pytest.raises(Outdated):
        await office.does(lambda desk: write(desk, "себеп", "", tells))
    mark = await office.mark(number)
    await office.does(lambda desk: ask_return(desk, number, mark, "phone"))
    await office.does(lambda desk: write(desk, "себеп", "Телефон", tells))
    assert await office.state(number) is State.RETURNED
    draft = await office.sees(lambda desk: desk.drafts.of(desk.actor.id))
    assert draft is None or draft.question != QUESTION
    now = await office.mark(number)
    with pytest.raises(Outdated):
        await office.does(lambda desk: ask_return(desk, number, now, "phone"))


async def test_who_left_is_closed_by_the_office_and_by_nobody_else(office: CasesOffice) -> None:
    number, mark = await office.applied(), 1
    with pytest.raises(Outdated):
        await office.does(lambda desk: close_of_who_left(desk, number, mark, "кетті", tells))
    pupil = (await office.get(number)).pupil_id
    await office.does(lambda desk: _leaves(desk, pupil))
    office.office.clock.passes(days=1)
    seen = await office.sees(lambda desk: case(desk, number))
    assert (seen.ends, seen.class_, seen.left_on is not None) == (True, None, True)
    for who in (office.teacher, office.other_teacher):
        with pytest.raises(NotAllowed):
            await office.sees(lambda desk: case(desk, number), who)
    assert (await office.sees(queue)).counts[Pile.LEFT] == 1
    await office.does(lambda desk: close_of_who_left(desk, number, mark, "Мектептен кетті", tells))
    assert await office.state(number) is State.WITHDRAWN
    assert (await office.sees(queue)).counts[Pile.LEFT] == 0
    assert await office.told() == ["telling.withdrawn"]


async def test_who_left_is_taken_off_the_agenda_too(office: CasesOffice) -> None:
    number = await office.applied(state=State.READY, category="5", reason="Өрт болды")
    pupil = (await office.get(number)).pupil_id

    def plan(desk: Desk) -> None:
        year = desk.schools.get().year
        desk.councils.plan(Sitting(0, year, desk.moment, "", SittingState.PLANNED))

    await office.does(plan)
    mark = await office.mark(number)
    await office.does(lambda desk: put_one(desk, number, mark, 1, tells))
    await office.does(lambda desk: _leaves(desk, pupil))
    mark = await office.mark(number)
    await office.does(lambda desk: close_of_who_left(desk, number, mark, "Кетті", tells))
    assert await office.sees(lambda desk: desk.councils.agenda(1)) == ()


async def test_an_application_for_somebody_without_telegram_tells_nobody(office: CasesOffice) -> None:
    pupil = (await office.children(office.other_parent))[0]

    def enter(desk: Desk) -> None:
        register(desk, service_named("meals"), pupil, MEALS, Source.PAPER, None)

    await office.does(enter)
    await office.does(_marked(papers_complete, 1, 1, tells))
    seen = await office.sees(lambda desk: case(desk, 1))
    assert (seen.reached, seen.reader, await office.told()) == (False, "kk", [])
    assert seen.contacts[0].phone == MEALS["phone"]
    assert any(one.in_chat for one in seen.contacts)


async def test_who_can_be_called_where_the_application_names_nobody(office: CasesOffice) -> None:
    pupil = (await office.children(office.parent))[0]

    def enter(desk: Desk) -> None:
        register(desk, service_named("meals"), pupil, {"category": "1"}, Source.EGOV, None)

    await office.does(enter)
    contacts = (await office.sees(lambda desk: case(desk, 1))).contacts
    assert [one.in_chat for one in contacts][:1] == [True]
    assert any(one.phone for one in contacts)


def _leaves(desk: Desk, pupil_id: int) -> None:
    class_id = desk.pupils.class_of(pupil_id, desk.schools.get().year)
    assert class_id is not None
    desk.pupils.leave(pupil_id, class_id, desk.today)


def _marked(use_case: Callable[..., None], *arguments: object) -> Callable[[Desk], None]:
    return lambda desk: use_case(desk, *arguments)
