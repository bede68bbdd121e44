"""Write docs/reference/cli.md, the page of every command, from the commands themselves.

python docs/generate_cli.py            # writes the page
python docs/generate_cli.py --check    # exit 1 where it is not up to date
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dateline.cli import main as dateline

PAGE = Path(__file__).resolve().parent / "reference" / "cli.md"
INTRODUCTION = """# The command line: `dateline`

Made by `make docs` from the commands themselves; each tells the same with `--help`. Errors end in a message on standard error and
an exit status that is not 0. Nothing but results is on standard output.
"""
WIDE = 1000
"""Wider than any usage line, so that none is folded."""


def main() -> int:
    page = write_page()
    if "--check" in sys.argv:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


def write_page() -> str:
    commands = list(walk(dateline, click.Context(dateline, info_name="dateline", max_content_width=WIDE)))
    listing = ["| command | what it does |", "| --- | --- |"]
    for command, context in commands:
        if acts(command):
            anchor = context.command_path.replace(" ", "-")
            listing.append(f"| [`{context.command_path}`](#{anchor}) | {first_sentence(command)} |")
    return "\n\n".join([INTRODUCTION.strip(), "\n".join(listing), *(tell(*found) for found in commands)]) + "\n"


def acts(command: click.Command) -> bool:
    """Whether it does something by itself, and does not only hold other commands."""
    return not isinstance(command, click.Group) or command.invoke_without_command


def walk(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Give a command and all below it, each with the context that knows its full name."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from walk(below, click.Context(below, info_name=name, parent=context, max_content_width=WIDE))


def first_sentence(command: click.Command) -> str:
    paragraph = " ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split())
    return escape(re.split(r"(?<=\.) ", paragraph)[0])


def tell(command: click.Command, context: click.Context) -> str:
    usage = " ".join(command.get_usage(context).removeprefix("Usage:").split())
    parts = [f"## {context.command_path}", f"```text\n{usage}\n```", *paragraphs(command.help or "")]
    options = [param.get_help_record(context) for param in command.params if isinstance(param, click.Option)]
    rows = [f"| `{bar(names)}` | {tell_option(meaning)} |" for names, meaning in filter(None, options)]
    if rows and acts(command):
        parts.append("\n".join(["| option | meaning |", "| --- | --- |", *rows]))
    return "\n\n".join(parts)


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a command's help; those that click keeps as they are become blocks of code."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b\n"):
            head, _, rest = paragraph[2:].partition("\n")
            if head.endswith(":"):
                yield head
            yield f"```sh\n{inspect.cleandoc(rest if head.endswith(':') else paragraph[2:])}\n```"
        elif paragraph.strip():
            yield escape(" ".join(paragraph.split()))


def escape(text: str) -> str:
    """Keep Markdown from reading what stands outside backticks as its own."""
    parts = re.split(r"(`[^`]*`)", text)
    return bar("".join(part if part.startswith("`") else re.sub(r"([*_<\[])", r"\\\1", part) for part in parts))


def bar(text: str) -> str:
    return text.replace("|", r"\|")


def tell_option(meaning: str) -> str:
    """An option's help, with what click puts in brackets behind it as sentences."""
    words, _, more = meaning.partition("  [")
    extras = (
        extra.removeprefix("default: ") for extra in more.rstrip("]").split("; ") if extra not in ("", "required")
    )
    kept = ["Required."] if "required" in more else []
    kept += [f"Default: `{extra}`." if f"default: {extra}" in more else f"`{extra}`." for extra in extras]
    return " ".join([escape(words), *kept]).strip()


if __name__ == "__main__":
    sys.exit(main())
