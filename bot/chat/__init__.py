"""What a person sees and where each button leads; aiogram's optionals are narrowed here, once."""

from bot.chat.screens import LABEL_LENGTH, ROWS, Address, Button, Page, Row, Screen, in_rows, page_of, shorten
from bot.chat.sending import Sent, SentAs
from bot.chat.talking import LONGEST_PATIENCE, Chat

__all__ = [
    "LABEL_LENGTH",
    "LONGEST_PATIENCE",
    "ROWS",
    "Address",
    "Button",
    "Chat",
    "Page",
    "Row",
    "Screen",
    "Sent",
    "SentAs",
    "in_rows",
    "page_of",
    "shorten",
]
