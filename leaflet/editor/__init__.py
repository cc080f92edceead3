"""Reads a leaflet as an editor does and reports what it finds."""
