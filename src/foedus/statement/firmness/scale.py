"""What does each operator do on the scale of firmness, and what do they say together?

The scale runs from -3 (the source holds that the event does not happen) over 0 (it leaves
the matter open) to 3 (it holds that the event happens). A source that says a thing outright
begins at 3; each link from the outermost operator to the event shifts the value, by one
amount where the outer word is asserted and by another where it is denied, linear between.
The amounts stand in ``register/lexicon/firmness-weights.yaml``, fitted by least absolute
error; what is not there shifts nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.content import tree

FILE = "firmness-weights.yaml"
TOP = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One operator on the way to the event: its rules and the words that it was read from."""

    rules: tuple[str, ...]
    """From the general to the particular ("to", "want", "want > to"); their shifts add."""
    words: tuple[int, ...]
    """Indices, counted from 0; empty for what the whole sentence says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one operator did: the rules that spoke, their words, the firmness after it."""

    rules: tuple[str, ...]
    words: tuple[int, ...]
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmness:
    """How firmly the source commits to the event, from -3 (it is not so) to 3 (it is so)."""

    value: float
    low: float
    high: float
    """Four of five annotators' means of training fell between ``low`` and ``high``."""
    steps: tuple[Step, ...]
    """From the outermost operator to the event; steps that change nothing are left out."""


def weigh(links: Iterable[Link], files: Mapping[str, Any] | None = None) -> Firmness:
    """Return the firmness at the end of ``links``, which begin with the outermost operator.

    The table is that of the lexicon's ``files``; without them, of the register in use.

    Raises:
        RegisterError: A file of the lexicon cannot be read.
    """
    table = (tree("lexicon") if files is None else files)[FILE]
    value, steps = TOP, []
    for link in links:
        rules = tuple(rule for rule in link.rules if rule in table["shifts"])
        after = _clipped(value + sum(_shift(table["shifts"][rule], value) for rule in rules))
        if abs(after - value) >= 0.005:
            steps.append(Step(rules=rules, words=link.words, value=round(after, 2)))
        value = after
    low, high = _interval(table["intervals"], value)
    return Firmness(value=round(value, 2), low=low, high=high, steps=tuple(steps))


def _shift(row: Mapping[str, float], outer: float) -> float:
    return (row["asserted"] * (TOP + outer) + row["denied"] * (TOP - outer)) / (2 * TOP)


def _clipped(value: float) -> float:
    return max(-TOP, min(TOP, value))


def _interval(rows: Iterable[Mapping[str, float]], value: float) -> tuple[float, float]:
    """Return the bounds of the first row that reaches up to ``value``."""
    for row in rows:
        if value <= row["up_to"]:
            return row["low"], row["high"]
    return -TOP, TOP
