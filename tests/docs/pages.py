"""The fenced blocks of the documentation's pages, and the files that their examples work with."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "docs" / "tutorial" / "reports.jsonl"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(path for path in (ROOT / "docs").rglob("*.md") if "decisions" not in path.parts),
]
FENCE = re.compile(r"^( *)```(\S*)[ ]*([^\n]*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page.

    Args:
        page: The page.
        line: Where the fence opens, from 1.
        language: What follows the fence.
        name: The file that the block shows, if it names one.
        text: What stands in it.
    """

    page: Path
    line: int
    language: str
    name: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    """All fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, found[2], found[3].strip(), found[4])
        for found in FENCE.finditer(text)
    ]


def commands_of(page: Path) -> list[str]:
    """The calls of dateline on a page, without prompt and without what follows in the shell."""
    shown = re.findall(r"^ {4}(dateline [^\n]*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in blocks_of(page):
        if block.language in ("sh", "console"):
            shown += re.findall(r"^(?:\$ )?(dateline [^\n]*)$", block.text, flags=re.MULTILINE)
    return [re.split(r"\s+(?:#|[|>&]|&&|\|\|)(?:\s|$)", line)[0] for line in dict.fromkeys(shown)]


def inline_commands_of(page: Path) -> list[str]:
    """What a page's sentences say of calling dateline, often without the arguments."""
    return list(dict.fromkeys(re.findall(r"(?<!`)`(dateline [^`\n]+)`(?!`)", page.read_text(encoding="utf-8"))))


def lay_out(folder: Path) -> None:
    """Write the files that the pages' examples speak of, from the tutorial's reports."""
    lines = REPORTS.read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    few = [
        line for line, article in zip(lines, articles, strict=True) if article["id"].startswith(("mwanza", "kaduna"))
    ]
    (folder / "articles.jsonl").write_text("\n".join(few) + "\n", encoding="utf-8")
    (folder / "more").mkdir()
    (folder / "more" / "late.jsonl").write_text(lines[-1] + "\n", encoding="utf-8")
    (folder / "news").mkdir()
    for article in articles[:2]:
        (folder / "news" / f"{article['id']}.json").write_text(json.dumps(article), encoding="utf-8")
    (folder / "report.txt").write_text(articles[0]["text"], encoding="utf-8")
