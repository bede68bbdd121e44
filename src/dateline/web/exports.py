"""What is shown, written in the columns of another data set: into a file of its own, with what a format cannot hold counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from dateline.errors import InputError
from dateline.export import DATASETS, dataset_writer
from dateline.export.coded import Kept, LeftOut
from dateline.export.story_level import story_events
from dateline.report import Article, Report, Story
from dateline.store import Store
from dateline.store.finder import Finder
from dateline.store.stories import StoryBook
from dateline.web.filters import Filters

AT_ONCE = 200
PREVIEW_BYTES = 4000
ENDINGS = {"polecat": "tsv", "icews": "tsv", "gdelt-events": "tsv", "gdelt-mentions": "tsv", "plover-json": "jsonl",
           "geojson": "geojson", "jsonld": "jsonld", "ftm": "jsonl", "jsonl": "jsonl", "csv": "zip", "parquet": "zip"}  # fmt: skip
KINDS = {"csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8", "zip": "application/zip",
         "jsonl": "application/jsonl; charset=utf-8", "geojson": "application/geo+json", "jsonld": "application/ld+json"}  # fmt: skip


@dataclass
class Written:
    """A data set in a temporary file.

    Args:
        form: Its format.
        file: The file, to be read from its beginning.
        n_rows: Rows of events.
        left_out: What the format could not hold, in sentences.
    """

    form: str
    file: IO[bytes]
    n_rows: int
    left_out: list[str]

    @property
    def ending(self) -> str:
        """What its name ends with."""
        return ENDINGS.get(self.form, "csv")

    @property
    def kind(self) -> str:
        """Its media type."""
        return KINDS[self.ending]

    def chunks(self) -> Iterator[bytes]:
        """Give its bytes, and close it."""
        with self.file:
            while chunk := self.file.read(65_536):
                yield chunk

    def preview(self) -> str:
        """Give its first lines as text, or the names of its tables."""
        if self.ending == "zip":
            with zipfile.ZipFile(self.file) as archive:
                return "\n".join(f"{info.filename}  {info.file_size:,} bytes" for info in archive.infolist())
        beginning = self.file.read(PREVIEW_BYTES).decode("utf-8", "ignore")
        return beginning if len(beginning) < PREVIEW_BYTES - 4 else beginning.rpartition("\n")[0] or beginning


def write_shown(store: Store, filters: Filters, form: str) -> Written:
    """Write the events that an address shows.

    Args:
        store: The store.
        filters: What is shown.
        form: A name of `DATASETS`.

    Raises:
        InputError: The format cannot hold what is asked for.
        MissingExtraError: The format needs a library that is not installed.
    """
    dataset = DATASETS[form]
    if filters.level == "story" and not dataset.events_only:
        raise InputError(
            f"{form} holds more than events and has no rows of happenings; count each event of each report"
        )
    left_out = LeftOut()
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    with store.finder() as finder, store.story_book() as book:
        kept = _happenings(finder, book, filters) if filters.level == "story" else _events(store, finder, book, filters)
        if dataset.folder:
            n_rows = _write_folder(form, kept, left_out, file)
        else:
            stream = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            n_rows = dataset_writer(form)(kept, stream, left_out)
            stream.detach()  # which leaves the file open
    file.seek(0)
    return Written(form, file, n_rows, left_out.lines())


def _write_folder(form: str, kept: Iterator[Kept], left_out: LeftOut, file: IO[bytes]) -> int:
    """Write a folder of tables as one archive; its times are fixed, so that the same events give the same bytes."""
    with TemporaryDirectory(prefix="dateline-") as folder:
        place = Path(folder) / "tables"
        n_rows = dataset_writer(form)(kept, place, left_out)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(place.rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(path.relative_to(place).as_posix(), (1980, 1, 1, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, path.read_bytes())
    return n_rows


def _events(store: Store, finder: Finder, book: StoryBook, filters: Filters) -> Iterator[Kept]:
    """Each article with those of its events that are shown; where nothing is asked for, every article."""
    if filters.is_whole:
        for article, report in store.items():
            yield Kept(article, report, report.events)
        return
    shown = finder.events(filters.asked).by_article()
    for at in range(0, len(shown), AT_ONCE):
        part = dict(shown[at : at + AT_ONCE])
        for stored in book.load(part):
            wanted = set(part[stored.key])
            yield Kept(stored.article, stored.report, [event for event in stored.report.events if event.id in wanted])


def _happenings(finder: Finder, book: StoryBook, filters: Filters) -> Iterator[Kept]:
    """Each happening once, with all articles that tell of it; an event of no story stands for itself."""
    from dateline.export.selection import Selection

    found = finder.events(filters.asked)
    keys = [(row.report_key, row.id) for row in finder.rows(found, order="article", limit=found.n)]
    merged = finder.happenings(keys)
    wanted: dict[int, set[str]] = {}
    for key in keys:
        if key in merged:
            wanted.setdefault(merged[key].story, set()).add(merged[key].event.id)

    def find(article: str) -> tuple[Article, Report] | None:
        stored = book.find_article(article)
        return None if stored is None else (stored.article, stored.report)

    yield from story_events(_only(book, wanted), find, Selection())


def _only(book: StoryBook, wanted: dict[int, set[str]]) -> Iterator[Story]:
    for key, events in sorted(wanted.items()):
        story = book.story(key)
        if story is not None:
            yield story.model_copy(update={"events": [event for event in story.events if event.id in events]})


def formats_for(filters: Filters) -> Sequence[tuple[str, str, bool]]:
    """Give each format with what it is for, and whether it can hold what is shown."""
    return [(name, row.about, row.events_only or filters.level == "report") for name, row in DATASETS.items()]
