"""Files with names that were sent into chats, kept in mind until they are deleted there."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.core.office import SentFile
from bot.storage.database import Database
from bot.storage.tables import sent_file


def keep_in_mind(connection: Connection, chat_id: int, message_id: int, delete_after: datetime) -> None:
    """Once: the update that brought it may be delivered again."""
    values = {"chat_id": chat_id, "message_id": message_id}
    if connection.execute(select(sent_file.c.id).filter_by(**values)).first() is None:
        connection.execute(insert(sent_file).values(**values, delete_after=delete_after))


class SqlSentFiles:
    """Satisfies core.ports.SentFiles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, at: datetime) -> list[SentFile]:
        wanted = select(sent_file).where(sent_file.c.delete_after <= at).order_by(sent_file.c.id)
        return await self._database.read(
            lambda connection: [
                SentFile(row["id"], row["chat_id"], row["message_id"])
                for row in connection.execute(wanted).mappings()
            ]
        )

    async def forget(self, gone: SentFile) -> None:
        change = delete(sent_file).where(sent_file.c.id == gone.id)
        await self._database.write(lambda connection: connection.execute(change) and None)
