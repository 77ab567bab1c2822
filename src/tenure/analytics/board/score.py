"""What a position is worth: one number, always shown with its four parts."""

from dataclasses import dataclass

import numpy as np

from tenure.analytics.board.arrays import Arrays, Exposure, Floats
from tenure.analytics.board.position import CHAMPION, Weights


@dataclass(frozen=True)
class Score:
    """The position score of -100 to 100 and its parts of -1 to 1; `king` is None while nobody knows who decides.

    `material`: how the pieces stand to us, by value. `king`: how the decider stands, is defended and attacked.
    `control`: how well we cover everybody, by value. `structure`: how little of the value is not robust.
    """

    position: float
    material: float
    king: float | None
    control: float
    structure: float


def score_of(arrays: Arrays, exposure: Exposure) -> Score:
    """Return the position score E.

    -100 means that all is lost, 100 that all is won. With stance x, value v, cover c, attack A and defence D:
    M = sum v x/2 / sum v without the king (0 where there is only a king); K = (x/2 + D - A) / 2 of the king, the mean
    where several share the crown; C = 2 sum v c / sum v - 1; S = 1 - 2 * share of value that is not robust;
    E = 100 (.35 M + .30 K + .25 C + .10 S). Without a king K is unknown and adds nothing.
    Source: this project's own proposal, after Shannon 1950; METHODS 2.10.
    """
    value, others = arrays.value, ~arrays.king
    material = _share(float((value * arrays.stance)[others].sum()) / CHAMPION, float(value[others].sum()))
    king = _king(arrays, exposure)
    control = 2 * float(value @ exposure.cover) / float(value.sum()) - 1
    structure = 1 - 2 * float(value[~exposure.robust].sum()) / float(value.sum())
    return Score(
        _position(arrays.parameters.weights, material, king, control, structure), material, king, control, structure
    )


def _king(arrays: Arrays, exposure: Exposure) -> float | None:
    crowned = arrays.king
    if not crowned.any():
        return None
    each = (arrays.stance / CHAMPION + exposure.defence - exposure.attack)[crowned] / 2
    return float(each.mean())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _position(weights: Weights, material: float, king: float | None, control: float, structure: float) -> float:
    return 100 * (
        weights.material * material
        + weights.king * (king or 0.0)
        + weights.control * control
        + weights.structure * structure
    )


@dataclass(frozen=True)
class Worth:
    """The points of the position score that one unit brings, by column: of stance, of a king's defence (or an attack
    less), of cover, and of being robust."""

    stance: list[float]
    king: list[float]
    cover: list[float]
    robust: list[float]


def worth_of(arrays: Arrays) -> Worth:
    """Return what one unit of each number is worth: the score of `score_of` is a sum over people."""
    weights, value, king = arrays.parameters.weights, arrays.value, arrays.king
    pieces, kings = float(value[~king].sum()), max(int(king.sum()), 1)
    of_kings: Floats = np.where(king, 100 * weights.king / 2 / kings, 0.0)
    of_pieces: Floats = np.where(king, 0.0, 100 * weights.material * value / (pieces or 1.0))
    share = 200 * value / value.sum()
    return Worth(
        stance=((of_pieces + of_kings) / CHAMPION).tolist(),
        king=of_kings.tolist(),
        cover=(weights.control * share).tolist(),
        robust=(weights.structure * share).tolist(),
    )
