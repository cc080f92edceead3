"""Makes the fonts `LeafletSigns_*` from DejaVu Sans: its arrows, ticks, boxes, stars and the like.

    npm pack dejavu-fonts-ttf@2.37.3 && tar xzf dejavu-fonts-ttf-2.37.3.tgz
    python tools/sign_font.py package/ttf

They stand last in every family, for signs that the fonts of words lack. Only these glyphs are kept,
without hints, kerning or substitutions, and under another name.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "fonts"
WEIGHTS = {"DejaVuSans.ttf": "400Regular", "DejaVuSans-Bold.ttf": "700Bold"}
OLD, NEW = "DejaVu Sans", "Leaflet Signs"
COPYRIGHT = 0
SIGNS = (
    " -"
    "←↑→↓↔↕↖↗↘↙⇐⇑⇒⇓⇔⇄↩↪↺↻⟵⟶➔➜➝➞➡⬅⬆⬇"  # arrows
    "✓✔✕✖✗✘☐☑☒"  # ticks, crosses and boxes
    "☎✆✉✂✎✏⚠ℹ♿⚕☀☁☾☺☹♀♂♥♡❤★☆☞"  # things
    "●○◯◦⚪⚫■□▪▫◼◻▲△▼▽▶▷◀◁►◄◆◇◊"  # shapes
    "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿"  # numbers in circles
    "∅∈∝∠∴≅≡⩽⩾∙℃℉℞ℓ"  # of mathematics and measures
)


def main() -> None:
    """Write the fonts of both weights."""
    (folder,) = sys.argv[1:]
    for file, weight in WEIGHTS.items():
        derived(Path(folder) / file).save(TARGET / f"LeafletSigns_{weight}.ttf")


def derived(path: Path) -> TTFont:
    """Return the signs of a font, under the other name."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "MATH"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=SIGNS)
    cutter.subset(font)
    for entry in font["name"].names:
        said = entry.toUnicode()
        if entry.nameID != COPYRIGHT:
            said = said.replace(OLD, NEW).replace(OLD.replace(" ", ""), NEW.replace(" ", ""))
            entry.string = said
    return font


if __name__ == "__main__":
    main()
