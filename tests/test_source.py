"""From YAML to values with a place, and every way in which a file can be refused."""

import io
import os
import pickle
import subprocess
import sys
import time
import unicodedata

import pytest
import yaml
from conftest import everywhere
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet import limits
from leaflet.errors import FileError, LeafletError
from leaflet.source.nodes import Mapping, Scalar, Sequence, read, read_file, scalar
from leaflet.source.span import Source, Span


def node(text):
    return read(text.encode(), "content.yaml")


def plain(value):
    """Values without their places."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {key.text: plain(item) for key, item in value.entries}


def faults(text):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    with pytest.raises(LeafletError) as caught:
        read(data, "content.yaml")
    assert all(fault.place.file == "content.yaml" for fault in caught.value.faults)
    return caught.value.faults


def fault(text):
    """The only fault of a text, as line, column, sentence and hint."""
    (only,) = faults(text)
    return only.place.line, only.place.column, only.problem, only.hint


# ---- texts stay as they are written


AS_WRITTEN = """
01234567 0123 01632960123 +441632960123 020_7946_0018 12_34 0x1F 12:30 09:30 1:30.5 no on
off No NO yes true 1.10 ~ null .inf .nan 2026-01-02 2024-02-30
0000-01-01 001100 1e3 0o17 = << M4/5 a#b 10% a:b x@y.uk
"""


@pytest.mark.parametrize(
    "text", [*AS_WRITTEN.split(), "Dr. O'Brien & Son", "2024-01-01 10:00:00 +99:99", "9" * 5000]
)
def test_a_text_stays_exactly_as_it_is_written(text):
    assert plain(node(f"key: {text}\n")) == {"key": text}


def test_keys_stay_text_too():
    keys = ["on", "1", "1.0", "true", "no"]
    assert plain(node("".join(f"{key}: x\n" for key in keys))) == dict.fromkeys(keys, "x")


def test_the_version_directive_changes_nothing():
    assert plain(node("%YAML 1.1\n---\na: no\n")) == {"a": "no"}


def test_lists_and_mappings_keep_their_order():
    text = "b:\n  - x\n  - c: 1\n    a: [p, q]\na: {}\nz: []\n"
    assert plain(node(text)) == {"b": ["x", {"c": "1", "a": ["p", "q"]}], "a": {}, "z": []}
    assert [key.text for key, _ in node(text).entries] == ["b", "a", "z"]


def test_a_mapping_gives_the_value_of_a_key_or_none():
    root = node("a: 1\nb: 2")
    assert root.get("b").text == "2"
    assert root.get("c") is None


def test_folded_literal_and_quoted_texts_are_read():
    text = "a: |\n  x\n  y\nb: >-\n  x\n  y\nc: \"x\\ty\"\nd: 'it''s'\ne: x\n  y\n"
    assert plain(node(text)) == {"a": "x\ny\n", "b": "x y", "c": "x\ty", "d": "it's", "e": "x y"}


# ---- places


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_right_behind_any_line_end_and_any_character(end):
    text = end.join(["# ☎ 😀", "é😀: ü😀", "lïst:", '  - "😀 q"', "  - 𝔵: y", ""])
    root = node(text)
    (key, value), (_, items) = root.entries
    assert key.span.place[1:5] == (2, 1, "é😀: ü😀", 2)
    assert value.span.place[1:5] == (2, 5, "é😀: ü😀", 2)
    assert items.items[0].span.place[1:5] == (4, 5, '  - "😀 q"', 5)
    assert items.items[1].get("𝔵").span.place[1:5] == (5, 8, "  - 𝔵: y", 1)


def test_a_byte_order_mark_is_dropped_and_shifts_nothing():
    root = read(b"\xef\xbb\xbfa: b", "x")
    assert plain(root) == {"a": "b"}
    assert root.entries[0][0].span.place[1:3] == (1, 1)


def test_a_place_over_several_lines_is_cut_to_the_first():
    value = node("a: first\n   second\nb: c").get("a")
    assert value.text == "first second"
    assert value.span.place[1:5] == (1, 4, "a: first", 5)


def test_the_place_behind_the_last_line_is_on_a_line_of_its_own():
    assert Source("x", "ab\n").place(3)[1:5] == (2, 1, "", 1)
    assert Source("x", "ab").place(2)[1:5] == (1, 3, "ab", 1)
    assert Source("x", "").place(0)[1:5] == (1, 1, "", 1)


def test_a_fragment_is_found_inside_its_span():
    value = node("- x\n- Call 😀 {clinic.phone} or\n  {clinic.fax} now").items[1]
    assert value.span.find("{clinic.phone}")[1:5] == (2, 10, "- Call 😀 {clinic.phone} or", 14)
    assert value.span.find("{clinic.fax}")[1:3] == (3, 3)


def test_a_fragment_is_found_although_it_is_written_with_other_accents():
    loose = unicodedata.normalize("NFD", "- Größe für Café XY")
    value = node(loose).items[0]
    place = value.span.find("Café")
    assert loose[place.column - 1 : place.column - 1 + place.width] == "Cafe\u0301"
    assert value.span.find("XY").width == 2


def test_a_fragment_behind_an_escape_gives_the_whole_span():
    value = node('- "a\\tb c"').items[0]
    assert value.span.find("a\tb") == value.span.place
    assert value.span.find("") == value.span.place


def test_equal_texts_from_different_places_are_equal_values():
    first, second = node("- {a: [x]}\n-   {a: [x]}").items
    assert first == second
    assert hash(first) == hash(second)
    assert len({first, second}) == 1
    assert first.span.start != second.span.start
    assert first != node("- {a: [y]}").items[0]
    assert first.span != "a span"


def test_values_can_be_sent_to_another_process():
    root = node("a: [b, c]")
    again = pickle.loads(pickle.dumps(root))
    assert again == root
    assert again.get("a").span.place == root.get("a").span.place
    assert "content.yaml:1:4" in repr(again)


# ---- what YAML would lose


@pytest.mark.parametrize("text", ["colour:   #0a6e5c", "- #0a6e5c", "colour: #0a6e5c  \nb: c"])
def test_a_comment_in_the_place_of_a_value_is_remembered(text):
    root = node(text)
    value = root.items[0] if isinstance(root, Sequence) else root.entries[0][1]
    assert (value.text, value.comment) == ("", "#0a6e5c")


def test_an_empty_value_without_a_comment_remembers_none():
    root = node("a:\nb: ''\nc: x # fine\n# d\n")
    assert [(value.text, value.comment) for _, value in root.entries] == [
        ("", ""),
        ("", ""),
        ("x", ""),
    ]


def test_a_number_sign_that_would_cut_a_text_is_refused():
    line, column, problem, hint = fault("a: b\naddress: Suite #4, High Street")
    assert (line, column) == (2, 16)
    assert "left out" in problem
    assert "quotation marks" in hint


@pytest.mark.parametrize("text", ["a: b # note", "a: b ## note", "a: b #", 'a: "b #4"', "a: b#4"])
def test_a_note_behind_a_text_is_allowed(text):
    assert isinstance(node(text), Mapping)


def test_a_list_item_too_far_to_the_right_is_not_swallowed():
    assert fault("- Wash\n- Dry\n  - Rest\n")[:2] == (3, 3)
    assert fault("a: Wash\n  - Dry")[:2] == (2, 3)


@pytest.mark.parametrize("end", ["\\\n  ", "\\\r\n  ", "\\\n"])
def test_a_backslash_that_would_join_two_words_is_refused(end):
    line, column, problem, hint = fault(f'a: b\nc: "12 Fell Road{end}Tarnford"')
    assert (line, column) == (2, 13)
    assert "joins two words" in problem and "`\\n`" in hint


@pytest.mark.parametrize(
    "text",
    [
        'a: "Fell Road \\\n  Tarnford"',
        'a: "Fell Road\\n\\\n  Tarnford"',
        'a: "Fell Road\\\n  \\ Tarnford"',
        'a: "https://a.example/one/\\\n  two"',
        "a: Fell Road\\\n  Tarnford",
        "a: 'Fell Road\\\n  Tarnford'",
    ],
)
def test_a_backslash_that_joins_nothing_or_an_address_is_allowed(text):
    assert isinstance(node(text), Mapping)


def test_a_placeholder_without_quotation_marks_is_refused():
    line, column, problem, hint = fault("phone: {clinic.phone}")
    assert (line, column, hint) == (1, 8, 'write "{clinic.phone}"')
    assert "`{`" in problem


# ---- keys


def test_a_key_written_twice_names_both_lines():
    line, column, problem, _ = fault("a: 1\nb: 2\na: 3")
    assert (line, column) == (3, 1)
    assert problem == "`a` is written twice: it is also in line 1"


def test_all_faults_are_gathered():
    found = faults("a: &x 1\nb: 2\nb: 3\nc: *x\nd:\n  - !t 4\n  - e: f: g\n")
    assert [fault.place.line for fault in found] == [1, 3, 4, 6, 7]


def test_a_key_twice_in_different_mappings_is_no_fault():
    assert plain(node("- a: 1\n- a: 2")) == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("text", ["? [a]\n: b", "? {a: b}\n: c", "[a]: b", "{{ x }}", "{a: 1}: b"])
def test_a_key_that_is_no_text_is_refused(text):
    assert "needs quotation marks" in faults(text)[0].problem


@pytest.mark.parametrize("text", ["'': a", "?\n: a", '"": a'])
def test_an_empty_key_is_refused(text):
    assert "no key" in fault(text)[2]


# ---- refused constructs


@pytest.mark.parametrize(
    "text",
    [
        "a: &x b",
        "a: &x",
        "- &x [1]",
        "a: !t b",
        "a: !!int 1",
        "- !!bool x",
        "a: !!timestamp x",
        "- ! x",
        "a: !!python/object/apply:os.system [id]",
        "- *x",
        "a: **bold** word",
        "a: *it* x",
        "a: @x",
        "a: %s",
        "a: `x`",
        "a: | x",
        "a: > 3 cm",
        "a: ]",
        "a: , b",
        "a: ? b",
    ],
)
def test_a_text_that_starts_with_a_sign_needs_quotation_marks(text):
    sign = text[3] if text[0] == "a" else text[2]
    _, column, problem, hint = fault(text)
    assert column == text.index(sign) + 1
    assert problem == f"a text that starts with `{sign}` needs quotation marks"
    assert hint.startswith('write "' + text[column - 1 :])


@pytest.mark.parametrize("text", ["a: **b** x", "- [NHS](https://nhs.uk)", "a: {clinic.phone} now"])
def test_the_hint_of_a_fault_can_be_taken_at_its_word(text):
    _, column, _, hint = fault(text)
    mended = text[: column - 1] + hint.removeprefix("write ")
    assert text[column - 1 :] in str(plain(node(mended)))


def test_a_merge_key_is_only_a_key():
    assert plain(node("a: {<<: b}")) == {"a": {"<<": "b"}}


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "a: 1\n---\n", "--- a\n--- b"])
def test_a_second_document_is_refused(text):
    line, _, problem, _ = fault(text)
    assert line == 2
    assert "second document" in problem


def test_one_document_may_have_its_marks():
    assert plain(node("---\na: 1\n...\n")) == {"a": "1"}


@pytest.mark.parametrize("text", ["", " \n\n", "# only a note\n", "null", "~", "---\n", "''"])
def test_an_empty_file_is_said_to_be_empty(text):
    line, _, problem, hint = fault(text)
    assert (line, problem) == (0, "there is nothing in this file")
    assert hint


# ---- characters


REFUSED = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)]
REFUSED += [*range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF]
REFUSED += [0x1FFFE, 0x10FFFF]


@pytest.mark.parametrize("code", REFUSED, ids=hex)
def test_a_hidden_character_is_refused_with_its_place(code):
    line, column, problem, hint = fault(f"a: b\nc: 😀d{chr(code)}e")
    assert (line, column) == (2, 6)
    assert f"U+{code:04X}" in problem
    assert hint


@pytest.mark.parametrize("code", REFUSED, ids=hex)
def test_a_hidden_character_is_refused_as_an_escape_too(code):
    (found,) = faults(f'a: b\nc: "d\\U{code:08x}e"')
    assert found.place[1:3] == (2, 4)


@pytest.mark.parametrize("escape", [r"\0", r"\x1b", r"\ud800", r"\a", r"\e", r"\N", r"\L", r"\P"])
def test_an_escape_that_hides_a_character_is_refused(escape):
    assert fault(f'a: "x{escape}y"')[:2] == (1, 4)


def test_the_direction_of_writing_is_named():
    assert "direction" in fault("a: \u202eb")[2]


def test_every_hidden_character_is_reported_and_a_run_is_one():
    found = faults("a: \x07\x07\nb: \x1b x \u202e\n")
    assert [f.place[1:3] for f in found] == [(1, 4), (2, 4), (2, 8)]
    assert found[0].place.width == 2


@pytest.mark.parametrize(
    "text", ["a\tb", "ZWJ \u200d ZWNJ \u200c", "nb\u00a0sp", "so\u00adft", "\ufffd", "👩‍⚕️"]
)
def test_a_character_that_is_written_on_purpose_is_kept(text):
    assert plain(node(f"a: {text}")) == {"a": text}


def test_a_file_of_hidden_characters_gives_a_short_message():
    found = faults("x\x00yz" * 20_000)
    assert len(found) == limits.FAULTS


# ---- encodings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_named_and_the_hint_says_utf8(encoding):
    line, _, problem, hint = fault("title: Größe\n".encode(encoding))
    assert line == 0
    assert "UTF-16" in problem
    assert "UTF-8" in hint


def test_an_old_windows_encoding_gets_the_line_of_the_byte():
    line, column, problem, hint = fault("title: Café ☎\nb: Grö".encode() + "ße".encode("cp1252"))
    assert (line, column) == (2, 7)
    assert "DF" in problem
    assert "UTF-8" in hint


def test_the_column_of_a_bad_byte_is_right_behind_a_byte_order_mark():
    assert fault(b"\xef\xbb\xbfa: \xe9")[:2] == (1, 4)


@pytest.mark.parametrize(
    ("start", "kind"), [(b"PK\x03\x04", "Word"), (b"%PDF-1.7", "PDF"), (b"{\\rtf1", "RTF")]
)
def test_another_kind_of_file_is_named(start, kind):
    assert kind in fault(start + b"\0\xff rest")[2]


# ---- syntax in plain words


@pytest.mark.parametrize(
    ("text", "line", "column", "problem", "hint"),
    [
        ("a:\n\tb: c", 2, 1, "tab", "spaces"),
        ("\ta: b", 1, 1, "tab", "spaces"),
        ("a: >-\n  x\n\ty", 3, 1, "tab", "spaces"),
        ("\t\t", 1, 1, "tab", "spaces"),
        ("a: b: c", 1, 4, "colon", 'write "b: c"'),
        ("- q: Safe: yes", 1, 6, "colon", 'write "Safe: yes"'),
        ('a: say "x": y', 1, 4, "colon", "write 'say \"x\": y'"),
        ("a: 'tis\nb: x", 1, 4, "never closed", 'write "\'tis"'),
        ('a: "x\nb: y', 1, 4, "never closed", 'put a "'),
        ('a: "x\nb: "y"\n', 1, 4, "some lines below", "quotation"),
        ('a: "x" y', 1, 4, "goes on after", "quotation"),
        ('a: "x": y', 1, 4, "goes on after", "quotation"),
        ('a: "C:\\dir"', 1, 4, "backslash", "single quotation"),
        ('a: "\\UFFFFFFFF"', 1, 4, "backslash", "single quotation"),
        ("a: [x, y\nb: c", 1, 4, "never closed", "close it"),
        ("a: {x: y\nb: c", 1, 4, "never closed", "close it"),
        ("a: - x", 1, 4, "list", "new line"),
        ("title:Hello\nb: x", 1, 1, "no space", "`key: text`"),
        ("a: x\nbenefits:Yes\nc: d", 2, 1, "no space", "space after the colon"),
        ("a: x\n b: c", 2, 2, "does not fit", "indented"),
        ("a:\n    b: x\n  c: y\n", 3, 3, "does not fit", "indented"),
        ("- a: b\n c: d", 2, 2, "does not fit", "indented"),
        ("a: b\n- c", 2, 1, "does not fit", "indented"),
        ("%TAG x\n---\na", 1, 1, "`%`", "write"),
    ],
)
def test_a_syntax_error_is_put_in_plain_words(text, line, column, problem, hint):
    found = fault(text)
    assert found[:2] == (line, column)
    assert problem in found[2]
    assert hint in found[3]


BROKEN = ("% x", "@x", "*x*", "!x", "[a] b", "{a} b", "`x`", '"x" y', "a: b", "'x' y", "| x", "- x")
"""Values that YAML cannot read, each for a reason of its own."""


@given(
    st.lists(st.sampled_from((*BROKEN, "fine", '"fine: too"', "[fine]")), min_size=1, max_size=15)
)
def test_every_value_that_cannot_be_read_is_told_in_one_run(values):
    text = "title: x\nbody:\n" + "".join(f"  - paragraph: {value}\n" for value in values)
    wrong = [line for line, value in enumerate(values, 3) if value in BROKEN]
    assert (
        [found.place.line for found in faults(text)] == wrong if wrong else read(text.encode(), "x")
    )


def test_what_follows_a_quotation_mark_of_many_lines_is_not_judged():
    assert [found.place.line for found in faults('a: "x\n  y\n  z: [\nb: @c\n')] == [1]


def test_only_some_faults_of_syntax_are_looked_for():
    assert len(faults("- @x\n" * 5_000)) == limits.SYNTAX_FAULTS


def test_no_message_speaks_the_language_of_a_parser():
    for text in ["a: b: c", "a: *x", "a: {{ x }}", "a: [", "? [a]\n: b", 'a: "\\q"', "a:\n\tb: c"]:
        message = " ".join(f.problem + f.hint for f in faults(text)).lower()
        assert not any(
            word in message for word in ("scalar", "token", "anchor", "alias", "mapping")
        )


# ---- bombs and limits


def test_sixty_thousand_brackets_are_refused_at_once():
    start = time.process_time()
    assert "20 lists" in fault("[" * 60_000)[2]
    assert time.process_time() - start < 1


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? "])
def test_depth_is_limited(sign):
    assert "inside each other" in fault(sign * 5000)[2]


def test_twenty_levels_are_allowed_and_one_more_is_not():
    assert node("[" * limits.DEPTH + "]" * limits.DEPTH)
    assert "20" in fault("[" * (limits.DEPTH + 1) + "]" * (limits.DEPTH + 1))[2]


def test_an_alias_bomb_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    start = time.process_time()
    assert len(faults("\n".join(lines))) == 40 + 39 * 2
    assert time.process_time() - start < 1


def test_a_merge_bomb_is_refused_before_it_grows():
    lines = ["m0: &m0 {k: v}"] + [
        f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, 30)
    ]
    assert faults("\n".join(lines))


def test_more_than_fifty_thousand_keys_and_texts_are_refused():
    assert "50,000" in fault("- x\n" * 50_001)[2]
    assert len(node("- x\n" * 49_990).items) == 49_990


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    data = b"a: " + b"x" * limits.CONTENT_BYTES
    assert "1,000,003 bytes" in fault(data)[2]
    assert "1,000,000" in fault(data)[2]
    with pytest.raises(LeafletError, match="64,000"):
        read(b"x" * 64_001, "clinic.yaml", limits.CLINIC_BYTES)


def test_two_thousand_questions_are_read_in_half_a_second():
    answer = "Most people go home on the same day. " * 5
    text = "faqs:\n" + "".join(f"- question: Q{n}?\n  answer: {answer}\n" for n in range(2000))
    assert len(text) > 400_000
    start = time.process_time()
    assert len(node(text).get("faqs").items) == 2000
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "raised",
    [
        ValueError("x"),
        KeyError("x"),
        AttributeError("x"),
        OverflowError("x"),
        RecursionError("x"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"),
        yaml.YAMLError("x"),
        yaml.reader.ReaderError("x", 0, 0, "utf-8", "x"),
    ],
    ids=lambda e: type(e).__name__,
)
def test_whatever_the_parser_raises_is_one_fault(monkeypatch, raised):
    def parse(*args, **kwargs):
        raise raised
        yield

    monkeypatch.setattr(yaml, "parse", parse)
    assert fault("a: b")[2] == "this file cannot be understood"


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "0000-01-01",
        "2024-01-01 00:00:00 +99:99",
        "9" * 4301,
        "!!int x",
        "!!bool x",
        "!!timestamp x",
        '"\\UFFFFFFFF"',
        "[" * 500 + "]" * 500,
        "{" * 30_000,
        "- " * 30_000,
    ],
)
def test_what_breaks_safe_load_is_a_text_or_a_fault(text):
    try:
        assert plain(node(f"- {text}")) == [text]
    except LeafletError as error:
        assert error.faults[0].place.line == 1


def test_without_the_c_library_the_slow_parser_gives_the_same_values(monkeypatch):
    text = "é😀: [x, '01']\nb:\r\n  - {c: d}\n"
    quick = node(text)
    monkeypatch.delattr(yaml, "CBaseLoader")
    slow = node(text)
    assert plain(slow) == plain(quick)
    assert slow.get("b").items[0].span.place == quick.get("b").items[0].span.place
    for bad in ["a: b: c", "a: 'x", "\ta: b", "a: [x", "- *x", "[" * 999, '"\\ud800"', "a: {"]:
        assert faults(bad)


# ---- whatever is given, only our own error comes out


pieces = st.sampled_from([*"ab01:-#'\"[]{}&*!|>%@`?,. \n\t\r\\", "é", "😀", "- ", ": ", "\n  "])


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_our_error(data):
    try:
        read(data, "x")
    except LeafletError as error:
        assert error.faults
        assert str(error)


@settings(deadline=None)
@given(st.lists(pieces, max_size=60).map("".join))
def test_random_yaml_raises_nothing_but_our_error(text):
    try:
        read(text.encode(), "x")
    except LeafletError as error:
        assert str(error)
        for found in error.faults:
            assert found.problem
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 0 <= found.place.line <= len(lines)
            if found.place.line:
                assert found.place.excerpt == lines[found.place.line - 1]
                assert 1 <= found.place.column <= len(found.place.excerpt) + 1


printable = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Zl", "Zp"]))
nested = st.recursive(
    printable,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(printable, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(printable.filter(bool), nested, min_size=1, max_size=5), st.booleans())
def test_nested_values_come_back_as_they_were_written(value, flow):
    text = yaml.safe_dump(
        stringless(value), allow_unicode=True, default_flow_style=flow, default_style='"'
    )
    try:
        assert plain(read(text.encode(), "x")) == value
    except LeafletError as error:
        assert "no key" in str(error) or "inside each other" in str(error)


def stringless(value):
    """A copy without shared parts, for which the dumper would write aliases."""
    if isinstance(value, dict):
        return {key: stringless(item) for key, item in value.items()}
    return [stringless(item) for item in value] if isinstance(value, list) else value


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_value_of_the_command_line_is_itself_or_refused(text):
    try:
        value = scalar(text, "--set clinic.phone")
    except LeafletError as error:
        assert "--set clinic.phone:" in str(error)
    else:
        assert value.text == text
        assert value.span.place.file == "--set clinic.phone"


def test_a_value_of_the_command_line_is_checked_for_hidden_characters():
    with pytest.raises(LeafletError, match=r"--set clinic.name:1:2: .*U\+001B"):
        scalar("a\x1b", "--set clinic.name")
    with pytest.raises(LeafletError, match=r"U\+DCE9"):  # a byte that the shell could not decode
        scalar("Caf\udce9", "--set clinic.name")


# ---- files


@everywhere
def test_a_file_is_read_under_the_name_that_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content.yaml").write_bytes(b"a: b")
    assert read_file("content.yaml").entries[0][0].span.place.file == "content.yaml"
    (tmp_path / "link.yaml").symlink_to("content.yaml")
    assert plain(read_file(tmp_path / "link.yaml")) == {"a": "b"}


@everywhere
def test_standard_input_is_read_once_and_never_beyond_the_limit(monkeypatch):
    class Input:
        buffer = io.BytesIO(b"a: b")

    monkeypatch.setattr(sys, "stdin", Input)
    assert read_file("-").get("a").span.place.file == "<standard input>"
    Input.buffer = io.BytesIO(b"x" * 5_000_000)
    with pytest.raises(LeafletError, match="too large"):
        read_file("-")
    assert Input.buffer.tell() == limits.CONTENT_BYTES + 1


def file_fault(path):
    with pytest.raises(FileError) as caught:
        read_file(path)
    return str(caught.value)


@everywhere
def test_a_missing_file_gets_the_name_that_is_close(tmp_path):
    (tmp_path / "content.yaml").touch()
    message = file_fault(tmp_path / "contnet.yaml")
    assert "there is no file" in message
    assert "did you mean `content.yaml`?" in message
    assert str(tmp_path) in file_fault(tmp_path / "quite-another")
    assert "no folder" in file_fault(tmp_path / "none" / "content.yaml")
    assert "there is no file" in file_fault(tmp_path / "content.yaml" / "x")


@everywhere
def test_a_folder_is_not_read(tmp_path):
    assert "is a folder" in file_fault(tmp_path)


@everywhere
@pytest.mark.posix("Windows has no pipes and devices among the files")
def test_a_pipe_does_not_hang_and_a_device_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        assert "device or a pipe" in file_fault(tmp_path / name)
    assert "device or a pipe" in file_fault("/dev/null")


@everywhere
@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "\ud800", "loop"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path, name):
    (tmp_path / "loop").symlink_to("loop")
    message = file_fault(str(tmp_path / name))
    assert "\0" not in message
    assert "`" in message


@everywhere
@pytest.mark.posix("Windows has no pipes and devices among the files")
def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_bytes(b"a: b")
    opened, flags = os.open, []
    monkeypatch.setattr(os, "open", lambda path, how: flags.append(how) or opened(path, how))
    read_file(tmp_path / "a.yaml")
    assert flags[0] & os.O_NONBLOCK


@everywhere
def test_a_file_that_may_not_be_read_is_said_so(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_bytes(b"a: b")

    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "may not be read" in file_fault(tmp_path / "a.yaml")


@everywhere
@pytest.mark.windows
def test_a_file_that_another_program_keeps_closed_is_to_be_closed_there(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_bytes(b"a: b")
    real, tries = os.open, []

    def closed(path, flags):
        tries.append(path)
        if len(tries) < 3 or path.name == "a.yaml":
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr(os, "open", closed)
    assert "close it in the program that has it open, or ask" in file_fault(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").write_bytes(b"a: b")
    tries.clear()
    assert plain(read_file(tmp_path / "b.yaml")) == {"a": "b"}  # a scanner had it for a moment
    assert len(tries) == 3


@everywhere
def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(LeafletError, match="1,000,000,000,000 bytes"):
        read_file(tmp_path / "a.yaml")


def test_yaml_is_imported_only_when_a_file_is_read():
    code = "import sys, leaflet.source.nodes; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@everywhere
def test_a_span_is_made_of_a_source_and_two_offsets():
    assert Span(Source("x", "ab cd"), 3, 5).place[:5] == ("x", 1, 4, "ab cd", 2)
