"""Who says it, in whose name, and how firmly? Statements as lines and as plain views."""

from typing import Any

from foedus.briefing.page import Run, Words, faint, said
from foedus.names import state_name
from foedus.statement import Claim, Speaker, Statement
from foedus.text import Span

VOICES = {
    "quote": "quoted",
    "reported": "reported",
    "narrator": "the outlet",
    "observers": "observer",
}
KINDS = {
    "commitment": "promises",
    "denial_of_commitment": "denies a commitment",
    "threat": "threatens",
    "warning": "warns",
    "reaction": "reacts",
    "treaty_description": "describes the treaty",
    "request": "asks",
    "report_of_fact": "reports a fact",
    "other": "remarks",
}


def speaker_words(speaker: Speaker, voice: str) -> str:
    """Return a speaker as running text: name, else role, else the state.

    >>> speaker_words(Speaker(kind="outlet"), "narrator")
    'the outlet'
    """
    if voice == "narrator":
        return "the outlet"
    state = state_name(speaker.state) if speaker.state else ""
    named = speaker.name or speaker.role
    if named:
        return f"{named} ({speaker.state})" if speaker.state else named
    return state or ("observers" if voice == "observers" else "unnamed")


def direction(claim: Claim) -> str:
    """Return who would help whom, such as ``RUS → PRK``; empty where nobody is named."""
    helpers, helped = claim.obligor, claim.beneficiary
    if not helpers and not helped:
        return ""
    if set(helpers) == set(helped):
        return " ↔ ".join(_few(helpers))
    return f"{', '.join(_few(helpers)) or '?'} → {', '.join(_few(helped)) or '?'}"


def readings(claim: Claim) -> str:
    """Return what was read of a claim beyond its kind, in a few words."""
    parts = [direction(claim)]
    if claim.trigger != "none":
        parts.append(f"trigger: {claim.trigger}")
    if claim.duty != "none":
        parts.append(f"duty: {claim.duty}")
    if claim.aid_scope != "unspecified":
        parts.append(f"scope: {claim.aid_scope}")
    if claim.forms:
        parts.append(f"forms: {', '.join(claim.forms)}")
    if claim.qualifiers:
        parts.append(f"conditions: {', '.join(claim.qualifiers)}")
    if claim.instrument:
        cited = f", Art. {claim.article}" if claim.article else ""
        parts.append(f"{claim.instrument}{cited}")
    if claim.polarity:
        parts.append(claim.polarity)
    if claim.negated:
        parts.append("negated")
    return "; ".join(part for part in parts if part).replace("_", " ")


def quote_of(text: str, span: Span, *, most: int = 160) -> Run:
    """Return the words of a span, shortened in the middle if they are long."""
    words = " ".join(span.of(text).split())
    if len(words) > most:
        half = (most - 5) // 2
        words = f"{words[:half].rstrip()} [...] {words[-half:].lstrip()}"
    return said(words)


def statement_line(statement: Statement, claim: Claim, text: str) -> Words:
    """Return one claim as a line: who, in which voice, does what, in which words."""
    who = speaker_words(statement.speaker, statement.voice)
    voice = VOICES[statement.voice]
    tag = "" if voice == who else f" ({voice})"
    found = readings(claim)
    return (
        f"{who}{tag} {KINDS[claim.kind]}: ",
        quote_of(text, claim.span),
        faint(f" — {found}") if found else "",
    )


def statement_view(statement: Statement, text: str) -> dict[str, Any]:
    """Return a statement as plain JSON data, every value with its words and rule."""
    return {
        "id": statement.id,
        "spans": [[s.start, s.end] for s in statement.spans],
        "words": " ".join(s.of(text) for s in statement.spans),
        "cue": [statement.cue.start, statement.cue.end] if statement.cue else None,
        "voice": statement.voice,
        "speaker": speaker_view(statement.speaker),
        "chain": list(statement.chain),
        "addressee": list(statement.addressee),
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "claims": [
            _claim_view(claim, text, id=f"{statement.id}.c{n}")
            for n, claim in enumerate(statement.claims, 1)
        ],
    }


def speaker_view(speaker: Speaker) -> dict[str, str | None]:
    """Return a speaker as plain JSON data."""
    return {
        "name": speaker.name,
        "role": speaker.role,
        "state": speaker.state,
        "kind": speaker.kind,
    }


def _claim_view(claim: Claim, text: str, *, id: str) -> dict[str, Any]:
    sets = ("obligor", "beneficiary", "against", "forms", "qualifiers")
    single = ("instrument", "article", "trigger", "duty", "aid_scope", "polarity")
    flags = ("negated", "hypothetical", "tense", "plover")
    return {
        "id": id,
        "kind": claim.kind,
        "words": [claim.span.start, claim.span.end],
        "quote": claim.span.of(text),
        **{name: list(getattr(claim, name)) for name in sets},
        **{name: getattr(claim, name) for name in (*single, *flags)},
        "marks": [
            {
                "field": m.field,
                "value": m.value,
                "words": [m.span.start, m.span.end],
                "quote": m.span.of(text),
                "rule": m.rule,
            }
            for m in claim.marks
        ],
    }


def _few(states: tuple[str, ...], most: int = 4) -> list[str]:
    shown = list(states[:most])
    return [*shown, f"{len(states) - most} more"] if len(states) > most else shown
