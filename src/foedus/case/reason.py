"""Why, in one sentence? The shortest true account of a finding."""

from collections.abc import Iterator

from foedus.case.circuit import FALSE
from foedus.case.exact import Exact
from foedus.case.proof import Proof
from foedus.case.questions import Question
from foedus.case.rule import DEFEATING, Rule, in_force_words
from foedus.case.wording import EFFECT_WORDS, named
from foedus.truth import Truth

MOST_TOLD = 3


def reason(rule: Rule, proof: Proof, *, exact: Exact, asked: tuple[Question, ...]) -> str:
    """Return why the norm is due, not due or open.

    Args:
        rule: The grounded article.
        proof: Its proof.
        exact: The answers to its nodes.
        asked: Its open questions, the most telling first.
    """
    if not rule.stands:
        return frame_words(rule)
    match proof.value:
        case Truth.TRUE:
            return "Every condition of the article is met and no exception applies."
        case Truth.OPEN:
            return _open(rule, exact=exact, asked=asked)
    for unless, grounded in rule.exceptions:
        if unless.effect in DEFEATING and exact.truth(grounded.node) is Truth.TRUE:
            why = f" {unless.why}" if unless.why else ""
            name = unless.id.replace("_", " ")
            return f"The exception '{name}' {EFFECT_WORDS[unless.effect]} ({unless.cite}).{why}"
    head = "The casus foederis is not met."
    if exact.truth(rule.casus.node) is Truth.TRUE:
        head = "The casus foederis is met, but not all that the duty needs is there."
    told = list(dict.fromkeys(_failing(proof)))[:MOST_TOLD]
    return " ".join([head, *told])


def text_unknown_words(rule: Rule) -> str:
    """Return that the rule cannot be read, and since when its text is public."""
    public = rule.instrument.life.published
    known_on = rule.scope.known_on
    when = f" before {public}" if public and public > known_on else f" by {known_on}"
    return named(f"The text of this article of {rule.instrument.short} was not public{when}.")


def frame_words(rule: Rule) -> str:
    """Return why the register alone settles that the norm does not apply."""
    return named(_frame(rule))


def _frame(rule: Rule) -> str:
    scope, instrument = rule.scope, rule.instrument
    victim, bearer = scope.scene.victim, scope.bearer
    if instrument.status_on(scope.day) != "in_force":
        return in_force_words(instrument, scope.day, others=scope.scene.register.instruments)
    if victim not in scope.parties:
        ally = [f"{{{a}}}" for a in scope.scene.attackers if a in scope.parties]
        with_ally = f"; its party {' and '.join(ally)} is the attacker" if ally else ""
        return f"{{{victim}}}, the victim, is not a party to {instrument.short}{with_ally}."
    if bearer in scope.scene.attackers:
        return f"{{{bearer}}} is the attacker and owes no help in this incident."
    if bearer in scope.parties and (gone := _taken_away(rule)):
        return gone
    if bearer == victim:
        return f"{{{bearer}}} is the victim itself."
    return f"{{{bearer}}} is not a party to {instrument.short} on {scope.day}."


def _taken_away(rule: Rule) -> str:
    """Return the line by which an end, a freeze or a spent article takes the norm away."""
    failing = (part.said for part in rule.frame if part.node == FALSE)
    told = next((said for said in failing if isinstance(said, str)), "")
    own = f"{{{rule.scope.bearer}}} is not itself the victim."
    return "" if told in ("", own) else f"Not so: {told}"


def _open(rule: Rule, *, exact: Exact, asked: tuple[Question, ...]) -> str:
    doubts = [
        unless.id.replace("_", " ")
        for unless, grounded in rule.exceptions
        if unless.effect in DEFEATING and exact.truth(grounded.node) is Truth.OPEN
    ]
    core = [g.node for g in (*rule.frame, rule.casus, *([rule.needs] if rule.needs else []))]
    texts = [q.text for q in asked]
    more = f" (and {len(texts) - MOST_TOLD} more)" if len(texts) > MOST_TOLD else ""
    told = " ".join(texts[:MOST_TOLD]) + more
    if doubts and all(exact.truth(node) is Truth.TRUE for node in core):
        return f"Bound unless it is shown: {', '.join(doubts)}. {told}"
    return f"Open until it is known: {told}"


def _failing(proof: Proof, *, wanted: Truth = Truth.FALSE) -> Iterator[str]:
    """Yield the leaves on which a failure rests."""
    if proof.rule == "not":
        yield from _failing(proof.because[0], wanted=Truth(-wanted))
        return
    if proof.rule == "leaf" or proof.by_cases:
        yield _told(proof)
        return
    kept = [part for part in proof.because if part.value is wanted] or list(proof.because)
    for part in kept:
        yield from _failing(part, wanted=wanted)


def _told(proof: Proof) -> str:
    is_question = proof.sentence.endswith("?")
    if proof.by_cases:
        return f"Whatever the open answers are, this is settled: {proof.sentence}"
    match proof.value:
        case Truth.TRUE:
            return f"Answered yes: {proof.sentence}" if is_question else proof.sentence
        case Truth.FALSE:
            return f"{'Answered no' if is_question else 'Not so'}: {proof.sentence}"
    return f"Open: {proof.sentence}"
