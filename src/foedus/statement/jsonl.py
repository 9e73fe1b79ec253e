"""Passages in, statements out: the lines that `foedus read --claims-jsonl` reads and prints."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from foedus.dates import parse_date
from foedus.errors import InputError
from foedus.statement.claim import Claim, Statement
from foedus.statement.read import read_statements
from foedus.statement.syntax.parsers import Parser
from foedus.text import Span, read_document
from foedus.text.offsets import Offsets, offsets

KEYS = frozenset(("id", "text", "date"))


def predict(lines: Iterable[str], *, parser: Parser | None = None) -> Iterator[str]:
    """Yield a line ``{id, statements}`` for each line ``{id, text, date}``, in order.

    Empty lines are left out. ``parser`` is that of `read_statements`.

    Raises:
        InputError: A line is no JSON object with exactly these keys; it names the line.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            passage = _passage(line, number)
            yield json.dumps(_predicted(passage, number, parser), ensure_ascii=False)


def claims_jsonl(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Return the statements that the annotation guideline counts, as plain data."""
    rows: list[dict[str, Any]] = []
    for statement in statements:
        counted = tuple(c for c in statement.claims if c.counts)
        if statement.voice == "narrator" and not counted:
            continue
        rows.append(_row(statement, counted, f"s{len(rows) + 1}"))
    return rows


def _passage(line: str, number: int) -> dict[str, str]:
    place = f"line {number}"
    try:
        found = json.loads(line)
    except ValueError:
        raise InputError(
            place, "not JSON.", 'Write {"id": ..., "text": ..., "date": ...} on one line.'
        ) from None
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise InputError(
            place, "not an object of texts.", 'Give "id", "text" and "date", each a text.'
        )
    if missing := sorted(KEYS - set(found)):
        raise InputError(place, f"'{missing[0]}' is missing.", 'Give "id", "text" and "date".')
    if other := sorted(set(found) - KEYS):
        raise InputError(
            place,
            f"unknown key '{other[0]}'.",
            'Only "id", "text", "date" are read; leave it out.',
        )
    return found


def _predicted(passage: dict[str, str], number: int, parser: Parser | None) -> dict[str, Any]:
    day = parse_date(passage["date"], place=f"line {number}: date")
    if not passage["text"].strip():
        return {"id": passage["id"], "statements": []}
    document = read_document(passage["text"].encode("utf-8", "replace"), media_type="text/plain")
    rows = claims_jsonl(read_statements(document, said_on=day, parser=parser))
    if document.text != passage["text"]:
        _place(rows, offsets(passage["text"]))
    return {"id": passage["id"], "statements": rows}


def _place(rows: list[dict[str, Any]], places: Offsets) -> None:
    """Let spans count the characters of the text as it was given, not as it was read."""
    for row in rows:
        row["spans"] = [_given(pair, places) for pair in row["spans"]]
        row["cue"] = _given(row["cue"], places) if row["cue"] else None


def _given(pair: list[int], places: Offsets) -> list[int]:
    span = places.span(Span(*pair))
    return [span.start, span.end]


def _row(statement: Statement, claims: tuple[Claim, ...], id_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "spans": [[s.start, s.end] for s in statement.spans],
        "cue": [statement.cue.start, statement.cue.end] if statement.cue else None,
        "voice": statement.voice,
        "speaker": asdict(statement.speaker) | {"state": _iso_code(statement.speaker.state)},
        "chain": list(statement.chain),
        "addressee": _iso(statement.addressee),
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "claims": [_claim_row(c, f"{id_}.c{n}") for n, c in enumerate(claims, 1)],
    }


_SUCCESSORS = {"AUH": "AUT", "CSK": "CZE"}
"""The guideline writes these states of the past by the code of the one that came after."""


def _iso_code(code: str | None) -> str | None:
    return _SUCCESSORS.get(code, code) if code else None


def _iso(codes: Iterable[str]) -> list[str]:
    return sorted({_SUCCESSORS.get(code, code) for code in codes})


def _claim_row(claim: Claim, id_: str) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "plover": claim.plover,
        "obligor": _iso(claim.obligor),
        "beneficiary": _iso(claim.beneficiary),
        "against": _iso(claim.against),
        "instrument": claim.instrument,
        "article": claim.article,
        "trigger": claim.trigger,
        "duty": claim.duty,
        "aid_scope": claim.aid_scope,
        "forms": list(claim.forms),
        "qualifiers": list(claim.qualifiers),
        "polarity": claim.polarity,
        "negated": claim.negated,
        "hypothetical": claim.hypothetical,
        "tense": claim.tense,
        "id": id_,
    }
