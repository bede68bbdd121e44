"""Photograph the pages of the review desk for the documentation; needs Chromium and the extra `desk`.

python docs/generate_desk.py [--rules-only]

The store is made anew from the tutorial's fifty reports and the examples, with a few decisions.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from dateline.pipeline import Coder, Options
from dateline.report import Article
from dateline.review import NewRevision
from dateline.store import Store, open_store
from dateline.stories import merge_stories, update_stories
from dateline.web import Settings, create_app

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures" / "desk"
SHARED = "ansongo-agency"
"""The article that two people review and differ on."""

WIDE = (1600, 1000)
NARROW = (390, 844)
SHOTS: list[tuple[str, str, tuple[int, int], int, str]] = [
    ("overview", "/", WIDE, 1340, "light"),
    ("queue", "/queue", WIDE, 900, "light"),
    ("article", "/articles/{shared}", WIDE, 1000, "light"),
    ("adjudicate", "/articles/{shared}/adjudicate", WIDE, 1000, "light"),
    ("story", "/stories/S2", WIDE, 1250, "light"),
    ("trail", "/trail", WIDE, 700, "light"),
    ("export", "/export?type=ASSAULT&format=acled&look=1", WIDE, 800, "light"),
    ("story-dark", "/stories/S2", WIDE, 1000, "dark"),
    ("overview-narrow", "/", NARROW, 1300, "light"),
    ("article-narrow", "/articles/{shared}", NARROW, 1300, "light"),
    ("queue-narrow", "/queue", NARROW, 1300, "light"),
]
"""Name, address, window, how much of the page's height is shown, and whether it is light or dark."""


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("pictures need Chromium, which is not installed")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        name = f"{folder}/reports.db"
        with open_store(name) as store:
            shared = fill(store, Coder(Options(learned="--rules-only" not in sys.argv)))
        with serve(name) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium)
            for picture, path, window, height, scheme in SHOTS:
                take(browser, desk + path.format(shared=shared), PICTURES / f"{picture}.png", window, height, scheme)
            browser.close()
    return 0


def read_articles() -> Iterator[Article]:
    for line in (ROOT / "docs" / "tutorial" / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        yield Article(**json.loads(line))
    for path in sorted((ROOT / "examples").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if "text" in content:
            yield Article(**content)


def fill(store: Store, coder: Coder) -> int:
    """Code the articles, put them into stories, decide a little; give the row of the article of two reviewers."""
    for article in read_articles():
        store.save(article, coder.code(article), "sample")
    run = store.begin_run(None)
    update_stories(lambda: store.story_book(run))
    with store.story_book(run) as book:
        merge_stories(book, ["S3", "S4"], who="Amina", why="one wave of protests against the fuel tax")
    update_stories(lambda: store.story_book(run))
    with store.review_book(write=True) as book:
        shared = book.key_of(SHARED)
        assert shared is not None
        book.decide(shared, "Amina", [NewRevision("accept", "V1", why="as the text says")], seen=0)
        told = book.coding(shared, "Amina").reviewed.report.events[-1]
        book.decide(shared, "Amina", [NewRevision("edit", told.id, "status", "planned", why="only promised")], seen=1)
        book.decide(
            shared, "Bruno", [NewRevision("accept", "V1"), NewRevision("reject", told.id, why="no event")], seen=0
        )
        book.finish(shared, "Amina")
        book.finish(shared, "Bruno")
        for key in (3, 9, 14):
            book.assign(key, "Amina", by="Bruno")
        book.decide(20, "Bruno", [NewRevision("accept", "V1")], seen=0)
    return shared


@contextmanager
def serve(store: str) -> Iterator[str]:
    """Run the desk and give its address."""
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(store, who="Amina")), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def take(browser: Browser, address: str, path: Path, window: tuple[int, int], height: int, scheme: str) -> None:
    """Photograph the upper part of a page."""
    size = {"width": window[0], "height": window[1]}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    shown = min(height, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": window[0], "height": shown})
    context.close()


if __name__ == "__main__":
    sys.exit(main())
