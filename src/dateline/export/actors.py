"""Who an article speaks of, with the reasons, for a terminal and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.export.table import make_console
from dateline.export.visible import in_line
from dateline.report import ActorReport, CodeReason, EntityReasons, FailedReport, MentionReason

WORDS_CHARS = 60

_KINDS = {"name": "name", "nominal": "a phrase", "pronoun": "a pronoun"}

Explained = ActorReport | FailedReport


def write_actors_json(reports: Sequence[Explained], stream: TextIO) -> None:
    """Write one article's actors as an object, several as an array."""
    content = [report.model_dump(mode="json") for report in reports]
    json.dump(content[0] if len(content) == 1 else content, stream, indent=2, ensure_ascii=False)
    stream.write("\n")


def write_actors_table(reports: Sequence[Explained], stream: TextIO) -> None:
    """Write a table for each actor: its mentions in text order, each with why it is this actor's."""
    console = make_console(stream)
    for n, report in enumerate(reports):
        if n:
            console.print()
        for part in _render(report):
            console.print(part)


def _render(report: Explained) -> Iterable[RenderableType]:
    if isinstance(report, FailedReport):
        yield Text(f"✗ not coded ({report.error.kind}) {in_line(report.error.message)}", "red")
        return
    yield Rule(
        Text(in_line(report.article.title or report.article.id, 90), "bold"), characters="━", align="left", style="blue"
    )
    if not report.entities:
        yield Text("no actor was found", "dim")
    for entity in report.entities:
        yield from _entity(entity)


def _entity(entity: EntityReasons) -> Iterable[RenderableType]:
    codes = " · ".join(part for part in (entity.type, entity.country, entity.sector) if part)
    yield Text.assemble((f"{entity.id} ", "cyan"), (in_line(entity.name, WORDS_CHARS), "bold"), f"  {codes}")
    for reason in entity.codes:
        yield Padding(_code(reason), (0, 0, 0, 4))
    if entity.roles:
        held = ", ".join(
            in_line(role.text, WORDS_CHARS) + (" (former)" if role.former else "") for role in entity.roles
        )
        yield Padding(Text.assemble(("roles ", "dim"), held), (0, 0, 0, 4))
    if len(entity.mentions) == 1:
        only = entity.mentions[0]
        yield Padding(Text(f"mentioned once, by {_KINDS[only.kind]}, at {only.start}", "dim"), (0, 0, 1, 4))
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, expand=False)
    for heading in ("at", "mention", "kind", "joined to", "because"):
        table.add_column(heading, header_style="dim", overflow="fold", justify="right" if heading == "at" else "left")
    for mention in entity.mentions:
        table.add_row(*_mention(mention))
    yield Padding(table, (0, 0, 1, 4))


def _code(reason: CodeReason) -> Text:
    words = f"“{in_line(reason.words.text, WORDS_CHARS)}” at {reason.words.start}"
    return Text.assemble(
        (f"{reason.field} ", "dim"), reason.value, ": ", in_line(reason.because), (f"  ({words})", "dim")
    )


def _mention(mention: MentionReason) -> tuple[str, str, str, str, str]:
    by = f"{in_line(mention.by.text, 30)} ({mention.by.start})" if mention.by else ""
    return str(mention.start), in_line(mention.text, WORDS_CHARS), mention.kind, by, mention.because
