"""Who plays which part in a buying decision, and which parts nobody is known to play."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BuyingRole(StrEnum):
    """What somebody does in a buying centre (Webster & Wind 1972, Bonoma 1982; specifier added)."""

    DECIDER = "decider"
    APPROVER = "approver"
    INFLUENCER = "influencer"
    SPECIFIER = "specifier"
    USER = "user"
    BUYER = "buyer"
    GATEKEEPER = "gatekeeper"
    INITIATOR = "initiator"


@dataclass(frozen=True)
class BuyingCentre:
    """Who fills each role, in the order of the roles; `filled` of `needed` roles have somebody."""

    who: Mapping[BuyingRole, Sequence[str]]
    filled: int
    needed: int

    @property
    def coverage(self) -> float:
        """The share of roles of which somebody is known, 0 to 1."""
        return self.filled / self.needed


def buying_centre(roles: Mapping[str, Iterable[BuyingRole]]) -> BuyingCentre:
    """Return who fills which role, from everybody's roles; one may have several, and a role several people.

    >>> centre = buying_centre({"dahl": [BuyingRole.DECIDER, BuyingRole.APPROVER], "foss": [BuyingRole.USER]})
    >>> centre.who[BuyingRole.DECIDER], centre.who[BuyingRole.BUYER], centre.filled, centre.coverage
    (['dahl'], [], 3, 0.375)
    """
    has = {name: set(some) for name, some in roles.items()}
    who = {role: [name for name, some in has.items() if role in some] for role in BuyingRole}
    return BuyingCentre(who, sum(1 for names in who.values() if names), len(BuyingRole))
