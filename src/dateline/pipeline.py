"""The order of work: one list of steps, and the coder that takes articles through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.draft import Draft, Step
from dateline.errors import (
    DatelineError,
    FormatError,
    InputError,
    LanguageError,
    SetupError,
    StepError,
    TableError,
    TooLargeError,
)
from dateline.read.given import MAX_CHARS
from dateline.report import ActorReport, Article, ErrorReason, FailedHead, FailedReport, Report
from dateline.resources.gazetteer_user import open_user_index
from dateline.resources.models import DEFAULT_MODEL
from dateline.resources.own_actors import digest_of
from dateline.resources.record import Record, Row, load_known_rows, load_record, with_own_rows
from dateline.resources.record_files import is_database, known_from, load_own_rows

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Options:
    """What a user can choose; the same options and version give the same report.

    Args:
        model: An installed spaCy pipeline, by package name or folder.
        codebook: Folder of a codebook to use in place of PLOVER's.
        max_chars: Longest text that is coded, in characters.
        gazetteer: Folder of the user's index of places, in place of the one that `gazetteer_user.user_folder` finds.
        explain: Keep with each place what it was chosen from, and with each event why it was coded.
        explained: Ids of the places and events to explain ("V1"); all, if there are none.
        actors: Tables of the user's own actors, beside the package's.
        record: Files of the user's own known facts, or stores, beside the package's.
        own_record_only: Leave the package's known facts out.
        learned: Let the trained model weigh in on events; without it the codebook's rules alone decide.
    """

    model: str = DEFAULT_MODEL
    codebook: Path | None = None
    max_chars: int = MAX_CHARS
    gazetteer: Path | None = None
    explain: bool = False
    explained: frozenset[str] = frozenset()
    actors: tuple[Path, ...] = ()
    record: tuple[Path, ...] = ()
    own_record_only: bool = False
    learned: bool = True

    @property
    def signature(self) -> str:
        """The version and the options that a report depends on, in a line that a store keeps with it."""
        codebook = "plover" if self.codebook is None else str(self.codebook.resolve())
        if self.codebook is not None:
            codebook += f"; digest {digest_of(sorted(self.codebook.rglob('*.yaml')))}"
        places = open_user_index(self.gazetteer)
        more = f"; places {places.signature}" if places else ""
        more += f"; actors {digest_of(self.actors)}" if self.actors else ""
        more += f"; record {digest_of(self.record)}" if self.record else ""
        more += "; own record only" if self.own_record_only else ""
        more += "" if self.learned else "; rules only"
        return f"dateline {__version__}; model {self.model}; codebook {codebook}{more}"


def default_steps(options: Options) -> list[Step]:
    """Give the steps in their order; each reads what those before it set."""
    from dateline.steps.annotate import Annotator
    from dateline.steps.attributions import AttributionFinder
    from dateline.steps.conflicts import ConflictFinder
    from dateline.steps.entities import EntityFinder
    from dateline.steps.events import EventFinder
    from dateline.steps.places import PlaceFinder
    from dateline.steps.times import TimeFinder

    entities = EntityFinder(options.actors, options.gazetteer)
    record = read_record(options)
    places = PlaceFinder(options.gazetteer, explain=options.explain)
    events = EventFinder(options.codebook, explain=options.explain, learned=options.learned)
    return [                              # reads from the draft          sets
        Annotator(options.model),         # article                       doc
        entities,                         # doc                           entities
        TimeFinder(),                     # article, doc                  times
        places,                           # article, doc, entities        places
        AttributionFinder(),              # doc, entities                 attributions
        events,                           # doc and all of the above      events
        ConflictFinder(record),           # all of the above              conflicts
    ]  # fmt: skip


def read_record(options: Options) -> Record | None:
    """Read the known facts that reports are held against: the package's and the user's; None where there are none.

    Raises:
        TableError: A file cannot be read or is of no known format.
        StoreError: A database is no store of dateline's.
    """
    if not options.record:
        return None if options.own_record_only else load_record()
    rows: list[Row] = []
    for path in options.record:
        if is_database(path):
            from dateline.store import open_store

            with open_store(path) as store:
                rows.extend(known_from(store.items(), path.name))
        else:
            rows.extend(load_own_rows(path))
    return Record(rows if options.own_record_only else with_own_rows(load_known_rows(), rows))


class Coder:
    """Codes articles into reports.

    Args:
        options: What the user chose.
        steps: The steps to take instead of the default ones.

    Raises:
        ValueError: A step needs what no earlier step gives.

    Example:
        >>> coder = Coder()
        >>> report = coder.code("Gunmen shot dead six farmers near Baquba.")
        >>> [event.type for event in report.events]
        ['ASSAULT']
    """

    def __init__(self, options: Options | None = None, *, steps: list[Step] | None = None) -> None:
        self.options = options or Options()
        self.steps = default_steps(self.options) if steps is None else steps
        check_order(self.steps)

    def code(
        self, article: Article | str, *, published: str | None = None, title: str | None = None, id: str = "text"
    ) -> Report:
        """Code one article.

        Args:
            article: An article, or the text of one.
            published: ISO 8601 date or date-time, where `article` is a text.
            title: The headline, where `article` is a text.
            id: Caller's name for it, where `article` is a text.

        Returns:
            What it says. The same text, date and options give the same report.

        Raises:
            InputError: The article cannot be coded; `kind` names the reason.
            SetupError: A model or the gazetteer is not installed.
        """
        if isinstance(article, str):
            try:
                article = Article(id=id, text=article, title=title, published=published)
            except ValueError as problem:
                raise FormatError(f"article {id!r}: {problem}", article_id=id) from problem
        return self._code(article)

    def code_many(self, articles: Iterable[Article | InputError]) -> Iterator[Report | FailedReport]:
        """Code a stream of articles in order; one that fails gives a `FailedReport` and the rest go on.

        Args:
            articles: Articles, or what stood in the way of reading one. The stream is read as the reports are asked for.

        Raises:
            SetupError: A model or the gazetteer is not installed: no article could be coded.
        """
        for article in articles:
            yield self.try_code(article)

    def try_code(self, article: Article | InputError, *, setup_too: bool = False) -> Report | FailedReport:
        """Code one article, or say in its report's place why it cannot be.

        Args:
            article: An article, or what stood in the way of reading it.
            setup_too: Say so too where the program itself lacks something, rather than raise.

        Raises:
            SetupError, TableError: A model, the gazetteer or a table is missing or wrong, and `setup_too` is not set.
        """
        try:
            return self._code(article) if isinstance(article, Article) else failed_report(article)
        except DatelineError as problem:
            if isinstance(problem, (SetupError, TableError)) and not setup_too:
                raise
            return failed_report(problem, article.id if isinstance(article, Article) else None)

    def code_doc(self, article: Article, doc: Doc) -> Report:
        """Code an article that spaCy has analysed already, by whatever pipeline.

        Args:
            article: The article.
            doc: Its text with tags, lemmas, a parse and named entities.

        Raises:
            InputError: The article cannot be coded; `kind` names the reason.
        """
        return self._code(article, doc)

    def _code(self, article: Article, doc: Doc | None = None) -> Report:
        check_article(article, self.options)
        draft = Draft(article)
        if doc is not None:
            draft.doc = doc
        for step in self.steps:
            if doc is not None and step.gives == "doc":
                continue
            with _as_step_error(article, type(step).__name__):
                step([draft])
        with _as_step_error(article, "to_report"):
            report = draft.to_report()
            return report.explaining(self.options.explained) if self.options.explained else report


class ActorExplainer:
    """Finds the entities of articles, and says why their mentions are one and where their codes come from.

    Args:
        options: What the user chose.

    Raises:
        TableError: A table of actors cannot be read or has a mistake.
    """

    def __init__(self, options: Options | None = None) -> None:
        from dateline.steps.annotate import Annotator
        from dateline.steps.entities import EntityFinder

        self.options = options or Options()
        self._finder = EntityFinder(self.options.actors, self.options.gazetteer)
        self._annotator = Annotator(self.options.model)

    def __call__(self, article: Article) -> ActorReport:
        """Explain the entities of one article.

        Raises:
            InputError: The article cannot be coded; `kind` names the reason.
            SetupError: A model is not installed.
        """
        check_article(article, self.options)
        draft = Draft(article)
        with _as_step_error(article, "EntityFinder"):
            self._annotator([draft])
            return ActorReport(article=article.head(), entities=self._finder.explain(draft))


@contextmanager
def _as_step_error(article: Article, step: str) -> Iterator[None]:
    """Turn an error that nobody meant to raise into a `StepError` that names article and step."""
    try:
        yield
    except DatelineError:
        raise
    except Exception as problem:
        raise StepError(
            f"article {article.id!r}: {step} failed with {type(problem).__name__}: {problem}; "
            "this is a bug in dateline, please report it with the article"
        ) from problem


def check_article(article: Article, options: Options) -> None:
    """Refuse an article that the pipeline would read wrongly or not at all.

    Raises:
        TooLargeError: The text is over the size limit.
        LanguageError: The article says that it is not in English.
    """
    if len(article.text) > options.max_chars:
        raise TooLargeError(
            f"article {article.id!r} has {len(article.text):,} characters, over the limit of {options.max_chars:,}; "
            "split it into its reports",
            article_id=article.id,
        )
    if article.language and article.language.replace("_", "-").split("-")[0].lower() not in ("en", "eng"):
        raise LanguageError(
            f"article {article.id!r} is in {article.language!r}; dateline reads English (translate it first)",
            article_id=article.id,
        )


def check_order(steps: list[Step]) -> None:
    """Refuse a list of steps in which one needs what no earlier one gives.

    Raises:
        ValueError: It names the step and the field.
    """
    given = {"article"}
    for step in steps:
        missing = [name for name in step.needs if name not in given]
        if missing:
            raise ValueError(f"{type(step).__name__} needs {', '.join(missing)}, which no step before it gives")
        given.add(step.gives)


def failed_report(problem: DatelineError, article_id: str | None = None) -> FailedReport:
    """Make the line that stands for an article which could not be coded."""
    if isinstance(problem, InputError) and problem.article_id is not None:
        article_id = problem.article_id
    return FailedReport(article=FailedHead(id=article_id), error=ErrorReason(kind=problem.kind, message=str(problem)))
