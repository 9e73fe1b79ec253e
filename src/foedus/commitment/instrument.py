"""What does an instrument say, to whom, from when to when? As data, day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foedus.commitment.condition import Condition
from foedus.dates import Interval

MUSTS = (
    "assist",
    "consult",
    "apply_measures",
    "abstain",
    "not_assist_aggressor",
    "report",
    "remain_neutral",
    "cooperate",  # standing duty to build or support: no incident starts it
)
NOTHING = "nothing"
"""What an article owes that only defines a term or orders a procedure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What is owed when the rule applies."""

    must: str
    force: str = "unsaid"
    means: str = "unsaid"
    aid: tuple[str, ...] = ()
    """Forms of aid that the text names (claims' `FORMS`, ``practical_measures``)."""
    decided_by: str = "each_bearer"
    procedure: str = "none"
    delay: str = "unsaid"
    """One of `DELAYS` or an ISO 8601 duration such as P3D."""
    content: str = "fixed"
    """fixed | to_be_agreed"""
    report_to: str | None = None
    owed: str = "must"
    """must | may: ``may`` entitles its bearers and binds nobody."""
    abstain_from: tuple[str, ...] = ()
    """What ``abstain`` forbids: some of `ABSTENTIONS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unless:
    """An exception or a change of outcome."""

    id: str
    when: Condition
    effect: str
    cite: str
    value: str | None = None
    why: str | None = None
    from_: date | None = None
    """The exception stands from this day; None: as long as the article."""
    until: date | None = None
    known_from: date | None = None
    standard: bool = False
    """True if the register added it (`std.own_aggression`), not the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weaker:
    """A weaker norm that is left where the first is not due for the named reason."""

    norm: Norm
    for_want_of: tuple[str, ...] = ()
    """What must be all that is missing: ``when``, ``needs``, a term, a fact, an exception's id."""
    when: Condition | None = None
    """What it asks for besides."""
    cite: str | None = None
    from_: date | None = None
    until: date | None = None
    known_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of several readings of one element; kept and shown, never applied in silence."""

    id: str
    about: str
    """The fact, term or word that is read: ``state_of_war``."""
    says: str
    """The reading in one plain sentence."""
    by: str
    """Author, body or state; ``open in the literature`` where nobody is named."""
    when: Condition | None = None
    """The article's condition under this reading, where it differs."""
    cite: str | None = None
    source: str | None = None
    rival: bool = False
    """True: it contends with the rule's own text, and which prevails is asked (VCLT 31-33)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A reservation (of one state) or an interpretation: terms read differently."""

    by: str
    """Reservation: alpha-3 of the state, as obligor. Interpretation: states or a body, in words."""
    day: date | None = None
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    """``terms.<name>``, ``<article>.when`` or ``<article>.needs`` to the condition put in place."""
    says: str = ""
    cite: str | None = None
    source: str | None = None
    states: tuple[str, ...] = ()
    """The obligors for whom it counts; empty: all (an interpretation by a body)."""
    until: date | None = None
    """First day on which it no longer counts: withdrawn."""
    known_from: date | None = None
    reciprocal: bool = False
    """True: what is owed to its author is narrowed alike (VCLT Art. 21(1)(b))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A party's suspension or declared freeze: recorded as done, its effect in law left open."""

    state: str
    kind: str
    """suspended | frozen_declared"""
    span: Interval
    source: str
    note: str | None = None
    towards: tuple[str, ...] = ()
    """Only between it and these parties; empty: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A state that is no party, yet is protected, or treated as a party, for a time."""

    state: str
    span: Interval
    cite: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An end that some assert: which accounts hold it, and which deny it."""

    id: str
    kind: str
    """One of `ENDINGS`."""
    day: date
    by: tuple[str, ...]
    """States or bodies by whose account it has ended."""
    source: str
    denied_by: tuple[str, ...] = ()
    cite: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """How a party left: what it meant to do, its notice, and when that took effect."""

    state: str
    effect: date
    notice: date | None = None
    intent: date | None = None
    cite: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisional:
    """Application before entry into force (VCLT Art. 25)."""

    span: Interval
    states: tuple[str, ...] = ()
    """Those for whom it is so applied; empty: all."""
    cite: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obsolete:
    """An article held to be spent though it stands in the text: off, except by some accounts."""

    by: str
    """Who holds so, or by what, in words."""
    since: date
    upheld_by: tuple[str, ...] = ()
    """States or bodies by whose account it still applies."""
    cite: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What states did: told apart from what the text says, never used to decide."""

    day: date
    what: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One rule of an instrument, as it stands in one version of the text."""

    id: str
    """Key in the file, such as ``art4``."""
    number: str
    """As cited, in Arabic digits: ``4``, ``42(7)``."""
    cite: str
    bearers: str | tuple[str, ...]
    """every_party | every_other_party | organ | codes of states"""
    when: Condition
    norm: Norm
    needs: Condition | None = None
    unless: tuple[Unless, ...] = ()
    otherwise: tuple[Weaker, ...] = ()
    """The weaker norms, the strongest first."""
    overrides: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    """What the text itself invokes: un_charter_51, un_resolutions, international_law ..."""
    summary: str = ""
    """The article in one plain sentence, our words."""
    trigger_words: str = ""
    """The trigger in a few plain words, ours: 'an armed attack by a state or states, and war'."""
    versions: Interval = field(default=Interval())
    known_from: date | None = None
    text_unknown: bool = False
    defines: str | None = None
    """It owes nothing by itself: the term that it defines, or ``procedure``."""
    standing: bool = False
    """True: owed always while in force; no incident starts it (``when`` is the empty `All`)."""
    readings: tuple[Reading, ...] = ()
    note: str | None = None
    obsolete: Obsolete | None = None
    binds_attacker: bool = False
    """True: a party that attacks owes this too, such as consultation; never assistance."""
    executable: bool = True
    """False: no source tells its text, so it is shown and never decided."""

    @property
    def is_decided(self) -> bool:
        """Whether incidents are decided by it: it has a rule that an incident starts."""
        return self.executable and not (self.standing or self.defines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The dates of an instrument; each is a date of its own."""

    signed: date | None = None
    in_force: date | None = None
    until: date | None = None
    ended_by: str | None = None
    """Instrument id or plain words: what ended it."""
    published: date | None = None
    """First day on which the text was public; None if that is not known."""
    exit_notice: str | None = None
    """ISO 8601 duration of the notice, such as P1Y."""
    events: tuple[tuple[date, str], ...] = ()
    """Other dated events, in plain words, by day."""
    exit_earliest: date | None = None
    exit_to: str | None = None
    """Depositary to whom notice is given, alpha-3."""
    exit_cite: str | None = None
    provisional: Provisional | None = None

    def ending_words(self) -> str:
        """Return what ended it, to follow the day: an instrument, or the cause in brackets."""
        if self.ended_by is None:
            return ""
        is_id = "-" in self.ended_by and " " not in self.ended_by
        return f", replaced by {self.ended_by}" if is_id else f" ({self.ended_by})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One agreement of a family of similar ones that stands in one file."""

    parties: tuple[str, ...]
    title: str
    signed: date | None = None
    in_force: date | None = None
    until: date | None = None
    refs: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One instrument of the register."""

    id: str
    title: str
    short: str
    """How running text calls it: 'the Russia-DPRK treaty of 2024'."""
    binding: str
    """treaty | political | domestic_law | executive"""
    life: Life
    parties: tuple[tuple[str, Interval], ...]
    """(state, membership) pairs; a state that left and came back has two."""
    articles: tuple[Article, ...]
    """All versions of all articles."""
    rank: str = "treaty"
    """charter | treaty; for Charter Art. 103."""
    offensive: bool = False
    domains: tuple[str, ...] = ()
    """Fields it covers: politics, security, economy, culture, science ..."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Language to authentic | translation | edition."""
    terms: Mapping[str, Condition] = field(default_factory=dict)
    mutual: bool = True
    status: str = "confirmed"
    """confirmed | unconfirmed (in the register, not in the world)"""
    confidence: str = "high"
    sources: tuple[str, ...] = ()
    checked_on: date | None = None
    notes: tuple[str, ...] = ()
    term_cites: Mapping[str, str] = field(default_factory=dict)
    term_variants: Mapping[str, Mapping[str, Condition]] = field(default_factory=dict)
    """Term to language to condition, where authentic texts differ; ``terms`` holds their choice."""
    reservations: tuple[Patch, ...] = ()
    """By obligor; part of the bond in every mode."""
    interpretations: tuple[Patch, ...] = ()
    """Used only in mode ``declared``."""
    participation: tuple[Participation, ...] = ()
    protects: tuple[Standing, ...] = ()
    """States that are owed help and owe none."""
    application: tuple[Standing, ...] = ()
    """States to which it applies as to a party, although they are none."""
    endings: tuple[Ending, ...] = ()
    """Ends that are contested; ``life.until`` is one that nobody contests."""
    exits: tuple[Exit, ...] = ()
    """What is known of departures beside their day, which ``parties`` holds."""
    practice: tuple[Practice, ...] = ()
    cases: tuple[Mapping[str, Any], ...] = ()
    """The file's own cases, as given (plain data; the case room runs them)."""
    refs: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """Where others list it: ``atop`` and ``cow`` to numbers, ``unts`` to volume and number."""
    coder: str | None = None
    """Who coded it; None: the first hand, before coders were told apart."""
    signatories: tuple[tuple[date, tuple[str, ...]], ...] = ()
    """(day, states that signed on it), where known and another day than `Life.signed`."""
    ratified: tuple[tuple[date, tuple[str, ...]], ...] = ()
    """(day, states that ratified or acceded on it), by day."""
    family: str | None = None
    """Id of the record of similar agreements of which it is one."""
    members: tuple[Member, ...] = ()
    """The single agreements of a family."""

    def parties_on(self, day: date) -> tuple[str, ...]:
        """Return the parties on ``day``, in the register's order (whether or not in force)."""
        return tuple(state for state, span in self.parties if day in span)

    def bound_on(self, day: date) -> tuple[str, ...]:
        """Return the parties on ``day``, and the states to which it applies as to a party."""
        others = (s.state for s in self.application if day in s.span)
        return tuple(dict.fromkeys((*self.parties_on(day), *others)))

    def status_on(self, day: date) -> str:
        """Return not_yet_signed | signed | in_force | ended, as of ``day``."""
        life = self.life
        if life.until and life.until <= day:
            return "ended"
        if life.in_force and life.in_force <= day:
            return "in_force"
        first = life.signed or life.in_force
        return "signed" if first and first <= day else "not_yet_signed"

    def is_applied_on(self, day: date, *, state: str) -> bool:
        """Tell whether it applies to ``state`` on ``day``: in force, or provisionally."""
        early = self.life.provisional
        status = self.status_on(day)
        if status != "signed" or early is None:
            return status == "in_force"
        return day in early.span and (not early.states or state in early.states)

    def articles_on(self, day: date) -> tuple[Article, ...]:
        """Return the articles in the version that stands on ``day``."""
        return tuple(a for a in self.articles if day in a.versions)

    def article(self, id_or_number: str, *, on: date | None = None) -> Article | None:
        """Return the article by id or number (on ``on``, else the first version), or None."""
        found = self.articles if on is None else self.articles_on(on)
        return next((a for a in found if id_or_number in (a.id, a.number)), None)
