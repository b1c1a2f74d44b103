"""What the conversation about pupils shows: classes, a class list, a pupil's page, and what changes on it."""

from collections.abc import Sequence
from html import escape

from bot.chat import ROWS, Address, Button, Row, Screen, in_rows, page_of
from bot.core.access import Action, may
from bot.core.people import Adult, Person, Pupil
from bot.core.pupils import ClassLine, ClassList, PupilPage
from bot.core.register import READERS, NewPupil
from bot.core.school import Class, Country
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.families import MoveOut
from bot.handlers.addresses.labels import OpenLabels
from bot.handlers.addresses.parents import OpenRepresentatives
from bot.handlers.addresses.pupils import (
    AddPupil,
    ChooseClass,
    ConfirmPupil,
    EditField,
    EditPupil,
    MovePupil,
    OpenClassList,
    OpenPupil,
    OpenRegister,
    PupilLeaves,
    PupilReturns,
)
from bot.texts import Words

CLASSES_A_PAGE = 3 * ROWS
PUPILS_A_PAGE = 2 * ROWS
VALUE_LENGTH, LIST_LENGTH = 60, 120
NEVER_EMPTY = frozenset({"name", "birth_date", "sex"})


def classes_screen(words: Words, classes: Sequence[ClassLine], page: int = 0) -> Screen:
    shown = page_of(classes, page, CLASSES_A_PAGE)
    buttons = [
        Button(f"{one.class_.name} · {one.pupils}", OpenClassList(class_id=one.class_.id))
        for one in shown.items
    ]
    key = "pupils.classes" if classes else "pupils.no_classes"
    rows = [*in_rows(buttons, 3), shown.turners(lambda to: OpenRegister(page=to))]
    text = words.html(key, pupils=sum(one.pupils for one in classes))
    return Screen(text, [*rows, (Button(words("go.menu"), OpenMenu()),)])


def class_screen(words: Words, person: Person, view: ClassList, page: int = 0) -> Screen:
    class_id = view.class_.id
    shown = page_of(view.pupils, page, PUPILS_A_PAGE)
    rows = in_rows([Button(one.name.short, OpenPupil(pupil_id=one.id)) for one in shown.items], 2)
    rows.append(shown.turners(lambda to: OpenClassList(class_id=class_id, page=to)))
    below = [Button(words("go.back"), OpenRegister())]
    if may(person, Action.IMPORT_ROSTER):
        below.append(Button(words("pupils.add"), AddPupil(class_id=class_id)))
    text = words.html("pupils.class", class_name=view.class_.name.quoted, pupils=len(view.pupils))
    return Screen(text, [*rows, tuple(below)])


def pupil_screen(
    words: Words, person: Person, page: PupilPage, undo: Address | None = None, first_line: str = ""
) -> Screen:
    """Everything that this person may see, and what they may do; `undo` takes the last change back."""
    lines = [escape(first_line), *_known(words, person, page), *_around(words, page)]
    rows: list[Row] = list(_actions(words, person, page))
    back = Button(words("pupils.open"), OpenClassList(class_id=page.class_.id))
    rows.append((back, Button(words("pupils.undo"), undo)) if undo else (back,))
    rows.append((Button(words("go.menu"), OpenMenu()),))
    return Screen("\n".join(line for line in lines if line), rows)


def _known(words: Words, person: Person, page: PupilPage) -> list[str]:
    """The register's facts; numbers, address and phones only for who keeps the register."""
    pupil = page.pupil
    where = words("pupils.in_class", class_name=page.class_.name.quoted)
    about = [where, value_of(words, pupil, "birth_date"), value_of(words, pupil, "sex")]
    lines = [
        f"<b>{escape(pupil.name.full, quote=False)}</b>",
        escape(", ".join(part for part in about if part)),
    ]
    if page.left:
        left = f"{page.left:%d.%m.%Y}"
        lines.append(words.html("pupils.left", date=left, class_name=page.class_.name.quoted))
    if may(person, Action.IMPORT_ROSTER):
        lines += [
            _field_line(words, page, field)
            for field in ("iin", "address", "phone")
            if _is_given(pupil, field)
        ]
    return [*lines, *(_adult_line(words, person, one) for one in pupil.adults)]


def _around(words: Words, page: PupilPage) -> list[str]:
    """The household, what was reported, and the labels where they may be seen."""
    lines = []
    if page.siblings:
        siblings = [f"{one.pupil.name.short} ({one.class_name or '–'})" for one in page.siblings]
        lines.append(words.html("pupils.siblings", names=_cut(", ".join(siblings), LIST_LENGTH)))
    if page.reported:
        names = [words(f"category.{one.key}.name.{page.country}") for one in page.reported]
        lines.append(words.html("pupils.reported", categories=_cut(", ".join(names), LIST_LENGTH)))
    if page.labels:
        names = [words(f"category.{one.label.category}.name.{page.country}") for one in page.labels]
        lines.append(words.html("pupils.labels", labels=_cut(", ".join(names), LIST_LENGTH)))
    return lines


def _actions(words: Words, person: Person, page: PupilPage) -> list[Row]:
    pupil_id, class_id = page.pupil.id, page.class_.id
    rows: list[Row] = []
    if may(person, Action.IMPORT_ROSTER):
        rows.append((Button(words("pupils.edit"), EditPupil(pupil_id=pupil_id)),))
        if page.left:
            rows.append((Button(words("pupils.undo"), PupilReturns(pupil_id=pupil_id, class_id=class_id)),))
        else:
            rows.append((Button(words("pupils.move"), ChooseClass(pupil_id=pupil_id)),))
            rows.append((Button(words("pupils.leave"), PupilLeaves(pupil_id=pupil_id, class_id=class_id)),))
    if may(person, Action.MEET_PARENTS, class_id):
        rows.append((Button(words("menu.parents"), OpenRepresentatives(pupil_id=pupil_id)),))
    if may(person, Action.SEE_LABELS):
        label = words("pupils.open_labels", count=len(page.labels))
        rows.append((Button(label, OpenLabels(pupil_id=pupil_id)),))
    if page.siblings and page.pupil.family and may(person, Action.JOIN_FAMILIES):
        rows.append((Button(words("pupils.move_out"), MoveOut(pupil_id=pupil_id, family=page.pupil.family)),))
    return rows


def targets_screen(words: Words, page: PupilPage, classes: Sequence[Class], number: int) -> Screen:
    """The classes that the pupil can be moved to."""
    pupil_id, source = page.pupil.id, page.class_.id
    shown = page_of(classes, number, CLASSES_A_PAGE)
    buttons = [
        Button(str(one.name), MovePupil(pupil_id=pupil_id, source=source, target=one.id))
        for one in shown.items
    ]
    rows = [*in_rows(buttons, 3), shown.turners(lambda to: ChooseClass(pupil_id=pupil_id, page=to))]
    text = words.html("pupils.which_class", name=page.pupil.name.full, class_name=page.class_.name.quoted)
    return Screen(text, [*rows, (Button(words("go.back"), OpenPupil(pupil_id=pupil_id)),)])


def fields_screen(words: Words, page: PupilPage) -> Screen:
    pupil = page.pupil
    buttons = [
        Button(field_name(words, page.country, field), EditField(pupil_id=pupil.id, field=field))
        for field in READERS
    ]
    lines = "\n".join(
        words(
            "pupils.field_line",
            field=field_name(words, page.country, field),
            value=shown_value(words, pupil, field),
        )
        for field in READERS
        if field != "name"
    )
    text = words.html("pupils.which_field", name=pupil.name.full, lines=lines)
    return Screen(text, [*in_rows(buttons, 2), (Button(words("go.back"), OpenPupil(pupil_id=pupil.id)),)])


def field_screen(words: Words, page: PupilPage, field: str) -> Screen:
    """The question for one field, with what is there now and an example."""
    pupil = page.pupil
    text = words.html(
        "pupils.ask_field",
        name=pupil.name.full,
        field=field_name(words, page.country, field),
        value=shown_value(words, pupil, field),
        example=words(f"pupils.example.{field}.{page.country}"),
    )
    if field not in NEVER_EMPTY and _is_given(pupil, field):
        text += "\n" + words.html("pupils.clear_hint")
    return Screen(text, [(Button(words("go.back"), EditPupil(pupil_id=pupil.id)),)])


def line_screen(words: Words, class_: Class) -> Screen:
    text = words.html("pupils.ask_line", class_name=class_.name.quoted)
    return Screen(text, [(Button(words("go.back"), OpenClassList(class_id=class_.id)),)])


def new_pupil_screen(words: Words, one: NewPupil) -> Screen:
    """What was understood of the line, what to look at, and the yes."""
    read = one.read
    field = "iin" if read.iin else "birth_date"
    lines = [
        words.html(
            "pupils.line_understood",
            name=read.name.full,
            class_name=one.class_.name.quoted,
            field=field_name(words, one.country, field),
            born=shown_value(words, read.pupil(0), field),
        )
    ]
    lines += [f"⚠️ {words.html(f'roster.problem.{problem}')}" for problem in read.problems]
    if one.known:
        lines.append(words.html("pupils.line_known", name=one.known.name.full))
    yes = ConfirmPupil(class_id=one.class_.id, mark=one.mark)
    again = AddPupil(class_id=one.class_.id)
    rows = [(Button(words("pupils.line_yes"), yes, "success"),), (Button(words("pupils.line_again"), again),)]
    return Screen(
        "\n".join(lines), [*rows, (Button(words("go.back"), OpenClassList(class_id=one.class_.id)),)]
    )


def found_screen(words: Words, typed: str, found: Sequence[tuple[Pupil, str]]) -> Screen:
    """Several that may be meant, each with the class."""
    shown = found[:PUPILS_A_PAGE]
    buttons = [Button(f"{place} {one.name.short}", OpenPupil(pupil_id=one.id)) for one, place in shown]
    text = words.html("pupils.found", typed=_cut(typed, VALUE_LENGTH), count=len(found))
    if len(shown) < len(found):
        text += "\n" + words.html("pupils.found_part", count=len(shown))
    return Screen(text, [*in_rows(buttons, 2), (Button(words("go.menu"), OpenMenu()),)])


def corrected_line(words: Words, before: PupilPage, after: PupilPage, field: str) -> str:
    """What was understood beside what had been there."""
    now, then = shown_value(words, after.pupil, field), shown_value(words, before.pupil, field)
    name = field_name(words, after.country, field)
    return words("pupils.corrected", field=name, value=now, before=then)


def field_name(words: Words, country: Country, field: str) -> str:
    """The personal number has a name in each country."""
    return words(f"pupils.field.{field}.{country}")


def shown_value(words: Words, pupil: Pupil, field: str) -> str:
    return _cut(value_of(words, pupil, field), VALUE_LENGTH) or words("pupils.not_given")


def value_of(words: Words, pupil: Pupil, field: str) -> str:
    """A field as a person reads it; empty where nothing is known."""
    if field == "name":
        return pupil.name.full
    if field == "birth_date":
        return f"{pupil.birth_date:%d.%m.%Y}" if pupil.birth_date else ""
    if field == "sex":
        return words(f"pupils.sex.{pupil.sex}") if pupil.sex else ""
    if field == "adults":
        return "; ".join(f"{words(f'pupils.relation.{one.relation}')}: {one.name}" for one in pupil.adults)
    return str(getattr(pupil, field) or "")


def _is_given(pupil: Pupil, field: str) -> bool:
    return bool(getattr(pupil, field))


def _field_line(words: Words, page: PupilPage, field: str) -> str:
    value = shown_value(words, page.pupil, field)
    return words.html("pupils.field_line", field=field_name(words, page.country, field), value=value)


def _adult_line(words: Words, person: Person, one: Adult) -> str:
    phone = one.phone if may(person, Action.IMPORT_ROSTER) else ""
    value = _cut(", ".join(part for part in (one.name, phone) if part), VALUE_LENGTH)
    return words.html("pupils.field_line", field=words(f"pupils.relation.{one.relation}"), value=value)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
