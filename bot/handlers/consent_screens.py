"""The screens of a parent's consents."""

from collections.abc import Sequence
from html import escape

from bot.chat import ROWS, Button, Row, Screen, page_of
from bot.core.parents.consent import ConsentFacts, ConsentLine, GivenConsent
from bot.core.parents.representative import Consent
from bot.handlers.addresses.applying import OpenMyCases
from bot.handlers.addresses.consents import (
    Agree,
    Decline,
    OpenConsent,
    OpenConsents,
    ShowConsent,
    WithdrawConsent,
)
from bot.handlers.addresses.parents import OpenChild, OpenChildren
from bot.handlers.consent_words import pages_of
from bot.texts import Words

MOST_LINES = ROWS - 1


def reading_screen(words: Words, pages: Sequence[str], number: int, pupil_id: int, shown: str) -> Screen:
    """One page of the text; only below the last one it can be agreed to."""
    page = page_of(pages, number, 1)
    text = f"<b>{words('consent.title')}</b> {page.number + 1}/{page.count}\n\n{escape(page.items[0], quote=False)}"
    if page.number + 1 < page.count:
        forth = Button(
            words("consent.read_on"), OpenConsent(pupil_id=pupil_id, page=page.number + 1), "primary"
        )
        return Screen(text, [(forth,), (Button(words("go.back"), OpenChild(pupil_id=pupil_id)),)])
    back = OpenConsent(pupil_id=pupil_id, page=page.number - 1)
    rows: list[Row] = [
        (Button(words("consent.agree"), Agree(pupil_id=pupil_id, shown=shown), "success"),),
        (Button(words("consent.disagree"), Decline(pupil_id=pupil_id)),),
    ]
    return Screen(text, [*rows, (Button(words("go.back"), back),)])


def agreed_screen(words: Words, facts: ConsentFacts) -> Screen:
    """That it is kept, and what comes next."""
    given = f"{facts.held.given_at:%d.%m.%Y %H:%M}" if facts.held else ""
    text = words.html("consent.agreed", child=facts.child.pupil.name.short, date=given)
    rows: list[Row] = [
        (Button(words("children.apply"), OpenMyCases(), "primary"),),
        (Button(words("menu.children"), OpenChildren()),),
    ]
    return Screen(text, rows)


def declined_screen(words: Words, facts: ConsentFacts) -> Screen:
    """Nothing is lost: the same can be asked for on paper."""
    pupil_id = facts.child.pupil.id
    text = words.html(f"consent.declined.{facts.school.country}", child=facts.child.pupil.name.short)
    rows: list[Row] = [
        (Button(words("consent.read_again"), OpenConsent(pupil_id=pupil_id)),),
        (Button(words("menu.children"), OpenChildren()),),
    ]
    return Screen(text, rows)


def consents_screen(words: Words, lines: Sequence[ConsentLine], number: int) -> Screen:
    """Each consent that was ever given for the children of this parent, and the children without one."""
    entries = [entry for line in lines for entry in _entries(words, line)]
    shown = page_of(entries, number, MOST_LINES)
    rows: list[Row] = [(one,) for one in shown.items]
    rows.append(shown.turners(lambda to: OpenConsents(page=to)))
    text = f"<b>{words('children.consents')}</b>\n\n{words('consent.list')}"
    return Screen(text, [*rows, (Button(words("go.back"), OpenChildren()),)])


def given_screen(words: Words, given: GivenConsent, number: int) -> Screen:
    """The very text, with the time and the version; what became of it on its last page."""
    consent = given.consent
    page = page_of(pages_of(consent.text), number, 1)
    at = f"{consent.given_at:%d.%m.%Y %H:%M}"
    head = words.html("consent.given", child=given.child, date=at, version=consent.version)
    text = f"{head}{_end(words, given)}\n\n{escape(page.items[0], quote=False)}"
    rows: list[Row] = [page.turners(lambda to: ShowConsent(consent_id=consent.id, page=to))]
    if consent.held:
        rows.append((Button(words("consent.withdraw"), WithdrawConsent(consent_id=consent.id)),))
    return Screen(text, [*rows, (Button(words("go.back"), OpenConsents()),)])


def withdraw_screen(words: Words, given: GivenConsent) -> Screen:
    """What happens, before it does."""
    number = given.consent.id
    rows: list[Row] = [
        (Button(words("consent.keep"), ShowConsent(consent_id=number), "primary"),),
        (Button(words("consent.withdraw.sure"), WithdrawConsent(consent_id=number, sure=True), "danger"),),
    ]
    return Screen(words.html("consent.withdraw.ask", child=given.child), rows)


def withdrawn_screen(words: Words, given: GivenConsent) -> Screen:
    due = f"{given.stop_by:%d.%m.%Y}" if given.stop_by else ""
    text = words.html("consent.withdrawn", child=given.child, due=due)
    return Screen(text, [(Button(words("children.consents"), OpenConsents()),)])


def _entries(words: Words, line: ConsentLine) -> list[Button]:
    name = line.child.pupil.name.short
    entries = [Button(_label(name, one), ShowConsent(consent_id=one.id)) for one in line.consents]
    if line.held is None:
        pupil_id = line.child.pupil.id
        entries.insert(0, Button(f"⏳ {name}", OpenConsent(pupil_id=pupil_id), "primary"))
    return entries


def _label(name: str, consent: Consent) -> str:
    return f"{'✅' if consent.held else '✖'} {consent.given_at:%d.%m.%y} {name}"


def _end(words: Words, given: GivenConsent) -> str:
    consent = given.consent
    if consent.stopped_at is not None:
        return "\n" + words("consent.stopped", date=f"{consent.stopped_at:%d.%m.%Y}")
    if given.stop_by is not None:
        return "\n" + words("consent.is_withdrawn", due=f"{given.stop_by:%d.%m.%Y}")
    return ""
