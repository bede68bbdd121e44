"""Tests of the places step."""
