"""A picture is well formed, the same every time, and says no more than its table."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.briefing.html import as_html
from foedus.briefing.markdown import as_markdown
from foedus.briefing.page import Figure, Page
from foedus.briefing.pictures import (
    Band,
    Bar,
    Bin,
    Estimate,
    Joining,
    Link,
    Matrix,
    Point,
    bars,
    choices,
    diagram,
    matrix,
    months,
    standalone,
    waves,
)
from foedus.briefing.pictures.canvas import ticks, told
from foedus.briefing.terminal import as_text

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script> & "QMA"'


def a_matrix(name: str = "QMA") -> Figure:
    return matrix(
        Matrix(
            challengers=(name, "QMB"),
            targets=("QMC", name),
            levels={(name, "QMC"): "due", ("QMB", "QMC"): "open", ("QMB", name): "not_due"},
            turned=frozenset({("QMB", "QMC")}),
            title=f"Help against {name}",
        )
    )


def a_diagram(name: str = "Said") -> Figure:
    return diagram([Bin(forecast=0.2, observed=0.3, low=0.1, high=0.5, count=9)], title=name)


def some_choices(name: str = "any ally") -> Figure:
    made = [
        Estimate(value=v, low=v - 0.2, high=v + 0.1, chosen={"coding": name, "errors": e})
        for v, e in ((-0.3, "dyad"), (0.4, "dyadic"), (0.05, "dyad"))
    ]
    return choices(made, title="Every coding", quantity="coefficient")


def some_bars(name: str = "to 1944") -> Figure:
    bar = Bar(name=name, value=0.66, low=0.56, high=0.75, counts="61 of 92")
    return bars([bar], title="Honoured", quantity="Honoured when tested")


def some_months(name: str = "strength") -> Figure:
    points = [Point(month=date(2024, m, 1), value=m / 2, count=m) for m in (1, 2, 3, 6, 7)]
    band = Band(low=1, high=2, says="Article 4")
    marks = [(date(2024, 7, 1), "in force")]
    return months(points, title="Strength", quantity=name, band=band, marks=marks)


def some_waves(name: str = "Serbia") -> Figure:
    joined = [
        Joining(state=name, wave=0, side=name, kind="first"),
        Joining(state="Montenegro", wave=1, side=name),
        Joining(state="Russia", wave=1, side=name, kind="maybe"),
    ]
    links = [
        Link(state="Montenegro", of=name, kind="treaty", why="Art. 1"),
        Link(state="Russia", of=name, kind="interest", why="own interest"),
    ]
    return waves(joined, links, title="July 1914")


ALL: list[Callable[..., Figure]] = [
    a_matrix,
    a_diagram,
    some_choices,
    some_bars,
    some_months,
    some_waves,
]


@pytest.mark.parametrize("make", ALL)
def test_a_picture_is_well_formed_named_and_told_in_words(make: Callable[..., Figure]) -> None:
    figure = make()
    root = Tree.fromstring(figure.svg)
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc") == figure.alt
    assert figure.table.rows
    assert all(len(row) == len(figure.table.columns) for row in figure.table.rows)


@pytest.mark.parametrize("make", ALL)
def test_the_same_input_gives_the_same_bytes(make: Callable[..., Figure]) -> None:
    assert make().svg == make().svg


@pytest.mark.parametrize("make", ALL)
def test_what_comes_from_outside_is_escaped(make: Callable[..., Figure]) -> None:
    figure = make(HOSTILE)
    assert "<script" not in standalone(figure.svg)
    Tree.fromstring(standalone(figure.svg))


@pytest.mark.parametrize("make", ALL)
def test_everything_drawn_lies_within_the_picture(make: Callable[..., Figure]) -> None:
    root = Tree.fromstring(make().svg)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for shape in root.iter():
        for key in ("x", "cx", "x1", "x2", "y", "cy", "y1", "y2"):
            most = width if "x" in key else height
            assert -1 <= float(shape.get(key, 0)) <= most + 1, Tree.tostring(shape)


@pytest.mark.parametrize("make", ALL)
def test_no_style_stands_in_a_shape(make: Callable[..., Figure]) -> None:
    # A strict content policy forbids it; a file of its own brings one style sheet.
    svg = make().svg
    assert not re.search(r'\s(style|fill|stroke|onload)="', svg)
    assert standalone(svg).count("<style>") == 1


def test_every_look_has_a_rule_in_the_style() -> None:
    style = standalone(a_matrix().svg)
    used = {
        look
        for make in ALL
        for classes in re.findall(r'class="([^"]+)"', make().svg)
        for look in classes.split()
    }
    missing = {look for look in used if not re.search(rf"\.{look}\b", style)}
    assert missing == set()


def test_a_page_shows_the_picture_and_a_text_the_table() -> None:
    figure = some_bars()
    page = Page(title="A page", lead="Bars.", facts=(), blocks=(figure,))
    html = as_html(page)
    assert "<svg" in html
    assert "The same as a table" in html
    for text in (as_markdown(page), as_text(page)):
        assert "<svg" not in text
        assert "61 of 92" in text


def test_the_table_of_the_matrix_names_every_challenger() -> None:
    table = a_matrix().table
    assert table.columns == ("Target", "Help due against", "Open against", "Changed against")
    assert table.rows == (("QMC", "QMA", "QMB", "QMB"), ("QMA", "—", "—", "—"))


def test_estimates_stand_in_order_with_their_choices() -> None:
    figure = some_choices()
    assert [row[0] for row in figure.table.rows] == ["−0.3", "0.05", "0.4"]
    assert "the interval of 1 lies below 0, of 1 above, of 1 on both sides" in figure.alt


def test_a_month_without_statements_breaks_the_line() -> None:
    root = Tree.fromstring(some_months().svg)
    runs = [p for p in root.iter(f"{SVG}path") if p.get("class") == "run"]
    assert [p.get("d", "").count("L") for p in runs] == [2, 1]


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 9))
@settings(max_examples=200, deadline=None)
def test_ticks_are_round_in_order_and_within(low: float, span: float, most: int) -> None:
    found = ticks(low, low + span, most=most)
    assert len(found) <= most + 1
    assert found == sorted(set(found))
    assert all(low - span * 1e-6 <= at <= low + span * (1 + 1e-6) for at in found)


@pytest.mark.parametrize(
    ("value", "words"), [(-0.001, "0"), (1.5, "1.5"), (-2.0, "−2"), (100, "100")]
)
def test_numbers_are_told_without_needless_zeros(value: float, words: str) -> None:
    assert told(value) == words
