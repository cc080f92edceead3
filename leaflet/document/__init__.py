"""Defines the leaflet itself: its facts, blocks, citations, reading order and schema."""
