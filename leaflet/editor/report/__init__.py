"""Writes findings in one form a file, and the report that a clinical lead signs."""
