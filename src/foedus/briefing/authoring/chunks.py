"""Which lines of a file belong to which key? Its comments above it, and its value below."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ruamel.yaml.nodes import MappingNode


class Chunk(NamedTuple):
    """The lines of one key of a block mapping, by number from 0; ``end`` is not among them."""

    above: int
    """First line: a comment or blank line above the key, or the key's own."""
    start: int
    """The line of the key."""
    end: int
    column: int
    """Where the key begins."""


def block_chunks(node: "MappingNode", text: str) -> list[Chunk]:
    """Return the chunks of a block mapping, one for each key, in the order of the text."""
    lines = text.splitlines()
    chunks: list[Chunk] = []
    for key, value in node.value:
        start, column = key.start_mark.line, key.start_mark.column
        above = chunks[-1].end if chunks else _first_above(lines, start, column=column)
        chunks.append(Chunk(above, start, _last_line(key, value) + 1, column))
    return chunks


def joined(chunks: list[Chunk], *, was: list[Chunk], text: str) -> tuple[int, int, str]:
    """Return the stretch of text from the first to the last chunk, and it in the new order.

    Args:
        chunks: In the order in which they shall stand.
        was: In the order in which they stand.
        text: The file.
    """
    lines = text.splitlines(keepends=True)
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    column = was[0].column
    made = [line for chunk in chunks for line in _lines_of(chunk, lines)]
    # The dash of a list stands before whichever key comes first.
    first = chunks[0].start - chunks[0].above
    made[first] = lines[was[0].start][:column] + made[first][column:]
    start = sum(map(len, lines[: was[0].above]))
    end = start + sum(map(len, lines[was[0].above : was[-1].end]))
    return start, min(end, len(text)), "".join(made)


def _lines_of(chunk: Chunk, lines: list[str]) -> list[str]:
    own = " " * chunk.column + lines[chunk.start][chunk.column :]
    return [*lines[chunk.above : chunk.start], own, *lines[chunk.start + 1 : chunk.end]]


def _first_above(lines: list[str], start: int, *, column: int) -> int:
    """Return the first line of the comments above a mapping's first key that are its own.

    Those at the head of the file, and those above the dash of a list, stay where they are.
    """
    if column == 0 or lines[start][:column].strip():
        return start
    above = start
    while above and (not lines[above - 1].strip() or lines[above - 1].lstrip().startswith("#")):
        above -= 1
    return above


def _last_line(key: Any, value: Any) -> int:
    """Return the last line on which something of a pair stands, comments below it left out."""
    if type(value).__name__ == "ScalarNode" or value.flow_style:
        mark = value.end_mark
        ends_before = mark.column == 0 and mark.line > key.start_mark.line
        return int(mark.line) - int(ends_before)
    last = value.value[-1]
    if type(value).__name__ == "MappingNode":
        return _last_line(*last)
    return _last_line(last, last)
