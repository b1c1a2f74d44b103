"""Tries a Word form on invented data in a process of its own: `python -m bot.documents.trial`."""

import json
import re
import resource
import sys
import traceback
from io import BytesIO

import docx
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from bot.core.papers import Paper
from bot.documents.making import content_of
from bot.documents.sample import sample_requests
from bot.documents.word import WordForm, filled

MEMORY = 1024 * 1024 * 1024
SHOWN = 160
SIGNS = re.compile(r"{%-?\s*(for|if|endfor|endif)\b[^%]*%}")

Fault = dict[str, str]


def main(arguments: list[str]) -> None:
    """Reads the form from standard input and prints the fault, or null."""
    paper, language, seconds = arguments
    _limit(int(seconds))
    content = sys.stdin.buffer.read()
    print(json.dumps(try_form(Paper(paper), language, content), ensure_ascii=True))


def try_form(paper: Paper, language: str, content: bytes) -> Fault | None:
    """What is wrong with the form: the refusal's name, the place and the reason; None where nothing is."""
    for request in sample_requests(paper, language):
        fault = _fault(content, dict(content_of(paper, request).values))
        if fault is not None:
            return fault
    return None


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _fault(content: bytes, values: dict[str, object]) -> Fault | None:
    form = WordForm(BytesIO(content))
    try:
        docx.Document(BytesIO(filled(form, values)))
    except SecurityError as error:
        return _found("FormUnsafe", form, error)
    except UndefinedError as error:
        return _found("FormNamesUnknown", form, error)
    except (TemplateError, TypeError, ArithmeticError, LookupError) as error:
        return _found("FormBroken", form, error)
    except (ValueError, AttributeError) as error:
        return {"fault": "FormSpoilt", "place": "", "reason": str(error)}
    return None


def _found(fault: str, form: WordForm, error: Exception) -> Fault:
    return {"fault": fault, "place": _place(form, error), "reason": str(error)}


def _place(form: WordForm, error: Exception) -> str:
    """The words of the paragraph where it went wrong; for a loop that never ends, the sign that begins it."""
    if isinstance(error, TemplateSyntaxError) and "Unexpected end" in str(error):
        return _unclosed(form.filling)
    lines = [re.sub(r"<[^>]+>", "", line).strip() for line in _paragraphs(form.filling)]
    at = lines[: _line(error)]
    return next((line for line in reversed(at) if "{" in line), "")[:SHOWN]


def _paragraphs(source: str) -> list[str]:
    """A line a paragraph, as docxtpl hands them to jinja."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source).split("\n")


def _line(error: Exception) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return [frame.lineno or 0 for frame in frames if "<template>" in frame.filename][-1]


def _unclosed(source: str) -> str:
    """The innermost sign that opens what nothing closes."""
    opened: list[str] = []
    for sign in SIGNS.finditer(source):
        opened = opened[:-1] if sign[1].startswith("end") else [*opened, sign[0]]
    return (opened or [""])[-1]


if __name__ == "__main__":
    main(sys.argv[1:])
