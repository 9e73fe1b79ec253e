"""What may an answer of the numbers hold: a panel, a study computed again?"""

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


class EffectView(Strict):
    """What goes with a defence pact of the target, by one coding, sample and kind of error."""

    coding: str
    promise: str
    sample: str
    year_rule: str
    clock: str
    planned: bool
    value: float
    """Log-odds of an attack."""
    errors: dict[str, float | None]
    """Kind of error to its size; null where the variance came out below 0."""
    interval: list[float | None]
    doubtful: bool
    rows: int
    events: int
    dyads: int
    with_pact: int
    coefficients: dict[str, float]


class DeterrenceAnswer(Envelope):
    """The answer of `estimate --deterrence`: an estimate, never law."""

    kind: Literal["deterrence"]
    label: str
    planned: EffectView
    others: list[EffectView]


class StudyView(Strict):
    """A published study that can be computed again, and where its file is had."""

    study: str
    title: str
    file: str
    where: str
    cite: str
    cite_data: str | None
    method: str
    note: str | None


class ReplicationsAnswer(Envelope):
    """The answer of `replicate --list`."""

    kind: Literal["replications"]
    studies: list[StudyView]


class NumberView(Strict):
    """One number, published and obtained."""

    quantity: str
    published: float
    seen_in_print: bool
    """False: computed before from the same file, not read in the publication."""
    obtained: float
    within: float
    equal: bool


class ReplicationAnswer(Envelope, StudyView):
    """The answer of `replicate`."""

    kind: Literal["replication"]
    path: str
    label: str
    equal: bool
    rows: list[NumberView]
