"""What holds for every screen: axe finds nothing, nothing sticks out at 320 px, and no script is needed to read it."""

from collections.abc import Iterator
from itertools import chain, islice

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser.axe import EVERY_RULE, bring_axe, found_by_axe
from tests.browser.conftest import Visit
from tests.browser.furnished import furnish
from tests.web.company import Company
from tools.screens import DOORS, SCREENS, addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The other rules see the same in the dark: no style of ours shows or hides anything by the scheme.
ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
SCHEMES = {"light": EVERY_RULE, "dark": {"type": "rule", "values": ABOUT_COLOURS}}
WIDTHS = (1440, 820, 360)
NARROWEST = 320
# The screens are walked in so many parts, which share nothing and may be walked side by side.
PARTS = 4
# What htmx asks for when the page has loaded is not there yet.
STILL_ASKING = ".htmx-request"
# Every word that shows in the middle of a page, but for those that are only there to be pressed with a script or that
# are fetched by one and can be had by a link. A chips line without a script is a field with commas.
WORDS = """() => {
    const words = new Set(), main = document.querySelector("main");
    const left_out = ".needs-script, [hx-trigger], [data-bulk], [data-passkey], [data-chart], .chips-box";
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        if (!holder.checkVisibility() || holder.closest(left_out)) continue;
        for (const word of texts.currentNode.data.split(/\\s+/)) if (word) words.add(word);
    }
    return [...words];
}"""


def faults(page: Page, plain: Page, path: str) -> Iterator[str]:
    """What is wrong with a screen, each fault with how it was seen. `page` runs scripts, `plain` does not."""
    plain.goto(path)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(path)
    expect(page.locator(STILL_ASKING)).to_have_count(0)
    yield from missing_without_scripts(page, plain)
    yield from found_in_every_look(page)
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROWEST:
        yield f"{wide} px wide in {NARROWEST}"


def found_in_every_look(page: Page) -> Iterator[str]:
    """What axe finds in light and dark at three widths. The page is loaded once."""
    bring_axe(page)
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            yield from (f"{scheme} {width}: {fault}" for fault in found_by_axe(page, rules))


def missing_without_scripts(page: Page, plain: Page) -> Iterator[str]:
    """What can only be read with scripts switched on."""
    if not plain.locator("h1").is_visible():
        yield "no heading without scripts"
    missing = set(page.evaluate(WORDS)) - set(plain.evaluate(WORDS))
    if missing:
        yield f"without scripts these words are missing: {sorted(missing)}"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_screen_shuts_anybody_out(part: int, visit: Visit, company: Company) -> None:
    known = furnish(company)
    client = Client()
    client.force_login(company.director)
    screens = addresses(lambda path: client.get(path).content.decode(), known)
    assert set(screens) == set(SCREENS)
    stranger, director = ((visit(who), visit(who, java_script_enabled=False)) for who in (None, company.director))
    found = [
        f"{name} {path}: {fault}"
        for name, path in islice(chain(DOORS.items(), screens.items()), part, None, PARTS)
        for fault in faults(*(stranger if name in DOORS else director), path)
    ]
    assert not found, "\n".join(found)
