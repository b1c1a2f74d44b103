"""Who may do what to whose records: one table, asked by every use case and every handler (design.md §3.5)."""

from enum import StrEnum

from bot.core.errors import Refusal
from bot.core.people import Person, Role


class Whose(StrEnum):
    """How far a permission reaches."""

    OWN_CLASSES = "own_classes"
    SCHOOL = "school"


class Action(StrEnum):
    """What can be done at the office."""

    TALK = "talk"
    SET_UP_SCHOOL = "set_up_school"
    IMPORT_ROSTER = "import_roster"
    INVITE_STAFF = "invite_staff"
    FILL_REPORT = "fill_report"
    REVIEW_REPORTS = "review_reports"
    SEE_BOARD = "see_board"
    SEE_TOTALS = "see_totals"
    SEE_NAMES = "see_names"
    SEE_LABELS = "see_labels"
    LABEL_PUPIL = "label_pupil"
    JOIN_FAMILIES = "join_families"
    EXPORT = "export"
    CHANGE_TEMPLATES = "change_templates"


SCHOOL, OWN = Whose.SCHOOL, Whose.OWN_CLASSES

TABLE: dict[Role, dict[Action, Whose]] = {
    Role.SOCIAL_PEDAGOGUE: dict.fromkeys(Action, SCHOOL),
    Role.CLASS_TEACHER: {
        Action.FILL_REPORT: OWN,
        Action.SEE_TOTALS: OWN,
        Action.SEE_NAMES: OWN,
        Action.EXPORT: OWN,
    },
    Role.DEPUTY: {
        Action.SEE_BOARD: SCHOOL,
        Action.SEE_TOTALS: SCHOOL,
        Action.SEE_NAMES: SCHOOL,
        Action.EXPORT: SCHOOL,
    },
    Role.DIRECTOR: {
        Action.SEE_BOARD: SCHOOL,
        Action.SEE_TOTALS: SCHOOL,
        Action.SEE_NAMES: SCHOOL,
        Action.EXPORT: SCHOOL,
    },
    Role.PSYCHOLOGIST: {
        Action.SEE_BOARD: SCHOOL,
        Action.SEE_TOTALS: SCHOOL,
        Action.SEE_NAMES: SCHOOL,
        Action.SEE_LABELS: SCHOOL,
    },
}


class NotAllowed(Refusal):
    key = "refusal.not_allowed"


def may(person: Person, action: Action, class_id: int | None = None) -> bool:
    """Whether the person may do this, to this class where one is named, else to anything at all."""
    if action is Action.TALK:
        return True
    reach = {TABLE[role].get(action) for role in person.roles}
    if Whose.SCHOOL in reach:
        return True
    return Whose.OWN_CLASSES in reach and (class_id is None or class_id in person.classes)


def may_all(person: Person, action: Action) -> bool:
    """Whether the person may do this to the whole school."""
    return any(TABLE[role].get(action) is Whose.SCHOOL for role in person.roles)


def require(person: Person, action: Action, class_id: int | None = None) -> None:
    if not may(person, action, class_id):
        raise NotAllowed()


def require_all(person: Person, action: Action) -> None:
    if not may_all(person, action):
        raise NotAllowed()
