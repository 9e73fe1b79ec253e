"""Do defence pacts deter? The planned estimate, and every other one, side by side.

A *specification* is a coding of the target's pact, a reading of whose promise makes it, a sample
and a kind of standard error. One was written down before any was run
(docs/explanation/deterrence.md); no other can change its reading.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.outlook.deterrence.codings import CODINGS, OF_STATES, OWN_PACTS, answers
from foedus.outlook.deterrence.design import CLOCKS, CONTROLS, FIRST, LAST, Design
from foedus.outlook.deterrence.fitting import fit
from foedus.outlook.deterrence.relevance import relevance_of
from foedus.outlook.deterrence.ties import PROMISES
from foedus.outlook.dyadic import COVARIANCES, DyadSums, standard_errors
from foedus.outlook.estimate import LABEL
from foedus.outlook.logit import score_rows
from foedus.outlook.peace_years import POWERS, powers

if TYPE_CHECKING:
    from foedus.commitment import Register

Yes = NDArray[np.bool_]
TARGET = "target_has_pact"
PEACE = tuple(name for name, _ in POWERS)
NAMES = ("constant", TARGET, *(f"challenger_{p}" for p in OWN_PACTS), *CONTROLS, *PEACE)
SAMPLES: Mapping[str, tuple[str, bool, int, int]] = {
    "all": ("all dyads, 1816-2000", False, FIRST, LAST),
    "all_before_1945": ("all dyads, 1816-1944", False, FIRST, 1944),
    "all_from_1945": ("all dyads, 1945-2000", False, 1945, LAST),
    "relevant": ("relevant dyads, 1816-2000", True, FIRST, LAST),
    "relevant_before_1945": ("relevant dyads, 1816-1944", True, FIRST, 1944),
    "relevant_from_1945": ("relevant dyads, 1945-2000", True, 1945, LAST),
}
"""Key of each sample: its words, politically relevant only, first and last year."""
LEAST_EVENTS = 50
"""Fewer events than this in a sample make an estimate of twelve coefficients worth nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """How one estimate is made, but for its standard error."""

    coding: str = "matched"
    """Of `CODINGS`."""
    promise: str = "owed"
    """Of `PROMISES`."""
    sample: str = "all"
    """Of `SAMPLES`."""
    rule: str = "any_day"
    """Of `ties.RULES`."""
    clock: str = "dispute"
    """Of `CLOCKS`."""


PLANNED = Specification(clock="initiation")
"""Written down before it was run; with dyadic-cluster-robust errors."""
PLANNED_ERRORS = "dyadic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What goes with the target's pact under one specification."""

    made: Specification
    beta: Mapping[str, float]
    """Of `NAMES`, in log-odds."""
    errors: Mapping[str, Mapping[str, float]]
    """Of `COVARIANCES`, to the standard error of each of `NAMES`."""
    loglik: float
    rows: int
    events: int
    dyads: int
    with_pact: int
    """Rows in which the target has such a pact."""
    label: str = LABEL

    @property
    def change(self) -> float:
        """Return by what share the odds of an attack differ, e.g. -0.18."""
        return float(np.expm1(self.beta[TARGET]))

    @property
    def doubtful(self) -> bool:
        """Tell whether the dyadic error is so small that few states must have made it so.

        It lets more rows be alike than the error by dyad; where it comes out at less than half
        of that, sums of opposite sign have met, and its interval is too narrow.
        """
        dyadic, dyad = (self.errors[kind][TARGET] for kind in ("dyadic", "dyad"))
        return not dyadic >= 0.5 * dyad

    def interval(self, errors: str = PLANNED_ERRORS, *, name: str = TARGET) -> tuple[float, float]:
        """Return the 95 % interval of a coefficient."""
        reach = 1.959964 * self.errors[errors][name]
        return self.beta[name] - reach, self.beta[name] + reach

    def z(self, errors: str = PLANNED_ERRORS, *, name: str = TARGET) -> float:
        """Return a coefficient over its standard error."""
        return self.beta[name] / self.errors[errors][name]


def effects(
    design: Design, register: "Register", *, made: Iterable[Specification]
) -> Iterator[Effect]:
    """Yield the effect of each specification, in the order given.

    Raises:
        InputError: A specification names what there is not, or its sample cannot bear a model.
    """
    wanted = tuple(made)
    _check(wanted)
    relevance = relevance_of(design.owed, register)
    told: dict[str, dict[tuple[str, str], Yes]] = {}
    for rule in dict.fromkeys(one.rule for one in wanted):
        asked: dict[str, dict[str, None]] = {}
        for one in wanted:
            if one.rule == rule:
                asked.setdefault(one.promise, {})[one.coding] = None
        ties = design.ties(rule=rule)
        told[rule] = answers(ties, design.owed, asked=asked, size=len(design), relevance=relevance)
    samples: dict[str, _Sample] = {}
    for one in wanted:
        if one.sample not in samples:
            samples = {one.sample: _Sample(design, one.sample)}  # one at a time, for memory
        yield samples[one.sample].effect(one, told[one.rule])


def every_specification(
    *, samples: Iterable[str] = tuple(SAMPLES), rule: str = "any_day"
) -> tuple[Specification, ...]:
    """Return the planned one, then all codings by all readings of a promise, sample by sample."""
    others = (
        Specification(coding=coding, promise=promise, sample=sample, rule=rule)
        for sample in samples
        for promise in PROMISES
        for coding in CODINGS
    )
    return (PLANNED, *others)


class _Sample:
    """The rows of one sample, with room for the columns that codings fill."""

    def __init__(self, design: Design, sample: str) -> None:
        _, relevant, first, last = SAMPLES[sample]
        inside = (design.year >= first) & (design.year <= last)
        inside &= design.relevant | (not relevant)
        self._inside = np.flatnonzero(inside)
        self._outcome = design.outcome[self._inside]
        if self._outcome.sum() < LEAST_EVENTS:
            problem = f"{int(self._outcome.sum())} events in {SAMPLES[sample][0]}."
            mend = f"Choose a sample with at least {LEAST_EVENTS}."
            raise InputError("deterrence", problem, mend)
        self._rows = np.ones((len(self._inside), len(NAMES)))
        begin = NAMES.index(CONTROLS[0])
        self._rows[:, begin : begin + len(CONTROLS)] = design.controls[self._inside]
        self._peace = {name: years[self._inside] for name, years in design.peace.items()}
        self._states = (design.challenger[self._inside], design.target[self._inside])

    def effect(self, made: Specification, told: Mapping[tuple[str, str], Yes]) -> Effect:
        level = "states" if made.coding in OF_STATES else "treaties"
        columns = [made.coding, *(f"{pledge}:{level}" for pledge in OWN_PACTS)]
        for at, name in enumerate(columns, 1):
            self._rows[:, at] = told[made.promise, name][self._inside]
        for name, years in powers(self._peace[made.clock]).items():
            self._rows[:, NAMES.index(name)] = years
        found = fit(self._rows, self._outcome, names=NAMES)
        scores = score_rows(self._rows, self._outcome, found.beta)
        sums = DyadSums.of(scores, *self._states)
        covariances = {"dyadic": sums.dyadic(found.bread), "dyad": sums.dyad(found.bread)}
        errors = {
            kind: dict(zip(NAMES, standard_errors(covariances[kind]).tolist(), strict=True))
            for kind in COVARIANCES
        }
        return Effect(
            made=made,
            beta=dict(zip(NAMES, found.beta.tolist(), strict=True)),
            errors=errors,
            loglik=found.loglik,
            rows=len(self._rows),
            events=int(self._outcome.sum()),
            dyads=sums.dyads,
            with_pact=int(self._rows[:, 1].sum()),
        )


def _check(wanted: tuple[Specification, ...]) -> None:
    from foedus.errors import suggest  # noqa: PLC0415 - only where something is wrong
    from foedus.outlook.deterrence.ties import RULES  # noqa: PLC0415

    known = {"coding": CODINGS, "promise": PROMISES, "sample": SAMPLES}
    known |= {"rule": RULES, "clock": CLOCKS}
    for one in wanted:
        for field, words in known.items():
            given = getattr(one, field)
            if given not in words:
                raise InputError(field, f"no '{given}'.", suggest(given, words))
