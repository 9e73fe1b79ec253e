"""How does what is owed read? Who owes what to whom, how free in form, decided by whom."""

import re
from collections.abc import Iterator
from datetime import date

from foedus.case.wording import EFFECT_WORDS, listed
from foedus.commitment import Article, Instrument, Norm, Unless
from foedus.commitment.instrument import Weaker
from foedus.names import state_name

DEEDS = {
    "assist": "help the state attacked",
    "consult": "consult with the state concerned",
    "apply_measures": "take measures in favour of the state attacked",
    "abstain": "abstain from what the article forbids",
    "not_assist_aggressor": "give no help to whoever attacks",
    "report": "report",
    "remain_neutral": "remain neutral",
    "cooperate": "work together with the other parties",
}
FORCE = {
    "must": "Armed force is owed.",
    "may": "Whether armed force is used is for the obligor to decide.",
    "consent_only": "Nobody has to use armed force without its own consent.",
    "no": "Armed force is not owed.",
    "unsaid": "The text does not say whether armed force is owed.",
}
MEANS = {
    "appropriate": "with the means that it finds appropriate",
    "necessary": "with the means that are necessary",
    "all_available": "with all means that it has at its disposal",
    "all_in_power": "with all that is in its power",
}
DECIDED = {
    "automatic": "It follows from the facts: nobody has to decide it first.",
    "each_bearer": "Each obligor judges for itself.",
    "joint": "The parties decide on it together.",
    "organ": "An organ decides on it.",
}
PROCEDURE = {
    "constitutional": "It acts under its own constitutional processes.",
    "both_states_laws": "It acts under the laws of both states.",
}
DELAY = {"at_once": "At once.", "after_consultation": "After consultation."}
HELP = ("assist", "apply_measures")


def norm_sentences(article: Article, instrument: Instrument, *, day: date) -> Iterator[str]:
    """Yield what an article owes, and from whom, on a day."""
    who = _who(article, instrument, day=day)
    yield f"{who[:1].upper()}{who[1:]} {_owed(article.norm)}."
    yield from _how(article.norm)


def effect_words(element: Unless | Weaker) -> str:
    """Return what an exception does, or what is left in place of the norm, up to its condition."""
    if isinstance(element, Weaker):
        want = " and ".join(w.replace("_", " ") for w in element.for_want_of)
        reason = f"for want of {want} alone" if want else "where that is not due"
        left = " ".join((f"it {_owed(element.norm)}", *_short(element.norm)))
        asked = ", and if" if element.when is not None else ""
        return f"Otherwise, {reason}: {left}{asked}"
    name = element.id.replace("_", " ")
    where = f" ({element.value})" if element.value else ""
    return f"Exception '{name}', which {EFFECT_WORDS[element.effect]}{where}, if"


def duration_words(duration: str) -> str:
    """Return an ISO 8601 duration in words; one of several units as it is written.

    >>> duration_words("P1Y"), duration_words("PT48H"), duration_words("P1Y6M")
    ('1 year', '48 hours', 'P1Y6M')
    """
    match = re.fullmatch(r"PT?(\d+)([YMDHW])", duration)
    if match is None:
        return duration
    unit = UNITS[match[2]]
    return f"{match[1]} {unit}{'' if match[1] == '1' else 's'}"


UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}


def _short(norm: Norm) -> Iterator[str]:
    if norm.aid:
        yield f"({_forms(norm)})"


def _who(article: Article, instrument: Instrument, *, day: date) -> str:
    parties = instrument.bound_on(day)
    match article.bearers:
        case "every_other_party":
            return "The other party" if len(parties) == 2 else "Every other party"
        case "every_party":
            return "Each of the two parties" if len(parties) == 2 else "Every party"
        case "organ":
            return "The organ of the treaty"
    return listed((state_name(s, on=day) for s in article.bearers), word="and")


def _owed(norm: Norm) -> str:
    verb = "must" if norm.owed == "must" else "may, and need not,"
    means = f" {MEANS[norm.means]}" if norm.means in MEANS else ""
    return f"{verb} {DEEDS[norm.must]}{means}"


def _how(norm: Norm) -> Iterator[str]:
    if norm.aid:
        yield f"The text names: {_forms(norm)}."
    if norm.must in HELP or norm.force not in ("unsaid", "no"):
        yield FORCE[norm.force]
    if norm.delay in DELAY:
        yield DELAY[norm.delay]
    elif norm.delay != "unsaid":
        yield f"Within {duration_words(norm.delay)}."
    if norm.must in HELP or norm.decided_by != "each_bearer":
        yield DECIDED[norm.decided_by]
    if norm.procedure in PROCEDURE:
        yield PROCEDURE[norm.procedure]
    if norm.content == "to_be_agreed":
        yield "What is to be done is still to be agreed."
    if norm.report_to:
        body = "the Security Council" if norm.report_to == "unsc" else norm.report_to
        yield f"What is done is reported to {body}."


def _forms(norm: Norm) -> str:
    return listed((form.replace("_", " ") for form in norm.aid), word="and")
