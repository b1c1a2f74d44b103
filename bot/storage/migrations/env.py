"""Alembic's entry: runs the migrations on the connection that it is handed."""

from typing import Any, Literal

from alembic import context

from bot.storage.tables import Moment, metadata


def rendered(kind: str, item: Any, _: object) -> str | Literal[False]:
    """How our own column type is written into a migration: as the one that the database knows."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=rendered,
    transaction_per_migration=False,
)
context.run_migrations()
