"""The desk as JSON, for the scripts of its own pages and for any other program."""
