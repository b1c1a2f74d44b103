"""Handing out a paper: numbered, made beside the chat, sent once however often the tap arrives."""

from collections.abc import Awaitable, Callable, Sequence

from bot.chat import Address, Button, Row, Screen
from bot.core.errors import Refusal
from bot.core.issuing import handed_out, issue, issued, request
from bot.core.office import Issued
from bot.core.papers import REGISTRY, Format, Paper, Wanted
from bot.core.ports import File, Workshop
from bot.handlers.talk import Talk
from bot.texts import Words


async def hand_out_paper(
    talk: Talk,
    wanted: Wanted,
    workshop: Workshop,
    caption: Callable[[Issued], str],
    done: Callable[[Issued], Screen],
    again: Callable[[], Awaitable[Screen]],
) -> None:
    """Shows `done` below the file, or `again` with the sentence that says why there is none."""
    if not await talk.act(issue, wanted):
        await talk.show(await again())
        return
    await talk.chat.acknowledge()
    paper = await talk.ask(issued, wanted)
    try:
        if paper.sent_at is None:
            await talk.hand_out(await _made(talk, wanted, workshop), caption(paper), names=wanted.holds_names)
            await talk.office.afterwards(handed_out, paper.id)
    except Refusal as refusal:
        await talk.show((await again()).with_notice(talk.words(refusal.key, **refusal.words)))
    else:
        await talk.show(done(paper))


async def _made(talk: Talk, wanted: Wanted, workshop: Workshop) -> File:
    asked = await talk.ask(request, wanted)
    work = workshop.make_paper(wanted.paper, wanted.format, asked)
    return await talk.chat.while_working(work, Screen(talk.words.html("paper_shelf.being_made")))


def format_rows(
    words: Words, languages: Sequence[str], kinds: Sequence[Format], make: Callable[[str, Format], Address]
) -> list[Row]:
    """Language and kind of file in one tap, a row a language."""
    return [
        tuple(Button(_label(words, language, kind), make(language, kind)) for kind in kinds)
        for language in languages
    ]


def kinds_of(paper: Paper, pdf: bool) -> list[Format]:
    """The kinds of file that can be made on this machine."""
    return [one for one in REGISTRY[paper].formats if pdf or one is not Format.PDF]


def _label(words: Words, language: str, kind: Format) -> str:
    return f"{words(f'paper_shelf.language.{language}')} · {words(f'paper_shelf.format.{kind}')}"
