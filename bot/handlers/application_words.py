"""The words of an application wherever one is named: its service, its papers, its days, where it stands."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.core.applications.application import Application, State
from bot.core.applications.mine import MyCase
from bot.handlers.forms_words import first_found
from bot.handlers.survey_words import cut, fitted
from bot.texts import Words

NAMES_LENGTH = 160


def service_title(words: Words, key: str) -> str:
    return words(f"{key}.title")


def title_of(words: Words, application: Application) -> str:
    """`Free meals · № 12`."""
    title = service_title(words, application.service)
    return words("applying.title", service=title, number=application.number)


def label_of(words: Words, one: MyCase) -> str:
    """The button of an application: the number and the child stay readable."""
    title = service_title(words, one.application.service)
    return fitted(f"№ {one.application.number} · ", title, f" · {cut(one.pupil.name.first, 10)}")


def state_key(one: MyCase) -> str:
    """What was granted and has ended is granted no more; nothing is awaited once all papers have come."""
    state = one.application.state
    if state is State.PAPERS_MISSING and one.own and not one.missing:
        return State.NEW.value
    return "ended" if state is State.GRANTED and one.own and one.held is None else state.value


def paper_words(words: Words, service: str, key: str) -> str:
    """What a paper is called."""
    places = (f"{service}.{key}", f"service.{key}", f"proof.{key}")
    return first_found(words, *(f"{place}.{part}" for part in ("label", "name") for place in places)) or key


def papers_words(words: Words, service: str, keys: Iterable[str]) -> str:
    return cut(", ".join(paper_words(words, service, one) for one in keys), NAMES_LENGTH)


def day_words(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def time_words(moment: datetime) -> str:
    """A time at the school."""
    return f"{moment:%d.%m.%Y, %H:%M}"
