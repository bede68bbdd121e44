import itertools
import re

import pytest

from dateline.errors import FormatError
from dateline.export import Result
from dateline.pipeline import failed_report
from dateline.progress import MAX_MESSAGES, RunTally, Tally, span_of, tell
from dateline.report import Article, ErrorReason, Report
from dateline.run import Outcome


def coded(article_id, text="One two three."):
    article = Article(id=article_id, text=text)
    return Result(article, Report(article=article.head()))


def failed(message):
    return Result(None, failed_report(FormatError(message, article_id="x")))


def summary(*results):
    tally = Tally()
    assert list(tally.watch(results)) == list(results)
    return [re.sub(r"\d+\.\d s", "0.0 s", line) for line in tally.summary()]


@pytest.mark.parametrize(
    ("results", "lines"),
    [
        pytest.param([coded("a")], ["coded 1 article: 3 words in 0.0 s"], id="one"),
        pytest.param(
            [coded("a"), failed("no"), failed("no")],
            ["coded 1 article, 2 not coded (2 format): 3 words in 0.0 s"],
            id="failures by kind",
        ),
        pytest.param(
            [coded("a"), coded("b"), coded("a")],
            [
                "coded 3 articles: 9 words in 0.0 s",
                "1 id stood more than once, each of the articles has its own report: a",
            ],
            id="an id that stands twice",
        ),
    ],
)
def test_the_last_line_says_what_went_through(results, lines):
    assert summary(*results) == lines


def test_failures_are_told_one_by_one_up_to_a_limit(capsys):
    tally = Tally(tell_failures=True)
    list(tally.watch(failed(f"message {n}") for n in range(MAX_MESSAGES + 5)))

    told = capsys.readouterr().err.splitlines()
    assert told[0] == "not coded: message 0"
    assert len(told) == MAX_MESSAGES


def test_a_bar_passes_on_what_goes_through():
    results = [coded(str(n)) for n in range(3)]

    assert list(Tally().watch(results, 3, bar=True)) == results
    assert list(Tally().watch(results, None, bar=True)) == results


def test_a_message_is_one_line_without_control_characters(capsys):
    tell("a\x1b[2J\nb")

    assert capsys.readouterr().err == "a␛[2J b\n"


def watch_run(monkeypatch, outcomes, total, seconds_each):
    clock = itertools.count(0.0, seconds_each)
    monkeypatch.setattr("dateline.progress.time.monotonic", lambda: next(clock))
    tally = RunTally()
    assert list(tally.watch_run(outcomes, total)) == outcomes
    return tally


def test_a_run_tells_every_minute_how_far_it_is_how_fast_and_how_long_it_will_take(monkeypatch, capsys):
    watch_run(monkeypatch, [Outcome(str(n), "coded", 10) for n in range(5)], 1205, 61)

    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("1 of 1,205 articles, 0.0 a second, ")
    assert told[0].endswith(" left")


def test_a_run_says_at_its_end_what_became_of_all_articles(monkeypatch, capsys):
    failure = ErrorReason(kind="format", message="line 3 is broken")
    outcomes = [
        Outcome("a", "coded", 10), Outcome("b", "copy"), Outcome("c", "known"), Outcome("d", "failed before"),
        Outcome(None, "failed", failure=failure),
    ]  # fmt: skip
    tally = watch_run(monkeypatch, outcomes, None, 0)

    assert capsys.readouterr().err == "not coded: line 3 is broken\n"
    assert list(tally.summary()) == [
        "coded 1 article, 1 copy of others, 1 not coded (1 format): 10 words in 0.0 s",
        "1 of the articles were in the store already",
        "1 could not be coded before and were left out; --retry-failed tries them again",
    ]


@pytest.mark.parametrize(("seconds", "told"), [(45, "45 s"), (600, "10 min"), (9000, "2.5 h")])
def test_a_time_is_told_in_the_unit_that_a_person_would_use(seconds, told):
    assert span_of(seconds) == told
