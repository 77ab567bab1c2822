"""From answers to the maturity of a programme, and to what comes next."""

from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.assessment.maturity import DIMENSIONS, STAGES, MaturityStage, maturity

CODES = [question.code for question in DIMENSIONS.questions]
SOME = st.fixed_dictionaries(dict.fromkeys(CODES, st.none() | st.integers(1, 3)))


def of(*values: int | None) -> dict[str, int | None]:
    """Answers in the order of the questionnaire."""
    return dict(zip(CODES, values, strict=True))


def test_a_stage_is_reached_by_three_quarters() -> None:
    assert maturity(of(2, 2, 2, 2, 2, 2, 1, 1)).stage == MaturityStage.ESTABLISHED
    assert maturity(of(2, 2, 2, 2, 2, 1, 1, 1)).stage == MaturityStage.TRIED
    assert maturity(of(3, 3, 3, 3, 3, 3, 2, 1)).stage == MaturityStage.EMBEDDED


def test_the_weakest_dimensions_are_the_next_steps() -> None:
    found = maturity(of(3, 2, 1, 2, 2, 2, 2, 2))
    assert [step.code for step in found.steps] == ["roles", "support", "plans", "skills", "departments", "value",
                                                   "measures"]  # fmt: skip
    assert maturity(of(3, 3, 3, 3, 3, 3, 3, 3)).steps == []


@given(SOME)
def test_too_few_answers_reach_no_stage_and_have_no_steps(values: dict[str, int | None]) -> None:
    found = maturity(values)
    assert found.answered == sum(value is not None for value in values.values())
    assert (found.stage is None) == (found.answered < DIMENSIONS.least)
    assert found.stage is not None or not found.steps


@given(SOME, st.sampled_from(CODES))
def test_a_better_answer_never_lowers_the_stage(values: dict[str, int | None], code: str) -> None:
    before, after = maturity(values), maturity({**values, code: 3})
    if before.stage and after.stage and values[code] is not None:
        assert STAGES.index(after.stage) >= STAGES.index(before.stage)


@given(SOME)
def test_each_step_goes_one_anchor_up_in_a_dimension_that_is_known(values: dict[str, int | None]) -> None:
    steps = maturity(values).steps
    assert all(values[step.code] == step.value < len(STAGES) for step in steps)
    assert [step.value for step in steps] == sorted(step.value for step in steps)
