"""Line breaks and clusters beside the conformance tests of UAX #14 and UAX #29.

Where we differ is written down by rule: how many places, and why.
"""

import lzma
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from leaflet.text.breaks import opportunities
from leaflet.text.fonts import clusters

DATA = Path(__file__).parent / "data"
RULE = re.compile(r"[÷×] \[([\d.]+)\]")

MISSED = {
    # no text has these: tidy makes one space of white space and ends of lines
    **{"4.0": 173, "5.02": 172, "5.03": 174, "5.04": 173},
    "8.0": 106,  # after U+200B: a mark, closing sign or no-break space begins no line there
    "18.0": 419,  # after a space likewise; a stop of Khmer or Hindi is a closing sign
    **{"20.01": 68, "20.02": 53},  # U+FFFC: no text has one
    "30.13": 2,  # flags: pictures are refused
    "999.0": 1136,  # words are whole but in scripts without spaces; so is `3本`
}
"""Places where Unicode ends a line and we do not, by rule."""
EXTRA = {
    "6.0": 348,  # before the end of a line that no text has
    "9.0": 1,  # before U+0001, which no text has
    "13.02": 1,  # `.5` may begin a line
    "14.0": 81,  # a bracket with a mark over it and a space after it, and rare brackets likewise
    **{"15.0": 6, "16.0": 6, "17.0": 2},  # after a space that no writer puts there: `“ (`, `。 ぁ`
    **{"21.03": 1, "22.0": 1},  # a Khmer colon and a dot leader after kana
}
"""Places where we may end a line and Unicode may not, by rule."""
UNSEEN = re.compile("[\x00-\x1f\u0600\u1100-\u11ff\u200d\U0001f1e6-\U0001f1ff]")
"""What NFC, tidy and the refusal of pictures leave no text: controls, jamo, flags. A sign before
numbers of Arabic is a cluster of its own, and what follows a joiner belongs to what it joins."""


def rows(name):
    """The marks between characters, the text and the comment of each line."""
    for line in lzma.decompress((DATA / f"{name}.txt.xz").read_bytes()).decode().splitlines():
        row, _, comment = line.partition("#")
        if row.strip():
            words = row.split()
            text = "".join(chr(int(code, 16)) for code in words[1::2])
            yield words[::2][1:-1], text, comment


def test_lines_end_where_unicode_ends_them_but_for_what_is_written_down():
    missed, extra, tried = Counter(), Counter(), 0
    for marks, text, comment in rows("LineBreakTest"):
        found = set(opportunities(text))
        for at, (mark, rule) in enumerate(
            zip(marks, RULE.findall(comment)[1:-1], strict=True), start=1
        ):
            tried += 1
            if (at in found) != (mark == "÷"):
                (missed if mark == "÷" else extra)[rule] += 1
    assert tried == 16_316
    assert missed == MISSED
    assert extra == EXTRA


def test_clusters_are_those_of_unicode_but_for_signs_that_no_text_has():
    tried = 0
    for marks, text, _ in rows("GraphemeBreakTest"):
        ends = [0, *(at for at, mark in enumerate(marks, 1) if mark == "÷"), len(text)]
        wanted = [text[start:end] for start, end in pairwise(ends)]
        if not UNSEEN.search(text):
            tried += 1
            assert [*clusters(text)] == wanted, ascii(text)
    assert tried == 133
