"""Seals open only where they were made, and an equal text leaves an equal trace."""

import re

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.vault import Vault

texts = st.text(min_size=1)
places = st.text(min_size=1)
vault = Vault("a secret of the tests")


@given(text=texts, place=places)
def test_a_sealed_text_opens_in_its_place(text: str, place: str) -> None:
    sealed = vault.seal(text, place)
    assert sealed is not None
    assert vault.open(sealed, place) == text


@given(text=texts, place=places, other=places)
def test_a_seal_that_was_moved_does_not_open(text: str, place: str, other: str) -> None:
    if place == other:
        return
    sealed = vault.seal(text, place)
    with pytest.raises(InvalidTag):
        vault.open(sealed, other)


@given(content=st.binary(min_size=1), at=st.integers(0), bit=st.integers(0, 7))
def test_a_changed_seal_does_not_open(content: bytes, at: int, bit: int) -> None:
    sealed = bytearray(vault.seal_bytes(content, "place"))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises(InvalidTag):
        vault.open_bytes(bytes(sealed), "place")


def test_another_secret_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        Vault("another secret").open(vault.seal("080101500005", "pupil.iin:1"), "pupil.iin:1")


def test_nothing_is_sealed_as_nothing() -> None:
    assert vault.seal("", "place") is None
    assert vault.open(None, "place") == ""


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert vault.seal("080101500005", "place") != vault.seal("080101500005", "place")


@given(first=texts, second=texts)
def test_traces_are_equal_exactly_where_the_texts_are(first: str, second: str) -> None:
    assert (vault.trace(first) == vault.trace(second)) == (first == second)


def test_traces_are_keyed_and_say_nothing() -> None:
    trace = vault.trace("080101500005")
    assert trace is not None
    assert "0801" not in trace
    assert trace != Vault("another secret").trace("080101500005")
    assert vault.trace("") is None


def test_tokens_fit_into_a_link_and_differ() -> None:
    tokens = {vault.token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_randomness_is_an_argument() -> None:
    still = Vault("a secret", random_bytes=lambda count: b"7" * count)
    assert still.token() == still.token()
    assert still.seal("text", "place") == still.seal("text", "place")
