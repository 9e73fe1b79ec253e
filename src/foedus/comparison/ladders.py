"""Is a word earlier or later, weaker or firmer than the rule's? The ladders of the comparison.

Ranks grow to the right. A claim below the article's rank on the trigger promises
help *earlier*: it says more than is written. Below on duty or scope it says less.

Source: docs/reference/claims.md, section 5.
"""

from dataclasses import dataclass

VERDICTS = (
    "agrees",
    "other_term",
    "overstates",
    "understates",
    "distorts",
    "adds",
    "omits",
    "contradicted",
    "outside",
)
ELEMENTS = (
    "instrument",
    "status",
    "article",
    "trigger",
    "duty",
    "aid_scope",
    "forms",
    "qualifiers",
    "direction",
    "domains",
    "text",
    "comment",
    "reaction",
)

TRIGGER_RANK = {
    "pressure": 0,
    "threat": 1,
    "immediate_threat": 2,
    "aggression": 4,
    "armed_attack": 4,
    "war": 5,
}
RULE_RANK = {
    "danger": 1,
    "immediate_threat": 2,
    "aggression_not_armed": 3,
    "armed_aggression": 4,
    "armed_attack": 4,
    "invasion": 4,
}
RULE_WORDS = {
    "danger": "a danger or threat",
    "immediate_threat": "an immediate threat of armed aggression",
    "aggression_not_armed": "an aggression, armed or not",
    "armed_aggression": "an armed aggression",
    "armed_attack": "an armed attack",
    "invasion": "an invasion",
}
SAME_TERM = {
    "aggression": ("armed_aggression",),
    "armed_attack": ("armed_attack", "invasion"),
    "immediate_threat": ("immediate_threat",),
    "threat": ("danger",),
}
DUTY_RANK = {"none": 0, "readiness": 1, "may": 2, "will": 3, "shall": 4, "shall_at_once": 5}
SCOPE_RANK = {"some": 1, "necessary": 2, "all_available": 3}
MEANS_RANK = {"appropriate": 2, "necessary": 2, "all_available": 3, "all_in_power": 3}
WITHIN_MILITARY = frozenset({"military", "troops", "arms", "training"})
"""Forms that 'military assistance' covers as its instances; intelligence and logistics are
inferences from it, not instances named by it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A verdict on one element, with the reason in one plain sentence."""

    verdict: str
    reason: str


def judge_trigger(said: frozenset[str], rule: str, *, needs_war: bool) -> Rung:
    """Hold the trigger nouns of a claim against the trigger of a rule.

    Args:
        said: Values of the claim's trigger scale, all that it joins by *and*; not empty.
        rule: The rule's trigger, a key of `RULE_RANK`.
        needs_war: The rule asks for a state of war as a second condition.
    """
    word = min(said - {"war"} or said, key=lambda value: TRIGGER_RANK[value])
    noun, text = word.replace("_", " "), RULE_WORDS[rule]
    rank, asked = TRIGGER_RANK[word], RULE_RANK[rule]
    whole = f"{text} and a state of war" if needs_war else text
    if word == "war":
        if needs_war:
            return Rung("agrees", f"War is named; the text asks for {whole}.")
        return Rung("understates", f"War is asked for; the text is content with {text}.")
    if rank < asked:
        return Rung("overstates", f"{_a(noun)} is enough here; the text asks for {whole}.")
    if needs_war and "war" not in said:
        term = "" if word == "armed_attack" else f", and '{noun}' stands for {text}"
        return Rung("overstates", f"The state of war that the text asks for is dropped{term}.")
    if rank > asked:
        return Rung("understates", f"{_a(noun)} is asked for; the text is content with {text}.")
    if rule in SAME_TERM.get(word, ()):
        return Rung("agrees", f"The same trigger as in the text: {whole}.")
    return Rung(
        "other_term",
        f"'{noun}' for {text}: another term. Read narrowly they differ; the authentic French of "
        "Charter Article 51 says aggression for armed attack.",
    )


def judge_duty(said: str, *, rule: str, at_once: bool) -> Rung:
    """Hold how firm a promise is said to be against how firm the rule is (must | may)."""
    rank = DUTY_RANK[said]
    low, high = (2, 2) if rule == "may" else (3, 5 if at_once else 4)
    words = "the text leaves it free" if rule == "may" else "the text binds"
    at = " at once" if at_once and rule != "may" else ""
    firm = {"readiness": "a readiness", "may": "a possibility", "none": "no duty"}
    if rank < low:
        return Rung("understates", f"It is called {firm.get(said, said)}; {words}{at}.")
    if rank > high:
        more = "at once" if said == "shall_at_once" and rule != "may" else "a duty"
        return Rung("overstates", f"It is called {more}; {words}{at}.")
    return Rung("agrees", f"As firm as the text: {words}{at}.")


def judge_scope(said: str, means: str) -> Rung | None:
    """Hold how much aid is promised against the rule's means; None where one of them is silent."""
    if said not in SCOPE_RANK or means not in MEANS_RANK:
        return None
    rank, asked = SCOPE_RANK[said], MEANS_RANK[means]
    text = {2: "what is necessary or appropriate", 3: "all means at the party's disposal"}[asked]
    spoken = {1: "some aid", 2: "necessary support", 3: "everything available"}[rank]
    if rank == asked:
        return Rung("agrees", f"As much as the text: {text}.")
    verdict = "understates" if rank < asked else "overstates"
    return Rung(verdict, f"The words promise {spoken}; the text says {text}.")


def _a(noun: str) -> str:
    article = "An " if noun[0] in "aeiou" else "A "
    return noun.capitalize() if noun == "pressure" else article + noun
