"""A parent's own page: the children, each with no more than name and class, and a way to name another one."""

from aiogram import Router
from aiogram.filters import Command

from bot.chat import ROWS, Button, Row, Screen, page_of
from bot.core.access import Action
from bot.core.parents.claiming import adding_reference
from bot.core.parents.consent import ConsentLine, my_consents
from bot.core.parents.family import child
from bot.handlers.addresses.applying import OpenMyCases
from bot.handlers.addresses.consents import OpenConsent, OpenConsents
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.forms import OpenForm
from bot.handlers.addresses.parents import OpenChild, OpenChildren
from bot.handlers.talk import Talk
from bot.texts import Words

MOST_LINES = ROWS - 2


async def open_children(talk: Talk) -> None:
    lines, adding = await talk.ask(my_consents), await talk.ask(adding_reference)
    await talk.show(children_screen(talk.words, lines, adding))


async def open_child(talk: Talk, callback_data: OpenChild) -> None:
    await talk.ask(child, callback_data.pupil_id)
    lines = await talk.ask(my_consents)
    line = next(one for one in lines if one.child.pupil.id == callback_data.pupil_id)
    await talk.show(child_screen(talk.words, line))


def children_screen(words: Words, lines: tuple[ConsentLine, ...], adding: str) -> Screen:
    shown = page_of(lines, 0, MOST_LINES).items
    rows: list[Row] = [
        (Button(_label(one), OpenChild(pupil_id=one.child.pupil.id), "primary" if not one.held else None),)
        for one in shown
    ]
    rows.append((Button(words("children.add"), OpenForm(form=adding)),))
    rows.append((Button(words("children.consents"), OpenConsents()), Button(words("go.menu"), OpenMenu())))
    text = "\n".join(f"• {line_of(words, one)}" for one in shown)
    return Screen(f"{words('children.title')}\n\n{text}", rows)


def child_screen(words: Words, line: ConsentLine) -> Screen:
    """The tie and the consent; without a consent it is what comes next."""
    pupil_id = line.child.pupil.id
    agreed = f"{line.held.given_at:%d.%m.%Y}" if line.held else ""
    state = words("children.agreed", date=agreed) if line.held else words("children.not_agreed")
    text = f"<b>{line_of(words, line)}</b>\n\n{state}"
    if line.held:
        rows: list[Row] = [
            (Button(words("children.apply"), OpenMyCases(), "primary"),),
            (Button(words("children.see_consent"), OpenConsent(pupil_id=pupil_id)),),
        ]
    else:
        rows = [(Button(words("children.give_consent"), OpenConsent(pupil_id=pupil_id), "primary"),)]
    return Screen(text, [*rows, (Button(words("go.back"), OpenChildren()),)])


def line_of(words: Words, line: ConsentLine) -> str:
    """`Айша Сейтова, 7 «Ә» · mother`; in HTML."""
    child = line.child
    return words.html(
        "children.line",
        child=child.pupil.name.short,
        class_name=child.class_.name.quoted if child.class_ else words("children.left"),
        relation=words(f"relation.{child.relation}"),
    )


def _label(line: ConsentLine) -> str:
    class_ = line.child.class_
    mark = "✅" if line.held else "⏳"
    return f"{mark} {line.child.pupil.name.short}{f' · {class_.name}' if class_ else ''}"


def routes() -> Router:
    router = Router()
    router.message.register(open_children, Command("children"), flags={"action": Action.APPLY})
    router.callback_query.register(open_children, OpenChildren.filter())
    router.callback_query.register(open_child, OpenChild.filter())
    return router
