"""A real article, read by hand, held against the register: 24 rows of expected verdicts."""

import json
from datetime import date
from pathlib import Path

import pytest

from foedus.commitment import load
from foedus.comparison import Finding, Report, compare
from foedus.statement import Claim, Mark, Speaker, Statement
from foedus.text import Document, Sentence, Span
from foedus.yaml12 import read_yaml

BY_HAND = Path(__file__).with_name("claims-by-hand.yaml")
PLAIN = ("kind", "obligor", "beneficiary", "instrument", "article", "trigger", "duty", "aid_scope")
SETS = ("obligor", "beneficiary", "forms", "qualifiers")


@pytest.fixture(scope="module")
def article(shared: Path) -> Document:
    text = (shared / "articles/rus-prk-assistance.txt").read_text(encoding="utf-8")
    return Document(text=text, sentences=(Sentence(span=Span(0, len(text)), paragraph=0),))


@pytest.fixture(scope="module")
def report(article: Document) -> Report:
    statements = _statements(article.text)
    return compare(article, statements, load(), said_on=date(2024, 10, 15))


def _statements(text: str) -> tuple[Statement, ...]:
    found, start = [], 0
    for n, row in enumerate(read_yaml(BY_HAND)[0]):
        claims = []
        for given in row["claims"]:
            start = text.index(given["words"], start)
            claims.append(_claim(text, given, start=start))
        speaker = Speaker(**row.get("speaker", {}))
        span = claims[0].span.join(claims[-1].span)
        found.append(
            Statement(
                id=f"s{n}", spans=(span,), voice=row["voice"], speaker=speaker, claims=tuple(claims)
            )
        )
    return tuple(found)


def _claim(text: str, given: dict, *, start: int) -> Claim:
    fields = {k: v for k, v in given.items() if k not in ("words", "marks")}
    fields |= {k: tuple(v) for k, v in fields.items() if k in SETS}
    marks = [
        Mark(field=field, value=value, span=_span(text, words, start), rule="by hand")
        for field, values in given.get("marks", {}).items()
        for value, words in values.items()
    ]
    return Claim(span=_span(text, given["words"], start), marks=tuple(marks), **fields)


def _span(text: str, words: str, start: int) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def matches(finding: Finding, row: dict) -> bool:
    return (
        (finding.element, finding.verdict) == (row["element"], row["verdict"])
        and (row["article"] is None or finding.article == row["article"])
        and overlap(finding.span, Span(*row["span"])) >= 0.5
    )


def rows(shared: Path) -> list[dict]:
    lines = (shared / "articles/rus-prk-assistance.expected.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def test_every_row_gets_its_verdicts_and_nothing_else(report: Report, shared: Path) -> None:
    expected = rows(shared)
    missed = [r for r in expected if not any(matches(f, r) for f in report.findings)]
    extra = [f for f in report.findings if not any(matches(f, r) for r in expected)]
    assert not missed
    assert not extra


def test_the_document_as_a_whole(report: Report, article: Document) -> None:
    assert report.compared is not None
    assert (report.compared.instrument, report.compared.status) == ("rus-prk-2024", "signed")
    assert report.governing is not None
    assert (report.governing.instrument, report.governing.status) == ("rus-prk-2000", "in_force")
    assert "consultation only" in report.governing.sentence
    assert report.articles_cited == ("4",)
    assert report.articles_used_uncited == ("3",)
    assert {u.what for u in report.never_mentioned} == {
        "state_of_war",
        "by_states",
        "all_means",
        "un_charter_51",
        "article 3",
        "entry_into_force",
        "council_measures",
    }


def test_its_inner_contradictions(report: Report, article: Document) -> None:
    law, text = report.contradictions
    assert law.first.span is not None
    assert "North Korea’s legal system" in law.first.span.of(article.text)
    assert law.second.span is not None
    assert "legal order of both sides" in law.second.span.of(article.text)
    assert text.first.span is not None
    assert "guarded" in text.first.span.of(article.text)
    assert text.second.span is None
