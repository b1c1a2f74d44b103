"""The rules of applying: terms, one application at a time, who may, what is known to whom."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.access import NotAllowed
from bot.core.applications.application import (
    Application,
    Source,
    State,
    Step,
)
from bot.core.applications.correcting import difference
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.form import application_form
from bot.core.applications.handling import take_step
from bot.core.applications.known import OF_ENTERING, known
from bot.core.applications.mine import offers, pedagogue_of
from bot.core.applications.registering import AlreadyApplied, due_for, register, service_named
from bot.core.applications.requests import (
    ask_withdrawal,
)
from bot.core.applications.sending import last_sent, send
from bot.core.applications.subjects import FROM, OUTSIDE, Kind, Subject, subject_of
from bot.core.applications.whose import NotOpenNow
from bot.core.errors import NotFound
from bot.core.forms.filling import not_begun
from bot.core.forms.form import Answers, Known
from bot.core.forms.interview import Page
from bot.core.parents.consent import ConsentNeeded
from bot.core.people import Adult, Relation
from bot.core.ports import Desk
from bot.core.school import Country
from bot.core.services.registry import SERVICES
from bot.core.services.service import Service
from bot.handlers.doors import DOORS
from bot.sandbox.sample_parents import sample_parents
from bot.sandbox.sample_school import SampleSchool
from tests.conftest import FIRST_ACCOUNT
from tests.core.applications import (
    CAMP,
    DIRECTOR,
    MEALS,
    PEDAGOGUE,
    also_father,
    newest,
    sends,
    sent,
    tells,
)
from tests.core.office import OfficeOfTests
from tests.journeys.applying import ANSWERS

# --- the term ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "term", "due"),
    [
        (datetime(2026, 9, 7, 4, tzinfo=UTC), 5, date(2026, 9, 14)),
        (datetime(2026, 9, 4, 4, tzinfo=UTC), 5, date(2026, 9, 11)),
        (datetime(2026, 9, 5, 4, tzinfo=UTC), 5, date(2026, 9, 11)),
        (datetime(2026, 9, 7, 19, 30, tzinfo=UTC), 5, date(2026, 9, 15)),
        (datetime(2026, 10, 23, 4, tzinfo=UTC), 5, date(2026, 11, 2)),
        (datetime(2026, 12, 30, 4, tzinfo=UTC), 5, date(2027, 1, 11)),
        (datetime(2027, 3, 19, 4, tzinfo=UTC), 5, date(2027, 3, 31)),
        (datetime(2026, 9, 7, 4, tzinfo=UTC), 1, date(2026, 9, 8)),
        (datetime(2026, 9, 7, 4, tzinfo=UTC), 10, date(2026, 9, 21)),
    ],
)
async def test_the_answer_is_due_after_working_days(
    office: OfficeOfTests, received: datetime, term: int, due: date
) -> None:
    service = replace(MEALS, term_days=term)
    assert await office.sees(PEDAGOGUE, lambda desk: due_for(desk, received, service)) == due


async def test_a_school_that_works_on_saturdays_answers_sooner(office: OfficeOfTests) -> None:
    friday = datetime(2026, 9, 4, 4, tzinfo=UTC)
    await office.does(PEDAGOGUE, lambda desk: desk.schools.save(replace(desk.schools.get(), week_days=6)))
    assert await office.sees(PEDAGOGUE, lambda desk: due_for(desk, friday, MEALS)) == date(2026, 9, 10)


# --- one at a time -------------------------------------------------------------------------------------------


async def test_numbers_are_gapless_and_by_service(
    office: OfficeOfTests, mother: int, child: int, sibling: int
) -> None:
    await sent(office, mother, child)
    with pytest.raises(AlreadyApplied) as refused:
        await sent(office, mother, child)
    assert refused.value.words == {"number": 1}
    assert (await sent(office, mother, sibling)).number == 2
    sponsor = service_named("sponsor")
    await office.does(mother, lambda desk: sends(desk, child, sponsor, occasion="newyear"))
    assert (await office.sees(mother, newest)).number == 1


async def test_of_many_taps_and_two_parents_one_application_comes(
    office: OfficeOfTests, mother: int, father: int, child: int
) -> None:
    await office.does(PEDAGOGUE, lambda desk: also_father(desk, father, child))
    tries = [sent(office, who, child) for who in (mother, father) * 10]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, Application) for one in outcomes) == 1
    assert {type(one) for one in outcomes} == {Application, AlreadyApplied}


async def test_another_period_is_another_thing(office: OfficeOfTests, mother: int, child: int) -> None:
    office.clock.moves_to(datetime(2027, 4, 5, 4, tzinfo=UTC))

    def applies(desk: Desk, shift: str) -> None:
        register(desk, CAMP, child, ANSWERS | {"shift": shift}, Source.CHAT, desk.actor.id)

    await office.does(mother, lambda desk: applies(desk, "june"))
    await office.does(mother, lambda desk: applies(desk, "july"))
    with pytest.raises(AlreadyApplied):
        await office.does(mother, lambda desk: applies(desk, "june"))
    first, second = await office.sees(mother, lambda desk: desk.applications.of_pupils([child]))
    assert (first.period, second.period) == ("june", "july")
    await office.does(
        PEDAGOGUE, lambda desk: take_step(desk, second, Step.RETURNED, "shift", "Маусым толды") and None
    )
    mends = str(Subject(Kind.MEND, second.id))
    with pytest.raises(AlreadyApplied):
        await office.does(mother, lambda desk: send(CAMP, desk, mends, ANSWERS | {"shift": "june"}, DOORS))
    await office.does(mother, lambda desk: send(CAMP, desk, mends, ANSWERS | {"shift": "august"}, DOORS))
    moved = await office.sees(mother, lambda desk: desk.applications.get(second.id))
    assert (moved.period, moved.state) == ("august", State.NEW)


async def test_what_has_ended_is_not_in_the_way(office: OfficeOfTests, mother: int, child: int) -> None:
    one = await sent(office, mother, child)

    def rule(desk: Desk, ruling: Ruling, since: date) -> None:
        decide(desk, one, ruling, "Себебі бар", "1", since, None, {})

    def grant(desk: Desk) -> None:
        take_step(desk, one, Step.PAPERS_COMPLETE)
        rule(desk, Ruling.GRANT, desk.today + timedelta(days=7))

    await office.does(PEDAGOGUE, grant)
    with pytest.raises(AlreadyApplied):
        await sent(office, mother, child)
    office.clock.passes(days=30)
    await office.does(PEDAGOGUE, lambda desk: rule(desk, Ruling.END, desk.today))
    assert (await sent(office, mother, child)).number == 2


# --- who may -------------------------------------------------------------------------------------------------


async def test_nobody_opens_the_form_of_a_child_that_is_not_theirs(
    office: OfficeOfTests, mother: int, father: int, child: int
) -> None:
    one = await sent(office, mother, child)
    form = application_form(MEALS)
    for who in (father, PEDAGOGUE, DIRECTOR, 1):
        for subject in (f"n{child}", f"m{one.id}", f"a{one.id}"):
            with pytest.raises(NotAllowed):
                await office.sees(who, lambda desk, subject=subject: form.allows(desk, subject))
    for who in (mother, DIRECTOR, 1):
        with pytest.raises(NotAllowed):
            await office.sees(who, lambda desk: form.allows(desk, f"p{child}m"))
    await office.does(PEDAGOGUE, lambda desk: also_father(desk, father, child, consent=False))
    with pytest.raises(ConsentNeeded):
        await office.sees(father, lambda desk: form.allows(desk, f"n{child}"))
    with pytest.raises(NotAllowed):
        await office.sees(father, lambda desk: form.allows(desk, f"m{one.id}"))


async def test_a_form_is_about_what_there_is(office: OfficeOfTests, mother: int, sibling: int) -> None:
    one = await sent(office, mother, sibling)
    form = application_form(CAMP)
    for subject in ("", "x1", "n", "p5", "p5z", "n1m", "m-1", "n99999999999999999"):
        with pytest.raises(NotFound):
            await office.sees(mother, lambda desk, subject=subject: form.allows(desk, subject))
    with pytest.raises(NotFound):
        await office.sees(mother, lambda desk: form.allows(desk, f"m{one.id}"))
    kyrgyz = application_form(service_named("kg_meals"))
    with pytest.raises(NotFound):
        await office.sees(mother, lambda desk: kyrgyz.allows(desk, f"n{sibling}"))


async def test_who_left_the_school_is_entered_by_the_pedagogue_only(
    office: OfficeOfTests, sample: SampleSchool, child: int
) -> None:
    class_id = sample.places[sample_parents(sample)[0].children[0]]
    teacher = FIRST_ACCOUNT + next(place for place, one in enumerate(sample.staff) if class_id in one.classes)
    form = application_form(MEALS)
    await office.sees(teacher, lambda desk: form.allows(desk, f"p{child}m"))
    await office.does(PEDAGOGUE, lambda desk: desk.pupils.leave(child, class_id, desk.today))
    with pytest.raises(NotAllowed):
        await office.sees(teacher, lambda desk: form.allows(desk, f"p{child}m"))
    await office.sees(PEDAGOGUE, lambda desk: form.allows(desk, f"p{child}m"))


async def test_after_the_tie_ends_own_applications_are_closed_too(
    office: OfficeOfTests, mother: int, child: int
) -> None:
    one = await sent(office, mother, child)

    def end(desk: Desk) -> None:
        for tie in desk.representatives.of_pupil(child):
            desk.representatives.end(tie.id, desk.moment)

    await office.does(PEDAGOGUE, end)
    form = application_form(MEALS)
    with pytest.raises(NotAllowed):
        await office.sees(mother, lambda desk: form.allows(desk, f"m{one.id}"))
    with pytest.raises(NotAllowed):
        await office.does(mother, lambda desk: ask_withdrawal(desk, one.id, "Керек емес", DOORS))
    told = await tells(office, one, "telling.refused", reason="Табысы жоғары")
    assert told is False


# --- what is known -------------------------------------------------------------------------------------------


async def known_to(office: OfficeOfTests, who: int, subject: str, service: Service = MEALS) -> Known:
    return await office.sees(who, lambda desk: known(service, desk, subject))


async def test_the_roster_says_something_of_the_person_themselves(
    office: OfficeOfTests, sample: SampleSchool, mother: int, father: int, child: int
) -> None:
    pupil = next(one for one in sample.pupils if one.id == child)
    adults = {one.relation: one for one in pupil.adults}
    found = await known_to(office, mother, f"n{child}")
    tie = sample_parents(sample)[0].relation
    assert found.answers["applicant"] == adults[tie].name
    assert set(found.sources.values()) == {"roster"}
    assert found.facts["grade"] == "7"
    assert found.facts["born"] == pupil.birth_date.isoformat() if pupil.birth_date else ""
    assert (found.facts["by"], found.facts["relation"]) == ("parent", tie.value)

    await office.does(PEDAGOGUE, lambda desk: also_father(desk, father, child))
    without = replace(pupil, adults=tuple(one for one in pupil.adults if one.relation is not Relation.FATHER))
    await office.does(PEDAGOGUE, lambda desk: desk.pupils.change(without))
    assert (await known_to(office, father, f"n{child}")).answers == {"decision_no": "№ 7, 2020"}
    two = replace(
        without, adults=(*without.adults, Adult(Relation.FATHER, "А А"), Adult(Relation.FATHER, "Б Б"))
    )
    await office.does(PEDAGOGUE, lambda desk: desk.pupils.change(two))
    assert "applicant" not in (await known_to(office, father, f"n{child}")).answers


SECRET = {
    "applicant": "Құпиясыз Құпия", "iin": "850101400001", "phone": "+7 701 555 44 33", "address": "Құпия көшесі, 5",
    "category": "2", "members": "4", "income": "12345", "iban": "KZ000000000000000001", "income_paper": "files:1",
    "reason": "Құпия себеп",
}  # fmt: skip


@pytest.mark.parametrize("service", ["meals", "aid", "sponsor", "camp"])
async def test_nothing_of_one_representative_is_proposed_to_another(
    office: OfficeOfTests, mother: int, father: int, child: int, sibling: int, service: str
) -> None:
    await office.does(PEDAGOGUE, lambda desk: also_father(desk, father, child))
    await office.does(PEDAGOGUE, lambda desk: also_father(desk, father, sibling))
    await sent(office, mother, child, **SECRET)
    declared = service_named(service)
    for who, subject in ((father, f"n{sibling}"), (PEDAGOGUE, f"p{sibling}m"), (PEDAGOGUE, f"p{sibling}f")):
        found = await known_to(office, who, subject, declared)
        assert not set(found.answers.values()) & set(SECRET.values())
        assert set(found.sources.values()) <= {"roster"}
    own = await known_to(office, mother, f"n{sibling}", declared)
    assert own.answers["applicant"] == SECRET["applicant"]


async def test_the_sibling_s_answers_are_those_of_the_family(
    office: OfficeOfTests, mother: int, child: int, sibling: int
) -> None:
    await sent(office, mother, child, birth_cert="files:1", asp_paper="later", iin="")
    found = await known_to(office, mother, f"n{sibling}")
    name = await office.sees(mother, lambda desk: desk.pupils.get(child).name.first)
    assert found.sources["category"] == f"sibling:{name}"
    assert found.answers["iin"] == ""
    assert not {"birth_cert", "asp_paper"} & found.answers.keys()
    same = await known_to(office, mother, f"n{child}", service_named("aid"))
    assert same.answers["birth_cert"] == "files:1"


async def test_last_year_is_remembered_without_its_papers(
    office: OfficeOfTests, mother: int, child: int, sibling: int
) -> None:
    await sent(office, mother, child, asp_paper="egov", address="Ескі көше, 1")
    office.clock.moves_to(datetime(2027, 9, 6, 4, tzinfo=UTC))
    found = await known_to(office, mother, f"n{child}")
    assert (found.answers["address"], found.sources["address"]) == ("Ескі көше, 1", "last_year")
    assert "asp_paper" not in found.answers
    assert found.sources.get("address") == "last_year"
    assert "last_year" not in (await known_to(office, mother, f"n{sibling}")).sources.values()


async def test_a_period_is_never_proposed_to_the_same_child(
    office: OfficeOfTests, mother: int, child: int, sibling: int
) -> None:
    office.clock.moves_to(datetime(2027, 4, 5, 4, tzinfo=UTC))

    def applies(desk: Desk) -> None:
        register(desk, CAMP, child, ANSWERS | {"shift": "june"}, Source.CHAT, desk.actor.id)

    await office.does(mother, applies)
    assert "shift" not in (await known_to(office, mother, f"n{child}", CAMP)).answers
    assert (await known_to(office, mother, f"n{sibling}", CAMP)).answers["shift"] == "june"


async def test_what_staff_enter_knows_the_adult_who_brought_it(
    office: OfficeOfTests, sample: SampleSchool, child: int
) -> None:
    pupil = next(one for one in sample.pupils if one.id == child)
    for letter, relation in FROM.items():
        found = await known_to(office, PEDAGOGUE, f"p{child}{letter}")
        adult = next((one for one in pupil.adults if one.relation is relation), None)
        assert found.answers.get("applicant") == (adult.name if adult else None)
        assert (found.facts["by"], found.facts["relation"]) == ("staff", relation.value)
    for letter, source in OUTSIDE.items():
        found = await known_to(office, PEDAGOGUE, f"p{child}{letter}")
        assert (dict(found.answers), found.facts["source"]) == ({}, source.value)


async def test_an_entered_application_keeps_from_whom_it_came(office: OfficeOfTests, child: int) -> None:
    answers = ANSWERS | {"received_on": "04.09.2026"}
    await office.does(PEDAGOGUE, lambda desk: send(MEALS, desk, f"p{child}g", answers, DOORS))
    one = await office.sees(PEDAGOGUE, newest)
    assert one.answers["relation"] == "guardian"
    assert (one.received_at, one.due_on) == (datetime(2026, 9, 4, 4, tzinfo=UTC), date(2026, 9, 11))
    for subject in (f"m{one.id}", f"a{one.id}"):
        facts = (await known_to(office, PEDAGOGUE, subject)).facts
        assert (facts["by"], facts["relation"]) == ("staff", "guardian")
    found = await office.sees(PEDAGOGUE, lambda desk: last_sent(MEALS, desk, f"p{child}g"))
    assert found is not None
    assert found.application == one
    assert await office.sees(DIRECTOR, lambda desk: last_sent(MEALS, desk, f"p{child}g")) is None


async def test_a_service_that_nobody_knew_has_its_form_at_once(
    office: OfficeOfTests, mother: int, child: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = replace(MEALS, key="books", gate=lambda facts: "grades" if facts["grade"] == "7" else "")
    monkeypatch.setitem(SERVICES, "books", books)
    gated = await office.sees(mother, lambda desk: not_begun(desk, f"books-n{child}"))
    assert gated.page is Page.GATE
    monkeypatch.setitem(SERVICES, "books", replace(books, gate=lambda facts: ""))
    fresh = await office.sees(mother, lambda desk: not_begun(desk, f"books-n{child}"))
    assert fresh.page is Page.KNOWN
    assert [one.service.key for one in await office.sees(mother, offers)][-1] == "books"


async def test_in_kyrgyzstan_other_services_are_offered(office: OfficeOfTests, mother: int) -> None:
    await office.does(
        PEDAGOGUE,
        lambda desk: desk.schools.save(replace(desk.schools.get(), country=Country.KYRGYZSTAN, pedagogue="")),
    )
    found = await office.sees(mother, offers)
    assert found
    assert all(one.service.country is Country.KYRGYZSTAN for one in found)
    assert await office.sees(mother, pedagogue_of)


# --- subjects and differences --------------------------------------------------------------------------------

SUBJECTS = st.one_of(
    st.builds(Subject, st.sampled_from([Kind.NEW, Kind.MEND, Kind.PAPERS]), st.integers(0, 10**14)),
    st.builds(Subject, st.just(Kind.ENTERED), st.integers(0, 10**14), st.sampled_from([*FROM, *OUTSIDE])),
)
ANY_ANSWERS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "1", "2"]))


@given(SUBJECTS)
def test_a_subject_is_read_as_it_is_written(subject: Subject) -> None:
    assert subject_of(str(subject)) == subject


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_subject_or_nothing(written: str) -> None:
    try:
        subject = subject_of(written)
    except NotFound:
        return
    assert subject_of(str(subject)) == subject


@given(ANY_ANSWERS, ANY_ANSWERS)
def test_the_difference_makes_the_new_of_the_old(old: Answers, new: Answers) -> None:
    changes = difference(old, new)
    made = {**old, **{one.key: one.new for one in changes}}
    assert {key: one for key, one in made.items() if one} == {key: one for key, one in new.items() if one}
    assert len({one.key for one in changes}) == len(changes)
    assert all(one.old != one.new for one in changes)
    assert difference(new, new) == ()


def test_what_staff_noted_is_no_answer_of_the_parent() -> None:
    noted = dict.fromkeys(OF_ENTERING, "x")
    assert difference({**noted, "phone": "1"}, {"phone": "1"}) == ()


async def test_in_august_one_applies_for_the_year_to_come(
    office: OfficeOfTests, mother: int, child: int
) -> None:
    """The set-up of the school may still say the year that has ended."""
    office.clock.moves_to(datetime(2027, 8, 3, 4, tzinfo=UTC))
    aid = service_named("aid")
    await office.sees(mother, lambda desk: application_form(aid).allows(desk, f"n{child}"))
    await office.does(mother, lambda desk: sends(desk, child, aid, aid_kind="money", iban=""))
    (one,) = await office.sees(mother, lambda desk: desk.applications.of_pupils([child]))
    assert (str(one.year), one.number) == ("2027-2028", 1)
    office.clock.moves_to(datetime(2027, 8, 16, 4, tzinfo=UTC))
    with pytest.raises(NotOpenNow):
        await office.sees(mother, lambda desk: application_form(aid).allows(desk, f"n{child}"))
