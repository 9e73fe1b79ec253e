"""When is the norm of this article due from this obligor? The whole rule, grounded.

    due = in force, and parties, and a possible obligor, and casus, and needs,
          and no exception that defeats, ends, suspends or reduces, and no rule that overrides

*Casus* (the trigger) and *due* are kept apart. Exceptions that only change the
form or the forum stand beside the norm and leave it due. Where the norm is not due
for one named reason, a weaker norm may be left.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from foedus.case.circuit import FALSE
from foedus.case.frame import HELPS, frame_of, in_force_words
from foedus.case.grounding import ground, stands
from foedus.case.rivals import NO_SUCH_RULE, among_rivals
from foedus.case.scope import (
    Grounded,
    Scope,
    conjunction,
    constant,
    disjunction,
    negation,
    scope_of,
)
from foedus.commitment.condition import All, Condition
from foedus.commitment.instrument import Article, Instrument, Norm, Reading, Unless, Weaker

DEFEATING = ("defeats", "ends", "suspends", "reduces_to_consult")
CONSULT = Norm(must="consult")
Overriders = dict[str, list[tuple[Instrument, Article]]]
"""``instrument#article`` to the articles that override it."""
Left = tuple[Norm, Grounded]
"""A weaker norm, and the rule under which it is left."""


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
    weaker: tuple[Left, ...]
    """What is left where the norm is not due, the strongest first."""
    readings: tuple[tuple[Reading, int], ...]
    """Each reading that has a condition of its own, and the node of *due* under it."""

    @property
    def stands(self) -> bool:
        """Tell whether the frame holds: in force, parties, possible obligor."""
        return all(part.node != FALSE for part in self.frame)

    @property
    def roots(self) -> tuple[int, ...]:
        """Return every node on which the finding reports."""
        effects = (g.node for _, g in self.exceptions)
        left = (g.node for _, g in self.weaker)
        read = (node for _, node in self.readings)
        return (self.due.node, self.casus.node, *left, *effects, *read)

    @property
    def asks_who_attacked(self) -> bool:
        """Tell whether any sentence of it asks which state attacked, also one that settles nothing.

        The proof shows such sentences too, and an obligor is told apart by not being the attacker.
        """
        told = (self.due, *(g for _, g in self.exceptions), *(g for _, g in self.weaker))
        circuit = self.scope.scene.circuit
        nodes = (*self.roots, *(node for part in told for node in part.nodes()))
        return any(map(circuit.asks_who_attacked, nodes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What the article itself asks for, apart from the frame."""

    casus: Grounded
    needs: Grounded | None
    exceptions: tuple[tuple[Unless, Grounded], ...]
    bars: tuple[Grounded, ...]

    @property
    def core(self) -> tuple[Grounded, ...]:
        """Return casus and needs."""
        return (self.casus, self.needs) if self.needs else (self.casus,)


def rule_of(scope: Scope, *, overriders: Overriders | None = None) -> Rule:
    """Return the article of ``scope`` grounded; see the module's formula.

    Args:
        scope: An obligor under an article.
        overriders: Rules whose norm, where due, takes this one's place.
    """
    instrument, article = scope.instrument, scope.article
    assert instrument is not None
    assert article is not None
    ground_it = partial(_rule, scope, overriders=overriders or {})
    if overriders and f"{instrument.id}#{article.id}" in overriders:
        rule, asked = scope.circuit.asking(ground_it)
    else:
        key = (instrument, article, scope.bearer)
        rule, asked = scope.scene.setting.rule(key, ground_it)
    scope.scene.asked.update(asked)
    return rule if rule.scope is scope else replace(rule, scope=scope)


def _rule(scope: Scope, *, overriders: Overriders) -> Rule:
    instrument, article = scope.instrument, scope.article
    assert instrument is not None
    assert article is not None
    frame = tuple(frame_of(scope))
    body = _body(scope, article, overriders=overriders)
    cite = f"{article.cite} of {instrument.short}"
    parts = [*frame, *body.core, *body.bars]
    due = conjunction(claim(scope, article.norm), parts, scope=scope, cite=cite)
    read = [(r, r.when) for r in article.readings if r.when is not None]
    return Rule(
        scope=scope,
        instrument=instrument,
        article=article,
        due=due,
        frame=frame,
        casus=body.casus,
        needs=body.needs,
        exceptions=body.exceptions,
        weaker=tuple(_left(scope, frame, due=due, body=body, overriders=overriders)),
        readings=tuple((r, _due_if(when, frame, body=body, scope=scope)) for r, when in read),
    )


def _body(
    scope: Scope, article: Article, *, overriders: Overriders, without: Iterable[str] = ()
) -> Body:
    """Return casus, needs and exceptions; those named in ``without`` are taken as met."""
    granted = frozenset(without)
    casus = constant(True, CASUS_MET)
    if "when" not in granted:
        casus = _element("when", article.when, scope=scope)
    needs = None
    if article.needs is not None and "needs" not in granted:
        needs = _element("needs", article.needs, scope=scope)
    exceptions = tuple(e for e in _exceptions(article, scope) if e[0].id not in granted)
    stopping = ((u, g) for u, g in exceptions if u.effect in DEFEATING)
    bars = [negation(u, g, scope=scope, cite=u.cite) for u, g in stopping]
    bars += _overridden(scope, overriders)
    return Body(casus=casus, needs=needs, exceptions=exceptions, bars=tuple(bars))


CASUS_MET = "The casus foederis is met."
NOT_STRONGER = "The stronger norm is not due."
NEEDS_MET = "What has to come first is there."


def _element(name: str, condition: Condition, *, scope: Scope) -> Grounded:
    article = scope.article
    assert article is not None
    patched = scope.patches.get(f"{article.id}.{name}")
    cite = article.cite if patched is None else f"{article.cite}, as {patched[1]} reads it"
    rivals = [r for r in article.readings if r.rival] if name == "when" and not patched else []
    head = CASUS_MET if name == "when" else NEEDS_MET
    if rivals:
        return Grounded(
            (made := among_rivals(rivals, condition, scope=scope)).node, "all", head, (made,), cite
        )
    found = ground(patched[0] if patched else condition, scope)
    if found is None:
        return constant(False, NO_SUCH_RULE, cite=cite)
    parts = found.parts if isinstance(found.said, All) else (found,)
    return Grounded(found.node, "all", head, parts, cite)


def _due_if(when: Condition, frame: tuple[Grounded, ...], *, body: Body, scope: Scope) -> int:
    """Return the node of *due* if ``when`` alone were the casus."""
    found = ground(when, scope)
    casus = FALSE if found is None else found.node
    others = [*frame, *body.bars, *([body.needs] if body.needs else [])]
    return scope.circuit.all([casus, *(g.node for g in others)])


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
        if scope.day not in article.versions:
            continue
        above = scope_of(scope.scene, scope.bearer, instrument=instrument, article=article)
        # The register's check keeps overrides free of cycles: the recursion ends.
        rule = rule_of(above, overriders=overriders)
        words = f"{article.cite} of {instrument.short} does not take its place."
        yield negation(words, rule.due, scope=scope, cite=article.cite)


def _left(
    scope: Scope, frame: tuple[Grounded, ...], *, due: Grounded, body: Body, overriders: Overriders
) -> Iterator[Left]:
    """Yield the weaker norms, each with the rule under which it is left."""
    reducing = [g for u, g in body.exceptions if u.effect == "reduces_to_consult"]
    if reducing:
        others = [(u, g) for u, g in body.exceptions if u.effect in DEFEATING]
        bars = [negation(u, g, scope=scope) for u, g in others if u.effect != "reduces_to_consult"]
        only = disjunction("Only consultation is left.", reducing, scope=scope)
        parts = [*frame, *body.core, only, *bars]
        yield CONSULT, conjunction(claim(scope, CONSULT), parts, scope=scope)
    assert scope.article is not None
    for weaker in scope.article.otherwise:
        if stands(weaker, day=scope.day, known_on=scope.known_on):
            parts = [*frame, *_opened(weaker, scope, body=body, overriders=overriders)]
            parts.append(negation(NOT_STRONGER, due, scope=scope))
            cite = weaker.cite or scope.article.cite
            yield weaker.norm, conjunction(claim(scope, weaker.norm), parts, scope=scope, cite=cite)


def _opened(
    weaker: Weaker, scope: Scope, *, body: Body, overriders: Overriders
) -> Iterator[Grounded]:
    """Yield what must hold for a weaker norm beside the frame: all but the named reason."""
    assert scope.article is not None
    if weaker.for_want_of:
        names = frozenset(weaker.for_want_of)
        granted = replace(scope, granted=names)
        rest = _body(granted, scope.article, overriders=overriders, without=names)
        yield from (*rest.core, *rest.bars)
    else:
        yield from body.bars
    if weaker.when is not None:
        found = ground(weaker.when, scope)
        yield found if found is not None else constant(False, NO_SUCH_RULE)


def claim(scope: Scope, norm: Norm) -> str:
    """Return the sentence that a norm is owed, as the head of its proof."""
    owed = OWED[norm.must].replace("VICTIM", f"{{{scope.scene.victim}}}")
    verb = "owes" if norm.owed == "must" else "may give"
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

__all__ = [
    "CONSULT",
    "DEFEATING",
    "HELPS",
    "NOT_STRONGER",
    "OWED",
    "Overriders",
    "Rule",
    "claim",
    "in_force_words",
    "rule_of",
]
