"""Measure dateline: one task or all, show the figures, keep them, or hold them against their floors.

python bench/measure.py --bench-dir DIR --task times
python bench/measure.py --bench-dir DIR --all --record      # keep the figures in scores.json
python bench/measure.py --bench-dir DIR --all --floors      # exit 1 below a floor
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
DATELINE = Path(sys.executable).parent / "dateline"


def main() -> int:
    args = parse_args()
    tasks = yaml.safe_load((HERE / "tasks.yaml").read_text(encoding="utf-8"))
    names = [*tasks["run"], *tasks["own"]] if args.all else [args.task]
    unknown = [name for name in names if name not in tasks["run"] and name not in tasks["own"]]
    if unknown:
        print(f"no task {unknown[0]!r}; there are: {', '.join([*tasks['run'], *tasks['own']])}", file=sys.stderr)
        return 2
    found = {}
    for name in names:
        if name in tasks["own"]:
            found[name] = measure_own(tasks["own"][name])
        elif (args.bench_dir / "run").exists():
            found[name] = measure_run(name, tasks["run"][name], args.bench_dir)
        else:
            print(f"{name}: skipped, there is no {args.bench_dir}/run. {ask_for(tasks['run'][name])}", file=sys.stderr)
            continue
        print(f"{name:14} " + "  ".join(f"{key} {value:.3f}" for key, value in found[name].items()), flush=True)
    if args.record:
        record(found)
    return hold_against_floors(found) if args.floors else 0


def parse_args() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--task", help="one task of tasks.yaml")
    which.add_argument("--all", action="store_true", help="every task")
    parser.add_argument(
        "--bench-dir", type=Path, default=Path("../shared/bench"), help="folder that holds `run` and the tasks"
    )
    parser.add_argument("--record", action="store_true", help="keep the figures in bench/scores.json")
    parser.add_argument("--floors", action="store_true", help="exit 1 where a figure is below bench/floors.json")
    return parser.parse_args()


def ask_for(task: dict[str, Any]) -> str:
    return f"It needs the public corpus {task['corpus']}; name the folder with BENCH_DIR=..."


def measure_run(name: str, task: dict[str, Any], bench_dir: Path) -> dict[str, float]:
    """Run a task of the bench folder and pick its figures."""
    with command_with(task.get("options", "")) as dateline:
        command = [str(bench_dir / "run"), name, "--json", "--dateline", str(dateline)]
        done = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, check=True)
    return pick(json.loads(done.stdout), {task["headline"].split(".")[-1]: task["headline"], **task["figures"]})


@contextmanager
def command_with(options: str) -> Iterator[Path]:
    """The command, or a script that gives its `code` some more options."""
    if not options:
        yield DATELINE
        return
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "dateline"
        script.write_text(
            f'#!/bin/sh\ncommand=$1; shift\nexec "{DATELINE}" "$command" {options} "$@"\n', encoding="utf-8"
        )
        script.chmod(0o755)
        yield script


def measure_own(task: dict[str, Any]) -> dict[str, float]:
    """Run one of our own sets of sentences."""
    done = subprocess.run([sys.executable, str(HERE / task["script"]), "--json"], stdout=subprocess.PIPE, check=True)
    return pick(json.loads(done.stdout), {task["headline"]: task["headline"]})


def pick(scores: dict[str, Any], figures: dict[str, str]) -> dict[str, float]:
    """Follow each path ("overall.relaxed.f1") into a scorer's JSON."""
    picked = {}
    for name, path in figures.items():
        value: Any = scores
        for step in path.split("."):
            value = value[step]
        picked[name] = round(float(value), 4)
    return picked


def record(found: dict[str, dict[str, float]]) -> None:
    """Keep the last figures with the commit that they were measured at."""
    path = HERE / "scores.json"
    scores = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE
    ).stdout.strip()
    scores.update({name: {"commit": commit, "figures": figures} for name, figures in found.items()})
    path.write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def hold_against_floors(found: dict[str, dict[str, float]]) -> int:
    """Say which figures are below their floors; a floor that starts with "at most" is a ceiling."""
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    below = 0
    for name, figures in found.items():
        for key, floor in floors.get(name, {}).items():
            ceiling = key.startswith("at most ")
            value = figures[key.removeprefix("at most ")]
            if value > floor if ceiling else value < floor:
                print(f"{name}: {key} is {value}, its floor {floor}", file=sys.stderr)
                below += 1
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
