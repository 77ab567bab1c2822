"""The installed Chromium, driven by Playwright, for tests and pictures."""

from playwright.sync_api import Browser, Playwright

from tools import machine

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """Start the machine's own Chromium: Playwright's is not downloaded."""
    return playwright.chromium.launch(executable_path=machine.chromium(), args=FLAGS)
