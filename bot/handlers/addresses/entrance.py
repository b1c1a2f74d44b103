"""The way in."""

from bot.chat import Address


class ChooseLanguage(Address, prefix="lang"):
    """`token` is the personal link by which somebody new came."""

    language: str
    token: str = ""


class OpenMenu(Address, prefix="menu"):
    pass
