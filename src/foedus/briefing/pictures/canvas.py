"""How is a picture put together? A few shapes, text that is measured, and scales."""

import math
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path

WIDE = frozenset("mwMWOQCGDHNU@%&—")
NARROW = frozenset("iljtfrI.,:;'|!()[] -·")
Scale = Callable[[float], float]


class Canvas:
    """Shapes in the order in which they were drawn, in units of a pixel at 100 %."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, look: str, *, says: str = ""
    ) -> None:
        """Draw a box; ``says`` is shown where somebody points at it."""
        size = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        self._shape("rect", f'{size} class="{look}"', says)

    def line(self, start: tuple[float, float], end: tuple[float, float], look: str) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
        self._shape("line", f'{ends} class="{look}"', "")

    def dot(self, x: float, y: float, radius: float, look: str, *, says: str = "") -> None:
        """Draw a circle around a point."""
        self._shape("circle", f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" class="{look}"', says)

    def path(
        self, points: Sequence[tuple[float, float]], look: str, *, closed: bool = False
    ) -> None:
        """Draw a line through points, or the area that they enclose."""
        told = " L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self._shape("path", f'd="M{told}{" Z" if closed else ""}" class="{look}"', "")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        look: str = "",
        *,
        anchor: str = "start",
        turned: int = 0,
    ) -> None:
        """Write words at a baseline; ``anchor`` is start, middle or end."""
        turn = f' transform="rotate({turned} {_n(x)} {_n(y)})"' if turned else ""
        held = f' text-anchor="{anchor}"' if anchor != "start" else ""
        look = f' class="{look}"' if look else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}"{held}{look}{turn}>{escape(words)}</text>'
        )

    def svg(self, *, title: str, says: str) -> str:
        """Return the picture, named and told in words for those who do not see it."""
        size = f'width="{_n(self.width)}" height="{_n(self.height)}"'
        box = f'{size} viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        opened = f'<svg xmlns="http://www.w3.org/2000/svg" {box} class="fig" role="img"'
        named = f"<title>{escape(title)}</title><desc>{escape(says)}</desc>"
        return "\n".join((f"{opened}>", named, *self._parts, "</svg>\n"))

    def _shape(self, kind: str, attributes: str, says: str) -> None:
        inner = f"<title>{escape(says)}</title>" if says else ""
        end = f">{inner}</{kind}>" if inner else "/>"
        self._parts.append(f"<{kind} {attributes}{end}")


def standalone(svg: str) -> str:
    """Return a picture as a file of its own: with its style, for light and dark screens."""
    head, _, tail = svg.partition("<title>")
    return f"{head}<style>{_style()}</style><title>{tail}"


@cache
def _style() -> str:
    return Path(__file__).with_name("picture.css").read_text(encoding="utf-8").strip()


def scale(low: float, high: float, *, start: float, end: float) -> Scale:
    """Return the function that brings values between ``low`` and ``high`` to places."""
    span = (high - low) or 1.0
    return lambda value: start + (value - low) / span * (end - start)


def ticks(low: float, high: float, *, most: int = 6) -> list[float]:
    """Return round values that span an interval, at most ``most`` of them.

    >>> ticks(0, 0.9, most=5)
    [0.0, 0.25, 0.5, 0.75]
    """
    if high <= low:
        return [low]
    raw = (high - low) / max(most - 1, 1)
    power = 10 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(at * step, 10) + 0.0 for at in range(first, last + 1)]


def width_of(words: str, *, size: float = 12) -> float:
    """Return about how wide words are, in pixels, a little too wide rather than too narrow."""
    return size * sum(0.92 if c in WIDE else 0.34 if c in NARROW else 0.6 for c in words)


def told(value: float, *, digits: int = 2) -> str:
    """Return a number with a true minus sign, without needless zeros."""
    words = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    words = "0" if words in ("-0", "") else words
    return words.replace("-", "−")


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
