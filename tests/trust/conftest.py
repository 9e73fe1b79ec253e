"""The register in use, and small treaties and incidents with invented states."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.case import Incident
from foedus.commitment import Article, Instrument, Life, Norm, Register, load
from foedus.commitment import condition as c
from foedus.dates import Interval

DAY = date(2026, 11, 22)
BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="session")
def register() -> Register:
    """The register in use."""
    return load()


def make_article(**changes: Any) -> Article:
    """An article that owes assistance on a fact."""
    given: dict[str, Any] = {
        "id": "art1",
        "number": "1",
        "cite": "Art. 1",
        "bearers": "every_other_party",
        "when": c.Fact(name="state_of_war"),
        "norm": Norm(must="assist"),
    }
    return Article(**(given | changes))


def make_treaty(*articles: Article, **changes: Any) -> Instrument:
    """A treaty of QMA, QMB and QMC, in force since 2000."""
    given: dict[str, Any] = {
        "id": "qma-qmb-2000",
        "title": "Treaty between QMA, QMB and QMC",
        "short": "the invented treaty",
        "binding": "treaty",
        "life": Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1)),
        "parties": tuple((s, Interval(date(2000, 1, 1))) for s in ("QMA", "QMB", "QMC")),
        "articles": articles or (make_article(),),
    }
    return Instrument(**(given | changes))


def make_incident(**changes: Any) -> Incident:
    """An armed attack on QMA by QMD."""
    given: dict[str, Any] = {
        "victims": ("QMA",),
        "attackers": ("QMD",),
        "day": DAY,
        "attacks": frozenset({"armed_attack"}),
    }
    return Incident(**(given | changes))


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    return make_article


@pytest.fixture(scope="session")
def treaty() -> Callable[..., Instrument]:
    return make_treaty


@pytest.fixture(scope="session")
def incident() -> Callable[..., Incident]:
    return make_incident


@pytest.fixture(scope="session")
def world(register: Register) -> Callable[..., Register]:
    """The register in use with these instruments instead of its own."""

    def made(*instruments: Instrument) -> Register:
        return replace(register, instruments={i.id: i for i in instruments})

    return made


@pytest.fixture(scope="module")
def tools() -> dict[str, Any]:
    """The scripts of bench: both checkers, random worlds, the register as plain data."""
    sys.path.insert(0, str(BENCH))
    import checker
    import laws
    import second_reading
    import worlds

    return {"checker": checker, "laws": laws, "second": second_reading, "worlds": worlds}


@pytest.fixture(scope="module")
def plain(tools: dict[str, Any]) -> dict[str, Any]:
    """The register in use as the checkers read it from YAML."""
    register: dict[str, Any] = tools["laws"].plain_register()
    return register
