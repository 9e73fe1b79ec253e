"""Which state is meant? Alpha-3 codes: real, historical and invented ones."""

import re

ALPHA3 = re.compile(r"[A-Z]{3}\Z")
INVENTED = re.compile(r"Q[M-Z][A-Z]\Z")


def is_invented(code: str) -> bool:
    """Tell whether ``code`` is one of QMA..QZZ, kept by ISO for private use.

    >>> is_invented("QMA"), is_invented("QAT")
    (True, False)
    """
    return INVENTED.match(code) is not None
