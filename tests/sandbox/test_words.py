"""Formatted text: HTML and Markdown into entities, the errors word for word, what Telegram finds itself."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import (
    Entity,
    FormattedText,
    checked_link,
    settled,
    trimmed,
    utf16_length,
    with_found,
)
from bot.sandbox.html import parse_html
from bot.sandbox.markdown import parse_markdown, parse_markdown_v2
from bot.sandbox.refusals import Refused

Expected = list[tuple[Any, ...]]


def shown(formatted: FormattedText) -> Expected:
    return [
        (one.type, one.offset, one.length, *(value for _, value in one.extra)) for one in formatted.entities
    ]


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>Сәлем</b>", "Сәлем", [("bold", 0, 5)]),
        (
            "<strong>a</strong><em>b</em><ins>c</ins>",
            "abc",
            [("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1)],
        ),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
        ("👋<i>ә</i>", "👋ә", [("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("italic", 1, 1), ("bold", 0, 2)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ('<a href="https://a.kz">x</a>', "x", [("text_link", 0, 1, "https://a.kz/")]),
        ("<a href='a.kz/b?c=1&amp;d=2'>x</a>", "x", [("text_link", 0, 1, "http://a.kz/b?c=1&d=2")]),
        ("<a>a.kz</a>", "a.kz", [("text_link", 0, 4, "http://a.kz/")]),
        ("<a href=a.kz>x</a>", "x", [("text_link", 0, 1, "http://a.kz/")]),
        ("<a href='not a link'>x</a>", "x", []),
        ("<pre>x</pre>", "x", [("pre", 0, 1)]),
        ("<code class='x'>x</code>", "x", [("code", 0, 1)]),
        ("<code class='language-py'>x</code>", "x", [("code", 0, 1)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1, "py")]),
        ("<code class='language-py'><pre>x</pre></code>", "x", [("pre", 0, 1, "py")]),
        ("<pre>a<code>x</code></pre>", "ax", [("code", 1, 1), ("pre", 0, 2)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<tg-emoji emoji-id='5'>👍</tg-emoji>", "👍", [("custom_emoji", 0, 2, "5")]),
        ("<b></b>x", "x", []),
        ("<B>x</>", "x", [("bold", 0, 1)]),
        ("<b >x</b >", "x", [("bold", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#39;&#x41;&nbsp;&#0;", "<>&\"'A&nbsp;&#0;", []),
        ("&lt", "<", []),
        ("5 > 3 & 2", "5 > 3 & 2", []),
    ],
)
def test_html_becomes_entities(html: str, text: str, entities: Expected) -> None:
    formatted = parse_html(html)
    assert (formatted.text, shown(formatted)) == (text, entities)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("ә<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("5 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("5 <", "Unclosed start tag at byte offset 2"),
        ("< 3>", 'Unsupported start tag "" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x<i>y</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href", "Unclosed start tag at byte offset 0"),
        ("<a ", "Unclosed start tag at byte offset 0"),
        ("<a href=x y>", None),
        ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x;>", "Unexpected end of name token at byte offset 8"),
        ("ә</b>", "Unexpected end tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a>ә</b>", 'Unmatched end tag at byte offset 5, expected "</a>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_with_the_byte(html: str, words: str | None) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(html)
    if words:
        assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == FormattedText(text)
    bold = parse_html(f"<b>{escaped}</b>")
    assert shown(bold) == ([("bold", 0, utf16_length(text))] if text else [])


@given(st.text(alphabet="<>/ab&;=\"' ә👍"))
def test_any_html_is_read_or_refused(html: str) -> None:
    with contextlib.suppress(Refused):
        assert utf16_length(parse_html(html).text) <= utf16_length(html)


@pytest.mark.parametrize(
    ("markdown", "text", "entities"),
    [
        (
            "*a* _b_ `c_` ```d```",
            "a b c_ d",
            [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 2), ("pre", 7, 1)],
        ),
        ("[x](a.kz) \\_ [y] [z](?)", "x _ y z", [("text_link", 0, 1, "http://a.kz/")]),
        ("1.5 ** x]", "1.5  x]", []),
    ],
)
def test_old_markdown(markdown: str, text: str, entities: Expected) -> None:
    formatted = parse_markdown(markdown)
    assert (formatted.text, shown(formatted)) == (text, entities)


def test_new_markdown() -> None:
    formatted = parse_markdown_v2("*a _b_* __c__ ~d~ ||e|| `1.5[` 1\\.5 \\a")
    kinds = [one.type for one in formatted.entities]
    assert formatted.text == "a b c d e 1.5[ 1.5 \\a"
    assert kinds == ["italic", "bold", "underline", "strikethrough", "spoiler", "code"]


@pytest.mark.parametrize(
    ("parse", "markdown", "words"),
    [
        (parse_markdown, "ә *x", "Can't find end of the entity starting at byte offset 3"),
        (parse_markdown, "[x", "Can't find end of the entity starting at byte offset 0"),
        (parse_markdown_v2, "1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ],
)
def test_wrong_markdown(parse: Any, markdown: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(markdown)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_trimming_moves_and_cuts_entities() -> None:
    text = FormattedText(" \nab c \n", (Entity("bold", 0, 4), Entity("italic", 6, 2), Entity("code", 3, 3)))
    assert trimmed(text) == FormattedText("ab c", (Entity("bold", 0, 2), Entity("code", 1, 3)))
    assert trimmed(FormattedText("  ", (Entity("bold", 0, 2),))) == FormattedText("")


def test_telegram_finds_links_commands_and_names() -> None:
    found = shown(
        with_found(FormattedText("/start@x_bot a@b.kz https://a.kz/x. @aigul #тірек 1/2 /a/b t.me/x"))
    )
    kinds = [(one[0], one[2]) for one in found]
    assert kinds == [
        ("bot_command", 12),
        ("email", 6),
        ("url", 14),
        ("mention", 6),
        ("hashtag", 6),
        ("url", 6),
    ]


def test_what_is_marked_already_is_left_alone() -> None:
    code = FormattedText("/start", (Entity("code", 0, 6),))
    assert with_found(code) == code
    bold = FormattedText("/start", (Entity("bold", 0, 6),))
    assert [one.type for one in with_found(bold).entities] == ["bold", "bot_command"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("tg://user?id=1", "tg://user?id=1"),
        ("mailto:a@b.kz", "mailto:a@b.kz"),
        ("https://a.kz/b", "https://a.kz/b"),
        ("http://localhost:80", "http://localhost:80/"),
        ("localhost", "http://localhost/"),
        ("nothing", ""),
        ("ftp://a.kz", ""),
        ("http://[x", ""),
        ("http://a b.kz", ""),
        ("", ""),
    ],
)
def test_links(url: str, link: str) -> None:
    assert checked_link(url) == link


def test_a_long_text_is_refused() -> None:
    assert settled(FormattedText(" " + "ә" * 5), 5, "too long").text == "ә" * 5
    with pytest.raises(Refused, match="too long"):
        settled(FormattedText("ә" * 6), 5, "too long")
