"""The table: what a person reads in the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.export import Result
from dateline.export.facts import EXPLANATION_CHARS, EventFacts, Fact, Passage, event_facts, passage, source_words
from dateline.export.places import candidate_words, evidence_words
from dateline.export.reasons import reason_rows
from dateline.export.visible import in_line
from dateline.report import Attribution, Conflict, ExplainedEvent, ExplainedPlace, FailedReport, Report

MIN_WIDTH, MAX_WIDTH = 60, 160
FILE_WIDTH = 100
"""Width where the output is no terminal and COLUMNS does not say it."""

MARKS = ("⟦", "⟧")
"""What encloses the words of a claim where no colour can show them."""

WORDS_CHARS = 90
CONTENT_CHARS = 240
STATUS_STYLES = {"happened": "green", "ongoing": "green", "planned": "cyan", "hypothetical": "yellow", "denied": "red"}
SEVERITY_STYLES = {"high": "bold red", "medium": "yellow", "low": "dim"}


def write_table(results: Iterable[Result], stream: TextIO) -> None:
    """Write each report as tables as wide as the terminal; colours only where there is one."""
    console = make_console(stream)
    for n, result in enumerate(results):
        if n:
            console.print()
        for part in render(result, marks=("", "") if console.color_system else MARKS):
            console.print(part)
        stream.flush()


def make_console(stream: TextIO) -> Console:
    """Make a console on a stream that takes text as it is: no markup, no emoji codes, no guessing."""
    console = Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = FILE_WIDTH
    console.width = min(max(console.width, MIN_WIDTH), MAX_WIDTH)
    return console


def render(result: Result, marks: tuple[str, str] = MARKS) -> Iterable[RenderableType]:
    """Give the parts of one report, from top to bottom; `marks` enclose the words of a claim."""
    report = result.report
    if isinstance(report, FailedReport):
        yield failed_line(report)
        return
    yield from article_head(report)
    text = result.article.text if result.article else None
    yield from _section("What happened", [_events(report)] if report.events else [], "no event was found")
    yield from _section("Who says so", [_attributions(report)] if report.attributions else [], "no source is named")
    if any(isinstance(place, ExplainedPlace) for place in report.places):
        yield from _section("Why these places", [_places(report)], "")
    explained = [event for event in report.events if isinstance(event, ExplainedEvent)]
    if explained:
        yield from _section("Why these events", [_reasons(event, report) for event in explained], "")
    conflicts = [_conflict(conflict, text, marks) for conflict in report.conflicts]
    yield from _section("What does not hold together", conflicts, "nothing was found")


def failed_line(report: FailedReport) -> Text:
    """Say that an article was not coded, and why."""
    return Text.assemble(
        ("✗ not coded ", "bold red"), (f"({report.error.kind}) ", "red"), in_line(report.error.message)
    )


def article_head(report: Report) -> Iterable[RenderableType]:
    """Give an article's headline, and what is known of it, in two lines."""
    article = report.article
    yield Rule(
        Text(in_line(article.title or article.id, WORDS_CHARS), "bold"), characters="━", align="left", style="blue"
    )
    facts = [article.id if article.title else None, article.publisher]
    line = Text(" · ".join(in_line(fact, 60) for fact in facts if fact), "dim")
    published = f"published {in_line(article.published)}" if article.published else "day of publication not known"
    line.append((" · " if line else "") + published, "dim")
    yield line


def _section(title: str, parts: list[RenderableType], nothing: str) -> Iterable[RenderableType]:
    yield Text()
    yield Text(title.upper(), "bold blue")
    yield from parts or [Text(f"  {nothing}", "dim")]


def _grid(*columns: tuple[str, int]) -> Table:
    table = Table(
        box=box.HORIZONTALS, expand=True, show_lines=True, border_style="dim", header_style="dim", pad_edge=False
    )
    for name, ratio in columns:
        table.add_column(name, ratio=ratio, overflow="fold")
    return table


def _events(report: Report) -> Table:
    table = _grid(("What", 5), ("Who → whom", 7), ("Where and when", 6), ("According to", 6))
    for facts in event_facts(report):
        table.add_row(_what(facts), _who(facts), _where_and_when(facts), _lines(facts.says, "the article itself"))
    return table


def _places(report: Report) -> Table:
    table = _grid(("In the text", 4), ("Could be", 6), ("Score", 2), ("Because", 12))
    table.show_lines = False
    for place in report.places:
        if not isinstance(place, ExplainedPlace):
            continue
        words = Text.assemble((f"{place.id} ", "dim"), _quoted(place.mentions[0].text))
        if not place.candidates:
            table.add_row(
                words, Text(in_line(place.name)), Text(), Text("a town that the gazetteer does not have", "dim")
            )
        for n, candidate in enumerate(place.candidates):
            name = Text(in_line(candidate_words(candidate), WORDS_CHARS), "dim" if n else "bold")
            score, because = Text(f"{candidate.score:.1f}"), Text(evidence_words(candidate.evidence))
            table.add_row(Text() if n else words, name, score, because)
        table.add_section()
    return table


def _reasons(event: ExplainedEvent, report: Report) -> RenderableType:
    head = Text.assemble((f"{event.id} ", "dim"), (" ".join([event.type, *event.modes]), "bold"))
    head.append(f"  {event.confidence:.2f} sure", "dim")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for title, line in reason_rows(event, report.attributions):
        table.add_row(title, Text(line))
    return Group(head, Padding(table, (0, 0, 1, 3)))


def _what(facts: EventFacts) -> Text:
    event = facts.event
    text = Text.assemble((f"{event.id} ", "dim"), (in_line(facts.what), "bold"), "\n")
    text.append(_quoted(event.trigger.text))
    text.append(f"\n{event.status}", STATUS_STYLES[event.status])
    return text


def _who(facts: EventFacts) -> Text:
    text = _lines(facts.who, "(nobody is named)")
    if facts.whom:
        text.append("\n→ ", "bold")
        text.append(_lines(facts.whom))
    for toll in facts.toll:
        text.append("\n✝ " if "dead" in toll.value else "\n+ ", "bold red")
        text.append(_fact(toll, "bold"))
    if facts.means:
        text.append("\nwith ", "dim")
        text.append(", ".join(in_line(means.value, 40) for means in facts.means))
    return text


def _where_and_when(facts: EventFacts) -> Text:
    known = [fact for fact in (facts.where, facts.when) if fact]
    return _lines(known, "not said")


def _lines(facts: list[Fact], nothing: str = "") -> Text:
    return Text("\n").join(_fact(fact) for fact in facts) if facts else Text(nothing, "dim")


def _fact(fact: Fact, style: str = "") -> Text:
    text = Text(in_line(fact.value, WORDS_CHARS), style)
    if fact.words:
        text.append(" ")
        text.append(_quoted(fact.words))
    return text


def _quoted(words: str, limit: int = WORDS_CHARS) -> Text:
    return Text(f"“{in_line(words, limit).strip('“”')}”", "italic dim")


def _attributions(report: Report) -> Table:
    table = _grid(("Source", 7), ("Cue", 3), ("What it says", 14))
    for attribution in report.attributions:
        table.add_row(_source(attribution), _cue(attribution), _content(attribution))
    return table


def _source(attribution: Attribution) -> Text:
    text = Text.assemble((f"{attribution.id} ", "dim"), (in_line(source_words(attribution), WORDS_CHARS), "bold"))
    text.append(f"\n{attribution.source_kind}", "yellow" if attribution.source_kind in ("anonymous", "none") else "dim")
    if attribution.anonymity:
        text.append("\n")
        text.append(_quoted(attribution.anonymity.text))
    return text


def _cue(attribution: Attribution) -> Text:
    return Text(in_line(attribution.cue.text, 40) if attribution.cue else "–")


def _content(attribution: Attribution) -> Text:
    words = " … ".join(in_line(part.text, CONTENT_CHARS) for part in attribution.content)
    return Text.assemble(in_line(words, CONTENT_CHARS), (f"  ({attribution.style})", "dim"))


def _conflict(conflict: Conflict, text: str | None, marks: tuple[str, str]) -> RenderableType:
    style = SEVERITY_STYLES[conflict.severity]
    head = Text.assemble((f"{conflict.id} ", "dim"), (conflict.kind, "bold"), (f" ({conflict.severity}) ", style))
    head.append(in_line(conflict.explanation, EXPLANATION_CHARS))
    table = Table(box=box.ROUNDED, expand=True, show_header=False, border_style=style)
    for _ in conflict.claims[:2]:
        table.add_column(ratio=1, overflow="fold")
    claims = [passage_text(passage(claim, text), marks) for claim in conflict.claims]
    for i in range(0, len(claims), 2):
        table.add_row(*claims[i : i + 2])
    return Padding(Group(head, table), (1, 0, 0, 0))


def passage_text(shown: Passage, marks: tuple[str, str]) -> Text:
    """Give a claim with the words beside it, between `marks`; of a record, its row and source."""
    text = Text.assemble(
        (_edge(shown.before), "dim"), (marks[0] + in_line(shown.words, CONTENT_CHARS) + marks[1], "bold reverse")
    )
    text.append(_edge(shown.after), "dim")
    if shown.source:
        text.append(f"\nrecord: {in_line(shown.source, 60)}", "dim")
    return text


def _edge(words: str) -> str:
    """Give the words beside a claim in one line, with the blank that parts them from it."""
    line = in_line(words)
    return (" " if words[:1].isspace() else "") + line + (" " if words[-1:].isspace() else "") if line else ""
