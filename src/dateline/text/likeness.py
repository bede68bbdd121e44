"""How alike two texts are in their wording, and where look-alikes of a text are to be found.

A text is taken as the set of all three words in a row. Its MinHash is cut into bands, and
two texts that share a band are compared: so a new text meets those that are like it, not all.

Source:
    MinHash: Broder 1997, "On the resemblance and containment of documents". Bands: Leskovec,
    Rajaraman, Ullman 2014, "Mining of Massive Datasets", chapter 3.4.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rensa import RMinHash

SEED = 1
N_BANDS = 16
BAND_ROWS = 4
"""Two texts with half of their rows of words in common meet with a chance of .64, with .7 in common of .988."""

ROW_WORDS = 3

_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)
_BANDS = np.arange(N_BANDS, dtype=np.uint64) * np.uint64(0xFF51AFD7ED558CCD)
"""Odd numbers by which the values of a band become one number, modulo 2 to the 64th."""


def find_word_rows(words: Sequence[str]) -> list[str]:
    """Give all three words in a row; a text of fewer words is one row.

    Example:
        >>> find_word_rows(["the", "ferry", "sank", "at", "dawn"])
        ['the ferry sank', 'ferry sank at', 'sank at dawn']
    """
    if len(words) <= ROW_WORDS:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def find_buckets(words: Sequence[str]) -> tuple[int, ...]:
    """Give one number for each band of a text's MinHash; equal numbers lead to texts that may be alike.

    Args:
        words: The text's words, as `words.find_words` gives them.

    Returns:
        `N_BANDS` signed 64-bit numbers, the same on every machine; none where there are no words.
    """
    rows = find_word_rows(words)
    if not rows:
        return ()
    minhash = RMinHash(num_perm=N_BANDS * BAND_ROWS, seed=SEED)
    minhash.update(rows)
    values = np.array(minhash.digest(), dtype=np.uint64).reshape(N_BANDS, BAND_ROWS)
    mixed = (values * _MIX).sum(axis=1, dtype=np.uint64) + _BANDS
    return tuple(mixed.view(np.int64).tolist())


def compare_rows(first: frozenset[str], second: frozenset[str]) -> tuple[float, float, float]:
    """Say how much two sets of rows share: of both together, of the first, of the second.

    Example:
        >>> compare_rows(frozenset("abcd"), frozenset("bc"))
        (0.5, 0.5, 1.0)
    """
    if not first or not second:
        return (0.0, 0.0, 0.0)
    shared = len(first & second)
    return (shared / (len(first) + len(second) - shared), shared / len(first), shared / len(second))
