"""Rebuild what the documents say about the program from the program itself.

python docs/generate.py             # the README's finding
python docs/generate.py --check     # exit 1 where it is not up to date
python docs/generate.py --pictures  # the pictures too; needs Chromium
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline.pipeline import Coder
from dateline.report import Article, Report, Span

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "contradictions.json"
SOURCES = ROOT / "src" / "dateline" / "data" / "SOURCES.md"
MARKS = ("<!-- found: filled by `make docs` -->", "<!-- end of found -->")


def main() -> int:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    filled = {readme: fill(text, tell_conflicts()), SOURCES: gather_sources()}
    if "--check" in sys.argv:
        return (
            0 if all(path.exists() and path.read_text(encoding="utf-8") == new for path, new in filled.items()) else 1
        )
    for path, new in filled.items():
        path.write_text(new, encoding="utf-8")
    for script in ("generate_codebook.py", "generate_times.py", "generate_formats.py", "generate_cli.py"):
        subprocess.run([sys.executable, str(ROOT / "docs" / script)], check=True)
    if "--pictures" in sys.argv:
        take_picture(ROOT / "docs" / "pictures" / "coded-article.png")
    return 0


def gather_sources() -> str:
    """All pages of SOURCES.d as one, with their headings one level down."""
    pages = [path.read_text(encoding="utf-8").strip() for path in sorted(SOURCES.with_suffix(".d").glob("*.md"))]
    head = (
        "# Sources and licences of what dateline knows\n\n"
        "Tables not named here were written for dateline and are under its licence, Apache-2.0.\n"
        "This page is put together from `SOURCES.d/` by `make docs`.\n"
    )
    return head + "".join(f"\n#{page}\n".replace("\n# ", "\n## ") for page in pages)


def fill(text: str, content: str) -> str:
    """Put content between the two marks."""
    before, after = (re.escape(mark) for mark in MARKS)
    filled, n = re.subn(f"({before}\n).*?({after})", lambda m: m[1] + content + m[2], text, flags=re.DOTALL)
    if n != 1:
        raise SystemExit(f"README.md needs the two marks {MARKS}, once each")
    return filled


def code_example() -> tuple[Article, Report]:
    article = Article(**json.loads(EXAMPLE.read_text(encoding="utf-8")))
    return article, Coder().code(article)


def tell_conflicts() -> str:
    """The example's contradictions as a Markdown table, each with both places."""
    article, report = code_example()
    rows = ["", "| kind | one place | the other | why |", "| --- | --- | --- | --- |"]
    for conflict in report.conflicts:
        first, second = (around(article.text, claim) for claim in conflict.claims[:2] if isinstance(claim, Span))
        rows.append(f"| {conflict.kind} | {first} | {second} | {conflict.explanation} |")
    return "\n".join(rows) + "\n\n"


def around(text: str, span: Span) -> str:
    """A span in bold with a few words on both sides."""
    before = " ".join(text[: span.start].rsplit(maxsplit=5)[-4:]).rsplit("\n", 1)[-1]
    after = " ".join(text[span.end :].split("\n", 1)[0].split()[:4])
    return f"… {before} **{span.text}** {after} …".replace("|", "\\|").replace("  ", " ")


def take_picture(path: Path) -> None:
    """Photograph the example's page in Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("pictures need Chromium, which is not installed")
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        dateline = Path(sys.executable).parent / "dateline"
        subprocess.run([str(dateline), "code", str(EXAMPLE), "--format", "html", "--output", str(page)], check=True)
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-sync"]
        more = ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}/browser"]
        shot = [f"--screenshot={path}", "--window-size=1280,1080", page.as_uri()]
        subprocess.run([browser, *flags, *more, *shot], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
