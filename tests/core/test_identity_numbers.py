"""IIN, PIN and phones: what people and spreadsheets write, and what can not be a number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import iin, phones, pin
from bot.core.identity.iin import NumberProblem
from bot.core.people import Sex
from bot.core.school import Country

SPELLINGS = [
    "040315500002",
    " 040315500002 ",
    "0403 1550 0002",
    "040315-500002",
    "040315 500 002",
    "ЖСН 040315500002",
    "ИИН: 040315500002",
    "иин №040315500002",
    "IIN 040315500002",
    "'040315500002",
    "О4О315500002",
    "O40315500002",
    "04031550000 2",
    "040315.500002",
    "040315/500002",
    "040 315 500 002",
    "0403155\u200b00002",
    "040315\u00a0500002",
    "040315–500002",
    "0403l5500002",
    "жсн-040315500002",
    "040,315,500,002",
]


@pytest.mark.parametrize("written", SPELLINGS)
def test_an_iin_is_read_from_any_spelling(written: str) -> None:
    assert iin.read(written) == iin.Iin("040315500002", date(2004, 3, 15), Sex.MALE)


@pytest.mark.parametrize(
    "written", ["40315500002", "40315500002.0", "4.0315500002E10", "40 315 500 002", "4,0315500002e+10"]
)
def test_a_lost_leading_zero_comes_back(written: str) -> None:
    known = iin.read(written)
    assert isinstance(known, iin.Iin)
    assert (known.number, known.restored) == ("040315500002", True)


def test_known_numbers_pass() -> None:
    for digits in ("791028302728", "850407301166"):
        assert isinstance(iin.read(digits), iin.Iin)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", NumberProblem.LENGTH),
        ("жоқ", NumberProblem.LENGTH),
        ("04031550000", NumberProblem.LENGTH),
        ("0403155000021", NumberProblem.LENGTH),
        ("12345678", NumberProblem.LENGTH),
        ("040315500003", NumberProblem.CHECKSUM),
        ("000000000000", NumberProblem.CHECKSUM),
        ("041315500002", NumberProblem.CHECKSUM),
        ("9,10283E+11", NumberProblem.CHECKSUM),
        ("87011234567", NumberProblem.LENGTH),
    ],
)
def test_what_is_no_iin_is_refused(written: str, problem: NumberProblem) -> None:
    assert iin.read(written) == problem


def test_a_day_or_century_that_does_not_exist_is_refused_though_the_sum_is_right() -> None:
    for start in ("04023150000", "04133150000", "04031590000", "04031580000"):
        digits = f"{start}{iin.checksum(start)}"
        assert iin.read(digits) == NumberProblem.CHECKSUM


def test_the_second_row_of_weights_is_used() -> None:
    ten = [f"0403155{serial:04d}" for serial in range(200) if _first_sum(f"0403155{serial:04d}") == 10]
    assert ten
    assert all(iin.checksum(digits) != 10 for digits in ten)
    assert any(iin.checksum(f"0403155{serial:04d}") is None for serial in range(10_000))


def _first_sum(digits: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, range(1, 12), strict=True)) % 11


def test_a_zero_for_the_century_warns_and_says_nothing_of_birth_and_sex() -> None:
    start = "04031500000"
    known = iin.read(f"{start}{iin.checksum(start)}")
    assert known == iin.Iin(f"{start}{iin.checksum(start)}", None, None, unusual=True)


valid_numbers = (
    st.builds(
        lambda day, sex, serial: f"{day:%y%m%d}{3 + 2 * (day.year >= 2000) + sex}{serial:04d}",
        st.dates(date(1900, 1, 1), date(2099, 12, 31)),
        st.integers(0, 1),
        st.integers(0, 9999),
    )
    .filter(lambda digits: iin.checksum(digits) is not None)
    .map(lambda digits: f"{digits}{iin.checksum(digits)}")
)


@given(
    valid_numbers, st.lists(st.sampled_from(["", " ", "-", "\u00a0", ".", "  "]), min_size=12, max_size=12)
)
def test_any_valid_iin_is_read_back_from_any_spacing(number: str, spaces: list[str]) -> None:
    known = iin.read("".join(digit + space for digit, space in zip(number, spaces, strict=True)))
    assert isinstance(known, iin.Iin)
    assert known.number == number
    assert known.birth_date is not None
    assert f"{known.birth_date:%y%m%d}" == number[:6]


@given(valid_numbers, st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_is_noticed_but_for_the_eleventh(number: str, place: int, digit: int) -> None:
    other = number[:place] + str(digit) + number[place + 1 :]
    if other != number and _first_sum(number[:11]) != 10 and _first_sum(other[:11]) != 10:
        assert iin.read(other) == NumberProblem.CHECKSUM


@pytest.mark.parametrize(
    "written", ["20509201400000", "2 05092014 00000", "ПИН 20509201400000", "2-0509-2014-00000"]
)
def test_a_pin_is_read(written: str) -> None:
    assert pin.read(written) == pin.Pin("20509201400000", date(2014, 9, 5), Sex.MALE)


def test_the_pin_of_a_girl() -> None:
    known = pin.read("12902201200000")
    assert isinstance(known, pin.Pin)
    assert (known.sex, known.birth_date) == (Sex.FEMALE, date(2012, 2, 29))


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2050920140000", NumberProblem.LENGTH),
        ("жок", NumberProblem.LENGTH),
        ("30509201400000", NumberProblem.CHECKSUM),
        ("23102201400000", NumberProblem.CHECKSUM),
        ("20509181400000", NumberProblem.CHECKSUM),
    ],
)
def test_what_is_no_pin_is_refused(written: str, problem: NumberProblem) -> None:
    assert pin.read(written) == problem


PHONES = [
    "87000000001",
    "8 700 000 00 01",
    "8-700-000-00-01",
    "8(700)0000001",
    "8 (700) 000-00-01",
    "+77000000001",
    "+7 700 000 00 01",
    "+7(700)000-00-01",
    "77000000001",
    "7 700 000 0001",
    "7000000001",
    "700 000 00 01",
    "тел. 87000000001",
    "тел: 8-700-000-00-01 (анасы)",
    "8 7ОО 000 00 01",
    "8.700.000.00.01",
    "8 700 0000001",
    "8–700–000–00–01",
    "87000000001 ватсап",
    "8 700 000 0001",
    "+7-700-0000001",
]


@pytest.mark.parametrize("written", PHONES)
def test_a_phone_is_read_from_any_spelling(written: str) -> None:
    assert [phone.e164 for phone in phones.read(written)] == ["+77000000001"]


@pytest.mark.parametrize(
    "written",
    [
        "0700000001",
        "+996 700 000 001",
        "996700000001",
        "0 700 00 00 01",
        "0(700)000001",
        "700000001",
        "0700-00-00-01",
    ],
)
def test_a_kyrgyz_phone_is_read(written: str) -> None:
    assert [phone.e164 for phone in phones.read(written, Country.KYRGYZSTAN)] == ["+996700000001"]


@pytest.mark.parametrize(
    "written",
    [
        "87000000001, 87000000002",
        "87000000001/87000000002",
        "87000000001; +7 700 000 00 02",
        "87000000001 87000000002",
        "8 700 000 00 01 8 700 000 00 02",
        "87000000001\n87000000002",
        "87000000001 және 87000000002",
        "анасы 87000000001, әкесі 87000000002",
    ],
)
def test_two_numbers_in_a_cell_are_two(written: str) -> None:
    assert [phone.e164 for phone in phones.read(written)] == ["+77000000001", "+77000000002"]


@pytest.mark.parametrize("written", ["", "жоқ", "5-12-34", "05.09.2014", "040315500002", "12", "8700000000"])
def test_what_can_not_be_dialled_is_no_phone(written: str) -> None:
    assert phones.read(written) == ()


def test_phones_are_printed_in_groups_and_taken_out_of_a_text() -> None:
    assert phones.Phone("+77000000001").printable == "+7 700 000 00 01"
    assert phones.Phone("+996700000001").printable == "+996 700 000 001"
    assert phones.without("Абай көшесі, 12-үй, тел: 8 700 000 00 01") == "Абай көшесі, 12-үй"
    assert phones.without("Достық 12 87000000001") == "Достық 12"
    assert phones.without("Ахметова Айгүл") == "Ахметова Айгүл"


@given(st.integers(1, 9999), st.sampled_from(["8{}", "+7{}", "7{}", "8 {}", "+7 {}"]))
def test_any_number_of_the_invented_range_is_read(last: int, form: str) -> None:
    assert [phone.e164 for phone in phones.read(form.format(f"700000{last:04d}"))] == [f"+7700000{last:04d}"]
