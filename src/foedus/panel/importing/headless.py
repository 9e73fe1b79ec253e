"""What are the columns of a file without a header? One published list has none.

Gleditsch and Ward publish their list of states as ``ksgmdw.txt``: code, abbreviation, name,
first and last day (DD:MM:YYYY) between tabs.
"""

import re

LINE = re.compile(rb"\d{1,3}\t[A-Z]{3}\t[^\t\n]+\t\d\d:\d\d:\d{4}\t\d\d:\d\d:\d{4}\r?\n")
DAY = re.compile(rb"\b(\d\d):(\d\d):(\d{4})\b")
HEADER = b"gwcode\tstateabb\tstatename\tstart\tend\n"


def with_header(content: bytes) -> bytes:
    """Return a file with its header and ISO days, where it is such a list; else as it is."""
    if LINE.match(content) is None:
        return content
    return HEADER + DAY.sub(rb"\3-\2-\1", content)
