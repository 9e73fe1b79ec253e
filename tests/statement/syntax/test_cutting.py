"""Words are cut as in the treebanks, and every word stands where it says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.statement.syntax.cutting import cut_words

CASES = [
    ("They don't say so.", "They do n't say so ."),
    ("We can’t and won’t.", "We ca n’t and wo n’t ."),
    ("He cannot go.", "He can not go ."),
    ("Seoul's and the allies' plans", "Seoul 's and the allies ' plans"),
    ("It's theirs, they've agreed, I'd say", "It 's theirs , they 've agreed , I 'd say"),
    ("a half-built anti-ship system", "a half - built anti-ship system"),
    ("the U.S. and Mr. Berg left.", "the U.S. and Mr. Berg left ."),
    ("J. Berg paid $5.2m (300 euros), or 12%.", "J. Berg paid $ 5.2m ( 300 euros ) , or 12 % ."),
    ("Well... “yes” -- he said", "Well ... “ yes ” -- he said"),
    ("See https://example.org/a-b?c=1, or write to a.b@example.org.",
     "See https://example.org/a-b?c=1 , or write to a.b@example.org ."),
    ("Art. 5 and No. 7 of 12/10/2024 at 15:30", "Art. 5 and No. 7 of 12/10/2024 at 15:30"),
    ("O'Neill and Sha'ban in the 1990s", "O'Neill and Sha'ban in the 1990s"),
    ("and/or AT&T", "and / or AT&T"),
    ("Really?! Yes!!!", "Really ?! Yes !!!"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_words_are_cut(text: str, wanted: str) -> None:
    assert [word.form for word in cut_words(text)] == wanted.split(" ")


@given(st.text())
def test_words_cover_all_but_white_space_in_order(text: str) -> None:
    words = cut_words(text)
    assert all(text[w.start : w.end] == w.form != "" for w in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert "".join(w.form for w in words).split() == ["".join(text.split())][: bool(words)]


def test_a_stretch_is_cut_alone() -> None:
    text = "He left. She didn't."
    assert [w.form for w in cut_words(text, 9)] == ["She", "did", "n't", "."]
    assert [w.start for w in cut_words(text, 9)] == [9, 13, 16, 19]


@pytest.mark.parametrize("part", ["a.", "-", "'", "a-", "n't", "1,", "a@", "www.", "A. "])
def test_hostile_runs_end_soon(part: str) -> None:
    assert cut_words(part * 4000)
