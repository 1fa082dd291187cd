"""Takes the README's picture of the real page: `python tools/picture.py` writes docs/pictures/chat.png.

The demo runs as its own process at a fixed moment, so the picture changes only when the page or the facts do.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "chat.png"
MOMENT = "2026-11-22T09:00+02:00"
BROWSER = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def main() -> None:
    """Start the demo, ask two things, take the picture."""
    chromium = next(filter(None, map(shutil.which, BROWSER)), None)
    if chromium is None:
        sys.exit("No Chromium on PATH: install it to take the picture.")
    command = [sys.executable, "-m", "bot", "demo", "--now", MOMENT]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as demo, sync_playwright() as play:
        try:
            found = next(filter(None, (re.search(r"http://\S+", line) for line in demo.stdout or ())), None)
            if found is None:
                sys.exit("The demo printed no address.")
            browser = play.chromium.launch(executable_path=chromium, args=QUIET)
            context = browser.new_context(timezone_id="Europe/Sofia", locale="en-GB")
            page = context.new_page()
            page.set_viewport_size({"width": 1280, "height": 860})
            page.goto(found[0])
            ask(page, "/partners country=Romania", "ROHEALTH")
            ask(page, "/call HORIZON-HLTH-2027-01-CARE-02", "Personalised approaches")
            page.screenshot(path=PICTURE)
        finally:
            demo.terminate()


def ask(page: Page, text: str, expected: str) -> None:
    """Type a line, send it, and wait until its answer stands."""
    composer = page.locator("textarea").first
    composer.fill(text)
    composer.press("Escape")
    composer.press("Enter")
    page.get_by_role("link", name=expected).first.wait_for()
    page.wait_for_timeout(600)  # scrolling and fading end


if __name__ == "__main__":
    main()
