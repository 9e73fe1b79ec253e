"""How firmly does a source commit to an event? A grammar of operators over a tree."""

from foedus.statement.firmness.reading import firmness
from foedus.statement.firmness.scale import Firmness, Step

__all__ = ["Firmness", "Step", "firmness"]
