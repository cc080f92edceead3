"""Holds one block a file; the file's name is the word that a user writes."""
