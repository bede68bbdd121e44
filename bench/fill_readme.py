"""Fill the README's table of figures from scores.json and tasks.yaml.

python bench/fill_readme.py [--check]      # --check: exit 1 where the README is not up to date
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
README = HERE.parent / "README.md"
MARKS = ("<!-- scores: filled by `make scores` -->", "<!-- end of scores -->")


def main() -> int:
    text = README.read_text(encoding="utf-8")
    before, after = (re.escape(mark) for mark in MARKS)
    filled, n = re.subn(f"({before}\n).*?({after})", lambda m: m[1] + table() + m[2], text, flags=re.DOTALL)
    if n != 1:
        print(f"README.md needs the two marks {MARKS}, once each", file=sys.stderr)
        return 1
    if "--check" in sys.argv:
        return 0 if filled == text else 1
    README.write_text(filled, encoding="utf-8")
    return 0


def table() -> str:
    """The figures as a Markdown table, in the order of tasks.yaml."""
    tasks = yaml.safe_load((HERE / "tasks.yaml").read_text(encoding="utf-8"))
    scores = json.loads((HERE / "scores.json").read_text(encoding="utf-8"))
    rows = ["| task | measured | dateline | others on the same text |", "| --- | --- | --- | --- |"]
    for name, task in {**tasks["run"], **tasks["own"]}.items():
        if name in scores:
            rows.append(
                f"| {name} | {task['what']} | **{headline(task, scores[name])}** | {task.get('reference', '–')} |"
            )
    speed = scores.get("speed", {}).get("figures", {}).get("ratio_to_spacy")
    if speed is not None:
        rows.append(f"| speed | time over the bare spaCy pass on the same text | **{speed:.2f}** | – |")
    return "\n".join(rows) + "\n"


def headline(task: dict[str, Any], score: dict[str, Any]) -> str:
    return f"{score['figures'][task['headline'].split('.')[-1]]:.3f}"


if __name__ == "__main__":
    sys.exit(main())
