"""The register as it stands: every file loads, every article says what it must, day by day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.commitment import Register, load
from foedus.commitment.checking import faults_of
from foedus.content import content, tree
from foedus.errors import UnknownInstrument

EVE, DAY = date(2024, 12, 3), date(2024, 12, 4)
OUTCOMES = {"due", "not_due", "open"}


def test_every_file_of_the_register_is_sound() -> None:
    assert list(faults_of(content())) == []


def test_every_article_has_a_cite_a_number_and_a_summary(register: Register) -> None:
    bare = [
        f"{i.id}#{a.id}"
        for i in register.instruments.values()
        for a in i.articles
        if not (a.cite and a.number and a.summary)
        or not (a.trigger_words or a.defines or not a.executable)
    ]
    assert bare == []


def test_every_instrument_names_its_sources_and_the_day_of_its_check(register: Register) -> None:
    for instrument in register.instruments.values():
        assert instrument.sources
        assert instrument.checked_on
        assert instrument.short != instrument.title


def test_every_article_that_an_incident_starts_has_a_case_for_each_outcome(
    register: Register,
) -> None:
    for instrument in register.instruments.values():
        for article in instrument.articles:
            reference = f"{instrument.id}#{article.id}"
            expected = {
                outcome
                for case in instrument.cases
                for told in case["expect"].get(reference, {}).values()
                for outcome in ([told] if isinstance(told, str) else told)
            }
            wanted = {"text_unknown"} if article.text_unknown else OUTCOMES
            wanted = wanted if instrument.life.in_force else {"not_due"}
            assert not article.is_decided or expected >= wanted, reference


def test_every_article_of_the_dossier_is_held_under_its_id(
    register: Register, shared: Path
) -> None:
    from foedus.yaml12 import read_yaml

    ids = read_yaml(shared / "facts" / "ids.yaml")[0]["instruments"]
    for name, wanted in ids.items():
        held = {article.id for article in register.instrument(name).articles}
        assert held >= set(wanted), (name, set(wanted) - held)


def test_the_treaty_of_2024_takes_the_place_of_that_of_2000_in_one_night(
    register: Register,
) -> None:
    def between(day: date) -> list[str]:
        return [i.id for i in register.of_parties(["PRK", "RUS"], day)]

    amity = "asean-tac-1976"
    assert between(date(2000, 10, 29)) == []
    assert between(date(2000, 10, 30)) == ["rus-prk-2000"]
    assert between(EVE) == [amity, "rus-prk-2000"]
    assert between(DAY) == [amity, "rus-prk-2024"]
    assert register.instrument("rus-prk-2024").status_on(EVE) == "signed"
    assert register.instrument("rus-prk-2000").status_on(DAY) == "ended"


@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_what_is_in_force_has_its_parties_and_what_is_not_is_not_listed(
    register: Register, day: date
) -> None:
    listed = {i.id for i in register.in_force(day)}
    for instrument in register.instruments.values():
        life = instrument.life
        start = life.in_force
        stands = start is not None and start <= day and (life.until is None or day < life.until)
        assert (instrument.id in listed) == stands
        assert not stands or instrument.parties_on(day), instrument.id


def test_before_it_was_printed_nobody_could_read_the_treaty_of_2024(register: Register) -> None:
    printed = date(2024, 6, 20)
    before = register.instrument("rus-prk-2024", known_on=printed - timedelta(days=1))
    assert all(article.text_unknown for article in before.articles)
    after = register.instrument("rus-prk-2024", known_on=printed)
    assert not any(article.text_unknown for article in after.articles)


def test_what_is_known_on_a_day_is_the_same_by_every_way(register: Register) -> None:
    known_on = date(2024, 6, 19)
    whole = register.as_known(known_on)
    assert whole.known_on == known_on
    assert whole.instrument("rus-prk-2024") == register.instrument(
        "rus-prk-2024", known_on=known_on
    )
    assert whole.in_force(DAY) == register.in_force(DAY, known_on=known_on)
    assert whole.of_parties(["RUS"], DAY) == register.of_parties(["RUS"], DAY, known_on=known_on)


def test_an_unknown_instrument_is_told_with_its_neighbour(register: Register) -> None:
    with pytest.raises(UnknownInstrument) as error:
        register.instrument("rus-prk-2042")
    assert str(error.value) == (
        "unknown instrument 'rus-prk-2042'.\n  Did you mean 'rus-prk-2024'?"
    )


def test_an_article_is_found_by_its_reference_or_told_with_its_neighbour(
    register: Register,
) -> None:
    assert register.article("rus-prk-2024#art4").number == "4"
    assert register.article("rus-prk-2024#4").id == "art4"
    with pytest.raises(UnknownInstrument) as error:
        register.article("rus-prk-2024#art44")
    assert str(error.value) == (
        "unknown instrument 'rus-prk-2024#art44'.\n  Did you mean 'rus-prk-2024#art4'?"
    )


def test_the_same_bytes_give_the_same_register(spoil: Callable[..., Path]) -> None:
    root = spoil("instruments/qma-qmb-2000.yaml")
    first = load(root=root)
    assert load(root=root) is first
    spoil("instruments/qma-qmb-2000.yaml", ("force: may", "force: must"))
    second = load(root=root)
    assert second is not first
    assert second.version != first.version


def test_a_register_goes_on_saying_what_stood_there_when_it_was_loaded(
    spoil: Callable[..., Path],
) -> None:
    root = spoil("instruments/qma-qmb-2000.yaml")
    first = load(root=root)
    spoil("instruments/qma-qmb-2000.yaml", ("force: may", "force: must"))
    assert first.article("qma-qmb-2000#art1").norm.force == "may"
    assert load(root=root).article("qma-qmb-2000#art1").norm.force == "must"


def test_the_register_says_its_version(register: Register) -> None:
    calendar, _, mark = register.version.partition("+")
    assert calendar
    assert len(mark) == 12


def test_article_4_of_2024_owes_military_aid_and_leaves_force_free(register: Register) -> None:
    norm = register.article("rus-prk-2024#art4").norm
    assert (norm.must, norm.force, norm.means, norm.delay) == (
        "assist",
        "may",
        "all_available",
        "at_once",
    )
    assert norm.procedure == "both_states_laws"
    assert norm.aid == ("military", "other")


def test_rival_readings_of_the_state_of_war_are_kept_with_their_authors(
    register: Register,
) -> None:
    readings = register.article("rus-prk-2024#art4").readings
    assert {r.id for r in readings} >= {
        "war_second_condition",
        "war_mere_consequence",
        "war_declared",
        "war_de_facto",
        "war_since_1950",
    }
    assert all(r.by and r.says and r.about == "state_of_war" for r in readings)


def test_the_understanding_of_the_united_states_patches_its_own_duty_only(
    register: Register,
) -> None:
    treaty = register.instrument("usa-kor-1953")
    assert [p.by for p in treaty.reservations] == ["USA"]
    assert set(treaty.reservations[0].conditions) == {"terms.covered_soil"}


def test_standing_duties_start_by_no_incident(register: Register) -> None:
    standing = {
        f"{i.id}#{a.id}" for i in register.instruments.values() for a in i.articles if a.standing
    }
    assert standing >= {
        "rus-prk-2024#art5",
        "rus-prk-2024#art8",
        "rus-prk-2024#art16",
        "chn-prk-1961#art3",
        "chn-prk-1961#art4",
        "usa-kor-1953#art4",
    }


def test_a_warm_load_checks_nothing_again(
    spoil: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from foedus.commitment import checking, register

    root = spoil("instruments/qma-qmb-2000.yaml")
    load(root=root)
    register._load.cache_clear()
    monkeypatch.setattr(checking, "faults_of", lambda root: pytest.fail("checked again"))
    assert "qma-qmb-2000" in load(root=root).instruments


def test_a_register_without_instruments_is_empty_not_wrong(tmp_path: Path) -> None:
    empty = load(root=tmp_path)
    assert empty.instruments == {}
    assert empty.in_force(DAY) == ()
    assert replace(empty, known_on=DAY).known_on == DAY


def test_tree_holds_what_the_register_holds(register: Register) -> None:
    assert {name.removesuffix(".yaml") for name in tree("instruments")} == set(register.instruments)
