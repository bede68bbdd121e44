"""Learn what makes two claims of a report be of one thing.

    python training/conflicts/train.py ARTICLES.jsonl... --out src/dateline/data/weights/conflicts.yaml

Articles are of dateline's own form and need no labels. The rows of an article are paired as
the step pairs them. A pair with one value is taken for one thing, a pair with two values for
two things: news reports seldom contradict themselves. No feature looks at the values, so
what is learned can be asked of the pairs that differ.

Two small numbers are often equal by chance, so such pairs weigh less. How common a value is
in its article is given to the learner and left out of what is kept. Nothing is random.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article
from dateline.steps.conflicts.echoes import find_echo_pairs, find_echo_rows, weigh_echo
from dateline.steps.conflicts.likeness import Pair, weigh
from dateline.steps.conflicts.retold import agree, find_pairs, rows_and_scenes
from dateline.steps.conflicts.rows import Row
from dateline.steps.conflicts.whens import find_counted_back, find_dated
from dateline.steps.conflicts.words import Words
from dateline.text.mentions import MentionIndex

SORTS = ("amount", "date", "person")
CHANCE = {2: 0.85, 3: 0.7, 4: 0.6, 5: 0.5, 6: 0.4, 7: 0.3, 8: 0.2, 9: 0.2, 10: 0.4}
"""How likely two numbers of this size are equal by chance, roughly, from pairs of unlike things."""

SPEAK = {"amount": (-0.6, 9.0), "date": (-0.5, 9.0), "person": (0.5, 9.0)}
"""Scores from which a pair that differs is shown, and shown as grave (never); chosen on edited articles."""

LEAST_USES = 5
"""Pairs that must have a feature before its weight is kept."""

ECHOES = {"amount": ("count", "money"), "date": ("weekday", "month", "year")}
"""Sorts of values that come back in like words, those together that learn together."""

ECHO_SPEAK = {"money": (-1.0, 9.0), "month": (-4.2, 9.0), "year": (-4.2, 9.0)}
"""Scores from which such a pair is shown, and shown as grave (never); the other sorts are there to learn from."""

LEAST_ECHO_USES = 20
LEAST_WEIGHT = 0.005

Example = tuple[dict[str, float], int, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=("retold", "echoes"), help="learn these and keep the others of the file")
    args = parser.parse_args()
    examples: dict[str, list[Example]] = {sort: [] for sort in (*SORTS, *sum(ECHOES.values(), ()))}
    for draft in drafts(args.articles):
        for sort, example in examples_of(draft):
            examples[sort].append(example)
    weights = yaml.safe_load(args.out.read_text(encoding="utf-8")) if args.only else {}
    weights |= {} if args.only == "echoes" else fit(examples)
    weights |= {} if args.only == "retold" else {"echoes": fit_echoes(examples)}
    write(weights, args.out)


def drafts(paths: list[Path]) -> Iterator[Draft]:
    """Code the articles as far as the step needs them."""
    steps = default_steps(Options())[:-1]
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            draft = Draft(Article(**{k: v for k, v in json.loads(line).items() if k in Article.model_fields}))
            for step in steps:
                step([draft])
            yield draft


def examples_of(draft: Draft) -> Iterator[tuple[str, Example]]:
    """Pairs of one draft with their features, whether they agree, and how much they count."""
    index = MentionIndex(draft.doc, draft.entities)
    dated = find_dated(draft.doc, draft.times, index)
    dated += find_counted_back(draft.doc, draft.times, dated, index, draft.article.published_date)
    words = Words(draft.doc, draft.entities)
    groups, scenes = rows_and_scenes(draft, words, dated)
    for rows in groups:
        for pair in find_pairs(rows):
            same = agree(pair.a, pair.b)
            if same is not None:
                features = weigh(pair, scenes) | commonness(pair, rows)
                yield pair.a.sort, (features, int(same), count_of(pair) if same else 1.0)
    for sort, rows in find_echo_rows(words, draft.times).items():
        for pair, same in find_echo_pairs(rows):
            features = weigh_echo(pair, scenes) | commonness(pair, rows)
            yield sort, (features, int(same), count_of(pair) if same and sort == "count" else 1.0)


def commonness(pair: Pair, rows: list[Row]) -> dict[str, float]:
    """The share of an article's rows that have the first value."""
    if pair.a.sort == "amount":
        return {}
    starts = {row.start: row for row in rows}
    return {"(common value)": sum(agree(pair.a, row) is True for row in starts.values()) / len(starts)}


def count_of(pair: Pair) -> float:
    return 1.0 - CHANCE.get(pair.a.value[0], 0.0) if pair.a.sort == "amount" else 1.0


def fit(examples: dict[str, list[Example]]) -> dict[str, object]:
    """Learn one set of weights for all sorts of rows, and a bias for each."""
    rows = [
        (features | {f"(sort) {sort}": 1.0}, same, count) for sort in SORTS for features, same, count in examples[sort]
    ]
    vectors = DictVectorizer()
    x = vectors.fit_transform([features for features, _, _ in rows])
    y = np.array([same for _, same, _ in rows])
    counts = np.array([count for _, _, count in rows])
    model = LogisticRegression(C=0.3, max_iter=3000).fit(x, y, sample_weight=counts)
    uses = np.asarray((x != 0).sum(axis=0)).ravel()
    learned = dict(zip(map(str, vectors.get_feature_names_out()), map(float, model.coef_[0]), strict=True))
    used = dict(zip(map(str, vectors.get_feature_names_out()), map(int, uses), strict=True))
    features = {
        name: round(weight, 3)
        for name, weight in sorted(learned.items())
        if used[name] >= LEAST_USES and not name.startswith("(") and abs(weight) >= LEAST_WEIGHT
    }
    biases = {sort: round(float(model.intercept_[0]) + learned[f"(sort) {sort}"], 3) for sort in SORTS}
    sorts = {sort: {"bias": biases[sort], "medium": SPEAK[sort][0], "high": SPEAK[sort][1]} for sort in SORTS}
    return {"sorts": sorts, "features": features}


def fit_echoes(examples: dict[str, list[Example]]) -> dict[str, object]:
    """Learn one set of weights for numbers and one for dates that come back, and a bias for each sort."""
    sorts: dict[str, dict[str, object]] = {}
    features: dict[str, dict[str, float]] = {}
    for like, named in ECHOES.items():
        rows = [(f | {f"(sort) {sort}": 1.0}, same, count) for sort in named for f, same, count in examples[sort]]
        vectors = DictVectorizer()
        x = vectors.fit_transform([row[0] for row in rows])
        model = LogisticRegression(C=0.3, max_iter=3000)
        model.fit(x, [row[1] for row in rows], sample_weight=[row[2] for row in rows])
        uses = np.asarray((x != 0).sum(axis=0)).ravel()
        names = list(map(str, vectors.get_feature_names_out()))
        learned = dict(zip(names, map(float, model.coef_[0]), strict=True))
        kept = {name for name, n in zip(names, uses, strict=True) if n >= LEAST_ECHO_USES and name[0] != "("}
        features[like] = {name: round(learned[name], 3) for name in sorted(kept) if abs(learned[name]) >= LEAST_WEIGHT}
        for sort in (sort for sort in named if sort in ECHO_SPEAK):
            bias = round(float(model.intercept_[0]) + learned[f"(sort) {sort}"], 3)
            medium, high = ECHO_SPEAK[sort]
            sorts[sort] = {"like": like, "bias": bias, "medium": medium, "high": high}
    return {"sorts": sorts, "features": features}


def write(weights: dict[str, object], out: Path) -> None:
    """Write the weights with a line on where they come from."""
    head = "# How likely two claims are of one thing. Made by training/conflicts/train.py; see its README.\n"
    out.write_text(head + yaml.safe_dump(weights, sort_keys=False, width=120), encoding="utf-8")


if __name__ == "__main__":
    main()
