"""A real browser for the review page; tests that need one are skipped, with a reason, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contract_scan.report.html import HtmlReporter
from contract_scan.scan import Scan
from tests.conftest import ScanOf

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
# What keeps Chromium from asking the network for anything, and lets it start in a container.
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    # What there is no card for is not computed either: it takes a fifth of all.
    *("--disable-gpu-rasterization", "--disable-gpu-compositing", "--disable-software-rasterizer"),
    *("--disable-extensions", "--disable-default-apps", "--mute-audio"),
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start Chromium once, with a profile of its own."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("the review page is tested in Chromium: install chromium and chromium-driver")
    from selenium import webdriver  # where the browser is there, what drives it may not be missing

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(120)  # a busy machine is not the page's fault
    yield driver
    driver.quit()


class Page:
    """The review page in the browser, and what a reviewer does on it."""

    def __init__(self, driver: Any, path: Path, downloads: Path) -> None:
        self.driver = driver
        self.path = path
        self.downloads = downloads
        self.reload()

    def reload(self) -> None:
        """Open the page, whatever stood unsaved on it."""
        self.driver.get("about:blank")
        self.driver.get(self.path.as_uri())

    def run(self, script: str, *values: Any) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *values)

    def find(self, selector: str) -> Any:
        """Return the first element for a CSS selector."""
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        """Return all elements for a CSS selector."""
        found: list[Any] = self.driver.find_elements("css selector", selector)
        return found

    def shown(self, selector: str) -> int:
        """Return how many elements for a CSS selector are displayed."""
        count = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length"
        return int(self.run(count, selector))

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def in_sight(self, selector: str) -> bool:
        """Say whether, once the page has come to rest, an element stands within what its pane shows."""
        return bool(
            self.run(
                """for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
                const box = document.querySelector(arguments[0]).getBoundingClientRect();
                const under = document.elementFromPoint(box.left + 3, box.top + 3);
                return box.top >= 0 && box.top < innerHeight && under?.closest(arguments[0]) !== null""",
                selector,
            )
        )

    def dispatch(self, selector: str, value: str) -> None:
        """Choose an option of a filter."""
        self.run(
            """const field = document.querySelector(arguments[0]); field.value = arguments[1];
            field.dispatchEvent(new Event("change", { bubbles: true }))""",
            selector,
            value,
        )

    @property
    def message(self) -> str:
        """What the page last told the reviewer."""
        return str(self.find("[data-part=message]").text)


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[OpenPage]:
    """Open the page of scans (or one that is made already) in the browser, in a window of a size, light or dark."""

    def opened(
        *scans: Scan,
        language: str = "en",
        width: int = 1440,
        dark: bool = False,
        script: bool = True,
        made: Path | None = None,
    ) -> Page:
        path, downloads = made or tmp_path / "page.html", tmp_path / "downloads"
        if made is None:
            path.write_text(HtmlReporter().report(scans, language), encoding="utf-8")
        send = browser.execute_cdp_cmd
        send("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
        send(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        send("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
        send("Emulation.setScriptExecutionDisabled", {"value": not script})
        browser.get_log("browser")
        return Page(browser, path, downloads)

    yield opened
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.get("about:blank")


@pytest.fixture(scope="session")
def dutch(scan_of: ScanOf) -> Scan:
    """A Dutch agreement with tracked changes and a table."""
    return scan_of("nl-samenwerkingsovereenkomst.docx")


@pytest.fixture(scope="session")
def english(scan_of: ScanOf) -> Scan:
    """An English agreement with pages."""
    return scan_of("en-collaboration-agreement.pdf")


@pytest.fixture(scope="session")
def doubtful(english: Scan) -> Scan:
    """The English agreement with one finding that is only possible."""
    first, *rest = english.findings
    index = next(i for i, finding in enumerate(rest) if finding.questions)
    rest[index] = replace(rest[index], certainty="possible", doubts=("list_spelling",))
    return replace(english, findings=(first, *rest))
