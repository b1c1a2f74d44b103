"""A form that nobody has: for the tests of what any form does, with its words and everything that a form can have."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bot.core.access import Action
from bot.core.errors import Refusal
from bot.core.forms import readers
from bot.core.forms.form import Answers, Choice, Form, Known, Proof, Question, Several, Typed
from bot.core.forms.registry import FORMS
from bot.core.office import Doors
from bot.core.ports import Desk
from bot.texts.catalogue import catalogue

KEY = "garden"
FORBIDDEN = "forbidden"
WORDS = {
    "garden.title": "Бақша",
    "garden.intro": "<b>Бақша</b>: не үшін, негізі, кім көреді, уақыты.",
    "garden.done": "✅ Бақша жазылды.",
    "garden.gate.small": "1-сыныпқа бақша керек емес.",
    "garden.kin.ask": "Сіз кімсіз?",
    "garden.kin.why": "Өтінішке жазылады.",
    "garden.kin.label": "Туыстығы",
    "garden.kin.mother": "Анасы",
    "garden.kin.father": "Әкесі",
    "garden.kin.other": "Басқа",
    "garden.kin.ended.other": "Бақшаны тек ата-ана сұрайды.",
    "garden.place.ask": "Қайда тұрасыз?",
    "garden.place.why": "Мекенжайға жазылады.",
    "garden.place.example": "Көкшетау",
    "garden.place.label": "Мекені",
    "garden.iin.ask": "Нөміріңіз қандай?",
    "garden.iin.why": "Өтінішке керек.",
    "garden.iin.example": "080101550010",
    "garden.iin.label": "Нөмірі",
    "outdoors.weather.ask": "Негізі қандай?",
    "outdoors.weather.why": "Қағаздар осыған қарай.",
    "outdoors.weather.label": "Негізі",
    "outdoors.weather.rain": "Жаңбыр",
    "outdoors.weather.sun": "Күн",
    "outdoors.weather.sun.plain": "күн көп түседі",
    "outdoors.weather.wind": "Жел",
    "garden.uncle.ask": "Ағаңыз кім?",
    "garden.uncle.why": "Жел үшін керек.",
    "garden.uncle.example": "Үлгіев Үлгі",
    "garden.uncle.label": "Ағасы",
    "proof.leaf.ask": "Жапырақтың анықтамасы",
    "proof.leaf.why": "Жапырағы барын көрсетеді.",
    "proof.leaf.label": "Жапырақ",
    "proof.root.ask": "Тамырдың анықтамасы",
    "proof.root.why": "Тамыры барын көрсетеді.",
    "proof.root.label": "Тамыр",
    "garden.helpers.ask": "Көмекшілеріңіз кім?",
    "garden.helpers.why": "Міндетті емес.",
    "garden.helpers.example": "Үлгіев Үлгі, Мысалов М. М.",
    "garden.helpers.label": "Көмекшілер",
}


class Forbidden(Refusal):
    key = "refusal.not_allowed"


def in_the_wind(given: Answers) -> bool:
    return given.get("weather") == "wind"


def in_the_rain(given: Answers) -> bool:
    return given.get("weather") == "rain"


def number(written: str) -> str | None:
    return written if written.isdigit() and len(written) == 12 else None


QUESTIONS: tuple[Question, ...] = (
    Choice("kin", choices=("mother", "father", "other"), ends=frozenset({"other"})),
    Typed("place", reader=readers.place),
    Typed("iin", reader=number, private=True),
    Choice(
        "weather",
        choices=("rain", "sun", "wind"),
        only={"wind": lambda given: given.get("grade") != "2"},
        usual=lambda given: "sun" if given["today"].startswith("2026") else "rain",
    ),
    Typed("uncle", reader=readers.person_name, asked=in_the_wind),
    Proof("leaf", asked=in_the_rain),
    Proof("root", in_egov=False),
    Several("helpers", reader=readers.person_name, optional=True),
)


@dataclass
class Garden:
    """What became of it, and what the office knows by subject."""

    saved: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    start: dict[str, Answers] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)
    pupil_id: int = 1

    def form(self) -> Form:
        return Form(
            key=KEY,
            action=Action.TALK,
            questions=QUESTIONS,
            save=self._save,
            is_saved=lambda desk, subject: any(one == subject for one, _ in self.saved),
            known=lambda desk, subject: self.known.get(subject, Known()),
            allows=self._allow,
            start=lambda desk, subject: self.start.get(subject, {}),
            names=lambda desk, subject: self.names.get(subject, ""),
            pupil=lambda desk, subject: self.pupil_id,
            gate=lambda facts: "small" if facts.get("grade") == "1" else "",
            shared="outdoors",
        )

    def _save(self, desk: Desk, subject: str, answers: Answers, doors: Doors) -> None:
        self.saved.append((subject, dict(answers)))

    def _allow(self, desk: Desk, subject: str) -> None:
        if subject in self.forbidden:
            raise Forbidden()


@contextmanager
def garden_open() -> Iterator[Garden]:
    """The form stands among all the others, and its words among theirs, until the test is over."""
    garden = Garden()
    words = catalogue("kk")
    strange = [key for key in WORDS if key not in words]
    words.update({key: WORDS[key] for key in strange})
    FORMS[KEY] = garden.form()
    try:
        yield garden
    finally:
        del FORMS[KEY]
        for key in strange:
            del words[key]


def with_facts(known: Known, **facts: str) -> Known:
    return replace(known, facts={**known.facts, **facts})
