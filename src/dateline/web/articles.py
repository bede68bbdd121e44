"""An article by its number, as addresses name it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import HTTPException, Path

from dateline.store.reviews import ReviewBook, StoredArticle

LARGEST_KEY = 2**53

Key = Annotated[int, Path(ge=1, le=LARGEST_KEY, description="the article's number in this store")]
ReviewRole = Literal["reviewer", "adjudicator"]


def article_of(book: ReviewBook, key: int) -> StoredArticle:
    """Give an article.

    Raises:
        HTTPException: 404, there is none.
    """
    stored = book.article(key)
    if stored is None:
        raise HTTPException(404, "There is no such article in this store.")
    return stored
