"""In which order do the keys of a file stand? The order of the rule language; all else is kept.

The text is cut at the marks that the YAML reader sets and put together anew:
comments go with the key below them, quotes, line breaks and the writing of a list
stay as they are. Articles, terms and cases keep the author's order; days are sorted.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.briefing.authoring.chunks import block_chunks, joined
from foedus.commitment.schema import schema_of
from foedus.commitment.schema.cases import case
from foedus.errors import InputError
from foedus.yaml12 import parse_yaml

if TYPE_CHECKING:
    from ruamel.yaml.nodes import MappingNode

Schema = Mapping[str, Any]
MOST_ROUNDS = 60
"""One round for each level of nesting; files are never so deep."""


class Edit(NamedTuple):
    """A stretch of the text, and what takes its place."""

    start: int
    end: int
    text: str


def laid_out(text: str, *, place: str) -> str:
    """Return a file of the register, or of cases, with its keys in the canonical order.

    The data are the same before and after, comments are kept, and a second pass
    changes nothing.

    Args:
        text: The file's text.
        place: What to call the file in messages.

    Raises:
        RegisterError: It is not YAML as the register reads it.
        InputError: It is neither a file of the register nor a list of cases.
    """
    before, _ = parse_yaml(text, place=place)
    schema = _schema_for(before, place)
    made = text.removeprefix("\ufeff")
    for _ in range(MOST_ROUNDS):
        edits = list(_edits(_composed(made), schema, root=schema, text=made))
        if not edits:
            break
        for edit in sorted(edits, reverse=True):
            made = made[: edit.start] + edit.text + made[edit.end :]
    made = made.rstrip("\n") + "\n"
    assert parse_yaml(made, place=place)[0] == before, place
    return made


def _composed(text: str) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 - 60 ms; only when a file is laid out

    return YAML(typ="safe", pure=True).compose(text)


def _schema_for(told: Any, place: str) -> Schema:
    if isinstance(told, list):
        return {"type": "array", "items": case()}
    keys = set(told) if isinstance(told, Mapping) else set()
    for key, kind in KINDS.items():
        if key in keys:
            return schema_of(kind)
    if {"incident", "victim"} & keys:
        return case()
    problem = "this is neither a treaty, a file of the register, nor a list of cases."
    raise InputError(place, problem, "Give a file with 'articles:', or a list of cases.")


KINDS = {
    "articles": "instrument",
    "steps": "authority",
    "places": "places",
    "facts": "facts",
    "measures": "charter",
    "rules": "charter",
}
"""The key by which a file of each kind is known."""


def _edits(node: Any, schema: Schema, *, root: Schema, text: str) -> Iterator[Edit]:
    """Yield the innermost changes; those further out follow in the next round."""
    if type(node).__name__ == "SequenceNode":
        for item in node.value:
            yield from _edits(
                item, _within(schema, root, "array").get("items", {}), root=root, text=text
            )
        return
    if type(node).__name__ != "MappingNode":
        return
    record = _within(schema, root, "object", keys=_keys(node))
    inner = [
        edit
        for key, value in node.value
        for edit in _edits(value, _of_key(record, str(key.value)), root=root, text=text)
    ]
    yield from inner or _own(node, record, text)


def _own(node: "MappingNode", record: Schema, text: str) -> Iterator[Edit]:
    keys = _keys(node)
    order = _order(keys, record)
    if order == sorted(order):
        return
    if node.flow_style:
        yield from _flow(node, order, text)
        return
    chunks = block_chunks(node, text)
    yield Edit(*joined([chunks[i] for i in order], was=chunks, text=text))


def _flow(node: "MappingNode", order: list[int], text: str) -> Iterator[Edit]:
    spans = [(k.start_mark.index, v.end_mark.index) for k, v in node.value]
    between = [text[a[1] : b[0]] for a, b in pairwise(spans)]
    if any("#" in part for part in between):
        return  # a comment inside braces belongs to nobody for sure: left as it stands
    parts = [text[slice(*spans[i])] for i in order]
    whole = "".join(p + b for p, b in zip(parts, [*between, ""], strict=True))
    yield Edit(spans[0][0], spans[-1][1], whole)


def _keys(node: "MappingNode") -> list[str]:
    return [str(key.value) for key, _ in node.value]


def _order(keys: list[str], record: Schema) -> list[int]:
    """Return the places of the keys, in the order in which they should stand."""
    places = range(len(keys))
    if record.get("propertyNames", {}).get("format") == "date":
        return sorted(places, key=keys.__getitem__)
    ranks = {key: rank for rank, key in enumerate(record.get("properties", ()))}
    if not ranks:
        return list(places)
    ranks |= HABITS.get(record.get("x-what", ""), {})
    return sorted(places, key=lambda i: ranks.get(keys[i], len(ranks)))


LAST = 1000
HABITS: Mapping[str, Mapping[str, int]] = {
    "a term": {"cite": -1},
    "a reservation": {"patch": LAST},
    "an interpretation": {"patch": LAST},
}
"""Where a reader expects a key elsewhere than the table of its kind has it."""


def _of_key(record: Schema, key: str) -> Schema:
    found: Schema = record.get("properties", {}).get(key, record.get("additionalProperties"))
    return found if isinstance(found, Mapping) else {}


def _within(schema: Schema, root: Schema, type_: str, *, keys: list[str] | None = None) -> Schema:
    """Return the branch of a schema that is of this type and, best, has all these keys."""
    found = [b for b in _branches(schema, root) if b.get("type") == type_]
    named = (b for b in found if keys and set(keys) <= set(b.get("properties", ())))
    return next(named, found[0] if found else {})


def _branches(schema: Schema, root: Schema) -> Iterator[Schema]:
    if "$ref" in schema:
        yield from _branches(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    elif "anyOf" in schema:
        for branch in schema["anyOf"]:
            yield from _branches(branch, root)
    else:
        yield schema
