"""The command line: parse, call, print."""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click


@click.group()
def main() -> None:
    """Read news reports and code them into event records; show what does not hold together."""


@main.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("--format", "form", default="jsonl")
@click.option("--published")
def code(articles: tuple[str, ...], form: str, published: str | None) -> None:
    """Code articles into reports."""
    from pathlib import Path

    from dateline.pipeline import Coder
    from dateline.report import Article

    found = []
    for name in articles:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        if name.endswith(".jsonl"):
            known = set(Article.model_fields)
            for line in text.split("\n"):
                if line:
                    row = json.loads(line)
                    found.append(Article(**{k: v for k, v in row.items() if k in known}))
        else:
            found.append(Article(id=name, text=text, published=published))
    for report in Coder().code_many(found):
        sys.stdout.write(report.model_dump_json(indent=2 if form == "json" else None) + "\n")
