"""Does any document make the reader crash, hang or misquote? Random texts by grammar and mutation.

    python bench/fuzz_reader.py [--count 1000000] [--seed 0] [--seconds S]

For every document: it is read or refused by name, within 5 s of computing, and every span
lies in the text. Prints how many ran, how many were refused, and the slowest.
"""

import argparse
import random
import sys
import time
from datetime import date

from foedus.errors import DocumentError
from foedus.statement import read_statements
from foedus.text import Span, read_document

DAY = date(2025, 5, 3)
MOST_S = 5.0
WHO = (
    "Norway",
    "Moscow",
    "the minister",
    "Kari Berg",
    "NATO",
    "he",
    "it",
    "TASS",
    "Песков",
    "일본",
)
SAYS = ("said", "warned", "promised", "denied", "asked for", "welcomed", "would not say")
DOES = ("will defend", "shall help", "may send troops to", "attacked", "would not aid", "signed")
WHEN = ("if attacked", "under Article 5", "at once", "on Monday", "in 2024", "unless asked")
ODD = (
    "“", "”", '"', "'", "«", "„", "「", "」", "\u202e", "\u200b", "🙂", "e\u0301", "\r\n", "\n\n",
    "\x0c", "\ufeff", "قال", "...", "U.S.", "A:", "Q:", "MR. BERG:", "|", "<p>", "&amp;", "§ 5",
    "\u1100\u1161", "\ufffd", "n't", "’s", "--", "(", ")", "1.", "\t", "\U000e0041",
)  # fmt: skip


def sentence(dice: random.Random) -> str:
    parts = [dice.choice(WHO), dice.choice(DOES), dice.choice(WHO), dice.choice(WHEN)]
    if dice.random() < 0.6:
        parts += [",", dice.choice(WHO), dice.choice(SAYS)]
    return " ".join(parts) + dice.choice((".", ".", "?", "!", "", ",", ".”"))


def document(dice: random.Random) -> bytes:
    """Return a few sentences, spoilt: pieces dropped, doubled, swapped, odd ones put in."""
    pieces = " ".join(sentence(dice) for _ in range(dice.randint(1, 4))).split(" ")
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
                pieces[at : at + 1] = pieces[at : at + 1][::-1]
    raw = dice.choice((" ", " ", " ", "", "\n")).join(pieces).encode("utf-8", "replace")
    if dice.random() < 0.1 and raw:
        cut = dice.randrange(len(raw))
        raw = raw[:cut] + dice.randbytes(2) + raw[cut + 1 :]
    return raw


def check(raw: bytes) -> bool:
    """Read one document and hold its spans against its text; return whether it was read."""
    try:
        read = read_document(raw, media_type="text/plain")
    except DocumentError:
        return False
    for statement in read_statements(read, said_on=DAY):
        held: list[Span] = list(statement.spans)
        held += [statement.cue] if statement.cue else []
        for claim in statement.claims:
            held += [claim.span, *(mark.span for mark in claim.marks)]
        for span in held:
            assert 0 <= span.start < span.end <= len(read.text), raw
            assert read.text[span.start : span.end] == span.of(read.text), raw
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    chosen = parser.parse_args()
    begun, ran, refused, slowest, failed = time.monotonic(), 0, 0, 0.0, 0
    while ran < chosen.count and time.monotonic() - begun < chosen.seconds:
        raw = document(random.Random(f"{chosen.seed}-{ran}"))
        start = time.process_time()
        try:
            refused += not check(raw)
        except Exception as error:  # every kind of crash is a finding
            failed += 1
            print(f"{chosen.seed}-{ran}: {type(error).__name__}: {error!s:.100} {raw!r}")
        slowest = max(slowest, time.process_time() - start)
        ran += 1
    print(f"{ran} documents, {refused} refused, {failed} failed, slowest {slowest:.2f} s")
    return int(failed > 0 or slowest > MOST_S)


if __name__ == "__main__":
    sys.exit(main())
