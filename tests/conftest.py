"""Fixtures that the rooms share: the public data beside the checkout, where it is present."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples every time, so that a run that passed passes again; a random search for new
# ones is a matter of its own: FOEDUS_RANDOM=1, with more of them in bench/.
settings.register_profile("fixed", derandomize=True)
if not os.environ.get("FOEDUS_RANDOM"):
    settings.load_profile("fixed")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test alike in every process: the order of a set in print differs between them."""
    if isinstance(val, frozenset | set):
        return "+".join(sorted(map(str, val))) or "none"
    return argname if "frozenset" in repr(val) else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public data beside the checkout; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared, the folder of public data beside the checkout, is absent")
    return SHARED


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the user's cache folder out of the tests, and the tests out of it."""
    os.environ["FOEDUS_DEBUG"] = "1"
    os.environ["FOEDUS_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def is_row() -> Callable[[dict[str, Any], dict[str, Any]], bool]:
    """Tell whether a verdict is that of a row of the worked example, on words that overlap."""
    return _is_row


def _is_row(found: dict[str, Any], row: dict[str, Any]) -> bool:
    (start, end), (first, last) = found["words"], row["span"]
    common = max(0, min(end, last) - max(start, first))
    same = (found["element"], found["verdict"]) == (row["element"], row["verdict"])
    at_article = row["article"] is None or found["article"] == row["article"]
    return same and at_article and common * 2 >= max(end, last) - min(start, first)
