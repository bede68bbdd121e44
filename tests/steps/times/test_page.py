from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_of_what_is_understood_is_up_to_date():
    made = subprocess.run([sys.executable, ROOT / "docs" / "generate_times.py", "--check"], cwd=ROOT)

    assert made.returncode == 0, "docs/times.md is behind the tables; run: python docs/generate_times.py"
