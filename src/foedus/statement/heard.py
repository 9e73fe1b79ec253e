"""Which acts of speech does the trained model hear in a document, for the rules to judge?

The rules know what a word of saying does; the model knows the places where English reports
speech with words that no list holds. What it hears is used where the rules are silent.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.errors import InputError
from foedus.statement.lexicon import Entry, Hit
from foedus.statement.tokens import Token
from foedus.statement.unit import PRONOUNS, Unit
from foedus.text import Document, Span
from foedus.threads import one_thread

PLAIN = Entry(id="cue.say", group="cues", more={"act": "say"})
"""What a word does that is one of saying by its place alone."""
SURE = 0.5
"""How sure the model must be of the least sure part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A word of saying with its source and, where they are known, the words said."""

    cue: Hit
    source: tuple[int, int]
    follows: bool
    """The source stands behind the word ("said Ida Holm")."""
    content: tuple[tuple[int, int], ...] = ()
    """Token ranges; empty where they are to be found from the place of the word."""


def reports_of(document: Document, units: Sequence[Unit]) -> Mapping[Span, tuple[Report, ...]]:
    """Return what the model hears in units, by the unit's span.

    Args:
        document: The text.
        units: Runs of it in which the rules hear nobody, in order.
    """
    units = [unit for unit in units if may_report(unit)]
    if not units:
        return {}
    one_thread()
    from foedus.statement.quoting import attributions  # noqa: PLC0415 - loads numpy

    try:
        heard = attributions(document, nested=False, within=[unit.span for unit in units])
    except (InputError, OSError):  # no weights: patterns alone
        return {}
    starts = [unit.span.start for unit in units]
    found: dict[Span, list[Report]] = {}
    for one in heard:
        if not one.cue or not one.source or one.score < SURE:
            continue
        at = bisect_left(starts, one.cue[0].start + 1) - 1
        unit = units[at] if at >= 0 else None
        if unit is None or not unit.span.covers(one.span):
            continue
        cue, source = (_tokens(unit, spans) for spans in (one.cue, one.source))
        content = tuple(_tokens(unit, [part]) for part in one.content)
        found.setdefault(unit.span, []).append(
            Report(
                cue=_known(unit, cue),
                source=source,
                follows=source[0] > cue[0],
                content=content,
            )
        )
    return {span: tuple(reports) for span, reports in found.items()}


def may_report(unit: Unit) -> bool:
    """Tell whether a unit may hold a report: it begins or ends with somebody, or quotes."""
    quoted = [token.quoted for token in unit.tokens]
    if unit.turn is not None or all(quoted):
        return False
    return any(quoted) or _somebody(unit, 0, _HEAD) or any(map(_verbal, _tail(unit)))


_HEAD, _TAIL = 6, 24
"""Tokens in which a subject begins, and those of an attribution that ends a sentence."""


def _somebody(unit: Unit, start: int, end: int) -> bool:
    people = unit.group(*_PEOPLE, within=(start, end))
    pronoun = PRONOUNS.intersection(unit.lows(start, min(start + 1, end)))
    return bool(people or pronoun or unit.named(start, min(end, len(unit.tokens))))


_PEOPLE = ("roles", "observers", "unnamed", "bodies", "organisations", "agencies")


def _tail(unit: Unit) -> Sequence[Token]:
    """Return the tokens behind the first comma or mark that is near enough to the end."""
    last = len(unit.tokens)
    for at in range(max(0, last - _TAIL), last - 2):
        if unit.tokens[at].low == ",":
            return unit.tokens[at + 1 :]
    return ()


def _verbal(token: Token) -> bool:
    return not token.upper and token.low.endswith(("ed", "s", "id", "ew", "oke", "ent", "ore"))


def _tokens(unit: Unit, spans: Sequence[Span]) -> tuple[int, int]:
    return unit.at(spans[0].start), unit.at(spans[-1].end - 1) + 1


def _known(unit: Unit, cue: tuple[int, int]) -> Hit:
    """Return the lexicon's word of saying inside the cue, else the cue as a plain one."""
    for hit in unit.group("cues"):
        if cue[0] <= hit.start < cue[1]:
            return hit
    return Hit(cue[0], cue[1], PLAIN)
