"""The screens about parents as the school meets them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.parents.family import ClassParents, Representatives, Tie
from bot.core.school import Class
from bot.handlers.addresses.consents import OpenStopTasks
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.parents import (
    EndRepresentative,
    OpenClaims,
    OpenClassLink,
    OpenClassParents,
    OpenParents,
    OpenRepresentatives,
    OpenTries,
    ReturnRepresentative,
)
from bot.texts import Words

CLASS_COLUMNS, PUPIL_COLUMNS = 4, 2
# What waits has rows of its own above the classes, and the link and the requests above the pupils.
CLASSES_A_PAGE = CLASS_COLUMNS * (ROWS - 4)
PUPILS_A_PAGE = PUPIL_COLUMNS * (ROWS - 3)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for this person."""

    requests: int
    tries: int
    stop_tasks: int


def parents_screen(words: Words, waiting: Waiting, classes: Sequence[Class], page: int) -> Screen:
    """What waits comes first; then the classes."""
    tasks = (
        ("parents.requests", waiting.requests, OpenClaims()),
        ("parents.tries", waiting.tries, OpenTries()),
        ("parents.stop_tasks", waiting.stop_tasks, OpenStopTasks()),
    )
    rows: list[Row] = [
        (Button(words(key, count=count), address, "primary"),) for key, count, address in tasks if count
    ]
    shown = page_of(classes, page, CLASSES_A_PAGE)
    buttons = [Button(str(one.name), OpenClassParents(class_id=one.id)) for one in shown.items]
    rows += in_rows(buttons, CLASS_COLUMNS)
    rows.append(shown.turners(lambda to: OpenParents(page=to)))
    text = f"<b>{words('menu.parents')}</b>\n\n{words('parents.hint_of_page')}"
    return Screen(text, [*rows, (Button(words("go.menu"), OpenMenu()),)])


def class_screen(words: Words, view: ClassParents, waiting: int, page: int, alone: bool) -> Screen:
    """How many pupils have a representative here; `alone`: there is no page of classes to go back to."""
    class_id = view.class_.id
    shown = page_of(view.pupils, page, PUPILS_A_PAGE)
    pupils = [
        Button(f"{'✅ ' if count else ''}{one.name.short}", OpenRepresentatives(pupil_id=one.id))
        for one, count in shown.items
    ]
    rows: list[Row] = [(Button(words("parents.link.open"), OpenClassLink(class_id=class_id), "primary"),)]
    if waiting:
        rows.append((Button(words("parents.requests", count=waiting), OpenClaims(), "primary"),))
    rows += in_rows(pupils, PUPIL_COLUMNS)
    rows.append(shown.turners(lambda to: OpenClassParents(class_id=class_id, page=to)))
    back = Button(words("go.menu"), OpenMenu()) if alone else Button(words("go.back"), OpenParents())
    text = words.html(
        "parents.class",
        class_name=view.class_.name.quoted,
        represented=view.represented,
        total=len(view.pupils),
    )
    return Screen(text, [*rows, (back,)])


def representatives_screen(words: Words, view: Representatives, ended: int = 0) -> Screen:
    """Who represents the pupil; `ended` is a tie that was ended just now."""
    lines = [f"• {tie_line(words, one)}" for one in view.ties] or [words("parents.nobody")]
    head = words.html("parents.of_pupil", child=view.pupil.name.short, class_name=_class(words, view.class_))
    rows: list[Row] = [
        (
            Button(
                words("parents.end", person=one.person.name),
                EndRepresentative(representative_id=one.representative.id),
            ),
        )
        for one in view.ties[: ROWS - 1]
    ]
    if ended:
        rows.append(
            (Button(words("parents.undo"), ReturnRepresentative(representative_id=ended), "primary"),)
        )
    back = OpenClassParents(class_id=view.class_.id) if view.class_ else OpenParents()
    return Screen("\n".join((head, "", *lines)), [*rows, (Button(words("go.back"), back),)])


def end_screen(words: Words, tie: Tie) -> Screen:
    number, pupil_id = tie.representative.id, tie.representative.pupil_id
    rows: list[Row] = [
        (
            Button(
                words("parents.end.sure"), EndRepresentative(representative_id=number, sure=True), "danger"
            ),
        ),
        (Button(words("go.back"), OpenRepresentatives(pupil_id=pupil_id)),),
    ]
    return Screen(words.html("parents.end.ask", person=tie.person.name), rows)


def tie_line(words: Words, tie: Tie) -> str:
    """`Айгүл: mother, since 07.09.2026`; in HTML."""
    held = tie.representative
    return words.html(
        "parents.tie",
        person=tie.person.name,
        relation=relation_words(words, held.relation, held.decision_number),
        since=f"{held.since:%d.%m.%Y}",
    )


def relation_words(words: Words, relation: str, decision: str) -> str:
    said = words(f"relation.{relation}")
    return words("relation.by_decision", relation=said, decision=decision) if decision else said


def _class(words: Words, class_: Class | None) -> str:
    return class_.name.quoted if class_ else words("children.left")
