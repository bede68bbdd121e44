"""Fixtures that many tests share."""

from __future__ import annotations

import os

import pytest

from dateline.resources.models import load_model

os.environ["DATELINE_GAZETTEER"] = ""  # the places that a developer added are no part of a test


@pytest.fixture(scope="session")
def nlp():
    """The default spaCy pipeline, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def coder():
    """The whole pipeline with its default options."""
    from dateline.pipeline import Coder

    return Coder()
