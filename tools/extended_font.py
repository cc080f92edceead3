"""Makes the fonts `NotoSans-Extended_*`: Latin, Cyrillic and Greek that `NotoSans-LGC_*` lacks.

    npm pack @expo-google-fonts/noto-sans@0.4.2 && tar xzf expo-google-fonts-noto-sans-0.4.2.tgz
    python tools/extended_font.py package

Hausa, Twi, Lingala, Azerbaijani, Kazakh, Kyrgyz, Tajik and Mongolian have such letters, and Greek
with breathings. The other letters of these scripts are there too, so that a word is in one face.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "fonts"
WEIGHTS = ("400Regular", "700Bold")
CHARACTERS = (
    *(range(0x20, 0x7F), range(0xA0, 0x530), range(0x1E00, 0x2000)),
    *(range(0x2010, 0x2028), range(0x2030, 0x203B), range(0x20A0, 0x20C0), range(0x2212, 0x2213)),
    range(0x25CC, 0x25CD),
)


def main() -> None:
    """Write the fonts of both weights."""
    (folder,) = sys.argv[1:]
    for weight in WEIGHTS:
        cut(Path(folder) / weight / f"NotoSans_{weight}.ttf").save(
            TARGET / f"NotoSans-Extended_{weight}.ttf"
        )


def cut(path: Path) -> TTFont:
    """Return a font with these characters alone, without hints."""
    font = TTFont(path, recalcTimestamp=False)
    features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum"]
    options = subset.Options(layout_features=features, hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for codes in CHARACTERS for code in codes])
    cutter.subset(font)
    return font


if __name__ == "__main__":
    main()
