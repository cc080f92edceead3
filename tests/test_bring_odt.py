"""OpenDocument texts: what LibreOffice writes comes in whole."""

import pytest
from brought_words import body, bring, docx_text, facts, lost, odt_text
from test_bring_docx import png, refused
from word_files import converted, zipped

NAMES = ("office", "style", "text", "table", "drawing", "fo", "svg", "meta")
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES
)
SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
SPACES = SPACES.replace("xmlns:drawing=", "xmlns:draw=")
STYLES = (
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1"'
    ' style:num-format="1"/></text:list-style>'
)


def odt(body, **files):
    content = (
        f"<office:document-content {SPACES}>"
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = f"<office:document-styles {SPACES}/>"
    kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return zipped({**kind, "content.xml": content, "styles.xml": styles, **files})


def brought(data):
    made = bring(data, "leaflet.odt")
    assert lost(odt_text(data), made) == {}
    return made


def test_each_kind_of_thing_is_read():
    data = odt(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        "<dc:creator>Jo</dc:creator></office:change-info><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Knee pain</text:h>'
        '<text:p>Rest <text:span text:style-name="B">a<text:s/>little</text:span>, '
        '<text:a xlink:href="https://x.example">walk</text:a><text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>A review.</text:p></text:note-body>"
        "</text:note>."
        '<text:span text:style-name="H"> secret </text:span></text:p>'
        '<text:list text:style-name="N"><text:list-item><text:p>Sit.</text:p>'
        "<text:list><text:list-item>"
        "<text:p>slowly</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Day</text:p>"
        "</table:table-cell><table:table-cell><text:p>Dose</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>none</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/>'
        "<svg:desc>A blue knee</svg:desc></draw:frame></text:p>"
        "<text:table-of-content><text:index-body><text:p>Knee 1</text:p>"
        "</text:index-body></text:table-of-content>",
        **{"Pictures/1.png": png()},
    )
    made = brought(data)
    assert facts(made)["title"] == "Knee pain"
    assert body(made) == [
        {"paragraph": "Rest **a little**, [walk](https://x.example)[^note-1]."},
        {"steps": [{"text": "Sit.", "items": ["slowly"]}]},
        {"table": {"head": ["Day", "Dose"], "header": "row", "rows": [["none", ""]]}},
        {"image": {"file": "pictures/leaflet-1.png", "alt": "A blue knee"}},
        {"references": [{"id": "note-1", "text": "A review."}]},
    ]
    assert [(each.kind, each.words) for each in made.leaflet.left] == [
        ("deleted-text", "gone"),
        ("hidden-text", "secret"),
        ("navigation", "Knee 1"),
    ]


FLAT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:insertion>
<office:change-info><dc:creator>Jo</dc:creator><dc:date>2026-03-01T10:00:00</dc:date>
</office:change-info></text:insertion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Knee pain</text:h>
<text:p>Take <text:change-start text:change-id="c1"/>three<text:change-end text:change-id="c1"/> a
 day<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>A review.</text:p></text:note-body></text:note>.<office:annotation>
<dc:creator>Jo</dc:creator><dc:date>2026-03-01T10:00:00</dc:date>
<text:p>Is this right?</text:p></office:annotation></text:p>
<text:p>Look.<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm">
<draw:text-box><text:p>Call 999 now</text:p></draw:text-box></draw:frame></text:p>
<text:list text:style-name="N"><text:list-item><text:p>Sit.</text:p></text:list-item>
<text:list-item><text:p>Stand.</text:p></text:list-item></text:list>
</office:text></office:body></office:document>"""
"""A text as LibreOffice takes it, to be saved by it."""


@pytest.mark.needs("LibreOffice")
@pytest.mark.parametrize(("form", "said"), [("odt", odt_text), ("docx", docx_text)])
def test_what_a_file_of_libreoffice_hides_is_read_or_told(form, said, tmp_path):
    (tmp_path / "leaflet.fodt").write_text(FLAT, "utf-8")
    data = converted(tmp_path / "leaflet.fodt", form).read_bytes()
    made = bring(data, f"leaflet.{form}")
    assert lost(said(data), made) == {}
    assert body(made) == [
        {"paragraph": "Take three a day[^note-1]."},
        {"paragraph": "Look."},
        {"callout": {"kind": "urgent", "body": "Call 999 now"}},
        {"steps": ["Sit.", "Stand."]},
        {"references": [{"id": "note-1", "text": "A review."}]},
    ]
    kinds = {each.kind: each.words for each in made.leaflet.left}
    assert kinds["comment"] == "Is this right?"
    assert "text boxes, set after the paragraph that they belong to: 1" in made.report


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"META-INF/manifest.xml": "<x><encryption-data/></x>"}, "locked-file"),
        ({"Basic/Standard/Module1.xml": "x"}, "has-macros"),
        ({"content.xml": f"<office:document-content {SPACES}/>"}, "unknown-format"),
        ({"content.xml": "<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>"}, "document-type"),
        ({"content.xml": "<a>"}, "damaged-file"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_file_that_was_made_to_harm_is_refused_by_a_code(files, code):
    assert refused(odt("", **files), "leaflet.odt") == code
