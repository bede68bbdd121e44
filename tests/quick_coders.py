"""Coders for the tests of runs: they code at once, or fail, or take their process with them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from dateline.errors import StepError
from dateline.pipeline import failed_report
from dateline.report import Article, Codes, Event, FailedReport, Report, Span
from dateline.run import Coded, CodeOne
from dateline.store import prepare_report


def quick_report(article: Article) -> Report:
    """A report with one event, whose trigger is the text's first letter."""
    trigger = Span.cut(article.text, 0, 1)
    event = Event(id="V1", type="CONSULT", trigger=trigger, status="happened", codes=Codes(), confidence=0.5)
    return Report(article=article.head(), events=[event])


def make_quick() -> CodeOne:
    """Code at once; a text that says FAIL cannot be coded."""

    def code(article: Article) -> Coded:
        if "FAIL" in article.text:
            return _failed(article)
        return prepare_report(quick_report(article))

    return code


def make_mortal(marks: str) -> CodeOne:
    """Die on a text that says DIE; on one that says FALTER only the first time, which a file in the folder `marks` tells."""
    quick = make_quick()

    def code(article: Article) -> Coded:
        mark = Path(marks) / article.id
        if "DIE" in article.text or ("FALTER" in article.text and not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return quick(article)

    return code


def make_stillborn() -> CodeOne:
    """Die before any work."""
    os._exit(3)


def make_missing() -> CodeOne:
    """Lack what the program needs."""
    from dateline.errors import ModelNotInstalledError

    raise ModelNotInstalledError('model "x" is not here')


def _failed(article: Article) -> FailedReport:
    return failed_report(StepError(f"article {article.id!r}: it failed"), article.id)
