"""What people type into applications and limits: twenty ways of each that are understood, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.forms.form import Reader
from bot.core.school import SchoolYear
from bot.core.services import readers

YEAR = SchoolYear(2026)
ACCOUNT = "KZ86125KZT5004100100"
READERS = (
    readers.iin_of,
    readers.pin_of,
    readers.phone,
    readers.address,
    readers.sentence,
    readers.short_line,
    readers.paper_number,
    readers.people,
    readers.number,
    readers.money,
    readers.per_head,
    readers.iban,
    lambda written: readers.day(written, YEAR),
)


@pytest.mark.parametrize(
    "written",
    [
        ACCOUNT,
        "kz86125kzt5004100100",
        "KZ86 125K ZT50 0410 0100",
        " KZ86-125K-ZT50-0410-0100 ",
        "KZ 86 125 KZT 5004100100",
        "IBAN KZ86125KZT5004100100",
        "IBAN: KZ86125KZT5004100100",
        "ИБАН № KZ86125KZT5004100100",
        "ЖСК KZ86125KZT5004100100",
        "ИИК: KZ86125KZT5004100100",
        "шотым KZ86125KZT5004100100",
        "счёт: KZ86125KZT5004100100",
        "счет KZ86125KZT5004100100",
        "эсеп KZ86125KZT5004100100",
        "account KZ86125KZT5004100100",
        "86125KZT5004100100",
        "КЗ86125KZT5004100100",
        "KZ86125КЗТ5004100100",
        "KZ86125KZT5OO41OO1OO",
        "KZ86\u00a0125K\u00a0ZT50\u00a00410\u00a00100",
        "KZ86.125K.ZT50.0410.0100",
    ],
)
def test_an_account_is_understood(written: str) -> None:
    assert readers.iban(written) == ACCOUNT


@pytest.mark.parametrize(
    "written",
    [
        "",
        "KZ",
        "KZ86125KZT5004100101",
        "KZ68125KZT5004100100",
        "KZ8612KZT5004100100",
        "KZ86125KZT50041001000",
        "4400 4301 2345 6789",
        "DE89370400440532013000",
        "жоқ",
    ],
)
def test_what_is_no_account_of_this_country_is_not(written: str) -> None:
    assert readers.iban(written) is None


@given(st.integers(0, 19), st.sampled_from("0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"))
def test_one_wrong_sign_is_noticed(place: int, sign: str) -> None:
    changed = ACCOUNT[:place] + sign + ACCOUNT[place + 1 :]
    assert (readers.iban(changed) == ACCOUNT) == (changed == ACCOUNT or _mended(place, sign))


def _mended(place: int, sign: str) -> bool:
    """An I or L that stands for a one."""
    return ACCOUNT[place] == "1" and sign in "IL"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("46228", "46228"),
        ("46 228", "46228"),
        ("46\u00a0228", "46228"),
        ("46228 тг", "46228"),
        ("46228тг.", "46228"),
        ("46 228 тенге", "46228"),
        ("46 228 теңге", "46228"),
        ("46 228 тнг", "46228"),
        ("46228 ₸", "46228"),
        ("46 228 KZT", "46228"),
        ("46,228", "46228"),
        ("46.228", "46228"),
        ("46'228", "46228"),
        ("46.228,50 ₸", "46228"),
        ("46228.00", "46228"),
        ("46 228,5 сом", "46228"),
        ("46 мың", "46000"),
        ("46 миң сом", "46000"),
        ("46 тыс. тенге", "46000"),
        ("46,5 тыс", "46500"),
        ("1,5 млн", "1500000"),
        ("12 000 000", "12000000"),
        ("0", "0"),
    ],
)
def test_a_sum_is_understood(written: str, kept: str) -> None:
    assert readers.money(written) == kept


@pytest.mark.parametrize(
    "written", ["", "көп", "5 адам", "46 22 8", "тг 46228", "46 228 тг айына", "-5", "5000000000", "1.2.3"]
)
def test_what_is_no_sum_is_not(written: str) -> None:
    assert readers.money(written) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("46 000", "46000"),
        ("230 000 / 5", "46000"),
        ("230000:4", "57500"),
        ("230 мың ÷ 5", "46000"),
        ("230000/5 адам", "46000"),
        ("100/3", "33"),
        ("0", "0"),
        ("230000/0", None),
        ("230000/1", None),
        ("230000/", None),
        ("көп / 5", None),
        ("/5", None),
    ],
)
def test_income_a_head_may_be_written_as_a_division(written: str, kept: str | None) -> None:
    assert readers.per_head(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1 тамыз", "2026-08-01"),
        ("1-август", "2026-08-01"),
        ("1 августа", "2026-08-01"),
        ("1 August", "2026-08-01"),
        ("August 1", "2026-08-01"),
        ("15.08", "2026-08-15"),
        ("15/08", "2026-08-15"),
        ("15-08.", "2026-08-15"),
        ("01.04", "2027-04-01"),
        ("30 маусым", "2027-06-30"),
        ("30-июнь", "2027-06-30"),
        ("30.06.2027", "2027-06-30"),
        ("2027-06-30", "2027-06-30"),
        ("30.6.27", "2027-06-30"),
        ("31.06", None),
        ("40 тамыз", None),
        ("тамыз", None),
        ("1 тамыз 5 қыркүйек", None),
        ("ертең", None),
        ("", None),
    ],
)
def test_a_day_of_the_school_year(written: str, kept: str | None) -> None:
    assert readers.day(written, YEAR) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("5", "5"),
        ("5 адам", "5"),
        ("нас пятеро: 5", "5"),
        (" 05 ", "5"),
        ("1", None),
        ("26", None),
        ("бес", None),
        ("2 взрослых и 3 ребёнка", None),
    ],
)
def test_members_of_a_family(written: str, kept: str | None) -> None:
    assert readers.people(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("40", "40"), ("1 200", "1200"), ("40 орын", "40"), ("0", "0"), ("көп", None), ("4 орын 5", None)],
)
def test_a_count(written: str, kept: str | None) -> None:
    assert readers.number(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("850101400001", "850101400001"),
        ("850101 400001", "850101400001"),
        ("ЖСН: 850101400001", "850101400001"),
        ("10101198500001", "10101198500001"),
        ("ПИН 1 01011985 00001", "10101198500001"),
        ("850101400002", None),
        ("30101198500001", None),
        ("123", None),
        ("", None),
    ],
)
def test_a_personal_number_of_either_country(written: str, kept: str | None) -> None:
    assert readers.personal_number(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("8 701 123 45 67", "+7 701 123 45 67"),
        ("+7(701)123-45-67", "+7 701 123 45 67"),
        ("0555 123 456", "+996 555 123 456"),
        ("+996555123456", "+996 555 123 456"),
        ("87011234567, 87029998877", "+7 701 123 45 67"),
        ("123", None),
        ("жоқ", None),
    ],
)
def test_a_phone_of_either_country(written: str, kept: str | None) -> None:
    assert readers.phone(written) == kept


@pytest.mark.parametrize(
    ("reader", "written", "kept"),
    [
        (readers.address, " Көкшетау,  Үлгі\nкөшесі 1, ", "Көкшетау, Үлгі көшесі 1"),
        (readers.address, "12", None),
        (readers.address, "а" * 121, None),
        (readers.sentence, "Төрт  бала\nбар", "Төрт бала бар"),
        (readers.sentence, "...", None),
        (readers.sentence, "а" * 300, "а" * 300),
        (readers.sentence, "а" * 301, None),
        (readers.short_line, " 146 см ", "146 см"),
        (readers.short_line, "XL", "XL"),
        (readers.short_line, "?!", None),
        (readers.short_line, "а" * 121, None),
        (readers.paper_number, "№ 45, 12.03.2024.", "№ 45, 12.03.2024"),
        (readers.paper_number, "шешім", None),
        (readers.paper_number, "1" * 121, None),
    ],
)
def test_words_are_kept_in_one_line(reader: Reader, written: str, kept: str | None) -> None:
    assert reader(written) == kept


@given(st.text(max_size=400))
def test_any_text_is_read_or_not_and_what_was_read_reads_the_same(written: str) -> None:
    for reader in READERS:
        kept = reader(written)
        assert kept is None or (kept and reader(kept) == kept)
