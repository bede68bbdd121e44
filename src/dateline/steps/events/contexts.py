"""What an event is about beside what it is: the codebook's contexts, by words of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from dateline.resources.codebook import Codebook


class ContextWords:
    """The words of a codebook's contexts, by lemma; compounds of two or three words too."""

    def __init__(self, codebook: Codebook) -> None:
        self._of: dict[str, list[str]] = {}
        self._order = {name: n for n, name in enumerate(codebook.contexts)}
        for name, context in codebook.contexts.items():
            for word in context.words:
                self._of.setdefault(word.lower(), []).append(name)
        self._first = {phrase.split()[0] for phrase in self._of if " " in phrase}

    def of_sentence(self, sentence: Span) -> list[str]:
        """Contexts that a sentence's words tell, in the codebook's order."""
        lemmas = [token.lemma_.lower() for token in sentence]
        lower = [token.lower_ for token in sentence]
        found: dict[str, None] = {}
        for i, lemma in enumerate(lemmas):
            for form in dict.fromkeys((lemma, lower[i])):
                found.update(dict.fromkeys(self._of.get(form, ())))
                if form in self._first:
                    for n in (2, 3):
                        phrase = " ".join((form, *lower[i + 1 : i + n - 1], *lemmas[i + n - 1 : i + n]))
                        found.update(dict.fromkeys(self._of.get(phrase, ())))
        return sorted(found, key=lambda name: self._order[name])

    def in_order(self, names: list[str]) -> list[str]:
        """Names each once, in the codebook's order."""
        return sorted(dict.fromkeys(n for n in names if n in self._order), key=lambda name: self._order[name])
