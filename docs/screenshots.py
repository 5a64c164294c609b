"""Makes the pictures in `docs/images`: `python docs/screenshots.py`.

Needs Chromium with its driver and selenium for the review page, and LibreOffice, Xvfb and ImageMagick for the Word
copy. What is missing is named, and its pictures stay as they are.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DOCUMENTS = Path("fixtures") / "documents"
DUTCH, ENGLISH = DOCUMENTS / "nl-samenwerkingsovereenkomst.docx", DOCUMENTS / "en-collaboration-agreement.pdf"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--hide-scrollbars",
)
SCREEN = ":77"

#: What a reviewer does before the picture is taken.
AT_WORK = """document.querySelector('.evidence[data-kind~=publication_restriction] a.ref').click();
const card = document.querySelector('.evidence.current');
card.querySelector('button[value=ask]').click();
card.querySelector('textarea').value = arguments[0];
if (innerWidth < 900) document.querySelector('button[data-pane=questions]').click();
requestAnimationFrame(() => requestAnimationFrame(() => {
  card.scrollIntoView({block: 'start'}); card.focus({preventScroll: true}); setTimeout(arguments[1], 100);
}));"""
ASKED = {"nl": "Wie geeft toestemming, en binnen welke termijn?", "en": "Who approves, and within what time?"}


def contract_scan(*arguments: str | Path) -> None:
    """Run the command; it reports with exit code 4 where a reference list is not loaded."""
    subprocess.run([sys.executable, "-m", "contract_scan", *map(str, arguments)], cwd=ROOT, check=False)


def browser() -> Any:
    """Return Chromium, driven."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


#: Language, width, height, light or dark, and whether the reviewer is at work; the name of the picture says the same.
PICTURES = (
    ("nl", 1440, 900, "light", False),
    ("nl", 1440, 900, "light", True),
    ("nl", 1440, 900, "dark", True),
    ("nl", 360, 780, "light", True),
    ("en", 1440, 900, "light", True),
    ("en", 360, 780, "dark", True),
)


def review_pages(folder: Path) -> None:
    """Picture the review page: two widths, light and dark, Dutch and English, as it opens and at work."""
    driver = browser()
    for language, document in (("nl", DUTCH), ("en", ENGLISH)):
        contract_scan("scan", document, "--format", "html", "--lang", language, "--output", folder / f"{language}.html")
    for language, width, height, scheme, at_work in PICTURES:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
        driver.get("about:blank")
        driver.get((folder / f"{language}.html").as_uri())
        if at_work:
            driver.execute_async_script(AT_WORK, ASKED[language])
        doing = "at-work" if at_work else "opened"
        save(driver.get_screenshot_as_png(), IMAGES / f"review-{language}-{width}-{scheme}-{doing}.png")
    driver.quit()


#: Pages of the desk: name of the picture, path on the desk, language, width, height, light or dark.
DESK_PICTURES = (
    ("list", "", "en", 1440, 900, "light"),
    ("list", "", "nl", 390, 844, "dark"),
    ("review", "DOCUMENT", "nl", 1440, 900, "light"),
    ("letters", "DOCUMENT/letters", "en", 1440, 900, "light"),
    ("rule", "rules/edit", "nl", 1440, 900, "dark"),
)


def desk_pages(folder: Path) -> None:
    """Picture the desk: the command itself, with three drafts dropped in and one question answered."""
    command = [
        sys.executable,
        "-m",
        "contract_scan",
        "desk",
        "--no-browser",
        "--home",
        str(folder / "desk"),
        "--port",
        "0",
    ]
    quiet = {**os.environ, "CONTRACT_SCAN_LANG": "en"}
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=quiet) as desk:
        assert desk.stderr
        address = next(word for word in desk.stderr.readline().split() if word.startswith("http"))
        driver = browser()
        driver.get(address)
        desk_at_work(driver)
        root, document = (
            address.split("/enter")[0],
            driver.find_element("css selector", ".document-row a").get_attribute("href"),
        )
        for name, path, language, width, height, scheme in DESK_PICTURES:
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
            driver.get(f"{root}/")
            driver.find_element("css selector", f"button[lang={language}]").click()
            driver.get(path.replace("DOCUMENT", document) if "DOCUMENT" in path else f"{root}/{path}")
            time.sleep(1)
            save(driver.get_screenshot_as_png(), IMAGES / f"desk-{name}-{language}-{width}-{scheme}.png")
        driver.quit()
        desk.terminate()


def desk_at_work(driver: Any) -> None:
    """Choose three drafts, wait until they were read, and answer a question of the newest."""
    time.sleep(2)
    chair = ROOT / DUTCH.with_name("nl-leerstoel.docx")
    driver.find_element("css selector", ".drop input").send_keys(
        "\n".join(map(str, (chair, ROOT / ENGLISH, ROOT / DUTCH)))
    )
    for _ in range(120):
        time.sleep(1)
        if len(driver.find_elements("css selector", ".document-row.read")) == 3:
            break
    driver.find_element("css selector", ".document-row a").click()
    time.sleep(1)
    driver.execute_script("document.querySelector('.question[data-question=\"2.1\"] input[value=yes]').click()")
    time.sleep(2)
    driver.back()
    driver.refresh()
    time.sleep(1)


def word_copy(folder: Path) -> None:
    """Picture the Word copy as LibreOffice shows it in its window, comments beside the words they are about."""
    copy = folder / "copy.docx"
    contract_scan("annotate", DUTCH, "--lang", "nl", "-o", copy)
    office = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--norestore", "--nologo", "--view"]
    shown = {**os.environ, "DISPLAY": SCREEN}
    with subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1500x1000x24"], stderr=subprocess.DEVNULL) as screen:
        time.sleep(1)
        with subprocess.Popen([*office, copy], env=shown, stderr=subprocess.DEVNULL, start_new_session=True) as window:
            save(_at_rest(shown), IMAGES / "word-copy.png")
            os.killpg(window.pid, signal.SIGTERM)
        screen.terminate()


def _at_rest(environment: dict[str, str]) -> bytes:
    """Return the screen once it has not changed for three seconds; it takes a while until the document is there."""
    time.sleep(8)
    before, taken = b"", b""
    for _ in range(10):
        command = ["import", "-window", "root", "-strip", "png:-"]
        before, taken = taken, subprocess.run(command, env=environment, check=True, capture_output=True).stdout
        if before == taken:
            break
        time.sleep(3)
    return taken


def pdf_copy(folder: Path) -> None:
    """Picture the marked PDF copy."""
    copy = folder / "marked.pdf"
    contract_scan("annotate", ENGLISH, "--lang", "en", "-o", copy)
    picture(copy, IMAGES / "pdf-copy.png")


def picture(pdf: Path, image: Path) -> None:
    """Write the first page of a PDF, annotations included, as an image."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    made = io.BytesIO()
    document[0].render(scale=1.6, may_draw_forms=True).to_pil().save(made, "PNG")
    document.close()
    save(made.getvalue(), image)


def save(png: bytes, image: Path) -> None:
    """Write a picture in 128 colours: text stays sharp, and the repository small."""
    from PIL import Image

    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(image, optimize=True)


def main() -> None:
    """Make every picture for which the programs are here."""
    IMAGES.mkdir(exist_ok=True)
    needs: tuple[tuple[Callable[[Path], None], tuple[str, ...]], ...] = (
        (review_pages, ("chromium", "chromedriver")),
        (desk_pages, ("chromium", "chromedriver")),
        (word_copy, ("soffice", "Xvfb", "import")),
        (pdf_copy, ()),
    )
    with tempfile.TemporaryDirectory() as folder:
        for make, programs in needs:
            missing = [program for program in programs if not shutil.which(program)]
            if missing:
                print(f"{make.__name__}: left as it was, not installed: {', '.join(missing)}", file=sys.stderr)
            else:
                make(Path(folder))


if __name__ == "__main__":
    main()
