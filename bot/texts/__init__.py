"""Words by key and language: gettext catalogues, one .po a feature and language, read and compiled in memory at start."""

from bot.texts.catalogue import LANGUAGES, Words, text

__all__ = ["LANGUAGES", "Words", "text"]
