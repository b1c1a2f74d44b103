"""Who may do what to whose records: one table, asked by every use case and every handler (design.md §3.5)."""

from enum import StrEnum

from bot.core.errors import Refusal
from bot.core.people import Person, Role


class Whose(StrEnum):
    """How far a permission reaches."""

    OWN_CHILDREN = "own_children"
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
    APPLY = "apply"
    MEET_PARENTS = "meet_parents"
    ENTER_APPLICATION = "enter_application"
    SEE_APPLICATIONS = "see_applications"
    HANDLE_APPLICATIONS = "handle_applications"
    HOLD_SITTINGS = "hold_sittings"
    SET_LIMITS = "set_limits"


SCHOOL, OWN, CHILDREN = Whose.SCHOOL, Whose.OWN_CLASSES, Whose.OWN_CHILDREN

TABLE: dict[Role, dict[Action, Whose]] = {
    Role.SOCIAL_PEDAGOGUE: {action: SCHOOL for action in Action if action is not Action.APPLY},
    Role.CLASS_TEACHER: {
        Action.FILL_REPORT: OWN,
        Action.SEE_TOTALS: OWN,
        Action.SEE_NAMES: OWN,
        Action.EXPORT: OWN,
        Action.MEET_PARENTS: OWN,
        Action.ENTER_APPLICATION: OWN,
        Action.SEE_APPLICATIONS: OWN,
    },
    Role.DEPUTY: {
        Action.SEE_BOARD: SCHOOL,
        Action.SEE_TOTALS: SCHOOL,
        Action.SEE_NAMES: SCHOOL,
        Action.EXPORT: SCHOOL,
        Action.SEE_APPLICATIONS: SCHOOL,
    },
    Role.DIRECTOR: {
        Action.SEE_BOARD: SCHOOL,
        Action.SEE_TOTALS: SCHOOL,
        Action.SEE_NAMES: SCHOOL,
        Action.EXPORT: SCHOOL,
        Action.SEE_APPLICATIONS: SCHOOL,
    },
    Role.PSYCHOLOGIST: {
        Action.SEE_BOARD: SCHOOL,
        Action.SEE_TOTALS: SCHOOL,
        Action.SEE_NAMES: SCHOOL,
        Action.SEE_LABELS: SCHOOL,
    },
    Role.PARENT: {Action.APPLY: CHILDREN},
}


class NotAllowed(Refusal):
    key = "refusal.not_allowed"


def may(person: Person, action: Action, class_id: int | None = None, pupil_id: int | None = None) -> bool:
    """Whether the person may do this: to this class or this child where one is named, else to anything at all.

    Staff reach a child through its class, so a pupil is named together with the class that they are in.
    """
    if action is Action.TALK:
        return True
    reach = {TABLE[role].get(action) for role in person.roles}
    if Whose.SCHOOL in reach:
        return True
    if class_id is None and pupil_id is None:
        return bool(reach - {None})
    of_class = Whose.OWN_CLASSES in reach and class_id in person.classes
    return of_class or (Whose.OWN_CHILDREN in reach and pupil_id in person.children)


def may_all(person: Person, action: Action) -> bool:
    """Whether the person may do this to the whole school."""
    return any(TABLE[role].get(action) is Whose.SCHOOL for role in person.roles)


def require(person: Person, action: Action, class_id: int | None = None, pupil_id: int | None = None) -> None:
    if not may(person, action, class_id, pupil_id):
        raise NotAllowed()


def require_all(person: Person, action: Action) -> None:
    if not may_all(person, action):
        raise NotAllowed()
