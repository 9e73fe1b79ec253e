"""How does a tripartite crisis unfold, when two of the three hide their resolve? As a tree.

Nature draws whether the challenger is determined and whether the protege's threat to realign
is real; each knows its own. The challenger demands or not; the protege holds firm or concedes;
the defender supports or withholds, knowing neither. What follows is settled by the types:
supported, a determined challenger fights and any other backs down; unsupported, a protege
whose threat is real realigns and any other gives in.

Source: the outcomes of Zagare and Kilgour 2003, Int. Studies Quarterly 47(4): 587-615, as
their abstract and later works tell them; the tree is given from memory.
"""

from dataclasses import dataclass, fields

from foedus.outlook.games.trees import Chance, End, Game, Move, Node

PLAYERS = ("challenger", "protege", "defender")
Payoffs = tuple[float, float, float]
"""To challenger, protege, defender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """What each outcome is worth to challenger, protege and defender."""

    status_quo: Payoffs
    conceded: Payoffs
    """The protege gives in to the demand."""
    backs_down: Payoffs
    """The defender supports, and the challenger gives way."""
    conflict: Payoffs
    """The defender supports, and the challenger fights."""
    realigned: Payoffs
    """The defender withholds, and the protege turns to another."""
    lost: Payoffs
    """The defender withholds, and the protege gives in."""


def tripartite_tree(crisis: Crisis, *, determined: float, realigns: float) -> Game:
    """Return the crisis as a tree, to be played by `sequential`.

    Args:
        crisis: The payoffs.
        determined: Probability that the challenger is determined, 0 to 1.
        realigns: Probability that the protege's threat to realign is real, 0 to 1.

    Raises:
        InputError: A probability lies outside 0 to 1.
    """
    ends = {f.name: End(name=f.name, payoffs=getattr(crisis, f.name)) for f in fields(Crisis)}

    def demanded(*, firm: bool, real: bool) -> Node:
        supported = ends["conflict" if firm else "backs_down"]
        withheld = ends["realigned" if real else "lost"]
        answer = Move(
            player="defender",
            sees="asked",
            branches=(("withhold", withheld), ("support", supported)),
        )
        start = Move(
            player="protege",
            sees="threat real" if real else "threat empty",
            branches=(("concede", ends["conceded"]), ("hold", answer)),
        )
        return Move(
            player="challenger",
            sees="determined" if firm else "undetermined",
            branches=(("refrain", ends["status_quo"]), ("demand", start)),
        )

    def drawn(*, firm: bool) -> Node:
        kinds = (("real", realigns, True), ("empty", 1.0 - realigns, False))
        return Chance(
            branches=tuple(
                (name, share, demanded(firm=firm, real=real)) for name, share, real in kinds
            )
        )

    branches = (
        ("determined", determined, drawn(firm=True)),
        ("undetermined", 1.0 - determined, drawn(firm=False)),
    )
    return Game(title="Tripartite crisis", players=PLAYERS, root=Chance(branches=branches))
