"""Build hook: the wheel carries the register compiled, so the first start is as fast as any."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRegister(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``foedus/register`` and ``foedus/compiled/*.json`` to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Include both; an editable install reads the checkout's register, so it gets neither."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from foedus.content import compile_all  # noqa: PLC0415 - importable only from here on

        target = Path(tempfile.mkdtemp(prefix="foedus-compiled-"))
        compile_all(root / "register", target)
        build_data["force_include"][str(root / "register")] = "foedus/register"
        build_data["force_include"][str(target)] = "foedus/compiled"
