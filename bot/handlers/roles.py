"""What somebody is at the school, in the words of who reads it."""

from bot.core.people import Role
from bot.core.school import Class
from bot.texts import Words


def role_words(words: Words, role: Role, class_: Class | None) -> str:
    """`class teacher · 7 «Ә»`."""
    name = words(f"role.{role}")
    return words("role.of_class", role=name, class_name=class_.name.quoted) if class_ else name
