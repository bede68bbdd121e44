"""One self-contained page: the article with its records marked in the text.

An article's text is hostile: every value passes through `visible` and Jinja2's escaping,
and the page's own style and script are the only ones that its security policy lets run.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, TextIO

from dateline.export import Result
from dateline.export.cards import KINDS, TITLE_CHARS, card_groups, conflict_card, segment_view
from dateline.export.marks import cut_segments, marks_of
from dateline.export.page import TEMPLATES, digest, make_environment, own
from dateline.export.visible import in_line
from dateline.report import FailedReport


def write_html(results: Iterable[Result], stream: TextIO) -> None:
    """Write all reports as one page."""
    articles = [_article(result, f"a{n}") for n, result in enumerate(results, start=1)]
    style, script = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    page = (
        make_environment()
        .get_template("report.html.j2")
        .generate(
            articles=articles,
            title=articles[0]["title"] if len(articles) == 1 else f"{len(articles)} coded articles",
            kinds=[{"name": name, "label": label} for name, label in KINDS.items()],
            version=version("dateline"),
            style=own(style),
            script=own(script),
            style_hash=digest(style),
            script_hash=digest(script),
        )
    )
    for part in page:
        stream.write(part)
    stream.flush()


def _article(result: Result, key: str) -> dict[str, Any]:
    report = result.report
    if isinstance(report, FailedReport):
        title = in_line(report.article.id or "an article", TITLE_CHARS)
        return {"key": key, "title": title, "meta": [], "error": report.error, "n_conflicts": 0}
    head = report.article
    text = result.article.text if result.article else ""
    published = f"published {head.published}" if head.published else "day of publication not known"
    return {
        "key": key,
        "title": in_line(head.title or head.id, TITLE_CHARS),
        "meta": [in_line(part, TITLE_CHARS) for part in (head.publisher, published, head.id, head.url) if part],
        "language": head.language,
        "error": None,
        "n_conflicts": len(report.conflicts),
        "paragraphs": [[segment_view(seg, f"{key}-") for seg in part] for part in cut_segments(text, marks_of(report))],
        "conflicts": [conflict_card(conflict, text) for conflict in report.conflicts],
        "groups": list(card_groups(report)),
    }
