"""What axe says of a page as it stands."""

from typing import Any

from playwright.sync_api import Page

from tests.shared import PROJECT_ROOT

AXE = PROJECT_ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
EVERY_RULE = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
LOOK = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations.flatMap(
    ({id, nodes}) => nodes.map(({target, any}) => `${id}: ${target} ${any[0]?.message ?? ""}`))"""


def bring_axe(page: Page) -> None:
    """Run by the debugger, axe needs no exception from our content policy; it stays until the page is left."""
    page.evaluate(AXE.read_text(encoding="utf-8"))


def found_by_axe(page: Page, rules: dict[str, Any] = EVERY_RULE) -> list[str]:
    """What is wrong, in a line each; bring axe first."""
    found: list[str] = page.evaluate(LOOK, rules)
    return found
