"""The answer of `estimate`: how often were such pledges honoured?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Para, Section, faint, strong
from foedus.outlook import Estimate, as_data, estimate_honoured
from foedus.outlook.estimate import figure_in_words, percent, percents
from foedus.outlook.published import Figure

SPELLING = {"defence": "defense", "offence": "offense"}


def estimating(pledge: str, *, on: date) -> Answer:
    """Return how often pledges of a kind were honoured in the era of a day.

    Raises:
        InputError: No such class of pledge.
    """
    found = estimate_honoured(pledge=SPELLING.get(pledge, pledge), day=on)
    data = envelope("estimate", {"estimates": [as_data(found)]}, on=on, known_on=None)
    page = Page(
        title="How often were such pledges honoured?",
        lead=estimate_sentence(found),
        facts=(("As of", str(on)),),
        blocks=(
            Section(title="The number", tone="estimate", blocks=tuple(estimate_blocks(found))),
            *_others(found),
        ),
        foot=(found.label,),
    )
    return Answer(page=page, data=data)


def estimate_sentence(estimate: Estimate) -> str:
    """Return the number, its counts and its interval as one sentence."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return " ".join((f"{estimate.quantity}: no published figure.", *estimate.warnings[:1]))
    years = f"{estimate.years[0]}-{estimate.years[1]}" if estimate.years else ""
    return (
        f"{estimate.quantity}, {years}: {percent(estimate.value)} "
        f"({estimate.honoured} of {estimate.tested}; 95 % interval "
        f"{percents(estimate.low, estimate.high)}, the {estimate.clusters} wars as units)."
    )


def estimate_blocks(estimate: Estimate, *, most_warnings: int = 9) -> Iterator[Block]:
    """Yield the estimate with its warnings and its source."""
    yield Para(words=(strong(estimate_sentence(estimate)),))
    if estimate.value is None:
        return
    yield Bullets(items=estimate.warnings[:most_warnings])
    yield Para(
        words=(faint(f"Source: {estimate.source} Coding: {estimate.rules}. {estimate.label}"),)
    )


def estimate_view(estimate: Estimate) -> dict[str, Any]:
    """Return an estimate as plain JSON data."""
    return dict(as_data(estimate))


def _others(estimate: Estimate) -> Iterator[Block]:
    if estimate.would_change:
        yield Section(title="What would change it", blocks=(Bullets(items=estimate.would_change),))
    pooled = [f for f in estimate.alternatives if f.modelled]
    if pooled:
        source = faint(f"Method: {pooled[0].method}. Source: {pooled[0].cite} {estimate.label}")
        yield Section(
            title="Pooled over pledges, eras and pacts by our own model",
            tone="estimate",
            blocks=(_figures(pooled), Para(words=(source,))),
        )
    published = [f for f in estimate.alternatives if not f.modelled]
    if published:
        yield Section(
            title="Other published figures", tone="estimate", blocks=(_figures(published),)
        )


def _figures(figures: Iterable[Figure]) -> Bullets:
    return Bullets(items=tuple(figure_in_words(figure) for figure in figures))
