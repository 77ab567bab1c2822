"""A number of somebody else's thing, wherever numbers are taken: in addresses, bodies and queries. None is accepted."""

from collections.abc import Iterator

import pytest

from tenure.commerce.actions.product import create_product, trash_product
from tests.api.cases import Case
from tests.api.operations import CASES, SIGNED_IN_ONLY, filled, send
from tests.trust.counting import Count
from tests.trust.oracle import SEEN_BY, named_in, role_may, sees
from tests.trust.rows import taken_back
from tests.trust.schemas import ACTS, body_of, key_parameters, keys_in, put
from tests.trust.stage import ACTIVE, Principal, Stage

NOBODYS = (1_000_003, 999_999_999, 2**62)
OWN = {"other account manager": "others"}
# What the key of a body or query is a number of, where its name does not say so.
MEANS = {
    "parent": "account",
    "owner": "member",
    "parent__isnull": "",
    "owner__isnull": "",
    "member": "member",
    "to": "member",
    "to_member": "member",
    "to_contact": "contact",
    "from_member": "member",
    "accepted_by": "contact",
    "meeting": "interaction",
    "source": "contact",
    "target": "contact",
    "competitor_account": "account",
    "person": "contact",
    "template": "onboarding_template",
}


def wrong_numbers(stage: Stage, who: str, thing: str, *, inside: bool) -> Iterator[int]:
    """Numbers of such a thing that they must not be let use; `inside` another thing that is named with it."""
    yield from NOBODYS
    home = OWN.get(who, "owned")
    if SEEN_BY.get(thing) == "account":
        for at in stage.at:
            if at != home and (inside or not sees(who, thing, at)):
                yield stage.at[at][thing]


def path_tries(stage: Stage, who: str) -> Iterator[tuple[Case, str, int]]:
    for case in CASES:
        names = named_in(case.path)
        for name in sorted(names):
            # Below somebody's own account only its own things are found, whoever asks.
            inside = len(names) > 1 and name != "account"
            for number in wrong_numbers(stage, who, name, inside=inside):
                yield case, name, number


@pytest.mark.parametrize("who", ACTIVE)
def test_no_foreign_number_in_an_address_is_accepted(who: str, stage: Stage, count: Count) -> None:
    client, accepted, cases = stage.client(Principal(who, "token")), [], 0
    own = stage.at[OWN.get(who, "owned")]
    said: dict[tuple[str, str], set[bytes]] = {}
    for case, name, number in path_tries(stage, who):
        cases += 1
        with taken_back() as written:
            answer = send(client, case, {**own, name: number})
        status = answer.status_code
        said.setdefault((case.operation, name), set()).add(answer.content)
        refusals = {404} if role_may(who, ACTS[case.operation]) else {404, 403}
        if case.operation in SIGNED_IN_ONLY:
            refusals = {403}
        if status not in refusals or written.rows:
            accepted.append(f"{case.operation} with {name} {number}: {status}, {written.rows} rows written")
    count(foreign_ids=cases)
    assert accepted == []
    # What is somebody else's is answered in the same words as what does not exist.
    assert [asked for asked, answers in said.items() if len(answers) > 1] == []


def body_tries(stage: Stage, who: str, gone_product: int) -> Iterator[tuple[Case, tuple[str, ...], int]]:
    others = {
        "member": [stage.members["deactivated"].pk],
        "product": [gone_product],
        "line": [stage.at[at]["line"] for at in stage.at if at != OWN.get(who, "owned")],
    }
    for case in CASES:
        for place in keys_in(body_of(case.operation)):
            thing = MEANS.get(place[-1], place[-1])
            numbers = others.get(thing) or wrong_numbers(stage, who, thing, inside=False)
            for number in (*NOBODYS, *numbers):
                yield case, place, number


@pytest.mark.parametrize("who", ACTIVE)
def test_no_foreign_number_in_a_body_is_accepted(who: str, stage: Stage, count: Count) -> None:
    client, accepted, cases = stage.client(Principal(who, "token")), [], 0
    product = create_product(by=stage.members["director"], name="Out of sale")
    trash_product(product=product, by=stage.members["director"])
    own = stage.at[OWN.get(who, "owned")]
    for case, place, number in body_tries(stage, who, product.pk):
        cases += 1
        with taken_back() as written:
            status = send(client, case, own, put(filled(case.body, own), place, number)).status_code
        if status not in ({422} if role_may(who, ACTS[case.operation]) else {422, 403}) or written.rows:
            accepted.append(f"{case.operation} with {place} {number}: {status}, {written.rows} rows written")
    count(foreign_ids=cases)
    assert accepted == []


@pytest.mark.parametrize("who", ACTIVE)
def test_no_foreign_number_in_a_query_shows_anything(who: str, stage: Stage, count: Count) -> None:
    client, told, cases = stage.client(Principal(who, "token")), [], 0
    for case in CASES:
        for name in key_parameters(case.operation):
            thing = MEANS.get(name, name)
            for number in (n for n in wrong_numbers(stage, who, thing, inside=False) if n):
                cases += 1
                answer = client.get(f"/api/v1/{case.path}", {name: number})
                if answer.status_code != 200 or answer.json()["items"]:
                    told.append(f"{case.operation} with {name}={number}: {answer.status_code} {answer.content!r}")
    count(foreign_ids=cases)
    assert told == []
