"""Translations: files of texts alone, held to the leaflet that they translate."""

import csv
import json
import re
from pathlib import Path

import leaflets
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaflet
from leaflet.cli import watcher
from leaflet.content import language
from leaflet.document import in_language, translation, translation_numbers
from leaflet.editor.report import signoff
from leaflet.errors import LeafletError
from leaflet.layout.slices import Words
from leaflet.source import nodes
from leaflet.source.value import LanguageTag
from leaflet.translate import po, table, xliff
from leaflet.translate.unit import Exchanged, TranslationUnit

SOURCE = """\
title: Knee pain
clinic:
  name: Harbour Clinic
  address: [2 Quay Road, Exampletown]
  phone: 01632 960 555
body:
  - heading: What to do
  - paragraph: Take **2 tablets** of 1.5 mg. Call {clinic.phone}.[^a]
  - bullets: [Rest a little, {text: Then walk a mile, short: Walk}]
  - contact
  - references: {items: [{id: a, text: "A source, 2025"}]}
"""
POLISH = {
    "Knee pain": "Ból kolana",
    "What to do": "Co robić",
    "Take **2 tablets** of 1.5 mg. Call {clinic.phone}.[^a]": (
        "Weź **2 tabletki** po 1,5 mg. Zadzwoń: {clinic.phone}.[^a]"
    ),
    "Rest a little": "Odpocznij trochę",
    "Then walk a mile": "Potem idź na spacer",
    "Walk": "Spaceruj",
    "A source, 2025": "A source, 2025",
}


@pytest.fixture
def place(folder, run):
    """A leaflet with its translation into Polish, which says everything."""
    (folder / "content.yaml").write_text(SOURCE, "utf-8")
    assert run("translate", "new", "content.yaml", "--to", "pl").code == 0
    return filled(folder)


def filled(folder):
    """Write what the Polish texts say into a new translation."""
    path, said = folder / "content.pl.yaml", []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("    from: "):
            words = json.loads(line.removeprefix("    from: "))
        said.append(
            f"    is: {json.dumps(POLISH[words], ensure_ascii=False)}"
            if line == '    is: ""'
            else line
        )
    path.write_text("\n".join(said) + "\n", "utf-8")
    return folder


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def faults(path):
    with pytest.raises(LeafletError) as caught:
        leaflet.read(path)
    return [(fault.code, fault.place.key) for fault in caught.value.faults]


def test_a_translation_is_the_leaflet_in_its_words(place):
    made = leaflet.compose(leaflet.read(place / "content.pl.yaml"))
    said = [text for _, text in leaflets.said(made)]
    assert "Ból kolana" in said and "Odpocznij trochę" in said
    assert any(text.startswith("Weź ") for text in said)
    assert not any("Knee" in text for text in said)
    assert made.document.language.text == "pl"
    assert made.slug == "knee-pain.pl"


def test_it_is_a_draft_until_somebody_who_is_named_has_checked_it(place):
    path = place / "content.pl.yaml"
    drafts = leaflet.compose(leaflet.read(path))
    marks = [mark for side in drafts.sides for _, _, page in side.pages for mark in page.marks]
    assert "Tłumaczenie robocze" in " ".join(m.text for m in marks if isinstance(m, Words))
    assert [note.code for note in drafts.notes] == ["draft-labels"]
    assert leaflet.compose(leaflet.read(path), draft_ok=True).notes == ()
    edit(path, "# clinical_check", "clinical_check")
    read = leaflet.read(path)
    assert read.translation.clinical_check.date.year == 2026


def test_a_text_that_was_changed_is_told_with_both_versions(place):
    edit(place / "content.yaml", "Rest a little", "Rest a lot")
    with pytest.raises(LeafletError) as caught:
        leaflet.read(place / "content.pl.yaml")
    (fault,) = caught.value.faults
    assert fault.code == "stale-translation"
    assert "it was “Rest a little”, and is now “Rest a lot”" in fault.problem
    assert "Odpocznij trochę" in fault.hint
    assert fault.place.file.endswith("content.pl.yaml") and fault.place.line > 1


def test_a_text_that_is_moved_keeps_its_translation(place):
    edit(place / "content.yaml", "body:\n", "body:\n  - heading: What to do\n")
    assert faults(place / "content.pl.yaml") == [("missing-translation", "")]
    edit(place / "content.yaml", "body:\n  - heading: What to do\n", "body:\n  - page_break\n")
    assert leaflet.read(place / "content.pl.yaml")


def test_what_is_missing_or_translates_nothing_is_told(place):
    edit(place / "content.pl.yaml", '"Spaceruj"', '""')
    edit(place / "content.yaml", "  - heading: What to do\n", "")
    assert sorted(code for code, _ in faults(place / "content.pl.yaml")) == [
        "idle-translation",
        "missing-translation",
    ]


@pytest.mark.parametrize(
    ("tag", "source", "translation", "count"),
    [
        ("pl", "Take 1.5 mg", "Weź 1,5 mg", 0),
        ("pl", "Take 1.5 mg", "Weź 15 mg", 2),
        ("pl", "Take 1.5 mg", "Weź 1,5 g", 2),
        ("pl", "Take 1,500 mg", "Weź 1,500 mg", 2),
        ("pl", "1,500 people", "1 500 osób", 0),
        ("de", "1,500 people", "1.500 Menschen", 0),
        ("zh", "Take 1.5 mg", "服用1.5毫克", 0),
        ("zh", "Take 1,500 mg", "服用1,500毫克", 0),
        ("pl", "1,500 people", "1,5 osób", 2),
        ("ar", "5 to 10 ml", "٥ إلى ١٠ مل", 0),
        ("ar", "5 to 10 ml", "٥ إلى ١١ مل", 2),
        ("ar", "Call 01632 960 555", "اتصل على 01632 960 555", 0),
        ("ar", "Call 01632 960 555", "اتصل على 01632 960 556", 2),
        ("pl", "10-20 minutes", "20-10 minut", 1),
        ("pl", "10-20 minutes", "10–20 minut", 0),
        ("pl", "Do not drive", "Prowadź samochód", 1),
        ("pl", "Do not drive", "Nie prowadź samochodu", 0),
        ("ar", "Do not drive", "قد السيارة", 1),
        ("ar", "Do not drive", "لا تقد السيارة", 0),
        ("zh", "Never eat", "请进食", 1),
        ("zh", "Never eat", "切勿进食", 0),
        ("cy", "Do not drive", "Peidiwch â gyrru", 0),
        ("pl", "Call {clinic.phone}", "Zadzwoń", 1),
        ("pl", "See [us](https://a.example/2)", "Zobacz [nas](https://a.example/2)", 0),
        ("pl", "See [us](https://a.example/2)", "Zobacz [nas](https://a.example/3)", 2),
        ("zh", "read in August 2025, not in May", "2025年8月阅读，不是五月", 0),
        ("zh", "read in August 2025", "2025年7月阅读", 2),
        ("zh", "3 May 2025", "2025年5月3日", 0),
        ("cy", "with or without it", "gydag ef neu hebddo", 0),
        ("ar", "the 70 did not", "ولم يحدث لدى 70", 0),
        ("pl", "One **word**", "Jedno słowo", 1),
        ("pl", "Found.[^a]", "Znaleziono.", 1),
        ("pl", "9 in 100", "9 na 100", 0),
        ("pl", "38.0 °C", "38 °C", 0),
        ("pl", "on 3/11/2026", "dnia 3.11.2026", 0),
    ],
)
def test_numbers_units_denials_fields_and_links_must_agree(tag, source, translation, count):
    spoken = (language.load(LanguageTag(each)) for each in ("en", tag))
    assert len([*translation_numbers.differences(source, translation, *spoken)]) == count


def test_a_number_that_differs_is_an_error_at_the_translation(place):
    edit(place / "content.pl.yaml", "1,5 mg", "15 mg")
    found = faults(place / "content.pl.yaml")
    assert {code for code, _ in found} == {"translation-numbers"}


def test_status_says_what_is_missing_changed_or_gone(place, run):
    assert run("translate", "status", "content.pl.yaml").code == 0
    edit(place / "content.pl.yaml", '"Spaceruj"', '""')
    edit(place / "content.yaml", "Rest a little", "Rest a lot")
    edit(place / "content.yaml", "  - heading: What to do\n", "")
    ran = run("translate", "status", "content.pl.yaml", "--format", "json")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert len(told["missing"]) == len(told["changed"]) == len(told["gone"]) == 1


def test_update_adds_what_is_new_and_drops_what_is_gone(place, run):
    edit(place / "content.yaml", "  - heading: What to do\n", "  - heading: When to call\n")
    edit(place / "content.yaml", "  - contact\n", "  - paragraph: More.\n  - contact\n")
    assert run("translate", "update", "content.pl.yaml").code == 0
    text = (place / "content.pl.yaml").read_text("utf-8")
    assert 'from: "More."' in text and "Odpocznij trochę" in text
    ran = run("translate", "status", "content.pl.yaml", "--format", "json")
    told = json.loads(ran.out)
    assert (len(told["missing"]), len(told["changed"]), told["gone"]) == (1, 1, [])
    again = (place / "content.pl.yaml").read_bytes()
    assert run("translate", "update", "content.pl.yaml").code == 0
    assert (place / "content.pl.yaml").read_bytes() == again


@pytest.mark.parametrize("name", ["../content.yaml", "/etc/passwd", "content.pl.yaml"])
def test_a_translation_names_a_leaflet_in_its_folder_and_no_other_file(place, name):
    edit(place / "content.pl.yaml", "translates: content.yaml", f"translates: {name}")
    assert [code for code, _ in faults(place / "content.pl.yaml")] == ["wrong-kind"]


def test_a_translation_is_never_written_over(place, run):
    ran = run("translate", "new", "content.yaml", "--to", "pl")
    assert ran.code == 3
    assert "translate update" in ran.err


# ---- on the way to translators and back


def exchanged(place, run, ending, back="Odpocznij troche"):
    """Export, empty the translation, import; what it was and what it is."""
    path = place / "content.pl.yaml"
    edit(path, '    is: "Odpocznij trochę"', f'    is: "Odpocznij trochę"\n    back: "{back}"')
    whole = path.read_text("utf-8")
    assert run("translate", "export", "content.pl.yaml", "-o", f"pl{ending}").code == 0
    empty = re.sub(r"(?m)^    back: .*\n", "", re.sub(r'(?m)^    is: ".*"$', '    is: ""', whole))
    path.write_text(empty, "utf-8")
    ran = run("translate", "import", "content.pl.yaml", f"pl{ending}")
    assert (ran.code, ran.said) == (0, f"content.pl.yaml: 7 texts taken from pl{ending}\n")
    return whole, path.read_text("utf-8")


@pytest.mark.parametrize("ending", [".xlf", ".po", ".csv"])
def test_what_goes_to_a_translator_comes_back_as_it_was(place, run, ending):
    before, after = exchanged(place, run, ending)
    assert after == before
    assert leaflet.read(place / "content.pl.yaml")


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=40
)
MARKUP = st.sampled_from(
    [
        "**two**",
        "{clinic.phone}",
        "[^a]",
        "[us](https://a.example/b)",
        "=1+1",
        "'=",
        "*",
        "[x]",
        "&<>",
    ]
)


@given(st.lists(WORDS | MARKUP, min_size=1, max_size=6).map(" ".join), WORDS)
def test_any_text_comes_back_as_it_was_from_every_kind_of_file(text, back):
    text, back = " ".join(text.split()) or "x", " ".join(back.split())
    unit = TranslationUnit("body[0].paragraph", "0123abcd", text, text[::-1] or "y", back)
    sent = Exchanged("en-GB", "pl", "content.yaml", (unit,))
    for kind in (xliff, po, table):
        assert kind.read(kind.write(sent), "x") == [unit], kind


def test_markup_is_codes_in_xliff(place, run):
    run("translate", "export", "content.pl.yaml", "-o", "pl.xlf")
    text = (place / "pl.xlf").read_text("utf-8")
    assert 'version="2.1"' in text and 'srcLang="en-GB"' in text and 'trgLang="pl"' in text
    assert "<pc " in text and "<ph " in text
    assert not re.search(r"<source[^>]*>[^<]*\*\*", text)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a/>",
        b"not xml",
        b"\xff\xfe\x00",
    ],
)
def test_a_file_that_is_no_xliff_is_refused(place, run, data):
    (place / "pl.xlf").write_bytes(data)
    before = (place / "content.pl.yaml").read_bytes()
    assert run("translate", "import", "content.pl.yaml", "pl.xlf").code == 1
    assert (place / "content.pl.yaml").read_bytes() == before


def test_a_table_has_no_formula(place, run):
    edit(place / "content.pl.yaml", '"Spaceruj"', '"=1+1"')
    run("translate", "export", "content.pl.yaml", "-o", "pl.csv")
    text = (place / "pl.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert "'=1+1" in cells and not any(cell.startswith("=") for cell in cells)


def beside(place, tag, of="content.yaml"):
    """Put a translation beside a leaflet; what it says does not matter."""
    stem, suffix = of.split(".")
    path = place / f"{stem}.{tag}.{suffix}"
    path.write_text(f"translates: {of}\nlanguage: {tag}\ntexts: {{}}\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("pl", "content.pl.yaml"),
        ("pl-PL", "content.pl.yaml"),
        ("en", "content.yaml"),
        ("en-GB", "content.yaml"),
        ("pt-BR", "content.pt-BR.yaml"),
        ("pt", "content.pt-BR.yaml"),
        ("zh-TW", "content.zh-Hant.yaml"),
        ("zh-Hant", "content.zh-Hant.yaml"),
        ("no", "content.nb.yaml"),
    ],
)
def test_the_nearest_translation_is_taken(place, wanted, found):
    for tag in ("pt-BR", "zh-Hant", "nb"):
        beside(place, tag)
    for name in ("content.yaml", "content.pl.yaml"):  # from any of the files
        assert in_language.chosen(place / name, wanted).name == found


@pytest.mark.parametrize("wanted", ["zh", "zh-Hans", "en-US", "uk", "pt-PT", "sr-Latn", "x!", ""])
def test_what_is_not_there_is_told_with_what_there_is(place, wanted):
    for tag in ("pt-BR", "zh-Hant", "sr"):
        beside(place, tag)
    with pytest.raises(LeafletError) as caught:
        in_language.chosen(place / "content.yaml", wanted)
    (fault,) = caught.value.faults
    assert fault.code == "no-such-translation"
    assert "en-GB, pl, pt-BR, sr, zh-Hant" in fault.hint


def test_a_tag_that_means_two_files_is_not_guessed(place):
    beside(place, "pt-BR")
    beside(place, "pt-PT")
    with pytest.raises(LeafletError):
        in_language.chosen(place / "content.yaml", "pt")


def test_other_files_beside_a_leaflet_are_no_translations_of_it(place):
    (place / "content.old.yaml").write_text(SOURCE, "utf-8")
    (place / "content.cy.yaml").write_text("translates: knee.yaml\nlanguage: cy\n", "utf-8")
    (place / "content.uk.yaml").write_text("translates: content.yaml\nlanguage: ru\n", "utf-8")
    (place / "content.de.yaml").write_text("{", "utf-8")
    tags = [each.tag.text for each in in_language.files(place / "content.yaml")]
    assert tags == ["en-GB", "de", "pl", "uk"]
    with pytest.raises(LeafletError) as caught:
        in_language.chosen(place / "content.yaml", "uk")
    assert [fault.code for fault in caught.value.faults] == ["wrong-language"]


def test_build_and_pack_take_a_language(place, run):
    for words in (("--language", "pl"), ("-o", "own.pdf")):
        assert run("build", "content.yaml", *words).code == 0
    assert [path.name for path in (place / "output").iterdir()] == ["knee-pain.pl.pdf"]
    ran = run("pack", "content.yaml", "--sheet", "a4", "--language", "pl")
    assert ran.code == 0 and "knee-pain_harbour-clinic_a4_pl.pdf" in ran.said
    ran = run("build", "content.yaml", "--language", "cy")
    assert ran.code == 2 and "en-GB, pl" in ran.err
    assert run("build", "-", "--language", "pl", stdin=SOURCE.encode()).code == 2


def test_a_translation_is_never_written_over_the_leaflet_that_it_translates(place, run):
    for name in ("content.yaml", "content.pl.yaml"):
        assert run("build", "content.yaml", "--language", "pl", "-o", name).code == 3
        assert (place / name).read_bytes()[:4] != b"%PDF"


def test_a_program_asks_for_a_language(place):
    assert leaflet.read(place / "content.yaml", language="pl").language.text == "pl"
    with pytest.raises(TypeError):
        leaflet.read({"title": "Knee pain"}, language="pl")


def test_watch_looks_at_the_leaflet_that_is_translated_too(place):
    whose = {"clinic": None, "brand": None, "details": {}}
    order = watcher.BuildOrder(str(place / "content.pl.yaml"), None, whose, {})
    assert {path.name for path in order.files()} == {"content.pl.yaml", "content.yaml"}


def test_a_run_has_each_language_of_a_leaflet(place):
    (place / "clinics.csv").write_text(
        'id,name,address,phone\nhill,Hill Clinic,"1 Hill Road",01632 960 111\n', "utf-8"
    )
    where = (place / "clinics.csv", place / "content.yaml", place / "out")
    made = [*leaflet.batch(*where, jobs=1, languages=("en", "pl"))]
    assert [each.path for each in made] == [
        "knee-pain-hill-a4-en-gb.pdf",
        "knee-pain-hill-a4-pl.pdf",
    ]


def test_an_old_text_is_kept_until_its_translation_is_mended(place, run):
    edit(place / "content.yaml", "Rest a little", "Rest a lot")
    path = place / "content.pl.yaml"
    assert run("translate", "update", "content.pl.yaml").code == 0
    ran = run("translate", "status", "content.pl.yaml")
    assert ran.code == 1 and "was: Rest a little\n  now: Rest a lot\n" in ran.said
    edit(path, 'from: "Rest a little"\n    is: "Odpocznij trochę"', 'is: "Odpocznij dużo"')
    new = re.search(r"# of: (\w+)\n    of: \"(\w+)\"", path.read_text("utf-8"))
    edit(path, new[2], new[1])
    assert leaflet.read(path)
    assert run("translate", "update", "content.pl.yaml").code == 0
    assert 'from: "Rest a lot"' in path.read_text("utf-8")


def test_the_sign_off_has_text_translation_and_back_translation_side_by_side(place):
    path = place / "content.pl.yaml"
    edit(path, 'is: "Odpocznij trochę"', 'is: "Odpocznij trochę"\n    back: "Rest for a bit"')
    edit(path, "# translator", "translator")
    document = signoff.document(leaflet.check(leaflet.read(path)))
    (chapter,) = (each for each in document.body if each.title.literal == "The translation")
    said, table = chapter.blocks
    assert said.text.literal.startswith("Translated by …, …, 2026-01-31. Checked by nobody")
    rows = [tuple(cell.text.literal for cell in row) for row in table.rows]
    assert ("Rest a little", "Odpocznij trochę", "Rest for a bit") in rows
    assert [cell.text.literal for cell in table.head] == ["Text", "Translation", "Translated back"]
    made = leaflets.said(leaflet.compose(document))
    assert ("TD", "Rest for a bit") in made


def test_each_command_of_the_page_of_the_docs_does_what_it_says(folder, run):
    page = (Path(__file__).parents[1] / "docs" / "translations.md").read_text("utf-8")
    commands = re.findall(r"^leaflet (.+)$", page, re.M)
    assert len(commands) >= 4 and commands[0].startswith("translate new")
    (folder / "content.yaml").write_text(SOURCE, "utf-8")
    for command in commands:
        assert run(*command.split()).code == 0, command
        if command.startswith("translate new"):
            assert run("build", "content.yaml", "--language", "pl").code == 1  # nothing is said yet
            filled(folder)
    assert (folder / "output" / "knee-pain.pl.pdf").is_file()
    shown = re.search(r"^(translates: .*?texts:\n(?:  .*\n)+)", page, re.M | re.S)[1]
    assert {"of", "from", "is"} <= {*re.findall(r"^    (\w+):", shown, re.M)}


URGENT = """\
  - callout: {kind: urgent, title: Call 999, body: {form}}
"""


@pytest.mark.parametrize("body", ["You fall", "[{bullets: [You fall]}]"])
def test_the_first_urgent_callout_says_how_to_ask_for_a_language(place, run, body):
    text = SOURCE.replace("  - contact\n", URGENT.replace("{form}", body) * 2 + "  - contact\n")
    (place / "content.yaml").write_text(text, "utf-8")
    assert run("translate", "update", "content.pl.yaml").code == 0
    path = place / "content.pl.yaml"
    for words, said in (("Call 999", "Dzwoń pod 999"), ("You fall", "Upadek")):
        old = f'from: "{words}"\n    is: '
        path.write_text(path.read_text("utf-8").replace(f'{old}""', f'{old}"{said}"'), "utf-8")
    said = [text for _, text in leaflets.said(leaflet.compose(leaflet.read(path)))]
    note = next(each for each in said if "Polish" in each)
    assert said.count(note) == 1 and said.index(note) == said.index("Upadek") + 1
    english = [text for _, text in leaflets.said(leaflet.compose(leaflet.read(text)))]
    assert not any("language" in each for each in english)


def test_what_is_seen_on_our_drawings_is_translated_and_empty_cells_are_not(folder, run):
    table = "  - table: {rows: [[One, Two], [Three, '']]}\n"
    picture = "  - image: acupuncture\n  - image: {picture: back-pain, decorative: yes}\n"
    text = SOURCE.replace("body:\n", f"cover: knee\nbody:\n{table}{picture}")
    (folder / "content.yaml").write_text(text, "utf-8")
    assert run("translate", "new", "content.yaml", "--to", "pl").code == 0
    path = folder / "content.pl.yaml"
    keys = re.findall(r'^  "([^"]+)":$', path.read_text("utf-8"), re.M)
    assert {key for key in keys if key.endswith(".alt")} == {"cover.alt", "body[1].image.alt"}
    assert not any(key.endswith("rows[1][1]") for key in keys)


# ---- a translation may be shorter on folded sheets than the leaflet says itself

HEADING, SHORT = 'is: "Co robić"', 'is: "Co robić"\n    short: "Rób"'
TAKE = 'is: "Weź **2 tabletki** po 1,5 mg. Zadzwoń: {clinic.phone}.[^a]"'
TAKE_LESS = TAKE + '\n    short: "**2 tabletki** po 1,5 mg: {clinic.phone}[^a]"'
REST, SIT = 'is: "Odpocznij trochę"', 'is: "Odpocznij trochę"\n    short: "Siądź"'


def words_of(path, edition):
    made = leaflet.compose(leaflet.read(path), edition=edition, draft_ok=True)
    return " ".join(text for _, text in leaflets.said(made))


def test_a_translation_has_short_forms_of_its_own(place):
    path = place / "content.pl.yaml"
    for old, new in ((HEADING, SHORT), (TAKE, TAKE_LESS), (REST, SIT)):
        edit(path, old, new)
    full, short = (words_of(path, edition) for edition in ("full", "short"))
    assert all(said in full for said in ("Co robić", "Weź 2 tabletki", "Odpocznij trochę"))
    assert all(said in short for said in ("Rób", "2 tabletki po 1,5 mg", "Siądź", "Spaceruj"))
    assert not any(said in short for said in ("Co robić", "Weź", "Odpocznij"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (TAKE, TAKE_LESS.replace("po 1,5", "po 15"), "translation-numbers"),
        (TAKE, TAKE_LESS.replace('[^a]"', '"'), "translation-numbers"),
        ('is: "Potem idź na spacer"', 'is: "Potem"\n    short: "Idź"', "conflicting-keys"),
    ],
)
def test_a_short_form_says_the_same_and_is_the_only_one(place, old, new, code):
    edit(place / "content.pl.yaml", old, new)
    with pytest.raises(LeafletError) as refused:
        leaflet.read(place / "content.pl.yaml")
    assert {fault.code for fault in refused.value.faults} == {code}


def test_a_short_form_is_kept_and_is_in_the_sign_off(place, run):
    path = place / "content.pl.yaml"
    edit(path, HEADING, SHORT)
    assert run("translate", "export", str(path), "-o", "sent.csv").code == 0
    assert run("translate", "import", str(path), "sent.csv").code == 0
    assert run("translate", "update", str(path)).code == 0
    assert path.read_text("utf-8").count('short: "Rób"') == 1
    told = translation.told(nodes.read_file(path), nodes.read_file(place / "content.yaml"))
    assert ("What to do", "Rób", "") in [*told]


# ---- doses: reckoned with as they are written, printed as they are translated

DOSED = """\
title: Syrup
clinic: {name: Harbour Clinic, address: 2 Quay Road, phone: 01632 960 555}
body:
  - doses:
      medicine: Syrup
      strength: 120 mg in 5 ml
      rows:
        - {age: 3 to 5 months, amount: 2.5 ml (60 mg), often: up to 4 times a day, most: 4 doses}
        - {age: 6 to 23 months, amount: 5 ml (120 mg), often: up to 4 times a day, most: 4 doses}
"""
DOSES = {
    "Syrup": "Syrop",
    "120 mg in 5 ml": "120 mg w 5 ml",
    "3 to 5 months": "od 3 do 5 miesięcy",
    "6 to 23 months": "od 6 do 23 miesięcy",
    "2.5 ml (60 mg)": "2,5 ml (60 mg)",
    "5 ml (120 mg)": "5 ml (120 mg)",
    "up to 4 times a day": "do 4 razy na dobę",
    "4 doses": "4 dawki",
}


@pytest.fixture
def dosed(folder, run):
    """A table of doses, and what makes its translation into Polish of some words."""
    (folder / "content.yaml").write_text(DOSED, "utf-8")
    assert run("translate", "new", "content.yaml", "--to", "pl").code == 0
    path = folder / "content.pl.yaml"
    empty = path.read_text("utf-8")

    def translated(words):
        said = re.findall(r"    from: (.*)", empty)
        filled = iter(words[json.loads(each) if each[0] == '"' else each] for each in said)
        text = re.sub(r'is: ""', lambda _: f"is: {json.dumps(next(filled))}", empty)
        path.write_text(text, "utf-8")
        return leaflet.read(path)

    return translated


def test_doses_are_printed_in_the_words_of_a_translation(dosed):
    made = leaflet.compose(dosed(DOSES), draft_ok=True)
    said = [text for _, text in leaflets.said(made)]
    for words in ("Od 3 do 5 miesięcy", "2,5 ml", "60 mg", "Do 4 razy na dobę", "4 dawki"):
        assert words in said
    assert any("120 mg w 5 ml" in each for each in said)
    assert not any(words in " ".join(said) for words in ("months", "times", "doses"))


def test_how_much_is_taken_stands_first_in_whichever_order_it_is_translated(dosed):
    made = leaflet.compose(dosed(DOSES | {"2.5 ml (60 mg)": "60 mg (2,5 ml)"}), draft_ok=True)
    said = [text for _, text in leaflets.said(made)]
    assert said.index("2,5 ml") < said.index("60 mg")


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("2.5 ml (60 mg)", "25 ml (60 mg)"),
        ("3 to 5 months", "od 3 do 6 miesięcy"),
        ("4 doses", "dawki"),
        ("up to 4 times a day", "do 5 razy na dobę"),
    ],
)
def test_a_dose_with_another_number_is_refused(dosed, source, wrong):
    with pytest.raises(LeafletError) as refused:
        dosed(DOSES | {source: wrong})
    assert {fault.code for fault in refused.value.faults} == {"translation-numbers"}
