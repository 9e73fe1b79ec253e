import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.names import find_instruments, find_names, resolve_instrument

DAY = date(2026, 11, 1)
RESOLVED = [
    ("the treaty that Moscow and Pyongyang signed in 1961", "", "sun-prk-1961"),
    ("the treaty Moscow and Pyongyang signed", "", "rus-prk-2024"),
    ("a comprehensive strategic partnership between Russia and the DPRK", "", "rus-prk-2024"),
    ("the friendship treaty of 2000 between Russia and North Korea", "", "rus-prk-2000"),
    ("Beijing's 1961 treaty with Pyongyang", "", "chn-prk-1961"),
    ("China, whose own treaty with Pyongyang has run since 1961", "", "chn-prk-1961"),
    ("the 1953 mutual defence treaty", "", "usa-kor-1953"),
    ("the mutual defense treaty with Seoul", "USA", "usa-kor-1953"),
    ("the alliance treaty of 1951 between Washington and Manila", "", "usa-phl-1951"),
    ("the 1951 treaty between Washington and Tokyo", "", "usa-jpn-1951"),
    ("the security treaty between Washington and Tokyo", "", "usa-jpn-1960"),
    ("Article 5 of the treaty", "USA JPN", "usa-jpn-1960"),
    ("NATO's Article 5", "", "nato-1949"),
    ("Article V of the Washington Treaty", "", "nato-1949"),
    ("the CSTO's Article 4", "", "csto-1992"),
    ("Article 42.7 of the EU treaty", "", "eu-teu-42-7"),
    ("the EU's solidarity clause", "", "eu-tfeu-222"),
    ("the Lisbon Treaty", "", "eu-teu-42-7"),
    ("the Treaty between Poland and Britain signed in May", "", "gbr-pol-2026"),
    ("the UK-Poland defence treaty of 2017", "", "gbr-pol-2017"),
    ("the agreement Paris and Athens signed in 2021", "", "fra-grc-2021"),
    ("the pact with Tehran", "RUS IRN", "rus-irn-2025"),
    ("the compact with the Marshall Islands", "USA", "usa-mhl-compact"),
    ("the Soviet-Indian friendship treaty of 1971", "", "sun-ind-1971"),
    ("the friendship treaty between Delhi and Moscow", "", "rus-ind-1993"),
    ("the executive order on Qatar's security", "", "usa-qat-eo-2025"),
    ("the American president's order on Qatar", "", "usa-qat-eo-2025"),
    ("a bilateral security agreement between Germany and Ukraine", "", "ukr-bilateral-family"),
    ("the joint defence agreement between Egypt and Syria of 1966", "", "egy-syr-1966"),
    ("the 1981 ECOWAS protocol", "", "ecowas-pmad-1981"),
    ("the Five Power Defence Arrangements", "", "fpda-1971"),
    (
        "the Treaty of Friendship, Cooperation and Mutual Assistance between China and the DPRK",
        "",
        "chn-prk-1961",
    ),
    ("the Mutual Defense Treaty between the Republic of Korea and the US", "", "usa-kor-1953"),
    ("the Philippines and the United States under the Mutual Defense Treaty", "", "usa-phl-1951"),
    ("the 1879 treaty between Germany and Austria", "", "dual-1879"),
    ("the mutual assistance treaty of 1935 between Prague and Moscow", "", "cze-sun-1935"),
    ("their treaty", "RUS PRK", "rus-prk-2024"),
    ("Moscow's memorandum with London, Kyiv and Washington", "", "budapest-ukr-1994"),
]
NOT_RESOLVED = [
    ("Article 5", ""),
    ("our alliance with Seoul", "USA"),
    ("the partnership between Russia and North Korea grows", ""),
    ("Russia's trade agreement with India", ""),
    ("a peace treaty between Armenia and Azerbaijan", ""),
    ("the minehunting accord of Sofia, Bucharest and Ankara", ""),
    ("Vietnam and Chile signed an accord on coffee", ""),
    ("Washington and Riyadh signed an agreement on advanced chips", ""),
    ("the arms deal between Washington and Seoul", ""),
    ("a deal between Tokyo and Canberra to drop duties", ""),
    ("the Adriatic Charter and NATO", ""),
    ("the Rapallo Treaty between Germany and Russia", ""),
    ("the pact that Moscow and Lima signed", ""),
    ("a treaty", ""),
    ("the alliance will defend Riga", ""),
    ("France and Germany spoke", "FRA DEU"),
    ("the 1999 treaty between Russia and North Korea", ""),
    ("Article 51 of the UN Charter and Article 9 of the constitution", ""),
]


@pytest.mark.parametrize(("phrase", "states", "id_"), RESOLVED)
def test_a_description_is_resolved(phrase: str, states: str, id_: str) -> None:
    assert resolve_instrument(phrase, on=DAY, states=states.split()) == id_


@pytest.mark.parametrize(("phrase", "states"), NOT_RESOLVED)
def test_what_describes_no_instrument_of_the_register_is_left(phrase: str, states: str) -> None:
    assert resolve_instrument(phrase, on=DAY, states=states.split()) is None


@pytest.mark.parametrize(
    ("day", "id_"),
    [
        (date(1970, 1, 1), "sun-prk-1961"),
        (date(2010, 1, 1), "rus-prk-2000"),
        (date(2024, 6, 18), "rus-prk-2000"),
        (date(2024, 6, 19), "rus-prk-2024"),
        (date(1950, 1, 1), None),
    ],
)
def test_the_latest_signed_by_the_day_is_meant(day: date, id_: str | None) -> None:
    assert resolve_instrument("the treaty between Moscow and Pyongyang", on=day) == id_


def test_the_month_of_signing_is_the_last_one() -> None:
    phrase = "Article 4 of the partnership treaty signed in June"
    assert (
        resolve_instrument(phrase, on=date(2024, 10, 16), states=("RUS", "PRK")) == "rus-prk-2024"
    )


def test_a_month_without_a_year_is_of_the_last_twelve_months() -> None:
    phrase = "the friendship treaty that Jakarta and Canberra signed in November"
    assert resolve_instrument(phrase, on=date(2007, 2, 1)) == "aus-idn-2006"
    phrase = "the treaty Russia signed with Belarus in December"
    assert resolve_instrument(phrase, on=date(2025, 2, 1)) == "rus-blr-2024"


def test_signed_a_day_earlier_needs_such_a_signing() -> None:
    phrase = "Pakistan's defence agreement signed in Riyadh a day earlier"
    assert resolve_instrument(phrase, on=date(2025, 9, 18)) == "sau-pak-2025"
    assert resolve_instrument(phrase, on=date(2026, 9, 18)) is None


def test_an_article_belongs_to_the_organisation_named_before() -> None:
    text = "NATO met in Riga. Nobody had invoked Article 5. The weather was fine."
    assert [(m.of(text), m.ids) for m in find_instruments(text)] == [("Article 5", ("nato-1949",))]


def test_the_phrase_begins_with_its_article_and_adjectives() -> None:
    text = "Warsaw cited the new mutual defence treaty with London signed in 2026."
    (found,) = find_instruments(text, on=DAY)
    assert found.of(text) == "the new mutual defence treaty"
    assert found.name == "UK-Poland treaty of 2026"


def test_two_treaties_in_two_sentences_are_told_apart() -> None:
    text = "Moscow's treaty with Tehran is new. Its treaty with Yerevan dates from 1997."
    focus = ("RUS",)
    ids = [m.ids[0] for m in find_instruments(text, on=DAY, focus=focus)]
    assert ids == ["rus-irn-2025", "rus-arm-1997"]


@given(st.text(max_size=120), st.sampled_from(["treaty", "pact", "order", "Article 5", "charter"]))
def test_any_text_can_be_searched(text: str, word: str) -> None:
    whole = f"{text} Moscow {word} {text} Minsk"
    found = find_instruments(whole, on=DAY)
    for one, other in pairwise(found):
        assert one.end <= other.start


def test_most_passages_of_the_annotators_name_the_instruments_that_they_found(shared: Path) -> None:
    right = wrong = missed = 0
    for line in (shared / "data/claims/dev.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        claims = [claim for s in passage["statements"] for claim in s["claims"]]
        gold = {claim["instrument"] for claim in claims if claim["instrument"]}
        text, day = passage["text"], date.fromisoformat(passage["date"])
        kinds = ("state", "capital", "seat", "demonym")
        near = {m.ids[0] for m in find_names(text) if m.kind in kinds and len(m.ids) == 1}
        found = {m.ids[0] for m in find_instruments(text, on=day, focus=tuple(sorted(near)))}
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
    assert right >= 20
    assert wrong <= 2
    assert missed <= 2
