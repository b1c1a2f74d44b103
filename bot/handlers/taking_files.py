"""A file while a form is filled in: looked at, put into the cabinet, added to its paper, answered on one screen."""

from bot.chat import Screen, SentAs
from bot.core.errors import Refusal
from bot.core.forms.filling import add_file, asked_now, under_way
from bot.core.forms.form import Proof
from bot.core.forms.interview import Interview
from bot.core.ports import FileCabinet, Workshop
from bot.core.sent_files import (
    Filmed,
    NewFile,
    NoFile,
    SentKind,
    Spoken,
    WordsExpected,
    kind_of,
)
from bot.handlers.forms_screens import place_screen
from bot.handlers.menu import menu_screen
from bot.handlers.talk import Talk

NO_PAPERS: dict[SentAs, type[Refusal]] = {
    SentAs.VOICE: Spoken,
    SentAs.VIDEO: Filmed,
    SentAs.OTHER: NoFile,
}


async def take_file(talk: Talk, workshop: Workshop, cabinet: FileCabinet) -> None:
    """One more file of the paper that is asked for; whatever else it is, the question stays."""
    try:
        asked = await talk.ask(asked_now)
    except Refusal as refusal:
        talk.refuse(refusal)
        await talk.show(await menu_screen(talk))
        return
    try:
        new = await _looked_at(talk, asked, workshop, cabinet)
    except Refusal as refusal:
        talk.refuse(refusal)
    else:
        assert asked.place is not None, "a file was looked at for a question"
        await talk.act(add_file, asked.reference, asked.mark, asked.place.key, new)
    await talk.forget_file_later()
    interview = await talk.ask(under_way, asked.reference)
    await talk.show(place_screen(talk.words, interview) if interview else await menu_screen(talk))


async def _looked_at(talk: Talk, asked: Interview, workshop: Workshop, cabinet: FileCabinet) -> NewFile:
    """Refuses what is not wanted before it is fetched, and what is no paper before it is kept."""
    sent = talk.chat.sent
    assert sent is not None, "words are no file"
    if not isinstance(asked.place, Proof):
        raise Spoken() if sent.kind is SentAs.VOICE else WordsExpected()
    if sent.kind in NO_PAPERS:
        raise NO_PAPERS[sent.kind]()
    work = _kept(talk, workshop, cabinet)
    return await talk.chat.while_working(work, Screen(talk.words.html("sent_files.being_read")))


async def _kept(talk: Talk, workshop: Workshop, cabinet: FileCabinet) -> NewFile:
    assert talk.chat.sent is not None, "words are no file"
    content = await talk.chat.fetch(talk.chat.sent)
    kind = kind_of(content)
    pages = await workshop.count_pages(content) if kind is SentKind.PDF else 1
    return NewFile(await cabinet.keep(content), kind, len(content), pages)
