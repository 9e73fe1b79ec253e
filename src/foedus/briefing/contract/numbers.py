"""What may an answer of the numbers hold: a panel and its columns?"""

from typing import Literal

from foedus.briefing.contract.envelope import Envelope
from foedus.briefing.contract.words import Strict


class ColumnView(Strict):
    """One column of a panel, as its codebook tells it."""

    column: str
    says: str
    unit: str
    type: str
    missing: int
    absent: str
    """What a missing value means."""
    source: str


class SourceView(Strict):
    """A data set from which columns of a panel were taken."""

    id: str
    title: str
    version: str
    file: str
    how: str


class PanelAnswer(Envelope):
    """The answer of `panel`: what the table holds; the rows are in the file."""

    kind: Literal["panel"]
    panel: Literal["state_year", "dyad_year", "directed_dyad_year", "dyad_day"]
    rows: str
    count: int
    columns: list[ColumnView]
    sources: list[SourceView]
