"""Brings a database to the present shape with Alembic, and says whether it is there."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "0004"
FOLDER = Path(__file__).parent / "migrations"


def bring_up(connection: Connection) -> None:
    """Runs the migrations that are missing; Alembic is only loaded where there are some."""
    if _revision(connection) == HEAD:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    # A percent sign in the folder's name would be read as a reference to another option.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
