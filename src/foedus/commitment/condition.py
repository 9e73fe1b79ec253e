"""When does a rule apply? The closed vocabulary of conditions, as data.

A condition says nothing of a day or an incident; `foedus.case` grounds it. Every
constructor is a frozen dataclass, is built only by `foedus.commitment.loading`,
and prints itself in words through `foedus.case.wording`.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

ATTACKS = ("danger", "aggression_not_armed", "armed_aggression", "armed_attack", "invasion")
"""Ordered: an incident of a later kind meets a rule that asks for an earlier one."""
TARGETS = ("territory", "forces", "vessel", "aircraft", "nationals", "infrastructure")
ATTACKER_KINDS = ("state", "states", "non_state", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Base of all; ``from_``/``until`` bound the days on which the branch stands in the text."""

    from_: date | None = None
    until: date | None = None
    known_from: date | None = None
    """First day on which the public could read this branch; None if it was public with the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class All(Condition):
    """Every part holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Any(Condition):
    """At least one part holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Condition):
    """The part does not hold."""

    of: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Condition):
    """At least ``at_least`` of the parts hold."""

    at_least: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Condition):
    """The condition that the instrument defines under ``name`` in its ``terms``."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Condition):
    """A fact with a question of its own (register/lexicon/facts.yaml), asked of the user."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack(Condition):
    """The incident is of at least this kind, on the ordered list `ATTACKS`."""

    at_least: str


@dataclass(frozen=True, slots=True, kw_only=True)
class By(Condition):
    """The attacker is of one of these kinds (`ATTACKER_KINDS`)."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacker(Condition):
    """Who the attacker is: among these, not among these, a party, allied with one of these."""

    in_: tuple[str, ...] = ()
    """Alpha-3 codes; ``parties`` stands for the parties on the day."""
    not_in: tuple[str, ...] = ()
    party: bool | None = None
    allied_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Condition):
    """What is attacked is one of these (`TARGETS`)."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Condition):
    """The attack falls in one of these places or zones of the gazetteer."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoilOf(Condition):
    """The place is soil of: ``victim``, ``bearer``, ``attacker``, ``parties`` or named states."""

    whom: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministeredBy(Condition):
    """The place is administered by ``victim``, ``bearer``, ``attacker``, ``parties`` or states."""

    whom: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedBy(Condition):
    """That state (or ``bearer``) recognises the place as lawfully the victim's."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerIn(Condition):
    """The obligor is one of these states."""

    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerPartyTo(Condition):
    """The obligor is a party to that instrument on the day."""

    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimIn(Condition):
    """The state attacked is one of these; ``parties`` stands for the parties on the day."""

    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Condition):
    """``by`` (victim, bearer or a state) has asked for it."""

    by: str = "victim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Condition):
    """``by`` (a body, ``joint``, ``unsc``) has found that it is so."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Condition):
    """A body has decided by this share of its members, or without objection.

    A member that abstains or stays away is not for it; it does not object either.
    """

    body: str
    of: tuple[str, ...] = ("parties",)
    """Who has a vote: ``parties``, those of another instrument by its id, or states by code."""
    share: Fraction | None = None
    """At least this share of the votes; None: all, unless ``more_than`` or ``no_objection``."""
    more_than: Fraction | None = None
    """More than this share: 1/2 is an absolute majority."""
    no_objection: bool = False
    exclude: tuple[str, ...] = ()
    exclude_if: Condition | None = None


KINDS: tuple[type[Condition], ...] = (
    All,
    Any,
    Not,
    Count,
    Term,
    Fact,
    Attack,
    By,
    Attacker,
    Target,
    Place,
    SoilOf,
    AdministeredBy,
    RecognisedBy,
    BearerIn,
    BearerPartyTo,
    VictimIn,
    Request,
    Finding,
    Vote,
)
"""Every constructor, in the order of `vocabulary.CONSTRUCTORS`."""
