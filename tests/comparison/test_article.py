"""A real article, read by hand, held against the register: 24 rows of expected verdicts."""

import json
from datetime import date
from pathlib import Path

import pytest

from foedus.commitment import load
from foedus.comparison import Finding, Report, compare
from foedus.text import Document
from foedus.yaml12 import read_yaml

BY_HAND = Path(__file__).with_name("claims-by-hand.yaml")


@pytest.fixture(scope="module")
def article(shared: Path, document_of) -> Document:
    return document_of((shared / "articles/rus-prk-assistance.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report(article: Document, by_hand) -> Report:
    statements = by_hand(article.text, read_yaml(BY_HAND)[0])
    return compare(article, statements, load(), said_on=date(2024, 10, 15))


def as_found(finding: Finding) -> dict:
    span = finding.span
    plain = {name: getattr(finding, name) for name in ("element", "verdict", "article")}
    return plain | {"words": [span.start, span.end]}


def rows(shared: Path) -> list[dict]:
    lines = (shared / "articles/rus-prk-assistance.expected.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def test_every_row_gets_its_verdicts_and_nothing_else(report: Report, shared: Path, is_row) -> None:
    expected = rows(shared)
    found = [as_found(f) for f in report.findings]
    missed = [r for r in expected if not any(is_row(f, r) for f in found)]
    extra = [f for f in found if not any(is_row(f, r) for r in expected)]
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
