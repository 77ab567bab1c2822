"""Take the picture of every screen: `python -m tools.pictures [--language de]`.

Runs the sample company on a free port and photographs each screen in light, in dark and on a phone into
build/pictures, in another language into a folder of its name there. The few that the README shows also go to
docs/pictures.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, StorageState, sync_playwright

from tools.browser import launch
from tools.groundwork import lay_groundwork
from tools.screens import DOORS, addresses
from tools.setup import ROOT, say

PICTURES = ROOT / "build" / "pictures"
SHOWN = ROOT / "docs" / "pictures"
IN_README = ("portfolio-light", "account-light", "account-board-light")
START_SECONDS = 180
# Width, height and colours of each way of looking.
LOOKS = {"light": (1440, 900, "light"), "dark": (1440, 900, "dark"), "phone": (390, 844, "light")}


@contextmanager
def sample_company() -> Iterator[str]:
    """Serve the sample company from a home of its own, and give the sign-in link."""
    with tempfile.TemporaryDirectory(prefix="tenure-pictures-") as home:
        command = [sys.executable, "-m", "tenure.cli.main", "run", "--demo", "--port", "0"]
        environment = {**os.environ, "TENURE_HOME": home, "DATABASE_URL": ""}
        said = Path(home) / "said.txt"
        with said.open("wb") as output:
            server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
            try:
                yield sign_in_link(server, said)
            finally:
                server.terminate()
                server.wait()


def sign_in_link(server: subprocess.Popen[bytes], said: Path) -> str:
    """Wait for the link that `tenure run` prints; RuntimeError with what it said when it prints none."""
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and server.poll() is None:
        found = re.search(r"Sign in:\s+(\S+)", said.read_text(encoding="utf-8"))
        if found:
            return found.group(1)
        time.sleep(0.2)
    raise RuntimeError(f"The sample company does not answer: {said.read_text(encoding='utf-8')}")


def take_pictures(browser: Browser, link: str, language: str, folder: Path) -> None:
    """Photograph every screen in every way of looking."""
    home, screens, state = sign_in(browser, link, language)
    for look, (width, height, scheme) in LOOKS.items():
        for names, signed_in in ((DOORS, None), (screens, state)):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
                storage_state=signed_in,
                locale=language or "en",
            )
            for name, path in names.items():
                take(context, home + path, folder / f"{name}-{look}.png")
            context.close()


def sign_in(browser: Browser, link: str, language: str) -> tuple[str, dict[str, str], StorageState]:
    """Sign in by the link: where the server is, the screens there are, and what keeps one signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button").first.click()
    page.wait_for_load_state()
    home = link.partition("/sign-in")[0]
    page.goto(home + "/portfolio/")
    # The first hour is over when one looks at a company as it is on any other day.
    page.get_by_role("button", name="Put away").click()
    page.wait_for_load_state()
    found = re.search(r'class="cell-name"[^>]*>\s*<span[^>]*><a href="/accounts/(\d+)/"', page.content())
    known = {"account": found.group(1) if found else "1", **lay_groundwork(page, home)}
    screens = addresses(lambda path: context.request.get(home + path).text(), known)
    if language:
        page.goto(home + "/settings/preferences")
        page.get_by_label("Language").select_option(language)
        page.get_by_role("button", name="Save").click()
        page.wait_for_load_state()
    state = context.storage_state()
    context.close()
    return home, screens, state


def take(context: BrowserContext, address: str, file: Path) -> None:
    """One picture, once everything is there."""
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file)
    page.close()


def main() -> int:
    """Exit code 0 when all pictures were taken."""
    parser = argparse.ArgumentParser(prog="pictures", description=__doc__)
    parser.add_argument("--language", default="", help="the language that is looked at; the installation's own if none")
    language = parser.parse_args().language
    folder = PICTURES / language
    folder.mkdir(parents=True, exist_ok=True)
    with sample_company() as link, sync_playwright() as playwright:
        browser = launch(playwright)
        take_pictures(browser, link, language, folder)
        browser.close()
    for name in () if language else IN_README:
        shutil.copy(folder / f"{name}.png", SHOWN / f"{name.removesuffix('-light')}.png")
    say(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
