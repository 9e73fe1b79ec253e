"""What would players who look ahead do? Games of deterrence, each with its card of assumptions.

Closed forms take and give arrays, a row for each set of numbers. The law enters by one door:
`foedus.outlook.games.casus` sets the cost of breaking a pledge to 0 where it is not due.
"""

from collections.abc import Mapping

from foedus.outlook.games import extended, perfect, promises, signals, tightness
from foedus.outlook.games.card import Card, in_words
from foedus.outlook.games.casus import audience_cost, under_the_case
from foedus.outlook.games.crisis import Crisis, tripartite_tree
from foedus.outlook.games.efg import as_efg
from foedus.outlook.games.extended import extended_deterrence, slopes
from foedus.outlook.games.perfect import tripartite, unilateral_threshold
from foedus.outlook.games.promises import commitment_strength, moral_hazard
from foedus.outlook.games.quantal import quantal
from foedus.outlook.games.signals import sunk_costs, tied_hands
from foedus.outlook.games.solving import backward_induction, sequential
from foedus.outlook.games.tightness import best_tightness
from foedus.outlook.games.uncertain import attack_share
from foedus.outlook.games.unknown_costs import honour_chance

CARDS: Mapping[str, Card] = {
    card.id: card
    for card in (
        extended.CARD,
        perfect.UNILATERAL_CARD,
        perfect.TRIPARTITE_CARD,
        signals.CARD,
        promises.HAZARD_CARD,
        promises.STRENGTH_CARD,
        tightness.CARD,
    )
}
"""Every game's card, by its id."""

__all__ = [
    "CARDS",
    "Card",
    "Crisis",
    "as_efg",
    "attack_share",
    "audience_cost",
    "backward_induction",
    "best_tightness",
    "commitment_strength",
    "extended_deterrence",
    "honour_chance",
    "in_words",
    "moral_hazard",
    "quantal",
    "sequential",
    "slopes",
    "sunk_costs",
    "tied_hands",
    "tripartite",
    "tripartite_tree",
    "under_the_case",
    "unilateral_threshold",
]
