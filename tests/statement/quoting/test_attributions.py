"""What the shipped model hears in sentences written for these tests."""

from collections.abc import Sequence

import pytest

from foedus.statement.quoting import Attribution, attributions
from foedus.text import Document, Span, read_document


def document(text: str) -> Document:
    return read_document(text.encode(), media_type="text/plain")


def told(read: Document, found: Attribution) -> tuple[str, str, str]:
    """Source, cue and content as words, parts joined by a bar."""

    def words(spans: Sequence[Span]) -> str:
        return " | ".join(s.of(read.text) for s in spans)

    return words(found.source), words(found.cue), words(found.content)


def heard(text: str) -> list[tuple[str, str, str]]:
    read = document(text)
    return [told(read, found) for found in attributions(read, nested=False)]


class TestShapes:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            (
                "The minister said that Finland would defend Latvia if it was attacked.",
                ("The minister", "said", "that Finland would defend Latvia if it was attacked"),
            ),
            (
                "The ships will arrive on Monday, a spokesman for the navy said.",
                ("a spokesman for the navy", "said", "The ships will arrive on Monday"),
            ),
            (
                "“We will come if they are bombed,” Berg said. “All of us.”",
                ("Berg", "said", "“We will come if they are bombed,” | “All of us.”"),
            ),
        ],
    )
    def test_source_cue_and_content_are_found_exactly(self, text, wanted):
        assert heard(text) == [wanted]


class TestTogether:
    TEXT = (
        "Defence Minister Aino Salo landed in Riga. She said that Finland would help.\n\n"
        "TASS quoted Rudenko as saying that Putin had promised to send troops."
    )

    def test_a_pronoun_is_traced_to_the_name_before_it(self):
        read = document(self.TEXT)
        first = attributions(read)[0]
        assert told(read, first)[0] == "She"
        assert [s.of(read.text) for s in first.speaker] == ["Defence Minister Aino Salo"]

    def test_what_a_content_reports_stands_inside_it(self):
        read = document(self.TEXT)
        found = attributions(read)
        inner = next(a for a in found if a.inside is not None)
        outer = found[inner.inside]
        assert told(read, outer)[0] == "TASS"
        assert told(read, inner)[0] == "Rudenko"
        assert any(part.covers(inner.span) for part in outer.content)

    def test_nested_ones_are_left_out_on_demand(self):
        assert all(a.inside is None for a in attributions(document(self.TEXT), nested=False))

    def test_spans_are_ordered_and_inside_the_text(self):
        read = document(self.TEXT)
        found = attributions(read)
        assert [a.span.start for a in found] == sorted(a.span.start for a in found)
        assert all(0 < a.score <= 1.0001 and a.span.end <= len(read.text) for a in found)

    def test_stretches_given_are_read_as_if_alone(self):
        read = document(self.TEXT)
        second = Span(read.text.index("TASS"), len(read.text))
        [alone] = attributions(document(self.TEXT[second.start :]), nested=False)
        [within] = attributions(read, nested=False, within=[second])
        assert within.span == Span(alone.span.start + second.start, alone.span.end + second.start)
        assert within.score == pytest.approx(alone.score, abs=1e-6)

    def test_a_text_read_twice_gives_the_same(self):
        assert attributions(document(self.TEXT)) == attributions(document(self.TEXT))


class TestNothing:
    @pytest.mark.parametrize("text", ["…", "漢字", '"' * 300, "a" * 3000, "“said” " * 200])
    def test_what_is_no_prose_gives_no_fault_and_exact_spans(self, text):
        read = document(text)
        for found in attributions(read):
            assert 0 <= found.span.start < found.span.end <= len(read.text)

    def test_an_empty_stretch_holds_nothing(self):
        assert attributions(document("Oslo waits."), within=[]) == ()

    def test_a_narrator_alone_attributes_nothing_to_anybody(self):
        found = attributions(document("The bridge was built in 1951 and is two miles long."))
        assert not any(a.source for a in found)
