"""What is found for one obligor under one article? From the grounded rule to the finding."""

from dataclasses import replace

from foedus.case.exact import Exact
from foedus.case.finding import DUE, Effect, Finding
from foedus.case.linebook import LineBook
from foedus.case.lines import Bound
from foedus.case.proof import Ask, Proof, prove
from foedus.case.questions import flips, questions
from foedus.case.reason import reason, text_unknown_words
from foedus.case.rule import Rule
from foedus.commitment.instrument import Norm
from foedus.truth import Truth


def finding_of(rule: Rule, exact: Exact, *, lines: LineBook | None = None) -> Finding:
    """Return the finding of one grounded rule, with proof, questions and flips."""
    instrument, article, scene = rule.instrument, rule.article, rule.scope.scene
    due = verdict_of(rule, exact)
    unread = due == "text_unknown"
    proof = _unread_proof(rule, exact) if unread else prove(rule.due, scope=rule.scope, exact=exact)
    asked = () if due != "open" else exact.once("questions", rule.due.node, questions)
    why = text_unknown_words(rule) if unread else reason(rule, proof, exact=exact, asked=asked)
    instead, instead_due = _instead(rule, exact)
    state_lines = None
    if lines is not None and rule.scope.bearer != "organ":
        bound = Bound(value=due, sentence=why)
        state_lines = replace(
            lines.of(rule.scope.bearer, scene=scene, norm=article.norm), bound=bound
        )
    return Finding(
        instrument=instrument.id,
        article=article.id,
        cite=f"{article.cite} of {instrument.short}",
        binding=instrument.binding,
        obligor=rule.scope.bearer,
        beneficiary=scene.victim,
        casus=Truth.OPEN if unread else exact.truth(rule.casus.node),
        due=due,
        norm=article.norm,
        reason=why,
        proof=proof,
        effects=() if unread else _effects(rule, exact),
        instead=instead,
        instead_due=instead_due,
        questions=asked,
        flips=() if unread else exact.once("flips", rule.due.node, flips),
        lines=state_lines,
        readings=tuple(f"{r.says} ({r.by})" for r in article.readings),
    )


def _is_unread(rule: Rule) -> bool:
    published = rule.instrument.life.published
    late = published is not None and published > rule.scope.known_on
    return rule.article.text_unknown or late


def verdict_of(rule: Rule, exact: Exact) -> str:
    """Return due | not_due | open | text_unknown."""
    if rule.stands and _is_unread(rule):
        return "text_unknown"
    return DUE[exact.truth(rule.due.node)]


def _unread_proof(rule: Rule, exact: Exact) -> Proof:
    frame = tuple(prove(g, scope=rule.scope, exact=exact) for g in rule.frame)
    text = Proof(
        sentence=text_unknown_words(rule),
        value=Truth.OPEN,
        rule="leaf",
        cite=rule.article.cite,
        ask=Ask(name="text"),
    )
    return Proof(
        sentence="What the article asks for cannot be read.",
        value=Truth.OPEN,
        rule="all",
        because=(*frame, text),
    )


def _effects(rule: Rule, exact: Exact) -> tuple[Effect, ...]:
    if not rule.stands:
        return ()
    return tuple(
        Effect(
            id=unless.id,
            effect=unless.effect,
            holds=exact.truth(grounded.node),
            cite=unless.cite,
            value=unless.value,
        )
        for unless, grounded in rule.exceptions
    )


def _instead(rule: Rule, exact: Exact) -> tuple[Norm | None, Truth]:
    if _is_unread(rule):
        return None, Truth.FALSE
    left = [(norm, exact.truth(grounded.node)) for norm, grounded in rule.weaker]
    for wanted in (Truth.TRUE, Truth.OPEN):
        for norm, value in left:
            if value is wanted:
                return norm, value
    return left[-1] if left else (None, Truth.FALSE)
