"""Is all that dateline needs here, and is it what it should be?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.errors import DatelineError

MIN_PYTHON = (3, 11)


class Finding(NamedTuple):
    """What was looked at, whether it is in order, and what was found."""

    what: str
    ok: bool
    found: str


def examine() -> Iterator[Finding]:
    """Look at each thing that the program needs."""
    for what, check in CHECKS.items():
        try:
            yield Finding(what, True, check())
        except DatelineError as problem:
            yield Finding(what, False, str(problem))


def check_python() -> str:
    """Check the version of Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < MIN_PYTHON:
        raise DatelineError(f"{version}, but dateline needs {'.'.join(map(str, MIN_PYTHON))} or later")
    return version


def check_model() -> str:
    """Compare the language model's files with the record of the official release."""
    from dateline.errors import ModelNotInstalledError
    from dateline.resources.models import DEFAULT_MODEL, find_altered_files
    from dateline.resources.tables import load_table

    altered = find_altered_files()
    if altered:
        raise ModelNotInstalledError(
            f"{DEFAULT_MODEL} differs from the official release in {', '.join(sorted(altered))}; install it anew"
        )
    record = load_table("models.yaml")[DEFAULT_MODEL]
    return f"{DEFAULT_MODEL}, {len(record['files'])} files as in {record['official']}"


def check_tables() -> str:
    """Read every table that the package carries."""
    from dateline.resources.tables import DATA, read_yaml

    tables = sorted(path for path in DATA.rglob("*.yaml"))
    for path in tables:
        read_yaml(path)
    return f"{len(tables)} read"


def check_codebook() -> str:
    """Load the default codebook."""
    from dateline.resources.codebook import load_codebook

    codebook = load_codebook()
    n_modes = sum(len(event_type.modes) for event_type in codebook.types.values())
    return f"{codebook.head.name} {codebook.head.version}, {len(codebook.types)} event types, {n_modes} modes"


def check_gazetteer() -> str:
    """Open the index of places and look one up."""
    from dateline.errors import GazetteerError
    from dateline.resources.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    if not gazetteer.find("Paris"):
        raise GazetteerError("the place index does not know Paris; run `python -m dateline.resources.gazetteer_build`")
    return f"{len(gazetteer):,} places"


CHECKS: dict[str, Callable[[], str]] = {
    "Python": check_python,
    "language model": check_model,
    "tables": check_tables,
    "codebook": check_codebook,
    "gazetteer": check_gazetteer,
}
"""What `dateline doctor` looks at; each gives what it found or raises what is wrong."""
