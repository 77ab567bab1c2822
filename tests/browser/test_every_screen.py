"""What holds for every screen: axe finds nothing in light or dark at three widths, and nothing sticks out at 320 px."""

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Watched, sign_in
from tests.shared import PROJECT_ROOT
from tests.web.company import Company
from tools.screens import DOORS, SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(PROJECT_ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOK = f"""() => axe.run(document, {json.dumps(RULES)}).then(({{violations}}) => violations.flatMap(
    ({{id, nodes}}) => nodes.map(({{target, any}}) => `${{id}}: ${{target}} ${{any[0]?.message ?? ""}}`)))"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1440, 820, 360)
NARROWEST = 320


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with the page at the address, each fault with where and how it was seen. It is loaded once."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")
    # Run by the debugger, axe needs no exception from our content policy.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address} {scheme} {width}: {fault}" for fault in page.evaluate(LOOK)]
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{address}: {wide} px wide in {NARROWEST}"] if wide > NARROWEST else [])


def test_no_screen_shuts_anybody_out(
    chromium: Browser, watched: Watched, live_server: LiveServer, company: Company
) -> None:
    found: list[str] = []
    context = chromium.new_context()
    page = watched(context)
    for path in DOORS.values():
        found += faults(page, live_server.url + path)
    sign_in(context, company.director, live_server)
    for path in SCREENS.values():
        found += faults(page, live_server.url + path.format(account=company.accounts[0].pk))
    context.close()
    assert not found, "\n".join(found)
