"""Does any document make the reader crash, hang or misquote? Random texts by grammar and mutation.

    python bench/fuzz_reader.py [--count 1000000] [--seed 0] [--seconds S] [--processes 1]

For every document: it is read or refused by name within 5 s of computing; its text is the
NFC of what was given; every span lies in its statement's text; every quote that is printed
is what stands at its places, in the text read and in the text given; one in fifty is read
twice, to the same. Prints progress, how many were read and refused, and the slowest.
"""

import argparse
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from unicodedata import normalize

from foedus.briefing.source import Source
from foedus.briefing.table_of_claims import claim_rows
from foedus.errors import DocumentError
from foedus.statement import Statement, read_statements
from foedus.statement.syntax.modes import mode
from foedus.text import Document, Span, read_document
from foedus.text.offsets import offsets

DAY = date(2025, 5, 3)
MOST_S = 5.0
PART = 250
"""Documents between two lines of progress of one process."""
WHO = (
    *("Norway", "Moscow", "the minister", "Kari Berg", "NATO", "he", "it", "TASS", "North Korea"),
    *("Песков", "Россия", "일본", "俄罗斯", "إيران", "ישראל", "İstanbul", "its ally", "the treaty"),
    *("the 1953 mutual defence treaty", "Article 5", "Foreign Minister Kari Berg of Norway"),
)
SAYS = ("said", "warned", "promised", "denied", "asked for", "welcomed", "would not say", "told")
DOES = (
    *("will defend", "shall help", "may send troops to", "attacked", "would not aid", "signed"),
    *("поможет", "将帮助", "ستساعد", "invoked the pact against", "pledged shells to"),
)
WHEN = ("if attacked", "under Article 5", "at once", "on Monday", "in 2024", "unless asked", "")
ODD = (
    "“", "”", '"', "'", "«", "„", "「", "」", "\u202e", "\u200b", "🙂", "👩‍🚀", "e\u0301", "\r\n",
    "\n\n", "\r", "\x0c", "\u2028", "\ufeff", "قال", "אמר", "...", "U.S.", "A:", "Q:", "MR. BERG:",
    "|", "<p>", "&amp;", "§ 5", "\u1100\u1161\u11a8", "\ufffd", "n't", "’s", "--", "(", ")", "1.",
    "\t", "\U000e0041", "ﬁ", "Å", "\u0344", "\u0915\u093c", "\u00ad", "1953", "and", "that", ";",
)  # fmt: skip
CODECS = ("utf-16", "utf-8-sig", "utf-32", "cp1252", "koi8-r", "gb18030")


@dataclass(slots=True)
class Tally:
    """What a run of documents came to."""

    ran: int = 0
    refused: int = 0
    quotes: int = 0
    cpu: float = 0.0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count what another run came to."""
        self.ran += other.ran
        self.refused += other.refused
        self.quotes += other.quotes
        self.cpu += other.cpu
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures

    def __str__(self) -> str:
        return (
            f"{self.ran} documents, {self.refused} refused, {self.quotes} quotes held, "
            f"{len(self.failures)} failed, slowest {self.slowest:.2f} s, "
            f"mean {1000 * self.cpu / max(1, self.ran):.1f} ms"
        )


def sentence(dice: random.Random) -> str:
    parts = [dice.choice(WHO), dice.choice(DOES), dice.choice(WHO), dice.choice(WHEN)]
    if dice.random() < 0.6:
        parts += [",", dice.choice(WHO), dice.choice(SAYS)]
    return " ".join(parts) + dice.choice((".", ".", ".", "?", "!", "", ",", ".”", "。", "\n"))


def words(dice: random.Random) -> str:
    """Return mostly one to three sentences, sometimes a page, seldom a flood of one piece."""
    chance = dice.random()
    if chance > 0.99:
        return " ".join(sentence(dice) for _ in range(dice.randint(20, 80)))
    if chance > 0.97:
        piece = f"{dice.choice((*ODD, *WHO))}{dice.choice(('', ' '))}"
        return sentence(dice) + piece * dice.randint(1, 300) + sentence(dice)
    if chance > 0.94:
        turns = (f"{dice.choice(('MR. BERG', 'Q', 'A', 'PRESIDENT'))}: {sentence(dice)}\n",)
        return "".join(turns * dice.randint(1, 3))
    return " ".join(sentence(dice) for _ in range(dice.randint(1, 3)))


def given(dice: random.Random) -> str:
    """Return a text, spoilt: pieces dropped, doubled, swapped, odd ones put in."""
    pieces = words(dice).split(" ")
    for _ in range(dice.randint(0, 8)):
        at = dice.randrange(len(pieces) + 1)
        match dice.randrange(4):
            case 0:
                pieces.insert(at, dice.choice(ODD))
            case 1:
                del pieces[at : at + 1]
            case 2:
                pieces[at:at] = pieces[max(0, at - 3) : at]
            case _:
                pieces[at : at + 2] = pieces[at : at + 2][::-1]
    text = dice.choice((" ", " ", " ", "", "\n")).join(pieces)
    return normalize(dice.choice(("NFC", "NFD", "NFD")), text) if dice.random() < 0.3 else text


def document(dice: random.Random) -> bytes:
    """Return the bytes of a text, one in ten of them in another encoding or with broken bytes."""
    text, chance = given(dice), dice.random()
    if chance < 0.05:
        return text.encode(dice.choice(CODECS), "replace")
    raw = text.encode("utf-8")
    if chance < 0.1 and raw:
        cut = dice.randrange(len(raw))
        raw = raw[:cut] + dice.randbytes(2) + raw[cut + 1 :]
    return raw


def check(raw: bytes) -> int | None:
    """Read one document and hold its quotes against its text; return how many, None if refused."""
    try:
        read = read_document(raw, media_type="text/plain")
    except DocumentError:
        return None
    read.text.encode("utf-8")  # no half of a pair
    found = read_statements(read, said_on=DAY)
    held = [span for statement in found for span in _spans(statement)]
    for span in held:
        assert 0 <= span.start < span.end <= len(read.text), f"{span} is outside the text"
    source = Source(
        document=read, statements=found, said_on=DAY, day_from="given", read_by=mode(None)
    )
    rows = list(claim_rows(source))
    for row in rows:
        assert row["quote"] == read.text[row["start"] : row["end"]], f"misquoted: {row['quote']!r}"
    _against_given(raw, read, held)
    if len(raw) % 50 == 0:
        assert read_statements(read, said_on=DAY) == found, "it reads otherwise the second time"
    return len(held)


def _spans(statement: Statement) -> Iterator[Span]:
    yield from statement.spans
    if statement.cue:
        yield statement.cue
    for claim in statement.claims:
        yield claim.span
        yield from (mark.span for mark in claim.marks)


def _against_given(raw: bytes, read: Document, held: list[Span]) -> None:
    """Hold a text in UTF-8 against its own NFC, made here, and each quote against the bytes."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or "Set aside" in " ".join(read.notes):
        return
    plain = normalize("NFC", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    assert read.text == plain, "the text read is not the NFC of the text given"
    places = offsets(text)
    for span in held:
        place = places.span(span)
        there = text[place.start : place.end].replace("\r\n", "\n").replace("\r", "\n")
        assert plain[span.start : span.end].strip() in normalize("NFC", there), f"{span}: {there!r}"


def run(seed: int, start: int, stop: int) -> Tally:
    """Check the documents ``[start, stop)`` of one seed, each within its time."""
    tally = Tally()
    signal.signal(signal.SIGVTALRM, _ring)
    for number in range(start, stop):
        raw = document(random.Random(f"{seed}-{number}"))
        begun = time.process_time()
        # It rings again and again, lest what is read swallows the first one.
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_S, MOST_S)
        try:
            quotes = check(raw)
        except (Exception, TookTooLong) as error:  # every kind of crash is a finding
            quotes = 0
            told = f"{type(error).__name__}: {error!s:.200}"
            tally.failures.append(f"{seed}-{number}: {told} {raw[:400]!r}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        took = time.process_time() - begun
        one = Tally(ran=1, refused=quotes is None, quotes=quotes or 0, cpu=took, slowest=took)
        tally.add(one)
    return tally


class TookTooLong(BaseException):  # no error that a reader may catch
    """A document was not read in its time."""


def _ring(*_: object) -> None:
    raise TookTooLong(f"it took more than {MOST_S:.0f} s")


def _run(part: tuple[int, int, int]) -> Tally:
    return run(*part)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1)
    chosen = parser.parse_args()
    check(b"Norway will help Latvia, Oslo said.")  # the register and the models are loaded
    parts = [(chosen.seed, at, min(at + PART, chosen.count)) for at in range(0, chosen.count, PART)]
    begun, whole = time.monotonic(), Tally()
    with get_context("fork").Pool(chosen.processes) as pool:
        for tally in pool.imap(_run, parts):
            whole.add(tally)
            for failure in tally.failures:
                print(failure)
            print(f"{time.monotonic() - begun:6.0f} s: {whole}", flush=True)
            if time.monotonic() - begun > chosen.seconds:
                pool.terminate()
                break
    print(whole)
    return int(bool(whole.failures) or whole.slowest > MOST_S)


if __name__ == "__main__":
    sys.exit(main())
