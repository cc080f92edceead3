"""What a leaflet is about and for whom: `leaflet check` goes by both."""

from __future__ import annotations

from typing import Literal, get_args

About = Literal[
    "treatment",
    "test",
    "condition",
    "medicine",
    "vaccine",
    "appointment",
    "service",
    "aftercare",
    "exercise",
    "form",
    "fees",
    "action-plan",
]
ABOUTS: tuple[str, ...] = get_args(About)
"""All that a leaflet may be about."""
Audience = Literal["child", "easy-read", "carer"]
"""Readers for whom a leaflet is written otherwise than for grown-up patients."""
