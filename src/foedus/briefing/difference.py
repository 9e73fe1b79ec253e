"""The answer of `compare`: did they say more or less than is written?"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Para, Run, Section, Table, Words, verdict
from foedus.briefing.source import DAY_FROM, Source, document_view, read_source
from foedus.briefing.speech import quote_of, speaker_view, speaker_words
from foedus.commitment import Register, load
from foedus.comparison import Contradiction, Finding, Report, Standing, compare
from foedus.comparison.report import Side
from foedus.text import Span

CAUTION = (
    "A verdict compares words with words, in the translation shown. It does not say that "
    "anyone lied or broke a treaty."
)


def difference(
    raw: bytes | Path, *, said_on: date | None, instrument: str | None, today: date
) -> Answer:
    """Return a text held against the register, as a page and as plain data.

    Raises:
        DocumentError: The text cannot be read.
        UnknownInstrument: ``instrument`` is not in the register.
    """
    register = load()
    source = read_source(raw, said_on=said_on, today=today)
    report = hold(source, register, instrument=instrument)
    body = {
        "document": document_view(source),
        **report_view(report, source.document.text),
        "notes": list(report.notes),
        "caution": CAUTION,
    }
    data = envelope("comparison", body, on=source.said_on, known_on=None)
    page = Page(
        title=source.document.title or "Said and written",
        lead=verdict_lead(report),
        facts=(
            ("Said on", f"{source.said_on} ({DAY_FROM[source.day_from]})"),
            *((("Held against", report.compared.title),) if report.compared else ()),
        ),
        blocks=tuple(difference_blocks(report, source.document.text)),
        foot=(CAUTION,),
    )
    return Answer(page=page, data=data)


def hold(source: Source, register: Register, *, instrument: str | None) -> Report:
    """Hold a source against the register."""
    return compare(
        source.document,
        source.statements,
        register,
        said_on=source.said_on,
        instrument=instrument,
    )


def verdict_lead(report: Report) -> str:
    """Return the reading of the whole in two or three sentences."""
    if report.compared is None:
        return " ".join(report.notes)
    counts = Counter(f.verdict for f in report.findings)
    told = [f"{v} it {_times(counts[v])}" for v in ("overstates", "understates") if counts[v]]
    other = sum(counts[v] for v in ("distorts", "adds", "omits", "contradicted"))
    told += [f"departs from it otherwise {_times(other)}"] if other else []
    words = " and ".join(told) if len(told) < 3 else f"{told[0]}, {told[1]} and {told[2]}"
    said = f"Held against {report.compared.short}, the text {words or 'says what is written'}."
    return said if report.compared.status == "in_force" else f"{said} {report.compared.sentence}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def difference_blocks(report: Report, text: str) -> Iterator[Block]:
    """Yield the blocks that tell the difference, in the order a reader asks."""
    if report.compared is None:
        return
    yield Section(
        title="What is written, and what governed that day",
        blocks=(standing_table(report), clauses_list(report)),
    )
    if any(f.verdict != "outside" for f in report.findings):
        yield Section(
            title="Said and written, element by element", blocks=(findings_table(report, text),)
        )
    else:
        yield Para(words="No element of the text could be held against these words.")
    if outside := [f for f in report.findings if f.verdict == "outside"]:
        yield Para(words=_outside(outside, text))
    if report.contradictions:
        items = tuple(_contradiction_line(c, text) for c in report.contradictions)
        yield Section(title="Contradictions", blocks=(Bullets(items=items),))
    if report.never_mentioned:
        listed = " ".join(f"{u.sentence[:-1]} ({u.cite})." for u in report.never_mentioned)
        yield Section(title="In the treaty, never mentioned here", blocks=(Para(words=listed),))
    if report.notes:
        yield Section(title="Not compared", blocks=(Bullets(items=report.notes),))


def standing_table(report: Report) -> Table:
    """Return where the compared and the governing instrument stood on the day."""
    stood = [("Spoken of", report.compared), ("Governed that day", report.governing)]
    if report.governing == report.compared:
        stood = [("Spoken of and in force", report.compared)]
    rows = tuple(
        (label, standing.title, standing.sentence) for label, standing in stood if standing
    )
    if report.governing is None:
        nothing = "None between these parties in this register; that is no proof of absence."
        rows = (*rows, ("Governed that day", "—", nothing))
    return Table(columns=("", "Instrument", "On that day"), rows=rows)


def findings_table(report: Report, text: str) -> Table:
    """Return the verdicts by the words they are on, in document order."""
    groups: dict[tuple[Span, str], list[Finding]] = {}
    judged = [f for f in report.findings if f.verdict != "outside"]
    for finding in sorted(judged, key=lambda f: f.span):
        by = speaker_words(finding.speaker, finding.voice)
        groups.setdefault((finding.span, by), []).append(finding)
    rows = tuple(
        (quote_of(text, span, most=130), by, _verdicts(found))
        for (span, by), found in groups.items()
    )
    return Table(columns=("Said", "By", "Against the text"), rows=rows, shape="verdicts")


def _outside(findings: list[Finding], text: str) -> Words:
    """Return comments, purposes and reactions in one run: noted, with their voice, not judged."""
    parts: list[str | Run] = [verdict("outside"), " (a purpose, a character or a reaction; noted, "]
    parts.append("nothing in the text to hold it against): ")
    for n, finding in enumerate(sorted(findings, key=lambda f: f.span)):
        by = speaker_words(finding.speaker, finding.voice)
        parts += [*(["; "] if n else []), quote_of(text, finding.span, most=110), f" {by}"]
    return (*parts, ".")


def clauses_list(report: Report) -> Bullets:
    """Return the clauses that were held against the words, each once, in our words."""
    articles = [f.clause for f in report.findings if f.article]
    return Bullets(items=tuple(dict.fromkeys(articles)))


def _verdicts(findings: list[Finding]) -> Words:
    parts: list[str | Run] = []
    for finding in findings:
        element = finding.element.replace("_", " ")
        where = f", Art. {finding.article}" if finding.article else ""
        parts += [*(["\n"] if parts else []), verdict(finding.verdict)]
        parts.append(f" {element}{where}. {finding.reason}")
    return tuple(parts)


def report_view(report: Report, text: str) -> dict[str, Any]:
    """Return a report as plain JSON data."""
    return {
        "instrument": _standing_view(report.compared),
        "governing": _standing_view(report.governing),
        "articles_cited": list(report.articles_cited),
        "articles_used_uncited": list(report.articles_used_uncited),
        "comparisons": [
            _finding_view(f, text) for f in sorted(report.findings, key=lambda f: f.span)
        ],
        "contradictions": [
            {
                "element": c.element,
                "sides": [_side_view(c.first, text), _side_view(c.second, text)],
                "reason": c.reason,
            }
            for c in report.contradictions
        ],
        "never_mentioned": [
            {"what": u.what, "sentence": u.sentence, "cite": u.cite} for u in report.never_mentioned
        ],
    }


def _standing_view(standing: Standing | None) -> dict[str, str] | None:
    if standing is None:
        return None
    return {
        "instrument": standing.instrument,
        "title": standing.title,
        "short": standing.short,
        "status": standing.status,
        "sentence": standing.sentence,
    }


def _finding_view(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "words": [finding.span.start, finding.span.end],
        "quote": finding.span.of(text),
        "statement": finding.statement,
        "speaker": speaker_view(finding.speaker),
        "voice": finding.voice,
        "element": finding.element,
        "instrument": finding.instrument,
        "article": finding.article,
        "verdict": finding.verdict,
        "clause": finding.clause,
        "reason": finding.reason,
    }


def _side_view(side: Side, text: str) -> dict[str, Any]:
    return {
        "words": [side.span.start, side.span.end] if side.span else None,
        "quote": side.span.of(text) if side.span else None,
        "speaker": speaker_view(side.speaker) if side.speaker else None,
        "says": side.says,
    }


def _contradiction_line(found: Contradiction, text: str) -> Any:
    def shown(span: Span | None, says: str) -> Any:
        return quote_of(text, span, most=110) if span else f"the register: {says.rstrip('.')}"

    return (
        shown(found.first.span, found.first.says),
        " against ",
        shown(found.second.span, found.second.says),
        f". {found.reason}",
    )
