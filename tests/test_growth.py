"""A check takes time in proportion to the leaflet: twice the text takes twice the time."""

import datetime
import time

import pytest

import leaflet

HEAD = """\
title: Knee pain
clinic: {name: Harbour Clinic, address: 2 Quay Road, phone: 01632 960 555}
body:
"""
SENTENCE = "Rest your knee today and walk a little each hour"
KINDS = {
    "sections": (
        lambda n: f"  - heading: Your knee\n  - paragraph: {SENTENCE}. Take care.\n" * n,
        80,
    ),
    "bullets of two words": (
        lambda n: "  - bullets:\n      items:\n" + "        - walk slowly\n" * n,
        300,
    ),
    "a long word": (lambda n: f"  - paragraph: {'x' * n}\n", 6_000),
    "a text without a full stop": (lambda n: f"  - paragraph: {'walk and rest ' * n}\n", 400),
    "a heading in capitals": (lambda n: f"  - heading: {'Warm Knee ' * n}\n", 500),
    "numbers of people": (
        lambda n: "  - paragraph: 9 in 100 people feel sick, and 5% bruise.\n" * n,
        150,
    ),
    "questions": (
        lambda n: (
            "  - faqs:\n" + f"      - {{question: How do I rest?, answer: {SENTENCE}.}}\n" * n
        ),
        80,
    ),
    "brackets": (lambda n: f"  - paragraph: '{'(a [b ' * n}'\n", 500),
    "links": (lambda n: "  - paragraph: See [our page](https://a.example/b).\n" * n, 200),
    "cells": (
        lambda n: (
            "  - table:\n      head: [Day, Dose]\n      rows:\n"
            + "        - [Monday, 2 tablets]\n" * n
        ),
        200,
    ),
}


def seconds(body: str) -> float:
    """The least time of the processor that one of two checks takes."""
    took = []
    for _ in range(2):
        document = leaflet.read(HEAD + body)
        begin = time.process_time()
        leaflet.check(document, today=datetime.date(2026, 11, 23))
        took.append(time.process_time() - begin)
    return min(took)


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_takes_about_twice_the_time(kind):
    body, n = KINDS[kind]
    seconds(body(10))  # what is loaded once
    once, twice = seconds(body(n)), seconds(body(2 * n))
    assert twice < max(3 * once, 0.15), (once, twice)
