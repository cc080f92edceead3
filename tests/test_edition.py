"""One content file, several editions: what each has, and that no word is lost silently."""

import json
from collections import Counter

import leaflets
import pytest
import yaml
from conftest import CLINIC, CONTENT
from gates import gate, pdfium
from hypothesis import given, settings
from hypothesis import strategies as st

import leaflet
from leaflet.composition import edition
from leaflet.content.inline import Cite, Text
from leaflet.content.reference import Reference
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.source import model, nodes
from leaflet.source.walk import walk

HEAD = "title: A test\nclinic: {" + ", ".join(CLINIC.strip().splitlines()) + "}\n"


def read(body, head=HEAD):
    return model.read(nodes.read(f"{head}body:\n{body}".encode(), "content.yaml"), Document)


def texts(document):
    """Its texts in reading order, as they are written; a source's number as [^id]."""
    return [_written(text) for text in walk(document, Text)]


def _written(text):
    return "".join(f"[^{p.source}]" if isinstance(p, Cite) else p.text for p in text.parts)


def says(body, *names, head=HEAD):
    """What the edition of these names says under the title."""
    return texts(edition.cut(read(body, head), frozenset(names)))[1:]


def told(body, *names):
    """The faults of an edition: line, column, problem, hint; the body begins in line 4."""
    with pytest.raises(LeafletError) as caught:
        edition.cut(read(body), frozenset(names or ("short",)))
    return [(f.place.line, f.place.column, f.problem, f.hint) for f in caught.value.faults]


# ---- what may be written


@pytest.mark.parametrize(
    ("block", "full", "short"),
    [
        ("paragraph: {text: Long words, short: Brief}", ["Long words"], ["Brief"]),
        ("paragraph: {text: {text: Long words, short: Brief}}", ["Long words"], ["Brief"]),
        ("paragraph: {text: Words, except: short}", ["Words"], []),
        ("paragraph: {text: Words, only: [short, a5]}", [], ["Words"]),
        ("bullets: [a, {text: b, except: short}, {text: c, short: d}]", list("abc"), list("ad")),
        ("bullets: {items: [a, b], only: full}", ["a", "b"], []),
        ("key_points: {items: [a], title: {text: b, except: short}}", ["a", "b"], ["a"]),
        ("faqs: [{question: {text: a, short: b}, answer: c}]", ["a", "c"], ["b", "c"]),
        ("faqs: [{question: a, answer: {text: b, short: c}}]", ["a", "b"], ["a", "c"]),
        ("faqs: [{question: a, answer: b, except: short}]", ["a", "b"], []),
        (
            "glossary: [{term: a, meaning: b}, {term: c, meaning: d, only: full}]",
            *map(list, ("abcd", "ab")),
        ),
        ("benefits: [{title: a, text: {text: b, short: c}}]", ["a", "b"], ["a", "c"]),
        ("table: {rows: [[a, {text: b, short: c}, '']]}", ["a", "b", ""], ["a", "c", ""]),
        ("callout: {body: [{paragraph: {text: a, except: short}}]}", ["a"], []),
        ("do_dont: {do: [a, {text: b, except: short}], dont: [c]}", list("abc"), list("ac")),
    ],
)
def test_an_edition_has_what_is_marked_for_it(block, full, short):
    body = f"  - {block}\n  - paragraph: End\n"
    assert says(body, "full", "a4") == [*full, "End"]
    assert says(body, "short", "a4") == [*short, "End"]


def test_the_title_and_the_subtitle_have_short_forms_too():
    head = HEAD.replace("A test", "{text: A long title, short: A title}")
    head += "subtitle: {text: More, except: short}\n"
    document = read("  - paragraph: Words\n", head)
    assert texts(edition.cut(document, frozenset(("short",)))) == ["A title", "Words"]
    assert texts(edition.cut(document, frozenset(("full",)))) == ["A long title", "Words", "More"]


def test_a_block_may_name_the_sheet():
    body = "  - paragraph: {text: a, only: [a5, short]}\n  - paragraph: {text: b, except: a5}\n"
    assert says(body, "full", "a5") == ["a"]
    assert says(body, "short", "a5") == ["a"]
    assert says(body, "full", "a4") == ["b"]


def test_the_short_form_stands_in_the_short_edition_only():
    body = "  - paragraph: {text: Long, short: Brief}\n"
    assert [says(body, *names) for names in (("poster",), ("short", "dl"))] == [["Long"], ["Brief"]]


@pytest.mark.parametrize(
    ("block", "column", "problem", "hint"),
    [
        ("paragraph: {text: a, short: ''}", 33, "the short form of this text is empty", "except"),
        ("paragraph: {short: a}", 16, "`text` is missing", "add"),
        ("paragraph: {text: {text: a, shrt: b}}", 33, "`shrt` is not a key", "`short`"),
        ("paragraph: {text: {text: a}, short: b}", 34, "`short` is not a key", "there are"),
        ("paragraph: {text: a, only: b, except: c}", 35, "either `only` or `except`", "keep one"),
        ("paragraph: {text: a, only: Short}", 32, "`Short` is not a name", "small letters"),
        ("paragraph: {text: a, only: 'a, b'}", 32, "`a, b` is not a name", "small letters"),
        ("paragraph: {text: a, only: []}", 32, "this list is empty", "at least one"),
        ("paragraph: {text: a, only: {b: c}}", 32, "a name is needed here", ""),
        (
            "paragraph: {text: {text: a, only: full}}",
            23,
            "`text` cannot be left out alone",
            "whole",
        ),
        ("bullets: [{text: a, short: [b]}]", 32, "text is needed here", ""),
        ("bullets: [{short: a}]", 15, "`text` is missing", "add"),
        ("bullets: [{a: b}]", 15, "text is needed here, and this is a group of keys", ""),
        ("bullets: {items: [a], short: b}", 27, "`short` is not a key", "there are"),
        ("table: {rows: [[a, {text: b, only: full}]]}", 24, "one cell of a table cannot", "short"),
        ("qr: {address: {text: a.example, short: b.example}}", 19, "text is needed here", ""),
    ],
)
def test_what_cannot_be_written_is_a_fault_at_its_place(block, column, problem, hint):
    with pytest.raises(LeafletError) as caught:
        read(f"  - {block}\n")
    (fault,) = caught.value.faults
    assert (fault.place.line, fault.place.column) == (4, column)
    assert fault.problem.startswith(problem)
    assert hint in fault.hint


def test_texts_are_equal_only_if_all_their_forms_are():
    (one,), (other,), (plain,) = (
        walk(read(f"  - paragraph: {{text: a{more}}}\n").body, Text)
        for more in (", short: b", ", short: c", "")
    )
    assert len({one, other, plain}) == 3
    again = next(walk(read("  - paragraph: {text: a, short: b}\n").body, Text))
    assert one == again and hash(one) == hash(again)


# ---- what a cut leaves


def test_what_carries_no_marks_is_the_same_in_every_edition():
    document = read("  - paragraph: a\n  - bullets: [b, c]\n")
    assert edition.cut(document, frozenset(("short", "a4"))) is document


def test_what_is_not_marked_is_not_made_anew():
    document = read("  - bullets: [a]\n  - paragraph: {text: b, except: short}\n")
    for names in (("full",), ("short",)):
        made = edition.cut(document, frozenset(names))
        assert made.body[0] is document.body[0]
        assert not made.has_editions
        assert edition.cut(made, frozenset(names)) is made


def test_a_heading_that_is_left_with_nothing_under_it_is_a_fault():
    body = "  - heading: One\n  - paragraph: {text: a, except: [short, a5]}\n  - heading: Two\n"
    problem = "nothing is left under this heading for `short`"
    assert told(body + "  - contact\n") == [(4, 14, problem, "give it `except: [short, a5]` too")]
    assert says(body + "  - contact\n", "full") == ["One", "a", "Two"]
    marked = body.replace("heading: One", "heading: {text: One, except: short}")
    assert says(marked, "short") == ["Two"]


@pytest.mark.parametrize(
    ("below", "bare"),
    [
        ("  - contact\n", True),  # it has a heading of its own
        ("  - page_break\n", True),
        ("  - heading: {text: Two, level: 2}\n  - paragraph: b\n", True),
        ("  - heading: {text: Two, level: 3}\n  - paragraph: b\n", False),
        ("  - notes: 6\n", False),
        ("  - references: [b]\n", False),
        ("  - references: {items: [b], title: Sources}\n", True),
    ],
)
def test_a_section_ends_at_the_next_heading_of_its_level(below, bare):
    body = "  - heading: One\n  - paragraph: {text: a, only: full}\n" + below
    if bare:
        ((_, _, _, hint),) = told(body)
        assert hint == "give it `only: full` too"
    else:
        assert says(body, "short")[0] == "One"


def test_what_has_more_words_than_those_left_out_is_a_fault():
    body = "  - bullets: {items: [{text: a, except: short}], intro: b}\n  - paragraph: c\n"
    problem = "nothing is left of `items` for `a4` and `short`"
    hint = "give the whole of it `except: short` too"
    assert told(body, "short", "a4") == [(4, 57, problem, hint)]
    assert says(body.replace("intro: b", "except: short"), "short") == ["c"]


def test_a_body_of_which_nothing_is_left_is_a_fault():
    ((line, _, problem, hint),) = told("  - paragraph: {text: a, only: full}\n")
    assert (line, problem) == (1, "nothing is left of `body` for `short`")
    assert hint == "leave a block that is not marked"
    numbers = '  - bullets: ["[^a]"]\n'
    sources = "  - references: {items: [{text: A, id: a}], except: short}\n"
    assert [line for line, *_ in told(numbers + sources)] == [1]


def test_all_faults_of_an_edition_are_gathered():
    one = "  - heading: One\n  - paragraph: {text: a, except: short}\n"
    assert [line for line, *_ in told(one + one + "  - contact\n")] == [4, 6]


# ---- sources

CITED = """\
  - paragraph: {text: "One[^a] and two [^b].", short: "Two[^b]."}
  - paragraph: {text: "Three[^c].", only: full}
  - paragraph: "Four[^d]."
"""
SOURCES = (
    "  - references: [{text: A, id: a}, {text: B, id: b}, {text: C, id: c}, {text: D, id: d}, E]\n"
)


def ids(document):
    return [str(found.id) for found in walk(document.body, Reference)]


def test_an_edition_has_the_sources_that_it_names_and_numbers_them_from_one():
    made = leaflet.compose(read(CITED + SOURCES), edition="short")
    assert ids(made.document) == ["b", "d", "None"]
    said = [text for role, text in leaflets.said(made) if role in ("P", "LBody")]
    assert said[1:] == ["Two [1].", "Four [2].", "B", "D", "E"]


def test_the_full_edition_has_all_sources():
    cited = CITED.replace("only: full", "only: short")
    assert ids(edition.cut(read(cited + SOURCES), frozenset(("full",)))) == [*"abcd", "None"]


def test_where_the_sources_are_left_out_so_are_their_numbers():
    sources = "  - references: {items: [{text: A, id: a}, {text: D, id: d}], except: short}\n"
    body = '  - paragraph: "**Four**[^d] and [^a]more [^d]."\n  - table: {rows: [["[^a]", a]]}\n'
    assert says(body + sources, "short") == ["Four andmore.", "", "a"]
    assert says('  - bullets: ["[^a]", "[^a] b"]\n' + sources, "short") == ["b"]


def test_a_source_that_no_edition_has_is_an_error_in_all_of_them():
    document = read(CITED.replace("[^b]", "[^x]", 1) + SOURCES)
    for name in ("full", "short"):
        with pytest.raises(LeafletError, match="names no source") as caught:
            leaflet.compose(document, edition=name)
        assert len(caught.value.faults) == 1


# ---- names


def test_a_name_that_nothing_has_is_a_fault_and_not_a_block_that_is_hidden(folder, run):
    body = "  - paragraph: {text: a, except: shrot}\n  - bullets: [{text: b, only: [full, a55]}]\n"
    (folder / "content.yaml").write_text(CONTENT + body)
    ran = run("build")
    assert ran.code == 1
    assert "content.yaml:8:34: there is no edition and no sheet called `shrot`" in ran.err
    assert "did you mean `short`?" in ran.err
    assert "content.yaml:9:38: there is no edition and no sheet called `a55`" in ran.err
    assert "did you mean `a5`?" in ran.err


def test_sheets_beside_the_content_have_names_too(folder):
    sheet = "title: Ours\npage: [148, 210]\nmargins: {top: 15, bottom: 14, start: 15, end: 15}\n"
    (folder / "sheets").mkdir()
    (folder / "sheets" / "ours.yaml").write_text(sheet + "edition: hallway\n")
    (folder / "sheets" / "broken.yaml").write_text("title: [\n")
    body = "  - paragraph: {text: a, only: [ours, hallway, broken]}\n"
    (folder / "content.yaml").write_text(CONTENT + body)
    document = leaflet.read("content.yaml")
    assert {"ours", "hallway", "broken", "a4", "full", "short"} <= set(edition.known(document))
    assert "a" not in texts(leaflet.compose(document, sheet="a4").document)
    assert "a" in texts(leaflet.compose(document, edition="hallway").document)


def test_the_command_names_an_edition(folder, run, monkeypatch):
    body = "  - paragraph: {text: Long words, short: Brief}\n"
    (folder / "content.yaml").write_text(CONTENT + body)

    def printed(*words):
        return pdfium.pages(run("build", "-o", "-", *words).out)[0]

    assert "Long words" in printed()
    assert "Brief" in printed("--edition", "short")
    monkeypatch.setenv("LEAFLET_EDITION", "short")
    assert "Brief" in printed()
    assert "Long words" in printed("--edition", "a4")
    refused = run("build", "--edition", "shrt")
    assert (refused.code, "did you mean `short`?" in refused.err) == (2, True)


def test_the_sheet_chooses_the_edition_unless_another_is_named():
    document = read("  - paragraph: {text: Long, short: Brief}\n")
    made = [leaflet.compose(document, sheet=name) for name in ("a4", "trifold-dl")]
    made.append(leaflet.compose(document, sheet="trifold-dl", edition="full"))
    assert [texts(each.document)[1] for each in made] == ["Long", "Brief", "Long"]


def test_an_edition_that_there_is_not_cannot_be_composed():
    with pytest.raises(LeafletError, match="no edition and no sheet called `shrt`"):
        leaflet.compose(read("  - paragraph: a\n"), edition="shrt")


# ---- every form is checked, and every word accounted for


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("paragraph: {text: a, short: '{clinic.email}'}", "`{clinic.email}` has nothing to say"),
        ("paragraph: {text: a, short: \ua984}", "no font has `\ua984`"),
        ("paragraph: {text: '{clinic.email}', only: short}", "`{clinic.email}` has nothing"),
        ("paragraph: {text: '\ua984', short: a}", "no font has `\ua984`"),
    ],
)
def test_what_is_wrong_in_one_edition_is_told_in_all(block, problem):
    document = read(f"  - {block}\n  - paragraph: b\n")
    for name in ("full", "short"):
        with pytest.raises(LeafletError) as caught:
            leaflet.compose(document, edition=name)
        (fault,) = caught.value.faults
        assert fault.problem.startswith(problem)


def test_a_level_may_be_skipped_only_in_the_editions_that_do():
    body = "  - heading: {text: Two, only: full}\n  - heading: {text: Three, level: 3}\n"
    document = read("  - paragraph: a\n" + body + "  - paragraph: b\n")
    assert leaflet.compose(document).pages == 1
    with pytest.raises(LeafletError, match="a heading of level 3 stands under one of level 1"):
        leaflet.compose(document, edition="short")


LEAFLET = """\
title: {text: Looking after your knee after a sprain, short: Your sprained knee}
subtitle: {text: "For adults, and for who looks after them", except: short}
publisher: Harbour Press
body:
  - paragraph:
      text: "Most sprains heal in some weeks[^nhs]. This leaflet tells you how to help."
      short: "Most sprains heal in some weeks[^nhs]."
  - callout:
      kind: urgent
      body:
        - bullets: [You cannot stand, {text: Your foot is cold, short: Cold foot}]
        - paragraph: {text: Take this leaflet with you., except: short}
  - heading: {text: The first two days, short: First days}
  - steps:
      intro: {text: "In this order:", except: short}
      items: [Rest, {text: "Ice, for 20 minutes", short: Ice}, {text: Raise it, except: short}]
  - heading: {text: Later, except: short}
  - paragraph: {text: "Begin to walk again[^walk].", except: short}
  - table:
      head: [Week, {text: What you may do, short: Do}]
      rows: [[One, {text: Walk indoors, short: Walk}], [Two, {text: Swim as well, short: Swim}]]
  - faqs:
      - question: {text: "May I drive?", short: "Drive?"}
        answer: {text: "Not before you can brake hard.", short: "Not yet."}
      - {question: "May I run?", answer: Ask us., except: short}
  - glossary: [{term: Sprain, meaning: A torn band}, {term: Brace, meaning: A stay, except: short}]
  - paragraph: {text: Ask us for the whole leaflet., only: short}
  - contact
  - references:
      title: {text: Where this comes from, short: Sources}
      items: [{text: NHS, id: nhs}, {text: A study, short: Study, id: walk}, Other books]
"""
LEFT_OUT = {
    "full": {"Ask us for the whole leaflet."},
    "short": {
        *("For adults, and for who looks after them", "Take this leaflet with you."),
        *("In this order:", "Raise it", "Later", "Begin to walk again[^walk]."),
        *("May I run?", "Ask us.", "Brace", "A stay"),
    },
}
"""What either edition does not say at all."""


def looked_up(written, names):
    """What an edition says, by another way: straight from the YAML, in the order of the keys."""
    match written:
        case None:
            return []
        case list():
            return [said for each in written for said in looked_up(each, names)]
        case dict():
            return _of_mapping(dict(written), names)
    return [str(written)]


def _of_mapping(written, names):
    only, barred = written.pop("only", None), written.pop("except", None)
    if only and not names & {*([only] if isinstance(only, str) else only)}:
        return []
    if barred and names & {*([barred] if isinstance(barred, str) else barred)}:
        return []
    short = written.pop("short", None)
    if short and "short" in names:
        written["text"] = short
    return [said for key, value in written.items() for said in looked_up(value, names)]


def content(*names):
    """The texts of LEAFLET that the edition of these names must have, looked up in the file."""
    loaded = yaml.load(LEAFLET, yaml.BaseLoader)
    del loaded["publisher"]
    for block in loaded["body"]:
        if isinstance(block, dict):
            block.get("callout", {}).pop("kind", None)
            for item in block.get("references", {}).get("items", ()):
                isinstance(item, dict) and item.pop("id")
    return Counter(looked_up(loaded, frozenset(names)))


def test_no_word_is_lost_silently():
    document = leaflets_document()
    editions = {
        name: Counter(texts(leaflet.compose(document, edition=name).document))
        for name in ("full", "short")
    }
    contact = Counter(["contact"])  # a block without words
    assert editions["full"] == content("full") - contact
    uncited = Counter(["Study"])  # only the paragraph of `Later` names it
    assert editions["short"] == content("short") - contact - uncited
    forms = [[_written(form) for form in text.forms] for text in walk(document, Text)]
    every = Counter(form for both in forms for form in both)
    assert every == editions["full"] | editions["short"] | uncited
    in_two_lengths = {form for both in forms if len(both) > 1 for form in both}
    for name, other in (("full", "short"), ("short", "full")):
        assert {*(editions[other] - editions[name])} - in_two_lengths == LEFT_OUT[name]


def leaflets_document():
    clinic = "clinic: {" + ", ".join(CLINIC.strip().splitlines()) + "}\n"
    return model.read(nodes.read((clinic + LEAFLET).encode(), "content.yaml"), Document)


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl"])
@pytest.mark.parametrize("name", ["full", "short"])
def test_the_pdf_of_an_edition_says_what_its_document_says(name, sheet):
    made = leaflet.compose(leaflets_document(), sheet=sheet, edition=name)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert len(expected) > 40
    gates = ("pdfium", "structure", "page ua1", "page 2a")
    assert {gated: said for gated in gates if (said := gate.GATES[gated](pdf, expected))} == {}
    printed = "".join("".join(pdfium.pages(pdf)).split())
    left_out = ["".join(text.partition("[")[0].split()) for text in LEFT_OUT[name]]
    assert [text for text in left_out if text in printed] == []


# ---- any document

NAMES = ("full", "short", "a4", "a5")
some_names = st.one_of(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
)
marks = st.one_of(
    *[st.just({})] * 4,
    *(st.fixed_dictionaries({key: some_names}) for key in ("only", "except")),
)
plain = st.integers(0, 99).map("word {}".format)
worded = st.fixed_dictionaries({"text": plain}, optional={"short": plain})
required = st.one_of(plain, worded)
text = st.one_of(plain, st.builds(lambda *parts: parts[0] | parts[1], worded, marks))


def some(values):
    return st.lists(values, min_size=1, max_size=3)


def keyed(mark=marks, **values):
    """A mapping with these keys in this order, and marks."""
    made = st.fixed_dictionaries(values)
    return st.builds(lambda made, marked: {key: made[key] for key in values} | marked, made, mark)


def named(**kinds):
    return st.one_of(
        values.map(lambda made, name=name: {name: made}) for name, values in kinds.items()
    )


leaves = named(
    paragraph=st.builds(lambda *parts: parts[0] | parts[1], worded, marks),
    heading=st.builds(lambda *parts: parts[0] | parts[1], worded, marks),
    bullets=keyed(items=some(text)) | keyed(items=some(text), intro=text),
    glossary=keyed(items=some(keyed(term=required, meaning=required))),
    do_dont=keyed(do=some(text), dont=some(text)),
)
bodies = some(
    leaves
    | named(
        faqs=keyed(items=some(keyed(question=required, answer=some(leaves)))),
        callout=keyed(body=some(leaves), title=text),
        columns=keyed(first=some(leaves), second=some(leaves)),
    )
)
editions = st.sets(st.sampled_from(NAMES), min_size=1).map(frozenset)


def in_file(body):
    return read(f"  {json.dumps(body)}\n")


@settings(max_examples=300, deadline=None)
@given(bodies, editions)
def test_any_edition_is_what_the_file_says_of_it_in_its_order(body, names):
    document = in_file(body)
    try:
        made = edition.cut(document, names)
    except LeafletError as error:
        assert all(fault.problem.startswith("nothing is left") for fault in error.faults)
        assert all(fault.place and fault.hint for fault in error.faults)
        return
    assert texts(made)[1:] == looked_up(body, names)
    forms = {form.parts for text in walk(document, Text) for form in text.forms}
    assert {text.parts for text in walk(made, Text)} <= forms
    assert edition.cut(made, names) is made
    if not document.has_editions:
        assert made is document


def test_a_sheet_that_asks_for_an_edition_that_nobody_writes_is_refused(tmp_path):
    (tmp_path / "sheets").mkdir()
    own = "title: Ours\npage: [210, 297]\nmargins: {top: 14, bottom: 12, start: 17, end: 17}\n"
    (tmp_path / "sheets" / "ours.yaml").write_text(own + "edition: shrot\n")
    written = leaflets.document(tmp_path, "- paragraph: { text: Long., short: Brief. }")
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(written, sheet="ours")
    (fault,) = caught.value.faults
    assert (fault.place.line, fault.hint) == (4, "did you mean `short`?")
    (tmp_path / "sheets" / "theirs.yaml").write_text(own + "edition: wards\n")
    written = leaflets.document(tmp_path, "- paragraph: { text: Long., only: wards }")
    assert leaflet.compose(written, sheet="theirs").pages == 1
