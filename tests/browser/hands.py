"""Two ways to work with a page: with a mouse, and by keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

# Nobody presses Tab more often than this to get anywhere.
PATIENCE = 150
# A line around it, or around what holds it. After its last link comes the page itself, which needs none.
SEEN = """wanted => {
    const here = document.activeElement;
    return [here === wanted, here === document.body || [here, here.parentElement].some(element => {
        const {outlineStyle, outlineWidth} = getComputedStyle(element);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    })];
}"""


class Hands(Protocol):
    """Whoever works with the page."""

    def press(self, wanted: Locator) -> None:
        """A link, a button, a menu."""

    def write(self, field: Locator, words: str) -> None:
        """Into a field, in place of what stands there."""

    def choose(self, field: Locator, words: str) -> None:
        """One line of a list."""

    def tick(self, choice: Locator) -> None:
        """One of several that exclude each other."""


class Mouse:
    """A hand on the mouse."""

    def press(self, wanted: Locator) -> None:
        wanted.click()

    def write(self, field: Locator, words: str) -> None:
        field.fill(words)

    def choose(self, field: Locator, words: str) -> None:
        field.select_option(label=words)

    def tick(self, choice: Locator) -> None:
        choice.check()


class Keyboard:
    """Both hands on the keyboard; on every way the focus can be seen."""

    def press(self, wanted: Locator) -> None:
        tab_to(wanted.page, wanted)
        wanted.page.keyboard.press("Enter")

    def write(self, field: Locator, words: str) -> None:
        tab_to(field.page, field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.type(words)

    def choose(self, field: Locator, words: str) -> None:
        tab_to(field.page, field)
        field.page.keyboard.type(words)
        expect(field.locator("option:checked")).to_have_text(words)

    def tick(self, choice: Locator) -> None:
        """Tab stops at the first of them, or at the one that is ticked; arrows go on."""
        name, page = choice.get_attribute("name"), choice.page
        first = page.locator(f"input[name={name}]:checked, input[name={name}]").first
        tab_to(page, first)
        page.keyboard.press("Space")
        while not choice.is_checked():
            page.keyboard.press("ArrowDown")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; on the whole way the focus can be seen."""
    expect(wanted).to_be_visible()
    there, _ = wanted.evaluate(SEEN)
    for _ in range(PATIENCE):
        if there:
            return
        page.keyboard.press("Tab")
        there, seen = wanted.evaluate(SEEN)
        assert seen, f"no focus to be seen on {page.evaluate('document.activeElement.outerHTML')}"
    raise AssertionError(f"{wanted} is not reached by Tab")
