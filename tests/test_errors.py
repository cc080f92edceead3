"""What a message looks like."""

import itertools

import leaflets
import pytest
from conftest import CONTENT

import leaflet
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


# ---- what a message may not do

HIDDEN = "a\nb\x1b[2K\u202ec\u2028d\u200f.pdf"


def test_a_message_shows_no_character_that_moves_or_hides_others():
    fault = Fault("syntax", f"about {HIDDEN}", Place(HIDDEN, 1, 1, HIDDEN), f"try {HIDDEN}")
    for text in (str(fault), fault.head, str(LeafletError(fault))):
        assert all(char.isprintable() for char in text.replace("\n", ""))
    assert len(str(fault).splitlines()) == 4


def test_the_console_escapes_what_it_echoes(folder, run):
    (folder / "content.yaml").write_text(CONTENT + "  - paragraph: words\n")
    for words in (("build", "-o", HIDDEN), ("new", HIDDEN.removesuffix(".pdf"))):
        ran = run(*words)
        said = ran.out.decode() + ran.err
        assert ran.code == 0, said
        assert "a\\x0ab\\x1b[2K\\u202ec\\u2028d\\u200f" in said
        assert all(char.isprintable() for char in said.replace("\n", ""))


def test_of_many_faults_that_say_the_same_only_the_first_are_shown_with_their_lines():
    faults = [
        Fault("no-glyph", "no font has it", Place("a.yaml", number, 1, "words"), "a hint")
        for number in range(1, 31)
    ]
    lines = str(LeafletError(*faults)).splitlines()
    assert len(lines) == 3 * 4 + 17 + 1
    assert lines[-2:] == ["a.yaml:20:1: no font has it", "… and 10 more"]


def test_one_wrong_list_of_sources_is_one_fault(tmp_path):
    cites = "".join(f"- paragraph: 'Words {n}[^s{n % 3}].'\n" for n in range(22))
    found = []
    for sources in ("", "- references: [a, b]", "- references: [{id: s1, text: a}]"):
        with pytest.raises(LeafletError) as caught:
            leaflet.compose(leaflets.document(tmp_path, cites + sources))
        found.append([fault.problem for fault in caught.value.faults])
    whole = ["`[^s0]` names no source, nor does any other of 3"]
    assert found[:2] == [whole, whole]
    assert found[2] == [
        "`[^s0]` names no source, here and 7 times more",
        "`[^s2]` names no source, here and 6 times more",
    ]


def test_an_alias_bomb_gets_a_short_answer():
    names = "abcdefgh"
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n"
        for last, name in itertools.pairwise(names)
    )
    with pytest.raises(LeafletError) as caught:
        leaflet.read(bomb)
    assert len(caught.value.faults) > 50
    assert len(str(caught.value)) < 2_000


@pytest.mark.parametrize("content", [
    "clinic: {name: A, address: b, phone: VALUE}", "VALUE: a", "theme: VALUE", "issued: VALUE",
    "language: VALUE", "editable: [VALUE]", "pack: [VALUE]", "body: [{VALUE: a}]",
    "body: [{paragraph: {text: a, needs: VALUE}}]", "body: [{paragraph: '[a](ftp://VALUE)'}]",
    "body: [{image: {file: VALUE, alt: A tree and a hill}}]", "body: [{qr: {address: VALUE}}]",
])  # fmt: skip
def test_no_message_quotes_a_long_value_whole(content):
    with pytest.raises(LeafletError) as caught:
        leaflet.read("title: T\n" + content.replace("VALUE", "k" * 900) + "\n")
    for fault in caught.value.faults:
        assert len(fault.line) < 400
        assert all(len(line) < 300 for line in str(fault).splitlines())
