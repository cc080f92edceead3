"""Takes from CLDR what language files are held to: months, dates, quotes, lists, units, letters.

    npm pack cldr-misc-full@48.2.0 cldr-dates-full@48.2.0 cldr-core@48.2.0 cldr-units-full@48.2.0
    python tools/cldr.py FOLDER        # writes tests/data/cldr.json.gz
    python tools/cldr.py FOLDER uk     # prints the head of languages/uk.yaml

FOLDER has the four archives of npm.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tarfile
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "tests" / "data" / "cldr.json.gz"
HMONG = "abcdefghijklmnopqrstuvwxyz"
"""The letters of the romanised alphabet of Hmong (`hmn`), which CLDR has not."""
REGIONAL = {"pt-PT", "es-419", "en-GB"}
"""Those of the locales of a region that a language file may be for."""
UNITS = tuple(
    f"{kind}-{unit}"
    for kind, units in (
        ("mass", ("microgram", "milligram", "gram", "kilogram")),
        ("volume", ("milliliter", "liter")),
        ("length", ("millimeter", "centimeter", "meter", "kilometer")),
        ("duration", ("second", "minute", "hour", "day", "week", "month", "year")),
        ("energy", ("kilocalorie",)),
        ("temperature", ("celsius",)),
    )
    for unit in units
)
_UNSEEN = re.compile("[\u061c\u200e\u200f]")
_LETTER_ALONE = re.compile("[a-zA-Z] 5|5 [a-zA-Z]")
"""As likely as a unit a word of its own."""
_SIGN = re.compile(r"\\u([0-9A-Fa-f]{4})|\\(.)|\{(.+?)\}|(.)", re.DOTALL)
_FIELD = re.compile(r"'([^']*)'|(d+|L+|M+|y+)|([^'dLMy]+)")
_SLOTS = {"d": "{day}", "L": "{month}", "M": "{month}", "y": "{year}"}


def main() -> None:
    """Write the data of all languages, or print those of one."""
    folder, *tags = map(str, sys.argv[1:])
    found = languages(Path(folder))
    if tags:
        print(head(tags[0], found["languages"][tags[0]]))
        return
    text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def languages(folder: Path) -> dict[str, Any]:
    """Return the data of each language, and the likely script of each language in a region."""
    parts = {
        name: read(next(folder.glob(f"cldr-{package}-*.tgz")), f"{name}.json")
        for package, name in (
            ("misc-full", "characters"),
            ("misc-full", "delimiters"),
            ("misc-full", "listPatterns"),
            ("dates-full", "ca-gregorian"),
            ("units-full", "units"),
            ("core", "likelySubtags"),
        )
    }
    likely = parts.pop("likelySubtags")[""]["supplemental"]["likelySubtags"]
    tags = [tag for tag in parts["characters"] if is_language(tag)]
    found = {
        tag: described(*(each.get(tag, {}).get("main", {}).get(tag, {}) for each in parts.values()))
        for tag in tags
    }
    found["hmn"] = described({"characters": {"exemplarCharacters": f"[{HMONG}]"}}, {}, {}, {}, {})
    own = {tag: script_of(full) for tag, full in likely.items() if re.fullmatch("[a-z]+", tag)}
    elsewhere = {
        tag: script_of(full)
        for tag, full in likely.items()
        if re.fullmatch("[a-z]+-[A-Z]{2}", tag) and script_of(full) != own.get(tag[:-3])
    }
    return {"languages": found, "scripts": own, "scripts_of_regions": elsewhere}


def is_language(tag: str) -> bool:
    """Return whether a locale is a language, perhaps in a script, and of no region."""
    return bool(re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", tag)) or tag in REGIONAL


def script_of(tag: str) -> str:
    """Return the script of a tag that has all parts: `Hant` of `zh-Hant-TW`."""
    return tag.split("-")[1]


def read(archive: Path, ending: str) -> dict[str, Any]:
    """Return the files of one name in an archive, by the locale whose folder they are in."""
    found = {}
    with tarfile.open(archive) as files:
        for each in files:
            path = Path(each.name)
            if path.name == ending and (file := files.extractfile(each)):
                is_of_locale = path.parts[-3] == "main"
                found[path.parts[-2] if is_of_locale else ""] = json.load(file)
    return found


def described(
    characters: Any, delimiters: Any, lists: Any, dates: Any, units: Any
) -> dict[str, Any]:
    """Return what is needed of the data of one locale."""
    letters, quotes = characters["characters"], delimiters.get("delimiters", {})
    calendar = dates.get("dates", {}).get("calendars", {}).get("gregorian", {})
    months = calendar.get("months", {}).get("format", {}).get("wide", {})
    patterns = lists.get("listPatterns", {}).get("listPattern-type-standard", {})
    return {
        "letters": signs(letters.get("exemplarCharacters", "[]")),
        "others": signs(letters.get("auxiliary", "[]")),
        "quotes": [*quotes.values()][:4],
        "list": patterns.get("middle", "")[3:-3],
        "months": [months.get(str(n), "") for n in range(1, 13)],
        "units": measured(units.get("units", {})),
        "date": date(calendar.get("dateFormats", {}).get("long", ""), months.get("1", "")[1:]),
    }


def measured(units: Any) -> list[str]:
    """Return the ways to write five of each unit of medicines, lengths and times."""
    written = {
        " ".join(_UNSEEN.sub("", pattern).replace("{0}", "5").split())
        for kind in ("short", "long")
        for unit in UNITS
        for key, pattern in units.get(kind, {}).get(unit, {}).items()
        if key.startswith("unitPattern-count") and "{0}" in pattern
    }
    return sorted(each for each in written if not _LETTER_ALONE.fullmatch(each))


def signs(wanted: str) -> str:
    """Return the characters of a set as CLDR writes it, once each: `[a-c {ch}]` is `abch`."""
    found: list[str] = []
    waits = False
    for code, escaped, group, plain in _SIGN.findall(wanted.strip("[]")):
        if plain == "-" and found:
            waits = True
        elif plain != " ":
            sign = chr(int(code, 16)) if code else escaped or group or plain
            if waits:
                found += map(chr, range(ord(found[-1]) + 1, ord(sign)))
            found += sign
            waits = False
    return "".join(sorted({*found}))


def date(pattern: str | dict[str, str], of_month: str) -> str:
    """Return the pattern of a date as a language file has it: `{day} {month} {year}`.

    Where the name of a month is its number and a sign, as in `1月`, the sign is part of the name.
    """
    said = pattern["_value"] if isinstance(pattern, dict) else pattern
    parts = (
        quoted or _SLOTS.get(field[:1], other) for quoted, field, other in _FIELD.findall(said)
    )
    return "".join(parts).replace("{month}" + of_month, "{month}")


def head(tag: str, data: dict[str, Any]) -> str:
    """Return the lines of a language file that CLDR knows."""
    quotes = ", ".join(f'"{sign}"' for sign in data["quotes"])
    return "\n".join(
        (
            f"tag: {tag}",
            f"quotes: [{quotes}]",
            f'list: "{data["list"]}"',
            f'date: "{data["date"]}"',
            f"months: [{', '.join(data['months'])}]",
            f"# letters: {data['letters']}",
        )
    )


if __name__ == "__main__":
    main()
