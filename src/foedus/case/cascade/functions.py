"""In which worlds does a fact hold, exactly? Functions of all draws, as decision diagrams.

A reduced ordered diagram of our own: one level for each draw, in the order in which the
draws can first matter. It is given up beyond `MOST_NODES`; sampling takes over then.

Source: Bryant (1986), Graph-based algorithms for Boolean function manipulation.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from foedus.case.cascade.network import Chance, Link, Network
from foedus.case.cascade.unfolding import Plain, unfold

MOST_NODES = 200_000
MOST_DRAWS = 400
"""Beyond this many draws a diagram is not begun: its recursion would run too deep."""


class TooLargeError(Exception):
    """The diagram outgrew its budget of nodes."""


class Functions:
    """The algebra of functions of the draws; nodes 0 and 1 are FALSE and TRUE."""

    false, true = 0, 1
    tells_ways = True

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
        self._both: dict[tuple[int, int], int] = {}
        self._either: dict[tuple[int, int], int] = {}
        self._without: dict[tuple[int, int], int] = {}

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
        if one > two:
            one, two = two, one
        if one in (0, two):
            return two
        if one == 1:
            return 1
        key = (one, two)
        found = self._either.get(key)
        if found is None:
            found = self._either[key] = self._joined(self.either, one, two)
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
        found = self._both.get(key)
        if found is None:
            found = self._both[key] = self._joined(self.both, one, two)
        return found

    def without(self, one: int, two: int) -> int:
        """Return ``one`` and not ``two``."""
        if one == two or one == 0 or two == 1:  # noqa: PLR1714 - the case that comes most first
            return 0
        if two == 0:
            return one
        key = (one, two)
        found = self._without.get(key)
        if found is None:
            found = self._without[key] = self._joined(self.without, one, two)
        return found

    def _joined(self, join: Callable[[int, int], int], one: int, two: int) -> int:
        """Return what ``join`` makes of the halves of both."""
        at, other = self.level[one], self.level[two]
        if at == other:
            low = join(self.low[one], self.low[two])
            return self._make(at, low, join(self.high[one], self.high[two]))
        if at < other:
            return self._make(at, join(self.low[one], two), join(self.high[one], two))
        return self._make(other, join(one, self.low[two]), join(one, self.high[two]))

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


def functions_of(network: Network, *, most: int = MOST_NODES) -> Functions:
    """Return the algebra of a network's draws: those that can matter first come first.

    Raises:
        TooLargeError: More than `MOST_DRAWS` draws.
    """
    of = {link.id: link.draw for link in network.links}
    first = (of[name] for entry in unfold(network, Plain()).entries for name in entry.by)
    draws = dict.fromkeys(d for d in (*first, *network.draws) if d is not None)
    return Functions(tuple(draws), most=most)
