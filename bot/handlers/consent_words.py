"""The text of a consent, filled in: what is shown is what is kept."""

from bot.core.parents.consent import VERSION, ConsentFacts
from bot.texts import Words

PARTS = ("first", "second")
# Between the pages of a text: no page has such a line in it.
BREAK = "\n\n* * *\n\n"


def consent_pages(words: Words, facts: ConsentFacts) -> tuple[str, ...]:
    """The seven items of the law in two pages, plain words; of a Kyrgyz school by its own law."""
    school, child = facts.school, facts.child
    filled = {
        "version": VERSION,
        "school": school.name(words.language),
        "place": school.place,
        "child": child.pupil.name.full,
        "class_name": child.class_.name.quoted if child.class_ else words("children.left"),
        "person": facts.person,
        "relation": words(f"relation.{child.relation}"),
    }
    return tuple(words(f"consent.{part}.{school.country}", **filled) for part in PARTS)


def consent_text(words: Words, facts: ConsentFacts) -> str:
    return BREAK.join(consent_pages(words, facts))


def pages_of(text: str) -> tuple[str, ...]:
    """The pages of a text that was kept."""
    return tuple(text.split(BREAK))
