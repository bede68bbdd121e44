"""The JSON API does what its description says, whatever is asked of it."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dateline.report import Article, Report
from dateline.store import open_store
from dateline.web import Settings, create_app
from dateline.web.security import digest_of_secret

TOKEN = "dl_a-token-of-the-tests"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
TEXT = "Gunmen killed six farmers near Baquba on Friday, police said."


def coded_report(article: Article) -> Report:
    event = {
        "id": "V1",
        "type": "ASSAULT",
        "trigger": {"start": 7, "end": 13, "text": "killed"},
        "status": "happened",
        "codes": {"plover": "ASSAULT"},
        "confidence": 0.5,
    }
    return Report.model_validate({"article": article.head(), "events": [event]})


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk with accounts, so that what it refuses is tried too."""
    name = str(tmp_path_factory.mktemp("api") / "s.db")
    with open_store(name) as store:
        article = Article(id="a", text=TEXT, published="2025-03-15")
        store.save(article, coded_report(article), "tests")
        with store.people_book(write=True) as book:
            book.add("rex", "no hash", "reviewer")
            book.add_token("rex", "tests", digest_of_secret(TOKEN))
    return create_app(Settings(name, names=("testserver",), accounts=True))


@pytest.fixture(scope="module")
def described(desk):
    return schemathesis.openapi.from_asgi("/api/openapi.json", desk)


def tries(described, n):
    """Decorate a test of one case: it is run on `n` cases of every operation that is described."""
    few = settings(
        max_examples=n, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )

    def run(check):
        operations = [found.ok() for found in described.get_all_operations()]
        for operation in operations:
            few(given(case=operation.as_strategy())(check))()
        return len(operations)

    return run


def test_every_answer_is_one_that_the_description_names(described):
    def check(case):
        case.headers = {**(case.headers or {}), "authorization": f"Bearer {TOKEN}"}
        case.call_and_validate(checks=CHECKS)

    assert tries(described, 15)(check) > 10


def test_whatever_is_decided_about_an_article_that_is_there_gets_an_answer(described):
    def check(case):
        if case.path_parameters and "key" in case.path_parameters:
            case.path_parameters = {**case.path_parameters, "key": 1}
            case.headers = {**(case.headers or {}), "authorization": f"Bearer {TOKEN}"}
            case.call_and_validate(checks=CHECKS)

    assert tries(described, 40)(check) > 10


def test_nothing_is_told_without_a_token(described):
    def check(case):
        case.headers = {key: value for key, value in (case.headers or {}).items() if key.lower() != "authorization"}
        answer = case.call()

        assert answer.status_code in (401, 403, 422)
        assert "Baquba" not in answer.text

    assert tries(described, 2)(check) > 10
