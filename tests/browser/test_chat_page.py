"""The chat page in Chromium: phones that are clicked, files that open, a clock that is moved."""

from pathlib import Path

from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from selenium.webdriver.common.keys import Keys

from bot.sandbox.demo import Demo
from tests.browser.conftest import Backstage, Bare
from tests.browser.phones import ChatPage
from tests.sandbox.test_sending import picture

AT_THE_END = "const log = arguments[0]; return log.scrollHeight - log.scrollTop - log.clientHeight < 2"
SHOWN = ["social_pedagogue", "7Ә", "6А", "parent", "confirmed_parent", "deputy_upbringing"]


def test_a_teacher_starts_and_ticks(page: ChatPage) -> None:
    teacher = page.phone("7Ә")
    teacher.starts()
    teacher.taps("Семейный статус")
    teacher.sees("27")
    teacher.taps("Начать")
    teacher.sees("Неполная семья")
    teacher.taps("Неполная семья")
    teacher.sees("0/27", "Белова Яна")
    teacher.taps("Белова Яна")
    teacher.sees("1/27", "✅ Белова Яна")
    teacher.taps("✅ Белова Яна")
    teacher.sees("0/27")
    teacher.sees_not("✅ Белова Яна")


def test_phones_lie_side_by_side_and_are_put_away(page: ChatPage) -> None:
    assert page.keys == SHOWN
    page.phone("parent").chooses(0)
    page.waits(lambda: "parent" not in page.keys, "the phone is still there")
    page.reloads()
    assert page.keys == [key for key in SHOWN if key != "parent"]
    page.clicks(".bar .add")
    page.clicks("dialog .people li:first-child button")
    page.waits(lambda: page.keys[3] == "parent", "the phone did not come back")


def test_a_new_phone_opens_a_link(page: ChatPage) -> None:
    pedagogue = page.phone("social_pedagogue")
    pedagogue.starts()
    pedagogue.sends("https://t.me/tirek_sandbox_bot?start=made-up")
    pedagogue.opens_link("made-up", on="new", name="Жаңа адам", language="ru")
    page.phone("new-1").sees("/start made-up", "Жаңа адам")


def test_a_file_goes_both_ways(page: ChatPage, tmp_path: Path) -> None:
    teacher = page.phone("6А")
    teacher.starts()
    written = tmp_path / "кесте.csv"
    written.write_text("а;ә;б\n")
    teacher.sends_file(written)
    assert teacher.opens_file("кесте.csv") == written.read_bytes()
    pair = [tmp_path / name for name in ("бір.csv", "екі.csv")]
    for one in pair:
        one.write_text(one.stem)
    teacher.sends_file(*pair)
    for one in pair:
        assert teacher.opens_file(one.name) == one.read_bytes()


def test_the_clock_is_moved(page: ChatPage, backstage: Backstage[Demo]) -> None:
    page.speaks("en")
    assert page.moment.startswith("Mon, 7 September 2026, 09:0")
    page.time_passes("hour")
    assert page.moment.startswith("Mon, 7 September 2026, 10:0")
    page.time_passes("morning")
    assert page.moment == "Tue, 8 September 2026, 09:00"
    page.moves_to("2026-10-01")
    assert page.moment == "Thu, 1 October 2026, 09:00"
    assert backstage.runs.telegram.clock.now().isoformat() >= "2026-10-01T04:00"
    page.clicks("[data-move=date]")
    page.waits(lambda: page.one("#notice").text == "Choose a date.", "no date is no complaint")


def test_the_page_speaks_four_languages(page: ChatPage) -> None:
    for language, words in {"ru": "Начать", "ky": "Баштоо", "en": "Start", "kk": "Бастау"}.items():
        page.speaks(language)
        page.phone("parent").sees(words)


def test_one_phone_at_a_time_on_a_narrow_page(page: ChatPage) -> None:
    page.is_wide(420, 800)
    assert page.phone("social_pedagogue").element.is_displayed()
    page.turns_to("parent")
    assert not page.phone("social_pedagogue").element.is_displayed()
    page.phone("parent").starts()
    page.phone("parent").sees("Тілді таңдаңыз")


def test_a_blocked_bot_is_let_in_again(page: ChatPage) -> None:
    parent = page.phone("parent")
    parent.starts()
    parent.sees("Тілді таңдаңыз")
    parent.chooses(1)
    parent.sees("Бұғаттан шығару")
    parent.find(".big")[0].click()
    page.waits(lambda: parent.find("textarea"), "no text box")


def test_what_is_typed_is_text_and_never_html(page: ChatPage) -> None:
    parent = page.phone("parent")
    parent.starts()
    parent.sends("<img src=x onerror=alert(1)> & <b>қалың</b>\nекінші жол")
    parent.sees("<img src=x onerror=alert(1)> & <b>қалың</b>\nекінші жол")


def test_the_line_is_lost_and_found_again(bare_page: ChatPage, bare: Backstage[Bare]) -> None:
    parent, chat_page = bare_page.phone("parent"), bare.runs.page
    parent.starts()
    parent.sees("/start")
    port = int(chat_page.url.rstrip("/").rsplit(":", 1)[1])
    bare.does(chat_page.stop())
    bare_page.waits(
        lambda: "Байланыс үзілді" in bare_page.one("#lost").text,
        "the page does not say that the line is lost",
    )
    bare.does(bare.runs.bot.send_message(chat_of(bare_page, "parent"), "осы кезде"))
    bare.does(chat_page.start(port=port))
    bare_page.waits_for_line()
    parent.sees("осы кезде")
    assert parent.screen.count("/start") == 1
    bare_page.complaints()


def chat_of(bare_page: ChatPage, key: str) -> int:
    return int(str(bare_page.phone(key).element.get_attribute("data-chat")))


def test_every_kind_of_message_is_drawn(bare_page: ChatPage, bare: Backstage[Bare]) -> None:
    bot, parent, chat = bare.runs.bot, bare_page.phone("parent"), chat_of(bare_page, "parent")
    text = "<b>қалың</b> <i>көлбеу</i> <code>код</code>\n<blockquote>дәйек</blockquote>\n"
    text += "<tg-spoiler>құпия</tg-spoiler>"
    bare.does(bot.send_message(chat, text, parse_mode="HTML"))
    parent.sees("қалың", "көлбеу", "код", "дәйек")
    tags = [parent.find(f".text {tag}")[0].text for tag in ("b", "i", "code", "blockquote", ".spoiler")]
    assert tags == ["қалың", "көлбеу", "код", "дәйек", "құпия"]
    file = BufferedInputFile(b"content", "тізім.docx")
    bare.does(bot.send_document(chat, file, caption="міне", protect_content=True))
    assert parent.opens_file("тізім.docx") == b"content"
    assert parent.find(".protected")
    bare.does(bot.send_photo(chat, BufferedInputFile(picture(), "x.png"), caption="сурет"))
    assert parent.sees_picture() == picture()
    last = bare.does(bot.send_message(chat, "кейін жойылады"))
    parent.sees("кейін жойылады")
    bare.does(bot.edit_message_text("басқаша", chat_id=chat, message_id=last.message_id))
    parent.sees("басқаша", "өзгертілді")
    bare.does(bot.delete_message(chat, last.message_id))
    parent.sees_not("басқаша")
    bare.does(bot.send_chat_action(chat, "typing"))
    parent.sees("жазып жатыр…")


def test_buttons_keep_their_colours_and_their_focus(bare_page: ChatPage, bare: Backstage[Bare]) -> None:
    bot, parent, chat = bare.runs.bot, bare_page.phone("parent"), chat_of(bare_page, "parent")
    styles = ("primary", "success", "danger", None)
    row = [InlineKeyboardButton(text=str(style), callback_data=f"-{style}", style=style) for style in styles]
    keyboard = InlineKeyboardMarkup(inline_keyboard=[row[:2], row[2:]])
    sent = bare.does(bot.send_message(chat, "түстер", reply_markup=keyboard))
    parent.sees("түстер")
    assert len({key.value_of_css_property("background-color") for key in parent.find(".key")}) == 4
    bare_page.driver.execute_script("arguments[0].focus()", parent.find(".key.danger")[0])
    bare.does(bot.edit_message_text("басқа", chat_id=chat, message_id=sent.message_id, reply_markup=keyboard))
    parent.sees("басқа")
    assert bare_page.driver.switch_to.active_element.text == "danger"


def test_commands_replies_and_the_reply_keyboard(bare_page: ChatPage, bare: Backstage[Bare]) -> None:
    bot, parent, chat = bare.runs.bot, bare_page.phone("parent"), chat_of(bare_page, "parent")
    rows = [[KeyboardButton(text="Нөмір", request_contact=True)], [KeyboardButton(text="Иә")]]
    keyboard = ReplyKeyboardMarkup(keyboard=rows, one_time_keyboard=True, input_field_placeholder="Таңдаңыз")
    bare.does(bot.send_message(chat, "сұрақ", reply_markup=keyboard))
    parent.taps("Нөмір")
    bare_page.clicks("dialog [type=submit]")
    parent.sees("☎ +7700000")
    assert not parent.find(".reply-keys")[0].is_displayed()
    bare.does(bot.set_my_commands([BotCommand(command="start", description="басты бет")]))
    bare_page.waits(lambda: parent.find(".slash")[0].is_displayed(), "no commands")
    box = parent.find("textarea")[0]
    box.send_keys("/st")
    parent.sees("басты бет")
    box.send_keys(Keys.ARROW_DOWN)
    bare_page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    bare_page.waits(lambda: parent.find(".own .command"), "the command was not sent")
    bare.does(bot.send_message(chat, "неге?", reply_markup=ForceReply()))
    parent.sees("Жауап: неге?")
    parent.sends("сондықтан")
    bare_page.waits(lambda: parent.find(".own .quoted"), "it was no reply")


def test_a_long_chat_is_drawn_in_parts(bare_page: ChatPage, bare: Backstage[Bare]) -> None:
    bot, parent, chat = bare.runs.bot, bare_page.phone("parent"), chat_of(bare_page, "parent")
    for number in range(70):
        bare.does(bot.send_message(chat, f"хабар {number}."))
    bare_page.reloads()
    parent.sees("хабар 69.")
    assert "хабар 5." not in parent.screen
    assert bare_page.driver.execute_script(AT_THE_END, parent.find(".log")[0])
    bare_page.driver.execute_script("arguments[0].click()", parent.find(".line button")[0])
    parent.sees("хабар 5.")
