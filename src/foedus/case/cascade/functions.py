"""In which worlds does a fact hold, exactly? Functions of all draws, as decision diagrams.

A reduced ordered diagram of our own: one level for each draw, in the order in which the
draws can first matter. It is given up beyond `MOST_NODES`; sampling takes over then.

Source: Bryant (1986), Graph-based algorithms for Boolean function manipulation.
"""

from collections.abc import Iterable, Mapping, Sequence

from foedus.case.cascade.network import Chance, Link, Network

MOST_NODES = 200_000
MOST_DRAWS = 400
"""Beyond this many draws a diagram is not begun: its recursion would run too deep."""


class TooLargeError(Exception):
    """The diagram outgrew its budget of nodes."""


class Functions:
    """The algebra of functions of the draws; nodes 0 and 1 are FALSE and TRUE."""

    false, true = 0, 1

    def __init__(self, draws: Sequence[str], *, most: int = MOST_NODES) -> None:
        """Begin with a level for each of ``draws``, in their order.

        Raises:
            TooLargeError: More than `MOST_DRAWS` draws.
        """
        if len(draws) > MOST_DRAWS:
            raise TooLargeError
        self.draws = tuple(draws)
        self._most = most
        self._at = {name: i for i, name in enumerate(self.draws)}
        self.level = [len(self.draws)] * 2
        self.low = [0, 1]
        self.high = [0, 1]
        self._number: dict[tuple[int, int, int], int] = {}
        self._joined: dict[tuple[int, int], int] = {}
        self._flipped: dict[int, int] = {0: 1, 1: 0}

    def __len__(self) -> int:
        return len(self.level)

    def acts(self, draw: str) -> int:
        """Return the function that is TRUE where the draw comes out as an act."""
        return self._make(self._at[draw], 0, 1)

    def lagged(self, link: Link, live: int) -> Iterable[tuple[int, int]]:
        """Return the one lag of the link that is taken for exact odds."""
        return ((link.lag.days, live),)

    def is_false(self, one: int) -> bool:
        """Tell whether it holds in no world."""
        return one == 0

    def either(self, one: int, two: int) -> int:
        """Return the disjunction."""
        return self.negation(self.both(self.negation(one), self.negation(two)))

    def without(self, one: int, two: int) -> int:
        """Return ``one`` and not ``two``."""
        return self.both(one, self.negation(two))

    def negation(self, node: int) -> int:
        """Return the function that is TRUE where ``node`` is FALSE."""
        found = self._flipped.get(node)
        if found is None:
            low, high = self.negation(self.low[node]), self.negation(self.high[node])
            found = self._flipped[node] = self._make(self.level[node], low, high)
            self._flipped[found] = node
        return found

    def both(self, one: int, two: int) -> int:
        """Return the conjunction."""
        if one > two:
            one, two = two, one
        if one in (0, two):
            return one
        if one == 1:
            return two
        key = (one, two)
        found = self._joined.get(key)
        if found is None:
            level = min(self.level[one], self.level[two])
            a, b = self._halves(one, level), self._halves(two, level)
            low, high = self.both(a[0], b[0]), self.both(a[1], b[1])
            found = self._joined[key] = self._make(level, low, high)
        return found

    def _halves(self, node: int, level: int) -> tuple[int, int]:
        return (self.low[node], self.high[node]) if self.level[node] == level else (node, node)

    def _make(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (level, low, high)
        number = self._number.get(key)
        if number is None:
            number = len(self.level)
            if number >= self._most:
                raise TooLargeError
            self._number[key] = number
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        return number

    def below(self, root: int) -> list[int]:
        """Return the nodes under ``root`` with itself, the deepest first; the ends left out."""
        found, waiting = {root}, [root]
        while waiting:
            node = waiting.pop()
            for child in (self.low[node], self.high[node]):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return sorted(found - {0, 1}, key=self.level.__getitem__, reverse=True)


class Weights:
    """The weight of functions under the chances of a network."""

    def __init__(self, functions: Functions, chances: Mapping[str, Chance | None]) -> None:
        """Weigh ``functions``; a draw without a chance has none, and the interval 0 to 1."""
        self._functions = functions
        told = [chances.get(name) for name in functions.draws]
        self._h = [c.h if c else None for c in told]
        self._ends = [(c.low, c.high) if c else (0.0, 1.0) for c in told]
        self._share: dict[int, float | None] = {0: 0.0, 1: 1.0}
        self._low: dict[int, float] = {0: 0.0, 1: 1.0}
        self._high: dict[int, float] = {0: 0.0, 1: 1.0}

    def share(self, root: int) -> float | None:
        """Return the probability; None where it turns on a draw without a chance."""
        of, share = self._functions, self._share
        for node in () if root in share else of.below(root):
            if node not in share:
                h, low, high = self._h[of.level[node]], share[of.low[node]], share[of.high[node]]
                known = h is not None and low is not None and high is not None
                share[node] = (1 - h) * low + h * high if known else None  # type: ignore[operator]
        return share[root]

    def ends(self, root: int) -> tuple[float, float]:
        """Return the least and the greatest probability over the intervals of all chances.

        Exact where more acts never mean fewer facts; else an interval that holds the exact one.
        """
        of, least, most = self._functions, self._low, self._high
        for node in () if root in least else of.below(root):
            if node not in least:
                ends, low, high = self._ends[of.level[node]], of.low[node], of.high[node]
                least[node] = min((1 - h) * least[low] + h * least[high] for h in ends)
                most[node] = max((1 - h) * most[low] + h * most[high] for h in ends)
        return least[root], most[root]

    def slopes(self, root: int) -> dict[str, float]:
        """Return draw to the derivative of the probability by its h; {} if there is none.

        The probability is linear in each h, so the derivative is what certainty of the act
        adds over certainty of the refusal.
        """
        of = self._functions
        if self.share(root) is None or root < 2:
            return {}
        reached = {root: 1.0}
        found: dict[str, float] = {}
        for node in reversed(of.below(root)):
            weight, level = reached.pop(node, 0.0), of.level[node]
            low, high, h = of.low[node], of.high[node], self._h[level]
            assert h is not None
            gain = self._share[high] - self._share[low]  # type: ignore[operator]
            found[of.draws[level]] = found.get(of.draws[level], 0.0) + weight * gain
            reached[low] = reached.get(low, 0.0) + weight * (1 - h)
            reached[high] = reached.get(high, 0.0) + weight * h
        return found


def ordered_draws(network: Network, order: Iterable[str]) -> tuple[str, ...]:
    """Return every draw of a network: those of the links in ``order`` first, then the rest."""
    of = {link.id: link.draw for link in network.links}
    first = (of[name] for name in order)
    return tuple(dict.fromkeys(d for d in (*first, *network.draws) if d is not None))
