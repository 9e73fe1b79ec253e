"""What the published text said by a day, and nothing of what nobody could read."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from foedus.commitment import as_known
from foedus.commitment import condition as c
from foedus.commitment.instrument import Instrument
from foedus.commitment.loading import to_instrument
from foedus.yaml12 import read_yaml

SAMPLE: dict[str, Any] = read_yaml(Path(__file__).with_name("qma-qmb-2000.yaml"))[0]
LATER, OPENED = "1945-04-05", date(1945, 4, 5)


def _secret(when: dict[str, Any], **article: Any) -> Instrument:
    plain = copy.deepcopy(SAMPLE)
    del plain["life"]["published"]
    base = {"cite": "Art. 1", "for": "every_party", "then": {"must": "assist"}, "when": when}
    plain["articles"] = {"art1": {**base, **article}}
    return to_instrument(plain)


def _when(instrument: Instrument, day: date) -> c.Condition:
    (article,) = as_known(instrument, day).articles
    return article.when


def test_a_secret_limit_changes_nothing_until_it_is_opened() -> None:
    secret = {"attacker": {"in": ["DEU"]}, "known_from": LATER}
    instrument = _secret({"all": [{"attack": "armed_aggression"}, secret]})
    open_text = _when(instrument, date(1939, 9, 17))
    assert open_text == c.All(of=(c.Attack(at_least="armed_aggression"),))
    assert _when(instrument, OPENED) == instrument.articles[0].when


def test_a_secret_article_is_not_there_until_it_is_opened() -> None:
    instrument = _secret({"attack": "danger"}, known_from=LATER)
    assert as_known(instrument, date(1939, 9, 17)).articles == ()
    assert as_known(instrument, OPENED).articles == instrument.articles


def test_a_trigger_that_nobody_could_read_leaves_the_text_unknown() -> None:
    instrument = _secret({"attack": "danger", "known_from": LATER})
    (article,) = as_known(instrument, date(1939, 9, 17)).articles
    assert article.text_unknown
    assert not as_known(instrument, OPENED).articles[0].text_unknown


def test_secret_branches_are_taken_out_wherever_they_stand() -> None:
    secret = {"fact": "provoked", "known_from": LATER}
    rest = {"fact": "external"}
    vote = {"vote": {"body": "council", "exclude_if": secret}}
    when = {
        "all": [
            {"any": [rest, secret]},
            {"not": secret},
            {"count": {"at_least": 1, "of": [rest, secret]}},
            vote,
        ]
    }
    known = _when(_secret(when), date(1939, 9, 17))
    external = c.Fact(name="external")
    assert known == c.All(
        of=(
            c.Any(of=(external,)),
            c.Count(at_least=1, of=(external,)),
            c.Vote(body="council"),
        )
    )


def test_later_exceptions_interpretations_practice_and_events_are_left_out() -> None:
    instrument = to_instrument(SAMPLE)
    known = as_known(instrument, date(2000, 12, 31))
    assert [u.id for u in known.articles[0].unless] == ["own_aggression"]
    assert known.interpretations == ()
    assert known.practice == ()
    assert len(known.life.events) == 1
    assert as_known(instrument, date(2000, 2, 1)).life.events == ()


@given(st.dates(date(1999, 1, 1), date(2010, 1, 1)), st.dates(date(1999, 1, 1), date(2010, 1, 1)))
def test_reading_twice_is_reading_on_the_earlier_day(one: date, other: date) -> None:
    instrument = to_instrument(SAMPLE)
    assert as_known(as_known(instrument, max(one, other)), min(one, other)) == as_known(
        instrument, min(one, other)
    )


def test_when_all_is_public_the_instrument_is_itself() -> None:
    instrument = to_instrument(SAMPLE)
    assert as_known(instrument, date(2030, 1, 1)) == instrument
