"""Laws of the check: what JSON Schema refuses, it refuses; what it accepts, so does the schema."""

import copy
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import jsonschema
from hypothesis import given, settings

from foedus.commitment.schema import schema_of
from foedus.commitment.structure import Structure
from foedus.yaml12 import read_yaml

SAMPLE: dict[str, Any] = read_yaml(Path(__file__).with_name("qma-qmb-2000.yaml"))[0]
SCHEMA = schema_of("instrument")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["QMA", "armed_attack", "2000-01-01", ""]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["fact", "attack", "from", "cite", "id"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(p for key, item in items for p in _paths(item, (*path, key)))]


PATHS = [path for path in _paths(SAMPLE) if path]


def _accepts(plain: Any) -> bool:
    structure = Structure(SCHEMA)
    structure.check(plain)
    return structure.findings == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PATHS), PLAIN)
def test_whatever_stands_in_a_file_the_check_agrees_with_the_schema(
    path: tuple[Any, ...], value: Any
) -> None:
    plain: Any = copy.deepcopy(SAMPLE)
    part = plain
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    # The schema leaves formats to editors; the check reads them, so it may only refuse more.
    assert VALIDATOR.is_valid(plain) or not _accepts(plain)


@settings(max_examples=100, deadline=None)
@given(PLAIN)
def test_a_file_of_anything_is_told_and_never_breaks_the_check(value: Any) -> None:
    assert _accepts(value) == VALIDATOR.is_valid(value)
