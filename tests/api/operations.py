"""Every operation of the API with a request that succeeds for the member named, and what hangs on ids in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.api.conftest import World


@dataclass(frozen=True)
class Case:
    """One operation. `{name}` in path and body stands for the number of that part of the world."""

    operation: str
    method: str
    path: str
    body: Mapping[str, Any] | None = None
    who: str = "alice"
    foreign: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    def __str__(self) -> str:
        return self.operation


ACCOUNT = {"account": "foreign"}
CONTACT = {"contact": "foreign_contact"}
ORDER = {"order": "foreign_order"}
EMPTY: dict[str, Any] = {}
INVOICE = {"number": "R-2", "issued_on": "2026-04-14", "amount": "10.00", "currency": "EUR"}
CASES = [
    Case("list_accounts", "get", "accounts"),
    Case("list_trashed_accounts", "get", "accounts/trash", who="director"),
    Case("post_account", "post", "accounts", {"name": "Neu AG"}, status=201),
    Case("get_account", "get", "accounts/{account}", foreign=ACCOUNT),
    Case("patch_account", "patch", "accounts/{account}", {"city": "Bremen"}, foreign=ACCOUNT),
    Case("delete_account", "delete", "accounts/{account}", who="director", foreign=ACCOUNT, status=204),
    Case("post_restore", "post", "accounts/{trashed}/restore", who="director"),
    Case("put_owner", "put", "accounts/{account}/owner", {"owner": "{bob}"}, who="director", foreign=ACCOUNT),
    Case("get_team", "get", "accounts/{account}/team", foreign=ACCOUNT),
    Case("post_team_member", "post", "accounts/{account}/team", {"member": "{charlie}"}, foreign=ACCOUNT, status=201),
    Case("delete_team_member", "delete", "accounts/{account}/team/{bob}", foreign=ACCOUNT, status=204),
    Case("list_contacts", "get", "contacts"),
    Case("post_contact", "post", "contacts", {"account": "{account}", "name": "Ana"}, status=201),
    Case("get_contact", "get", "contacts/{contact}", foreign=CONTACT),
    Case("patch_contact", "patch", "contacts/{contact}", {"title": "CEO"}, foreign=CONTACT),
    Case("delete_contact", "delete", "contacts/{contact}", foreign=CONTACT, status=204),
    Case("list_products", "get", "products"),
    Case("post_product", "post", "products", {"name": "Tofu"}, who="director", status=201),
    Case("get_product", "get", "products/{product}"),
    Case("patch_product", "patch", "products/{product}", {"unit": "box"}, who="director"),
    Case("delete_product", "delete", "products/{product}", who="director", status=204),
    Case("list_orders", "get", "orders"),
    Case(
        "post_order",
        "post",
        "orders",
        {
            "account": "{account}", "ordered_on": "2026-05-01", "currency": "EUR",
            "lines": [{"product": "{product}", "quantity": "2", "unit_price": "9.99"}],
        },
        status=201,
    ),
    Case("get_order", "get", "orders/{order}", foreign=ORDER),
    Case("patch_order", "patch", "orders/{order}", {"state": "delivered"}, foreign=ORDER),
    Case("post_delivery", "post", "orders/{order}/deliveries", {"line": "{line}"}, foreign=ORDER, status=201),
    Case(
        "patch_delivery", "patch", "orders/{order}/deliveries/{delivery}", {"quantity": "3"},
        foreign={**ORDER, "delivery": "foreign"},
    ),
    Case("post_invoice", "post", "orders/{order}/invoices", INVOICE, foreign=ORDER, status=201),
    Case(
        "patch_invoice", "patch", "orders/{order}/invoices/{invoice}", {"paid_on": "2026-05-02"},
        foreign={**ORDER, "invoice": "foreign"},
    ),
    Case("list_members", "get", "members"),
    Case("get_me", "get", "members/me"),
    Case(
        "post_member", "post", "members", {"email": "new@example.com", "name": "Nora", "role": "viewer"},
        who="administrator", status=201,
    ),
    Case("get_member", "get", "members/{bob}"),
    Case("patch_member", "patch", "members/{bob}", {"role": "director"}, who="administrator"),
    Case("list_tokens", "get", "tokens"),
    Case("post_token", "post", "tokens", {"name": "export"}, status=201),
    Case("delete_token", "delete", "tokens/{token}", status=204),
    Case("list_history", "get", "history/account/{account}", foreign=ACCOUNT),
    Case("list_jobs", "get", "jobs"),
    Case("get_job", "get", "jobs/{job}"),
]  # fmt: skip
WRITES = [case for case in CASES if case.method != "get"]
BODIES = [case for case in CASES if case.body is not None]


def send(client: Client, case: Case, numbers: Mapping[str, int], body: Mapping[str, Any] | None = None) -> HttpResponse:
    """Send the case's request with these numbers, or with another body."""
    content = filled(case.body if body is None else body, numbers)
    path = f"/api/v1/{case.path.format(**numbers)}"
    ask = getattr(client, case.method)
    answer: HttpResponse = ask(path) if content is None else ask(path, json.dumps(content), "application/json")
    return answer


def filled(value: Any, numbers: Mapping[str, int]) -> Any:
    """The body with `{name}` replaced by the number of that name."""
    if isinstance(value, Mapping):
        return {name: filled(inner, numbers) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, numbers) for inner in value]
    if isinstance(value, str) and value.startswith("{"):
        return numbers[value.strip("{}")]
    return value


def numbers_of(world: World, **members: int) -> dict[str, int]:
    """The number of every part of the world and of the members."""
    return {**{name: thing.pk for name, thing in vars(world).items()}, **members}
