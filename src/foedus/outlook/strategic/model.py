"""Which games can be estimated, and what does each explain? One record for each game.

Sources: Signorino 1999, American Political Science Review 93(2): 279-297, and 2003, Political
Analysis 11(4): 316-344 (strategic probit, sources of error); Signorino and Tarar 2006,
American Journal of Political Science 50(3): 586-605 (a deterrence game of this kind);
Kenkel and Signorino 2014, Journal of Statistical Software 56(8): 1-27 (these games, their
names and normalisations). Written from the equations; no other program was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.outlook.strategic.trees import Fork


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A game with unknown utilities."""

    id: str
    tree: Fork
    utilities: Mapping[str, tuple[int, int]]
    """Name (u13: player 1, outcome 3) to player and outcome; what is not named is 0."""

    @property
    def outcomes(self) -> tuple[int, ...]:
        """Return the numbers of the outcomes, as the literature gives them."""
        return tuple(sorted({outcome for _, outcome in self.utilities.values()} | _ends(self.tree)))


def _ends(node: Fork | int) -> set[int]:
    return {node} if isinstance(node, int) else _ends(node.left) | _ends(node.right)


def _model(id_: str, tree: Fork, names: str) -> Model:
    return Model(id=id_, tree=tree, utilities={n: (int(n[1]), int(n[2])) for n in names.split()})


EGAME12 = _model("egame12", Fork(1, 1, Fork(2, 3, 4)), "u11 u13 u14 u24")
"""1 ends the game (outcome 1) or lets 2 choose between outcomes 3 and 4; u23 is 0."""
EGAME122 = _model("egame122", Fork(1, Fork(2, 1, 2), Fork(2, 3, 4)), "u11 u12 u13 u14 u22 u24")
"""After each choice of 1, 2 chooses: between outcomes 1 and 2, or 3 and 4; u21 and u23 are 0."""
EGAME123 = _model(
    "egame123", Fork(1, 1, Fork(2, 3, Fork(3, 5, 6))), "u11 u13 u15 u16 u23 u25 u26 u36"
)
"""1, 2 and 3 in turn end the game or let the next one choose; u35 is 0."""

MODELS: Mapping[str, Model] = {m.id: m for m in (EGAME12, EGAME122, EGAME123)}
