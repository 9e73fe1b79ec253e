"""Claim against article, element by element: more, less, other, or not in the text at all."""

from foedus.comparison.document import compare
from foedus.comparison.report import Contradiction, Finding, Report, Standing, Unsaid

__all__ = ["Contradiction", "Finding", "Report", "Standing", "Unsaid", "compare"]
