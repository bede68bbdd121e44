"""The stores of the store's own tests, on each database in turn."""

from tests.store.conftest import file_template, name, server, server_template, store  # noqa: F401
