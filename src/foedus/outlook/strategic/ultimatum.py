"""How much is each side content with? The ultimatum game as a statistical model.

Player 1 offers y from 0 to ``most`` of a prize; player 2 accepts, so that the shares are
most - y and y, or refuses, and each is left with its reservation value: r1 + e1 and r2 + e2,
logistic noise of scales s1 and s2 that only its own player sees.

* 2 accepts with the chance F((y - r2) / s2).
* The best offer of 1 solves most - y - r1 - e1 = s2 (1 + exp((y - r2) / s2)), which tells e1
  from y without solving for y. As e1 falls in y at the rate 1 + exp((y - r2) / s2), an offer
  inside has that rate times the density of e1; an offer of 0 or of everything has the chance
  of all e1 beyond.

Sources: Ramsay and Signorino 2009, A Statistical Model of the Ultimatum Game (working paper),
and Kenkel and Signorino 2014, JSS 56(8): 1-27, for the model; derived anew here
(docs/explanation/games.md).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.outlook.strategic import sloped
from foedus.outlook.strategic.designs import Design, Explained, designs_of
from foedus.outlook.strategic.fitting import Likelihood, Strategic, column_of, fitted
from foedus.outlook.strategic.sloped import Sloped

Floats = NDArray[np.float64]
PLACE = "ultimatum"
RESERVATIONS = ("r1", "r2")
SCALES = ("log_s1", "log_s2")
NONE, INSIDE, ALL = 0, 1, 2
"""An offer of nothing, of a part, of everything."""
STEEP = 500.0
"""Exponents are kept below this: no likelihood comes near."""


def ultimatum(
    offers: ArrayLike,
    accepted: ArrayLike,
    explained: Explained,
    *,
    most: ArrayLike,
    starts: int = 10,
    seed: int = 0,
) -> Strategic:
    """Return the fitted reservation values and scales of noise.

    Coefficients are ``r1:...``, ``r2:...`` in units of the prize, and the logs of both scales
    as ``log_s1:const`` and ``log_s2:const``.

    Args:
        offers: Shape (n,), 0 to ``most``.
        accepted: Shape (n,), each 0 or 1.
        explained: r1 and r2 to their columns.
        most: The prize, above 0: one number, or one for each row.
        starts: How many starts, at least 1.
        seed: Key of the random streams.

    Raises:
        InputError: An offer lies outside 0 to ``most``; a column does not fit, has gaps or
            adds nothing; no finite estimate exists.
    """
    y, took, prize = _checked(offers, accepted, most)
    rows = len(y)
    designs = designs_of(explained, known=RESERVATIONS, rows=rows, place=PLACE)
    scales = (Design(utility=s, names=("const",), columns=np.ones((rows, 1)), size=np.ones(1))
              for s in SCALES)  # fmt: skip
    likelihood = Likelihood((*designs, *scales), _rows(y, took, prize))
    counts = {int(a): int(np.count_nonzero(took == a)) for a in (0, 1)}
    return fitted(
        likelihood,
        model=PLACE,
        errors="private",
        link="logit",
        observed=counts,
        starts=starts,
        seed=seed,
        first=_first(likelihood.designs, y, prize),
    )


def _rows(y: Floats, took: Floats, prize: Floats) -> Any:
    place = np.where(y <= 0.0, NONE, np.where(y >= prize, ALL, INSIDE))

    def rows(made: Mapping[str, Sloped]) -> Sloped:
        zero = sloped.nothing(made["log_s1"])
        first, second = (made.get(name, zero) for name in RESERVATIONS)
        wide, narrow = (sloped.exp(made[name]) for name in SCALES)
        gap = (zero + y - second) / narrow
        gap = Sloped(np.minimum(gap.value, STEEP), gap.slope)
        refused, agreed = sloped.log_chances(gap, link="logit")
        # 1 + exp(gap) is 1 over the chance of a refusal.
        noise = (zero + (prize - y) - first - narrow * sloped.exp(-refused)) / wide
        above, below = sloped.log_chances(noise, link="logit")
        inside = above + below - made["log_s1"] - refused
        offer = _chosen(place, (above, inside, below))
        return offer + _chosen(took.astype(int), (refused, agreed))

    return rows


def _chosen(which: NDArray[Any], columns: tuple[Sloped, ...]) -> Sloped:
    """Return row i of the column that ``which`` names for it."""
    values = np.choose(which, [c.value for c in columns])
    slopes = np.choose(which[None, :], [c.slope for c in columns])
    return Sloped(values, slopes)


def _first(designs: tuple[Design, ...], y: Floats, prize: Floats) -> Floats:
    """Return a start at which no exponent overflows: no reservations, wide noise."""
    count = sum(len(d.names) for d in designs)
    begin = np.zeros(count)
    begin[-2:] = np.log(max(float(y.std()), 0.1 * float(prize.mean())))
    return begin


def _checked(
    offers: ArrayLike, accepted: ArrayLike, most: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    y, took = (column_of(c, place=f"{PLACE} {n}") for c, n in
               ((offers, "offers"), (accepted, "accepted")))  # fmt: skip
    prize = np.broadcast_to(np.asarray(most, dtype=np.float64), y.shape)
    if took.shape != y.shape or not np.isin(took, (0.0, 1.0)).all():
        problem = "the answers are no column of 0 and 1 of the offers' length."
        raise InputError(f"{PLACE} accepted", problem, "Code each answer 0 or 1.")
    bad = ~((prize > 0.0) & (y >= 0.0) & (y <= prize))
    if bad.any():
        problem = f"{y[bad][0]:g} of {prize[bad][0]:g} is no offer (in {bad.sum()} rows)."
        raise InputError(f"{PLACE} offers", problem, "Give offers from 0 to the prize.")
    if took.min() == took.max():
        problem = f"the answer is {took[0]:.0f} in every row."
        raise InputError(f"{PLACE} accepted", problem, "Give rows of both answers.")
    return y, took, prize
