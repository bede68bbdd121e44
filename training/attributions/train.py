"""Learn the weights of `data/weights/attributions.npz` from an annotated corpus.

python training/attributions/train.py TRAIN.jsonl TRAIN.gold.jsonl --out src/dateline/data/weights/attributions.npz

Needs scikit-learn (not a dependency of dateline). The corpus gives articles as `{"id", "text"}`
and their attributions as `{"id", "attributions": [{"source", "cue", "content"}]}` with lists of
`{"start", "end"}`; README.md beside this file says which one was used. What is kept are weights
of features (lemmas, labels of the parse, lengths), no text.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, DocBin

from dateline.resources.models import load_model
from dateline.steps.annotate import annotate
from dateline.steps.attributions.candidate import Candidate
from dateline.steps.attributions.candidates import cut_shorter, find_candidates
from dateline.steps.attributions.features import content_features, cue_features
from dateline.steps.attributions.lexicon import load_cues
from dateline.steps.attributions.marks import read_marks
from dateline.steps.attributions.sources import source_extent
from dateline.steps.attributions.tree import Tree, read_tree
from dateline.text.quotes import find_quotes

MIN_COUNT = 4
"""Rows that a feature must occur in."""

MIN_WEIGHT = 0.03
"""Smaller weights are left out of the file."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Gold:
    """Words of one attribution, by their number in the text."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]


class Words:
    """The runs of letters and digits of a text, numbered."""

    def __init__(self, text: str) -> None:
        self.at: dict[int, int] = {}
        for n, match in enumerate(_WORD.finditer(text)):
            self.at.update(dict.fromkeys(range(match.start(), match.end()), n))

    def within(self, spans: list[tuple[int, int]]) -> frozenset[int]:
        """Numbers of the words that the spans touch."""
        return frozenset(self.at[i] for start, end in spans for i in range(start, end) if i in self.at)


def read_docs(articles: list[dict[str, Any]], cache: Path | None) -> Iterator[Doc]:
    """Parse the articles, or take the parses of an earlier run."""
    model = load_model()
    if cache and cache.exists():
        yield from DocBin().from_disk(cache).get_docs(model.vocab)
        return
    kept = DocBin()
    for article in articles:
        doc = annotate(article["text"], model)
        kept.add(doc)
        yield doc
    if cache:
        kept.to_disk(cache)


def label_group(tree: Tree, words: Words, gold: list[Gold], group: list[Candidate]) -> list[float]:
    """Give each candidate of a cue its overlap with the attribution that it finds, 0 where it finds none.

    It finds one if at least half of all their words are shared, the cue touches and so does the
    source, or both have none.
    """
    by_word = defaultdict(set)
    for n, one in enumerate(gold):
        for word in one.cue:
            by_word[word].add(n)
    found = []
    for candidate in group:
        content = words.within(chars(tree, candidate.content))
        source = source_words(tree, words, candidate)
        cue = words.within(chars(tree, [candidate.cue_extent, (candidate.cue, candidate.cue + 1)]))
        numbers = sorted({n for word in cue for n in by_word[word]})
        if candidate.part == "m":
            numbers = [n for n, one in enumerate(gold) if not one.cue]
        best = 0.0
        for one in (gold[n] for n in numbers):
            overlap = len(content & one.content) / max(len(content | one.content), 1)
            same = bool(source & one.source) if source or one.source else True
            best = max(best, overlap if same and overlap >= 0.5 else 0.0)
        found.append(best)
    return found


def source_words(tree: Tree, words: Words, candidate: Candidate) -> frozenset[int]:
    """Words of a candidate's source."""
    if candidate.source is None:
        return frozenset()
    extent = source_extent(tree, candidate.source, candidate.cue)
    return words.within(chars(tree, [extent])) if extent[0] < extent[1] else frozenset()


def chars(tree: Tree, extents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Turn tokens into characters."""
    return [(tree.starts[start], tree.ends[end - 1]) for start, end in extents]


def spans(value: list[dict[str, int]] | None) -> list[tuple[int, int]]:
    """Offsets of a list of spans."""
    return [(span["start"], span["end"]) for span in value or []]


def collect(docs: Iterator[Doc], golds: list[list[dict[str, Any]]]) -> tuple[list[list[str]], list[bool], list[int]]:
    """Make rows: features, whether the candidate stands, and whether it is its cue's best (-1: no such cue)."""
    cues = load_cues()
    rows: list[list[str]] = []
    stands: list[bool] = []
    best: list[int] = []
    for doc, attributions in zip(docs, golds, strict=True):
        tree, words = read_tree(doc), Words(doc.text)
        marks = read_marks(tree, find_quotes(doc.text))
        gold = [Gold(*(words.within(spans(a[role])) for role in ("content", "source", "cue"))) for a in attributions]
        for base in find_candidates(tree, marks, cues):
            group = base + [cut for candidate in base for cut in cut_shorter(tree, marks, candidate)]
            overlaps = label_group(tree, words, gold, group)
            shared = cue_features(tree, marks, cues, base[0])
            rows += [shared + content_features(tree, marks, candidate) for candidate in group]
            stands += [overlap > 0 for overlap in overlaps]
            most = max(overlaps)
            best += [-1 if most == 0 else int(overlap >= most - 0.02) for overlap in overlaps]
    return rows, stands, best


def to_matrix(rows: list[list[str]]) -> tuple[csr_matrix, list[str]]:
    """Turn rows of names into a matrix of ones."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT and "\n" not in name)
    number = {name: n for n, name in enumerate(names)}
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns += sorted({number[name] for name in row if name in number})
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float64)
    return csr_matrix((ones, np.array(columns, dtype=np.int32), np.array(ends)), shape=(len(rows), len(names))), names


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep the parses here")
    parser.add_argument("--strength", type=float, default=0.1, help="C of the regression")
    parser.add_argument("--threshold", type=float, default=0.2, help="chosen on articles that are not trained on")
    args = parser.parse_args()
    articles = [json.loads(line) for line in args.articles.read_text(encoding="utf-8").split("\n") if line]
    gold = {g["id"]: g["attributions"] for g in map(json.loads, filter(None, args.gold.read_text("utf-8").split("\n")))}
    rows, stands, best = collect(read_docs(articles, args.cache), [gold[article["id"]] for article in articles])
    print(f"{len(rows)} candidates, {sum(stands)} stand", flush=True)
    matrix, names = to_matrix(rows)
    choice = np.array(best)
    first = LogisticRegression(C=args.strength, solver="liblinear", tol=1e-3).fit(matrix, np.array(stands))
    second = LogisticRegression(C=args.strength, solver="liblinear", tol=1e-3).fit(
        matrix[choice >= 0], choice[choice >= 0]
    )
    values = np.stack([first.coef_[0], second.coef_[0]], axis=1)
    kept = np.abs(values).max(axis=1) >= MIN_WEIGHT
    constants = np.array([first.intercept_[0], second.intercept_[0], args.threshold])
    joined = "\n".join(name for name, keep in zip(names, kept, strict=True) if keep)
    np.savez_compressed(
        args.out,
        names=np.frombuffer(joined.encode(), dtype=np.uint8),
        values=values[kept].astype(np.float16),
        constants=constants,
    )
    print(f"{int(kept.sum())} of {len(names)} features, {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
