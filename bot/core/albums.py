"""Files that come together are answered on one screen: which one it is, and what it said so far."""

from bot.core.office import Album
from bot.core.ports import Desk


def answered_album(desk: Desk, group: str) -> Album | None:
    """The answer that the earlier files of this album got; None for its first."""
    album = desk.albums.of(desk.actor.telegram_id)
    return album if album is not None and album.group == group else None


def keep_answer(desk: Desk, album: Album) -> None:
    desk.albums.keep(desk.actor.telegram_id, album)
