"""Finds where a line may end, by a small form of the Unicode line breaking algorithm (UAX #14).

Rules are numbered as in UAX #14, revision for Unicode 16. Scripts that are written without spaces
part as `unspaced` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from leaflet.text import unspaced
from leaflet.text.fonts import extends

LINE_SEPARATOR = "\u2028"
"""Ends a line wherever it stands (LB4, BK)."""
LONGEST_KEEP = 30
"""Characters that are kept on one line at most; a longer match was not meant."""

_SPACE = " \u1680\u2000-\u2006\u2008-\u200a\u200b\u205f\u3000"  # LB7, LB18; U+200B is LB8
_LETTER = r"[^\W\d_]"
_ENDS = "،؛؟۔।॥ฯๆຯໆ།༎၊။፡-፨។៕៖ៗ։‼⁇⁈⁉、。，．：；？！）］％｝」』】》〉〕〗〙〛｠・ー々〻ゝゞヽヾ｡､｣"
"""What ends or repeats words in all scripts; it begins no line, though a blank stand before it."""

_AFTER_SPACES = re.compile(
    rf"""
    [{_SPACE}]                                      # first, as it is what is quickly found
    (?<! [{_SPACE}({{\[¿¡‚„]. )                     # LB14: opening, even with spaces after it
    (?<! [(\s][«“‘‹]. ) (?<! ^[«“‘‹]. )             # LB15a: an opening quotation mark likewise
    [{_SPACE}]*+
    (?! \Z | [)}}\]!?/{_ENDS}] | [,.:;](?!\d) )      # LB13, LB15d: closing
    (?! [»”’›] (?: [\s)}}\]!?,.:;»”’›] | \Z ) )     # LB15b: a closing quotation mark
    (?! [\u00a0\u2007\u202f\u2060\ufeff] )          # LB11, LB12: no-break spaces, word joiner
    (?! [–—-][{_SPACE}] )                           # a spaced dash ends a line, and starts none
    """,
    re.VERBOSE,
)
_JOINTS = re.compile(
    rf"""
      (?<= {_LETTER}{_LETTER} ) [-‐] (?= {_LETTER}{_LETTER} )      # LB21, but not in X-ray
    | (?<= {_LETTER}|["”’)] ) [–—] (?= {_LETTER}|["“‘(] )          # LB17, LB21
    | (?<= {_LETTER * 4} ) / (?= {_LETTER * 4} )                   # LB13, but not in and/or
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"""
    [(\[<“‘"']*+                                       # what stands before an address
    (?: (?:https?://|www[.]) \S++                      # https://www.nhs.uk/a, www.nhs.uk
      | [\w.+-]++ @ \w[\w-]*+ (?:[.][\w-]++)++        # desk@harbour.example
      | (?= [a-z0-9.-]*[.][a-z]{2,}(?![\w-]) ) [a-z0-9.-]++ (?: [/?]\S*+ )?  # nhs.uk/a
    )
    """,
    re.VERBOSE,
)
_SOFT = re.compile(r"[/.@_?&=-]++")


def opportunities(text: str) -> tuple[int, ...]:
    """Return the offsets where a new line may start, ascending, without 0 and the text's end.

    A line that ends at spaces ends after them. Nothing of `keeps(text)` is broken, but at a
    LINE_SEPARATOR. No word is broken, be it joined by hyphens: see `soft_places`.
    """
    kept = {i for start, end in keeps(text) for i in range(start + 1, end)}
    found = {match.end() for match in _AFTER_SPACES.finditer(text)}
    found.update(unspaced.places(text))
    ends = set(line_ends(text))
    return tuple(i for i in sorted(found - kept | ends) if not extends(text[i]))  # LB9, LB10


def line_ends(text: str) -> Iterator[int]:
    """Yield the offsets behind each LINE_SEPARATOR inside the text: there a new line starts."""
    at = text.find(LINE_SEPARATOR)
    while -1 < at < len(text) - 1:
        yield at + 1
        at = text.find(LINE_SEPARATOR, at + 1)


def soft_places(word: str) -> frozenset[int]:
    """Return the offsets at which a word may be parted that is too wide for a line.

    They are after a slash, dot, at sign, hyphen, low line or query sign of a web or e-mail
    address, after the hyphen, dash or slash between words that are joined by one, and between the
    words that a compound of Thai is made of.
    """
    address = _ADDRESS.match(word)
    places = _SOFT.finditer(word, 0, address.end()) if address else _JOINTS.finditer(word)
    return frozenset(match.end() for match in places) | unspaced.joints(word)


# Every repetition in these patterns is bounded, so a search is linear in the text.
_NUMBER = r"\d{1,9}(?:[.,]\d{1,9}){0,4}(?:[ ]\d{3}(?!\d)){0,3}"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?"
_TIME = rf"{_CLOCK}(?:[ ]?(?:[ap]m|[ap]\.m\.)|[ ](?:noon|midnight))(?!\w)"
_DASH = r"[ ]?[–-][ ]?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_MONTH = r"""(?:
    Jan(?:uary)? | Feb(?:ruary)? | Mar(?:ch)? | Apr(?:il)? | May | June? | July? | Aug(?:ust)?
  | Sept?(?:ember)? | Oct(?:ober)? | Nov(?:ember)? | Dec(?:ember)?
)\b"""
_OTHER = "[\u0370-\u0589\u0591-\u0963\u0966-\u135f\u1369-\u17d3\u1e00-\u1fff]"
"""A letter or mark of another script that parts words by blanks."""
_ABBREVIATION = rf"(?:{_OTHER}{{1,5}}[.॰״׳”\"'/]){{1,3}}{_OTHER}{{1,5}}[.॰׳]?|{_OTHER}{{1,5}}[॰׳]"
"""An abbreviation with a mark inside, as most units of Bengali, Hindi, Hebrew and Tamil are."""
_UNIT = rf"""(?:
    % | ‰ | € | °[CF]? | mm[ ]Hg | mcg | [mµμ]?[gl] | [cdm]?[lL] | [ckdmµμ]?m[²³]? | [km]g | ft | lb
  | oz | st | mmHg | mmol | k?cal | kJ | IU | units? | [kM]?Hz | mGy | mSv | h | hrs? | mins? | s
  | secs? | (?:micro|milli|kilo)?grams? | (?:centi|milli|kilo)?(?:lit|met)(?:re|er)s?
  | мкг | [км]?г | мл | л | [скм]?м | мин | ч | {_ABBREVIATION}
)(?:/(?:\d{{1,4}}[ ])?[\w²³]{{1,6}}){{0,2}}"""
_OUT_OF = (
    r"(?:in|out[ ]of|of|o(?:[ ]bob)?|na|din|(?:de|em)(?:[ ]cada)?|sur|su|iš|trong|из|із|з|στους)"
)
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Sir|Dame|Nurse|Sister|St|Mme|Sra?|Sig)\.?"

_DIGIT = re.compile(r"\d")
_LED_BY_DIGIT = re.compile(
    rf"""
    (?<! [\w+.,] ) (?= [\d+(£€$] ) (?:
        # phone: +44 20 7946 0123, +44 (0)20 7946 0123, (01632) 960 123, 0300 123 1234 ext 5
        (?: [+]\d{{1,3}} (?: [ ][(]0[)][ ]?\d{{1,5}} | [ ]?[(]\d{{1,5}}[)] | [ ]\d{{1,5}} )?
          | [(]\d{{2,5}}[)] | 0\d{{1,5}} )
        (?: [ -]\d{{2,5}} ){{1,5}} (?: [ ](?:ext\.?|x)[ ]?\d{{1,5}} )? (?! \w )
        # time: 9 am, 5:30 p.m., 9 am – 5 pm, 9–11 am, 9:00 – 17:00
      | (?: {_CLOCK}{_DASH} )? {_TIME} (?: {_DASH}{_TIME} )?
      | \d{{1,2}}[:.]\d\d {_DASH} \d{{1,2}}[:.]\d\d (?! \w )
        # date: 3 November 2026, 3 Nov, 3 listopada 2026, 3 de noviembre de 2026, 22/11/2026
      | \d{{1,2}}(?:st|nd|rd|th|[.º])?[ ] (?: {_MONTH} (?: [ ]{_YEAR} )?
          | (?: de[ ] )? {_LETTER}{{3,12}}[ ] (?: de[ ] )? {_YEAR} )
      | \d{{1,4}}([/.-])\d{{1,2}}\1\d{{1,4}} (?! \w )
        # risk: 9 in 100, 1 out of every 1,000
      | {_NUMBER}[ ]{_OUT_OF}[ ] (?: every[ ] )? {_NUMBER} (?! \w )
        # quantity: 5 mg, 37.5 °C, 5 – 10 ml, 2 x 5 ml, 10 000, £ 5
      | (?: [£€$][ ]? )? {_NUMBER} (?: [ ]?[–×x-][ ]?{_NUMBER} )? (?: [ ]{_UNIT} )? (?! \w )
    )
    """,
    re.VERBOSE,
)
_LED_BY_LETTER = re.compile(
    rf"""
    \b (?:
        # date: November 2026, November 3, 2026
        {_MONTH}[ ] (?: {_YEAR} | \d{{1,2}} (?: ,[ ]{_YEAR} )? (?! [\w:] ) )
        # postcode: EX1 1AA
      | [A-Z]{{1,2}}\d[A-Z\d]?[ ]\d[A-Z]{{2}}\b
    )
    """,
    re.VERBOSE,
)
_NAME = re.compile(  # Dr Smith, Prof. A. J. Smith
    rf"(?=[DMNPS]) \b {_TITLE} (?: [ ][A-Z]\.?(?!\w) ){{0,3}} [ ][^\W\d_a-z][\w’'-]{{0,24}}",
    re.VERBOSE,
)


def keeps(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges kept on one line, ascending: phone numbers, doses, dates, times, names.

    A range is (start, end) in characters; ranges may overlap.
    """
    patterns = (_NAME, _LED_BY_DIGIT, _LED_BY_LETTER) if _DIGIT.search(text) else (_NAME,)
    matches = chain.from_iterable(pattern.finditer(text) for pattern in patterns)
    spans = (match.span() for match in matches if not match[0].isalnum())
    return tuple(sorted((start, end) for start, end in spans if end - start <= LONGEST_KEEP))
