"""A morning's work in the sample company, so that pictures of the wizard and of bulk changes have something to show."""

import re
from collections.abc import Mapping

from playwright.sync_api import FilePayload, Page

LONGEST_WAIT = 60_000
# How the file writes numbers and dates: each list of choices has one of the two.
AS_WRITTEN = ["comma", "dayfirst"]
# What comes from another system: some firms are known under almost the same name, one row cannot be read as it stands.
FILE = """\
Customer ID;Name;City;Country;Employees;Customer since
K-201;Nerva Chemical GmbH;Kiel;Germany;2.190;01.03.2014
K-202;Quince Biotech;Malmö;Sweden;1.840;01.09.2011
K-203;Kobold Armaturen GmbH;Siegen;Germany;about 80;01.05.2021
K-204;Havel Papier AG;Brandenburg;Germany;310;01.02.2019
K-205;Ostsee Kühlhaus GmbH;Rostock;Germany;145;01.11.2023
K-206;Morava Brewing s.r.o.;Brno;Czechia;;2022-31-04
"""
UNDECIDED = FilePayload(name="customers-erp.csv", mimeType="text/csv", buffer=FILE.encode())
PLAIN = FilePayload(
    name="prospects-fair.csv", mimeType="text/csv", buffer=b"Name;City;Country;Kind\nTaunus Filter GmbH;Bad Homburg;"
    b"Germany;prospect\nSambre Pompes SA;Namur;Belgium;prospect\n",
)  # fmt: skip


def lay_groundwork(page: Page, home: str) -> Mapping[str, str]:
    """Leave an import in each of its stages and one change of several accounts; the imports' numbers by stage."""
    change_several(page, home)
    # The list remembers how it was looked at; on the pictures it is as whoever comes first finds it.
    page.context.clear_cookies(path="/portfolio/")
    imported = upload(page, home, PLAIN)
    try_out(page)
    let_in(page, f"{home}/imports/{imported}")
    tried = upload(page, home, UNDECIDED)
    try_out(page)
    return {"imported": imported, "tried": tried, "uploaded": upload(page, home, UNDECIDED)}


def change_several(page: Page, home: str) -> None:
    """Put a colleague on the teams of three accounts at once."""
    page.goto(f"{home}/portfolio/?key=no&sort=revenue")
    for place in range(3):
        page.locator("tbody input[name=account]").nth(place).check()
    page.get_by_label("New team member").select_option(label="Priya Nair")
    page.get_by_role("button", name="Add Priya Nair to the teams of 3 accounts").click()
    page.wait_for_load_state("networkidle")


def upload(page: Page, home: str, file: FilePayload) -> str:
    """Send a file through the wizard's first step; the number of its import."""
    page.goto(f"{home}/imports/new/")
    page.locator("input[name=files]").set_input_files(file)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/columns/")
    found = re.search(r"/imports/(\d+)/", page.url)
    if found is None:
        raise RuntimeError(f"The wizard led to {page.url}; the columns of an import were expected.")
    return found[1]


def try_out(page: Page) -> None:
    """Take the columns as they were guessed, say what is asked of those that can be read in two ways, and try it."""
    for select in page.locator("select[required]").all():
        select.select_option(AS_WRITTEN)
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("link", name="Continue to the check").wait_for(timeout=LONGEST_WAIT)


def let_in(page: Page, run: str) -> None:
    """Let the rows in, and wait until they are."""
    page.goto(f"{run}/check/")
    page.get_by_role("button", name="Import now").click()
    page.get_by_text("Undo this import").first.wait_for(timeout=LONGEST_WAIT)
