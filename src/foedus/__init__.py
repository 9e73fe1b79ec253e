"""Mutual-defence commitments, computable.

The public names, nothing else. A verb is a function, a command and (later) an
endpoint of the same name; heavy parts are imported on first use.

    >>> import foedus
    >>> register = foedus.load()
    >>> register.instrument("rus-prk-2024").status_on(foedus.parse_date("2024-10-15"))
    'signed'
"""

from typing import TYPE_CHECKING, Any

from foedus.version import __version__

if TYPE_CHECKING:
    from foedus.briefing.brief import brief
    from foedus.case import Case, Incident, decide
    from foedus.commitment import Article, Instrument, Register, load
    from foedus.comparison import Finding, Report, compare
    from foedus.dates import parse_date
    from foedus.errors import FoedusError
    from foedus.outlook import Estimate
    from foedus.outlook import estimate_honoured as estimate
    from foedus.statement import Claim, Statement
    from foedus.statement import read_statements as read
    from foedus.text import Document, Span, read_document
    from foedus.truth import Truth

__all__ = [
    "Article",
    "Case",
    "Claim",
    "Document",
    "Estimate",
    "Finding",
    "FoedusError",
    "Incident",
    "Instrument",
    "Register",
    "Report",
    "Span",
    "Statement",
    "Truth",
    "__version__",
    "brief",
    "compare",
    "decide",
    "estimate",
    "load",
    "parse_date",
    "read",
    "read_document",
]

_HOMES = {
    "brief": ("foedus.briefing.brief", "brief"),
    "Case": ("foedus.case", "Case"),
    "Incident": ("foedus.case", "Incident"),
    "decide": ("foedus.case", "decide"),
    "Article": ("foedus.commitment", "Article"),
    "Instrument": ("foedus.commitment", "Instrument"),
    "Register": ("foedus.commitment", "Register"),
    "load": ("foedus.commitment", "load"),
    "Finding": ("foedus.comparison", "Finding"),
    "Report": ("foedus.comparison", "Report"),
    "compare": ("foedus.comparison", "compare"),
    "parse_date": ("foedus.dates", "parse_date"),
    "FoedusError": ("foedus.errors", "FoedusError"),
    "Estimate": ("foedus.outlook", "Estimate"),
    "estimate": ("foedus.outlook", "estimate_honoured"),
    "Claim": ("foedus.statement", "Claim"),
    "Statement": ("foedus.statement", "Statement"),
    "read": ("foedus.statement", "read_statements"),
    "Document": ("foedus.text", "Document"),
    "Span": ("foedus.text", "Span"),
    "read_document": ("foedus.text", "read_document"),
    "Truth": ("foedus.truth", "Truth"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'foedus' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415 - heavy parts come on first use

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return list(__all__)
