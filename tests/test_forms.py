"""What is filled in: lines, rooms and boxes on paper, and form fields on a screen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import leaflets
import msgspec
import pikepdf
import pypdfium2
import pytest
from gates import gate, tags
from laid import HEAD, compose, find, lines, pages, read
from pypdfium2 import raw

import leaflet
from leaflet.content.sheet import MM
from leaflet.graphics import signs
from leaflet.layout.slices import Blank, Fill, Shape, Stroke
from leaflet.publish import build

FILLABLE = HEAD.replace("language:", "fillable: yes\nissued: 2026-01-31\nlanguage:")
FORM = """
- fill_in:
    title: Your consent
    intro: "Please tick and sign:"
    rows:
      - {label: I could ask my questions., tick: yes}
      - {label: Do you smoke?, choices: ["Yes", "No"]}
      - {label: What matters to you, height: 30}
      - [{label: Signed, width: 2}, Date]
      - [Name of nurse, Date]
- notes: {height: 20, title: Questions}
- notes: 3
- checklist: [Glasses, Coat]
- appointment: {lines: [Ward], bring: [A letter]}
"""
NAMES = [
    *("I could ask my questions", "Do you smoke? Yes", "Do you smoke? No", "What matters to you"),
    *("Signed", "Date", "Name of nurse", "Date (2)", "Questions"),
    *("Your notes, 1", "Your notes, 2", "Your notes, 3", "Glasses", "Coat"),
    *("Ward", "Date (3)", "Time", "Place", "With", "A letter"),
]
"""Of the fields of FORM, in reading order."""


pytestmark = pytest.mark.usefixtures("natural_size")


def marks(made, kind):
    return [m for page in pages(made) for m in page.marks if isinstance(m, kind)]


def rules(made):
    return [m for m in marks(made, Stroke) if m.y == m.to_y]


@pytest.fixture(scope="module")
def form() -> leaflet.Leaflet:
    return compose(FORM, FILLABLE)


@pytest.fixture(scope="module")
def pdf(form) -> bytes:
    return leaflet.write(form)


@pytest.fixture(scope="module")
def file(pdf) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def widgets(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """The form fields, page by page in the order of the annotations."""
    found = [one for page in file.pages for one in page.get("/Annots", [])]
    return [one for one in found if one.Subtype == "/Widget"]


# ---- on paper


def test_things_on_one_line_have_their_lines_at_one_height_and_their_share_of_the_width():
    made = compose("- fill_in: [[{label: Signed, width: 2}, Date], [Name of nurse, Date]]")
    first, second, third, _ = sorted(rules(made), key=lambda m: (m.y, m.x))
    assert first.y == second.y
    assert third.y - first.y >= 12 * MM
    assert first.x == third.x and first.to_x < second.x
    assert first.to_x - find(made, "Signed").x > 1.9 * (second.to_x - second.x)


def test_a_label_stands_on_its_line_and_touches_it_never():
    made = compose("- fill_in: [Signed, Your phone number]")
    rows = sorted(rules(made), key=lambda m: m.y)
    for row, label in zip(rows, ("Signed", "Your phone number"), strict=True):
        assert 0 < row.y - find(made, label).y < 6
        assert find(made, label).right < row.x
    assert rows[0].x == rows[1].x


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "large-print", "giant-print"])
def test_no_line_is_too_short_to_write_on_and_none_leaves_its_page(sheet):
    made = compose(
        "- fill_in: [[Name of the person who collects you, Date of birth, Ward],"
        " Your phone number, [Signed, Date]]",
        sheet=sheet,
    )
    found = rules(made)
    assert len(found) >= 6
    assert min(rule.to_x - rule.x for rule in found) >= 24.9 * MM
    assert all(find(made, words) for words in ("collects you", "Signed", "Ward"))


def test_a_room_is_as_high_as_it_is_wanted_and_follows_its_label():
    made = compose("- fill_in: [{label: What matters, height: 30}]\n- notes: {height: 20}")
    first, second = sorted((m for m in marks(made, Fill) if m.line), key=lambda m: m.y)
    assert first.height == pytest.approx(30 * MM) and second.height == pytest.approx(20 * MM)
    assert 0 < first.y - find(made, "What matters").y < 12


def test_a_room_is_never_higher_than_its_page():
    made = compose("- notes: {height: 250}", sheet="trifold-dl")
    (room,) = (m for m in marks(made, Fill) if m.line)
    assert 100 * MM < room.height < 200 * MM


def test_a_label_to_tick_hangs_from_its_box_and_choices_stand_in_rows():
    made = compose(
        "- fill_in: [{label: I agree, tick: yes}, {label: Smoke?, choices: ['Yes', 'No', "
        "'I did for more than ten years, and have stopped since my last operation']}]",
        sheet="trifold-dl",
    )
    agree, yes, no, did = sorted(marks(made, Shape), key=lambda m: (m.y, m.x))
    assert {m.width for m in (agree, yes, no, did)} == {6 * MM}
    assert yes.y == no.y < did.y
    assert agree.x + 6 * MM < find(made, "I agree").x
    assert find(made, "operation").right < 97 * MM


@pytest.mark.parametrize("count", range(16, 32, 3))
def test_a_short_form_stays_on_one_page_with_its_lead_in(count):
    body = "".join(f"- paragraph: Line {number} stands here.\n" for number in range(count))
    made = compose(body + "- fill_in: {intro: I agree., rows: [Signed, Date]}")
    assert len({find(made, words).page for words in ("I agree.", "Signed", "Date")}) == 1


def test_a_long_form_goes_on_over_pages_and_no_row_is_parted():
    made = compose(f"- fill_in: [{', '.join(f'Question {n};' for n in range(40))}]")
    assert made.pages > 1
    drawn = {(page.number, m.y) for page in pages(made) for m in page.marks if type(m) is Stroke}
    for number in range(40):
        label = find(made, f"Question {number};")
        assert any(page == label.page and 0 < y - label.y < 6 for page, y in drawn)


@pytest.mark.parametrize(
    ("body", "key", "code"),
    [
        ("fill_in: [{height: 20}]", "fill_in[0].label", "missing-key"),
        ("fill_in: []", "fill_in", "empty-value"),
        ("fill_in: [{label: A, height: 11}]", "fill_in[0].height", "not-a-number"),
        ("fill_in: [{label: A, height: 251}]", "fill_in[0].height", "not-a-number"),
        ("fill_in: [{label: A, height: 20, tick: yes}]", "fill_in[0].tick", "conflicting-keys"),
        (
            "fill_in: [{label: A, choices: [B], tick: yes}]",
            "fill_in[0].choices",
            "conflicting-keys",
        ),
        ("fill_in: [[A, {label: A, lines: 2}]]", "fill_in[0][1].lines", "unknown-key"),
        ("fill_in: [[A, B, C, D, E, F, G]]", "fill_in[0]", "wrong-count"),
        (f"fill_in: [{', '.join(['A'] * 61)}]", "fill_in", "wrong-count"),
        ("notes: {lines: 4, height: 20}", "notes.height", "conflicting-keys"),
        ("notes: {height: 5}", "notes.height", "not-a-number"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_its_place(body, key, code):
    with pytest.raises(leaflet.LeafletError) as caught:
        read(f"- {body}")
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.key) == (code, f"body[0].{key}")
    assert fault.place.line == 12


# ---- form fields


def test_a_fillable_leaflet_passes_every_gate_and_says_its_fields(form, pdf):
    said = leaflets.said(form)
    assert [role for role, _ in said].count("Form") == len(NAMES)
    assert {name: told for name, told in gate.refusals(pdf, said).items() if told} == {}


def test_each_field_has_a_name_of_its_own_a_tooltip_and_its_place_in_the_tags(file):
    found = widgets(file)
    assert [str(one.T) for one in found] == NAMES
    assert [str(one.TU) for one in found][:8] == [
        *("I could ask my questions.", "Do you smoke? Yes", "Do you smoke? No"),
        *("What matters to you", "Signed", "Date", "Name of nurse", "Date"),
    ]
    parents = tags.numbers(file)
    for widget in found:
        element = parents[int(widget.StructParent)]
        assert (element.S, str(element.Alt)) == ("/Form", str(widget.TU))
        assert [kid.Type for kid in element.K] == ["/OBJR"]
    assert {page.Tabs for page in file.pages} == {"/S"}
    assert len(file.Root.AcroForm.Fields) == len(NAMES)


def test_fields_have_an_appearance_and_an_embedded_font_but_no_action(file):
    form, found = file.Root.AcroForm, widgets(file)
    assert not {"/NeedAppearances", "/XFA", "/CO"} & set(form.keys())
    assert not any({"/A", "/AA"} & set(one.keys()) for one in found)
    assert all(one.F == 4 for one in found)
    assert {str(one.FT) for one in found} == {"/Tx", "/Btn"}
    rooms = [str(one.T) for one in found if one.FT == "/Tx" and one.Ff & 1 << 12]
    assert rooms == ["What matters to you", "Questions"]
    assert {*found[0].AP.N.keys()} == {"/Yes", "/Off"}


def test_the_font_for_what_is_typed_has_every_letter_of_latin_script_and_is_embedded(file):
    (font,) = file.Root.AcroForm.DR.Font.values()
    assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) > 40_000
    assert "+" not in str(font.BaseFont)
    said = font.ToUnicode.read_bytes().decode().upper()
    letters = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x180)) if code != 0xAD]
    assert [one for one in letters if f"<{ord(one):04X}>" not in said] == []


def typed(pdf: bytes, words: str) -> pypdfium2.PdfDocument:
    """The file after pdfium has typed words into each text field and ticked each box."""
    file = pypdfium2.PdfDocument(pdf)
    file.init_forms()
    form, shown = file.formenv.raw, [*file]
    opened = pikepdf.open(BytesIO(pdf))
    for page, fields in zip(shown, opened.pages, strict=True):
        for one in fields.get("/Annots", []):
            if one.Subtype == "/Widget":
                left, low, right, high = (float(edge) for edge in one.Rect)
                place = ((left + min(right, left + 16)) / 2, (low + high) / 2)
                raw.FORM_OnLButtonDown(form, page.raw, 0, *place)
                raw.FORM_OnLButtonUp(form, page.raw, 0, *place)
                for letter in words if one.FT == "/Tx" else "":
                    raw.FORM_OnChar(form, page.raw, ord(letter), 0)
                raw.FORM_ForceToKillFocus(form)
    return file


def test_what_is_typed_is_seen_in_its_place(pdf):
    empty, file = pypdfium2.PdfDocument(pdf), typed(pdf, "Zoë 14 March")
    empty.init_forms()
    saved = BytesIO()
    file.save(saved)
    opened = pikepdf.open(saved)
    found = widgets(opened)
    values = [str(one.V) for one in found]
    assert values == ["Zoë 14 March" if one.FT == "/Tx" else "/Yes" for one in found]
    for before, after in zip(empty, file, strict=True):
        assert dark(after) > dark(before) + 100


def dark(page: pypdfium2.PdfPage) -> int:
    """How many dark pixels a page has with its fields."""
    return sum(page.render(scale=1, grayscale=True).to_pil().histogram()[:90])


def test_no_more_can_be_typed_than_is_printed(pdf):
    saved = BytesIO()
    typed(pdf, "Long words without an end " * 40).save(saved)
    opened = pikepdf.open(saved)
    (date,) = (one for one in widgets(opened) if str(one.T) == "Date")
    assert 5 < len(str(date.V)) < 60


def test_a_leaflet_has_no_fields_unless_it_says_so(form):
    plain = compose(FORM)
    assert not marks(plain, Blank)
    with pikepdf.open(BytesIO(leaflet.write(plain))) as opened:
        assert "/AcroForm" not in opened.Root
    assert "Form" not in {role for role, _ in leaflets.said(plain)}
    assert len(marks(form, Blank)) == len(NAMES)
    assert marks(form, Stroke | Fill | Shape) == marks(plain, Stroke | Fill | Shape)


@pytest.mark.parametrize("sheet", ["trifold-dl", "a5-booklet"])
def test_folded_sheets_and_files_for_a_press_have_plain_lines(sheet, form):
    folded = compose(FORM, FILLABLE, sheet=sheet)
    press = build.write(form, leaflet.Press())
    for made in (leaflet.write(folded), press):
        with pikepdf.open(BytesIO(made)) as file:
            assert "/AcroForm" not in file.Root
            assert not any(
                isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Form"
                for one in file.objects
            )
    assert "Form" not in {role for role, _ in leaflets.said(folded)}
    assert [note.place.key for note in folded.notes if note.code == "plain-lines"] == ["fillable"]


def test_fields_of_large_print_are_large_too():
    made = leaflet.write(compose("- fill_in: [Signed]", FILLABLE, sheet="large-print"))
    opened = pikepdf.open(BytesIO(made))
    (widget,) = widgets(opened)
    size = float(str(widget.DA).split()[1])
    assert size >= 16
    assert float(widget.Rect[3]) - float(widget.Rect[1]) > 1.4 * size


def test_every_block_of_the_gallery_says_as_many_fields_as_it_has():
    path = Path(__file__).parents[1] / "examples" / "gallery.yaml"
    document = msgspec.structs.replace(leaflet.read(path), fillable=True)
    made = leaflet.compose(document)
    fields = marks(made, Blank)
    assert len(fields) > 60
    assert [role for role, _ in leaflets.said(made)].count("Form") == len(fields)
    assert all(field.name.strip() for field in fields)


# ---- slips

SLIP = """
- tear_off:
    title: Bring this slip
    body:
      - paragraph: I have read it.
      - fill_in: [[Your name, Date]]
"""


def scissors(made):
    """The numbers of the pages with a line to cut along, and how far down it is."""
    return [
        (page.number, mark.y)
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Shape) and mark.outline == signs.SCISSORS
    ]


@pytest.mark.parametrize("count", [1, 9, 19, 27])
@pytest.mark.parametrize("contact", ["", "- contact\n"])
def test_a_slip_stands_in_one_piece_at_the_foot_of_the_last_page(count, contact):
    body = "".join(f"- paragraph: Line {number} stands here.\n" for number in range(count))
    made = compose(body + SLIP.lstrip() + contact)
    ((page, cut),) = scissors(made)
    assert page == made.pages
    assert {find(made, words).page for words in ("Bring this slip", "Your name")} == {page}
    later = [line for line in lines(made) if line.page == page and line.y > cut]
    words = [line.text for line in later if line.size > 12 and "555" not in line.text]
    assert words[-1].startswith("Your name")
    foot = max(mark.y for mark in rules(made))
    assert 841 - foot < 36 * MM
    if contact:
        assert find(made, "desk@harbour.example").page == page
        assert find(made, "desk@harbour.example").y < cut


@pytest.mark.parametrize("sheet", ["a5", "a5-booklet", "trifold-dl", "zfold-dl", "large-print"])
def test_a_slip_is_at_the_foot_of_its_page_on_every_sheet(sheet):
    made = compose("- paragraph: Words.\n" + SLIP.lstrip() + "- contact\n", sheet=sheet)
    ((page, cut),) = scissors(made)
    below = [line for line in lines(made) if line.page == page and line.y > cut]
    assert "Your name" in "".join(line.text for line in below)
    foot = max(m.y for p in pages(made) if p.number == page for m in p.marks if type(m) is Stroke)
    assert pages(made)[0].number == 1
    height = made.sheet.height
    assert height - foot < 0.2 * height


def test_a_slip_passes_every_gate_and_is_read_after_the_imprint():
    head = HEAD.replace("language:", "issued: 2026-01-31\nlanguage:")
    made = compose("- paragraph: Words.\n" + SLIP.lstrip() + "- contact\n", head)
    said = leaflets.said(made)
    assert {
        name: told for name, told in gate.refusals(leaflet.write(made), said).items() if told
    } == {}
    texts = [text for _, text in said]
    issued = next(n for n, text in enumerate(texts) if text.startswith("Issued"))
    assert texts.index("Call us") < issued < texts.index("Bring this slip")


def test_what_is_on_the_back_of_a_slip_is_told():
    long = "".join(f"- paragraph: Line {number} stands here.\n" for number in range(24))
    made = compose(long + SLIP.lstrip())
    assert made.pages == 2
    assert [note.code for note in made.notes] == ["slip-has-a-back"]
    assert compose("- paragraph: Words.\n" + SLIP.lstrip()).notes == ()


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("- tear_off: Words\n- paragraph: More.", "body[0].tear_off"),
        ("- tear_off: Words\n- tear_off: More", "body[0].tear_off"),
        ("- callout: {body: [{tear_off: Words}]}", "body[0].callout"),
        ("- tear_off: [contact]", "body[0].tear_off"),
        ("- tear_off: [{paragraph: Words}, page_break]", "body[0].tear_off"),
    ],
)
def test_a_slip_in_the_wrong_place_is_refused(body, key):
    with pytest.raises(leaflet.LeafletError) as caught:
        read(body)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.key) == ("misplaced-block", key)
    assert fault.hint
