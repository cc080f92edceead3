"""Hard words are known by their Greek and Latin parts, and common words are not taken for them."""

import pytest

from leaflet.editor.prose import morpheme, number


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("cholecystectomy", "an operation to take something out"),
        ("Laminectomies", "an operation to take something out"),
        ("hypokalaemia", "something in the blood"),
        ("intra-articular", "of the joint"),
        ("post-op", "after"),
        ("sublingual", "under the tongue"),
    ],
)
def test_a_medical_word_means_what_its_parts_do(word, means):
    assert morpheme.meaning(word).startswith(means.split()[0])


@pytest.mark.parametrize(
    "word",
    ["subway", "submit", "postpone", "period", "hyperlink", "photography", "arthritis", "pills"],
)
def test_a_word_of_daily_life_is_no_medical_one(word):
    assert not morpheme.meaning(word)


@pytest.mark.parametrize(
    ("written", "value"), [("1,200", 1200), ("half a", 0.5), ("Two", 2), ("2.5", 2.5)]
)
def test_a_number_is_read_in_digits_and_in_words(written, value):
    assert number.value(written) == value
