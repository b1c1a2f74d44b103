"""The chat page as a test sees it: phones that are tapped by clicks; every word waits for its condition."""

import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

CHROMIUM, CHROMEDRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
PATIENCE = 15.0
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSING = (
    StaleElementReferenceException,
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
)
FETCH = """
const done = arguments[arguments.length - 1];
fetch(arguments[0]).then((answer) => answer.blob()).then((blob) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(",")[1]);
  reader.readAsDataURL(blob);
});
"""


@contextmanager
def browser(folder: Path, width: int = 1600, height: int = 900) -> Iterator[WebDriver]:
    """A headless Chromium with a new profile; files are downloaded into `folder`/downloads."""
    options = Options()
    options.binary_location = str(CHROMIUM)
    for switch in (*SWITCHES, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"):
        options.add_argument(switch)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder / "downloads")})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(CHROMEDRIVER)))
    try:
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(folder / "profile", ignore_errors=True)


class ChatPage:
    """The page with all its phones."""

    def __init__(self, driver: WebDriver, address: str, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads
        driver.get(address)
        self.waits_for_line()

    def waits(self, condition: Callable[[], Any], words: str | Callable[[], str]) -> Any:
        """The value of the condition once it is true; an element being redrawn is looked for again."""
        wait = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05, ignored_exceptions=PASSING)
        try:
            return wait.until(lambda _: condition())
        except TimeoutException:
            raise AssertionError(words if isinstance(words, str) else words()) from None

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def clicks(self, selector: str) -> None:
        self.waits(lambda: self.one(selector).click() or True, f"nothing to click at {selector}")

    def phone(self, key: str) -> "Phone":
        """By the key of the persona: a class ("7Ә"), "social_pedagogue", "parent", "new-1"..."""
        return Phone(self, key)

    @property
    def keys(self) -> list[str]:
        """The keys of the phones on the table, from left to right."""
        phones = self.driver.find_elements(By.CSS_SELECTOR, "[data-phone]")
        return [str(phone.get_attribute("data-phone")) for phone in phones]

    @property
    def moment(self) -> str:
        return self.one(".moment").text

    def time_passes(self, move: str = "hour") -> None:
        """By the buttons of the page: "hour" or "morning"; returns when the clock shows it."""
        before = self.moment
        self.clicks(f"[data-move={move}]")
        self.waits(lambda: self.moment != before, f"the clock still shows {before}")

    def speaks(self, language: str) -> None:
        Select(self.one("[name=page-language]")).select_by_value(language)
        words = f"the page does not speak {language}"
        self.waits(lambda: self.one("html").get_attribute("lang") == language, words)

    def is_wide(self, width: int, height: int) -> None:
        """Gives the page exactly this size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def turns_to(self, key: str) -> None:
        """Presses the tab of a phone on a narrow page."""
        place = self.keys.index(key) + 1
        self.clicks(f".tabs button:nth-child({place})")
        self.waits(lambda: self.phone(key).element.is_displayed(), f"{key} does not come to the front")

    def moves_to(self, day: str) -> None:
        """Fills in the date field, an ISO date."""
        field, typed = self.one("[name=date]"), "arguments[0].value = arguments[1]"
        self.driver.execute_script(typed, field, day)
        before = self.moment
        self.clicks("[data-move=date]")
        self.waits(lambda: self.moment != before, f"the clock still shows {before}")

    def reloads(self) -> None:
        self.driver.refresh()
        self.waits_for_line()

    def waits_for_line(self) -> None:
        opened = "the page never opened its line"
        self.waits(lambda: self.one("body").get_attribute("data-line") == "open", opened)

    def complaints(self) -> list[str]:
        """What the browser had to say against the page."""
        return [
            str(entry["message"]) for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"
        ]


class Phone:
    """One phone. `taps` and `sees` read what stands in the chat now, the newest message first."""

    def __init__(self, page: ChatPage, key: str) -> None:
        self.page = page
        self.key = key

    @property
    def element(self) -> WebElement:
        return self.page.one(f'[data-phone="{self.key}"]')

    def find(self, selector: str) -> list[WebElement]:
        return self.element.find_elements(By.CSS_SELECTOR, selector)

    @property
    def screen(self) -> str:
        """All that can be read on the phone."""
        return self.element.text

    def _missing(self, words: str) -> Callable[[], str]:
        return lambda: f"{self.key}: {words}\n{self.screen}"

    def starts(self) -> None:
        """Presses the big button of an empty chat."""
        self.page.clicks(f'[data-phone="{self.key}"] .start')

    def taps(self, label: str) -> None:
        """Clicks a button once former taps are answered: this label, else one that begins or holds it."""
        self.rests()
        self._clicks(lambda: self._key(label), f"no button {label!r}")

    def _clicks(self, find: Callable[[], WebElement | None], words: str) -> None:
        def clicked() -> bool:
            element = find()
            if element is not None:
                element.click()
            return element is not None

        self.page.waits(clicked, self._missing(words))

    def _key(self, label: str) -> WebElement | None:
        keys = [
            (key, key.get_attribute("title") or key.text)
            for key in reversed(self.find(".key:not(:disabled)"))
        ]
        fits: tuple[Callable[[str], bool], ...] = (
            lambda text: text == label,
            lambda text: text.startswith(label),
            lambda text: label in text,
        )
        found = (key for fit in fits for key, text in keys if fit(text))
        return next(found, None)

    def rests(self) -> None:
        """Waits until no tap of this phone waits for its answer."""
        words = self._missing("a tap was never answered")
        self.page.waits(lambda: self.element.get_attribute("data-waiting") == "0", words)

    def sends(self, text: str) -> None:
        """Types into the text box and presses Enter; line breaks go in by Shift+Enter."""
        box: WebElement = self.page.waits(
            lambda: next(iter(self.find("textarea")), None), self._missing("no text box")
        )
        first, *more = text.split("\n")
        box.send_keys(first)
        for line in more:
            box.send_keys(Keys.SHIFT, Keys.ENTER, Keys.NULL, line)
        box.send_keys(Keys.ENTER)

    def chooses(self, place: int) -> None:
        """Opens the menu of the phone and presses an item: 0 puts it away, 1 blocks the bot or lets it in."""
        self.page.waits(lambda: self.find(".owner summary")[0].click() or True, self._missing("no menu"))
        self.page.waits(lambda: self.find(".owner .menu-items button")[place].click() or True, "no items")

    def sends_file(self, *paths: Path) -> None:
        """Several are chosen together, as in an app."""
        self.page.waits(lambda: self.find("[type=file]"), self._missing("no paper-clip"))[0].send_keys(
            "\n".join(map(str, paths))
        )

    def sees(self, *words: str) -> None:
        """Every one of the words stands on the phone; case does not matter where the page draws capitals."""

        def all_there() -> bool:
            screen = self.screen
            return all(one in screen for one in words)

        self.page.waits(all_there, self._missing(f"does not see {words}"))

    def sees_not(self, *words: str) -> None:
        def none_there() -> bool:
            screen = self.screen
            return not any(one in screen for one in words)

        self.page.waits(none_there, self._missing(f"still sees one of {words}"))

    def sees_toast(self, words: str) -> None:
        self.page.waits(
            lambda: any(words in toast.text for toast in self.find(".toast-words, .alert")),
            self._missing(f"no toast {words!r}"),
        )

    def sees_picture(self) -> bytes:
        """The newest picture, once it is drawn."""
        drawn = "return arguments[0].complete && arguments[0].naturalWidth > 0"

        def newest() -> WebElement | None:
            pictures = self.find(".photo img")
            return pictures[-1] if pictures and self.page.driver.execute_script(drawn, pictures[-1]) else None

        picture: WebElement = self.page.waits(newest, self._missing("no picture"))
        address = picture.get_attribute("src")
        return base64.b64decode(self.page.driver.execute_async_script(FETCH, address))

    def opens_file(self, name: str) -> bytes:
        """Clicks the newest file whose name holds this, and gives what the browser has saved."""

        def newest() -> WebElement | None:
            chips = [chip for chip in self.find("a.file") if name in str(chip.get_attribute("download"))]
            return chips[-1] if chips else None

        chip: WebElement = self.page.waits(newest, self._missing(f"no file {name!r}"))
        before = set(self._saved())
        chip.click()
        saved = self.page.waits(lambda: set(self._saved()) - before, f"{name} was not saved")
        content: bytes = next(iter(saved)).read_bytes()
        return content

    def _saved(self) -> list[Path]:
        """Finished files only: Chromium writes under another suffix until the last byte is there."""
        return [one for one in self.page.downloads.glob("*") if one.suffix not in (".crdownload", ".tmp")
                and not one.name.startswith(".")]  # fmt: skip

    def opens_link(self, label: str, on: str | None = None, name: str = "", language: str = "kk") -> None:
        """Presses a link or a button that leads out; opens it on this phone, another one, or a "new" one."""

        def found() -> WebElement | None:
            links = (one for one in reversed(self.find(".text a")) if label in one.text)
            return next(links, None) or self._key(label)

        self._clicks(found, f"no link {label!r}")
        self.page.waits(lambda: self.page.one("dialog[open] [name=who]"), "nobody asks on whose phone")
        chosen = Select(self.page.one("dialog [name=who]"))
        if on == "new":
            chosen.select_by_value("new")
            field = self.page.one("dialog [name=name]")
            field.clear()
            field.send_keys(name)
            Select(self.page.one("dialog [name=language]")).select_by_value(language)
        elif on is not None:
            chosen.select_by_value(str(self.page.phone(on).element.get_attribute("data-chat")))
        self.page.clicks("dialog [type=submit]")
