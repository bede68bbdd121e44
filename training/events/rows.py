"""Make the rows that the event head is trained on. Runs where dateline is installed.

    python training/events/rows.py --bench-dir DIR --out rows.jsonl

A row is a sentence with an actor, a recipient and the word that tells what was done (code points;
any of them may be missing), a label and where it comes from:

    plv        pairs of PLV_train with their root; the trigger is the codebook's, or the word over both sides
    own        examples.yaml beside this script and the examples of the codebook
    template   short sentences made from each trigger of the codebook and its frame
    silver     what the rules code with confidence in articles whose events nobody has labelled,
               and clauses in which they see nothing
    aw         pairs of AW_train, of which only cooperation or conflict is known
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article
from dateline.resources.codebook import load_codebook
from dateline.resources.models import load_model
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.happening import Happening
from dateline.steps.events.head import NOTHING, label_of
from dateline.steps.events.index import Sense, load_index
from dateline.steps.events.proposals import find_unlisted
from dateline.steps.events.reader import Reader

HERE = Path(__file__).resolve().parent
Row = dict[str, Any]
Extent = tuple[int, int] | None

LEAST_CONFIDENCE = 0.5
LEAST_WEIGHT = 0.45
LENGTHS = range(5, 61)
MOST_SILVER = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench-dir", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--silver", type=int, default=450, help="how many articles of PolNeAR's train split are read")
    args = parser.parse_args()
    rows = [*own_rows(), *template_rows(random.Random(7))]
    rows += pair_rows(args.bench_dir / "relations")
    for file, most in (("incidents/train.jsonl", None), ("attributions/train.jsonl", args.silver)):
        rows += silver_rows(args.bench_dir / file, most, random.Random(1))
    with args.out.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(Counter(row["from"] for row in rows))


def read_drafts(path: Path, most: int | None = None) -> Iterator[Draft]:
    """Articles with all that the steps before events find."""
    steps = default_steps(Options(learned=False))[:5]
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == most:
                return
            row = json.loads(line)
            draft = Draft(Article(**{key: row.get(key) for key in Article.model_fields}))
            for step in steps:
                step([draft])
            yield draft


def read_happenings(draft: Draft) -> list[Happening]:
    index = load_index(None)
    reader = Reader(draft, index, ContextWords(index.codebook))
    return reader.read(reader.candidates(None))


# ---------------------------------------------------------------- labelled pairs


def pair_rows(folder: Path) -> Iterator[Row]:
    with (folder / "dev.gold.jsonl").open(encoding="utf-8") as lines:
        gold = {row["id"]: row for row in map(json.loads, lines)}
    for draft in read_drafts(folder / "dev.jsonl"):
        happenings = read_happenings(draft)
        record = gold[draft.article.id]
        for dyad in record["dyads"]:
            source, target = nearest_pair(dyad["source"]["spans"], dyad["target"]["spans"])
            trigger = trigger_of(draft.doc, happenings, source, target, dyad.get("root"))
            yield {
                "from": record["corpus"].lower(), "id": dyad["dyad"], "article": record["id"],
                "label": dyad.get("root"), "binary": dyad.get("binary"),
                **cut_to_sentence(draft.doc, source, target, trigger),
            }  # fmt: skip


def nearest_pair(sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]) -> tuple[Extent, Extent]:
    """The two mentions that stand closest together without touching."""
    pairs = [(s, t) for s in sources for t in targets if s[1] <= t[0] or t[1] <= s[0]]
    if pairs:
        source, target = min(pairs, key=lambda pair: abs(pair[0][0] - pair[1][0]))
        return (source[0], source[1]), (target[0], target[1])
    first = [(spans[0][0], spans[0][1]) if spans else None for spans in (sources, targets)]
    return first[0], first[1]


def trigger_of(doc: Doc, happenings: list[Happening], source: Extent, target: Extent, root: str | None) -> Extent:
    """The rules' trigger for a pair, one of its type first; else the lowest word over both sides."""
    fitting = [h for h in happenings if touches(h.arguments.actors, source) and touches(h.arguments.recipients, target)]
    fitting = fitting or [
        h for h in happenings if touches(h.arguments.actors, target) and touches(h.arguments.recipients, source)
    ]
    if fitting:
        token = max(fitting, key=lambda h: (label_of(h.type) == root, h.confidence)).trigger
        return token.idx, token.idx + len(token)
    heads = [doc.char_span(*side, alignment_mode="expand").root for side in (source, target) if side]
    token = word_over(*heads) if len(heads) == 2 else None
    return (token.idx, token.idx + len(token)) if token is not None else None


def touches(parties: Sequence[Any], side: Extent) -> bool:
    return side is not None and any(party.start < side[1] and side[0] < party.end for party in parties)


def word_over(first: Token, second: Token) -> Token | None:
    over_second = {second.i, *(token.i for token in second.ancestors)}
    for token in (first, *first.ancestors):
        if token.i in over_second:
            while token.pos_ not in ("VERB", "AUX", "NOUN") and token.head.i != token.i:
                token = token.head
            return token
    return None


def cut_to_sentence(doc: Doc, source: Extent, target: Extent, trigger: Extent) -> Row:
    """The sentence of the trigger with the three extents in it."""
    anchor = trigger or source or target
    sentence = doc.char_span(*anchor, alignment_mode="expand").sent if anchor else next(iter(doc.sents))
    low, high = sentence.start_char, sentence.end_char

    def inside(side: Extent) -> Extent:
        return (
            (max(side[0], low) - low, min(side[1], high) - low) if side and side[0] < high and side[1] > low else None
        )

    return {"text": sentence.text, "source": inside(source), "target": inside(target), "trigger": inside(trigger)}


# ---------------------------------------------------------------- our own sentences


def own_rows() -> Iterator[Row]:
    table = yaml.safe_load((HERE / "examples.yaml").read_text(encoding="utf-8"))
    for label, sentences in table.items():
        for sentence in sentences:
            yield {"from": "own", "label": label, **read_marks(sentence)}
    for event_type in load_codebook().types.values():
        for example in event_type.examples:
            sides = {"source": example.actor, "target": example.recipient}
            at = {name: example.text.find(words) if words else -1 for name, words in sides.items()}
            extents = {name: (at[name], at[name] + len(str(sides[name]))) if at[name] >= 0 else None for name in sides}
            yield {"from": "own", "label": label_of(event_type.type), "text": example.text, "trigger": None, **extents}


def read_marks(marked: str) -> Row:
    """Take the marks out of "[Peru] *hit* {Chile}" and keep where they stood."""
    opened: dict[str, int] = {}
    row: Row = {"source": None, "target": None, "trigger": None}
    text = ""
    for char in marked:
        name = {"[": "source", "]": "source", "{": "target", "}": "target", "*": "trigger"}.get(char)
        if name is None:
            text += char
        elif name in opened:
            row[name] = (opened.pop(name), len(text))
        else:
            opened[name] = len(text)
    return {"text": text, **row}


# ---------------------------------------------------------------- sentences made from triggers

ACTORS = "Peru,Chad,Norway,the army,the rebels,the ministry,police,the opposition,gunmen,the union,Kenya,the militia,Serbia,the court,officials,the mayor,Turkey,the fund,soldiers"
RECIPIENTS = "Chile,Mali,the village,the government,the students,Georgia,the company,a journalist,the envoy,the workers,Fiji,the rebels,the ministry,Vietnam,local residents,the governor,the bank,Yemen"
ENDS = [
    "",
    "on Monday",
    "after days of talks",
    "officials said",
    "on Friday, local media reported",
    "last week",
    "according to a statement",
]


def template_rows(chance: random.Random) -> Iterator[Row]:
    index = load_index(None)
    for kind, table in (("verb", index.verbs), ("noun", index.nouns)):
        for head, senses in table.items():
            for sense in senses:
                if sense.weight >= LEAST_WEIGHT and (
                    kind == "noun" or not sense.frame.actor or sense.frame.actor[0] == "subject"
                ):
                    parts = verb_parts(head, sense, chance) if kind == "verb" else noun_parts(head, sense, chance)
                    yield {
                        "from": "template",
                        "label": label_of(sense.type),
                        **join([*parts, (None, chance.choice(ENDS))]),
                    }


Part = tuple[str | None, str]


def verb_parts(head: str, sense: Sense, chance: random.Random) -> list[Part]:
    actor, recipient = chance.choice(ACTORS.split(",")), chance.choice(RECIPIENTS.split(","))
    if "subject" in sense.words and sense.words["subject"] - {"*"}:
        actor = "the " + chance.choice(sorted(sense.words["subject"] - {"*"}))
    words = " ".join(["-".join([*sense.before, past_of(head)]), *sense.after])
    if "subject" in sense.frame.recipient:
        return [("target", recipient), ("trigger", words), (None, "in the clashes")]
    parts: list[Part] = [("source", actor), ("trigger", words)]
    link = link_of(sense)
    if sense.words.get("object", frozenset()) - {"*"}:
        parts.append((None, "the " + chance.choice(sorted(sense.words["object"] - {"*"}))))
        parts += [(None, link), ("target", recipient)] if link else []
    elif "object" in sense.frame.recipient:
        parts.append(("target", recipient))
    elif link:
        parts += [(None, link), ("target", recipient)]
    if sense.words.get("about", frozenset()) - {"*"}:
        parts.append((None, "over the " + chance.choice(sorted(sense.words["about"] - {"*"}))))
    return parts


def noun_parts(head: str, sense: Sense, chance: random.Random) -> list[Part]:
    actor, recipient = chance.choice(ACTORS.split(",")), chance.choice(RECIPIENTS.split(","))
    words, link = " ".join([*sense.before, head, *sense.after]), link_of(sense)
    whom: list[Part] = [(None, link), ("target", recipient)] if link and link != "by" else []
    if chance.random() < 0.5:
        return [("source", f"{actor}'s"), ("trigger", words), *whom, (None, "was reported")]
    return [(None, "the"), ("trigger", words), *whom, (None, "by"), ("source", actor)]


def link_of(sense: Sense) -> str | None:
    """The preposition that leads to the recipient."""
    slots = [
        slot for slot in sense.frame.recipient if slot not in ("object", "subject", "dative", "possessive", "modifier")
    ]
    wanted = [slot for slot in slots if slot in sense.words.get("preposition", ())]
    return next(iter([*wanted, *slots]), None)


def past_of(verb: str) -> str:
    table = load_model().get_pipe("lemmatizer").lookups.get_table("lemma_exc")["verb"]
    irregular = sorted(
        (form.endswith("n"), form)
        for form, lemmas in table.items()
        if verb in lemmas and not form.endswith(("ing", "s"))
    )
    if irregular:
        return irregular[0][1]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search("[^aeiou]y$", verb) else f"{verb}ed"


def join(parts: Sequence[Part]) -> Row:
    row: Row = {"source": None, "target": None, "trigger": None}
    text = ""
    for name, words in parts:
        if words:
            text += " " if text else ""
            if name:
                row[name] = (len(text), len(text) + len(words))
            text += words
    return {"text": f"{text[0].upper()}{text[1:]}.", **row}


# ---------------------------------------------------------------- what the rules say of other articles


def silver_rows(path: Path, most: int | None, chance: random.Random) -> list[Row]:
    found: list[Row] = []
    for draft in read_drafts(path, most):
        found += silver_of(draft)
    chance.shuffle(found)
    seen: Counter[str] = Counter()
    kept = []
    for row in found:
        seen[row["label"]] += 1
        if seen[row["label"]] <= MOST_SILVER * (3 if row["label"] == NOTHING else 1):
            kept.append(row)
    return kept


def silver_of(draft: Draft) -> Iterator[Row]:
    index = load_index(None)
    reader = Reader(draft, index, ContextWords(index.codebook))
    candidates = reader.candidates(None)
    happenings = reader.read(candidates)
    told = {happening.sentence for happening in happenings}
    sentences = list(draft.doc.sents)
    for happening in happenings:
        if happening.confidence >= LEAST_CONFIDENCE and len(sentences[happening.sentence]) in LENGTHS:
            yield {
                "from": "silver",
                "label": label_of(happening.type),
                **row_of(draft.doc, happening.trigger, happening.arguments),
            }
    for candidate in find_unlisted(draft.doc, candidates, "CONSULT"):
        if reader.sentence_of(candidate.token.i) in told or len(candidate.token.sent) not in LENGTHS:
            continue
        sides = reader._arguments(candidate)
        if any(p.acts for p in sides.actors) and any(p.acts for p in sides.recipients):
            yield {"from": "silver", "label": NOTHING, **row_of(draft.doc, candidate.token, sides)}


def row_of(doc: Doc, trigger: Token, sides: Any) -> Row:
    parties = [
        next((p for p in side if p.acts), side[0] if side else None) for side in (sides.actors, sides.recipients)
    ]
    extents = [(p.start, p.end) if p else None for p in parties]
    return cut_to_sentence(doc, extents[0], extents[1], (trigger.idx, trigger.idx + len(trigger)))


if __name__ == "__main__":
    main()
