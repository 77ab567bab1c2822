"""A questionnaire as data: what is asked, and what each value of an answer means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# What was answered, by the code of the question; None for what is not known.
Values = Mapping[str, int | None]


class AssessmentKind(StrEnum):
    """What is assessed: the targets of an account's team, the stage of a relationship, the company's programme,
    and how far a client trusts us as an adviser.
    """

    TARGETS = "targets"
    STAGE = "stage"
    MATURITY = "maturity"
    TRUST = "trust"


class AnswerSide(StrEnum):
    """Who answers: we, or somebody of theirs to one of ours, who writes it down."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Question:
    """Something that is asked; `anchors` say what the values 1, 2, 3 and so on mean, the lowest first."""

    code: str
    text: str
    anchors: tuple[str, ...]

    @property
    def best(self) -> int:
        """The highest value that an answer may have."""
        return len(self.anchors)


@dataclass(frozen=True)
class Questionnaire:
    """The questions of a kind; `least` of them must be answered before anything is concluded.

    `sides` may answer it; it is about the company as a whole where it is not about an account.
    """

    kind: AssessmentKind
    questions: tuple[Question, ...]
    least: int
    sides: tuple[AnswerSide, ...] = (AnswerSide.OURS,)
    is_of_account: bool = True

    def question(self, code: str) -> Question | None:
        """The question of that code; None where nothing of the kind is asked."""
        return next((each for each in self.questions if each.code == code), None)


def known(values: Values) -> dict[str, int]:
    """The answers that say something: what is not known is left out, and is no zero.

    >>> known({"trust": 3, "exit": None})
    {'trust': 3}
    """
    return {code: value for code, value in values.items() if value is not None}


@dataclass(frozen=True)
class Apart:
    """A question to which two answers differ: `by` is the second less the first."""

    code: str
    first: int
    second: int

    @property
    def by(self) -> int:
        return self.second - self.first


def apart(first: Values, second: Values) -> list[Apart]:
    """The questions that both have answered differently, the widest gap first, else in the order of the first.

    >>> [(each.code, each.by) for each in apart({"a": 2, "b": 4, "c": 1}, {"a": 3, "b": 1, "c": None})]
    [('b', -3), ('a', 1)]
    """
    said, other = known(first), known(second)
    found = [Apart(code, said[code], other[code]) for code in said if code in other and said[code] != other[code]]
    return sorted(found, key=lambda each: -abs(each.by))
