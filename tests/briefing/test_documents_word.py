"""An answer as a Word file: real headings, lists, tables, footnotes; the same bytes each time."""

import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from foedus.briefing.page import (
    Branch,
    Bullets,
    Figure,
    Page,
    Para,
    Section,
    Table,
    Tree,
    said,
    strong,
    verdict,
)
from foedus.briefing.pictures import Bar, bars

WANTED = "the extra `export` is not installed"
docx = pytest.importorskip("docx", reason=WANTED)
word = pytest.importorskip("foedus.briefing.documents.word", reason=WANTED)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = "<w:p>&amp; \x00 \ud800 \uffff ]]> \u202egnp"
NAMES = "김정은 and Лавров"


def picture() -> Figure:
    return bars([Bar(name="one", value=0.4, low=0.2, high=0.6)], title="T", quantity="share")


def page(words: str = NAMES) -> Page:
    return Page(
        title=f"A title {words}",
        lead=("Held against the US-Korea treaty of 1953: ", strong("open"), "."),
        facts=(("Said on", "2024-10-15"), ("As of", "2024-10-15")),
        blocks=(
            Section(
                title="Said",
                blocks=(
                    Para(words=(said(words), " and the US-Korea treaty of 1953 again")),
                    Table(
                        columns=("Said", "Verdict"),
                        rows=((said(words), verdict("overstates")),) * 3,
                        caption="Findings",
                    ),
                    Bullets(items=("one", "two"), ordered=True),
                    Bullets(items=("first again",), ordered=True),
                    Bullets(items=(words,)),
                    Tree(
                        title="Why",
                        roots=(Branch(words="because", under=(Branch(words="of this"),)),),
                    ),
                ),
            ),
            Section(title="Odds", tone="estimate", blocks=(Para(words="14 %"),)),
            Section(
                title="Sources",
                blocks=(Bullets(items=((strong("usa-kor-1953 "), "UNTS vol. 238"),)),),
            ),
        ),
        foot=("Caution.",),
    )


def made(told: Page) -> bytes:
    drawn: bytes = word.as_docx(told, register="2026.11+abc", engine="0.6.0")
    return drawn


def part(raw: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return ElementTree.fromstring(archive.read(name))


def words_of(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def test_headings_lists_and_tables_are_real_ones() -> None:
    document = docx.Document(io.BytesIO(made(page())))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles[f"A title {NAMES}"] == "Title"
    assert styles["Said"] == "Heading 1"
    assert styles["one"] == "List Number"
    assert styles[NAMES] == "List Bullet"
    assert styles["of this"] == "List Bullet 2"
    assert styles["Odds estimate, not law"] == "Heading 1"
    rows = document.tables[0]._tbl.tr_lst
    heads = [row.trPr is not None and row.trPr.find(f"{W}tblHeader") is not None for row in rows]
    assert heads == [True, False, False, False]
    assert document.tables[0].cell(1, 1).text == "▲ overstates"


def test_an_ordered_list_begins_again_at_one() -> None:
    body = part(made(page()), "word/document.xml")
    numbers = {
        words_of(p): number.get(f"{W}val")
        for p in body.iter(f"{W}p")
        if (number := p.find(f"{W}pPr/{W}numPr/{W}numId")) is not None
    }
    assert numbers["one"] == numbers["two"]
    assert numbers["one"] != numbers["first again"]


def test_a_treatys_sources_stand_in_one_footnote_where_it_is_first_named() -> None:
    raw = made(page())
    body, notes = part(raw, "word/document.xml"), part(raw, "word/footnotes.xml")
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert marks == ["1"]
    told = {note.get(f"{W}id"): words_of(note) for note in notes.iter(f"{W}footnote")}
    assert "Mutual Defense Treaty between the United States" in told["1"]
    assert "UNTS vol. 238 no. 3363" in told["1"]
    assert "Sources" not in {words_of(p) for p in body.iter(f"{W}p")}


def test_sources_that_no_note_tells_stay_in_their_list() -> None:
    bare = Section(title="Sources", blocks=(Bullets(items=((strong("nato-1949 "), "34 UNTS"),)),))
    raw = made(Page(title="T", lead="L", facts=(), blocks=(bare,)))
    assert "34 UNTS" in words_of(part(raw, "word/document.xml"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_the_same_page_gives_the_same_bytes_and_no_date_but_the_registers() -> None:
    first = made(page())
    assert first == made(page())
    about = docx.Document(io.BytesIO(first)).core_properties
    assert about.title == f"A title {NAMES}"
    assert about.created.date() == about.modified.date() == date(2026, 11, 1)
    assert "2024-10-15" in about.keywords
    assert about.comments == ""
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_hostile_words_stay_words() -> None:
    document = docx.Document(io.BytesIO(made(page(EVIL))))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "<w:p>&amp; \ufffd \ufffd \ufffd ]]> \ufffdgnp" in text


def test_a_picture_goes_in_with_words_for_who_does_not_see_it() -> None:
    pytest.importorskip("typst", reason=WANTED)
    figure = picture()
    raw = made(Page(title="T", lead="L", facts=(), blocks=(figure,)))
    assert raw == made(Page(title="T", lead="L", facts=(), blocks=(figure,)))
    document = docx.Document(io.BytesIO(raw))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == figure.alt
    assert 0 < shape.width <= document.sections[0].page_width
    assert len(document.tables) == 1


def test_without_typst_the_picture_is_its_table_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word, "find_spec", lambda _: None)
    raw = made(Page(title="T", lead="L", facts=(), blocks=(picture(),)))
    document = docx.Document(io.BytesIO(raw))
    assert word.NO_PICTURE in {p.text for p in document.paragraphs}
    assert len(document.inline_shapes) == 0
    assert len(document.tables) == 1


def test_the_folder_of_the_writer_holds_no_template_of_its_own() -> None:
    folder = Path(word.__file__).parent
    assert not list(folder.glob("*.docx"))
