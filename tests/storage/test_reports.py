"""Class reports by revision, what they say, why they came back, and labels."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import NotFound
from bot.core.passport.categories import PARENTS, Answer, Education
from bot.core.passport.reports import Remark, ReportState, Said
from bot.core.people import PersonName, Pupil
from tests.storage.conftest import YEAR, Place, Room
from tests.storage.test_school_and_people import real_file

CATEGORIES = ("orphan", "disability", "large_family")
sayings = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(CATEGORIES), st.none() | st.sampled_from(Answer)),
    max_size=20,
)
schooling = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(PARENTS), st.none() | st.sampled_from(Education)), max_size=8
)


async def begin(room: Room, place: Place, copy_of: object = None) -> object:
    return await room.does(lambda desk: desk.reports.begin(place.class_id, desk.moment, copy_of))


@real_file
@given(sayings=sayings, schooling=schooling)
async def test_the_last_word_on_each_pupil_holds(
    room: Room, sayings: list[tuple], schooling: list[tuple]
) -> None:
    def report(desk: object) -> tuple[int, list[int]]:
        person = desk.people.by_telegram(5) or desk.people.add(5, "", "kk", desk.moment)
        class_id = desk.schools.ensure_class(YEAR, _class(desk)).id
        pupils = [desk.pupils.add(Pupil(0, PersonName(last, ""))) for last in "АБ"]
        number = desk.reports.begin(class_id, desk.moment, None).id
        for which, category, answer in sayings:
            desk.reports.say(number, pupils[which], category, answer, person.id, desk.moment)
        for which, parent, level in schooling:
            desk.reports.say_education(number, pupils[which], parent, level, person.id, desk.moment)
        return number, pupils

    number, pupils = await room.does(report)
    answers = {(pupils[which], category): answer for which, category, answer in sayings}
    levels = {(pupils[which], parent): level for which, parent, level in schooling}
    expected = {
        pupil: Said(
            {category: answer for (one, category), answer in answers.items() if one == pupil and answer},
            {parent: level for (one, parent), level in levels.items() if one == pupil and level},
        )
        for pupil in pupils
    }
    said = await room.sees(lambda desk: desk.reports.said(number))
    assert said == {pupil: one for pupil, one in expected.items() if one != Said()}
    copy = await room.does(lambda desk: desk.reports.begin(1, desk.moment, desk.reports.get(number)).id)
    assert await room.sees(lambda desk: desk.reports.said(copy)) == said


def _class(desk: object) -> object:
    from bot.core.school import ClassName

    return ClassName(1, "А")


async def test_revisions_follow_one_another(room: Room, place: Place) -> None:
    first = await begin(room, place)
    await room.does(lambda desk: desk.reports.set_usual(first.id, "mother", Education.HIGHER))
    await room.does(lambda desk: desk.reports.look(first.id, "orphan"))
    await room.does(lambda desk: desk.reports.look(first.id, "orphan"))
    first = await room.sees(lambda desk: desk.reports.get(first.id))
    second = await begin(room, place, first)
    assert (first.revision, second.revision) == (1, 2)
    assert (second.usual, second.state) == ({"mother": Education.HIGHER}, ReportState.IN_WORK)
    assert await room.sees(lambda desk: desk.reports.looked(second.id)) == {"orphan"}
    assert await room.sees(lambda desk: desk.reports.newest(place.class_id)) == second
    assert await room.sees(lambda desk: desk.reports.history(place.class_id)) == [second, first]
    assert await room.sees(lambda desk: desk.reports.newest_of_year(YEAR)) == {place.class_id: second}
    assert await room.sees(lambda desk: desk.reports.newest_of_year(YEAR.before)) == {}


async def test_what_most_parents_have_can_be_taken_back(room: Room, place: Place) -> None:
    report = await begin(room, place)
    for parent, level in (("mother", Education.HIGHER), ("father", Education.SECONDARY), ("mother", None)):
        await room.does(
            lambda desk, parent=parent, level=level: desk.reports.set_usual(report.id, parent, level)
        )
    usual = (await room.sees(lambda desk: desk.reports.get(report.id))).usual
    assert usual == {"father": Education.SECONDARY}


async def test_the_approved_one_stays_while_a_newer_one_is_in_work(
    room: Room, place: Place, now: datetime
) -> None:
    first = await begin(room, place)
    assert await room.sees(lambda desk: desk.reports.approved(place.class_id)) is None
    for state in (ReportState.WAITING, ReportState.APPROVED):
        await room.does(
            lambda desk, state=state: desk.reports.set_state(first.id, state, place.person, desk.moment)
        )
    await room.does(lambda desk: desk.reports.set_sent(first.id, place.person, desk.moment))
    second = await begin(room, place, first)
    approved = await room.sees(lambda desk: desk.reports.approved(place.class_id))
    assert approved.id == first.id
    assert (approved.sent_by, approved.sent_at) == (place.person, now)
    assert (approved.decided_by, approved.decided_at) == (place.person, now)
    assert await room.sees(lambda desk: desk.reports.approved_of_year(YEAR)) == {place.class_id: approved}
    in_work = await room.sees(lambda desk: desk.reports.in_state(ReportState.IN_WORK))
    assert [one.id for one in in_work] == [second.id]
    await room.does(
        lambda desk: desk.reports.set_state(first.id, ReportState.WAITING, place.person, desk.moment)
    )
    undone = await room.sees(lambda desk: desk.reports.get(first.id))
    assert (undone.decided_by, undone.decided_at) == (None, None)


async def test_remarks(room: Room, place: Place) -> None:
    report = await begin(room, place)
    wanted = [
        Remark(0, report.id, "бәрі"),
        Remark(0, report.id, "оқушы", pupil_id=place.pupils[0], category="orphan"),
    ]
    numbers = await room.does(lambda desk: [desk.reports.remark(one) for one in wanted])
    kept = await room.sees(lambda desk: desk.reports.remarks(report.id))
    assert [(one.id, one.reason, one.pupil_id, one.category) for one in kept] == [
        (numbers[0], "бәрі", None, None),
        (numbers[1], "оқушы", place.pupils[0], "orphan"),
    ]
    assert await room.sees(lambda desk: desk.reports.get_remark(numbers[1])) == kept[1]
    await room.does(lambda desk: desk.reports.drop_remark(numbers[0]))
    assert await room.sees(lambda desk: desk.reports.remarks(report.id)) == [kept[1]]
    await room.does(lambda desk: desk.reports.forget_remarks(report.id))
    assert await room.sees(lambda desk: desk.reports.remarks(report.id)) == []


async def test_what_is_not_there(room: Room, place: Place) -> None:
    for absent in (
        lambda desk: desk.reports.get(404),
        lambda desk: desk.reports.get_remark(404),
        lambda desk: desk.labels.get(404),
    ):
        with pytest.raises(NotFound):
            await room.sees(absent)
    assert await room.sees(lambda desk: desk.reports.newest(404)) is None
    assert await room.sees(lambda desk: desk.reports.said(404)) == {}
    assert await room.sees(lambda desk: desk.reports.said_of([])) == {}


async def test_a_label_holds_for_its_term_and_until_it_is_ended(
    room: Room, place: Place, now: datetime
) -> None:
    month = timedelta(days=30)
    pupil = place.pupils[0]

    def put(desk: object) -> None:
        desk.labels.put(pupil, "risk_group", "себеп", place.person, now, now + month)
        desk.labels.put(pupil, "social_medical", "себеп екі", place.person, now + month, None)

    await room.does(put)

    async def held(at: datetime) -> list[str]:
        return [one.category for one in await room.sees(lambda desk: desk.labels.held(at))]

    assert await held(now - month) == []
    assert await held(now) == ["risk_group"]
    assert await held(now + month) == ["social_medical"]
    [label] = await room.sees(lambda desk: desk.labels.held(now))
    assert (label.reason, label.author, label.since, label.until) == ("себеп", place.person, now, now + month)
    assert await room.sees(lambda desk: desk.labels.get(label.id)) == label
    await room.does(lambda desk: desk.labels.end(label.id, "өтті", place.person, desk.moment))
    assert await held(now) == []
    await room.does(lambda desk: desk.labels.reopen(label.id))
    assert await held(now) == ["risk_group"]
