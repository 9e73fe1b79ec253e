"""How long have two states been at peace? Years since the last event, and their powers.

Source: Carter and Signorino 2010, Political Analysis 18(3): 271-292 (the cubic polynomial in place
of splines); the count itself is `foedus.panel.joining.years_since` (Beck, Katz and Tucker 1998).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.panel.dyads import DyadYears
from foedus.panel.joining import years_since
from foedus.panel.table import Column

Floats = NDArray[np.float64]
POWERS = (("peace_years", 1.0), ("peace_years2", 1e2), ("peace_years3", 1e4))
"""Name of each power, and by what it is divided so that coefficients are of one size."""


def peace_years(rows: DyadYears, happened: Column, *, either: bool = True) -> NDArray[np.int32]:
    """Return the years since something last happened between the two states of each row.

    Args:
        rows: Directed or unordered dyad-years.
        happened: One value a row, above 0 where it happened.
        either: In directed rows: what either did to the other counts, else only what the first did.

    Raises:
        InputError: Not one value a row.
    """
    if np.shape(happened) != (len(rows),):
        problem = f"{np.shape(happened)} values for {len(rows)} dyad-years."
        raise InputError("peace_years", problem, "Give one value for each dyad-year.")
    yes = np.asarray(happened) > 0
    if either and rows.directed:
        at = np.flatnonzero(yes)
        code, year = rows.of.code, rows.year[at]
        back = rows.rows(code[rows.second[at]], code[rows.first[at]], year)
        yes = yes.copy()
        yes[back[back >= 0]] = True
    return years_since(rows, yes)


def powers(years: ArrayLike) -> dict[str, Floats]:
    """Return years, their square over 100 and their cube over 10,000.

    >>> {name: float(value[0]) for name, value in powers([10]).items()}
    {'peace_years': 10.0, 'peace_years2': 1.0, 'peace_years3': 0.1}
    """
    base = np.asarray(years, np.float64)
    return {name: base**at / over for at, (name, over) in enumerate(POWERS, 1)}
