"""Holds one command a file; the file's name is the word that a user types."""
