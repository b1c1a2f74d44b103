"""Consent before the first form: kept as it was read, withdrawn at any time, seen to within fifteen working days."""

from collections.abc import AsyncIterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.access import NotAllowed
from bot.core.errors import NotFound, Outdated
from bot.core.parents.consent import (
    VERSION,
    ConsentFacts,
    ConsentNeeded,
    agree,
    consent_facts,
    fingerprint,
    has_consent,
    my_consent,
    my_consents,
    require_consent,
    stop_by,
    withdraw_consent,
)
from bot.core.parents.family import Child
from bot.core.parents.stopping import (
    note_stop_tasks_seen,
    number_of_stop_tasks,
    stop_task,
    stop_tasks,
    tick_off,
)
from bot.core.people import PersonName, Pupil, Relation
from bot.core.school import Class, ClassName, Country, School
from bot.handlers.consent_words import PARTS, consent_pages, consent_text, pages_of
from bot.texts import LANGUAGES, Words
from tests.core.office import office_over
from tests.core.parents_school import (
    AISHA,
    GUEST,
    PARENT,
    PEDAGOGUE,
    TEACHER,
    TWIN,
    YEAR,
    ParentsOffice,
    settle,
)

TEXT = "Келісемін."
# The wording of each version, by the fingerprint of all its words.
WORDINGS = {"2026-1": "69b94c18ed13"}


@pytest_asyncio.fixture
async def office(empty_database: Path, tmp_path: Path) -> AsyncIterator[ParentsOffice]:
    async with office_over(empty_database, tmp_path) as plain:
        office = ParentsOffice(plain.room, plain.clock)
        await office.does(PEDAGOGUE, settle)
        await office.represents(PARENT)
        yield office


async def agrees(office: ParentsOffice, text: str = TEXT) -> int:
    await office.does(PARENT, lambda desk: agree(desk, AISHA, text, "kk", fingerprint(text)))
    held = await office.agreed(PARENT)
    assert held is not None
    return held.id


async def test_no_form_before_the_consent(office: ParentsOffice) -> None:
    with pytest.raises(ConsentNeeded):
        await office.sees(PARENT, lambda desk: require_consent(desk, AISHA))
    await agrees(office)
    await office.sees(PARENT, lambda desk: require_consent(desk, AISHA))
    for who, pupil_id in ((GUEST, AISHA), (PARENT, TWIN), (PEDAGOGUE, AISHA)):
        with pytest.raises(NotAllowed):
            await office.sees(who, lambda desk, pupil_id=pupil_id: has_consent(desk, pupil_id))


async def test_the_very_text_is_kept_with_time_and_version(office: ParentsOffice) -> None:
    number = await agrees(office)
    assert await agrees(office, "Басқа мәтін.") == number
    given = await office.sees(PARENT, lambda desk: my_consent(desk, number))
    assert (given.consent.text, given.consent.version, given.consent.language) == (TEXT, VERSION, "kk")
    assert f"{given.consent.given_at:%d.%m.%Y %H:%M}" == "07.09.2026 09:00"
    assert given.stop_by is None
    with pytest.raises(NotFound):
        await office.sees(GUEST, lambda desk: my_consent(desk, number))
    facts = await office.sees(PARENT, lambda desk: consent_facts(desk, AISHA))
    assert facts.held is not None
    assert facts.held.id == number


async def test_what_is_agreed_to_is_what_was_shown(office: ParentsOffice) -> None:
    with pytest.raises(Outdated):
        await office.does(PARENT, lambda desk: agree(desk, AISHA, TEXT, "kk", fingerprint("басқа")))
    assert await office.agreed(PARENT) is None
    facts = await office.sees(PARENT, lambda desk: consent_facts(desk, AISHA))
    assert facts.held is None


async def test_a_withdrawal_is_a_task_for_the_pedagogue(office: ParentsOffice) -> None:
    number = await agrees(office)
    for _ in range(2):
        await office.does(PARENT, lambda desk: withdraw_consent(desk, number, "tasks"))
    with pytest.raises(ConsentNeeded):
        await office.sees(PARENT, lambda desk: require_consent(desk, AISHA))
    given = await office.sees(PARENT, lambda desk: my_consent(desk, number))
    assert given.stop_by == date(2026, 9, 28)
    tasks = await office.sees(PEDAGOGUE, stop_tasks)
    assert [(one.consent.id, one.due, one.late) for one in tasks] == [(number, date(2026, 9, 28), False)]
    assert await office.sees(PEDAGOGUE, number_of_stop_tasks) == 1
    assert await office.sees(TEACHER, number_of_stop_tasks) == 0
    office.clock.passes(days=22)
    assert (await office.sees(PEDAGOGUE, stop_tasks))[0].late
    await office.does(PEDAGOGUE, lambda desk: tick_off(desk, number))
    with pytest.raises(Outdated):
        await office.does(PEDAGOGUE, lambda desk: tick_off(desk, number))
    assert sorted(await office.letters()) == [
        (str(PEDAGOGUE), "consent.withdrawn_notice"),
        (str(PARENT), "consent.stopped_notice"),
    ]
    lines = await office.sees(PARENT, my_consents)
    assert lines[0].held is None
    assert lines[0].consents[0].stopped_at is not None


async def test_the_pedagogue_is_reminded_on_the_day_before_the_last(office: ParentsOffice) -> None:
    number = await agrees(office)
    await office.does(PARENT, lambda desk: withdraw_consent(desk, number, "tasks"))
    keys = [key for _, key in await office.letters()]
    assert keys == ["consent.withdrawn_notice", "consent.stop_soon"]


async def test_who_agrees_anew_takes_the_withdrawal_back(office: ParentsOffice) -> None:
    number = await agrees(office)
    await office.does(PARENT, lambda desk: withdraw_consent(desk, number, "tasks"))
    again = await agrees(office)
    assert again != number
    assert await office.sees(PEDAGOGUE, stop_tasks) == ()
    assert await office.sees(PEDAGOGUE, lambda desk: stop_task(desk, number)) is None
    assert [key for _, key in await office.letters()] == ["consent.withdrawn_notice"]
    lines = await office.sees(PARENT, my_consents)
    assert [one.id for one in lines[0].consents] == [again, number]


async def test_days_off_lengthen_the_term(office: ParentsOffice) -> None:
    number = await agrees(office)
    office.clock.passes(days=42)
    await office.does(PARENT, lambda desk: withdraw_consent(desk, number, "tasks"))
    given = await office.sees(PARENT, lambda desk: my_consent(desk, number))
    # From Monday, 19 October; the day of the republic, a Sunday, makes Monday, 26 October a day off.
    assert given.stop_by == date(2026, 11, 10)


async def test_a_consent_that_holds_has_no_last_day(office: ParentsOffice) -> None:
    await agrees(office)
    held = await office.agreed(PARENT)
    assert held is not None
    assert await office.sees(PARENT, lambda desk: stop_by(desk, held)) is None


@pytest.mark.parametrize("work", [stop_tasks, note_stop_tasks_seen, lambda desk: tick_off(desk, 1)])
async def test_withdrawals_are_the_pedagogues(office: ParentsOffice, work: object) -> None:
    for who in (TEACHER, PARENT, GUEST):
        with pytest.raises(NotAllowed):
            await office.does(who, work)  # type: ignore[arg-type]


LONG = "Нұрмағамбетова-Әбдіқадырова Мұхаммедәли Нұрсұлтанқызы"


def facts_of(country: Country) -> ConsentFacts:
    pupil = Pupil(1, PersonName(*LONG.split()))
    child = Child(pupil, Class(1, YEAR, ClassName(11, "Ә")), Relation.GUARDIAN)
    name = "«Алматы облысы Іле ауданы білім бөлімінің Үлгі ауылындағы № 100 жалпы орта білім беретін мектебі» КММ"
    return ConsentFacts(School(name, name, "Үлгі ауылы", country), child, LONG, None)


@pytest.mark.parametrize("country", list(Country))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seven_items_are_there_on_two_screens(language: str, country: Country) -> None:
    facts = facts_of(country)
    pages = consent_pages(Words(language), facts)
    text = consent_text(Words(language), facts)
    assert pages_of(text) == pages
    assert all(len(one) <= 830 for one in pages)
    assert all(f"{number}. " in text for number in range(1, 8))
    assert all(word in text for word in (facts.school.name_kk, LONG, "15", "Telegram", VERSION))
    assert ("94-V" in text) == (country is Country.KAZAKHSTAN)
    assert not (country is Country.KYRGYZSTAN and ("8-бап" in text or "ЖСН" in text or "ИИН" in text))


def test_a_pupil_who_left_has_no_class_in_the_text() -> None:
    facts = facts_of(Country.KAZAKHSTAN)
    gone = ConsentFacts(facts.school, Child(facts.child.pupil, None, Relation.MOTHER), "Айгүл", None)
    assert "мектептен кеткен" in consent_text(Words("kk"), gone)


def test_another_wording_is_another_version() -> None:
    """Who changes a word gives VERSION a new number, and adds the fingerprint here."""
    keys = [f"consent.{part}{country}" for part in PARTS for country in ("", ".kg")]
    words = "\n".join(Words(language)(key) for language in LANGUAGES for key in keys)
    assert WORDINGS[VERSION] == sha256(words.encode()).hexdigest()[:12]
