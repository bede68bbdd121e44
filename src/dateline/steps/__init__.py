"""The steps of the pipeline, each of which adds one field to a draft."""
