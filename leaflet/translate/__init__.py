"""Translations on their way to translators and back: XLIFF, PO and tables."""
