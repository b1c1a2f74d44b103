"""What is shown after a form was saved, or could not be: the receipt, what comes next, what stands in its way."""

from collections.abc import Awaitable, Callable

from bot.core.forms.registry import form_of
from bot.handlers.forms_screens import done_screen
from bot.handlers.receipts import show_in_the_way, show_receipt
from bot.handlers.talk import Talk

# By the form's key, or by what its kind shares its words under.
RECEIPTS: dict[str, Callable[[Talk, str], Awaitable[None]]] = {"service": show_receipt}
# Shows what stands in the way of a form that was not saved; says whether there is anything.
HINDRANCES: dict[str, Callable[[Talk, str], Awaitable[bool]]] = {"service": show_in_the_way}


async def show_done(talk: Talk, reference: str) -> None:
    form, _ = form_of(reference)
    show = RECEIPTS.get(form.key) or RECEIPTS.get(form.shared)
    if show is None:
        await talk.show(done_screen(talk.words, form.key))
    else:
        await show(talk, reference)


async def show_hindrance(talk: Talk, reference: str) -> bool:
    form, _ = form_of(reference)
    show = HINDRANCES.get(form.shared)
    return show is not None and await show(talk, reference)
