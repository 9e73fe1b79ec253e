"""How many alliance pledges were honoured in war? Berkemeier and Fuhrmann 2018, counted again.

The published counts are the register's (register/outlook/honoured.yaml): the same that
`foedus estimate` states. bench/honoured.py also recomputes the intervals that are ours.
"""

from collections.abc import Iterator
from pathlib import Path

from foedus.outlook.published import Figure, load_published
from foedus.outlook.replicating.files import Rows, number, rows_of
from foedus.outlook.replicating.replication import Replication, Row

STUDY, CODING = "berkemeier_fuhrmann_2018", "leeds_long_mitchell_rules"
HONOURED, VIOLATED, SAMPLE = "honorLLM", "violateLLM", "sample"
COLUMN = {
    "defense": "defense",
    "offense": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
}
EARLY = {"before_1945": 1.0, "from_1945": 0.0}
"""The file marks the years of the first study, 1816 to 1944, with 1."""
WORDS = {
    "any": "all pledges",
    "defense": "defence",
    "offense": "offence",
    "neutrality": "neutrality",
    "nonaggression": "non-aggression",
    "whole": "1816-2003",
    "before_1945": "to 1944",
    "from_1945": "from 1945",
}


def counts(path: Path) -> Iterator[Row]:
    """Yield honoured and tested of every published cell.

    Raises:
        InputError: The file cannot be read, or lacks a column.
    """
    rows = rows_of(path, columns=(HONOURED, VIOLATED, SAMPLE, *COLUMN.values()))
    for figure in load_published().figures:
        key = (figure.study, figure.coding, figure.members, figure.published)
        if key != (STUDY, CODING, "all", True) or figure.tested is None:
            continue
        kept, tested = _counted(rows, figure, path=path)
        words = f"{WORDS[figure.pledge]}, {WORDS[figure.era]}"
        yield Row(quantity=f"{words}: honoured", published=figure.honoured or 0, obtained=kept)
        yield Row(quantity=f"{words}: tested", published=figure.tested, obtained=tested)


def _counted(rows: Rows, figure: Figure, *, path: Path) -> tuple[int, int]:
    kept = broken = 0
    for row in rows:
        if figure.era != "whole" and number(row, SAMPLE, path=path) != EARLY[figure.era]:
            continue
        if figure.pledge != "any" and number(row, COLUMN[figure.pledge], path=path) != 1.0:
            continue
        kept += number(row, HONOURED, path=path) == 1.0
        broken += number(row, VIOLATED, path=path) == 1.0
    return kept, kept + broken


BF2018 = Replication(
    id="bf2018",
    title="Alliance commitments honoured in war, 1816-2003",
    file="one row for each pair of a war and an alliance, as CSV",
    where="the authors' replication archive of the article (Research & Politics keeps them in the "
    "Harvard Dataverse), saved as CSV",
    cite="Berkemeier, Molly, and Matthew Fuhrmann. 2018. Reassessing the Fulfillment of Alliance "
    "Commitments in War. Research & Politics 5(2).",
    method="counts of rows that the authors mark honoured or violated under the rules of Leeds, "
    "Long and Mitchell 2000, by class of pledge and era",
    compute=counts,
    note="Tested pledges are a biased sample of all pledges: see what `foedus estimate` warns of.",
)
