"""Brings leaflets in from Word, OpenDocument, web pages, Markdown, PDF and medicine data."""
