"""In which mode does the reader read: with which model, whose trees, or by patterns alone?"""

from importlib import resources

from foedus.statement.syntax.compiled import backend
from foedus.statement.syntax.parsers import Parser
from foedus.statement.syntax.weights import FILE

PATTERNS = "patterns alone"
_MODEL = "attribution.npz"


def mode(parser: Parser | None = None) -> str:
    """Return by what texts are read here, in words for people.

    Args:
        parser: Whose trees are read; None: those of the parser that comes with Foedus.

    Raises:
        InputError: ``FOEDUS_PARSER`` names a library that is not there.
    """
    by = [parser.name] if parser else _own()
    if _is_there(_MODEL):
        by = ["the model of attribution", *by]
    return ", ".join(("patterns", *by)) if by else PATTERNS


def _own() -> list[str]:
    return [f"the built-in parser ({backend()})"] if _is_there(FILE) else []


def _is_there(file: str) -> bool:
    return (resources.files("foedus") / "models" / file).is_file()
