"""The school's own Word forms: which papers have one, and the ministry's form put back."""

from dataclasses import dataclass

from bot.core.access import Action, require_all
from bot.core.errors import NotFound
from bot.core.papers import REGISTRY, Paper
from bot.core.ports import Desk

QUESTION = "template"


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A form in one language; `content` is the school's own, None where the ministry's is used."""

    paper: Paper
    language: str
    content: bytes | None


def own_forms(desk: Desk) -> tuple[OwnForm, ...]:
    """All forms that can be changed."""
    require_all(desk.actor, Action.CHANGE_TEMPLATES)
    languages = desk.schools.get().form_languages
    papers = [paper for paper, kind in REGISTRY.items() if kind.has_template]
    return tuple(
        OwnForm(paper, language, desk.papers.template(paper, language))
        for paper in papers
        for language in languages
    )


def own_form(desk: Desk, paper: str, language: str) -> OwnForm:
    found = next((one for one in own_forms(desk) if (one.paper, one.language) == (paper, language)), None)
    if found is None:
        raise NotFound()
    return found


def ask_for_form(desk: Desk, paper: str, language: str) -> None:
    """The next file that this person sends is this form."""
    own_form(desk, paper, language)
    desk.drafts.open(desk.actor.id, QUESTION, {"paper": paper, "language": language}, desk.moment)


def keep_form(desk: Desk, paper: str, language: str, content: bytes) -> None:
    """Uses this form from now on; that it can be filled in was tried before."""
    own_form(desk, paper, language)
    desk.papers.save_template(paper, language, content, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "change_form", f"form:{paper}.{language}", desk.moment)


def restore_form(desk: Desk, paper: str, language: str) -> None:
    """Back to the ministry's form; what is restored already stays so."""
    if own_form(desk, paper, language).content is not None:
        desk.papers.save_template(paper, language, None, desk.actor.id, desk.moment)
        desk.audit.note(desk.actor.id, "restore_form", f"form:{paper}.{language}", desk.moment)


def take_form(desk: Desk, paper: str, language: str) -> None:
    own_form(desk, paper, language)
    desk.audit.note(desk.actor.id, "take_form", f"form:{paper}.{language}", desk.moment)
