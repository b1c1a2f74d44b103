"""What the conversation about the roster shows: the invitation, what was understood, what will change."""

from collections.abc import Iterable
from dataclasses import fields
from html import escape

from bot.chat import Button, Page, Row, Screen, in_rows, page_of
from bot.core.people import Pupil
from bot.core.roster.changes import Match
from bot.core.roster.importing import ImportView, RosterPage
from bot.core.roster.values import RosterPupil
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.families import OpenFamilies
from bot.handlers.addresses.roster import ConfirmRoster, DropRoster, OpenImport, OpenRoster
from bot.handlers.addresses.staff import OpenStaff
from bot.texts import Words

LINES_A_PAGE = 6
LINE_LENGTH = 115
NAME_LENGTH = 60
COUNTS_LENGTH = 330
FIRST_ROWS = 3
CHANGES = ("new", "left", "moved", "back", "corrected")


def roster_screen(words: Words, page: RosterPage) -> Screen:
    text = words.html("roster_import.page", year=page.year, classes=page.classes, pupils=page.pupils)
    return Screen(text, [(Button(words("go.menu"), OpenMenu()),)])


def names_screen(words: Words, class_name: str) -> Screen:
    text = words.html("roster_import.names_wanted", class_name=class_name)
    return Screen(text, [(Button(words("go.back"), OpenRoster()),)])


def working_screen(words: Words) -> Screen:
    return Screen(words.html("roster_import.working"))


def import_screen(words: Words, view: ImportView) -> Screen:
    """Everything at a glance; the lists behind the numbers are a tap away."""
    paragraphs = [_understood(words, view), _first_rows(words, view), _remarks(words, view)]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return Screen(text, [*in_rows(list(_parts(words, view)), 2), *_decision(words, view)])


def part_screen(words: Words, view: ImportView, part: str, number: int) -> Screen:
    """The pupils of one kind, by name."""
    lines = lines_of(words, view, part)
    shown: Page = page_of(lines, number, LINES_A_PAGE)
    title = words.html(f"roster_import.part.{part}", count=len(lines))
    rows = [
        shown.turners(lambda page: OpenImport(import_id=view.id, part=part, page=page)),
        (Button(words("go.back"), OpenImport(import_id=view.id)),),
    ]
    return Screen("\n".join([f"<b>{title}</b>", *(_escaped(line) for line in shown.items)]), rows)


def done_screen(words: Words, page: RosterPage) -> Screen:
    rows: list[Row] = [
        (Button(words("roster_import.invite"), OpenStaff(), "primary"),),
        (Button(words("menu.families"), OpenFamilies()),),
        (Button(words("roster_import.another"), OpenRoster()),),
        (Button(words("go.menu"), OpenMenu()),),
    ]
    return Screen(words.html("roster_import.done", classes=page.classes, pupils=page.pupils), rows)


def _understood(words: Words, view: ImportView) -> str:
    counts = ", ".join(f"{name} – {count}" for name, count in view.classes)
    return words.html(
        "roster_import.understood",
        file_name=_cut(view.file_name, NAME_LENGTH),
        classes=len(view.classes),
        pupils=len(view.pupils),
        counts=_cut(counts, COUNTS_LENGTH),
    )


def _first_rows(words: Words, view: ImportView) -> str:
    rows = [_escaped(_cut(_known_of(words, one), 70)) for one in view.pupils[:FIRST_ROWS]]
    return "\n".join([words.html("roster_import.first_rows"), *rows])


def _remarks(words: Words, view: ImportView) -> str:
    """Only what asks for attention, and the question at the end."""
    lines = [words.html(f"roster.warning.{warning}") for warning in view.warnings]
    if view.without_class:
        lines.append(words.html("roster_import.which_class", count=view.without_class))
    if view.change.up:
        lines.append(words.html("roster_import.up", count=len(view.change.up)))
    if not view.change.nothing:
        lines.append(words.html("roster_import.ask"))
    elif not view.without_class:
        empty = len(view.change.unwritten) == len(view.pupils)
        lines.append(words.html("roster_import.nothing_to_write" if empty else "roster_import.nothing_new"))
    return "\n".join(lines)


def _parts(words: Words, view: ImportView) -> Iterable[Button]:
    shown = ("problems",) if view.first else ("problems", *CHANGES)
    for part in shown:
        count = len(lines_of(words, view, part))
        if count:
            label = words(f"roster_import.part.{part}", count=count)
            yield Button(label, OpenImport(import_id=view.id, part=part))


def _decision(words: Words, view: ImportView) -> list[Row]:
    no = Button(words("roster_import.no"), DropRoster(import_id=view.id))
    yes = Button(words("roster_import.yes"), ConfirmRoster(import_id=view.id, mark=view.mark), "success")
    return [(no,)] if view.change.nothing else [(yes,), (no,)]


def lines_of(words: Words, view: ImportView, part: str) -> list[str]:
    """What stands on the pages of a part; nothing for a part that does not exist."""
    change = view.change
    match part:
        case "problems":
            return [line for one in view.doubtful for line in _problem_lines(words, one)]
        case "new":
            return [_known_of(words, one) for one in change.new]
        case "left":
            return [f"{one.pupil.name.full}, {one.class_name}" for one in change.left]
        case "moved":
            return [_move(one) for one in change.moved]
        case "back":
            return [f"{one.read.name.full}, {one.read.class_name}" for one in change.back]
        case "corrected":
            return [_correction(words, one) for one in change.corrected]
        case _:
            return []


def _move(one: Match) -> str:
    return f"{one.read.name.full}: {one.enrolled.class_name} → {one.read.class_name}"


def _correction(words: Words, one: Match) -> str:
    changed = changed_fields(one.enrolled.pupil, one.pupil)
    return f"{one.enrolled.pupil.name.full}: " + ", ".join(words(f"pupils.field.{name}") for name in changed)


def _problem_lines(words: Words, one: RosterPupil) -> list[str]:
    """Where it stands, who it is, and what is not right with it."""
    place = {"sheet": one.sheet, "row": one.row}
    where = words("roster_import.where" if one.sheet else "roster_import.where_line", **place)
    name = _cut(one.name.full or words("roster_import.no_name"), 34)
    return [f"{_cut(where, 24)}: {name}. {words(f'roster.problem.{problem}')}" for problem in one.problems]


def _known_of(words: Words, one: RosterPupil) -> str:
    born = words("roster_import.born", date=f"{one.birth_date:%d.%m.%Y}") if one.birth_date else ""
    name = one.name.full or words("roster_import.no_name")
    return ", ".join(part for part in (name, str(one.class_name or "?"), born) if part)


def changed_fields(before: Pupil, after: Pupil) -> list[str]:
    """What is different, in the order of the pupil's page."""
    names = (one.name for one in fields(Pupil))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _escaped(line: str) -> str:
    return escape(_cut(line, LINE_LENGTH), quote=False)
