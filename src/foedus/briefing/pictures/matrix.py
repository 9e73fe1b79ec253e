"""Which pledges would apply against whom? Challengers across, targets down, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.briefing.page import Figure, Table
from foedus.briefing.pictures.canvas import Canvas, width_of

CELL, GAP, LEGEND = 13.0, 1.5, 540.0
WORDS = {
    "due": "somebody would owe help",
    "open": "it is open whether",
    "not_due": "pledges stand, none would apply",
}
LOOKS = {"due": "due", "open": "open", "not_due": "not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What would apply for each target against each challenger."""

    challengers: tuple[str, ...]
    targets: tuple[str, ...]
    levels: Mapping[tuple[str, str], str]
    """(challenger, target) to due | open | not_due; missing: no pledge at all."""
    turned: frozenset[tuple[str, str]] = frozenset()
    """Pairs for which it was otherwise on the other day."""
    title: str
    caption: str = ""


def matrix(drawn: Matrix) -> Figure:
    """Return the matrix as a picture, and as a table of targets with their challengers."""
    left = 16 + max((width_of(t) for t in drawn.targets), default=0)
    top = 34 + max((width_of(c) for c in drawn.challengers), default=0)
    step = CELL + GAP
    width = max(left + step * len(drawn.challengers) + 12, LEGEND)
    height = top + step * len(drawn.targets) + 46
    canvas = Canvas(width, height)
    canvas.text(left, 14, "Challenger", "faint small")
    canvas.text(4, top - 6, "Target", "faint small")
    for column, challenger in enumerate(drawn.challengers):
        x = left + column * step + CELL / 2 + 4
        canvas.text(x, top - 6, challenger, "small", turned=-90)
    for row, target in enumerate(drawn.targets):
        y = top + row * step
        canvas.text(left - 6, y + CELL - 2.5, target, "small", anchor="end")
        for column, challenger in enumerate(drawn.challengers):
            _cell(canvas, (left + column * step, y), (challenger, target), drawn)
    _legend(canvas, left=left, y=top + step * len(drawn.targets) + 16, drawn=drawn)
    return Figure(
        svg=canvas.svg(title=drawn.title, says=_says(drawn)),
        alt=_says(drawn),
        table=_table(drawn),
        caption=drawn.caption,
    )


def _cell(canvas: Canvas, at: tuple[float, float], pair: tuple[str, str], drawn: Matrix) -> None:
    x, y = at
    challenger, target = pair
    if challenger == target:
        canvas.line((x, y + CELL), (x + CELL, y), "grid")
        return
    level = drawn.levels.get(pair)
    says = f"{challenger} against {target}: {WORDS.get(level or '', 'no pledge')}"
    if level == "due":
        canvas.rect(x, y, CELL, CELL, "due", says=says)
    elif level == "open":
        canvas.rect(x + 1, y + 1, CELL - 2, CELL - 2, "open", says=says)
    elif level == "not_due":
        canvas.dot(x + CELL / 2, y + CELL / 2, 2, "not", says=says)
    if pair in drawn.turned:
        canvas.rect(x - 0.5, y - 0.5, CELL + 1, CELL + 1, "turned", says=f"{says}; it changed")


def _legend(canvas: Canvas, *, left: float, y: float, drawn: Matrix) -> None:
    x = min(left, 16)
    for level, words in WORDS.items():
        if level == "not_due":
            canvas.dot(x + 5, y + 5, 2, LOOKS[level])
        else:
            canvas.rect(x, y, 10, 10, LOOKS[level])
        canvas.text(x + 15, y + 9, words, "small")
        x += 30 + width_of(words, size=10)
    if drawn.turned:
        canvas.rect(16, y + 16, 10, 10, "turned")
        canvas.text(31, y + 25, "otherwise on the other day", "small")


def _says(drawn: Matrix) -> str:
    count = {level: sum(v == level for v in drawn.levels.values()) for level in WORDS}
    told = "; ".join(f"{count[level]}: {words}" for level, words in WORDS.items())
    changed = f"; {len(drawn.turned)} changed" if drawn.turned else ""
    return f"{len(drawn.targets)} targets by {len(drawn.challengers)} challengers. {told}{changed}."


def _table(drawn: Matrix) -> Table:
    rows = []
    for target in drawn.targets:
        cells = [target]
        for level in ("due", "open"):
            of = [c for c in drawn.challengers if drawn.levels.get((c, target)) == level]
            cells.append(", ".join(of) or "—")
        turned = [c for c in drawn.challengers if (c, target) in drawn.turned]
        cells.append(", ".join(turned) or "—")
        rows.append(tuple(cells))
    columns = ("Target", "Help due against", "Open against", "Changed against")
    return Table(columns=columns, rows=tuple(rows), caption=drawn.title)
