"""Are the conditions that were named the conditions that are written?"""

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.comparison.subject import Subject
from foedus.statement import Claim, Mark
from foedus.text import Span

FIELDS = ("qualifiers", "vague_law", "vague_international")
NEAR = 60
"""Characters between two qualifiers that still belong to one phrase."""
WORDS = {
    "un_charter_51": "Article 51 of the UN Charter",
    "un_resolutions": "resolutions of the Security Council",
    "constitutional_process": "constitutional processes",
    "request_of_victim": "a request of the victim",
    "joint_decision": "a decision of both parties together",
    "organ_decision": "a decision of a body of the alliance",
    "political_decision": "a political decision or oversight",
    "consultation_first": "consultation first",
    "territorial_scope": "a limit of area",
    "unprovoked": "the condition that the attack was not provoked",
    "international_law": "international law",
    "law:both": "the law of both parties",
    "law:obligor": "the helper's law",
    "law:beneficiary": "the victim's law",
}
GRAVEST = ("distorts", "adds", "omits", "agrees")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Qualifiers that stand together in one phrase."""

    span: Span
    marks: tuple[Mark, ...]

    @property
    def values(self) -> frozenset[str]:
        """The values read, vague ones under their field's name."""
        return frozenset(m.value if m.field == "qualifiers" else m.field for m in self.marks)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on one phrase."""

    verdict: str
    reason: str


def phrases(claim: Claim) -> Iterator[Phrase]:
    """Yield the claim's qualifiers, those that stand together as one phrase."""
    run: list[Mark] = []
    named = [mark.span for mark in claim.marked("qualifiers")]
    for mark in claim.marked(*FIELDS):
        if mark.field != "qualifiers" and any(span.touches(mark.span) for span in named):
            continue  # the same words, read more exactly
        if run and mark.span.start - max(m.span.end for m in run) > NEAR:
            yield _phrase(run)
            run = []
        run.append(mark)
    if run:
        yield _phrase(run)


def judge_phrase(phrase: Phrase, subject: Subject, *, measures: bool) -> Ruling:
    """Hold one phrase of qualifiers against the rule; the gravest verdict stands for the phrase.

    Args:
        phrase: The qualifiers said together.
        subject: The article they are said of.
        measures: Council measures stand against a party on that day.
    """
    written = subject.profile.qualifiers if subject.profile else frozenset()
    rulings = list(_rulings(phrase.values, frozenset(written), subject, measures))
    return min(rulings, key=lambda ruling: GRAVEST.index(ruling.verdict))


def in_words(values: frozenset[str]) -> str:
    """Return qualifiers as a list in plain words.

    >>> in_words(frozenset({"un_charter_51", "law:both"}))
    'Article 51 of the UN Charter and the law of both parties'
    """
    named = [word(value) for value in sorted(values, key=_order)]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def word(value: str) -> str:
    """Return one qualifier in plain words."""
    if value.startswith("law:") and value not in WORDS:
        return f"the law of {value[4:]}"
    return WORDS.get(value, value.replace("_", " "))


def _rulings(
    said: frozenset[str], written: frozenset[str], subject: Subject, measures: bool
) -> Iterator[Ruling]:
    laws = {value for value in said if value.startswith("law:")}
    if laws:
        yield _on_laws(laws, written, subject.parties)
    for value in sorted(said - laws):
        yield _on_value(value, written, laws=bool(laws), measures=measures)


def _on_laws(laws: set[str], written: frozenset[str], parties: frozenset[str]) -> Ruling:
    both = "law:both" in laws or {f"law:{p}" for p in parties} <= laws
    named = in_words(frozenset(laws))
    if "law:both" not in written:
        if "constitutional_process" in written:
            return Ruling(
                "distorts", f"It speaks of {named}; the text of constitutional processes."
            )
        return Ruling("adds", f"{_sentence(named)} is no condition of the text.")
    if both:
        return Ruling("agrees", "The text names the law of both parties.")
    return Ruling(
        "distorts", f"Only {named} is named; the text names the law of both parties, as one."
    )


def _on_value(value: str, written: frozenset[str], *, laws: bool, measures: bool) -> Ruling:
    if value in written:
        return Ruling("agrees", f"The text has {word(value)} too.")
    vague = value in ("vague_law", "vague_international", "international_law")
    if vague and written:
        anchor = "un_charter_51" if value != "vague_law" else "law:both"
        left = frozenset({anchor} & written) or written
        return Ruling("omits", f"Named only loosely; left out is the text's {in_words(left)}.")
    if value == "un_resolutions" and measures:
        return Ruling(
            "omits",
            "It names the Council's resolutions, not what they bar: arms and military training, "
            "in both directions; Charter Article 103 ranks them above the treaty.",
        )
    if value == "constitutional_process" and laws:
        return Ruling("agrees", "A constitution is part of the law that is named.")
    named = word(value) if not vague else value.replace("vague_", "").replace("_", " ")
    return Ruling("adds", f"{_sentence(named)} is not in the text.")


def _phrase(run: list[Mark]) -> Phrase:
    span = run[0].span
    for mark in run[1:]:
        span = span.join(mark.span)
    return Phrase(span=span, marks=tuple(run))


def _order(value: str) -> tuple[int, str]:
    return (list(WORDS).index(value) if value in WORDS else len(WORDS), value)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
