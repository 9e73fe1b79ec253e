"""Which incident does the text itself suppose? "If North Korea is attacked ..." as a ready one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from foedus.case import Incident
from foedus.commitment import Instrument
from foedus.comparison.subject import PROMISES, signatories
from foedus.statement import Claim, Statement

KINDS_OF = {
    "pressure": ("danger",),
    "threat": ("danger",),
    "immediate_threat": ("danger",),
    "aggression": ("armed_aggression", "armed_attack", "invasion"),
    "armed_attack": ("armed_attack",),
    "war": ("armed_attack",),
}
"""Trigger that was said, to the kinds of attack that are still possible under that word."""
RANK = tuple(KINDS_OF)


def supposed_incident(
    statements: Sequence[Statement], main: Instrument | None, *, day: date
) -> Incident | None:
    """Return the incident that the promises of a text suppose, or None if they suppose none.

    The victim is the state that is promised help most often; where help is promised both
    ways only, the one that the instrument's other party is said to help. The kind of attack
    is the gravest that is named, since only that can bring the case on.

    Args:
        statements: What was said.
        main: The instrument the text is about, if any.
        day: Day of the incident.
    """
    claims = [c for s in statements for c in s.claims if _supposes(c, main)]
    if not claims:
        return None
    victim = _victim(claims)
    if victim is None:
        return None
    named = [c.trigger for c in claims if c.trigger in RANK]
    gravest = max(named, key=RANK.index, default="armed_attack")
    against = Counter(s for c in claims for s in c.against if s != victim)
    attacker = tuple(state for state, _ in against.most_common(1))
    return Incident(
        victims=(victim,),
        day=day,
        attackers=attacker,
        attacks=frozenset(KINDS_OF[gravest]),
        label=f"as the text supposes it: {gravest.replace('_', ' ')} against {victim}",
    )


def as_command(incident: Incident) -> str:
    """Return the `decide` command that takes up an incident from the shell."""
    parts = ["foedus decide", *(f"--victim {v}" for v in incident.victims)]
    parts += [f"--attacker {a}" for a in incident.attackers]
    if len(incident.attacks) == 1:
        parts.append(f"--attack {next(iter(incident.attacks))}")
    return " ".join([*parts, f"--on {incident.day}"])


def _supposes(claim: Claim, main: Instrument | None) -> bool:
    if claim.kind not in PROMISES or not claim.beneficiary:
        return False
    if claim.negated or (claim.trigger not in RANK and not claim.hypothetical):
        return False
    return main is None or set(claim.beneficiary) <= signatories(main)


def _victim(claims: Iterable[Claim]) -> str | None:
    one_way: Counter[str] = Counter()
    either: Counter[str] = Counter()
    for claim in claims:
        helped = set(claim.beneficiary) - set(claim.obligor)
        one_way.update(helped if len(helped) == 1 else ())
        either.update(claim.beneficiary if len(claim.beneficiary) <= 2 else ())
    for counts in (one_way, either):
        if counts:
            return max(sorted(counts), key=lambda state: counts[state])
    return None
