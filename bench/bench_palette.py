"""How soon somebody reaches an account by its name: Ctrl-K, what tells it from the others, Enter.

`python -m bench.bench_palette [--engine sqlite] [--accounts 100000] [--contacts 300000] [--orders 1000000]
[--keep DIR] [--tried 40]`.

A director's browser asks for accounts drawn at random among all. Keys are pressed ten in a second; of a name so many
letters of its words are typed as put it first, among names that differ by a number at times all of them. The clock runs
from Ctrl-K to the account's page; what the keys take is taken off, and at most half a second is to be left: who needs
15 keys is there within two. The second figure runs from the last key to the line drawn first. The first account, for
which the browser loads all that pages need, is not counted.
"""

import argparse
import http.client
import random
import sys
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bench.bench_api import ENGINES
from bench.bench_pages import Person, filled, percentile, serving
from bench.report import Figure, publish
from tools.browser import launch

MILLISECONDS_PER_KEY = 100
MOST_BESIDE_KEYS = 500
MOST_TO_FIRST_LINE = 100
FIRST = "#palette-found [data-found]"


class Asker:
    """Somebody who asks the server what a page would ask it."""

    def __init__(self, port: int, person: Person) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Cookie": f"sessionid={person.session}", "HX-Request": "true"}

    def first(self, text: str) -> str:
        """Where the first line leads that is found by a text."""
        drawn = self._asked(f"/find?q={urllib.parse.quote(text)}")
        return drawn.partition('class="found-line" href="')[2].partition('"')[0]

    def telling(self, number: int, name: str) -> str:
        """The fewest letters of the name's words that put the account first; empty where all of them do not."""
        *words, telling, _form = name.split()
        begun = [[*(word[:letters] for word in words), telling] for letters in (3, 4, 5)]
        for said in ([telling], *begun, name.split()):
            if self.first(" ".join(said)) == f"/accounts/{number}/":
                return " ".join(said)
        return ""

    def name(self, number: int) -> str:
        """What the account is called."""
        return self._asked(f"/accounts/{number}/").partition("<h1")[2].partition(">")[2].partition("<")[0]

    def _asked(self, address: str) -> str:
        self._connection.request("GET", address, headers=self._headers)
        return self._connection.getresponse().read().decode()


@contextmanager
def signed_in(port: int, person: Person) -> Iterator[Page]:
    """The director's browser, on a page of words."""
    address = f"http://127.0.0.1:{port}"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(base_url=address)
        context.add_cookies([{"name": "sessionid", "value": person.session, "url": address}])
        yield context.new_page()
        browser.close()


def _open_help(page: Page) -> None:
    """A page of words, once it hears keys: Chromium lets those go by that are pressed before it is shown."""
    page.goto("/help")
    page.evaluate("addEventListener('keydown', () => { document.body.dataset.hears = '' }, {once: true})")
    while not page.evaluate("'hears' in document.body.dataset"):
        page.keyboard.press("Shift")


def reach(page: Page, text: str, name: str) -> float:
    """The milliseconds from Ctrl-K to the account's page."""
    _open_help(page)
    started = time.perf_counter()
    page.keyboard.press("Control+k")
    page.keyboard.type(text, delay=MILLISECONDS_PER_KEY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return (time.perf_counter() - started) * 1000


def first_line(page: Page, text: str, name: str) -> float:
    """The milliseconds from the last key to the account's line being the first."""
    _open_help(page)
    page.keyboard.press("Control+k")
    page.keyboard.type(text[:-1], delay=MILLISECONDS_PER_KEY)
    page.wait_for_timeout(5 * MILLISECONDS_PER_KEY)
    # Counted in the page itself: each look from outside takes some milliseconds.
    page.evaluate(
        """([first, name]) => { window.shown = new Promise((done) => {
            let pressed = 0;
            addEventListener("keydown", () => { pressed = performance.now(); }, { capture: true, once: true });
            const look = () => {
                const line = document.querySelector(first);
                if (pressed && line && line.textContent.includes(name)) done(performance.now() - pressed);
                else requestAnimationFrame(look);
            };
            look();
        }); }""",
        [FIRST, name],
    )
    page.evaluate("(first) => document.querySelector(first)?.closest('[role=listbox]').replaceChildren()", FIRST)
    page.keyboard.type(text[-1])
    return float(page.evaluate("window.shown"))


def bench_engine(engine: str, options: argparse.Namespace) -> list[Figure]:
    """The slowest of the accounts tried, and the slowest first line."""
    chance = random.Random(7)
    with (
        filled(engine, options) as (url, home, (people, _)),
        serving("tenure.wsgi:application", url, home) as port,
        signed_in(port, people[0]) as page,
    ):
        asker, said = Asker(port, people[0]), []
        reached, lines = [], []
        for _ in range(1 + options.tried):
            # What was opened lately comes before its namesakes, so each is looked for as things stand by then.
            text, name = said_for(asker, chance.randrange(options.accounts) + 1)
            said.append(text)
            reached.append(reach(page, text, name))
            lines.append(first_line(page, text, name))
        return figures(engine, said[1:], reached[1:], lines[1:])


def said_for(asker: Asker, account: int) -> tuple[str, str]:
    """What is typed for an account, and its name. RuntimeError where no words of the name put it first."""
    name = asker.name(account)
    text = asker.telling(account, name)
    if not text:
        raise RuntimeError(f"{name} is not found first by all of its words.")
    return text, name


def figures(engine: str, said: Sequence[str], reached: Sequence[float], lines: Sequence[float]) -> list[Figure]:
    """What was measured, at the 95th percentile."""
    keys = [len(text) * MILLISECONDS_PER_KEY for text in said]
    value = percentile([whole - own for whole, own in zip(reached, keys, strict=True)], 0.95)
    first = percentile(lines, 0.95)
    print(f"{engine}: {value:.0f} ms, keys {percentile(keys, 0.5)} ms; first line {first:.0f} ms", file=sys.stderr)
    return [
        Figure(f"{engine}: from Ctrl-K to an account, besides the keys", value, "ms", limit=MOST_BESIDE_KEYS),
        Figure(f"{engine}: from the last key to the first line", first, "ms", limit=MOST_TO_FIRST_LINE),
    ]


def main() -> None:
    """Measure and publish."""
    parser = argparse.ArgumentParser(prog="bench_palette", description=__doc__)
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=300_000)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="fill the database there once, and use it again")
    parser.add_argument("--tried", type=int, default=40, help="how many accounts are asked for")
    options = parser.parse_args()
    engines = ENGINES if options.engine == "both" else (options.engine,)
    how = (
        f"A director's browser among {options.accounts:,} accounts, {options.contacts:,} contacts and "
        f"{options.orders:,} orders; {options.tried} accounts at random; 95th percentile."
    )
    publish("Palette", how, [figure for engine in engines for figure in bench_engine(engine, options)])


if __name__ == "__main__":
    main()
