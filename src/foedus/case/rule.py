"""When is the norm of this article due from this obligor? The whole rule, grounded.

    due = in force, and parties, and a possible obligor, and casus, and needs,
          and no exception that defeats, ends, suspends or reduces, and no rule that overrides

*Casus* (the trigger) and *due* are kept apart. Exceptions that only change the
form or the forum stand beside the norm and leave it due.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.case.circuit import FALSE
from foedus.case.grounding import ground, stands
from foedus.case.scope import (
    Grounded,
    Scope,
    among,
    conjunction,
    constant,
    fact,
    negation,
    scope_of,
)
from foedus.commitment.condition import All, Condition, Fact
from foedus.commitment.instrument import Article, Instrument, Unless

DEFEATING = ("defeats", "ends", "suspends", "reduces_to_consult")
HELPS = ("assist", "apply_measures")
Overriders = dict[str, list[tuple[Instrument, Article]]]
"""``instrument#article`` to the articles that override it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One article, grounded for one obligor."""

    scope: Scope
    instrument: Instrument
    article: Article
    due: Grounded
    """All parts below, joined; its parts are in the order of the text."""
    frame: tuple[Grounded, ...]
    """In force, parties, possible obligor: what the register settles."""
    casus: Grounded
    needs: Grounded | None
    exceptions: tuple[tuple[Unless, Grounded], ...]
    """Every exception that stands that day, with its condition."""
    reduced: int
    """Circuit node: only consultation is left."""
    otherwise: int
    """Circuit node: the weaker norm applies instead."""

    @property
    def stands(self) -> bool:
        """Tell whether the frame holds: in force, parties, possible obligor."""
        return all(part.node != FALSE for part in self.frame)

    @property
    def roots(self) -> tuple[int, ...]:
        """Return every node on which the finding reports."""
        effects = (g.node for _, g in self.exceptions)
        return (self.due.node, self.casus.node, self.reduced, self.otherwise, *effects)


def rule_of(scope: Scope, *, overriders: Overriders | None = None) -> Rule:
    """Return the article of ``scope`` grounded; see the module's formula.

    Args:
        scope: An obligor under an article.
        overriders: Rules whose norm, where due, takes this one's place.
    """
    instrument, article = scope.instrument, scope.article
    assert instrument is not None
    assert article is not None
    frame = tuple(_frame(scope, instrument, article=article))
    casus = _element("when", article.when, scope=scope)
    needs = None if article.needs is None else _element("needs", article.needs, scope=scope)
    exceptions = tuple(_exceptions(article, scope))
    stopping = [(u, g) for u, g in exceptions if u.effect in DEFEATING]
    bars = [negation(u, g, scope=scope, cite=u.cite) for u, g in stopping]
    bars += _overridden(scope, overriders or {})
    core = [*frame, casus, *([needs] if needs else [])]
    cite = f"{article.cite} of {instrument.short}"
    due = conjunction(_claim(scope, article), [*core, *bars], scope=scope, cite=cite)
    return Rule(
        scope=scope,
        instrument=instrument,
        article=article,
        due=due,
        frame=frame,
        casus=casus,
        needs=needs,
        exceptions=exceptions,
        reduced=_reduced(core, stopping, scope=scope),
        otherwise=_otherwise(frame, due, scope=scope) if article.otherwise else FALSE,
    )


def in_force_words(instrument: Instrument, day: date, *, others: Mapping[str, Instrument]) -> str:
    """Return what the register says of an instrument's force on ``day``, in one sentence."""
    life, title = instrument.life, instrument.short
    title = title[:1].upper() + title[1:]
    match instrument.status_on(day):
        case "in_force":
            return f"{title} is in force on {day} (since {life.in_force})."
        case "ended":
            successor = others.get(life.ended_by or "")
            by = successor.short if successor else life.ended_by
            by = f" ({by})" if by else ""
            return f"{title} is no longer in force: it ended on {life.until}{by}."
        case "signed":
            only = f"in force only from {life.in_force}" if life.in_force else "not in force"
            return f"{title} was signed on {life.signed}, {only}."
    return f"{title} was not yet signed on {day}."


def _frame(scope: Scope, instrument: Instrument, *, article: Article) -> Iterator[Grounded]:
    day, victim, bearer = scope.day, scope.scene.victim, scope.bearer
    in_force = instrument.status_on(day) == "in_force"
    words = in_force_words(instrument, day, others=scope.scene.register.instruments)
    yield constant(in_force, words, cite=instrument.title)
    yield constant(victim in scope.parties, f"{{{victim}}} is a party to it, and was attacked.")
    if article.bearers == "organ":
        return
    named = isinstance(article.bearers, tuple)
    owes = bearer in article.bearers if named else bearer in scope.parties
    what = "is named as the obligor" if named else "is a party to it"
    yield constant(owes, f"{{{bearer}}} {what}.")
    yield from _role(scope, article)
    suspended = (p for p in instrument.participation if p.state in (bearer, victim))
    for entry in suspended:
        if entry.kind == "suspended" and day in entry.span:
            name = f"suspended.{instrument.id}.{entry.state}"
            asked = fact(name, Fact(name=name), scope=scope)
            words = f"The suspension of {{{entry.state}}} does not touch its rights and duties."
            yield negation(words, asked, scope=scope, cite=entry.source)


def _role(scope: Scope, article: Article) -> Iterator[Grounded]:
    """Yield that the obligor is neither victim nor attacker; it may be open who attacked."""
    scene, bearer = scope.scene, scope.bearer
    if article.norm.must in HELPS or article.bearers == "every_other_party":
        yield constant(bearer != scene.victim, f"{{{bearer}}} is not itself the victim.")
    words = f"{{{bearer}}} is not the attacker."
    if bearer not in scene.attackers:
        yield constant(True, words)
        return
    values = frozenset(v for v in scope.domain("attacker") if bearer in v.split("+"))
    asked = among("attacker", values, said=f"{{{bearer}}} is the attacker.", scope=scope)
    yield negation(words, asked, scope=scope)


def _element(name: str, condition: Condition, *, scope: Scope) -> Grounded:
    assert scope.article is not None
    patched = scope.patches.get(f"{scope.article.id}.{name}")
    cite = (
        scope.article.cite if patched is None else f"{scope.article.cite}, as {patched[1]} reads it"
    )
    found = ground(patched[0] if patched else condition, scope)
    if found is None:
        return constant(False, "The text of that day has no such rule.", cite=cite)
    head = "The casus foederis is met." if name == "when" else "What has to come first is there."
    parts = found.parts if isinstance(found.said, All) else (found,)
    return Grounded(found.node, "all", head, parts, cite)


def _exceptions(article: Article, scope: Scope) -> Iterator[tuple[Unless, Grounded]]:
    for unless in article.unless:
        if not stands(unless, day=scope.day, known_on=scope.known_on):
            continue
        found = ground(unless.when, scope)
        if found is not None:
            yield unless, found


def _overridden(scope: Scope, overriders: Overriders) -> Iterator[Grounded]:
    assert scope.instrument is not None
    assert scope.article is not None
    reference = f"{scope.instrument.id}#{scope.article.id}"
    for instrument, article in overriders.get(reference, ()):
        above = scope_of(scope.scene, scope.bearer, instrument=instrument, article=article)
        # The register's check keeps overrides free of cycles: the recursion ends.
        rule = rule_of(above, overriders=overriders)
        words = f"{article.cite} of {instrument.short} does not take its place."
        yield negation(words, rule.due, scope=scope, cite=article.cite)


def _reduced(core: list[Grounded], stopping: list[tuple[Unless, Grounded]], *, scope: Scope) -> int:
    """Return the node: some exception reduces to consultation, and none goes further."""
    circuit = scope.circuit
    reducing = circuit.any(g.node for u, g in stopping if u.effect == "reduces_to_consult")
    others = (circuit.negation(g.node) for u, g in stopping if u.effect != "reduces_to_consult")
    return circuit.all([*(g.node for g in core), reducing, *others])


def _otherwise(frame: tuple[Grounded, ...], due: Grounded, *, scope: Scope) -> int:
    circuit = scope.circuit
    return circuit.all([*(g.node for g in frame), circuit.negation(due.node)])


def _claim(scope: Scope, article: Article) -> str:
    owed = OWED[article.norm.must].replace("VICTIM", f"{{{scope.scene.victim}}}")
    verb = "owes" if article.norm.owed == "must" else "may give"
    who = f"The organ of {scope.instrument.short}" if scope.instrument else ""
    who = f"{{{scope.bearer}}}" if scope.bearer != "organ" else who
    return f"{who} {verb} {owed}."


OWED = {
    "assist": "assistance to VICTIM",
    "consult": "consultation with VICTIM",
    "apply_measures": "measures in favour of VICTIM",
    "abstain": "abstention",
    "not_assist_aggressor": "no help to whoever attacks VICTIM",
    "report": "a report",
    "remain_neutral": "neutrality",
    "cooperate": "cooperation with VICTIM",
}
"""What each norm owes. ``Norm.force`` says who decides on armed force, not whether help is owed."""
