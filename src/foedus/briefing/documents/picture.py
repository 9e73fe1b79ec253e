"""How does a picture go on paper? With the colours of the light page written out."""

import re
from functools import cache
from pathlib import Path

from foedus.briefing import pictures

VARIABLE = re.compile(r"var\((--\w+)\)")
DARK = re.compile(r"@media\([^{]*\)\{\.fig\{[^}]*\}\}")


def printed(svg: str) -> str:
    """Return a picture of ours as a file of its own, in the colours of a light page.

    What sets documents knows no variables of style sheets and no dark screens.
    """
    head, _, tail = svg.partition("<title>")
    return f"{head}<style>{_style()}</style><title>{tail}"


@cache
def _style() -> str:
    path = Path(pictures.__file__).with_name("picture.css")
    css = DARK.sub("", path.read_text(encoding="utf-8"))
    head, _, rest = css.partition("}")
    colours = dict(pair.split(":", 1) for pair in head.partition("{")[2].split(";"))
    return VARIABLE.sub(lambda found: colours[found[1]], rest).strip()
