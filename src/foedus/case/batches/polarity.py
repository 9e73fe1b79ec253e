"""Is Kleene's answer exact for this rule?

It is if the best and the worst completion are each reached by one assignment. Push
the negations down to the leaves: then every part only grows with its leaves, and
it is enough that each fact stands in one polarity only, and that the sets of
values of one category that help (those asked for, and what is left of those
denied) lie one inside the other like rings: one value then fails them all.

The test is sufficient, not necessary: a rule that fails it may be exact all the same.
"""

from collections.abc import Collection, Mapping
from itertools import pairwise

from foedus.case.circuit import Circuit

Helping = dict[str, set[frozenset[str]]]


def is_kleene_exact(
    circuit: Circuit,
    root: int,
    *,
    domains: Mapping[str, frozenset[str]],
    settled: Collection[str] = (),
) -> bool:
    """Tell whether Kleene's value of ``root`` is that of all completions, in every row.

    Args:
        circuit: The table.
        root: A node of it.
        domains: All values of each category.
        settled: Facts that are known in every row: they cannot mislead.
    """
    helping: Helping = {}
    for number, sign in signed(circuit, root):
        match circuit.nodes[number]:
            case ("fact", str(name)) if name not in settled:
                helping.setdefault(name, set()).add(frozenset({"yes" if sign else "no"}))
            case ("in", str(name), frozenset() as values):
                helps = values if sign else domains[name] - values
                helping.setdefault(name, set()).add(frozenset(helps))
    return all(map(_are_rings, helping.values()))


def _are_rings(sets: set[frozenset[str]]) -> bool:
    ordered = sorted(sets, key=len)
    return all(inner <= outer for inner, outer in pairwise(ordered))


def signed(circuit: Circuit, root: int) -> set[tuple[int, bool]]:
    """Return ``root`` and the nodes below it, each with the polarity in which it is reached."""
    found: set[tuple[int, bool]] = set()
    waiting = [(root, True)]
    while waiting:
        number, sign = waiting.pop()
        if (number, sign) in found:
            continue
        found.add((number, sign))
        match circuit.nodes[number]:
            case ("not", int(part)):
                waiting.append((part, not sign))
            case ("all" | "any", tuple(parts)) | ("count", _, tuple(parts)):
                waiting += [(part, sign) for part in parts]
    return found
