"""Readings: what the words of a match mean, one function for each kind of form."""

from __future__ import annotations

from dateline.steps.times.readings import days, lengths, spans
from dateline.steps.times.readings.common import READINGS

__all__ = ["READINGS", "days", "lengths", "spans"]
