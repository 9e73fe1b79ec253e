"""How well do predicted roots agree with gold ones? Macro-F1 by root, by quad class, by binary."""

from collections.abc import Callable, Hashable, Sequence

from foedus.statement.events.scheme import QUADS

LEVELS: dict[str, Callable[[str], Hashable]] = {
    "root": lambda root: root,
    "quad": lambda root: QUADS[root],
    "binary": lambda root: QUADS[root] > 2,
}


def macro_f1(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the mean F1 over the classes of ``gold`` and ``found``, 0..1."""
    classes = sorted(set(gold) | set(found), key=str)
    return sum(_f1(gold, found, label) for label in classes) / len(classes)


def _f1(gold: Sequence[Hashable], found: Sequence[Hashable], label: Hashable) -> float:
    both = sum(g == f == label for g, f in zip(gold, found, strict=True))
    count = sum(g == label for g in gold) + sum(f == label for f in found)
    return 2 * both / count if count else 0.0


def by_level(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Return macro-F1 at each of `LEVELS`."""
    return {
        name: macro_f1([level(g) for g in gold], [level(f) for f in found])
        for name, level in LEVELS.items()
    }


def by_root(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Return F1 of each root."""
    return {label: _f1(gold, found, label) for label in sorted(set(gold))}
