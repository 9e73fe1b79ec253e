"""Which claims of one statement are one, only announce another, or are none of a state?"""

from collections.abc import Sequence
from dataclasses import replace

from foedus.statement.claim import Claim, Speaker
from foedus.statement.describe import article_marks, sorted_marks
from foedus.statement.instruments import Cited


def with_article(claim: Claim, spare: Sequence[Cited]) -> Claim:
    """Give the claim an article that is cited beside its own words, where it cites none."""
    if not spare or claim.article or claim.kind in ("reaction", "warning"):
        return claim
    marks = sorted_marks([*claim.marks, *article_marks(spare)])
    return replace(claim, article=spare[0].number if claim.instrument else None, marks=marks)


def distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Join claims that agree in kind, direction, trigger and duty."""
    kept: list[Claim] = []
    for claim in claims:
        at = next((i for i, other in enumerate(kept) if _same(claim, other)), -1)
        if at >= 0:
            kept[at] = _joined(kept[at], claim)
        else:
            kept.append(claim)
    return _declared(kept)


def _declared(claims: Sequence[Claim]) -> list[Claim]:
    """Join "an attack on one is one on all" with the duty that the text draws from it.

    ``Aggression against one is aggression against all, and each must at once take every step.``
    """
    kept: list[Claim] = []
    for claim in claims:
        if kept and _draws(kept[-1], claim):
            joined = _joined(kept[-1], claim)
            kept[-1] = replace(joined, duty=claim.duty)
        else:
            kept.append(claim)
    return kept


_WEAK = ("none", "will")


def _draws(first: Claim, second: Claim) -> bool:
    if first.kind != second.kind or first.negated or second.negated or first.forms:
        return False
    sides = (first.obligor, first.beneficiary) == (second.obligor, second.beneficiary)
    follows = first.duty in _WEAK and second.duty not in ("none", "may", "readiness")
    mutual = first.obligor == first.beneficiary and first.kind == "treaty_description"
    return sides and follows and mutual and first.trigger not in _OPEN and second.trigger in _OPEN


_OPEN = ("none", "unspecified")


def _same(one: Claim, other: Claim) -> bool:
    fields = ("kind", "plover", "obligor", "beneficiary", "duty", "negated", "polarity")
    equal = all(getattr(one, f) == getattr(other, f) for f in fields)
    talks = ("consultation",)
    if one.trigger != other.trigger and (one.forms == talks) != (other.forms == talks):
        return False
    return equal and (
        one.trigger == other.trigger or one.trigger in _OPEN or other.trigger in _OPEN
    )


def _joined(first: Claim, second: Claim) -> Claim:
    open_ = first.trigger in _OPEN and second.trigger != "none"
    return replace(
        first,
        span=first.span.join(second.span),
        trigger=second.trigger if open_ else first.trigger,
        aid_scope=second.aid_scope if first.aid_scope == "unspecified" else first.aid_scope,
        forms=tuple(dict.fromkeys((*first.forms, *second.forms))),
        qualifiers=tuple(sorted({*first.qualifiers, *second.qualifiers})),
        hypothetical=first.hypothetical or second.hypothetical,
        article=first.article or second.article,
        marks=sorted_marks([*first.marks, *second.marks]),
    )


def without_headers(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out a description that only announces the one after it ("as a plain promise: ...")."""
    described = [c for c in claims if c.kind == "treaty_description"]
    if len(described) < 2:
        return list(claims)
    kept = [c for c in claims if not _empty(c)]
    if len(kept) == len(claims) or not any(c.kind == "treaty_description" for c in kept):
        return list(claims)
    article = next((c.article for c in claims if c.article), None)
    return [
        replace(c, article=c.article or article) if c.kind == "treaty_description" else c
        for c in kept
    ]


_PUBLIC = ("government", "organisation", "office", "unnamed")


def between_states(claim: Claim, speaker: Speaker) -> bool:
    """Claims concern states: private people neither bind one nor ask or judge for one."""
    if claim.obligor or claim.beneficiary or claim.against or claim.instrument:
        return True
    if claim.kind in ("commitment", "threat"):
        return False
    if claim.kind == "report_of_fact":
        return claim.negated or bool(claim.forms) or claim.plover == "AID"
    if claim.kind == "warning" and speaker.kind == "analysts":
        return True
    return speaker.state is not None or speaker.kind in _PUBLIC


def aside(claim: Claim, speaker: Speaker) -> Claim:
    """The narrator's words on a treaty that give no duty, limit or form are a remark only."""
    bare = claim.kind == "treaty_description" and claim.duty == "none" and not claim.article
    said = claim.forms or claim.qualifiers or claim.trigger not in _OPEN or claim.negated
    return replace(claim, remark=True) if speaker.kind == "outlet" and bare and not said else claim


def _empty(claim: Claim) -> bool:
    said = claim.forms or claim.qualifiers or claim.trigger not in _OPEN or claim.negated
    return claim.kind == "treaty_description" and not said and claim.duty in ("none", "will")
