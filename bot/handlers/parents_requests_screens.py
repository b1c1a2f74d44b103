"""The screens of parents' requests, and of tries that agree with nobody."""

from collections.abc import Sequence
from html import escape

from bot.chat import ROWS, Button, Row, Screen, page_of
from bot.core.access import Action, may
from bot.core.parents.representative import Claim, ClaimState
from bot.core.parents.requests import Request
from bot.core.parents.tries import TriesOf
from bot.core.people import Adult, Person
from bot.handlers.addresses.parents import (
    AnswerClaim,
    LookAfterTries,
    OpenClaim,
    OpenClaims,
    OpenParents,
    OpenRepresentatives,
    OpenTries,
    OpenTriesOf,
    UndoAnswer,
)
from bot.handlers.parents_screens import relation_words, tie_line
from bot.texts import Words

TRIES_NAMED = 6


def requests_screen(words: Words, waiting: Sequence[Request], page: int) -> Screen:
    shown = page_of(waiting, page, ROWS)
    rows: list[Row] = [
        (Button(_label(one), OpenClaim(claim_id=one.claim.id), "primary"),) for one in shown.items
    ]
    rows.append(shown.turners(lambda to: OpenClaims(page=to)))
    text = words("parents.requests.ask" if waiting else "parents.requests.none")
    return Screen(text, [*rows, (Button(words("go.back"), OpenParents()),)])


def request_screen(words: Words, person: Person, asked: Request, others: int) -> Screen:
    """Everything that helps to decide; below it the answer, or the answer that was given."""
    claim, rows = asked.claim, list[Row]()
    if claim.state is ClaimState.OPEN:
        yes = Button(words("parents.confirm"), AnswerClaim(claim_id=claim.id, yes=True), "success")
        rows += [(yes,), (Button(words("parents.deny"), AnswerClaim(claim_id=claim.id, yes=False)),)]
    elif asked.can_undo:
        rows.append((Button(words("parents.undo"), UndoAnswer(claim_id=claim.id)),))
    rows.append((Button(words("parents.see_ties"), OpenRepresentatives(pupil_id=asked.pupil.id)),))
    if others:
        rows.append((Button(words("parents.requests", count=others), OpenClaims(), "primary"),))
    back = (Button(words("go.back"), OpenParents()),)
    return Screen("\n".join(_about(words, person, asked)), [*rows, back])


def tries_screen(words: Words, found: Sequence[TriesOf], page: int) -> Screen:
    shown = page_of(found, page, ROWS)
    rows: list[Row] = [
        (
            Button(
                f"{one.class_.name} · {len(one.tries)} · {one.person.name}",
                OpenTriesOf(person_id=one.person.id),
            ),
        )
        for one in shown.items
    ]
    rows.append(shown.turners(lambda to: OpenTries(page=to)))
    text = words("parents.tries.explained" if found else "parents.tries.none")
    return Screen(text, [*rows, (Button(words("go.back"), OpenParents()),)])


def tries_of_screen(words: Words, found: TriesOf) -> Screen:
    """What was typed, the newest last; a hint is the same whoever gets it."""
    lines = [f"• {escape(_typed(words, one), quote=False)}" for one in found.tries[-TRIES_NAMED:]]
    head = words.html(
        "parents.tries.of",
        person=found.person.name,
        class_name=found.class_.name.quoted,
        count=len(found.tries),
    )
    person_id, last = found.person.id, found.tries[-1].id
    hint = LookAfterTries(person_id=person_id, last_id=last, hint=True)
    rows: list[Row] = [
        (Button(words("parents.hint.send"), hint, "primary"),),
        (Button(words("parents.tries.clear"), LookAfterTries(person_id=person_id, last_id=last)),),
    ]
    text = "\n".join((head, "", *lines, "", words("parents.hint.explained")))
    return Screen(text, [*rows, (Button(words("go.back"), OpenTries()),)])


def _label(one: Request) -> str:
    return f"{one.class_.name if one.class_ else '–'} · {one.pupil.name.short}"


def _about(words: Words, person: Person, asked: Request) -> list[str]:
    claim = asked.claim
    lines = [
        words.html(
            "parents.request.head",
            person=asked.person.name,
            relation=relation_words(words, claim.relation, claim.decision_number),
            child=asked.pupil.name.short,
            class_name=asked.class_.name.quoted if asked.class_ else words("children.left"),
        ),
        "",
        words.html("parents.request.written", written=claim.written),
        *_listed(words, person, asked),
        *(f"• {tie_line(words, one)}" for one in asked.ties),
    ]
    if asked.is_third and claim.state is ClaimState.OPEN:
        lines.append(words("parents.third"))
    return [*lines, "", words(f"parents.request.{claim.state}")]


def _listed(words: Words, person: Person, asked: Request) -> list[str]:
    """The adults in the register; phones only for who keeps it."""
    phones = may(person, Action.IMPORT_ROSTER)
    adults = ", ".join(_adult(one, phones) for one in asked.pupil.adults)
    return [words.html("parents.request.listed", adults=adults)] if adults else []


def _adult(adult: Adult, phones: bool) -> str:
    return f"{adult.name} ({adult.phone})" if phones and adult.phone else adult.name


def _typed(words: Words, claim: Claim) -> str:
    return f"{claim.written} · {words(f'relation.{claim.relation}')}"
