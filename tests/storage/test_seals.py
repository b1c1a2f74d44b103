"""Free words of parents and of the office are not to be read in the file, nor moved to another row."""

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import Table, text

from bot.core.applications.application import ChangeRequest, RequestKind, RequestState, State
from bot.core.applications.decision import Ruling
from bot.core.councils.council import Sitting, SittingState
from bot.core.office import Album
from bot.core.people import Relation
from bot.storage.desk import SqlDesk
from bot.storage.tables import cases as tables
from tests.storage.cases import MORNING, Cases
from tests.storage.conftest import YEAR, Place, Room

SECRETS = tuple(f"құпия-{number:02}-secret" for number in range(14))


def fill(desk: SqlDesk, place: Place) -> None:
    cases, said = Cases(place), iter(SECRETS)
    desk.albums.keep(77, Album("group", 1, (next(said),)))
    claims = desk.representatives
    claims.renew_link(place.class_id, next(said), place.person, MORNING)
    claims.claim(cases.claim(written=next(said), decision_number=next(said)))
    claims.add(cases.representative(relation=Relation.GUARDIAN, decision_number=next(said)))
    desk.consents.give(cases.consent(text=next(said)))
    first = desk.applications.register(cases.application(answers={"why": next(said)})).id
    desk.applications.note(cases.event(first, State.NEW, State.READY, words=next(said)))
    request = ChangeRequest(
        0, first, RequestKind.CORRECT, {"why": next(said)}, next(said), place.person, MORNING
    )
    asked = desk.applications.request(request)
    desk.applications.answer_request(asked, RequestState.REFUSED, next(said), place.person, MORNING)
    reason = next(said)
    desk.decisions.add(cases.decision(first, reason=reason, details={"things": next(said)}))
    sitting = desk.councils.plan(Sitting(0, YEAR, MORNING, "", SittingState.PLANNED))
    item = desk.councils.put_item(sitting, first)
    voted = replace(item, ruling=Ruling.REFUSE, reason=next(said), details={"amount": reason})
    desk.councils.change_item(voted)


@pytest.fixture
def sealed_columns() -> list[tuple[str, str]]:
    every = [one for one in vars(tables).values() if isinstance(one, Table)]
    return [
        (one.name, column.name) for one in every for column in one.columns if column.name.endswith("_seal")
    ]


async def test_nothing_can_be_read_in_the_files_of_the_database(
    room: Room, place: Place, sealed_columns: list[tuple[str, str]]
) -> None:
    await room.does(lambda desk: fill(desk, place))
    on_disk = b"".join(one.read_bytes() for one in room.file.parent.glob("tirek.db*"))
    assert b"social_pedagogue" in on_disk
    for secret in SECRETS:
        assert secret.encode() not in on_disk
        assert secret.split("-", 1)[1].encode() not in on_disk
        assert secret.encode("unicode-escape") not in on_disk
    for table, column in sealed_columns:
        wanted = text(f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL")
        filled = await room.sees(lambda desk, wanted=wanted: desk.connection.execute(wanted).scalar())
        assert filled, (table, column)


async def test_a_seal_does_not_open_in_another_row(room: Room, place: Place) -> None:
    cases = Cases(place)
    for period in "ab":
        await room.does(
            lambda desk, period=period: desk.applications.register(cases.application(period=period))
        )
    move = text(
        "UPDATE application_revision SET answers_seal ="
        " (SELECT answers_seal FROM application_revision WHERE id = 1) WHERE id = 2"
    )
    await room.does(lambda desk: desk.connection.execute(move) and None)
    assert (await room.sees(lambda desk: desk.applications.get(1))).answers
    with pytest.raises(InvalidTag):
        await room.sees(lambda desk: desk.applications.get(2))
