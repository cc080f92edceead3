"""Serves the page for reception and the HTTP interface for practice software."""
