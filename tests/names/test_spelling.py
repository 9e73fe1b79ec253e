import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.names.spelling import cased, instrument_spellings, spellings, unquoted
from foedus.names.state_table import fold, unaccented


@given(st.text())
def test_plain_marks_keep_every_position(text: str) -> None:
    assert len(unquoted(text)) == len(text)


@given(st.text(alphabet="abcÀÉîøłŞ'’ \n-–"))
def test_plain_marks_once_are_plain_marks_twice(text: str) -> None:
    assert unquoted(unquoted(text)) == unquoted(text)


@given(st.text())
def test_a_folded_name_folds_to_itself(name: str) -> None:
    once = fold(name)
    assert once == fold(once) or once.startswith("the ")


@pytest.mark.parametrize(
    ("accented", "plain"),
    [("Szydło", "Szydlo"), ("Türkiye", "Turkiye"), ("Erdoğan", "Erdogan"), ("Malé", "Male")],
)
def test_accents_fall_away(accented: str, plain: str) -> None:
    assert unaccented(accented) == plain


def test_a_name_is_written_with_and_without_accents_and_in_capitals() -> None:
    assert spellings("Türkiye", capitals=True) == {"Türkiye", "Turkiye", "TÜRKIYE", "TURKIYE"}
    assert spellings("US Navy") == {"US Navy", "U.S. Navy"}


def test_an_office_is_written_small_as_a_title_and_of_many() -> None:
    found = set(cased("minister of foreign affairs"))
    assert {
        "minister of foreign affairs",
        "Minister of Foreign Affairs",
        "ministers of foreign affairs",
        "MINISTER OF FOREIGN AFFAIRS",
    } <= found
    assert "secretaries general" in set(cased("secretary general"))
    assert set(cased("MP")) == {"MP"}


def test_an_instrument_is_written_in_both_spellings_of_english() -> None:
    found = instrument_spellings("US-Japan Mutual Defense Treaty")
    assert "U.S.-Japan Mutual Defence Treaty" in found
    assert "US-Japan mutual defense treaty" in found
    assert "us-japan mutual defense treaty" not in found
