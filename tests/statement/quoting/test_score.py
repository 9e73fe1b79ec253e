"""Do the shipped weights find what they found when they were shipped? A short form of the bench."""

import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[3] / "bench"

pytestmark = pytest.mark.checkout


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts of bench, and no trace of them afterwards."""
    monkeypatch.syspath_prepend(str(BENCH))
    yield
    for name in [n for n in sys.modules if n.startswith("train_attribution")]:
        del sys.modules[name]


class TestScorer:
    def test_every_measure_counts_what_it_says(self, bench):
        from train_attribution.scoring import Score

        score = Score()
        gold = [("source", 0, 2), ("cue", 2, 3), ("content", 3, 9)]
        score.add(gold, [("source", 0, 2), ("cue", 4, 5), ("content", 3, 6), ("content", 7, 9)])
        assert score.f1("exact") == (100.0, 0.0, 0.0)
        assert score.f1("overlap") == (100.0, 0.0, 100.0)
        places = score.tallies["places", "content"]
        assert (places.right, places.found, places.gold) == (5, 5, 6)

    def test_a_role_is_never_taken_for_another(self, bench):
        from train_attribution.scoring import Score

        score = Score()
        score.add([("source", 0, 2)], [("content", 0, 2)])
        assert score.f1("overlap") == (0.0, 0.0, 0.0)


class TestCorpus:
    def act(self, bench, text: str, content: tuple[tuple[int, int], ...]):
        from train_attribution.corpus import Act, Article

        found = Act(source=((0, 4),), cue=((5, 9),), content=content)
        return Article(name="made", text=text, acts=(found,))

    def test_parts_are_joined_over_blanks_and_parted_at_paragraphs(self, bench):
        from train_attribution.corpus import gold

        text = "Oslo said we go. We stay.\nWe wait."
        article = self.act(bench, text, ((10, 16), (17, 34)))
        contents = {text[a:b] for role, (a, b) in gold(article) if role == "content"}
        assert contents == {"we go. We stay.", "We wait."}

    def test_a_content_goes_on_as_a_new_span_after_a_source_inside_it(self, bench):
        from train_attribution.corpus import lines_of, painted

        text = "Oslo said we go"
        article = self.act(bench, text, ((0, 15),))
        [line] = lines_of(text)
        assert painted(article, line) == ["B-source", "B-cue", "B-content", "I-content"]


def test_eight_development_articles_keep_their_score(bench, shared):
    from foedus.statement.quoting.labels import stretches
    from foedus.statement.quoting.tagging import labelled
    from foedus.statement.quoting.weights import weights
    from train_attribution.corpus import articles, gold, lines_of
    from train_attribution.scoring import Score

    root = shared / "data" / "reading" / "attribution"
    if not root.is_dir():
        pytest.skip("../shared lacks the annotated articles")
    score = Score()
    for article in articles("dev", root)[::11]:
        lines = lines_of(article.text)
        words = [[article.text[a:b] for a, b in line] for line in lines]
        found = [
            (role, line[i][0], line[j - 1][1])
            for line, result in zip(lines, labelled(words, weights()), strict=True)
            for role, i, j in stretches(result.labels)
        ]
        score.add({(role, *part) for role, part in gold(article)}, found)
    source, cue, content = score.f1("exact")
    # What these eight gave when the weights were shipped; all 84 give 79.7, 73.2 and 66.8.
    assert (source, cue, content) == pytest.approx((75.2, 65.3, 55.9), abs=1.0)
