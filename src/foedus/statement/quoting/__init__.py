"""Who is said to speak, in which words, about what? A trained model's answer."""

from foedus.statement.quoting.attribution import Attribution
from foedus.statement.quoting.finding import attributions

__all__ = ["Attribution", "attributions"]
