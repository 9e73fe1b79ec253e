"""Whatever comes in, reading ends soon and every span is exact."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import DocumentError
from foedus.statement import read_statements
from foedus.statement.lexicon import lexicon
from foedus.text import read_document

DAY = date(2024, 10, 16)
NEWS = (
    'Russia Poland NATO said that will would not help attack if the treaty Article 4 , . " “ ” ; '
    ": and but under law of both promised warned asked for troops he it they according to no "
    "Minister Ivan Petrov must at once 's n't \n"
)
WORDS = NEWS.split(" ")


def read(text: str):
    try:
        document = read_document(text.encode("utf-8", "replace"), media_type="text/plain")
    except DocumentError:
        return None
    return document, read_statements(document, said_on=DAY)


def check(text: str) -> None:
    found = read(text)
    if found is None:
        return
    document, statements = found
    size = len(document.text)
    for statement in statements:
        for span in (*statement.spans, *(c.span for c in statement.claims)):
            assert 0 <= span.start < span.end <= size
    assert [s.id for s in statements] == [f"s{n}" for n in range(1, len(statements) + 1)]


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_random_text_never_raises(text):
    check(text)


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(max_examples=250, deadline=None)
def test_random_news_words_never_raise(words):
    check(" ".join(words))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "🙂 🚀 said 🙂.",
        '"',
        '""""',
        "Oslo said",
        "said.",
        "he said she said it said",
        "'s 's",
    ],
)
def test_scraps_are_read_as_nothing_or_little(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "said " * 200_000,
        '"' * 1_000_000,
        "n't" * 300_000,
        ", and that " * 90_000,
        "Article IV " * 90_000,
    ],
    ids=["letters", "said", "quotes", "negations", "links", "articles"],
)
def test_a_line_of_a_megabyte_is_no_prose_and_ends_soon(text):
    lexicon()
    start = time.process_time()
    assert read(text) is not None
    assert time.process_time() - start < 2


def test_emoji_and_wide_letters_keep_spans_exact():
    text = "🙂 Польша. “Poland 🚀 will defend Latvia 🙂,” the Polish premier said. 🙂"
    document, statements = read(text)
    (only,) = [s for s in statements if s.claims]
    assert only.claims[0].span.of(document.text).startswith("Poland 🚀 will defend Latvia")


def test_reading_twice_gives_the_same():
    text = "Poland will help Latvia if it is attacked, Warsaw said. Minsk called it a provocation."
    assert read(text)[1] == read(text)[1]


TURN = "Norway will send troops to Latvia if it is attacked, and we shall not wait. "


def test_a_long_turn_of_a_transcript_is_read_in_parts_of_whole_sentences():
    text = f"PRESIDENT BERG: {TURN * 200}\nQ: And then?\nPRESIDENT BERG: We will help Latvia."
    document, statements = read(text)
    spoken = [s for s in statements if s.speaker.name == "BERG"]
    assert len(spoken) > 4
    assert all(len(s.spans[0]) <= 4000 for s in spoken)
    assert all(s.spans[0].of(document.text).endswith(".") for s in spoken)
    assert sum(s.spans[0].of(document.text).count("will send troops") for s in spoken) == 200


def test_a_turn_without_an_end_ends_soon():
    text = f"PRESIDENT BERG: {'will defend Latvia and ' * 20_000}\nQ: And?\nPRESIDENT BERG: No."
    start = time.process_time()
    assert read(text) is not None
    assert time.process_time() - start < 2


def test_a_turn_of_a_label_alone_says_nothing() -> None:
    assert not any(s.claims for s in read("A:\n\U000e0041\nA:\nArticle")[1])
