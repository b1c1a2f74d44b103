"""How the shelf of papers looks."""

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.paper_shelf import OF_SCHOOL, Shelf
from bot.core.papers import Format, Paper, Wanted
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.own_forms import OpenTemplates
from bot.handlers.addresses.papers import ChoosePaper, MakePaper, OpenPapers
from bot.handlers.handing_out import format_rows, kinds_of
from bot.texts import Words

WHOLE_SCHOOL = -1
CLASSES_A_PAGE = 3 * ROWS
OF_CLASS_OR_SCHOOL = frozenset({Paper.PUPILS_REGISTER, Paper.CATEGORY_LIST})


def shelf_screen(words: Words, found: Shelf) -> Screen:
    rows: list[Row] = [
        (Button(words(f"paper_shelf.{paper}"), ChoosePaper(paper=paper)),) for paper in found.papers
    ]
    if found.changes_forms:
        rows.append((Button(words("menu.templates"), OpenTemplates()),))
    rows.append((Button(words("go.menu"), OpenMenu()),))
    return Screen(words.html("paper_shelf.title"), rows)


def needs_class(found: Shelf, place: ChoosePaper) -> bool:
    """Chosen as 0 not at all yet, as WHOLE_SCHOOL all of them."""
    if place.paper in OF_SCHOOL or place.class_id > 0:
        return False
    return place.class_id == 0 or not found.whole_school or place.paper not in OF_CLASS_OR_SCHOOL


def needs_category(place: ChoosePaper) -> bool:
    return place.paper == Paper.CATEGORY_LIST and not place.key


def classes_screen(words: Words, found: Shelf, place: ChoosePaper) -> Screen:
    shown = page_of(found.classes, place.page, CLASSES_A_PAGE)
    buttons = [
        Button(str(one.name), place.model_copy(update={"class_id": one.id, "page": 0})) for one in shown.items
    ]
    rows = in_rows(buttons, 3)
    rows.append(shown.turners(lambda page: place.model_copy(update={"page": page})))
    back: Row = (Button(words("go.back"), OpenPapers()),)
    if found.whole_school and place.paper in OF_CLASS_OR_SCHOOL:
        whole = place.model_copy(update={"class_id": WHOLE_SCHOOL, "page": 0})
        back = (*back, Button(words("paper_shelf.whole_school"), whole, "primary"))
    rows.append(back)
    return Screen(_title(words, place) + words.html("paper_shelf.choose_class"), rows)


def categories_screen(words: Words, found: Shelf, place: ChoosePaper) -> Screen:
    shown = page_of(found.categories, place.page)
    rows: list[Row] = [
        (
            Button(
                words(f"category.{one.key}.name.{found.school.country}"),
                place.model_copy(update={"key": one.key, "page": 0}),
            ),
        )
        for one in shown.items
    ]
    rows.append(shown.turners(lambda page: place.model_copy(update={"page": page})))
    rows.append((Button(words("go.back"), ChoosePaper(paper=place.paper)),))
    return Screen(_title(words, place) + words.html("paper_shelf.choose_category"), rows)


def formats_screen(words: Words, found: Shelf, place: ChoosePaper, pdf: bool) -> Screen:
    """Language and kind of file in one tap."""

    def make(language: str, kind: Format) -> MakePaper:
        return MakePaper(
            paper=place.paper,
            class_id=max(place.class_id, 0),
            key=place.key,
            names=place.names,
            language=language,
            format=kind,
        )

    rows = format_rows(words, found.school.form_languages, kinds_of(Paper(place.paper), pdf), make)
    if place.paper == Paper.CATEGORY_LIST:
        label = words("paper_shelf.without_names" if place.names else "paper_shelf.with_names")
        rows.append((Button(label, place.model_copy(update={"names": not place.names})),))
    rows.append((Button(words("go.back"), _back(place)),))
    return Screen(_title(words, place) + _about(words, found, place), rows)


def _back(place: ChoosePaper) -> ChoosePaper | OpenPapers:
    if place.key:
        return ChoosePaper(paper=place.paper, class_id=place.class_id)
    return ChoosePaper(paper=place.paper) if place.class_id else OpenPapers()


def _title(words: Words, place: ChoosePaper) -> str:
    return f"<b>{words(f'paper_shelf.{place.paper}')}</b>\n"


def _about(words: Words, found: Shelf, place: ChoosePaper) -> str:
    """Of which class and category, and whether with names."""
    class_ = found.class_(place.class_id)
    parts = [words("paper_shelf.of_class", class_name=class_.name.quoted)] if class_ else []
    if place.key:
        parts.append(words(f"category.{place.key}.name.{found.school.country}"))
        parts.append(words("paper_shelf.names" if place.names else "paper_shelf.no_names"))
    about = " · ".join(parts) or words("paper_shelf.whole_school")
    warning = "" if class_ or found.approved else f"\n\n{words.html('paper_shelf.none_approved')}"
    return words.html("paper_shelf.choose_format", about=about) + warning


def done_screen(words: Words, wanted: Wanted, number: int) -> Screen:
    text = words.html("paper_shelf.done", paper=words(f"paper_shelf.{wanted.paper}"), number=number)
    again = Button(words("paper_shelf.another"), OpenPapers())
    return Screen(text, [(again, Button(words("go.menu"), OpenMenu()))])
