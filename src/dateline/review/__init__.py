"""What people decide on a coding, and what the coding is by these decisions. Pure: no database, no page."""

from __future__ import annotations

from dateline.review.apply import apply_revisions
from dateline.review.check import check_revision
from dateline.review.differences import find_differences, same_coding
from dateline.review.reviewed import Rejected, Reviewed
from dateline.review.revision import NewRevision, Revision, in_force, last_in_force

__all__ = [
    "NewRevision",
    "Rejected",
    "Reviewed",
    "Revision",
    "apply_revisions",
    "check_revision",
    "find_differences",
    "in_force",
    "last_in_force",
    "same_coding",
]
