"""The school's own Word forms: taken out in the chat, changed in Word, sent back, tried, used."""

from aiogram import F, Router

from bot.chat import ROWS, Button, Row, Screen, page_of
from bot.core.access import Action
from bot.core.errors import Refusal
from bot.core.own_forms import (
    QUESTION,
    OwnForm,
    ask_for_form,
    keep_form,
    own_form,
    own_forms,
    restore_form,
    take_form,
)
from bot.core.papers import REGISTRY, About, Paper
from bot.core.ports import File, Workshop
from bot.handlers.addresses.own_forms import OpenTemplate, OpenTemplates, RestoreTemplate, TakeTemplate
from bot.handlers.addresses.papers import OpenPapers
from bot.handlers.talk import WRITTEN, Expecting, Talk
from bot.texts import Words

MOST_BYTES = 2 * 1024 * 1024
# A table is a list of pupils, wherever it is sent.
A_FORM = F.document & ~F.document.file_name.lower().regexp(r".*\.(xlsx?|ods|csv)$")


async def open_templates(talk: Talk, callback_data: OpenTemplates) -> None:
    await talk.leave_question()
    await talk.show(templates_screen(talk.words, await talk.ask(own_forms), callback_data.page))


async def open_template(talk: Talk, callback_data: OpenTemplate) -> None:
    await talk.act(ask_for_form, callback_data.paper, callback_data.language)
    await _show(talk, callback_data.paper, callback_data.language)


async def take_template(talk: Talk, callback_data: TakeTemplate, workshop: Workshop) -> None:
    place = callback_data
    await talk.act(take_form, place.paper, place.language)
    form = await talk.ask(own_form, place.paper, place.language)
    await talk.chat.acknowledge()
    if not talk.office.repeated:
        content = form.content or await _ministry_form(talk, form, workshop)
        name = f"{form.paper}.{form.language}.docx"
        await talk.hand_out(File(name, content), talk.words("paper_shelf.form_caption"))
    await talk.show(template_screen(talk.words, form))


async def _ministry_form(talk: Talk, form: OwnForm, workshop: Workshop) -> bytes:
    work = workshop.word_form(form.paper, form.language)
    return await talk.chat.while_working(work, Screen(talk.words.html("paper_shelf.being_made")))


async def take_changed(talk: Talk, workshop: Workshop) -> None:
    """The changed form: tried on invented data first, so that a broken one never makes a paper."""
    assert talk.draft is not None
    paper, language = Paper(talk.draft.words["paper"]), talk.draft.words["language"]
    content = await _downloaded(talk)
    if content is not None and await _fits(talk, workshop, paper, language, content):
        await talk.act(keep_form, paper, language, content)
    form = await talk.ask(own_form, paper, language)
    await talk.show(template_screen(talk.words, form, kept=not talk.notice))


async def restore(talk: Talk, callback_data: RestoreTemplate) -> None:
    await talk.act(restore_form, callback_data.paper, callback_data.language)
    await _show(talk, callback_data.paper, callback_data.language)


async def ask_for_file(talk: Talk) -> None:
    """Words are no form; the page says again what to send."""
    assert talk.draft is not None
    talk.notice = talk.words("papers.template.not_docx")
    await _show(talk, talk.draft.words["paper"], talk.draft.words["language"])


async def _show(talk: Talk, paper: str, language: str) -> None:
    await talk.show(template_screen(talk.words, await talk.ask(own_form, paper, language)))


async def _downloaded(talk: Talk) -> bytes | None:
    document = talk.chat.sent_document
    assert document is not None
    if (document.file_size or 0) <= MOST_BYTES:
        return await talk.chat.download(document)
    talk.notice = talk.words("papers.template.too_big", limit=MOST_BYTES // (1024 * 1024))
    return None


async def _fits(talk: Talk, workshop: Workshop, paper: Paper, language: str, content: bytes) -> bool:
    work = workshop.check_template(paper, language, content)
    try:
        await talk.chat.while_working(work, Screen(talk.words.html("paper_shelf.being_tried")))
    except Refusal as refusal:
        talk.notice = talk.words(refusal.key, **refusal.words)
    return not talk.notice


def templates_screen(words: Words, forms: tuple[OwnForm, ...], page: int) -> Screen:
    """A row a paper, a button a language; the school's own forms carry a sign."""
    shown = page_of(list(dict.fromkeys(one.paper for one in forms)), page)
    rows: list[Row] = [
        tuple(_form_button(words, one) for one in forms if one.paper is paper) for paper in shown.items
    ]
    rows.append(shown.turners(lambda number: OpenTemplates(page=number)))
    rows.append((Button(words("go.back"), OpenPapers()),))
    return Screen(words.html("paper_shelf.forms"), rows)


def _form_button(words: Words, form: OwnForm) -> Button:
    sign = "✏️ " if form.content is not None else ""
    label = f"{words(f'paper_shelf.short.{form.paper}')} · {words(f'paper_shelf.language.{form.language}')}"
    return Button(sign + label, OpenTemplate(paper=form.paper, language=form.language))


def template_screen(words: Words, form: OwnForm, kept: bool = False) -> Screen:
    place = {"paper": form.paper, "language": form.language}
    # The passport has forms of the ministry; what is usual for the others comes with the program.
    whose = "ministry" if REGISTRY[form.paper].about is About.CLASS else "usual"
    rows: list[Row] = [(Button(words("paper_shelf.take_form"), TakeTemplate(**place), "primary"),)]
    if form.content is not None:
        rows.append((Button(words(f"paper_shelf.restore.{whose}"), RestoreTemplate(**place)),))
    rows.append((Button(words("go.back"), OpenTemplates(page=page_with(form.paper))),))
    used = words(f"paper_shelf.form.{'own' if form.content is not None else whose}")
    name = f"{words(f'paper_shelf.{form.paper}')} · {words(f'paper_shelf.language.{form.language}')}"
    text = words.html("paper_shelf.form", paper=name, whose=used)
    return Screen(f"{words.html('paper_shelf.kept')}\n\n{text}" if kept else text, rows)


def page_with(paper: Paper) -> int:
    """The page of the list that this paper's form stands on."""
    papers = [one for one, kind in REGISTRY.items() if kind.has_template]
    return papers.index(paper) // ROWS


def routes() -> Router:
    router = Router()
    allowed = {"action": Action.CHANGE_TEMPLATES}
    router.callback_query.register(open_templates, OpenTemplates.filter())
    router.callback_query.register(open_template, OpenTemplate.filter())
    router.callback_query.register(take_template, TakeTemplate.filter())
    router.callback_query.register(restore, RestoreTemplate.filter())
    router.message.register(take_changed, Expecting(QUESTION), A_FORM, flags=allowed)
    router.message.register(ask_for_file, Expecting(QUESTION), WRITTEN, flags=allowed)
    return router
