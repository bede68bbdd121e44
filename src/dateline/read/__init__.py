"""Read sources into articles."""
