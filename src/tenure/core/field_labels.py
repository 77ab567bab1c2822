"""What the fields of records are called, on forms, in differences and on paper, in the language of whoever reads."""

from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label: TypeAlias = "str | _StrPromise"
# fmt: off
LABELS: dict[str, Label] = {
    "name": _("Name"), "kind": _("Kind"), "level": _("Level"), "type": _("Form of business"),
    "parent": _("Belongs to"), "industry": _("Industry"), "legal_id": _("Legal number"), "street": _("Street"),
    "postcode": _("Postcode"), "city": _("City"), "region": _("Region"), "country": _("Country"),
    "phone": _("Telephone"), "email": _("E-mail"), "website": _("Website"), "employees": _("Employees"),
    "turnover": _("Their turnover"), "currency": _("Currency"), "customer_since": _("Customer since"),
    "salutation": _("Salutation"), "title": _("Title"), "function": _("Function"), "seniority": _("Seniority, 1 to 5"),
    "department": _("Department"), "mobile": _("Mobile"), "language": _("Language"), "left_on": _("Left on"),
    "subject": _("Subject"), "notes": _("Notes"), "at": _("When"), "direction": _("In or out"),
    "follow_up": _("Next step"), "follow_up_on": _("By"), "done_on": _("Done on"), "members": _("Of ours"),
    "contacts": _("Of theirs"), "document_class": _("Class"), "dated_on": _("Dated"), "note": _("Note"),
    "owner": _("Owner"), "source": _("Source"), "external_id": _("Number there"), "score": _("Score, 0 to 10"),
    "evidence": _("Evidence"), "rated_on": _("Rated on"), "line": _("Unit or product line"),
    "opened_on": _("Opened on"), "deadline": _("Due on"), "state": _("State"),
    "review_days": _("Days from one move of ours to the next"), "shared_crown": _("Several decide together"),
    "contact": _("Who"), "value": _("Stance"), "held_on": _("Since"), "valid_from": _("Since"),
    "power": _("Formal power"), "reach": _("Functions that follow them"), "line_authority": _("Leads the own function"),
    "roles": _("Parts in the buying centre"),
    "piece": _("Piece"), "is_rising": _("Is about to be promoted"), "member": _("Of ours"),
    "strength": _("Strength, 0 to 1"), "depth": _("Depth"), "reason": _("Why"), "weight": _("Weight, 0 to 1"),
    "is_confirmed": _("Confirmed, not only assumed"), "competitor": _("Competitor"),
    "reached_on": _("Reached on"), "amount": _("Worth"), "delivered_on": _("Delivered on"),
    "accepted_on": _("Accepted on"), "accepted_by": _("Accepted by"),
    "meeting": _("Joint meeting"),
    "client_words": _("In their words"), "outcome": _("How it went"), "done_at": _("Done"), "done_by": _("Done by"),
    "answer": _("Answer"), "confidence": _("Confidence"), "evidence_on": _("Evidence of"),
    "starts_on": _("Begins on"), "ends_on": _("Ends on"), "horizon_years": _("Years ahead"),
    "rate": _("Interest a year, 0.1 for 10 %"), "client_strategy": _("Their strategy and direction"),
    "client_strategy_source": _("Where that is from"), "client_organisation": _("Their organisation"),
    "client_organisation_source": _("Where that is from"), "buying_strategy": _("How they buy"),
    "buying_strategy_source": _("Where that is from"), "position": _("Our position"), "strategy": _("Our strategy"),
    "message": _("What we say in one sentence"), "pillars": _("What carries it, one a line"),
    "words": _("In their words"), "said_by": _("Said by"), "solution": _("Our answer to it"), "result": _("Result"),
    "horizon": _("Horizon"), "measure": _("Measured by"), "unit": _("Unit"), "baseline": _("Before"),
    "target": _("Target"), "actual": _("Now"), "aims_at": _("The target counts"), "likelihood": _("Likely, 1 to 5"),
    "impact": _("Weighs, 1 to 5"), "response": _("What we do about it"), "needed_by": _("Needed by"),
    "planned_hours": _("Hours planned"), "delivered_hours": _("Hours delivered"), "planned_cost": _("Cost planned"),
    "delivered_cost": _("Cost delivered"), "year": _("Year"), "contribution": _("Contribution"), "cost": _("Cost"),
    "area": _("About"), "status": _("Status"), "plan_weight": _("Weight beside other actions"),
    "text": _("What is to be done"), "due_on": _("By"),
    "effort_hours": _("Hours it takes"), "client_visible": _("The client may see it"), "vision": _("Vision"),
    "mission": _("Mission"), "core_values": _("Core values, one a line"),
    "person": _("Who of theirs says so"),
    "given_on": _("Given on"), "time_zone": _("Time zone"),
    "days": _("Days after the start"), "owed_by": _("Who owes it"), "is_first_value": _("First value"),
}
# fmt: on


def label_of(field: str) -> Label:
    """What a field is called, in the language of whoever reads it; one without a word of its own by its name."""
    return LABELS.get(field) or field.replace("_", " ").capitalize()
