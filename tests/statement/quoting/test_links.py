"""Which spans belong together, and whom a pronoun means: rules on hand-made spans."""

import re
import time

import pytest

from foedus.statement.quoting.antecedents import speakers
from foedus.statement.quoting.attribution import Attribution
from foedus.statement.quoting.linking import (
    REACH,
    Mark,
    Scene,
    cue_of_contents,
    cues,
    rating,
    source_of_cues,
)
from foedus.text import Span


def mark(role: str, start: int, end: int, *, paragraph: int = 0, sentence: int = 0) -> Mark:
    return Mark(role=role, start=start, end=end, paragraph=paragraph, sentence=sentence)


OSLO, SAID, SHIPS = mark("source", 0, 1), mark("cue", 1, 2), mark("content", 2, 5)
RIGA, ADDED, HELP = mark("source", 6, 7), mark("cue", 7, 8), mark("content", 8, 11)
WORDS = ["oslo", "said", "ships", "will", "come", ";", "riga", "added", "help", "will", "come"]
SCENE = Scene(marks=[OSLO, SAID, SHIPS, RIGA, ADDED, HELP], words=WORDS)
NEAREST = {
    "content:right/far0": 2.0,
    "source:left/far0": 2.0,
    "content:right/between[0, 0, 0]": 1.0,
    "source:left/between[0, 0, 0]": 1.0,
}


class TestLinks:
    def test_each_content_takes_the_cue_that_weighs_most(self):
        assert cue_of_contents(SCENE, NEAREST) == {SHIPS: SAID, HELP: ADDED}

    def test_each_cue_takes_the_source_that_weighs_most(self):
        assert source_of_cues(SCENE, NEAREST) == {SAID: OSLO, ADDED: RIGA}

    def test_a_cue_keeps_none_where_none_weighs_more(self):
        weights = NEAREST | {"source:none=added": 9.0}
        assert source_of_cues(SCENE, weights) == {SAID: OSLO}

    def test_a_quotation_that_goes_on_keeps_its_cue_however_far(self):
        marks = [OSLO, SAID, SHIPS]
        later = [mark("content", 5 + n, 6 + n, paragraph=n, sentence=n) for n in range(1, 6)]
        scene = Scene(marks=[*marks, *later], words=["x"] * 20)
        assert set(
            cue_of_contents(scene, {"content:chain/True": 1.0, "content:none": -1.0}).values()
        ) == {SAID}

    def test_contents_stay_alone_where_no_cue_weighs_more(self):
        weights = NEAREST | {"content:none/False/2/2": 9.0}
        assert cue_of_contents(SCENE, weights) == {}

    def test_a_content_with_no_cue_near_stays_alone(self):
        scene = Scene(marks=[SAID, mark("content", 3, 4, paragraph=9)], words=WORDS)
        assert cue_of_contents(scene, NEAREST) == {}

    def test_what_is_looked_at_does_not_grow_with_the_text(self):
        marks = [m for n in range(200) for m in (mark("cue", n, n + 1), mark("content", n, n + 1))]
        scene = Scene(marks=marks, words=["x"] * 201)
        assert len(cues(scene, 201, None)) <= 2 * REACH + 1

    def test_unknown_features_weigh_nothing(self):
        assert rating(("a", "b"), {"a": 1.5}) == 1.5


def speaker_of(text: str, *sources: str) -> str:
    """The speaker of the last source, the sources found one after the other in ``text``."""
    found, at = [], 0
    for source in sources:
        start = text.index(source, at)
        at = start + len(source)
        span = Span(start, at)
        found.append(
            Attribution(source=(span,), cue=(), content=(), speaker=(), inside=None, score=1.0)
        )
    return " ".join(s.of(text) for s in speakers(text, found)[-1].speaker)


class TestSpeakers:
    @pytest.mark.parametrize(
        ("text", "sources", "wanted"),
        [
            ("Aino Salo said no. Later she agreed.", "Aino Salo|she", "Aino Salo"),
            ("Minister Aino Salo landed. She spoke.", "She", "Minister Aino Salo"),
            ("Mr. Berg said no. Ms. Lind agreed. He left.", "Mr. Berg|Ms. Lind|He", "Mr. Berg"),
            ("Jan de Vries said no. Vries spoke.", "Jan de Vries|Vries", "Jan de Vries"),
            ("Officials said no. They left.", "Officials|They", "Officials"),
            ("Two aides said no. They left.", "Two aides|They", "Two aides"),
            ("The ministry said no. It urged calm.", "The ministry|It", "The ministry"),
            ("Ida Holm said no. The army agreed. She left.", "Ida Holm|The army|She", "Ida Holm"),
            ("Riga met the envoys, who said no.", "who", "the envoys"),
            ("It drew jeers from old hands who say no.", "who", "old hands"),
            ("Ida Holm said no. “We stay,” Holm said.", "Ida Holm|Holm", "Ida Holm"),
            ("“We stay,” she said.", "she", "she"),
        ],
    )  # fmt: skip
    def test_a_source_that_only_points_is_traced_to_its_name(self, text, sources, wanted):
        assert speaker_of(text, *sources.split("|")) == wanted

    def test_a_title_tells_a_man_from_a_woman(self):
        text = "Ms. Lind said no. Mr. Berg agreed. She left."
        assert speaker_of(text, "Ms. Lind", "Mr. Berg", "She") == "Ms. Lind"

    def test_the_work_grows_with_the_text_and_not_with_its_square(self):
        def seconds(times: int) -> float:
            text = "Ida Holm said no. Jo Berg agreed. " * times
            places = [m.span() for m in re.finditer("Ida Holm|Berg", text)]
            found = [
                Attribution(
                    source=(Span(*p),), cue=(), content=(), speaker=(), inside=None, score=1.0
                )
                for p in places
            ]
            start = time.process_time()
            speakers(text, found)
            return time.process_time() - start

        assert min(seconds(1600) for _ in range(3)) < 12 * min(seconds(400) for _ in range(3))
