"""Annotate: tokens, sentences, tags, parse and named entities, by spaCy.

Each article is analysed alone rather than in a batch: matrix products of another size can
differ in their last bits, and the same article must give the same report in any company.
spaCy's small pipeline is as fast so (measured: 7.4 against 7.3 thousand words a second).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.draft import Draft
from dateline.resources.models import DEFAULT_MODEL, load_model, one_thread

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

PIECE_CHARS = 20_000
"""Longest text that spaCy analyses at once; memory grows with it (about 1 KB a character)."""

RUN_CHARS = 300
"""Longest run without white space that is cut into tokens: the tokenizer's time grows with its square."""

_LONG_RUN = re.compile(rf"\S{{{RUN_CHARS},}}")
_PARAGRAPH = re.compile(r"\n\s*\n")
_DATELINE = re.compile(
    r"(?:\A\s*+|(?<=\n\n)[ \t]*+)[A-Z][A-Z.'’-]++(?: [A-Z][A-Z.'’-]++){0,4}"  # WASHINGTON; SAN FRANCISCO
    r"(?:, [A-Z][\w.'’]*+(?: [\w.'’]++){0,4}){0,3}"  # , Mali; , Democratic Republic of the Congo; , Feb. 10
    r"(?: \([A-Z][\w /.]{1,24}\))? ?(?:--?|[—–])\s"  # (AP) --
)
_OPENING = 4
"""Words behind a dateline that are kept in one sentence."""

_ACRONYM = re.compile(r"[A-Z]{2,5}")


def annotate(text: str, model: Language, *, piece_chars: int = PIECE_CHARS) -> Doc:
    """Analyse a text of any length and kind.

    Long texts are cut at paragraphs (or, without those, at white space) and joined again.

    Args:
        text: Any text.
        model: A spaCy pipeline with a parser.
        piece_chars: Longest piece that is analysed at once, in characters.

    Returns:
        A Doc whose text is `text`, character for character.
    """
    from spacy.tokens import Doc

    docs = [_analyse(text[start:end], model) for start, end in cut_pieces(text, piece_chars)]
    if len(docs) == 1:
        return docs[0]
    return Doc.from_docs(docs, ensure_whitespace=False) or Doc(model.vocab)


def cut_pieces(text: str, limit: int = PIECE_CHARS) -> Iterator[tuple[int, int]]:
    r"""Cut a text into pieces of at most `limit` characters, at paragraphs where there are any.

    Example:
        >>> list(cut_pieces("one two\n\nthree", limit=10))
        [(0, 9), (9, 14)]
    """
    start = 0
    while len(text) - start > limit:
        window = text[start : start + limit]
        ends = [match.end() for match in _PARAGRAPH.finditer(window)]
        blank = max(window.rfind(" "), window.rfind("\n")) + 1
        cut = ends[-1] if ends else blank or limit
        yield start, start + cut
        start += cut
    yield start, len(text)


def _analyse(text: str, model: Language) -> Doc:
    doc = _tokenize(text, model)
    _part_acronyms_from_words(doc)
    _end_sentence_after_datelines(doc)
    return model(doc)


def _tokenize(text: str, model: Language) -> Doc:
    """Tokenize, but take each over-long run without white space as a few unanalysed tokens."""
    from spacy.tokens import Doc

    pieces: list[Doc] = []
    last = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > last:
            pieces.append(model.make_doc(text[last : run.start()]))
        pieces.append(_cut_run(run.group(), model.vocab))
        last = run.end()
    if not pieces:
        return model.make_doc(text)
    if last < len(text):
        pieces.append(model.make_doc(text[last:]))
    return Doc.from_docs(pieces, ensure_whitespace=False) or Doc(model.vocab)


def _cut_run(run: str, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc

    words = [run[i : i + RUN_CHARS] for i in range(0, len(run), RUN_CHARS)]
    return Doc(vocab, words=words, spaces=[False] * len(words))


def _part_acronyms_from_words(doc: Doc) -> None:
    """Keep "IS", "US", "WHO" in mixed-case text from being read as "is", "us", "who".

    The model reads a token's norm, which lower-cases; an acronym that is also a common
    word is given its own form as the norm, so the parser meets an unknown name instead.
    """
    for i, token in enumerate(doc):
        if not _ACRONYM.fullmatch(token.text) or not token.is_stop:
            continue
        beside = [doc[j] for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(doc) and doc[j].is_alpha]
        if any(word.is_lower for word in beside) and not any(word.is_upper and len(word) > 1 for word in beside):
            token.norm_ = token.text


def _end_sentence_after_datelines(doc: Doc) -> None:
    """Make "GAO, Mali (AP) —" a sentence of its own, so that the town is not read as the subject of what follows.

    A word in small letters behind the first word does not begin another one ("GAO — Mali *and* Chad signed ...").
    """
    ends = [match.end() for match in _DATELINE.finditer(doc.text)]
    starts = {token.idx: token for token in doc} if ends else {}
    for end in ends:
        if end in starts and starts[end].i > 0:
            starts[end].is_sent_start = True
            for token in doc[starts[end].i + 1 : starts[end].i + 1 + _OPENING]:
                if token.is_alpha and token.is_lower:
                    token.is_sent_start = False


class Annotator:
    """Adds `doc` to each draft."""

    needs = ("article",)
    gives = "doc"

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `doc` on each draft."""
        model = load_model(self.model)
        with one_thread():
            for draft in drafts:
                draft.doc = annotate(draft.article.text, model)
