"""Which pieces of a vocabulary make up a run of letters? The longest first, from its start."""

from collections.abc import Mapping


def longest_first(run: str, places: Mapping[str, int], *, unknown: int, longest: int) -> list[int]:
    """Return the places of the pieces of ``run``; that of ``unknown`` alone if it cannot be cut.

    Args:
        run: Letters without a gap.
        places: Piece to its place in the vocabulary; "##" stands before those inside a word.
        unknown: The place of the piece that stands for what is not known.
        longest: Characters; a longer run is not cut.
    """
    found: list[int] = []
    start = 0
    while start < len(run) <= longest:
        end = len(run)
        while end > start and (("##" if start else "") + run[start:end]) not in places:
            end -= 1
        if end == start:
            return [unknown]
        found.append(places[("##" if start else "") + run[start:end]])
        start = end
    return found or [unknown]
