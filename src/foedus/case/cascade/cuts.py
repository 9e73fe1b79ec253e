"""Whose refusal would stop it? The fewest links that must not act, found among all of few.

Supposed is that every other link acts. All choices of up to three refusals are worlds, and
are worked out at once.
"""

from collections.abc import Iterable
from itertools import chain, combinations

from foedus.case.cascade.network import Network
from foedus.case.cascade.unfolding import Plain, unfold

MOST_REFUSALS = 3
MOST_LINKS = 60
"""Beyond this many links that act, choices of three are left out."""
Cut = tuple[str, ...]


def cuts(network: Network, questions: Iterable[str]) -> dict[str, tuple[Cut, ...]]:
    """Return, for each watched question that comes about, the smallest refusals that prevent it.

    Args:
        network: Its draws are the links that may refuse.
        questions: Watched ones.

    Returns:
        Question to its cuts, all of one size from 1 to 3; empty where three do not suffice.
    """
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    from foedus.case.cascade.worlds import Value, Worlds, unpacked  # noqa: PLC0415

    whole = unfold(network, Plain())
    of = {link.id: link.draw for link in network.links}
    acting = dict.fromkeys(of[name] for entry in whole.entries for name in entry.by)
    draws = [draw for draw in acting if draw is not None]
    most = MOST_REFUSALS if len(draws) <= MOST_LINKS else MOST_REFUSALS - 1
    choices = [*chain.from_iterable(combinations(draws, n) for n in range(1, most + 1))]
    if not choices:
        return {question: () for question in questions if whole.watched[question]}
    words = -(-len(choices) // 64)
    lanes = np.ones((len(draws), words * 64), np.uint8)
    at = {draw: i for i, draw in enumerate(draws)}
    for world, choice in enumerate(choices):
        lanes[[at[draw] for draw in choice], world] = 0
    packed = np.packbits(lanes, axis=1, bitorder="little").view(np.uint64)
    every = np.full(words, ~np.uint64(0), np.uint64)
    acts: dict[str, Value] = {d: packed[at[d]] if d in at else every for d in network.draws}
    found = unfold(network, Worlds(acts, words))
    made: dict[str, tuple[Cut, ...]] = {}
    for question in questions:
        if whole.watched[question]:
            value = found.watched[question]
            holds = np.zeros(words * 64, np.uint8) if value is None else unpacked(value)
            stopping = [c for c, is_so in zip(choices, holds.tolist(), strict=False) if not is_so]
            least = min(map(len, stopping), default=0)
            made[question] = tuple(c for c in stopping if len(c) == least)
    return made
