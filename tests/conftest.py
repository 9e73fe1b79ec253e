"""Fixtures that the rooms share: the public data beside the checkout, where it is present."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public data beside the checkout; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared, the folder of public data beside the checkout, is absent")
    return SHARED


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the user's cache folder out of the tests, and the tests out of it."""
    import os

    os.environ["FOEDUS_CACHE"] = str(tmp_path_factory.mktemp("cache"))
