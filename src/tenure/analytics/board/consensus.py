"""Whether those who must agree to an opportunity do, and where opinions drift if nobody acts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tenure.analytics.board.arrays import Floats
from tenure.analytics.board.position import CHAMPION, Board

STUBBORN = 0.01
"""How much of the own first opinion everybody keeps, whoever sways them."""


@dataclass(frozen=True)
class Role:
    """Somebody who must agree: formal power of 1 to 5 and stance of -2 to 2; None where nobody knows them."""

    name: str
    power: int | None = None
    stance: int | None = None


@dataclass(frozen=True)
class Consensus:
    """`total` points for us or against; `share` of what could be, -1 to 1, None where nobody is known; `fog` is the
    share of roles that are not known, 0 to 1."""

    total: int
    share: float | None
    fog: float


def consensus(roles: Sequence[Role]) -> Consensus:
    """Return how far those who are needed agree.

    Formula: total = sum power * stance over the roles whose power and stance are known; share = total / (2 sum power);
    fog = roles not known / roles.

    >>> meter = consensus([Role("decider", 5, 1), Role("user", 2, -1), Role("buyer")])
    >>> meter.total, round(meter.share, 4), round(meter.fog, 4)
    (3, 0.2143, 0.3333)

    Without roles there is nothing to agree to: total 0, no share, no fog. Source: METHODS 2.9.
    """
    known = [(role.power, role.stance) for role in roles if role.power is not None and role.stance is not None]
    total = sum(power * stance for power, stance in known)
    most = CHAMPION * sum(power for power, _ in known)
    fog = (len(roles) - len(known)) / len(roles) if roles else 0.0
    return Consensus(total, total / most if most else None, fog)


def project_opinions(
    weights: Sequence[Sequence[float]], opinions: Sequence[float], susceptibility: Sequence[float] | None = None
) -> list[float]:
    """Return where opinions end if nobody acts: each listens to the others, and holds to the own first opinion.

    Formula: y = (I - A W)^-1 (I - A) y0. W says how much each (row) listens to each (column), rows sum to 1; A is
    diagonal, 0 for who never moves, 1 for who forgets the own opinion; where it is not given, A = I - diag(W).

    >>> rows = [[.22, .12, .36, .30], [.147, .215, .344, .294], [0, 0, 1, 0], [.09, .178, .446, .286]]
    >>> [round(opinion, 2) for opinion in project_opinions(rows, [25, 25, 75, 85])]
    [60.02, 59.98, 75.0, 74.99]

    Raises ValueError when sizes differ, a row does not sum to 1, a number is off 0 to 1, or people who forget their
    own opinion listen to one another alone, so that nothing holds them. Source: Friedkin & Johnsen.
    """
    listening, first = np.array(weights, dtype=float), np.array(opinions, dtype=float)
    if listening.shape != (len(first), len(first)) or not np.allclose(listening.sum(axis=1), 1, atol=1e-6):
        raise ValueError(f"Weights must be a square of {len(first)} rows that sum to 1; got {listening.tolist()}.")
    open_to = 1 - np.diag(listening) if susceptibility is None else np.array(susceptibility, dtype=float)
    if open_to.shape != first.shape or min(listening.min(), open_to.min()) < 0 or open_to.max() > 1:
        raise ValueError(f"Weights and susceptibilities must be 0 to 1, one for each; got {open_to.tolist()}.")
    try:
        settled: Floats = np.linalg.solve(np.eye(len(first)) - open_to[:, None] * listening, (1 - open_to) * first)
    except np.linalg.LinAlgError as error:
        raise ValueError("Some only listen to one another and hold no opinion of their own.") from error
    return [float(opinion) for opinion in settled]


def projected_stances(board: Board) -> dict[str, float]:
    """Return where everybody's stance drifts on this board if nobody acts, -2 to 2 by person.

    Somebody is as open to others as 1 - prod (1 - weight) over whoever sways them, 0.99 at most, and listens to each in
    proportion to the weight; whoever nobody sways stays. A view of what happens if nobody acts, not a forecast.
    """
    column = {person.id: place for place, person in enumerate(board.people)}
    heard = np.zeros((len(column), len(column)))
    for edge in board.influence:
        if edge.kind.sways:
            ends = column[edge.target], column[edge.source]
            heard[ends] = max(heard[ends], edge.weight)
    open_to = np.minimum(1 - STUBBORN, 1 - (1 - heard).prod(axis=1))
    alone = heard.sum(axis=1) == 0
    heard[alone, alone] = 1.0
    settled = project_opinions(
        (heard / heard.sum(axis=1, keepdims=True)).tolist(),
        [float(person.stance) for person in board.people],
        open_to.tolist(),
    )
    return dict(zip(column, settled, strict=True))
