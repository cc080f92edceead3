"""What a message looks like."""

import pytest

from leaflet.errors import MOST_SHOWN, Fault, FileError, LeafletError, Place, shown


def test_a_fault_shows_its_place_its_line_carets_and_a_way_out():
    place = Place("content.yaml", 14, 5, "  - benefts:", 7)
    assert str(
        Fault("unknown-block", "`benefts` is not a block", place, "did you mean `benefits`?")
    ) == (
        "content.yaml:14:5: `benefts` is not a block\n"
        "  14 |   - benefts:\n"
        "     |     ^^^^^^^\n"
        "  hint: did you mean `benefits`?"
    )


def test_a_fault_about_a_whole_file_has_no_line():
    assert (
        str(Fault("empty-file", "there is nothing in it", Place("a.yaml")))
        == "a.yaml: there is nothing in it"
    )


def test_a_fault_without_a_place_is_its_sentence_alone():
    error = LeafletError(Fault("does-not-fit", "the paper is too small"))
    assert str(error) == "the paper is too small"


def test_the_path_of_a_fault_is_that_of_its_key_or_of_its_place():
    place = Place("content.yaml", 14, 5, "  - benefts:", 7, "body[3].benefts")
    assert Fault("unknown-block", "no block", place).path == "body[3].benefts"
    assert Fault("missing-key", "nobody's", key="clinic").path == "clinic"
    assert Fault("syntax", "odd").path == ""


def test_every_fault_is_kept_and_twenty_are_spelled_out():
    error = LeafletError(*(Fault("syntax", f"fault {n}") for n in range(25)))
    assert len(error.faults) == 25
    lines = str(error).splitlines()
    assert lines[MOST_SHOWN - 1 :] == ["fault 19", "… and 5 more"]


def test_twenty_faults_are_followed_by_no_count():
    assert (
        str(LeafletError(*(Fault("syntax", "x"),) * MOST_SHOWN)).splitlines() == ["x"] * MOST_SHOWN
    )


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb", r"a\x0ab"),
        ("\u202egpj", r"\u202egpj"),
        ("\ud800", r"\ud800"),
        ("\U000e0001", r"\U000e0001"),
        ("łódź ☎", "łódź ☎"),
    ],
)
def test_hostile_text_is_shown_escaped(hostile, harmless):
    assert shown(hostile) == harmless


def test_long_text_is_cut_to_sixty_characters():
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 59 + "…"


def test_no_control_character_of_a_line_reaches_the_terminal():
    message = str(Fault("syntax", "odd", Place("a\x1b.yaml", 1, 2, "a\x1b[2J\u202e", 1)))
    assert all(c.isprintable() or c == "\n" for c in message)


@pytest.mark.parametrize("column", [1, 40, 500, 1000])
def test_the_carets_stand_under_their_words_however_long_the_line_is(column):
    line = "." * (column - 1) + "WORD" + "." * (1000 - column)
    _, excerpt, carets = str(Fault("syntax", "odd", Place("a", 3, column, line, 4))).splitlines()
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "WORD"
    assert len(excerpt) < 100


def test_carets_end_where_the_line_ends():
    assert str(Fault("syntax", "odd", Place("a", 1, 3, "abcd", 99))).endswith(
        "   1 | abcd\n     |   ^^"
    )


def test_content_and_files_have_their_own_exit_codes():
    assert (LeafletError.exit_code, FileError.exit_code) == (1, 3)
    assert issubclass(FileError, LeafletError)
