"""The same page in the terminal, as Markdown and as HTML; hostile words stay words."""

import re
from html.parser import HTMLParser

import pytest

from foedus.briefing.html import as_html
from foedus.briefing.markdown import as_markdown
from foedus.briefing.page import (
    Branch,
    Bullets,
    Page,
    Para,
    Run,
    Section,
    Table,
    Tree,
    said,
    strong,
    verdict,
)
from foedus.briefing.terminal import as_text

EVIL = "<script>alert(1)</script> [x](javascript:y) | `code` *b* \x1b[31mred \u202egnp"


def page(words: str = "we will help") -> Page:
    return Page(
        title="A title",
        lead=("The answer: ", strong("open"), "."),
        facts=(("Said on", "2024-10-15"),),
        blocks=(
            Section(
                title="Said",
                blocks=(
                    Para(words=(said(words), " said Berg")),
                    Table(
                        columns=("Said", "Verdict"),
                        rows=((said(words), verdict("overstates")),),
                        caption="Findings",
                    ),
                    Bullets(items=("one", ("two ", Run("foedus decide", "code")))),
                    Tree(
                        title="Why",
                        roots=(Branch(words="because", under=(Branch(words="of this"),)),),
                    ),
                ),
            ),
            Section(title="Odds", tone="estimate", blocks=(Para(words="14 %"),)),
        ),
        foot=("Caution.",),
    )


class Tags(HTMLParser):
    """Checks that every element that opens also closes, in order."""

    VOID = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_well_formed_self_contained_and_without_script() -> None:
    tags = Tags()
    tags.feed(as_html(page(EVIL)))
    assert tags.open == []
    assert tags.seen.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    assert not re.search(r'(src|href)="', as_html(page()))


def test_html_marks_words_that_were_said_and_the_estimate_frame() -> None:
    html = as_html(page())
    assert "<q>we will help</q>" in html
    assert '<section class="estimate">' in html
    assert "estimate, not law" in html


def test_hostile_words_stay_words_in_markdown() -> None:
    text = as_markdown(page(EVIL))
    assert "<script>" not in text
    assert r"\[x\](javascript" in text
    assert "\x1b" not in text
    assert all(row.count(" | ") <= 3 for row in text.splitlines() if row.startswith("|"))


def test_hostile_words_stay_words_in_the_terminal() -> None:
    text = as_text(page(EVIL))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<script>" in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_terminal_page_fits_its_width(width: int) -> None:
    assert all(len(line) <= width for line in as_text(page("word " * 60), width=width).splitlines())


def test_colour_only_when_asked_for() -> None:
    assert "\x1b[" in as_text(page(), colour=True)
    assert "\x1b[" not in as_text(page())


@pytest.mark.parametrize("drawer", [as_text, as_markdown, as_html])
def test_every_form_tells_everything(drawer) -> None:
    text = drawer(page())
    for words in (
        "A title",
        "2024-10-15",
        "we will help",
        "overstates",
        "of this",
        "14 %",
        "Caution.",
    ):
        assert words in text


def test_bold_words_keep_their_spaces_outside_the_stars() -> None:
    shown = as_markdown(Page(title="t", lead=(strong("Open: "), "a question"), facts=(), blocks=()))
    assert "**Open:** a question" in shown
