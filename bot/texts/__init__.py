"""Words by key and language: gettext catalogues, a .po a feature and language, read into memory at start."""

from bot.texts.catalogue import LANGUAGES, Words, first_up, text

__all__ = ["LANGUAGES", "Words", "first_up", "text"]
