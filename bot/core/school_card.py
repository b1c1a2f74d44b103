"""The card of the school: every value that forms print can be looked at and changed, one at a time."""

from bot.core.access import Action, require_all
from bot.core.errors import Outdated
from bot.core.forms.interview import Interview
from bot.core.forms.school_form import SCHOOL_FORM, answers_of, school_of
from bot.core.ports import Desk

VALUE = "school_value"


def card(desk: Desk) -> Interview | None:
    """The school's values as answers to its form; None before it was set up."""
    require_all(desk.actor, Action.SET_UP_SCHOOL)
    if not desk.schools.is_set_up():
        return None
    return Interview(SCHOOL_FORM, answers_of(desk.schools.get()), desk.today)


def ask_value(desk: Desk, key: str) -> None:
    """From now on a typed message is the new value."""
    _card(desk).question(key)
    desk.drafts.open(desk.actor.id, f"{VALUE}:{key}", {}, desk.moment)


def change(desk: Desk, key: str, written: str) -> None:
    changed = _card(desk).answer(key, written)
    desk.schools.save(school_of(changed.given))
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, "change_school", f"school:{key}", desk.moment)


def _card(desk: Desk) -> Interview:
    found = card(desk)
    if found is None:
        raise Outdated()
    return found
