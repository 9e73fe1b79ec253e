"""How does a lawyer write a treaty down? A first file to fill in, and one order of keys.

skeleton(outline) -> text of a file that `foedus check` accepts
laid_out(text, place=...) -> the same file, its keys in the order of the rule language
"""

from foedus.briefing.authoring.files import begin, lay_out, outline_of
from foedus.briefing.authoring.layout import laid_out
from foedus.briefing.authoring.skeleton import Outline, skeleton
from foedus.briefing.authoring.templates import ARTICLES

__all__ = ["ARTICLES", "Outline", "begin", "laid_out", "lay_out", "outline_of", "skeleton"]
