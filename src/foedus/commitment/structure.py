"""Has a file the shape of its kind? The table of the kind, walked over plain data.

The tables are JSON Schema; what is read here is the part of it that they use.
Own words instead of a validator's: a lawyer shall see which key, which line, and
what to write.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from foedus.errors import suggest

Where = tuple[str | int, ...]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DURATION = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?\Z")
_NAMES = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
_FORMATS = {
    "date": ("is not a day", "Write it as YYYY-MM-DD, such as 2024-12-04."),
    "duration": ("is no duration", "Write it as ISO 8601 has it, such as P1Y, P60D or PT48H."),
    "share": ("is no share", "Write a fraction of at most one, such as 2/3."),
}


class Finding(NamedTuple):
    """A fault at a path of the data; the problem without its full stop."""

    path: Where
    problem: str
    mend: str


class Word(NamedTuple):
    """A word that must stand on a list of the register."""

    path: Where
    kind: str
    text: str
    also: tuple[str, ...]
    """Words of a closed list that may stand in its place."""


class Structure:
    """One walk over one file: what is wrong with its shape, and which words it uses."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema
        self.findings: list[Finding] = []
        self.words: list[Word] = []

    def check(self, value: Any) -> None:
        """Check a whole file; results are in `findings` and `words`."""
        self._check(value, self.schema, path=())

    def _check(self, value: Any, schema: Mapping[str, Any], *, path: Where) -> None:
        branches = list(self._branches(schema))
        fitting = [b for b in branches if _fits(value, b)]
        if not fitting:
            wanted = " or ".join(dict.fromkeys(_NAMES[t] for b in branches for t in _types(b)))
            self._fault(path, f"{_at(path)} is {_NAMES[_type(value)]}", f"Write {wanted}.")
        elif isinstance(value, str):
            self._text(value, fitting, path=path)
        elif isinstance(value, Mapping):
            self._mapping(value, fitting[0], path=path)
        elif isinstance(value, list):
            self._list(value, fitting[0], path=path)
        elif _type(value) == "integer" and value < fitting[0].get("minimum", value):
            least = fitting[0]["minimum"]
            self._fault(path, f"{_at(path)} is {value}", f"Write {least} or more.")

    def _branches(self, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        if "$ref" in schema:
            yield from self._branches(self.schema["$defs"][schema["$ref"].rpartition("/")[2]])
        elif "anyOf" in schema:
            for branch in schema["anyOf"]:
                yield from self._branches(branch)
        else:
            yield schema

    def _text(self, value: str, branches: list[Mapping[str, Any]], *, path: Where) -> None:
        closed = [str(w) for b in branches for w in (*b.get("enum", ()), *_const(b))]
        if value in closed:
            return
        opened = [b for b in branches if "enum" not in b and "const" not in b]
        if not opened:
            self._fault(path, f"{_at(path)} cannot be '{value}'", suggest(value, closed))
            return
        branch = opened[0]
        if not value.strip():
            self._fault(path, f"{_at(path)} is empty", "Fill it in, or leave the key out.")
        elif "x-known" in branch:
            self.words.append(Word(path, branch["x-known"], value, tuple(closed)))
        elif not _has_format(value, branch.get("format")):
            wrong, mend = _FORMATS[branch["format"]]
            also = f" Or: {', '.join(closed)}." if closed else ""
            self._fault(path, f"{_at(path)}: '{value}' {wrong}", mend + also)
        elif not re.match(branch.get("pattern", ""), value):
            self._fault(path, f"{_at(path)}: '{value}' has other signs than it may", _SLUG)

    def _mapping(self, value: Mapping[str, Any], schema: Mapping[str, Any], *, path: Where) -> None:
        if len(value) < schema.get("minProperties", 0):
            self._fault(path, f"{_at(path)} is empty", "Fill it in, or leave the key out.")
        properties = schema.get("properties", {})
        rest = schema.get("additionalProperties", True)
        for key, item in value.items():
            self._key(key, schema, path=(*path, key))
            if key in properties:
                self._check(item, properties[key], path=(*path, key))
            elif isinstance(rest, Mapping):
                self._check(item, rest, path=(*path, key))
            elif rest is False:
                what = schema.get("x-what", "this mapping")
                self._fault(
                    (*path, key), f"unknown key '{key}' in {what}", suggest(key, properties)
                )
        self._required(value, schema, path=path)

    def _required(
        self, value: Mapping[str, Any], schema: Mapping[str, Any], *, path: Where
    ) -> None:
        what = schema.get("x-what", "this mapping")
        missing = [key for key in schema.get("required", ()) if key not in value]
        for have, needed in schema.get("dependentRequired", {}).items():
            missing += [key for key in needed if have in value and key not in value]
        for key in missing:
            said = schema["properties"][key].get("description", "")
            mend = f"Add '{key}': {said[:1].lower()}{said[1:]}" if said else f"Add '{key}'."
            self._fault(path, f"{what} needs '{key}'", mend)
        if "oneOf" in schema:
            self._one_of(value, schema, path=path)

    def _one_of(self, value: Mapping[str, Any], schema: Mapping[str, Any], *, path: Where) -> None:
        what = schema.get("x-what", "this mapping")
        constructors = [one["required"][0] for one in schema["oneOf"]]
        found = [key for key in value if key in constructors]
        if len(found) > 1:
            parts = ", ".join(f"{{{key}: ...}}" for key in found)
            named = " and ".join(f"'{key}'" for key in found)
            mend = f"Join them: {{all: [{parts}]}}, or any."
            self._fault(path, f"{what} has {named} side by side", mend)
        elif not found and set(value) <= set(schema["properties"]):
            mend = f"Write one of: {', '.join(constructors)}."
            self._fault(path, f"{what} says nothing of when it holds", mend)

    def _list(self, value: list[Any], schema: Mapping[str, Any], *, path: Where) -> None:
        if len(value) < schema.get("minItems", 0):
            self._fault(path, f"{_at(path)} is empty", "Write at least one, or leave the key out.")
        for index, item in enumerate(value):
            self._check(item, schema["items"], path=(*path, index))

    def _key(self, key: str, schema: Mapping[str, Any], *, path: Where) -> None:
        if "propertyNames" in schema:
            names = {"type": "string"} | schema["propertyNames"]
            self._text(key, list(self._branches(names)), path=path)

    def _fault(self, path: Where, problem: str, mend: str) -> None:
        self.findings.append(Finding(path, problem, mend))


_SLUG = "Use lower-case letters, digits and the signs of the other names here."


def _at(path: Where) -> str:
    keys = [part for part in path if isinstance(part, str)]
    return f"'{keys[-1]}'" if keys else "the file"


def _type(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"


def _types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    return (schema["type"],) if "type" in schema else ("string",)


def _fits(value: Any, schema: Mapping[str, Any]) -> bool:
    return _type(value) in _types(schema)


def _const(schema: Mapping[str, Any]) -> tuple[str, ...]:
    return (schema["const"],) if "const" in schema else ()


def _has_format(value: str, name: str | None) -> bool:
    match name:
        case "date":
            return _DAY.match(value) is not None and _is(date.fromisoformat, value)
        case "duration":
            return _DURATION.match(value) is not None
        case "share":
            return _is(Fraction, value) and 0 < Fraction(value) <= 1
    return True


def _is(read: Any, value: str) -> bool:
    try:
        read(value)
    except (ValueError, ZeroDivisionError):
        return False
    return True
