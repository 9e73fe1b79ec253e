"""What is found for one obligor under one article? From the grounded rule to the finding."""

from collections.abc import Iterator
from dataclasses import replace

from foedus.case.bdd import OverBudgetError
from foedus.case.duty import binding_words, duty_of
from foedus.case.exact import Exact
from foedus.case.finding import DUE, Effect, Finding
from foedus.case.linebook import LineBook
from foedus.case.lines import Bound
from foedus.case.proof import Ask, Proof, prove, relevant
from foedus.case.questions import Flip, flips, questions
from foedus.case.reason import frame_words, reason, text_unknown_words
from foedus.case.rule import Rule
from foedus.case.wording import named
from foedus.commitment.condition import Term
from foedus.commitment.instrument import Instrument, Norm, Patch
from foedus.commitment.parsing import walk
from foedus.truth import Truth

TOO_LARGE = (
    "The rule is too large to be decided exactly with so much open (its budget is spent): "
    "no answer is given rather than a guess."
)
OUTCOME_WORDS = {"due": "due under it", "not_due": "not due under it", "open": "open under it"}


def finding_of(rule: Rule, exact: Exact, *, lines: LineBook | None = None) -> Finding:
    """Return the finding of one grounded rule, with proof, questions and flips.

    A rule that outgrows its budget is *undecided*, with the reason; never a wrong verdict.
    """
    try:
        return _finding(rule, exact, lines=lines)
    except OverBudgetError:
        return _undecided(rule, lines=lines)


def verdict_of(rule: Rule, exact: Exact) -> str:
    """Return due | not_due | open | text_unknown | undecided."""
    try:
        if _is_unread(rule) and _may_stand(rule, exact):
            return "text_unknown"
        return DUE[exact.truth(rule.due.node)]
    except OverBudgetError:
        return "undecided"


def _may_stand(rule: Rule, exact: Exact) -> bool:
    return all(exact.truth(part.node) is not Truth.FALSE for part in rule.frame)


def _finding(rule: Rule, exact: Exact, *, lines: LineBook | None) -> Finding:
    due = verdict_of(rule, exact)
    if due == "undecided":
        raise OverBudgetError
    if _is_unread(rule):
        return _unread(rule, exact, due=due, lines=lines)
    proof = prove(rule.due, scope=rule.scope, exact=exact)
    asked = () if due != "open" else exact.once("questions", rule.due.node, questions)
    why = reason(rule, proof, exact=exact, asked=asked)
    if due != "not_due":
        why = " ".join(
            filter(None, [why, binding_words(rule.instrument.binding, rule.article.norm)])
        )
    made = _bare(rule, due=due, why=why, proof=proof, lines=lines)
    instead, instead_due, instead_proof = _instead(rule, exact)
    return replace(
        made,
        casus=exact.truth(rule.casus.node),
        effects=_effects(rule, exact),
        instead=instead,
        instead_due=instead_due,
        instead_proof=instead_proof,
        questions=asked,
        flips=_flips(rule, exact),
        readings=(*_readings(rule, exact), *_interpretations(rule)),
        duty=duty_of(rule, exact, due=due),
    )


def _flips(rule: Rule, exact: Exact) -> tuple[Flip, ...]:
    """Return the changes that would turn the answer; none told where they cannot be counted."""
    try:
        return exact.once("flips", rule.due.node, flips)
    except OverBudgetError:
        return ()


def _bare(rule: Rule, *, due: str, why: str, proof: Proof, lines: LineBook | None) -> Finding:
    instrument, article, scene = rule.instrument, rule.article, rule.scope.scene
    state_lines = None
    if lines is not None and rule.scope.bearer != "organ":
        bound = Bound(value=due, sentence=why)
        own = lines.of(rule.scope.bearer, scene=scene, norm=article.norm)
        state_lines = replace(own, bound=bound)
    return Finding(
        instrument=instrument.id,
        article=article.id,
        cite=f"{article.cite} of {instrument.short}{_doubt(instrument)}",
        binding=instrument.binding,
        obligor=rule.scope.bearer,
        beneficiary=scene.victim,
        casus=Truth.OPEN,
        due=due,
        norm=article.norm,
        reason=why,
        proof=proof,
        lines=state_lines,
        readings=tuple(f"{r.says} ({r.by})" for r in article.readings),
    )


def _doubt(instrument: Instrument) -> str:
    return "" if instrument.status == "confirmed" else " (unconfirmed)"


def _is_unread(rule: Rule) -> bool:
    published = rule.instrument.life.published
    late = published is not None and published > rule.scope.known_on
    return rule.article.text_unknown or late


def _unread(rule: Rule, exact: Exact, *, due: str, lines: LineBook | None) -> Finding:
    """Return a finding that rests on the register alone: of the text nobody could say anything."""
    why = text_unknown_words(rule)
    frame = tuple(prove(g, scope=rule.scope, exact=exact) for g in rule.frame)
    head = "What the article asks for cannot be read."
    text = _unsettled(why, name="text", cite=rule.article.cite)
    proof = Proof(sentence=head, value=Truth.OPEN, rule="all", because=(*frame, text))
    if due == "not_due":
        failing = relevant("all", Truth.FALSE, frame)
        proof = replace(proof, value=Truth.FALSE, because=failing)
        why = frame_words(rule)
    made = _bare(rule, due=due, why=why, proof=proof, lines=lines)
    return made if due == "text_unknown" else replace(made, casus=exact.truth(rule.casus.node))


def _undecided(rule: Rule, *, lines: LineBook | None) -> Finding:
    proof = _unsettled(TOO_LARGE, name="budget", cite=rule.article.cite)
    return _bare(rule, due="undecided", why=TOO_LARGE, proof=proof, lines=lines)


def _unsettled(sentence: str, *, name: str, cite: str) -> Proof:
    ask = Ask(name=name)
    return Proof(sentence=sentence, value=Truth.OPEN, rule="leaf", cite=cite, ask=ask)


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


def _instead(rule: Rule, exact: Exact) -> tuple[Norm | None, Truth, Proof | None]:
    """Return the strongest weaker norm that is left, or may be; with its proof."""
    found = [(norm, grounded, exact.truth(grounded.node)) for norm, grounded in rule.weaker]
    if not found:
        return None, Truth.FALSE, None
    order = (Truth.TRUE, Truth.OPEN, Truth.FALSE)
    norm, grounded, value = min(found, key=lambda left: order.index(left[2]))
    return norm, value, prove(grounded, scope=rule.scope, exact=exact)


def _readings(rule: Rule, exact: Exact) -> Iterator[str]:
    """Yield every recorded reading with its author, and the outcome where it is a rule."""
    under = dict(zip([r.id for r, _ in rule.readings], rule.readings, strict=True))
    for reading in rule.article.readings:
        words = f"{reading.says} ({reading.by})"
        if reading.id in under and rule.stands:
            outcome = DUE[exact.truth(under[reading.id][1])]
            words = f"{words}: {OUTCOME_WORDS[outcome]}"
        yield words


def _interpretations(rule: Rule) -> Iterator[str]:
    """Yield official readings of this article; in mode *text* they are shown, not applied."""
    scope, mode = rule.scope, rule.scope.scene.incident.mode
    for patch in rule.instrument.interpretations:
        is_later = patch.day is not None and patch.day > scope.day
        if is_later or not _concerns(patch, rule):
            continue
        on = f", {patch.day}" if patch.day else ""
        by = f"{{{patch.by}}}" if patch.by.isupper() and len(patch.by) == 3 else patch.by
        is_applied = mode == "declared" and (not patch.states or scope.bearer in patch.states)
        words = "applied" if is_applied else "not applied"
        yield named(f"{patch.says} (official reading of {by}{on}; {words} in mode {mode})")


def _concerns(patch: Patch, rule: Rule) -> bool:
    if not patch.says:
        return False
    article = rule.article
    parts = [article.when, article.needs, *(u.when for u in article.unless)]
    used = {p.name for part in parts if part for p in walk(part) if isinstance(p, Term)}
    own = {f"{article.id}.when", f"{article.id}.needs", *(f"terms.{name}" for name in used)}
    return not patch.conditions or not own.isdisjoint(patch.conditions)
