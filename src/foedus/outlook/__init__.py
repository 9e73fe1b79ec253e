"""What is likely? Estimates with intervals and sources, apart from what the law says."""

from foedus.outlook.estimate import Estimate, as_data, in_words
from foedus.outlook.reliability import estimate_honoured

__all__ = ["Estimate", "as_data", "estimate_honoured", "in_words"]
