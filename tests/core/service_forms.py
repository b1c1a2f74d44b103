"""Forms of declared services without a database: random facts about children, and every way to answer a question."""

import re
from html import unescape

from hypothesis import strategies as st

from bot.chat import Screen
from bot.core.access import Action
from bot.core.applications.form import application_form
from bot.core.forms.form import Answers, Form, Known, Proof, Question, Typed, files_answer
from bot.core.forms.interview import Interview
from bot.core.ports import Desk
from bot.core.services.registry import SERVICES
from bot.core.services.service import Service
from bot.handlers.forms_words import worded
from bot.texts import LANGUAGES, Words
from tests.core.test_forms import TODAY

# As long as numbers get in a school's life.
SUBJECT = "p1000000000m"
MARK = "a1b2c3"
TAG = re.compile(r"</?[a-z]+>")


def declared(service: Service) -> Form:
    """What is declared and nothing else."""
    return Form(
        key=service.key,
        action=Action.TALK,
        questions=(*service.questions, *service.proofs),
        save=_save,
        is_saved=_is_saved,
        gate=service.gate,
        shared=application_form(service).shared,
    )


def _save(desk: Desk, subject: str, answers: Answers) -> None:
    raise AssertionError("nothing is saved here")


def _is_saved(desk: Desk, subject: str) -> bool:
    raise AssertionError("nothing is saved here")


def interview(service: Service, facts: Answers | None = None, known: Answers | None = None) -> Interview:
    facts = {"country": service.country.value, **(facts or {})}
    told = Known(facts, known or {}, dict.fromkeys(known or {}, "sibling:Айша"))
    return Interview(declared(service), {}, TODAY, MARK, subject=SUBJECT, known=told, name="Айғаным")


@st.composite
def services(draw: st.DrawFn) -> Service:
    return SERVICES[draw(st.sampled_from(sorted(SERVICES)))]


@st.composite
def facts_about(draw: st.DrawFn, service: Service) -> dict[str, str]:
    """A child and whoever applies for it; what is not known is empty."""
    return {
        "country": service.country.value,
        "by": draw(st.sampled_from(("parent", "staff"))),
        "relation": draw(st.sampled_from(("mother", "father", "guardian", ""))),
        "grade": draw(st.sampled_from(("", *map(str, range(12))))),
        "born": draw(
            st.sampled_from(("", "2005-01-31", "2007-08-12", "2007-08-13", "2014-09-05", "2019-12-31"))
        ),
        "year": "2026-2027",
    }


def ways_to_answer(now: Interview, question: Question) -> tuple[str, ...]:
    """Everything that can be tapped, the examples of all languages, nothing, and files for a paper."""
    told = set(now.options(question))
    if isinstance(question, Typed):
        told |= {worded(Words(one), now, question, "example") for one in LANGUAGES}
    if question.optional:
        told.add("")
    if isinstance(question, Proof):
        told.add(files_answer((10**9, 10**9 + 1)))
    return tuple(sorted(told))


def with_answer(now: Interview, key: str, written: str) -> Interview:
    """Answered in the way of its kind: files come one by one."""
    files = written.removeprefix("files:").split(",") if written.startswith("files:") else []
    for number in files:
        now = now.with_file(key, int(number))
    return now.forward() if files else now.answer(key, written)


def readable(screen: Screen) -> str:
    """The text as it is read."""
    return unescape(TAG.sub("", screen.text))
