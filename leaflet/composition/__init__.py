"""Puts a document on a sheet: chooses its parts, checks that none is missing, lays out pages."""
