"""What comes out of a reading: marked HTML, grounds, rows, JSON lines, attributes of a Doc."""

import html
import json
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis.strategies as st
import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from foedus.briefing.folding import folded
from foedus.briefing.grounds import FIELDS, Grounds
from foedus.briefing.marked import as_marked_html
from foedus.briefing.read_forms import read_as, sources_of
from foedus.briefing.reading import reading
from foedus.briefing.source import Source, read_source
from foedus.briefing.spacy_doc import annotate
from foedus.briefing.table_of_claims import claim_rows, write_parquet
from foedus.cli import main
from foedus.errors import InputError
from foedus.text import Span
from foedus.text.decoding import clean
from foedus.text.offsets import offsets
from foedus.text.twins import twins

DAY = date(2025, 5, 3)
TEXT = (
    "OSLO, 3 May 2025 (AP) - Norway will send troops to Latvia at once if it is attacked, "
    "Foreign Minister Kari Berg said on Saturday.\n\n"
    "“It is our duty,” she added. Latvia has asked Norway for help under Article 5 of the "
    "North Atlantic Treaty."
)
EVIL = "<script>alert(1)</script>\" onload='x' <b>Norway</b> will defend Latvia, Oslo said. \u202e"


def source(text: str = TEXT) -> Source:
    return read_source(text.encode(), said_on=DAY, today=DAY)


def run(*arguments: str, stdin: bytes | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["read", *arguments], input=stdin)
    return result.exit_code, result.output


# Grounds ------------------------------------------------------------------------------------


def test_every_value_of_a_claim_has_its_words_and_its_rule() -> None:
    read = source()
    grounds = Grounds(read.document.text, on=DAY)
    claim = read.statements[0].claims[0]
    told = {(g.field, g.value): g for g in grounds.of(read.statements[0], claim)}
    assert {field for field, _ in told} >= {f for f in FIELDS if getattr(claim, f) is not None} - {
        "against",
        "qualifiers",
    }
    words = {k: g.span.of(read.document.text) if g.span else None for k, g in told.items()}
    assert words["obligor", "NOR"] == "Norway"
    assert words["beneficiary", "LVA"] == "Latvia"
    assert told["obligor", "NOR"].rule == "name.state"
    assert words["tense", "future"] == "will"
    assert words["forms", "troops"] == "troops"
    assert all(g.rule for g in told.values())


def test_the_page_of_why_tells_words_and_rules() -> None:
    code, told = run("-", "--why", "--said-on", "2025-05-03", stdin=TEXT.encode())
    assert code == 0
    assert "obligor: NOR" in told
    assert "name.state" in told
    assert "silent" in told
    plain = reading(TEXT.encode(), said_on=DAY, today=DAY)
    assert "name.state" not in str(plain.page)


# Marked HTML --------------------------------------------------------------------------------


def test_the_marked_page_shows_the_whole_text_and_links_each_claim() -> None:
    page = as_marked_html(source())
    body = page.partition("<body>")[2]
    shown = re.sub(r"<div>.*?</div>|<a class=.ref.*?</a>|<[^>]+>", "", body.replace("\n", " "))
    for sentence in (
        "Foreign Minister Kari Berg said on Saturday.",
        "“It is our duty,” she added.",
    ):
        assert sentence in html.unescape(shown)
    ids = re.findall(r'<section class="card k-\w+" id="([^"]+)"', page)
    assert ids
    assert {f"#{id_}" for id_ in ids} == set(re.findall(r'class="ref" href="(#[^"]+)"', page))
    assert '<mark class="k-commitment">' in page


def test_the_marked_page_holds_no_script_no_style_attribute_and_escapes_all() -> None:
    page = as_marked_html(source(f"{EVIL}\n\n{TEXT}"))
    body = page.partition("<body>")[2]
    assert not re.search(r"<script|<b>|<[^>]*\son\w+=|<[^>]*\sstyle=|javascript:|\u202e", body)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "unsafe-inline" not in policy[1]
    assert "sha256-" in policy[1]


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
@settings(deadline=None)
def test_whatever_the_text_the_marked_page_is_well_formed(text: str) -> None:
    read = source(f"Norway {text or 'x'} will defend Latvia, Oslo said. {text}")
    body = as_marked_html(read).partition("<body>")[2]
    tags = re.findall(r"<(/?)([a-z0-9]+)[^>]*>", body)
    stack = ["html", "body"]
    for closing, name in tags:
        if name in ("br", "meta"):
            continue
        if closing:
            assert stack.pop() == name
        else:
            stack.append(name)
    assert stack == []


# Rows, lines, Parquet -----------------------------------------------------------------------


def test_a_row_for_each_claim_with_its_words() -> None:
    read = source()
    rows = list(claim_rows(read))
    assert len(rows) == sum(len(s.claims) for s in read.statements) > 1
    for row in rows:
        assert read.document.text[row["start"] : row["end"]] == row["quote"]
    assert (rows[0]["obligor"], rows[0]["speaker"], rows[0]["outlet"]) == (
        ["NOR"],
        "Kari Berg",
        "AP",
    )


def test_json_lines_of_a_document_are_those_of_the_passages() -> None:
    code, told = run("-", "--as", "jsonl", "--said-on", "2025-05-03", stdin=TEXT.encode())
    assert code == 0
    line = json.loads(told)
    passage = json.dumps({"id": "standard input", "text": TEXT, "date": "2025-05-03"})
    _, other = run("--claims-jsonl", "-", stdin=passage.encode())
    assert line == json.loads(other)


def test_parquet_holds_the_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    path = tmp_path / "claims.parquet"
    read = source()
    assert write_parquet([read], path) == parquet.read_table(path).num_rows
    assert parquet.read_table(path).to_pylist() == list(claim_rows(read))


def test_without_pyarrow_the_message_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.briefing.table_of_claims.find_spec", lambda name: None)
    with pytest.raises(InputError) as error:
        write_parquet([source()], tmp_path / "x.parquet")
    assert str(error.value) == (
        f"{tmp_path / 'x.parquet'}: Parquet needs pyarrow, which is not installed.\n"
        "  Install it (pip install pyarrow), or take --as jsonl."
    )


@pytest.mark.parametrize(
    ("form", "count", "message"),
    [
        ("parquet", 1, "--as parquet: it needs a file.\n  Name one with --out."),
        ("marked", 2, "--as marked: it shows one text.\n  Give one FILE."),
    ],
)
def test_a_form_that_cannot_be_had_is_refused(form: str, count: int, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_as([source()] * count, form, out=None)
    assert str(error.value) == message


# Several texts, copies ----------------------------------------------------------------------


def test_a_copy_of_a_text_is_told_once(tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{n}.txt" for n in "abc")
    first.write_text(TEXT, encoding="utf-8")
    second.write_text(TEXT.replace("(AP)", "(Reuters)"), encoding="utf-8")
    third.write_text(TEXT.replace("will send", "will not send"), encoding="utf-8")
    read = sources_of([first, second, third], said_on=DAY, today=DAY)
    assert [bool(s.statements) for s in read] == [True, False, True]
    assert read[1].document.notes == (
        f"Folded: it nearly repeats {first}, where its statements are told.",
    )
    code, told = run(*map(str, (first, second, third)), "--format", "json")
    assert code == 0
    assert [json.loads(line)["kind"] for line in told.splitlines()] == ["reading"] * 3


def test_a_paragraph_that_comes_again_is_told_once_unless_it_says_otherwise() -> None:
    said = (
        "Norway will send three brigades of its army to Latvia if Latvia is attacked by anybody, "
        "Foreign Minister Kari Berg told reporters in Oslo on Saturday after long talks."
    )
    twice = folded(source(f"{said}\n\nThe weather was fine.\n\n{said}"))
    assert len(twice.statements) == 1
    assert twice.document.notes == ("Folded: 1 paragraph nearly repeats one above.",)
    other = folded(source(f"{said}\n\n{said.replace('will send', 'will not send')}"))
    assert len(other.statements) == 2
    assert other.document.notes == ()


MANY = [
    f"text {n} of a long line of words that has the number {n % 40} in it, twice {n % 40}"
    for n in range(600)
]


def test_twins_are_the_same_by_hashes_and_by_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.text.twins.find_spec", lambda name: None)
    plain = twins(MANY, least=0.7)
    assert plain
    monkeypatch.undo()
    pytest.importorskip("rensa", reason="rensa is an extra")
    hashed = twins(MANY, least=0.7)
    assert len(set(plain) & set(hashed)) >= 0.9 * len(plain)
    assert set(hashed) <= set(plain)


@given(st.lists(st.text(alphabet="ab c", max_size=60), max_size=8))
def test_an_equal_text_is_a_twin_and_the_first_is_none(texts: list[str]) -> None:
    found = twins(texts)
    assert all(later > earlier for later, earlier in found.items())
    assert all(earlier not in found for earlier in found.values())


# Places and Docs ----------------------------------------------------------------------------


@given(st.text(alphabet="aé\u0301 \r\n🙂가\u1100\u1161\u11a8", max_size=40), st.integers(0, 2))
def test_places_in_the_text_given_hold_the_same_words(body: str, marks: int) -> None:
    given_ = "\ufeff" * marks + body
    places, read = offsets(given_), clean(given_)
    for start in range(len(read)):
        for end in range(start + 1, len(read) + 1):
            span = places.span(Span(start, end))
            assert read[start:end].strip() in clean(given_[span.start : span.end])


class FakeDoc:
    """A Doc as spaCy's: tokens parted by white space, and custom attributes."""

    extensions: dict[str, Any] = {}  # noqa: RUF012 - so does spaCy

    def __init__(self, text: str) -> None:
        self.text = text
        self._ = SimpleNamespace()

    @classmethod
    def has_extension(cls, name: str) -> bool:
        return name in cls.extensions

    @classmethod
    def set_extension(cls, name: str, *, default: object) -> None:
        assert name not in cls.extensions
        cls.extensions[name] = default

    def char_span(self, start: int, end: int, *, alignment_mode: str) -> str:
        assert alignment_mode == "expand"
        begin = self.text.rfind(" ", 0, start + 1) + 1
        stop = self.text.find(" ", end)
        return self.text[begin : stop if stop >= 0 else len(self.text)]


@pytest.mark.parametrize("before", ["", "Caf\u0065\u0301 \r\n\r\n", "\ufeff"])
def test_a_doc_bears_its_statements(before: str) -> None:
    text = before + TEXT
    doc = annotate(annotate(FakeDoc(text), said_on=DAY), said_on=DAY)
    found = doc._.foedus_statements
    claim = found[0]["claims"][0]
    start, end = claim["words"]
    assert text[start:end] == "Norway will send troops to Latvia at once if it is attacked"
    assert claim["span"].startswith("Norway will send")
    assert [text[a:b] for m in claim["marks"] for a, b in [m["words"]]] == [
        m["quote"] for m in claim["marks"]
    ]
    assert annotate(FakeDoc("  "))._.foedus_statements == ()


def test_a_doc_of_spacy_bears_its_statements() -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is no dependency")
    doc = annotate(spacy.blank("en")(TEXT), said_on=DAY)
    claim = doc._.foedus_statements[0]["claims"][0]
    assert claim["span"].text.startswith("Norway will send troops")


def test_spans_of_json_lines_count_the_text_as_it_was_given() -> None:
    text = f"Cafe\u0301.\r\n\r\n{TEXT}"
    passage = json.dumps({"id": "a", "text": text, "date": "2025-05-03"})
    _, told = run("--claims-jsonl", "-", stdin=passage.encode())
    spans = [text[a:b] for s in json.loads(told)["statements"] for a, b in s["spans"]]
    assert spans[0].startswith("Norway will send troops")
    assert spans[0].endswith("said on Saturday.")
