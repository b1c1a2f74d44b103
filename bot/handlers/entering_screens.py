"""What entering an application shows: how it came in, for what, for which child, and from whom."""

from collections.abc import Mapping, Sequence

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.applications.entering import SOURCES, Entry
from bot.core.people import Pupil
from bot.core.pupils import ClassLine, ClassList
from bot.core.services.service import Service
from bot.handlers.addresses.cases import OpenCase, OpenCases
from bot.handlers.addresses.entering import EnterFor, EnterFrom, EnterPupil, OpenEntering
from bot.handlers.addresses.forms import BeginForm
from bot.handlers.application_words import service_title
from bot.handlers.applying_screens import menu_button
from bot.handlers.survey_words import called, fitted
from bot.texts import Words

CLASSES_A_PAGE = 3 * ROWS
PUPILS_A_PAGE = 2 * ROWS


def sources_screen(words: Words) -> Screen:
    rows: list[Row] = [
        (Button(words(f"entering.source.{one}"), EnterFrom(source=one.value)),) for one in SOURCES
    ]
    back = Button(words("go.back"), OpenCases())
    return Screen(words("entering.how"), [*rows, (back, menu_button(words))])


def services_screen(words: Words, source: str, services: Sequence[Service]) -> Screen:
    rows: list[Row] = [
        (Button(service_title(words, one.key), EnterFor(source=source, service=one.key)),)
        for one in services[:ROWS]
    ]
    text = words.html("entering.for_what", source=words(f"entering.source.{source}"))
    return Screen(text, [*rows, (Button(words("go.back"), OpenEntering()), menu_button(words))])


def classes_screen(words: Words, place: EnterFor, classes: Sequence[ClassLine]) -> Screen:
    """A class, or a name that is typed."""
    shown = page_of(classes, place.page, CLASSES_A_PAGE)
    buttons = [
        Button(str(one.class_.name), place.model_copy(update={"class_id": one.class_.id, "page": 0}))
        for one in shown.items
    ]
    rows = [*in_rows(buttons, 4), shown.turners(lambda to: place.model_copy(update={"page": to}))]
    back = Button(words("go.back"), EnterFrom(source=place.source))
    text = words.html("entering.which_child", service=service_title(words, place.service))
    return Screen(text, [*rows, (back, menu_button(words))])


def class_screen(words: Words, place: EnterFor, view: ClassList) -> Screen:
    names = called(view.pupils)
    shown = page_of(view.pupils, place.page, PUPILS_A_PAGE)
    buttons = [Button(names[one.id], _pick(place, one.id)) for one in shown.items]
    rows = [*in_rows(buttons, 2), shown.turners(lambda to: place.model_copy(update={"page": to}))]
    back = Button(words("go.back"), place.model_copy(update={"class_id": 0, "page": 0}))
    text = words.html("entering.of_class", class_name=view.class_.name.quoted)
    return Screen(text, [*rows, (back, menu_button(words))])


def found_screen(
    words: Words, place: EnterFor, typed: str, pupils: Sequence[Pupil], classes: Mapping[int, str]
) -> Screen:
    """Who may be meant by what was typed."""
    key = "entering.found" if pupils else "entering.nobody"
    buttons = [
        Button(fitted("", one.name.short, f" · {classes.get(one.id, '–')}"), _pick(place, one.id))
        for one in pupils[:ROWS]
    ]
    back = Button(words("go.back"), place)
    return Screen(words.html(key, typed=typed), [*in_rows(buttons, 1), (back, menu_button(words))])


def entry_screen(words: Words, one: Entry) -> Screen:
    """From whom the paper came, or the application that there is already."""
    back = Button(words("go.back"), EnterFor(source=one.source.value, service=one.service.key))
    title, child = service_title(words, one.service.key), _child(one)
    if one.existing is not None:
        text = words.html("entering.there_is_one", service=title, child=child, number=one.existing.number)
        there = Button(words("entering.open_case"), OpenCase(application_id=one.existing.id), "primary")
        return Screen(text, [(there,), (back, menu_button(words))])
    rows: list[Row] = [
        (Button(_bearer(words, bearer.relation, bearer.name), BeginForm(form=bearer.reference)),)
        for bearer in one.bearers
    ]
    text = words.html("entering.from_whom", service=title, child=child)
    return Screen(text, [*rows, (back, menu_button(words))])


def _bearer(words: Words, relation: str, name: str) -> str:
    label = words(f"entering.bearer.{relation}")
    return fitted(f"{label} · ", name, "") if name else label


def _child(one: Entry) -> str:
    return f"{one.pupil.name.full}, {one.class_.name.quoted}" if one.class_ else one.pupil.name.full


def _pick(place: EnterFor, pupil_id: int) -> EnterPupil:
    return EnterPupil(source=place.source, service=place.service, pupil_id=pupil_id)
