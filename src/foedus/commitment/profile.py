"""What does an article ask for, in the vocabulary of claims? Read off the rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.commitment import condition as c
from foedus.commitment.instrument import Article, Instrument
from foedus.commitment.parsing import parts_of
from foedus.dates import Interval

TRIGGER_FACTS = {
    "imminent_threat_of_aggression": "immediate_threat",
    "danger_to_peace": "danger",
    "party_feels_threatened": "danger",
}
"""Facts that are a trigger by themselves; any other fact in ``when`` is a second condition."""
TRIGGERS = ("none", "danger", "immediate_threat", *c.ATTACKS[1:])
"""Earliest first."""
BY_STATES = frozenset({"state", "states"})
LAWS = {"both_states_laws": "law:both", "constitutional": "constitutional_process"}
DECISIONS = {"joint": "joint_decision", "organ": "organ_decision"}
SCOPES = (c.Place, c.SoilOf, c.AdministeredBy, c.RecognisedBy)
INVOKED = ("un_charter_51", "un_resolutions", "international_law")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleProfile:
    """One article in the vocabulary of claims (docs/reference/claims.md, section 5)."""

    instrument: str
    article: str
    must: str
    """What is owed: assist, consult, abstain ... (`instrument.MUSTS`)."""
    duty: str
    """must | may"""
    trigger: str
    """One of `TRIGGERS`; the earliest that the rule is content with."""
    second_conditions: frozenset[str]
    """Facts that the rule asks for beside the trigger; ``by_states``, ``named_attacker``."""
    delay: str
    means: str
    aid: tuple[str, ...]
    force: str
    qualifiers: frozenset[str]
    mutual: bool


def profile(article: Article, instrument: Instrument, *, day: date) -> ArticleProfile:
    """Return the profile of an article as its rule stands on ``day``.

    Exceptions that the register adds to every treaty are no words of the text
    and leave no mark here.
    """
    terms = instrument.terms
    wanted = [_standing(article.when, day, terms=terms)]
    if article.needs is not None:
        wanted.append(_standing(article.needs, day, terms=terms))
    found = [part for condition in wanted for part in _walk(condition)]
    required = _required(wanted[0])
    return ArticleProfile(
        instrument=instrument.id,
        article=article.id,
        must=article.norm.must,
        duty=article.norm.owed,
        trigger=_trigger(wanted[0]),
        second_conditions=frozenset(required),
        delay=article.norm.delay,
        means=article.norm.means,
        aid=article.norm.aid,
        force=article.norm.force,
        qualifiers=frozenset(_qualifiers(article, found)),
        mutual=_is_mutual(article, instrument, day=day),
    )


def _standing(
    condition: c.Condition, day: date, *, terms: Mapping[str, c.Condition]
) -> c.Condition:
    """Return the condition as it stands on ``day``, terms written out."""
    match condition:
        case c.Term(name=name):
            return _standing(terms[name], day, terms=terms)
        case c.All(of=parts):
            return c.All(of=tuple(_kept(parts, day, terms=terms)))
        case c.Any(of=parts):
            return c.Any(of=tuple(_kept(parts, day, terms=terms)))
        case c.Count(at_least=least, of=parts):
            return c.Count(at_least=least, of=tuple(_kept(parts, day, terms=terms)))
        case c.Not(of=part):
            return c.Not(of=_standing(part, day, terms=terms))
    return condition


def _kept(
    parts: tuple[c.Condition, ...], day: date, *, terms: Mapping[str, c.Condition]
) -> Iterator[c.Condition]:
    for part in parts:
        if day in Interval(part.from_, part.until):
            yield _standing(part, day, terms=terms)


def _walk(condition: c.Condition) -> Iterator[c.Condition]:
    yield condition
    for part in parts_of(condition):
        yield from _walk(part)


def _trigger(when: c.Condition) -> str:
    """Return the trigger: the latest of what is asked together, the earliest of alternatives."""
    match when:
        case c.Attack(at_least=kind):
            return kind
        case c.Fact(name=name):
            return TRIGGER_FACTS.get(name, "none")
        case c.All(of=parts):
            return max(map(_trigger, parts), key=TRIGGERS.index, default="none")
        case c.Any(of=parts) | c.Count(of=parts):
            found = (t for t in map(_trigger, parts) if t != "none")
            return min(found, key=TRIGGERS.index, default="none")
    return "none"


def _required(when: c.Condition) -> set[str]:
    """Return what must hold beside the trigger under every alternative of the rule."""
    match when:
        case c.Fact(name=name):
            return set() if name in TRIGGER_FACTS or name == "request" else {name}
        case c.By(kinds=kinds):
            return {"by_states"} if set(kinds) <= BY_STATES else set()
        case c.Attacker():
            return {"named_attacker"}
        case c.All(of=parts):
            return set().union(*map(_required, parts))
        case c.Count(at_least=least, of=parts) if least == len(parts):
            return set().union(*map(_required, parts))
        case c.Any(of=parts) if parts:
            return set.intersection(*map(_required, parts))
    return set()


def _qualifiers(article: Article, found: list[c.Condition]) -> Iterator[str]:
    yield from (r for r in article.refers_to if r in INVOKED)
    norm = article.norm
    if norm.procedure in LAWS:
        yield LAWS[norm.procedure]
    if norm.decided_by in DECISIONS and norm.must != "consult":
        yield DECISIONS[norm.decided_by]
    if norm.delay == "after_consultation":
        yield "consultation_first"
    for part in found:
        yield from _qualifier(part)
    exceptions = (part for u in article.unless if not u.standard for part in _walk(u.when))
    if any(isinstance(part, c.Fact) and part.name == "provoked" for part in exceptions):
        yield "unprovoked"


def _qualifier(part: c.Condition) -> Iterator[str]:
    match part:
        case c.Request() | c.Fact(name="request"):
            yield "request_of_victim"
        case c.Fact(name="joint_finding") | c.Finding(by="joint"):
            yield "joint_decision"
        case c.Finding(by="unsc"):
            yield "un_resolutions"
        case c.Finding() | c.Vote():
            yield "organ_decision"
        case c.Not(of=c.Fact(name="provoked")):
            yield "unprovoked"
        case _ if isinstance(part, SCOPES):
            yield "territorial_scope"


def _is_mutual(article: Article, instrument: Instrument, *, day: date) -> bool:
    if not instrument.mutual:
        return False
    parties = set(instrument.parties_on(day)) or {state for state, _ in instrument.parties}
    return isinstance(article.bearers, str) or parties <= set(article.bearers)
