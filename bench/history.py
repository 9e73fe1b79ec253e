"""What did the texts ask in the cases of history, and what did states do? Two columns, a page.

Run:  python bench/history.py [--write | --gate]

Reads every case of register/history. The law column is what each case expects of the
engine, written from the text; that the engine answers so is what `foedus check` tests.
The practice column begins with how it stands to the law, in one of the words of MARKS,
and tells in one last sentence, "Because ...", why it stands apart where it does.
With --write the page docs/reference/history.md is written; with --gate the exit code is
3 where a case fails, a mark is missing or the page is not current. Else 0.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foedus.case import run_cases
from foedus.case.checking import checked
from foedus.case.decision import verdicts
from foedus.case.files import CaseEntry, read_cases
from foedus.commitment import Article, Register, load
from foedus.names import state_name

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "register/history"
PAGE = ROOT / "docs/reference/history.md"
MARKS = {
    "As the law": "agree",
    "Less than the law": "less was done than owed",
    "More than the law": "more was done than owed",
    "Law open": "the law was open",
    "Outside the register": "a treaty bore on it that this register does not hold",
}
APART = ("Less than the law", "More than the law", "Outside the register")
ERAS = (
    (1815, "The concert, 1815 to 1913"),
    (1914, "The First World War"),
    (1919, "Between the wars"),
    (1939, "The Second World War"),
    (1946, "The Cold War, to 1963"),
    (1964, "The Cold War, 1964 to 1990"),
    (1991, "After the Cold War, to 2014"),
    (2015, "Since 2015"),
)
DEEDS = {
    "assist": "help",
    "consult": "consultation",
    "apply_measures": "measures",
    "remain_neutral": "neutrality",
    "not_assist_aggressor": "no help to the attacker",
    "report": "a step to take",
    "cooperate": "cooperation",
    "abstain": "restraint",
}
OUTCOMES = {
    "due": "due",
    "open": "open",
    "not_due": "not due",
    "text_unknown": "text not public",
    "undecided": "too much open to decide",
}
SAID = {"UNGA": "the General Assembly", "UNSC": "the Security Council"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What states did, taken apart."""

    mark: str
    """One of MARKS, or empty where none is written."""
    deeds: str
    reason: str
    """The last sentence, from its "Because" on; empty where there is none."""


def practice_of(entry: CaseEntry) -> Practice:
    """Return the mark, the deeds and the reason of a case's practice."""
    told = entry.practice or ""
    mark = next((m for m in MARKS if told.startswith(f"{m}. ")), "")
    deeds, because, reason = told[len(mark) + 2 if mark else 0 :].partition(" Because ")
    return Practice(mark=mark, deeds=deeds, reason=f"Because {reason}" if because else "")


def cases() -> tuple[CaseEntry, ...]:
    """Return the cases of every file of history, by their day."""
    found = (e for path in sorted(FOLDER.glob("*.yaml")) for e in read_cases(path))
    return tuple(sorted(found, key=lambda e: e.incident.day))


def helpers_of(entry: CaseEntry, register: Register) -> Mapping[str, list[str]]:
    """Return by article who owes, or may owe, help in a case; the whole register is asked."""
    found = verdicts(checked(entry.incident, register), register)
    return {
        reference: owing
        for reference, by_state in found.items()
        if (owing := [s for s, v in by_state.items() if v != "not_due"])
        and _article(reference, register).norm.must == "assist"
    }


def law_of(entry: CaseEntry, register: Register) -> str:
    """Return the law column in words."""
    if not entry.expect:
        return "No instrument of this register owes help."
    lines = [_line(r, by, entry, register) for r, by in entry.expect.items()]
    return "<br>".join([*lines, *_accounts(entry)])


def _line(
    reference: str, by: Mapping[str, tuple[str, ...]], entry: CaseEntry, register: Register
) -> str:
    instrument = register.instruments[reference.partition("#")[0]]
    article = _article(reference, register, on=entry.incident.day)
    groups: dict[str, list[str]] = {}
    for state, wanted in by.items():
        groups.setdefault(" or ".join(OUTCOMES[w] for w in wanted), []).append(state)
    told = "; ".join(f"{_names(who, entry, by)} {what}" for what, who in groups.items())
    title = (instrument.short or instrument.title).removeprefix("the ")
    return f"{title[0].upper()}{title[1:]}, {_cite(article)}, {_deed(article)}: {told}"


def _cite(article: Article) -> str:
    # Some are numbered by their year: there the cite says more.
    numbered = re.match(r"\d{1,3}(?!\d)", article.number)
    return f"Art. {article.number}" if numbered else article.cite


def _deed(article: Article) -> str:
    words = DEEDS.get(article.norm.must, article.norm.must)
    return f"{words} (a right)" if article.norm.owed == "may" else words


def _names(who: Iterable[str], entry: CaseEntry, by: Mapping[str, tuple[str, ...]]) -> str:
    rest = "all others" if len(by) > 1 else "everybody"
    day = entry.incident.day
    return ", ".join(rest if s == "*" else _name(s, day=day) for s in who)


def _name(speaker: str, *, day: date) -> str:
    return SAID.get(speaker) or state_name(speaker, on=day)


def _accounts(entry: CaseEntry) -> Iterator[str]:
    """Yield what each speaker's account leads to, where all of it leads to one outcome."""
    for speaker, expected in entry.views.items():
        found = {w for by in expected.values() for ws in by.values() for w in ws}
        if len(found) == 1:
            who = _name(speaker, day=entry.incident.day)
            yield f"by the account of {who}: {OUTCOMES[found.pop()]}"


def _article(reference: str, register: Register, *, on: date | None = None) -> Article:
    """Return the text of the day; where none stood then, any text of the article."""
    id_, _, name = reference.partition("#")
    instrument = register.instruments[id_]
    article = instrument.article(name, on=on) or instrument.article(name)
    assert article is not None, reference
    return article


def page_lines(entries: tuple[CaseEntry, ...], register: Register) -> Iterator[str]:
    """Yield the page, line by line."""
    counts = Counter(practice_of(e).mark for e in entries)
    first, last = entries[0].incident.day.year, entries[-1].incident.day.year
    doubtful = sum("Confidence" in (e.source or "") for e in entries)
    yield from (
        "# History: law beside practice",
        "",
        "Written by `python bench/history.py --write`; do not edit.",
        "",
        f"{len(entries)} dated cases, {first} to {last}, from `register/history/`. The law column",
        "is what the text asks on these facts, and what `foedus check` holds the engine to; the",
        "practice column is what states did. Neither is fitted to the other.",
        "",
        "| practice | cases |",
        "|---|---:|",
        *(f"| {mark}: {what} | {counts[mark]} |" for mark, what in MARKS.items()),
        "",
        "The cases were chosen because they teach something and because their sources are at hand.",
        "They are no sample: no share of kept promises can be read from these counts.",
        "*Law open* means that the text, on what is common ground, does not decide; where",
        "accounts differ the outcome by each account stands below. That no instrument of this",
        "register owes help is no proof that no promise was made; where one is known, the case",
        "says so and counts as *Outside the register*.",
        f"In {doubtful} cases a fact or its coding is less sure, and the source says so.",
        "",
        "In a file, `practice` begins with one of these five marks. Where it stands apart from",
        "the law its last sentence tells why, and begins with *Because*. An empty `expect` says",
        "that no instrument here owes help: `bench/history.py --gate` asks the whole register.",
    )
    for (start, title), end in zip(ERAS, (*(s for s, _ in ERAS[1:]), 9999), strict=True):
        yield from ("", f"## {title}", "", "| day | case | law | practice | apart, because |")
        yield "|---|---|---|---|---|"
        yield from (_row(e, register) for e in entries if start <= e.incident.day.year < end)


def _row(entry: CaseEntry, register: Register) -> str:
    told = practice_of(entry)
    reason = told.reason.removeprefix("Because ")
    cells = (
        str(entry.incident.day),
        entry.name,
        law_of(entry, register),
        f"*{told.mark}.* {told.deeds}",
        f"{reason[:1].upper()}{reason[1:]}",
    )
    return f"| {' | '.join(c.replace('|', '/') for c in cells)} |"


def faults(entries: Iterable[CaseEntry], register: Register) -> Iterator[str]:
    """Yield what is wrong with the cases: marks, reasons, sources, and helpers where none is."""
    for entry in entries:
        told = practice_of(entry)
        if not told.mark:
            yield f"{entry.place}: practice begins with none of {', '.join(MARKS)}."
        if bool(told.reason) != (told.mark in APART):
            yield f"{entry.place}: a reason stands where practice is apart, and only there."
        if not entry.source:
            yield f"{entry.place}: no source."
        if not entry.expect and (owing := helpers_of(entry, register)):
            yield f"{entry.place}: expected no helper, found {owing}."


def main(arguments: list[str]) -> int:
    """Write, check or print the page."""
    if set(arguments) - {"--write", "--gate"}:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    register, entries = load(), cases()
    page = "\n".join(page_lines(entries, register)) + "\n"
    if "--write" in arguments:
        PAGE.write_text(page, encoding="utf-8")
    wrong = [*faults(entries, register)]
    wrong += [f"{r.place}: {p}" for r in run_cases(entries, register).results for p in r.problems]
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        wrong.append(f"{PAGE.relative_to(ROOT)} is not current: run bench/history.py --write.")
    counts = Counter(practice_of(e).mark for e in entries)
    print(f"{len(entries)} cases, {len(wrong)} faults")
    print("\n".join([*(f"  {mark}: {counts[mark]}" for mark in MARKS), *wrong]))
    return 3 if wrong and "--gate" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
