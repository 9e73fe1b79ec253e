"""An answer as PDF: two pages for a brief, tagged, every letter there, no word read as markup."""

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest

from foedus.briefing.brief import brief
from foedus.briefing.page import Bullets, Page, Para, Section, Table, said, strong, verdict
from foedus.briefing.pictures import Bar, bars

WANTED = "the extra `export` is not installed"
typst = pytest.importorskip("typst", reason=WANTED)
pdf = pytest.importorskip("foedus.briefing.documents.pdf", reason=WANTED)

ARTICLES = Path(__file__).resolve().parents[2] / "docs" / "examples" / "articles"
EVIL = '#read("/etc/passwd") $x$ *b* <label> @ref [c] \\ `raw` // no \x1b[31m'


def made(told: Page) -> bytes:
    drawn: bytes = pdf.as_pdf(told, register="2026.11+abc", engine="0.6.0")
    return drawn


def read(raw: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(raw))


def words_of(raw: bytes) -> str:
    return " ".join(" ".join(one.extract_text() for one in read(raw).pages).split())


def page(words: str) -> Page:
    return Page(
        title=words,
        lead=("Of the US-Korea treaty of 1953: ", strong("open")),
        facts=(("As of", words),),
        blocks=(
            Section(title=words, blocks=(Para(words=said(words)), Bullets(items=(words,)))),
            Table(columns=(words, "b"), rows=((words, verdict("agrees")),), caption=words),
            bars([Bar(name="one", value=0.4, low=0.2, high=0.6)], title="T", quantity="share"),
        ),
        foot=(words,),
    )


@pytest.fixture(scope="module")
def briefed() -> Page:
    path = ARTICLES / "beijing-anniversary.txt"
    if not path.is_file():
        pytest.skip("needs the source tree: docs/examples")
    return brief(path, today=date(2026, 11, 25)).page


def test_a_brief_fills_two_pages_and_is_the_same_each_time(briefed: Page) -> None:
    raw = made(briefed)
    assert raw == made(briefed)
    reader = read(raw)
    assert len(reader.pages) == 2
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert str(reader.metadata.title) == briefed.title
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261101")


def test_a_brief_tells_all_its_parts_and_its_sources_once(briefed: Page) -> None:
    text = words_of(made(briefed))
    for block in briefed.blocks:
        assert isinstance(block, Section)
        assert block.title in text
    assert text.count("Sources 1") == 1
    assert "1 . Treaty of Friendship" in text or "1. Treaty of Friendship" in text
    assert "estimate, not law" in text


def test_no_word_is_ever_read_as_markup() -> None:
    text = words_of(made(page(EVIL)))
    assert '#read("/etc/passwd")' in text
    assert "*b*" in text
    assert "root:" not in text


def test_russian_names_are_there_letter_for_letter() -> None:
    assert "Сергей Лавров" in words_of(made(page("Сергей Лавров")))


def test_korean_names_are_there_letter_for_letter() -> None:
    pytest.importorskip("pylopdf_fonts_ko", reason=WANTED)
    raw = made(page("김정은"))
    assert "김정은" in words_of(raw)
    assert pdf.MISSING[:20] not in words_of(raw)


def test_letters_without_a_font_are_told_not_hidden() -> None:
    text = words_of(made(page("\U000f1234")))
    assert pdf.MISSING[:40] in text


def test_pictures_are_drawn_in_the_colours_of_paper() -> None:
    figure = bars([Bar(name="one", value=0.4, low=0.2, high=0.6)], title="T", quantity="share")
    drawn = pdf.printed(figure.svg)
    assert "var(" not in drawn
    assert "@media" not in drawn
    assert pdf.as_png(figure.svg, ppi=96).startswith(b"\x89PNG")
