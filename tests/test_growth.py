"""A check takes time in proportion to the leaflet: four times the text, four times the time.

Time in proportion to the square would be sixteen times; the limit lies between.
"""

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
        40,
    ),
    "bullets of two words": (
        lambda n: "  - bullets:\n      items:\n" + "        - walk slowly\n" * n,
        75,
    ),
    "a long word": (lambda n: f"  - paragraph: {'x' * n}\n", 3_000),
    "a text without a full stop": (lambda n: f"  - paragraph: {'walk and rest ' * n}\n", 200),
    "a heading in capitals": (lambda n: f"  - heading: {'Warm Knee ' * n}\n", 250),
    "numbers of people": (
        lambda n: "  - paragraph: 9 in 100 people feel sick, and 5% bruise.\n" * n,
        75,
    ),
    "times": (
        lambda n: "".join(
            f"  - paragraph: Wear the boot for {k} weeks.\n" for k in range(2, n + 2)
        ),
        60,
    ),
    "advice": (lambda n: "  - paragraph: Keep the left-over tablets. Throw them away.\n" * n, 60),
    "questions": (
        lambda n: (
            "  - faqs:\n" + f"      - {{question: How do I rest?, answer: {SENTENCE}.}}\n" * n
        ),
        40,
    ),
    "brackets": (lambda n: f"  - paragraph: '{'(a [b ' * n}'\n", 250),
    "links": (lambda n: "  - paragraph: See [our page](https://a.example/b).\n" * n, 100),
    "cells": (
        lambda n: (
            "  - table:\n      head: [Day, Dose]\n      rows:\n"
            + "        - [Monday, 2 tablets]\n" * n
        ),
        100,
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
def test_four_times_the_text_takes_about_four_times_the_time(kind):
    body, n = KINDS[kind]
    seconds(body(10))  # what is loaded once
    once, more = seconds(body(n)), seconds(body(4 * n))
    assert more < max(9 * once, 0.15), (once, more)
