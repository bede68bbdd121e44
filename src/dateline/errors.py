"""Everything that dateline raises on purpose, in one tree.

::

    DatelineError
    ├── InputError                an article cannot be read: `kind` names the reason
    │   ├── UnreadableError         no such file, no permission, binary content
    │   ├── EncodingError           bytes that are not the text encoding they claim
    │   ├── FormatError             broken JSON, a missing or ill-typed field
    │   ├── DateError               a date that is none
    │   ├── TooLargeError           over the size limit
    │   └── LanguageError           a language that the model does not read
    ├── SetupError                what the program needs is not here
    │   ├── ModelNotInstalledError
    │   ├── GazetteerError
    │   └── MissingExtraError
    ├── TableError                a mistake in a codebook, lexicon or actor table
    ├── StoreError                a store that cannot be opened or written
    ├── StoryError                a story or a ruling that is not there, or that allows no such ruling
    ├── RevisionError             a decision on a coding that is not possible
    │   └── StaleError              others decided since it was looked at
    ├── WorkerError               a worker process died on an article
    └── StepError                 a step failed on an article (a bug: please report it)

A message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from pathlib import Path


class DatelineError(Exception):
    """Base of all errors that dateline raises on purpose."""

    kind = "error"
    """A word for programs, which a failed report has as `error.kind`; each class has its own."""


class InputError(DatelineError):
    """An article cannot be read.

    Args:
        message: What is wrong, where, and what to do.
        article_id: Caller's name for the article, where it is known.
    """

    kind = "input"

    def __init__(self, message: str, *, article_id: str | None = None) -> None:
        super().__init__(message)
        self.article_id = article_id


class UnreadableError(InputError):
    """The file is not there, may not be read, or holds no text."""

    kind = "unreadable"


class EncodingError(InputError):
    """The bytes are not in the encoding that they should be in."""

    kind = "encoding"


class FormatError(InputError):
    """The record is no article: broken JSON, a missing or ill-typed field."""

    kind = "format"


class DateError(InputError):
    """A published date that is no ISO 8601 date."""

    kind = "date"


class TooLargeError(InputError):
    """The text is over the size limit."""

    kind = "too_large"


class LanguageError(InputError):
    """The article says that it is in a language which is not read."""

    kind = "language"


class SetupError(DatelineError):
    """Something that the program needs is not installed or not built."""

    kind = "setup"


class ModelNotInstalledError(SetupError):
    """The spaCy pipeline that was asked for is not here."""

    kind = "model"


class MissingExtraError(SetupError):
    """A library that only some commands need is not installed.

    Args:
        extra: The extra of dateline that brings it.
        library: The library.
    """

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(f'{library} is not installed; run: pip install "dateline[{extra}]"')


class GazetteerError(SetupError):
    """The place index is missing or damaged."""

    kind = "gazetteer"


class TableError(DatelineError):
    """A mistake in a table that people edit.

    Args:
        message: What was expected and what stands there.
        path: The file.
        line: Its line, counted from 1, where it is known.
    """

    kind = "table"

    def __init__(self, message: str, *, path: Path | str | None = None, line: int | None = None) -> None:
        where = "" if path is None else f"{path}:{line}: " if line else f"{path}: "
        super().__init__(f"{where}{message}")
        self.path = path
        self.line = line


class StoreError(DatelineError):
    """The store cannot be opened, read or written."""

    kind = "store"


class StoryError(DatelineError):
    """A story or a ruling that is not there, or one that cannot be ruled so."""

    kind = "story"


class RevisionError(DatelineError):
    """A decision on a coding that names what is not there, or would make a field what it cannot be."""

    kind = "revision"


class StaleError(RevisionError):
    """A decision on a coding on which more was decided since whoever decides looked at it."""

    kind = "stale"


class WorkerError(DatelineError):
    """A worker process died while it coded an article."""

    kind = "worker"


class StepError(DatelineError):
    """A step failed on an article that it should have coded."""

    kind = "step"
