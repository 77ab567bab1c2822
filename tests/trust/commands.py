"""Every command with arguments that succeed for who may, the act that this takes, and which account it is about."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """A command line; {name} stands for the number of a thing of the stage or for a file's path."""

    line: str
    act: str
    things: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.line

    @property
    def command(self) -> str:
        """The command's name."""
        return self.line.split()[0]

    def words(self, places: Mapping[str, object], email: str) -> list[str]:
        """The arguments for `tenure`, on behalf of the member with this address."""
        return [*(word.format_map(places) for word in self.line.split()), "--as", email]


# Commands for whoever has a shell on the server; they act for no member.
OF_THE_SERVER = frozenset({"rank", "run", "worker", "doctor"})
EXPORTS = (
    "members",
    "rates",
    "accounts",
    "contacts",
    "products",
    "orders",
    "lines",
    "deliveries",
    "invoices",
    "ratings",
)
ACCOUNT = frozenset({"account"})
CALLS = (
    Call("import {file} --kind accounts --dry-run", "import.run"),
    Call("import {file} --kind accounts", "import.run"),
    Call("import --resume {started}", "import.run"),
    Call("import --undo {done}", "import.undo"),
    Call("portfolio --json", "account.see"),
    Call("portfolio --not-key --top 1", "account.see"),
    Call("explain {account} --json", "account.see", ACCOUNT),
    Call("explain {account}", "account.see", ACCOUNT),
    Call("commitments --overdue --json", "account.see"),
    Call("commitments --account {account}", "account.see", ACCOUNT),
    Call("people --not-met --json", "account.see"),
    Call("board {account} --json", "judgement.see", ACCOUNT),
    Call("board {account} --decision {decision} --what-if-leaves contact:{contact}", "judgement.see", ACCOUNT),
    Call("board {account} --export {drawing}", "account.see", ACCOUNT),
    Call("plan {account} --json", "plan.see", ACCOUNT),
    Call("plan {account} --version 1", "plan.see", ACCOUNT),
    Call("plan {account} --export {paper}", "plan.see", ACCOUNT),
    Call("season list", "account.see"),
    Call("season publish --name 2027", "season.publish"),
    Call("demo --remove", "organisation.change"),
    *(Call(f"export {kind}", "export.run") for kind in EXPORTS),
    Call("member list", "member.see"),
    Call("member list --json", "member.see"),
    Call("member add new@example.com --name New --role viewer", "member.manage"),
    Call("member disable nils@example.com", "member.manage"),
    Call("member enable nils@example.com", "member.manage"),
    Call("member link nils@example.com", "member.manage"),
    Call("token list", "token.issue"),
    Call("token issue --name own", "token.issue"),
    Call("token revoke {token}", "token.issue", frozenset({"token"})),
)
