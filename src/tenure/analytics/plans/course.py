"""The course of a plan: from a draft over everybody's signature to a plan that runs, is reviewed and is closed.

A plan is written in editions. The state is that of the latest edition; another one may run meanwhile, so that a plan
which is changed goes on running as it was signed until the change is signed too.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class PlanState(StrEnum):
    """How far the latest edition of a plan is."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    AGREED = "agreed"
    COMMITTED = "committed"
    RUNNING = "running"
    REVIEW_DUE = "review_due"
    CLOSED = "closed"


class Step(StrEnum):
    """What moves a plan on its course."""

    EDIT = "edit"
    CIRCULATE = "circulate"
    SIGN = "sign"
    WITHDRAW = "withdraw"
    COMMIT = "commit"
    START = "start"
    MARK_REVIEW_DUE = "mark_review_due"
    RESUME = "resume"
    CLOSE = "close"


class Refusal(StrEnum):
    """Why a step is not taken."""

    WRONG_STATE = "wrong_state"
    NO_TEAM = "no_team"
    SIGNATURES_MISSING = "signatures_missing"


OPEN_TO_SIGN = frozenset({PlanState.CIRCULATED, PlanState.AGREED, PlanState.COMMITTED})
# From which states each step may be taken.
FROM: dict[Step, frozenset[PlanState]] = {
    Step.EDIT: frozenset(PlanState) - {PlanState.CLOSED},
    Step.CIRCULATE: frozenset({PlanState.DRAFT}),
    # Whoever joins the team once all the others have signed signs too.
    Step.SIGN: OPEN_TO_SIGN,
    Step.WITHDRAW: OPEN_TO_SIGN,
    # A plan stays circulated where those who had not signed have left the team.
    Step.COMMIT: frozenset({PlanState.CIRCULATED, PlanState.AGREED}),
    Step.START: frozenset({PlanState.COMMITTED}),
    Step.MARK_REVIEW_DUE: frozenset({PlanState.RUNNING}),
    Step.RESUME: frozenset({PlanState.REVIEW_DUE}),
    Step.CLOSE: frozenset(PlanState) - {PlanState.CLOSED},
}
TO: dict[Step, PlanState] = {
    Step.EDIT: PlanState.DRAFT,
    Step.CIRCULATE: PlanState.CIRCULATED,
    Step.COMMIT: PlanState.COMMITTED,
    Step.START: PlanState.RUNNING,
    Step.MARK_REVIEW_DUE: PlanState.REVIEW_DUE,
    Step.RESUME: PlanState.RUNNING,
    Step.CLOSE: PlanState.CLOSED,
}


class StepRefusedError(ValueError):
    """A step that cannot be taken now: `why`, and the members whose signatures are `missing`."""

    def __init__(self, step: Step, course: "Course", why: Refusal) -> None:
        self.step, self.state, self.why, self.missing = step, course.state, why, course.missing
        super().__init__(f"A plan that is {course.state} cannot take the step {step}: {why}.")


@dataclass(frozen=True)
class Course:
    """How far a plan is: the state of its latest `edition`, who has `signed` that one, and which edition `runs`.

    `team` and `signed` are members by number. Others may sign, a director say; who is on the team must.
    """

    team: frozenset[int]
    state: PlanState = PlanState.DRAFT
    edition: int = 1
    signed: frozenset[int] = frozenset()
    runs: int | None = None

    @property
    def missing(self) -> frozenset[int]:
        """Who of the team has not signed the latest edition."""
        return self.team - self.signed

    @property
    def is_signed(self) -> bool:
        """Whether everybody on the team has signed the latest edition; nobody's signature is not everybody's."""
        return bool(self.team) and not self.missing


def after(course: Course, step: Step, member: int | None = None) -> Course:
    """Return the course after a step; `member` is who signs or withdraws, each twice the same as once.

    An edit of what was circulated, or of what runs, begins a new edition that nobody has signed; what runs goes on
    running as it was signed. Nothing runs that was not signed by the whole team of the day on which it starts.

    >>> course = after(Course(team=frozenset({1, 2})), Step.CIRCULATE)
    >>> signed = after(after(course, Step.SIGN, 1), Step.SIGN, 2)
    >>> signed.state.value, after(after(signed, Step.COMMIT), Step.START).runs
    ('agreed', 1)
    >>> after(signed, Step.EDIT)
    Course(team=frozenset({1, 2}), state=<PlanState.DRAFT: 'draft'>, edition=2, signed=frozenset(), runs=None)

    Raises StepRefusedError for a step that cannot be taken now. Source: METHODS 2.11.
    """
    why = refusal(course, step)
    if why is not None:
        raise StepRefusedError(step, course, why)
    if step == Step.EDIT:
        return _edited(course)
    if step in (Step.SIGN, Step.WITHDRAW):
        return _with_signatures(course, step, member)
    runs = course.edition if step == Step.START else course.runs
    return replace(course, state=TO[step], runs=None if step == Step.CLOSE else runs)


def refusal(course: Course, step: Step) -> Refusal | None:
    """Why a step cannot be taken now; None where it can."""
    if course.state not in FROM[step]:
        return Refusal.WRONG_STATE
    if step == Step.CIRCULATE and not course.team:
        return Refusal.NO_TEAM
    if step in (Step.COMMIT, Step.START) and not course.is_signed:
        return Refusal.SIGNATURES_MISSING
    return None


def _edited(course: Course) -> Course:
    if course.state == PlanState.DRAFT:
        return course
    return replace(course, state=PlanState.DRAFT, edition=course.edition + 1, signed=frozenset())


def _with_signatures(course: Course, step: Step, member: int | None) -> Course:
    who = frozenset() if member is None else frozenset({member})
    signed = course.signed | who if step == Step.SIGN else course.signed - who
    found = replace(course, signed=signed)
    if not found.is_signed:
        return replace(found, state=PlanState.CIRCULATED)
    return replace(found, state=PlanState.COMMITTED if course.state == PlanState.COMMITTED else PlanState.AGREED)
