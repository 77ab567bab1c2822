"""Every screen, named once: tests look for faults on each, `make pictures` takes its picture.

An address may hold what only a company's own data can fill in, as {account}; FOUND_ON says where to look for it.
"""

import re
from collections.abc import Callable, Mapping

SCREENS = {
    "portfolio": "/portfolio/",
    "portfolio-filtered": "/portfolio/?country=Germany&group=grade&columns=grade,revenue,owner&sort=-revenue",
    "portfolio-empty": "/portfolio/?q=nobody+is+called+that",
    "board": "/portfolio/board/",
    "matrix": "/portfolio/matrix/",
    "not-key": "/portfolio/not-key/",
    "movers": "/portfolio/movers/",
    "portfolio-print": "/portfolio/print",
    "saved-views": "/portfolio/views/",
    "bulk-changes": "/portfolio/changes/",
    "bulk-change": "/portfolio/changes/{change}/",
    "awareness": "/portfolio/awareness/",
    "accounts": "/accounts/",
    "account-new": "/accounts/new",
    "account": "/accounts/{account}/",
    "account-people": "/accounts/{account}/?part=people",
    "account-orders": "/accounts/{account}/?part=orders",
    "account-ratings": "/accounts/{account}/?part=ratings",
    "account-grade": "/accounts/{account}/?part=grade",
    "account-files": "/accounts/{account}/?part=files",
    "account-history": "/accounts/{account}/?part=history",
    "account-tree": "/accounts/{account}/?figures=tree",
    "account-board": "/accounts/{decided}/board/",
    "account-board-shared": "/accounts/{decided}/board/?shared=1",
    "account-board-small": "/accounts/{decided}/board/small",
    "account-board-curve": "/accounts/{decided}/board/curve",
    "account-board-map": "/accounts/{decided}/board/map/",
    "account-board-interest": "/accounts/{decided}/board/interest/",
    "account-board-roles": "/accounts/{decided}/board/roles/",
    "account-board-consensus": "/accounts/{decided}/board/agreement/",
    "account-board-levels": "/accounts/{decided}/board/levels/",
    "account-board-network": "/accounts/{decided}/board/network/",
    "who-knows-whom": "/accounts/{decided}/who-knows-whom/?to=contact:{standing}",
    "account-board-person": "/accounts/{decided}/board/people/{standing}/",
    "account-board-without": "/accounts/{decided}/board/?without=contact:{standing}",
    "hours": "/hours/",
    "account-edit": "/accounts/{account}/edit",
    "account-fact": "/accounts/{account}/facts/city",
    "account-firmness": "/accounts/{account}/firmness",
    "account-trash": "/accounts/{account}/trash",
    "account-log": "/accounts/{account}/log",
    "decisions": "/accounts/{account}/decisions/",
    "decision-new": "/accounts/{account}/decisions/new",
    "decision-edit": "/accounts/{account}/decisions/{decision}/edit",
    "decision-who": "/accounts/{account}/decisions/{decision}/influence",
    "board-commit": "/accounts/{account}/decisions/{decision}/commit?kind=uncovered&contact={contact}",
    "plans": "/plans/",
    "guidance": "/plans/guidance/",
    "plan": "/accounts/{planned}/plan/",
    "plan-none": "/accounts/{bare}/plan/",
    "plan-beside": "/accounts/{planned}/plan/versions/1/2/",
    "plan-settings": "/accounts/{planned}/plan/settings",
    "plan-text": "/accounts/{planned}/plan/texts/strategy",
    "plan-objective": "/accounts/{planned}/plan/objectives/new",
    "card": "/accounts/{decided}/questions/",
    "card-question": "/accounts/{decided}/questions/1",
    "handovers": "/handovers/?all=1",
    "handover": "/accounts/{decided}/handover/",
    "handover-waiting": "/handovers/{handover}/",
    "handover-none": "/accounts/{bare}/handover/",
    "handover-new": "/accounts/{account}/handover/new",
    "handover-edit": "/handovers/{handover}/edit",
    "handover-item": "/handovers/{handover}/items/style",
    "handover-meet": "/handovers/{handover}/meeting",
    "handover-accept": "/handovers/{handover}/accept",
    "handover-close": "/handovers/{handover}/close",
    "roadmap": "/accounts/{decided}/roadmap/",
    "roadmap-shared": "/accounts/{decided}/roadmap/?shared=1",
    "roadmap-none": "/accounts/{bare}/roadmap/",
    "roadmap-entry-new": "/accounts/{decided}/roadmap-entries/new",
    "expectation-new": "/accounts/{decided}/expectations/new",
    "benefit-edit": "/benefits/{benefit}/edit",
    "benefit-accept": "/benefits/{benefit}/accept",
    "stance": "/accounts/{account}/decisions/{decision}/stance?contact={contact}",
    "role": "/accounts/{account}/decisions/{decision}/role?contact={contact}",
    "role-chosen": "/accounts/{account}/decisions/{decision}/role?contact={contact}&asked=1&yes=leads&yes=two",
    "fog": "/accounts/{account}/decisions/{decision}/fog?level=5&function=legal",
    "competitor-tie": "/accounts/{account}/ties/competitor?contact={contact}&competitor=Rivalco",
    "tie": "/accounts/{account}/ties/change?member={holder}&contact={contact}",
    "heat-map": "/accounts/{account}/heat-map/",
    "contact-new": "/accounts/{account}/contacts/new",
    "contact": "/contacts/{contact}",
    "contact-formerly": "/contacts/{contact}/formerly",
    "interaction": "/interactions/{interaction}",
    "my-day": "/my-day/",
    "brief": "/accounts/{decided}/brief/",
    "calendar-feed": "/settings/calendar",
    "promises": "/promises/",
    "promises-settled": "/promises/?show=settled&side=ours",
    "account-promises": "/accounts/{account}/promises/",
    "commitment-new": "/accounts/{account}/promises/new",
    "commitment": "/commitments/{commitment}",
    "document": "/documents/{document}",
    "reviews": "/reviews/",
    "review": "/accounts/{reviewed}/review/",
    "review-minutes": "/reviews/{minutes}/minutes/",
    "proposal": "/proposals/{proposal}",
    "proposal-ask": "/accounts/{reviewed}/proposals/new",
    "criteria": "/criteria/",
    "service": "/criteria/service/",
    "criteria-draft": "/criteria/{draft}/",
    "criteria-sensitivity": "/criteria/{draft}/sensitivity/",
    "criteria-compare": "/criteria/{draft}/compare/",
    "criteria-unknowns": "/criteria/{draft}/unknowns/",
    "criteria-rate": "/criteria/{draft}/rate/{question}/",
    "criteria-places": "/criteria/{draft}/places/",
    "season-publish": "/criteria/{draft}/publish/",
    "seasons": "/seasons/",
    "season": "/seasons/{season}/",
    "imports": "/imports/",
    "import-new": "/imports/new/",
    "import-columns": "/imports/{uploaded}/columns/",
    "import-match": "/imports/{tried}/match/",
    "import-check": "/imports/{tried}/check/",
    "import-run": "/imports/{imported}/",
    "members": "/members/",
    "settings": "/settings/",
    "sessions": "/settings/sessions",
    "tokens": "/settings/tokens",
    "preferences": "/settings/preferences",
    "notifications": "/notifications/",
    "find": "/find?q=marine",
    "shortcuts": "/shortcuts",
    "help": "/help",
    "kit": "/kit",
    "nothing-here": "/accounts/999999999/",
}
# Those that show themselves to whoever is not signed in.
DOORS = {"sign-in": "/sign-in", "forgotten": "/forgotten"}
# A page with a link to it, and what of that link is wanted. Later ones may build on earlier ones.
FOUND_ON = {
    "account": ("/portfolio/", r"/accounts/(\d+)/"),
    # No key account, and so without plan, handover and roadmap.
    "bare": ("/portfolio/not-key/", r"/accounts/(\d+)/"),
    "decided": ("/api/v1/decisions", r'"account": ?(\d+)'),
    "planned": ("/api/v1/plans?state=running", r'"account": ?(\d+)'),
    "standing": ("/accounts/{decided}/board/", r"/board/people/(\d+)/"),
    "contact": ("/accounts/{account}/?part=people", r"/contacts/(\d+)"),
    "interaction": ("/accounts/{account}/", r"/interactions/(\d+)"),
    "commitment": ("/accounts/{account}/promises/?show=all", r"/commitments/(\d+)"),
    "document": ("/accounts/{account}/?part=files", r"/documents/(\d+)"),
    "decision": ("/accounts/{account}/decisions/", r"/decisions/(\d+)/edit"),
    "benefit": ("/accounts/{decided}/roadmap/", r"/benefits/(\d+)/edit"),
    "handover": ("/handovers/?all=1", r"/handovers/(\d+)/"),
    "holder": ("/accounts/{account}/heat-map/", r"\?member=(\d+)"),
    "change": ("/portfolio/changes/", r"/portfolio/changes/(\d+)/"),
    "draft": ("/criteria/", r"/criteria/(\d+)/"),
    "question": ("/criteria/{draft}/unknowns/", r"/rate/([-\w]+)/"),
    "reviewed": ("/reviews/", r"/accounts/(\d+)/review/"),
    "minutes": ("/reviews/", r"/reviews/(\d+)/minutes/"),
    "proposal": ("/reviews/", r"/proposals/(\d+)"),
    "season": ("/seasons/", r"/seasons/(\d+)/"),
}


def addresses(read: Callable[[str], str], known: Mapping[str, object]) -> dict[str, str]:
    """The address of each screen, with what is known and what the pages that `read` fetches link to.

    A screen to which nothing leads is left out: a company without imports has none to show.

    >>> made = addresses(lambda page: '<a href="/seasons/4/">' if page == "/seasons/" else "", {"account": 7})
    >>> made["season"], made["account-edit"], "bulk-change" in made
    ('/seasons/4/', '/accounts/7/edit', False)
    """
    filled = {name: str(value) for name, value in known.items()}
    for name, (page, link) in FOUND_ON.items():
        if name not in filled and _names_in(page) <= set(filled):
            found = re.search(link, read(page.format_map(filled)))
            filled |= {name: found[1]} if found else {}
    return {name: path.format_map(filled) for name, path in SCREENS.items() if _names_in(path) <= set(filled)}


def _names_in(path: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", path))
