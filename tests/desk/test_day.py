"""A reviewer's day in a real browser, with the real command and its real processes; every page looked at by axe-core."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import DUTCH, ENGLISH
from tests.report.html.conftest import browser as browser
from tests.report.html.test_accessibility import AXE, TAGS

CHAIR = DUTCH.with_name("nl-leerstoel.docx")
#: A drop as the browser makes it, of one text file.
DROP = """const [root, name, text] = arguments; const transfer = new DataTransfer();
transfer.items.add(new File([text], name, { type: "text/plain" }));
for (const kind of ["dragenter", "dragover", "drop"]) {
  root.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
}"""


#: Nothing lies under what stays on top, and what is out of sight is laid out too.
LAID_OUT = """document.activeElement.blur(); scrollTo(0, 0); const sheet = new CSSStyleSheet();
sheet.replaceSync("* { content-visibility: visible !important }"); document.adoptedStyleSheets = [sheet]"""


class Server:
    """The command, started and killed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = 0
        self.start()

    def start(self) -> None:
        """Start it, on the port it had before."""
        command = [
            sys.executable,
            "-m",
            "contract_scan",
            "desk",
            "--no-browser",
            "--home",
            str(self.home),
            "--jobs",
            "1",
        ]
        environment = {**os.environ, "CONTRACT_SCAN_LANG": "en"}
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
            start_new_session=True,
        )
        assert self.process.stderr
        line = self.process.stderr.readline()
        self.address = re.search(r"http://\S+", line)[0]  # type: ignore[index]
        self.port = int(self.address.split(":")[2].split("/")[0])
        self.root = self.address.split("/enter")[0]

    def kill(self) -> None:
        """Kill it and its processes, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()  # type: ignore[union-attr]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The desk as a command."""
    made = Server(tmp_path / "home")
    yield made
    made.kill()


class Tab:
    """What somebody does on a page."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def wait(self, what: Callable[[], Any], seconds: float = 60) -> Any:
        """Wait until something is there, and return it."""
        from selenium.common.exceptions import WebDriverException

        until = time.monotonic() + seconds
        while True:
            try:
                found = what()
                if found:
                    return found
            except WebDriverException:
                pass
            assert time.monotonic() < until, self.driver.find_element("css selector", "body").text[:3000]
            time.sleep(0.1)

    def see(self, words: str, selector: str = "body") -> None:
        """Wait until words are on the page."""
        self.wait(lambda: any(words in one.text for one in self.driver.find_elements("css selector", selector)))

    def find(self, selector: str) -> Any:
        """Return the first element for a selector, once it is there."""
        return self.wait(lambda: self.driver.find_element("css selector", selector))

    def click(self, selector: str) -> None:
        """Click, wherever on the page it is."""
        self.driver.execute_script(
            "arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", self.find(selector)
        )

    def go(self, words: str) -> None:
        """Follow a link by its words."""
        self.wait(lambda: self.driver.find_element("link text", words)).click()

    def fill(self, selector: str, text: str) -> None:
        """Type into a field, after what stands there."""
        field = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
        field.send_keys(text)

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def sound(self, *, dark: bool = False) -> None:
        """Assert that axe objects to nothing and that at 320 pixels nothing is scrolled sideways; narrow and wide."""
        send = self.driver.execute_cdp_cmd
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        send("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
        size = {"width": 320, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        send("Emulation.setDeviceMetricsOverride", size)
        assert self.driver.execute_script("return document.documentElement.scrollWidth") <= 320, self.driver.current_url
        if AXE.is_file():
            self.driver.execute_script(LAID_OUT)
            self.driver.execute_script(AXE.read_text(encoding="utf-8") + ";window.axe = axe")
            found = self.driver.execute_async_script(
                "axe.run(document, {runOnly: arguments[0]}).then(arguments[1])", TAGS
            )
            wrong = [
                f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"][:3]
            ]
            assert wrong == [], self.driver.current_url
        send("Emulation.setDeviceMetricsOverride", {**size, "width": 1440})


def note(question: str) -> str:
    """Return the selector of the note to a question."""
    return f'.question[data-question="{question}"] .answer textarea'


def radio(question: str, reply: str) -> str:
    """Return the selector of an answer to a question."""
    return f'.question[data-question="{question}"] .answer input[value={reply}]'


@pytest.mark.long
def test_a_reviewers_day(browser: Any, server: Server, tmp_path: Path) -> None:
    """Drop, review, be cut off, ask, compare, write, take over, enter in the register, show the board."""
    tab = Tab(browser)
    browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {}})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    browser.execute_cdp_cmd("Emulation.setLocaleOverride", {"locale": "en"})
    browser.get_log("browser")
    browser.get(server.address)
    tab.see("There are no documents yet")
    assert "token" not in browser.current_url
    if tab.find("html").get_attribute("lang") != "en":
        tab.click("button[lang=en]")
    tab.sound()

    # Three drafts are chosen, and one dropped that is none.
    tab.find(".drop input[multiple]").send_keys("\n".join(map(str, (DUTCH, ENGLISH, CHAIR))))
    # Whoever loads the list anew meanwhile sees how far they are, and what came of them.
    tab.wait(lambda: len(browser.find_elements("css selector", ".incoming li, .document-row")) >= 3)
    tab.wait(
        lambda: "sent" not in tab.find(".incoming").text or not browser.find_elements("css selector", ".incoming li")
    )
    browser.refresh()
    tab.see("Answered 0 of 18", f".document-row:has(a[href$='{ENGLISH.name}']), .document-row")
    tab.wait(lambda: len(browser.find_elements("css selector", ".document-row.read")) == 3, 120)
    browser.execute_script(DROP, tab.find(".drop"), "broken.docx", "\x00\x01 no document")
    tab.see("Not read:", ".document-row.failed")
    tab.sound(dark=True)
    tab.go("broken.docx")
    tab.sound()
    browser.back()

    # Answered as one types; the desk is killed in between, and nothing is lost.
    tab.go(DUTCH.name)
    tab.see("All kept")
    document = browser.current_url
    tab.click(radio("2.1", "yes"))
    tab.fill(note("2.1"), "Ask the partner")
    tab.see("All kept", "[data-part=kept]")
    server.kill()
    tab.fill(note("2.1"), " who decides")
    tab.see("Not kept yet", "[data-part=kept]")
    server.start()
    tab.see("All kept", "[data-part=kept]")
    browser.get(document)
    tab.wait(lambda: tab.find(note("2.1")).get_attribute("value") == "Ask the partner who decides")

    # Where a browser forbids pages to keep anything, what the desk keeps is kept all the same, and said so.
    forbid = (
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    forbidden = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": forbid})["identifier"]
    browser.get(document)
    tab.fill(note("2.1"), ", please")
    tab.wait(lambda: tab.find("[data-part=kept]").text.startswith("Keeping"), 5)
    tab.see("All kept", "[data-part=kept]")
    browser.get(f"{document}/letters")
    tab.fill("form.letter textarea", "Kind regards")
    tab.see("All kept", "[data-part=kept]")
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": forbidden})
    browser.get(document)
    tab.wait(lambda: tab.find(note("2.1")).get_attribute("value") == "Ask the partner who decides, please")

    # A decision by keyboard alone; without its reason it is not kept, and the page says so.
    tab.find("body").send_keys("j", "d")
    tab.press("\ue004", "\ue004", "\ue004", " ")  # Tab to "not relevant", and press it
    tab.see("still needs its reason", "[data-part=kept]")
    tab.press("Stands in the framework agreement")
    tab.see("All kept", "[data-part=kept]")
    tab.sound()

    # A second reviewer sees the answers; when both write on one thing, both are asked.
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    second = Tab(browser)
    browser.get(document)
    second.wait(lambda: second.find(note("2.1")).get_attribute("value").startswith("Ask the partner"))
    other = browser.current_window_handle
    browser.switch_to.window(first)
    tab.click(radio("3.1", "yes"))
    tab.see("All kept", "[data-part=kept]")
    browser.switch_to.window(other)
    browser.execute_script("DESK_NOW = 1")
    second.click(radio("3.1", "no"))
    second.see("in the meantime", "[data-part=conflict]")
    second.sound()
    second.click("[data-part=conflict] button:last-child")
    second.see("All kept", "[data-part=kept]")
    browser.switch_to.window(first)
    tab.wait(lambda: tab.find(radio("3.1", "no")).is_selected())
    # Who goes away and back sees what was written meanwhile, not what the browser remembers.
    browser.get(f"{server.root}/lists")
    browser.switch_to.window(other)
    second.click(radio("3.1", "unknown"))
    second.see("All kept", "[data-part=kept]")
    browser.close()
    browser.switch_to.window(first)
    browser.back()
    tab.wait(lambda: tab.find(radio("3.1", "unknown")).is_selected(), 10)

    # Letters, kept as they are edited, also where the page is left with the last key.
    tab.go("Letters")
    tab.fill("form.letter textarea", "PS: before the summer, please.")
    browser.get(f"{server.root}/lists")
    browser.get(f"{document}/letters")
    assert "before the summer" in tab.find("form.letter textarea").get_attribute("value")
    tab.sound(dark=True)

    # A later draft: answers go with it, and what changed is shown.
    tab.go("Files and more")
    tab.sound()
    browser.execute_script(
        DROP, tab.find("[data-upload$=later]"), "later.txt", "Artikel 1. Partner betaalt de kosten van de publicatie."
    )
    tab.wait(lambda: document not in browser.current_url)
    tab.see("later.txt", "h1")
    tab.wait(lambda: tab.find(note("2.1")).get_attribute("value") == "Ask the partner who decides, please")
    tab.go("Compare")
    tab.see("later.txt")
    tab.sound()

    # Search leads to a place on the page.
    browser.get(f"{server.root}/?q=Noordster")
    tab.see("Noordster", "mark")
    tab.sound()
    tab.click(".hits a")
    tab.wait(lambda: "#s1-e" in browser.current_url)

    # The register, from a document to the board.
    browser.get(f"{server.root}/register")
    tab.sound()
    tab.click("main button")
    tab.fill("form:first-of-type input[name=unit]", "science")
    tab.fill("form:first-of-type input[name=name]", "Faculty of Science")
    tab.fill("form:first-of-type input[name=role]", "adviser")
    tab.click("main form button")
    tab.see("Faculty of Science", "table")
    tab.sound()
    browser.get(f"{document}/register")
    tab.see("Noordster Instituut voor Precisietechniek")
    tab.sound(dark=True)
    tab.fill(".party:nth-last-of-type(1) input[name=party_name]", "Ministry of Waterways")
    tab.fill(".party:nth-last-of-type(1) input[name=party_country]", "Germany")
    tab.press("\ue007")  # Enter
    tab.see("The document at this desk")
    tab.see("Ministry of Waterways (partner)", "dl")
    tab.sound()
    for address in (
        "register",
        "register/organisations",
        "register/cumulative",
        "register/due",
        "lists",
        "rules",
        "rules/edit",
        "plugins",
        "log",
        "nowhere",
        f"documents/own/{'0' * 64}",
    ):
        browser.get(f"{server.root}/{address}")
        tab.sound(dark=len(address) % 2 == 0)
    browser.get(f"{server.root}/register/board")
    tab.see("Back to the register")
    tab.sound()

    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"media": "screen", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
    )
    background = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", background))) < 150, "the board's page is dark where the browser is"

    # A house rule, with its proof beside it.
    browser.get(f"{server.root}/rules/edit")
    for name, text in (
        ("name", "lunch"),
        ("title_en", "Lunch"),
        ("message_en", "Who pays for lunch?"),
        ("why_en", "Lunches add up."),
        ("phrases_en", "pays for lunch"),
        ("hits_en", "The Partner pays for lunch."),
    ):
        tab.fill(f"[name={name}]", text)
    tab.see("near miss", "[data-part=problems]")
    tab.fill("[name=misses_en]", "The Partner pays for dinner.")
    tab.see("The proof holds", "[data-part=summary]")
    tab.fill("[name=misses_en]", "\nA Partner pays for lunch.")
    tab.see("1 thing is not right yet", "[data-part=summary]")
    browser.execute_script("HTMLFormElement.prototype.submit.call(arguments[0])", tab.find(".rule-form"))
    tab.see("The rule is not saved yet")
    tab.sound()

    bad = [
        one["message"]
        for one in browser.get_log("browser")
        if one["level"] == "SEVERE"
        and "Failed to load resource" not in one["message"]
        and "ERR_CONNECTION" not in one["message"]
    ]
    assert bad == []
