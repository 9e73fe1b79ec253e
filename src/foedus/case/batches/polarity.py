"""Is Kleene's answer exact for these steps?

It is if the best and the worst completion are each reached by one assignment. Push
the negations down to the leaves: then every part only grows with its leaves, and
it is enough that each fact stands in one polarity only, and that the sets of
values of one category that help (those asked for, and what is left of those
denied) lie one inside the other like rings: one value then fails them all.

The test is sufficient, not necessary: a rule that fails it may be exact all the same.
"""

from itertools import pairwise

from foedus.case.batches.program import Program

YES_HELPS, NO_HELPS = 1, 2


def is_kleene_exact(program: Program, root: int) -> bool:
    """Tell whether Kleene's value of ``root`` is that of all completions, in every row."""
    helping: dict[str, set[int]] = {}
    for step, sign in _signed(program, root):
        match program.steps[step]:
            case ("fact", str(name)):
                helping.setdefault(name, set()).add(YES_HELPS if sign else NO_HELPS)
            case ("among", str(name), int(inside), int(outside)):
                helping.setdefault(name, set()).add(inside if sign else outside)
    return all(map(_are_rings, helping.values()))


def _are_rings(sets: set[int]) -> bool:
    ordered = sorted(sets, key=int.bit_count)
    return all(inner & outer == inner for inner, outer in pairwise(ordered))


def _signed(program: Program, root: int) -> set[tuple[int, bool]]:
    """Return ``root`` and the steps below it, each with the polarity in which it is reached."""
    found: set[tuple[int, bool]] = set()
    waiting = [(root, True)]
    while waiting:
        step, sign = waiting.pop()
        if (step, sign) not in found:
            found.add((step, sign))
            turned = not sign if program.steps[step][0] == "not" else sign
            waiting += [(part, turned) for part in program.parts(step)]
    return found
