from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import contact_function_choices
from tenure.accounts.models import Contact
from tenure.analytics.board.buying_centre import BuyingRole
from tenure.relationships.choices import piece_choices
from tenure.relationships.models.dated import Dated, DatedQuerySet, once_at_a_time, within
from tenure.relationships.models.decision import Decision

LEVELS = (MinValueValidator(1), MaxValueValidator(5))
WIDEST_REACH = 20
LONGEST_SHOWN = 100


def known_roles(roles: object) -> None:
    """ValidationError for anything but a list of different parts of a buying centre in their order."""
    if not isinstance(roles, list) or roles != [role.value for role in BuyingRole if role in roles]:
        known = ", ".join(role.value for role in BuyingRole)
        sentence = _(
            "Parts in a buying centre are a list of some of %(known)s, each once and in this order; got %(roles)s."
        )
        raise ValidationError(sentence, params={"known": known, "roles": str(roles)[:LONGEST_SHOWN]})


class DecisionRoleQuerySet(DatedQuerySet["DecisionRole"]):
    """Who stands on the boards of decisions."""


class DecisionRole(Dated):
    """Where a contact stands on the board of one decision, and how far their power goes.

    Level 5 is the board and 1 operational; formal power is 1 to 5 and reach a number of functions, None where nobody
    has said. An empty `piece` leaves it to the default rule. `is_rising` marks a pawn on the way to promotion. `roles`
    are the parts somebody plays in the buying centre, in the order of `BuyingRole`; empty where nobody has said.
    """

    KEY: ClassVar = ("decision", "contact")
    SAYS: ClassVar = ("function", "level", "power", "reach", "line_authority", "piece", "is_rising", "roles")
    TO_ACCOUNT: ClassVar = "decision__account"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="roles")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="decision_roles")
    function = models.CharField(max_length=12, choices=contact_function_choices)
    level = models.PositiveSmallIntegerField(validators=LEVELS)
    power = models.PositiveSmallIntegerField(null=True, blank=True, validators=LEVELS)
    reach = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(WIDEST_REACH)])
    line_authority = models.BooleanField(default=False)
    piece = models.CharField(max_length=6, choices=piece_choices, blank=True, default="")
    is_rising = models.BooleanField(default=False)
    roles = models.JSONField(default=list, blank=True, validators=[known_roles])

    objects = DecisionRoleQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time("decision", "contact"),
            within("level", 1, 5),
            within("power", 1, 5),
            within("reach", 0, WIDEST_REACH),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} on {self.decision_id}"
