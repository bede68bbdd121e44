"""Helpers on text and parses that several steps share."""
