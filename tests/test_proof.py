"""`leaflet proof` prints what a screen reader would say, for a person to read with the ears."""

from io import BytesIO
from pathlib import Path

import leaflets
import pikepdf
import pytest
from conftest import without

import leaflet
from leaflet import limits
from leaflet.errors import FileError, LeafletError
from leaflet.measure import spoken, tree
from leaflet.measure.tree import Element

SAMPLE = Path(__file__).parent / "gates" / "samples" / "typst-ua1.pdf"


def said(*elements: Element, language: str = "en") -> list[str]:
    return list(spoken.lines(elements, language))


def heard(body: str, folder: Path) -> list[str]:
    """What is heard of a body, without what stands above it."""
    pdf = leaflet.write(leaflet.compose(leaflets.document(folder, body)))
    return spoken.text(pdf).splitlines()[6:]


def test_the_default_leaflet_is_heard_as_it_was_read_by_a_person(golden):
    document = leaflet.read(leaflets.CONTENT)
    golden("default.txt", spoken.text(leaflet.write(leaflet.compose(document))))


def test_the_command_prints_the_proof_of_a_file(run):
    ran = run("proof", str(SAMPLE))
    assert (ran.code, ran.err) == (0, "")
    assert ran.said == spoken.read(SAMPLE)


def test_a_file_of_another_program_is_heard_too():
    lines = spoken.read(SAMPLE).splitlines()
    assert lines[:4] == ["title: Bowel preparation", "language: en-GB", "pages: 2", ""]
    assert "heading level 2: What you can eat" in lines
    assert "  bullet White bread" in lines
    assert "  item 2: Drink the second sachet at 6 am." in lines
    at = lines.index("table with 3 columns and 3 rows")
    assert lines[at + 1] == "  row 1 column 1 header: Medicine"
    assert lines[at + 4] == "  row 2 column 1: Iron tablets"
    assert lines[at + 10] == "end of table"
    assert "graphic: A plate with white bread and an egg" in lines


def test_lists_links_and_headings_are_named(tmp_path):
    body = """
- heading: Two
- paragraph: Read [this **page**](https://a.example) first.
- bullets: [One, "[Two](https://b.example)"]
- steps: [Go]
"""
    assert heard(body, tmp_path) == [
        *("heading level 2: Two", "Read [link: this page] first."),
        *("list with 2 items", "  item One", "  item [link: Two]", "end of list"),
        *("list with 1 item", "  item 1: Go", "end of list"),
    ]


@pytest.mark.parametrize(
    ("target", "name"), [("https://a.example", "link"), ("lang:cy", "language cy")]
)
def test_the_blank_behind_a_link_is_heard_also_where_a_line_ends(tmp_path, target, name):
    counts = range(4, 16)
    after = "before you come here, and after it."
    body = "".join(
        f"- paragraph: '{'walk ' * count}[all people]({target}) {after}'\n" for count in counts
    )
    lines = [line for line in heard(body, tmp_path) if "people" in line]
    assert lines == [f"{'walk ' * count}[{name}: all people] {after}" for count in counts]


def test_a_logo_is_a_graphic_that_says_what_it_is(tmp_path):
    pdf = leaflet.write(leaflet.compose(leaflets.default(tmp_path)))
    alt = spoken.text(pdf).splitlines()[4]
    assert alt.startswith("graphic: ")
    assert "Harbour Clinic" in alt


def test_a_hyphen_at_the_end_of_a_line_is_heard_as_one(tmp_path):
    body = f"- paragraph: {'short-term relief from long-term pain ' * 30}"
    (line,) = heard(body, tmp_path)
    assert line == ("short-term relief from long-term pain " * 30).strip()


def test_a_graphic_without_words_is_told():
    assert said(Element("Figure")) == ["graphic: nothing says what it is"]


def test_a_change_of_language_is_told_there_and_back():
    span = Element("Span", ("bonjour",), language="fr")
    assert said(Element("P", ("say ", span, "!"))) == ["say [language fr: bonjour]!"]
    assert said(Element("P", ("salut",), language="fr")) == [
        "language fr:",
        "salut",
        "language en:",
    ]
    assert said(Element("P", ("hello",), language="en")) == ["hello"]


def test_a_list_in_an_item_stands_further_in():
    inner = Element("L", (Element("LI", (Element("LBody", ("deep",)),)),))
    item = Element("LI", (Element("Lbl", ("a)",)), Element("LBody", ("top", inner))))
    assert said(Element("L", (item, None))) == [
        *("list with 1 item", "  item a: top", "    list with 1 item"),
        *("      item deep", "    end of list", "end of list"),
    ]


def test_a_table_tells_wide_cells_and_blank_ones():
    head = Element("TR", (Element("TH", ("Both",), columns=2), Element("TH", ("Last",))))
    body = Element("TR", (Element("TD", ("a",)), None, Element("TD", (Element("P", ("c",)),))))
    assert said(Element("Table", (Element("THead", (head,)), Element("TBody", (body,))))) == [
        *("table with 3 columns and 2 rows", "  row 1 column 1 header: Both"),
        *("  row 1 column 3 header: Last", "  row 2 column 1: a", "  row 2 column 2: blank"),
        *("  row 2 column 3: c", "end of table"),
    ]


def test_text_that_stands_in_a_row_without_a_cell_is_read():
    row = Element("TR", ("loose", Element("TD", ("b",))))
    assert said(Element("Table", (row,))) == [
        *("table with 2 columns and 1 row", "  row 1 column 1: loose", "  row 1 column 2: b"),
        "end of table",
    ]


def test_roles_of_other_programs_are_named():
    assert said(Element("H", ("Old",))) == ["heading: Old"]
    assert said(Element("Note", (Element("P", ("n",)),))) == ["note: n"]
    assert said(Element("BlockQuote", (Element("P", ("q",)),))) == ["quote", "  q", "end of quote"]
    assert said(Element("P", ("A. M.",), actual="ante meridiem")) == ["ante meridiem"]
    assert said(Element("Sect", (Element("P", (" \n",)), "loose"))) == ["loose"]
    assert said(Element("Figure", (Element("Caption", ("c",)),), alt="A cat")) == [
        *("graphic: A cat", "caption: c")
    ]


def test_no_text_of_a_pdf_can_forge_a_line():
    assert said(Element("P", ("a\nheading\x1b[2J \u202eb",))) == ["a heading[2J b"]


def changed(**entries: object) -> bytes:
    with pikepdf.open(SAMPLE) as pdf:
        for key in entries:
            del pdf.Root[f"/{key}"]
        saved = BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def refusal(path: Path) -> LeafletError:
    with pytest.raises(LeafletError) as caught:
        spoken.read(path)
    return caught.value


def test_a_file_without_tags_is_refused_in_plain_words(tmp_path):
    path = tmp_path / "untagged.pdf"
    path.write_bytes(changed(StructTreeRoot=None))
    error = refusal(path)
    assert error.exit_code == 1
    assert str(error).startswith(f"{path}: this PDF has no tags")


def test_a_file_that_does_not_say_its_language_is_heard_all_the_same(tmp_path):
    path = tmp_path / "silent.pdf"
    path.write_bytes(changed(Lang=None))
    assert "language: none" in spoken.read(path).splitlines()


@pytest.mark.parametrize("data", [b"", b"Hello", SAMPLE.read_bytes()[:4000]])
def test_what_is_no_pdf_is_refused_in_plain_words(data, tmp_path):
    path = tmp_path / "no.pdf"
    path.write_bytes(data)
    assert str(refusal(path)) == f"{path}: this is not a PDF, or it is damaged"


def test_a_locked_pdf_is_refused_in_plain_words(tmp_path):
    path = tmp_path / "locked.pdf"
    with pikepdf.open(SAMPLE) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert "this PDF is locked by a password" in str(refusal(path))


def test_a_missing_or_a_very_large_file_is_refused(tmp_path, monkeypatch):
    assert isinstance(refusal(tmp_path / "none.pdf"), FileError)
    monkeypatch.setattr(limits, "PDF_BYTES", 100)
    assert "too large" in str(refusal(SAMPLE))


def test_without_the_reader_one_line_names_the_extra(monkeypatch, run):
    monkeypatch.setattr(tree, "pypdfium2", None)
    ran = run("proof", str(SAMPLE))
    wanted = without("proof")
    assert (ran.code, ran.out, ran.err) == (1, b"", wanted)
