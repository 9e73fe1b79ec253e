"""How does the text itself look with its statements and claims marked in it?

One HTML file: the text on the left, beside each paragraph the claims that begin in it.
No script, no request, no style attribute: the policy allows this one style sheet by
its hash, and nothing else.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

from foedus.briefing.grounds import Ground, Grounds
from foedus.briefing.page import CONTROL
from foedus.briefing.source import DAY_FROM, Source, language_notes
from foedus.briefing.speech import KINDS, direction, readings, speaker_words
from foedus.statement import Claim, Statement
from foedus.text import Document, Span

_VOICES = {
    "quote": "in the speaker's own words",
    "reported": "in indirect speech",
    "observers": "by an observer",
}


def as_marked_html(source: Source) -> str:
    """Return the text as one HTML5 page with its claims marked; everything in it is escaped."""
    document = source.document
    title = _safe(document.title or "What was said")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Foedus">\n'
        f"<title>{title}</title>\n<style>{_css()}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{_head(source)}\n{''.join(_rows(source))}\n"
        "<footer><p>Labels say what the words say, not what anyone intends.</p></footer>\n"
        "</main>\n</body>\n</html>\n"
    )


def _policy() -> str:
    mark = b64encode(hashlib.sha256(_css().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"


@cache
def _css() -> str:
    return Path(__file__).with_name("marked.css").read_text(encoding="utf-8")


def _safe(words: str) -> str:
    return escape(CONTROL.sub("\ufffd", words))


def _head(source: Source) -> str:
    statements = source.statements
    claims = [c for s in statements for c in s.claims]
    lead = f"{_count(len(statements), 'statement')} with {_count(len(claims), 'claim')}."
    facts = [("Said on", f"{source.said_on} ({DAY_FROM[source.day_from]})")]
    facts += [("Outlet", source.document.outlet)] if source.document.outlet else []
    told = "".join(f"<div><dt>{_safe(a)}</dt><dd>{_safe(b)}</dd></div>" for a, b in facts)
    kinds = dict.fromkeys(c.kind for c in claims)
    voices = dict.fromkeys(s.voice for s in statements if s.voice in _VOICES)
    key = [f'<li><mark class="k-{kind}">{KINDS[kind]}</mark></li>' for kind in kinds]
    key += [f'<li><span class="said v-{voice}">{_VOICES[voice]}</span></li>' for voice in voices]
    notes = (*source.document.notes, *language_notes(source))
    listed = f'<ul class="notes">{"".join(f"<li>{_safe(n)}</li>" for n in notes)}</ul>'
    legend = f'<ul class="key">{"".join(key)}</ul>' if key else ""
    return (
        f'<p class="lead">{lead}</p>\n<dl class="facts">{told}</dl>\n'
        f"{listed if notes else ''}{legend}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _rows(source: Source) -> Iterator[str]:
    """Yield a row for each paragraph: its marked text, and the claims that begin in it."""
    text = source.document.text
    grounds = Grounds(text, on=source.said_on)
    layers = _Layers(source.statements)
    for span in _paragraphs(source.document):
        cards = "".join(
            _card(statement, claim, id_, grounds=grounds, text=text)
            for id_, statement, claim in layers.beginning(span)
        )
        words = "".join(layers.drawn(span, text))
        yield f'<div class="row"><p dir="auto">{words}</p><div>{cards}</div></div>\n'


def _paragraphs(document: Document) -> Iterator[Span]:
    for _, sentences in groupby(document.sentences, key=lambda s: s.paragraph):
        spans = [s.span for s in sentences]
        yield spans[0].join(spans[-1])


class _Layers:
    """Which statement and which claims lie over each stretch of the text."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        self._said = sorted(((p, s) for s in statements for p in s.spans), key=lambda pair: pair[0])
        self._claims = sorted(
            ((c.span, f"{s.id}.c{n}", s, c) for s in statements for n, c in enumerate(s.claims, 1)),
            key=lambda row: (row[0], row[1]),
        )

    def beginning(self, span: Span) -> list[tuple[str, Statement, Claim]]:
        """Return the claims that begin in the span, with their ids."""
        return [(i, s, c) for p, i, s, c in self._claims if span.start <= p.start < span.end]

    def drawn(self, span: Span, text: str) -> Iterator[str]:
        """Yield the span's text as HTML, in pieces that no border of a layer cuts."""
        said = [(p, s) for p, s in self._said if p.touches(span)]
        claims = [row for row in self._claims if row[0].touches(span)]
        borders = {span.start, span.end}
        for part in (*(p for p, _ in said), *(row[0] for row in claims)):
            borders |= {at for at in (part.start, part.end) if span.start < at < span.end}
        for start, end in pairwise(sorted(borders)):
            piece = Span(start, end)
            words = _safe(piece.of(text)).replace("\n", "<br>")
            voice = next((s.voice for p, s in said if p.covers(piece)), "narrator")
            over = [row for row in claims if row[0].covers(piece)]
            if over:
                words = f'<mark class="k-{over[-1][3].kind}">{words}</mark>'
            if voice in _VOICES:
                words = f'<span class="said v-{voice}">{words}</span>'
            yield words
            for part, id_, _, _ in over:
                if part.end == end:
                    yield f'<a class="ref" href="#{id_}">{id_}</a>'


def _card(statement: Statement, claim: Claim, id_: str, *, grounds: Grounds, text: str) -> str:
    who = _safe(speaker_words(statement.speaker, statement.voice))
    chain = " → ".join(map(_safe, statement.chain))
    way = f'<p class="way">{_safe(direction(claim))}</p>' if direction(claim) else ""
    rows = "".join(_ground(g, text) for g in grounds.of(statement, claim) if _is_told(g))
    return (
        f'<section class="card k-{claim.kind}" id="{id_}"><h2><a href="#{id_}">{id_}</a>'
        f"<span>{KINDS[claim.kind]}</span></h2>{way}"
        f'<p class="who">{who}{f" — {chain}" if len(statement.chain) > 1 else ""}</p>'
        f"<p>{_safe(_values(claim))}</p>"
        "<details><summary>why</summary><table><thead><tr><th>value</th><th>words</th>"
        f"<th>rule</th></tr></thead><tbody>{rows}</tbody></table></details></section>"
    )


def _values(claim: Claim) -> str:
    """Return what a claim says beyond its kind and direction, in a few words."""
    way = direction(claim)
    told = readings(claim)
    return told.removeprefix(way).removeprefix("; ") if way else told


def _ground(ground: Ground, text: str) -> str:
    words = f"<q>{_safe(' '.join(ground.span.of(text).split()))}</q>" if ground.span else "-"
    value = f"{ground.field}: {ground.value}".replace("_", " ")
    rule = f"<code>{_safe(ground.rule)}</code>"
    return f"<tr><td>{_safe(value)}</td><td>{words}</td><td>{rule}</td></tr>"


def _is_told(ground: Ground) -> bool:
    return not (ground.rule == "silent" and ground.value == "no")
