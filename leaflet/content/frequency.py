"""Frequency: so many people in so many, as it was written and as two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

_NUMBER = r"(?:\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3}){1,2}(?![\d]|[.,]\d)|\d+(?:[.,]\d+)*)"
"""A number, its thousands set apart as any language does."""
_NUMBERS = re.compile(_NUMBER)
_WHOLE = re.compile(r"\d{1,9}|\d{1,3}(?:\D\d{3}){1,2}")
_SPACE = "[ \u00a0\u202f]"
_SYMBOL = r"[ \u00a0\u202f]?(?:[mkcdµμ]?[gGlLm]|mcg|mmol|mol|IU|kcal|kJ|mmHg|am|pm)\b"
"""A unit of a dose, a length or a time, which is the same in all languages."""
_TIME = (
    rf"(?:{_SPACE}?(?:to|or|and|-|–){_SPACE}?\d+)?{_SPACE}(?i:seconds?|minutes?|mins?|"
    r"hours?|days?|nights?|weeks?|months?|years?|times|January|February|March|April|May|"
    r"June|July|August|September|October|November|December)\b"
)
_FORM = (
    rf"{_SPACE}(?i:tablets?|capsules?|pills?|doses?|puffs?|sprays?|drops?|patch(?:es)?|units?|"
    r"sachets?|spoons?|\w*spoon(?:ful)?s?|ampoules?|lozenges?|cups?|glass(?:es)?)\b"
)
"""What is taken or drunk."""
_NOT_PEOPLE = rf"(?![.,]?\d|{_SYMBOL}|{_TIME})"
_RATE = re.compile(
    rf"(?<![\d.,])(?=({_NUMBER}){_NOT_PEOPLE}(?!{_FORM})(?! (?:to|or|and|by) )"
    rf"(?: [^\W\d]+){{1,3}} ({_NUMBER}){_NOT_PEOPLE})"
)
"""Where two numbers that count begin with a few words between them: 9 people out of 100."""
_STEMS = (
    "hundred|thousand|million|billion|tys|mille|tausend|duizend|tusen|tuhat|tuhan|ezer|"
    "tisíc|tisoč|tisuć|hiljad|tūkst|mijë|elfu|puluh|ribu|тысяч|тис|хиляд|хиљад|милл|"
    "мільйон|милион|χιλιάδ|εκατομμ|nghìn|ngàn|triệu|vạn|libo|millón|millones|milhõ|"
    "milion|miljo|milliún|mhilliún|millean|mhillean|"
    "हज़ार|हजार|लाख|হাজার|লাখ|ਹਜ਼ਾਰ|ਲੱਖ|હજાર|લાખ|ஆயிர|லட்ச|දහස|ہزار|لاکھ|لکھ|"
    "هزار|میلیون|ألف|آلاف|الف|مليون|ملايين|אלפ|אלף|מיליון|ሺህ|ሚሊዮን|ሽሕ|ሚልዮን|ร้อย|พัน|"
    "หมื่น|แสน|ล้าน|ពាន់|ម៉ឺន|សែន|លាន|ພັນ|ໝື່ນ|ແສນ|ລ້ານ|ထောင်|သောင်း|သိန်း|သန်း|"
    "زره|ميليون|ẹgbẹ̀rún|mílíọ̀nù|txhiab|plhom|百|千|万|萬|亿|億|백|천|만|억"
)
_WORDS = "mil|mila|bin|mii|mie|kun|тыс|mhíle|míle|mhìle|mìle"
_SCALED = re.compile(rf"\d[ \u00a0\u202f]?(?:{_STEMS}|(?:{_WORDS})(?!\w))", re.IGNORECASE)
"""A number with a word for thousands behind it, which the digits alone do not say."""
_WHOLE_FIRST = re.compile(
    r"\d[^\d]*[\u0900-\u0dff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3][^\d]*\d"
    r"|(?:ከ|ካብ) ?\d|\d [^\d]*(?:میں سے|وچوں|közül|emberből|kiiba|qofba|kişide|kişiden)\b[^\d]*\d"
    r"|(?:په|له) [\d.,]+ (?:کې|څخه)[^\d]*\d"
)
"""Two numbers in a language that says of how many first: Chinese, Japanese, Korean, those of South
Asia, Amharic, Tigrinya, Urdu, Pashto, Hungarian, Somali, Turkish. 100人中9人."""


class BigNumber(Line):
    """A number that is set large, with a few words: printed as it is written, on one line."""

    __slots__ = ()
    is_words = True
    what = "a number without marks"
    code = "not-a-number"
    hint = "write a source, bold words and details of the clinic into the sentence instead"
    pattern = re.compile(r"[^\[\]{}*]+")
    limit = 40


class Frequency(BigNumber):
    """So many in so many, such as 9 in 100, in the words of any language."""

    __slots__ = ()
    what = "so many in so many"
    code = "not-a-frequency"
    hint = "write whole numbers, such as `9 in 100`"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["9 in 100"]}

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read a frequency from `node`; None and a fault if it is none."""
        made = super().from_node(node, reader)
        if not made:
            return None
        if _SCALED.search(made.text):
            problem = f"`{reader.shown(made.text)}` has a number partly in words"
            reader.fault(node.span, "not-a-frequency", problem, "write all of its digits: 10,000")
            return None
        counts = made.counts
        if len(counts) != 2 or len(_NUMBERS.findall(made.text)) != 2 or not counts[1]:
            problem = f"`{reader.shown(made.text)}` is not {cls.what}"
            reader.fault(node.span, "not-a-frequency", problem, cls.hint)
            return None
        if counts[0] > counts[1]:
            problem = f"{counts[0]} is more than {counts[1]}"
            reader.fault(node.span, "out-of-range", problem, cls.hint)
            return None
        return made

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers: how many, and of how many."""
        found = whole_numbers(self.text)
        is_turned = len(found) == 2 and found[0] > found[1] and _WHOLE_FIRST.search(self.text)
        return found[::-1] if is_turned else found

    @property
    def part(self) -> int:
        """How many: 9 of 9 in 100."""
        return self.counts[0]

    @property
    def whole(self) -> int:
        """Of how many: 100 of 9 in 100."""
        return self.counts[1]


def whole_numbers(text: str) -> tuple[int, ...]:
    """Return the whole numbers that a text has in digits, in order."""
    found = _NUMBERS.findall(text)
    return tuple(_value(number) for number in found if _WHOLE.fullmatch(number))


def rates(text: str) -> Iterator[tuple[int, int]]:
    """Yield each pair of whole numbers with up to three words between them: 9 in 100."""
    for place in _RATE.finditer(text):
        if all(map(_WHOLE.fullmatch, place.groups())):
            yield _value(place[1]), _value(place[2])


def contradicts(text: str, *parts: int, whole: int) -> bool:
    """Return whether a text says frequencies in `whole`, and none of them is one of `parts`."""
    said = {part for part, all_ in rates(text) if all_ == whole}
    return bool(said) and said.isdisjoint(parts)


def _value(number: str) -> int:
    return int(re.sub(r"\D", "", number))
