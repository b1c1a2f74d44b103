"""Migrations lead to exactly the tables of bot/storage/tables, from every revision up and back down."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from bot.storage.schema import FOLDER, HEAD, bring_up
from bot.storage.tables import metadata

SCRIPTS = ScriptDirectory(str(FOLDER))
REVISIONS = [one.revision for one in SCRIPTS.walk_revisions()][::-1]


FIRST_RELEASE = (
    "INSERT INTO person VALUES (1, 77, 'Үлгі', 'kk', NULL, '2026-09-01')",
    "INSERT INTO class VALUES (1, 2026, 7, 'Ә')",
    "INSERT INTO role_grant VALUES (1, 1, 'social_pedagogue', NULL, '2026-09-01', NULL)",
    "INSERT INTO pupil (id, last, first, patronymic, nationality) VALUES (1, 'Үлгілі', 'Бала', '', '')",
    "INSERT INTO enrolment VALUES (1, 1, 1, '2026-09-01', NULL)",
    "INSERT INTO class_report VALUES (1, 1, 1, 'approved', '{}', '2026-09-01', NULL, 1, NULL, 1)",
    "INSERT INTO status_fact VALUES (1, 1, 1, 'orphan', 'yes', 1, '2026-09-01')",
    "INSERT INTO audit VALUES (1, '2026-09-01', 1, 'note', 'report:1')",
)
APPLICATION = (
    "INSERT INTO application VALUES ({id}, 'meals', 2026, '', {number}, 1, 1, 1, 'chat', '{state}', '3',"
    " '2026-09-07', '2026-09-14', 'kk', 1)"
)
NEW_ROWS = (
    "INSERT INTO representative VALUES (1, 1, 1, 'mother', NULL, '2026-09-07', NULL)",
    APPLICATION.format(id=1, number=1, state="new"),
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{tmp_path / 'tirek.db'}")
    with engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys=ON"))
        yield connection
    engine.dispose()


def config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return compare_metadata(context, metadata)


def test_the_head_that_the_bot_expects_is_the_last_script() -> None:
    assert SCRIPTS.get_heads() == [HEAD]


def test_an_empty_file_becomes_what_tables_say(connection: Connection) -> None:
    bring_up(connection)
    assert differences(connection) == []
    assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_the_checks_and_unique_rules_are_there_too(connection: Connection) -> None:
    bring_up(connection)
    for name, table in metadata.tables.items():
        found = inspect(connection)
        uniques = {tuple(one["column_names"]) for one in found.get_unique_constraints(name)}
        assert uniques == {
            tuple(column.name for column in one.columns)
            for one in table.constraints
            if type(one).__name__ == "UniqueConstraint"
        }
        assert len(found.get_check_constraints(name)) == sum(
            type(one).__name__ == "CheckConstraint" for one in table.constraints
        )
        assert len(found.get_foreign_keys(name)) == len(table.foreign_keys)


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_is_brought_up(connection: Connection, revision: str) -> None:
    command.upgrade(config(connection), revision)
    bring_up(connection)
    assert differences(connection) == []


@pytest.mark.parametrize("revision", ["base", *REVISIONS])
def test_the_way_back_and_forth_again(connection: Connection, revision: str) -> None:
    bring_up(connection)
    command.downgrade(config(connection), revision)
    bring_up(connection)
    assert differences(connection) == []


def test_nothing_is_left_at_the_very_beginning(connection: Connection) -> None:
    bring_up(connection)
    command.downgrade(config(connection), "base")
    assert inspect(connection).get_table_names() == ["alembic_version"]


def test_bringing_up_what_is_up_to_date_touches_nothing(connection: Connection) -> None:
    bring_up(connection)
    connection.execute(text("INSERT INTO audit (at, action, subject) VALUES ('2026-09-07', 'a', 'b')"))
    bring_up(connection)
    assert connection.execute(text("SELECT count(*) FROM audit")).scalar() == 1


def test_a_school_of_the_first_release_keeps_what_it_has(connection: Connection) -> None:
    """From 0002, with rows in place, to the present: nothing is changed, and parents can come in."""
    command.upgrade(config(connection), "0002")
    for statement in FIRST_RELEASE:
        connection.execute(text(statement))
    before = rows_of(connection, inspect(connection).get_table_names())
    bring_up(connection)
    after = rows_of(connection, before)
    assert after.pop("alembic_version") == [(HEAD,)]
    assert before.pop("alembic_version") == [("0002",)]
    assert after == before
    assert sum(map(len, after.values())) == len(FIRST_RELEASE)
    for statement in NEW_ROWS:
        connection.execute(text(statement))
    assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def rows_of(connection: Connection, tables: Iterable[str]) -> dict[str, list[object]]:
    return {name: list(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in tables}


def test_the_indexes_are_those_of_the_tables(connection: Connection, tmp_path: Path) -> None:
    """Alembic does not compare the condition of a partial index."""
    bring_up(connection)
    engine = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    metadata.create_all(engine)
    wanted = text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    )
    with engine.connect() as made:
        assert connection.execute(wanted).all() == made.execute(wanted).all()
    engine.dispose()


def test_one_application_under_way_for_a_child_service_and_period(connection: Connection) -> None:
    bring_up(connection)
    for statement in (*FIRST_RELEASE, *NEW_ROWS):
        connection.execute(text(statement))
    connection.execute(text(APPLICATION.format(id=2, number=2, state="granted")))
    with pytest.raises(IntegrityError):
        connection.execute(text(APPLICATION.format(id=3, number=3, state="papers_missing")))


def test_a_file_of_a_later_version_is_refused(connection: Connection) -> None:
    bring_up(connection)
    connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CommandError):
        bring_up(connection)


def test_every_foreign_key_that_is_looked_up_has_an_index(connection: Connection) -> None:
    bring_up(connection)
    for name in metadata.tables:
        found = inspect(connection)
        led = {one["column_names"][0] for one in found.get_indexes(name)}
        led |= {one["column_names"][0] for one in found.get_unique_constraints(name)}
        sought = {
            key["constrained_columns"][0]
            for key in found.get_foreign_keys(name)
            if key["constrained_columns"][0] in {"class_id", "class_report_id", "person_id"}
        }
        assert sought <= led, name
