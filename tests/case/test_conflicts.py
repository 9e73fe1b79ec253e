"""Which of two contrary norms prevails is told by the law, or told to be open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from foedus.case import Incident, decide
from foedus.commitment import Article, Instrument, Life, Norm, Register
from foedus.dates import Interval

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]


def _two_norms(article: Make, instrument: Treaty, **second: object) -> tuple[Instrument, ...]:
    keep_out = article(norm=Norm(must="remain_neutral"))
    later = {"id": "second", "short": "the second treaty"} | second
    return instrument(article()), instrument(keep_out, **later)


@pytest.mark.parametrize(
    ("second", "order"),
    [
        ({"rank": "charter"}, "The second treaty prevails (UN Charter Art. 103)."),
        (
            {"life": Life(signed=date(2009, 1, 1), in_force=date(2010, 1, 1))},
            (
                "The second treaty is the later one between the same parties: it prevails as far "
                "as both cannot be followed (Vienna Convention on the Law of Treaties Art. 30(3))."
            ),
        ),
        (
            {"parties": tuple((s, Interval(date(2000, 1, 1))) for s in ("QMA", "QMB"))},
            (
                "No text here gives an order between them: each binds towards its own parties, and "
                "who cannot follow both answers for the one it breaks "
                "(Vienna Convention on the Law of Treaties Art. 30(4)-(5))."
            ),
        ),
        (
            {"binding": "political"},
            (
                "Art. 1 of the invented treaty binds in law, Art. 1 of the second treaty does not: "
                "only the first is a duty."
            ),
        ),
    ],
    ids=lambda x: "" if isinstance(x, str) else ",".join(x),
)
def test_the_order_between_two_contrary_norms_is_the_law_s_own(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    second: dict[str, object],
    order: str,
) -> None:
    register = world(*_two_norms(article, instrument, **second))
    case = decide(incident(facts={"state_of_war": True}), register)
    found = [c for c in case.conflicts if c.state == "QMB"]
    assert [(c.kind, c.certain, c.order) for c in found] == [("contrary", True, order)]
    assert len(found[0].proofs) == 2


def test_what_overrides_leaves_no_conflict(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    first, second = _two_norms(article, instrument)
    above = replace(second.articles[0], overrides=("qma-qmb-2000#art1",))
    register = world(first, replace(second, articles=(above,)))
    assert decide(incident(facts={"state_of_war": True}), register).conflicts == ()
