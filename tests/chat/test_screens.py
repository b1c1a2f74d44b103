"""Buttons, pages and addresses as values."""

import math

import pytest
from aiogram.filters.callback_data import CallbackData
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import LABEL_LENGTH, Address, Button, Screen, in_rows, page_of, shorten


class Look(Address, prefix="zz"):
    report_id: int
    key: str = ""
    page: int = 0


class Plain(CallbackData, prefix="zz"):
    report_id: int
    key: str = ""
    page: int = 0


@given(number=st.integers(), key=st.text(alphabet="abcdeәі_. ", max_size=20), page=st.integers(-5, 5))
def test_an_address_packs_as_any_callback_data_and_comes_back(number: int, key: str, page: int) -> None:
    try:
        expected = Plain(report_id=number, key=key, page=page).pack()
    except ValueError:
        with pytest.raises(ValueError, match=r".+"):
            Look(report_id=number, key=key, page=page).pack()
        return
    assert Look(report_id=number, key=key, page=page).pack() == expected
    if abs(number) < 2**63:
        assert Look.unpack(expected) == Look(report_id=number, key=key, page=page)


@pytest.mark.parametrize("words", ["a:b", "ә" * 60])
def test_what_does_not_fit_into_an_address_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Look(report_id=1, key=words).pack()


@pytest.mark.parametrize(
    "packed", ["zz:1", "zz:x::0", "zz:::", "yy:1::0", "", ":", "zz:9223372036854775808::0"]
)
def test_what_is_no_address(packed: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        Look.unpack(packed)


@given(label=st.text())
def test_a_label_is_never_too_long(label: str) -> None:
    short = shorten(label)
    assert len(short) <= LABEL_LENGTH
    assert short == label or (label.startswith(short[:-1]) and short.endswith("…"))


@given(count=st.integers(0, 60), number=st.integers(-100, 100), size=st.integers(1, 16))
def test_every_item_is_on_exactly_one_page(count: int, number: int, size: int) -> None:
    items = list(range(count))
    pages = [page_of(items, one, size) for one in range(max(1, math.ceil(count / size)))]
    assert [item for page in pages for item in page.items] == items
    assert {page.count for page in pages} == {len(pages)}
    assert 0 <= page_of(items, number, size).number < len(pages)


@given(count=st.integers(2, 60), number=st.integers(0, 20))
def test_turning_pages_goes_round(count: int, number: int) -> None:
    shown = page_of(list(range(count * 8)), number)
    back, here, forth = shown.turners(lambda page: Look(report_id=1, page=page))
    assert here.label == f"{shown.number + 1}/{shown.count}"
    assert back.to.page == (shown.number - 1) % shown.count
    assert forth.to.page == (shown.number + 1) % shown.count


def test_one_page_has_nothing_to_turn() -> None:
    assert page_of([1, 2], 0).turners(lambda page: Look(report_id=1, page=page)) == ()


@given(count=st.integers(0, 30), width=st.integers(1, 4))
def test_buttons_in_rows(count: int, width: int) -> None:
    buttons = [Button(str(number), "menu") for number in range(count)]
    rows = in_rows(buttons, width)
    assert [one for row in rows for one in row] == buttons
    assert all(len(row) == width for row in rows[:-1])


def test_a_button_leads_to_an_address_or_a_page_of_the_web() -> None:
    inside = Button("Ашу", Look(report_id=7), "primary").drawn()
    assert (inside.callback_data, inside.url, inside.style) == ("zz:7::0", None, "primary")
    assert Button("Ашу", "menu").drawn().callback_data == "menu"
    outside = Button("Ашу", "https://adilet.zan.kz").drawn()
    assert (outside.callback_data, outside.url) == (None, "https://adilet.zan.kz")


def test_a_screen_without_buttons_has_no_keyboard() -> None:
    assert Screen("Сәлем").keyboard() is None
    assert Screen("Сәлем", [()]).keyboard() is None
    keyboard = Screen("Сәлем", [(), (Button("Мәзір", "menu"),)]).keyboard()
    assert keyboard is not None
    assert len(keyboard.inline_keyboard) == 1


def test_a_notice_stands_above_the_text() -> None:
    assert Screen("Мәзір").with_notice("").text == "Мәзір"
    assert Screen("Мәзір").with_notice("Болмайды").text == "⚠️ Болмайды\n\nМәзір"


def test_what_a_person_typed_is_no_markup_in_a_notice() -> None:
    assert Screen("<b>Мәзір</b>").with_notice("«<b> & x»").text == "⚠️ «&lt;b&gt; &amp; x»\n\n<b>Мәзір</b>"
