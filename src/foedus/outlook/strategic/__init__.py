"""What do crises tell of what states want, if each looks ahead? Strategic estimators.

Outcomes of a crisis are no independent draws: who expects to lose does not start. These
estimators put the game into the likelihood.
"""

from foedus.outlook.strategic.fitting import Strategic
from foedus.outlook.strategic.games import chances, egame12, egame122, egame123, estimate_game
from foedus.outlook.strategic.ultimatum import ultimatum

__all__ = [
    "Strategic",
    "chances",
    "egame12",
    "egame122",
    "egame123",
    "estimate_game",
    "ultimatum",
]
