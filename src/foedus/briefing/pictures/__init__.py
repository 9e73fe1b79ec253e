"""Which picture tells it? SVG drawn here, each with the table that says the same in words.

A picture is a pure function of plain records: the same input gives the same bytes. Colours come
from classes, so that a page's style sheet turns them for dark screens and for paper; a file of
its own carries the style with it (`standalone`). No colour stands alone: shape, stroke or a
word says the same.
"""

from foedus.briefing.pictures.bars import Bar, bars
from foedus.briefing.pictures.canvas import standalone
from foedus.briefing.pictures.choices import Estimate, choices
from foedus.briefing.pictures.diagram import Bin, diagram
from foedus.briefing.pictures.matrix import Matrix, matrix
from foedus.briefing.pictures.months import Band, Point, months
from foedus.briefing.pictures.waves import Joining, Link, waves

__all__ = [
    "Band",
    "Bar",
    "Bin",
    "Estimate",
    "Joining",
    "Link",
    "Matrix",
    "Point",
    "bars",
    "choices",
    "diagram",
    "matrix",
    "months",
    "standalone",
    "waves",
]
