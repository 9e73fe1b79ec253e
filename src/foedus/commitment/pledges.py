"""Which of the field's five pledges does an article give?

The kinds are those of the Alliance Treaty Obligations and Provisions project (Leeds, Ritter,
Mitchell and Long 2002): *defense* (active military help if the partner is attacked),
*offense* (such help not limited to an attack on it), *neutrality* (to stay out of the
partner's war, or not to help its enemy), *nonaggression* and *consultation*. They are derived
from the rules, never coded by hand; what a rule says beyond them is not in them.
"""

from foedus.commitment.instrument import Article, Instrument, Norm

PLEDGES = ("defense", "offense", "neutrality", "nonaggression", "consultation")
KEEPS_OUT = ("remain_neutral", "not_assist_aggressor")
_ATTACKS = frozenset({"force", "hostile_acts"})
"""Who takes no action against the other does not attack it either."""
CIVIL = frozenset(
    {"economic", "humanitarian", "diplomatic", "consultation", "base_access", "cyber", "other"}
)
"""Forms of aid that are no active military help; letting bases be used alone is none."""


def pledges_of(article: Article, instrument: Instrument) -> frozenset[str]:
    """Return the pledges that an article's own norm gives; empty for what binds to none of them.

    Weaker norms (``otherwise``) count with the first one: Art. IV of an old alliance that leaves
    benevolent neutrality where help is not owed pledges both. A mere right pledges nothing, and
    neither does an article whose text is not known here.
    """
    if not article.executable or article.defines:
        return frozenset()
    found: set[str] = set()
    for norm in (article.norm, *(weaker.norm for weaker in article.otherwise)):
        found |= _of_norm(norm, article=article, instrument=instrument)
    if any(unless.effect == "reduces_to_consult" for unless in article.unless):
        found.add("consultation")
    return frozenset(found)


def _of_norm(norm: Norm, *, article: Article, instrument: Instrument) -> set[str]:
    if norm.owed != "must":
        return set()
    if norm.must == "assist" and not article.standing and _is_military(norm):
        return {"defense", "offense"} if instrument.offensive else {"defense"}
    if norm.must in KEEPS_OUT:
        return {"neutrality"}
    if norm.must == "abstain" and not _ATTACKS.isdisjoint(norm.abstain_from):
        return {"nonaggression"}
    # Their consultation answers a crisis; regular talks on all common matters are none.
    return {"consultation"} if norm.must == "consult" and not article.standing else set()


def _is_military(norm: Norm) -> bool:
    """Tell whether help may be active military help: the text neither excludes nor omits it."""
    if norm.force == "no":
        return False
    named = set(norm.aid)
    return not named or not named <= CIVIL or norm.force in ("must", "may")
