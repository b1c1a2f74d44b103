"""The words of a form: its own, else those that its kind shares, else those of papers and categories."""

from collections.abc import Iterator

from bot.core.forms.form import Choice, Proof, Question, Typed, files_of
from bot.core.forms.interview import Interview, Page
from bot.texts import Words

CATEGORY = "category"
TITLE = "title"
HIDDEN, SHOWN_SIGNS = "••••", 4


def first_found(words: Words, *keys: str) -> str:
    """The words of the first key that has any, or empty."""
    return next((found for key in keys if (found := words(key)) != key), "")


def form_words(words: Words, interview: Interview, part: str) -> str:
    """A part of the form's own words, else of its kind's."""
    places = (interview.form.key, *_shared(interview))
    return first_found(words, *(f"{place}.{part}" for place in places))


def save_words(words: Words, interview: Interview) -> str:
    """What has a kind is sent to somebody; what has none is only kept."""
    return words("forms.send" if interview.form.shared else "forms.save")


def title_words(words: Words, interview: Interview) -> str:
    """`Meals · Айша`."""
    title = words(f"{interview.form.key}.{TITLE}")
    return f"{title} · {interview.name}" if interview.name else title


def worded(words: Words, interview: Interview, question: Question, part: str) -> str:
    """A part of the question's words, in the variant that what is given asks for, or empty."""
    variant = question.variant(interview.given_to(question))
    endings = (f"{part}.{variant}", part) if variant else (part,)
    places = _places(interview, question)
    return first_found(words, *(f"{place}.{ending}" for place in places for ending in endings))


def option_words(words: Words, interview: Interview, question: Question, option: str) -> str:
    """The words for a choice, or what was typed as it is."""
    if isinstance(question, Typed) and question.hides(option):
        return f"{HIDDEN} {option[-SHOWN_SIGNS:]}" if len(option) > 2 * SHOWN_SIGNS else HIDDEN
    if not isinstance(question, Choice | Proof):
        return option.replace("\n", ", ")
    return _option_part(words, interview, question, option, "name") or option


def option_explained(words: Words, interview: Interview, question: Question, option: str) -> str:
    """What a choice means in plain words, or empty."""
    return _option_part(words, interview, question, option, "plain")


def value_words(words: Words, interview: Interview, question: Question) -> str:
    """The answer to a question, or what stands in its place where it is not asked."""
    if question not in interview.questions:
        return words("forms.fixed", value=option_words(words, interview, question, question.otherwise))
    return kept_words(words, interview, question, interview.answer_to(question))


def kept_words(words: Words, interview: Interview, question: Question, kept: str) -> str:
    """An answer as it is kept, in words."""
    if isinstance(question, Proof) and (files := files_of(kept)):
        return words("forms.proof.files", count=len(files))
    return option_words(words, interview, question, kept) if kept else words("forms.not_given")


def source_words(words: Words, interview: Interview, key: str) -> str:
    """Where a proposal comes from: `from the school's list`, `from Айша's application`."""
    kind, _, name = interview.known.sources.get(key, "roster").partition(":")
    return words(f"forms.known.{kind}", name=name)


def place_words(words: Words, interview: Interview) -> str:
    """`School, 3/9, place`: where one goes on."""
    question, title = interview.place, title_words(words, interview)
    if question is None:
        page = interview.page.name.lower()
        return words(f"forms.place.{page}", title=title)
    label = worded(words, interview, question, "label")
    if interview.total is None:
        return words("forms.place.somewhere", title=title, label=label)
    number = interview.number(question)
    return words("forms.place", title=title, number=number, total=interview.total, label=label)


def ended_words(words: Words, interview: Interview) -> str:
    """The page that explains why the form goes no further; in HTML."""
    if interview.page is Page.GATE:
        return form_words(words, interview, f"gate.{interview.gate}")
    question = interview.ended
    assert question is not None, "a page that explains belongs to an answer"
    ending = f"ended.{interview.answer_to(question)}"
    return first_found(words, *(f"{place}.{ending}" for place in _places(interview, question)))


def _option_part(words: Words, interview: Interview, question: Question, option: str, part: str) -> str:
    """`<form>.<question>.<option>` for the name, `….plain` for what it means."""
    ending = option if part == "name" else f"{option}.{part}"
    keys = [f"{place}.{ending}" for place in _places(interview, question)]
    if question.key == CATEGORY:
        country = interview.facts.get("country", "kz")
        keys.append(f"category_of.{country}.{option}.{part}")
    if isinstance(question, Proof):
        keys.append(f"forms.proof.{ending}")
    return first_found(words, *keys)


def _places(interview: Interview, question: Question) -> Iterator[str]:
    for place in (interview.form.key, *_shared(interview)):
        yield f"{place}.{question.key}"
    if isinstance(question, Proof):
        yield f"proof.{question.key}"


def _shared(interview: Interview) -> tuple[str, ...]:
    return (interview.form.shared,) if interview.form.shared else ()
