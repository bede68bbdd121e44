"""Read the tables that hold dateline's knowledge, and say where a mistake in one is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from dateline.errors import TableError

DATA = Path(__file__).resolve().parent.parent / "data"
M = TypeVar("M", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Read one YAML file.

    Raises:
        TableError: The file is not there or is no YAML; the message names the line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except OSError as problem:
        raise TableError(f"cannot be read: {problem.strerror}", path=path) from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise TableError(f"is no YAML: {getattr(problem, 'problem', problem)}", path=path, line=line) from problem


@lru_cache
def load_table(name: str) -> Any:
    """Load a table of the package, such as `countries.yaml`, once. Do not change what it gives."""
    return read_yaml(DATA / name)


def read_model(path: Path, model: type[M]) -> M:
    """Read a YAML file into a Pydantic model.

    Raises:
        TableError: A field is missing, unknown or ill-typed; the message names the line
            and what was expected there.
    """
    content = read_yaml(path)
    try:
        return model.model_validate(content)
    except ValidationError as problem:
        first = problem.errors()[0]
        steps = first["loc"]
        where = ".".join(str(step) for step in steps) or "the whole file"
        raise TableError(f"{where}: {first['msg']}", path=path, line=line_of(path, steps)) from problem


def line_of(path: Path, steps: tuple[int | str, ...]) -> int | None:
    """Find the line of the node that `steps` leads to, or of its nearest ancestor."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    line = None
    for step in steps:
        if node is None:
            break
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
