"""The register on a day: instruments, articles, who is party, who may decide at home."""

from foedus.commitment.instrument import Article, Instrument, Life, Norm, Unless

__all__ = ["Article", "Instrument", "Life", "Norm", "Unless"]
