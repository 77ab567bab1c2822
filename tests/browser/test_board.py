"""The board in a browser: looked at, drawn by menus, by keyboard and by hand, replayed, and taken away as a file."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.shapes.connector import Connector

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Contact
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.models import DecisionRole
from tests.browser.axe import bring_axe, found_by_axe
from tests.browser.conftest import Visit, wait_until_drawn
from tests.browser.hands import Hands, Keyboard, Mouse, tab_to
from tests.integrations.drawings.readers import words_of_pdf, words_of_pptx, words_of_svg
from tests.relationships.golden import Golden, golden_board
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def golden(company: Company) -> Golden:
    """A board of sixty days on which Eide, a sceptic at first, has become a champion."""
    today, by = timezone.localdate(), company.director
    made = golden_board(company.accounts[0], by, today - timedelta(days=60))
    held_on = today - timedelta(days=30)
    give_stance(
        decision=made.decision, contact=made.contacts["eide"], value=2, evidence="Asked for us", by=by, held_on=held_on
    )
    return made


@pytest.fixture
def page(visit: Visit, company: Company, golden: Golden) -> Page:
    """The director's browser in front of the board."""
    page = visit(company.director)
    page.goto(f"/accounts/{company.accounts[0].pk}/board/")
    return page


@pytest.fixture
def newcomer(company: Company) -> Contact:
    """Somebody of the account who stands on no board yet."""
    return create_contact(
        account=company.accounts[0], by=company.director, name="Nils Varga", function="sales", seniority=3
    )


def stance_of(page: Page, person: int) -> Locator:
    return page.locator(f"tr[data-person='contact:{person}'] [data-label='Stance']")


def test_who_is_pointed_at_stands_out_on_the_board_and_in_the_list(page: Page, golden: Golden) -> None:
    person = f"[data-person='contact:{golden.contacts['dahl'].pk}']"
    page.locator(f".board-card{person}").hover()
    expect(page.locator(f"tr{person}")).to_have_class("is-chosen")
    expect(page.locator(".board-line.is-chosen")).to_have_count(5)
    page.locator(f"tr{person} a").focus()
    expect(page.locator(f".board-card{person}")).to_contain_class("is-chosen")


def test_a_card_opens_the_person_beside_the_board_by_keyboard(page: Page) -> None:
    page.locator(".board-card", has_text="Dahl").focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Details")
    expect(drawer.get_by_role("heading", name="Who attacks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.locator(".board-card", has_text="Dahl")).to_be_focused()


def test_lines_come_and_go_by_their_boxes(page: Page) -> None:
    expect(page.locator(".board-line.is-competitors[data-from]")).not_to_have_count(0)
    page.get_by_role("checkbox", name="Competitors' ties").uncheck()
    page.wait_for_url("**lines=**")
    expect(page.locator(".board-line.is-competitors[data-from]")).to_have_count(0)
    expect(page.locator(".board-line.is-ours[data-from]")).not_to_have_count(0)


def test_the_slider_replays_the_days(page: Page, golden: Golden) -> None:
    slider, stance = page.get_by_role("slider", name="Day"), stance_of(page, golden.contacts["eide"].pk)
    expect(stance).to_contain_text("Champion")
    slider.focus()
    page.keyboard.press("Home")
    expect(stance).to_contain_text("Sceptic")
    page.wait_for_url("**on=**")
    expect(slider).to_be_focused()
    page.get_by_role("button", name="Play").click()
    expect(stance).to_contain_text("Champion")


# All of a board at once, so that nothing has to be scrolled under the hand.
TALL: ViewportSize = {"width": 1440, "height": 1800}
# What is said of people and must be in nothing that is shared.
JUDGED = ("king", "champion", "supporter", "sceptic", "rivalco", "12.4", "influence", "contested", "attack")


@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_somebody_new_is_put_on_the_board_linked_judged_replayed_and_exported(
    page: Page, hands: Hands, golden: Golden, newcomer: Contact
) -> None:
    place(page, hands)
    link(page, hands, newcomer)
    judge(page, hands, newcomer)
    replay(page, hands, newcomer)
    export(page, hands)


def place(page: Page, hands: Hands) -> None:
    """Somebody whom we know comes onto the board."""
    drawer = page.get_by_role("dialog", name="Details")
    change(page, hands, "Put somebody on the board")
    hands.choose(drawer.get_by_label("Who", exact=True), "Nils Varga")
    hands.press(drawer.get_by_role("button", name="Go on"))
    hands.choose(drawer.get_by_label("Level", exact=True), "3, head of a department")
    hands.choose(drawer.get_by_label("Function", exact=True), "Sales")
    hands.choose(drawer.get_by_label("Piece", exact=True), "Knight")
    nothing_wrong(page)
    save(page, hands)
    expect(card_of(page, "Nils Varga")).to_contain_text("Knight")


def link(page: Page, hands: Hands, newcomer: Contact) -> None:
    """Whom they sway, and who of ours knows them."""
    drawer = page.get_by_role("dialog", name="Details")
    change(page, hands, "Say who sways whom")
    hands.choose(drawer.get_by_label("From", exact=True), "Nils Varga")
    hands.choose(drawer.get_by_label("To", exact=True), "Dahl")
    hands.choose(drawer.get_by_label("Kind", exact=True), "Influences")
    hands.press(drawer.get_by_role("button", name="Go on"))
    hands.write(drawer.get_by_label("Weight"), "0.6")
    save(page, hands)
    change(page, hands, "Change a tie")
    hands.choose(drawer.get_by_label("Of ours"), "Serv")
    hands.choose(drawer.get_by_label("Of theirs"), "Nils Varga")
    hands.press(drawer.get_by_role("button", name="Go on"))
    hands.write(drawer.get_by_label("Strength"), "0.7")
    hands.write(drawer.get_by_label("Why"), "Trained together")
    save(page, hands)
    row = page.locator(f"tr[data-person='contact:{newcomer.pk}']")
    expect(row.locator("[data-label='Our ties']")).to_have_text("Serv 0.70")
    expect(page.locator("[data-label='Swayed by']", has_text="Nils Varga")).to_contain_text("Nils Varga 0.60")


def judge(page: Page, hands: Hands, newcomer: Contact) -> None:
    """Where they stand, and what shows it."""
    drawer = page.get_by_role("dialog", name="Details")
    hands.press(card_of(page, "Nils Varga"))
    hands.press(drawer.get_by_role("link", name="Say where they stand"))
    hands.tick(drawer.get_by_label("Champion"))
    hands.write(drawer.get_by_label("Evidence"), "Asked for our planners")
    nothing_wrong(page)
    save(page, hands, "Noted.")
    expect(stance_of(page, newcomer.pk)).to_contain_text("Champion")
    expect(page.get_by_role("region", name="Findings")).to_contain_text("Dahl")
    nothing_wrong(page)


def replay(page: Page, hands: Hands, newcomer: Contact) -> None:
    """Back to the first day, when nobody knew them, and on to today."""
    slider = page.get_by_role("slider", name="Day")
    tab_to(page, slider) if isinstance(hands, Keyboard) else slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".board-card", has_text="Dahl")).to_be_visible()
    expect(card_of(page, "Nils Varga")).to_have_count(0)
    page.wait_for_url("**on=**")
    hands.press(page.get_by_role("button", name="Play"))
    expect(stance_of(page, newcomer.pk)).to_contain_text("Champion", timeout=15_000)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def export(page: Page, hands: Hands) -> None:
    """Each kind of file says what the screen says, and the version for sharing nothing of how people are judged."""
    drawn, told = on_cards(page), in_words(page)
    svg, png, pdf, slides = (downloaded(page, hands, kind) for kind in ("SVG", "PNG", "PDF", "PPTX"))
    assert png.startswith(b"\x89PNG")
    assert [word for word in drawn if word not in words_of_svg(svg)] == []
    written = squeezed(words_of_pdf(pdf))
    assert [word for word in (*drawn, *told) if squeezed(word) not in written] == []
    shapes = list(Presentation(BytesIO(slides)).slides[0].shapes)
    assert {one.name for one in shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP} >= {"Nils Varga", "Dahl", "Eide"}
    # Those of the legend are tied to nothing.
    tied = [
        one for one in shapes if isinstance(one, Connector) and len(one.element.xpath(".//a:stCxn|.//a:endCxn")) == 2
    ]
    assert len(tied) == page.locator(".board-line[data-from]").count()
    hands.press(page.get_by_role("link", name="Version for sharing"))
    expect(page.get_by_role("link", name="Version for the team")).to_be_visible()
    for kind, words_of in {"SVG": words_of_svg, "PDF": words_of_pdf, "PPTX": words_of_pptx}.items():
        shared = words_of(downloaded(page, hands, kind)).lower()
        assert "nils varga" in shared
        assert [word for word in JUDGED if word in shared] == [], kind


def change(page: Page, hands: Hands, what: str) -> None:
    wait_until_drawn(page)
    hands.press(page.locator(".board-acts summary", has_text="Change"))
    hands.press(page.get_by_role("link", name=what))


def save(page: Page, hands: Hands, told: str = "Saved.") -> None:
    hands.press(page.get_by_role("dialog", name="Details").get_by_role("button", name="Save"))
    expect(page.locator("#toasts")).to_contain_text(told)
    expect(page.get_by_role("dialog", name="Details")).to_be_hidden()
    wait_until_drawn(page)


def card_of(page: Page, name: str) -> Locator:
    return page.locator(".board-card", has_text=name)


def nothing_wrong(page: Page) -> None:
    bring_axe(page)
    assert found_by_axe(page) == []


def on_cards(page: Page) -> list[str]:
    """Names, pieces and stances as the board has them, and the score."""
    names = page.locator(".board-card b").all_inner_texts()
    roles = page.locator(".board-card .board-role").all_inner_texts()
    stances = [mark.split()[-1] for mark in page.locator("[data-label='Stance']").all_inner_texts()]
    score = page.locator(".board-figures dd.figure").first.inner_text()
    assert len(names) == len(stances) == 9
    return sorted({*names, *(role.partition(",")[0] for role in roles), *stances, score})


def in_words(page: Page) -> list[str]:
    """The figures of the head and the gravest findings."""
    figures = page.locator(".board-figures dd.figure").all_inner_texts()
    findings = page.locator(".board-findings > ul .finding-name > b").all_inner_texts()
    assert (len(figures) >= 6, len(findings)) == (True, 4)
    return sorted({*figures, *findings})


def downloaded(page: Page, hands: Hands, kind: str) -> bytes:
    wait_until_drawn(page)
    menu = page.locator(".board-acts details", has=page.locator("summary", has_text="Export"))
    if menu.get_attribute("open") is None:
        hands.press(menu.locator("summary"))
    with page.expect_download() as found:
        hands.press(menu.get_by_role("link", name=kind))
    return found.value.path().read_bytes()


def squeezed(words: str) -> str:
    """Without the gaps, which paper sets as distances and not as letters."""
    return "".join(words.split())


def test_a_card_is_dragged_to_another_square_and_taken_back(page: Page, golden: Golden) -> None:
    before, told = held(golden, "eide"), page.locator("[data-told]")
    drag(page, card_of(page, "Eide"), square(page, 3, "operations"), let_go=False)
    expect(told).to_have_text("Eide: Operations, Department")
    page.keyboard.press("Escape")
    expect(told).to_have_text("Eide stays where they are")
    page.mouse.up()
    drag(page, card_of(page, "Eide"), square(page, 3, "operations"))
    undo = page.get_by_role("status").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert held(golden, "eide") == (3, "operations", *before[2:])
    undo.click()
    expect(page.get_by_role("status")).to_contain_text("Taken back.")
    assert held(golden, "eide") == before


def test_a_click_on_a_card_is_no_drag(page: Page) -> None:
    card_of(page, "Eide").click()
    expect(page.get_by_role("dialog", name="Details")).to_contain_text("Eide")
    expect(page.locator("[data-told]")).to_be_empty()


def test_a_finger_that_rests_on_a_card_drags_it_and_one_that_swipes_scrolls(
    visit: Visit, company: Company, golden: Golden
) -> None:
    before = held(golden, "eide")
    page = visit(company.director, viewport=TALL, has_touch=True)
    page.goto(f"/accounts/{company.accounts[0].pk}/board/")
    told, goal = page.locator("[data-told]"), square(page, 3, "operations")
    swipe(page, card_of(page, "Eide"), goal, rests=0)
    expect(told).to_be_empty()
    assert held(golden, "eide") == before
    swipe(page, card_of(page, "Eide"), goal, rests=600)
    expect(page.get_by_role("status").get_by_role("button", name="Undo")).to_be_visible()
    assert held(golden, "eide") == (3, "operations", *before[2:])


def test_a_menu_near_the_edge_of_a_phone_opens_on_it(visit: Visit, company: Company, golden: Golden) -> None:
    page = visit(company.director, viewport={"width": 390, "height": 844})
    page.goto(f"/accounts/{golden.decision.account_id}/board/")
    page.locator(".board-acts summary").first.click()
    sheet = page.locator(".menu[open] .menu-sheet").first
    expect(sheet).to_have_class(re.compile("to-left"))
    box = sheet.bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= 390) == (True, True)


def test_who_drags_somebody_whom_others_have_moved_meanwhile_sees_both(
    page: Page, golden: Golden, company: Company
) -> None:
    set_role(
        decision=golden.decision, contact=golden.contacts["eide"], by=company.director, level=1, function="operations",
        piece="rook",
    )  # fmt: skip
    drag(page, card_of(page, "Eide"), square(page, 3, "operations"))
    drawer = page.get_by_role("dialog", name="Details")
    expect(drawer.get_by_role("alert")).to_contain_text("Somebody else changed this first.")
    assert held(golden, "eide")[:2] == (1, "operations")
    nothing_wrong(page)


def test_a_line_is_drawn_from_a_dot_to_somebody(page: Page, golden: Golden) -> None:
    page.set_viewport_size(TALL)
    drawer = page.get_by_role("dialog", name="Details")
    for source, target, heading in (("Krog", "Dahl", "From Krog to Dahl"), ("Serv", "Krog", "Serv and Krog")):
        holder = page.locator(".board-card, .board-side").filter(has_text=source)
        holder.hover()
        drag(page, page.locator(".board-handle.is-offered"), card_of(page, target))
        expect(drawer.get_by_role("heading", name=heading)).to_be_visible()
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()


def drag(page: Page, what: Locator, where: Locator, *, let_go: bool = True) -> None:
    page.set_viewport_size(TALL)
    what.scroll_into_view_if_needed()
    for place, press in ((what, page.mouse.down), (where, page.mouse.up)):
        box = place.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
        if press == page.mouse.down or let_go:
            press()


def swipe(page: Page, what: Locator, where: Locator, *, rests: int) -> None:
    """Put a finger on something, let it rest for so many milliseconds, and draw it to another place."""
    what.scroll_into_view_if_needed()
    (x, y), (to_x, to_y) = middle(what), middle(where)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    page.wait_for_timeout(rests)
    for step in range(1, 6):
        touch("touchMove", {"x": x + (to_x - x) * step / 5, "y": y + (to_y - y) * step / 5})
    touch("touchEnd")


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def square(page: Page, level: int, function: str) -> Locator:
    return page.locator(f".board-square[data-level='{level}'][data-function='{function}']")


def held(golden: Golden, name: str) -> tuple[int, str, str, list[str]]:
    """Where somebody stands now, as which piece and in which parts."""
    role = DecisionRole.objects.get(decision=golden.decision, contact=golden.contacts[name], valid_to=None)
    return role.level, role.function, role.piece, role.roles
