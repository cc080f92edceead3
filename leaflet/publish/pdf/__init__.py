"""Writes marks and the structure tree as a tagged PDF."""
