from collections.abc import Callable

import pytest

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article, Conflict, Span

Found = list[tuple[str, tuple[str, ...]]]


@pytest.fixture(scope="session")
def conflicts_in() -> Callable[..., Found]:
    """Code a text with the whole pipeline and give kind and claims of what is shown to an editor."""
    steps = default_steps(Options())

    def find(text: str, published: str | None = "2019-05-15") -> Found:
        draft = Draft(Article(id="a", text=text, published=published))
        for step in steps:
            step([draft])
        return [_row(conflict) for conflict in draft.conflicts if conflict.severity != "low"]

    return find


def _row(conflict: Conflict) -> tuple[str, tuple[str, ...]]:
    return conflict.kind, tuple(claim.text for claim in conflict.claims if isinstance(claim, Span))
