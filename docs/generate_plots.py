"""Draw the charts of docs/how-to/plots.md anew, of the tutorial's made-up reports.

python docs/generate_plots.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import vl_convert

import dateline

ROOT = Path(__file__).resolve().parent.parent
SCALE = 1.2


def main() -> None:
    """Code the reports into a store that is thrown away, and draw it."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "reports.db")
        reports = str(ROOT / "docs" / "tutorial" / "reports.jsonl")
        for command in (["run", reports, "--store", store], ["stories", "--store", store]):
            subprocess.run([sys.executable, "-m", "dateline", *command], check=True, stdout=subprocess.DEVNULL)
        with dateline.open_store(store) as opened:
            for name in ("timeline", "map", "network"):
                chart = getattr(dateline.plot, name)(opened, level="story")
                picture = vl_convert.vegalite_to_png(chart.to_dict(), scale=SCALE)
                (ROOT / "docs" / "pictures" / f"plot-{name}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
