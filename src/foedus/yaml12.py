"""What does this YAML file say, and on which line? Strict YAML 1.2, as plain data.

Contributed files are read as data only: no tags, no anchors, no duplicate keys,
bounded size and depth. Dates stay text ("2024-12-04"); ``NO`` stays text.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.errors import Fault, RegisterError

Path_ = tuple[str | int, ...]
MOST_BYTES = 2_000_000
DEEPEST = 60


class Lines(dict[Path_, int]):
    """The 1-based line on which each value of a file begins, by its path in the data."""

    def nearest(self, path: Path_) -> int:
        """Return the line of ``path``, or of the nearest value that contains it."""
        while path not in self and path:
            path = path[:-1]
        return self.get(path, 1)


def parse_yaml(text: str, *, place: str) -> tuple[Any, Lines]:
    """Return the data of one YAML 1.2 document and the line of every value.

    Args:
        text: The file's text.
        place: What to call the file in messages.

    Raises:
        RegisterError: Not YAML, a tag, an anchor, a duplicate key, too large or too deep.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415 - 60 ms; only when a file is compiled
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    if len(text) > MOST_BYTES:
        raise _fault(place, 1, "the file is larger than 2 MB", "Split it.")
    if "\t" in text:
        line = text[: text.index("\t")].count("\n") + 1
        raise _fault(place, line, "a tab stands here", "Indent and part with spaces.")
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = f"not YAML here: {error.problem or error.context}"
        raise _fault(place, line, problem, "Mend the line, or quote the text on it.") from None
    except RecursionError:
        raise _too_deep(place, 1) from None
    lines = Lines()
    if node is None:
        return None, lines
    faults: list[Fault] = []
    data = _plain(node, (), lines=lines, place=place, faults=faults)
    if faults:
        raise RegisterError(faults)
    return data, lines


def read_yaml(path: Path, *, place: str | None = None) -> tuple[Any, Lines]:
    """Return `parse_yaml` of a file in UTF-8; messages name ``place``, else the path."""
    name = place or str(path)
    try:
        return parse_yaml(path.read_text(encoding="utf-8-sig"), place=name)
    except UnicodeDecodeError as error:
        raise _fault(name, 0, f"not UTF-8 at byte {error.start}", "Save it as UTF-8.") from None


def _fault(place: str, line: int, problem: str, mend: str) -> RegisterError:
    return RegisterError([Fault(place, line, f"{problem}.", mend)])


def _too_deep(place: str, line: int) -> RegisterError:
    return _fault(place, line, f"nested deeper than {DEEPEST} levels", "Flatten it.")


def _plain(node: Any, path: Path_, *, lines: Lines, place: str, faults: list[Fault]) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if len(path) > DEEPEST:
        raise _too_deep(place, line)
    if node.anchor:
        faults.append(Fault(place, line, f"an anchor '&{node.anchor}'.", "Write the value out."))
    kind = type(node).__name__
    if not str(node.tag).startswith("tag:yaml.org,2002:"):
        faults.append(Fault(place, line, f"a tag '{node.tag}'.", "Leave tags out."))
    if kind == "ScalarNode":
        return _scalar(node)
    if kind == "SequenceNode":
        return [
            _plain(item, (*path, i), lines=lines, place=place, faults=faults)
            for i, item in enumerate(node.value)
        ]
    found: dict[str, Any] = {}
    for key, value in _pairs(node):
        if key in found:
            at = value.start_mark.line + 1
            faults.append(Fault(place, at, f"'{key}' stands twice.", "Keep one of them."))
        found[key] = _plain(value, (*path, key), lines=lines, place=place, faults=faults)
    return found


def _pairs(node: Any) -> Iterator[tuple[str, Any]]:
    for key, value in node.value:
        yield str(key.value), value


def _scalar(node: Any) -> str | int | float | bool | None:
    kind = str(node.tag).rsplit(":", 1)[-1]
    text: str = node.value
    match kind:
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text.replace("_", ""), 0) if text.lower().startswith(("0x", "0o")) else int(text)
        case "float":
            return float(text)
    return text
