"""What was said, by whom, in whose name, and what does it commit a state to?

Field for field the annotation guideline of the reader (docs/reference/claims.md),
with one addition: every value points at its words and at the rule that read them
(`Mark`), and a claim also carries marks on the *text of the treaty* that no
commitment field holds (its status, publicity, fields of cooperation, purpose).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from foedus.text import Span

Voice = Literal["quote", "reported", "narrator", "observers"]
SpeakerKind = Literal[
    "person", "office", "government", "organisation", "outlet", "analysts", "unnamed"
]
Kind = Literal[
    "commitment",
    "denial_of_commitment",
    "threat",
    "warning",
    "reaction",
    "treaty_description",
    "request",
    "report_of_fact",
    "other",
]
Tense = Literal["past", "present", "future"]

KINDS: tuple[Kind, ...] = (
    "commitment",
    "denial_of_commitment",
    "threat",
    "warning",
    "reaction",
    "treaty_description",
    "request",
    "report_of_fact",
    "other",
)
TRIGGERS = (
    "none",
    "unspecified",
    "pressure",
    "threat",
    "immediate_threat",
    "aggression",
    "armed_attack",
    "war",
)
DUTIES = ("none", "readiness", "may", "will", "shall", "shall_at_once")
AID_SCOPES = ("unspecified", "some", "necessary", "all_available")
POLARITIES = ("supports", "welcomes", "neutral", "concern", "regret", "condemns", "threatens")
TEXT_MARKS = (
    "instrument",  # value: id; the words that name or describe the instrument
    "article",  # value: number as cited; the words that cite it
    "direction",  # value: mutual | one_way
    "status",  # value: operative (said to be in force, anchored, functional) | not_in_force
    "publicity",  # value: secret | public
    "domains",  # value: politics | security | economy | culture | ...; one mark a domain
    "practical_measures",  # value: yes; steps or measures to remove a threat (a content of its own)
    "swiftness",  # value: at_once
    "vague_law",  # value: domestic_law | legal_frameworks ...; a law named without saying whose
    "vague_international",  # value: international considerations, norms, obligations, no text named
    "purpose",  # value: what it is said to be for ("intended to deter ...")
    "character",  # value: what it is said to be like ("X rather than Y")
    "alliance_word",  # value: alliance; the relation is called so
)
"""Fields of marks beyond the claim's own fields; a mark on a field of `Claim` bears its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One value read from the text: which field, which value, on which words, by which rule."""

    field: str
    value: str
    span: Span
    rule: str
    """Id of the lexicon entry or grammar rule, such as ``trigger.aggression``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: the innermost person or body whose act is itself speech."""

    name: str | None = None
    role: str | None = None
    state: str | None = None
    """The state spoken for, alpha-3; None for organisations and several states at once."""
    kind: SpeakerKind = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one statement says of help between states: one direction, trigger and duty."""

    kind: Kind
    span: Span
    """The clause that carries it (predicate and conditions, without the words of saying)."""
    plover: str | None = None
    obligor: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    instrument: str | None = None
    article: str | None = None
    trigger: str = "none"
    duty: str = "none"
    aid_scope: str = "unspecified"
    forms: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    polarity: str | None = None
    negated: bool = False
    hypothetical: bool = False
    tense: Tense = "present"
    marks: tuple[Mark, ...] = ()

    remark: bool = False
    """Said of the treaty's text or purpose only; the annotation guideline does not count it."""

    @property
    def counts(self) -> bool:
        """Tell whether the guideline of the claims counts this one (docs/reference/claims.md)."""
        return not self.remark

    def marked(self, *fields: str) -> tuple[Mark, ...]:
        """Return the marks on any of ``fields``, in document order."""
        return tuple(sorted((m for m in self.marks if m.field in fields), key=lambda m: m.span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One reported act of speech: one speaker, one voice, one run of text, 0..n claims."""

    id: str
    spans: tuple[Span, ...]
    voice: Voice
    speaker: Speaker
    cue: Span | None = None
    chain: tuple[str, ...] = ("outlet",)
    addressee: tuple[str, ...] = ()
    said_on: date | None = None
    claims: tuple[Claim, ...] = ()
    marks: tuple[Mark, ...] = field(default=())
    """Marks of the statement that belong to no claim of it."""
