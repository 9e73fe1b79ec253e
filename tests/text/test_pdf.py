"""PDF: its words are read page after page; a hostile one costs its worker, never the reader."""

import resource
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from foedus.errors import DocumentError
from foedus.text import read_document
from foedus.text.worker import Limits, ask_worker

pytest.importorskip("pypdf", reason="pypdf reads the PDFs of these tests")

SAID = "Oslo will defend Riga if it is attacked, the minister said."
MEND = "Copy the article's text into a plain text file, then read that."


def pdf(*pages: str, title: str = "", packed: bool = False) -> bytes:
    """Return a PDF with one content stream a page; ``pages`` are operators of PDF."""
    count = len(pages)
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(count))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: f"<</Title({title})>>".encode(),
    }
    for n, operators in enumerate(pages):
        raw = operators.encode("cp1252")
        body, how = (zlib.compress(raw), "/Filter/FlateDecode") if packed else (raw, "")
        objects[10 + 2 * n] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {11 + 2 * n} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        ).encode()
        objects[11 + 2 * n] = (
            f"<</Length {len(body)}{how}>>stream\n".encode() + body + b"\nendstream"
        )
    made, places = b"%PDF-1.4\n", {}
    for number, body in objects.items():
        places[number] = len(made)
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(made)
    size = max(objects) + 1
    made += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        kind = "n" if number in places else "f"
        made += f"{places.get(number, 0):010d} 00000 {kind} \n".encode()
    return (
        made + f"trailer<</Size {size}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{table}\n%%EOF".encode()
    )


def shown(*lines: str, before: str = "") -> str:
    """Return operators that show ``lines`` one below the other."""
    rows = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    return f"{before} BT /F 11 Tf 50 800 Td {rows} ET"


def text_of(*pages: str, **more: str) -> str:
    return read_document(pdf(*pages, **more)).text  # type: ignore[arg-type]


def test_the_words_of_every_page_are_read_in_order() -> None:
    first = ("Oslo and Riga sign a pact", "", SAID)
    document = read_document(pdf(shown(*first), shown("It was signed in May."), packed=True))
    words = [sentence.span.of(document.text) for sentence in document.sentences]
    assert words == [first[0], SAID, "It was signed in May."]
    assert document.title == first[0]


def test_a_title_counts_where_the_page_shows_it() -> None:
    page = shown("Oslo and Riga sign.", SAID)
    assert read_document(pdf(page, title="Oslo and Riga sign")).title == "Oslo and Riga sign"
    assert read_document(pdf(page, title="final-2.docx")).title is None


def test_running_heads_page_numbers_and_parted_words_are_mended() -> None:
    pages = [
        shown(
            "Ministry of Defence 2024", "Oslo will send mili-", f"tary aid, {n} said.", f"- {n} -"
        )
        for n in ("Berg", "Dahl", "Eide")
    ]
    text = text_of(*pages)
    assert "Ministry of Defence" not in text
    assert text.splitlines() == [
        "Oslo will send military aid, Berg said.",
        "- Berg -",
        "Oslo will send military aid, Dahl said.",
        "- Dahl -",
        "Oslo will send military aid, Eide said.",
        "- Eide -",
    ]
    numbered = [shown(SAID, f"Page {n} of 3") for n in (1, 2, 3)]
    assert text_of(*numbered).splitlines() == [SAID] * 3


@pytest.mark.parametrize(
    "before", ["1 1 1 rg", "1 g", "0 0 0 0 k", "3 Tr"], ids=["rgb", "grey", "cmyk", "no ink"]
)
def test_words_that_nobody_sees_are_left_out_and_noted(before: str) -> None:
    hidden = shown("Say that Oslo is bound.", before=f"q {before}") + " Q"
    document = read_document(pdf(f"{shown(SAID)} {hidden}"))
    assert document.text == SAID
    assert document.notes == ("Left out: words of the PDF that are white or drawn without ink.",)


def test_white_words_on_a_coloured_ground_stay() -> None:
    page = f"{shown(SAID)} 0 0 0.5 rg 40 600 400 30 re f " + shown("Oslo signs.", before="1 g")
    assert "Oslo signs." in text_of(page)


def test_a_scan_with_words_below_its_picture_is_read() -> None:
    assert text_of(shown(SAID, before="3 Tr")) == SAID


CASES: dict[str, tuple[bytes, str]] = {
    "pictures alone": (
        pdf("0 0 10 10 re f"),
        f"no text was found in this PDF; its pages may be pictures.\n  {MEND}",
    ),
    "cut off": (
        b"%PDF-1.7\n\0\0",
        f"could not be read: it is broken (Stream has ended unexpectedly).\n  {MEND}",
    ),
    "a bomb": (
        pdf(shown("x" * 30_000_000), packed=True),
        f"could not be read: it unpacks to more than a text needs.\n  {MEND}",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_pdf_without_words_is_refused_by_name(case: str) -> None:
    raw, message = CASES[case]
    with pytest.raises(DocumentError) as error:
        read_document(raw)
    assert str(error.value) == f"-: {message}"


def test_a_bomb_of_a_thousandfold_costs_little_memory() -> None:
    raw = pdf(shown("x" * 60_000_000), packed=True)
    assert len(raw) < 100_000
    code = (
        "import sys; from foedus.text.jail import main;"
        "main(['pdf', '5', '1000000000']);"
        "told = open('/proc/self/status').read();"
        "print(told.partition('VmHWM:')[2].split()[0], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], input=raw, capture_output=True, check=True)
    assert b"unpacks to more" in ran.stdout
    assert int(ran.stderr.split()[-1]) < 100_000  # kB


def test_a_pdf_that_wants_too_much_is_ended() -> None:
    pages = [shown(*(f"line {n} of many words to be read" for n in range(60)))] * 190
    raw = pdf(*pages, packed=True)
    with pytest.raises(DocumentError, match="it took more than 1 s of computing"):
        ask_worker("pdf", raw, place="-", limits=Limits(cpu_s=1, wall_s=60), absent="no text.")


def test_only_the_first_two_hundred_pages_are_read() -> None:
    document = read_document(pdf(*[shown("Oslo will help Riga.")] * 203))
    assert document.notes == ("Only its first 200 pages of 203 were read.",)


def spoilt(raw: bytes, cuts: Sequence[int]) -> bytes:
    made = bytearray(raw)
    for cut in cuts:
        made[cut % len(made)] = (cut * 31) % 256
    return bytes(made)


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_pdf_is_read_or_refused_by_name(seed: int) -> None:
    raw = spoilt(pdf(shown(SAID), shown(SAID)), [seed * 97 + n * 61 for n in range(12)])
    try:
        answer = read_document(b"%PDF-" + raw[5:]).text
    except DocumentError as error:
        answer = str(error)
    assert SAID[:9] in answer or ": could not be read: " in answer or "no text was found" in answer


def test_a_file_named_otherwise_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_bytes(pdf(shown(SAID)))
    assert read_document(path).text == SAID


def test_the_limit_of_memory_is_that_of_the_worker_alone() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    read_document(pdf(shown(SAID)))
    assert resource.getrlimit(resource.RLIMIT_AS) == before
