"""Trees show who reports by a verb that no list holds, whoever parsed."""

import sys
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import pytest

from foedus.errors import InputError
from foedus.statement.lexicon import lexicon
from foedus.statement.naming import mentions
from foedus.statement.syntax import modes, parsing
from foedus.statement.syntax.parsers import OwnParser, Parser, named, of_pipeline
from foedus.statement.syntax.reporting import reports_by_trees
from foedus.statement.tokens import quotations
from foedus.statement.unit import Unit, make_unit
from foedus.text import Span, read_document

TEXT = "Norway reckons the pact holds, as it agreed. Peru sent ships."
DAY = date(2026, 3, 4)


@dataclass(eq=False)
class Token:
    """What a token of spaCy shows."""

    i: int
    idx: int
    text: str
    pos_: str
    tag_: str
    dep_: str
    head: "Token" = field(default=None)  # type: ignore[assignment]


class Pipeline:
    """A pipeline that knows one sentence, in the labels of its kind."""

    rows = (
        ("Norway", "PROPN", "NNP", 1, "nsubj"),
        ("reckons", "VERB", "VBZ", 1, "ROOT"),
        ("the", "DET", "DT", 3, "det"),
        ("pact", "NOUN", "NN", 4, "nsubj"),
        ("holds", "VERB", "VBZ", 1, "ccomp"),
        (",", "PUNCT", ",", 1, "punct"),
        ("as", "SCONJ", "IN", 8, "mark"),
        ("it", "PRON", "PRP", 8, "nsubj"),
        ("agreed", "VERB", "VBD", 1, "advcl"),
        (".", "PUNCT", ".", 1, "punct"),
    )

    inverted = (
        ("The", "DET", "DT", 1, "det"),
        ("pact", "NOUN", "NN", 2, "nsubj"),
        ("holds", "VERB", "VBZ", 4, "ccomp"),
        (",", "PUNCT", ",", 4, "punct"),
        ("reckons", "VERB", "VBZ", 4, "ROOT"),
        ("Norway", "PROPN", "NNP", 4, "nsubj"),
        (".", "PUNCT", ".", 4, "punct"),
    )

    def __init__(self, *, parses: bool = True) -> None:
        self.parses, self.asked = parses, []
        self.meta = {"lang": "en", "name": "made_by_hand"}

    def __call__(self, text: str) -> "Doc":
        self.asked.append(text)
        tokens, at = [], 0
        for number, (form, pos, tag, _, dep) in enumerate(self.rows):
            at = text.index(form, at)
            tokens.append(Token(number, at, form, pos, tag, dep if self.parses else ""))
            at += len(form)
        for token, row in zip(tokens, self.rows, strict=True):
            token.head = tokens[row[3]] if self.parses else token
        return Doc(tokens)


class Doc(list[Token]):
    @property
    def sents(self) -> list[list[Token]]:
        return [list(self)]


def units(text: str = TEXT) -> list[Unit]:
    document = read_document(text.encode())
    return [
        make_unit(
            document,
            sentence.span,
            quotes=quotations(document.text),
            lexicon=lexicon(),
            mentions=mentions(document.text, on=DAY),
        )
        for sentence in document.sentences
    ]


@pytest.mark.parametrize("parser", [None, OwnParser(), of_pipeline(Pipeline())])
def test_a_verb_that_takes_a_clause_reports_it(parser: Parser | None) -> None:
    read = units()
    found = reports_by_trees(read[0].text, read, parser)
    assert list(found) == [read[0].span]
    (report,) = found[read[0].span]
    assert read[0].words(*report.source) == "Norway"
    assert read[0].words(report.cue.start, report.cue.end) == "reckons"
    assert not report.follows


def test_a_verb_before_its_source_is_seen() -> None:
    read, pipeline = units("The pact holds, reckons Norway."), Pipeline()
    pipeline.rows = Pipeline.inverted
    (report,) = reports_by_trees(read[0].text, read, of_pipeline(pipeline))[read[0].span]
    assert read[0].words(*report.source) == "Norway"
    assert report.follows


@pytest.mark.parametrize(("place", "relation"), [(1, "advcl"), (1, "relcl")])
def test_what_a_side_clause_supposes_is_no_report(place: int, relation: str) -> None:
    read, pipeline = units(), Pipeline()
    main = ("agreed", "VERB", "VBD", 8, "ROOT")
    rows = [*Pipeline.rows[:8], main, Pipeline.rows[9]]
    rows[place] = (*rows[place][:3], 8, relation)
    pipeline.rows = tuple(rows)
    assert reports_by_trees(read[0].text, read, of_pipeline(pipeline)) == {}


def test_what_is_yet_to_be_said_is_no_report() -> None:
    read, pipeline = units(), Pipeline()
    rows = list(Pipeline.rows)
    rows[1] = ("reckons", "VERB", "VB", 1, "ROOT")
    pipeline.rows = tuple(rows)
    assert reports_by_trees(read[0].text, read, of_pipeline(pipeline)) == {}


def test_only_what_looks_like_a_report_is_parsed() -> None:
    pipeline, read = Pipeline(), units()
    reports_by_trees(read[0].text, read, of_pipeline(pipeline))
    assert pipeline.asked == ["Norway reckons the pact holds, as it agreed."]


def test_places_count_from_the_start_of_the_text() -> None:
    text = "Peru sent ships. " + TEXT
    start = text.index("Norway")
    ((sentence,),) = of_pipeline(Pipeline()).parsed(text, [Span(start, start + 44)])
    assert [w.form for w in sentence.words] == [text[w.start : w.end] for w in sentence.words]
    assert sentence.words[0].start == start
    assert sentence.tree.deprels[:2] == ("nsubj", "root")


def test_a_run_without_words_has_no_sentence() -> None:
    assert OwnParser().parsed("  ", [Span(0, 2)]) == [()]


def test_a_pipeline_is_named_by_its_language_and_name() -> None:
    assert of_pipeline(Pipeline()).name == "spaCy en_made_by_hand"


def test_a_pipeline_without_trees_is_refused() -> None:
    read = units()
    with pytest.raises(InputError) as refused:
        reports_by_trees(read[0].text, read, of_pipeline(Pipeline(parses=False)))
    assert str(refused.value) == (
        "spaCy en_made_by_hand: the pipeline gives no trees.\n"
        "  Take one with a parser, such as en_core_web_sm."
    )


def test_without_weights_the_trees_show_nothing(monkeypatch) -> None:
    def missing(_: object) -> None:
        raise InputError("parser.npz", "the weights of the parser are missing.", "Mend.")

    monkeypatch.setattr(parsing, "_kept", {})
    monkeypatch.setattr(parsing, "_shipped", missing)
    read = units()
    assert reports_by_trees(read[0].text, read) == {}


def test_a_reading_names_what_it_was_read_by(monkeypatch) -> None:
    monkeypatch.setenv("FOEDUS_PARSER", "numpy")
    model = "patterns, the model of attribution, "
    assert modes.mode() == f"{model}the built-in parser (numpy)"
    assert modes.mode(of_pipeline(Pipeline())) == f"{model}spaCy en_made_by_hand"


def test_a_reading_without_weights_is_by_patterns_alone(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(modes.resources, "files", lambda _: tmp_path)
    assert modes.mode() == "patterns alone"
    assert modes.mode(of_pipeline(Pipeline())) == "patterns, spaCy en_made_by_hand"


def test_a_pipeline_can_be_named(monkeypatch) -> None:
    pipeline = Pipeline()
    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load={"mine": pipeline}.get))
    assert named("mine") == of_pipeline(pipeline)


def test_a_pipeline_that_is_not_there_is_told(monkeypatch) -> None:
    def load(name: str) -> None:
        raise OSError(name)

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))
    with pytest.raises(InputError) as refused:
        named("mine")
    assert str(refused.value) == (
        "pipeline mine: spaCy finds no such pipeline.\n"
        "  Install it, or name a folder that holds one."
    )


def test_a_pipeline_needs_spacy(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match="pipeline mine: spaCy is not installed"):
        named("mine")
