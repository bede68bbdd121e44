"""Train the judgement of who and what really has part in a violent happening. Runs where dateline is installed.

    python training/events/participants.py --bench-dir DIR --out src/dateline/data/weights [--folds DIR]

Rows are the parts that the rules give to violent happenings. A part is right where a labeller of
MUC-4 filled in one of its mentions, where it stands in a labelled pair of conflict of PLV_train or
AW_train, or where one of our own sentences marks it; it is wrong where it stands in MUC-4's train
split and no labeller filled it in. MUC leaves out what is done to armed people, what forces do to
nobody named, what happened outside of nine countries and what is older than two months. All of that
is violence all the same: such parts are never taken for wrong ones. With `--folds` also the weights
of five folds, as train.py parts the articles of the pairs. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from rows import own_rows
from sklearn.linear_model import LogisticRegression

from dateline.draft import Draft, Step
from dateline.pipeline import Options, default_steps
from dateline.report import Article
from dateline.resources.encoder import WEIGHTS, Encoder
from dateline.steps.events import find_happenings
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.head import Judge, load_head
from dateline.steps.events.index import load_index
from dateline.steps.events.participation import Context, Part, describe, parts_of, vectors_of
from dateline.steps.events.reader import Reader
from dateline.text.codes import is_armed

FORCES = frozenset({"MIL", "COP", "SPY"})
COUNTRIES = frozenset({"ARG", "BOL", "CHL", "COL", "ECU", "SLV", "GTM", "HND", "PER"})
OLD_DAYS = 60
"""What MUC asks for: these countries, and nothing that happened longer ago."""

IRRELEVANT, LABELLED_PAIR, OWN = 1.0, 3.0, 3.0
"""Weights of rows: there are few labelled pairs and sentences of our own, and what they tell holds for all news."""

LEAST_SEEN = 8
STRENGTH = 0.003
SCALE = 3.0
"""By how much what is said counts more than a number of a vector, before the penalty."""

SIDE_OF = {
    "PerpInd": "actors",
    "PerpOrg": "actors",
    "Target": "recipients",
    "Victim": "recipients",
    "Weapon": "means",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench-dir", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args()
    rows = [*incident_rows(args.bench_dir / "incidents"), *pair_rows(args.bench_dir / "relations"), *marked_rows()]
    print(Counter((row["from"], row["right"]) for row in rows))
    write(rows, args.out)
    if args.folds:
        fold_of = json.loads((args.folds / "folds.json").read_text(encoding="utf-8"))
        for fold in sorted(set(fold_of.values())):
            write([row for row in rows if fold_of.get(row["article"]) != fold], args.folds / str(fold))


def read_drafts(path: Path, wanted: Mapping[str, Any]) -> Iterator[Draft]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in wanted:
            yield read_draft(Article(**{key: row.get(key) for key in Article.model_fields}))


@cache
def steps() -> list[Step]:
    return default_steps(Options(learned=False))[:5]


def read_draft(article: Article) -> Draft:
    draft = Draft(article)
    for step in steps():
        step([draft])
    return draft


def read_parts(draft: Draft, judge: Judge) -> list[tuple[Part, list[str], Any]]:
    """The parts of a draft's violent happenings, what is said of each, and its vectors."""
    index = load_index(None)
    happenings = find_happenings(Reader(draft, index, ContextWords(index.codebook)), judge)
    parts = list(parts_of(happenings))
    context = Context.of(happenings, parts)
    return [(part, describe(part, context), vectors_of(part, judge).astype(np.float16)) for part in parts]


def row_of(source: str, article: str, said: list[str], vectors: Any, *, right: bool, weight: float) -> dict[str, Any]:
    return {"from": source, "article": article, "said": said, "vectors": vectors, "right": right, "weight": weight}


def incident_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Parts in the articles of MUC-4's train split."""
    score = load_scorer(folder)
    gold = {row["id"]: row for row in score.lines(folder / "train.gold.jsonl")}
    for draft in read_drafts(folder / "train.jsonl", gold):
        fillers = fillers_of(gold[draft.article.id], score)
        for part, said, vectors in read_parts(draft, Judge(Encoder(WEIGHTS), load_head(WEIGHTS))):
            words = [score.normal(text) for text in texts_of(part, draft.article.text)]
            right = any(score.alike(one, other) for one in fillers[part.side] for other in words if one and other)
            if right or not (is_clash(part) or is_beyond(part, draft)):
                weight = 1.0 if gold[draft.article.id]["incidents"] else IRRELEVANT
                yield row_of("muc", draft.article.id, said, vectors, right=right, weight=weight)


def is_clash(part: Part) -> bool:
    """Whether armed people suffer it, or a state's forces do it to nobody named."""
    sides = part.happening.arguments
    forces = any(party.sector in FORCES for party in sides.actors) and not sides.recipients
    return forces or any(is_armed(party) for party in sides.recipients)


def is_beyond(part: Part, draft: Draft) -> bool:
    """Whether it happened in another country or too long ago for MUC, as far as the text tells."""
    place, time = part.happening.place, part.happening.time
    country = next((each.country for each in draft.places if place is not None and each.id == place.id), None)
    latest = next((each.latest for each in draft.times if time is not None and each.id == time.id), None)
    published = draft.article.published_date
    old = bool(latest and published) and (published - date.fromisoformat(latest[:10])).days > OLD_DAYS
    return old or (country is not None and country not in COUNTRIES)


def fillers_of(gold: Mapping[str, Any], score: Any) -> dict[str, list[str]]:
    """What the labellers filled in, by side; victims without a name are recipients too."""
    found: dict[str, list[str]] = {"actors": [], "recipients": [], "means": []}
    for role, side in SIDE_OF.items():
        found[side] += [score.normal(mention) for entity in gold["roles"][role] for mention in entity]
    found["recipients"] += [score.normal(mention) for entity in gold["unnamed_victims"] for mention in entity]
    return found


def texts_of(part: Part, text: str) -> list[str]:
    """A part's own words and the mentions of its entity but pronouns."""
    entity = getattr(part.who, "entity", None)
    mentions = entity.mentions if entity else []
    named = [mention.text for mention in mentions if mention.kind != "pronoun"]
    return [text[part.who.start : part.who.end], *named]


def pair_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Parts that stand in a labelled pair of conflict; of the others of these sentences nothing is known."""
    lines = (folder / "dev.gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    for draft in read_drafts(folder / "dev.jsonl", gold):
        pairs = [
            d for d in gold[draft.article.id]["dyads"] if d.get("root") == "ASSAULT" or d.get("binary") == "conflict"
        ]
        for part, said, vectors in read_parts(draft, Judge(Encoder(WEIGHTS), load_head(WEIGHTS))) if pairs else ():
            side = {"actors": "source", "recipients": "target"}.get(part.side)
            spans = [span for pair in pairs for span in pair[side]["spans"]] if side else []
            if any(part.who.start < end and start < part.who.end for start, end in spans):
                yield row_of("pair", draft.article.id, said, vectors, right=True, weight=LABELLED_PAIR)


def marked_rows() -> Iterator[dict[str, Any]]:
    """Parts that our own sentences about violence mark."""
    marked = [row for row in own_rows() if row["label"] == "ASSAULT"]
    for number, row in enumerate(marked):
        draft = read_draft(Article(id=f"own-{number}", text=row["text"]))
        spans = [span for span in (row["source"], row["target"]) if span]
        for part, said, vectors in read_parts(draft, Judge(Encoder(WEIGHTS), load_head(WEIGHTS))):
            if any(part.who.start < end and start < part.who.end for start, end in spans):
                yield row_of("own", draft.article.id, said, vectors, right=True, weight=OWN)


def load_scorer(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


def write(rows: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Fit the regression and write its weights."""
    seen = Counter(words for row in rows for words in row["said"])
    names = sorted(words for words, n in seen.items() if n >= LEAST_SEEN)
    said, vectors, constant = fit(rows, names)
    np.savez_compressed(
        folder / "participants.npz",
        names=np.array(names),
        said=said.astype(np.float32),
        vectors=vectors.astype(np.float16),
        constant=np.float32(constant),
    )


def fit(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> tuple[Any, Any, float]:
    """Weights of what is said, of the vectors' numbers, and the constant."""
    at = {name: n for n, name in enumerate(names)}
    inputs = np.zeros((len(rows), len(names) + rows[0]["vectors"].size), np.float32)
    for n, row in enumerate(rows):
        inputs[n, [at[words] for words in row["said"] if words in at]] = SCALE
        inputs[n, len(names) :] = row["vectors"].astype(np.float32).ravel()
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(inputs, [row["right"] for row in rows], sample_weight=[row["weight"] for row in rows])
    weights = model.coef_[0]
    return weights[: len(names)] * SCALE, weights[len(names) :].reshape(3, -1), float(model.intercept_[0])


if __name__ == "__main__":
    main()
