"""What is said of the text of the treaty itself: its force, secrecy, fields, purpose, character?

These marks stand beside a claim's fields; the comparison reads them. Every mark has the
words from the governing word through the phrase.
"""

from collections.abc import Iterator

from foedus.statement.claim import Mark
from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.words import word_set

_ENDS = word_set(", . ; : — – while and but that which")
_ARTICLES = word_set("a an the")


def text_marks(clause: Clause) -> tuple[Mark, ...]:
    """Return the `TEXT_MARKS` of the clause, but instrument and article."""
    found = [
        *_status(clause),
        *_publicity(clause),
        *_plain(clause, "vague_law", "vague_law"),
        *_plain(clause, "vague_international", "vague_international"),
        *_plain(clause, "alliance_words", "alliance_word"),
        *_plain(clause, "measures", "practical_measures"),
        *_plain(clause, "swiftness", "swiftness"),
        *_domains(clause),
        *_purposes(clause),
        *_characters(clause),
    ]
    if hits := clause.group("mutual"):
        found.append(
            _mark(clause, "direction", "mutual", hits[0].start, hits[0].end, rule=hits[0].entry.id)
        )
    return tuple(sorted(found, key=lambda m: (m.span, m.field)))


def _mark(clause: Clause, field: str, value: str, start: int, end: int, *, rule: str) -> Mark:
    return Mark(field=field, value=value, span=clause.unit.span_of(start, end), rule=rule)


def _plain(clause: Clause, group: str, field: str) -> Iterator[Mark]:
    for hit in clause.group(group):
        yield _mark(clause, field, hit.entry.value, hit.start, hit.end, rule=hit.entry.id)


def _status(clause: Clause) -> Iterator[Mark]:
    """``anchored in the framework of a partnership``: through the phrase that the word governs."""
    for hit in clause.group("status"):
        start, end = hit.start, _phrase_end(clause, hit.end)
        if start > clause.start and clause.unit.tokens[start - 1].low in _ARTICLES:
            start -= 1
        yield _mark(clause, "status", hit.entry.value, start, end, rule=hit.entry.id)


def _publicity(clause: Clause) -> Iterator[Mark]:
    """The subject of secrecy belongs to its words ("the terms remain guarded")."""
    for hit in clause.group("publicity"):
        start = hit.start
        while start > clause.start and clause.unit.tokens[start - 1].low not in _ENDS:
            start -= 1
        yield _mark(clause, "publicity", hit.entry.value, start, hit.end, rule=hit.entry.id)


def _domains(clause: Clause) -> Iterator[Mark]:
    """Fields of cooperation count where a verb of extent governs them, or two are named."""
    hits = clause.group("domains")
    governed = clause.group("domain_verbs")
    if governed and hits and len({h.entry.value for h in hits}) >= 2:
        yield from _plain(clause, "domains", "domains")


def _purposes(clause: Clause) -> Iterator[Mark]:
    for hit in clause.group("purposes"):
        if hit.entry.id == "purpose.noun" or clause.unit.tokens[hit.end - 1].low in ("is", "was"):
            yield from _stated(clause, hit)
            continue
        yield _mark(
            clause,
            "purpose",
            "purpose",
            _noun_before(clause, hit),
            _phrase_end(clause, hit.end),
            rule=hit.entry.id,
        )


def _stated(clause: Clause, hit: Hit) -> Iterator[Mark]:
    """``The larger objective, he argued, is a balanced relationship``: what stands behind "is"."""
    for at in range(hit.end - 1, min(hit.end + 10, clause.end)):
        if clause.unit.tokens[at].low in ("is", "was"):
            end = _phrase_end(clause, at + 1, stops=("by",), commas=False)
            if end > at + 1:
                yield _mark(clause, "purpose", "purpose", at + 1, end, rule=hit.entry.id)
            return


def _noun_before(clause: Clause, hit: Hit) -> int:
    """Return where the noun phrase before a participle begins ("a posture intended to")."""
    if not clause.unit.tokens[hit.start].low.endswith("ed"):
        return hit.start
    for at in range(hit.start - 1, max(hit.start - 6, clause.start - 1), -1):
        if clause.unit.tokens[at].low in _ARTICLES:
            return at
    return hit.start


def _phrase_end(
    clause: Clause, at: int, *, stops: tuple[str, ...] = ("between",), commas: bool = True
) -> int:
    while at < clause.end and clause.unit.tokens[at].low not in stops:
        low = clause.unit.tokens[at].low
        if low in (".", ";", ":", "—", "–", "while") or (commas and low == ","):
            break
        at += 1
    return at


def _characters(clause: Clause) -> Iterator[Mark]:
    for hit in clause.group("characters"):
        start = hit.start
        while start > clause.start and clause.unit.tokens[start - 1].low not in _ENDS | {
            "as",
            "to",
            "is",
        }:
            start -= 1
        yield _mark(
            clause, "character", "character", start, _phrase_end(clause, hit.end), rule=hit.entry.id
        )
