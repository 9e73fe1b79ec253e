"""How likely is it that states come in, told as an estimate and apart from the law?"""

from collections.abc import Iterator
from datetime import timedelta

from foedus.briefing.page import Block, Bullets, Para, Table, strong
from foedus.case.cascade import Cascade, Odds, Share
from foedus.case.wording import listed
from foedus.names import state_name
from foedus.outlook.estimate import LABEL, percent, percents

MOST = 12
TIP = 0.005
"""A link that weighs less is not shown."""


def link_name(draw: str) -> str:
    """Return whose act a draw is: an interest's id, or ``GRC under grc-srb-1913``."""
    return draw.replace(" ", " under ", 1)


def question_name(question: str) -> str:
    """Return a watched question as it is told: ``Greece at war``, or its own name."""
    state = question.removeprefix("joins.")
    return f"{state_name(state)} at war" if state != question else question


def odds_blocks(found: Cascade, odds: Odds) -> Iterator[Block]:
    """Yield the estimate: probabilities with intervals, the size, the links that tip it."""
    yield Para(words=(strong(LABEL), f" {_method(odds)}"))
    rows = tuple(
        (question_name(question), *_share(share, odds), _likely_day(found, odds, question))
        for question, share in _by_likelihood(odds)
    )
    yield Table(columns=("What", "Probability", "Interval", "Most likely day"), rows=rows)
    if odds.size.value is not None:
        yield Para(words=_size(odds))
    if odds.tipping:
        links = list(odds.tipping.items())[:MOST]
        tips = tuple(
            (link_name(d), f"{s.value:+.2f}{_plus_minus(s.error)}")
            for d, s in links
            if abs(s.value) > TIP
        )
        columns = ("Link", "States more at war if it acts")
        yield Table(columns=columns, rows=tips, caption="The links that tip it")
    yield Bullets(items=tuple(_sources(found)))


def _method(odds: Odds) -> str:
    if odds.method == "exact":
        return (
            "Exact sum over all worlds; each link acts independently, with the chance that the "
            "file gives. The interval runs over the intervals of all chances."
        )
    return (
        f"From {odds.effort:,} sampled worlds (seed {odds.seed}); each link acts independently. "
        "± is one standard error; the interval runs over the intervals of all chances."
    )


def _by_likelihood(odds: Odds) -> list[tuple[str, Share]]:
    return sorted(odds.of.items(), key=lambda item: (-(item[1].value or 0.0), item[0]))


def _share(share: Share, odds: Odds) -> tuple[str, str]:
    ends = percents(share.low, share.high)
    if share.value is None:
        return "—", f"{ends}, a chance is missing"
    sampled = f" ± {100 * share.error:.1f}" if odds.method == "sampled" else ""
    return f"{percent(share.value)}{sampled}", ends


def _plus_minus(error: float) -> str:
    return f" ± {error:.2f}" if error else ""


def _likely_day(found: Cascade, odds: Odds, question: str) -> str:
    days = odds.passages.get(question, ())
    if not days:
        return "—"
    day, _ = max(days, key=lambda item: (item[1], -item[0]))
    return str(found.story.day + timedelta(days=day))


def _size(odds: Odds) -> str:
    size = odds.size
    told = f"On average {size.value:.1f} more states come in ({size.low:.1f} to {size.high:.1f})"
    if odds.sizes is None:
        return f"{told}."
    likely = max(range(len(odds.sizes)), key=lambda n: odds.sizes[n])  # type: ignore[index]
    none = percent(odds.sizes[0])
    return f"{told}; most likely {likely} ({percent(odds.sizes[likely])}), none in {none}."


def _sources(found: Cascade) -> Iterator[str]:
    """Yield where the chances come from, each source with its links."""
    by: dict[str, list[str]] = {}
    told = {i.id: i.chance for i in found.story.interests}
    told |= {f"{f.who} {f.instrument}": f.chance for f in found.story.followed if f.chance}
    for draw in dict.fromkeys(bond.draw for bond in found.bonds):
        chance = told.get(draw, found.story.otherwise)
        if chance is not None:
            ends = percents(chance.low, chance.high)
            key = f"{percent(chance.h)} ({ends}), {chance.source or 'no source'}"
            by.setdefault(key, []).append(link_name(draw))
    for source, draws in by.items():
        yield f"{source}: {listed(draws, word='and')}."
