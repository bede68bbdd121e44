"""Build hook: writes the place index before a wheel or an editable install is made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):
    """Runs `dateline.resources.gazetteer_build` where the index is missing or was made by other sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each build."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from dateline.resources.gazetteer_build import build_index, is_current

        if not is_current():
            self.app.display_info("building the place index (half a minute)")
            build_index()
