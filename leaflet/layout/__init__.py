"""Draws slices on columns and breaks them into pages; knows no document."""
