"""Agreement of two codings of the same articles: two people, a person and dateline, two versions."""

from __future__ import annotations

from dateline.agreement.compare import Agreement, Difference, compare_codings
from dateline.agreement.unitizing import Unit, unitized_alpha

__all__ = ["Agreement", "Difference", "Unit", "compare_codings", "unitized_alpha"]
