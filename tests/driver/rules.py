"""What may never reach a screen: rule 11 of the conversations, checked for every message the bot shows."""

from collections.abc import Iterator

from bot.sandbox.world import Message

TEXT_LENGTH = 900
LABEL_LENGTH = 28
CALLBACK_BYTES = 64
LIST_ROWS = 8
NAVIGATION_ROWS = 2


def broken_rules(message: Message) -> Iterator[str]:
    """One sentence for each thing that is too long."""
    length = len(message.content.words.text)
    if message.content.kind == "text" and length > TEXT_LENGTH:
        yield f"a text of {length} characters (at most {TEXT_LENGTH})"
    rows = message.markup.rows if message.markup else []
    if len(rows) > LIST_ROWS + NAVIGATION_ROWS:
        yield f"{len(rows)} rows of buttons (at most {LIST_ROWS} and {NAVIGATION_ROWS} for navigation)"
    for button in (one for row in rows for one in row):
        yield from _broken_by_button(button["text"], button.get("callback_data", ""))


def _broken_by_button(label: str, callback_data: str) -> Iterator[str]:
    if len(label) > LABEL_LENGTH:
        yield f"a label of {len(label)} characters (at most {LABEL_LENGTH}): «{label}»"
    if len(callback_data.encode()) > CALLBACK_BYTES:
        yield f"callback data of more than {CALLBACK_BYTES} bytes under «{label}»"
