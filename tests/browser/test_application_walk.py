"""An application by clicks: applied for, returned, mended, before the council, ordered, and the notice arrives."""

from io import BytesIO

import docx

from tests.browser.phones import ChatPage, Phone

REASON = "Әкесі жұмыссыз қалды, үш айдан бері табыс жоқ"
RETURNED = "Нөмірдің бір саны кем"
COUNCIL = "\n".join(
    (
        "Үлгіева Айгүл Маратқызы, төраға",
        "Мысалов Дәурен Ерланұлы, хатшы",
        *(f"Мүшебаев{letter} Қайрат Асанұлы" for letter in "авгдежз"),
    )
)


def words_of(content: bytes) -> str:
    """All that can be read in a Word file, its tables included."""
    document = docx.Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def test_from_the_application_to_the_notice(page: ChatPage) -> None:
    parent, pedagogue = page.phone("confirmed_parent"), page.phone("social_pedagogue")
    applies(parent)
    returns_it(pedagogue)
    mends_it(parent)
    pedagogue.taps("Өтінішті ашу")
    pedagogue.taps("✅ Құжаттары толық")
    parent.sees("Құжаттарыңыз толық")
    names_the_council(pedagogue)
    sits(pedagogue)
    parent.sees("Өтінішіңіз мақұлданды")
    protocol_and_order(pedagogue)
    takes_the_notice(parent)


def applies(parent: Phone) -> None:
    parent.starts()
    for label in ("Өтініш беру", "Тегін тамақ", "Арсен", "Бастау", "✅ Бәрі дұрыс", "Басқа себеп"):
        parent.taps(label)
    parent.sees("Отбасыңызға неліктен қолдау керек?")
    parent.sends(REASON)
    for label in ("Көрсетілмесін", "Мектепте айтамын", "Иә, Қазақстанда", "Бірдей", "Келісемін"):
        parent.taps(label)
    parent.taps("Көрсетілмесін")
    parent.sees("тексеріңіз", f"Себебі: {REASON}")
    parent.taps("✅ Жіберу")
    parent.sees("№ 1", "Өтініш тіркелді", "14.09.2026")


def returns_it(pedagogue: Phone) -> None:
    pedagogue.taps("Өтінішті ашу")
    pedagogue.sees("Күйі: жаңа", "Басқа себеп (кеңес)")
    pedagogue.taps("Қайтару…")
    pedagogue.taps("Телефон")
    pedagogue.sees("Не түзету керек?")
    pedagogue.sends(RETURNED)
    pedagogue.sees("түзетуге қайтарылды")


def mends_it(parent: Phone) -> None:
    """The message opens at the very answer."""
    parent.sees(f"Себебі: {RETURNED}")
    parent.taps("✏️ Түзету")
    parent.sees(f"⚠️ {RETURNED}", "қай нөмірмен")
    parent.sends("8 700 000 01 02")
    parent.sees("+7 700 000 01 02 (бұрын:")
    parent.taps("✅ Жіберу")
    parent.sees("Түзетілген өтініш жіберілді")


def opens_the_council(pedagogue: Phone) -> None:
    pedagogue.sends("/menu")
    pedagogue.taps("Өтініштер")
    pedagogue.taps("Кеңес отырыстары")


def names_the_council(pedagogue: Phone) -> None:
    opens_the_council(pedagogue)
    pedagogue.taps("Мүшелер")
    pedagogue.taps("+ Мүше қосу")
    pedagogue.taps("ата-аналар")
    pedagogue.sees("әр жолға бір адам")
    pedagogue.sends(COUNCIL)
    pedagogue.sees("Қосылды: 9")


def sits(pedagogue: Phone) -> None:
    opens_the_council(pedagogue)
    for label in ("+ Отырыс жоспарлау", "дс, 07.09", "10:00", "мектепте", "+ Күтіп тұр", "Бәрін қосу"):
        pedagogue.taps(label)
    pedagogue.taps("Артқа")
    pedagogue.taps("Қатысу")
    for name in ("Үлгіева", "Мысалов", "Мүшебаева", "Мүшебаевв", "Мүшебаевг"):
        pedagogue.taps(f"▫️ {name}")
    pedagogue.taps("Артқа")
    pedagogue.sees("5/9")
    pedagogue.taps("Дауыс беру")
    pedagogue.taps("Шешілмегеннің бәрі")
    pedagogue.taps("✅ Беру · 1")
    pedagogue.sees("Берілсін: 1 бала", "жақтап 5, қарсы 0, қалыс 0")
    pedagogue.taps("Жазу · 1")
    pedagogue.taps("Артқа")
    pedagogue.taps("Отырысты жабу…")
    pedagogue.sees("Хаттама № 1", "Берілсін: 1")
    pedagogue.taps("Жабу: хаттама № 1")
    pedagogue.sees("Отырыс жабылды")


def protocol_and_order(pedagogue: Phone) -> None:
    pedagogue.taps("Хаттама (Word, PDF)")
    pedagogue.taps("ҚАЗ · Word")
    protocol = words_of(pedagogue.opens_file("Хаттама"))
    assert "ХАТТАМА" in protocol
    assert "Ерғалиев Арсен" in protocol
    assert "Үлгіева Айгүл Маратқызы" in protocol
    opens_the_council(pedagogue)
    for label in ("Бұйрықтар", "⏳ ", "Бұйрық жасау"):
        pedagogue.taps(label)
    pedagogue.sees("Бұйрық № 1", "Тізімдегі балалар: 1")
    pedagogue.taps("Бұйрық (Word, PDF)")
    pedagogue.taps("ҚАЗ · Word")
    order = words_of(pedagogue.opens_file("Бұйрық"))
    assert "БҰЙЫРАМЫН" in order
    assert "Ерғалиев Арсен" in order


def takes_the_notice(parent: Phone) -> None:
    parent.taps("Өтінішті ашу")
    parent.sees("мақұлданды")
    parent.taps("📄 Word")
    parent.taps("Ата-анаға хабарлама")
    parent.taps("ҚАЗ · Word")
    notice = words_of(parent.opens_file("абарлама"))
    assert "Ерғалиев Арсен" in notice
