# Two commands do everything: `make demo` sets up and codes an example, `make test` sets up and runs the tests.
PYTHON ?= python3
