"""How many accounts have earned each grade, whether or not it has a place for them."""

from dataclasses import replace

import numpy as np

from tenure.analytics.reranking import rerank
from tenure.insight.queries.preview import Trial


def earned_by_grade(trial: Trial) -> list[int]:
    """By grade, best first, how many accounts score enough for it and for no better one, places left aside.

    A grade that is given by places alone is earned by those who hold it.
    """
    scheme = trial.rules.scheme
    unlimited = tuple(level if level.cut is None else replace(level, places=None) for level in scheme.levels)
    result = rerank(trial.board, trial.weights, replace(scheme, levels=unlimited))
    counts = np.bincount(result.level, minlength=len(unlimited))
    return [int(count) for count in counts]
