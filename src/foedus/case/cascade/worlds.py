"""What happens in many worlds at once? Packed bits: 64 worlds in each word, numpy does the rest.

Draws come from counters (Philox), one stream for each draw's own name, so that a world is
the same whatever the chunk it is computed in, and another link more or less leaves the
other draws as they were.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from foedus.case.cascade.network import Link, Network
from foedus.threads import one_thread

if TYPE_CHECKING:
    import numpy as np

    Words = np.ndarray[Any, np.dtype[np.uint64]]
else:
    Words = Any
Value = Words | None
"""Bits, one a world; None: in no world."""

ROWS = 8
"""Binary digits of every world's uniform number that come from its stream."""
UNIT = 32
"""Words that lie together in a stream: 2,048 worlds."""
TOGETHER = 32
"""Draws that are worked out at once."""
MASK = 2**64 - 1


class Worlds:
    """The algebra of packed worlds."""

    false: Value = None
    tells_ways = False

    def __init__(
        self, acts: Mapping[str, Value], words: int, *, lags: "Lags | None" = None
    ) -> None:
        """Take the worlds in which each draw comes out as an act.

        Args:
            acts: Draw to its bits, ``words`` long.
            words: Number of words.
            lags: Where lags are drawn; None: every link has its one lag.
        """
        one_thread()
        import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

        self._acts, self._lags = acts, lags
        self.true: Value = np.full(words, ~np.uint64(0), np.uint64)

    def both(self, one: Value, two: Value) -> Value:
        """Return the worlds of both."""
        if one is None or two is None:
            return None
        if one is self.true:
            return two
        return one if two is self.true else one & two

    def either(self, one: Value, two: Value) -> Value:
        """Return the worlds of one or the other."""
        if one is None:
            return two
        return one if two is None else one | two

    def without(self, one: Value, two: Value) -> Value:
        """Return the worlds of ``one`` that are not of ``two``."""
        if one is None or two is None:
            return one
        return one & ~two

    def is_false(self, one: Value) -> bool:
        """Tell whether there is no world in it."""
        return one is None or not one.any()

    def acts(self, draw: str) -> Value:
        """Return the worlds in which the draw comes out as an act."""
        return self._acts[draw]

    def lagged(self, link: Link, live: Value) -> Iterable[tuple[int, Value]]:
        """Yield each lag with the worlds in which it is that long."""
        if self._lags is None or link.lag.ends[0] == link.lag.ends[1]:
            return ((link.lag.days, live),)
        return ((day, self.both(live, where)) for day, where in self._lags.of(link))


class Lags:
    """The drawn lags of a stretch of worlds."""

    def __init__(self, *, seed: int, first: int, words: int) -> None:
        """Draw for ``words`` words of worlds from word ``first`` on."""
        self._seed, self._first, self._words = seed, first, words
        self._known: dict[str, tuple[tuple[int, Words], ...]] = {}

    def of(self, link: Link) -> tuple[tuple[int, Words], ...]:
        """Return each day of the lag with its worlds: every day is as likely as the others.

        Links of one draw wait the same time: it is one act.
        """
        early, late = link.lag.ends
        name = f"lag {early} {late} {link.draw or link.id}"
        if name not in self._known:
            self._known[name] = tuple(self._parted(name, early, late))
        return self._known[name]

    def _parted(self, name: str, early: int, late: int) -> Iterable[tuple[int, Words]]:
        import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

        rest = np.full(self._words, ~np.uint64(0), np.uint64)
        for day in range(early, late):
            # Of the days that are left this one is one: 1 in late - day + 1.
            share = 1.0 / (late - day + 1)
            stream = f"{name} {day}"
            made = bits({stream: share}, seed=self._seed, first=self._first, words=self._words)
            drawn_now = made[stream]
            assert drawn_now is not None
            here = rest & drawn_now
            rest = rest & ~here
            yield day, here
        yield late, rest


def drawn(network: Network, *, seed: int, first: int, words: int, end: str = "h") -> Worlds:
    """Return the worlds of a network's draws.

    Args:
        network: Every draw needs a chance.
        seed: Any whole number from 0 on.
        first: The first word of worlds, a multiple of `UNIT`.
        words: How many words, a multiple of `UNIT`.
        end: ``h``, ``low`` or ``high``: which end of each chance is taken.
    """
    shares: dict[str, float] = {}
    for draw in network.draws:
        chance = network.chances[draw]
        assert chance is not None
        shares[draw] = getattr(chance, end)
    acts = bits(shares, seed=seed, first=first, words=words)
    return Worlds(acts, words, lags=Lags(seed=seed, first=first, words=words))


def bits(shares: Mapping[str, float], *, seed: int, first: int, words: int) -> dict[str, Value]:
    """Return, for each name, bits that are 1 with its share, each independent of every other.

    A world's uniform number is below the share where the first binary digit in which they
    differ is 1 in the share. `ROWS` digits come from Philox, a stream for each name; the few
    worlds that are not settled by them take the rest from a hash of their own number.

    Args:
        shares: Name of the stream to a share, 0 to 1.
        seed: Of all streams.
        first: The first word, a multiple of `UNIT`.
        words: Number of words, a multiple of `UNIT`.

    Source: Salmon and others (2011), Parallel random numbers: as easy as 1, 2, 3 (Philox);
        Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators (the hash).
    """
    one_thread()
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    names = [name for name, share in shares.items() if 0.0 < share < 1.0]
    found: dict[str, Value] = {
        name: None if share <= 0.0 else np.full(words, ~np.uint64(0), np.uint64)
        for name, share in shares.items()
        if name not in names
    }
    keys = [_key(name, seed) for name in names]
    for start in range(0, len(names), TOGETHER):
        part = slice(start, start + TOGETHER)
        made = _below(
            np.array([shares[name] for name in names[part]]), keys[part], first=first, words=words
        )
        found.update(zip(names[part], made, strict=True))
    return found


def _below(
    shares: "np.ndarray[Any, np.dtype[np.float64]]", keys: list[int], *, first: int, words: int
) -> "Words":
    """Return where each world's uniform number is below the share, a row for each key."""
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    # UNIT words of ROWS digits each; a counter of Philox gives four words.
    start = first * ROWS // 4
    whole = np.floor(shares * 2**ROWS).astype(np.int64)
    below = np.zeros((len(keys), words // UNIT, UNIT), np.uint64)
    equal = np.full_like(below, ~np.uint64(0))
    # One stream after the other, in place: what is worked on stays near the processor.
    for less, same, key, digits in zip(below, equal, keys, whole.tolist(), strict=True):
        stream = np.random.Philox(key=key, counter=start)
        raw = stream.random_raw(words * ROWS).reshape(words // UNIT, ROWS, UNIT)
        for place in range(ROWS):
            row = raw[:, place]
            if digits >> (ROWS - 1 - place) & 1:
                # Where the number has 0 here and agreed so far, it is below.
                np.bitwise_and(same, row, out=row)
                np.bitwise_xor(same, row, out=same)
                np.bitwise_or(less, same, out=less)
                np.copyto(same, row)
            else:
                np.bitwise_and(same, row, out=row)
                np.bitwise_xor(same, row, out=same)
    rest = shares * 2**ROWS - whole
    flat = below.reshape(len(keys), words)
    _settle(flat, equal.reshape(len(keys), words), rest=rest, keys=keys, first=first)
    return flat


def _settle(
    below: "Words",
    equal: "Words",
    *,
    rest: "np.ndarray[Any, np.dtype[np.float64]]",
    keys: list[int],
    first: int,
) -> None:
    """Settle the worlds whose first digits are those of the share, by what is left of it."""
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    equal[rest == 0.0] = 0
    which, word = np.nonzero(equal)
    lanes = np.unpackbits(
        equal[which, word].view(np.uint8).reshape(-1, 8), axis=1, bitorder="little"
    )
    entry, lane = np.nonzero(lanes)
    key = np.array([k & MASK for k in keys], np.uint64)[which[entry]]
    number = (word[entry].astype(np.uint64) + np.uint64(first)) * np.uint64(64)
    uniform = _hashed(key, number + lane.astype(np.uint64))
    is_below = uniform < rest[which[entry]]
    entry, lane = entry[is_below], lane[is_below].astype(np.uint64)
    np.bitwise_or.at(below, (which[entry], word[entry]), np.uint64(1) << lane)


def _hashed(key: "Words", number: "Words") -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return a uniform number of each counter: SplitMix64 of key and counter, 53 bits."""
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    mixed = key + number * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)
    uniform: np.ndarray[Any, np.dtype[np.float64]] = mixed.astype(np.float64) * 2.0**-53
    return uniform


def _key(name: str, seed: int) -> int:
    digest = hashlib.blake2b(name.encode(), digest_size=8, key=str(seed).encode()).digest()
    return int.from_bytes(digest, "little") | (seed & MASK) << 64


def count(words: Value) -> int:
    """Return how many worlds there are."""
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    if words is None:
        return 0
    if hasattr(np, "bitwise_count"):
        return int(np.bitwise_count(words).sum(dtype=np.int64))
    return int(np.unpackbits(words.view(np.uint8)).sum(dtype=np.int64))


def unpacked(words: "Words") -> "np.ndarray[Any, np.dtype[np.uint8]]":
    """Return a 0 or 1 for each world."""
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    return np.unpackbits(words.view(np.uint8), bitorder="little")
