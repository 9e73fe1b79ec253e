"""What the loader accepts it keeps: no key of a file is dropped in silence."""

import copy
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from foedus.commitment import condition as c
from foedus.commitment import load_beside
from foedus.commitment.checking import kind_of
from foedus.commitment.instrument import Instrument
from foedus.commitment.loading import OWN_AGGRESSION, choose_variant, number_of, to_instrument
from foedus.commitment.parsing import parse_condition, walk
from foedus.commitment.schema import schema_of
from foedus.commitment.vocabulary import CONSTRUCTORS
from foedus.dates import Interval
from foedus.yaml12 import read_yaml

SAMPLE: dict[str, Any] = read_yaml(Path(__file__).with_name("qma-qmb-2000.yaml"))[0]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Where = tuple[str | int, ...]


def _leaves(value: Any, path: Where = ()) -> Iterator[tuple[Where, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, (dict, list)):
            yield from _leaves(item, (*path, key))
        else:
            yield (*path, key), item


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if value is None:
        return True
    if isinstance(value, int):
        return value + 1
    if DAY.fullmatch(value):
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    return "1/3" if value in ("1/2", "2/3") else f"{value}x"


def _changed(path: Where, value: Any) -> dict[str, Any]:
    plain: Any = copy.deepcopy(SAMPLE)
    part = plain
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return plain  # type: ignore[no-any-return]


def _key_paths(value: Any, path: Where = ()) -> Iterator[Where]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key)
            yield from _key_paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _key_paths(item, (*path, index))


LEAVES = [(path, value) for path, value in _leaves(SAMPLE) if path != ("foedus",)]


@pytest.mark.parametrize(
    ("path", "value"), LEAVES, ids=lambda x: ".".join(map(str, x)) if isinstance(x, tuple) else ""
)
def test_every_value_of_a_file_reaches_the_instrument(path: Where, value: Any) -> None:
    assert to_instrument(_changed(path, _other(value))) != to_instrument(SAMPLE)


def test_the_sample_uses_every_key_of_the_table() -> None:
    used = {key for path in _key_paths(SAMPLE) for key in path if isinstance(key, str)}
    schema = schema_of("instrument")
    keys = set(schema["properties"])
    for part in schema["$defs"].values():
        keys |= set(part.get("properties", {}))
    assert keys - used == set()


def test_the_sample_uses_every_constructor() -> None:
    assert {type(part) for part in _conditions(to_instrument(SAMPLE))} == set(c.KINDS)


def test_constructors_and_their_keys_are_the_same_list() -> None:
    keys = [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower() for kind in c.KINDS]
    assert tuple(keys) == CONSTRUCTORS
    assert {k.__name__ for k in c.Condition.__subclasses__()} == {k.__name__ for k in c.KINDS}


def _conditions(instrument: Instrument) -> Iterator[c.Condition]:
    for article in instrument.articles:
        yield from walk(article.when)
        yield from walk(article.needs or c.All(of=()))
    for term in instrument.terms.values():
        yield from walk(term)


def test_any_branch_may_carry_its_days() -> None:
    bounds = {"from": "1952-02-18", "until": "1962-07-03", "known_from": "1953-01-01"}
    for part in _plain_conditions(SAMPLE):
        found = parse_condition({**part, **bounds})
        assert (found.from_, found.until) == (date(1952, 2, 18), date(1962, 7, 3))
        assert found.known_from == date(1953, 1, 1)


def _plain_conditions(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if set(value) & set(CONSTRUCTORS) and not {"id", "cite", "victim", "in"} & set(value):
            yield value
        for item in value.values():
            yield from _plain_conditions(item)
    elif isinstance(value, list):
        for item in value:
            yield from _plain_conditions(item)


def test_shorthands_mean_the_same_as_the_long_form() -> None:
    assert parse_condition({"request": "QMA"}) == parse_condition({"request": {"by": "QMA"}})
    assert parse_condition({"place": "europe"}) == parse_condition({"place": ["europe"]})


def test_an_article_in_versions_is_one_article_a_version() -> None:
    plain = copy.deepcopy(SAMPLE)
    plain["articles"]["art2"]["versions"] = [
        {"until": "2010-12-10", "summary": "first text"},
        {"from": "2010-12-10", "then": {"must": "consult"}, "cite": "Art. 2 as amended"},
    ]
    instrument = to_instrument(plain)
    before, after = date(2010, 12, 9), date(2010, 12, 10)
    first, second = instrument.article("art2", on=before), instrument.article("art2", on=after)
    assert first is not None
    assert second is not None
    assert (first.summary, first.norm.must, first.cite) == ("first text", "abstain", "Art. 2")
    assert (second.norm.must, second.cite) == ("consult", "Art. 2 as amended")
    assert [a.id for a in instrument.articles_on(before)] == ["art1", "art2", "art3", "art4"]


def test_who_left_and_came_back_has_two_memberships() -> None:
    plain = copy.deepcopy(SAMPLE)
    plain["parties"] = {"2000-06-01": ["QMA", "QMB"], "2010-01-01": ["QMA"]}
    plain["leaves"] = {"QMA": ["2005-01-01", "2015-01-01"]}
    parties = to_instrument(plain).parties
    assert ("QMA", Interval(date(2000, 6, 1), date(2005, 1, 1))) in parties
    assert ("QMA", Interval(date(2010, 1, 1), date(2015, 1, 1))) in parties
    assert ("QMB", Interval(date(2000, 6, 1), None)) in parties


def _defence(**changes: Any) -> Instrument:
    plain = copy.deepcopy(SAMPLE) | changes
    return to_instrument(plain)


def test_the_charter_adds_own_aggression_to_every_treaty_of_defence() -> None:
    assert _defence().articles[0].unless[-1] == OWN_AGGRESSION
    assert OWN_AGGRESSION.from_ == date(1945, 10, 24)
    assert OWN_AGGRESSION not in _defence().articles[1].unless


@pytest.mark.parametrize("changes", [{"offensive": True}, {"binding": "political"}])
def test_it_does_not_add_it_to_offensive_pacts_and_declarations(changes: dict[str, Any]) -> None:
    assert OWN_AGGRESSION not in _defence(**changes).articles[0].unless


def test_an_exception_of_the_text_on_own_aggression_takes_its_place() -> None:
    plain = copy.deepcopy(SAMPLE)
    own = {
        "id": "own",
        "if": {"not": {"fact": "victim_is_aggressor"}},
        "effect": "ends",
        "cite": "Art. 8",
    }
    plain["articles"]["art1"]["unless"] = [own]
    assert [u.id for u in to_instrument(plain).articles[0].unless] == ["own"]


def test_one_text_of_a_term_needs_no_choice_and_three_ask_twice() -> None:
    attack, danger, war = (
        c.Attack(at_least="armed_attack"),
        c.Attack(at_least="danger"),
        c.Fact(name="state_of_war"),
    )
    assert choose_variant("x", "t", variants={"en": attack}) == attack
    chosen = choose_variant("x", "t", variants={"en": attack, "fr": danger, "ru": war})
    facts = {p.name for p in walk(chosen) if isinstance(p, c.Fact)}
    assert facts == {"reading.x.t.en", "reading.x.t.fr", "state_of_war"}


def test_numbers_follow_from_ids() -> None:
    assert [number_of(i) for i in ("art4", "art42_7", "art2_b_4")] == ["4", "42(7)", "2(b)(4)"]


@pytest.fixture
def examples(shared: Path, tmp_path: Path) -> dict[str, Path]:
    """The worked examples of the design, each as a file of its own, as they stand there."""
    design = (shared / "design" / "rule-language.md").read_text(encoding="utf-8")
    section = design[design.index("## 5.") : design.index("## 6.")]
    blocks = re.findall(r"```yaml\n(.*?)```", section, re.S)
    found = {}
    for text in (t for block in blocks for t in block.split("---\n")):
        name = re.findall(r"(?m)^id: (\S+)", text)[0]
        found[name] = tmp_path / f"{name}.yaml"
        found[name].write_text(text, encoding="utf-8")
    return found


def test_the_worked_examples_of_the_design_load_as_they_stand(examples: dict[str, Path]) -> None:
    assert set(examples) == {"rus-prk-2024", "rio-1947", "nato-1949", "eu-teu-42-7"}
    for name, path in examples.items():
        assert load_beside(path).instrument(name).articles


def test_the_shorthand_of_an_example_is_the_long_form() -> None:
    assert parse_condition({"attacker_in": "parties"}) == parse_condition(
        {"attacker": {"in": "parties"}}
    )


def test_only_files_of_this_room_are_read() -> None:
    assert kind_of("states", "authority/rus.yaml") == "authority"
    assert kind_of("states", "asia.yaml") is None
    assert kind_of("lexicon", "speech.yaml") is None
    assert kind_of("instruments", "nato-1949.yaml") == "instrument"
