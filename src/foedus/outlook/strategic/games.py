"""How do states weigh the outcomes of a crisis, if each looks ahead? Strategic estimators.

egame12(outcomes, {"u11": {"const": 1, "S": s}, "u14": ..., "u24": ...})
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.outlook.strategic import model as models
from foedus.outlook.strategic.designs import (
    Design,
    Explained,
    designs_of,
    raise_if_separated,
    raise_if_shared,
)
from foedus.outlook.strategic.fitting import (
    Likelihood,
    Strategic,
    choice_of,
    column_of,
    fitted,
)
from foedus.outlook.strategic.model import MODELS, Model
from foedus.outlook.strategic.sloped import Sloped
from foedus.outlook.strategic.trees import Fork, forks, log_chances, ways

Floats = NDArray[np.float64]
ERRORS = ("agent", "private")
LINKS = ("probit", "logit")
STARTS = 20


def egame12(outcomes: ArrayLike, explained: Explained, **how: Any) -> Strategic:
    """Return the fitted game of two moves: player 1 ends it, or player 2 chooses.

    Args:
        outcomes: n numbers, each 1 (player 1 keeps the status quo), 3 (player 2 gives in) or
            4 (player 2 resists).
        explained: Utility (u11, u13, u14, u24; u23 is 0) to its columns; a utility that is
            left out is 0.
        **how: ``errors`` agent | private, ``link`` probit | logit (agent only), ``starts``,
            ``seed``.

    Raises:
        InputError: See `estimate_game`.
    """
    return estimate_game(models.EGAME12, outcomes, explained, **how)


def egame122(outcomes: ArrayLike, explained: Explained, **how: Any) -> Strategic:
    """Return the fitted game in which player 2 chooses after either move of player 1.

    Args:
        outcomes: n numbers: 1 or 2 (after left), 3 or 4 (after right).
        explained: Utility (u11, u12, u13, u14, u22, u24; u21 and u23 are 0) to its columns.
        **how: As in `egame12`.

    Raises:
        InputError: See `estimate_game`.
    """
    return estimate_game(models.EGAME122, outcomes, explained, **how)


def egame123(outcomes: ArrayLike, explained: Explained, **how: Any) -> Strategic:
    """Return the fitted game of three moves by three players.

    Args:
        outcomes: n numbers: 1 (player 1 ends it), 3 (player 2), 5 or 6 (player 3).
        explained: Utility (u11, u13, u15, u16, u23, u25, u26, u36; u35 is 0) to its columns.
        **how: As in `egame12`.

    Raises:
        InputError: See `estimate_game`.
    """
    return estimate_game(models.EGAME123, outcomes, explained, **how)


def estimate_game(
    model: Model,
    outcomes: ArrayLike,
    explained: Explained,
    *,
    errors: str = "agent",
    link: str = "probit",
    starts: int = STARTS,
    seed: int = 0,
) -> Strategic:
    """Return the utilities that make the observed outcomes likeliest.

    Raises:
        InputError: An outcome that the game has not; a column that does not fit, has gaps or
            adds nothing; columns in every utility of a player (not identified); choices that
            columns tell without fail (separation); an unknown error or link.
    """
    choice_of(errors, ERRORS, place="errors")
    choice_of(link, LINKS, place="link")
    if errors == "private" and link == "logit":
        problem = "private information is worked out for normal noise only."
        raise InputError("link", problem, "Use link='probit', or errors='agent'.")
    seen = _seen(outcomes, model)
    designs = designs_of(explained, known=model.utilities, rows=len(seen), place=model.id)
    _check(model, designs, seen)
    likelihood = Likelihood(designs, _rows(model, seen, errors=errors, link=link))
    counts = {outcome: int(np.count_nonzero(seen == outcome)) for outcome in model.outcomes}
    return fitted(
        likelihood,
        model=model.id,
        errors=errors,
        link=link,
        observed=counts,
        starts=starts,
        seed=seed,
        checked=lambda at: _raise_if_separated(
            model, likelihood, at, seen, errors=errors, link=link
        ),
    )


def chances(fit: Strategic, explained: Explained, *, rows: int) -> Mapping[int, Floats]:
    """Return outcome to its chance in each of ``rows`` rows, by a fitted game.

    Args:
        fit: The game.
        explained: The same utilities and columns as it was fitted with, for these rows.
        rows: How many.

    Raises:
        InputError: A column is missing or does not fit.
    """
    model = MODELS[fit.model]
    designs = [
        _unchecked(name, explained[name], rows=rows)
        for name in model.utilities
        if explained.get(name)
    ]
    names = tuple(label for d in designs for label in d.labels)
    if names != fit.names:
        told = ", ".join(fit.names)
        raise InputError("chances", "these are not the columns of the fit.", f"Give {told}.")
    likelihood = Likelihood(designs, lambda made: next(iter(made.values())))
    payoffs = _payoffs(model, likelihood.utilities(fit.beta))
    logs = log_chances(model.tree, payoffs, errors=fit.errors, link=fit.link)
    return {outcome: np.exp(log.value) for outcome, log in logs.items()}


def _unchecked(name: str, given: Mapping[str, ArrayLike], *, rows: int) -> Design:
    columns = [np.broadcast_to(np.asarray(c, dtype=np.float64), (rows,)) for c in given.values()]
    square = np.column_stack(columns)
    return Design(utility=name, names=tuple(given), columns=square, size=np.ones(len(given)))


def _rows(model: Model, seen: Floats, *, errors: str, link: str) -> Any:
    def rows(made: Mapping[str, Sloped]) -> Sloped:
        logs = log_chances(model.tree, _payoffs(model, made), errors=errors, link=link)
        first = next(iter(logs.values()))
        value, slope = np.empty_like(first.value), np.empty_like(first.slope)
        for outcome, log in logs.items():
            mine = seen == outcome
            value[mine], slope[:, mine] = log.value[mine], log.slope[:, mine]
        return Sloped(value, slope)

    return rows


def _payoffs(model: Model, made: Mapping[str, Sloped]) -> dict[tuple[int, int], Sloped]:
    return {model.utilities[name]: utility for name, utility in made.items()}


def _seen(outcomes: ArrayLike, model: Model) -> Floats:
    seen = column_of(outcomes, place=f"{model.id} outcomes")
    other = sorted(set(seen.tolist()) - set(map(float, model.outcomes)))
    if other:
        problem = f"{other[0]:g} is no outcome of the game."
        mend = f"Code them {', '.join(map(str, model.outcomes))}."
        raise InputError(f"{model.id} outcomes", problem, mend)
    return seen


def _check(model: Model, designs: tuple[Design, ...], seen: Floats) -> None:
    """Refuse what no data of this game can tell: shared columns, separated last moves."""
    explained = {model.utilities[d.utility]: d for d in designs}
    for fork in forks(model.tree):
        below = [explained.get((fork.player, outcome)) for outcome, _ in ways(fork)]
        free = [design for design in below if design is not None]
        if len(free) == len(below):  # none is 0 throughout, for the others to be held against
            raise_if_shared(free, player=fork.player, place=model.id)
        if isinstance(fork.left, int) and isinstance(fork.right, int):
            _check_last(fork.player, fork.left, fork.right, explained, seen, place=model.id)


def _raise_if_separated(
    model: Model, likelihood: Likelihood, at: Floats, seen: Floats, *, errors: str, link: str
) -> None:
    """Refuse earlier moves that columns tell without fail, the later ones as they were found.

    If the columns of a move, weighed with the chances of what follows it, separate its two
    actions, the likelihood rises without end along them: then ``at`` is no maximum.
    """
    payoffs = _payoffs(model, likelihood.utilities(at))
    for fork in forks(model.tree):
        left, right = ({o for o, _ in ways(side)} for side in (fork.left, fork.right))
        here = np.isin(seen, list(left | right))
        if len(left | right) > 2 and here.any():
            chances = {
                outcome: sign * chance
                for sign, side in ((-1.0, fork.left), (1.0, fork.right))
                for outcome, chance in _chances_below(
                    side, payoffs, errors=errors, link=link
                ).items()
            }
            columns, names = _weighed(model, likelihood.designs, fork.player, chances)
            raise_if_separated(
                np.isin(seen, list(right))[here],
                columns[here],
                names,
                place=model.id,
                who=f"player {fork.player} between {_set(left)} and {_set(right)}",
                only=True,
            )


def _weighed(
    model: Model,
    designs: tuple[Design, ...],
    player: int,
    chances: Mapping[int, Floats | float],
) -> tuple[Floats, list[str]]:
    """Return the columns of a player's utilities, each times the chance of its outcome."""
    mine = [d for d in designs if model.utilities[d.utility][0] == player]
    mine = [d for d in mine if model.utilities[d.utility][1] in chances]
    rows = len(designs[0].columns)
    parts = [(d.columns.T * chances[model.utilities[d.utility][1]]).T for d in mine]
    columns = np.column_stack(parts) if parts else np.zeros((rows, 0))
    return columns, [label for d in mine for label in d.labels]


def _chances_below(
    node: Fork | int, payoffs: dict[tuple[int, int], Sloped], *, errors: str, link: str
) -> Mapping[int, Floats | float]:
    if isinstance(node, int):
        return {node: 1.0}
    logs = log_chances(node, payoffs, errors=errors, link=link)
    return {outcome: np.exp(log.value) for outcome, log in logs.items()}


def _set(outcomes: set[int]) -> str:
    return "/".join(map(str, sorted(outcomes)))


def _check_last(
    player: int,
    left: int,
    right: int,
    explained: Mapping[tuple[int, int], Design],
    seen: Floats,
    *,
    place: str,
) -> None:
    here = (seen == left) | (seen == right)
    who = f"player {player} between outcomes {left} and {right}"
    if not here.any():
        problem = f"no row comes to {who}."
        raise InputError(place, problem, "Give rows that do, or estimate a smaller game.")
    design = explained.get((player, right))
    if design is not None and (player, left) not in explained:
        raise_if_separated(
            seen[here] == right, design.columns[here], design.labels, place=place, who=who
        )
