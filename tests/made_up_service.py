"""A service that is declared nowhere but here: textbooks for the family, as somebody might add it one day."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.core.forms.form import Choice, Proof, Typed
from bot.core.school import Country
from bot.core.services import readers
from bot.core.services.common import APPLICANT, CATEGORIES, CATEGORY, PHONE, REASON, when
from bot.core.services.registry import SERVICES
from bot.core.services.service import Gives, Limit, LimitKind, Service
from bot.texts import LANGUAGES
from bot.texts.catalogue import catalogue

TEXTBOOKS = Service(
    key="textbooks",
    country=Country.KAZAKHSTAN,
    categories=CATEGORIES,
    questions=(
        CATEGORY,
        REASON,
        Choice("language", choices=("kazakh", "russian")),
        Choice("whose", choices=("all", "some")),
        Typed("titles", reader=readers.sentence, asked=when("whose", "some")),
        APPLICANT,
        PHONE,
    ),
    proofs=(Proof("library_note", asked=when("whose", "some"), in_egov=False),),
    gives=Gives.THINGS,
    limits=(Limit("things", LimitKind.TEXT), Limit("amount", LimitKind.MONEY)),
    details=("things", "amount"),
)
WORDS = {
    "textbooks.title": "Оқулықтар",
    "textbooks.intro": "<b>Оқулықтар</b>\n\nНе үшін, негізі, кім көреді, уақыты.",
    "textbooks.language.label": "Оқыту тілі",
    "textbooks.language.ask": "Оқулықтар қай тілде керек?",
    "textbooks.language.why": "Кітапхана соған қарай іздейді.",
    "textbooks.language.kazakh": "Қазақша",
    "textbooks.language.russian": "Орысша",
    "textbooks.whose.label": "Қанша",
    "textbooks.whose.ask": "Бәрі керек пе?",
    "textbooks.whose.why": "Бірнешеуі ғана болса, тізімін сұраймыз.",
    "textbooks.whose.all": "Бәрі",
    "textbooks.whose.some": "Бірнешеуі",
    "textbooks.titles.label": "Тізімі",
    "textbooks.titles.ask": "Қай оқулықтар керек?",
    "textbooks.titles.why": "Кітапханашы соларды дайындайды.",
    "textbooks.titles.example": "Алгебра, Тарих",
    "textbooks.category.ended.none": "Бұл бас тарту емес: кітапханашымен сөйлесіңіз.",
    "proof.library_note.label": "Кітапхана қағазы",
    "proof.library_note.ask": "Кітапхананың анықтамасы",
    "proof.library_note.why": "Бұрынғы оқулықтар қайтарылғанын растайды.",
    "proof.library_note.name": "кітапхананың анықтамасы",
}


@contextmanager
def declared_at_run_time() -> Iterator[Service]:
    """One entry of the registry and a words file, and nothing else; both are gone afterwards."""
    SERVICES[TEXTBOOKS.key] = TEXTBOOKS
    for language in LANGUAGES:
        catalogue(language).update(WORDS)
    try:
        yield TEXTBOOKS
    finally:
        del SERVICES[TEXTBOOKS.key]
        for language in LANGUAGES:
            for key in WORDS:
                del catalogue(language)[key]
