"""The answer of `estimate --deterrence`: do pacts deter? The planned estimate, and every other."""

from collections.abc import Iterable, Iterator, Sequence
from math import isnan
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Figure, Page, Para, Section, Table
from foedus.briefing.pictures import standalone
from foedus.briefing.pictures.choices import Estimate, choices
from foedus.commitment import load
from foedus.outlook.deterrence import (
    CODINGS,
    PLANNED,
    PLANNED_ERRORS,
    PROMISES,
    SAMPLES,
    TARGET,
    Effect,
    design_of,
    effects,
    every_specification,
    tables_of,
)
from foedus.outlook.estimate import LABEL
from foedus.threads import one_thread

ERRORS = {"dyadic": "rows that share a state", "dyad": "rows of one dyad"}
"""Kind of standard error, and what it lets be alike."""
QUANTITY = "log-odds of an attack"
NOT_CAUSE = (
    "Who expects an attack seeks a pact, and a pact that deters is never tested: these are "
    "differences between targets with and without one, not effects of signing."
)


def deterring(
    folder: Path, *, samples: Sequence[str] = ("all",), picture: Path | None = None
) -> Answer:
    """Return the planned estimate and all others of some samples, from the user's own files.

    Args:
        folder: Your files of the data sets that `outlook.deterrence.NEEDED` names.
        samples: Of `outlook.deterrence.SAMPLES`.
        picture: Write the picture of all estimates to this SVG file.

    Raises:
        InputError: A data set is missing, or there is no such sample.
    """
    one_thread()
    made = every_specification(samples=samples)
    planned, *others = effects(design_of(tables_of(folder)), load(), made=made)
    drawn = _drawn(planned, others)
    if picture is not None:
        picture.write_text(standalone(drawn.svg), encoding="utf-8")
    page = Page(
        title="Do defence pacts deter?",
        lead=_lead(planned),
        facts=(("Files", str(folder)), ("Planned", _words(planned))),
        blocks=tuple(_blocks(planned, others, drawn)),
        foot=(LABEL, NOT_CAUSE),
    )
    body = {"label": LABEL, "planned": _view(planned), "others": [_view(one) for one in others]}
    return Answer(page=page, data=envelope("deterrence", body, on=None, known_on=None))


def _lead(planned: Effect) -> str:
    low, high = planned.interval()
    told = f"{planned.beta[TARGET]:+.3f} (95 % {low:+.3f} to {high:+.3f})"
    base = f"In {planned.rows:,} dyad-years with {planned.events:,} attacks the log-odds of one"
    differ = f"{base} differ by {told} where the target's pact would be called on."
    if high < 0:
        return f"{differ} By the reading planned, such pacts go with fewer attacks."
    return f"{differ} By the reading planned, these data do not settle it."


def _words(effect: Effect) -> str:
    made = effect.made
    return f"{CODINGS[made.coding]}; {PROMISES[made.promise]}; {SAMPLES[made.sample][0]}"


def _blocks(planned: Effect, others: Iterable[Effect], drawn: Figure) -> Iterator[Block]:
    columns = ("Coding of the target's pact", "Whose promise", "b", "Odds", "z dyad", "z dyadic")
    by_sample: dict[str, list[Effect]] = {}
    for one in others:
        by_sample.setdefault(one.made.sample, []).append(one)
    yield Section(title="All estimates", tone="estimate", blocks=(drawn,))
    for sample, found in by_sample.items():
        counts = f"{found[0].rows:,} rows, {found[0].events:,} attacks"
        rows = tuple(_cells(one) for one in found)
        table = Table(columns=columns, rows=rows, caption=f"{SAMPLES[sample][0]}: {counts}")
        yield Section(title=SAMPLES[sample][0], tone="estimate", blocks=(table,))
    yield Para(
        words="Planned before any was run: docs/explanation/deterrence.md. No other coding, "
        "sample or kind of error changes the reading of the planned one."
    )


def _cells(one: Effect) -> tuple[str, ...]:
    return (
        CODINGS[one.made.coding],
        PROMISES[one.made.promise],
        f"{one.beta[TARGET]:+.3f}",
        f"{100 * one.change:+.0f} %",
        f"{one.z('dyad'):+.2f}",
        f"{one.z('dyadic'):+.2f}{' (doubtful)' if one.doubtful else ''}",
    )


def _drawn(planned: Effect, others: Iterable[Effect]) -> Figure:
    points = [_point(planned, errors=PLANNED_ERRORS, planned=True)]
    points += [_point(one, errors=errors) for one in others for errors in ERRORS]
    return choices(
        points,
        title="Attacks on targets with a defence pact, by how the estimate is made",
        quantity=QUANTITY,
        caption=NOT_CAUSE,
    )


def _point(one: Effect, *, errors: str, planned: bool = False) -> Estimate:
    low, high = one.interval(errors)
    doubtful = " (doubtful)" if errors == "dyadic" else ""
    return Estimate(
        value=one.beta[TARGET],
        low=low,
        high=high,
        chosen={
            "Pact": CODINGS[one.made.coding],
            "Promise": PROMISES[one.made.promise],
            "Sample": SAMPLES[one.made.sample][0],
            "Alike are": ERRORS[errors] + (doubtful if one.doubtful else ""),
        },
        planned=planned,
    )


def _known(value: float) -> float | None:
    """Return a number, or None where a variance came out below 0 and gives none."""
    return None if isnan(value) else float(value)


def _view(one: Effect) -> dict[str, Any]:
    made = one.made
    return {
        "coding": made.coding,
        "promise": made.promise,
        "sample": made.sample,
        "year_rule": made.rule,
        "clock": made.clock,
        "planned": made == PLANNED,
        "value": one.beta[TARGET],
        "errors": {kind: _known(one.errors[kind][TARGET]) for kind in ERRORS},
        "interval": [_known(end) for end in one.interval()],
        "doubtful": one.doubtful,
        "rows": one.rows,
        "events": one.events,
        "dyads": one.dyads,
        "with_pact": one.with_pact,
        "coefficients": dict(one.beta),
    }


__all__ = ["deterring"]
