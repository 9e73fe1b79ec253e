"""Which columns does a researcher need? Tables of states, dyads and days, and importers."""

from foedus.panel.source import Source
from foedus.panel.table import Table, is_missing, missing_of

__all__ = ["Source", "Table", "is_missing", "missing_of"]
