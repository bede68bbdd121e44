"""A desk that listens, and a real browser before it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from dateline.pipeline import Options
from dateline.store import Store, open_store
from dateline.web import Settings, create_app
from tests.store.conftest import postgresql, server  # noqa: F401

CHROMIUM = os.environ.get("DATELINE_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WIDE, NARROW = {"width": 1600, "height": 1000}, {"width": 390, "height": 844}


@dataclass
class Watched:
    """A page of the browser, and all that it complained of."""

    page: object
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="package")
def chromium() -> Iterator[object]:
    """A browser without a window."""
    if not CHROMIUM:
        pytest.skip("no chromium is installed here; name one by DATELINE_TEST_CHROMIUM")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def look(chromium) -> Iterator[Callable[..., object]]:
    """Open pages, each in a browser of its own; any error of theirs, or breach of the policy, fails the test."""
    contexts, watched = [], []

    def open_page(address: str | None = None, *, viewport: dict[str, int] = WIDE, **more: object) -> object:
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        seen = Watched(page)
        watched.append(seen)
        page.on("pageerror", lambda problem: seen.complaints.append(f"error: {problem}"))
        page.on("console", lambda line: line.type == "error" and seen.complaints.append(line.text))
        if address:
            page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    complaints = [words for seen in watched for words in seen.complaints if "Failed to load resource" not in words]
    assert complaints == []


@pytest.fixture(scope="package")
def serve() -> Iterator[Callable[..., str]]:
    """Start desks; each is given a store's name, and gives its address."""
    import uvicorn

    running = []

    def start(store: str, **settings: object) -> str:
        app = create_app(Settings(store, options=Options(learned=False), **{"who": "ada", **settings}))
        listening = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        thread = threading.Thread(target=listening.run, daemon=True)
        thread.start()
        running.append((listening, thread))
        while not listening.started:
            assert thread.is_alive()
            time.sleep(0.02)
        return f"http://127.0.0.1:{listening.servers[0].sockets[0].getsockname()[1]}"

    yield start
    for listening, thread in running:
        listening.should_exit = True
        thread.join(10)


@pytest.fixture
def store_name(tmp_path) -> str:
    """The path of a new store."""
    path = tmp_path / "desk.db"
    open_store(path).close()
    return str(path)


@pytest.fixture
def opened(store_name) -> Iterator[Store]:
    """The new store."""
    with open_store(store_name) as store:
        yield store
