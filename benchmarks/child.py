"""Child: one measurement in a process of its own, printed as JSON.

python -m child warm PEER CONTENT COUNT     seconds that each of COUNT clinics' leaflets took
python -m child count PDF                   pages and words of a PDF
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from time import perf_counter

import samples

FIRST = 3
"""Leaflets that are built before the clock starts."""


def warm(peer: str, content: str, count: str) -> dict[str, float]:
    """Seconds a leaflet, once the process has built a few."""
    clinics = samples.clinics(FIRST + int(count))
    jobs = importlib.import_module(peer).jobs(Path(content), clinics)
    made = {job() for job in jobs[:FIRST]}
    start = perf_counter()
    made.update(job() for job in jobs[FIRST:])
    took = perf_counter() - start
    if len(made) != len(jobs):
        raise AssertionError(f"{peer} gave two clinics the same PDF")
    return {"seconds": took / int(count)}


def count(pdf: str) -> dict[str, int]:
    """Pages, and words as a reader of the PDF extracts them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return {"pages": len(texts), "words": sum(len(text.split()) for text in texts)}


if __name__ == "__main__":
    command, *given = sys.argv[1:]
    print(json.dumps({"warm": warm, "count": count}[command](*given)))
