"""What applying shows: the services, the children, and why there is nothing to apply for."""

from collections.abc import Sequence

from bot.chat import ROWS, Button, Row, Screen, page_of
from bot.core.applications.mine import Applicable, Choice, Offer
from bot.handlers.addresses.applying import ChooseService, OpenApply, OpenMyCase, OpenMyCases
from bot.handlers.addresses.consents import OpenConsent
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.forms import OpenForm
from bot.handlers.application_words import day_words, service_title
from bot.handlers.survey_words import fitted
from bot.texts import Words

PLACES = ROWS - 1


def offers_screen(words: Words, found: Sequence[Offer]) -> Screen:
    """Every service; one that is not open today says so and explains when it will be."""
    rows: list[Row] = [(_offer(words, one),) for one in page_of(found, 0, PLACES).items]
    mine = Button(words("applying.open_mine"), OpenMyCases())
    return Screen(words("applying.services"), [*rows, (mine,), (menu_button(words),)])


def closed_screen(words: Words, offer: Offer) -> Screen:
    """When applications are taken, and what else there is."""
    assert offer.window is not None, "what has no days is always open"
    first, last = map(day_words, offer.window)
    title = service_title(words, offer.service.key)
    text = words.html("applying.closed", service=title, first=first, last=last)
    return Screen(
        text, [(Button(words("applying.what_else"), OpenApply(), "primary"),), (menu_button(words),)]
    )


def children_screen(words: Words, view: Choice) -> Screen:
    """For whom; a child with an application leads to it."""
    title = service_title(words, view.offer.service.key)
    service = view.offer.service.key
    rows: list[Row] = [(_child(words, service, one),) for one in page_of(view.children, 0, PLACES).items]
    key = "applying.for_whom" if view.children else "applying.no_child"
    back = Button(words("go.back"), OpenApply())
    return Screen(words.html(key, service=title), [*rows, (back, menu_button(words))])


def consent_screen(words: Words, one: Applicable) -> Screen:
    """Nothing is asked about a child before its representative has agreed."""
    ask = Button(words("applying.to_consent"), OpenConsent(pupil_id=one.child.pupil.id), "primary")
    text = words.html("applying.consent_first", child=one.child.pupil.name.first)
    return Screen(text, [(ask,), (Button(words("go.back"), OpenApply()), menu_button(words))])


def menu_button(words: Words) -> Button:
    return Button(words("go.menu"), OpenMenu())


def reference_for(service: str, pupil_id: int) -> str:
    """The form of a new application."""
    return f"{service}-n{pupil_id}"


def _offer(words: Words, one: Offer) -> Button:
    title = service_title(words, one.service.key)
    address = ChooseService(service=one.service.key)
    return Button(title, address) if one.open else Button(fitted("⏳ ", title, ""), address)


def _child(words: Words, service: str, one: Applicable) -> Button:
    class_name = str(one.child.class_.name) if one.child.class_ else "–"
    name = one.child.pupil.name.first
    if one.existing is not None:
        label = fitted("✅ ", name, f" · № {one.existing.number}")
        return Button(label, OpenMyCase(application_id=one.existing.id))
    pupil_id = one.child.pupil.id
    label = fitted("", name, f" · {class_name}")
    if not one.consent:
        return Button(label, OpenConsent(pupil_id=pupil_id))
    return Button(label, OpenForm(form=reference_for(service, pupil_id)))
