"""Who else is drawn in, when, and by what? States in columns by wave; treaty or interest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from foedus.briefing.page import Figure, Table
from foedus.briefing.pictures.canvas import Canvas, width_of

HEIGHT, GAP, COLUMN = 24.0, 12.0, 96.0
LOOKS = {"first": "first", "sure": "node", "maybe": "maybe"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A state in the wave in which it comes in."""

    state: str
    wave: int
    side: str
    """Whose side it takes, such as ``Serbia``."""
    kind: Literal["first", "sure", "maybe"] = "sure"
    """first: there from the start; sure: it would be bound; maybe: open, or by interest alone."""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why a state comes in."""

    state: str
    of: str
    """The state for or with which it comes in."""
    kind: Literal["treaty", "interest"]
    why: str
    """The article, or the interest and its source."""


def waves(
    joinings: Sequence[Joining], links: Sequence[Link], *, title: str, caption: str = ""
) -> Figure:
    """Return the states by wave, with solid lines for treaties and dashed ones for interests."""
    columns = _columns(joinings)
    widths = [max(width_of(j.state) + 26 for j in column) for column in columns]
    left = [16.0]
    for width in widths:
        left.append(left[-1] + width + COLUMN)
    tall = max((len(column) for column in columns), default=1)
    height = 40 + tall * (HEIGHT + GAP) + 34
    canvas = Canvas(max(left[-1] - COLUMN + 16, 380), height)
    place: dict[str, tuple[float, float, float]] = {}
    for at, column in enumerate(columns):
        head = "At the start" if at == 0 else f"Wave {at}"
        canvas.text(left[at], 18, head, "faint small")
        offset = (tall - len(column)) * (HEIGHT + GAP) / 2
        for row, joining in enumerate(column):
            y = 32 + offset + row * (HEIGHT + GAP)
            place[joining.state] = (left[at], y + HEIGHT / 2, widths[at])
    for link in links:
        _draw_link(canvas, link, place)
    for column in columns:
        for joining in column:
            x, y, width = place[joining.state]
            says = f"{joining.state}: side of {joining.side} {joining.when}".strip()
            canvas.rect(x, y - HEIGHT / 2, width, HEIGHT, LOOKS[joining.kind], says=says)
            mark = " ?" if joining.kind == "maybe" else ""
            canvas.text(x + width / 2, y + 4, joining.state + mark, anchor="middle")
    _legend(canvas, y=height - 18)
    alt = _says(columns, links)
    return Figure(
        svg=canvas.svg(title=title, says=alt),
        alt=alt,
        table=_table(joinings, links, title),
        caption=caption,
    )


def _columns(joinings: Sequence[Joining]) -> list[list[Joining]]:
    last = max((j.wave for j in joinings), default=0)
    found = [[j for j in joinings if j.wave == wave] for wave in range(last + 1)]
    return [sorted(column, key=lambda j: (j.side, j.state)) for column in found if column]


def _draw_link(canvas: Canvas, link: Link, place: dict[str, tuple[float, float, float]]) -> None:
    if link.state not in place or link.of not in place:
        return
    x2, y2, _ = place[link.state]
    x1, y1, width = place[link.of]
    start, end = (x1 + width, y1), (x2, y2)
    if start[0] >= end[0]:  # both in one column: a small bow on the right
        bow = x1 + width + 18
        canvas.path([(x1 + width, y1), (bow, y1), (bow, y2), (x1 + width, y2)], link.kind)
        return
    canvas.path([start, end], link.kind)


def _legend(canvas: Canvas, *, y: float) -> None:
    x = 16.0
    for look, words in (("treaty", "bound by treaty"), ("interest", "interest, no treaty")):
        canvas.path([(x, y), (x + 28, y)], look)
        canvas.text(x + 34, y + 4, words, "small")
        x += 52 + width_of(words, size=10)
    canvas.text(x, y + 4, "? open, or not owed", "small")


def _says(columns: list[list[Joining]], links: Sequence[Link]) -> str:
    treaty = sum(link.kind == "treaty" for link in links)
    steps = ". ".join(
        f"{'At the start' if at == 0 else f'Wave {at}'}: {', '.join(j.state for j in column)}"
        for at, column in enumerate(columns)
    )
    return f"{steps}. {treaty} links by treaty, {len(links) - treaty} by interest."


def _table(joinings: Sequence[Joining], links: Sequence[Link], title: str) -> Table:
    rows = []
    for joining in sorted(joinings, key=lambda j: (j.wave, j.side, j.state)):
        own = [(str(link.kind), link.why) for link in links if link.state == joining.state]
        start = "start" if joining.kind == "first" else "—"
        for kind, why in own or [(start, "—")]:
            rows.append(
                (str(joining.wave), joining.state, joining.side, kind, why, joining.when or "—")
            )
    columns = ("Wave", "State", "Side", "By", "Why", "When")
    return Table(columns=columns, rows=tuple(rows), caption=title)
