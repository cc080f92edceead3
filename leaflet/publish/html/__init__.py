"""Writes a composed leaflet as a web page or as plain text, word for word as the PDF is read."""
