"""Conflicts alone: both places side by side, for the editor's eye or for a script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.export import Result
from dateline.export.facts import EXPLANATION_CHARS, passage, source_words
from dateline.export.table import (
    MARKS,
    SEVERITY_STYLES,
    article_head,
    failed_line,
    make_console,
    passage_text,
)
from dateline.export.visible import in_line
from dateline.report import Claim, Conflict, FailedReport, Report, Severity, Span

GRAVEST_FIRST: tuple[Severity, ...] = ("high", "medium", "low")


def count_conflicts(results: Sequence[Result], least: Severity) -> int:
    """Count the conflicts of a severity or a higher one."""
    grave = GRAVEST_FIRST[: GRAVEST_FIRST.index(least) + 1]
    reports = (result.report for result in results)
    return sum(c.severity in grave for report in reports if isinstance(report, Report) for c in report.conflicts)


def write_check_json(results: Sequence[Result], stream: TextIO) -> None:
    """Write each article's conflicts as they stand in its report: one article as an object, several as an array."""
    content = [_as_json(result.report) for result in results]
    json.dump(content[0] if len(content) == 1 else content, stream, indent=2, ensure_ascii=False)
    stream.write("\n")


def _as_json(report: Report | FailedReport) -> dict[str, Any]:
    whole = report.model_dump(mode="json")
    return (
        whole if isinstance(report, FailedReport) else {key: whole[key] for key in ("schema", "article", "conflicts")}
    )


def write_check_table(results: Sequence[Result], stream: TextIO) -> None:
    """Write each article's conflicts, the gravest first, and say of one without that nothing was found."""
    console = make_console(stream)
    marks = ("", "") if console.color_system else MARKS
    for n, result in enumerate(results):
        if n:
            console.print()
        for part in _render(result, marks):
            console.print(part)


def _render(result: Result, marks: tuple[str, str]) -> Iterable[RenderableType]:
    report = result.report
    if isinstance(report, FailedReport):
        yield failed_line(report)
        return
    yield from article_head(report)
    text = result.article.text if result.article else None
    for conflict in sorted(report.conflicts, key=lambda conflict: GRAVEST_FIRST.index(conflict.severity)):
        yield _conflict(conflict, report, text, marks)
    if not report.conflicts:
        yield Padding(Text("nothing was found that does not hold together", "dim"), (1, 0, 0, 2))


def _conflict(conflict: Conflict, report: Report, text: str | None, marks: tuple[str, str]) -> RenderableType:
    style = SEVERITY_STYLES[conflict.severity]
    head = Text.assemble((f"{conflict.severity} ", style), (f"{conflict.kind}  ", "bold"))
    head.append(in_line(conflict.explanation, EXPLANATION_CHARS))
    table = Table(box=box.ROUNDED, expand=True, show_header=False, border_style=style)
    for _ in conflict.claims[:2]:
        table.add_column(ratio=1, overflow="fold")
    cells = [_cell(claim, report, text, marks) for claim in conflict.claims]
    for i in range(0, len(cells), 2):
        table.add_row(*cells[i : i + 2])
    return Padding(Group(head, table), (1, 0, 0, 0))


def _cell(claim: Claim, report: Report, text: str | None, marks: tuple[str, str]) -> Text:
    shown = passage_text(passage(claim, text), marks)
    if isinstance(claim, Span):
        where = f"line {text.count(chr(10), 0, claim.start) + 1}" if text is not None else f"character {claim.start}"
        said = _said_by(claim, report)
        shown.append(f"\n{where}{f', by the word of {said}' if said else ''}", "dim")
    return shown


def _said_by(claim: Span, report: Report) -> str | None:
    """Who is quoted or cited where a claim stands; of nested attributions the innermost."""
    around = [
        (piece.end - piece.start, source_words(attribution))
        for attribution in report.attributions
        for piece in attribution.content
        if attribution.source and piece.start <= claim.start and claim.end <= piece.end
    ]
    return in_line(min(around)[1], 60) if around else None
