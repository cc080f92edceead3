"""Reads English: sentences, syllables, phrases, figures and claims."""
