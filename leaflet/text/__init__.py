"""Turns strings into glyphs and lines of a width: the paragraph engine."""
