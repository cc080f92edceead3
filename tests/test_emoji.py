"""An emoji is refused as a whole, with the icon or the sign to write instead."""

import laid
import pytest

from leaflet.content import emoji
from leaflet.errors import LeafletError
from leaflet.graphics import icon
from leaflet.text import fonts

REFUSED = {
    "📞": "icon: phone",
    "👍🏽": "icon: thumb-up",
    "👩🏽‍⚕️": "icon: doctor",
    "👨‍👩‍👧": "icon: person",
    "🇬🇧": "write the word",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿": "write the word",
    "1️⃣": "write 1",
    "✅": "write ✓",
    "❌": "write ✗",
    "⭐": "write ★",
    "🔴": "write ●",
    "✈️": "write the word",
}


@pytest.mark.parametrize(("given", "way"), REFUSED.items())
def test_an_emoji_is_one_fault_at_its_place_with_a_way_out(given, way):
    with pytest.raises(LeafletError) as caught:
        laid.compose(f"- paragraph: Call {given} today\n")
    (fault,) = caught.value.faults
    assert fault.code == "emoji" and way in fault.hint
    place = fault.place
    assert place.excerpt[place.column - 1 :][: place.width] == given


@pytest.mark.parametrize("sign", ["☎️", "❤️", "⚠️", "✔️", "☑️", "➡️", "™️", "ℹ️"])
def test_a_sign_that_a_font_has_is_drawn_whatever_picture_others_make_of_it(sign):
    made = laid.compose(f"- paragraph: Call {sign} today\n")
    assert [seen.text for seen in laid.lines(made) if sign[0] in seen.text]


def test_a_character_beside_an_emoji_has_a_fault_of_its_own():
    with pytest.raises(LeafletError) as caught:
        laid.compose("- paragraph: 👍 ꯃ\n")
    assert [fault.code for fault in caught.value.faults] == ["emoji", "no-glyph"]


def test_each_emoji_stands_once_and_each_sign_that_is_advised_can_be_drawn():
    rows = [*emoji._instead().icons, *emoji._instead().signs]
    assert len(rows) > 80
    family = fonts.family("plain")
    for row in rows:
        given = row.emoji.text.split()
        assert len(given) == len(set(given))
        if hasattr(row, "sign"):
            assert not fonts.missing(row.sign.text, family)
        else:
            assert row.icon.text in icon.names()
    icons = [each for row in emoji._instead().icons for each in row.emoji.text.split()]
    assert len(icons) == len(set(icons))


def test_words_with_digits_and_signs_are_no_emoji():
    assert [*emoji.found("No. 1, #2, 3* at 10⁹, ♀ → ✓ ☎ ½ © 5 °C")] == []
