"""How the sets of sentences beside this file tell their score: lines for people, or JSON with `--json`."""

from __future__ import annotations

import json
import sys
from collections import Counter


class Tally:
    """Counts right rows by part; with `--misses` each wrong row is told as it comes."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()

    def add(self, part: str, right: bool, miss: str = "") -> None:
        self.seen[part] += 1
        self.right[part] += right
        if not right and miss and "--misses" in sys.argv:
            print(f"{part}: {miss}")

    def tell(self, over: list[str] | None = None) -> None:
        """Print every part and the accuracy over all rows, or over the parts named."""
        parts = over or list(self.seen)
        accuracy = sum(self.right[p] for p in parts) / sum(self.seen[p] for p in parts)
        shares = {part: round(self.right[part] / self.seen[part], 4) for part in self.seen}
        if "--json" in sys.argv:
            print(
                json.dumps({"accuracy": round(accuracy, 4), "parts": shares, "rows": sum(self.seen[p] for p in parts)})
            )
            return
        for part, share in shares.items():
            print(f"{part:13s} {self.right[part]:4d} of {self.seen[part]:4d}  {share:.3f}")
        print(f"accuracy {accuracy:.4f}")
