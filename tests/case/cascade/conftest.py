"""Invented treaties of mutual defence, and stories about them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.case.cascade import Deed, Story
from foedus.commitment import Article, Instrument, Life, Norm, Register, load
from foedus.commitment import condition as c
from foedus.dates import Interval

DAY = date(2026, 11, 22)
SINCE = date(2000, 1, 1)
ATTACK = c.Attack(at_least="armed_attack")
EXAMPLE = Path(__file__).resolve().parents[3] / "docs/examples/cascades/1914.yaml"


def make_pact(*parties: str, when: c.Condition = ATTACK, **changes: Any) -> Instrument:
    """A treaty by which each party owes every other one armed help, if ``when``."""
    name = "-".join(parties).lower()
    article = Article(
        id="art1",
        number="1",
        cite="Art. 1",
        bearers="every_other_party",
        when=when,
        norm=Norm(must="assist", force=changes.pop("force", "must")),
        unless=changes.pop("unless", ()),
    )
    given: dict[str, Any] = {
        "id": f"{name}-2000",
        "title": f"Treaty of {name}",
        "short": f"the treaty of {name}",
        "binding": "treaty",
        "life": Life(signed=SINCE, in_force=SINCE),
        "parties": tuple((state, Interval(SINCE)) for state in parties),
        "articles": (article,),
    }
    return Instrument(**(given | changes))


def make_story(*deeds: tuple[str, str], **changes: Any) -> Story:
    """A story that begins with these attacks on one day."""
    told = tuple(Deed(attacker=a, victim=v, day=DAY, source="told") for a, v in deeds)
    return Story(name="a story", deeds=told, **changes)


@pytest.fixture(scope="session")
def register() -> Register:
    """The register in use."""
    return load()


@pytest.fixture
def pact() -> Callable[..., Instrument]:
    return make_pact


@pytest.fixture
def story() -> Callable[..., Story]:
    return make_story


@pytest.fixture
def world(register: Register) -> Callable[..., Register]:
    """The register in use with these instruments instead of its own."""

    def made(*instruments: Instrument) -> Register:
        return replace(register, instruments={i.id: i for i in instruments})

    return made


@pytest.fixture(scope="session")
def example() -> Path:
    """The worked example of 1914; it lies in the docs of the checkout."""
    if not EXAMPLE.is_file():
        pytest.skip("docs/examples is not beside the tests")
    return EXAMPLE
