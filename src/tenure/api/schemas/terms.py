from tenure.api.schemas.fields import Out
from tenure.insight.terms import Family


class TermOut(Out):
    """A number or word of the interface; the formula is empty for what is not computed."""

    code: str
    family: Family
    name: str
    meaning: str
    formula: str
    source: str


class TermsOut(Out):
    """Every term, in the order of the help page."""

    items: list[TermOut]
