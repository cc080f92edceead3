"""Word files: what Word writes, and what LibreOffice and python-docx write, comes in whole."""

import io
import zipfile

import docx as python_docx
import pytest
import word_files
from brought_words import body, bring, docx_text, facts, lost
from PIL import Image
from word_files import converted, docx, paragraph, picture, run, text_box, zipped

from leaflet import limits
from leaflet.errors import LeafletError
from leaflet.exchange.formats import original


def png():
    held = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(held, "PNG")
    return held.getvalue()


def brought(data):
    """Bring in a Word file of which no word may be lost."""
    made = bring(data, "leaflet.docx")
    assert lost(docx_text(data), made) == {}
    return made


def left(made):
    return [(each.kind, each.words.strip(), each.why) for each in made.leaflet.left]


def test_headings_lists_and_bold_words_are_what_their_styles_say():
    made = brought(
        docx(
            paragraph("Knee pain", "Title")
            + paragraph("For adults", "Subtitle")
            + paragraph(run("Rest ") + run("a little", "<w:b/>") + run(".", '<w:b w:val="0"/>'))
            + paragraph("At home", "heading1")
            + paragraph("Take:")
            + paragraph("ice", number=(1, 0))
            + paragraph("in a cloth", number=(1, 1))
            + paragraph("rest", number=(1, 0))
            + paragraph("Sit.", number=(2, 0))
            + paragraph("Stand.", number=(2, 0))
            + paragraph("Then breathe out.")
            + paragraph("Walk.", number=(2, 0))
            + paragraph("Well said.", "Quote")
        )
    )
    assert (facts(made)["title"], facts(made)["subtitle"]) == ("Knee pain", "For adults")
    assert body(made) == [
        {"paragraph": "Rest **a little**."},
        {"heading": "At home"},
        {
            "bullets": {
                "intro": "Take:",
                "items": [{"text": "ice", "items": ["in a cloth"]}, "rest"],
            }
        },
        {"steps": ["Sit.", "Stand."]},
        {"paragraph": "Then breathe out."},
        {"steps": {"start": "3", "items": ["Walk."]}},
        {"quote": "Well said."},
    ]


def test_tracked_changes_are_taken_as_accepted_and_told():
    who = 'w:id="1" w:author="Dr Hill" w:date="2026-03-01T10:00:00Z"'
    deleted = f"<w:del {who}><w:r><w:delText>two</w:delText></w:r></w:del>"
    made = brought(
        docx(
            paragraph("Knee", "Title")
            + paragraph(
                run("Take ") + deleted + f"<w:ins {who}>{run('three')}</w:ins>" + run(" a day.")
            )
        )
    )
    assert body(made) == [{"paragraph": "Take three a day."}]
    assert left(made) == [
        ("deleted-text", "two", "Dr Hill, 2026-03-01"),
        ("changed-text", "three", "Dr Hill, 2026-03-01"),
    ]


def test_comments_heads_feet_hidden_and_struck_words_are_told():
    made = brought(
        docx(
            paragraph("Knee", "Title")
            + paragraph(run("Rest.") + run(" secret ", "<w:vanish/>") + run("old", "<w:strike/>")),
            comments=f'<w:comment w:author="Jo">{paragraph("Is this right?")}</w:comment>',
            header=paragraph("Harbour Hospital"),
            footer=paragraph("Ref: PIL-7, page 1 of 2"),
        )
    )
    assert body(made) == [{"paragraph": "Rest."}]
    assert facts(made)["code"] == "PIL-7"
    assert {each[:2] for each in left(made)} == {
        ("hidden-text", "secret"),
        ("deleted-text", "old"),
        ("comment", "Is this right?"),
        ("header", "Harbour Hospital"),
        ("footer", "Ref: PIL-7, page 1 of 2"),
    }


def test_a_text_box_stands_once_after_its_paragraph_and_calls_for_its_kind():
    inner = paragraph(run("Call 999", "<w:b/>")) + paragraph("if you cannot breathe.")
    made = brought(docx(paragraph("Knee", "Title") + paragraph(run("Rest.") + text_box(inner))))
    assert body(made) == [
        {"paragraph": "Rest."},
        {"callout": {"kind": "urgent", "title": "Call 999", "body": "if you cannot breathe."}},
    ]
    assert "text boxes, set after the paragraph that they belong to: 1" in made.report


def test_footnotes_are_references_and_links_and_fields_lead_on():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://b.example"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("there")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f'<w:hyperlink r:id="h1">{run("here")}</w:hyperlink>'
    made = brought(
        docx(
            paragraph("Knee", "Title")
            + paragraph(run("It helps") + note + run(", see ") + link + run(" and ") + field),
            [("h1", "hyperlink", "https://a.example/x", 'TargetMode="External"')],
            footnotes=f'<w:footnote w:id="2">{paragraph("A review.")}</w:footnote>',
        )
    )
    assert body(made) == [
        {
            "paragraph": "It helps[^note-1], see [here](https://a.example/x) and [there](https://b.example)"
        },
        {"references": [{"id": "note-1", "text": "A review."}]},
    ]


def test_pictures_come_with_their_descriptions_and_linked_ones_are_not_fetched():
    made = brought(
        docx(
            paragraph("Knee", "Title")
            + paragraph(picture("i1", "A blue knee") + picture("i2", "Far away")),
            [
                ("i1", "image", "media/image1.png"),
                ("i2", "image", "https://x.example/a.png", 'TargetMode="External"'),
                ("t1", "attachedTemplate", "file:///C:/x.dotx", 'TargetMode="External"'),
            ],
            **{"word/media/image1.png": png()},
        )
    )
    assert body(made) == [{"image": {"file": "pictures/leaflet-1.png", "alt": "A blue knee"}}]
    assert made.pictures == {"pictures/leaflet-1.png": png()}
    assert {each[:2] for each in left(made)} == {
        ("picture", "Far away"),
        ("link-address", "https://x.example/a.png"),
        ("link-address", "file:///C:/x.dotx"),
    }


def test_a_table_has_its_head_and_an_equation_its_signs():
    def row(*cells, head=""):
        made = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{head}</w:trPr>{made}</w:tr>"

    rows = row("Day", "Dose", head="<w:tblHeader/>") + row("Monday", "5 mg")
    maths = "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"
    made = brought(
        docx(paragraph("Knee", "Title") + f"<w:tbl>{rows}</w:tbl>" + paragraph(run("So ") + maths))
    )
    assert body(made) == [
        {"table": {"head": ["Day", "Dose"], "header": "row", "rows": [["Monday", "5 mg"]]}},
        {"paragraph": "So x+y"},
    ]
    assert left(made)[0][:2] == ("equation", "x+y")


def test_a_drop_cap_is_the_first_letter_of_its_word():
    drop = paragraph("R", more='<w:framePr w:dropCap="drop" w:lines="3"/>')
    made = bring(docx(paragraph("K", "Title") + drop + paragraph("est a little.") + drop), "a.docx")
    assert body(made) == [{"paragraph": "Rest a little."}, {"paragraph": "R"}]


def test_where_to_click_and_type_is_told_and_what_was_typed_is_taken():
    def control(properties, text):
        told = f"<w:sdtPr>{properties}</w:sdtPr>"
        return f"<w:sdt>{told}<w:sdtContent>{text}</w:sdtContent></w:sdt>"

    made = brought(
        docx(
            paragraph("Knee", "Title")
            + control("<w:showingPlcHdr/>", paragraph("Click here"))
            + paragraph(run("Ward ") + control("<w:showingPlcHdr/>", run("Enter text")))
            + control("", paragraph("Rest."))
        )
    )
    assert body(made) == [{"paragraph": "Ward"}, {"paragraph": "Rest."}]
    assert [each[:2] for each in left(made)] == [
        ("form-field", "Click here"),
        ("form-field", "Enter text"),
    ]


def test_strict_files_have_other_namespaces_and_the_same_words():
    data = docx(paragraph("Knee", "Title") + paragraph("Rest.") + paragraph("ice", number=(1, 0)))
    files = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            text = file.read(name).decode()
            text = text.replace(word_files.MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            files[name] = text.replace(
                word_files.OFFICE, "http://purl.oclc.org/ooxml/relationships"
            )
    assert body(brought(zipped(files))) == [{"paragraph": "Rest."}, {"bullets": ["ice"]}]


def test_a_style_that_sets_off_the_first_row_says_that_it_is_the_head(tmp_path):
    for style, head in (("Light Grid Accent 1", ["Day", "Dose"]), ("Table Grid", None)):
        made = python_docx.Document()
        made.add_heading("Knee", 0)
        table = made.add_table(2, 2, style)
        for at, words in enumerate(("Day", "Dose", "Monday", "5 mg")):
            table.cell(at // 2, at % 2).text = words
        made.save(tmp_path / "a.docx")
        (block,) = body(brought((tmp_path / "a.docx").read_bytes()))
        assert block["table"].get("head") == head


def test_a_list_of_contents_is_told_and_left_out():
    made = brought(
        docx(paragraph("Knee", "Title") + paragraph("At home 2", "toc1") + paragraph("Rest."))
    )
    assert body(made) == [{"paragraph": "Rest."}]
    assert left(made)[0][:2] == ("navigation", "At home 2")


# ---- files of other makers


def written(folder):
    """A leaflet that python-docx writes."""
    made = python_docx.Document()
    made.add_heading("Your knee operation", 0)
    said = made.add_paragraph("You are having ")
    said.add_run("an operation").bold = True
    made.add_heading("Before you come", 1)
    made.add_paragraph("Please bring:")
    for words, style in (("glasses", ""), ("medicines", ""), ("in their boxes", " 2")):
        made.add_paragraph(words, style=f"List Bullet{style}")
    for words in ("Wash.", "Eat nothing."):
        made.add_paragraph(words, style="List Number")
    table = made.add_table(2, 2)
    for at, words in enumerate(("Day", "Food", "Monday", "Soup")):
        table.cell(at // 2, at % 2).text = words
    made.add_picture(io.BytesIO(png()))
    made.sections[0].footer.paragraphs[0].text = "Leaflet ref: PIL-77 Review date: May 2029"
    made.add_comment(said.runs, text="Is this right?", author="Jo")
    made.save(folder / "leaflet.docx")
    return folder / "leaflet.docx"


BROUGHT = [
    {"paragraph": "You are having **an operation**"},
    {"heading": "Before you come"},
    {
        "bullets": {
            "intro": "Please bring:",
            "items": ["glasses", {"text": "medicines", "items": ["in their boxes"]}],
        }
    },
    {"steps": ["Wash.", "Eat nothing."]},
    {"table": {"rows": [["Day", "Food"], ["Monday", "Soup"]]}},
    {"image": {"file": "pictures/leaflet-1.png", "decorative": "yes"}},
]


def test_a_file_of_python_docx_comes_in_whole(tmp_path):
    made = brought(written(tmp_path).read_bytes())
    assert body(made) == BROUGHT
    assert (facts(made)["code"], facts(made)["next_review"]) == ("PIL-77", "2029-05-01")
    assert ("comment", "Is this right?") in {each[:2] for each in left(made)}


@pytest.mark.needs("LibreOffice")
def test_a_file_of_libreoffice_comes_in_whole(tmp_path):
    opened = converted(written(tmp_path), "odt")
    made = brought(converted(opened, "docx").read_bytes())
    assert body(made) == BROUGHT


# ---- files made to harm


def refused(data, name="leaflet.docx"):
    with pytest.raises(LeafletError) as caught:
        original(data, name)
    return caught.value.faults[0].code


BOMB = b"0" * (limits.UNPACKED_BYTES // 4)
ENTITY = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + f"<w:document {word_files.SPACES}>&a;</w:document>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx("", **{"word/media/a.xml": BOMB}), "too-large"),
        (docx("", **{"word/vbaProject.bin": b"x"}), "has-macros"),
        (docx("", types="<Types>macroEnabled</Types>"), "has-macros"),
        (docx("", main=ENTITY), "document-type"),
        (docx("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200), "too-deep"),
        (docx("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>" * 5000), "too-large"),
        (docx("")[:-60], "damaged-file"),
        (docx("")[:50] + b"\0" * 99 + docx("")[149:], "damaged-file"),
        (docx("", main="<html/>"), "unknown-format"),
        (zipped({f"{number}": "" for number in range(limits.ARCHIVE_FILES + 1)}), "too-large"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old-format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked-file"),
        (b"{\\rtf1 x}", "old-format"),
        (b"no zip", "damaged-file"),
        (b" ", "empty-file"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_file_that_was_made_to_harm_is_refused_by_a_code(data, code):
    assert refused(data) == code
