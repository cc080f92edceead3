"""What needs a detail of the clinic falls away without it, with a note, and nothing else does."""

import laid
import leaflets
import pytest
import yaml
from test_examples import FOLDER, SHIPPED, is_meant

import leaflet
from leaflet.composition import edition
from leaflet.content.clinic import DETAILS
from leaflet.content.inline import Text
from leaflet.errors import LeafletError
from leaflet.publish import packing
from leaflet.source.walk import walk
from leaflet.web import form

BARE = {"name": "Valley Clinic", "address": "1 Hill", "phone": "01632 960 555"}
EMAIL = {"email": "desk@valley.example"}


def read(*blocks, **details):
    body = yaml.safe_load("\n".join(f"- {block}" for block in blocks))
    return leaflet.read({"title": "A test", "clinic": BARE | details, "body": body})


def says(made):
    """The texts under the title, each as it is written."""
    texts = [*walk(made.document, Text)][1:]
    return ["".join(getattr(part, "text", "…") for part in text.parts) for text in texts]


def composed(*blocks, **details):
    return leaflet.compose(read(*blocks, **details))


@pytest.mark.parametrize(
    ("block", "whole", "left"),
    [
        ("paragraph: {text: a, needs: email}", ["a"], []),
        ("paragraph: {text: 'Write to {clinic.email}.', needs: email}", ["Write to …."], []),
        ("heading: {text: a, needs: email}", ["a"], []),
        ("bullets: [a, {text: b, needs: email}]", ["a", "b"], ["a"]),
        ("steps: [{text: a, needs: [email]}, b]", ["a", "b"], ["b"]),
        ("checklist: [a, {text: b, needs: email}]", ["a", "b"], ["a"]),
        ("bullets: {items: [a, b], needs: email}", ["a", "b"], []),
        ("bullets: [{text: a, needs: email}]", ["a"], []),
        ("faqs: [{question: a, answer: b, needs: email}, {question: c, answer: d}]",
         *["abcd", "cd"]),
        ("callout: {body: [{paragraph: {text: a, needs: email}}, {paragraph: b}]}", *["ab", "b"]),
        ("callout: {title: {text: a, needs: email}, body: b}", ["b", "a"], ["b"]),
        ("columns: {first: [{paragraph: {text: a, needs: email}}, {paragraph: b}], second: c}",
         *["abc", "bc"]),
        ("glossary: [{term: a, meaning: b, needs: email}, {term: c, meaning: d}]", *["abcd", "cd"]),
        ("do_dont: {do: [a, {text: b, needs: email}], dont: [c]}", *["abc", "ac"]),
        ("key_points: {items: [a, {text: b, short: c, needs: email}]}", ["a", "b"], ["a"]),
        ("references: [{text: a, needs: email}, b]", ["a", "b"], ["b"]),
        ("image: {file: x.svg, alt: A tree and a hill, caption: a, needs: email}", ["a"], []),
    ],
)  # fmt: skip
def test_a_part_that_needs_a_detail_falls_away_without_it(tmp_path, block, whole, left):
    (tmp_path / "x.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h6v6z"/></svg>'
    )
    body = yaml.safe_load(f"- {block}\n- paragraph: End")
    for details, wanted, notes in (({}, left, 1), (EMAIL, whole, 0)):
        content = {"title": "A test", "clinic": BARE | details, "body": body}
        made = leaflet.compose(leaflet.read(content, folder=tmp_path))
        assert says(made) == [*wanted, "End"]
        assert [note.code for note in made.notes] == ["part-left-out"] * notes


def test_the_note_says_what_is_left_out_and_where(tmp_path):
    path = tmp_path / "content.yaml"
    path.write_text(
        f"title: A test\nclinic: {BARE}\nbody:\n  - paragraph: a\n"
        "  - bullets: [b, {text: 'Write to {clinic.email}.', needs: [phone, email, hours]}]\n"
    )
    (note,) = leaflet.compose(leaflet.read(path)).notes
    assert (note.code, note.severity) == ("part-left-out", "note")
    assert note.path == "body[1].bullets[1].needs[1]"
    assert (note.place.line, note.place.column) == (5, 68)
    said = "“Write to ….” is left out, as the clinic has no `email` and no `hours`"
    assert note.problem == said


def test_all_of_several_details_are_needed():
    block = "paragraph: {text: a, needs: [email, website]}"
    made = composed(block, "paragraph: b", **EMAIL)
    assert says(made) == ["b"]
    assert "no `website`" in made.notes[0].problem
    assert says(composed(block, "paragraph: b", **EMAIL, website="a.example")) == ["a", "b"]


def test_a_detail_that_is_not_needed_is_still_an_error():
    with pytest.raises(LeafletError) as caught:
        composed("paragraph: {text: '{clinic.email}', needs: phone}", "paragraph: b")
    assert [fault.code for fault in caught.value.faults] == ["unfilled-field"]


@pytest.mark.parametrize(
    ("blocks", "hint"),
    [
        (["heading: One", "paragraph: {text: a, needs: email}", "contact"], "give it"),
        (["bullets: {items: [{text: a, needs: email}], intro: b}", "contact"], "give the whole"),
    ],
)
def test_words_that_would_stand_over_nothing_are_an_error(blocks, hint):
    with pytest.raises(LeafletError) as caught:
        composed(*blocks)
    (fault,) = caught.value.faults
    assert fault.code == "nothing-left"
    assert fault.problem.endswith("for a clinic without `email`")
    assert fault.hint == f"{hint} {'of it ' * ('whole' in hint)}`needs: email` too"
    assert composed(*blocks, **EMAIL).notes == ()


def test_an_edition_that_has_not_the_part_says_nothing_of_it():
    blocks = ("paragraph: {text: '{clinic.email}', only: short, needs: email}", "paragraph: b")
    assert composed(*blocks).notes == ()
    assert len(leaflet.compose(read(*blocks), edition="short").notes) == 1


def test_a_source_that_only_a_missing_part_names_stays():
    sources = "references: [{text: A, id: a}, {text: B, id: b}]"
    blocks = ("paragraph: {text: 'One[^a].', needs: email}", "paragraph: 'Two[^b].'", sources)
    for name in ("full", "short"):
        assert says(leaflet.compose(read(*blocks), edition=name)) == ["Two….", "A", "B"]


def test_the_short_form_falls_away_with_the_text():
    block = "bullets: [{text: 'Write {clinic.email}', short: '{clinic.email}', needs: email}, b]"
    for name in ("full", "short"):
        assert says(leaflet.compose(read(block), edition=name)) == ["b"]


@pytest.mark.parametrize(
    ("needs", "code"),
    [("mail", "not-a-choice"), ("[email, fax]", "not-a-choice"), ("[]", "empty-value"),
     ("{a: b}", "wrong-kind"), ("clinic.email", "not-a-choice")],
)  # fmt: skip
def test_what_no_clinic_has_cannot_be_needed(needs, code):
    with pytest.raises(LeafletError) as caught:
        read(f"paragraph: {{text: a, needs: {needs}}}")
    (fault,) = caught.value.faults
    assert fault.code == code
    assert fault.path.startswith("body[0].paragraph.needs")


def test_every_detail_of_a_clinic_can_be_needed():
    for key in DETAILS:
        made = composed(f"paragraph: {{text: a, needs: {key}}}", "paragraph: b")
        assert says(made) == (["a", "b"] if key in BARE else ["b"])


@pytest.mark.parametrize(
    "block",
    ["paragraph: {text: {text: a, needs: email}}", "table: {rows: [[a, {text: b, needs: email}]]}"],
)  # fmt: skip
def test_what_something_else_is_made_of_cannot_fall_away_alone(block):
    with pytest.raises(LeafletError) as caught:
        read(block)
    assert [fault.code for fault in caught.value.faults] == ["cannot-be-left-out"]


def test_the_form_asks_for_no_detail_of_a_part_that_falls_away():
    guarded = read("paragraph: {text: '{clinic.email}', needs: [email, website]}", "paragraph: b")
    assert form.needed(guarded) == form.always() == ("name", "address", "phone")
    assert form.fill(BARE, None, guarded).problems == ()
    plain = read("paragraph: {text: '{clinic.email}', needs: website}", "paragraph: b")
    asked = form.fill(BARE | {"website": "a.example"}, None, plain)
    assert [each.field for each in asked.problems] == ["email"]


def test_the_editor_reads_what_the_clinic_prints():
    blocks = ("paragraph: {text: 'Please utilise {clinic.email} .', needs: email}", "paragraph: b")
    found = [
        {finding.code for finding in leaflet.check(read(*blocks, **details)).findings}
        for details in ({}, EMAIL)
    ]
    assert "hard-word" not in found[0]
    assert "hard-word" in found[1]


def test_a_cut_without_a_clinic_keeps_every_part():
    document = read("paragraph: {text: a, needs: email}")
    assert len(edition.cut(document, frozenset(("full",))).body) == 1


GALLERY = FOLDER / "gallery.yaml"


@pytest.mark.parametrize("path", [*SHIPPED, GALLERY], ids=lambda path: path.stem)
def test_a_shipped_leaflet_needs_no_more_than_name_address_and_phone(path):
    document = leaflet.read(path, clinic=BARE)
    sheets = {"a4"} if path == GALLERY else {*packing.METRIC, *packing.US, "zfold-dl", "poster-a4"}
    for name in (each for each in sheets if is_meant(path, each)):
        made = leaflet.compose(document, sheet=name, past_review=True)
        assert len(leaflets.said(made)) > 5


def test_a_source_that_texts_name_needs_no_detail():
    with pytest.raises(leaflet.LeafletError, match="cannot need a detail"):
        laid.compose("- references: [{text: A, id: a, needs: email}]\n- paragraph: 'Words[^a]'\n")
