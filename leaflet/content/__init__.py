"""Defines the values that a leaflet is made of: words, clinic, language, theme and sheet."""
