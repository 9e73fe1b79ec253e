"""The PLOVER root of words, with and without what other readers know of them."""

import pytest

from foedus.statement.events import root_of
from foedus.statement.events.roots import RootReading
from foedus.text import Span

WORDS = {
    "Norway sent medicines to Peru": "AID",
    "Norway met Peru": "CONSULT",
    "Norway released two Peruvian fishermen": "RETREAT",
    "Norway's president resigned under pressure from Peru": "CONCEDE",
    "Norway praised Peru": "SUPPORT",
    "Norway accused Peru of fraud": "ACCUSE",
    "Norway bombed Peru": "ASSAULT",
    "Norway urged Peru to hold talks": "REQUEST",
    "Norway imposed a curfew in Peru": "COERCE",
    "Norwegian workers went on strike in Peru": "PROTEST",
    "Norway placed its troops near Peru on high alert": "MOBILIZE",
    "Norway broke off ties with Peru": "SANCTION",
    "Norway rejected a proposal of Peru": "REJECT",
    "Norway and Peru held joint naval exercises": "COOPERATE",
}


def read(words: str, **known) -> RootReading:
    source = Span(words.index("Norw"), words.index("Norw") + 6)
    target = [Span(at, at + 4) for at in [words.rfind("Peru")] if at >= 0]
    return root_of(words, source=[source], target=target, **known)


@pytest.mark.parametrize(("words", "root"), WORDS.items(), ids=list(WORDS))
def test_the_root_of_words(words, root):
    assert read(words).root == root


def test_a_deed_of_the_future_is_a_promise_or_a_threat():
    assert read("Norway sends medicines to Peru", tense="future").root == "AGREE"
    assert read("Norway bombs Peru", tense="future").root == "THREATEN"
    assert read("Norway bombs Peru", hypothetical=True).root == "THREATEN"


def test_a_deed_known_not_to_be_done_is_refused():
    assert read("Norway sends medicines to Peru", negated=True).root == "REJECT"


def test_both_readers_are_shown():
    reading = read("Norway sent medicines to Peru")
    assert (reading.by_words, reading.by_model, reading.disputed) == ("AID", "AID", False)
    assert reading.cameo == "073"
    assert 0.5 < reading.confidence <= 1


def test_words_without_a_known_deed_have_the_classifiers_root_only():
    reading = root_of("Zyx qwv.")
    assert reading.by_words is None
    assert not reading.disputed


def test_nothing_has_no_root():
    with pytest.raises(ValueError, match="needs words"):
        root_of("  ")
