"""Which of these texts say nearly the same as an earlier one? Near-duplicates, by shingles.

rensa finds candidates among many texts, if it is installed; else an index of the shingles
does. Either way a pair counts by the exact share of its shingles, so both give the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec

_WORD = re.compile(r"\w+")
_WIDTH = 3
"""Words in a shingle."""
_FEWEST = 12
"""Words; a shorter text ("He declined to comment.") is nobody's twin."""
_MANY = 500
"""Texts; below this the index is as fast as hashing."""


def twins(texts: Sequence[str], *, least: float = 0.8) -> dict[int, int]:
    """Return, for each text that has one, its place and that of the earliest near twin.

    Args:
        texts: Texts or paragraphs, in order.
        least: The share of common shingles (Jaccard, 0 to 1) from which two are twins.
    """
    shingled = [_shingles(text) for text in texts]
    found: dict[int, int] = {}
    for later, earlier in sorted(_candidates(shingled, least)):
        mine, other = shingled[later], shingled[earlier]
        if later not in found and len(mine & other) >= least * len(mine | other):
            found[later] = found.get(earlier, earlier)
    return found


def _shingles(text: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEWEST:
        return frozenset()
    return frozenset(" ".join(words[at : at + _WIDTH]) for at in range(len(words) - _WIDTH + 1))


def _candidates(shingled: Sequence[frozenset[str]], least: float) -> Iterable[tuple[int, int]]:
    """Return pairs, later first, that may be twins."""
    if len(shingled) >= _MANY and find_spec("rensa"):
        return _by_hashes(shingled)
    return _by_index(shingled, least)


def _by_index(shingled: Sequence[frozenset[str]], least: float) -> Iterable[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for later, shingles in enumerate(shingled):
        common = Counter(at for shingle in shingles for at in places.get(shingle, ()))
        yield from ((later, at) for at, n in common.items() if n >= least * len(shingles) * 0.9)
        if any(n == len(shingles) for n in common.values()):
            continue  # whatever is like this one is like its earlier double
        for shingle in shingles:
            places.setdefault(shingle, []).append(later)


def _by_hashes(shingled: Sequence[frozenset[str]]) -> Iterable[tuple[int, int]]:
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=0.7, num_perm=128, num_bands=32)
    for later, shingles in enumerate(shingled):
        if not shingles:
            continue
        sketch = rensa.RMinHash(num_perm=128, seed=42)
        sketch.update(sorted(shingles))
        yield from ((later, earlier) for earlier in index.query(sketch))
        index.insert(later, sketch)
