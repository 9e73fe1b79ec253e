"""What must hold of the whole register, whatever is added to it (gate A1)."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product
from pathlib import Path

import pytest

from foedus.case.scope import exists
from foedus.commitment import Instrument, load
from foedus.content import content
from foedus.dates import LAST, Interval
from foedus.yaml12 import read_yaml

IDS = Path(__file__).with_name("register-ids.txt")
"""Every ``instrument#article`` that was ever published: none may go away."""
FLOORS = {"instruments": 209, "authority": 44}
REGISTER = load()
EVERY = sorted(REGISTER.instruments)
each = pytest.mark.parametrize("id_", EVERY)


def instrument(id_: str) -> Instrument:
    return REGISTER.instrument(id_)


def test_no_source_shrinks() -> None:
    assert len(REGISTER.instruments) >= FLOORS["instruments"]
    assert len(REGISTER.authority) >= FLOORS["authority"]


def test_no_id_that_was_published_goes_away() -> None:
    known = {f"{i.id}#{a.id}" for i in REGISTER.instruments.values() for a in i.articles}
    published = set(IDS.read_text(encoding="utf-8").split())
    assert published - known == set()


def test_every_id_of_the_dossier_is_there(shared: Path) -> None:
    told = read_yaml(shared / "facts/ids.yaml")[0]["instruments"]
    missing = [
        f"{id_}#{article}"
        for id_, articles in told.items()
        for article in articles
        if id_ not in REGISTER.instruments or instrument(id_).article(article) is None
    ]
    assert missing == []


@each
def test_parties_are_states_on_the_day_on_which_they_join(id_: str) -> None:
    joined = [(state, span.start) for state, span in instrument(id_).parties]
    assert [(s, str(d)) for s, d in joined if d is None or not exists(s, d)] == []


@each
def test_no_two_memberships_of_a_state_overlap(id_: str) -> None:
    by_state: dict[str, list[Interval]] = {}
    for state, span in instrument(id_).parties:
        by_state.setdefault(state, []).append(span)
    assert [state for state, spans in by_state.items() if overlaps(spans)] == []


@each
def test_no_two_texts_of_an_article_overlap(id_: str) -> None:
    by_article: dict[str, list[Interval]] = {}
    for article in instrument(id_).articles:
        by_article.setdefault(article.id, []).append(article.versions)
    assert [name for name, spans in by_article.items() if overlaps(spans)] == []


def overlaps(spans: list[Interval]) -> bool:
    def order(span: Interval) -> date:
        return span.start or date.min

    return any(
        one.end is None or one.end > (two.start or date.min)
        for one, two in pairwise(sorted(spans, key=order))
    )


@each
def test_a_life_goes_from_signature_to_end(id_: str) -> None:
    life = instrument(id_).life
    known = [day for day in (life.signed, life.in_force, life.until) if day is not None]
    assert known == sorted(known)
    assert known, "neither signature nor entry into force is told"


@each
def test_nobody_joins_before_signature_or_leaves_before_joining(id_: str) -> None:
    found = instrument(id_)
    first = found.life.signed or found.life.in_force or date.min
    wrong = [
        state
        for state, span in found.parties
        if (span.start or first) < first or (span.end or LAST) <= (span.start or first)
    ]
    assert wrong == []


@each
def test_what_binds_several_has_two_parties_when_it_comes_into_force(id_: str) -> None:
    found = instrument(id_)
    day = found.life.in_force
    if day is None or found.binding in ("domestic_law", "executive"):
        pytest.skip("no day of entry into force, or an act of one state")
    assert len(found.parties_on(day)) >= 2 or found.protects


@each
def test_every_file_says_how_sure_it_is_and_from_where(id_: str) -> None:
    found = instrument(id_)
    assert found.sources
    assert found.checked_on is not None
    assert all(article.cite.strip() for article in found.articles)


@each
def test_a_file_bears_the_id_of_its_name(id_: str) -> None:
    assert read_yaml(content() / f"instruments/{id_}.yaml")[0]["id"] == id_


def named_ends() -> Iterator[tuple[str, str]]:
    for found in REGISTER.instruments.values():
        if found.life.ended_by and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", found.life.ended_by):
            yield found.id, found.life.ended_by


def test_what_ends_an_instrument_by_its_id_is_in_the_register() -> None:
    assert [(one, by) for one, by in named_ends() if by not in REGISTER.instruments] == []


def test_one_alliance_of_another_list_is_not_claimed_by_unrelated_instruments() -> None:
    claimed: dict[int, list[str]] = {}
    for found in REGISTER.instruments.values():
        for number in found.refs.get("atop", ()):
            claimed.setdefault(number, []).append(found.id)
    unrelated = [
        (number, one, other)
        for number, ids in claimed.items()
        for one, other in product(ids, ids)
        if one < other and not set(states(one)) & set(states(other))
    ]
    assert unrelated == []


def states(id_: str) -> set[str]:
    return {state for state, _ in instrument(id_).parties}
