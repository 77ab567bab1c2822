"""Putting people on the board of a decision, moving them, and taking them off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.actions.contact import refuse_strangers
from tenure.accounts.choices import ContactFunction
from tenure.accounts.models import Contact
from tenure.analytics.board.buying_centre import BuyingRole
from tenure.analytics.board.position import Piece
from tenure.people.models import Member
from tenure.relationships.actions.dated import end, say
from tenure.relationships.models import Decision, DecisionRole

EDITABLE = frozenset({*DecisionRole.SAYS, "valid_from"})


@transaction.atomic
def set_role(
    *, decision: Decision, contact: Contact, by: Member, replaces: int | None = None, **fields: Any
) -> DecisionRole:
    """Say where a contact stands on a decision's board from a day on, today unless `valid_from` is given. Audited.

    Function and level are the contact's own unless given, parts in the buying centre those that held. Raises
    ValidationError for a contact of another account, a level that nobody knows, or a second king where the crown is not
    shared; errors of `say` beside.
    """
    require_on(by, "decision.change", decision.account)
    refuse_unknown_fields(fields, EDITABLE)
    refuse_strangers(decision.account, [contact])
    known = {"function": contact.function or ContactFunction.OTHER, "level": contact.seniority}
    role = DecisionRole(decision=decision, contact=contact, **{**known, **fields})
    role.roles = _in_order(fields["roles"]) if "roles" in fields else _roles_held(role)
    _refuse_nowhere(role)
    _refuse_second_king(role)
    return say(role, account_id=decision.account_id, by=by, replaces=replaces)


@transaction.atomic
def end_role(*, role: DecisionRole, by: Member, on: date | None = None) -> DecisionRole:
    """Take somebody off the board, today unless another day is named. Audited."""
    require_on(by, "decision.change", role.decision.account)
    return end(role, account_id=role.decision.account_id, by=by, on=on)


def _in_order(roles: Sequence[str]) -> list[str]:
    """Each part once, in the order of `BuyingRole`; what is none of them is last, for the model to refuse."""
    order = [role.value for role in BuyingRole]
    known = [role for role in order if role in roles]
    return [*known, *(role for role in roles if role not in order)]


def _roles_held(role: DecisionRole) -> list[str]:
    """The parts said last: who moves somebody on the board takes none of them away."""
    held = DecisionRole.objects.filter(**role.the_same(), valid_to=None).first()
    return held.roles if held else []


def _refuse_nowhere(role: DecisionRole) -> None:
    if role.level is None:
        sentence = _("Say on which level %(name)s stands, 1 (operational) to 5 (board).")
        raise ValidationError({"level": ValidationError(sentence, params={"name": role.contact.name})})


def _refuse_second_king(role: DecisionRole) -> None:
    # Whoever crowns somebody waits for whoever else does.
    decision = Decision.objects.select_for_update().get(pk=role.decision_id)
    if role.piece != Piece.KING or decision.shared_crown:
        return
    kings = DecisionRole.objects.filter(decision=decision, valid_to=None, piece=Piece.KING)
    other = kings.exclude(contact=role.contact).select_related("contact").first()
    if other:
        sentence = _("%(name)s is the king of this decision already; share the crown or choose another piece.")
        raise ValidationError({"piece": ValidationError(sentence, params={"name": other.contact.name})})
