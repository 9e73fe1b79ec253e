from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.names import Mention, find_names, states_of
from foedus.names.finding import forms
from foedus.names.spelling import unquoted

FORMS = sorted(forms())
BETWEEN = st.sampled_from(
    [" ", ", ", ". ", " and ", "’s ", "'s ", "-", "\n", " (", ") ", "x", "; "]
)


def named(text: str, **options: date) -> list[tuple[str, str, str]]:
    """Words, kind and ids of every mention."""
    return [(m.of(text), m.kind, " ".join(m.ids)) for m in find_names(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow’s word", [("Moscow", "capital", "RUS")]),
        ("the DPRK's word", [("DPRK", "state", "PRK")]),
        (
            "Democratic People’s Republic of Korea",
            [("Democratic People’s Republic of Korea", "state", "PRK")],
        ),
        ("the Kremlin spoke", [("Kremlin", "seat", "RUS")]),
        ("Quai d’Orsay", [("Quai d’Orsay", "seat", "FRA")]),
        ("the Elysee", [("Elysee", "seat", "FRA")]),
        ("the two Koreas", [("two Koreas", "group", "koreas")]),
        ("Korean unity", [("Korean", "demonym", "KOR PRK")]),
        ("Congolese troops", [("Congolese", "demonym", "COD COG")]),
        ("Türkiye and Turkiye", [("Türkiye", "state", "TUR"), ("Turkiye", "state", "TUR")]),
        ("a turkey in jordan", []),
        ("Niger, not Nigeria", [("Niger", "state", "NER"), ("Nigeria", "state", "NGA")]),
        ("Guinea-Bissau, Guinea", [("Guinea-Bissau", "state", "GNB"), ("Guinea", "state", "GIN")]),
        ("Papua New Guinea", [("Papua New Guinea", "state", "PNG")]),
        ("Dominica", [("Dominica", "state", "DMA")]),
        ("the Dominican Republic", [("Dominican Republic", "state", "DOM")]),
        ("South Sudan and Sudan", [("South Sudan", "state", "SSD"), ("Sudan", "state", "SDN")]),
        ("the South China Sea", []),
        ("the Korean peninsula", []),
        ("the Taiwan Strait", []),
        ("the Washington Post", []),
        ("Latin American states", []),
        ("the North Atlantic Treaty", [("North Atlantic Treaty", "instrument", "nato-1949")]),
        ("NATO-led", [("NATO", "group", "nato")]),
        ("US-Japan ties", [("US", "state", "USA"), ("Japan", "state", "JPN")]),
        ("U.S. aid", [("U.S.", "state", "USA")]),
        ("told us", []),
        ("Franco-German", [("Franco", "demonym", "FRA"), ("German", "demonym", "DEU")]),
        ("General Franco", [("General", "office", "general")]),
        ("MOSCOW (AP)", [("MOSCOW", "capital", "RUS")]),
        ("Vladimir Putin", [("Vladimir Putin", "person", "vladimir-putin")]),
        ("Putin", [("Putin", "person", "vladimir-putin")]),
        (
            "Deputy Foreign Minister Rudenko",
            [("Deputy Foreign Minister", "office", "deputy-foreign-minister")],
        ),
        ("SECRETARY OF STATE", [("SECRETARY OF STATE", "office", "foreign-minister")]),
        ("foreign ministers", [("foreign ministers", "office", "foreign-minister")]),
        ("deputies of the ministry", []),
        (
            "Soviet-Japanese Neutrality Pact",
            [("Soviet-Japanese Neutrality Pact", "instrument", "sun-jpn-1941")],
        ),
        ("Romania, Oman", [("Romania", "state", "ROU"), ("Oman", "state", "OMN")]),
        ("Somalia", [("Somalia", "state", "SOM")]),
        ("the male crew", []),
    ],
)
def test_what_a_text_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Michael Jordan scored", []),
        ("In Jordan, talks went on", ["JOR"]),
        ("Israel struck; Jordan Peterson spoke", ["ISR"]),
        ("Jordan Foreign Minister", ["JOR"]),
        ("said Chad Wolf", []),
        ("Chad and Niger", ["NER", "TCD"]),
        ("Both Washington and Georgia", ["GEO", "USA"]),
        ("Denzel Washington said", []),
        ("when Washington spoke", ["USA"]),
        ("Jack London wrote", []),
        ("London said", ["GBR"]),
        ("On Monday Washington said", ["USA"]),
    ],
)
def test_states_are_told_from_peoples_names(text: str, names: list[str]) -> None:
    found = {id_ for m in find_names(text) if m.kind in ("state", "capital") for id_ in m.ids}
    assert sorted(found) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Putin said", ["vladimir-putin"]),
        ("President Putin said", ["vladimir-putin"]),
        ("Mr. Putin said", ["vladimir-putin"]),
        ("Denis Dutton said", []),
        ("Moscow's Putin said", ["vladimir-putin"]),
        ("When Putin said", ["vladimir-putin"]),
        ("Dmitry Peskov and Sergey Lavrov", ["dmitry-peskov", "sergei-lavrov"]),
        ("Anna Peskov", []),
    ],
)
def test_a_surname_counts_where_nobody_elses_given_name_stands(text: str, names: list[str]) -> None:
    assert [id_ for m in find_names(text) if m.kind == "person" for id_ in m.ids] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a Belarusian general, Viktar Lazouski", True),
        ("the general said", True),
        ("General Smith", True),
        ("the general election", False),
        ("a general strike", False),
        ("the premier of Solomon Islands", True),
        ("the premier league", False),
    ],
)
def test_common_words_name_an_office_only_as_nouns_of_a_person(text: str, found: bool) -> None:
    assert any(m.kind == "office" for m in find_names(text)) is found


def test_the_north_is_north_korea_only_beside_a_korea() -> None:
    assert named("Seoul warned the North.") == [
        ("Seoul", "capital", "KOR"),
        ("the North", "state", "PRK"),
    ]
    assert named("Snow fell in the North.") == []
    assert [m[2] for m in named("Pyongyang sails the North Atlantic")] == ["PRK"]


def test_names_that_did_not_exist_yet_are_not_found() -> None:
    assert named("the Warsaw Pact", on=date(1939, 9, 1)) == [("Warsaw", "capital", "POL")]
    assert named("Soviet Union", on=date(1900, 1, 1)) == [("Soviet", "demonym", "RUS")]
    assert named("Macron", on=date(1990, 1, 1)) == []
    assert named("Macron", on=date(2024, 1, 1)) == [("Macron", "person", "emmanuel-macron")]


def test_a_name_split_over_two_lines_is_found() -> None:
    assert named("South\nKorea") == [("South\nKorea", "state", "KOR")]


@pytest.mark.parametrize("form", FORMS[:: len(FORMS) // 400])
def test_a_form_alone_is_found_whole_or_not_at_all(form: str) -> None:
    for mention in find_names(form):
        assert 0 <= mention.start < mention.end <= len(form)


@given(st.lists(st.tuples(st.sampled_from(FORMS), BETWEEN), max_size=12), st.text(max_size=20))
def test_mentions_are_in_order_apart_and_exactly_a_known_form(
    parts: list[tuple[str, str]], noise: str
) -> None:
    text = noise + "".join(form + between for form, between in parts)
    found = find_names(text)
    known = set(FORMS)
    for mention in found:
        assert unquoted(mention.of(text)) in known
        assert mention.ids == tuple(sorted(mention.ids))
        before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
        assert not (before.isalnum() and text[mention.start].isalnum())
        assert not (after.isalnum() and text[mention.end - 1].isalnum())
    for one, other in pairwise(found):
        assert one.end <= other.start


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(m.start < m.end for m in find_names(text))


@given(st.sampled_from(FORMS), st.sampled_from(["'", "’"]))
def test_apostrophes_are_equal(form: str, mark: str) -> None:
    text = form.replace("'", mark)
    assert [m.ids for m in find_names(text)] == [m.ids for m in find_names(form)]


def test_mentions_lead_to_states() -> None:
    day = date(2024, 10, 16)
    text = "Peskov, NATO, ANZUS, Seoul and the foreign minister"
    found = {m.of(text): states_of(m, on=day) for m in find_names(text)}
    assert found["Peskov"] == ("RUS",)
    assert len(found["NATO"]) == 32
    assert found["ANZUS"] == ("AUS", "NZL", "USA")
    assert found["Seoul"] == ("KOR",)
    assert found["foreign minister"] == ()
    assert states_of(Mention(0, 1, "group", ("nato",), "NATO")) == ()
    stoltenberg = find_names("Stoltenberg")[0]
    assert states_of(stoltenberg, on=day) == ()


def test_the_given_article_names_its_two_states_and_its_speakers(shared: Path) -> None:
    text = (shared / "articles/rus-prk-assistance.txt").read_text(encoding="utf-8")
    found = find_names(text, on=date(2024, 11, 1))
    people = {m.name for m in found if m.kind == "person"}
    assert people == {"Andrei Rudenko", "Dmitry Peskov"}
    states = {id_ for m in found if m.kind in ("state", "capital", "demonym") for id_ in m.ids}
    assert states == {"RUS", "PRK", "KOR"}


def test_a_name_that_begins_a_sentence_is_no_surname_of_the_word_before_the_stop() -> None:
    text = (
        "They met in Windhoek. Washington voiced alarm. George W. Washington and Col. Paris left."
    )
    found = [(m.start, m.ids) for m in find_names(text, on=date(1975, 11, 12))]
    assert (text.index("Washington"), ("USA",)) in found
    later = text.index("George")
    assert not [ids for start, ids in found if start > later and ids in (("USA",), ("FRA",))]
